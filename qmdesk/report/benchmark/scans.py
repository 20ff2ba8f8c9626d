"""Scans and pictures for papers: any image or PDF of the case as JPEG pages, read in a child process."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qmdesk.gate import child
from qmdesk.model.problem import Problem, Refused

#: Pixels of the longer side, and pages of a PDF that are laid into a paper.
LONGEST, MOST_PAGES = 1800, 60
_QUALITY = 82
#: A picture of at most so many bytes that Word shows as it is goes in as it is.
_KEPT = 4_000_000
#: The tag of EXIF that says how a picture is turned.
_ORIENTATION = 0x0112
#: Dots of a page of a PDF per point of it: 144 a inch.
_SCALE = 2


@dataclass(frozen=True, slots=True)
class Scan:
    """A page as JPEG, with its size in pixels."""

    content: bytes
    size: tuple[int, int]


def scans(content: bytes, name: str = "") -> tuple[Scan, ...]:
    """The pages of an image or a PDF; none where it can't be read. An upright JPEG or PNG stays as it is."""
    try:
        found = child.run("qmdesk.report.benchmark.scans:in_child", {}, content, where=name)
    except Refused:
        return ()
    if len(found) == 1 and found[0]["plain"] and len(content) <= _KEPT:
        return (Scan(content, (found[0]["wide"], found[0]["high"])),)
    return tuple(Scan(base64.b64decode(each["jpeg"]), (each["wide"], each["high"])) for each in found)


def in_child(_: Mapping[str, Any], payload: bytes) -> list[dict[str, Any]]:
    """What :func:`scans` runs in the child."""
    if payload.startswith(b"%PDF-"):
        return [_sent(each) for each in _pdf(payload)]
    image, plain = _image(payload)
    return [{**_sent(image), "plain": plain}]


def _image(payload: bytes) -> tuple[Any, bool]:
    """The picture upright, and whether it is a JPEG or PNG that was so already."""
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(payload)) as image:
            plain = image.format in {"JPEG", "PNG"} and image.getexif().get(_ORIENTATION, 1) == 1
            return ImageOps.exif_transpose(image).convert("RGB"), plain
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise Refused(Problem("image-damaged")) from error


def _pdf(payload: bytes) -> list[Any]:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(payload) as document:
            return [
                document[number].render(scale=_SCALE).to_pil().convert("RGB")
                for number in range(min(len(document), MOST_PAGES))
            ]
    except pypdfium2.PdfiumError as error:
        raise Refused(Problem("image-damaged")) from error


def _sent(image: Any) -> dict[str, Any]:  # noqa: ANN401
    image.thumbnail((LONGEST, LONGEST))
    target = io.BytesIO()
    image.save(target, "JPEG", quality=_QUALITY, optimize=True)
    return {"jpeg": base64.b64encode(target.getvalue()).decode("ascii"), "wide": image.width, "high": image.height,
            "plain": False}  # fmt: skip
