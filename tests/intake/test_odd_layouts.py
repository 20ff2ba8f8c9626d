"""Claims about odd but healthy tables: what each one measures, and that nothing is guessed in silence."""

from __future__ import annotations

import pytest

from qmdesk.intake.measurements import preview_grid
from tests.intake.grids import grid, sheet

Rows = list[list[object]]
D1, D2, D3 = "2026-05-01", "2026-05-02", "2026-05-03"
X = ["10.01", "10.02"]
Y = ["5.01", "5.02"]

#: Name of the case: rows, merged areas, what it gives as "name|unit|lower|upper|target", values and sizes, codes told.
CASES: dict[str, tuple[Rows, tuple[str, ...], list[tuple[str, list[str], tuple[int, ...] | None]], set[str]]] = {
    "a reading a row with its characteristic's name": (
        [["日期", "特性", "测量值"], [D1, "外径", 10.01], [D1, "内径", 5.01], [D2, "外径", 10.02], [D2, "内径", 5.02]],
        (), [("外径||||", X, None), ("内径||||", Y, None)], {"columns-dates"},
    ),
    "the same in English with limits in columns": (
        [["Date", "Characteristic", "LSL", "USL", "Value"], [D1, "OD", 9.9, 10.1, 10.01], [D1, "ID", 4.9, 5.1, 5.01],
         [D2, "OD", 9.9, 10.1, 10.02], [D2, "ID", 4.9, 5.1, 5.02]],
        (), [("OD||9.9|10.1|", X, None), ("ID||4.9|5.1|", Y, None)], {"columns-dates"},
    ),
    "limits in columns to the right of each characteristic": (
        [["外径", None, None, "内径"], ["实测", "上限", "下限", "实测", "上限", "下限"], [10.01, 10.1, 9.9, 5.01, 5.1, 4.9],
         [10.02, 10.1, 9.9, 5.02, 5.1, 4.9]],
        ("A1:C1", "D1:F1"), [("外径||9.9|10.1|", X, None), ("内径||4.9|5.1|", Y, None)], set(),
    ),
    "limits in columns that change down the rows": (
        [["外径", "上限"], [10.01, 10.1], [10.02, 10.2]], (), [("外径|||10.1|", X, None)], {"limits-differ"},
    ),
    "times of day as text": ([["时间", "外径"], ["08:00", 10.01], ["08:30", 10.02]], (), [("外径||||", X, None)], set()),
    "dates without a heading": ([[None, "外径"], [D1, 10.01], [D2, 10.02]], (), [("外径||||", X, None)], {"columns-dates"}),
    "a subgroup a row by dates with computed columns": (
        [["日期", "x1", "x2", "均值", "极差"], [D1, 10.01, 10.02, 10.015, 0.01], [D2, 10.01, 10.02, 10.015, 0.01]],
        (), [("S||||", X * 2, (2, 2))], {"columns-computed", "columns-dates"},
    ),
    "pieces counted by bare numbers": (
        [["组号", 1, 2], [1, 10.01, 10.02], [2, 10.01, 10.02]], (), [("S||||", X * 2, (2, 2))], set(),
    ),
    "two wide tables side by side": (
        [["", "外径", "", "内径", ""], ["组号", "X1", "X2", "X1", "X2"], [1, 10.01, 10.02, 5.01, 5.02]],
        ("B1:C1", "D1:E1"), [("外径||||", X, (2,)), ("内径||||", Y, (2,))], set(),
    ),
    "specifications within the headings": (
        [["序号", "外径10±0.05mm", "内径 5+0.02/-0.01"], [1, 10.01, 5.01], [2, 10.02, 5.02]],
        (), [("外径|mm|9.95|10.05|10", X, None), ("内径||4.99|5.02|5", Y, None)], set(),
    ),
    "a decimal comma beside a decimal point": (
        [["外径"], ["10,03"], ["10.01"], ["10.02"]], (), [("外径||||", X, None)], {"number-decimal-comma"},
    ),
    "full-width digits and spaces": (
        [["外径"], ["１０．０１"], ["10.02 "]], (), [("外径||||", X, None)], {"readings-from-text"},
    ),
    "a row of units": (
        [["外径", "重量"], ["mm", "g"], [10.01, 5.01], [10.02, 5.02]],
        (), [("外径|mm|||", X, None), ("重量|g|||", Y, None)], set(),
    ),
    "a verdict beside": ([["序号", "外径", "判定"], [1, 10.01, "OK"], [2, 10.02, "NG"]], (), [("外径||||", X, None)], set()),
    "means and signatures below": (
        [["序号", "外径"], [1, 10.01], [2, 10.02], ["平均", 10.015], ["检验员：张三"], ["备注：无"]],
        (), [("外径||||", X, None)], set(),
    ),
    "characteristics down, pieces across, no heading for the names": (
        [["序号", 1, 2], ["外径", 10.01, 10.02], ["内径", 5.01, 5.02]],
        (), [("外径||||", X, None), ("内径||||", Y, None)], set(),
    ),
    "people's names down are no characteristics": (
        [["", 1, 2], ["张三", 10.01, 10.02], ["李四", 10.01, 10.02]], (), [("S||||", X * 2, (2, 2))], set(),
    ),
    "an inspection record with deviations": (
        [["检验项目", "标准值", "上偏差", "下偏差", "1", "2"], ["外径", 10, 0.05, -0.05, 10.01, 10.02],
         ["内径", 5, 0.05, 0, 5.01, 5.02]],
        (), [("外径||9.95|10.05|10", X, None), ("内径||5|5.05|5", Y, None)], set(),
    ),
    "a column for each machine": (
        [["时间", "1#机", "2#机"], ["08:00", 10.01, 5.01], ["09:00", 10.02, 5.02]],
        (), [("1#机||||", X, None), ("2#机||||", Y, None)], set(),
    ),
    "a column of years": ([["年份", "外径"], [2025, 10.01], [2026, 10.02]], (), [("外径||||", X, None)], set()),
    "serial numbers": ([["件号", "外径"], [20260001, 10.01], [20260002, 10.02]], (), [("外径||||", X, None)], set()),
    "nothing but numbers": ([[10.01], [10.02]], (), [("S||||", X, None)], set()),
    "a block of bare numbers": (
        [[10.01, 10.02], [10.01, 10.02]], (), [("S||||", X * 2, (2, 2))], {"layout-guessed"},
    ),
    "two tables one below the other": (
        [["外径"], [10.01], [10.02], [], ["内径"], [5.01], [5.02]], (), [("外径||||", X, None), ("内径||||", Y, None)], set(),
    ),
    "two tables side by side with numbers of their own": (
        [["序号", "外径", None, "序号", "内径"], [1, 10.01, None, 1, 5.01], [2, 10.02, None, 2, 5.02]],
        (), [("外径||||", X, None), ("内径||||", Y, None)], set(),
    ),
    "cavities are no subgroups": (
        [["模腔", "外径"], [1, 10.01], [2, 10.02], [1, 10.01], [2, 10.02]], (), [("外径||||", X * 2, None)], set(),
    ),
    "percentages as text": (
        [["含量"], ["98.1%"], ["98.2%"]], (), [("含量|%|||", ["98.1", "98.2"], None)], {"readings-from-text"},
    ),
    "an error of a formula": (
        [["外径"], [10.01], ["#DIV/0!"], [10.02]], (), [("外径||||", X, None)], {"cell-error"},
    ),
    "a truth value": ([["外径"], [10.01], [True], [10.02]], (), [("外径||||", X, None)], {"cell-truth-value"}),
    "a date among readings": ([["外径"], [10.01], [D3], [10.02]], (), [("外径||||", X, None)], {"cell-date"}),
    "one title that says everything": (
        [["产品：轴 规格：10±0.05 单位：mm"], ["序号", "实测值"], [1, 10.01], [2, 10.02]],
        (), [("S|mm|9.95|10.05|10", X, None)], set(),
    ),
    "limits as pairs above": (
        [["USL", 10.1, "LSL", 9.9, "Target", 10], ["No", "Data"], [1, 10.01], [2, 10.02]],
        (), [("S||9.9|10.1|10", X, None)], set(),
    ),
    "subgroups merged down": (
        [["组号", "外径"], [1, 10.01], [None, 10.02], [2, 10.01], [None, 10.02]],
        ("A2:A3", "A4:A5"), [("外径||||", X * 2, (2, 2))], set(),
    ),
    "a column headed 样本": (
        [["样本", "外径"], [1, 10.01], [1, 10.02], [2, 10.01], [2, 10.02]], (), [("外径||||", X * 2, (2, 2))], set(),
    ),
    "the size of subgroups above": (
        [["子组大小", 2], ["外径"], [10.01], [10.02], [10.01], [10.02]], (), [("外径||||", X * 2, (2, 2))], set(),
    ),
    "subgroups of unequal size": (
        [["组号", "X1", "X2", "X3"], [1, 10.01, 10.02, 10.0], [2, 10.01, None, 10.02]],
        (), [("S||||", ["10.01", "10.02", "10.00", "10.01", "10.02"], (3, 2))], {"cells-empty-between"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_an_odd_layout_is_understood_and_told(case: str) -> None:
    rows, merged, wanted, codes = CASES[case]
    found = preview_grid(grid(sheet("S", rows, *merged), name="S.xlsx"))
    given = [
        (
            "|".join(
                [each.name, each.unit, *("" if x is None else f"{x:f}" for x in (each.lsl, each.usl, each.target))]
            ),
            [] if each.readings is None else [f"{x:f}" for x in each.readings.decimals()],
            None if each.readings is None else each.readings.subgroups,
        )
        for each in found
    ]
    assert given == wanted
    assert {problem.code for each in found for problem in each.problems} == codes


@pytest.mark.parametrize(
    "first, code", [("#DIV/0!", "cell-error"), ("=A1", "cell-formula-uncomputed"), (True, "cell-truth-value")]
)
def test_what_stands_where_a_reading_should_is_named_and_is_no_heading(first: object, code: str) -> None:
    found = preview_grid(grid(sheet("S", [["外径"], ["#DIV/0!"], [first], [10.0], [10.1]])))
    assert [(each.name, each.read, each.skipped) for each in found] == [("外径", 4, 2)]
    assert {"cell-error", code} == {each.code for each in found[0].problems}


def test_formulas_alone_are_named() -> None:
    found = preview_grid(grid(sheet("S", [["外径"], ["=B1"], ["=B2"]])))
    assert "cell-formula-uncomputed" in {each.code for each in found[0].problems} and found[0].readings is None
