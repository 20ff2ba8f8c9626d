"""What a document is made from, and how its values are read: a frozen case with its form, grades and words.

Text in the language of the document; an empty value is a dash.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from qmdesk import wording
from qmdesk.formdef.fields import field_of, format_value
from qmdesk.formdef.types import Form
from qmdesk.model.answers import Answers
from qmdesk.model.assessment import Assessment, FigureResult, Interval, ItemResult
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Stage
from qmdesk.model.snapshot import Snapshot
from qmdesk.visit.opening import LateChange
from qmdesk.visit.second import conclusion_in_force, first_conclusion, second_of

DASH = "—"
#: Fields that tell a record from its like, and how much of them is said.
_OWN_WORDS, _OWN = ("name", "area", "batch", "document", "person", "text"), 24
STAGES = (Stage.SELF, Stage.ONSITE, Stage.SECOND)


Kind = Literal["", "editable", "copy"]


@dataclass(frozen=True, slots=True)
class CopyNote:
    """What a copy says of itself: the policy's name, and in a few words each what is masked."""

    policy: str
    masked: tuple[str, ...]
    own_ratings: bool = True


@dataclass(frozen=True, slots=True)
class Amends:
    """The report that this one replaces: which version this is, the old one's number ("" unknown), short code, SHA-256
    of its file ("" unknown) and day (ISO 8601)."""

    version: int
    number: str
    short_code: str
    sha256: str
    day: str


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller may choose: the report's number (made from the short code where empty), the stage it reports on
    (the last one with ratings), whether it is marked a draft (None: where the case is not concluded), photos.

    ``kind`` is empty for the report itself, ``editable`` for a text to work with, ``copy`` for a masked copy, which
    ``copy`` then describes. ``late`` are the changes of key characteristics after data were seen, which only the
    journal tells; ``amends`` is the report that this one replaces."""

    number: str = ""
    stage: Stage | None = None
    draft: bool | None = None
    photos: bool = True
    kind: Kind = ""
    copy: CopyNote | None = None
    late: tuple[LateChange, ...] = ()
    amends: Amends | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One record of the case (a step, a finding, …) as seen from a stage."""

    material: Material
    kind: str
    key: str

    @property
    def subject(self) -> str:
        return f"{self.kind}:{self.key}" if self.key else self.kind

    def value(self, name: str) -> Json:
        """The value of a field, from this stage or the nearest before it."""
        return self.material.value(self.subject, name)

    def text(self, name: str) -> str:
        """The field as people read it; a dash where it is empty."""
        return self.material.shown(self.subject, name)

    def binds(self) -> tuple[str, ...]:
        """The ids of the items or figures that the record belongs to."""
        return bound_ids(self.value("binds"))


