"""Merging a package of entries, from the signature to the committed rows, against inserting the same rows plainly.

    python -m tests.bench.merge [COUNT]        default 100,000; also 1/10 and 1/100 of it, and all of it again

Both write the same ``entry`` table with the same pragmas on the same disk. The package has four entries for each place,
as a review has; merging also opens and verifies it, keeps heads, and works out the conflicts.
"""

from __future__ import annotations

import gc
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from qmdesk.app.commands.shared import collect_rarely
from qmdesk.casefile import rows
from qmdesk.casefile.case import CaseFile, create
from qmdesk.casefile.schema import migrations, set_pragmas
from qmdesk.exchange.merge import Believing, merge_into
from qmdesk.exchange.pack import pack
from qmdesk.exchange.source import CaseFileSource
from qmdesk.model.journal import Entry, EntryId
from qmdesk.model.journal_json import entry_hash, entry_to_json
from qmdesk.trust.device import device_identity
from tests.bench.paired import Paired
from tests.exchange.teams import new_case

LIMIT = 3.0
RUNS = 5


def log_of(count: int, device: str) -> list[Entry]:
    """A log of so many entries on a quarter as many places, each replacing the one before at its place."""
    made: list[Entry] = []
    last: dict[str, EntryId] = {}
    prev = ""
    for seq in range(1, count + 1):
        subject = f"step:k{seq * 7919 % (count // 4)}"
        entry = Entry(
            device, seq, seq, "王工", "2026-07-01T10:00:00.000+08:00", f"{device}:{seq - seq % 5}",
            subject, "passed@onsite", seq, "", "现场核对", "typed",
            (last[subject],) if subject in last else (), prev, "",
        )  # fmt: skip
        entry = replace(entry, hash=entry_hash(entry_to_json(entry)))
        made.append(entry)
        prev, last[subject] = entry.hash, entry.id
    return made


def _bare(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    set_pragmas(connection)
    from sqlite_utils import Database

    migrations.apply(Database(connection))
    return connection


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of the processor."""
    start, own = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, time.process_time() - own


def _clear(connection: sqlite3.Connection) -> None:
    for table in ("head", "entry"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("DELETE FROM meta WHERE key = 'merges'")


def measure(folder: Path, count: int, runs: int) -> tuple[Paired, Paired]:
    """Pairs of a merge and a plain insert of so many entries, by the clock and in processor time."""
    identity = device_identity(folder / "home", "王")
    entries = log_of(count, f"{identity.id}.0a1b2c")
    with create(folder / f"from{count}.qmcase", new_case()) as case:
        case.append(entries)
        package = folder / f"{count}.zip"
        pack(CaseFileSource(case), package, identity)
    plain_rows = [rows.to_row(each) for each in entries]
    del entries
    bare = _bare(folder / f"bare{count}.db")

    def insert() -> None:
        bare.execute("BEGIN IMMEDIATE")
        bare.executemany(rows.INSERT, plain_rows)
        bare.execute("COMMIT")

    collect_rarely()
    found: list[tuple[tuple[float, float], tuple[float, float]]] = []
    with create(folder / f"to{count}.qmcase", new_case()) as case:
        for _ in range(runs):
            gc.collect()
            merging = _timed(lambda: _merged(case, package, folder, count))
            found.append((merging, _timed(insert)))
            _clear(case._connection)  # pyright: ignore[reportPrivateUsage]
            _clear(bare)
    bare.close()
    clock, own = (Paired(tuple(a[at] for a, _ in found), tuple(b[at] for _, b in found)) for at in (0, 1))
    return clock, own


def _merged(case: CaseFile, package: Path, folder: Path, count: int) -> None:
    from qmdesk.trust.anchors import known_devices

    done = merge_into(case, [package], Believing(devices=known_devices(folder / "home")))
    assert (done.entries_new, done.refused) == (count, ()), done.refused


def main(count: int = 100_000) -> str:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        measure(folder, 400, 1)  # what is loaded on first use
        parts = {each: measure(folder, each, runs) for each, runs in ((count // 100, 9), (count // 10, 7))}
        whole = parts[count] = measure(folder, count, RUNS)
    each = ", ".join(f"{n}: {min(own.a) / n * 1e6:.0f} µs an entry ({own.ratio:.2f})" for n, (_, own) in parts.items())
    lines = [f"{whole[0].report('merge', LIMIT)}; in processor time {whole[1].ratio:.2f}; {each}"]
    for kind, at in (("by the clock", 0), ("in processor time", 1)):
        merging = {n: min(found[at].a) for n, found in parts.items()}
        plain = {n: min(found[at].b) for n, found in parts.items()}
        lines.append(f"    {kind}: a merge {_fixed(merging)}; a plain insert {_fixed(plain)}")
    return "\n".join(lines)


def _fixed(took: dict[int, float]) -> str:
    """What any number of entries costs, and what each one more, between the sizes."""
    sizes = sorted(took)
    each = [(took[high] - took[low]) / (high - low) for low, high in pairwise(sizes)]
    beside = " and ".join(f"{cost * 1e6:.1f}" for cost in each)
    return f"{(took[sizes[0]] - sizes[0] * each[0]) * 1e3:.0f} ms, and {beside} µs an entry more"


if __name__ == "__main__":
    print(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
