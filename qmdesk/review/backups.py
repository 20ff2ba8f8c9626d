"""Whole copies of a case by SQLite's backup: made, listed, brought back under a new name."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from qmdesk.casefile.case import CaseFile, open_case
from qmdesk.casefile.salvage import Salvaged, salvage
from qmdesk.formdef.loader import load_builtin
from qmdesk.model.problem import Problem, Refused
from qmdesk.review.session import ReviewSession, wall_clock


def make_backup(path: Path, home: Path, output: Path | None = None) -> Path:
    """Copy a case to ``output``, or into the workspace's backups under its id and the time. Returns the copy's path."""
    with open_case(path) as case:
        return _copy(case, home, output)


def back_up_session(session: ReviewSession, output: Path | None = None) -> Path:
    """The same of the case that is open here, after all recordings so far."""
    return session.on_file(lambda case: _copy(case, session.who.home, output))


def _copy(case: CaseFile, home: Path, output: Path | None) -> Path:
    path = case.path
    target = output or _folder(home, case.case_id) / f"{path.stem} {datetime.now(UTC):%Y%m%dT%H%M%S%fZ}{path.suffix}"
    target.parent.mkdir(parents=True, exist_ok=True)
    case.backup(target)
    return target


def list_backups(path: Path, home: Path, case_id: str = "") -> list[Path]:
    """The workspace's backups of a case, newest first. A case file that can't be read is found by its name."""
    case_id = case_id or _case_id(path)
    folders = [_folder(home, case_id)] if case_id else list((home / "backups").glob("*"))
    found = [
        each
        for folder in folders
        for each in folder.glob("*.qmcase")
        if case_id or each.name.startswith(f"{path.stem} ")
    ]
    return _newest_first(found)


def all_backups(home: Path) -> list[Path]:
    """The workspace's backups of all cases, newest first."""
    return _newest_first(list((home / "backups").glob("*/*.qmcase")))


def described(backup: Path) -> tuple[str, datetime | None]:
    """What a backup's name says: the name of its case, and when it was made (UTC)."""
    name, _, time = backup.stem.rpartition(" ")
    with suppress(ValueError):
        return name, datetime.strptime(time, "%Y%m%dT%H%M%S%fZ").replace(tzinfo=UTC)
    return backup.stem, None


def _newest_first(found: list[Path]) -> list[Path]:
    return sorted(found, key=lambda each: each.stem.rpartition(" ")[2], reverse=True)


def restore_backup(path: Path, home: Path, source: Path | None = None, output: Path | None = None) -> Path:
    """Bring a backup back under a name that is free; the case that is there stays as it is.

    Raises Refused(no-backup), Refused(file-exists), or what opening a damaged backup raises.
    """
    if source is None:
        backups = list_backups(path, home)
        if not backups:
            raise Refused(Problem("no-backup", str(path)))
        source = backups[0]
    target = output or _free_name(path)
    with open_case(source) as case:
        case.backup(target)
    try:
        _read_back(target)
    except Refused:
        with suppress(OSError):
            target.unlink(missing_ok=True)
        raise
    return target


def salvage_case(path: Path, output: Path | None = None) -> Salvaged:
    """Put what is whole in a damaged case into a new one, beside it where no name is given; see casefile.salvage.

    Where the form kept in the case is damaged, the built-in one stands in for it.
    """
    target = output or _free_name(path.with_name(f"{path.stem} 抢救{path.suffix}"))
    return salvage(path, target, load_builtin("meqmc").files, wall_clock().isoformat(timespec="seconds"))


def _read_back(path: Path) -> None:
    with open_case(path) as case:
        problems = case.check_journal()
    if problems:
        raise Refused(*problems)


def _free_name(path: Path) -> Path:
    if not path.exists():
        return path
    number = 1
    while (target := path.with_name(f"{path.stem} ({number}){path.suffix}")).exists():
        number += 1
    return target


def _folder(home: Path, case_id: str) -> Path:
    return home / "backups" / case_id


def _case_id(path: Path) -> str:
    with suppress(Refused), open_case(path) as case:
        return case.case_id
    return ""
