"""The way into the readers: read the bytes once, tell their kind, parse them in a child, give back the grid."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from qmdesk.gate import child, kinds, limits
from qmdesk.gate.room import LARGE, room
from qmdesk.intake.readers import wire
from qmdesk.intake.readers.grid import Grid
from qmdesk.intake.readers.naming import name_warning, refuse_other_kind
from qmdesk.model.problem import Problem, Refused

Content = TypeVar("Content", bytes, bytes | memoryview)

_READERS = {
    kinds.XLSX: "qmdesk.intake.readers.xlsx:read",
    kinds.XLSM: "qmdesk.intake.readers.xlsx:read",
    kinds.XLS: "qmdesk.intake.readers.xls:read",
    kinds.TEXT: "qmdesk.intake.readers.csv_text:read",
    kinds.DFQ: "qmdesk.intake.readers.dfq:read",
}


def open_table(path: Path | str) -> Grid:
    """The grid of a tabular file. Raises Refused as :func:`read_table`, or file-missing, file-unreadable."""
    where = Path(path)
    return read_table(read_pair(where), where.name)


def read_table(content: bytes, name: str = "") -> Grid:
    """The grid of a tabular file's bytes; ``name`` is what problems call it and is held against the content.

    Raises Refused: file-empty, file-not-what-its-name-says, table-kind-unsupported, and whatever its reader or the
    child process refuses (see :mod:`qmdesk.gate.child`), each with the file's name as place where it has no other.
    """
    media = kinds.sniff(content)
    refuse_other_kind(media, name)
    try:
        body = child.run_for_bytes(_READERS[media], {"name": name}, content, where=name)
    except Refused as refused:
        raise Refused(*(in_file(each, name) for each in refused.problems)) from refused
    try:
        grid = wire.decode(body, name)
    except (ValueError, KeyError, TypeError) as error:
        raise Refused(Problem("reading-garbage", name)) from error
    warning = name_warning(media, name)
    return grid if warning is None else Grid(grid.sheets, grid.kind, name, (warning, *grid.problems))


def in_file(problem: Problem, name: str) -> Problem:
    """A problem of a part within the file, its place led by the file's name."""
    part = problem.code.startswith(("xml-", "zip-")) and problem.where != name
    return problem.at(f"{name}/{problem.where}") if part and name else problem


PAIRS = {".dfd": ".dfx", ".dfx": ".dfd"}


def read_pair(path: Path, most: int = limits.FILE) -> bytes:
    """As :func:`read_bytes`; of a Q-DAS description (.dfd) or its values (.dfx) both, where the other lies there."""
    content = read_bytes(path, most)
    wanted = PAIRS.get(path.suffix.lower())
    if wanted is None:
        return content
    beside = next(
        (each for each in (path.with_suffix(wanted), path.with_suffix(wanted.upper())) if each.is_file()), None
    )
    if beside is None:
        return content
    pair = (content, read_bytes(beside, most))
    return b"\r\n".join(pair if wanted == ".dfx" else pair[::-1])


def read_bytes(path: Path, most: int = limits.FILE) -> bytes:
    """A file's bytes. Raises Refused: file-missing, file-unreadable, file-too-large."""
    return _read(path, most, lambda _: path.read_bytes())


def read_view(path: Path, most: int = limits.FILE) -> bytes | memoryview:
    """As :func:`read_bytes`; of a large file a view of memory of its own, which is there sooner."""

    def read(size: int) -> bytes | memoryview:
        with path.open("rb", buffering=0) as file:
            if size >= LARGE and file.readinto(own := room(size)) == size and not file.read(1):
                return own
        return path.read_bytes()

    return _read(path, most, read)


def _read(path: Path, most: int, read: Callable[[int], Content]) -> Content:
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise Refused(Problem("file-is-folder", str(path)))
        if size > most:
            raise Refused(Problem("file-too-large", path.name, {"megabytes": most // limits.MIB}))
        return read(size)
    except FileNotFoundError as error:
        raise Refused(Problem("file-missing", str(path))) from error
    except OSError as error:
        raise Refused(Problem("file-unreadable", str(path), {"reason": error.strerror or ""})) from error
