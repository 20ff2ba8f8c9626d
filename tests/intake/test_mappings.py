"""Claims about mappings: told from a table, followed, kept in JSON; long tables give what short ones give."""

from __future__ import annotations

import io
import json
import random
from decimal import Decimal

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qmdesk.gate import kinds
from qmdesk.intake.measurements import MeasurementSet, preview_grid
from qmdesk.intake.measurements.draft import TooOdd
from qmdesk.intake.measurements.mapping import Mapping, Role, Shape, read_mapping
from qmdesk.intake.measurements.reading import preview_bytes, preview_of, understand
from qmdesk.intake.measurements.words import says_no_reading
from qmdesk.intake.readers import read_table
from qmdesk.intake.readers.long import long_grid
from qmdesk.model.problem import Refused
from tests.intake.grids import grid, sheet

TABLE = [
    ["某厂记录"],
    ["件号", "样本", "外径(mm)", "内径(mm)", "上限"],
    [3, 1, 10.03, 5.03, 10.1],
    [1, 1, 10.01, 5.01, 10.1],
    [2, 2, 10.02, 5.02, 10.1],
    [4, 2, 10.04, 5.04, 10.1],
]


def said(sets: tuple[MeasurementSet, ...]) -> list[tuple[object, ...]]:
    return [(each.name, each.unit, each.usl, *_kept(each)) for each in sets]


def _kept(each: MeasurementSet) -> tuple[object, object]:
    if each.readings is None:
        return [], None
    return [f"{x:f}" for x in each.readings.decimals()], each.readings.subgroups


def mapping() -> Mapping:
    return preview_of(grid(sheet("S", TABLE))).tables[0].mapping


def followed(wanted: Mapping) -> list[tuple[object, ...]]:
    return said(preview_of(grid(sheet("S", TABLE)), wanted).sets)


def test_what_was_understood_reads_likewise() -> None:
    found = mapping()
    assert [str(each.role) for each in found.columns] == ["ignored", "subgroup", "value", "value", "usl"]
    assert (found.header, found.shape) == ((1,), Shape.COLUMNS)
    assert followed(found) == said(preview_of(grid(sheet("S", TABLE))).sets)
    problems = [each.code for each in preview_of(grid(sheet("S", TABLE)), found).problems]
    assert problems == ["limits-not-attributed"], "one column of limits behind two characteristics is of neither"


def test_roles_are_followed() -> None:
    found = mapping().with_role(1, Role.IGNORED).with_role(3, Role.IGNORED).with_role(4, Role.IGNORED)
    assert followed(found) == [("外径", "mm", None, ["10.03", "10.01", "10.02", "10.04"], None)]
    assert followed(mapping().with_role(3, Role.IGNORED))[0][2] == Decimal("10.1")
    found = found.with_role(0, Role.ORDER).named(2, "轴承外径", "cm")
    assert followed(found) == [("轴承外径", "cm", None, ["10.01", "10.02", "10.03", "10.04"], None)]


def test_of_one_role_there_is_one_column() -> None:
    found = mapping().with_role(0, Role.SUBGROUP)
    assert [str(each.role) for each in found.columns][:2] == ["subgroup", "ignored"]


def test_a_column_of_names_makes_a_long_table() -> None:
    rows = [["什么", "数"], ["外径", 10.01], ["内径", 5.01], ["外径", 10.02], ["内径", 5.02]]
    made = preview_of(grid(sheet("S", rows))).tables[0].mapping.with_role(0, Role.NAME)
    found = preview_of(grid(sheet("S", rows)), made)
    assert [(each.name, len(each.readings or ())) for each in found.sets] == [("外径", 2), ("内径", 2)]


def test_a_mapping_goes_through_json_and_what_is_none_is_refused() -> None:
    found = mapping()
    assert read_mapping(json.dumps(found.to_json()).encode()) == found
    for wrong in (
        b"",
        b"[]",
        b"{}",
        b'{"v":1}',
        b"\xff",
        json.dumps(found.to_json()).replace('"v": 1', '"v": 2').encode(),
    ):
        with pytest.raises(Refused) as refused:
            read_mapping(wrong, "m.json")
        assert refused.value.problems[0].code == "mapping-unreadable"


def test_a_sheet_or_heading_that_is_not_there_is_told() -> None:
    two = grid(sheet("甲", TABLE), sheet("乙", TABLE))
    with pytest.raises(Refused) as refused:
        preview_of(two, Mapping("丙", (1,), Shape.COLUMNS, ()))
    assert refused.value.problems[0].code == "mapping-sheet-missing"
    found = preview_of(two, Mapping("甲", (40,), Shape.COLUMNS, ()))
    assert not found.sets and "mapping-without-table" in [each.code for each in found.notes]


def test_the_same_headings_have_the_same_fingerprint_and_others_another() -> None:
    other = [["别的"], *TABLE[1:]]
    more = [TABLE[0], [*TABLE[1][:-1], "下限"], *TABLE[2:]]
    assert preview_of(grid(sheet("T", other))).tables[0].mapping.fingerprint == mapping().fingerprint
    assert preview_of(grid(sheet("S", more))).tables[0].mapping.fingerprint != mapping().fingerprint


