"""A measurement file as a person is shown it before anything is written: tables, columns, sets, what was left out.

Parsing and understanding both run in the child process; what comes back is small but for the readings themselves,
which travel as bytes.
"""

from __future__ import annotations

import gc
import importlib
import json
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

from qmdesk.formdef.plain_text import shown
from qmdesk.gate import child, kinds
from qmdesk.gate.child_ahead import Send
from qmdesk.gate.child_main import problems_of, told
from qmdesk.intake.measurements.draft import Draft, Layout, TooOdd
from qmdesk.intake.measurements.layouts import Table, tables_of
from qmdesk.intake.measurements.mapped import drafts_by, mapping_of
from qmdesk.intake.measurements.mapping import Mapping
from qmdesk.intake.measurements.packed import Sent, Taken, narrowed, unpacked
from qmdesk.intake.measurements.sets import MeasurementSet, notes_of, sets_of
from qmdesk.intake.measurements.words import says_no_reading
from qmdesk.intake.readers import Grid, Sheet
from qmdesk.intake.readers.naming import name_warning, refuse_other_kind
from qmdesk.intake.readers.opening import PAIRS, in_file, read_pair, read_view
from qmdesk.model.problem import Problem, Refused, Severity
from qmdesk.model.readings import Readings

#: Rows and columns of a table that are shown.
ROWS, COLUMNS = 40, 400
_CELL = 60


@dataclass(frozen=True, slots=True)
class Shown:
    """A table of the file: what was understood of it, its first rows (numbers from 1, texts), how many there are."""

    mapping: Mapping
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    count: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would give; nothing is written. ``marked`` is a template of ours, which needs no mapping."""

    name: str
    media: str
    tables: tuple[Shown, ...]
    sets: tuple[MeasurementSet, ...]
    notes: tuple[Problem, ...]
    marked: bool = False

    @property
    def read(self) -> int:
        """Cells that were looked at."""
        return sum(each.read for each in self.sets)

    @property
    def skipped(self) -> int:
        """Cells that are no readings, each named in the problems of its set."""
        return sum(each.skipped for each in self.sets)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All there is to say."""
        return (*self.notes, *(problem for each in self.sets for problem in each.problems))


def preview_file(path: Path | str, mapping: Mapping | None = None) -> Preview:
    """What a file gives, by itself or as a mapping says. Raises Refused as reading the file does."""
    where = Path(path)
    read = read_pair if where.suffix.lower() in PAIRS else read_view
    return preview_bytes(read(where), where.name, mapping)


def preview_bytes(
    content: child.Body, name: str, mapping: Mapping | None = None, stop: child.Stop | None = None
) -> Preview:
    """As :func:`preview_file` for bytes that were read already; ``stop`` ends it from another thread."""
    media = kinds.sniff(content)
    refuse_other_kind(media, name)
    arguments: dict[str, Any] = {"name": name, "media": media}
    if mapping is not None:
        arguments["mapping"] = mapping.to_json()
    ahead = Taken()
    try:
        function = "qmdesk.intake.measurements.reading:understand"
        body = child.run_for_bytes(function, arguments, content, where=name, stop=stop, take=ahead.take)
    except Refused as refused:
        raise Refused(*(in_file(each, name) for each in refused.problems)) from refused
    try:
        found = _decoded(body, ahead)
    except (ValueError, KeyError, TypeError, IndexError, OverflowError) as error:
        raise Refused(Problem("reading-garbage", name)) from error
    warning = name_warning(media, name)
    if warning is None:
        return found
    return Preview(found.name, found.media, found.tables, found.sets, (warning, *found.notes), found.marked)


def prepare() -> None:
    """Have a child waiting that has loaded what reading a file takes. Raises Refused(reading-not-started)."""
    child.prepare("qmdesk.intake.measurements.reading:ready")


# -- in the child -----------------------------------------------------------------------------------------


def ready(_arguments: dict[str, Any], _payload: bytes) -> bytes:
    """Load what reading a file takes."""
    from qmdesk.intake.readers import csv_beside

    for each in ("python_calamine", "qmdesk.intake.measurements.whole", "qmdesk.intake.self_assessment_find"):
        importlib.import_module(each)
    understand({"name": "", "media": kinds.TEXT}, b"1\n2\n")
    csv_beside.prepare(says_no_reading)
    return b""


