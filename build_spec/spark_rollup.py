"""Ask every question of the roll-up with Spark, and hold the answers against DuckDB's. Outside the tests.

    SPARK_PYTHON build_spec/spark_rollup.py FACTS_FOLDER [--master URL] [--year 2026]

It needs a Python with pyspark 3.5 and what qmdesk needs below the window, and a Java runtime (docs/scale.md).
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from qmdesk.portfolio import queries
from qmdesk.portfolio.parquet import ParquetStore
from qmdesk.portfolio.queries import Scope
from qmdesk.portfolio.spark import SparkStore


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("facts", type=Path)
    asked.add_argument("--master", default="local[*]")
    asked.add_argument("--year", default="2026")
    chosen = asked.parse_args()
    folder = chosen.facts.absolute()
    spark, duck = SparkStore(f"spark://{quote(folder.as_posix())}?master={quote(chosen.master)}"), ParquetStore(folder)
    differing = 0
    for scope in (Scope(chosen.year), Scope(chosen.year, province="浙江"), Scope("")):
        for query in queries.every(scope):
            start = time.perf_counter()
            ours = spark.ask(query)
            took = time.perf_counter() - start
            same = plain(ours) == plain(duck.ask(query))
            differing += not same
            print(f"{'same' if same else 'DIFFERS'}  {len(ours):6} rows  {took:6.2f} s  {query.sql[:90]}")
    spark.close()
    duck.close()
    print("all answers are the same" if not differing else f"{differing} answers differ")
    return 1 if differing else 0


def plain(rows: list[tuple[Any, ...]]) -> list[str]:
    """Rows as texts, in one order: engines give counts as different kinds of number."""
    return sorted("|".join("" if each is None else str(each) for each in row) for row in rows)


if __name__ == "__main__":
    sys.exit(main())
