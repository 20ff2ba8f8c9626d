"""Tables of readings within a sheet: where each begins and ends, and what each of its rows is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from qmdesk.formdef.decimals import UNITS
from qmdesk.formdef.plain_text import half_width
from qmdesk.intake.measurements.spec import spec_in
from qmdesk.intake.measurements.words import ABOUT, Label, label_of, plain, sample_number
from qmdesk.intake.numbers import is_number
from qmdesk.intake.readers import Area, Cell, CellKind, Sheet


class RowKind(StrEnum):
    """What a row is by itself; its neighbours decide the rest."""

    BLANK = "blank"
    TEXT = "text"
    #: A label such as 上限 and its values; or nothing but units, or nothing but specifications.
    ABOUT = "about"
    UNITS = "units"
    SPECS = "specs"
    STATISTIC = "statistic"
    #: 1, 2, 3 … across: most likely a heading.
    NUMBERED = "numbered"
    DATA = "data"


@dataclass(frozen=True, slots=True)
class RowView:
    """A row with its kind, its first cell's label, and the columns that hold numbers."""

    row: int
    kind: RowKind
    label: Label | None
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One table: rows of readings with what stands above them. All are row numbers from 0.

    ``zone`` are the texts above the header, ``about`` the rows of units and limits wherever they stand,
    ``footers`` texts below that are no readings.
    """

    sheet: Sheet
    header: int | None
    zone: tuple[int, ...]
    about: tuple[RowView, ...]
    statistics: tuple[int, ...]
    data: tuple[RowView, ...]
    footers: tuple[int, ...]
    #: Columns that hold numbers in the rows of readings, with how many.
    columns: dict[int, int] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        counts = Counter(column for view in self.data for column in view.numbers)
        object.__setattr__(self, "columns", dict(sorted(counts.items())))


def blocks_of(sheet: Sheet) -> tuple[Block, ...]:
    """Every table of readings in a sheet, from top to bottom."""
    views = [view_of(sheet, row) for row in range(len(sheet.rows))]
    blocks = [_block(sheet, zone, body) for zone, body in _cut(sheet, views)]
    return tuple(_without_titles(blocks))


def view_of(sheet: Sheet, row: int) -> RowView:
    """A row by itself."""
    cells = [cell for cell in sheet.rows[row] if cell is not None]
    if not cells:
        return RowView(row, RowKind.BLANK, None, ())
    numbers = tuple(cell.column for cell in cells if is_number(cell))
    first = cells[0]
    label = label_of(first.text) if first.kind is CellKind.TEXT and first.column not in numbers else None
    return RowView(row, _kind(cells, numbers, label), label, numbers)


def _kind(cells: Sequence[Cell], numbers: tuple[int, ...], label: Label | None) -> RowKind:
    if label is Label.STATISTIC and _sums_up(cells, numbers):
        return RowKind.STATISTIC
    if label in ABOUT and sample_number(cells[0].text) is None and len(cells) > 1:
        beside = cells[1]
        heads = beside.kind is CellKind.TEXT and label_of(beside.text) in {*ABOUT, Label.NAME, Label.INDEX}
        if not (heads and _is_heading(cells)):
            return RowKind.ABOUT
    if not numbers:
        return _kind_of_words(cells)
    if _is_numbered(cells, numbers):
        return RowKind.NUMBERED
    if _is_told(cells, numbers):
        return RowKind.TEXT
    return RowKind.DATA


def _sums_up(cells: Sequence[Cell], numbers: tuple[int, ...]) -> bool:
    """Whether a row whose first word is a statistic holds figures; one letter could as well be an operator's name."""
    if len(plain(cells[0].text)) == 1 and cells[0].text.isascii():
        return False
    return any(cell.kind is not CellKind.TEXT or cell.column in numbers for cell in cells[1:])


def _is_heading(cells: Sequence[Cell]) -> bool:
    """Whether most of a row's cells are labels: the heading of a table in which each row is a characteristic."""
    labels = sum(1 for cell in cells if cell.kind is CellKind.TEXT and label_of(cell.text) is not None)
    return labels >= 2 and labels * 2 > sum(1 for cell in cells if not is_number(cell))


