"""The visible part of a signature: who, in which role, when, which certificate, and the handwriting beside it.

This module is pyHanko's through and through; load it where a report is signed, not before.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont
from PIL import Image, UnidentifiedImageError
from pyhanko.pdf_utils import layout
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.font import FontEngineFactory
from pyhanko.pdf_utils.font.opentype import GlyphAccumulator
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.text import TextBoxStyle
from pyhanko.stamp import TextStampStyle

from qmdesk import assets
from qmdesk.model.problem import Problem, Refused

FONT_SIZE, LEADING = 8, 11
#: Share of the block's width that the handwriting takes.
_HANDWRITING = 0.42
_MARGIN = 4
_WIDEST_LINE = 30  # in halves of a Chinese character
_MOST_PIXELS = 60_000_000
_KEPT_PIXELS = (900, 450)


class ReportFont(FontEngineFactory):
    """The report's own font, cut down to a text before pyHanko sees it: it would read all 30,000 glyphs each time."""

    def __init__(self, text: str) -> None:
        self._text = text

    def create_font_engine(self, writer: Any, obj_stream: Any = None) -> GlyphAccumulator:  # noqa: ANN401
        """pyHanko's own factory leaves the font file open; this one gives it the bytes."""
        content = font_for("".join(sorted(set(self._text))))
        if obj_stream is None and writer.stream_xrefs:
            obj_stream = writer.prepare_object_stream()
        return GlyphAccumulator(
            writer=writer, font_handle=io.BytesIO(content), font_size=FONT_SIZE, obj_stream=obj_stream
        )


@lru_cache(maxsize=32)
def font_for(characters: str) -> bytes:
    """The report's font with the glyphs of these characters only, as TrueType."""
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True)
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG"]
    small = io.BytesIO()
    with TTFont(assets.resource("fonts", "NotoSansSC-Regular.ttf"), lazy=True) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=characters)
        subsetter.subset(font)
        font.save(small)
    return small.getvalue()


class Ground(PdfContent):
    """White paper under the block, with the handwriting on its left where there is one."""

    def __init__(self, width: float, height: float, handwriting: Image.Image | None) -> None:
        super().__init__(box=layout.BoxConstraints(width, height))  # pyright: ignore[reportArgumentType]
        self._width, self._height = width, height
        self._picture = PdfImage(handwriting) if handwriting is not None else None

    def render(self) -> bytes:
        """The drawing commands."""
        paper = b"q 1 g 1 1 %g %g re f Q" % (self._width - 2, self._height - 2)  # the frame stays
        if self._picture is None:
            return paper
        self._picture.set_writer(self.writer)
        drawn = self._picture.render()
        self.import_resources(self._picture.resources)
        image = self._picture.image
        room_x, room_y = self._width * _HANDWRITING - 2 * _MARGIN, self._height - 2 * _MARGIN
        scale = min(room_x / image.width, room_y / image.height)
        x = _MARGIN + (room_x - image.width * scale) / 2
        y = _MARGIN + (room_y - image.height * scale) / 2
        return b"%s q %g 0 0 %g %g %g cm %s Q" % (paper, scale, scale, x, y, drawn)


def style(width: float, height: float, handwriting: Image.Image | None, text: str) -> TextStampStyle:
    """How a block of this size is drawn; ``text`` comes once more as the parameter of that name."""
    left = width * _HANDWRITING if handwriting is not None else _MARGIN
    whole = layout.SimpleBoxLayoutRule(
        layout.AxisAlignment.ALIGN_MIN, layout.AxisAlignment.ALIGN_MIN, margins=layout.Margins.uniform(0)
    )
    beside = layout.SimpleBoxLayoutRule(
        layout.AxisAlignment.ALIGN_MIN,
        layout.AxisAlignment.ALIGN_MID,
        margins=layout.Margins(left=round(left), right=_MARGIN, top=_MARGIN, bottom=_MARGIN),
        inner_content_scaling=layout.InnerScaling.SHRINK_TO_FIT,
    )
    inside = layout.SimpleBoxLayoutRule(
        layout.AxisAlignment.ALIGN_MIN, layout.AxisAlignment.ALIGN_MID, margins=layout.Margins.uniform(0)
    )
    return TextStampStyle(
        stamp_text="%(text)s",
        border_width=0,
        background=Ground(width, height, handwriting),
        background_layout=whole,
        background_opacity=1.0,
        text_box_style=TextBoxStyle(
            font=ReportFont(text), font_size=FONT_SIZE, leading=LEADING, box_layout_rule=inside
        ),
        inner_content_layout=beside,
    )


def wrapped(text: str, widest: int = _WIDEST_LINE, most: int = 4) -> Iterator[str]:
    """A long text in lines that fit, at most so many; a Chinese character counts two."""
    line, used, lines = "", 0, 0
    for char in text:
        size = 2 if unicodedata.east_asian_width(char) in "WF" else 1
        if used + size > widest:
            lines += 1
            if lines == most:
                yield line[:-1] + "…"
                return
            yield line
            line, used = "", 0
        line, used = line + char, used + size
    yield line


def read_handwriting(source: Path | bytes) -> Image.Image:
    """A picture of a signature, small enough to print. Raises Refused(handwriting-unreadable)."""
    name = source.name if isinstance(source, Path) else "PNG"
    try:
        with Image.open(source if isinstance(source, Path) else BytesIO(source), formats=("PNG", "JPEG")) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise Refused(Problem("handwriting-unreadable", name))
            picture = opened.convert("RGBA")
        picture.thumbnail(_KEPT_PIXELS)
        paper = Image.new("RGBA", picture.size, "white")
        return Image.alpha_composite(paper, picture).convert("L")
    except (OSError, ValueError, UnidentifiedImageError, Image.DecompressionBombError, SyntaxError) as error:
        raise Refused(Problem("handwriting-unreadable", name)) from error
