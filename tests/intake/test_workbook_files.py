"""Claims about XLSX and XLS: exact values, what hides, what is a percentage, and workbooks that mean harm."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from qmdesk.intake.readers import Cell, Grid, column_name, column_number, open_table, read_table, wire, xls, xlsx
from qmdesk.intake.readers.opening import read_bytes
from qmdesk.model.problem import Refused, Severity
from tests.gate.zip_factory import Part, build
from tests.intake import books
from tests.intake.biff import XlsSheet
from tests.intake.biff import xls as xls_bytes
from tests.intake.books import SHEET, cells, parts


def here(content: bytes) -> Grid:
    """Read in this process: the child is tested by itself."""
    return wire.decode(xlsx.read({}, content), "a.xlsx")


def shown(cell: Cell | None) -> tuple[str, str] | None:
    return None if cell is None else (str(cell.kind), cell.text)


def first(content: bytes) -> list[tuple[str, str] | None]:
    return [shown(cell) for cell in here(content).sheets[0].rows[0]]


def refusal(content: bytes, name: str = "a.xlsx") -> str:
    with pytest.raises(Refused) as caught:
        read_table(content, name)
    assert caught.value.problems[0].where
    return caught.value.problems[0].code


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("9.95", "9.95"), ("9.9499999999999993", "9.95"), ("0.1", "0.1"), ("12", "12"), ("1E-7", "0.0000001"),
        ("1.5E+20", "150000000000000000000"), ("-0", "0"), ("0.30000000000000004", "0.30000000000000004"),
        ("123456789.123456", "123456789.123456"), ("-5.5", "-5.5"),
    ],
)  # fmt: skip
def test_a_number_is_the_shortest_decimal_of_its_double(written: str, text: str) -> None:
    assert first(cells(f'<row r="1"><c r="A1"><v>{written}</v></c></row>')) == [("number", text)]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.decimals(-(10**6), 10**6, places=4), min_size=1, max_size=20))
def test_what_a_person_typed_comes_back(values: list[object]) -> None:
    inner = "".join(f'<c r="{column_name(at)}1"><v>{float(str(each))!r}</v></c>' for at, each in enumerate(values))
    found = here(cells(f'<row r="1">{inner}</row>')).sheets[0].rows[0]
    assert [float(cell.text) for cell in found if cell] == [float(str(each)) for each in values]
    assert all("e" not in cell.text.lower() and len(cell.text) < 16 for cell in found if cell)


def test_every_kind_of_cell() -> None:
    inner = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>工序</t></is></c><c r="B1" t="b"><v>1</v></c>'
        '<c r="C1" t="e"><v>#DIV/0!</v></c><c r="D1"><f>A1+1</f><v>7</v></c><c r="E1"><f>SUM(F1:F9)</f></c>'
        '<c r="F1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="G1" t="str"><f>"x"</f><v>x</v></c><c r="H1"><v></v></c></row>'
    )
    assert first(cells(inner)) == [
        ("text", "工序"), ("bool", "true"), ("error", "#DIV/0!"), ("number", "7"), ("formula", "=SUM(F1:F9)"),
        ("error", "#DIV/0!"), ("text", "x"),
    ]  # fmt: skip


def test_dates_and_times_are_dates() -> None:
    import datetime

    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_datetime(0, 0, datetime.datetime(2026, 7, 1), day)  # noqa: DTZ001
        sheet.write_datetime(0, 1, datetime.datetime(2026, 7, 1, 8, 30), day)  # noqa: DTZ001
        sheet.write_number(0, 2, 45000, book.add_format({"num_format": '0.00"mm"'}))
    assert first(out.getvalue()) == [("date", "2026-07-01"), ("date", "2026-07-01 08:30:00"), ("number", "45000")]


def test_percentages_keep_their_value_and_are_marked() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for at, form in enumerate(["0%", "0.00%", '0.0"%"', "General", '0.00" %";-0%', "[Red]0.0%"]):
            sheet.write_number(0, at, 0.98, book.add_format({"num_format": form}))
    found = here(out.getvalue()).sheets[0].rows[0]
    assert [cell.percent for cell in found if cell] == [True, True, False, False, True, True]
    assert {cell.text for cell in found if cell} == {"0.98"}


def test_hidden_things_are_told_and_read() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("一")
        for row in range(6):
            sheet.write_number(row, 0, row)
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(1, 2, None, None, {"hidden": True})
        sheet.merge_range("C1:D2", "合")
        book.add_worksheet("二").hide()
        book.add_worksheet("三").very_hidden()
    one, two, three = here(out.getvalue()).sheets
    assert (one.hidden_rows, one.hidden_columns, one.merged) == ({2}, {1, 2}, ((0, 2, 1, 3),))
    assert shown(one.at(2, 0)) == ("number", "2")
    assert (one.hidden, two.hidden, three.hidden) == (False, True, True)


def test_rows_and_cells_without_references_are_counted() -> None:
    found = here(cells("<row><c><v>1</v></c><c><f>A1</f></c></row><row hidden='1'><c><v>2</v></c></row>")).sheets[0]
    assert shown(found.at(0, 1)) == ("formula", "=A1")
    assert found.hidden_rows == {1}


def test_parts_with_a_namespace_prefix_are_read() -> None:
    prefixed = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
        '<x:row r="1" hidden="1"><x:c r="A1"><x:v>5</x:v></x:c><x:c r="B1"><x:f>A1</x:f></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    found = here(parts(prefixed)).sheets[0]
    assert (shown(found.at(0, 0)), shown(found.at(0, 1)), found.hidden_rows) == (
        ("number", "5"),
        ("formula", "=A1"),
        {0},
    )


def test_what_openpyxl_writes_reads_as_what_it_reads() -> None:
    """Another reader of the same file sees the same values."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in range(1, 30):
        for column in range(1, 8):
            sheet.cell(row, column, row * column / 7 if column % 2 else f"文{row}-{column}")
    out = io.BytesIO()
    book.save(out)
    found = here(out.getvalue()).sheets[0]
    again = openpyxl.load_workbook(out).active
    assert again is not None
    for row in range(1, 30):
        for column in range(1, 8):
            cell, value = found.at(row - 1, column - 1), again.cell(row, column).value
            assert cell is not None
            assert (cell.text if isinstance(value, str) else float(cell.text)) == value


