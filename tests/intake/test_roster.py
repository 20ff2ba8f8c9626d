"""Rosters as offices send them: read whatever their shape, wrong rows told by row and set aside, the rest taken."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qmdesk.formdef.credit_code import problem_of
from qmdesk.formdef.programme_loader import load_pack, load_pack_text
from qmdesk.intake.readers import Cell, CellKind, Grid, Sheet
from qmdesk.intake.readers.opening import read_table
from qmdesk.intake.roster import open_roster, roster_in
from qmdesk.intake.roster_words import class_of, field_of, is_note, is_total, yes_no
from qmdesk.model.problem import Refused
from tests.intake import biff
from tests.portfolio.roster_maker import HEAD, code_of, enterprises, spoil, write_xlsx

PACK = load_pack("zhejiang", 2026)
A, B, C = (code_of("330106", number) for number in (1, 2, 3))


def table(*lines, name="名单.csv", **options):
    """A roster of comma-separated lines."""
    out = io.StringIO()
    csv.writer(out).writerows(lines)
    return roster_in(read_table(out.getvalue().encode("utf-8-sig"), name), options.pop("pack", PACK), **options)


def book(path: Path, fill):
    made = openpyxl.Workbook()
    fill(made.active)
    made.save(path)
    return open_roster(path, PACK)


def codes(rows):
    return [[each.code for each in row.problems if each.severity == "error"] for row in rows]


FLAT = [each.replace("\n", "") for each in HEAD]


# -- shapes ------------------------------------------------------------------------------------------


def test_the_annex_as_it_is_printed_is_read_with_its_head_lines(tmp_path):
    rows = enterprises(30, city="杭州")
    found = open_roster(write_xlsx(tmp_path / "r.xlsx", rows, region="杭州市", contact="王某 0571-1"), PACK)
    assert len(found.rows) == 30
    assert found.aside == ()
    assert dict(found.tables[0].said) == {"region": "杭州市", "contact": "王某 0571-1"}
    first = found.rows[0]
    assert first.where == "汇总表!C6"
    assert first.values["enterprise"] == rows[0][2]
    assert first.values["specialised"] == ("true" if rows[0][4] == "是" else "false")
    assert (first.values["city"], first.values["province"]) == ("杭州", "浙江")


def test_headings_on_two_lines_merged_counties_and_columns_of_yes_and_no(tmp_path):
    def fill(sheet):
        for line in (
            ["附件3"],
            ["地区", "杭州"],
            ["序号", "所在县（市、区）", "企业信息", None, "是否为专精特新中小企业", None, "是否已参加前期评价"],
            [None, None, "企业名称", "统一社会信用代码", "是", "否", None],
            [1, "西湖区", "甲公司", A, "√", None, "□是 ☑否"],
            [2, None, "乙公司", B, None, "√", "是（2024年）"],
            ["合计", None, "2家"],
            ["注：以上为2026年参评企业。"],
        ):
            sheet.append(line)
        for area in ("A3:A4", "B3:B4", "C3:D3", "E3:F3", "G3:G4", "B5:B6"):
            sheet.merge_cells(area)

    found = book(tmp_path / "r.xlsx", fill)
    asked = [(row.values["county"], row.values["specialised"], row.values["earlier"]) for row in found.rows]
    assert asked == [("西湖区", "true", "false"), ("西湖区", "false", "true")]
    assert dict(found.tables[0].passed) == {"total": 1, "note": 1}


def test_xls_csv_in_gb18030_and_several_sheets_are_read(tmp_path):
    lines = "地区：绍兴市\r\n" + ",".join(FLAT) + f"\r\n1,柯桥区,绍兴甲公司,{code_of('330603', 1)},是,否,李某 139\r\n"
    (tmp_path / "gb.csv").write_bytes(lines.encode("gb18030"))
    found = open_roster(tmp_path / "gb.csv", PACK)
    assert [row.values["city"] for row in found.rows] == ["绍兴"]

    def fill(sheet):
        sheet.title = "杭州"
        sheet.append(FLAT)
        sheet.append([1, "西湖", "甲公司", A, "是", "否", "张"])
        other = sheet.parent.create_sheet("宁波市")
        other.append(FLAT)
        other.append([1, "余姚市", "乙公司", code_of("330281", 5), "是", "否", "张"])
        sheet.parent.create_sheet("说明").append(["请按要求填写"])
        hidden = sheet.parent.create_sheet("旧表")
        hidden.append(FLAT)
        hidden.append([1, "西湖", "丙公司", C, "是", "否", "张"])
        hidden.sheet_state = "hidden"

    found = book(tmp_path / "r.xlsx", fill)
    assert [(row.values["enterprise"], row.values["city"]) for row in found.rows] == [
        ("甲公司", "杭州"),
        ("乙公司", "宁波"),
    ]
    assert [each.code for each in found.problems] == ["roster-sheet-passed", "sheet-hidden-left-out"]


def test_a_person_and_a_phone_in_two_columns_are_one_contact():
    head = ["企业名称", "统一社会信用代码", "所在县（市、区）", "联系人", "联系电话"]
    (row,) = table(["地区：杭州市"], head, ["甲公司", A, "西湖区", "李某", "13800000000"]).rows
    assert row.values["contact"] == "李某 13800000000"


def test_group_lines_name_the_county_of_the_rows_below():
    head = ["企业名称", "统一社会信用代码"]
    found = table(head, ["西湖区（1家）"], ["甲公司", A], ["柯桥区："], ["乙公司", code_of("330603", 9)])
    assert [(row.values["county"], row.values["city"]) for row in found.rows] == [
        ("西湖区", "杭州"),
        ("柯桥区", "绍兴"),
    ]


def test_repeated_headings_empty_numbered_lines_and_dots_are_passed_over():
    found = table(
        FLAT, [1, "西湖区", "甲公司", A, "是", "否", ""], FLAT, [2], ["..."], [3, "西湖区", "乙公司", B, "", "", ""]
    )
    assert [row.values["enterprise"] for row in found.rows] == ["甲公司", "乙公司"]
    assert found.tables[0].passed["heading"] == 1
    assert found.aside == ()


def test_a_file_without_a_roster_is_refused():
    with pytest.raises(Refused) as caught:
        table(["工序", "交验数"], ["铣", "100"])
    assert caught.value.problems[0].code == "roster-not-found"


# -- words -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("是", True), ("否", False), ("√", True), ("✓", True), ("■", True), ("☑", True), ("Y", True), ("1", True),
        ("×", False), ("□", False), ("无", False), ("", None), ("/", None), ("—", None), ("☑是 □否", True),
        ("□是 ☑否", False), ("是□ 否■", False), ("是√ 否", True), ("是（国家级）", True), ("未参加", False),
        ("不清楚", "不清楚"), ("是否", "是否"), ("待定", "待定"), ("2024年", "2024年"),
    ],
)  # fmt: skip
def test_yes_and_no_in_every_usual_way(text, answer):
    assert yes_no(text) == answer


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("所在县\n(市、区)", "county"), ("统一社会\n信用代码", "credit_code"), ("企业联系\n人和联系\n方式", "contact"),
        ("是/否 为专精特新中小\n企业", "specialised"), ("是否\n已参加前期\n评价", "earlier"), ("单位名称", "enterprise"),
        ("参评类别", "class"), ("统一社会信用代码（18位）", "credit_code"), ("产值（万元）", None), ("", None),
    ],
)  # fmt: skip
def test_headings_name_their_fields(heading, field):
    assert field_of(heading) == field


def test_sums_and_notes_are_known_by_their_beginning():
    assert all(map(is_total, ("合计", "总 计", "小计：", "共12家")))
    assert all(map(is_note, ("注：x", "填报人：王五", "备注：", "单位（盖章）", "审核人:")))
    assert not any(map(is_total, ("合计器制造有限公司"[:0] or "联合计算机有限公司", "甲公司")))
    assert not is_note("注塑机制造有限公司")
    assert (class_of("重点引导类"), class_of("进阶提升"), class_of("自愿"), class_of("其他")) == (
        "key", "advancing", "volunteer", None,
    )  # fmt: skip


# -- rows that are wrong -----------------------------------------------------------------------------


def test_of_two_thousand_rows_forty_wrong_ones_are_told_by_row_and_the_rest_is_in(tmp_path):
    rows = enterprises(2000)
    wrong = spoil(rows, 40)
    found = open_roster(write_xlsx(tmp_path / "r.xlsx", rows), PACK)
    assert len(found.rows) == 1960
    assert [int(each.where.split("C")[1]) - 5 for each in found.aside] == wrong
    assert all(codes(found.aside))


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (["西湖区", "", A], "roster-name-missing"),
        (["西湖区", "甲公司", ""], "roster-code-missing"),
        (["西湖区", "甲公司", A[:-1]], "roster-code-wrong"),
        (["西湖区", "甲公司", "9.133E+17"], "roster-code-number"),
        (["某某区", "甲公司", A], "roster-county-unknown"),
        (["", "甲公司", A], "roster-county-missing"),
    ],
)
def test_a_row_that_is_wrong_is_set_aside_with_its_reason(cells, code):
    found = table(["所在县（市、区）", "企业名称", "统一社会信用代码"], cells)
    assert found.rows == ()
    assert code in codes(found.aside)[0]


def test_a_formula_that_was_never_computed_is_no_name(tmp_path):
    def fill(sheet):
        sheet.append(FLAT)
        sheet.append([1, "上城区", '="甲"&"公司"', A, "是", "否", ""])
        sheet.append([2, "上城区", "乙公司", B, "是", "否", ""])

    made = book(tmp_path / "名单.xlsx", fill)
    assert [row.values["enterprise"] for row in made.rows] == ["乙公司"]
    assert codes(made.aside) == [["cell-formula-uncomputed"]]


def test_a_code_with_letters_that_codes_never_have_is_told_with_what_was_meant():
    right = next(code for number in range(5000) if "0" in (code := code_of("330106", number))[8:17])
    at = right.index("0", 8)
    found = table(
        ["所在县（市、区）", "企业名称", "统一社会信用代码"], ["西湖区", "甲公司", f"{right[:at]}O{right[at + 1 :]}"]
    )
    assert found.aside[0].problems[0].details["meant"] == right


def test_case_width_and_spaces_of_a_code_do_not_matter():
    wide = "".join(chr(ord(each) + 0xFEE0) for each in A)
    found = table(["所在县（市、区）", "企业名称", "统一社会信用代码"], ["西湖区", "甲 公司", f" '{A[:9].lower()} {A[9:]}"],
                  ["西湖区", "乙公司(杭州)", wide.replace(wide[-1], wide[-1])])  # fmt: skip
    assert codes(found.aside) == [["roster-code-twice"], ["roster-code-twice"]]
    assert {each.cells["credit_code"] for each in found.aside} == {A}
    assert [each.cells["enterprise"] for each in found.aside] == ["甲公司", "乙公司（杭州）"]


def test_one_code_of_two_names_and_one_name_with_two_codes_are_both_set_aside():
    head = ["所在县（市、区）", "企业名称", "统一社会信用代码"]
    found = table(
        head, ["西湖区", "甲公司", A], ["西湖区", "乙公司", A], ["西湖区", "丙公司", B], ["西湖区", "丙公司", C]
    )
    assert found.rows == ()
    assert codes(found.aside) == [["roster-code-twice"]] * 2 + [["roster-name-twice"]] * 2


def test_the_same_row_again_is_told_and_taken_once():
    head = ["所在县（市、区）", "企业名称", "统一社会信用代码"]
    found = table(head, ["西湖区", "甲公司", A], ["西湖区", "甲公司", A])
    assert len(found.rows) == 1
    assert [each.code for each in found.tables[0].notes] == ["roster-row-again"]


def test_an_answer_that_is_neither_yes_nor_no_is_told_and_the_row_goes_in():
    (row,) = table(FLAT, [1, "西湖区", "甲公司", A, "待定", "否", "张"]).rows
    assert "specialised" not in row.values
    assert [each.code for each in row.warnings] == ["roster-yes-no"]


# -- where it lies -----------------------------------------------------------------------------------


def test_the_division_of_a_code_is_held_against_the_county():
    def told(code, county="西湖区"):
        (row,) = table(["所在县（市、区）", "企业名称", "统一社会信用代码"], [county, "甲公司", code]).rows
        return [each.code for each in row.warnings]

    assert told(code_of("330106", 1)) == []
    assert told(code_of("330100", 1)) == []  # registered by the city
    assert told(code_of("330000", 1)) == []  # by the province
    assert told(code_of("100000", 1)) == []  # by the country
    assert told(code_of("330108", 1)) == ["roster-division-city"]
    assert told(code_of("330104", 1), "上城区") == []  # 江干区, merged into it in 2021
    assert told(code_of("440300", 1)) == ["roster-division-other"]


def test_a_county_of_another_city_than_the_head_says_is_asked_about_and_the_answer_settles_it():
    lines = (["地区：杭州市"], ["所在县（市、区）", "企业名称", "统一社会信用代码"], ["柯桥区", "甲公司", A])
    (asked,) = table(*lines).aside
    assert asked.problems[0].code == "roster-county-other-city"
    (row,) = table(*lines, answers={"柯桥区": "绍兴"}).rows
    assert (row.values["county"], row.values["city"]) == ("柯桥区", "绍兴")
    (row,) = table(*lines, answers={"柯桥区": "杭州"}).rows
    assert (row.values["county"], row.values["city"]) == ("柯桥区", "杭州")


def two_cities():
    """A pack in which one county belongs to two cities."""
    text = PACK.text.replace(
        "  - {id: 余姚市,", '  - {id: 高新区, name: {zh: 高新区, en: High-tech Zone}, kind: zone, within: 宁波, divisions: ["330212"]}\n'
        '  - {id: 高新区, name: {zh: 高新区, en: High-tech Zone}, kind: zone, within: 杭州, divisions: ["330108"]}\n  - {id: 余姚市,', 1,
    )  # fmt: skip
    return load_pack_text(text.encode(), "own.yaml")


def test_a_county_that_belongs_to_two_cities_is_told_and_asked():
    head = ["所在县（市、区）", "企业名称", "统一社会信用代码"]
    (asked,) = table(head, ["高新区", "甲公司", A], pack=two_cities()).aside
    assert (asked.problems[0].code, asked.problems[0].details["cities"]) == ("roster-county-two-cities", "宁波、杭州")
    for settled in (
        table(head, ["高新区", "甲公司", A], pack=two_cities(), answers={"高新区": "杭州"}),
        table(["地区：杭州市"], head, ["高新区", "甲公司", A], pack=two_cities()),
        table([*head, "所在市"], ["高新区", "甲公司", A, "杭州市"], pack=two_cities()),
        table(head, ["杭州市高新区", "甲公司", A], pack=two_cities()),
    ):
        (row,) = settled.rows
        assert (row.values["county"], row.values["city"]) == ("高新区", "杭州")


def test_a_place_that_the_pack_does_not_list_is_taken_in_under_its_city_and_told():
    (row,) = table(["地区：杭州市"], ["所在县（市、区）", "企业名称", "统一社会信用代码"], ["大江东", "甲公司", A]).rows
    assert (row.values["county"], row.values["city"]) == ("大江东", "杭州")
    assert [each.code for each in row.warnings] == ["roster-county-new"]


def test_a_roster_of_the_country_goes_by_province():
    miit = load_pack("miit", 2026)
    head = ["省份", "所在县（市、区）", "企业名称", "统一社会信用代码"]
    found = table(
        head, ["浙江省", "西湖区", "甲公司", A], ["宁波市", "余姚市", "乙公司", code_of("330281", 1)], pack=miit
    )
    assert [(row.values["province"], row.values.get("city", "")) for row in found.rows] == [
        ("浙江", ""),
        ("浙江", "宁波"),
    ]
    assert all(row.warnings == () for row in found.rows)


def test_rows_do_not_depend_on_what_was_read_before():
    head = ["所在县（市、区）", "企业名称", "统一社会信用代码"]
    first = table(head, ["西湖区", "甲公司", A]).rows[0]
    assert replace(first) == table(head, ["西湖区", "甲公司", A]).rows[0]


def test_an_old_workbook_with_merged_counties_is_read(tmp_path):
    cells = {(0, 0): "参评企业汇总表", (1, 0): "地区：杭州", (2, 0): "联系人及联系方式：王某"}
    cells |= {(3, at): text for at, text in enumerate(HEAD)}
    for at, (name, code) in enumerate((("甲公司", A), ("乙公司", B)), 4):
        cells |= {(at, 0): float(at - 3), (at, 2): name, (at, 3): code, (at, 4): "√", (at, 5): False, (at, 6): "李"}
    cells[4, 1] = "西湖区"
    (tmp_path / "r.xls").write_bytes(biff.xls(biff.XlsSheet("汇总表", cells, merged=[(4, 1, 5, 1)])))
    found = open_roster(tmp_path / "r.xls", PACK)
    assert [(row.values["county"], row.values["specialised"], row.values["earlier"]) for row in found.rows] == [
        ("西湖区", "true", "false"),
        ("西湖区", "true", "false"),
    ]


def test_what_was_understood_is_told_by_column():
    (found,) = table(
        ["地区：杭州市"], [*FLAT, "产值"], [1, "西湖区", "甲公司", A, "是", "否", "张", "5"], ["合计"]
    ).tables
    assert found.labels["county"] == FLAT[1]
    assert found.unknown == ("产值",)
    assert dict(found.passed) == {"total": 1}


def test_a_table_of_another_year_is_told():
    head = ["所在县（市、区）", "企业名称", "统一社会信用代码"]
    for title, codes_told in (
        ("2025年参评企业汇总表", ["roster-other-year"]),
        ("2026年度参评企业汇总表", []),
        ("汇总表（2025年4月）", []),
    ):
        (found,) = table([title], head, ["西湖区", "甲公司", A]).tables
        assert [each.code for each in found.notes] == codes_told
        assert len(found.rows) == 1


CELLS = st.one_of(
    st.none(), st.text(max_size=12), st.sampled_from([*FLAT, "是", "否", "√", "合计", "注：", "西湖区", A, B, "地区：杭州", "1", "甲公司"]),
    st.floats(allow_nan=False, allow_infinity=False).map(str),
)  # fmt: skip


@given(st.lists(st.lists(CELLS, max_size=9), max_size=12), st.lists(st.tuples(*[st.integers(0, 10)] * 4), max_size=3))
def test_whatever_a_sheet_holds_every_row_is_taken_set_aside_or_counted(lines, areas):
    cells = [
        tuple(None if text is None or not text.strip() else Cell(CellKind.TEXT, text, at, column) for column, text in enumerate(line))
        for at, line in enumerate([[], FLAT, *lines])
    ]  # fmt: skip
    merged = tuple((min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in areas)
    grid = Grid((Sheet("表", tuple(cells), merged=merged),), "text/csv", "x.csv")
    try:
        (found,) = roster_in(grid, PACK).tables
    except Refused as refused:
        assert refused.problems[0].code == "roster-not-found"
        return
    again = sum(each.code == "roster-row-again" for each in found.notes)
    counted = len(found.rows) + len(found.aside) + sum(found.passed.values()) + again
    assert counted <= len(cells)
    for row in found.rows:
        assert row.values["enterprise"]
        assert problem_of(row.values["credit_code"]) is None
    assert all(any(each.severity == "error" for each in row.problems) for row in found.aside)
