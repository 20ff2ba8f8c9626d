"""Taking entries of other devices into the tables of a case: the union of logs, and the heads of the places touched.

Works on rows (``rows.COLUMNS``), so that a package of a hundred thousand entries costs little more than its INSERTs.
What it costs depends on what is new, not on how much the case holds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qmdesk.casefile import rows
from qmdesk.casefile.rows import Row
from qmdesk.model.journal import Entry, EntryId, Place
from qmdesk.model.journal_json import verify_chain
from qmdesk.model.problem import Problem, Refused

SEQ, PREV, HASH = map(rows.COLUMNS.index, ("seq", "prev", "hash"))
#: Where a case holds more entries than so many for each place touched, its index is asked for each place.
_ASK_EACH = 8
#: So many new rows or more, and no fewer than the case holds, go in without the index by place.
_MANY = 2_000
#: A subject and a field as the journal writes them; the entries there by name, each with its lamport number and
#: what it replaces.
_Key = tuple[str, str]
_Here = dict[str, tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Absorbed:
    """What taking in foreign entries did: how many were new, how many known, and the places they touch."""

    new: int
    known: int
    places: frozenset[Place]


def logs_of(connection: sqlite3.Connection, entries: Iterable[Entry]) -> dict[str, list[Row]]:
    """Entries in any order, some twice perhaps, as logs to absorb.

    Raises Refused(journal-fork) where two say different things of one number, and Refused(journal-gap, journal-link,
    journal-hash) where a log would not be whole with them.
    """
    logs: dict[str, dict[int, Entry]] = {}
    for each in entries:
        if logs.setdefault(each.device, {}).setdefault(each.seq, each).hash != each.hash:
            raise Refused(Problem("journal-fork", str(each.id)))
    found: dict[str, list[Row]] = {}
    for device, log in sorted(logs.items()):
        ordered = [log[seq] for seq in sorted(log)]
        seq, prev = _end(connection, device)
        problem = verify_chain((each for each in ordered if each.seq > seq), seq, prev)
        if problem is not None:
            raise Refused(_fork_first(connection, device, ordered) or problem)
        found[device] = [rows.to_row(each) for each in ordered]
    return found


def _fork_first(connection: sqlite3.Connection, device: str, ordered: Sequence[Entry]) -> Problem | None:
    """A log that goes on from another past doesn't link; that is a fork, and said so."""
    stored = dict(connection.execute("SELECT seq, hash FROM entry WHERE device = ?", (device,)))
    forked = (each.id for each in ordered if stored.get(each.seq, each.hash) != each.hash)
    first = next(forked, None)
    return None if first is None else Problem("journal-fork", str(first))


def absorb(connection: sqlite3.Connection, logs: Mapping[str, Sequence[Row]]) -> Absorbed:
    """Take in logs, each in order and whole in itself. To be called within a transaction.

    Raises Refused(journal-fork, journal-gap, journal-link).
    """
    new: list[Row] = []
    for device in sorted(logs):
        new += _fresh(connection, device, logs[device])
    known = sum(map(len, logs.values())) - len(new)
    touched: dict[_Key, _Here] = {}
    for device, seq, lamport, _, _, _, subject, field, _, _, _, _, replaces, _, _ in new:
        key = (subject, field)
        here = touched.get(key)  # pyright: ignore[reportArgumentType] - subject and field are texts
        if here is None:
            here = touched[key] = {}  # pyright: ignore[reportArgumentType]
        here[f"{device}:{seq}"] = (lamport, replaces)  # pyright: ignore[reportArgumentType]
    before = _stored(connection, touched)
    _insert(connection, new)
    _move_heads(connection, touched, before)
    return Absorbed(len(new), known, frozenset(Place.of(*key) for key in touched))


