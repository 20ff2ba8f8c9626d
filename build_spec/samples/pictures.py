"""Scans and photographs drawn from words and numbers: no real place, no real person, small files."""

from __future__ import annotations

import io
import time
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

from qmdesk import assets

_Box = tuple[int, int, int, int]
_PAGE = (1240, 1754)  # A4 at 150 dpi
_PHOTO = (960, 720)
_MADE = time.gmtime(1778457600)  # 2026-05-11, written into every scan so that the bytes stay the same


def scan(title: str, lines: Sequence[str], stamp: str) -> bytes:
    """A scanned page as PDF: black and white, a little askew, with a line for the stamp."""
    page = Image.new("L", _PAGE, 255)
    pen = ImageDraw.Draw(page)
    pen.text((_PAGE[0] // 2, 190), title, font=_font(44, bold=True), fill=0, anchor="mm")
    pen.line((150, 250, _PAGE[0] - 150, 250), fill=0, width=3)
    row = 310
    for line in lines:
        for part in _wrapped(line, _font(27), _PAGE[0] - 320):
            pen.text((160, row), part, font=_font(27), fill=0)
            row += 46
        row += 10
    pen.text((_PAGE[0] - 160, row + 90), stamp, font=_font(27), fill=0, anchor="ra")
    pen.text((_PAGE[0] // 2, _PAGE[1] - 90), "示例数据，仅供演示", font=_font(22), fill=90, anchor="mm")
    askew = page.rotate(0.4, fillcolor=255, resample=Image.Resampling.BILINEAR).convert("1", dither=Image.Dither.NONE)
    content = io.BytesIO()
    askew.save(content, "PDF", resolution=150.0, title=title, creationDate=_MADE, modDate=_MADE)
    return content.getvalue()


def photo(title: str, lines: Sequence[str], chart: Sequence[float], limits: Sequence[float]) -> bytes:
    """A photograph of a board on a workshop wall as PNG."""
    picture = Image.new("RGB", _PHOTO, "#9AA5A8")
    pen = ImageDraw.Draw(picture)
    for row in range(0, _PHOTO[1], 4):
        shade = 150 + row * 40 // _PHOTO[1]
        pen.rectangle((0, row, _PHOTO[0], row + 4), fill=(shade, shade + 6, shade + 4))
    pen.polygon(((96, 66), (884, 52), (900, 660), (82, 668)), fill="#5E666A")
    pen.polygon(((88, 58), (876, 46), (890, 650), (74, 658)), fill="#FBFBF7")
    pen.rectangle((110, 78, 852, 132), fill="#1E5AA8")
    pen.text((481, 105), title, font=_font(30, bold=True), fill="white", anchor="mm")
    row = 160
    for line in lines:
        for part in _wrapped(line, _font(23), 710):
            pen.text((124, row), part, font=_font(23), fill="#20262B")
            row += 36
    if chart:
        _chart(pen, (130, row + 16, 846, 628), chart, limits)
    pen.text((852, 690), "示例", font=_font(22), fill="#F0F0F0", anchor="rm")
    content = io.BytesIO()
    picture.quantize(48, dither=Image.Dither.NONE).save(content, "PNG", optimize=True)
    return content.getvalue()


def handwriting(name: str) -> bytes:
    """A name as a pen writes it: each character leaning and turned a little differently, in blue-black on white."""
    side = 120
    paper = Image.new("L", (side * len(name) + 60, side + 50), 255)
    for number, character in enumerate(name):
        tile = Image.new("L", (side, side), 255)
        ImageDraw.Draw(tile).text((side // 2, side // 2), character, font=_font(88), fill=30, anchor="mm")
        lean = 0.22 + 0.05 * ((ord(character) + number) % 3)
        slant = (1, lean, -lean * side / 2, 0.08, 1, -5)
        leaning = tile.transform(tile.size, Image.Transform.AFFINE, slant, Image.Resampling.BICUBIC, fillcolor=255)
        turned = leaning.rotate(4 - ord(character) % 7, Image.Resampling.BICUBIC, fillcolor=255)
        place = (24 + number * (side - 14), 18 + (ord(character) % 5) * 4)
        paper.paste(turned, place, turned.point(lambda shade: 255 - shade))
    content = io.BytesIO()
    paper.quantize(16, dither=Image.Dither.NONE).save(content, "PNG", optimize=True)
    return content.getvalue()


def _chart(pen: ImageDraw.ImageDraw, box: _Box, values: Sequence[float], limits: Sequence[float]) -> None:
    left, top, right, bottom = box
    low, high = min(*values, *limits), max(*values, *limits)
    low, high = low - (high - low) * 0.1, high + (high - low) * 0.1

    def at(index: int, value: float) -> tuple[float, float]:
        across = left + (right - left) * (index + 0.5) / len(values)
        return across, bottom - (bottom - top) * (value - low) / (high - low)

    pen.rectangle(box, outline="#555555", width=2)
    for limit in limits:
        pen.line((left, at(0, limit)[1], right, at(0, limit)[1]), fill="#C0392B", width=2)
    points = [at(index, value) for index, value in enumerate(values)]
    pen.line(points, fill="#1E5AA8", width=2)
    for across, down in points:
        pen.ellipse((across - 4, down - 4, across + 4, down + 4), fill="#1E5AA8")


def _font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    name = "NotoSansSC-Bold.ttf" if bold else "NotoSansSC-Regular.ttf"
    return ImageFont.truetype(str(assets.resource("fonts", name)), size)


def _wrapped(line: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """A line broken where it would leave the page; closing punctuation stays with what it closes."""
    parts = [""]
    for character in line:
        if font.getlength(parts[-1] + character) > width and character not in "，。；：、）”%":
            parts.append("")
        parts[-1] += character
    return parts
