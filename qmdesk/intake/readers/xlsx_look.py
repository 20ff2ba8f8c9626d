"""A second look at a sheet's XML for what the value reader leaves out, taken only where there is something to see.

ECMA-376 part 1, 18.3 (sheets) and 18.8 (styles).
"""

from __future__ import annotations

import pyexpat
import re
from dataclasses import dataclass, field

import numpy as np

from qmdesk.gate.xml import parse_xml
from qmdesk.intake.readers.grid import column_number
from qmdesk.model.problem import Problem, Refused

#: Number formats that Excel has built in as percentages.
BUILT_IN_PERCENT = frozenset({9, 10})
#: What a number format only prints.
LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_REF = re.compile(r"([A-Z]{1,3})([1-9][0-9]*)")
_COLUMNS = 16_384
#: The XML declaration, whose encoding is written in capitals; and bytes that are looked at together.
_PROLOGUE, _PIECE = 60, 1 << 18

Spot = tuple[int, int]


@dataclass(slots=True)
class Look:
    """What was seen in one sheet: places by row and column from 0."""

    hidden_rows: set[int] = field(default_factory=set[int])
    hidden_columns: set[int] = field(default_factory=set[int])
    percents: set[Spot] = field(default_factory=set[Spot])
    errors: dict[Spot, str] = field(default_factory=dict[Spot, str])
    formulas: dict[Spot, str] = field(default_factory=dict[Spot, str])
    #: The used area, where it was worth measuring before the values are laid out.
    rows: int = 0
    columns: int = 0


def percent_styles(styles: bytes) -> frozenset[str]:
    """Indices (as the ``s`` attribute writes them) of the cell formats that show a number as a percentage."""
    if not styles:
        return frozenset()
    root = parse_xml(styles, "styles.xml")
    custom = {
        _whole(each.get("numFmtId")): "%" in LITERALS.sub("", each.get("formatCode", ""))
        for each in root.iter()
        if _local(each.tag) == "numFmt"
    }
    formats = next((each for each in root if _local(each.tag) == "cellXfs"), ())
    return frozenset(
        str(at)
        for at, each in enumerate(formats)
        if custom.get(number := _whole(each.get("numFmtId")), number in BUILT_IN_PERCENT)
    )


def look_at(xml: bytes, name: str, percents: frozenset[str]) -> Look:
    """What there is to see in a sheet. Raises Refused(xml-damaged) where it is looked through and is no whole XML."""
    if not _worth_it(xml, percents):
        return Look()
    looker = _Looker(percents)
    parser = pyexpat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler = looker.start
    parser.EndElementHandler = looker.end
    parser.CharacterDataHandler = looker.text
    parser.buffer_text = True
    try:
        parser.Parse(xml, True)
    except pyexpat.ExpatError as error:
        raise Refused(Problem("xml-damaged", name, {"line": error.lineno})) from error
    return looker.look


def _worth_it(xml: bytes, percents: frozenset[str]) -> bool:
    """Cheap signs that the sheet has something to see; a part in another encoding is always looked through."""
    if percents or xml.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")):
        return True
    formula, error, hidden = _pairs_in(xml, (b"<f", b'"e', b"hi"))
    quoted = b"'" in xml and b"'e'" in xml
    prefixed = b":worksheet" in xml[:4096] and (b":f>" in xml or b":f " in xml)
    if formula or quoted or prefixed or (hidden and b"hidden=" in xml) or (error and b'"e"' in xml):
        return True
    return _reaches_far(xml)


def _pairs_in(xml: bytes, wanted: tuple[bytes, ...]) -> list[bool]:
    """Whether each of these pairs of bytes stands anywhere; many times faster than to search for them one by one."""
    codes = [int.from_bytes(each, "little") for each in wanted]
    found = [False] * len(codes)
    for start in (0, 1):
        pairs = np.frombuffer(xml, np.dtype("<u2"), (len(xml) - start) // 2, start) if len(xml) > 2 else ()
        for at in range(0, len(pairs), _PIECE // 2):
            piece = pairs[at : at + _PIECE // 2]
            found = [had or bool(np.any(piece == code)) for had, code in zip(found, codes, strict=True)]
    return found


def _reaches_far(xml: bytes) -> bool:
    """Whether the used area could be beyond what is laid out in memory: three-letter columns, or many rows and AA.."""
    pairs = _has_pairs(xml)
    if pairs and re.search(rb"""r=["'][A-Z]{3}""", xml) is not None:
        return True
    rows = [int(each) for each in re.findall(rb"""row[^>]*?\sr=["']([0-9]{1,9})""", xml[-65_536:])]
    columns = 702 if pairs and re.search(rb"""r=["'][A-Z]{2}""", xml) is not None else 26
    return max(rows, default=0) * columns > 4_000_000


def _has_pairs(xml: bytes) -> bool:
    """Whether two capitals stand together behind the declaration; cheaper than to look for references one by one."""
    data = np.frombuffer(xml, np.uint8)
    for start in range(_PROLOGUE, len(data), _PIECE):
        capital = (data[start : start + _PIECE + 1] - np.uint8(ord("A"))) < 26
        if (capital[1:] & capital[:-1]).any():
            return True
    return False


class _Looker:
    """Handlers for one pass over a sheet."""

    def __init__(self, percents: frozenset[str]) -> None:
        self.look = Look()
        self.percents = percents
        self.row = -1
        self.column = -1
        self.columns_left = _COLUMNS
        self.kind = self.inside = ""
        self.formula: str | None = None
        self.value = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        if name == "c":
            self._cell(attributes)
        elif name == "row":
            self.row = int(attributes["r"]) - 1 if attributes.get("r", "").isdigit() else self.row + 1
            self.column = -1
            if attributes.get("hidden") in ("1", "true"):
                self.look.hidden_rows.add(self.row)
        elif name in ("v", "f", "t"):
            self.inside = name
            if name == "f":
                self.formula = ""
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = _whole(attributes.get("min")), _whole(attributes.get("max"))
            hidden = range(max(first - 1, 0), min(last, _COLUMNS))
            self.columns_left -= len(hidden)  # in a sound sheet they do not overlap; else it would be endless work
            if self.columns_left >= 0:
                self.look.hidden_columns.update(hidden)

    def _cell(self, attributes: dict[str, str]) -> None:
        found = _REF.fullmatch(attributes.get("r", ""))
        self.column = column_number(found[1]) if found else self.column + 1
        self.kind = attributes.get("t", "n")
        self.formula, self.value = None, ""
        if self.kind == "n" and attributes.get("s", "") in self.percents:
            self.look.percents.add((self.row, self.column))

    def text(self, data: str) -> None:
        if self.inside == "f":
            self.formula = (self.formula or "") + data
        elif self.inside:
            self.value += data

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        if name in ("v", "f", "t"):
            self.inside = ""
        elif name == "c":
            self._close()

    def _close(self) -> None:
        spot = (self.row, self.column)
        if self.kind == "e" and self.value:
            self.look.errors[spot] = self.value
        elif self.formula is not None and not self.value and self.kind not in ("str", "s", "inlineStr"):
            self.look.formulas[spot] = self.formula
        if self.value or self.formula is not None:
            self.look.rows = max(self.look.rows, self.row + 1)
            self.look.columns = max(self.look.columns, self.column + 1)


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]
