"""From one case, frozen, to its rows in the facts store: who it is, what each stage of it came to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from qmdesk.formdef.types import Form
from qmdesk.grading.answers import answers_of
from qmdesk.grading.assess import assess
from qmdesk.model.answers import Answers, Tracked
from qmdesk.model.assessment import Assessment, FigureResult
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Folded, Place, Stage
from qmdesk.model.problem import Problem, Severity
from qmdesk.model.snapshot import Snapshot
from qmdesk.portfolio.engine import Facts
from qmdesk.portfolio.places import Gazetteer
from qmdesk.portfolio.tables import DIMENSION, FIGURE, ITEM, REVIEW, Row, Value
from qmdesk.visit.second import second_of

#: Records whose data at a stage make that stage one that was held.
_DATA = frozenset({"figure", "step", "characteristic", "defect", "loss"})
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a case was taken from: ``case`` or ``package``, its path, its name, the hash that names this state of it,
    on what ground its signer is believed (empty for a case file), and when it was taken in."""

    kind: str
    path: str
    sha256: str
    belief: str
    at: str


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """The rows of one case, and what people should be told about it."""

    facts: Facts
    programme: str
    enterprise: str
    notices: tuple[Problem, ...] = ()


def facts_of(form: Form, snapshot: Snapshot, origin: Origin, places: Gazetteer) -> CaseFacts:
    """The rows of a case. Never raises for what is in it."""
    stages = stages_held(snapshot)
    answers = {stage: answers_of(form, snapshot, stage) for stage in stages}
    graded = {stage: assess(form, answers[stage]) for stage in stages}
    said = _Said(snapshot)
    levels = _levels(snapshot, graded)
    where = places.find(said.text("region"))
    notices: list[Problem] = []
    if len(where.several) > 1:
        notices.append(_told("ingest-region-several", said, text=said.text("region"), cities="、".join(where.several)))
    elif not where.province:
        notices.append(_told("ingest-region-unknown", said, text=said.text("region")))
    if levels.differs is not None:
        notices.append(_told("ingest-level-differs", said, concluded=levels.differs[0], found=levels.differs[1]))
    programme = programme_of(snapshot)
    case_id = snapshot.case_id
    review: dict[str, Value] = {
        "case_id": case_id,
        "programme": programme,
        **{name: said.text(name) for name in ("authority", "enterprise", "trade", "size", "class", "institution")},
        "credit_code": said.text("credit_code").upper(),
        "province": where.province,
        "city": where.city,
        "county": where.county,
        "specialised": said.flag("specialised"),
        "consent": said.flag("consent"),
        "form_id": form.id,
        "form_edition": form.edition,
        "form_sha256": form.sha256,
        **levels.columns,
        "visit_start": said.text("visit_start") or None,
        "visit_end": said.text("visit_end") or None,
        "source": origin.kind,
        "source_name": origin.path,
        "source_sha256": origin.sha256,
        "belief": origin.belief,
        "ingested_at": origin.at,
        "lamport": max((head.lamport for folded in snapshot.state.values() for head in folded.heads), default=0),
        "counted": True,
    }
    rows = {
        REVIEW.name: [tuple(review[name] for name in REVIEW.names)],
        DIMENSION.name: [row for stage, each in graded.items() for row in _dimensions(case_id, stage, each)],
        ITEM.name: [row for stage, each in graded.items() for row in _items(case_id, stage, each)],
        FIGURE.name: [row for s, each in graded.items() for row in _figures(form, case_id, s, each, answers[s])],
    }
    return CaseFacts(Facts(rows), programme, said.text("enterprise"), tuple(notices))


def stages_held(snapshot: Snapshot) -> tuple[Stage, ...]:
    """The stages at which anything was rated; for the self-assessment data will do, at later stages they fall back."""
    rated, data = set[str](), set[str]()
    for place, folded in snapshot.state.items():
        if place.stage and (folded.value is not None or folded.conflict):
            if place.kind == "item" and place.name in ("level", "agreed"):
                rated.add(place.stage)
            elif place.kind in _DATA:
                data.add(place.stage)
    return tuple(s for s in Stage if s in rated or (s is Stage.SELF and s in data) or (s is Stage.ONSITE and s in data))


def programme_of(snapshot: Snapshot) -> str:
    """The programme year of a case: as it says itself, else of its visit, its conclusion, its newest entry."""
    said = _Said(snapshot)
    conclusion = said.mapping("concluded")
    for text in (said.text("programme"), said.text("visit_start"), said.text("visit_end"), str(conclusion.get("at"))):
        if found := _YEAR.search(text):
            return found[1]
    newest = max((head.at for folded in snapshot.state.values() for head in folded.heads), default="")
    found = _YEAR.search(newest[:4])
    return found[1] if found else ""


