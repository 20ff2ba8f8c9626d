"""A paragraph as a reportlab flowable that knows Chinese: lines by :mod:`linebreak`, justified between characters.

It takes text and runs, never markup: what comes from outside can only ever be printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypedDict, Unpack

from reportlab.platypus.flowables import Flowable

from qmdesk.report import fonts, styles
from qmdesk.report.linebreak import Line, break_lines, breaks, gaps
from qmdesk.report.styles import TextStyle

if TYPE_CHECKING:
    from reportlab.pdfgen.textobject import PDFTextObject

#: Space between a Chinese character and a Latin word, in ems: seen, yet copied as no blank.
AUTOSPACE = 0.06
#: The most that justifying may add between two characters, in ems; a line that needs more stays ragged.
STRETCH = 0.25
_ASCENT = 0.88
_TOGETHER = 2


@dataclass(frozen=True, slots=True)
class Run:
    """Text set alike. Empty ``font``, ``colour`` and zero ``size`` mean the paragraph's; ``link`` names a place."""

    text: str
    font: str = ""
    colour: str = ""
    size: float = 0.0
    link: str = ""
    rise: float = 0.0


def bold(text: str, colour: str = "") -> Run:
    """A run in bold."""
    return Run(text, fonts.BOLD, colour)


def width_of(text: str, font: str, size: float) -> float:
    """The width of a text on one line, in points."""
    known = fonts.widths(font)
    return sum(known.get(ord(char), 1000) for char in fonts.printable(text)) * size / 1000


class Changes(TypedDict, total=False):
    """What a paragraph may set other than its style does."""

    font: str
    size: float
    leading: float
    colour: str
    align: styles.Align
    indent: float
    hanging: float
    left: float
    right: float
    before: float
    after: float
    keep_next: bool


class Prose(Flowable):  # pyright: ignore[reportUntypedBaseClass]
    """One paragraph. Splits between lines, never leaving a single line behind or ahead."""

    def __init__(
        self, content: str | Run | Iterable[str | Run], style: TextStyle | str, **changes: Unpack[Changes]
    ) -> None:
        super().__init__()
        self.style = replace(styles.text(style) if isinstance(style, str) else style, **changes)
        self.spaceBefore, self.spaceAfter = self.style.before, self.style.after
        self.keepWithNext = self.style.keep_next
        self.named = style if isinstance(style, str) else ""
        #: The parts as they were given, for a document that has other fonts than ours.
        self.given = [content] if isinstance(content, str | Run) else list(content)
        self.runs = [_whole(part, self.style) for part in self.given]
        self.text = "".join(run.text for run in self.runs)
        self.continued = self.continues = False
        self._lines: list[Line] = []
        self._set_for = -1.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """Set the lines for a width; returns the size taken."""
        if aW != self._set_for:
            self._set_for = aW
            self._measure(aW)
        self.width, self.height = aW, max(len(self._lines), 1) * self.style.leading
        return self.width, self.height

    def natural_width(self) -> float:
        """The width of the text on one line."""
        fonts.register()
        return sum(_widths(self.runs)) + sum(gaps(self.text, self.style.size, AUTOSPACE)) + self.style.left

    def last_width(self) -> float:
        """Where the last line ends, once set."""
        return self.style.left + (self._lines[-1].width if self._lines else 0.0)

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803
        """Two paragraphs, the first at most ``aH`` high; none where the whole should move on."""
        self.wrap(aW, aH)
        fit, count = int((aH + 0.01) / self.style.leading), len(self._lines)
        if fit >= count:
            return [self]
        if count - fit < _TOGETHER:
            fit = count - _TOGETHER
        if fit < min(_TOGETHER, count - 1) or fit < 1:
            return []
        cut, end = self._lines[fit].start, self._lines[fit - 1].end
        ended = self._lines[fit - 1].hard
        return [self._part(0, end, continues=not ended), self._part(cut, len(self.text), continued=True)]

    def draw(self) -> None:
        """Set the lines on the canvas."""
        ink, style = _Ink(self.canv.beginText()), self.style
        top = self.height - (style.leading - style.size) / 2 - _ASCENT * style.size
        allowed = breaks(self.text) if style.align == "justify" else []
        for number, line in enumerate(self._lines):
            self._draw_line(ink, line, top - number * style.leading, allowed, first=number == 0)
        self.canv.drawText(ink.text)

    def _measure(self, available: float) -> None:
        fonts.register()
        style = self.style
        self._widths, self._extra = _widths(self.runs), gaps(self.text, style.size, AUTOSPACE)
        rest = available - style.left - style.right
        first = rest + (0 if self.continued else style.hanging - style.indent * style.size)
        self._room = first, rest
        self._lines = break_lines(self.text, self._widths, self._extra, first, rest, whole=not self.continues)

    def _part(self, start: int, end: int, *, continued: bool = False, continues: bool = False) -> Prose:
        runs, at = list[Run](), 0
        for run in self.runs:
            piece = run.text[max(start - at, 0) : max(end - at, 0)]
            at += len(run.text)
            if piece:
                runs.append(replace(run, text=piece))
        part = Prose(runs, self.style)
        part.continued, part.continues = self.continued or continued, continues
        return part

    def _draw_line(self, ink: _Ink, line: Line, y: float, allowed: Sequence[bool], *, first: bool) -> None:
        style, full = self.style, not line.hard or (self.continues and line is self._lines[-1])
        room = self._room[0 if first else 1]
        x = style.left - (style.hanging - style.indent * style.size if first and not self.continued else 0)
        stretch = 0.0
        if style.align == "justify" and full:
            stretch = self._stretch(line, room, allowed)
        elif style.align == "right":
            x += room - line.width
        elif style.align == "center":
            x += (room - line.width) / 2
        for piece in self._pieces(line, allowed, stretch):
            ink.put(piece, x + piece.x, y + piece.run.rise)
            if piece.run.link:
                self._link(piece, x, y)

    def _stretch(self, line: Line, room: float, allowed: Sequence[bool]) -> float:
        places = sum(allowed[line.start + 1 : line.end])
        each = (room - line.width) / places if places else 0.0
        return each if 0 < each <= STRETCH * self.style.size else 0.0

    def _pieces(self, line: Line, allowed: Sequence[bool], stretch: float) -> list[_Piece]:
        """The line in pieces of one run and one space between characters."""
        found, x, owner = list[_Piece](), 0.0, self._owners()
        for i in range(line.start, line.end):
            gap = 0.0 if i == line.start else self._extra[i] + (stretch if stretch and allowed[i] else 0.0)
            x += gap
            last = found[-1] if found else None
            if last and owner[i] is last.run and (last.gap is None or abs(last.gap - gap) < 1e-6):
                last.gap = gap
                last.chars.append(self.text[i])
            else:
                found.append(_Piece(x, owner[i], [self.text[i]]))
            x += self._widths[i]
            found[-1].end = x
        return found

    def _owners(self) -> list[Run]:
        return [run for run in self.runs for _ in run.text]

    def _link(self, piece: _Piece, x: float, y: float) -> None:
        size = piece.run.size
        box = (x + piece.x, y - 0.2 * size, x + piece.end, y + size)
        self.canv.linkRect("", piece.run.link, box, relative=1, Border="[0 0 0]")


