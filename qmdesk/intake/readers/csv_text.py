"""Delimited text: which encoding, which delimiter, whether the comma is a decimal point, and whether quotes close.

Runs in a child process. Every guess that could change a number is told as a problem of the grid.
"""

from __future__ import annotations

import codecs
import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

from qmdesk.gate.kinds import utf16_without_mark
from qmdesk.intake.readers import wire
from qmdesk.intake.readers.caps import check_size
from qmdesk.intake.readers.grid import ref
from qmdesk.intake.readers.protocols import read_protocol
from qmdesk.model.problem import Problem, Refused, Severity

MEDIA = "text/csv"

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_LINES = 200
_QUOTED = re.compile(r'"[^"]*"')
_LINE = re.compile(r"\r\n|\r|\n")
_COMMA_NUMBER = re.compile(r"\s*[+-]?[0-9]+(?:\.[0-9]{3})*,[0-9]+\s*")
_COMMA_THOUSANDS = re.compile(r"\s*[+-]?[1-9][0-9]{0,2}(?:,[0-9]{3})+\s*")
_POINT_NUMBER = re.compile(r"\s*[+-]?[0-9]*\.[0-9]+\s*")
_BLANK = " \t\r\n\u3000\u00a0\ufeff\u200b"
#: Longer fields are no cells of a table.
_FIELD = 131_072


def read(arguments: dict[str, Any], payload: bytes) -> bytes:
    """The wire form of a delimited text. Raises Refused: csv-encoding, csv-nul, csv-quotes, csv-field-too-long."""
    name = str(arguments.get("name", ""))
    text, encoding = decoded(payload, name)
    if "\0" in text:
        raise Refused(Problem("csv-nul", line_place(name, _line_of(text, text.index("\0")))))
    protocol = read_protocol(text, name)
    if protocol is not None:
        return wire.encode(MEDIA, [protocol[0]], protocol[1])
    text, delimiter = declared(text)
    if delimiter is None:
        delimiter = delimiter_of(text)
    rows, problems = cells_of(text, delimiter, name, decimal=str(arguments.get("decimal", "")))
    if encoding == "gb18030":
        problems.append(read_as_gb18030(name))
    return wire.encode(MEDIA, [wire.sheet(name, rows)], problems)


def cells_of(
    text: str, delimiter: str, name: str, *, decimal: str = ""
) -> tuple[list[list[wire.WireCell]], list[Problem]]:
    """The rows of a text, with what had to be assumed; ``decimal`` (``,`` or ``.``) where it is known.

    Raises Refused: csv-quotes, csv-field-too-long, table-too-large.
    """
    records = _records(text, delimiter, name)
    check_size(name, len(records), max((len(each) for each in records), default=0))
    comma, problems = (decimal == ",", []) if decimal else _decimal_comma(records, delimiter, name)
    return [[_cell(field, comma=comma) for field in record] for record in records], problems


def read_as_gb18030(name: str) -> Problem:
    """A word on the encoding."""
    return Problem("csv-read-as-gb18030", name, severity=Severity.INFO)


def decoded(payload: bytes, name: str = "") -> tuple[str, str]:
    """The text and its encoding: by byte order mark, as UTF-16 without one, as strict UTF-8, then as GB18030.

    Raises Refused(csv-encoding) where none of them fits without private or unassigned characters.
    """
    for mark, encoding in _BOMS:
        if payload.startswith(mark):
            return _strictly(payload[len(mark) :], encoding, name), encoding
    if unmarked := utf16_without_mark(payload):
        return _strictly(payload, unmarked, name), unmarked
    try:
        return payload.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text = _strictly(payload, "gb18030", name)
    strange = next((each for each in text if _is_strange(each)), None)
    if strange is not None:
        raise Refused(Problem("csv-encoding", line_place(name, _line_of(text, text.index(strange)))))
    return text, "gb18030"


def _strictly(payload: bytes, encoding: str, name: str) -> str:
    try:
        return payload.decode(encoding)
    except UnicodeDecodeError as error:
        line = payload.count(b"\n", 0, error.start) + 1
        raise Refused(Problem("csv-encoding", line_place(name, line))) from error


def _is_strange(character: str) -> bool:
    """A character that no Chinese text holds: it shows that the bytes were meant otherwise."""
    return character > "\x7f" and unicodedata.category(character) in {"Co", "Cn", "Cc"}


def line_place(name: str, number: int) -> str:
    """A line of a text file as it is told to people: ``读数.csv:12``."""
    return f"{name}:{number}"


def _line_of(text: str, position: int) -> int:
    return len(_LINE.findall(text, 0, position)) + 1


def declared(text: str) -> tuple[str, str | None]:
    """Excel's own first line ``sep=;``, taken off, with the delimiter it names."""
    found = re.match(r'"?sep=(.)"?(?:\r\n|\r|\n)', text)
    return (text[found.end() :], found[1]) if found else (text, None)


def delimiter_of(text: str) -> str:
    """The delimiter that cuts the first lines into the most even table; a comma where none cuts at all."""
    sample = [line for line in islice(_lines(text), _SAMPLE_LINES) if line.strip(_BLANK)]
    if not sample:
        return ","
    whole = "\n".join(sample)
    scores = {each: _evenness(sample, each) if each in whole else (0, 0) for each in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda each: scores[each])
    if best == "," and _one_column_with_decimal_commas(sample):
        return ";"
    return best if scores[best] > (0, 0) else ","


