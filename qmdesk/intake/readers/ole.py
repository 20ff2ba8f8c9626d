"""One stream out of an OLE compound file, within bounds ([MS-CFB], version 3 and 4)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_HEADER = struct.Struct("<8s16sHHHHH6sLLLLLLLLLL")
_END = 0xFFFFFFFE
_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128
_STREAM, _ROOT = 2, 5


def stream(data: bytes, *names: str) -> bytes | None:
    """The first stream with one of the names, None where there is none or the file is no sound compound file."""
    try:
        return _stream(data, names)
    except (struct.error, IndexError, ValueError):
        return None


def _stream(data: bytes, names: tuple[str, ...]) -> bytes | None:
    head = _HEADER.unpack_from(data)
    if head[0] != _MAGIC or head[5] not in (9, 12):
        return None
    size, mini = 1 << head[5], 1 << head[6]
    fat = _table(data, _fat_sectors(data, head, size), size)
    entries = list(_entries(b"".join(_chain(data, head[10], fat, size, size))))
    root = next(each for each in entries if each[1] == _ROOT)
    for name in names:
        for label, kind, start, length in entries:
            if kind != _STREAM or label.casefold() != name.casefold():
                continue
            if length >= head[12]:
                return b"".join(_chain(data, start, fat, size, size))[:length]
            small = b"".join(_chain(data, root[2], fat, size, size))
            mini_fat = _table(data, _numbers(head[13], fat), size)
            return b"".join(_chain(small, start, mini_fat, mini, 0))[:length]
    return None


def _fat_sectors(data: bytes, head: tuple[int, ...], size: int) -> list[int]:
    """Numbers of the sectors that hold the allocation table: 109 in the header, the others in a chain."""
    found = [each for each in struct.unpack_from("<109L", data, 76) if each < _END]
    at, left = head[15], head[16]
    while at < _END and left > 0:
        block = struct.unpack_from(f"<{size // 4}L", data, (at + 1) * size)
        found += [each for each in block[:-1] if each < _END]
        at, left = block[-1], left - 1
    if len(found) * size > len(data):
        raise ValueError("more allocation table than file")
    return found


def _table(data: bytes, sectors: list[int], size: int) -> list[int]:
    return [each for at in sectors for each in struct.unpack_from(f"<{size // 4}L", data, (at + 1) * size)]


def _numbers(start: int, fat: list[int]) -> list[int]:
    found: list[int] = []
    while start < _END:
        if len(found) > len(fat):
            raise ValueError("a chain that never ends")
        found.append(start)
        start = fat[start]
    return found


def _chain(data: bytes, start: int, fat: list[int], size: int, skip: int) -> Iterator[bytes]:
    for at in _numbers(start, fat):
        yield data[at * size + skip : (at + 1) * size + skip]


def _entries(directory: bytes) -> Iterator[tuple[str, int, int, int]]:
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length, kind = struct.unpack_from("<HB", directory, at + 64)
        start, size = struct.unpack_from("<LQ", directory, at + 116)
        name = directory[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
        yield name, kind, start, size & 0xFFFFFFFF
