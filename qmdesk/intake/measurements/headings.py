"""What stands above the columns of a table: labels, the labels above them, and what a label says besides a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qmdesk.formdef.decimals import COUNTERS, UNITS
from qmdesk.formdef.plain_text import half_width
from qmdesk.intake.measurements.blocks import Block, area_at, is_unit
from qmdesk.intake.measurements.draft import Said
from qmdesk.intake.measurements.spec import Spec, spec_in, spec_within
from qmdesk.intake.measurements.words import ABOUT, Label, label_of, sample_number
from qmdesk.intake.readers import Cell, CellKind, Sheet

#: Units that can follow a name without brackets or a stroke; single letters could be part of the name.
_BEHIND = sorted((each for each in UNITS - COUNTERS if each in "℃%‰" or (len(each) > 1 and max(each) < "一")), key=len)
_UNIT_WORDS = "|".join(re.escape(each) for each in reversed(_BEHIND))
_UNIT_BEHIND = re.compile(rf"(.*\S)[\s,，]+({_UNIT_WORDS})|(.*[^\sA-Za-z0-9/])({_UNIT_WORDS})")
_UNIT_BEHIND_STROKE = re.compile(r"(.+?)\s*[/／]\s*([^/／]+)")
#: A label that is longer is prose, and is not taken apart.
_LONGEST = 120
_BRACKET = re.compile(r"[(\[【]([^()\[\]【】]*)[)\]】]")
_KEY_AND_VALUE = re.compile(r"([^:：=＝]{1,20})[:：=＝]\s*(.+)", re.DOTALL)
_KEY_THEN_FIGURE = re.compile(r"([^\d±≤≥<>ΦφØϕ⌀+\-=:：]{1,20})([\d±≤≥<>ΦφØϕ⌀+\-].*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Heading:
    """The label of a column and the one above it, where they stand; empty texts where there is none.

    ``banner`` is a title over the whole table: a name only where nothing better is to be had. ``lone`` marks the only
    label of a table with several columns, which speaks for all of them.
    """

    child: str = ""
    parent: str = ""
    banner: str = ""
    row: int = -1
    lone: bool = False

    @property
    def label(self) -> Label | None:
        return label_of(self.child) if self.child else None

    @property
    def sample(self) -> tuple[str, int] | None:
        return sample_number(self.child) if self.child else None


@dataclass(frozen=True, slots=True)
class Named:
    """A label taken apart: the name, a unit and a specification where it says them."""

    name: str
    unit: str = ""
    spec: Spec | None = None


def headings_of(block: Block, columns: Sequence[int]) -> dict[int, Heading]:
    """What stands above each of these columns."""
    if block.header is None:
        return {column: Heading() for column in columns}
    sheet, row = block.sheet, block.header
    children = {column: text_over(sheet, row, column) for column in columns}
    lone = _lone_label(block, row, children)
    if lone:
        return {column: Heading("", lone, "", row, lone=True) for column in columns}
    parents = _parents(block, row, columns, children)
    found: dict[int, Heading] = {}
    for column in columns:
        child, (parent, banner) = children[column], parents.get(column, ("", ""))
        found[column] = Heading(child, "" if parent == child else parent, "" if banner == child else banner, row)
    return found


def _lone_label(block: Block, row: int, children: dict[int, str]) -> str:
    """The label of the first column where the others have none and the row holds nothing else."""
    counts = block.columns
    cells = [cell for cell in block.sheet.rows[row] if cell is not None]
    if len(counts) < 2 or len(cells) != 1 or area_at(block.sheet.merged, row, cells[0].column) is not None:
        return ""
    return cells[0].text.strip() if cells[0].column == min(counts) and children.get(min(counts)) else ""


def text_over(sheet: Sheet, row: int, column: int) -> str:
    """The text of a cell or of the merged area it belongs to."""
    own = sheet.text(row, column)
    if own:
        return own
    area = area_at(sheet.merged, row, column)
    return sheet.text(area[0], area[1]) if area is not None else ""


def _parents(block: Block, header: int, columns: Sequence[int], children: dict[int, str]) -> dict[int, tuple[str, str]]:
    """The label above a column's own, or a banner over the whole table, from the nearest row that has either."""
    sheet, found = block.sheet, dict[int, tuple[str, str]]()
    readings = set(block.columns)
    titles = set(block.zone) - {view.row for view in block.about}
    for row in range(header - 1, max(header - 4, -1), -1):
        for column in columns if row in titles else ():
            area = area_at(sheet.merged, row, column)
            if column in found or (area is not None and area[2] >= header):
                continue  # the label itself reaches up here
            if area is not None:
                text, start, end = sheet.text(area[0], area[1]), area[1], area[3]
            else:
                text, start, end = _unmerged_parent(sheet, row, column, children, readings)
            if text and not re.search("[:：]", text):
                whole = start < min(readings) or (start == 0 and end >= max(readings) and len(readings) > 1)
                found[column] = ("", text) if whole else (text, "")
    return found


