"""A note in the making: it is recorded at every pause, so that neither closing the field nor a crash loses it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from qmdesk.model.canonical import Json
from qmdesk.model.journal import Edit, Place
from qmdesk.ui.evidence.keys import evidence_of
from qmdesk.ui.evidence.work import picture_evidence, png_of
from qmdesk.ui.hub import Hub
from qmdesk.ui.pages.records_of import added, removed
from qmdesk.ui.words import tr

#: What a note is where nobody says otherwise.
USUAL = "observation"
#: The fields of a finding that a note fills.
SAID = ("text", "kind", "place", "binds", "stop")


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
    """The one draft of a review. What is set aside is in the case as a note that belongs nowhere yet; ``key`` is its
    finding, "" where nothing of it is recorded. ``moved`` tells that it came or went, ``closing`` that
    the case is about to be closed."""

    moved = Signal()
    closing = Signal()

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        self._hub = hub
        self.note = Note()
        self.key = ""
        hub.closing.connect(self._end)

    def _end(self) -> None:
        """The case is closed: the field gives what stands in it first."""
        self.closing.emit()
        self.keep()

    def hold(self, note: Note) -> None:
        """Set a note aside: it is recorded as far as it goes, so that nothing takes it away any more."""
        self.note = note
        if note.empty and self.key and not self.pictures:
            self._drop()
        else:
            self.save(note)
        self.moved.emit()

    @property
    def pictures(self) -> int:
        """How many pictures of it are in the case."""
        return len(evidence_of(self._hub, f"finding:{self.key}")) if self.key else 0

    def take_up(self) -> Note:
        """The draft as the case has it now; an empty one where it was deleted or merged meanwhile."""
        hub, subject = self._hub, f"finding:{self.key}"
        if not self.key:
            return self.note
        if self.key not in hub.keys("finding") or hub.text(subject, "merged_into"):
            self.key, self.note = "", Note()
            return self.note
        said = {name: hub.text(subject, name) for name in SAID}
        said["text"] = "" if said["text"] == tr("（见图）") else said["text"]
        self.note = Note(**said, images=self.note.images)
        return self.note

    def save(self, note: Note) -> str:
        """Record what of a note isn't yet, with its pictures, as one batch; the key of its finding, or "" where there
        is nothing, or the case refused: then it stays here, and is recorded with the next."""
        self.note, hub = note, self._hub
        if (note.empty and not self.pictures) or not hub.writable or "finding" not in hub.form.records:
            return self.key
        key, edits = self._edits(note)
        blobs = []
        for number, image in enumerate(note.images, self.pictures + 1):
            made, now = png_of(image), hub.session.now()[:19]
            name = tr("现场图 {time} {n}.png", time=now.replace("T", " ").replace(":", "-"), n=number)
            taken = picture_evidence(made, name, f"finding:{key}", hub.stage, hub.author, now)
            edits += [each for each in taken.edits if isinstance(each, Edit)]
            blobs += taken.blobs
        if edits and not hub.record(edits, blobs):
            return ""
        self.key, self.note = key, replace(note, images=())
        return key

    def _edits(self, note: Note) -> tuple[str, list[Edit]]:
        said = {name: getattr(note, name).strip() for name in SAID}
        said["text"] = said["text"] or tr("（见图）")
        if not self.key:
            return added(self._hub, "finding", first_values(self._hub, **said))
        subject, fields = f"finding:{self.key}", self._hub.form.records["finding"].fields
        return self.key, [
            Edit(Place(subject, name), value or None)
            for name, value in said.items()
            if name in fields and value != self._hub.text(subject, name)
        ]

    def keep(self) -> str:
        """Record the note, and begin a new one after it; its key, or "" where there is none or the case refused."""
        note = self.note
        if note.empty and not self.key:
            return ""
        done = self.save(note)
        if done:
            self.key, self.note = "", replace(Note(), place=note.place, stop=note.stop)
            self.moved.emit()
        return done

    def _drop(self) -> None:
        """What was written was deleted again."""
        if self._hub.writable and self._hub.record(removed(self._hub, "finding", self.key)):
            self.key = ""


def drafts_of(hub: Hub) -> Drafts:
    """The one draft keeper of a review."""
    found = hub.findChild(Drafts)
    return found if isinstance(found, Drafts) else Drafts(hub)
