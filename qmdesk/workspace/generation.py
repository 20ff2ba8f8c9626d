"""One backup, and the text beside it that says what belongs to it."""

from __future__ import annotations

import json
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path
from typing import Any

from qmdesk.model.problem import Problem, Refused

SUFFIX, NOTE = ".qmcase", ".jsonl"
TIME = "%Y%m%dT%H%M%S%fZ"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that belongs to a generation: bytes and media type."""

    size: int
    media: str


@dataclass(frozen=True, slots=True)
class Generation:
    """One backup. ``heads`` are the ends of its logs, number and hash by device.

    ``whole`` where the case file holds its files itself; else they lie in the store, and :func:`files_of` names them.
    ``count`` and ``files_size`` are number and bytes of the files of the case then. ``noted`` is False for a copy that
    nothing is written about: heads and files are unknown then.
    """

    path: Path
    made: datetime | None
    heads: Mapping[str, tuple[int, str]] = field(default_factory=dict[str, tuple[int, str]])
    count: int = 0
    files_size: int = 0
    whole: bool = True
    noted: bool = False
    sha256: str = ""

    @property
    def entries(self) -> int:
        return sum(seq for seq, _ in self.heads.values())

    @property
    def size(self) -> int:
        """Bytes that it takes by itself."""
        try:
            return self.path.stat().st_size
        except OSError:
            return 0


def time_of(path: Path) -> tuple[str, datetime | None]:
    """What a backup's name says: the name of its case, and when it was made (UTC)."""
    name, _, time = path.stem.rpartition(" ")
    with suppress(ValueError):
        return name, datetime.strptime(time, TIME).replace(tzinfo=UTC)
    return path.stem, None


def generation_at(path: Path) -> Generation:
    """The generation that a case file is, by the first line of the text beside it; a whole copy where there is none.

    Raises Refused(backup-damaged) where the text can't be read: its case file alone would look like a case that never
    had files.
    """
    made = time_of(path)[1]
    note = note_of(path)
    if not note.exists():
        return Generation(path, made)
    with _reading(path), note.open(encoding="utf-8") as lines:
        said: dict[str, Any] = json.loads(lines.readline())
        heads = {str(device): (int(seq), str(sha256)) for device, seq, sha256 in said["heads"]}
        count, size, whole = int(said["count"]), int(said["size"]), bool(said["whole"])
        return Generation(path, made, heads, count, size, whole, noted=True, sha256=str(said["sha256"]))
    raise AssertionError


def files_of(generation: Generation) -> dict[str, StoredFile]:
    """The files of a generation that lie in the store, by SHA-256. Raises Refused(backup-damaged)."""
    found: dict[str, StoredFile] = {}
    if generation.noted and not generation.whole:
        with _reading(generation.path):
            first, *lines = note_of(generation.path).read_text("utf-8").splitlines()
            for sha256, size, media in map(json.loads, lines):
                found[str(sha256)] = StoredFile(int(size), str(media))
            if len(found) != json.loads(first)["stored"]:
                raise ValueError("cut off")
    return found


@contextmanager
def _reading(path: Path) -> Generator[None]:
    try:
        yield
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused(Problem("backup-damaged", str(path), {"reason": type(error).__name__})) from error


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file that nobody has open."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def note_of(path: Path) -> Path:
    """The text beside a generation that says what belongs to it."""
    return path.with_name(f"{path.name}{NOTE}")


def newest_first(found: list[Generation]) -> list[Generation]:
    return sorted(found, key=lambda each: each.path.stem.rpartition(" ")[2], reverse=True)