def _unmerged_parent(
    sheet: Sheet, row: int, column: int, children: dict[int, str], readings: set[int]
) -> tuple[str, int, int]:
    """The nearest text to the left above columns that only count pieces, with the first and last column it is over."""
    start = column
    while start in readings and _only_counts(children.get(start, "")):
        text = sheet.text(row, start)
        if text:
            return text, start, column
        if area_at(sheet.merged, row, start - 1) is not None:
            break
        start -= 1
    return "", column, column


def _only_counts(child: str) -> bool:
    return child != "" and sample_number(child) is not None


def named(label: str) -> Named:
    """``直径(mm)`` is a name and a unit, ``外径 Φ10±0.02`` a name and a specification."""
    text = " ".join(half_width(label).replace("µ", "μ").split())
    if len(text) > _LONGEST:
        return Named(text[:_LONGEST])
    within = spec_within(text)
    if within is not None:
        spec, rest = within
        inner = named(rest) if rest else Named("")
        return Named(inner.name, inner.unit or spec.unit, spec)
    unit, spec = "", None
    for found in _BRACKET.finditer(text):
        if is_unit(found[1]):
            unit = found[1].strip()
        elif spec_in(found[1]) is not None:
            spec = spec_in(found[1])
        else:
            continue
        text = text.replace(found[0], " ")
    text = " ".join(text.split()).strip(":：,，*★ ")
    if not unit:
        text, unit = _unit_behind(text)
    return Named(text, unit.replace("µ", "μ"), spec)


def _unit_behind(text: str) -> tuple[str, str]:
    found = _UNIT_BEHIND.fullmatch(text)
    if found:
        return (found[1] or found[3]).strip(" ,，"), found[2] or found[4]
    found = _UNIT_BEHIND_STROKE.fullmatch(text)
    return (found[1].strip(), found[2].strip()) if found and is_unit(found[2]) else (text, "")


def told_in_titles(block: Block) -> Iterator[Said]:
    """What the texts above a table say of it: ``特性名称：轴径``, ``规格 | 9.95±0.05``, ``USL=10.0``."""
    for row in block.zone:
        cells = [cell for cell in block.sheet.rows[row] if cell is not None]
        skip = False
        for at, cell in enumerate(cells):
            if skip or cell.kind is not CellKind.TEXT:
                skip = False
                continue
            several = _several(cell.text)
            if several:
                yield from (Said(label, cell, text) for label, text in several)
                continue
            label, text = _told(cell.text)
            if label is not None and text:
                yield Said(label, cell, text)
                continue
            if label is not None and at + 1 < len(cells) and _is_value(cells[at + 1]):
                yield Said(label, cells[at + 1], cells[at + 1].text)
                skip = True


def _several(text: str) -> list[tuple[Label, str]]:
    """What a title says that holds several keys and values: ``产品：轴 规格：10±0.05 单位：mm``."""
    parts = re.split(r"[\s,，;；]+(?=[^\s:：=＝,，;；]{1,20}[:：=＝])", text.strip()) if len(text) <= _LONGEST else []
    if len(parts) < 2:
        return []
    told = [_told(each) for each in parts]
    return [(label, said) for label, said in told if label is not None and said]


def told_beside(block: Block) -> Iterator[Said]:
    """What stands beside the readings in the same rows, a label and its value: ``… | USL | 10.05``."""
    for view in block.data:
        for column in view.numbers:
            left, cell = block.sheet.at(view.row, column - 1), block.sheet.at(view.row, column)
            if left is not None and cell is not None and left.kind is CellKind.TEXT and column - 1 not in view.numbers:
                label = label_of(left.text.rstrip(":：=＝ "))
                if label is not None and label in ABOUT and column != view.numbers[0]:
                    yield Said(label, cell, cell.text)


def _told(text: str) -> tuple[Label | None, str]:
    """The label in a title and what follows it in the same cell."""
    plain = text.strip()
    if len(plain) > _LONGEST:
        return None, ""
    for pattern in (_KEY_AND_VALUE, _KEY_THEN_FIGURE):
        found = pattern.fullmatch(plain)
        if found:
            label = label_of(found[1])
            if label in ABOUT or label is Label.NAME:
                return label, found[2].strip()
    label = label_of(plain.rstrip(":：=＝ "))
    return (label, "") if label in ABOUT or label is Label.NAME else (None, "")


def _is_value(cell: Cell) -> bool:
    return cell.kind is not CellKind.TEXT or _told(cell.text)[0] is None
