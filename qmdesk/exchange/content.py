"""What stands in the files of a package, read strictly: entries, the table of files.

Each line of a log must be exactly the canonical JSON of its entry. So doubled keys, NaN, floats, other
spellings and lone surrogates have no way in, and a package says one thing to every reader.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from qmdesk.exchange.bag import LogSpan
from qmdesk.model.canonical import Json, canonical, sha256_bytes
from qmdesk.model.journal import Entry
from qmdesk.model.journal_json import entry_from_json
from qmdesk.model.problem import Problem, Refused
from qmdesk.model.snapshot import FileInfo

#: The longest line of a log: a text of an entry is bounded far below by its field.
LONGEST_LINE = 4 << 20
#: How deep the value of an entry may nest; ours nest three deep.
DEEPEST = 32
_MEDIA = re.compile(r"[a-z0-9][a-z0-9.+-]{0,60}/[a-zA-Z0-9][a-zA-Z0-9.+-]{0,100}")
_HASH = re.compile(r"[0-9a-f]{64}")
#: The entry's own hash in its line: its key sorts before the only one that may hold other objects, ``value``.
_OWN_HASH = re.compile(rb'"hash":"[0-9a-f]{64}",')


def read_log(span: LogSpan, pieces: Iterable[bytes]) -> tuple[Entry, ...]:
    """The entries of one log, in order and without a gap from ``span.after`` to the signed head.

    Raises Refused: package-log-unreadable, package-log-broken, package-log-short.
    """
    entries: list[Entry] = []
    seq, prev = span.after, ""
    for number, line in enumerate(_lines(pieces, span.file), 1):
        entry = _entry(line, f"{span.file}:{number}")
        linked = entry.prev == prev if entries else (span.after > 0) == bool(entry.prev)
        if entry.device != span.log or entry.seq != seq + 1 or not linked:
            raise Refused(Problem("package-log-broken", f"{span.file}:{number}"))
        entries.append(entry)
        seq, prev = entry.seq, entry.hash
    if seq < span.seq:
        raise Refused(Problem("package-log-short", span.log, {"found": seq, "signed": span.seq}))
    if seq > span.seq or (entries and prev != span.hash):
        raise Refused(Problem("package-log-broken", span.file))
    return tuple(entries)


def _lines(pieces: Iterable[bytes], where: str) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        *lines, rest = (rest + piece).split(b"\n")
        if len(rest) > LONGEST_LINE:
            raise Refused(Problem("package-log-unreadable", where))
        yield from lines
    if rest:
        raise Refused(Problem("package-log-unreadable", where))


def _entry(line: bytes, where: str) -> Entry:
    try:
        data = json.loads(line.decode("utf-8"))
        if depth(data) > DEEPEST:
            raise ValueError("too deep")
        entry = entry_from_json(data)
        # The hash fits the canonical text of the content; where it fits the line as well, the line is that text.
        if sha256_bytes(_OWN_HASH.sub(b"", line, count=1)) != entry.hash:
            raise ValueError("not canonical")
        return entry
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
