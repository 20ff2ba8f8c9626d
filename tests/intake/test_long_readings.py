"""Claims about readings of long tables on their way: exact whatever their size, and no truth value taken for a number."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from qmdesk.formdef.loader import load_builtin
from qmdesk.formdef.types import Form
from qmdesk.gate import kinds
from qmdesk.intake.measurements.outline import outline_of
from qmdesk.intake.measurements.reading import preview_bytes, ready
from qmdesk.intake.measurements.words import says_no_reading
from qmdesk.intake.readers.long import long_grid
from qmdesk.intake.take import take

ROWS = 5_000


@pytest.fixture(scope="module")
def form() -> Form:
    return load_builtin("meqmc")


@pytest.mark.parametrize(
    "far", ["9.99", "214748.3647", "-214748.3648", "214748.3648", "99999999999.9999", "123456789012345"]
)
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


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_long_table_of_no_stated_kind_is_taken_by_columns(
    tmp_path: Path, form: Form, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    monkeypatch.setattr("qmdesk.intake.measurements.outline._LONG", 20_000)
    monkeypatch.setattr("qmdesk.intake.take.read_table", None)
    path = tmp_path / f"读数.{suffix}"
    lines = ["外径(mm),内径(mm)", *(f"{at % 97 / 100:.2f},{at % 89 / 100:.2f}" for at in range(ROWS))]
    path.write_bytes("\n".join(lines).encode() if suffix == "csv" else workbook({}))
    found = take(path, form)
    assert found.kind == "measurements"
    assert (found.edits, found.problems) == (
        (said := take(path, form, kind="measurements")).edits,
        said.problems,
    )
    assert found.accepted > 0


def test_a_long_list_of_steps_is_no_measurement(tmp_path: Path, form: Form, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qmdesk.intake.measurements.outline._LONG", 20_000)
    path = tmp_path / "list.csv"
    lines = ["工序,投入数,合格数,缺陷数", *(f"工序{at},{1000 + at},{990 + at},10" for at in range(ROWS))]
    path.write_text("\n".join(lines), "utf-8")
    assert outline_of(path.read_bytes(), path.name) is not None
    assert take(path, form).kind == "steps" == take(path, form, kind="steps").kind


def test_empty_cells_of_a_long_text_are_counted_and_the_first_is_named() -> None:
    rows = [f"{at},{at % 97 / 100:.2f}" for at in range(1, ROWS)]
    rows[2_000], rows[3_000], rows[4_000] = "2001,", "", "4001,"
    found = {each.name: each for each in preview_bytes("\n".join(["序号,外径", *rows]).encode(), "a.csv").sets}["外径"]
    told = [each for each in found.problems if each.code == "cells-empty-between"]
    assert [(each.where, each.details["count"]) for each in told] == [("a.csv!B2002", 3)]
