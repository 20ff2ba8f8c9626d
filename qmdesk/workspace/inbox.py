"""What came in from which watched place: each package once, with what became of it.

Packages that could not be taken lie as files in ``inbox`` of the workspace and are never deleted by the program.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from qmdesk.workspace.notes import put_note

FOLDER, ASIDE = "inbox", "aside"
TAKEN, KNOWN, SET_ASIDE, WAITS = "taken", "known", "set-aside", "waits"
_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Received:
    """A package of a watched place: its name and bytes there, the case that it is of, and what became of it.

    ``code`` says why it was set aside or waits; ``entries`` and ``files`` are what it brought.
    """

    name: str
    size: int
    state: str
    sha256: str = ""
    case_id: str = ""
    code: str = ""
    where: str = ""
    entries: int = 0
    files: int = 0
    at: str = ""


@dataclass(frozen=True, slots=True)
class Inbox:
    """The memory of one watched place."""

    home: Path
    url: str

    @property
    def folder(self) -> Path:
        """Where packages of this place are fetched to."""
        return self.home / FOLDER / sha256(self.url.encode()).hexdigest()[:16]

    @property
    def aside(self) -> Path:
        """Where packages lie that could not be taken."""
        return self.folder / ASIDE

    def known(self) -> dict[str, Received]:
        """What is remembered, by name; nothing where the memory can't be read, which costs fetching again."""
        path = self.folder / "received.json"
        try:
            if path.stat().st_size > _BYTES:
                return {}
            found = json.loads(path.read_text("utf-8"))
            return {str(each["name"]): Received(**each) for each in found["received"]}
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return {}

    def keep(self, known: Mapping[str, Received]) -> None:
        """Remember. A workspace that can't be written costs fetching again, no more."""
        rows = [asdict(known[name]) for name in sorted(known)]
        put_note(self.folder / "received.json", {"v": 1, "received": rows})
