"""Small files that must be whole or not there: written beside their place, synced, then renamed."""

from __future__ import annotations

import os
import secrets
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from qmdesk.model.problem import Problem, Refused


@contextmanager
def part_beside(path: Path) -> Generator[Path]:
    """A name beside ``path`` to write it under; what is left there at the end goes.

    Within it an OSError becomes Refused(file-cannot-write).
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        yield part
    except OSError as error:
        raise Refused(Problem("file-cannot-write", str(path), {"reason": error.strerror or ""})) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def replace_file(path: Path, content: bytes, *, mode: int = 0o644) -> None:
    """Write ``content`` under a name, in place of what was there. Raises Refused(file-cannot-write)."""
    with part_beside(path) as part:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        put_in_place(part, path)


def put_in_place(part: Path, path: Path) -> None:
    """Give a finished file its name, in place of what was there, so that it lasts through a power cut."""
    descriptor = os.open(part, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    part.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut, where the system offers it."""
    with suppress(OSError, AttributeError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
