"""A gauge study in a table of a file: a reading a row, or a part a column and a trial of an operator a row.

Understood by their titles are the long layout (part, operator, perhaps trial, reading), the wide one of the MSA manual
(operator and trial at the left, in one column or two, parts across the top) and its transpose (``A 1``, ``A 2`` …
across the top). Rows and columns that sum up are passed over; a cell that is no number is named by its place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from qmdesk.formdef.plain_text import shown
from qmdesk.intake.measurements.words import Label, label_of
from qmdesk.intake.numbers import Number, number_in
from qmdesk.intake.readers import Sheet
from qmdesk.model.problem import Problem, Severity
from qmdesk.wording import LANGUAGES, say

#: The most parts, operators and trials of a study.
MOST = {"parts": 200, "operators": 20, "trials": 20}
#: Rows in which the heading is looked for, and cells that are named one by one.
_TOP, _NAMED = 40, 20
_DIGITS = 15
_TRIAL = re.compile(r"(?P<who>.*?)[\s\-_/.#:：]*(?:第\s*)?(?P<trial>[0-9]{1,2})\s*次?")
#: Part, operator and reading of a long table, from 0.
Columns = tuple[int, int, int]
Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class StudyTable:
    """A study as a table holds it: readings by (part, operator) in the order of trials.

    ``layout`` is ``long``, ``wide``, ``across`` or "" where none was found; ``columns`` are those of a long one.
    """

    parts: tuple[str, ...] = ()
    operators: tuple[str, ...] = ()
    cells: Mapping[Cell, tuple[Decimal, ...]] = field(default_factory=dict[Cell, tuple[Decimal, ...]])
    layout: str = ""
    columns: Columns | None = None
    problems: tuple[Problem, ...] = ()
    skipped: int = 0

    @property
    def trials(self) -> int:
        """The most readings that one operator took of one part."""
        return max((len(each) for each in self.cells.values()), default=0)

    @property
    def n(self) -> int:
        return sum(len(each) for each in self.cells.values())


@dataclass(slots=True)
class _Filling:
    """What was read so far: (part, operator) to (trial, reading), a trial being its number or the place in the file."""

    sheet: Sheet
    cells: dict[tuple[str, str], list[tuple[int, Decimal]]] = field(
        default_factory=dict[tuple[str, str], list[tuple[int, Decimal]]]
    )
    problems: list[Problem] = field(default_factory=list[Problem])
    skipped: int = 0

    def put(self, part: str, operator: str, trial: int, row: int, column: int) -> None:
        """Take a cell, or name it; an empty one is a reading that is missing."""
        cell = self.sheet.at(row, column)
        if cell is None:
            return
        number = number_in(cell)
        if isinstance(number, Number) and _is_far(number.value):
            details = {"text": shown(cell.text), "limit": _DIGITS}
            self.refuse(Problem("number-too-long", self.sheet.place(row, column), details))
        elif isinstance(number, Number):
            self.cells.setdefault((part, operator), []).append((trial, number.value))
        else:
            self.refuse(number.at(self.sheet.place(row, column)))

    def refuse(self, problem: Problem) -> None:
        self.skipped += 1
        if len(self.problems) < _NAMED:
            self.problems.append(problem)

    def table(self, layout: str, columns: Columns | None = None) -> StudyTable:
        """All of it, or why it is none."""
        parts = tuple(dict.fromkeys(part for part, _ in self.cells))
        operators = tuple(dict.fromkeys(operator for _, operator in self.cells))
        cells = {
            (parts.index(part), operators.index(operator)): tuple(value for _, value in sorted(held, key=_first))
            for (part, operator), held in self.cells.items()
        }
        found = StudyTable(parts, operators, cells, layout, columns, tuple(self.problems), self.skipped)
        sizes = {"parts": len(parts), "operators": len(operators), "trials": found.trials}
        if any(sizes[name] > MOST[name] for name in MOST):
            return StudyTable(layout=layout, columns=columns, problems=(Problem("gauge-too-large", details=sizes),))
        if not cells:
            told = Problem("gauge-file-without-readings", self.sheet.name)
            return StudyTable(layout=layout, columns=columns, problems=(*self.problems, told), skipped=self.skipped)
        short = sum(
            max(found.trials - len(cells.get((a, b), ())), 0) for a in range(len(parts)) for b in range(len(operators))
        )
        if short:
            details = {"count": short, "size": len(parts) * len(operators) * found.trials}
            lacking = Problem("gauge-file-incomplete", self.sheet.name, details, Severity.WARNING)
            return StudyTable(parts, operators, cells, layout, columns, (lacking, *self.problems), self.skipped)
        return found


def _is_far(value: Decimal) -> bool:
    """Whether a number has more digits before or behind its point than a measured value has."""
    return abs(value.adjusted()) > _DIGITS or int(value.as_tuple().exponent) < -_DIGITS


def _first(pair: tuple[int, Decimal]) -> int:
    return pair[0]


def study_in(sheet: Sheet, columns: Columns | None = None) -> StudyTable:
    """The study in a sheet, by its titles, or in the ``columns`` that a person named."""
    if columns is not None:
        return _long(sheet, columns, _heading_end(sheet, columns[2]), None)
    for row in range(min(len(sheet.rows), _TOP)):
        texts = [sheet.text(row, column) for column in range(sheet.width)]
        found = titled(texts)
        if found is not None:
            return _long(sheet, found, row + 1, _column(texts, "trial"))
        wide = _wide(sheet, row, texts) or _across(sheet, row, texts)
        if wide is not None:
            return wide
    return StudyTable(problems=(Problem("gauge-file-not-understood", sheet.name),))


def titled(line: Sequence[str]) -> Columns | None:
    """The columns of part, operator and reading by their titles; None where a line hasn't all of them."""
    part, operator, reading = (_column(line, kind) for kind in ("part", "operator", "reading"))
    if part is None or operator is None:
        return None
    if reading is None:
        trial = _column(line, "trial")
        left = [at for at, cell in enumerate(line) if cell.strip() and at not in (part, operator, trial)]
        reading = left[0] if len(left) == 1 else None
    return None if reading is None else (part, operator, reading)