def bullet(text: str, style: str, mark: str = "· ", **changes: Unpack[Changes]) -> Prose:
    """A line of a list: its mark hangs before the text."""
    base = replace(styles.text(style), **changes)
    out = width_of(mark, base.font, base.size)
    return Prose(mark + text, style, **{**changes, "left": base.left + out, "hanging": out})


@dataclass(slots=True)
class _Piece:
    x: float
    run: Run
    chars: list[str]
    gap: float | None = None
    end: float = 0.0


class _Ink:
    """A text object that says a font, a colour or a spacing only where it changes."""

    def __init__(self, text: PDFTextObject) -> None:
        self.text = text
        self._font: tuple[str, float] = ("", 0.0)
        self._colour = ""
        self._gap = 0.0

    def put(self, piece: _Piece, x: float, y: float) -> None:
        run, gap = piece.run, piece.gap or 0.0
        if self._font != (run.font, run.size):
            self._font = run.font, run.size
            self.text.setFont(run.font, run.size)
        if self._colour != run.colour:
            self._colour = run.colour
            self.text.setFillColorRGB(*styles.colour(run.colour))
        if abs(self._gap - gap) > 1e-6:
            self._gap = gap
            self.text.setCharSpace(gap)
        self.text.setTextOrigin(x, y)
        self.text.textOut("".join(piece.chars))


def _whole(part: str | Run, style: TextStyle) -> Run:
    run = Run(part) if isinstance(part, str) else part
    return Run(
        fonts.printable(run.text), run.font or style.font, run.colour or style.colour, run.size or style.size,
        run.link, run.rise,
    )  # fmt: skip


def _widths(runs: Sequence[Run]) -> list[float]:
    found: list[float] = []
    for run in runs:
        known, scale = fonts.widths(run.font), run.size / 1000
        found += [0.0 if char == "\n" else known.get(ord(char), 1000) * scale for char in run.text]
    return found
