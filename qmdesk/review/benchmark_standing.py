"""How far an application is, for people and scripts: lengths, conditions, stages, scores, figures from a review."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from fractions import Fraction

from qmdesk import wording
from qmdesk.grading.records import Record
from qmdesk.report.benchmark.summary import score_line
from qmdesk.review.benchmark import declared, found_in, problems_of
from qmdesk.review.session import ReviewSession
from qmdesk.visit.benchmark.checks import ready
from qmdesk.visit.benchmark.eligibility import Verdict, eligibility, preferred
from qmdesk.visit.benchmark.scoring import Round, rounds, shown
from qmdesk.visit.benchmark.stages import Stand, current, stages
from qmdesk.visit.benchmark.text import Written, experience


@dataclass(frozen=True, slots=True)
class SectionLength:
    """``words`` of the prose as Word counts them, ``whole`` with tables, ``standing`` as the core has it."""

    id: str
    name: str
    words: int
    whole: int
    characters: int
    limit: int
    means: str
    standing: str


@dataclass(frozen=True, slots=True)
class Named:
    """A condition or stage with its result: a code and words."""

    id: str
    name: str
    code: str
    result: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a case is."""

    enterprise: str
    title: str
    edition: str
    ready: bool
    sections: tuple[SectionLength, ...]
    conditions: tuple[Named, ...]
    stages: tuple[Named, ...]
    stage: str
    scores: tuple[str, ...]
    rounds: tuple[Mapping[str, object], ...]
    review: Mapping[str, object]
    takeovers: tuple[Mapping[str, object], ...]

    def to_json(self) -> dict[str, object]:
        """As ``benchmark show --json`` gives it."""
        return asdict(self)


def standing(session: ReviewSession, lang: str = "zh-CN") -> Standing:
    """How far the case is. Raises Refused(form-not-a-benchmark)."""
    made, found = declared(session), found_in(session)
    case, at, given = found.record("case"), current(made, found), rounds(made, found)
    level = case.text("review_level")
    return Standing(
        enterprise=case.text("enterprise"),
        title=case.text("title"),
        edition=session.form.edition,
        ready=ready(problems_of(session)),
        sections=tuple(_length(each, lang) for each in experience(made, found)),
        conditions=tuple(_condition(each, lang) for each in eligibility(made, found)),
        stages=tuple(_stage(session, each, lang) for each in stages(made, found)),
        stage=at.step.id if at is not None else "",
        scores=tuple(score_line(session.form, each, lang) for each in given if each.total.n),
        rounds=tuple(_round(each) for each in given),
        review={"case": case.text("review_case"), "level": level, "preferred": preferred(made, level)},
        takeovers=tuple(_taken(each) for each in found.records("takeover")),
    )


def _length(each: Written, lang: str) -> SectionLength:
    section, prose = each.section, each.prose
    name, whole = section.name.in_(lang), each.whole.words
    means = str(section.means)
    return SectionLength(section.id, name, prose.words, whole, prose.characters, section.limit, means, each.standing)


def _condition(each: Verdict, lang: str) -> Named:
    words = wording.say(f"report.benchmark.met-{each.met}", lang)
    return Named(each.condition.id, each.condition.name.in_(lang), each.met, words)


def _stage(session: ReviewSession, each: Stand, lang: str) -> Named:
    choices = session.form.records["stage"].fields["state"].choices
    words = choices[each.state].in_(lang) if each.state in choices else "—"
    return Named(each.step.id, each.step.name.in_(lang), each.state, words)


def _round(each: Round) -> Mapping[str, object]:
    experts = [{"name": one.expert, "total": _number(one.total), "recused": one.recused} for one in each.given]
    spread = {name: _number(getattr(each.total, name)) for name in ("mean", "low", "high")}
    return {"id": each.id, "weighting": each.weighting.id, "experts": experts, **spread, "apart": each.apart}


def _number(value: Fraction | None) -> str | None:
    return None if value is None else shown(value)


def _taken(each: Record) -> Mapping[str, object]:
    names = ("subject", "field", "value", "source_case", "source_field", "source_value")
    return {**{name: each.text(name) for name in names}, "verified": each.flag("verified")}
