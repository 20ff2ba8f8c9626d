"""States of a case written as nested dictionaries: subject to fields, each where the form says that it stands."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count

from qmdesk.formdef.types import Form
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Entry, Folded, Place, Stage, State

_NUMBERS = count(1)


def state_of(form: Form, said: Mapping[str, Mapping[str, Json]], stage: Stage = Stage.ONSITE) -> State:
    """``{"gauge:g1": {"name": "卡尺"}}``; fields that belong to a stage stand at ``stage``. A field that the form hasn't
    got is an error of the test."""
    state: dict[Place, Folded] = {}
    for subject, fields in said.items():
        kind = subject.partition(":")[0]
        for name, value in fields.items():
            known = form.records[kind].fields
            assert name in known or name == "concluded", f"{kind} has no field {name}"
            place = Place(subject, name, str(stage) if name in known and known[name].staged else "")
            state[place] = Folded(place, (entry_of(place, value),))
    return state


def entry_of(place: Place, value: Json) -> Entry:
    """An entry that says a value at a place; its chain is of no matter here."""
    number = next(_NUMBERS)
    return Entry(
        "a" * 16,
        number,
        number,
        "王工",
        "2026-09-01T09:00:00+08:00",
        "b",
        place.subject,
        place.field,
        value,
        "",
        "",
        "",
        (),
        "",
        "",
    )
