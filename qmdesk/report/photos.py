"""Photos made small for print: turned upright, within a number of pixels, as JPEG.

The original stays in the case; what can't be read or is too large to be opened safely gives None. A document keeps
each small JPEG once: its pages are drawn with an empty image of the same size (:func:`stand_in`), and the bytes move
into it when the document is finished (:func:`qmdesk.report.embed.finish_file`).
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from PIL import Image, ImageOps, UnidentifiedImageError
from reportlab.pdfbase import pdfdoc

from qmdesk.model.canonical import sha256_bytes
from qmdesk.model.problem import Problem, Refused
from qmdesk.report.freed import give_back

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

MEDIA = frozenset({"image/jpeg", "image/png", "image/webp"})
#: Pixels beyond which a picture is not opened (SECURITY: header pixels are capped before decoding). A plain JPEG is
#: read at an eighth of its size at once, so the biggest cameras' pictures take no more memory than a small one.
MOST_PIXELS, MOST_JPEG_PIXELS = 60_000_000, 160_000_000
#: The longest side in pixels: 300 to the inch as printed, and an eighth of a photo of 12 megapixels, at which a JPEG
#: comes out of the decoder without being made smaller afterwards.
PRINTED = 500
_QUALITY = 85
#: Photos opened at the same time, and the pixels in memory from which only one is.
_HANDS, _LARGE = 2, 4_000_000
_ALONE = Lock()
#: Pillow's own alarm, far above our limit: an error, or a warning where warnings are errors.
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


@dataclass(frozen=True, slots=True)
class Kept:
    """A small JPEG that is kept elsewhere: its name (:func:`name_of`) and what reads it."""

    name: str
    read: Callable[[], bytes]


Small = tuple[Kept, tuple[int, int]]

Image.MAX_IMAGE_PIXELS = MOST_JPEG_PIXELS  # Pillow's own alarm, above which it warns; our caps stand at the header


def thumbnail(content: bytes, longest: int = PRINTED) -> tuple[bytes, tuple[int, int]] | None:
    """A JPEG at most ``longest`` pixels wide and high, and its size; None where the picture can't be had."""
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as picture:
            if picture.width * picture.height > _most(picture) or min(picture.size) < 1:
                return None
            picture.draft("RGB", _within(picture.size, longest))
            picture.decodermaxblock = len(content)  # in one go: else the interpreter is asked for at every 64 KB
            if picture.width * picture.height > _LARGE:
                with _ALONE:
                    return _made_small(picture, longest)
            return _made_small(picture, longest)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, *_BOMBS):
        return None


def _made_small(picture: Image.Image, longest: int) -> tuple[bytes, tuple[int, int]]:
    picture.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    ImageOps.exif_transpose(picture, in_place=True)
    return _jpeg(_opaque(picture)), picture.size


def _within(size: tuple[int, int], longest: int) -> tuple[int, int]:
    """The size in the same proportions whose longer side is ``longest``."""
    return longest * size[0] // max(size) or 1, longest * size[1] // max(size) or 1


