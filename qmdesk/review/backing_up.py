"""Making backups of a case: in short pieces, so that nobody who records meanwhile waits.

Entries and files of a case are only ever added. So what it holds at one moment is said by the ends of its logs and the
names of its files, and can be fetched afterwards piece by piece, however much is recorded between two of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from shutil import copyfile
from typing import Protocol, TypeVar

from qmdesk.casefile.case import Blob, CaseFile, NewCase, create, open_case
from qmdesk.casefile.keys import Cipher
from qmdesk.casefile.whole import settle
from qmdesk.model.journal import Entry
from qmdesk.model.journal_json import entry_hash, entry_to_json
from qmdesk.model.problem import Problem, Refused
from qmdesk.model.snapshot import FileInfo
from qmdesk.review.session import ReviewSession
from qmdesk.trust.files import part_beside
from qmdesk.workspace.backup_store import BackupStore
from qmdesk.workspace.generation import Generation, StoredFile, sha256_of
from qmdesk.workspace.places import same_disk

T = TypeVar("T")
#: Entries fetched at once: a few milliseconds of the writer's time.
PIECE = 300
#: Seconds to wait for another program at the same backups, where somebody asked for one.
WAIT = 20.0
Stop = Callable[[], bool]


class _Reach(Protocol):
    """Does a piece of work on the case."""

    def __call__(self, work: Callable[[CaseFile], T], /) -> T: ...


class Stopped(Exception):
    """Somebody wanted to go on without waiting for a backup; nothing is half done."""


@dataclass(frozen=True, slots=True)
class _Now:
    """What a case holds at one moment; ``heads`` are number and hash of the end of each log."""

    path: Path
    cipher: Cipher | None
    heads: Mapping[str, tuple[int, str]]
    files: Mapping[str, FileInfo]
    start: NewCase

    @property
    def stored(self) -> dict[str, StoredFile]:
        return {each.sha256: StoredFile(each.size, each.media) for each in self.files.values()}


def keep_generation(
    session: ReviewSession,
    *,
    wait: float = 0.0,
    stop: Stop = lambda: False,
    fetched: Callable[[], object] = lambda: None,
) -> Generation | None:
    """Keep a generation of the case that is open here; None where the newest one holds all that there is.

    Called off the window's thread. Raises Refused (backup-busy, backup-no-room, file-cannot-write ...), and Stopped
    once ``stop`` says so; nothing but files that the next one needs anyway is left then. ``fetched`` is called when
    the case is needed no longer and may be closed.
    """
    return _kept(session.on_file, session.who.home, wait, stop, fetched)


def keep_generation_of(case: CaseFile, home: Path) -> Generation | None:
    """The same of a case that is open in this thread."""
    return _kept(lambda work: work(case), home, WAIT, lambda: False, lambda: None)


def copy_elsewhere(session: ReviewSession, target: Path) -> Path:
    """A whole copy of the case that is open here, read back before it has its name; it is kept in mind whether
    that is another disk. Raises Refused(file-exists)."""
    if target.exists():
        raise Refused(Problem("file-exists", str(target)))
    target.parent.mkdir(parents=True, exist_ok=True)
    now = session.on_file(_look)
    with part_beside(target) as part:
        with create(part, now.start, now.cipher) as made:
            never: Stop = lambda: False  # noqa: E731
            made.absorb(_new_entries(session.on_file, now, {}, never), _blobs(session.on_file, now, set(), never))
        read_back(part, now.heads)
        settle(part, target)
    note_copy(session.who.home, now.start.case_id, session.path, target, now.heads)
    return target


def note_copy(home: Path, case_id: str, path: Path, target: Path, heads: Mapping[str, tuple[int, str]]) -> None:
    """Keep in mind a copy that was made somewhere else."""
    if same_disk(path, target):
        return
    entries = sum(seq for seq, _ in heads.values())
    at = datetime.now(UTC).isoformat(timespec="seconds")
    BackupStore(home, case_id).note_elsewhere({"path": str(target), "at": at, "entries": entries})


def read_back(path: Path, heads: Mapping[str, tuple[int, str]] | None = None) -> CaseChecked:
    """Open a finished copy and check all of it: logs, state, every file. Raises Refused(backup-damaged ...)."""
    with open_case(path) as case:
        case.form_files()
        problems = case.check_journal()
        if problems:
            raise Refused(*problems)
        ends = ends_of(case)
        if heads is not None and ends != dict(heads):
            raise Refused(Problem("backup-damaged", str(path), {"reason": "heads"}))
        files = case.blob_ids()
        for each in files:
            case.blob(each)
    return CaseChecked(sum(seq for seq, _ in ends.values()), len(files))


@dataclass(frozen=True, slots=True)
class CaseChecked:
    """Entries and files of a copy that was read back."""

    entries: int
    files: int


def ends_of(case: CaseFile) -> dict[str, tuple[int, str]]:
    """Number and hash of the end of each log, by device."""
    return {head.device: (head.seq, head.hash) for head in case.heads()}


# -- one generation ------------------------------------------------------------------------------------


def _kept(reach: _Reach, home: Path, wait: float, stop: Stop, fetched: Callable[[], object]) -> Generation | None:
    now = reach(_look)
    store = BackupStore(home, now.start.case_id)
    with store.locked(wait):
        before = store.generations()
        whole = now.cipher is not None
        lacking = {} if whole else store.lacking(now.stored)
        if not lacking and any(_holds_all(each, now, whole=whole) for each in before):
            return None
        if lacking:
            _need_room(store, now, lacking, before)
            _store_files(reach, lacking, store, stop)
        base = _base(reach, now, before, whole=whole)
        new = _new_entries(reach, now, base.heads if base is not None else {}, stop)
        if not whole:
            fetched()
        if not lacking:
            _need_room(store, now, lacking, before)
        moment = datetime.now(UTC)
        target = store.new_name(now.path.stem, moment)
        with part_beside(target) as part:
            _write(reach, now, part, base, new, stop, whole=whole)
            lost = store.lacking(now.stored)
            files = {} if whole else {key: each for key, each in now.stored.items() if key not in lost}
            size = sum(each.size for each in now.files.values())
            made = Generation(target, moment, now.heads, len(now.files), size, whole, True, sha256_of(part))
            store.commit(part, made, files)
        if whole:
            _let_plain_go(store)
        store.thin(moment, target)
        return made


def _look(case: CaseFile) -> _Now:
    files = case.form_files()
    meta = {key: case.meta(key) for key in ("case_id", "form_id", "edition", "form_sha256", "created")}
    start = NewCase(**meta, form_files=files)
    return _Now(case.path, case.cipher, ends_of(case), case.blob_infos(), start)


def _holds_all(generation: Generation, now: _Now, *, whole: bool) -> bool:
    """Whether a generation has all of it: files are only ever added, so their number tells."""
    same = generation.whole is whole and dict(generation.heads) == dict(now.heads)
    return generation.noted and same and generation.count == len(now.files)


def _need_room(store: BackupStore, now: _Now, lacking: Mapping[str, StoredFile], before: list[Generation]) -> None:
    """Raises Refused(backup-no-room) before a disk is filled that the case needs itself."""
    files = now.stored if now.cipher is not None else lacking
    needed = sum(each.size for each in files.values()) + 1_000_000
    room = store.room() + sum(each.size for each in before if each.whole and each.noted)
    if needed > room:
        details = {"needed": -(-needed // 1_000_000), "room": max(room, 0) // 1_000_000}
        raise Refused(Problem("backup-no-room", str(store.folder), details))


def _store_files(reach: _Reach, lacking: Mapping[str, StoredFile], store: BackupStore, stop: Stop) -> None:
    """Files that the store has not yet, one at a time; one that is damaged in the case is left to a salvage."""
    for sha256, each in lacking.items():
        if stop():
            raise Stopped
        content = _content(reach, sha256)
        if content is not None:
            store.put(sha256, each.media, content)


def _content(reach: _Reach, sha256: str) -> bytes | None:
    try:
        return reach(lambda case: case.blob(sha256))
    except Refused as refused:
        if refused.problems[0].code in {"blob-missing", "blob-damaged"}:
            return None
        raise


def _base(reach: _Reach, now: _Now, before: list[Generation], *, whole: bool) -> Generation | None:
    """The newest generation that the case goes on from, unchanged since it was made."""
    for each in before:
        if not each.noted or each.whole is not whole or not each.heads:
            continue
        if all(_follows(reach, now, device, *end) for device, end in each.heads.items()):
            with suppress(OSError):
                if sha256_of(each.path) == each.sha256:
                    return each
    return None


def _follows(reach: _Reach, now: _Now, device: str, seq: int, sha256: str) -> bool:
    if now.heads.get(device, (0, ""))[0] < seq:
        return False
    found = reach(lambda case: tuple(islice(case.entries(device, seq - 1), 1)))
    return bool(found) and found[0].hash == sha256


def _write(
    reach: _Reach, now: _Now, part: Path, base: Generation | None, new: list[Entry], stop: Stop, *, whole: bool
) -> None:
    """The case file of a generation: what has been added since the one before, on a copy of that."""
    if base is not None:
        copyfile(base.path, part)
    with open_case(part) if base is not None else create(part, now.start, now.cipher) as made:
        end = _only_end(base, new)
        if end is not None and not whole and _linked(new, end):
            made.append(new)  # what stands before was checked when the generation before was made
        else:
            made.absorb(new, _blobs(reach, now, set(made.blob_ids()), stop) if whole else ())
        if ends_of(made) != dict(now.heads) or made.cipher != now.cipher:
            raise Refused(Problem("backup-damaged", str(part), {"reason": "heads"}))


def _new_entries(reach: _Reach, now: _Now, heads: Mapping[str, tuple[int, str]], stop: Stop) -> list[Entry]:
    """What the case holds beyond these heads."""
    return [
        each
        for device, (end, _) in now.heads.items()
        for each in _entries(reach, device, heads.get(device, (0, ""))[0], end, stop)
    ]


def _only_end(base: Generation | None, new: list[Entry]) -> tuple[int, str] | None:
    """The end in the generation before of the one log that has grown; None where there is none, or more than one."""
    devices = {each.device for each in new}
    return base.heads.get(devices.pop(), (0, "")) if base is not None and len(devices) == 1 else None


def _linked(entries: list[Entry], end: tuple[int, str]) -> bool:
    """Whether entries of one log go on from its end without a gap, each with the hash of what it says."""
    for entry in entries:
        if (entry.seq, entry.prev) != (end[0] + 1, end[1]) or entry_hash(entry_to_json(entry)) != entry.hash:
            return False
        end = entry.seq, entry.hash
    return True


def _entries(reach: _Reach, device: str, after: int, end: int, stop: Stop) -> Iterator[Entry]:
    while after < end:
        if stop():
            raise Stopped
        start, most = after, min(PIECE, end - after)
        piece = reach(lambda case, start=start, most=most: tuple(islice(case.entries(device, start), most)))
        if not piece:
            return
        yield from piece
        after = piece[-1].seq


def _blobs(reach: _Reach, now: _Now, known: set[str], stop: Stop) -> Iterator[Blob]:
    for sha256, each in now.stored.items():
        if stop():
            raise Stopped
        content = None if sha256 in known else _content(reach, sha256)
        if content is not None:
            yield Blob(content, each.media)


def _let_plain_go(store: BackupStore) -> None:
    """A case that is encrypted now leaves nothing plain among its backups: the new generation holds all of it."""
    for each in store.generations():
        if each.noted and not each.whole:
            store.drop(each)
    store.drop_files()
