"""Tables of a report: ruled lightly across, the head repeated on every page, numbers to the right.

A cell is text, a paragraph or several flowables; text is set in the style of its column. A high row is parted between
pages inside its cells, so a note of any length can stand in one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportlab.platypus.flowables import Flowable

from qmdesk.report import styles
from qmdesk.report.prose import Prose

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_ACROSS, _DOWN = 4.0, 3.0
#: A row is parted only where at least this height is left, and only if it is at least so high.
_LEAST_PART, _PARTED_FROM = 44.0, 150.0
#: A short table is not parted.
_SHORT = 105.0
_CLOSE = 0.01


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, over how many columns, on which ground, and where it sits in its height."""

    content: Sequence[Flowable] = ()
    span: int = 1
    fill: str = ""
    middle: bool = False


Content = str | Flowable | Cell | Sequence[Flowable]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its share of the width, and the style of its cells."""

    head: str
    share: float
    style: str = "cell"


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row. ``joined`` keeps it with the next one; ``rule`` names the line below it, "" for none."""

    cells: tuple[Cell, ...]
    joined: bool = False
    rule: str = "thin"


class Table(Flowable):  # pyright: ignore[reportUntypedBaseClass]
    """Rows of cells; ``shares`` say how the columns part the width. Heads are repeated on every page."""

    def __init__(
        self,
        rows: Sequence[Row],
        shares: Sequence[float],
        *,
        heads: Sequence[Row] = (),
        framed: bool = True,
        down: float = _DOWN,
        across: float = _ACROSS,
    ) -> None:
        super().__init__()
        self.rows, self.heads, self.shares = list(rows), list(heads), list(shares)
        self.framed, self.down, self.across = framed, down, across
        self.whole_below = 0.0
        self._set_for = -1.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """Settle widths and heights for a width."""
        if aW != self._set_for:
            self._set_for = aW
            self.widths = [aW * share / sum(self.shares) for share in self.shares]
            self._heights = [self._row_height(row) for row in [*self.heads, *self.rows]]
        self.width, self.height = aW, sum(self._heights)
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803
        """Two tables, the first at most ``aH`` high; none where not even a first row fits below the heads."""
        self.wrap(aW, aH)
        if self.height <= self.whole_below:
            return []
        heads = len(self.heads)
        left, fit = aH - sum(self._heights[:heads]), 0
        for height in self._heights[heads:]:
            if height > left + _CLOSE:
                break
            left -= height
            fit += 1
        if fit == len(self.rows):
            return [self]
        parts = self._part_row(self.rows[fit], self._heights[heads + fit], left)
        if parts:
            return [self._like([*self.rows[:fit], parts[0]]), self._like([parts[1], *self.rows[fit + 1 :]])]
        fit = self._balanced(fit, aH)
        return [self._like(self.rows[:fit]), self._like(self.rows[fit:])] if fit else []

    def _balanced(self, fit: int, room: float) -> int:
        """How many rows to leave on this page: no heading row last, no single row here or on the next page."""
        if fit > 2 and len(self.rows) - fit == 1:
            fit -= 1
        while fit and self.rows[fit - 1].joined:
            fit -= 1
        alone = fit == 1 and len(self.rows) > 2 and room < styles.page().body_height / 2
        return 0 if alone else fit

    def draw(self) -> None:
        """Draw grounds, rules and cells."""
        canvas, rows, y = self.canv, list(zip([*self.heads, *self.rows], self._heights, strict=True)), self.height
        for row, height in rows:
            y -= height
            self._draw_grounds(row, y, height)
        y = self.height
        for index, (row, height) in enumerate(rows):
            y -= height
            self._draw_cells(row, y, height)
            if row.rule:
                _rule(canvas, y, self.width, row.rule, "accent" if index < len(self.heads) else "rule")
        if self.framed:
            _rule(canvas, self.height, self.width, "strong", "accent")
            _rule(canvas, 0, self.width, "plain", "accent")

    def _like(self, rows: Sequence[Row]) -> Table:
        part = Table(rows, self.shares, heads=self.heads, framed=self.framed, down=self.down, across=self.across)
        part.hAlign, part.spaceBefore, part.spaceAfter = self.hAlign, self.getSpaceBefore(), self.getSpaceAfter()
        return part

    def _placed(self, row: Row) -> Iterable[tuple[Cell, float, float]]:
        """Each cell with its left edge and width."""
        column, x = 0, 0.0
        for cell in row.cells:
            width = sum(self.widths[column : column + cell.span])
            yield cell, x, width
            column, x = column + cell.span, x + width

    def _row_height(self, row: Row) -> float:
        return (
            max(_stack_height(cell.content, width - 2 * self.across) for cell, _, width in self._placed(row))
            + 2 * self.down
        )

    def _draw_grounds(self, row: Row, y: float, height: float) -> None:
        for cell, x, width in self._placed(row):
            if cell.fill:
                self.canv.setFillColorRGB(*styles.colour(cell.fill))
                self.canv.rect(x, y, width, height, stroke=0, fill=1)

    def _draw_cells(self, row: Row, y: float, height: float) -> None:
        for cell, x, width in self._placed(row):
            inner = width - 2 * self.across
            spare = height - 2 * self.down - _stack_height(cell.content, inner)
            top, after = y + height - self.down - (spare / 2 if cell.middle else 0.0), 0.0
            for index, part in enumerate(cell.content):
                gap = max(after, part.getSpaceBefore()) if index else 0.0
                top -= gap + part.wrap(inner, height)[1]
                part.drawOn(self.canv, x + self.across + _offset(part, inner), top)
                after = part.getSpaceAfter()

    def _part_row(self, row: Row, height: float, left: float) -> tuple[Row, Row] | None:
        """A row in two, the first part at most ``left`` high; None where that would leave scraps or can't be done."""
        if left < _LEAST_PART or height < _PARTED_FROM:
            return None
        room, first, second = left - 2 * self.down, list[Cell](), list[Cell]()
        for cell, _, width in self._placed(row):
            parts = _part_stack(cell.content, width - 2 * self.across, room)
            if parts is None:
                return None
            first.append(replace(cell, content=parts[0]))
            second.append(replace(cell, content=parts[1]))
        if not any(cell.content for cell in second):
            return None
        return replace(row, cells=tuple(first), joined=False), replace(row, cells=tuple(second))


