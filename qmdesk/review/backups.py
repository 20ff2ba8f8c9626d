"""Backups of a case: made, listed, compared with the case as it is, brought back under a new name, checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from glob import escape
from itertools import islice
from pathlib import Path
from shutil import copyfile

from qmdesk.casefile.case import Blob, CaseFile, open_case
from qmdesk.casefile.salvage import Salvaged, salvage
from qmdesk.casefile.whole import settle
from qmdesk.formdef.loader import load_builtin
from qmdesk.model.journal import Entry
from qmdesk.model.problem import Problem, Refused, Severity
from qmdesk.review.backing_up import (
    WAIT,
    copy_elsewhere,
    ends_of,
    keep_generation,
    keep_generation_of,
    note_copy,
    read_back,
)
from qmdesk.review.session import ReviewSession, wall_clock
from qmdesk.trust.files import part_beside
from qmdesk.workspace.backup_store import BackupStore
from qmdesk.workspace.generation import (
    SUFFIX,
    Generation,
    StoredFile,
    files_of,
    generation_at,
    newest_first,
    sha256_of,
    time_of,
)

#: Entries recorded since a copy on another disk was made, before the leaving check asks for a new one.
BEHIND = 20
#: Entries shown of what a backup has not.
_LAST = 3


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back: ``entries`` and ``files``, all checked; ``missing`` files are whole nowhere, by SHA-256."""

    path: Path
    entries: int
    files: int
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """What a backup has otherwise than the case as it is: entries ``later`` than it, the ``last`` of them; entries that
    only the backup has (``only_there``)."""

    later: int
    only_there: int
    last: tuple[Entry, ...]


# -- making --------------------------------------------------------------------------------------------


def make_backup(path: Path, home: Path, output: Path | None = None) -> Path:
    """Keep a generation of a case in the workspace, or copy it whole to ``output``. Returns the backup's path."""
    with open_case(path) as case:
        if output is None:
            made = keep_generation_of(case, home)
            return made.path if made is not None else _newest(home, case.case_id)
        output.parent.mkdir(parents=True, exist_ok=True)
        case.backup(output)
        note_copy(home, case.case_id, path, output, ends_of(case))
        return output


def back_up_session(session: ReviewSession, output: Path | None = None) -> Path:
    """The same of the case that is open here, with all recordings so far; whoever records meanwhile does not wait."""
    if output is not None:
        return copy_elsewhere(session, output)
    made = keep_generation(session, wait=WAIT)
    return made.path if made is not None else _newest(session.who.home, session.case_id)


def _newest(home: Path, case_id: str) -> Path:
    return BackupStore(home, case_id).generations()[0].path


# -- listing -------------------------------------------------------------------------------------------


def generations(path: Path, home: Path, case_id: str = "") -> list[Generation]:
    """The backups of a case, newest first, and copies set aside beside it before a migration. A case file that can't
    be read is found by its name."""
    case_id = case_id or _case_id(path)
    folders = [BackupStore(home, case_id).folder] if case_id else list((home / "backups").glob("*"))
    found = [each for each in _in(folders) if case_id or time_of(each.path)[0] == path.stem]
    aside = path.absolute().parent.glob(f"{escape(path.stem)}.format-*{SUFFIX}")
    return newest_first(found) + [Generation(each, None) for each in sorted(aside)]


def all_generations(home: Path) -> list[Generation]:
    """The workspace's backups of all cases, newest first."""
    return newest_first(_in(list((home / "backups").glob("*"))))


def _in(folders: list[Path]) -> list[Generation]:
    found: list[Generation] = []
    for path in (each for folder in folders for each in folder.glob(f"[!.]*{SUFFIX}")):
        with suppress(Refused):
            found.append(generation_at(path))
    return found


def list_backups(path: Path, home: Path, case_id: str = "") -> list[Path]:
    """The files of :func:`generations` that lie in the workspace."""
    return [each.path for each in generations(path, home, case_id) if each.path.is_relative_to(home / "backups")]


def name_of(backup: Path) -> str:
    """The name of the case that a backup is of."""
    return time_of(backup)[0]


def differs(case: CaseFile, generation: Generation) -> Difference:
    """How a backup differs from the case as it is."""
    there, here = generation.heads, ends_of(case)
    later = sum(max(0, seq - there.get(device, (0, ""))[0]) for device, (seq, _) in here.items())
    only = sum(max(0, seq - here.get(device, (0, ""))[0]) for device, (seq, _) in there.items())
    last: list[Entry] = []
    for device, (seq, _) in here.items():
        after = max(there.get(device, (0, ""))[0], seq - _LAST)
        last += islice(case.entries(device, after), _LAST) if after < seq else ()
    last.sort(key=lambda each: (each.lamport, each.device, each.seq), reverse=True)
    return Difference(later, only, tuple(last[:_LAST]))


