"""Copies of a programme file beside it: one for each day on which it was opened, the newest few kept.

Made through SQLite's own backup, never by reading the open file: that would drop its locks.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from qmdesk.workspace.programme import Programme

FOLDER = "copies"
#: Copies of one programme that are kept.
KEPT = 10


def copies_of(path: Path) -> list[Path]:
    """The copies of a programme file, oldest first."""
    return sorted((path.parent / FOLDER).glob(f"{path.stem} ????-??-??{path.suffix}"))


def keep_copy(programme: Programme, day: str) -> Path | None:
    """Keep how a programme stands at the beginning of a day (``2026-04-20``); None where it is kept already, or can't
    be: a missing copy is no reason to stop anybody."""
    path = programme.path
    target = path.parent / FOLDER / f"{path.stem} {day}{path.suffix}"
    if target.exists():
        return None
    part = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        programme.copy(part)
        part.replace(target)
        for old in copies_of(path)[:-KEPT]:
            old.unlink()
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        return None
    return target