def understand(arguments: dict[str, Any], payload: bytes, send: Send | None = None) -> bytes:
    """The preview of a file, in bytes. Raises Refused as the readers do, and mapping-sheet-missing."""
    from qmdesk.intake.readers.long import long_grid

    name, media = str(arguments["name"]), str(arguments["media"])
    mapping = Mapping.of_json(arguments["mapping"]) if "mapping" in arguments else None
    decimal = "" if mapping is None else mapping.decimal
    read: Callable[[bool], Grid] = lambda fast: long_grid(  # noqa: E731
        payload, media, name, says_no_reading, decimal=decimal, fast=fast
    )
    enabled = gc.isenabled()
    gc.disable()  # hundreds of thousands of small lists and none of them in a cycle
    try:
        grid = read(True)
        sent = None if send is None else Sent(grid)
        if send is not None and not (sent and send(sent.part())):
            sent = None
        return _encoded(preview_of(grid, mapping), sent)
    except TooOdd:
        return _encoded(preview_of(read(False), mapping))
    finally:
        if enabled:
            gc.enable()


def preview_of(grid: Grid, mapping: Mapping | None = None) -> Preview:
    """The preview of a table already read. Raises Refused(mapping-sheet-missing), TooOdd for a long one."""
    from qmdesk.intake.self_assessment_find import marker_of

    marked = marker_of(grid) is not None
    sheets = [each for each in grid.sheets if not each.hidden]
    found = [(each, table) for each in sheets for table in tables_of(each)]
    if any(each.bulk is not None and sum(1 for other, _ in found if other is each) != 1 for each in sheets):
        raise TooOdd  # whose the cut rows are is not clear
    tables = tuple(Shown(mapping_of(table), _rows(each), _count(each)) for each, table in found)
    notes = list(notes_of(grid))
    if mapping is None:
        drafts: list[Draft] = [draft for _, table in found for draft in table.drafts]
    else:
        sheet = next((each for each in sheets if each.name == mapping.sheet), None)
        if sheet is None and len(sheets) == 1:
            sheet = sheets[0]
        if sheet is None:
            known = ", ".join(each.name for each in sheets)
            raise Refused(Problem("mapping-sheet-missing", grid.name, {"sheet": mapping.sheet, "known": known}))
        drafts = list(drafts_by(sheet, mapping))
        if not drafts:
            row = mapping.header[-1] + 1 if mapping.header else 1
            notes.append(Problem("mapping-without-table", sheet.name or grid.name, {"row": row}))
        others = [each.name for each in sheets if each is not sheet and any(any(row) for row in each.rows)]
        if others:
            details = {"sheets": ", ".join(others), "sheet": sheet.name}
            notes.append(Problem("mapping-other-sheets", grid.name, details, Severity.INFO))
    if not drafts and not any(each.code == "mapping-without-table" for each in notes):
        notes.append(Problem("no-readings", grid.name))
    notes += _begun_again(found) if mapping is None else []
    sets = sets_of(grid, drafts, decimal_comma=mapping is not None and mapping.decimal == ",")
    return Preview(grid.name, grid.kind, tables, sets, tuple(notes), marked)


def _begun_again(found: Sequence[tuple[Sheet, Table]]) -> list[Problem]:
    """A word on a lone text among readings of one column that was taken for the heading of another table."""
    told: list[Problem] = []
    for (sheet, above), (other, below) in pairwise(found):
        row, columns = below.block.header, list(below.block.columns)
        if other is not sheet or row is None or columns != list(above.block.columns) or len(columns) != 1:
            continue
        if len(sheet.filled(row, range(sheet.width))) == 1:
            details = {"text": shown(sheet.text(row, columns[0]))}
            told.append(Problem("text-read-as-heading", sheet.place(row, columns[0]), details, Severity.WARNING))
    return told


def _rows(sheet: Sheet) -> tuple[tuple[int, tuple[str, ...]], ...]:
    return tuple(
        (sheet.number(at) + 1, tuple("" if cell is None else _seen(cell.text) for cell in row[:COLUMNS]))
        for at, row in enumerate(sheet.rows[:ROWS])
    )


