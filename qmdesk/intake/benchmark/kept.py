"""What was understood of a paper so far, and how a cell is read: by its field, by the box that is ticked."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from qmdesk.formdef.benchmark import Benchmark
from qmdesk.formdef.fields import parse_text
from qmdesk.formdef.plain_text import half_width, is_blank
from qmdesk.formdef.types import Field, Form
from qmdesk.intake.benchmark.word_reader import Cell
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Edit, Place
from qmdesk.model.problem import Problem, Severity

Rows = Sequence[Sequence[Cell]]
#: A year as heads of columns and rows write it.
YEAR = re.compile(r"(20[0-9]{2})\s*年?")
_TICK = re.compile(r"[☑☒√✓✔■▣◼]\s*([^☑☒√✓✔■▣◼□☐○\n]+)")
_BOXES = frozenset("☑☒√✓✔■▣□☐")
_PLACEHOLDERS = ("选择一项", "单击或点击此处", "单击此处")
_NOTHING = frozenset({"/", "—", "-", "无", "年月日"})
_WARNING = Severity.WARNING


@dataclass(slots=True)
class Taken:
    """What was understood so far: edits by place, cells looked at, what was refused, what was told."""

    form: Form
    origin: str
    lang: str = "zh-CN"
    edits: dict[Place, Edit] = field(default_factory=dict[Place, Edit])
    read: int = 0
    skipped: int = 0
    problems: list[Problem] = field(default_factory=list[Problem])

    @property
    def made(self) -> Benchmark:
        """What the form declares of the application."""
        assert self.form.benchmark is not None
        return self.form.benchmark

    def put(self, subject: str, name: str, text: str, where: str) -> None:
        """Parse a text for a field and keep it; what can't be read is told at its place."""
        declared = self.form.records[subject.partition(":")[0]].fields[name]
        shown = _said(declared, text)
        if is_blank(shown):
            return
        self.read += 1
        value, problem = parse_text(declared, shown, self.lang)
        if problem is not None:
            self.problems.append(problem.at(where))
        if value is None:
            self.skipped += 1
            return
        raw = text if text != value else ""
        self.edits[Place(subject, name)] = Edit(Place(subject, name), value, raw=raw, origin=self.origin)

    def keep(self, subject: str, name: str, value: Json) -> None:
        """Keep a value that needs no parsing."""
        self.edits[Place(subject, name)] = Edit(Place(subject, name), value, origin=self.origin)

    def tell(self, code: str, where: str, **details: str | int) -> None:
        """Say what was not understood."""
        self.problems.append(Problem(code, where, details, _WARNING))


def normal(text: str) -> str:
    """A label as it is compared: without blanks, signs and what stands in brackets behind it."""
    plain = half_width(text).split(":")[0].split("(%)")[0]
    return re.sub(r"[\s()（）,，、/．.·:：%*]", "", plain).casefold()


def added_key(name: str) -> str:
    """The key of a row that the applicant added: the same for the same name."""
    return "r" + hashlib.sha256(normal(name).encode("utf-8")).hexdigest()[:12]


def _said(declared: Field, text: str) -> str:
    """What a cell says for a field: the ticked box of a choice, nothing of a form's own hint."""
    plain = text.strip()
    if any(plain.startswith(hint) for hint in _PLACEHOLDERS) or half_width(plain).replace(" ", "") in _NOTHING:
        return ""
    if declared.type in {"choice", "boolean"} and any(char in _BOXES for char in plain):
        ticked = [each.strip() for each in _TICK.findall(plain)]
        return ticked[0] if len(ticked) == 1 else "" if not ticked else plain
    if declared.type in {"decimal", "count", "percent"}:
        return plain.replace("％", "%").removesuffix("%") if declared.type == "decimal" else plain
    return plain


def words_of(rows: Rows) -> Iterator[str]:
    """What stands in a table, cell by cell, each merged cell once."""
    seen: set[int] = set()
    for row in rows:
        for cell in row:
            if cell.origin not in seen and not is_blank(cell.text):
                seen.add(cell.origin)
                yield cell.text
