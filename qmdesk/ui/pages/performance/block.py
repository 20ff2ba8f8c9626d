"""A block of cells as spreadsheets put it on the clipboard: tabs, any line ends, quotes around what holds both."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SEPARATOR = re.compile(r"[\t\n]|\Z")


def cells_of(text: str) -> list[list[str]]:
    """Rows of cells. A quoted cell may hold tabs and line ends, and doubled quotes for one; empty rows at the end go.

    Text that only begins with a quote without closing it is taken as it stands.
    """
    lines = _records(text.replace("\r\n", "\n").replace("\r", "\n"))
    rows = [[_plain(cell) for cell in line] for line in lines]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def is_block(text: str) -> bool:
    """Whether a text is more than one cell."""
    rows = cells_of(text)
    return len(rows) > 1 or (len(rows) == 1 and len(rows[0]) > 1)


def as_text(rows: Sequence[Sequence[str]]) -> str:
    """Cells as a spreadsheet takes them from the clipboard."""
    return "\n".join("\t".join(_quoted(cell) for cell in row) for row in rows)


def _records(text: str) -> list[list[str]]:
    rows: list[list[str]] = [[]]
    at, end = 0, len(text)
    while at <= end:
        cell, at = _cell(text, at)
        rows[-1].append(cell)
        if at >= end:
            break
        if text[at] == "\n":
            rows.append([])
        at += 1
    return rows


def _cell(text: str, start: int) -> tuple[str, int]:
    """The cell that starts here, and where its separator is."""
    if text[start : start + 1] == '"':
        closing = _closing(text, start + 1)
        if closing is not None:
            return text[start + 1 : closing].replace('""', '"'), closing + 1
    found = _SEPARATOR.search(text, start)
    end = found.start() if found else len(text)
    return text[start:end], end


def _closing(text: str, start: int) -> int | None:
    """Where a quoted cell's closing quote is; None where none is followed by a separator."""
    at = start
    while (at := text.find('"', at)) >= 0:
        if text[at + 1 : at + 2] == '"':
            at += 2
            continue
        return at if text[at + 1 : at + 2] in {"", "\t", "\n"} else None
    return None


def _plain(cell: str) -> str:
    return cell.replace("\u00a0", " ").strip(" \u3000\ufeff")


def _quoted(cell: str) -> str:
    if any(each in cell for each in '\t\n"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell
