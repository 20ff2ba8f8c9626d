"""A small writer of BIFF8 workbooks in OLE files, after [MS-XLS] and [MS-CFB]: enough for tests of the XLS reader."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

SECTOR = 512
FREE, END, FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
GENERAL, PERCENT = 0, 10


@dataclass
class XlsSheet:
    """Cells by (row, column): float, str, bool, ("percent", float) or ("error", code)."""

    name: str
    cells: dict[tuple[int, int], object]
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


def xls(*sheets: XlsSheet) -> bytes:
    """The bytes of a workbook."""
    return compound("Workbook", workbook(sheets))


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _string(text: str, *, short: bool = False) -> bytes:
    return struct.pack("<BB" if short else "<HB", len(text), 1) + text.encode("utf-16-le")


def workbook(sheets: tuple[XlsSheet, ...]) -> bytes:
    strings = sorted({value for sheet in sheets for value in sheet.cells.values() if isinstance(value, str)})
    bodies = [_sheet(each, strings) for each in sheets]
    head = _record(0x0809, struct.pack("<HHHHLL", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6))
    head += _record(0x0042, struct.pack("<H", 1200))
    head += _record(
        0x0031, struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0) + _string("Arial", short=True)
    )
    for number in (GENERAL, PERCENT):
        head += _record(0x00E0, struct.pack("<HHH", 0, number, 0) + b"\0" * 14)
    table = struct.pack("<LL", len(strings), len(strings)) + b"".join(_string(each) for each in strings)
    tail = _record(0x00FC, table) + _record(0x000A)
    names = [_string(each.name, short=True) for each in sheets]
    size = len(head) + sum(4 + 6 + len(name) for name in names) + len(tail)
    bounds = b""
    at = size
    for sheet, name, body in zip(sheets, names, bodies, strict=True):
        bounds += _record(0x0085, struct.pack("<LBB", at, int(sheet.hidden), 0) + name)
        at += len(body)
    return head + bounds + tail + b"".join(bodies)


def _sheet(sheet: XlsSheet, strings: list[str]) -> bytes:
    out = _record(0x0809, struct.pack("<HHHHLL", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))
    rows = 1 + max((row for row, _ in sheet.cells), default=0)
    columns = 1 + max((column for _, column in sheet.cells), default=0)
    for column in sorted(sheet.hidden_columns):
        out += _record(0x007D, struct.pack("<HHHHHH", column, column, 2340, 0, 1, 0))
    out += _record(0x0200, struct.pack("<LLHHH", 0, rows, 0, columns, 0))
    for row in range(rows):
        options = 0x0100 | (0x20 if row in sheet.hidden_rows else 0)
        out += _record(0x0208, struct.pack("<HHHHHHHH", row, 0, columns, 255, 0, 0, options, 0))
    for (row, column), value in sorted(sheet.cells.items()):
        out += _cell(row, column, value, strings)
    if sheet.merged:
        areas = b"".join(struct.pack("<HHHH", top, bottom, left, right) for top, left, bottom, right in sheet.merged)
        out += _record(0x00E5, struct.pack("<H", len(sheet.merged)) + areas)
    return out + _record(0x000A)


def _cell(row: int, column: int, value: object, strings: list[str]) -> bytes:
    place = struct.pack("<HH", row, column)
    if isinstance(value, bool):
        return _record(0x0205, place + struct.pack("<HBB", 0, int(value), 0))
    if isinstance(value, str):
        return _record(0x00FD, place + struct.pack("<HL", 0, strings.index(value)))
    if isinstance(value, tuple) and value[0] == "error":
        return _record(0x0205, place + struct.pack("<HBB", 0, value[1], 1))
    style, number = (1, value[1]) if isinstance(value, tuple) else (0, value)
    return _record(0x0203, place + struct.pack("<Hd", style, number))


def compound(name: str, content: bytes) -> bytes:
    """An OLE file with one stream, padded beyond the size of small streams."""
    content = content.ljust(4096, b"\0")
    content += b"\0" * (-len(content) % SECTOR)
    data_sectors = len(content) // SECTOR
    fat_sectors = 1
    while fat_sectors * (SECTOR // 4) < data_sectors + fat_sectors + 1:
        fat_sectors += 1
    assert fat_sectors <= 109
    fat = [*range(1, data_sectors), END]
    fat += [FAT_SECTOR] * fat_sectors + [END]
    fat += [FREE] * (fat_sectors * (SECTOR // 4) - len(fat))
    directory = _entry("Root Entry", 5, END, 0, child=1) + _entry(name, 2, 0, len(content)) + _entry("", 0, 0, 0) * 2
    difat = [data_sectors + each for each in range(fat_sectors)] + [FREE] * (109 - fat_sectors)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<LLLLLLLLL", 0, fat_sectors, data_sectors + fat_sectors, 0, 4096, END, 0, END, 0)
    head += struct.pack("<109L", *difat)
    return head + content + struct.pack(f"<{len(fat)}L", *fat) + directory


def _entry(name: str, kind: int, start: int, size: int, child: int = FREE) -> bytes:
    label = name.encode("utf-16-le")
    data = label.ljust(64, b"\0") + struct.pack("<HBB", len(label) + 2 if name else 0, kind, 1)
    data += struct.pack("<LLL", FREE, FREE, child) + b"\0" * 36
    return data + struct.pack("<LQ", start, size)