def compared_with(path: Path, found: list[Generation]) -> list[Difference | None]:
    """:func:`differs` for each of these; None where the case can't be read, or nothing is known of the backup."""
    with suppress(Refused), open_case(path) as case:
        return [differs(case, each) if each.heads else None for each in found]
    return [None] * len(found)


def looked_into(generation: Generation) -> Generation:
    """A copy that nothing is written about, with what it says itself; as it was where it can't be opened."""
    if generation.noted:
        return generation
    with suppress(Refused), open_case(generation.path) as case:
        made = generation.made or datetime.fromtimestamp(generation.path.stat().st_mtime, UTC)
        return Generation(generation.path, made, ends_of(case))
    return generation


# -- bringing back -------------------------------------------------------------------------------------


def restore_backup(path: Path, home: Path, source: Path | None = None, output: Path | None = None) -> Path:
    """As :func:`restore`; the name of what came back."""
    return restore(path, home, source, output).path


def restore(path: Path, home: Path, source: Path | None = None, output: Path | None = None) -> Restored:
    """Bring a backup back under a name that is free; the case that is there stays as it is.

    Without a ``source`` the newest. Raises Refused(no-backup), Refused(file-exists), or what opening a damaged backup
    raises; nothing is left under the name then.
    """
    if source is None:
        found = generations(path, home)
        if not found:
            raise Refused(Problem("no-backup", str(path)))
        source = found[0].path
    generation = generation_at(source)
    target = output or _free_name(path)
    if target.exists():
        raise Refused(Problem("file-exists", str(target)))
    with part_beside(target) as part:
        if generation.whole:
            with open_case(source) as case:
                case.backup(part)
            missing: tuple[str, ...] = ()
        else:
            if sha256_of(source) != generation.sha256:
                raise Refused(Problem("backup-damaged", str(source), {"reason": "sha256"}))
            copyfile(source, part)
            missing = _put_together(part, generation, path)
        found = read_back(part, generation.heads if generation.noted else None)
        settle(part, target)
    return Restored(target, found.entries, found.files, missing)


def _put_together(part: Path, generation: Generation, beside: Path) -> tuple[str, ...]:
    """Put its files into a generation, from the store, or from the case where that has them still. Those missing."""
    store = BackupStore(generation.path.parents[2], generation.path.parent.name)
    missing: list[str] = []
    wanted = files_of(generation)

    def files() -> Iterator[Blob]:
        for sha256, each in wanted.items():
            content = store.content(sha256, each.media)
            if content is None:
                missing.append(sha256)
            else:
                yield Blob(content, each.media)

    with open_case(part) as made:
        made.absorb((), files())
        if missing:
            made.absorb((), _from_case(beside, missing, wanted))
        made.rebuild()
        known = set(made.blob_ids())
    return tuple(each for each in missing if each not in known)


def _from_case(path: Path, missing: list[str], wanted: Mapping[str, StoredFile]) -> Iterator[Blob]:
    with suppress(Refused), open_case(path) as case:
        for sha256 in missing:
            with suppress(Refused):
                yield Blob(case.blob(sha256), wanted[sha256].media)


def salvage_case(path: Path, output: Path | None = None) -> Salvaged:
    """Put what is whole in a damaged case into a new one, beside it where no name is given; see casefile.salvage.

    Where the form kept in the case is damaged, the built-in one stands in for it.
    """
    target = output or _free_name(path.with_name(f"{path.stem} 抢救{path.suffix}"))
    return salvage(path, target, load_builtin("meqmc").files, wall_clock().isoformat(timespec="seconds"))


# -- a second medium -----------------------------------------------------------------------------------


def second_medium(session: ReviewSession) -> Problem | None:
    """What is wanting of a copy on another disk before the plant is left; see ``backing_up.note_copy``."""
    known: Mapping[str, object] = BackupStore(session.who.home, session.case_id).elsewhere()
    entries = known.get("entries")
    if not isinstance(entries, int):
        return Problem("no-second-medium", "", severity=Severity.WARNING)
    behind = sum(head.seq for head in session.heads()) - entries
    if behind < BEHIND:
        return None
    details = {"n": behind, "path": str(known.get("path", ""))}
    return Problem("second-medium-behind", "", details, Severity.WARNING)


def _free_name(path: Path) -> Path:
    if not path.exists():
        return path
    number = 1
    while (target := path.with_name(f"{path.stem} ({number}){path.suffix}")).exists():
        number += 1
    return target


def _case_id(path: Path) -> str:
    with suppress(Refused), open_case(path) as case:
        return case.case_id
    return ""
