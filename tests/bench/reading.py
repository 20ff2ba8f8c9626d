"""Long tables into readings against the quickest readers there are for them.

"workbook": 100,000 rows of a workbook, all of it through the child process, against python-calamine alone in this one.

"text": 10⁵ and 10⁶ rows of comma-separated text, from the file to readings with what the table says of them, against the
quickest reader that gives numbers as exact as ours: polars with a schema that makes them decimals (its columns and
decimals are told to it; ours finds them). Told beside without a limit: pyarrow into decimals, and both into texts,
which leaves the numbers to be read. Readers of doubles keep less than a reading has to keep and are not compared.

polars and pyarrow are needed for this alone and are no dependency of the project. Where they are missing the comparison
says so: ``pip install polars pyarrow`` into an environment of its own, and name that environment's site-packages in
QMDESK_BENCH_PACKAGES.

Then whether 10⁷ rows go through within the child's limits.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import xlsxwriter

from qmdesk.intake.measurements.reading import preview_bytes, preview_file
from qmdesk.model.problem import Refused
from tests.bench.paired import measure

LIMIT = 1.5
NAMES = ["序号", "外径(mm)", "内径(mm)", "长度(mm)", "圆度(μm)"]


def main() -> str:
    if more := os.environ.get("QMDESK_BENCH_PACKAGES"):
        sys.path.append(more)
    book = _book(100_000)

    def calamine() -> None:
        import python_calamine

        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(book)) as opened:
            opened.get_sheet_by_index(0).to_python()

    reports = [measure(lambda: preview_bytes(book, "a.xlsx"), calamine, 7).report("reading, workbook", LIMIT)]
    with tempfile.TemporaryDirectory() as name:
        for rows, runs in ((10**5, 21), (10**6, 7)):
            path = Path(name) / f"{rows}.csv"
            path.write_bytes(_text(rows))
            reports += _texts(path, f"reading, text of {rows:,} rows", runs)
    return "\n".join([*reports, _many()])


def _texts(path: Path, name: str, runs: int) -> list[str]:
    others: dict[str, Callable[[Path], object]] = {}
    if find_spec("polars"):
        others |= {"polars, decimals": _polars_decimals, "polars, texts": _polars_texts}
    if find_spec("pyarrow"):
        others |= {"pyarrow, decimals": _pyarrow_decimals, "pyarrow, texts": _pyarrow_texts}
    if "polars, decimals" not in others:
        return [f"{name}: not compared; install polars (see tests/bench/reading.py)"]
    reports: list[str] = []
    for other, read in others.items():
        found = measure(lambda: preview_file(path), lambda read=read: read(path), runs)
        told = found.report(f"{name} ({other})", LIMIT)
        reports.append(told if other == "polars, decimals" else f"{told.rpartition('  (')[0]}  (told beside)")
    return reports


def _polars_decimals(path: Path) -> object:
    import polars  # pyright: ignore[reportMissingImports] - only where the measurer installed it

    decimal = polars.Decimal(18, 4)
    schema = {"0": polars.Int64, "1": decimal, "2": decimal, "3": decimal, "4": decimal}
    return polars.read_csv(path, has_header=False, skip_rows=1, new_columns=list(schema), schema=schema)


def _polars_texts(path: Path) -> object:
    import polars  # pyright: ignore[reportMissingImports]

    return polars.read_csv(path, infer_schema=False)


def _pyarrow_decimals(path: Path) -> object:
    import pyarrow  # pyright: ignore[reportMissingImports]

    decimal = pyarrow.decimal128(18, 4)
    return _pyarrow(path, {NAMES[0]: pyarrow.int64(), **dict.fromkeys(NAMES[1:], decimal)})


def _pyarrow_texts(path: Path) -> object:
    import pyarrow  # pyright: ignore[reportMissingImports]

    return _pyarrow(path, dict.fromkeys(NAMES, pyarrow.string()))


def _pyarrow(path: Path, types: Mapping[str, object]) -> object:
    from pyarrow import csv  # pyright: ignore[reportMissingImports]

    return csv.read_csv(path, convert_options=csv.ConvertOptions(column_types=types))


def _many() -> str:
    text = "外径\n".encode() + b"\n".join([b"10.01", b"9.99", b"10.00"] * (10**7 // 3))
    start = time.perf_counter()
    try:
        n = len(preview_bytes(text, "a.csv").sets[0].readings or ())
    except Refused as refused:
        return f"reading, 10⁷ rows: refused with {refused.problems[0].code}"
    return f"reading, 10⁷ rows: {n:,} readings in {time.perf_counter() - start:.1f} s"


def _figures(rows: int) -> np.ndarray:
    return np.random.default_rng(5).normal(100_000, 200, (rows, 4)).round().astype(np.int64)


def _book(rows: int) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    page = book.add_worksheet("数据")
    page.write_row(0, 0, NAMES)
    for at, row in enumerate((_figures(rows) / 1e4).tolist(), 1):
        page.write_row(at, 0, [at, *row])
    book.close()
    return out.getvalue()


def _text(rows: int) -> bytes:
    figures = (_figures(rows) / 1e4).tolist()
    lines = [f"{at},{a:.4f},{b:.4f},{c:.4f},{d:.4f}" for at, (a, b, c, d) in enumerate(figures, 1)]
    return "\n".join([",".join(NAMES), *lines]).encode()


if __name__ == "__main__":
    print(main())
