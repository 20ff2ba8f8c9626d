"""A workbook of 1 MB through the warm gate against the same parse in this process: what the gate adds."""

from __future__ import annotations

import io

import xlsxwriter

from qmdesk.gate import child
from qmdesk.intake.readers import xlsx
from tests.bench.paired import measure

FUNCTION = "qmdesk.intake.readers.xlsx:read"
SIZE = 1_000_000
LIMIT = 2.0


def main() -> str:
    book = _book()

    def gated() -> None:
        child.run_for_bytes(FUNCTION, {"name": "数据.xlsx"}, book)

    def parsed() -> None:
        xlsx.read({"name": "数据.xlsx"}, book)

    found = measure(gated, parsed, 15, warm_up=2)
    return found.report(f"gate, a workbook of {len(book) / 1e6:.2f} MB", LIMIT)


def _book() -> bytes:
    """Rows of readings until the file is so large."""
    rows = 5_000
    while True:
        out = io.BytesIO()
        with xlsxwriter.Workbook(out) as book:
            page = book.add_worksheet("数据")
            page.write_row(0, 0, ["序号", "外径(mm)", "内径(mm)", "长度(mm)"])
            for at in range(1, rows):
                page.write_row(at, 0, [at, 10 + at % 97 / 1e4, 8 + at % 89 / 1e4, 25 + at * 7 % 83 / 1e4])
        if len(out.getvalue()) >= SIZE:
            return out.getvalue()
        rows = int(rows * max(1.05, SIZE / len(out.getvalue())))


if __name__ == "__main__":
    print(main())
