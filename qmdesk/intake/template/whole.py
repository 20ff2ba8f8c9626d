"""Files for others to fill in, written whole or not at all."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from qmdesk.model.problem import Problem, Refused


@contextmanager
def written_whole(path: Path) -> Generator[Path]:
    """A name beside ``path`` to write under; at the end it takes the place of what was there.

    Within it an OSError becomes Refused(template-not-written), and what was there stays.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        yield part
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        reason = error.strerror or str(error)
        raise Refused(Problem("template-not-written", str(path), {"path": str(path), "reason": reason})) from error