def _insert(connection: sqlite3.Connection, new: Sequence[Row]) -> None:
    """Many rows at once come quicker without the index by place, made again from all of them afterwards."""
    index = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'entry_place'").fetchone()
    if index is None or len(new) < _MANY or _is_more_than(connection, len(new)):
        connection.executemany(rows.INSERT, new)
        return
    connection.execute("DROP INDEX entry_place")
    connection.executemany(rows.INSERT, new)
    connection.execute(index[0])


def _end(connection: sqlite3.Connection, device: str) -> tuple[int, str]:
    query = "SELECT seq, hash FROM entry WHERE device = ? ORDER BY seq DESC LIMIT 1"
    row = connection.execute(query, (device,)).fetchone()
    return (int(row[0]), str(row[1])) if row else (0, "")


def _fresh(connection: sqlite3.Connection, device: str, log: Sequence[Row]) -> Sequence[Row]:
    """The rows of a log that the case lacks, once those it has prove to be the same."""
    if not log:
        return log
    end, prev = _end(connection, device)
    query = "SELECT seq, hash FROM entry WHERE device = ? AND seq BETWEEN ? AND ?"
    stored = dict(connection.execute(query, (device, log[0][SEQ], log[-1][SEQ])))
    for row in log[: len(stored)]:
        if stored.get(row[SEQ]) != row[HASH]:
            raise Refused(Problem("journal-fork", str(EntryId(device, int(row[SEQ])))))
    new = log[len(stored) :]
    if new and new[0][SEQ] != end + 1:
        raise Refused(Problem("journal-gap", str(EntryId(device, int(new[0][SEQ]))), {"expected": end + 1}))
    if new and new[0][PREV] != prev:
        raise Refused(Problem("journal-link", str(EntryId(device, int(new[0][SEQ])))))
    return new


# -- heads -------------------------------------------------------------------------------------------


def _stored(connection: sqlite3.Connection, touched: Mapping[_Key, _Here]) -> dict[_Key, _Here]:
    """What the case holds already at the places touched."""
    select = "SELECT subject, field, device, seq, lamport, replaces FROM entry"
    found: dict[_Key, _Here] = {}
    if _is_more_than(connection, _ASK_EACH * len(touched)):
        for key in touched:
            for row in connection.execute(f"{select} WHERE subject = ? AND field = ?", key):
                found.setdefault(key, {})[f"{row[2]}:{row[3]}"] = row[4:]
        return found
    for subject, field, device, seq, lamport, replaces in connection.execute(select):
        if (subject, field) in touched:
            found.setdefault((subject, field), {})[f"{device}:{seq}"] = (lamport, replaces)
    return found


def _is_more_than(connection: sqlite3.Connection, count: int) -> bool:
    ends = connection.execute("SELECT max(seq) FROM entry GROUP BY device")
    return sum(end for (end,) in ends) > count


def _move_heads(connection: sqlite3.Connection, touched: Mapping[_Key, _Here], before: Mapping[_Key, _Here]) -> None:
    gone: list[tuple[str, str, str, int]] = []
    come: list[tuple[str, str, str, int]] = []
    for key, here in touched.items():
        old = before.get(key)
        now = heads_among({**old, **here} if old else here)
        were = heads_among(old) if old else set[str]()
        gone += [(*key, *_parts(each)) for each in were - now]
        come += [(*key, *_parts(each)) for each in now - were]
    delete = "DELETE FROM head WHERE subject = ? AND field = ? AND device = ? AND seq = ?"
    connection.executemany(delete, gone)
    connection.executemany("INSERT INTO head (subject, field, device, seq) VALUES (?, ?, ?, ?)", come)


def heads_among(here: Mapping[str, tuple[int, str]]) -> set[str]:
    """The names of the heads among all entries of one place, by the rule of :func:`qmdesk.casefile.fold.fold`."""
    if len(here) == 1:
        return set(here)
    replaced = {
        name
        for lamport, replaces in here.values()
        for name in replaces.split()
        if name in here and here[name][0] < lamport
    }
    return here.keys() - replaced


def _parts(name: str) -> tuple[str, int]:
    device, _, seq = name.rpartition(":")
    return device, int(seq)
