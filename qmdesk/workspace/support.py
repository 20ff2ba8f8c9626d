"""What may be sent to support: the logs and reports of this workspace and what the program runs on; never a case."""

from __future__ import annotations

import io
import os
import platform
import secrets
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qmdesk import __version__
from qmdesk.model.problem import Problem, Refused
from qmdesk.workspace.logbook import FOLDER, NAME, TITLE


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of the collection and all that it holds."""

    name: str
    text: str

    @property
    def size(self) -> int:
        """Bytes in UTF-8."""
        return len(self.text.encode("utf-8"))


def gather(home: Path) -> tuple[Piece, ...]:
    """Everything that would be saved. Reports of earlier versions, which could hold texts, stay where they are."""
    folder = home / FOLDER
    found = [Piece("system.txt", _system())]
    for path in [*sorted(folder.glob(f"{NAME}*")), *sorted(folder.glob("error-*.txt"))]:
        try:
            text = path.read_text("utf-8", "replace")
        except OSError:
            continue
        if path.name.startswith(NAME) or text.startswith(TITLE):
            found.append(Piece(f"{FOLDER}/{path.name}", text))
    return tuple(found)


def save(pieces: Sequence[Piece], target: Path) -> None:
    """Write exactly these pieces to a new zip, and read it back.

    Raises Refused: file-exists, folder-missing, support-unwritten.
    """
    if target.exists():
        raise Refused(Problem("file-exists", str(target)))
    if not target.absolute().parent.is_dir():
        raise Refused(Problem("folder-missing", str(target.absolute().parent)))
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        part.write_bytes(_packed(pieces))
        with zipfile.ZipFile(part) as archive:
            kept = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
        if kept != {each.name: each.text for each in pieces}:
            raise OSError("read back otherwise than written")
        part.replace(target)
    except (OSError, zipfile.BadZipFile) as error:
        part.unlink(missing_ok=True)
        reason = str(getattr(error, "strerror", "") or type(error).__name__)
        raise Refused(Problem("support-unwritten", str(target), {"reason": reason})) from error


def _packed(pieces: Sequence[Piece]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in pieces:
            archive.writestr(zipfile.ZipInfo(each.name), each.text)
    return out.getvalue()


def _system() -> str:
    """The program and what it runs on; no name of a person or a computer."""
    lines = [
        f"qmdesk {__version__}",
        f"frozen {bool(getattr(sys, 'frozen', False))}",
        f"python {platform.python_version()}",
        f"system {platform.system()} {platform.release()} {platform.machine()}",
        f"processors {os.cpu_count() or 0}",
    ]
    return "\n".join(lines) + "\n"
