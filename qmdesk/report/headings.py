"""Numbered headings with bookmarks, and the table of contents that points at them.

Chinese documents number 一、（一）1. (GB/T 9704-2012, 7.3.3), English ones 1, 1.1, 1.1.1.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from reportlab.platypus.flowables import Flowable

from qmdesk.report import fonts, styles
from qmdesk.report.prose import Prose

_NUMERALS = "〇一二三四五六七八九"
_IN_CONTENTS = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading: level from 1, its number as printed, its words, the name of its bookmark.

    ``depth`` is its level in the reader's outline, where none may be left out.
    """

    level: int
    number: str
    title: str
    key: str
    depth: int

    @property
    def text(self) -> str:
        """The heading as printed."""
        return self.number + self.title


@dataclass(slots=True)
class Outline:
    """Counts headings in the order in which they are made."""

    lang: str
    entries: list[Entry] = field(default_factory=list[Entry])
    _counts: list[int] = field(default_factory=lambda: [0, 0, 0])

    def heading(self, level: int, title: str, key: str = "") -> Heading:
        """The next heading of a level."""
        self._counts[level - 1] += 1
        self._counts[level:] = [0] * (len(self._counts) - level)
        number = heading_number(self._counts[:level], self.lang)
        return self._made(level, number, title, key)

    def appendix(self, title: str, key: str = "") -> Heading:
        """A heading of the first level with a letter: 附录A."""
        letter = chr(ord("A") + sum(entry.number.startswith(("附录", "Appendix")) for entry in self.entries))
        self._counts[1:] = [0, 0]
        number = f"Appendix {letter}. " if self.lang.startswith("en") else f"附录{letter}　"
        return self._made(1, number, title, key)

    def unnumbered(self, title: str, key: str = "") -> Heading:
        """A heading of the first level without a number."""
        return self._made(1, "", title, key)

    def _made(self, level: int, number: str, title: str, key: str) -> Heading:
        above = next((each.depth for each in reversed(self.entries) if each.level < level), 0)
        entry = Entry(level, number, title, key or f"h{len(self.entries)}", above + 1)
        self.entries.append(entry)
        return Heading(entry)


class Heading(Prose):  # pyright: ignore[reportUntypedBaseClass]
    """A heading that leaves a bookmark and an entry in the reader's outline."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(entry.text, f"heading_{entry.level}")
        self.entry = entry

    def draw(self) -> None:
        """Draw the heading and mark the place."""
        _, top = self.canv.absolutePosition(0, self.height)
        self.canv.bookmarkPage(self.entry.key, fit="XYZ", left=0, top=top + 6, zoom=0)
        self.canv.addOutlineEntry(fonts.printable(self.entry.text), self.entry.key, self.entry.depth - 1, closed=True)
        super().draw()


class ContentsLine(Flowable):  # pyright: ignore[reportUntypedBaseClass]
    """One line of the table of contents; ``pages`` is filled once the pages are settled."""

    def __init__(self, entry: Entry, pages: dict[str, int]) -> None:
        super().__init__()
        self.entry, self.pages = entry, pages
        self.line = Prose(entry.text, f"toc_{entry.level}", right=30)
        self.spaceBefore = self.line.spaceBefore

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """One line, or more for a long heading."""
        self.width, self.height = self.line.wrap(aW, aH)
        return self.width, self.height

    def draw(self) -> None:
        """The words, dots, and the page's number; all of it a link."""
        style, canvas = self.line.style, self.canv
        self.line.drawOn(canvas, 0, 0)
        number = str(self.pages.get(self.entry.key, ""))
        y = (style.leading - style.size) / 2 + 0.12 * style.size
        canvas.setFont(fonts.SANS, style.size)
        canvas.setFillColorRGB(*styles.colour("ink"))
        canvas.drawRightString(self.width, y, number)
        start, end = self.line.last_width() + 6, self.width - 6 - canvas.stringWidth(number, fonts.SANS, style.size)
        canvas.setStrokeColorRGB(*styles.colour("faint"))
        canvas.setLineWidth(0.6)
        canvas.setLineCap(1)
        canvas.setDash([0, 3.2])
        canvas.line(start, y + 1, end, y + 1)
        canvas.setDash()
        canvas.linkRect("", self.entry.key, (0, 0, self.width, self.height), relative=1, Border="[0 0 0]")


def contents(outline: Outline, pages: dict[str, int]) -> list[Flowable]:
    """Lines for the headings of the first two levels."""
    return [ContentsLine(entry, pages) for entry in outline.entries if entry.level <= _IN_CONTENTS]


def heading_number(counts: list[int], lang: str) -> str:
    """The number of a heading from its counts by level."""
    if lang.startswith("en"):
        return ".".join(str(count) for count in counts if count) + ("  " if len(counts) > 1 else ".  ")
    last = counts[-1]
    return (f"{chinese_number(last)}、", f"（{chinese_number(last)}）", f"{last}. ")[len(counts) - 1]


def chinese_number(number: int) -> str:
    """1 to 99 in Chinese numerals. Raises ValueError beyond."""
    if not 0 < number < 100:
        raise ValueError(f"no Chinese numeral for {number} here")
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{_NUMERALS[tens]}十"
    return ten + (_NUMERALS[ones] if ones else "")
