"""Claims about readings of long tables on their way: exact whatever their size, and no truth value taken for a number."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
import xlsxwriter

from qmdesk.gate import kinds
from qmdesk.intake.measurements.reading import preview_bytes, ready
from qmdesk.intake.measurements.words import says_no_reading
from qmdesk.intake.readers.long import long_grid

ROWS = 5_000


@pytest.mark.parametrize("far", ["9.99", "214748.3647", "-214748.3648", "214748.3648", "99999999999.9999"])
def test_every_reading_arrives_as_it_was_written(far: str) -> None:
    texts = [f"{at % 97 / 10_000:.4f}" for at in range(ROWS)]
    texts[ROWS - 100] = far
    found = preview_bytes("\n".join(["外径(mm)", *texts]).encode(), "a.csv").sets
    assert [each.name for each in found] == ["外径"]
    assert found[0].readings is not None
    assert list(found[0].readings.decimals()) == [Decimal(each) for each in texts]


def workbook(odd: dict[tuple[int, int], object]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    page = book.add_worksheet("数据")
    page.write_row(0, 0, ["外径(mm)", "内径(mm)"])
    for at in range(1, ROWS):
        page.write_row(at, 0, [odd.get((at, column), (at * (column + 1) % 997) / 100) for column in range(2)])
    book.close()
    return out.getvalue()


def test_a_workbook_of_numbers_is_read_by_columns() -> None:
    grid = long_grid(workbook({}), kinds.XLSX, "a.xlsx", says_no_reading)
    bulk = grid.sheets[0].bulk
    assert bulk is not None
    exponent = bulk.columns[1].exponent
    told = [int(each) * Decimal(10) ** exponent for each in bulk.columns[1].scaled]
    assert told == [Decimal(int(row) * 2 % 997) / 100 for row in bulk.rows]


@pytest.mark.parametrize("odd", [True, False, "x", "合格"])
def test_what_is_no_number_among_the_numbers_of_a_workbook_is_told_with_its_place(odd: object) -> None:
    found = preview_bytes(workbook({(3_000, 1): odd}), "a.xlsx").sets
    outer, inner = found
    assert (outer.skipped, inner.skipped) == (0, 1)
    assert len(inner.readings or ()) == ROWS - 2
    assert any("B3001" in each.where for each in inner.problems)


def test_a_child_can_be_made_ready() -> None:
    assert ready({}, b"") == b""
