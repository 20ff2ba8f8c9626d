"""From the folded state of a case to the answers of one stage, which is all that a grade is made from.

Data fields fall back to earlier stages; ratings and "not applicable" don't: each stage judges for itself. An item's
level is what the team agreed, else its assessors' common rating, else every level that was given. A
conflict in data that decides makes its figure open; a conflict over names and remarks doesn't.
"""

from __future__ import annotations

from collections.abc import Iterable

from qmdesk.formdef.types import REVIEW, Form
from qmdesk.grading.answers_of_figures import figures_of
from qmdesk.grading.records import Index, Record, index
from qmdesk.model.answers import Answers, ItemAnswer, RecordedFigure
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Folded, Stage
from qmdesk.model.problem import Problem, Refused
from qmdesk.model.snapshot import Snapshot

#: The three years of a recorded figure, oldest first.
YEARS = ("year_1", "year_2", "year_3")


def guard_review(form: Form) -> None:
    """Raises Refused(form-not-a-review) for a form of another kind than a review's."""
    if form.kind != REVIEW:
        raise Refused(Problem("form-not-a-review", "", {"form": f"{form.id}/{form.edition}"}))


def answers_of(form: Form, snapshot: Snapshot, stage: Stage = Stage.ONSITE) -> Answers:
    """All answers of a stage. Goes through the state once: it runs after every keystroke.

    Raises Refused(form-not-a-review) for a case of another kind, which has nothing to grade.
    """
    guard_review(form)
    found = index(snapshot.state, stage)
    figures = figures_of(form, found, snapshot.readings)
    return Answers(
        items=_items(form, found),
        sigma=figures.sigma,
        cpk=figures.cpk,
        fpy=figures.fpy,
        internal_loss=figures.internal_loss,
        external_loss=figures.external_loss,
        recorded=_recorded(form, found),
        conflicted=figures.conflicted,
        unverified=figures.unverified,
        readings=_settled(form, found),
        with_evidence=True,
        noted=figures.noted,
    )


def _items(form: Form, found: Index) -> dict[str, ItemAnswer]:
    evidence = _evidence(found)
    known = found.kinds.get("item", {})
    answers: dict[str, ItemAnswer] = {}
    for item in form.items:
        pieces = evidence.get(item.id, 0)
        if item.id in known or pieces:
            answers[item.id] = _item(form, found, item.id, pieces)
    return answers


def _item(form: Form, found: Index, item_id: str, pieces: int) -> ItemAnswer:
    claimed = None
    if found.stage is not Stage.SELF:
        claimed = max(_levels(found, item_id, Stage.SELF), default=None)
    applicable = found.own("item", item_id, "applicable")
    levels = _levels(found, item_id, found.stage)
    if applicable is not None and applicable.conflict:
        levels = tuple(level.number for level in form.levels)
    elif applicable is not None and applicable.value is False:
        return ItemAnswer((), False, applicable.heads[-1].reason, claimed, pieces)
    return ItemAnswer(levels, True, "", claimed, pieces)


def _levels(found: Index, item_id: str, stage: Stage) -> tuple[int, ...]:
    """The levels that are possible on what a stage recorded, lowest first."""
    agreed = found.own("item", item_id, "agreed", stage)
    settled = _numbers([agreed] if agreed is not None else [])
    if settled and agreed is not None and None not in agreed.values:
        return settled
    unsigned = found.own("item", item_id, "level", stage)
    ratings = [*found.ratings.get(f"{item_id}@{stage}", []), *([unsigned] if unsigned is not None else [])]
    return tuple(sorted({*settled, *_numbers(ratings)}))


def _numbers(places: Iterable[Folded]) -> tuple[int, ...]:
    values: set[Json] = {value for place in places for value in place.values if isinstance(value, int)}
    return tuple(sorted(value for value in values if isinstance(value, int) and not isinstance(value, bool)))


def _evidence(found: Index) -> dict[str, int]:
    """Pieces of evidence by the item they are bound to; those of a later stage don't count yet."""
    late = {str(stage) for stage in Stage} - {str(found.stage), *map(str, found.stage.fallbacks)}
    counts: dict[str, int] = {}
    for record in found.records("evidence"):
        if record.text("stage") in late:
            continue
        bound = record.text("binds").removeprefix("item:")
        counts[bound] = counts.get(bound, 0) + 1
    return counts


def _recorded(form: Form, found: Index) -> dict[str, RecordedFigure]:
    answers: dict[str, RecordedFigure] = {}
    for figure in form.recorded:
        record = found.record("figure", figure.id)
        values = {year: value for year in YEARS if (value := record.decimal(year)) is not None}
        source, method = record.text("source"), record.text("method")
        if values or source or method:
            answers[figure.id] = RecordedFigure(values, source, method)
    return answers


def _settled(form: Form, found: Index) -> dict[str, str]:
    """The option chosen for each settled reading; one in conflict is not chosen."""
    records: dict[str, Record] = {reading.id: found.record("reading", reading.id) for reading in form.readings}
    return {key: option for key, record in records.items() if (option := record.text("option", deciding=True))}