def _kind_of_words(cells: Sequence[Cell]) -> RowKind:
    words = [cell.text for cell in cells if cell.kind is CellKind.TEXT]
    if len(words) != len(cells):
        return RowKind.TEXT
    if all(is_unit(each) for each in words):
        return RowKind.UNITS
    if all(len(each) < 40 and spec_in(each) is not None for each in words):
        return RowKind.SPECS
    return RowKind.TEXT


def is_unit(text: str) -> bool:
    """Whether a text is a unit of measurement, in brackets or not."""
    return half_width(text).strip("()[]（）【】 ").replace("µ", "μ") in UNITS


def _is_numbered(cells: Sequence[Cell], numbers: tuple[int, ...]) -> bool:
    """1, 2, 3 … without a gap beside a text or an empty first column, and hardly anything but labels among them."""
    if len(numbers) < 2 or numbers[0] == 0:
        return False
    figures = [cell.text.strip() for cell in cells if cell.column in numbers]
    others = [cell for cell in cells[1:] if cell.column not in numbers and label_of(cell.text) is None]
    return len(others) <= 2 and figures == [str(at + 1) for at in range(len(figures))]


def _is_told(cells: Sequence[Cell], numbers: tuple[int, ...]) -> bool:
    """Whether every number stands right beside a word that says what it is: ``USL 10.05``, ``批量：5000``."""
    words = {cell.column: cell.text for cell in cells if cell.kind is CellKind.TEXT and cell.column not in numbers}
    told = [words.get(column - 1, "") for column in numbers]
    return all(label_of(each.rstrip(":：=")) in ABOUT or each.rstrip().endswith((":", "：", "=")) for each in told)


def _cut(sheet: Sheet, views: Sequence[RowView]) -> Iterator[tuple[list[RowView], list[RowView]]]:
    """The rows above each table, and its own."""
    zone: list[RowView] = []
    body: list[RowView] = []
    gap = False
    for at, view in enumerate(views):
        if view.kind is RowKind.BLANK:
            gap = True
            continue
        if body and _begins_anew(sheet, views, at, gap):
            yield zone, body
            zone, body = [], []
        if body or view.kind is RowKind.DATA:
            body.append(view)
        else:
            zone.append(view)
        gap = False
    if body:
        yield zone, body


def _begins_anew(sheet: Sheet, views: Sequence[RowView], at: int, gap: bool) -> bool:
    """Whether a row below readings is the beginning of another table."""
    view = views[at]
    if view.kind is RowKind.NUMBERED:
        return gap or view.label is not None
    if view.kind in (RowKind.ABOUT, RowKind.UNITS, RowKind.SPECS):
        following = next((each for each in views[at + 1 :] if each.kind is not RowKind.BLANK), None)
        while following is not None and following.kind is RowKind.ABOUT:
            following = next((each for each in views[following.row + 1 :] if each.kind is not RowKind.BLANK), None)
        return gap and following is not None and following.kind in (RowKind.TEXT, RowKind.NUMBERED)
    if view.kind is not RowKind.TEXT:
        return False
    following = next((each for each in views[at + 1 :] if each.kind is not RowKind.BLANK), None)
    if following is None:
        return False
    known = [label_of(cell.text) or sample_number(cell.text) for cell in sheet.rows[view.row] if cell is not None]
    heads = sum(1 for each in known if each is not None and each is not Label.REMARK)
    return heads >= 2 or (heads == 1 and len(known) > 1) or (gap and following.kind is not RowKind.STATISTIC)


def _block(sheet: Sheet, zone: list[RowView], body: list[RowView]) -> Block:
    data, footers = _readings_and_footers(sheet, body)
    columns = {column for view in data[:200] for column in view.numbers}
    header = _header(sheet, zone, columns)
    kinds = (RowKind.ABOUT, RowKind.UNITS, RowKind.SPECS)
    taken = {view.row for view in data} | {header}
    about = [view for view in (*zone, *body) if view.kind in kinds and view.row not in taken]
    titles = [view.row for view in zone if view.row != header and view.kind in (RowKind.TEXT, RowKind.ABOUT)]
    statistics = [view.row for view in (*zone, *body) if view.kind is RowKind.STATISTIC]
    return Block(sheet, header, tuple(titles), tuple(about), tuple(statistics), tuple(data), tuple(footers))


