"""Set one place from typed text: the way of the ``set`` command, and of any screen's text field."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from difflib import get_close_matches

from qmdesk.formdef import fields
from qmdesk.formdef.types import Field, Form
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.model.problem import Problem, Refused, Severity
from qmdesk.review.session import Recorded, ReviewSession


def edit_of(
    form: Form, subject: str, name: str, text: str, *, stage: Stage = Stage.ONSITE, author: str = "", reason: str = ""
) -> tuple[Edit, tuple[Problem, ...]]:
    """The edit that a typed text means, and warnings about it.

    An empty text clears the place. Raises Refused: unknown-subject, unknown-field (with what is known), the field
    type's own problem, not-applicable-needs-reason, not-applicable-core.
    """
    declared = field_of(form, subject, name)
    where = f"{subject}/{name}"
    value: Json = None
    warnings: tuple[Problem, ...] = ()
    if text.strip():
        value, problem = fields.parse_text(declared, text)
        if problem is not None and problem.severity is Severity.ERROR:
            raise Refused(problem.at(where))
        warnings = (problem.at(where),) if problem is not None else ()
    if subject.startswith("item:") and name == "applicable" and value is False:
        _guard_not_applicable(form, subject, reason)
    place = Place(subject, name, str(stage) if declared.staged else "", author if declared.authored else "")
    raw = text if value is not None and text != value else ""
    return Edit(place, value, raw=raw, reason=reason, author=author), warnings


def set_text(
    session: ReviewSession,
    subject: str,
    name: str,
    text: str,
    *,
    stage: Stage = Stage.ONSITE,
    author: str = "",
    reason: str = "",
) -> tuple[Recorded, tuple[Problem, ...]]:
    """Parse and record one typed text. Raises Refused as :func:`edit_of` and the session do, and where the value can't
    be beside its neighbour of the same stage: passed-above-submitted, defective-above-units, limits-not-in-order."""
    edit, warnings = edit_of(
        session.form, subject, name, text, stage=stage, author=author or session.who.author, reason=reason
    )
    _guard_pair(session, edit)
    if warnings and _unit_stands(session, edit.place):
        warnings = tuple(each for each in warnings if each.code != "money-unit-assumed")
    return session.record(edit), warnings


#: Fields of one record that bound each other: the smaller one, the larger one, what it is called when they don't.
_PAIRS = {
    "step": ("passed", "submitted", "passed-above-submitted"),
    "defect": ("defective", "units", "defective-above-units"),
    "characteristic": ("lsl", "usl", "limits-not-in-order"),
}


def _guard_pair(session: ReviewSession, edit: Edit) -> None:
    kind = edit.place.subject.partition(":")[0]
    if kind not in _PAIRS or edit.place.name not in _PAIRS[kind][:2] or edit.value is None:
        return
    *names, code = _PAIRS[kind]
    small, large = (
        edit.value if name == edit.place.name else _standing(session, replace(edit.place, name=name)) for name in names
    )
    if small is None or large is None:
        return
    low, high = Decimal(str(small)), Decimal(str(large))
    if low > high or (low == high and code == "limits-not-in-order"):
        raise Refused(
            Problem(code, f"{edit.place.subject}/{edit.place.name}", {"small": str(small), "large": str(large)})
        )


def _unit_stands(session: ReviewSession, place: Place) -> bool:
    """Whether the record's own unit field speaks for an amount that was typed without one."""
    return place.name == "cost" and _standing(session, replace(place, name="unit")) is not None


def _standing(session: ReviewSession, place: Place) -> Json:
    folded = session.state.get(place)
    return None if folded is None or folded.conflict else folded.value


def field_of(form: Form, subject: str, name: str) -> Field:
    """The declaration of a subject's field. Raises Refused(unknown-subject) or Refused(unknown-field)."""
    kind, _, key = subject.partition(":")
    record = form.records.get(kind)
    if record is None or (kind == "case") == bool(key):
        near = get_close_matches(kind, form.records, 3)
        raise Refused(Problem("unknown-subject", subject, {"known": ", ".join(near or form.records)}))
    _guard_key(form, kind, key, subject)
    found = fields.field_of(form, kind, name, key)
    if found is None:
        raise Refused(Problem("unknown-field", f"{subject}/{name}", {"known": ", ".join(record.fields)}))
    return found


def _guard_key(form: Form, kind: str, key: str, subject: str) -> None:
    known: list[str] = []
    if kind == "item":
        known = [item.id for item in form.items]
    elif kind == "figure":
        known = [figure.id for figure in form.figures] + [figure.id for figure in form.recorded]
    elif kind == "reading":
        known = [reading.id for reading in form.readings]
    if known and key not in known:
        near = get_close_matches(key, known, 3, 0.4)
        raise Refused(Problem("unknown-subject", subject, {"known": ", ".join(near or known)}))


def _guard_not_applicable(form: Form, subject: str, reason: str) -> None:
    if not reason.strip():
        raise Refused(Problem("not-applicable-needs-reason", subject))
    if form.item(subject.partition(":")[2]).core:
        raise Refused(Problem("not-applicable-core", subject))
