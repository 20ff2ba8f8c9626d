"""Zips that no packer writes: every header field can be made to lie."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, field


@dataclass
class Part:
    """One entry. Fields left None are told truly; ``local`` and ``central`` override single header fields."""

    name: bytes
    content: bytes = b""
    deflate: bool = True
    flags: int = 0
    system: int = 0
    mode: int = 0
    packed: bytes | None = None
    method: int | None = None
    size: int | None = None
    crc: int | None = None
    local_name: bytes | None = None
    local_method: int | None = None
    offset: int | None = None
    zip64: bool = False
    extra: bytes = b""
    data: bytes = field(init=False, default=b"")

    def __post_init__(self) -> None:
        machine = zlib.compressobj(9, zlib.DEFLATED, -15)
        deflated = machine.compress(self.content) + machine.flush()
        self.data = self.packed if self.packed is not None else (deflated if self.deflate else self.content)


def build(
    *parts: Part, prefix: bytes = b"", comment: bytes = b"", count: int | None = None, tail: bytes = b""
) -> bytes:
    out = bytearray(prefix)
    central = bytearray()
    for part in parts:
        start = len(out) if part.offset is None else part.offset
        method = part.method if part.method is not None else (8 if part.deflate else 0)
        local_method = part.local_method if part.local_method is not None else method
        crc = part.crc if part.crc is not None else zlib.crc32(part.content)
        size = part.size if part.size is not None else len(part.content)
        local_name = part.local_name if part.local_name is not None else part.name
        head = (
            20,
            part.flags,
            local_method,
            0,
            0,
            crc,
            len(part.data),
            min(size, 0xFFFFFFFF),
            len(local_name),
            len(part.extra),
        )
        if part.offset is None:
            out += struct.pack("<4s5H3L2H", b"PK\x03\x04", *head) + local_name + part.extra + part.data
        packed, shown, extra = len(part.data), size, part.extra
        if part.zip64:
            extra += struct.pack("<HHQQQ", 1, 24, size, packed, start)
            packed = shown = start = 0xFFFFFFFF
        central += struct.pack(
            "<4sBB5H3L5H2L", b"PK\x01\x02", 20, part.system, 20, part.flags, method, 0, 0, crc, packed, shown,
            len(part.name), len(extra), 0, 0, 0, part.mode << 16, start,
        ) + part.name + extra  # fmt: skip
    at = len(out)
    number = len(parts) if count is None else count
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, number, number, len(central), at, len(comment))
    return bytes(out + central + end + comment + tail)


def names(*texts: str) -> bytes:
    """A zip of small texts under these UTF-8 names."""
    return build(*(Part(each.encode("utf-8"), b"text", flags=0x800) for each in texts))
