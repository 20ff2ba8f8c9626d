"""A note in the making: what was typed outlives the field it was typed in, and the case is never closed over it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from qmdesk.model.canonical import Json
from qmdesk.model.journal import Edit
from qmdesk.ui.evidence.work import picture_evidence, png_of
from qmdesk.ui.hub import Hub
from qmdesk.ui.pages.records_of import added
from qmdesk.ui.words import tr

#: What a note is where nobody says otherwise.
USUAL = "observation"


@dataclass(frozen=True, slots=True)
class Note:
    """A note as it stands in the field."""

    text: str = ""
    kind: str = USUAL
    place: str = ""
    binds: str = ""
    stop: str = ""
    images: tuple[QImage, ...] = field(default=(), compare=False)

    @property
    def empty(self) -> bool:
        return not self.text.strip() and not self.images


def moment(hub: Hub) -> str:
    """Now, as the case keeps a moment."""
    return hub.session.now()[:16]


def first_values(hub: Hub, **said: Json) -> dict[str, Json]:
    """The fields of a new finding: when and by whom, and what is said."""
    fields = hub.form.records["finding"].fields
    values: dict[str, Json] = {"at": moment(hub), "by": hub.author, **said}
    return {name: value for name, value in values.items() if value not in (None, "") and name in fields}


class Drafts(QObject):
    """The one draft of a review. ``moved`` tells that it came or went."""

    moved = Signal()

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        self._hub = hub
        self.note = Note()
        hub.closing.connect(self.keep)

    def hold(self, note: Note) -> None:
        """Set a note aside as it is."""
        self.note = note
        self.moved.emit()

    def keep(self) -> str:
        """Record the note with its pictures as one batch; its key, or "" where there is none or the case refused."""
        note, hub = self.note, self._hub
        if note.empty or not hub.writable or "finding" not in hub.form.records:
            return ""
        said = note.text.strip() or tr("（见图）")
        values = first_values(
            hub, text=said, kind=note.kind, place=note.place.strip(), binds=note.binds, stop=note.stop
        )
        key, edits = added(hub, "finding", values)
        blobs = []
        for number, image in enumerate(note.images, 1):
            made, now = png_of(image), hub.session.now()[:19]
            name = tr("现场图 {time} {n}.png", time=now.replace("T", " ").replace(":", "-"), n=number)
            taken = picture_evidence(made, name, f"finding:{key}", hub.stage, hub.author, now)
            edits += [each for each in taken.edits if isinstance(each, Edit)]
            blobs += taken.blobs
        if not hub.record(edits, blobs):
            return ""
        self.note = replace(Note(), place=note.place, stop=note.stop)
        self.moved.emit()
        return key


def drafts_of(hub: Hub) -> Drafts:
    """The one draft keeper of a review."""
    found = hub.findChild(Drafts)
    return found if isinstance(found, Drafts) else Drafts(hub)