def test_places_are_those_of_the_spreadsheet() -> None:
    found = here(cells('<row r="7"><c r="C7"><v>1</v></c></row>')).sheets[0]
    assert (found.at(6, 2) or Cell).ref == "C7"  # type: ignore[union-attr]
    assert found.place(6, 2) == "表!C7"
    assert [column_name(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert all(
        column_name(at) == get_column_letter(at + 1) and column_number(column_name(at)) == at for at in range(2000)
    )


# -- workbooks that mean harm ----------------------------------------------------------------------------

DTD = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "part",
    ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", "docProps/app.xml",
     "xl/drawings/drawing1.xml", "customXml/item1.xml", "[Content_Types].xml", "_rels/.rels", "xl/drawings/vmlDrawing1.vml"],
)  # fmt: skip
def test_a_dtd_in_any_part_is_refused(part: str) -> None:
    plain = dict.fromkeys([part], f'<?xml version="1.0"?>{DTD}<a>&b;</a>')
    assert refusal(parts(SHEET.format(""), plain)) == "xml-dtd"


def test_a_dtd_in_utf_16_is_refused() -> None:
    wide = f'<?xml version="1.0" encoding="UTF-16"?>{DTD}<sst>&b;</sst>'.encode("utf-16")
    assert refusal(parts(SHEET.format(""), {"xl/sharedStrings.xml": wide})) == "xml-dtd"


def test_every_cut_of_a_workbook_is_refused_with_its_name() -> None:
    whole = books.xlsx([["直径"], [9.95], [9.96]])
    for length in range(1, len(whole), 97):
        with pytest.raises(Refused) as caught:
            here(whole[:length])
        assert all(each.code in {"table-damaged", "zip-entry-damaged"} for each in caught.value.problems), length