class Shelf:
    """Small pictures of one document, kept in an unnamed file, so that only few of them are in memory at a time."""

    def __init__(self) -> None:
        self._file: BinaryIO | None = None
        self._lock = Lock()
        self._made: dict[str, Small | None] = {}
        self._coming: dict[str, Future[Small | None]] = {}
        self._hands: ThreadPoolExecutor | None = None

    def begin(self, names: Iterable[str], blobs: Callable[[str], bytes]) -> None:
        """Have the pictures of these files of the case made meanwhile; :meth:`close` ends it."""
        give_back()
        self._hands = ThreadPoolExecutor(_HANDS, "photo")
        for name in dict.fromkeys(names):
            self._coming[name] = self._hands.submit(self._small, name, blobs)

    def finished(self) -> Iterator[float]:
        """Wait for what was begun; gives the share that is done after each. Then the memory that opening photos took
        goes back to the system, before fonts are embedded. Raises as ``blobs``."""
        for number, each in enumerate(as_completed(self._coming.values()), 1):
            each.result()
            yield number / len(self._coming)
        self.close()
        if self._coming:
            give_back()

    def close(self) -> None:
        """Begin no further picture, and wait for those in hand."""
        if self._hands is not None:
            self._hands.shutdown(cancel_futures=True)
            self._hands = None

    def small(self, sha256: str, blobs: Callable[[str], bytes]) -> Small | None:
        """What gives the :func:`thumbnail` of a file of the case, and its size; made once. Raises as ``blobs``."""
        if sha256 not in self._made:
            coming = self._coming.get(sha256)
            self._made[sha256] = coming.result() if coming else self._small(sha256, blobs)
        return self._made[sha256]

    def _small(self, sha256: str, blobs: Callable[[str], bytes]) -> Small | None:
        made = thumbnail(blobs(sha256))
        return (self._keep(made[0]), made[1]) if made else None

    def _keep(self, content: bytes) -> Kept:
        """Raises Refused(report-not-written)."""
        try:
            with self._lock:
                file = self._file = self._file or cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115 - open as long as this
                start = file.seek(0, io.SEEK_END)
                file.write(content)
                file.flush()
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise Refused(Problem("report-not-written", tempfile.gettempdir(), {"reason": reason})) from error
        return Kept(name_of(content), partial(self._read, file, start, len(content)))

    def _read(self, file: BinaryIO, start: int, size: int) -> bytes:
        with self._lock:
            file.seek(start)
            return file.read(size)

    def __del__(self) -> None:
        """Close the file when the last that reads from it is gone."""
        if self._file is not None:
            self._file.close()


#: The key by which an empty image names the picture that belongs in it.
MARK = "QmdeskPicture"


class _Empty(pdfdoc.PDFObject):  # pyright: ignore[reportUntypedBaseClass]
    """An image without its bytes."""

    def __init__(self, name: str, size: tuple[int, int]) -> None:
        self.name = name
        self.width, self.height = size

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """The empty image as reportlab writes it."""
        words: dict[str, object] = {
            "Type": pdfdoc.PDFName("XObject"),
            "Subtype": pdfdoc.PDFName("Image"),
            "Width": self.width,
            "Height": self.height,
            "BitsPerComponent": 8,
            "ColorSpace": pdfdoc.PDFName("DeviceRGB"),
            MARK: pdfdoc.PDFString(self.name, enc="raw"),
        }
        stream = pdfdoc.PDFStream(pdfdoc.PDFDictionary(words), b"", filters=())
        return stream.format(document)


def name_of(content: bytes) -> str:
    """The name of a picture: the beginning of its SHA-256."""
    return sha256_bytes(content)[:32]


def stand_in(canvas: Canvas, name: str, size: tuple[int, int], box: tuple[float, float]) -> None:
    """Draw an empty image of ``size`` pixels over ``box`` points at the origin, for the RGB JPEG of that name.

    The same picture is one image however often it is drawn.
    """
    document: Any = canvas._doc  # pyright: ignore[reportAttributeAccessIssue]  # reportlab has no other way in
    known = document.getXObjectName(name)
    if known not in document.idToObject:
        empty = _Empty(name, size)
        canvas._setXObjects(empty)  # pyright: ignore[reportAttributeAccessIssue]
        document.Reference(empty, known)
        document.addForm(name, empty)
    canvas.saveState()
    canvas.scale(*box)
    canvas._code.append(f"/{known} Do")  # pyright: ignore[reportAttributeAccessIssue]
    canvas.restoreState()
    canvas._formsinuse.append(name)  # pyright: ignore[reportAttributeAccessIssue]
    canvas._currentPageHasImages = 1  # pyright: ignore[reportAttributeAccessIssue]


def _most(picture: Image.Image) -> int:
    """How many pixels this kind of picture may have; a progressive JPEG is decoded whole whatever size is wanted."""
    plain = picture.format == "JPEG" and not picture.info.get("progressive")
    return MOST_JPEG_PIXELS if plain else MOST_PIXELS


def _opaque(picture: Image.Image) -> Image.Image:
    """The picture in RGB, what is transparent on white."""
    if picture.mode in ("RGBA", "LA") or "transparency" in picture.info:
        ground = Image.new("RGB", picture.size, "white")
        ground.paste(picture, mask=picture.convert("RGBA").getchannel("A"))
        return ground
    return picture if picture.mode == "RGB" else picture.convert("RGB")


def _jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()
