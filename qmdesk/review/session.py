"""A case at work: the folded state in memory, one writer thread behind it.

``record`` takes effect in memory at once and is written by the writer thread in the order it was
called; the returned :class:`Recorded` tells when COMMIT came back. Nothing else writes the case. A write
that fails leaves the session read-only and the failure in ``Recorded.wait``.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from qmdesk.casefile.case import Blob, CaseFile, open_case
from qmdesk.casefile.fold import apply, sort_key
from qmdesk.formdef.loader import load_files
from qmdesk.formdef.types import Form
from qmdesk.grading.answers import answers_of
from qmdesk.grading.assess import assess
from qmdesk.model.answers import Answers
from qmdesk.model.assessment import Assessment
from qmdesk.model.canonical import Json
from qmdesk.model.deletions import seen_beside
from qmdesk.model.journal import Changes, Edit, Entry, EntryId, Folded, Head, Place, Stage
from qmdesk.model.journal_json import entry_hash, entry_to_json
from qmdesk.model.problem import Problem, Refused
from qmdesk.model.readings import Readings
from qmdesk.model.snapshot import FileInfo, Snapshot, sets_in
from qmdesk.review.pile import Pile
from qmdesk.review.states import guard_concluded, guard_self
from qmdesk.workspace.logs import choose_log, remember_log

T = TypeVar("T")
#: Entries of which it is kept in memory what stood before them; what stood before older ones is read from the file.
MOST_BEFORE = 5_000
Clock = Callable[[], datetime]


def wall_clock() -> datetime:
    """Now, in the zone of this machine; a claim that orders nothing."""
    return datetime.now(UTC).astimezone()


@dataclass(frozen=True, slots=True)
class Who:
    """The device and the person at work: ``device`` is this installation's id, ``author`` a name for the journal."""

    device: str
    author: str
    home: Path


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a recording changed, and the promise of its COMMIT."""

    changes: Changes
    saved: Future[None]

    def wait(self) -> Changes:
        """Wait for the COMMIT. Raises Refused where it failed; then nothing of this recording was kept."""
        self.saved.result()
        return self.changes


@dataclass(slots=True)
class _Tip:
    log: str
    seq: int
    hash: str
    lamport: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A case as it stood in its file: the folded state, the files, the end of our log."""

    state: dict[Place, Folded]
    files: dict[str, FileInfo]
    tip: _Tip


