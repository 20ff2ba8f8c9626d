"""The one place that turns SQLite's exceptions, and those of its encrypting twin, into problems."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from qmdesk.casefile import driver
from qmdesk.model.problem import Problem, Refused


def problem_of(error: Exception, path: Path) -> Problem:
    """The problem behind an exception of SQLite: full disk, failing disk, foreign file, damage, or a lock."""
    name = str(getattr(error, "sqlite_errorname", ""))
    text = str(error)
    code = "case-storage-failed"
    if name.startswith("SQLITE_FULL") or "disk is full" in text:
        code = "case-disk-full"
    elif name == "SQLITE_NOTADB" or "not a database" in text:
        # an encrypted case is opened only with a key that one of its pages was written under
        code = "case-damaged" if driver.is_of_encrypted(error) else "case-not-ours"
    elif name.startswith("SQLITE_CORRUPT") or "malformed" in text:
        code = "case-damaged"
    elif name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        code = "case-busy"
    elif name.startswith("SQLITE_READONLY"):
        code = "case-read-only"
    elif name.startswith("SQLITE_CANTOPEN"):
        code = "case-cannot-open"
    return Problem(code, str(path), {"reason": name or text})


@contextmanager
def refusing(path: Path) -> Generator[None]:
    """Within it an exception of SQLite becomes :class:`Refused`."""
    try:
        yield
    except driver.errors() as error:
        raise Refused(problem_of(error, path)) from error
    except UnicodeDecodeError as error:  # SQLite quotes what it stumbled over, and that is no text
        raise Refused(Problem("case-damaged", str(path), {"reason": type(error).__name__})) from error