def _seen(text: str) -> str:
    text = " ".join(text[: _CELL + 1].split())
    return text if len(text) <= _CELL else f"{text[:_CELL]}…"


def _count(sheet: Sheet) -> int:
    more = 0 if sheet.bulk is None else len(sheet.bulk.rows)
    return sum(1 for row in sheet.rows if any(row)) + more


def _encoded(found: Preview, sent: Sent | None = None) -> bytes:
    arrays: list[bytes | memoryview] = []
    sets: list[dict[str, Any]] = []
    for each in found.sets:
        readings = each.readings
        data: dict[str, Any] | None = None
        if readings is not None:
            packed = isinstance(readings.scaled, array)
            data = {
                "exponent": readings.exponent, "ordered": readings.ordered, "n": len(readings),
                "scaled": None if packed else list(readings.scaled), "groups": readings.subgroups is not None,
                "sizes": 0 if readings.subgroups is None else len(readings.subgroups),
            }  # fmt: skip
            if isinstance(readings.scaled, array):
                data["ahead"] = sent and sent.find(each.sheet, each.columns, readings.scaled)
                if data["ahead"] is None:
                    numbers, data["narrow"] = narrowed(readings.scaled)
                    arrays.append(numbers)
            arrays += [array("q", readings.subgroups).tobytes()] if readings.subgroups is not None else []
        limits = [None if limit is None else f"{limit:f}" for limit in (each.lsl, each.usl, each.target)]
        sets.append({
            "name": each.name, "unit": each.unit, "family": each.family, "gauge": each.gauge, "limits": limits,
            "readings": data, "layout": str(each.layout), "sheet": each.sheet, "columns": list(each.columns),
            "place": each.place, "read": each.read, "skipped": each.skipped, "problems": told(each.problems),
        })  # fmt: skip
    tables = [[each.mapping.to_json(), each.rows, each.count] for each in found.tables]
    document = {"name": found.name, "media": found.media, "tables": tables, "sets": sets, "notes": told(found.notes),
                "marked": found.marked}  # fmt: skip
    head = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return b"".join([len(head).to_bytes(8, "little"), head, *arrays])


# -- in the parent ----------------------------------------------------------------------------------------


def _decoded(body: bytes | memoryview, ahead: Taken) -> Preview:
    size = int.from_bytes(body[:8], "little")
    document = json.loads(str(body[8 : 8 + size], "utf-8", "replace"))
    rest = memoryview(body)[8 + size :]

    def take(count: int, *, narrow: bool = False) -> memoryview[int]:
        nonlocal rest
        size = 4 if narrow else 8
        own, rest = rest[: count * size], rest[count * size :]
        return unpacked(own, count, size)

    sets = tuple(_set(each, take, ahead) for each in document["sets"])
    tables = tuple(
        Shown(Mapping.of_json(mapping), tuple((int(at), tuple(map(str, row))) for at, row in rows), int(count))
        for mapping, rows, count in document["tables"]
    )
    return Preview(
        str(document["name"]), str(document["media"]), tables, sets, tuple(problems_of(document["notes"])),
        bool(document["marked"]),
    )  # fmt: skip


def _set(data: dict[str, Any], take: Callable[..., memoryview[int]], ahead: Taken) -> MeasurementSet:
    readings = None
    if (said := data["readings"]) is not None:
        if said["scaled"] is not None:
            scaled = tuple(int(each) for each in said["scaled"])
        elif said["ahead"] is not None:
            scaled = ahead.column(*said["ahead"])
        else:
            scaled = take(int(said["n"]), narrow=bool(said["narrow"]))
        sizes = tuple(take(int(said["sizes"]))) if said["groups"] else None
        readings = Readings(scaled, int(said["exponent"]), sizes, bool(said["ordered"]))
    lsl, usl, target = (None if each is None else Decimal(each) for each in data["limits"])
    return MeasurementSet(
        str(data["name"]), str(data["unit"]), str(data["family"]), str(data["gauge"]), lsl, usl, target, readings,
        Layout(data["layout"]), str(data["sheet"]), tuple(map(str, data["columns"])), str(data["place"]),
        int(data["read"]), int(data["skipped"]), tuple(problems_of(data["problems"])),
    )  # fmt: skip
