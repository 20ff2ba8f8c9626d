"""A case whose every text is one that something somewhere takes for more than text: each field of each record."""

from __future__ import annotations

from collections.abc import Iterator

from qmdesk.casefile.case import Blob
from qmdesk.formdef.types import Form
from qmdesk.model.journal import Edit, Place
from qmdesk.review.session import ReviewSession
from tests.hostile.nasty import LONG, NASTY

TEXTS = {"text", "long_text"}
#: Fields that name another record; a text there would only be a record that is not shown.
REFERENCES = {
    "binds", "characteristic", "suggestion", "interview", "trace", "document", "member", "meeting", "merged_into",
    "stop", "rules", "phases", "drawn", "strata", "seed", "marks", "parts", "operators", "previous_levels", "policy",
}  # fmt: skip
PHOTO = b"\xff\xd8\xff\xe0" + bytes(range(200)) + b"\xff\xd9"
ONE = frozenset({"case", "item", "figure", "reading"})


def hostile_edits(form: Form) -> Iterator[Edit]:
    """Two records of each kind, and each text of the case, its items and figures."""
    number = 0
    for subject in _subjects(form):
        kind = subject.partition(":")[0]
        for name, field in form.records[kind].fields.items():
            if field.type in TEXTS and name not in REFERENCES:
                text = LONG if number % 97 == 28 and field.type == "long_text" else NASTY[number % len(NASTY)]
                yield Edit(Place(subject, name, "onsite" if field.staged else ""), text, author="<b>王</b>工")
                number += 1


def _subjects(form: Form) -> Iterator[str]:
    yield "case"
    yield from (f"item:{each.id}" for each in form.items)
    yield from (f"figure:{each.id}" for each in form.figures)
    for kind in form.records:
        if kind not in ONE:
            yield from (f"{kind}:k{number}" for number in range(2))


def fill(session: ReviewSession) -> None:
    """Fill a case; what belongs to something belongs to the first item, the first record."""
    form = session.form
    photo = Blob(PHOTO, "image/jpeg")
    item = f"item:{form.items[0].id}"
    links = {"characteristic": "k0", "suggestion": "k0", "interview": "k0", "trace": "k0", "binds": item}
    edits = list(hostile_edits(form))
    for kind, record in form.records.items():
        for name in links.keys() & record.fields.keys():
            if kind not in ONE:
                stage = "onsite" if record.fields[name].staged else ""
                edits += [Edit(Place(f"{kind}:k{number}", name, stage), links[name]) for number in range(2)]
    edits += [Edit(Place(f"evidence:k{number}", "file"), photo.sha256) for number in range(2)]
    session.record(edits, blobs=[photo]).wait()
