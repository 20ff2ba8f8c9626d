"""All data as a workbook: whole, and nothing in it is ever a formula."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from qmdesk.report.material import Material, Options
from qmdesk.report.xlsx.book import MOST_CHARACTERS, Workbook, number_of
from qmdesk.report.xlsx.data import write_data
from tests.report import cases

EVIL = ['=HYPERLINK("http://x.example","a")', "+1+1", "-2+3|cmd", "@SUM(A1)", "{=1}", "http://x.example", "\t=1"]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> tuple[openpyxl.Workbook, Material, Path]:
    maker = cases.machining(photos=1)
    for number, text in enumerate(EVIL):
        maker.set(f"finding:evil{number}", kind="weakness", binds="item:system.people", text=text, place="\x07坏\ufffe")
    case = cases.finished(maker)
    m = Material(*case.arguments(), "zh-CN", cases.MADE_AT, Options())
    out = tmp_path_factory.mktemp("xlsx") / "data.xlsx"
    entries = [each for folded in m.snapshot.state.values() for each in folded.heads]
    write_data(m, sorted(entries, key=lambda each: each.seq), out)
    return openpyxl.load_workbook(out), m, out


def test_every_kind_of_record_has_its_sheet(book: tuple[openpyxl.Workbook, Material, Path]):
    found, m, _ = book
    labels = [each.label.zh for each in m.form.records.values()]
    assert set(labels) <= set(found.sheetnames)
    assert {"等级与理由", "测量值", "文件", "记录链"} <= set(found.sheetnames)


def test_no_cell_is_a_formula_or_a_link(book: tuple[openpyxl.Workbook, Material, Path]):
    found, _, path = book
    cells = [cell for sheet in found for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    texts = {cell.value for cell in cells}
    assert set(EVIL) <= texts
    with zipfile.ZipFile(path) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "worksheets/sheet" in name]
    assert not any(b"<f>" in each or b"<hyperlink" in each for each in sheets)


def test_readings_results_and_journal_are_whole(book: tuple[openpyxl.Workbook, Material, Path]):
    found, m, _ = book
    readings = [row[6] for row in found["测量值"].iter_rows(min_row=2, values_only=True)]
    wanted = [float(each) for one in m.snapshot.readings.values() for each in one.decimals()]
    assert sorted(readings) == sorted(wanted)
    results = list(found["等级与理由"].iter_rows(min_row=2, values_only=True))
    assert ("现场复核", None, "总等级", 2, 2) in [row[:5] for row in results]
    assert all(row[6] for row in results)
    assert found["记录链"].max_row - 1 == sum(len(each.heads) for each in m.snapshot.state.values())


@pytest.mark.parametrize(
    ("text", "value"),
    [("9.80", 9.8), ("-0.001", -0.001), ("12", 12.0), ("1234567890123456789", "1234567890123456789"), ("7/3", "7/3"),
     ("1e5", "1e5"), ("", "")],
)  # fmt: skip
def test_a_number_is_one_only_where_nothing_is_lost(text: str, value: object):
    assert number_of(text) == value


def test_names_too_long_doubled_or_forbidden_and_cells_too_long_are_made_to_fit(tmp_path: Path):
    book = Workbook(tmp_path / "b.xlsx")
    for name in ("甲/乙:丙" * 12, "甲/乙:丙" * 12, "'", "a", "A"):
        book.table(name, ["头"], [["字" * (MOST_CHARACTERS + 5)]])
    book.close()
    found = openpyxl.load_workbook(tmp_path / "b.xlsx")
    assert len(found.sheetnames) == 5
    assert len({each.casefold() for each in found.sheetnames}) == 5
    assert all(len(each) <= 31 for each in found.sheetnames)
    value = found.worksheets[0]["A2"].value
    assert len(value) == MOST_CHARACTERS
    assert value.endswith(f"（{MOST_CHARACTERS + 5}）")


def test_records_of_an_unknown_kind_are_not_lost(tmp_path: Path):
    maker = cases.machining(photos=0)
    maker.set("future:f1", colour="蓝")
    case = cases.finished(maker)
    m = replace(Material(*case.arguments(), "en", cases.MADE_AT, Options()))
    write_data(m, [], tmp_path / "d.xlsx")
    rows = list(openpyxl.load_workbook(tmp_path / "d.xlsx")["Other records"].iter_rows(values_only=True))
    assert ("future:f1", "colour", "蓝") in rows
