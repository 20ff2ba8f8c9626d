"""Claims about columns by name, as the statistics commands ask for them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from qmdesk.intake.measurements import read_attribute, read_column, read_study
from qmdesk.model.problem import Problem, Refused
from qmdesk.model.readings import Readings
from tests.intake import books


@pytest.fixture
def file(tmp_path: Path) -> object:
    def write(content: str | bytes, name: str = "读数.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def values(found: Readings) -> list[str]:
    return [f"{each:f}" for each in found.decimals()]


def refusal(action: object, *arguments: object, **options: object) -> tuple[str, str, dict[str, object]]:
    with pytest.raises(Refused) as caught:
        action(*arguments, **options)  # type: ignore[operator]
    problem = caught.value.problems[0]
    return problem.code, problem.where, dict(problem.details)


TABLE = "序号,直径(mm),长度,备注\n1,9.95,100.1,首件\n2,10.01,100.2,\n3,9.98,99.9,\n"


@pytest.mark.parametrize("name", ["直径(mm)", "直径（mm）", "直径", " 直径 ", "B"])
def test_a_column_by_its_label_by_its_name_or_by_its_letter(file, name: str) -> None:
    assert values(read_column(file(TABLE), name)) == ["9.95", "10.01", "9.98"]


def test_the_only_numeric_column_needs_no_name(file) -> None:
    assert values(read_column(file("序号,直径,备注\n1,9.95,甲\n2,10.01,乙\n"))) == ["9.95", "10.01"]
    assert values(read_column(file("9.95\n10.01\n"))) == ["9.95", "10.01"]
    assert values(read_column(file("value\n9.95\n10.01\n"))) == ["9.95", "10.01"]


def test_a_missing_column_names_those_there_are(file) -> None:
    code, where, details = refusal(read_column, file(TABLE), "宽度")
    assert (code, where) == ("column-missing", "读数.csv")
    assert details == {"column": "宽度", "columns": "序号, 直径(mm), 长度, 备注"}


def test_several_numeric_columns_have_to_be_named(file) -> None:
    code, _, details = refusal(read_column, file(TABLE))
    assert (code, details["columns"]) == ("column-not-named", "直径(mm), 长度")


def test_two_columns_of_one_name_are_ambiguous(file) -> None:
    code, _, details = refusal(read_column, file("直径,直径\n1,2\n3,4\n"), "直径")
    assert (code, details["places"]) == ("column-ambiguous", "读数.csv!A1, 读数.csv!B1")


def test_a_column_that_stands_in_two_tables_is_never_read_from_one_alone(file) -> None:
    code, _, details = refusal(read_column, file("序号,直径\n1,9.95\n2,9.96\n序号,直径\n1,9.97\n"), "直径")
    assert (code, details["places"]) == ("column-ambiguous", "读数.csv!B1, 读数.csv!B4")
    content = books.xlsx([["直径"], [1.5], [1.6]], "1月", 二月=[["直径"], [2.5], [2.6]])
    assert refusal(read_column, file(content, "a.xlsx"), "直径")[0] == "column-ambiguous"
    assert refusal(read_column, file(content, "a.xlsx"))[0] == "column-not-named"


def test_no_numeric_column_and_no_readings(file) -> None:
    assert refusal(read_column, file("a,b\nx,y\n"))[0] == "no-readings"
    assert refusal(read_column, file("直径\n"))[0] == "no-readings"
    assert refusal(read_column, file("序号,备注\n1,甲\n2,乙\n"))[0] == "column-not-numeric"


@pytest.mark.parametrize("cell", ["x", "nan", "inf", "1_000", "12.5O", "-inf", "1e999", "9.95.1", "NaN"])
def test_a_cell_that_is_no_number_refuses_the_column_by_its_place(file, cell: str) -> None:
    _, where, _ = refusal(read_column, file(f"直径\n9.95\n{cell}\n9.96\n"), "直径")
    assert where == "读数.csv!A3"


def test_every_bad_cell_is_named(file) -> None:
    with pytest.raises(Refused) as caught:
        read_column(file("直径\n9.95\nx\n9.96\ny\n9.97\n"), "直径")
    assert [each.where for each in caught.value.problems] == ["读数.csv!A3", "读数.csv!A5"]


def test_a_subgroup_size_cuts_the_column(file) -> None:
    found = read_column(file("d\n" + "\n".join(f"{each}.5" for each in range(7))), "d", subgroup=3)
    assert (found.subgroups, len(found)) == ((3, 3, 1), 7)
    assert read_column(file("d\n1\n2\n"), "d", subgroup=1).subgroups is None


def test_a_subgroup_column_groups_rows_by_its_value(file) -> None:
    table = "sample,diameter\n1,74.030\n1,74.002\n2,73.995\n2,73.992\n1,74.019\n"
    found = read_column(file(table), "diameter", subgroup_column="sample")
    assert found.subgroups == (3, 2)
    assert values(found) == ["74.030", "74.002", "74.019", "73.995", "73.992"]
    assert values(read_column(file(table), subgroup_column="sample"))[0] == "74.030"


def test_a_subgroup_column_may_hold_words_and_gaps(file) -> None:
    found = read_column(file("班次,d\n早,1\n,2\n晚,3\n,4\n"), "d", subgroup_column="班次")
    assert found.subgroups == (2, 2)


def test_a_file_of_one_characteristic_a_subgroup_a_row_needs_no_name(file) -> None:
    found = read_column(file("组号,X1,X2,X3\n1,9.95,9.96,9.94\n2,9.93,9.97,9.95\n"))
    assert (found.subgroups, values(found)[:3]) == ((3, 3), ["9.95", "9.96", "9.94"])
    assert values(read_column(file("组号,X1,X2\n1,9.95,9.96\n2,9.93,9.97\n"), "X2")) == ["9.96", "9.97"]


def test_rows_that_sum_up_are_no_readings(file) -> None:
    assert values(read_column(file("序号,直径\n1,9.95\n2,9.97\n平均,9.96\n"), "直径")) == ["9.95", "9.97"]


def test_a_title_and_limits_above_are_read_over(file) -> None:
    content = books.xlsx(
        [["车间记录"], ["规格", "10±0.1"], ["序号", "直径(mm)"], ["上限", 10.1], [1, 9.95], [2, "9.97mm"]]
    )
    assert values(read_column(file(content, "a.xlsx"), "直径")) == ["9.95", "9.97"]


def test_a_column_on_a_later_sheet_is_found(file) -> None:
    content = books.xlsx([["说明"]], "说明", 数据=[["外径", "内径"], [1.5, 2.5], [1.6, 2.6]])
    assert values(read_column(file(content, "a.xlsx"), "内径")) == ["2.5", "2.6"]


def test_a_file_that_cannot_be_opened_is_refused(file) -> None:
    assert refusal(read_column, "没有.csv")[0] == "file-missing"
    assert refusal(read_column, file(b""))[0] == "file-empty"


def test_decimal_comma_and_semicolons(file) -> None:
    assert values(read_column(file("d;e\n9,95;1\n10,01;2\n"), "d")) == ["9.95", "10.01"]


def test_counts_with_their_sizes_row_by_row(file) -> None:
    counts, sizes = read_attribute(file("批,不合格,检验数\nA,3,100\nB,,120\nC,5,110\n"), "不合格", "检验数")
    assert (values(counts), sizes) == (["3", "5"], (Decimal(100), Decimal(110)))
    only, _ = read_attribute(file("no,defects,size\n1,3,100\n2,4,100\n"), None, "size")
    assert values(only) == ["3", "4"]
    code, where, _ = refusal(read_attribute, file("c,n\n3,100\n4,\n"), "c", "n")
    assert (code, where) == ("size-missing", "读数.csv!B3")


def test_the_size_column_beside_is_not_the_one_meant(file) -> None:
    path = file("组,不合格,检验数\n1,3,100\n2,4,90\n")
    assert values(read_column(path, beside="检验数")) == ["3", "4"]
    assert values(read_column(path, "检验数")) == ["100", "90"]


def test_a_gauge_study(file) -> None:
    path = file("零件,操作者,测量值\n1,甲,0.65\n1,乙,0.60\n2,甲,1.00\n2,乙,0.95\n")
    parts, operators, found = read_study(path, "零件", "操作者", "测量值")
    assert (parts, operators) == (("1", "1", "2", "2"), ("甲", "乙", "甲", "乙"))
    assert found == (Decimal("0.65"), Decimal("0.60"), Decimal("1.00"), Decimal("0.95"))


def test_initials_of_operators_are_no_words_of_statistics(file) -> None:
    for one, two in (("R", "S"), ("N", "X"), ("SL", "TU"), ("es", "ei")):
        path = file(f"operator,part,y\n{one},1,0.65\n{one},2,1.0\n{two},1,0.6\n{two},2,0.9\n")
        _, operators, found = read_study(path, "part", "operator", "y")
        assert (operators, len(found)) == ((one, one, two, two), 4)


def test_a_gauge_study_with_gaps_in_its_groups(file) -> None:
    parts, _, _ = read_study(file("part,op,y\n1,A,0.65\n,B,0.60\n2,A,1.0\n,B,0.9\n"), "part", "op", "y")
    assert parts == ("1", "1", "2", "2")
    code, where, _ = refusal(read_study, file("part,op,y\n,A,0.65\n1,B,0.6\n"), "part", "op", "y")
    assert (code, where) == ("study-row-incomplete", "读数.csv!A2")
    assert refusal(read_study, file("part,op,y\n1,A,x\n2,B,1\n"), "part", "op", "y")[1] == "读数.csv!C2"
    assert refusal(read_study, file("part,op,y\n1,A,1\n"), "part", "worker", "y")[0] == "column-missing"


CALM = ["10.0", "10.1", "9.9", "10.05", "9.95"]


@pytest.mark.parametrize(
    "text", ["<10", "9.8~10.2", "10±0.1", "-Infinity", "1..2", "12:30", "2026-01-05", "nan", "mm", "1e5000"]
)
@pytest.mark.parametrize("at", [2, 5])
def test_no_cell_among_or_right_below_readings_is_passed_over(file, text: str, at: int) -> None:
    if text == "mm" and at == 5:
        return  # a unit below a column is a unit
    lines = [*CALM[:at], text, *CALM[at:]]
    code, where, _ = refusal(read_column, file("d\n" + "\n".join(lines) + "\n"))
    assert code in {"number-expected", "number-unit-unknown", "number-too-long"} and where.endswith(f"!A{at + 2}")


def test_words_below_a_table_are_no_readings(file) -> None:
    found = read_column(file("d\n" + "\n".join(CALM) + "\n检验员：张三\n"))
    assert list(found.decimals()) == [Decimal(each) for each in CALM]


def test_units_that_differ_are_not_mixed(file) -> None:
    code, where, details = refusal(read_column, file("d\n10mm\n1.0cm\n10.1\n"))
    assert (code, where, details["expected"]) == ("reading-other-unit", "读数.csv!A3", "mm")


def test_numbers_too_long_for_any_gauge_are_named_and_make_no_empty_file(file) -> None:
    code, where, _ = refusal(read_column, file("d\n" + "\n".join(f"{each}{'0' * 40}" for each in CALM)))
    assert (code, where) == ("number-too-long", "读数.csv!A2")


def test_a_subgroup_is_cut_in_one_way_and_begins_with_its_label(file) -> None:
    table = "g,d\n" + "\n".join(f"{at // 5},{each}" for at, each in enumerate(CALM * 2))
    assert refusal(read_column, file(table), "d", subgroup=5, subgroup_column="g")[0] == "subgroup-twice"
    code, where, _ = refusal(read_column, file(table.replace("\n0,", "\n,", 1)), "d", subgroup_column="g")
    assert (code, where) == ("subgroup-label-missing", "读数.csv!A2")


@pytest.mark.parametrize(
    "lines, code, where",
    [
        ("n;d\n1;10,1\n2;10.2\n", "csv-comma-and-point", "读数.csv!B3"),
        ("n;d\n1;10,017\n2;10.2\n", "csv-comma-and-point", "读数.csv!B3"),
        ("n;d;e\n1;10,017;1.5\n2;10,200;1.5\n", "csv-comma-as-thousands", "读数.csv!B2"),
        ("n;d\n1;1,234\n2;1,235\n", "csv-comma-as-decimal", "读数.csv!B2"),
        ('n,d\n1,"1,234"\n2,"1,235"\n', "csv-comma-as-thousands", "读数.csv!B2"),
    ],
)
def test_what_a_comma_was_taken_for_is_told_with_its_place(file, lines: str, code: str, where: str) -> None:
    notes: list[Problem] = []
    read_column(file(lines), "d", notes=notes)
    assert (code, where) in [(each.code, each.where) for each in notes]


def test_a_long_file_is_read_as_a_short_one_is(file) -> None:
    lines = [f"{10 + at % 97 / 1000:.3f}" for at in range(100_000)]
    long = read_column(file("d\n" + "\n".join(lines) + "\n"), subgroup=5)
    assert len(long) == 100_000 and long.subgroups == (5,) * 20_000 and values(long)[:98] == lines[:98]
    code, where, _ = refusal(read_column, file("d\n" + "\n".join([*lines[:50_000], "<10", *lines[50_000:]])))
    assert (code, where) == ("number-expected", "读数.csv!A50002")


def test_cells_that_are_no_readings_refuse_a_long_file_by_their_places(file) -> None:
    rows = ["10.010"] * 80_000
    rows[70_000], rows[75_000] = "坏", "-"
    with pytest.raises(Refused) as refused:
        read_column(file("\n".join(["外径", *rows])))
    told = [(each.code, each.where) for each in refused.value.problems]
    assert sorted(told) == [("number-expected", "读数.csv!A70002"), ("reading-missing", "读数.csv!A75002")]
