"""Where the backups of one case live, and which of them stay.

``backups/<case id>/`` in the workspace's folder holds generations, each a case file. One of a plain case is kept
without its files: those lie once for all generations under ``files/``, named by SHA-256. Beside it stands a small text,
JSON lines, that says what belongs to it; a case file without such a text is a whole copy. The text is on the disk
before the case file has its name and goes after it: a generation is there whole or not at all, however the program
ended.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from shutil import disk_usage
from typing import Any

from filelock import FileLock, Timeout

from qmdesk.model.canonical import sha256_bytes
from qmdesk.model.problem import Problem, Refused
from qmdesk.trust.files import put_in_place, replace_file, sync_folder
from qmdesk.workspace.backup_words import READ_ME
from qmdesk.workspace.generation import (
    NOTE,
    SUFFIX,
    TIME,
    Generation,
    StoredFile,
    files_of,
    generation_at,
    newest_first,
    note_of,
)
from qmdesk.workspace.thinning import THIN, WHOLE, kept

#: A case says its id itself, and it may be anybody's: what would be no plain name goes by its hash.
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")
_FILES, _READ_ME, _ELSEWHERE = "files", "README.txt", "elsewhere.json"
_ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf", "application/json": ".json"}
#: The backups of a case take no more than this share of what would be free without them.
SHARE = 0.3


class BackupStore:
    """The folder of one case's backups. Everything that changes it is done within :meth:`locked`."""

    def __init__(self, home: Path, case_id: str) -> None:
        self.folder = (
            home / "backups" / (case_id if _NAME.fullmatch(case_id) else sha256_bytes(case_id.encode("utf-8")))
        )

    @contextmanager
    def locked(self, wait: float = 0.0) -> Generator[None]:
        """Alone at this folder, also among processes; what was left half done before goes first.

        Raises Refused(backup-busy) after ``wait`` seconds, Refused(file-cannot-write).
        """
        lock = FileLock(self.folder / ".lock")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock.acquire(timeout=wait)
        except Timeout:
            raise Refused(Problem("backup-busy", str(self.folder))) from None
        except OSError as error:
            raise _cannot_write(self.folder, error) from error
        try:
            self._sweep()
            yield
        finally:
            lock.release()

    def generations(self) -> list[Generation]:
        """Newest first; one whose text is damaged is left out."""
        found: list[Generation] = []
        for path in self.folder.glob(f"[!.]*{SUFFIX}"):
            with suppress(Refused):
                found.append(generation_at(path))
        return newest_first(found)

    def new_name(self, stem: str, now: datetime) -> Path:
        return self.folder / f"{stem} {now.astimezone(UTC):{TIME}}{SUFFIX}"

    def commit(self, part: Path, made: Generation, files: Mapping[str, StoredFile]) -> None:
        """Give a finished generation its name, after the text that says what belongs to it."""
        said = {
            "v": 1,
            "whole": made.whole,
            "sha256": made.sha256,
            "heads": [[device, seq, sha256] for device, (seq, sha256) in sorted(made.heads.items())],
            "count": made.count,
            "size": made.files_size,
            "stored": len(files),
        }
        lines = [said, *([sha256, each.size, each.media] for sha256, each in sorted(files.items()))]
        read_me = self.folder / _READ_ME
        if not read_me.exists():
            replace_file(read_me, READ_ME.encode("utf-8"))
        text = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in lines)
        replace_file(note_of(made.path), text.encode("utf-8"))
        put_in_place(part, made.path)

    # -- files -------------------------------------------------------------------------------------

    def file(self, sha256: str, media: str) -> Path:
        return self.folder / _FILES / _file_name(sha256, media)

    def lacking(self, files: Mapping[str, StoredFile]) -> dict[str, StoredFile]:
        """Those of these files that are not there in full length; content is proved when it is read."""
        sizes = _sizes(self.folder / _FILES)
        return {
            sha256: each for sha256, each in files.items() if sizes.get(_file_name(sha256, each.media)) != each.size
        }

    def put(self, sha256: str, media: str, content: bytes) -> None:
        """Keep a file. Raises Refused(file-cannot-write)."""
        target = self.file(sha256, media)
        try:
            target.parent.mkdir(exist_ok=True)
        except OSError as error:
            raise _cannot_write(target, error) from error
        replace_file(target, content)

    def content(self, sha256: str, media: str) -> bytes | None:
        """A file whose content has this hash; None where it is missing or damaged."""
        with suppress(OSError):
            found = self.file(sha256, media).read_bytes()
            return found if sha256_bytes(found) == sha256 else None
        return None

    # -- room --------------------------------------------------------------------------------------

    def room(self) -> int:
        """Bytes that may still be added. Raises Refused(file-cannot-write) where the disk can't be asked."""
        used = sum(_sizes(self.folder).values()) + sum(_sizes(self.folder / _FILES).values())
        try:
            return int((disk_usage(self.folder).free + used) * SHARE) - used
        except OSError as error:
            raise _cannot_write(self.folder, error) from error

    def thin(self, now: datetime, newest: Path) -> None:
        """Let generations go that need not stay, then the files that belong to none; ``newest`` always stays."""
        ours = [each for each in self.generations() if each.noted and each.made and each.path != newest]
        goes: list[Generation] = []
        for whole, policy in ((False, THIN), (True, WHOLE)):
            these = [each for each in ours if each.whole is whole]
            stay = kept([now, *(each.made for each in these if each.made)], now, policy)
            goes += [each for each in these if each.made not in stay]
        for each in goes:
            self.drop(each)
            ours.remove(each)
        if goes:
            self.drop_files()
        while ours and self.room() < 0:
            self.drop(ours.pop())
            self.drop_files()

    def drop(self, generation: Generation) -> None:
        """Let a generation go: first the case file, then what says that it was without files."""
        with suppress(OSError):
            generation.path.unlink(missing_ok=True)
            sync_folder(self.folder)
            note_of(generation.path).unlink(missing_ok=True)

    def drop_files(self) -> None:
        """Let files go that belong to no generation. None goes while a generation's text can't be read."""
        try:
            needed = {
                _file_name(sha256, each.media)
                for note in self.folder.glob(f"[!.]*{SUFFIX}{NOTE}")
                for sha256, each in files_of(generation_at(note.with_suffix(""))).items()
            }
        except Refused:
            return
        for each in (self.folder / _FILES).glob("*"):
            if each.name not in needed:
                with suppress(OSError):
                    each.unlink()

    def _sweep(self) -> None:
        """Remove what an interruption left: unfinished files, and texts without their case file."""
        left = [*self.folder.glob(".*.part*"), *(self.folder / _FILES).glob(".*.part")]
        left += [each for each in self.folder.glob(f"[!.]*{SUFFIX}{NOTE}") if not each.with_suffix("").exists()]
        for each in left:
            with suppress(OSError):
                each.unlink(missing_ok=True)

    # -- copies elsewhere --------------------------------------------------------------------------

    def note_elsewhere(self, said: Mapping[str, object]) -> None:
        """Keep in mind the last copy on another medium. What can't be kept costs a reminder too many, no more."""
        with suppress(Refused, OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            replace_file(self.folder / _ELSEWHERE, json.dumps(said, ensure_ascii=False).encode("utf-8"))

    def elsewhere(self) -> dict[str, Any]:
        """What was kept of it; empty where there is none."""
        with suppress(OSError, ValueError):
            found = json.loads((self.folder / _ELSEWHERE).read_text("utf-8"))
            return found if isinstance(found, dict) else {}
        return {}


def _file_name(sha256: str, media: str) -> str:
    return f"{sha256}{_ENDINGS.get(media, '.bin')}"


def _sizes(folder: Path) -> dict[str, int]:
    with suppress(OSError), os.scandir(folder) as found:
        return {each.name: each.stat().st_size for each in found}
    return {}


def _cannot_write(path: Path, error: OSError) -> Refused:
    return Refused(Problem("file-cannot-write", str(path), {"reason": error.strerror or ""}))