def table(columns: Sequence[Column], rows: Iterable[Sequence[Content]], *, down: float = _DOWN) -> Table:
    """A table with a repeated head; each row has one cell for every column."""
    heads = [
        Cell((Prose(column.head, "cell_head", align=styles.text(column.style).align),), fill="head", middle=True)
        for column in columns
    ]
    styles_of = [column.style for column in columns]
    body = [Row(tuple(cell(value, style) for value, style in zip(row, styles_of, strict=True))) for row in rows]
    made = Table(body, [column.share for column in columns], heads=[Row(tuple(heads), rule="plain")], down=down)
    made.whole_below = _SHORT
    return made


def section(title: str, columns: int) -> Row:
    """A row across the whole table that heads the ones below it."""
    return Row((Cell((Prose(title, "cell_bold"),), span=columns, fill="band"),), joined=True)


def pairs(rows: Sequence[tuple[str, Content]], *, across: int = 1, label: float = 0.19) -> Table:
    """Labels and values, ``across`` pairs beside each other; ``label`` is a label's share of the width.

    A value that is given as a cell spanning all other columns gets a line of its own.
    """
    lines, line, whole = list[Row](), list[Cell](), 2 * across
    for name, value in rows:
        shown = cell(value, "cell")
        wide = shown.span >= whole - 1
        if line and (wide or len(line) == whole):
            lines.append(_filled_line(line, whole))
            line = []
        line += [Cell((Prose(name, "cell_bold"),), fill="band"), shown]
        if wide:
            lines.append(Row(tuple(line)))
            line = []
    if line:
        lines.append(_filled_line(line, whole))
    return Table(lines, [label, 1 / across - label] * across)


def _filled_line(line: list[Cell], whole: int) -> Row:
    """A line whose last value reaches to the right edge."""
    return Row((*line[:-1], replace(line[-1], span=whole - len(line) + 1)))


def plain(
    rows: Iterable[Sequence[Content]], shares: Sequence[float], *, style: str = "cell", across: float = _ACROSS
) -> Table:
    """Cells side by side without frame and rules: for placing things."""
    lines = [Row(tuple(cell(value, style) for value in row), rule="") for row in rows]
    return Table(lines, shares, framed=False, down=2.0, across=across)


def numbers(values: Sequence[str], *, across: int, labels: Sequence[str] = ()) -> Table:
    """Many numbers, ``across`` in a row, a label before each row: the form in which readings are listed."""
    rows: list[Row] = []
    for row, start in enumerate(range(0, len(values), across)):
        line = list(values[start : start + across])
        cells = [cell(labels[row] if row < len(labels) else "", "small_label")]
        cells += [cell(value, "small_number") for value in line + [""] * (across - len(line))]
        rows.append(Row(tuple(cells)))
    return Table(rows, [1.3, *[1.0] * across], down=1.2)


def cell(value: Content, style: str = "cell", *, fill: str = "", span: int = 1, middle: bool = False) -> Cell:
    """A cell of whatever is given."""
    if isinstance(value, Cell):
        return value
    if isinstance(value, str):
        content: tuple[Flowable, ...] = (Prose(value, style),) if value else ()
    else:
        content = (value,) if isinstance(value, Flowable) else tuple(value)
    return Cell(content, span, fill, middle)


def _rule(canvas: Canvas, y: float, width: float, weight: str, ink: str) -> None:
    canvas.setStrokeColorRGB(*styles.colour(ink))
    canvas.setLineWidth(styles.rule(weight))
    canvas.line(0, y, width, y)


def _offset(part: Flowable, room: float) -> float:
    spare = max(room - getattr(part, "width", room), 0.0)
    return {"RIGHT": spare, "CENTER": spare / 2}.get(str(part.hAlign), 0.0)


def _stack_height(content: Sequence[Flowable], width: float) -> float:
    total = after = 0.0
    for index, part in enumerate(content):
        gap = max(after, part.getSpaceBefore()) if index else 0.0
        total += gap + part.wrap(width, 1e6)[1]
        after = part.getSpaceAfter()
    return total


def _part_stack(
    content: Sequence[Flowable], width: float, room: float
) -> tuple[tuple[Flowable, ...], tuple[Flowable, ...]] | None:
    """Flowables in two lots, the first at most ``room`` high. None where nothing of the first of them fits."""
    after = 0.0
    for index, part in enumerate(content):
        gap = max(after, part.getSpaceBefore()) if index else 0.0
        height = part.wrap(width, room)[1]
        if gap + height > room + _CLOSE:
            pieces = part.split(width, room - gap) if room - gap > 0 else []
            if len(pieces) > 1:
                return (*content[:index], pieces[0]), (*pieces[1:], *content[index + 1 :])
            return (tuple(content[:index]), tuple(content[index:])) if index else None
        room -= gap + height
        after = part.getSpaceAfter()
    return tuple(content), ()