def test_a_truncated_workbook_is_a_damaged_table() -> None:
    whole = books.xlsx([["直径"], [9.95], [9.96]])
    assert refusal(whole[: len(whole) * 2 // 3]) == "table-damaged"


def test_a_bomb_in_a_part_is_refused() -> None:
    bomb = b"<a>" + b" " * 200_000_000 + b"</a>"
    assert refusal(parts(SHEET.format(""), {"xl/sharedStrings.xml": bomb})) in {"zip-entry-too-large", "zip-ratio"}


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    bomb = Part(b"xl/sharedStrings.xml", b"<a>" + b" " * 180_000_000, size=1000)
    other = [Part(name.encode(), text.encode()) for name, text in
             (("[Content_Types].xml", books.TYPES), ("_rels/.rels", books.RELS), ("xl/workbook.xml", books.BOOK))]  # fmt: skip
    assert refusal(build(*other, bomb)) in {"zip-entry-too-large", "zip-ratio", "zip-entry-damaged"}


@pytest.mark.parametrize("reference", ["XFD1048576", "ZZZZ1", "XFE1"])
def test_a_stray_cell_far_out_is_refused_and_not_laid_out(reference: str) -> None:
    inner = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="{reference}"><v>1</v></c></row>'
    assert refusal(cells(inner)) in {"table-too-large", "table-damaged", "reading-memory", "reading-failed"}


def test_a_stray_cell_at_the_last_place_is_told_by_its_sheet() -> None:
    inner = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    with pytest.raises(Refused) as caught:
        read_table(cells(inner), "a.xlsx")
    problem = caught.value.problems[0]
    assert (problem.code, problem.where, problem.details["rows"]) == ("table-too-large", "表", 1_048_576)


def test_formats_far_out_without_values_are_no_harm() -> None:
    inner = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    found = read_table(cells(inner), "a.xlsx").sheets[0]
    assert shown(found.at(0, 0)) == ("number", "1")
    assert len(found.rows) == 1


def test_macros_links_and_embedded_objects_reach_no_parser() -> None:
    content = parts(
        SHEET.format('<row r="1"><c r="A1"><v>1</v></c></row>'),
        {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0", "xl/externalLinks/externalLink1.xml": "<externalLink/>",
         "xl/embeddings/oleObject1.bin": b"x", "xl/media/image1.png": b"\x89PNG"},
    )  # fmt: skip
    from qmdesk.intake.readers.xlsx_parts import checked_parts

    assert sorted(checked_parts(content).container) == [
        "[Content_Types].xml", "_rels/.rels", "xl/_rels/workbook.xml.rels", "xl/workbook.xml", "xl/worksheets/sheet1.xml"
    ]  # fmt: skip
    assert read_table(content, "a.xlsm").sheets[0].at(0, 0) is not None


def test_an_external_relation_is_not_followed() -> None:
    relation = books.BOOK_RELS.replace(
        'Target="worksheets', 'TargetMode="External" Target="http://example.org/worksheets'
    )
    with pytest.raises(Refused):
        here(parts(SHEET.format(""), {"xl/_rels/workbook.xml.rels": relation}))


def test_two_parts_of_one_name_are_refused() -> None:
    part = Part(b"xl/workbook.xml", books.BOOK.encode())
    assert refusal(build(Part(b"[Content_Types].xml", books.TYPES.encode()), part, part)) == "zip-duplicate"


def test_a_sheet_that_is_no_xml_is_damaged() -> None:
    for broken in ("<worksheet><sheetData><row r='1'><c r='A1'><f>", "nonsense", ""):
        assert refusal(parts(broken)) in {"xml-damaged", "table-damaged"}


_WHOLE = (
    ("a.xlsx", books.xlsx([["直径", "长度"], [9.95, 100.1], [9.96, 100.2]])),
    ("a.xls", xls_bytes(XlsSheet("a", {(row, 0): row + 0.5 for row in range(30)}))),
)


@settings(max_examples=40, deadline=None)
@given(st.data(), st.sampled_from(_WHOLE))
def test_no_change_of_bytes_can_do_more_than_be_refused(data: st.DataObject, file: tuple[str, bytes]) -> None:
    """Through the child, which alone may die of it."""
    name, content = file
    whole = bytearray(content)
    for _ in range(data.draw(st.integers(1, 5))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        read_table(bytes(whole), name)
    except Refused as refused:
        assert refused.problems
        assert all(each.where for each in refused.problems)


# -- XLS ------------------------------------------------------------------------------------------------


def test_an_old_workbook_reads_like_a_new_one() -> None:
    content = xls_bytes(
        XlsSheet(
            "工序",
            {(0, 0): "名称", (1, 0): 9.95, (2, 0): ("percent", 0.98), (3, 0): ("error", 7), (4, 0): True, (5, 0): 12.0},
            hidden_rows={5}, hidden_columns={2}, merged=[(0, 1, 1, 2)],
        ),
        XlsSheet("旧", {(0, 0): 1.0}, hidden=True),
    )  # fmt: skip
    found = wire.decode(xls.read({}, content))
    sheet, old = found.sheets
    assert [shown(row[0]) for row in sheet.rows] == [
        ("text", "名称"), ("number", "9.95"), ("number", "0.98"), ("error", "#DIV/0!"), ("bool", "true"), ("number", "12")
    ]  # fmt: skip
    assert (sheet.at(2, 0) or Cell).percent is True
    assert (sheet.hidden_rows, sheet.hidden_columns, sheet.merged, old.hidden) == ({5}, {2}, ((0, 1, 1, 2),), True)


def test_values_that_are_no_numbers_are_errors() -> None:
    content = xls_bytes(XlsSheet("a", {(0, 0): float("nan"), (1, 0): float("inf"), (2, 0): -float("inf"), (3, 0): 1.5}))
    cells_read = [shown(row[0]) for row in wire.decode(xls.read({}, content)).sheets[0].rows]
    assert cells_read == [("error", "#NUM!")] * 3 + [("number", "1.5")]
    assert first(cells('<row r="1"><c r="A1"><v>NaN</v></c><c r="B1"><v>inf</v></c></row>')) in (
        [("error", "#NUM!")] * 2, [("text", "NaN"), ("text", "inf")]
    )  # fmt: skip


def test_a_large_old_workbook_with_many_sectors() -> None:
    content = xls_bytes(XlsSheet("a", {(row, 0): row + 0.5 for row in range(20_000)}, hidden_rows={19_999}))
    sheet = wire.decode(xls.read({}, content)).sheets[0]
    assert (len(sheet.rows), sheet.hidden_rows) == (20_000, {19_999})


def test_every_cut_of_an_old_workbook_is_read_or_refused() -> None:
    whole = xls_bytes(XlsSheet("a", {(row, 0): row + 0.5 for row in range(500)}))
    for length in range(600, len(whole), 1111):
        try:
            wire.decode(xls.read({}, whole[:length]))
        except Refused as refused:
            assert refused.problems[0].code == "table-damaged"


def test_a_loop_in_the_allocation_table_ends() -> None:
    from qmdesk.intake.readers.ole import stream

    whole = bytearray(xls_bytes(XlsSheet("a", {(0, 0): 1.0})))
    sectors = (len(whole) - 512) // 512
    fat = 512 + (sectors - 2) * 512
    struct.pack_into("<L", whole, fat, 0)
    assert stream(bytes(whole), "Workbook") is None


# -- opening --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xlsx", b"", "file-empty"),
        ("a.csv", b"", "file-empty"),
        ("a.xlsx", b"%PDF-1.7", "file-not-what-its-name-says"),
        ("a.csv", b"\x89PNG\r\n\x1a\n" + b"\0" * 20, "file-not-what-its-name-says"),
        ("a.xlsx", "直径\n1\n".encode(), "file-not-what-its-name-says"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "file-not-what-its-name-says"),
        ("a.csv", books.xlsx([[1]]), "file-not-what-its-name-says"),
        ("a.pdf", b"%PDF-1.7", "table-kind-unsupported"),
        ("a", b"\x7fELF" + b"\0" * 50, "table-kind-unsupported"),
    ],
)
def test_a_file_that_is_not_what_its_name_says(name: str, content: bytes, code: str) -> None:
    assert refusal(content, name) == code


def test_a_workbook_under_another_workbooks_name_is_read_with_a_word() -> None:
    found = read_table(books.xlsx([["直径"], [1]]), "a.xls")
    assert [(each.code, each.severity) for each in found.problems] == [("file-named-otherwise", Severity.WARNING)]
    assert read_table(books.xlsx([["直径"], [1]]), "a").problems == ()


def test_a_password_is_told() -> None:
    from tests.intake.biff import compound

    assert refusal(compound("EncryptedPackage", b"x"), "a.xlsx") == "table-encrypted"


def test_a_path_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "测量.xlsx"
    path.write_bytes(books.xlsx([["直径"], [9.95]]))
    assert open_table(path).sheets[0].text(1, 0) == "9.95"
    for missing, code in ((tmp_path / "没有.xlsx", "file-missing"), (tmp_path, "file-is-folder")):
        with pytest.raises(Refused) as caught:
            open_table(missing)
        assert caught.value.problems[0].code == code
    with pytest.raises(Refused) as caught:
        read_bytes(path, 10)
    assert caught.value.problems[0].code == "file-too-large"


def test_csv_and_dfq_places_name_the_file() -> None:
    assert read_table("直径\n9.95\n".encode(), "读数.csv").sheets[0].place(1, 0) == "读数.csv!A2"
    dfq = b"K0100 1\nK2002/1 d\n10.0\n10.1\n"
    assert read_table(dfq, "读数.dfq").sheets[0].place(7, 1) == "读数.dfq:4"


@pytest.mark.slow
def test_a_hundred_thousand_readings_take_a_fraction_of_the_limit(tmp_path: Path) -> None:
    import time

    path = tmp_path / "large.xlsx"
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "直径")
        for row in range(100_000):
            sheet.write_number(row + 1, 0, 9.9 + row % 100 / 1000)
    start = time.perf_counter()
    assert len(open_table(path).sheets[0].rows) == 100_001
    assert time.perf_counter() - start < 10
