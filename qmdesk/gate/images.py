"""Pictures given as evidence: measured by their header before anything is decoded, in a child process.

What a camera wrote into a picture (time, orientation) is its claim; whatever is wrong with it never stops the picture
from being kept.
"""

from __future__ import annotations

import io
import re
import struct
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qmdesk.gate import child, kinds
from qmdesk.gate.child_main import problems_of, told
from qmdesk.gate.limits import MIB
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
#: A picture's header and what its camera wrote stand in its beginning; so many pictures are looked at in one child.
_LOOKED_AT, _BATCH, _BATCH_BYTES = 8 * MIB, 40, 48 * MIB
_EXIF_IFD, _TAKEN, _CHANGED = 0x8769, 0x9003, 0x0132
#: What the decoder makes of a broken picture.
_DAMAGE = (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, struct.error, OverflowError)
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
    found = describe_all([(name, content)])[0]
    if isinstance(found, Problem):
        raise Refused(found)
    return found


def describe_all(files: Sequence[tuple[str, bytes]]) -> list[Picture | Problem | None]:
    """As :func:`describe` for many pictures (name and bytes), some dozens to a child; a problem where one is unfit."""
    found: list[Picture | Problem | None] = [None] * len(files)
    batch: list[int] = []
    size = 0
    for at, (_, content) in enumerate(files):
        if kinds.sniff(content) not in DECODABLE:
            continue
        batch.append(at)
        size += min(len(content), _LOOKED_AT)
        if len(batch) == _BATCH or size > _BATCH_BYTES:
            _describe_batch(files, batch, found)
            batch, size = [], 0
    if batch:
        _describe_batch(files, batch, found)
    return found


def _describe_batch(
    files: Sequence[tuple[str, bytes]], batch: list[int], found: list[Picture | Problem | None]
) -> None:
    """Describe these files in one child; where that fails, each in one of its own, so that one spoils no other."""
    starts = [files[at][1][:_LOOKED_AT] for at in batch]
    formats = [DECODABLE[kinds.sniff(files[at][1])] for at in batch]
    arguments = {"formats": formats, "sizes": [len(each) for each in starts]}
    try:
        told = child.run("qmdesk.gate.images:describe_here", arguments, b"".join(starts))
    except Refused as refused:
        if len(batch) == 1:
            found[batch[0]] = refused.problems[0].at(files[batch[0]][0])
            return
        for at in batch:
            _describe_batch(files, [at], found)
        return
    for at, each in zip(batch, told, strict=True):
        if isinstance(each, list):
            found[at] = problems_of([each])[0].at(files[at][0])
        else:
            found[at] = Picture(int(each["width"]), int(each["height"]), str(each["captured"]))


def thumbnail(content: bytes, side: int, name: str = "") -> bytes:
    """A PNG of the picture, upright, within a square of ``side`` pixels, without anything the camera wrote.

    Raises Refused: image-not-shown for a kind that can't be decoded here, image-too-large, image-damaged.
    """
    media = kinds.sniff(content)
    if media not in DECODABLE:
        raise Refused(Problem("image-not-shown", name, {"is": kinds.short_name(media)}))
    arguments = {"format": DECODABLE[media], "side": side}
    return bytes(child.run_for_bytes("qmdesk.gate.images:thumbnail_here", arguments, content, where=name))


def describe_here(arguments: dict[str, Any], payload: bytes) -> list[Any]:
    """:func:`describe_all` in the child: a map for each picture, or its problem as :func:`told` writes it."""
    answers: list[Any] = []
    at = 0
    for kind, size in zip(arguments["formats"], arguments["sizes"], strict=True):
        content, at = payload[at : at + int(size)], at + int(size)
        try:
            with _opened(content, str(kind)) as picture:
                answers.append({"width": picture.width, "height": picture.height, "captured": _captured(picture)})
        except Refused as refused:
            answers += told(refused.problems[:1])
    return answers


def thumbnail_here(arguments: dict[str, Any], payload: bytes) -> bytes:
    """:func:`thumbnail` in the child."""
    from PIL import ImageOps

    side = max(16, min(int(arguments["side"]), 4096))
    with _opened(payload, str(arguments["format"])) as picture:
        try:
            picture.draft("RGB", (side, side))
            small = picture.convert("RGBA" if "A" in picture.getbands() or picture.mode == "P" else "RGB")
            small.thumbnail((side, side))
        except _DAMAGE as error:
            raise Refused(Problem("image-damaged")) from error
        try:
            upright = ImageOps.exif_transpose(small, in_place=False)
        except Exception:  # whatever a camera wrote there; the picture itself is whole
            upright = small
        out = io.BytesIO()
        upright.info.clear()  # profile, comments, camera data: no part of a thumbnail
        upright.save(out, "PNG")
        return out.getvalue()


def _opened(payload: bytes, kind: str) -> Image:
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None  # our own cap stands below, at the header
    warnings.simplefilter("ignore")
    try:
        picture = Image.open(io.BytesIO(payload), formats=(kind,))
    except (UnidentifiedImageError, *_DAMAGE) as error:
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
