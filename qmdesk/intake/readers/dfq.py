"""Q-DAS ASCII transfer files (DFQ), as measuring machines write them: K-fields, then lines of values.

Used of the format (Q-DAS, "ASCII Transfer Format", key field list): K0100 characteristics in the file; K2001 number and
K2002 name of a characteristic, K2101 nominal, K2110/K2111 limits, K2112/K2113 allowances on the nominal, K2142 unit,
K8500 subgroup size; K0001 value, K0002 its attribute (255 and above: not valid), K0005 its events; K2004 kind of
characteristic (1 and above: counted, no measured values); K2120/K2121 kind of limit (2: a natural boundary such as
zero, which is no limit of a specification). A key for characteristic 0 is meant for all of them. A description (DFD)
and its values (DFX) are given as one. A value line parts the
characteristics by SI (0x0F, which some programs turn into the sign of currency) and a value from its further fields
by DC4 (0x14). Edition of the key list not checked against the text.

The grid has a column for each characteristic under rows of name, unit, nominal, limits and subgroup size.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from qmdesk.intake.readers import wire
from qmdesk.intake.readers.caps import check_size
from qmdesk.intake.readers.csv_text import decoded, line_place
from qmdesk.model.problem import Problem, Refused, Severity

MEDIA = "text/x-qdas-dfq"
#: What stands before each row of the grid: labels that the measurement reader knows.
NAME, UNIT, NOMINAL, LOWER, UPPER, SUBGROUP = "特性名称", "单位", "标准值", "下规格限", "上规格限", "子组大小"

_FIELD = re.compile(r"K([0-9]{4})(?:/([0-9]{1,5}))?(?:[ \t]+(.*))?")
_PARTS = re.compile(r"[\x0f\u00a4]")
_NOT_VALID = 255
#: What the Windows-1252 bytes of "µm" are in GBK; the character itself is no unit.
_MICRO_IN_GBK = "礛"
_CHARACTERISTICS = 2_000

Fields = dict[int, dict[str, str]]


def read(arguments: dict[str, Any], payload: bytes) -> bytes:
    """The wire form of a DFQ file. Raises Refused: csv-encoding, csv-nul, dfq-no-values, table-too-large."""
    name = str(arguments.get("name", ""))
    text, problems = _decoded(payload, name)
    if "\0" in text:
        raise Refused(Problem("csv-nul", name))
    fields: Fields = {}
    values: list[tuple[int, dict[int, str]]] = []
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        _line(line, number, fields, values, problems, name)
    if not values:
        raise Refused(Problem("dfq-no-values", name))
    _to_all(fields)
    for at in [each for each, said in fields.items() if said.get("2004", "0").strip() not in ("", "0")]:
        problems.append(Problem("dfq-counted", name, {"name": fields[at].get("2002") or str(at)}, Severity.WARNING))
        for _, row in values:
            row.pop(at, None)
    columns = sorted({each for _, row in values for each in row})
    if not columns:
        raise Refused(Problem("dfq-no-values", name), *problems)
    if not any("2002" in each or "2001" in each for each in fields.values()):
        problems.append(Problem("dfq-without-description", name, severity=Severity.WARNING))
    problems += [
        Problem("dfq-natural-limit", name, {"name": fields[at].get("2002") or str(at)}, Severity.INFO)
        for at in columns
        if "2" in (fields.get(at, {}).get("2120"), fields.get(at, {}).get("2121"))
    ]
    check_size(name, len(values) + 6, len(columns) + 1)
    rows = [*_head(fields, columns), *([None, *(_value(row.get(each)) for each in columns)] for _, row in values)]
    lines = [1] * 6 + [number for number, _ in values]
    return wire.encode(MEDIA, [wire.sheet(name, rows, lines=lines)], problems)


def _decoded(payload: bytes, name: str) -> tuple[str, list[Problem]]:
    """As any text; measuring software from Europe writes its degrees and micrometres in Windows-1252."""
    try:
        return decoded(payload, name)[0], []
    except Refused:
        try:
            text = payload.decode("cp1252")
        except UnicodeDecodeError:
            pass
        else:
            return text, [Problem("dfq-read-as-cp1252", name, severity=Severity.WARNING)]
        raise


def _line(
    line: str, number: int, fields: Fields, values: list[tuple[int, dict[int, str]]], problems: list[Problem], name: str
) -> None:
    if not line.strip():
        return
    found = _FIELD.match(line)
    if found is None:
        row = _values(line, number, problems, name)
        if row:
            values.append((number, row))
        return
    key, at, text = found[1], int(found[2] or 1), (found[3] or "").strip()
    if at > _CHARACTERISTICS:
        return
    if key == "0001":
        values.append((number, {at: text}))
    elif key == "0002" and values and text.isdigit() and int(text) >= _NOT_VALID:
        values[-1][1].pop(at, None)
        problems.append(_not_valid(name, number))
    elif key[0] != "0" or at:
        fields.setdefault(at, {})[key] = text


def _to_all(fields: Fields) -> None:
    """What was said of characteristic 0 counts for each that says nothing else."""
    for key, text in fields.pop(0, {}).items():
        for said in fields.values():
            said.setdefault(key, text)


def _values(line: str, number: int, problems: list[Problem], name: str) -> dict[int, str]:
    row: dict[int, str] = {}
    for at, part in enumerate(_PARTS.split(line), 1):
        value, *more = (each.strip() for each in part.split("\x14"))
        if more and more[0].isdigit() and int(more[0]) >= _NOT_VALID:
            problems.append(_not_valid(name, number))
        elif value:
            row[at] = value
    return row


def _not_valid(name: str, number: int) -> Problem:
    return Problem("dfq-value-not-valid", line_place(name, number), severity=Severity.WARNING)


def _head(fields: Fields, columns: list[int]) -> list[list[wire.WireCell]]:
    of = [fields.get(each, {}) for each in columns]
    numbers = [str(each) for each in columns]
    return [
        [
            f"t{NAME}",
            *(_name(each.get("2002") or each.get("2001") or at) for each, at in zip(of, numbers, strict=True)),
        ],
        [f"t{UNIT}", *(_text(each.get("2142", "").replace(_MICRO_IN_GBK, "μm")) for each in of)],
        [f"t{NOMINAL}", *(_value(each.get("2101")) for each in of)],
        [f"t{LOWER}", *(_value(_limit(each, "2110", "2112")) for each in of)],
        [f"t{UPPER}", *(_value(_limit(each, "2111", "2113")) for each in of)],
        [f"t{SUBGROUP}", *(_value(each.get("8500")) for each in of)],
    ]


def _limit(fields: dict[str, str], absolute: str, allowance: str) -> str | None:
    """The limit itself, else nominal plus allowance; a natural boundary is none."""
    if fields.get({"2110": "2120", "2111": "2121"}[absolute]) == "2":
        return None
    if fields.get(absolute):
        return fields[absolute]
    try:
        return f"{Decimal(fields['2101'].replace(',', '.')) + Decimal(fields[allowance].replace(',', '.')):f}"
    except (KeyError, InvalidOperation):
        return None


def _text(text: str) -> wire.WireCell:
    return f"t{text}" if text.strip() else None


def _name(text: str) -> wire.WireCell:
    """A name that is only a number would be taken for one."""
    return f"t特性{text.strip()}" if text.strip(" 0123456789.,+-") == "" else f"t{text}"


def _value(text: str | None) -> wire.WireCell:
    """A value's exact text; what is no number stays text and is told as such where it is used."""
    if text is None or not text.strip():
        return None
    try:
        value = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return f"t{text}"
    return f"n{value:f}" if value.is_finite() and abs(value.adjusted()) <= 30 else f"t{text}"