def _readings_and_footers(sheet: Sheet, body: list[RowView]) -> tuple[list[RowView], list[int]]:
    """Rows of readings, among them those where a text stands in place of every one; texts behind are footers."""
    last = max(at for at, view in enumerate(body) if view.kind in _ROWS)
    columns = {column for view in body[: last + 1] if view.kind in _ROWS for column in view.numbers}
    data = [view for view in body[: last + 1] if view.kind in (*_ROWS, RowKind.TEXT)]
    data += [view for at, view in enumerate(body[:last]) if _is_among(sheet, body, at, columns)]
    data.sort(key=lambda view: view.row)
    before, footers = body[last].row, list[int]()
    for view in body[last + 1 :]:
        if view.kind not in (RowKind.TEXT, RowKind.SPECS):
            continue
        cells = [cell for cell in sheet.rows[view.row] if cell is not None]
        adjoins = view.row == before + 1 and all(cell.column in columns for cell in cells)
        if adjoins and all(_stands_for_a_reading(cell.text) for cell in cells):
            data.append(view)
            before = view.row
        elif view.kind is RowKind.TEXT:
            footers.append(view.row)
    return data, footers


_ROWS = (RowKind.DATA, RowKind.NUMBERED)
_WORDLESS = re.compile(r"[\W\d_]{1,24}|[+-]?(?:inf|infinity|nan)", re.IGNORECASE)


def _is_among(sheet: Sheet, body: Sequence[RowView], at: int, columns: set[int]) -> bool:
    """Whether a row that reads like a unit or specification (``<10``) stands right between rows of readings."""
    view = body[at]
    if view.kind not in (RowKind.UNITS, RowKind.SPECS) or at == 0:
        return False
    beside = body[at - 1].row == view.row - 1 and body[at - 1].kind in _ROWS and body[at + 1].row == view.row + 1
    return beside and all(cell.column in columns for cell in sheet.rows[view.row] if cell is not None)


def _stands_for_a_reading(text: str) -> bool:
    """Whether a text right below a column of readings is where one should be: a short word, ``inf``, or no word."""
    short = len(text) <= 8 and not any(each in text for each in ":：。")
    return short or _WORDLESS.fullmatch(text.strip()) is not None


def _header(sheet: Sheet, zone: list[RowView], columns: set[int]) -> int | None:
    """The row of labels: the last text row above that has something over a column of readings.

    Where there is none, a row of words that could be units (``d``, ``m``) or specifications holds the names.
    """
    for kinds in ((RowKind.TEXT, RowKind.NUMBERED), (RowKind.UNITS, RowKind.SPECS)):
        for view in reversed(zone):
            if view.kind in kinds and any(_over(sheet, view.row, column) for column in columns):
                return view.row
    return None


def _over(sheet: Sheet, row: int, column: int) -> bool:
    if sheet.at(row, column) is not None:
        return True
    area = area_at(sheet.merged, row, column)
    return area is not None and sheet.at(area[0], area[1]) is not None


def area_at(merged: Sequence[Area], row: int, column: int) -> Area | None:
    """The merged area that a place belongs to."""
    for area in merged:
        if area[0] <= row <= area[2] and area[1] <= column <= area[3]:
            return area
    return None


def _without_titles(blocks: list[Block]) -> list[Block]:
    """Without the 'tables' that are figures of a title (件数 125): where a real one follows, they are its titles."""
    if all(_is_title(block) for block in blocks):
        return blocks
    found: list[Block] = []
    titles: tuple[int, ...] = ()
    for block in blocks:
        if _is_title(block):
            header = () if block.header is None else (block.header,)
            rows = (*titles, *block.zone, *header, *(view.row for view in (*block.about, *block.data)))
            titles = tuple(sorted({*rows, *block.footers}))
        else:
            found.append(replace(block, zone=(*titles, *block.zone)))
            titles = ()
    return found


def _is_title(block: Block) -> bool:
    if len(block.data) > 6:
        return False
    for view in block.data:
        if len(view.numbers) > 2 or any(column == 0 for column in view.numbers):
            return False
        for column in view.numbers:
            left = block.sheet.at(view.row, column - 1)
            if left is None or left.kind is not CellKind.TEXT or is_number(left):
                return False
    return True
