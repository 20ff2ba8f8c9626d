"""The roll-up of 10,061 cases from Parquet against DuckDB's plain scan of the same columns; and how it grows.

    python -m tests.bench.rollup [COUNT]       default 10,061; 100, 10,000 and 100,000 cases beside it

A plain scan reads every column that the roll-up's questions name, once, table by table, and folds each into one number.
Told beside: the time until the first chart's data, and the processor time of a case at each size, written and rolled up.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from qmdesk.portfolio.engine import Query
from qmdesk.portfolio.parquet import ParquetStore
from qmdesk.portfolio.queries import Scope
from qmdesk.portfolio.rollup import parts, roll_up
from tests.bench.paired import Paired, measure
from tests.portfolio.many import batches, many_facts

LIMIT = 3.0
RUNS = 15
SCOPE = Scope("2026")
#: The columns that a roll-up's questions name.
COLUMNS = {
    "review": "case_id programme province trade size class institution credit_code stage concluded level self_level"
    " counted",
    "item": "case_id stage item dimension level applicable",
    "dimension": "case_id stage dimension level",
    "figure": "case_id stage figure level value tracked",
}


def scan(store: ParquetStore) -> None:
    """Read every column once. The number of each is what keeps the engine from leaving it out."""
    for table, names in COLUMNS.items():
        store.ask(Query(f"SELECT {', '.join(f'max({name})' for name in names.split())} FROM {table}"))


def filled(folder: Path, count: int) -> tuple[ParquetStore, float]:
    """A store of so many cases, and the seconds of processor time that writing them took."""
    store, took = ParquetStore(folder / f"facts{count}"), 0.0
    for batch in batches(count):
        took += _processor(lambda batch=batch: store.put(batch))
    return store, took + _processor(store.settle)


def _processor(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def first_chart(store: ParquetStore) -> tuple[float, float]:
    """Seconds until the first part of a roll-up is there, and until all is."""
    start = time.perf_counter()
    found = parts(store, SCOPE)
    next(found)
    first = time.perf_counter() - start
    for _ in found:
        pass
    return first, time.perf_counter() - start


def compared(store: ParquetStore) -> Paired:
    return measure(lambda: roll_up(store, SCOPE), lambda: scan(store), RUNS)


def main(count: int = 10_061) -> str:
    many_facts(1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store, _ = filled(folder, count)
        pair = compared(store)
        first, whole = first_chart(store)
        lines = [pair.report("rollup", LIMIT), f"first chart after {first * 1e3:.0f} of {whole * 1e3:.0f} ms"]
        for size in (100, 10_000, 100_000):
            other, wrote = filled(folder, size)
            ratio = compared(other).ratio
            took = min(_processor(lambda store=other: roll_up(store, SCOPE)) for _ in range(5))
            lines.append(
                f"{size}: written {wrote / size * 1e6:.0f} µs a case, rolled up {took / size * 1e6:.1f} µs a case"
                f" of processor time ({ratio:.2f})"
            )
            other.close()
        store.close()
    return "; ".join(lines)


if __name__ == "__main__":
    print(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_061))