def test_a_decimal_comma_is_read_where_the_mapping_says_so() -> None:
    content = "外径;内径\n10,010;5,5\n10,020;5,6\n".encode()
    found = preview_bytes(content, "a.csv").tables[0].mapping
    comma = preview_bytes(content, "a.csv", Mapping(found.sheet, found.header, found.shape, found.columns, ","))
    assert said(comma.sets)[0][3] == ["10.010", "10.020"]


# -- long tables -----------------------------------------------------------------------------------------


def both(content: bytes, name: str, media: str) -> tuple[tuple[MeasurementSet, ...], tuple[MeasurementSet, ...]]:
    """By columns and cell by cell."""
    grid_of = long_grid(content, media, name, says_no_reading)
    assert grid_of.sheets[0].bulk is not None, "the table was not cut"
    return preview_of(grid_of).sets, preview_grid(read_table(content, name))


def same(content: bytes, name: str = "a.csv", media: str = kinds.TEXT) -> None:
    one, other = both(content, name, media)
    assert said(one) == said(other)
    assert [(each.read, each.skipped) for each in one] == [(each.read, each.skipped) for each in other]
    assert [[(p.code, p.where) for p in each.problems] for each in one] == [
        [(p.code, p.where) for p in each.problems] for each in other
    ]


def lines(seed: int, delimiter: str = ",", comma: bool = False) -> list[str]:
    chance = random.Random(seed)
    made = []
    for at in range(2_400):
        figures = [f"{Decimal(chance.randrange(99_000, 101_000)).scaleb(-chance.choice((3, 4, 4)))}" for _ in range(2)]
        figures = [each.replace(".", ",") if comma else each for each in figures]
        made.append(delimiter.join([str(at // 5 + 1), *figures, chance.choice(("OK", "", "早班"))]))
    return made


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_long_text_gives_what_a_cell_by_cell_reading_gives(encoding: str, end: str) -> None:
    body = lines(1)
    body[700] = "141,坏,99.5,OK"
    body[1500] = "301,,99.50,"
    body[2000] = "平均,99.5,99.5,"
    text = end.join(["组号,外径(mm),内径(mm),判定", "上限,101,101", *body, "检验员：张三,,,"])
    same(text.encode(encoding))


def test_a_long_text_with_decimal_commas() -> None:
    same("\n".join(["组号;外径(mm);内径(mm);判定", *lines(2, ";", comma=True)]).encode())


def test_a_long_workbook_gives_what_a_cell_by_cell_reading_gives() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    page = book.add_worksheet("数据")
    page.write_row(0, 0, ["组号", "外径(mm)", "内径(mm)", "判定"])
    chance = random.Random(3)
    for at in range(2_400):
        page.write_row(
            at + 1, 0, [at // 5 + 1, chance.randrange(99_000, 101_000) / 10_000, chance.gauss(5, 1e-3), "OK"]
        )
    page.write(1_200, 1, "坏")
    page.write_blank(1_300, 1, None)
    book.close()
    one, other = both_or_cells(out.getvalue())
    assert said(one) == said(other)


def both_or_cells(content: bytes) -> tuple[tuple[MeasurementSet, ...], tuple[MeasurementSet, ...]]:
    found = preview_bytes(content, "a.xlsx")
    return found.sets, preview_grid(read_table(content, "a.xlsx"))


# -- nothing invented ------------------------------------------------------------------------------------

PIECES = st.sampled_from([
    "10.01", "10,01", "1e3", "NaN", "inf", "-", "", "外径", "上限", "平均", "2026-05-01", "1_000", "９.９", "\t", ";", ",",
    "\n", "\r\n", '"', "±0.05", "mm", "X1", "组号", "DIM A= B UNITS=MM\n", "AX MEAS NOMINAL +TOL -TOL\n", "K2002/1 a\n",
    "TA(A)=TOL/FLAT,0.1,INTOL\n", "\x14", "\x0f", "\0", "0.5%", "=1+1", " ",
])  # fmt: skip


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=60), st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_whatever_a_text_holds_no_value_is_invented(pieces: list[str], encoding: str) -> None:
    text = "".join(pieces)
    content = text.encode(encoding)
    media = kinds.sniff(content)
    if media not in (kinds.TEXT, kinds.DFQ):
        return
    try:
        understand({"name": "a.txt", "media": media}, content)
        found = preview_of(long_grid(content, media, "a.txt", says_no_reading))
    except Refused as refused:
        assert refused.problems
        return
    digits = "".join(each for each in text if each.isdigit())
    for each in found.sets:
        assert each.read >= each.skipped >= 0
        assert len(each.readings or ()) == each.read - each.skipped
        for value in () if each.readings is None else each.readings.decimals():
            plain = f"{value.normalize():f}".replace(".", "").replace("-", "").strip("0")
            assert plain in digits.replace("９", "9"), (value, text)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_long_text_with_bytes_changed_gives_what_a_cell_by_cell_reading_gives(data: st.DataObject) -> None:
    content = bytearray("\n".join(["组号,外径(mm),内径(mm),判定", *lines(4)]).encode())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 2))] = data.draw(
            st.sampled_from([b"x", b",", b"-", b"\n", b"9", b".", b""])
        )
    try:
        one = preview_of(long_grid(bytes(content), kinds.TEXT, "a.csv", says_no_reading))
    except (Refused, TooOdd):  # then it is read cell by cell anyway
        return
    other = preview_of(long_grid(bytes(content), kinds.TEXT, "a.csv", says_no_reading, fast=False))
    assert said(one.sets) == said(other.sets)
