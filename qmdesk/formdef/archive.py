"""The files of a form out of a folder or a zip, bounded: few, small, text, and inside.

A form file may come from anywhere, so nothing is ever extracted: names are looked at first, contents are
read up to a limit that counts real bytes, whatever the directory of the zip claims.
"""

from __future__ import annotations

import io
import stat
import unicodedata
import zipfile
import zlib
from pathlib import Path
from typing import IO, NoReturn

from qmdesk.model.problem import Detail, Problem, Refused

ENTRIES = 200
FILE_BYTES = 4_000_000
TOTAL_BYTES = 16_000_000
#: Names that may lie beside the YAML: read by people, not part of the form.
TEXT_SUFFIXES = (".yaml", ".txt", ".md")
HIDDEN_PREFIXES = ("__MACOSX/", ".")


def folder_files(path: Path) -> dict[str, bytes]:
    """The YAML files in a folder and in the folders in it, by their relative names. Raises Refused.

    Not deeper: whoever names the wrong folder need not wait for a walk over the disk.
    """
    if not path.is_dir():
        _refuse("form-folder-missing", path.name)
    files: dict[str, bytes] = {}
    total = 0
    try:
        for found in sorted([*path.glob("*.yaml"), *path.glob("*/*.yaml")]):
            name = found.relative_to(path).as_posix()
            if found.is_symlink() or not found.is_file() or name.startswith("."):
                continue
            if len(files) >= ENTRIES:
                _refuse("form-too-many-files", name, limit=ENTRIES)
            with found.open("rb") as stream:
                files[name] = _limited(stream, name, TOTAL_BYTES - total)
            total += len(files[name])
    except OSError as error:
        raise Refused(Problem("form-folder-unreadable", path.name, {"reason": error.strerror or ""})) from error
    return files


def zip_files(data: bytes) -> dict[str, bytes]:
    """The YAML files of a zip, its one outer folder taken off. Raises Refused for what no form has need of."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(archive)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError) as error:
        raise Refused(Problem("form-zip-damaged", details={"reason": type(error).__name__})) from error


def _read(archive: zipfile.ZipFile) -> dict[str, bytes]:
    if len(archive.infolist()) > ENTRIES:
        _refuse("form-too-many-files", "", limit=ENTRIES)
    named = [entry for entry in archive.infolist() if not entry.filename.endswith("/")]  # is_dir() trips over no name
    entries = [entry for entry in named if not _is_hidden(entry.filename)]
    for entry in entries:
        _guard(entry)
    folder = _outer_folder([entry.filename for entry in entries])
    files: dict[str, bytes] = {}
    seen: set[str] = set()
    total = 0
    for entry in entries:
        name = entry.filename.removeprefix(folder)
        if (folded := unicodedata.normalize("NFC", name).casefold()) in seen:
            _refuse("form-file-twice", name)
        seen.add(folded)
        with archive.open(entry) as stream:
            content = _limited(stream, name, TOTAL_BYTES - total)
        total += len(content)
        if name.endswith(".yaml"):
            files[name] = content
    return files


def _is_hidden(name: str) -> bool:
    return name.startswith(HIDDEN_PREFIXES) and not name.startswith("..")


def _outer_folder(names: list[str]) -> str:
    """``form/`` where all of a zip lies in one folder, else nothing."""
    outer = {name.partition("/")[0] + "/" for name in names if "/" in name}
    return outer.pop() if len(outer) == 1 and all("/" in name for name in names) else ""


def _guard(entry: zipfile.ZipInfo) -> None:
    """Raises Refused where an entry points outside, is no text, or can't be read."""
    name = entry.filename
    shown = name.encode("ascii", "backslashreplace").decode()[:80]
    hidden = any(unicodedata.category(character) in ("Cc", "Cf", "Cs") for character in name)
    outside = "\\" in name or ":" in name or any(part in ("", ".", "..") for part in name.split("/"))
    if hidden or outside or stat.S_ISLNK(entry.external_attr >> 16):
        _refuse("form-file-name", shown)
    if not name.endswith(TEXT_SUFFIXES):
        _refuse("form-file-kind", shown)
    if entry.flag_bits & 1:
        _refuse("form-zip-encrypted", shown)


def _limited(stream: IO[bytes], name: str, left: int) -> bytes:
    limit = min(FILE_BYTES, left)
    content = stream.read(limit + 1)
    if len(content) > limit:
        _refuse("form-file-too-large", name, limit=limit)
    return content


def _refuse(code: str, where: str, **details: Detail) -> NoReturn:
    raise Refused(Problem(code, where, details))
