"""Claims about readings as factories keep them. Each table is drawn as it stands on a sheet."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qmdesk.intake.measurements import MeasurementSet, preview_grid
from qmdesk.intake.measurements.sets import notes_of
from qmdesk.intake.measurements.surroundings import spans
from qmdesk.intake.readers import Sheet
from qmdesk.model.problem import Severity
from tests.intake.grids import drawn, grid, sheet


def sets_of(*sheets: Sheet, name: str = "测量.xlsx") -> tuple[MeasurementSet, ...]:
    return preview_grid(grid(*sheets, name=name))


def only(*sheets: Sheet, name: str = "测量.xlsx") -> MeasurementSet:
    (found,) = sets_of(*sheets, name=name)
    return found


def values(found: MeasurementSet) -> list[str]:
    assert found.readings is not None
    return [f"{each:f}" for each in found.readings.decimals()]


def sizes(found: MeasurementSet) -> tuple[int, ...] | None:
    assert found.readings is not None
    return found.readings.subgroups


def limits(found: MeasurementSet) -> tuple[str | None, ...]:
    return tuple(None if each is None else f"{each:f}" for each in (found.lsl, found.usl, found.target))


def codes(found: MeasurementSet) -> list[str]:
    return [each.code for each in found.problems]


# -- layouts ---------------------------------------------------------------------------------------------


def test_one_column_under_its_name() -> None:
    found = only(
        drawn(
            "S",
            """
        直径(mm)
        9.95
        10.01
        9.98
        """,
        )
    )
    assert (found.name, found.unit, values(found), sizes(found)) == ("直径", "mm", ["9.95", "10.01", "9.98"], None)
    assert (found.columns, found.place, found.read, found.skipped) == (("A",), "S!A2", 3, 0)


def test_several_characteristics_side_by_side_below_titles_with_limits_in_rows() -> None:
    one, two, three = sets_of(
        drawn(
            "车间记录",
            """
        某某轴承厂 关键尺寸测量记录
        产品：6204  .  .  日期：2026年7月
        序号  外径(mm)  内径（mm）  圆度/μm  备注
        标准值  47  20  .
        上限  47.00  20.00  3
        下限  46.98  19.99  .
        1  46.991  19.995  1.2  首件
        2  46.992  19.996  1.5  .
        3  46.993  19.997  1.1  换砂轮
        平均值  46.992  19.996  1.267
        """,
            "A1:E1",
        )
    )
    assert [each.name for each in (one, two, three)] == ["外径", "内径", "圆度"]
    assert [each.unit for each in (one, two, three)] == ["mm", "mm", "μm"]
    assert limits(one) == ("46.98", "47.00", "47")
    assert limits(two) == ("19.99", "20.00", "20")
    assert limits(three) == (None, "3", None)
    assert values(three) == ["1.2", "1.5", "1.1"]
    assert all(not each.problems for each in (one, two, three))


def test_a_subgroup_a_row_with_computed_columns_left_out() -> None:
    found = only(
        drawn(
            "Sheet1",
            """
        X̄-R 控制图数据表
        特性名称：轴径  .  .  规格：9.95±0.05mm
        组号  X1  X2  X3  均值  极差
        1  9.95  9.96  9.94  9.95  0.02
        2  9.93  9.97  9.95  9.95  0.04
        3  9.96  9.95  .  9.955  0.01
        合计  .  .  .  29.855  0.07
        """,
            "A1:F1",
        )
    )
    assert (found.name, found.unit, limits(found)) == ("轴径", "mm", ("9.90", "10.00", "9.95"))
    assert values(found) == ["9.95", "9.96", "9.94", "9.93", "9.97", "9.95", "9.96", "9.95"]
    assert (sizes(found), str(found.layout)) == ((3, 3, 2), "subgroup-rows")
    assert codes(found) == ["columns-computed", "cells-empty-between"]
    assert found.problems[0].severity is Severity.INFO
    assert found.problems[0].details["columns"] == "均值, 极差"


def test_pieces_counted_by_bare_numbers() -> None:
    found = only(
        drawn(
            "轴径",
            """
        组号  1  2  3  4
        1  9.95  9.96  9.94  9.95
        2  9.93  9.97  9.95  9.95
        """,
        )
    )
    assert (found.name, sizes(found), values(found)[:2]) == ("轴径", (4, 4), ["9.95", "9.96"])


@pytest.mark.parametrize(
    "labels",
    ["样本1  样本2  样本3", "第1件  第2件  第3件", "测量值1  测量值2  测量值3", "x₁  x₂  x₃", "①  ②  ③", "S1  S2  S3",
     "Sample 1  Sample 2  Sample 3".replace(" 1", "_1").replace(" 2", "_2").replace(" 3", "_3"), "1#  2#  3#", "第一次  第二次  第三次"],
)  # fmt: skip
def test_words_that_count_pieces(labels: str) -> None:
    found = only(
        drawn(
            "轴径",
            f"""
        子组  {labels}
        1  9.95  9.96  9.94
        2  9.93  9.97  9.95
        """,
        )
    )
    assert sizes(found) == (3, 3)


def test_two_characteristics_with_pieces_under_merged_labels() -> None:
    one, two = sets_of(
        drawn(
            "S",
            """
        组号  轴径 Φ10±0.05(mm)  .  .  孔径(mm)  .  .
        .  X1  X2  X3  X1  X2  X3
        1  9.95  9.96  9.94  20.1  20.2  20.3
        2  9.93  9.97  9.95  20.0  20.1  20.2
        """,
            "A1:A2",
            "B1:D1",
            "E1:G1",
        )
    )
    assert (one.name, one.unit, limits(one), sizes(one)) == ("轴径", "mm", ("9.95", "10.05", "10"), (3, 3))
    assert (two.name, two.unit, limits(two), sizes(two)) == ("孔径", "mm", (None, None, None), (3, 3))
    assert values(two)[:3] == ["20.1", "20.2", "20.3"]


def test_labels_that_stand_over_several_columns_without_being_merged() -> None:
    one, two = sets_of(
        drawn(
            "S",
            """
        .  轴径  .  孔径  .
        组号  X1  X2  X1  X2
        1  9.95  9.96  20.1  20.2
        2  9.93  9.97  20.0  20.1
        """,
        )
    )
    assert [(each.name, sizes(each)) for each in (one, two)] == [("轴径", (2, 2)), ("孔径", (2, 2))]


def test_one_merged_label_over_unlabelled_columns() -> None:
    found = only(
        drawn(
            "S",
            """
        序号  轴径(mm)  .  .
        1  9.95  9.96  9.94
        2  9.93  9.97  9.95
        """,
            "B1:D1",
        )
    )
    assert (found.name, sizes(found)) == ("轴径", (3, 3))


def test_a_subgroup_column_groups_a_long_list() -> None:
    found = only(
        drawn(
            "S",
            """
        组号  直径
        1  9.95
        1  9.96
        2  9.93
        2  9.97
        2  9.94
        """,
        )
    )
    assert (found.name, sizes(found), str(found.layout)) == ("直径", (2, 3), "subgroup-labels")


def test_a_merged_subgroup_number_counts_for_all_its_rows() -> None:
    found = only(
        drawn(
            "Sheet1",
            """
        组号  测量值
        1  9.95
        .  9.96
        2  9.93
        .  9.97
        """,
            "A2:A3",
            "A4:A5",
        )
    )
    assert (found.name, sizes(found)) == ("测量", (2, 2))


def test_a_subgroup_column_without_repeats_only_numbers_rows() -> None:
    assert sizes(only(drawn("S", "组号  直径\n1  9.95\n2  9.96\n3  9.93"))) is None


def test_subgroups_across_and_pieces_down() -> None:
    found = only(
        drawn(
            "Sheet1",
            """
        控制图
        特性  轴径  .  单位  mm
        组号  1  2  3  4
        X1  9.95  9.93  9.94  9.96
        X2  9.96  9.97  9.95  9.94
        X3  9.94  9.95  9.93  9.95
        均值  9.95  9.95  9.94  9.95
        极差  0.02  0.04  0.02  0.02
        """,
            "A1:E1",
        )
    )
    assert (found.name, found.unit, sizes(found)) == ("轴径", "mm", (3, 3, 3, 3))
    assert values(found)[:4] == ["9.95", "9.96", "9.94", "9.93"]
    assert str(found.layout) == "subgroup-columns"


def test_a_characteristic_a_row_with_its_limits_beside_it() -> None:
    one, two, three = sets_of(
        drawn(
            "检验记录",
            """
        检验项目  规格要求  上限  下限  单位  1  2  3  4  判定
        外径  .  10.05  9.95  mm  10.01  10.00  9.99  10.02  合格
        长度  100±0.2  .  .  mm  100.1  99.9  100.0  100.05  合格
        圆度  ≤0.005  .  .  mm  0.002  0.003  0.001  0.002  合格
        """,
        )
    )
    assert [each.name for each in (one, two, three)] == ["外径", "长度", "圆度"]
    assert limits(one) == ("9.95", "10.05", None)
    assert limits(two) == ("99.8", "100.2", "100")
    assert limits(three) == (None, "0.005", None)
    assert values(two) == ["100.10", "99.90", "100.00", "100.05"]
    assert {each.unit for each in (one, two, three)} == {"mm"}


def test_one_name_with_two_specifications_is_two_characteristics() -> None:
    one, two = sets_of(
        drawn(
            "检验记录",
            """
        检验项目  规格  实测1  实测2
        直径  Φ10±0.05  10.01  10.02
        直径  Φ20±0.1  20.05  20.01
        """,
        )
    )
    assert (one.name, limits(one)) == ("直径", ("9.95", "10.05", "10"))
    assert (two.name, limits(two)) == ("直径（检验记录）", ("19.9", "20.1", "20"))
    assert "name-doubled" in codes(two)


def test_a_long_list_with_the_name_in_a_column() -> None:
    one, two = sets_of(
        drawn(
            "S",
            """
        特性  组号  测量值  下限  上限
        外径  1  9.99  9.95  10.05
        外径  1  10.01  9.95  10.05
        外径  2  10.00  9.95  10.05
        外径  2  10.02  9.95  10.05
        长度  1  99.9  99.8  100.2
        长度  1  100.1  99.8  100.2
        长度  2  100.0  99.8  100.2
        """,
        )
    )
    assert (one.name, sizes(one), limits(one)) == ("外径", (2, 2), ("9.95", "10.05", None))
    assert (two.name, sizes(two), limits(two)) == ("长度", (2, 1), ("99.8", "100.2", None))


def test_a_list_folded_into_several_columns_is_one() -> None:
    found = only(
        drawn(
            "轴径",
            """
        序号  测量值  序号  测量值
        1  9.95  4  9.93
        2  9.96  5  9.97
        3  9.94  .  .
        """,
        )
    )
    assert values(found) == ["9.95", "9.96", "9.94", "9.93", "9.97"]
    assert codes(found) == ["columns-joined"]


def test_tables_below_each_other() -> None:
    one, two = sets_of(sheet("S", [
        ["外径(mm)"], [9.95], [9.96], [9.97],
        [],
        ["长度(mm)"], [100.1], [100.2],
    ]))  # fmt: skip
    assert [(each.name, values(each)) for each in (one, two)] == [
        ("外径", ["9.95", "9.96", "9.97"]), ("长度", ["100.1", "100.2"])
    ]  # fmt: skip


def test_numbers_in_titles_are_no_readings() -> None:
    found = only(
        drawn(
            "S",
            """
        轴径测量记录表
        产品  轴
        批量  5000
        件数  125
        序号  轴径
        1  9.95
        2  9.96
        """,
        )
    )
    assert (found.name, values(found)) == ("轴径", ["9.95", "9.96"])


def test_no_heading_at_all() -> None:
    found = only(drawn("Sheet1", "9.95\n9.96\n9.94"), name="轴径.csv")
    assert (found.name, values(found), codes(found)) == ("轴径", ["9.95", "9.96", "9.94"], [])


def test_a_bare_block_of_numbers_is_read_by_rows_and_that_is_told() -> None:
    found = only(drawn("Sheet1", "9.95  9.96  9.94\n9.93  9.97  9.95"), name="轴径.csv")
    assert (sizes(found), codes(found)) == ((3, 3), ["layout-guessed"])


def test_a_first_column_that_counts_rows_is_no_reading() -> None:
    assert values(only(drawn("Sheet1", "1  9.95\n2  9.96\n3  9.94"), name="轴径.csv")) == ["9.95", "9.96", "9.94"]


def test_dates_times_and_operators_are_no_readings() -> None:
    found = only(
        drawn(
            "S",
            """
        日期  时间  操作者  机台  直径
        2026-07-01  "08:00"  甲  3  9.95
        2026-07-01  "09:00"  乙  4  9.96
        """,
        )
    )
    assert (found.name, values(found)) == ("直径", ["9.95", "9.96"])


def test_blank_rows_are_nothing() -> None:
    found = only(sheet("S", [["直径"], [9.95], [], [], [9.96], [None, None], [9.97]]))
    assert values(found) == ["9.95", "9.96", "9.97"]


def test_texts_below_the_readings_are_no_readings() -> None:
    found = only(sheet("S", [["序号", "直径"], [1, 9.95], [2, 9.96], ["检验员：张三", None], ["结论：合格"]]))
    assert (found.read, found.skipped) == (2, 0)


def test_an_english_table() -> None:
    found = only(drawn("Data", """
        Nominal  10.0
        USL  10.2
        LSL  9.8
        Subgroup  X1  X2  Mean  Range
        1  9.95  10.05  10.0  0.1
        2  9.97  10.01  9.99  0.04
        """), name="shaft diameter.xlsx")  # fmt: skip
    assert (found.name, limits(found), sizes(found)) == ("shaft diameter", ("9.8", "10.2", "10.0"), (2, 2))


def test_a_control_chart_form_with_everything_in_its_head() -> None:
    found = only(
        drawn(
            "X-R",
            """
        计量值控制图（X̄-R）
        产品名称  轴承6204  .  特性  外径  .  规格  47 0/-0.011  .  单位  mm
        机号  3#  .  操作者  张三  .  子组大小  3  .  抽样间隔  1h
        日期  7/1  7/1  7/2  7/2
        时间  8:00  9:00  8:00  9:00
        x1  46.995  46.994  46.996  46.993
        x2  46.996  46.995  46.993  46.994
        x3  46.994  46.993  46.995  46.995
        ∑x  140.985  140.982  140.984  140.982
        x̄  46.995  46.994  46.9947  46.994
        R  0.002  0.002  0.003  0.002
        """,
        )
    )
    assert (found.name, found.unit, limits(found)) == ("外径", "mm", ("46.989", "47", "47"))
    assert (sizes(found), values(found)[:3], found.problems) == ((3, 3, 3, 3), ["46.995", "46.996", "46.994"], ())


def test_limits_that_stand_beside_the_readings() -> None:
    above = only(
        drawn("轴径", "测量记录  .  .  USL  10.05\n.  .  .  LSL  9.95\n序号  测量值\n1  10.01\n2  10.02\n3  9.99")
    )
    beside = only(
        drawn(
            "轴径",
            "序号  测量值  .  参数  数值\n1  10.01  .  USL  10.05\n2  10.02  .  LSL  9.95\n3  9.99  .  平均值  10.0067",
        )
    )
    for found in (above, beside):
        assert (limits(found), values(found)) == (("9.95", "10.05", None), ["10.01", "10.02", "9.99"])


def test_a_specification_merged_over_the_pieces() -> None:
    found = only(
        drawn(
            "S",
            """
        组号  轴径(mm)  .  .  .
        .  1  2  3  4
        规格  10±0.05  .  .  .
        1  10.01  10.02  9.99  10.00
        2  10.01  10.02  9.98  10.01
        """,
            "A1:A2",
            "B1:E1",
            "B3:E3",
        )
    )
    assert (found.name, limits(found), sizes(found)) == ("轴径", ("9.95", "10.05", "10"), (4, 4))


def test_a_block_of_numbers_under_one_word_is_as_large_as_its_title_says() -> None:
    sheet_of = "规格上限  20.05  规格下限  19.95\n特性  孔径\n样本容量  {}\n数据\n20.01  20.02  19.99\n19.98  20.00  20.03\nCpk  1.25"
    whole, rows = only(drawn("能力", sheet_of.format(6))), only(drawn("能力", sheet_of.format(3)))
    assert (whole.name, limits(whole), sizes(whole), codes(whole)) == ("孔径", ("19.95", "20.05", None), None, [])
    assert (sizes(rows), codes(rows)) == ((3, 3), [])


def test_units_in_a_second_line_of_the_heading() -> None:
    one, two = sets_of(drawn("S", "序号  外径  硬度\n.  (mm)  (HRC)\n1  46.995  60\n2  46.996  61"))
    assert ((one.name, one.unit), (two.name, two.unit)) == (("外径", "mm"), ("硬度", "HRC"))


def test_counts_and_rates_are_no_readings() -> None:
    assert sets_of(drawn("S", "日期  检验数  不合格数  不合格率\n2026-07-01  100  3  3%\n2026-07-02  100  4  4%")) == ()


def test_limits_below_the_readings() -> None:
    one, _ = sets_of(
        drawn("S", "序号  外径  内径\n1  46.995  20.001\n2  46.996  20.002\n上限  47  20.01\n下限  46.98  19.99")
    )
    assert (limits(one), values(one)) == (("46.98", "47", None), ["46.995", "46.996"])


# -- units, limits, names --------------------------------------------------------------------------------


def test_units_in_a_row_of_their_own() -> None:
    one, two = sets_of(drawn("S", "外径  重量\nmm  g\n9.95  12.1\n9.96  12.2"))
    assert (one.unit, two.unit) == ("mm", "g")


def test_specifications_in_a_row_without_a_label() -> None:
    one, two = sets_of(drawn("S", "外径  重量\n10±0.1  ≤12.5\n9.95  12.1\n9.96  12.2"))
    assert limits(one) == ("9.9", "10.1", "10")
    assert limits(two) == (None, "12.5", None)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("标准值  10\n公差  ±0.05", ("9.95", "10.05", "10")),
        ("标准值  10\n上偏差  0.03\n下偏差  -0.01", ("9.99", "10.03", "10")),
        ("标准值  10\n上公差  10.05\n下公差  9.95", ("9.95", "10.05", "10")),
        ("上公差  10.05\n下公差  9.95", ("9.95", "10.05", None)),
        ("规格上限(USL)  10.05\n规格下限(LSL)  9.95", ("9.95", "10.05", None)),
        ("上规格限  10.05mm\n下规格限  9.95毫米", ("9.95", "10.05", None)),
        ("规格  9.95~10.05", ("9.95", "10.05", None)),
        ("规格  10 +0.03/-0.01", ("9.99", "10.03", "10")),
        ("上限  ≤10.05", (None, None, None)),
        ("上限  -\n下限  9.95", ("9.95", None, None)),
        ("规格  /", (None, None, None)),
        ("目标值  １０．０", (None, None, "10.0")),
    ],
)
def test_limits_as_they_are_written(rows: str, expected: tuple[str | None, ...]) -> None:
    found = only(drawn("S", f"项目  直径(mm)\n{rows}\n1  9.99\n2  10.01"))
    assert limits(found) == expected
    assert values(found) == ["9.99", "10.01"]


def test_limits_above_the_heading_count_too() -> None:
    one, two = sets_of(
        drawn("S", "上限  10.05  100.2\n下限  9.95  99.8\n序号  直径  长度\n1  10.01  100.1\n2  9.99  99.9")
    )
    assert (limits(one), limits(two)) == (("9.95", "10.05", None), ("99.8", "100.2", None))


@pytest.mark.parametrize(
    ("rows", "code", "place"),
    [
        ("上限  9.95\n下限  10.05", "limits-crossed", "S!B2"),
        ("规格  10.05~9.95", "limits-crossed", "S!B2"),
        ("上限  10\n下限  10", "limits-crossed", "S!B2"),
        ("公差  0.05", "tolerance-unclear", "S!B2"),
        ("公差  ±0.05", "tolerance-without-target", "S!B2"),
        ("上偏差  0.05", "tolerance-without-target", "S!B2"),
        ("规格  见图纸", "spec-unreadable", "S!B2"),
        ("规格  50±5%", "spec-unreadable", "S!B2"),
        ("上限  十点五", "limit-unreadable", "S!B2"),
        ("上限  1.05cm", "limit-other-unit", "S!B2"),
        ("规格  10±0.05\n上限  10.1", "limits-differ", "S!B2"),
        ("标准值  11\n上限  10.1\n下限  9.9", "target-outside", "S!B2"),
        ("上限  100.1\n下限  99.9", "readings-far-from-limits", "S!B4"),
    ],
)
def test_limits_that_cannot_be_are_told_by_place(rows: str, code: str, place: str) -> None:
    found = only(drawn("S", f"项目  直径(mm)\n{rows}\n1  9.99\n2  10.01"))
    assert (code, place) in [(each.code, each.where) for each in found.problems]
    assert values(found) == ["9.99", "10.01"]


def test_limits_the_wrong_way_round_are_not_taken() -> None:
    assert limits(only(drawn("S", "项目  直径\n上限  9.9\n下限  10.1\n1  10\n2  10.01"))) == (None, None, None)


def test_limits_in_a_title_belong_to_no_one_where_there_are_several() -> None:
    one, two = sets_of(drawn("S", "规格：10±0.05\n单位：mm\n序号  外径  内径\n1  10.01  5.01\n2  10.02  5.02"))
    assert (limits(one), limits(two)) == ((None, None, None), (None, None, None))
    assert (one.unit, two.unit) == ("mm", "mm")
    assert codes(one) == ["limits-not-attributed"]


def test_two_sheets_of_one_name_do_not_overwrite_each_other() -> None:
    january, february = sets_of(drawn("1月", "直径\n9.95\n9.96"), drawn("2月", "直径\n9.97\n9.98"))
    assert (january.name, february.name) == ("直径", "直径（2月）")
    assert codes(february) == ["name-doubled"]


# -- cells that are no readings --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12.5mm", "12.5"),
        ("１２．５", "12.5"),
        ("12.5 毫米", "12.5"),
        (" 12.50 ", "12.50"),
        ("+12.5", "12.5"),
        ("12。5", "12.5"),
    ],
)
def test_numbers_as_people_type_them(written: str, value: str) -> None:
    assert values(only(sheet("S", [["直径(mm)"], [12.1], [written], [12.2]])))[1] == value


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("坏点", "number-expected"),
        ("12.5O", "number-unit-unknown"),
        ("1_000", "number-expected"),
        ("nan", "number-expected"),
        ("inf", "number-expected"),
        ("12,5", "number-decimal-comma"),
        ("1.25cm", "reading-other-unit"),
        ("12.5±0.1", "number-expected"),
        ("<0.01", "number-expected"),
        ("-", "reading-missing"),
        ("/", "reading-missing"),
        ("未测", "reading-missing"),
        ("#DIV/0!", "cell-error"),
        ("=A1*2", "cell-formula-uncomputed"),
        ("2026-07-01", "cell-date"),
        (True, "cell-truth-value"),
        (1e20, "number-too-long"),
    ],
)
def test_a_cell_that_is_no_reading_is_skipped_and_named(written: object, code: str) -> None:
    found = only(sheet("S", [["序号", "直径(mm)"], [1, 12.1], [2, written], [3, 12.2]]))
    assert values(found) == ["12.1", "12.2"]
    assert (found.read, found.skipped) == (3, 1)
    assert [(each.code, each.where) for each in found.problems] == [(code, "S!B3")]


def test_a_text_in_place_of_a_whole_row_is_named_as_well() -> None:
    for rows in ([[12.1], ["坏点"], [12.2]], [[12.1], [12.2], ["坏点"]]):
        found = only(sheet("S", [["直径"], *rows]))
        assert (values(found), found.skipped) == (["12.1", "12.2"], 1)


def test_a_refused_reading_makes_its_own_subgroup_smaller_and_moves_no_other() -> None:
    found = only(sheet("S", [["组号", "X1", "X2"], [1, 9.95, "坏"], [2, 9.93, 9.97]]))
    assert (values(found), sizes(found)) == (["9.95", "9.93", "9.97"], (1, 2))
    size_said = only(sheet("S", [["子组大小", 2], ["序号", "直径"], [1, 9.95], [2, "坏"], [3, 9.93], [4, 9.97]]))
    assert (values(size_said), sizes(size_said)) == (["9.95", "9.93", "9.97"], (1, 2))


def test_many_mistakes_are_named_up_to_a_point_and_then_counted() -> None:
    found = only(sheet("S", [["序号", "直径"], *([at, "x" if at % 2 else 9.5] for at in range(1, 200))]))
    assert found.skipped == 100
    assert codes(found).count("number-expected") == 20
    assert found.problems[-1].code == "cells-more-alike"
    assert found.problems[-1].details["count"] == 80


def test_percentages_are_percent() -> None:
    for rows in ([["含量(%)"], [98.1], ["97.5%"], ["98.2%%"]], [["含量"], ["98.1%"], ["97.5%"], ["98.2%%"]]):
        found = only(sheet("S", rows))
        assert (found.unit, values(found)) == ("%", ["98.1", "97.5", "98.2"])


def test_readings_read_from_texts_are_told_once_with_the_first() -> None:
    found = only(sheet("S", [["直径"], [12.1], ["12.5mm"], ["１２．５"], ["12.4"]]))
    told = next(each for each in found.problems if each.code == "readings-from-text")
    assert (told.where, told.severity, told.details) == (
        "S!A3",
        Severity.INFO,
        {"count": 2, "text": "12.5mm", "unit": "mm"},
    )


def test_a_bare_number_among_percentages_is_refused() -> None:
    found = only(sheet("S", [["含量"], ["98.1%"], [0.975], ["98.2%"]]))
    assert (values(found), codes(found)) == (["98.1", "98.2"], ["reading-without-percent", "readings-from-text"])


def test_no_reading_at_all_is_an_error() -> None:
    found = sets_of(sheet("S", [["序号", "直径(mm)"], [1, "12cm"], [2, "13cm"]]))
    assert found[0].readings is None
    assert "set-without-readings" in codes(found[0])


def test_hidden_rows_are_taken_and_told() -> None:
    found = only(drawn("S", "直径\n9.95\n9.96\n9.97\n9.98", hidden_rows=frozenset({2, 3})))
    assert len(values(found)) == 4
    told = next(each for each in found.problems if each.code == "hidden-rows-taken")
    assert (told.where, told.details["rows"], told.details["count"]) == ("S!A3", "3–4", 2)


def test_hidden_columns_are_taken_and_told() -> None:
    one, two = sets_of(drawn("S", "外径  内径\n9.95  5.1\n9.96  5.2", hidden_columns=frozenset({1})))
    assert (codes(one), codes(two)) == ([], ["hidden-columns-taken"])


def test_a_hidden_sheet_is_left_out_and_told() -> None:
    whole = grid(drawn("S", "直径\n9.95\n9.96"), drawn("旧", "直径\n1\n2", hidden=True))
    assert len(preview_grid(whole)) == 1
    assert [(each.code, each.where) for each in notes_of(whole)] == [("sheet-hidden-left-out", "旧")]


def test_merged_readings_count_once_and_are_told() -> None:
    found = only(drawn("S", "序号  直径\n1  9.95\n2  .\n3  9.97", "B2:B3"))
    assert (values(found), codes(found)) == (["9.95", "9.97"], ["merged-readings"])


def test_the_place_of_a_file_with_lines_is_its_line() -> None:
    found = only(drawn("a.dfq", "特性名称  直径\n.  9.95\n.  坏点\n.  9.96", lines=(1, 12, 13, 14)), name="a.dfq")
    assert found.problems[0].where == "a.dfq:13"


def test_nothing_but_words_gives_no_set() -> None:
    assert sets_of(drawn("S", "甲  乙\n丙  丁")) == ()
    assert sets_of(sheet("S", [])) == ()


def test_spans_of_rows() -> None:
    assert spans([3, 5, 6, 7, 9]) == "3, 5–7, 9"


_READING = st.decimals(-1000, 1000, places=3, allow_nan=False)


@settings(max_examples=120, deadline=None)
@given(st.integers(1, 6), st.integers(2, 12), st.data(), st.sampled_from(["rows", "columns", "list", "record"]))
def test_every_layout_gives_back_the_readings_in_their_order(
    size: int, count: int, data: st.DataObject, layout: str
) -> None:
    """The same subgroups, written down in each way that a factory writes them."""
    groups = data.draw(st.lists(st.lists(_READING, min_size=size, max_size=size), min_size=count, max_size=count))
    pieces = [f"X{at + 1}" for at in range(size)]
    numbered = list(enumerate(groups, 1))
    table: dict[str, list[list[object]]] = {
        "rows": [["组号", *pieces], *([at, *group] for at, group in numbered)],
        "columns": [
            ["组号", *(at for at, _ in numbered)],
            *([name, *each] for name, each in zip(pieces, zip(*groups, strict=True), strict=True)),
        ],
        "list": [["组号", "轴径"], *([at, value] for at, group in numbered for value in group)],
        "record": [["特性", "组号", *pieces], *(["轴径", at, *group] for at, group in numbered)],
    }
    found = only(sheet("轴径", table[layout]))
    assert found.readings is not None
    assert found.readings.decimals() == tuple(value for group in groups for value in group)
    assert (found.name, found.skipped) == ("轴径", 0)
    if size > 1:
        assert found.readings.subgroups == (size,) * count


def test_exactness_survives() -> None:
    found = only(sheet("S", [["直径"], ["9.950"], [Decimal("10.05")], ["0.1"], ["1234567.00001"]]))
    assert found.readings is not None
    assert found.readings.decimals() == tuple(
        Decimal(each) for each in ("9.95000", "10.05000", "0.10000", "1234567.00001")
    )


@pytest.mark.parametrize(
    ("text", "expected"), [("9,95", None), ("[9.9,10.1]", ("9.9", "10.1")), ("9.9~10.1", ("9.9", "10.1"))]
)
def test_a_decimal_comma_is_no_range_of_limits(text, expected) -> None:
    from qmdesk.intake.measurements.spec import _bounds

    found = _bounds(text, "")
    assert (None if found is None else (str(found.low), str(found.high))) == expected
