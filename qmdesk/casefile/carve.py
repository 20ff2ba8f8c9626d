"""Records out of the bytes of a SQLite file, page by page, without its tables of contents.

Where SQLite gives up at the first damaged page, this reads every page that still looks like a leaf or an inner page
of an index and gives each record that can be decoded. It proves nothing: who takes a record checks it by its hash.
The format is that of sqlite.org/fileformat2.html (sections 1.3 to 2.1).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

Value = None | int | float | str | bytes
Record = tuple[Value, ...]

INDEX_INNER, INDEX_LEAF, TABLE_LEAF = 0x02, 0x0A, 0x0D
#: Bytes of the file's head, which page 1 begins with.
HEAD = 100
DEFAULT_PAGE = 4096
#: More columns than any of our tables has mean that these bytes are no record.
MOST_COLUMNS = 64


def records(content: bytes) -> Iterator[Record]:
    """Every record that can be decoded, in order of pages."""
    pages = _Pages(content, *_sizes(content))
    for number in range(1, len(content) // pages.size + 1):
        yield from pages.records(number)


def _sizes(content: bytes) -> tuple[int, int]:
    """Page size and usable bytes of a page, as the head says or, where it is damaged, as SQLite makes files."""
    size = int.from_bytes(content[16:18], "big")
    size = 65536 if size == 1 else size
    if size < 512 or size & (size - 1) or size > 65536:
        return DEFAULT_PAGE, DEFAULT_PAGE
    reserved = content[20] if len(content) > 20 else 0
    return size, size - reserved if size - reserved >= 480 else size


@dataclass(frozen=True, slots=True)
class _Pages:
    content: bytes
    size: int
    usable: int

    def records(self, number: int) -> Iterator[Record]:
        start = (number - 1) * self.size
        page = self.content[start : start + self.size]
        at = HEAD if number == 1 else 0
        kind = page[at]
        if kind not in (INDEX_INNER, INDEX_LEAF, TABLE_LEAF):
            return
        count = int.from_bytes(page[at + 3 : at + 5], "big")
        first = at + (12 if kind == INDEX_INNER else 8)
        for place in range(first, min(first + 2 * count, self.usable - 1), 2):
            cell = int.from_bytes(page[place : place + 2], "big")
            try:
                yield _decoded(self._payload(page, cell, kind))
            except (ValueError, IndexError):  # no record, or one in pieces
                continue

    def _payload(self, page: bytes, cell: int, kind: int) -> bytes:
        at = cell + (4 if kind == INDEX_INNER else 0)
        length, at = _varint(page, at)
        if kind == TABLE_LEAF:
            _, at = _varint(page, at)
        if length > len(self.content):
            raise ValueError("longer than the file")
        local = self._local(length, kind)
        payload = bytearray(page[at : at + local])
        if local < length:
            self._overflow(payload, length, int.from_bytes(page[at + local : at + local + 4], "big"))
        if len(payload) != length:
            raise ValueError("in pieces")
        return bytes(payload)

    def _local(self, length: int, kind: int) -> int:
        """How many bytes of a payload stand in the cell itself."""
        most = self.usable - 35 if kind == TABLE_LEAF else (self.usable - 12) * 64 // 255 - 23
        if length <= most:
            return length
        least = (self.usable - 12) * 32 // 255 - 23
        spilled = least + (length - least) % (self.usable - 4)
        return spilled if spilled <= most else least

    def _overflow(self, payload: bytearray, length: int, number: int) -> None:
        while len(payload) < length:
            if not 1 < number <= len(self.content) // self.size:
                raise ValueError("an overflow page that isn't there")
            start = (number - 1) * self.size
            page = self.content[start : start + self.usable]
            payload += page[4 : 4 + length - len(payload)]
            number = int.from_bytes(page[:4], "big")


def _varint(content: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends."""
    value = 0
    for place in range(at, at + 8):
        byte = content[place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + 1
    return value << 8 | content[at + 8], at + 9


#: Bytes of whole numbers by serial type.
_WHOLE = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


def _decoded(payload: bytes) -> Record:
    length, at = _varint(payload, 0)
    types: list[int] = []
    while at < length:
        kind, at = _varint(payload, at)
        types.append(kind)
        if len(types) > MOST_COLUMNS:
            raise ValueError("more columns than any table has")
    values: list[Value] = []
    for kind in types:
        value, at = _value(payload, at, kind)
        values.append(value)
    if at != len(payload):
        raise ValueError("bytes behind the last column")
    return tuple(values)


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind == 0:
        return None, at
    if kind in (8, 9):
        return kind - 8, at
    if kind in _WHOLE or kind == 7:
        size = _WHOLE.get(kind, 8)
        if at + size > len(payload):
            raise ValueError("cut off")
        raw = payload[at : at + size]
        return (0.0 if kind == 7 else int.from_bytes(raw, "big", signed=True)), at + size
    if kind < 12:
        raise ValueError("a type that SQLite keeps for itself")
    size = (kind - 12) // 2
    if at + size > len(payload):
        raise ValueError("cut off")
    raw = payload[at : at + size]
    return (raw.decode("utf-8") if kind % 2 else raw), at + size
