"""A file's grid without a way through the parent: in the child that parses it, long plain middles cut out."""

from __future__ import annotations

import codecs
from dataclasses import replace
from functools import partial

import numpy as np

from qmdesk.gate import kinds
from qmdesk.intake.readers import csv_text, dfq, wire, xls, xlsx
from qmdesk.intake.readers.book_bulk import long_sheet
from qmdesk.intake.readers.bulk import Says
from qmdesk.intake.readers.caps import LONG
from qmdesk.intake.readers.csv_bulk import cut_out
from qmdesk.intake.readers.grid import Grid
from qmdesk.intake.readers.protocols import is_protocol

_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_SAMPLE = 64 * 1024


def long_grid(payload: bytes, media: str, name: str, says: Says, *, decimal: str = "", fast: bool = True) -> Grid:
    """The grid of a file. ``says`` tells whether a text makes its row something other than readings; without ``fast``
    nothing is cut out.

    Raises Refused as the readers do.
    """
    if media in (kinds.XLSX, kinds.XLSM):
        return Grid(tuple(xlsx.sheets(payload, partial(long_sheet, says=says, fast=fast))), media, name)
    if media == kinds.XLS:
        return Grid(tuple(xls.sheets(payload, partial(long_sheet, says=says, fast=fast))), media, name)
    if media == kinds.DFQ:
        return wire.decode(dfq.read({"name": name}, payload), name)
    found = _long_text(payload, name, says, decimal) if fast else None
    return found or wire.decode(csv_text.read({"name": name, "decimal": decimal}, payload), name)


def _long_text(payload: bytes, name: str, says: Says, decimal: str) -> Grid | None:
    """A delimited text by its bytes; None where it has to be read cell by cell."""
    if len(payload) < LONG * 2:
        return None
    encoding = "utf-8"
    head, _, _ = payload[:_SAMPLE].rpartition(b"\n")
    if not payload.startswith(_BOMS) and b"\0" not in head and _ascii_from(payload, len(head)):
        _, encoding = csv_text.decoded(head, name)
    else:
        text, encoding = csv_text.decoded(payload, name)
        payload = payload if encoding == "gb18030" else text.encode()
        encoding = "gb18030" if encoding == "gb18030" else "utf-8"
        del text
        head, _, _ = payload[:_SAMPLE].rpartition(b"\n")
    sample, delimiter = csv_text.declared(head.decode(encoding, "replace"))
    if delimiter is not None or b'"' in payload or is_protocol(sample):
        return None
    delimiter = csv_text.delimiter_of(sample)
    points = payload
    if delimiter != "," and b"," in payload and decimal != ".":
        _, problems = csv_text.cells_of(sample, delimiter, name, decimal=decimal)
        if problems or b"." in payload:
            return None  # which comma is what has to be seen cell by cell
        points = payload.replace(b",", b".")
    found = cut_out(points, delimiter, says, encoding)
    if found is None:
        return None
    kept, bulk = found
    starts = payload.split(b"\n") if points is not payload else None
    lines = [line if starts is None else starts[at].removesuffix(b"\r") for at, line in kept]
    text = b"\n".join(lines).decode(encoding)
    rows, problems = csv_text.cells_of(text, delimiter, name, decimal=decimal)
    if encoding == "gb18030":
        problems.append(csv_text.read_as_gb18030(name))
    while rows and not any(rows[-1]):
        rows.pop()
    sheet = wire.here(wire.sheet(name, rows))
    sheet = replace(sheet, numbers=tuple(at for at, _ in kept[: len(rows)]), bulk=bulk)
    return Grid((sheet,), csv_text.MEDIA, name, tuple(problems))


def _ascii_from(payload: bytes, start: int) -> bool:
    """Whether a text has nothing but ASCII from a place on."""
    return int(np.frombuffer(payload, np.uint8, offset=start).max(initial=0)) < 128
