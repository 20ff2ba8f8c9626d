"""Figures of a quality-benchmark case that come from a capability review: taken over with where they stand there.

Each figure taken over leaves a record: the place here, the value, the review's case, field and value, the SHA-256 of
its snapshot, and whether the review had it verified on site. So it can be traced, and a change afterwards is seen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from pathlib import Path

from qmdesk.formdef.benchmark import Takeover
from qmdesk.formdef.decimals import plain_text_of
from qmdesk.formdef.types import REVIEW
from qmdesk.model.answers import Answers
from qmdesk.model.assessment import Assessment
from qmdesk.model.canonical import Json, sha256_bytes
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.model.problem import Problem, Refused, Severity
from qmdesk.model.snapshot_json import snapshot_to_json
from qmdesk.review.benchmark import declared
from qmdesk.review.session import Recorded, ReviewSession
from qmdesk.review.states import conclusion_of
from qmdesk.visit.benchmark.contradictions import stands
from qmdesk.visit.second import second_of

#: Digits of a percentage that is no finite decimal of its own.
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Taken:
    """One figure as it would be taken over: here, there, and whether it was verified."""

    id: str
    subject: str
    field: str
    value: Json
    source_field: str
    source_value: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Offered:
    """What a review has to give, and what of it can't be taken, each with its reason."""

    case_id: str
    enterprise: str
    stage: Stage
    sha256: str
    figures: tuple[Taken, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Source:
    review: ReviewSession
    stage: Stage
    answers: Answers
    assessment: Assessment

    def figure(self, name: str) -> Fraction | None:
        value = next((each.value for each in self.assessment.figures if each.id == name), None)
        return None if value is None else Fraction(value)

    def verified(self, *figures: str) -> bool:
        return self.stage is not Stage.SELF and not self.answers.unverified & set(figures)


def offered(session: ReviewSession, source: Path) -> Offered:
    """Look into a review of the same enterprise; nothing is changed.

    Raises Refused: form-not-a-review, benchmark-other-enterprise, and what opening the case raises.
    """
    made = declared(session)
    with ReviewSession.open(source, session.who) as review:
        if review.form.kind != REVIEW:
            raise Refused(Problem("form-not-a-review", source.name))
        ours, theirs = session.value("case", "credit_code"), review.value("case", "credit_code")
        if ours != theirs:
            raise Refused(
                Problem("benchmark-other-enterprise", source.name, {"ours": str(ours), "theirs": str(theirs)})
            )
        stage = _stage(review)
        seen = _Source(review, stage, review.answers(stage), review.assess(stage))
        year, problems = _year(review, made.years[-1])
        figures: list[Taken] = []
        for each in made.takeovers:
            if each.field.startswith("y2") and year != made.years[-1]:
                continue
            taken = _RULES[each.rule](each, seen)
            if taken is None:
                problems.append(Problem("benchmark-takeover-nothing", each.id, {}, Severity.WARNING))
            else:
                figures.append(taken)
        snapshot = sha256_bytes(snapshot_to_json(review.snapshot()).encode("utf-8"))
        name = str(review.value("case", "enterprise") or "")
        return Offered(review.case_id, name, stage, snapshot, tuple(figures), tuple(problems))


def take_over(session: ReviewSession, found: Offered) -> Recorded:
    """Record what was offered, in one batch, and link the review's case."""
    origin, at = f"import:{found.sha256}", session.now()
    edits = [Edit(Place("case", "review_case"), found.case_id, origin=origin)]
    edits.append(Edit(Place("case", "review_stage"), str(found.stage), origin=origin))
    for each in found.figures:
        edits.append(Edit(Place(each.subject, each.field), each.value, origin=origin))
        values: dict[str, Json] = {
            "subject": each.subject,
            "field": each.field,
            "value": stands(each.value),
            "source_case": found.case_id,
            "source_field": each.source_field,
            "source_value": each.source_value,
            "source_stage": str(found.stage),
            "source_name": found.enterprise,
            "source_sha256": found.sha256,
            "verified": each.verified,
            "at": at,
            "by": session.who.author,
        }
        edits += [Edit(Place(f"takeover:{each.id}", name), value, origin=origin) for name, value in values.items()]
    return session.record(edits)


def _stage(review: ReviewSession) -> Stage:
    """The stage that the review ended at, else the last that was rated."""
    concluded = conclusion_of(review.state)
    if concluded is not None:
        return Stage(str(concluded["stage"]))
    return Stage.SECOND if second_of(review.state) is not None else Stage.ONSITE


def _year(review: ReviewSession, wanted: int) -> tuple[int, list[Problem]]:
    """The year that the review's figures are for; a problem where it is not that of the tables."""
    period = review.value("case", "period")
    known = period if isinstance(period, Mapping) else {}
    start, end = str(known.get("from", "")), str(known.get("to", ""))
    if (start, end) == (f"{wanted}-01", f"{wanted}-12"):
        return wanted, []
    said = f"{start}—{end}" if start else "—"
    return 0, [Problem("benchmark-takeover-year", "case/period", {"period": said, "year": wanted}, Severity.WARNING)]


def _losses(each: Takeover, source: _Source) -> Taken | None:
    """Internal and external loss rates together, both over the total output value, as a percentage."""
    internal, external = source.figure("internal_loss"), source.figure("external_loss")
    if internal is None or external is None:
        return None
    said = f"{_percent(internal)} % + {_percent(external)} %"
    verified = source.verified("internal_loss", "external_loss")
    value = _percent(internal + external)
    return Taken(
        each.id, each.subject, each.field, value, "figure:internal_loss + figure:external_loss", said, verified
    )


def _passed(each: Takeover, source: _Source) -> Taken | None:
    """Units that were not defective, of all units, as a percentage."""
    dpmo = source.figure("sigma")
    if dpmo is None:
        return None
    value = _percent(1 - dpmo / 1_000_000)
    return Taken(
        each.id, each.subject, each.field, value, "figure:sigma", f"{_text(dpmo)} dpmo", source.verified("sigma")
    )


def _case_field(name: str) -> Callable[[Takeover, _Source], Taken | None]:
    def read(each: Takeover, source: _Source) -> Taken | None:
        value = source.review.state.get(Place("case", name))
        if value is None or value.value is None or value.conflict:
            return None
        verified = source.stage is not Stage.SELF and not _of_package(source, name)
        return Taken(each.id, each.subject, each.field, value.value, f"case/{name}", stands(value.value), verified)

    return read


def _of_package(source: _Source, name: str) -> bool:
    """Whether a value still is what the enterprise's own package said."""
    folded = source.review.state.get(Place("case", name))
    return folded is not None and folded.heads[-1].origin.startswith("import:")


def _level(each: Takeover, source: _Source) -> Taken | None:
    """The level that the team concluded, else the computed one where it is one level."""
    concluded = conclusion_of(source.review.state)
    level = concluded.get("level") if concluded is not None else source.assessment.grade.level
    if not isinstance(level, int):
        return None
    said = f"{level} ({'concluded' if concluded is not None else 'computed'})"
    return Taken(each.id, each.subject, each.field, f"l{level}", "grade", said, concluded is not None)


_RULES: Mapping[str, Callable[[Takeover, _Source], Taken | None]] = {
    "loss-rates": _losses,
    "pass-rate": _passed,
    "employees": _case_field("employees"),
    "output-value": _case_field("output_value"),
    "level": _level,
}


def _percent(value: Fraction) -> str:
    return _text(value * 100)


def _text(value: Fraction) -> str:
    """A number as a decimal, exact where it has one of at most twelve digits."""
    context = Context(prec=_DIGITS, rounding=ROUND_HALF_EVEN)
    return plain_text_of(context.divide(Decimal(value.numerator), Decimal(value.denominator)).normalize(context))
