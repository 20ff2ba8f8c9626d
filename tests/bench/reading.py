"""Long tables into readings against the readers they are read with or could be read with.

Two comparisons: 100,000 rows of a workbook, all of it through the child process, against python-calamine alone in this
one; 10⁶ rows of comma-separated text against numpy's own text reader (and against others where they are installed, told
beside). Then whether 10⁷ rows go through within the child's limits.
"""

from __future__ import annotations

import io
import time
from functools import partial
from importlib.util import find_spec

import numpy as np
import xlsxwriter

from qmdesk.intake.measurements.reading import preview_bytes
from qmdesk.model.problem import Refused
from tests.bench.paired import measure

LIMIT = 1.5


def main() -> str:
    book, text = _book(100_000), _text(10**6)

    def calamine() -> None:
        import python_calamine

        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(book)) as opened:
            opened.get_sheet_by_index(0).to_python()

    def numpy_text() -> None:
        np.loadtxt(io.BytesIO(text), delimiter=",", skiprows=1)

    reports = [
        measure(lambda: preview_bytes(book, "a.xlsx"), calamine, 7).report("reading, workbook", LIMIT),
        measure(lambda: preview_bytes(text, "a.csv"), numpy_text, 5).report("reading, text (numpy.loadtxt)", LIMIT),
    ]
    others = {"polars": _polars, "pyarrow": _pyarrow}
    for name, other in others.items():
        if find_spec(name):
            found = measure(lambda: preview_bytes(text, "a.csv"), partial(other, text), 5)
            reports.append(found.report(f"reading, text ({name})", LIMIT))
    return "\n".join([*reports, _many()])


def _polars(text: bytes) -> None:
    import polars  # pyright: ignore[reportMissingImports] - only where the measurer installed it

    polars.read_csv(text)


def _pyarrow(text: bytes) -> None:
    from pyarrow import csv  # pyright: ignore[reportMissingImports]

    csv.read_csv(io.BytesIO(text))


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
    page.write_row(0, 0, ["序号", "外径(mm)", "内径(mm)", "长度(mm)", "圆度(μm)"])
    for at, row in enumerate((_figures(rows) / 1e4).tolist(), 1):
        page.write_row(at, 0, [at, *row])
    book.close()
    return out.getvalue()


def _text(rows: int) -> bytes:
    figures = (_figures(rows) / 1e4).tolist()
    lines = [f"{at},{a:.4f},{b:.4f},{c:.4f},{d:.4f}" for at, (a, b, c, d) in enumerate(figures, 1)]
    return "\n".join(["序号,外径(mm),内径(mm),长度(mm),圆度(μm)", *lines]).encode()


if __name__ == "__main__":
    print(main())