def _column(line: Sequence[str], kind: str) -> int | None:
    return next((at for at, cell in enumerate(line) if _plain(cell) in titles_of(kind)), None)


def _plain(title: str) -> str:
    return unicodedata.normalize("NFKC", title).strip().casefold().partition("(")[0].strip()


@cache
def titles_of(kind: str) -> frozenset[str]:
    """The titles that columns of one kind have, in every language."""
    return frozenset(word for lang in LANGUAGES for word in say(f"gauge.titles.{kind}", lang).split())


def _heading_end(sheet: Sheet, column: int) -> int:
    """The first row with a number in a column."""
    rows = range(len(sheet.rows))
    return next((row for row in rows if (cell := sheet.at(row, column)) and isinstance(number_in(cell), Number)), 0)


def _long(sheet: Sheet, columns: Columns, start: int, trial: int | None) -> StudyTable:
    """A reading a row; part and operator of merged or unrepeated cells hold for the rows below."""
    filling, last = _Filling(sheet), ["", ""]
    for row in range(start, len(sheet.rows)):
        texts = [sheet.text(row, column) for column in columns]
        if not any(texts) or any(label_of(text) is Label.STATISTIC for text in texts[:2] if text):
            continue
        last = [text or before for text, before in zip(texts[:2], last, strict=True)]
        if not texts[2]:
            continue
        if not all(last):
            filling.refuse(Problem("gauge-row-unnamed", sheet.place(row, columns[0]), {"row": sheet.number(row) + 1}))
            continue
        said = sheet.text(row, trial) if trial is not None else ""
        filling.put(last[0], last[1], int(said) if said.isascii() and said.isdigit() else row, row, columns[2])
    return filling.table("long", columns)


def _wide(sheet: Sheet, row: int, texts: Sequence[str]) -> StudyTable | None:
    """Parts across the top, below them a row for each trial of each operator."""
    who, trial = _column(texts, "operator"), _column(texts, "trial")
    if who is None:
        who = next((at for at, text in enumerate(texts) if _says_both(text)), None)
    if who is None:
        return None
    first = max(who, -1 if trial is None else trial) + 1
    parts = {
        at: text for at, text in enumerate(texts) if at >= first and text and label_of(text) is not Label.STATISTIC
    }
    if len(parts) < 2 or len(set(parts.values())) < len(parts):
        return None
    filling, operator = _Filling(sheet), ""
    for below in range(row + 1, len(sheet.rows)):
        label, said = sheet.text(below, who), "" if trial is None else sheet.text(below, trial)
        if any(label_of(text) is Label.STATISTIC for text in (label, said) if text):
            continue
        if trial is None and (split := _TRIAL.fullmatch(label)) is not None:
            label, said = split["who"].strip(), split["trial"]
        operator = label or operator
        number = _TRIAL.fullmatch(said)
        if operator and (number is not None or trial is None):
            for column, part in parts.items():
                filling.put(part, operator, below if number is None else int(number["trial"]), below, column)
    return filling.table("wide") if filling.cells else None


def _says_both(text: str) -> bool:
    """A title for operator and trial in one cell: ``评价人/次数``, ``Appraiser / Trial #``."""
    words = re.split(r"[/、\\|\s&和与#]+", _plain(text))
    return bool(titles_of("operator") & set(words)) and bool(titles_of("trial") & set(words))


def _across(sheet: Sheet, row: int, texts: Sequence[str]) -> StudyTable | None:
    """A row for each part, across the top ``A 1``, ``A 2``, ``B 1`` …"""
    part = _column(texts, "part")
    if part is None:
        return None
    heads = {at: found for at, text in enumerate(texts) if at > part and (found := _TRIAL.fullmatch(text)) is not None}
    if len(heads) < 2 or not all(found["who"].strip() for found in heads.values()):
        return None
    filling = _Filling(sheet)
    for below in range(row + 1, len(sheet.rows)):
        name = sheet.text(below, part)
        if name and label_of(name) is not Label.STATISTIC:
            for column, found in heads.items():
                filling.put(name, found["who"].strip(), int(found["trial"]), below, column)
    return filling.table("across") if filling.cells else None
