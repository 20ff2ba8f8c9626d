"""The plain middle of a long delimited text as columns of exact integers, straight from its bytes, piece by piece."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qmdesk.intake.readers import csv_beside
from qmdesk.intake.readers.bulk import Bulk, Column, Ints, Says, kept_and_cut
from qmdesk.intake.readers.caps import LONG
from qmdesk.intake.readers.csv_fields import Fields
from qmdesk.intake.readers.csv_pieces import Plan, Text


def cut_out(payload: bytes, delimiter: str, says: Says, encoding: str) -> tuple[list[tuple[int, bytes]], Bulk] | None:
    """The lines that stay, with their numbers from 0, and what the others hold; None where there is no long middle."""
    if len(payload) < LONG or b'"' in payload or b"\0" in payload:
        return None
    if b"\r" in payload and payload.count(b"\r") != payload.count(b"\r\n"):
        return None
    text = Text.cut(payload, csv_beside.SHARES)
    plan = None if text.lines <= LONG else _plan(text, ord(delimiter))
    if plan is None:
        return None
    pieces = csv_beside.read(payload, text, plan, says, encoding)
    found = kept_and_cut(pieces.plain)
    if found is None:
        return None
    stay, cut = found
    whole = slice(int(cut[0]), int(cut[-1]) + 1) if cut[-1] - cut[0] + 1 == len(cut) else cut
    made: dict[int, Column] = {}
    for at, filling in pieces.columns.items():
        if (column := filling.column(whole)) is None:
            return None
        made[at] = column
    return list(text.of(stay)), Bulk(cut, made, _Labels(text, plan, cut, encoding))


def _plan(text: Text, separator: int) -> Plan | None:
    some = text.some()
    if not len(some):
        return None
    fields = Fields(some, separator)
    numeric: list[int] = []
    labels: int | None = None
    for column in range(fields.width):
        found, start, end = fields.numbers(column)
        filled = int((end > start).sum())
        if int(found.read.sum()) * 2 > filled > 0:
            numeric.append(column)
        elif filled and labels is None:  # the first text of a row may say that it is no row of readings
            labels = column
    return Plan(separator, fields.width, tuple(numeric), labels) if numeric else None


class _Labels:
    """The texts of a column over the cut lines, decoded when they are asked for."""

    def __init__(self, text: Text, plan: Plan, cut: Ints, encoding: str) -> None:
        self._text, self._plan, self._cut, self._encoding = text, plan, cut, encoding

    def __call__(self, column: int) -> Sequence[str]:
        found: list[str] = []
        for at in range(len(self._text.bounds)):
            base, beyond = self._text.first[at : at + 2]
            lines = self._cut[np.searchsorted(self._cut, base) : np.searchsorted(self._cut, beyond)] - base
            if not len(lines):
                continue
            fields = Fields(self._text.piece(at), self._plan.separator, self._plan.width)
            rows = lines if fields.even is None else np.searchsorted(fields.even, lines)
            data = fields.bytes.tobytes()
            start, end = (each[rows].tolist() for each in fields.field(column))
            found += [data[a:b].decode(self._encoding, "replace").strip() for a, b in zip(start, end, strict=True)]
        return found
