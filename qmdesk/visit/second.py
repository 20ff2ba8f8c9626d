"""The second review of a case: what it begins from, what it may change, and where it differs from the on-site review.

It begins from the package or the case of the first review, which stays as it was: the second team's ratings and data
belong to the stage ``second``. Data that it did not check again are taken over from the on-site stage; ratings never.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qmdesk.formdef.types import Form
from qmdesk.grading.records import Index, index
from qmdesk.model.answers import Answers
from qmdesk.model.assessment import Assessment
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Edit, Place, Stage, State
from qmdesk.model.problem import Problem
from qmdesk.visit.conflicts import plain

#: Where the beginning of a second review stands, and the conclusions of both.
BEGUN, CONCLUDED = Place("case", "second_review"), Place("case", "concluded")
#: The on-site level from which a second review is held (MIIT's notice; Chongqing says "higher" without a figure).
GATE = 3
#: The field of an item or figure that says why the second review differs.
REASON = "second_reason"
#: What the first review settled for the whole case and a second may still add to.
_OPEN_FIELDS = {"coaching": frozenset({"cleared"}), "suggestion": frozenset({"status"})}


@dataclass(frozen=True, slots=True)
class Second:
    """A second review that was begun.

    ``level`` and ``concluded`` are the computed and the concluded level of the first review, ``code`` the short code
    of its journal as taken over, ``report`` the number of its report ("" not given), ``package`` the file name,
    SHA-256 and signer of the package that it came in ("" each where it began in the case itself), ``reason`` why it
    was begun although ``against`` (codes of what stood in the way), ``heads`` the end of each log.
    """

    institution: str
    level: int | None
    concluded: int | None
    first_institution: str
    code: str
    report: str
    package: str
    sha256: str
    signer: str
    reason: str
    against: tuple[str, ...]
    at: str
    heads: Mapping[str, int]


def second_of(state: State) -> Second | None:
    """The second review of a case, or None."""
    found = state.get(BEGUN)
    value = found.value if found is not None else None
    if not isinstance(value, Mapping):
        return None
    heads, against = value.get("heads"), value.get("against")
    pairs = heads if isinstance(heads, list | tuple) else ()
    return Second(
        institution=_text(value, "institution"),
        level=_level(value, "level"),
        concluded=_level(value, "concluded"),
        first_institution=_text(value, "first_institution"),
        code=_text(value, "code"),
        report=_text(value, "report"),
        package=_text(value, "package"),
        sha256=_text(value, "sha256"),
        signer=_text(value, "signer"),
        reason=_text(value, "reason"),
        against=tuple(str(each) for each in against) if isinstance(against, list | tuple) else (),
        at=_text(value, "at"),
        heads={str(each[0]): int(str(each[1])) for each in pairs if isinstance(each, list | tuple) and len(each) == 2},
    )


def conclusion_in_force(state: State) -> Mapping[str, object] | None:
    """What was fixed last; while a second review is under way the conclusion of the first doesn't close the case."""
    found = state.get(CONCLUDED)
    value = found.value if found is not None else None
    if not isinstance(value, Mapping):
        return None
    return None if second_of(state) is not None and value.get("stage") != Stage.SECOND else value


def first_conclusion(state: State) -> Mapping[str, object] | None:
    """The conclusion of the on-site review, where it is the one on record."""
    found = state.get(CONCLUDED)
    value = found.value if found is not None else None
    return value if isinstance(value, Mapping) and value.get("stage") == Stage.ONSITE else None


def in_the_way(level: int | None, *, concluded: bool) -> tuple[Problem, ...]:
    """What speaks against beginning a second review: all of it can be overridden by a reason, which is kept."""
    found: list[Problem] = []
    if not concluded:
        found.append(Problem("second-first-open", "case/concluded"))
    if level is None:
        found.append(Problem("second-no-level", "case/concluded", {"gate": GATE}))
    elif level < GATE:
        found.append(Problem("second-below-gate", "case/concluded", {"level": level, "gate": GATE}))
    return tuple(found)


def fixed(state: State, edits: Iterable[Edit]) -> tuple[Place, ...]:
    """The places among the edits that belong to the first review and are not the second's to change."""
    second = second_of(state)
    if second is None:
        return ()
    subjects: dict[str, bool] = {}
    return tuple(each.place for each in edits if not _allowed(state, each.place, second, subjects))


def _allowed(state: State, place: Place, second: Second, subjects: dict[str, bool]) -> bool:
    if place.stage:
        return place.stage == Stage.SECOND
    if place.kind in {"rectification", "verification"} or place == CONCLUDED:
        return True
    if place.kind == "case" or place.name in _OPEN_FIELDS.get(place.kind, ()):
        return place.kind != "case" or place.name in {"note", "policy"}
    if place.subject not in subjects:
        subjects[place.subject] = any(
            head.seq <= second.heads.get(head.device, 0)
            for each, folded in state.items()
            if each.subject == place.subject
            for head in folded.heads
        )
    return not subjects[place.subject]


# -- differences -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """One item or figure at the three stages; a level is None where there is no one level. ``checked`` tells whether
    the second review has data or a rating of its own; ``reason`` why it differs."""

    subject: str
    own: int | None
    onsite: int | None
    second: int | None
    checked: bool
    reason: str

    @property
    def differs(self) -> bool:
        return self.onsite is not None and self.second is not None and self.onsite != self.second

    @property
    def unexplained(self) -> bool:
        return self.differs and not self.reason.strip()


def lines(
    form: Form, state: State, assessments: Mapping[Stage, Assessment], answers: Mapping[Stage, Answers]
) -> tuple[Line, ...]:
    """Every item and every gated figure, in the order of the form; figures stand after the items."""
    made: list[Line] = []
    for at, item in enumerate(form.items):
        levels = [
            found.items[at].span.level if found is not None and found.items[at].answered else None
            for found in map(assessments.get, Stage)
        ]
        made.append(_line(state, f"item:{item.id}", levels, checked=levels[2] is not None))
    over = answers[Stage.SECOND].unverified if Stage.SECOND in answers else frozenset[str]()
    for at, figure in enumerate(form.figures):
        levels = [None if found is None else found.figures[at].span.level for found in map(assessments.get, Stage)]
        checked = Stage.SECOND in answers and figure.id not in over and _own_data(state, figure.id)
        made.append(_line(state, f"figure:{figure.id}", levels, checked=checked))
    return tuple(made)


def _line(state: State, subject: str, levels: Sequence[int | None], *, checked: bool) -> Line:
    said = state.get(Place(subject, REASON, str(Stage.SECOND)))
    reason = said.value if said is not None and isinstance(said.value, str) else ""
    return Line(subject, levels[0], levels[1], levels[2], checked, reason)


#: Kinds of records behind each figure.
_BEHIND = {"fpy": "step", "cpk": "characteristic", "sigma": "defect", "internal_loss": "loss", "external_loss": "loss"}


def _own_data(state: State, figure: str) -> bool:
    """Whether the second review said anything of a figure or the records behind it."""
    kind = _BEHIND.get(figure, "")
    return any(
        place.stage == Stage.SECOND
        and place.name != REASON
        and folded.value is not None
        and (place.subject == f"figure:{figure}" or (place.kind == kind and _of_figure(state, place, figure)))
        for place, folded in state.items()
    )


def _of_figure(state: State, place: Place, figure: str) -> bool:
    if place.kind != "loss":
        return True
    for stage in reversed(Stage):
        found = state.get(Place(place.subject, "kind", str(stage)))
        if found is not None and found.value is not None:
            return found.value == figure.removesuffix("_loss")
    return False


# -- the team ----------------------------------------------------------------------------------------


def team_problems(form: Form, state: State, second: Second) -> tuple[Problem, ...]:
    """Who may not review the case again: whoever assessed it first, and the institution that did."""
    found = index(state, Stage.SECOND)
    first = _first_team(form, state, found)
    made: list[Problem] = []
    reviewers = [each for each in found.records("member") if each.text("role") == "second_reviewer"]
    if not reviewers:
        made.append(Problem("no-second-reviewer", "member"))
    for each in reviewers:
        name = each.text("name")
        if plain(name) and plain(name) in first:
            made.append(Problem("second-reviewer-was-first", f"member:{each.key}", {"name": name}))
    named = {plain(each.text("name")) for each in reviewers}
    others = [each for each in dict.fromkeys(_authors(state, Stage.SECOND)) if plain(each) in first - named]
    made += [Problem("second-reviewer-was-first", "member", {"name": each}) for each in others]
    if second.institution and plain(second.institution) == plain(second.first_institution):
        made.append(Problem("second-same-institution", "case/second_review", {"name": second.institution}))
    return tuple(made)


def _first_team(form: Form, state: State, found: Index) -> frozenset[str]:
    named = [each.text("name") for each in found.records("member") if each.text("role") in {"lead", "assessor"}]
    return frozenset(plain(each) for each in (*named, *_authors(state, Stage.ONSITE)) if plain(each))


def _authors(state: State, stage: Stage) -> Iterable[str]:
    return (place.author for place, folded in state.items() if place.stage == stage and place.author and folded.value)


def _text(value: Mapping[str, Json], name: str) -> str:
    found = value.get(name)
    return found if isinstance(found, str) else ""


def _level(value: Mapping[str, Json], name: str) -> int | None:
    found = value.get(name)
    return found if isinstance(found, int) and not isinstance(found, bool) else None
