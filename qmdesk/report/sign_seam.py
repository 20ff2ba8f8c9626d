"""The seal across the page edges (骑缝章): each page bears a slice of it on its right edge, so that an exchanged or
missing page shows when the sheets are laid in a fan.

A report of many pages is sealed in groups, for a slice must stay wide enough to be seen.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, UnidentifiedImageError
from reportlab.lib.utils import ImageReader

from qmdesk.model.problem import Problem, Refused
from qmdesk.report import sign_over

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

#: The seal's width on paper in points (42 mm, as round seals are), and the most pages that share one.
WIDTH, MOST = 119.0, 16
_PIXELS = 960
_MOST_PIXELS = 60_000_000
#: Lighter than this is paper and let through, in a picture that has no transparency of its own.
_PAPER = 245


def seal_edges(content: bytes, seal: bytes) -> bytes:
    """The report with a slice of the seal on the right edge of every page; to be done before anybody signs.

    Raises Refused: seal-unreadable, report-unreadable, report-encrypted.
    """
    picture = _read(seal)
    pages = sign_over.count_pages(content)
    drawings: dict[int, Callable[[Canvas], None]] = {}
    for first, count in groups(pages):
        for number in range(count):
            drawings[first + number] = _slice(picture, number, count)
    return sign_over.draw_over(content, drawings)


def groups(pages: int) -> list[tuple[int, int]]:
    """First page and number of pages of each group, as even as can be."""
    parts = math.ceil(pages / MOST)
    edges = [round(pages * part / parts) for part in range(parts + 1)] if parts else [0]
    return [(start, end - start) for start, end in pairwise(edges)]


def read_seal(path: Path) -> bytes:
    """A picture of a seal. Raises Refused(seal-unreadable)."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused(Problem("seal-unreadable", path.name)) from error


def _read(seal: bytes) -> Image.Image:
    try:
        with Image.open(io.BytesIO(seal), formats=("PNG", "JPEG", "WEBP")) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise Refused(Problem("seal-unreadable", ""))
            picture = opened.convert("RGBA")
    except (OSError, ValueError, UnidentifiedImageError, Image.DecompressionBombError, SyntaxError) as error:
        raise Refused(Problem("seal-unreadable", "")) from error
    picture.thumbnail((_PIXELS, _PIXELS))
    if picture.getchannel("A").getextrema() == (255, 255):
        light = picture.convert("L").point([0 if value >= _PAPER else 255 for value in range(256)])
        picture.putalpha(light)
    return picture


def _slice(picture: Image.Image, number: int, count: int) -> Callable[[Canvas], None]:
    left, right = round(picture.width * number / count), round(picture.width * (number + 1) / count)
    part = picture.crop((left, 0, max(right, left + 1), picture.height))
    width, height = WIDTH / count, WIDTH * picture.height / picture.width

    def draw(canvas: Canvas) -> None:
        page_width, page_height = canvas._pagesize  # pyright: ignore[reportPrivateUsage, reportAttributeAccessIssue]
        canvas.drawImage(ImageReader(part), page_width - width, (page_height - height) / 2, width, height, mask="auto")

    return draw
