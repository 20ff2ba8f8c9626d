"""The directory of a zip, read strictly: what two programs could read differently is refused.

Layout after APPNOTE.TXT 6.3.10 (PKWARE): local headers with data, central directory, end record, with the 64-bit
forms of them. Nothing is unpacked here.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise
from typing import IO

from qmdesk.gate.limits import ZipLimits
from qmdesk.model.problem import Problem, Refused

_END = struct.Struct("<4s4H2LH")
_END64_LOCATOR = struct.Struct("<4sLQL")
_END64 = struct.Struct("<4sQ2H2L4Q")
_CENTRAL = struct.Struct("<4s4B4HL2L5H2L")
_LOCAL = struct.Struct("<4s2B4HL2L2H")
_COMMENT_MOST = 0xFFFF
_FULL32, _FULL16 = 0xFFFFFFFF, 0xFFFF
_UTF8_FLAG, _ENCRYPTED_FLAGS = 0x800, 0x2041
_ZIP64_EXTRA = 0x0001
_UNIX = 3


@dataclass(frozen=True, slots=True)
class RawEntry:
    """One entry as the central directory tells it; ``start`` and ``end`` bound its packed data in the file."""

    name: bytes
    utf8: bool
    encrypted: bool
    method: int
    crc: int
    packed: int
    size: int
    header: int
    start: int
    end: int
    unix_mode: int


def read_directory(file: IO[bytes], limits: ZipLimits, where: str) -> tuple[RawEntry, ...]:
    """Every entry in the directory's order.

    Raises Refused: zip-damaged (no zip, cut off, or its parts disagree), zip-too-many-entries, zip-overlap.
    """
    file.seek(0, 2)
    length = file.tell()
    count, size, offset, last = _end_record(file, length, where)
    if count > limits.entries:
        raise Refused(Problem("zip-too-many-entries", where, {"count": count, "most": limits.entries}))
    if offset + size != last:
        raise _damaged(where, "directory")
    file.seek(offset)
    entries = _central(file.read(size), count, where)
    found = tuple(_with_extent(file, each, offset, where) for each in entries)
    _refuse_overlaps(found, where)
    return found


def _damaged(where: str, reason: str) -> Refused:
    return Refused(Problem("zip-damaged", where, {"reason": reason}))


def _end_record(file: IO[bytes], length: int, where: str) -> tuple[int, int, int, int]:
    """Count of entries, size and offset of the directory, and where the directory must end."""
    most = min(length, _END.size + _COMMENT_MOST)
    file.seek(length - most)
    tail = file.read(most)
    at = tail.rfind(b"PK\x05\x06")
    while at >= 0:
        if len(tail) - at >= _END.size:
            record = _END.unpack_from(tail, at)
            if at + _END.size + record[7] == len(tail):
                break
        at = tail.rfind(b"PK\x05\x06", 0, at)
    else:
        raise _damaged(where, "end")
    _, disk, first_disk, here, count, size, offset, _ = record
    start = length - most + at
    if _FULL16 in (here, count) or _FULL32 in (size, offset):
        return _end_record_64(file, start, where)
    if disk or first_disk or here != count:
        raise _damaged(where, "disks")
    return count, size, offset, start


def _end_record_64(file: IO[bytes], end: int, where: str) -> tuple[int, int, int, int]:
    if end < _END64_LOCATOR.size + _END64.size:
        raise _damaged(where, "end")
    file.seek(end - _END64_LOCATOR.size)
    mark, disk, at, disks = _END64_LOCATOR.unpack(file.read(_END64_LOCATOR.size))
    if mark != b"PK\x06\x07" or disk or disks > 1 or at > end:
        raise _damaged(where, "end")
    file.seek(at)
    data = file.read(_END64.size)
    if len(data) < _END64.size or not data.startswith(b"PK\x06\x06"):
        raise _damaged(where, "end")
    _, _, _, _, disk, first_disk, here, count, size, offset = _END64.unpack(data)
    if disk or first_disk or here != count:
        raise _damaged(where, "disks")
    return count, size, offset, at


def _central(data: bytes, count: int, where: str) -> list[RawEntry]:
    entries: list[RawEntry] = []
    at = 0
    for _ in range(count):
        if len(data) - at < _CENTRAL.size or data[at : at + 4] != b"PK\x01\x02":
            raise _damaged(where, "directory")
        entry, at = _central_entry(data, at, where)
        entries.append(entry)
    if at != len(data):
        raise _damaged(where, "directory")
    return entries


def _central_entry(data: bytes, at: int, where: str) -> tuple[RawEntry, int]:
    fields = _CENTRAL.unpack_from(data, at)
    system, flags, method = fields[2], fields[5], fields[6]
    crc, packed, size, name_length, extra_length, comment_length, disk = fields[9:16]
    attributes, header = fields[17], fields[18]
    at += _CENTRAL.size
    name, extra = data[at : at + name_length], data[at + name_length : at + name_length + extra_length]
    at += name_length + extra_length + comment_length
    if disk or at > len(data):
        raise _damaged(where, "directory")
    size, packed, header = _widened(extra, size, packed, header, where)
    entry = RawEntry(
        name, bool(flags & _UTF8_FLAG), bool(flags & _ENCRYPTED_FLAGS), method, crc, packed, size, header, 0, 0,
        attributes >> 16 if system == _UNIX else 0,
    )  # fmt: skip
    return entry, at


def _widened(extra: bytes, size: int, packed: int, header: int, where: str) -> tuple[int, int, int]:
    """The 64-bit values of those fields that say 'look in the extra field'."""
    values = [size, packed, header]
    missing = [at for at, value in enumerate(values) if value == _FULL32]
    if not missing:
        return size, packed, header
    wide = _extra_field(extra, _ZIP64_EXTRA)
    if wide is None or len(wide) < 8 * len(missing):
        raise _damaged(where, "directory")
    for position, at in enumerate(missing):
        values[at] = int.from_bytes(wide[8 * position : 8 * position + 8], "little")
    return values[0], values[1], values[2]


def _extra_field(extra: bytes, wanted: int) -> bytes | None:
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind == wanted:
            return extra[at + 4 : at + 4 + length]
        at += 4 + length
    return None


def _with_extent(file: IO[bytes], entry: RawEntry, directory: int, where: str) -> RawEntry:
    """The entry with the place of its data, after its local header was found to say the same."""
    if entry.header + _LOCAL.size > directory:
        raise _damaged(where, "entry")
    file.seek(entry.header)
    fields = _LOCAL.unpack(file.read(_LOCAL.size))
    flags, method, name_length, extra_length = fields[3], fields[4], fields[10], fields[11]
    name = file.read(name_length)
    same = (name, method, bool(flags & _ENCRYPTED_FLAGS)) == (entry.name, entry.method, entry.encrypted)
    start = entry.header + _LOCAL.size + name_length + extra_length
    if fields[0] != b"PK\x03\x04" or not same or start + entry.packed > directory:
        raise _damaged(where, "entry")
    return RawEntry(
        entry.name, entry.utf8, entry.encrypted, entry.method, entry.crc, entry.packed, entry.size, entry.header,
        start, start + entry.packed, entry.unix_mode,
    )  # fmt: skip


def _refuse_overlaps(entries: tuple[RawEntry, ...], where: str) -> None:
    """Entries that share bytes are how small files unpack to huge ones; no packer writes them."""
    for before, after in pairwise(sorted(entries, key=lambda each: each.header)):
        if before.end > after.header:
            raise Refused(Problem("zip-overlap", where))
