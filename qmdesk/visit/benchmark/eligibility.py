"""Whether an applicant meets the conditions of its edition: what the records show, and what an examiner found.

A condition that records can tell is computed; one that needs other registers stays unclear until an examiner says so.
What an examiner says stands; where the records say otherwise both are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from qmdesk.formdef.benchmark import Benchmark, Condition
from qmdesk.grading.records import Index
from qmdesk.model.canonical import Json
from qmdesk.visit.benchmark.numbers import figures

YES, NO, UNCLEAR, NOT_ASKED = "yes", "no", "unclear", "not-asked"
#: Scopes that go on to the national list.
NATIONAL = frozenset({"nation", "both"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """``computed`` is what the records show, ``said`` what the examiner recorded (""), ``because`` a code with
    ``details``; ``lacking`` are kinds of evidence that no enclosure is there for."""

    condition: Condition
    computed: str
    said: str
    because: str
    details: Mapping[str, str]
    lacking: tuple[str, ...]

    @property
    def met(self) -> str:
        """The examiner's word, else what the records show."""
        if self.computed == NOT_ASKED:
            return NOT_ASKED
        return self.said if self.said in {YES, NO} else self.computed

    @property
    def contradicts(self) -> bool:
        """Whether the examiner says the opposite of the records."""
        return {self.said, self.computed} == {YES, NO}


Told = tuple[str, str, dict[str, str]]


def eligibility(made: Benchmark, found: Index) -> tuple[Verdict, ...]:
    """Every condition of the edition, judged."""
    there = {each.text("kind") for each in found.records("enclosure")}
    verdicts: list[Verdict] = []
    for condition in made.conditions:
        computed, because, details = _computed(made, condition, found)
        said = found.record("condition", condition.id).text("met")
        lacking = tuple(each for each in condition.evidence if each not in there)
        if lacking and len(lacking) < len(condition.evidence):
            lacking = ()  # any one of the kinds named proves it
        verdicts.append(Verdict(condition, computed, said, because, details, lacking))
    return tuple(verdicts)


def application_day(made: Benchmark, found: Index) -> str:
    """The day that conditions are held against: when the form was filled in, else the deadline."""
    return found.record("case").text("filled_on") or made.deadline


def _computed(made: Benchmark, condition: Condition, found: Index) -> Told:
    if condition.national and found.record("case").text("scope") not in NATIONAL:
        return NOT_ASKED, "national-only", {}
    rule = _RULES.get(condition.rule)
    return rule(made, condition, found) if rule is not None else (UNCLEAR, "needs-examiner", {})


def _registered(made: Benchmark, condition: Condition, found: Index) -> Told:
    code = found.record("case").text("credit_code")
    if not code:
        return UNCLEAR, "code-missing", {}
    if condition.region and not code[2:8].startswith(condition.region):
        return NO, "code-elsewhere", {"division": code[2:8], "region": condition.region}
    return YES, "code-right", {"code": code}


def _profits(made: Benchmark, condition: Condition, found: Index) -> Told:
    """Every year above zero; ``sound`` asks for an explanation of a loss instead of ruling it out."""
    known = figures(made, found.record("indicator", "profit"))
    wanted = {year: known[year] for year in made.years[-condition.years :]}
    missing = [str(year) for year, value in wanted.items() if value is None]
    losses = [str(year) for year, value in wanted.items() if value is not None and value <= 0]
    if losses:
        return (NO if condition.rule == "profits" else UNCLEAR), "profit-not-above-zero", {"years": "/".join(losses)}
    if missing:
        return UNCLEAR, "profit-missing", {"years": "/".join(missing)}
    return YES, "profit-above-zero", {"years": "/".join(map(str, wanted))}


def _iso(made: Benchmark, condition: Condition, found: Index) -> Told:
    case, day = found.record("case"), application_day(made, found)
    until, since = case.text("iso_until"), case.text("iso_from")
    if case.flag("iso9001") is False:
        return NO, "iso-none", {}
    if not until:
        return UNCLEAR, "iso-date-missing", {}
    if until < day or (since and since > day):
        return NO, "iso-out-of-date", {"from": since or "—", "until": until, "day": day}
    return YES, "iso-in-force", {"until": until, "day": day}


def _sharing(made: Benchmark, condition: Condition, found: Index) -> Told:
    signed = found.record("case").flag("commitment_signed")
    return (YES, "letter-signed", {}) if signed else (UNCLEAR, "letter-open", {})


def _direction(made: Benchmark, condition: Condition, found: Index) -> Told:
    one = found.record("case").text("direction")
    return (YES, "one-direction", {}) if one else (UNCLEAR, "direction-missing", {})


def _provincial(made: Benchmark, condition: Condition, found: Index) -> Told:
    year = found.record("case").text("provincial_year")
    if not year:
        return UNCLEAR, "provincial-missing", {}
    return (NO, "provincial-none", {}) if year == "no" else (YES, "provincial-listed", {"year": year.removeprefix("y")})


_RULES: Mapping[str, Callable[[Benchmark, Condition, Index], Told]] = {
    "registered": _registered,
    "profits": _profits,
    "sound": _profits,
    "iso-valid": _iso,
    "sharing": _sharing,
    "one-direction": _direction,
    "provincial-first": _provincial,
}


def preferred(made: Benchmark, level: Json) -> bool:
    """Whether a level of the capability review (``l2``) gives preference in this edition."""
    return isinstance(level, str) and level[1:].isdigit() and int(level[1:]) >= made.preference_level
