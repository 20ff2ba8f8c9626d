"""Records of a visit as an index, written as nested dictionaries."""

from __future__ import annotations

from collections.abc import Mapping

from qmdesk.grading.records import Index, index
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Entry, Folded, Place, Stage

Fields = Mapping[str, Json]


def index_of(records: Mapping[str, Fields], stage: Stage = Stage.ONSITE) -> Index:
    """``{"gauge:g1": {"name": …}}`` as seen at a stage; every field stands at that stage."""
    state = {
        (place := Place(subject, name, str(stage))): Folded(place, (_entry(subject, name, value),))
        for subject, fields in records.items()
        for name, value in fields.items()
    }
    return index(state, stage)


def _entry(subject: str, name: str, value: Json) -> Entry:
    return Entry("a" * 16, 1, 1, "王工", "", "", subject, name, value, "", "", "", (), "", "")
