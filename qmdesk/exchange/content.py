"""What stands in the files of a package, read strictly: entries, the table of files.

Each line of a log must be exactly the canonical JSON of its entry. So doubled keys, NaN, floats, other
spellings and lone surrogates have no way in, and a package says one thing to every reader. Nearly all lines are plain
enough for one pattern, which lets nothing through that is not canonical; the others are parsed and written again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256 as digest_of

from qmdesk.casefile.rows import COLUMNS, Row, to_row
from qmdesk.exchange.bag import LogSpan
from qmdesk.model.canonical import Json, canonical
from qmdesk.model.journal import Place
from qmdesk.model.journal_json import entry_from_json
from qmdesk.model.problem import Problem, Refused
from qmdesk.model.snapshot import FileInfo

#: The longest line of a log: a text of an entry is bounded far below by its field.
LONGEST_LINE = 4 << 20
#: How deep the value of an entry may nest; ours nest three deep.
DEEPEST = 32
#: The highest number of an entry, in its log and in lamport's order: more than anybody will ever write.
HIGHEST = 10**12 - 1
_MEDIA = re.compile(r"[a-z0-9][a-z0-9.+-]{0,60}/[a-zA-Z0-9][a-zA-Z0-9.+-]{0,100}")
_HASH = re.compile(r"[0-9a-f]{64}")
_TEXT = r'"([^"\\\x00-\x1f]*)"'
_NUMBER = r"([1-9][0-9]{0,11})"
_NAMED = re.compile(r"[0-9a-z][0-9a-z.-]{0,63}:[1-9][0-9]{0,11}")
_NAME = f'"{_NAMED.pattern}"'
#: The line of an entry whose texts have nothing to escape and whose value is plain, with the parts in its order.
_PLAIN = re.compile(
    rf'\{{"at":{_TEXT},"author":{_TEXT},"batch":{_TEXT},"device":{_TEXT},"field":{_TEXT},"hash":"([0-9a-f]{{64}})",'
    rf'"lamport":{_NUMBER},"origin":{_TEXT},"prev":"((?:[0-9a-f]{{64}})?)","raw":{_TEXT},"reason":{_TEXT},'
    rf'"replaces":\[((?:{_NAME}(?:,{_NAME})*)?)\],"seq":{_NUMBER},"subject":{_TEXT},'
    r'"value":(null|true|false|0|-?[1-9][0-9]{0,17}|"[^"\\\x00-\x1f]*")\}'
)
_HASH_AT, _HASH_LENGTH = 6, len('"hash":"') + 64 + len('",')
_SEQ, _DEVICE, _LAMPORT, _PREV, _FIELD = map(COLUMNS.index, ("seq", "device", "lamport", "prev", "field"))


def read_log(span: LogSpan, pieces: Iterable[bytes]) -> list[Row]:
    """The entries of one log as rows of a case, in order and without a gap from ``span.after`` to the signed head.

    Raises Refused: package-log-unreadable, package-log-broken, package-log-short.
    """
    found: list[Row] = []
    fields = set[str]()
    seq, prev, lamport, log, where = span.after, "", 0, span.log, span.file
    for line in _lines(pieces, where):
        row = _row(line, where, len(found) + 1)
        linked = row[_PREV] == prev if found else (seq > 0) == bool(row[_PREV])
        if row[_DEVICE] != log or row[_SEQ] != seq + 1 or not linked or int(row[_LAMPORT]) <= lamport:
            raise Refused(Problem("package-log-broken", f"{where}:{len(found) + 1}"))
        field = str(row[_FIELD])
        if field not in fields:
            if not _is_field(field):
                raise Refused(Problem("package-log-unreadable", f"{where}:{len(found) + 1}"))
            fields.add(field)
        found.append(row)
        seq, prev, lamport = seq + 1, str(row[-1]), int(row[_LAMPORT])
    if seq < span.seq:
        raise Refused(Problem("package-log-short", span.log, {"found": seq, "signed": span.seq}))
    if seq > span.seq or (found and prev != span.hash):
        raise Refused(Problem("package-log-broken", where))
    return found


def _is_field(field: str) -> bool:
    """Whether a field is written in the one way that its place has: two spellings would be two places to the tables of
    a case and one to its state."""
    place = Place.of("", field)
    return bool(place.name) and place.field == field


def _lines(pieces: Iterable[bytes], where: str) -> Iterator[str]:
    rest = b""
    for piece in pieces:
        whole, _, rest = (rest + piece).rpartition(b"\n")
        if len(rest) > LONGEST_LINE:
            raise Refused(Problem("package-log-unreadable", where))
        if whole or _:
            try:
                yield from whole.decode("utf-8").split("\n")
            except UnicodeDecodeError:
                raise Refused(Problem("package-log-unreadable", where)) from None
    if rest:
        raise Refused(Problem("package-log-unreadable", where))


def _row(line: str, where: str, number: int) -> Row:
    match = _PLAIN.fullmatch(line)
    if match is None:
        return _row_of_json(line, f"{where}:{number}")
    at, author, batch, device, field, own, lamport, origin, prev, raw, reason, replaces, seq, subject, value = (
        match.groups()
    )
    start = match.start(_HASH_AT) - 8
    if digest_of((line[:start] + line[start + _HASH_LENGTH :]).encode("utf-8")).hexdigest() != own:
        raise Refused(Problem("package-log-unreadable", f"{where}:{number}"))
    if replaces:
        replaces = replaces.replace('"', "").replace(",", " ")
    return (
        device, int(seq), int(lamport), author, at, batch, subject, field,
        value, raw, reason, origin, replaces, prev, own,
    )  # fmt: skip


def _row_of_json(line: str, where: str) -> Row:
    """The row of any line that is the canonical JSON of an entry."""
    try:
        data = json.loads(line)
        if depth(data) > DEEPEST or canonical(data) != line:
            raise ValueError("too deep, or not canonical")
        entry = entry_from_json(data)
        if not all(_NAMED.fullmatch(str(each)) for each in entry.replaces):
            raise ValueError("not the name of an entry")
        if entry.seq > HIGHEST or entry.lamport > HIGHEST:
            raise ValueError("a number beyond reason")
        return to_row(entry)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Refused(Problem("package-log-unreadable", where)) from error


def depth(value: Json) -> int:
    """How deep a JSON value nests; a plain value is 0."""
    deepest, open_values = 0, [(value, 0)]
    while open_values:
        each, level = open_values.pop()
        deepest = max(deepest, level)
        if isinstance(each, Mapping):
            open_values += [(item, level + 1) for item in each.values()]
        elif isinstance(each, list):
            open_values += [(item, level + 1) for item in each]
    return deepest


def read_files(raw: bytes, where: str) -> tuple[dict[str, FileInfo], frozenset[str]]:
    """The table of files: all that the case had, and the names of those brought along.

    Raises Refused(package-unreadable).
    """
    try:
        data = json.loads(raw)
        if canonical(data).encode("utf-8") != raw:
            raise ValueError("not canonical")
        files = {sha256: _file(sha256, each) for sha256, each in data.items()}
        return files, frozenset(sha256 for sha256, each in data.items() if each["included"] is True)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Refused(Problem("package-unreadable", where)) from error


def _file(sha256: str, each: Mapping[str, Json]) -> FileInfo:
    size, media = each["size"], each["media"]
    good = isinstance(size, int) and isinstance(media, str) and size >= 0 and _MEDIA.fullmatch(media)
    if not good or not _HASH.fullmatch(sha256) or set(each) != {"size", "media", "included"}:
        raise ValueError("not a file")
    return FileInfo(sha256, int(str(size)), str(media))
