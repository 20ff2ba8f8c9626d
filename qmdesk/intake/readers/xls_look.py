"""A second look at a BIFF8 workbook for what calamine leaves out: hidden rows and columns, percentages, errors.

[MS-XLS] 2.4: BoundSheet8, Format, XF, Row, ColInfo, Number, RK, MulRk, Formula, BoolErr. Older versions and whatever
can't be followed give nothing to see; the values are the other reader's.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from qmdesk.intake.readers.ole import stream
from qmdesk.intake.readers.xlsx_look import BUILT_IN_PERCENT, LITERALS, Look

_BOF, _EOF, _BOUNDSHEET, _FORMAT, _XF = 0x0809, 0x0A, 0x85, 0x041E, 0xE0
_ROW, _COLINFO, _NUMBER, _RK, _MULRK, _FORMULA, _BOOLERR = 0x0208, 0x7D, 0x0203, 0x027E, 0xBD, 0x06, 0x0205
_BIFF8 = 0x0600
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}

Record = tuple[int, bytes]


def looks_of(payload: bytes) -> dict[str, Look]:
    """What was seen, by sheet name."""
    book = stream(payload, "Workbook")
    if book is None or len(book) < 8 or struct.unpack_from("<HxxH", book) != (_BOF, _BIFF8):
        return {}
    try:
        sheets, percents = _globals(book)
        return {name: _sheet(book, at, percents) for name, at in sheets if at < len(book)}
    except (struct.error, IndexError):
        return {}


def _records(book: bytes, at: int) -> Iterator[Record]:
    """Records from a substream's beginning to its end."""
    depth = 0
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        yield kind, book[at + 4 : at + 4 + length]
        at += 4 + length


def _globals(book: bytes) -> tuple[list[tuple[str, int]], frozenset[int]]:
    """Sheets with the offset of their substream, and the cell formats that show percentages."""
    sheets: list[tuple[str, int]] = []
    formats: dict[int, bool] = {}
    cells: list[int] = []
    for kind, data in _records(book, 0):
        if kind == _BOUNDSHEET:
            sheets.append((_name(data[6:]), struct.unpack_from("<L", data)[0]))
        elif kind == _FORMAT:
            text = _text(data[2:])
            formats[struct.unpack_from("<H", data)[0]] = "%" in LITERALS.sub("", text)
        elif kind == _XF:
            cells.append(struct.unpack_from("<H", data, 2)[0])
    percents = frozenset(at for at, number in enumerate(cells) if formats.get(number, number in BUILT_IN_PERCENT))
    return sheets, percents


def _name(data: bytes) -> str:
    """A short string: one byte of length, one of flags."""
    length, wide = data[0], data[1] & 1
    return data[2 : 2 + length * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")


def _text(data: bytes) -> str:
    length, wide = struct.unpack_from("<H", data)[0], data[2] & 1
    return data[3 : 3 + length * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")


def _sheet(book: bytes, at: int, percents: frozenset[int]) -> Look:
    look = Look()
    for kind, data in _records(book, at):
        if kind == _ROW and data[12] & 0x20:
            look.hidden_rows.add(struct.unpack_from("<H", data)[0])
        elif kind == _COLINFO and data[8] & 1:
            first, last = struct.unpack_from("<HH", data)
            look.hidden_columns.update(range(first, min(last, 255) + 1))
        elif kind in (_NUMBER, _RK, _FORMULA, _MULRK, _BOOLERR):
            _cell(kind, data, percents, look)
    return look


def _cell(kind: int, data: bytes, percents: frozenset[int], look: Look) -> None:
    row, column, style = struct.unpack_from("<HHH", data)
    if kind == _MULRK:
        for offset, start in enumerate(range(4, len(data) - 6 + 1, 6)):
            if struct.unpack_from("<H", data, start)[0] in percents:
                look.percents.add((row, column + offset))
    elif kind == _BOOLERR:
        if data[7]:
            look.errors[row, column] = _ERRORS.get(data[6], "#?")
    elif kind == _FORMULA and data[12:14] == b"\xff\xff":
        if data[6] == 2:
            look.errors[row, column] = _ERRORS.get(data[8], "#?")
    elif style in percents:
        look.percents.add((row, column))
