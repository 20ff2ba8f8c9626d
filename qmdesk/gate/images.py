"""Pictures given as evidence: measured by their header before anything is decoded, in a child process.

What a camera wrote into a picture (time, orientation) is its claim; whatever is wrong with it never stops the picture
from being kept.
"""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qmdesk.gate import child, kinds
from qmdesk.model.problem import Problem, Refused

if TYPE_CHECKING:
    from PIL.Image import Image

#: Pixels that a picture may have; the biggest cameras on the market are near it.
PIXELS = 60_000_000
#: Pictures that can be decoded here. HEIC is kept but not shown: no library for it is shipped.
DECODABLE = {
    kinds.JPEG: "JPEG",
    kinds.PNG: "PNG",
    kinds.GIF: "GIF",
    kinds.BMP: "BMP",
    kinds.TIFF: "TIFF",
    kinds.WEBP: "WEBP",
}
_EXIF_IFD, _TAKEN, _CHANGED = 0x8769, 0x9003, 0x0132
_EXIF_TIME = re.compile(r"(\d{4}):(\d{2}):(\d{2}) (\d{2}):(\d{2}):(\d{2})")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's size in pixels as its header says, and when it was taken as the file claims ("" where it doesn't)."""

    width: int
    height: int
    captured: str


def describe(content: bytes, name: str = "") -> Picture | None:
    """What a picture says of itself; None for a kind that can't be decoded here.

    Raises Refused: image-too-large, image-damaged, and what :mod:`qmdesk.gate.child` refuses.
    """
    media = kinds.sniff(content)
    if media not in DECODABLE:
        return None
    found = child.run("qmdesk.gate.images:describe_here", {"format": DECODABLE[media]}, content, where=name)
    return Picture(int(found["width"]), int(found["height"]), str(found["captured"]))


def thumbnail(content: bytes, side: int, name: str = "") -> bytes:
    """A PNG of the picture, upright, within a square of ``side`` pixels, without anything the camera wrote.

    Raises Refused: image-not-shown for a kind that can't be decoded here, image-too-large, image-damaged.
    """
    media = kinds.sniff(content)
    if media not in DECODABLE:
        raise Refused(Problem("image-not-shown", name, {"is": media}))
    arguments = {"format": DECODABLE[media], "side": side}
    return child.run_for_bytes("qmdesk.gate.images:thumbnail_here", arguments, content, where=name)


def describe_here(arguments: dict[str, Any], payload: bytes) -> dict[str, Any]:
    """:func:`describe` in the child."""
    with _opened(payload, str(arguments["format"])) as picture:
        return {"width": picture.width, "height": picture.height, "captured": _captured(picture)}


def thumbnail_here(arguments: dict[str, Any], payload: bytes) -> bytes:
    """:func:`thumbnail` in the child."""
    from PIL import ImageOps

    side = max(16, min(int(arguments["side"]), 4096))
    with _opened(payload, str(arguments["format"])) as picture:
        try:
            picture.draft("RGB", (side, side))
            small = picture.convert("RGBA" if "A" in picture.getbands() or picture.mode == "P" else "RGB")
            small.thumbnail((side, side))
            upright = ImageOps.exif_transpose(small, in_place=False)
        except (OSError, ValueError, SyntaxError, EOFError) as error:
            raise Refused(Problem("image-damaged")) from error
        out = io.BytesIO()
        upright.save(out, "PNG")
        return out.getvalue()


def _opened(payload: bytes, kind: str) -> Image:
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None  # our own cap stands below, at the header
    warnings.simplefilter("ignore")
    try:
        picture = Image.open(io.BytesIO(payload), formats=(kind,))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise Refused(Problem("image-damaged")) from error
    if picture.width * picture.height > PIXELS:
        raise Refused(
            Problem("image-too-large", "", {"width": picture.width, "height": picture.height, "most": PIXELS // 10**6})
        )
    return picture


def _captured(picture: Image) -> str:
    """When the picture was taken, as ISO text; empty where the file doesn't say, or says it in no known way."""
    try:
        exif = picture.getexif()
        said = exif.get_ifd(_EXIF_IFD).get(_TAKEN) or exif.get(_CHANGED)
    except Exception:  # whatever a camera wrote there
        return ""
    found = _EXIF_TIME.match(str(said or ""))
    if not found or found[1] == "0000":
        return ""
    return f"{found[1]}-{found[2]}-{found[3]} {found[4]}:{found[5]}:{found[6]}"