@dataclass(frozen=True, slots=True)
class Material:
    """All that a document is made from."""

    form: Form
    snapshot: Snapshot
    assessments: Mapping[Stage, Assessment]
    answers: Mapping[Stage, Answers]
    blobs: Callable[[str], bytes]
    lang: str
    made_at: datetime
    options: Options = field(default_factory=Options)

    @property
    def stage(self) -> Stage:
        """The stage that the document reports on."""
        if self.options.stage is not None:
            return self.options.stage
        return max((stage for stage in self.assessments if self._rated(stage)), key=STAGES.index, default=self._first)

    @property
    def _first(self) -> Stage:
        return Stage.ONSITE if Stage.ONSITE in self.assessments else next(iter(self.assessments))

    def _rated(self, stage: Stage) -> bool:
        answers = self.answers.get(stage)
        return answers is not None and any(answer.levels for answer in answers.items.values())

    @property
    def assessment(self) -> Assessment:
        """The grade that the document reports."""
        return self.assessments[self.stage]

    @property
    def rated_stages(self) -> tuple[Stage, ...]:
        """The stages to show side by side: those with ratings, and the one reported on."""
        return tuple(each for each in STAGES if each in self.assessments and (each == self.stage or self._rated(each)))

    @property
    def practice(self) -> bool:
        """Whether this is a case to practise on: every page of what comes of it says so."""
        return self.value("case", "purpose") == "practice"

    @property
    def practice_mark(self) -> str:
        """The mark of a practice case, "" for a real one."""
        return self.say("mark.practice") if self.practice else ""

    def say(self, key: str, **details: object) -> str:
        """A text of the report."""
        return wording.say(f"report.{key}", self.lang, **details)

    def say_of_kind(self, key: str, **details: object) -> str:
        """A text of the report that reads otherwise in an editable text or a copy."""
        named = f"{key}-{self.options.kind}" if self.options.kind else key
        known = wording.knows(f"report.{named}", self.lang)
        return self.say(named if known else key, **details)

    @property
    def title(self) -> str:
        """What the document is, on one line."""
        return self.say("title.line-second" if self.stage is Stage.SECOND else "title.line")

    def sentence(self, key: str, **details: object) -> str:
        """A text of any room."""
        return wording.say(key, self.lang, **details)

    def value(self, subject: str, name: str, stage: Stage | None = None) -> Json:
        """The value of a field: staged ones at ``stage`` (the reported one if None) or the nearest before it."""
        kind = subject.partition(":")[0]
        declared = self.form.records.get(kind)
        known = declared.fields.get(name) if declared else None
        if (subject, name) == ("case", "institution") and self.stage is Stage.SECOND:
            begun = second_of(self.snapshot.state)  # whose report it is
            if begun is not None:
                return begun.institution or None
        if known is not None and known.staged:
            return self.snapshot.value(subject, name, stage or self.stage)
        return self.snapshot.value(subject, name)

    def shown(self, subject: str, name: str, stage: Stage | None = None) -> str:
        """A field as people read it; a dash where it is empty."""
        kind, _, key = subject.partition(":")
        value, declared = self.value(subject, name, stage), field_of(self.form, kind, name, key)
        if value is None or value == "":
            return DASH
        if declared is None:
            return str(value)
        return format_value(declared, value, self.lang) or DASH

    def label(self, kind: str, name: str) -> str:
        """The label of a field."""
        return self.form.records[kind].fields[name].label.in_(self.lang)

    def choice(self, kind: str, name: str, value: str) -> str:
        """The words of a choice."""
        found = self.form.records[kind].fields[name].choices.get(value)
        return found.in_(self.lang) if found else value

    def records(self, kind: str) -> tuple[Record, ...]:
        """The records of a kind that are not deleted, in their order."""
        found = [Record(self, kind, key) for key in self.snapshot.keys(kind)]
        alive = [record for record in found if record.value("deleted") is not True]
        if kind == "finding":  # one that went into another is told with that one
            there = {record.key for record in alive}
            alive = [record for record in alive if record.value("merged_into") not in there - {record.key}]
        return tuple(sorted(alive, key=_order)) if "order" in self.form.records[kind].fields else tuple(alive)

    def bound(self, kind: str, item: str) -> tuple[Record, ...]:
        """The records of a kind that belong to an item or figure."""
        return tuple(record for record in self.records(kind) if item in record.binds())

    def note(self, subject: str, name: str, stage: Stage) -> str:
        """A text that was written at exactly this stage; empty where none was."""
        value = self.snapshot.value(subject, name, stage, own=True)
        return value if isinstance(value, str) else ""

    def level(self, number: int) -> str:
        """A level with its name: 3级（保证级）."""
        return self.say("level", number=number, name=self.form.level(number).name.in_(self.lang))

    def span(self, span: Interval) -> str:
        """An interval of levels: one level by name, several as a range."""
        if span.level is not None:
            return self.level(span.level)
        return self.say("levels", lowest=span.lowest, highest=span.highest)

    def short_span(self, span: Interval, *, known: bool = True) -> str:
        """An interval in a narrow cell: 3, 2–4, or a dash."""
        if not known:
            return DASH
        return str(span.level) if span.level is not None else f"{span.lowest}–{span.highest}"

    def item_result(self, item: str, stage: Stage) -> ItemResult | None:
        """The result of an item at a stage."""
        found = self.assessments.get(stage)
        return next((each for each in found.items if each.id == item), None) if found else None

    def figure_result(self, figure: str, stage: Stage) -> FigureResult | None:
        """The result of a figure at a stage."""
        found = self.assessments.get(stage)
        return next((each for each in found.figures if each.id == figure), None) if found else None

    def name_of(self, thing: str) -> str:
        """The name of an item, figure, recorded figure or dimension by its id; the id where the form has none."""
        named = (*self.form.items, *self.form.figures, *self.form.recorded, *self.form.dimensions)
        return next((each.name.in_(self.lang) for each in named if each.id == thing), self._record_name(thing))

    def _record_name(self, thing: str) -> str:
        """What ``finding:KEY`` and the like are called: the kind with the record's own words, shortened."""
        kind, _, key = thing.partition(":")
        declared = self.form.records.get(kind)
        if not key or declared is None:
            return thing
        words = (self.value(thing, name) for name in _OWN_WORDS if name in declared.fields)
        own = next((each for each in words if isinstance(each, str) and each.strip()), "").strip().partition("\n")[0]
        return f"{declared.label.in_(self.lang)} {own if len(own) <= _OWN else own[: _OWN - 1] + '…'}".strip()

    def dimension_of(self, thing: str) -> str:
        """The dimension that an item or figure belongs to; empty for anything else."""
        for item in self.form.items:
            if item.id == thing:
                return item.dimension
        figures = {each.id for each in (*self.form.figures, *self.form.recorded)}
        judged = [each.id for each in self.form.dimensions if each.judged == "figures"]
        return judged[0] if thing in figures and judged else ""

    def day(self, moment: datetime) -> str:
        """A date in words."""
        return self.say("day", year=moment.year, month=self._month(moment.month), day=moment.day)

    def day_of(self, text: str) -> str:
        """An ISO date in words; the text itself where it is none, a dash where empty."""
        try:
            return self.day(datetime.fromisoformat(text))
        except ValueError:
            return text or DASH

    def _month(self, month: int) -> str:
        return self.say("months").split(",")[month - 1]

    @property
    def conclusion(self) -> Mapping[str, object] | None:
        """What was fixed when the case was concluded; None while it is open."""
        state = self.snapshot.state
        found = conclusion_in_force(state)
        return found if found is not None or self.stage is Stage.SECOND else first_conclusion(state)


def bound_ids(value: Json) -> tuple[str, ...]:
    """The ids behind a ``binds`` text: ``item:system.process``, ``figure:cpk`` and ``figure.cpk``."""
    words = re.split(r"[,;，；、\s]+", value) if isinstance(value, str) else []
    return tuple(re.sub(r"^(item:|figure[:.])", "", word) for word in words if word)


def _order(record: Record) -> tuple[bool, int]:
    order = record.value("order")
    return (True, 0) if not isinstance(order, int) or isinstance(order, bool) else (False, order)