class ReviewSession:
    """One open case. Close it when done; it waits for the writer."""

    def __init__(self, case: CaseFile, who: Who, *, clock: Clock = wall_clock, form: Form | None = None) -> None:
        self.path = case.path
        self.who = who
        self.form = form or load_files(case.form_files())
        self.case_id = case.case_id
        self.owner = case.owner
        self._case = case
        self._clock = clock
        self._state: dict[Place, Folded] = case.state()
        self._files: dict[str, FileInfo] = case.blob_infos()
        self._readings: dict[str, Readings] = {}
        self._failed: Refused | None = None
        self._unsaved: list[tuple[tuple[Entry, ...], tuple[Blob, ...]]] = []
        self._pile = Pile()
        self._piling = threading.Lock()
        self._fresh: deque[tuple[Entry, ...]] = deque()
        """Batches recorded since the pile was looked at: it needs no file for them."""
        self._before: dict[EntryId, Json] = {}
        self._tip = self._find_tip()
        self._writer = ThreadPoolExecutor(1, "qmdesk-writer")

    @classmethod
    def open(cls, path: Path, who: Who, *, clock: Clock = wall_clock) -> ReviewSession:
        """Open a case file. Raises Refused as :func:`qmdesk.casefile.case.open_case` does."""
        case = open_case(path)
        try:
            return cls(case, who, clock=clock)
        except BaseException:
            case.close()
            raise

    @property
    def log(self) -> str:
        """The name of the log that this session writes."""
        return self._tip.log

    @property
    def read_only(self) -> bool:
        return self._case.read_only or self._failed is not None

    # -- recording -------------------------------------------------------------------------------

    def record(
        self,
        edits: Edit | Iterable[Edit],
        *,
        blobs: Sequence[Blob] = (),
        force: bool = False,
        even_concluded: bool = False,
        beside: bool = False,
    ) -> Recorded:
        """Append the edits as one batch and one transaction.

        An edit that says what already stands is left out, unless ``force``. With ``beside`` edits of one place stand
        beside each other, as a conflict that is brought back does; else the later stands for the earlier. Raises
        Refused at once where the case is read-only or concluded; a failing disk shows in ``Recorded.wait``.
        """
        edits = (edits,) if isinstance(edits, Edit) else tuple(edits)
        if self._failed is not None:
            raise self._failed
        if self.owner is not None and not os.access(self.path.absolute().parent, os.W_OK):  # no place for a lock
            raise Refused(Problem("case-read-only", str(self.path)))
        if self.owner is not None:
            place = {"user": self.owner.user, "host": self.owner.host, "pid": self.owner.pid}
            raise Refused(Problem("case-held", str(self.path), place))
        guard_self(self._state, edits)
        if not even_concluded:
            guard_concluded(self._state, edits)
        entries = self._entries(edits, force=force, beside=beside)
        new = tuple(blob for blob in blobs if blob.sha256 not in self._files)
        for blob in new:
            self._files[blob.sha256] = FileInfo(blob.sha256, len(blob.content), blob.media)
        changes = Changes(entries, frozenset(entry.place for entry in entries))
        if not entries and not new:
            return Recorded(changes, _done())
        if entries:
            self._fresh.append(entries)
        return Recorded(changes, self._writer.submit(self._write, entries, new))

    def _entries(self, edits: Iterable[Edit], *, force: bool, beside: bool) -> tuple[Entry, ...]:
        at = self.now()
        batch = f"{self._tip.log}:{self._tip.seq + 1}"
        made: list[Entry] = []
        first: dict[Place, Folded | None] = {}
        for edit in edits:
            current = self._state.get(edit.place)
            if beside:
                current = first.setdefault(edit.place, current)
            if not force and _stands(current, edit):
                continue
            entry = self._entry(edit, current, at, batch)
            self._remember_before(entry.id, current.heads if current else ())
            apply(self._state, entry)
            made.append(entry)
        return tuple(made)

    def _entry(self, edit: Edit, current: Folded | None, at: str, batch: str) -> Entry:
        tip = self._tip
        parts = Entry(
            device=tip.log,
            seq=tip.seq + 1,
            lamport=tip.lamport + 1,
            author=edit.author or self.who.author,
            at=at,
            batch=batch,
            subject=edit.place.subject,
            field=edit.place.field,
            value=edit.value,
            raw=edit.raw,
            reason=edit.reason,
            origin=edit.origin,
            replaces=(*(head.id for head in (current.heads if current else ())), *seen_beside(self._state, edit.place)),
            prev=tip.hash,
            hash="",
        )
        entry = replace(parts, hash=entry_hash(entry_to_json(parts)))
        self._tip = _Tip(tip.log, entry.seq, entry.hash, entry.lamport)
        return entry

    def _write(self, entries: tuple[Entry, ...], blobs: tuple[Blob, ...]) -> None:
        if self._failed is None:
            try:
                self._case.append(entries, blobs)
                return
            except Refused as refused:
                self._failed = refused
        self._unsaved.append((entries, blobs))
        raise self._failed

    @property
    def failing(self) -> bool:
        """Whether a disk failed, so that nothing is taken until :meth:`try_again` comes through."""
        return self._failed is not None

    def try_again(self) -> None:
        """Write, in order, what a failing disk refused; after it the case takes recordings again.

        Raises Refused where the disk still fails; what came through stays, and the rest waits.
        """
        self._writer.submit(self._write_unsaved).result()

    def _write_unsaved(self) -> None:
        while self._unsaved:
            self._case.append(*self._unsaved[0])
            del self._unsaved[0]
        self._failed = None

    # -- reading ---------------------------------------------------------------------------------

    @property
    def state(self) -> Mapping[Place, Folded]:
        """The folded state as it is now."""
        return MappingProxyType(self._state)

    def value(self, subject: str, name: str, stage: Stage | None = None) -> object:
        """The value that stands at a place, or None."""
        found = self._state.get(Place(subject, name, str(stage or "")))
        return None if found is None else found.value

    def snapshot(self) -> Snapshot:
        """The case frozen as it is now, written or not yet written. Raises Refused where a measurement set is missing
        or damaged."""
        outline = self.outline()
        readings, problems = self.sets_of(outline)
        if problems:
            raise Refused(*problems)
        return replace(outline, readings=readings)

    def outline(self) -> Snapshot:
        """The snapshot without its measurement sets: at once, as it reads nothing."""
        return Snapshot(
            case_id=self.case_id,
            form_id=self.form.id,
            edition=self.form.edition,
            form_sha256=self.form.sha256,
            state=MappingProxyType(dict(self._state)),
            readings=MappingProxyType({}),
            files=MappingProxyType(dict(self._files)),
            heads=self.heads(),
        )

    def heads(self) -> tuple[Head, ...]:
        """The end of every device's log, our own as it is in memory."""
        others = {head.device: head for head in self._stored_heads}
        if self._tip.seq:
            others[self._tip.log] = Head(self._tip.log, self._tip.seq, self._tip.hash)
        return tuple(others[name] for name in sorted(others))

    def answers(self, stage: Stage) -> Answers:
        """All answers at a stage."""
        return answers_of(self.form, self.snapshot(), stage)

    def assess(self, stage: Stage) -> Assessment:
        """The grade at a stage, with all its reasons."""
        return assess(self.form, self.answers(stage))

    def now(self) -> str:
        """The session's clock, as the journal writes it."""
        return self._clock().isoformat(timespec="milliseconds")

    def history(self, place: Place | None = None) -> tuple[Entry, ...]:
        """Entries of one place, or of the whole case, in the order that all devices agree on."""
        return self.on_file(lambda case: tuple(case.history(place)))

    def history_after(self, known: Sequence[Entry]) -> tuple[Entry, ...] | None:
        """What came behind the whole history as it was; None where entries of others came between, or none is known."""
        if not known:
            return None

        def read(case: CaseFile) -> tuple[Entry, ...] | None:
            new = tuple(case.history_after(known[-1]))
            return new if case.size() == len(known) + len(new) else None

        return self.on_file(read)

    def pile(self) -> Pile:
        """What can be undone and redone, after all recordings so far; reads from the file only what this session did
        not write itself, so that nobody waits for the disk from the second time on."""
        with self._piling:
            if self._pile.log != self._tip.log:
                self._pile = Pile(self._tip.log)
            pile = self._pile
            while self._fresh:
                batch = self._fresh.popleft()
                if pile.seq and batch[0].device == pile.log and batch[0].seq == pile.seq + 1:
                    pile.follow(batch)
            if pile.seq < self._tip.seq:
                self.on_file(lambda case: pile.follow(case.entries(pile.log, pile.seq)))  # never the whole log at once
            return pile

    def before(self, batch: Iterable[Entry]) -> Mapping[EntryId, Json]:
        """What stood at the places of entries before them; from the file only where that is not known yet."""
        batch = tuple(batch)
        unknown = [each for each in batch if each.id not in self._before]
        if unknown:
            seen = self.on_file(lambda case: [[case.entry(name) for name in each.replaces] for each in unknown])
            for entry, found in zip(unknown, seen, strict=True):
                # what it names of other places it only saw
                here = [each for each in found if each is not None and each.place == entry.place]
                self._remember_before(entry.id, here)
        return {each.id: self._before.get(each.id) for each in batch}

    def _remember_before(self, name: EntryId, heads: Iterable[Entry]) -> None:
        last = max(heads, key=sort_key, default=None)
        self._before[name] = None if last is None else last.value
        while len(self._before) > MOST_BEFORE:
            self._before.pop(next(iter(self._before)), None)

    def blob(self, sha256: str) -> bytes:
        """A file of the case. Raises Refused(blob-missing, blob-damaged)."""
        return self.on_file(lambda case: case.blob(sha256))

    def know(self, readings: Readings) -> None:
        """Take a set that is at hand already, so that it is not read back from its blob."""
        self._readings[readings.sha256] = readings

    def readings(self, sha256: str) -> Readings:
        """A measurement set of the case. Raises Refused(blob-missing, blob-damaged, readings-damaged)."""
        if sha256 not in self._readings:
            from qmdesk.intake.readers.stored import stored_readings

            self._readings[sha256] = stored_readings(self.blob(sha256))
        return self._readings[sha256]

    def sets_of(self, outline: Snapshot) -> tuple[Mapping[str, Readings], tuple[Problem, ...]]:
        """The measurement sets that an outline refers to, and a problem for each that can't be read."""
        found: dict[str, Readings] = {}
        problems: list[Problem] = []
        for sha256 in sorted(sets_in(outline.state)):
            try:
                found[sha256] = self.readings(sha256)
            except Refused as refused:
                problems += [each if each.where else each.at(sha256) for each in refused.problems]
        return MappingProxyType(found), tuple(problems)

    def on_file(self, work: Callable[[CaseFile], T]) -> T:
        """Do some work on the case file in the writer's thread, after all recordings so far."""
        return self._writer.submit(work, self._case).result()

    def reload(self) -> None:
        """Read the state again from the file, after entries of other devices were taken in."""
        while not self.adopt(self.read_again()):
            pass

    def read_again(self) -> Reading:
        """The case as it stands in the file, for :meth:`adopt`; in any thread, as it waits for the writer."""
        return self.on_file(lambda case: Reading(case.state(), case.blob_infos(), self._find_tip(self._tip.log)))

    def adopt(self, read: Reading) -> bool:
        """Go on with what was read; False where something was recorded meanwhile, so that it must be read again."""
        if (read.tip.log, read.tip.seq) != (self._tip.log, self._tip.seq) and read.tip.log == self._tip.log:
            return False
        self._state, self._files, self._tip = read.state, read.files, read.tip
        return True

    def _find_tip(self, log: str = "") -> _Tip:
        self._stored_heads = self._case.heads()
        if not log:
            current = self._case.meta("log")
            log = current
            if not self._case.read_only:
                log = choose_log(self.who.home, self.who.device, self.path, current, self._stored_heads)
                if log != current:
                    self._case.set_meta("log", log)
        own = next((head for head in self._stored_heads if head.device == log), Head(log, 0, ""))
        return _Tip(log, own.seq, own.hash, self._case.lamport())

    # -- ending ----------------------------------------------------------------------------------

    def close(self) -> None:
        """Wait for the writer, remember how far our log came, close the file."""
        if self._unsaved:
            with suppress(Refused):
                self.try_again()
        self._writer.shutdown(wait=True)
        if not self._case.read_only and self._failed is None:
            remember_log(self.who.home, self.path, self._tip.log, self._tip.seq)
        self._case.close()

    def __enter__(self) -> ReviewSession:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _stands(current: Folded | None, edit: Edit) -> bool:
    if current is None:
        return edit.value is None
    same = current.value == edit.value and type(current.value) is type(edit.value)
    return same and not current.conflict and len(current.heads) == 1


def _done() -> Future[None]:
    future: Future[None] = Future()
    future.set_result(None)
    return future
