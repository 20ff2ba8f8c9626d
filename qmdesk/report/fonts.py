"""The fonts of every printed page: registered once in a process, embedded as subsets, right to copy from.

Nothing here falls back to a font of the system or of the reader: a character that our fonts lack is shown by the
sign 〓, which Chinese printing keeps for that.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.pdfdoc import PDFStream

from qmdesk import assets
from qmdesk.model.problem import Problem, Refused
from qmdesk.report.unicode_map import to_unicode

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDocument

SANS, BOLD, SERIF = "NotoSansSC-Regular", "NotoSansSC-Bold", "NotoSerifSC-Regular"
FACES = (SANS, BOLD, SERIF)

#: Printed for a character that no font of ours has.
MISSING = "〓"

#: Invisible signs that change how other text reads or lies: control, bidirectional, zero-width, variation selectors.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufe00-\ufe0f"
    "\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_SPACES = re.compile("[\u2000-\u200a\u205f]")


class _Glyphs:
    """The outlines of a font, sliced without being copied as a whole: they are some 10 MB."""

    def __init__(self, outlines: memoryview) -> None:
        self._outlines = outlines

    def __getitem__(self, part: slice) -> bytes:
        return bytes(self._outlines[part])


class _Face(ttfonts.TTFontFace):  # pyright: ignore[reportUntypedBaseClass]
    """A font file that hands out its outlines in place."""

    def get_table(self, tag: str) -> bytes | _Glyphs:
        """A table of the font."""
        if tag != "glyf":
            return super().get_table(tag)
        start, length = self.get_table_pos(tag)
        return _Glyphs(memoryview(self._ttf_data)[start : start + length])  # pyright: ignore[reportAttributeAccessIssue]


class _EmbeddedFont(ttfonts.TTFont):  # pyright: ignore[reportUntypedBaseClass]
    """A TrueType font whose subsets carry a right ToUnicode map."""

    def __init__(self, name: str, file: str) -> None:
        super().__init__(name, file, asciiReadable=True)
        self.face.__class__ = _Face  # reportlab makes the face itself, of its own class

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802 - reportlab's name
        subsets = [tuple(subset) for subset in self.state[doc].subsets]
        names = [self._base_name(number) for number in range(len(subsets))]
        super().addObjects(doc)
        for name, subset in zip(names, subsets, strict=True):
            stream = doc.idToObject[f"toUnicodeCMap:{name}"]
            assert isinstance(stream, PDFStream)
            stream.content = to_unicode(name, subset)

    def _base_name(self, number: int) -> str:
        parts = (ttfonts.SUBSETN(number), b"+", self.face.name, self.face.subfontNameX)
        return b"".join(parts).decode("pdfdoc")


@cache
def register() -> None:
    """Make the three faces known to reportlab.

    Raises Refused(font-missing) where a font file is not there or is damaged.
    """
    rl_config.useA85 = 0  # streams as bytes: text armour costs a fifth of the time and of the size
    for name in FACES:
        path = font_path(name)
        try:
            pdfmetrics.registerFont(_EmbeddedFont(name, str(path)))
        except (OSError, ttfonts.TTFError) as error:
            raise Refused(Problem("font-missing", path.name)) from error
    # reportlab's own markup is not used; the map keeps its table code from asking for an unknown bold.
    pdfmetrics.registerFontFamily(SANS, normal=SANS, bold=BOLD, italic=SANS, boldItalic=BOLD)


def font_path(name: str) -> Path:
    """The file of a face."""
    return assets.resource("fonts", f"{name}.ttf")


@cache
def widths(name: str) -> dict[int, float]:
    """Advance widths of a face by code point, in thousandths of the font size."""
    return _font(name).face.charWidths


def _font(name: str) -> ttfonts.TTFont:
    register()
    font = pdfmetrics.getFont(name)
    assert isinstance(font, ttfonts.TTFont)
    return font


@cache
def _known() -> frozenset[int]:
    """Code points that all faces have."""
    return frozenset.intersection(*(frozenset(_font(name).face.charToGlyph) for name in FACES))


def close_measured() -> None:
    """Close the fonts that matplotlib opened to measure the writing of charts.

    It keeps each open, with some megabytes, for every thread that ever drew; reports are drawn in whichever thread of
    the pool is free. Who draws next opens them again, which takes some milliseconds. A font in use stays till then.
    """
    manager = sys.modules.get("matplotlib.font_manager")
    clear = getattr(getattr(manager, "_get_font", None), "cache_clear", None)  # there is no public way to it
    if clear is not None:
        clear()


def visible(text: str) -> str:
    """Text composed (NFC) and without invisible signs: for metadata and outlines, which need no font."""
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    return _SPACES.sub(" ", _INVISIBLE.sub("", plain).replace("\u2028", "\n").replace("\u2029", "\n"))


def printable(text: str) -> str:
    """Text as it can be printed: composed (NFC), without invisible signs, 〓 for what the fonts lack.

    Line breaks stay, a tab becomes a space; several code points of one emoji give one 〓.
    """
    if text.isascii() and text.isprintable():
        return text
    known = _known()
    return "".join(
        char if char == "\n" or ord(char) in known else "" if _joins(char) else MISSING for char in visible(text)
    )


def _joins(char: str) -> bool:
    """Whether a character only modifies the one before it (marks, skin tones)."""
    return unicodedata.category(char) in ("Mn", "Me", "Cf") or 0x1F3FB <= ord(char) <= 0x1F3FF
