"""What intake found in a file from outside: edits to make, files to keep, and every problem by its place."""

from __future__ import annotations

from dataclasses import dataclass

from qmdesk.model.journal import Edit
from qmdesk.model.problem import Problem


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """Bytes to keep as a blob, with the name they came under and their sniffed media type."""

    sha256: str
    name: str
    media: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Intake:
    """The reading of one file. ``read`` counts the values (or rows, for tables) looked at;
    ``accepted`` those that became edits, ``skipped`` those refused, each with a problem that says why."""

    kind: str
    read: int
    accepted: int
    skipped: int
    edits: tuple[Edit, ...] = ()
    files: tuple[IncomingFile, ...] = ()
    problems: tuple[Problem, ...] = ()
