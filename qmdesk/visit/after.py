"""After the visit: what was rectified, what was verified, what is due, and what the next review begins from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qmdesk.formdef.types import Form
from qmdesk.grading.records import Index, Record, index
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Edit, Place, Stage, State
from qmdesk.model.keys import key_for

OPEN, PARTLY, CLOSED = "open", "partly", "closed"
VERDICTS = (CLOSED, PARTLY, OPEN)
#: Facts of the enterprise and of the scope that hold until somebody says otherwise.
_KEPT = (
    "enterprise", "credit_code", "region", "address", "trade", "products", "size", "employees", "specialised",
    "contact", "contact_phone", "representative", "authority", "site", "family", "policy",
)  # fmt: skip
#: The class of an enterprise that was assessed in an earlier year and comes again (进阶提升类).
ADVANCING = "advancing"
#: What is agreed of a characteristic; not its data.
_AGREED = ("name", "unit", "family", "step", "lsl", "usl", "target", "key", "gauge")


@dataclass(frozen=True, slots=True)
class Round:
    """One step in the life of a suggestion: ``kind`` is rectification or verification."""

    kind: str
    key: str
    day: str
    by: str
    verdict: str
    text: str


@dataclass(frozen=True, slots=True)
class Due:
    """A suggestion that isn't closed. ``days`` until it is due, negative where overdue, None where it has no date."""

    key: str
    binds: str
    action: str
    owner: str
    due: str
    days: int | None
    status: str

    @property
    def overdue(self) -> bool:
        return self.days is not None and self.days < 0


def rounds(found: Index, suggestion: str) -> tuple[Round, ...]:
    """What was done about a suggestion and what was found, in order of the days; what has no day stands as recorded."""
    made: list[Round] = []
    for each in found.records("rectification"):
        if each.text("suggestion") == suggestion:
            day = each.text("received_on") or each.text("done_on")
            made.append(Round("rectification", each.key, day, each.text("by"), "", each.text("done")))
    for each in found.records("verification"):
        if each.text("suggestion") == suggestion:
            verdict = each.text("verdict")
            made.append(
                Round("verification", each.key, each.text("day"), each.text("by"), verdict, each.text("reason"))
            )
    return tuple(sorted(made, key=lambda each: (each.day, each.kind == "verification")))


def unverified(found: Index, suggestion: str) -> bool:
    """Whether something came in for a suggestion after it was verified last."""
    last = rounds(found, suggestion)
    return bool(last) and last[-1].kind == "rectification"


def verify(suggestion: str, key: str, verdict: str, *, day: str, by: str, reason: str) -> list[Edit]:
    """The edits of one verification; the suggestion's own state follows in the same batch."""
    subject = f"verification:{key}"
    values = {"suggestion": suggestion, "day": day, "by": by, "verdict": verdict, "reason": reason}
    edits = [Edit(Place(subject, name), value) for name, value in values.items() if value]
    return [*edits, Edit(Place(f"suggestion:{suggestion}", "status"), verdict)]


def due_list(found: Index, today: str, within: int | None = None) -> tuple[Due, ...]:
    """The suggestions that aren't closed, the most urgent first; only those overdue or due ``within`` days where given.

    ``today`` as ``2026-08-01``.
    """
    made: list[Due] = []
    for each in found.records("suggestion"):
        status = each.text("status") or OPEN
        if status == CLOSED:
            continue
        due = each.text("due")
        days = _days(today, due)
        if within is None or (days is not None and days <= within):
            made.append(Due(each.key, each.text("binds"), each.text("action"), each.text("owner"), due, days, status))
    return tuple(sorted(made, key=lambda each: (each.days is None, each.days or 0)))


def _days(today: str, due: str) -> int | None:
    try:
        return (date.fromisoformat(due) - date.fromisoformat(today)).days
    except ValueError:
        return None


# -- the next review ---------------------------------------------------------------------------------


def next_review(
    form: Form, state: State, case_id: str, levels: Mapping[str, int], last: Stage = Stage.SECOND
) -> list[Edit]:
    """The first edits of a review that begins from an earlier one: enterprise and scope, key characteristics with their
    limits, the suggestions that aren't closed, the levels of last time as ``case previous_levels``; the enterprise is
    one that comes again, which the team can change.

    ``form`` is the new review's: what it has no field for is left. No data and no rating of last time is taken over.
    """
    found = index(state, last)
    case = found.record("case")
    known = form.records["case"].fields
    edits = [
        Edit(Place("case", name), value) for name in _KEPT if name in known and (value := case.value(name)) is not None
    ]
    edits.append(Edit(Place("case", "previous"), case_id))
    if "class" in known and ADVANCING in known["class"].choices:
        edits.append(Edit(Place("case", "class"), ADVANCING))
    if levels:
        words = "\n".join(f"{name} {level}" for name, level in levels.items())
        edits.append(Edit(Place("case", "previous_levels"), words))
    edits += [edit for each in found.records("characteristic") if each.flag("key") for edit in _characteristic(each)]
    edits += [
        edit for each in found.records("suggestion") if each.text("status") != CLOSED for edit in _suggestion(each)
    ]
    return [replaced for replaced in edits if replaced.place.name in form.records[replaced.place.kind].fields]


def previous_levels(text: str) -> dict[str, int]:
    """The levels of last time by id, as :func:`next_review` wrote them; lines of another shape are left out."""
    pairs = [line.rpartition(" ") for line in text.splitlines()]
    return {name: int(level) for name, _, level in pairs if name and level.isdecimal()}


def _characteristic(record: Record) -> list[Edit]:
    values: dict[str, Json] = {name: record.value(name) for name in _AGREED}
    subject, stage = f"characteristic:{record.key}", str(Stage.ONSITE)
    return [Edit(Place(subject, name, stage), value) for name, value in values.items() if value is not None]


def _suggestion(record: Record) -> list[Edit]:
    names = ("binds", "from_level", "to_level", "action", "owner", "due", "measure", "status", "order")
    subject = f"suggestion:{carried_key(record.key)}"
    edits = [Edit(Place(subject, name), value) for name in names if (value := record.value(name)) is not None]
    return [*edits, Edit(Place(subject, "carried"), True)]


def carried_key(key: str) -> str:
    """The key of a suggestion that was carried over: never that of a new draft for the same gap."""
    return key_for("carried", key)


def closable(form: Form, found: Index) -> Sequence[str]:
    """Keys of all suggestions in the order, and so by the numbers, of the sheet: by dimension, then as ordered."""
    dimensions = [each.id for each in form.dimensions]
    items = {each.id: each.dimension for each in form.items}

    def place(record: Record) -> tuple[int, bool, int]:
        first = record.text("binds").replace(",", " ").partition(" ")[0]
        kind, _, key = first.partition(":")
        dimension = items.get(key, "performance" if kind == "figure" else "")
        at = dimensions.index(dimension) if dimension in dimensions else len(dimensions)
        order = record.value("order")
        return (at, True, 0) if not isinstance(order, int) or isinstance(order, bool) else (at, False, order)

    return [each.key for each in sorted(found.records("suggestion"), key=place)]
