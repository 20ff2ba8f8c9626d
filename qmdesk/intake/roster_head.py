"""Where a roster's table begins on a sheet: title and head lines above, a heading of one to three lines, columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from qmdesk.formdef.plain_text import half_width
from qmdesk.intake.readers import CellKind, Sheet
from qmdesk.intake.roster_words import field_of, is_total, yes_no

#: Rows from the top in which the heading is looked for, and lines that it may have.
_TOP, _LINES = 40, 3
_CODE = re.compile(r"[0-9A-Za-z]{15,}")
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})\s*年(?:度)?(?![0-9]*月)")
_SAID = {
    "region": re.compile(r"^(?:填报)?(?:所在)?地区(?:名称)?\s*[:：]\s*(.*)"),
    "contact": re.compile(r"^联系人(?:及|和|、)?(?:联系(?:方式|电话))?\s*[:：]\s*(.*)"),
    "office": re.compile(r"^(?:填报|报送|推荐)单位(?:名称)?\s*(?:[（(]\s*(?:盖章|公章)\s*[)）])?\s*[:：]\s*(.*)"),
}


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of a table. ``first`` is the row of its first data; ``columns`` gives a field's columns: one, of a
    person and a phone two, of a question with columns for yes and for no ``specialised+`` and ``specialised-``."""

    row: int
    first: int
    columns: Mapping[str, int]
    labels: Mapping[int, str]
    said: Mapping[str, str]
    unknown: tuple[str, ...] = ()


def head_of(sheet: Sheet) -> Head | None:
    """The heading of the roster on a sheet; None where the sheet holds none."""
    spread = _spread(sheet)
    best: tuple[tuple[int, int], Head] | None = None
    for row in range(min(len(sheet.rows), _TOP)):
        for lines in range(1, _LINES + 1):
            found = _head_at(sheet, row, lines, spread)
            if found is None:
                continue
            rank = (len(found.columns), -lines)  # a title or a head line above is no line of the heading
            if best is None or rank > best[0]:
                best = (rank, found)
    return None if best is None else best[1]


def is_heading(texts: Iterable[str]) -> bool:
    """Whether a row repeats the heading, as prints of many pages do."""
    return len({field for text in texts if (field := field_of(text))}) >= 3


def _head_at(sheet: Sheet, row: int, lines: int, spread: Mapping[tuple[int, int], tuple[int, int]]) -> Head | None:
    if row + lines > len(sheet.rows) or any(_is_data(sheet, at) for at in range(row, row + lines)):
        return None
    columns: dict[str, int] = {}
    labels: dict[int, str] = {}
    unknown: list[str] = []
    for column in range(sheet.width):
        texts = _texts(sheet, row, lines, column, spread)
        if not texts:
            continue
        labels[column] = "".join(texts)
        field = _named(texts)
        if field is None:
            unknown.append(labels[column])
        else:
            columns.setdefault(field, column)
    if "phone" in columns and "contact" not in columns:
        columns["contact"] = columns.pop("phone")
    if "enterprise" not in columns or not {"credit_code", "county", "specialised"} & columns.keys():
        return None
    return Head(row, row + lines, columns, labels, _said_above(sheet, row), tuple(unknown))


def _named(texts: list[str]) -> str | None:
    """The field that stacked labels name: the lowest by itself, all together, or the highest by itself."""
    answer = yes_no(texts[-1]) if len(texts) > 1 and len(texts[-1].strip()) <= 2 else None
    if isinstance(answer, bool):
        upper = field_of("".join(texts[:-1])) or field_of(texts[0])
        return f"{upper}{'+' if answer else '-'}" if upper in ("specialised", "earlier") else None
    return next((field for text in (texts[-1], "".join(texts), texts[0]) if (field := field_of(text))), None)


def _texts(
    sheet: Sheet, row: int, lines: int, column: int, spread: Mapping[tuple[int, int], tuple[int, int]]
) -> list[str]:
    """The labels over a column from top to bottom, a merged one once; nothing where a title spans the heading."""
    found: list[str] = []
    seen: set[tuple[int, int]] = set()
    for at in range(row, row + lines):
        place = spread.get((at, column), (at, column))
        text = _line(sheet.text(*place))
        if text and place not in seen and place[0] >= row:
            seen.add(place)
            found.append(text)
    return found


def _spread(sheet: Sheet) -> dict[tuple[int, int], tuple[int, int]]:
    """For each place within a merged area of the top the place that holds its value."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for top, left, bottom, right in sheet.merged:
        if top > _TOP:
            continue
        for row in range(top, min(bottom, _TOP + _LINES) + 1):
            for column in range(left, min(right, left + 60) + 1):
                found[row, column] = (top, left)
    return found


def _is_data(sheet: Sheet, row: int) -> bool:
    """Whether a row holds what only data hold: a code, a running number, a sum."""
    for cell in sheet.rows[row]:
        if cell is None:
            continue
        if cell.kind is CellKind.NUMBER or _CODE.fullmatch(half_width(cell.text).replace(" ", "")):
            return True
        if is_total(cell.text):
            return True
    return False


def _said_above(sheet: Sheet, row: int) -> dict[str, str]:
    """What the head lines say: region, contact, office, the answer beside its label or in the next cell; the one year
    that the title names."""
    above = " ".join(cell.text for at in range(row) for cell in sheet.rows[at] if cell is not None)
    years = set(_YEAR.findall(half_width(above)))
    said: dict[str, str] = {"year": years.pop()} if len(years) == 1 else {}
    for at in range(row):
        texts = [_line(cell.text) for cell in sheet.rows[at] if cell is not None]
        for position, text in enumerate(texts):
            for part in re.split(r"[ \u3000]{2,}|(?=联系人)", text):
                for name, pattern in _SAID.items():
                    found = pattern.search(half_width(part))
                    if found is None or name in said:
                        continue
                    after = texts[position + 1] if position + 1 < len(texts) else ""
                    taken = found[1].strip() or ("" if _is_label(after) else after)
                    if taken:
                        said[name] = taken
    return said


def _is_label(text: str) -> bool:
    return any(pattern.search(half_width(text)) for pattern in _SAID.values())


def _line(text: str) -> str:
    return " ".join(text.split()) if "\n" in text or "\r" in text else text.strip()
