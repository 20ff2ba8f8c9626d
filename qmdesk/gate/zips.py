"""Zips from outside, never unpacked to disk: checked first, then streamed entry by entry, every real byte counted.

What makes the whole file unfit raises; what is wrong with one entry sets that entry aside and names it, and the
others go in. Limits are arguments (:class:`qmdesk.gate.limits.ZipLimits`).
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from qmdesk.gate import zip_names
from qmdesk.gate.kinds import ARCHIVES, sniff_start
from qmdesk.gate.limits import ZipLimits
from qmdesk.gate.zip_directory import RawEntry, read_directory
from qmdesk.model.problem import Problem, Refused

STORED, DEFLATED = 0, 8
_CHUNK = 256 * 1024
_START = 64 * 1024
#: What a data descriptor or padding may take behind the packed bytes is never read.


@dataclass(frozen=True, slots=True)
class Entry:
    """A plain file in a zip that may be read: its name with forward slashes, and its size as the directory says."""

    name: str
    size: int
    raw: RawEntry

    @property
    def basename(self) -> str:
        """The last part of the name."""
        return self.name.rpartition("/")[2]


class Archive:
    """An open zip: ``entries`` that may be read, ``problems`` naming those set aside, and the bytes spent so far."""

    def __init__(self, file: IO[bytes], limits: ZipLimits, where: str) -> None:
        self._file = file
        self.limits = limits
        self.where = where
        self.spent = 0
        self.entries, self.problems = _sorted_out(read_directory(file, limits, where), limits, where)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file behind it."""
        self._file.close()

    def entry(self, name: str) -> Entry | None:
        """The entry of exactly that name."""
        return next((each for each in self.entries if each.name == name), None)

    def stream(self, entry: Entry) -> Iterator[bytes]:
        """The content in chunks.

        Raises Refused, the place naming the entry: zip-entry-too-large, zip-ratio, zip-entry-damaged (length or
        checksum), zip-nested; and zip-too-large where all entries read so far are beyond the total: then the
        whole archive is to be given up.
        """
        place = self.place(entry)
        read, crc, first = 0, 0, True
        for chunk in _unpacked(self._file, entry, place):
            if first and not self.limits.nested and sniff_start(chunk) in ARCHIVES:
                raise Refused(Problem("zip-nested", place))
            first = False
            read += len(chunk)
            self._count(entry, read, len(chunk), place)
            crc = zlib.crc32(chunk, crc)
            yield chunk
        if read != entry.raw.size or crc != entry.raw.crc:
            raise Refused(Problem("zip-entry-damaged", place))

    def read(self, entry: Entry) -> bytes:
        """The whole content. Raises as :meth:`stream`."""
        return b"".join(self.stream(entry))

    def place(self, entry: Entry) -> str:
        """An entry as it is named to people."""
        return f"{self.where}/{entry.name}" if self.where else entry.name

    def _count(self, entry: Entry, read: int, chunk: int, place: str) -> None:
        limits = self.limits
        self.spent += chunk
        if read > limits.entry:
            raise Refused(Problem("zip-entry-too-large", place, {"megabytes": limits.entry // 2**20}))
        if read > limits.ratio_from and read > limits.ratio * max(entry.raw.packed, 1):
            raise Refused(Problem("zip-ratio", place, {"ratio": limits.ratio}))
        if self.spent > limits.total:
            raise Refused(Problem("zip-too-large", self.where, {"megabytes": limits.total // 2**20}))


def open_zip(source: Path | str | bytes, limits: ZipLimits | None = None, where: str = "") -> Archive:
    """Open a zip from a path or from its bytes; close it, or use it as a context.

    Raises Refused: file-missing, file-unreadable, zip-damaged, zip-too-many-entries, zip-overlap, zip-too-large.
    """
    if isinstance(source, bytes):
        return Archive(io.BytesIO(source), limits or ZipLimits(), where)
    path = Path(source)
    try:
        file = path.open("rb")
    except OSError as error:
        code = "file-missing" if isinstance(error, FileNotFoundError) else "file-unreadable"
        raise Refused(Problem(code, where or str(path), {"reason": error.strerror or ""})) from error
    try:
        return Archive(file, limits or ZipLimits(), where or path.name)
    except BaseException:
        file.close()
        raise


def _sorted_out(
    raw: tuple[RawEntry, ...], limits: ZipLimits, where: str
) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Entries that may be read, and the problems of those set aside."""
    named = [(each, zip_names.decoded_name(each)) for each in raw]
    twice = zip_names.doubled(name for _, name in named if name is not None)
    entries: list[Entry] = []
    problems: list[Problem] = []
    for each, name in named:
        shown = _shown(name, each)
        code = _unfit(each, name, twice, limits)
        if code is not None:
            problems.append(Problem(code, f"{where}/{shown}" if where else shown, _details(code, limits)))
        elif name is not None and not zip_names.is_folder(each, name):
            entries.append(Entry(name, each.size, each))
    if sum(each.size for each in entries) > limits.total:
        raise Refused(Problem("zip-too-large", where, {"megabytes": limits.total // 2**20}))
    return tuple(entries), tuple(problems)


def _unfit(raw: RawEntry, name: str | None, twice: frozenset[str], limits: ZipLimits) -> str | None:
    if name is None:
        return "zip-name-encoding"
    code = zip_names.name_problem(name, limits.name)
    if code is not None:
        return code
    if zip_names.is_special(raw):
        return "zip-link"
    if raw.encrypted:
        return "zip-encrypted"
    if zip_names.folded(name) in twice:
        return "zip-duplicate"
    if raw.method not in (STORED, DEFLATED):
        return "zip-method"
    if raw.size > limits.entry:
        return "zip-entry-too-large"
    if raw.size > limits.ratio_from and raw.size > limits.ratio * max(raw.packed, 1):
        return "zip-ratio"
    return None


def _details(code: str, limits: ZipLimits) -> dict[str, str | int]:
    figures: dict[str, dict[str, str | int]] = {
        "zip-entry-too-large": {"megabytes": limits.entry // 2**20},
        "zip-ratio": {"ratio": limits.ratio},
        "zip-name-length": {"most": limits.name},
    }
    return figures.get(code, {})


def _shown(name: str | None, raw: RawEntry) -> str:
    """A name fit to be shown: controls and direction marks made visible, cut to a line."""
    text = name if name is not None else raw.name.decode("ascii", "backslashreplace")
    seen = "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in text)
    return seen if len(seen) <= 120 else f"{seen[:117]}..."


def _unpacked(file: IO[bytes], entry: Entry, place: str) -> Iterator[bytes]:
    raw = entry.raw
    if raw.method == STORED:
        yield from _packed(file, raw)
        return
    machine = zlib.decompressobj(-15)
    try:
        for packed in _packed(file, raw):
            data = packed
            while data and not machine.eof:
                chunk = machine.decompress(data, _CHUNK)
                data = machine.unconsumed_tail
                if chunk:
                    yield chunk
        tail = machine.flush()
    except zlib.error as error:
        raise Refused(Problem("zip-entry-damaged", place)) from error
    if not machine.eof or machine.unused_data:
        raise Refused(Problem("zip-entry-damaged", place))
    if tail:
        yield tail


def _packed(file: IO[bytes], raw: RawEntry) -> Iterator[bytes]:
    at, left = raw.start, raw.packed
    while left > 0:
        file.seek(at)
        data = file.read(min(_CHUNK, left))
        if not data:
            return
        yield data
        at += len(data)
        left -= len(data)
