"""The one way between screens and the case: edits go down here, facts come up as signals.

No screen calls another. ``changed`` comes as soon as a recording stands in memory, ``saved`` after its COMMIT
returned, ``assessed`` when the grade has been worked out anew (in the pool, coalesced).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from qmdesk.model.answers import Answers
from qmdesk.model.assessment import Assessment
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Changes, Edit, Entry, Folded, Place, Stage
from qmdesk.model.problem import Problem, Refused
from qmdesk.ui import garbage, jobs
from qmdesk.ui.judging import Judging
from qmdesk.ui.recovery import Recovery
from qmdesk.ui.telling import Told
from qmdesk.ui.widgets.committing import commit_typed
from qmdesk.visit.second import conclusion_in_force

if TYPE_CHECKING:
    from qmdesk.casefile.case import Blob
    from qmdesk.review.session import Reading, Recorded, ReviewSession
    from qmdesk.visit.path import StepState

T = TypeVar("T")


class Hub(QObject):
    """A review session as signals. ``stage`` is the stage that screens read and write."""

    saved = Signal(str)  # the time of the COMMIT, HH:MM:SS
    failed = Signal(object)  # tuple[Problem, ...]
    told = Signal(str)  # a sentence for the user, gone after a while
    closing = Signal()  # the case is about to be closed: the last chance to record
    _changed, _assessed, _stage_changed, _committed = Signal(object), Signal(object), Signal(object), Signal(object)

    def __init__(self, session: ReviewSession, stage: Stage = Stage.ONSITE, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.changed = Told(self._changed, lambda one, more: Changes((), one.places | more.places))
        self.assessed, self.stage_changed = Told(self._assessed), Told(self._stage_changed)
        self.session = session
        self.form = session.form
        self.stage = stage
        self.assessment: Assessment | None = None
        self.answers: Answers | None = None
        self.path: tuple[StepState, ...] = ()
        """The steps of the visit as they stood at the last assessment."""
        self._jobs: set[jobs.Job] = set()
        self.drafts: dict[Place, str] = {}
        """Texts that a field could not take; they outlive the widget that they were typed in."""
        self._subjects: dict[str, list[Place]] = {}
        self._indexed = -1
        self._worked_out: dict[str, Any] = {}
        self._closed = False
        self._committed.connect(self._on_committed, Qt.ConnectionType.QueuedConnection)
        self.recovery = Recovery(self)
        self.judging = Judging(self)

    # -- reading ---------------------------------------------------------------------------------

    @property
    def author(self) -> str:
        return self.session.who.author

    @property
    def writable(self) -> bool:
        """Whether anything can be changed: not where the case is read-only or concluded."""
        return not self.session.read_only and self.conclusion is None

    @property
    def own(self) -> bool:
        """Whether an enterprise assesses itself in this case: its own stage only, no assessors, no conclusion."""
        return self.value("case", "purpose") == "self"

    @property
    def practice(self) -> bool:
        """Whether this case is for practising: nothing that comes of it counts."""
        return self.value("case", "purpose") == "practice"

    @property
    def conclusion(self) -> Mapping[str, object] | None:
        """The conclusion in force; the first review's is none while a second review is under way."""
        return conclusion_in_force(self.session.state)

    def folded(self, subject: str, name: str, stage: Stage | None = None, author: str = "") -> Folded | None:
        """What stands at exactly this place."""
        return self.session.state.get(Place(subject, name, str(stage or ""), author))

    def value(self, subject: str, name: str, stage: Stage | None = None, author: str = "") -> Json:
        """The value at exactly this place, or None."""
        found = self.folded(subject, name, stage, author)
        return None if found is None else found.value

    def text(self, subject: str, name: str, stage: Stage | None = None) -> str:
        """A text at this place; empty where there is none."""
        value = self.value(subject, name, stage)
        return value if isinstance(value, str) else ""

    def places(self, subject: str) -> list[Place]:
        """All places of a subject, in order of first appearance."""
        return self._index().get(subject, [])

    def keys(self, kind: str) -> list[str]:
        """Keys of the records of a kind that are there, in order of first appearance; not those that are deleted, or of
        which nothing is left after an undo."""
        start = f"{kind}:"
        return [
            subject[len(start) :] for subject in self._index() if subject.startswith(start) and not self._gone(subject)
        ]

    def _gone(self, subject: str) -> bool:
        state, places = self.session.state, self.places(subject)
        if any(place.name == "deleted" and state[place].value is True for place in places):
            return True
        return all(state[place].value is None and not state[place].conflict for place in places)

    def _index(self) -> dict[str, list[Place]]:
        """Places by subject. Places are only ever added, so their number tells whether the index still holds."""
        state = self.session.state
        if self._indexed != len(state):
            self._subjects = {}
            for place in state:
                self._subjects.setdefault(place.subject, []).append(place)
            self._indexed = len(state)
        return self._subjects

    def once(self, name: str, work: Callable[[], T]) -> T:
        """Work something out once for each change of the case; screens that ask again get the same."""
        if name not in self._worked_out:
            self._worked_out[name] = work()
        found: T = self._worked_out[name]
        return found

    # -- changing --------------------------------------------------------------------------------

    def record(self, edits: Edit | Iterable[Edit], blobs: Sequence[Blob] = ()) -> bool:
        """Record edits as one batch. False where the case refused; ``failed`` says why."""
        return self.do(lambda: self.session.record(edits, blobs=blobs))

    def do(self, use_case: Callable[[], Recorded]) -> bool:
        """Any use case that records: told, saved and judged like an edit. False where it refused."""
        try:
            recorded = use_case()
        except Refused as refused:
            self.failed.emit(refused.problems)
            return False
        self.follow(recorded)
        return True

    def follow(self, recorded: Recorded) -> None:
        """Tell the screens of a recording made elsewhere, and wait for its COMMIT in the background."""
        recorded.saved.add_done_callback(lambda future: self._committed.emit(future.exception()))
        if recorded.changes.entries:
            self.tell(recorded.changes)

    def tell(self, changes: Changes) -> None:
        """Tell the screens that places have changed."""
        self._worked_out.clear()
        self.changed.emit(changes)
        self.judge()

    def undo(self, *, redo: bool = False) -> bool:
        """Set back the last batch of this device, or the last undo."""
        from qmdesk.review import undo as undoing

        try:
            done = undoing.redo(self.session) if redo else undoing.undo(self.session)
        except Refused as refused:
            self.failed.emit(refused.problems)
            return False
        self.follow(done.recorded)
        return True

    def next_undo(self) -> tuple[Entry, ...]:
        """The batch that an undo would set back."""
        from qmdesk.review.undo import next_undo

        return next_undo(self.session)

    def next_steps(self) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
        """The batches that an undo would set back and a redo would bring again; empty where there is none."""
        from qmdesk.review.undo import next_redo, next_undo

        return next_undo(self.session), next_redo(self.session)

    def reload(self, then: Callable[[], object] = lambda: None) -> None:
        """Read everything anew, in the pool, after entries of other devices were taken in; ``then`` is called after."""

        def read(found: Reading) -> None:
            if not self.session.adopt(found):  # something was recorded meanwhile
                self.reload(then)
                return
            self._indexed = -1
            self.tell(Changes((), frozenset(self.session.state)))
            then()

        self.ask(self, self.session.read_again, read)

    def work_as(self, author: str) -> None:
        """From now on entries and ratings are this person's; what is being typed is still the other's."""
        commit_typed()
        self.session.who = replace(self.session.who, author=author)
        self.stage_changed.emit(self.stage)

    def set_stage(self, stage: Stage) -> None:
        if stage is not self.stage:
            commit_typed()
            self.stage = stage
            self.assessment = None
            self.stage_changed.emit(stage)
            self.judge()

    def ask(
        self,
        parent: QObject,
        work: Callable[[], T],
        done: Callable[[T], None],
        refused: Callable[[tuple[Problem, ...]], None] | None = None,
    ) -> jobs.Job:
        """Do work on this case in the pool; when the case is closed meanwhile, nobody hears of it."""
        if self._closed:
            return jobs.Job(work, parent).drop()
        job = jobs.run(parent, work, done, refused)
        self._jobs.add(job)
        job.ended.connect(lambda: self._jobs.discard(job))
        return job

    def judge(self) -> None:
        """Work the grade out anew soon; many calls in a row make one. A case of another kind has none."""
        self.judging.soon()

    def _on_committed(self, error: object) -> None:
        if error is None:
            self.saved.emit(self.session.now()[11:19])
        else:
            problems = error.problems if isinstance(error, Refused) else (Problem("case-storage-failed"),)
            self.failed.emit(problems)

    def close(self) -> None:
        """Wait for the writer and close the case."""
        if not self._closed:
            self.closing.emit()
        self._closed = True
        self.judging.stop()
        for job in self._jobs:
            job.cancel()
        self.session.close()
        garbage.leave(self.session)