# -- levels ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Levels:
    """Columns of the review row; ``differs``: the level that was concluded on and the one found now, where they do."""

    columns: Mapping[str, Value]
    differs: tuple[int, int] | None


def _levels(snapshot: Snapshot, graded: Mapping[Stage, Assessment]) -> _Levels:
    """The levels of the review row: the team's conclusion where there is one, else what was computed."""
    conclusion = _Said(snapshot).mapping("concluded")
    at = next((stage for stage in Stage if stage == conclusion.get("stage")), None)
    own, recorded = _whole(conclusion.get("concluded")), _whole(conclusion.get("level"))
    computed = {stage: each.grade.level for stage, each in graded.items()}
    levels = dict(computed)
    before = second_of(snapshot.state)
    if before is not None and before.concluded is not None:
        levels[Stage.ONSITE] = before.concluded
    if at is not None and own is not None:
        levels[at] = own
    stage = at or max(graded, key=list(Stage).index, default=None)
    found = computed.get(at) if at is not None else None
    onsite = graded.get(Stage.ONSITE)
    columns: dict[str, Value] = {
        "self_level": levels.get(Stage.SELF),
        "onsite_level": levels.get(Stage.ONSITE),
        "onsite_lowest": onsite.grade.lowest if onsite is not None else None,
        "onsite_highest": onsite.grade.highest if onsite is not None else None,
        "second_level": levels.get(Stage.SECOND),
        "final_level": None,
        "level": None if stage in (None, Stage.SELF) else levels.get(stage),
        "stage": str(stage or ""),
        "concluded": at is not None,
        "concluded_on": str(conclusion.get("at", ""))[:10] or None,
        "standing": _standing(stage, concluded=at is not None),
    }
    differs = None if recorded is None or found is None or recorded == found else (recorded, found)
    return _Levels(columns, differs)


def _standing(stage: Stage | None, *, concluded: bool) -> int:
    """How far a case has come: of two of one enterprise the one that came further counts."""
    return 10 * concluded + (list(Stage).index(stage) + 1 if stage is not None else 0)


# -- rows --------------------------------------------------------------------------------------------


def _dimensions(case_id: str, stage: Stage, graded: Assessment) -> list[Row]:
    return [(case_id, str(stage), e.id, e.span.level, e.span.lowest, e.span.highest) for e in graded.dimensions]


def _items(case_id: str, stage: Stage, graded: Assessment) -> list[Row]:
    return [
        (case_id, str(stage), each.id, each.dimension, each.span.level if each.applicable else None, each.applicable)
        for each in graded.items
        if each.answered or not each.applicable
    ]


def _figures(form: Form, case_id: str, stage: Stage, graded: Assessment, answers: Answers) -> list[Row]:
    made: list[Row] = []
    for each in graded.figures:
        tracked = getattr(answers, each.id).tracked
        if each.value is None and tracked is None:
            continue
        row: dict[str, Value] = {
            "case_id": case_id,
            "stage": str(stage),
            "figure": each.id,
            "value_text": each.value,
            "value": _double(each),
            "level": each.span.level,
            "lowest": each.span.lowest,
            "highest": each.span.highest,
            "tracked": None if tracked is None else tracked is not Tracked.NO,
        }
        made.append(tuple(row[name] for name in FIGURE.names))
    return made


def _double(figure: FigureResult) -> float | None:
    try:
        return None if figure.value is None else float(Fraction(figure.value))
    except (ValueError, ZeroDivisionError, OverflowError):
        return None


class _Said:
    """What the case says of itself, fields without a stage; one in conflict says nothing."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._state: Mapping[Place, Folded] = snapshot.state

    def value(self, name: str) -> Json:
        found = self._state.get(Place("case", name))
        return None if found is None or found.conflict else found.value

    def text(self, name: str) -> str:
        value = self.value(name)
        return value.strip() if isinstance(value, str) else ""

    def flag(self, name: str) -> bool | None:
        value = self.value(name)
        return value if isinstance(value, bool) else None

    def mapping(self, name: str) -> Mapping[str, Json]:
        value = self.value(name)
        return value if isinstance(value, Mapping) else {}


def _told(code: str, said: _Said, **details: str | int) -> Problem:
    return Problem(code, said.text("enterprise") or said.text("credit_code"), details, Severity.WARNING)


def _whole(value: Json) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
