"""The case of an enterprise of a programme's roster: made in one step, with what the roster knows of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from qmdesk.formdef import fields
from qmdesk.formdef.types import Form
from qmdesk.model.journal import Edit, Place
from qmdesk.review.begin import begin
from qmdesk.review.session import Clock, ReviewSession, Who, wall_clock


def begin_row(
    path: Path,
    form: Form,
    who: Who,
    enterprise: str,
    credit_code: str,
    values: Mapping[str, str | bool],
    *,
    clock: Clock = wall_clock,
) -> ReviewSession:
    """Make a case file, open it, and fill in what the form has a field for. Raises Refused as :func:`begin`."""
    session = begin(path, form, who, enterprise=enterprise, credit_code=credit_code, clock=clock)
    try:
        edits = [
            Edit(Place("case", name), value, origin="import:roster")
            for name, value in values.items()
            if value != "" and fields.field_of(form, "case", name) is not None
        ]
        session.record(edits).wait()
    except BaseException:
        session.close()
        raise
    return session
