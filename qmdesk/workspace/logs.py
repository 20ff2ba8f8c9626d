"""Which log a case file on this device writes.

A log belongs to one device and one file. A copied or restored file that went on writing the log of its
original would fork its own past, so the workspace remembers each file by its inode and how far its log
had come, and a file that does not fit the memory starts a new log. Starting one needlessly does no harm.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from qmdesk.model.journal import Head
from qmdesk.workspace.notes import put_note


def choose_log(home: Path, device: str, case: Path, current: str, heads: Sequence[Head]) -> str:
    """The log that this file goes on with: ``current`` where it is this file's own, else a new name.

    ``home`` is the workspace's folder, ``current`` the log the file says it wrote last.
    """
    seq = next((head.seq for head in heads if head.device == current), 0)
    if current.startswith(f"{device}."):
        known = _read(_memory(home, current))
        remembered = known.get("seq", 0)
        if known.get("file") == _identity(case) and isinstance(remembered, int) and seq >= remembered:
            return current
    return f"{device}.{secrets.token_hex(3)}"


def remember_log(home: Path, case: Path, log: str, seq: int) -> None:
    """Keep in mind which file wrote which log how far. A workspace that can't be written costs a new log, no more."""
    with suppress(OSError):  # a case that is gone has no identity
        put_note(_memory(home, log), {"file": _identity(case), "seq": seq})


def _memory(home: Path, log: str) -> Path:
    return home / "journals" / f"{log}.json"


def _identity(case: Path) -> list[int]:
    status = os.stat(case)  # noqa: PTH116 - a stat opens nothing
    return [status.st_dev, status.st_ino]


def _read(path: Path) -> dict[str, object]:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