def _lines(text: str) -> Iterator[str]:
    start = 0
    for found in _LINE.finditer(text):
        yield text[start : found.start()]
        start = found.end()
    yield text[start:]


def _evenness(sample: list[str], delimiter: str) -> tuple[int, int]:
    """Lines that have the commonest number of fields above one, then that number."""
    counts = Counter((_QUOTED.sub("", line) if '"' in line else line).count(delimiter) + 1 for line in sample)
    del counts[1]
    if not counts:
        return (0, 0)
    fields = max(counts, key=lambda each: (counts[each], each))
    return counts[fields], fields


def _one_column_with_decimal_commas(sample: list[str]) -> bool:
    """A heading without a comma over lines that are ``9,95``, some perhaps ``9.95``: one column, not two."""
    heading, data = sample[0], sample[1:]
    commas = sum(1 for each in data if _COMMA_NUMBER.fullmatch(each))
    plain = all(_COMMA_NUMBER.fullmatch(each) or _POINT_NUMBER.fullmatch(each) for each in data)
    return "," not in heading and commas > 0 and plain


def _records(text: str, delimiter: str, name: str) -> list[list[str]]:
    if '"' not in text:
        lines = _LINE.split(text)
        return [line.split(delimiter) for line in lines]
    csv.field_size_limit(_FIELD)
    source = csv.reader((line + "\n" for line in _lines(text)), delimiter=delimiter, strict=True)
    records: list[list[str]] = []
    start = 1
    try:
        for record in source:
            if source.line_num > start:
                _refuse_swallowed(record, delimiter, line_place(name, start))
            records.append(record)
            start = source.line_num + 1
    except csv.Error as error:
        code = "csv-field-too-long" if "field larger" in str(error) else "csv-quotes"
        raise Refused(Problem(code, line_place(name, start))) from error
    return records


def _refuse_swallowed(record: list[str], delimiter: str, place: str) -> None:
    """A field over several lines that look like the table's own lines has swallowed them: a quote is missing."""
    wanted = max(len(record) - 1, 1)
    for field in record:
        inner = field.split("\n")[1:]
        like_rows = sum(1 for each in inner if each.count(delimiter) >= wanted)
        numbers = sum(1 for each in inner if _is_number(each.strip(_BLANK)))
        if like_rows >= 2 or numbers >= 2:
            raise Refused(Problem("csv-quotes", place))


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[+-]?[0-9]+(?:[.,][0-9]+)?", text) is not None


def _decimal_comma(records: list[list[str]], delimiter: str, name: str) -> tuple[bool, list[Problem]]:
    """Whether ``9,95`` in a cell is 9.95. One comma that can't part thousands decides it for the file."""
    if delimiter == ",":
        return False, []
    commas = [field for record in records for field in record if "," in field and _COMMA_NUMBER.fullmatch(field)]
    if not commas:
        return False, []
    points = _first(records, _POINT_NUMBER, ".")
    if any(not _COMMA_THOUSANDS.fullmatch(each) for each in commas):
        return True, _both(records, points, name)
    if delimiter == ";" and points is not None and _in_one_column(records):
        return True, _both(records, points, name)
    decimal = delimiter == ";" and points is None
    code = "csv-comma-as-decimal" if decimal else "csv-comma-as-thousands"
    first = _first(records, _COMMA_NUMBER, ",")
    place = name if first is None else f"{name}!{ref(*first)}"
    return decimal, [Problem(code, place, {"text": commas[0].strip(_BLANK)}, Severity.WARNING)]


def _first(records: list[list[str]], pattern: re.Pattern[str], mark: str) -> tuple[int, int] | None:
    """Row and column of the first field of that kind."""
    found = (
        (row, column)
        for row, record in enumerate(records)
        for column, field in enumerate(record)
        if mark in field and pattern.fullmatch(field)
    )
    return next(found, None)


def _in_one_column(records: list[list[str]]) -> bool:
    """Whether numbers with a comma and with a point stand in one column, where thousands are unlikely."""
    columns: dict[str, set[int]] = {",": set(), ".": set()}
    for record in records:
        for column, field in enumerate(record):
            for mark, pattern in ((",", _COMMA_NUMBER), (".", _POINT_NUMBER)):
                if mark in field and pattern.fullmatch(field):
                    columns[mark].add(column)
    return not columns[","].isdisjoint(columns["."])


def _both(records: list[list[str]], point: tuple[int, int] | None, name: str) -> list[Problem]:
    """A word on a decimal point beside decimal commas, with the first place of each."""
    comma = _first(records, _COMMA_NUMBER, ",")
    if point is None or comma is None:
        return []
    text, other = (records[row][column].strip(_BLANK) for row, column in (point, comma))
    details = {"text": text, "other": other, "place": ref(*comma)}
    return [Problem("csv-comma-and-point", f"{name}!{ref(*point)}", details, Severity.WARNING)]


def _cell(field: str, *, comma: bool) -> str | None:
    text = field.strip(_BLANK)
    if not text:
        return None
    if comma and "," in text and _COMMA_NUMBER.fullmatch(text):
        whole, _, part = text.rpartition(",")
        return f"n{whole.replace('.', '').removeprefix('+')}.{part}"
    return f"t{text}"
