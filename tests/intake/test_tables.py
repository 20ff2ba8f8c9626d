"""Claims about lists of steps, losses and defects from an enterprise's own files."""

from __future__ import annotations

from functools import cache

import pytest

from qmdesk.formdef.loader import load_builtin
from qmdesk.formdef.types import Form
from qmdesk.intake.evidence import incoming
from qmdesk.intake.readers import Sheet
from qmdesk.intake.tables import kind_of, table_intake
from qmdesk.model.canonical import Json
from qmdesk.model.intake import Intake
from qmdesk.model.journal import Stage
from qmdesk.model.keys import key_for
from tests.intake.grids import drawn, grid, sheet

SOURCE = incoming(b"the file itself", "台账.xlsx")


@cache
def form() -> Form:
    return load_builtin("meqmc")


def take(kind: str, *sheets: Sheet, name: str = "台账.xlsx", stage: Stage = Stage.ONSITE) -> Intake:
    return table_intake(kind, grid(*sheets, name=name), SOURCE, form(), stage)


def records(intake: Intake, *fields: str) -> list[tuple[Json, ...]]:
    """The records in order, each with these fields; evidence aside."""
    found: dict[str, dict[str, Json]] = {}
    for edit in intake.edits:
        if edit.place.kind != "evidence":
            found.setdefault(edit.place.subject, {})[edit.place.name] = edit.value
    return [tuple(each.get(name) for name in fields) for each in found.values()]


def codes(intake: Intake) -> list[tuple[str, str]]:
    return [(each.code, each.where) for each in intake.problems]


def yuan(amount: str) -> Json:
    return {"amount": amount, "unit": "yuan"}


def wan(amount: str) -> Json:
    return {"amount": amount, "unit": "wan"}


# -- steps -----------------------------------------------------------------------------------------------


def test_steps_under_a_title_with_totals_and_a_computed_rate() -> None:
    found = take(
        "steps",
        drawn(
            "S",
            """
        2025年各工序一次交验合格率统计
        序号  工序名称  投入数  一次合格数  合格率
        1  车削  1000  990  99%
        2  磨削  1000  995  99.5%
        .  合计  2000  1985  99.25%
        """,
        ),
    )
    assert records(found, "name", "submitted", "passed", "order") == [("车削", 1000, 990, 1), ("磨削", 1000, 995, 2)]
    assert codes(found) == [("total-rows-left-out", "S!A5")]
    assert (found.read, found.accepted, found.skipped) == (6, 6, 0)


@pytest.mark.parametrize(
    "head",
    ["工序名称  首次交验数  一次合格数", "工序  送检数量（件）  合格数量（件）", "Step  Submitted  Passed", "检验站  交验数  良品数",
     "process step  units in  good"],
)  # fmt: skip
def test_columns_go_by_many_names(head: str) -> None:
    found = take(
        "steps",
        drawn("S", f"{head.replace('process step', 'process_step').replace('units in', 'units_in')}\n车削  50  49"),
    )
    assert records(found, "name", "submitted", "passed") == [("车削", 50, 49)]


def test_keys_are_those_of_the_workbook() -> None:
    found = take("steps", drawn("S", "产品族  工序  生产线  交验数  合格数\n轴承  车削  1号线  50  49"))
    subject = f"step:{key_for('step', '轴承', '车削', '1号线')}"
    assert {edit.place.subject for edit in found.edits if edit.place.kind == "step"} == {subject}


def test_the_stage_is_the_callers() -> None:
    for stage in Stage:
        found = take("steps", drawn("S", "工序  交验数  合格数\n车削  50  49"), stage=stage)
        assert {edit.place.stage for edit in found.edits if edit.place.kind == "step"} == {str(stage)}


def test_the_file_itself_is_kept_as_evidence_of_the_figure() -> None:
    found = take("steps", drawn("S", "工序  交验数  合格数\n车削  50  49"))
    evidence = {edit.place.name: edit.value for edit in found.edits if edit.place.kind == "evidence"}
    assert evidence == {"file": SOURCE.sha256, "name": "台账.xlsx", "binds": "figure:fpy", "stage": "onsite"}
    assert found.files == (SOURCE,)


@pytest.mark.parametrize(
    ("rows", "code", "place"),
    [
        ("车削  50  51", "workbook-passed-above-submitted", "S!C2"),
        ("车削  0  0", "workbook-nothing-submitted", "S!B2"),
        ("车削  五十  49", "number-expected", "S!B2"),
        ("车削  50.5  49", "whole-number-expected", "S!B2"),
        ("车削  50  -1", "number-below-zero", "S!C2"),
        ("车削  50  98%", "whole-number-expected", "S!C2"),
        (".  50  49", "workbook-row-nameless", "S!B2"),
        ("车削  50  49\n车削  40  39", "workbook-row-twice", "S!A3"),
    ],
)
def test_what_cannot_be_is_told_by_its_place(rows: str, code: str, place: str) -> None:
    found = take("steps", drawn("S", f"工序  交验数  合格数\n{rows}"))
    assert (code, place) in codes(found)
    assert found.skipped >= 1
    assert found.read == found.accepted + found.skipped


def test_full_width_digits_and_counters_are_read() -> None:
    found = take("steps", drawn("S", "工序  交验数  合格数\n车削  １，０００件  ９９０"))
    assert records(found, "submitted", "passed") == [(1000, 990)]


def test_rejects_instead_of_passes_are_turned_round_and_told() -> None:
    found = take("steps", drawn("S", "工序  投入数  不良数\n车削  1000  12\n磨削  900  0"))
    assert records(found, "submitted", "passed") == [(1000, 988), (900, 900)]
    assert codes(found) == [("passed-computed", "S!C1")]


def test_a_step_on_two_sheets_is_not_counted_twice() -> None:
    found = take(
        "steps",
        drawn("一", "工序  交验数  合格数\n车削  50  49"),
        drawn("二", "工序  交验数  合格数\n车削  60  59\n磨削  9  9"),
    )
    assert records(found, "name", "submitted") == [("车削", 50), ("磨削", 9)]
    assert ("row-on-two-sheets", "二!A2") in codes(found)
    assert found.read == found.accepted + found.skipped


def test_hidden_rows_are_taken_and_told_and_hidden_sheets_left_out() -> None:
    found = take("steps", drawn("S", "工序  交验数  合格数\n车削  50  49\n磨削  9  9", hidden_rows=frozenset({2})),
                 drawn("旧", "工序  交验数  合格数\n铣削  50  49", hidden=True))  # fmt: skip
    assert len(records(found, "name")) == 2
    assert codes(found) == [("hidden-rows-taken", "S!A3"), ("sheet-hidden-left-out", "旧")]


def test_merged_families_count_for_all_their_rows() -> None:
    found = take("steps", drawn("S", "产品族  工序  交验数  合格数\n轴承  车削  50  49\n.  磨削  49  48", "A2:A3"))
    assert records(found, "family", "name") == [("轴承", "车削"), ("轴承", "磨削")]


def test_unknown_columns_are_named() -> None:
    found = take("steps", drawn("S", "工序  交验数  合格数  责任人  备注\n车削  50  49  老王  好"))
    assert ("columns-not-used", "S!D1") in codes(found)


# -- losses ----------------------------------------------------------------------------------------------


def test_losses_with_the_unit_in_the_heading() -> None:
    found = take(
        "losses",
        drawn(
            "S",
            """
        月份  类别  科目  金额（万元）  凭证
        2025-01  内部  报废损失  8.45  记-12
        2025-02  外部  索赔  1.2  记-13
        """,
        ),
    )
    assert records(found, "month", "kind", "category", "cost", "voucher") == [
        ("2025-01", "internal", "scrap", wan("8.45"), "记-12"), ("2025-02", "external", "claim", wan("1.2"), "记-13")
    ]  # fmt: skip


def test_losses_with_the_unit_and_the_year_in_the_title() -> None:
    found = take(
        "losses",
        drawn(
            "S",
            """
        2025年度内部质量损失明细  .  单位：元
        月份  科目  金额
        1月  废品损失  84500
        2  返工  1200
        """,
        ),
    )
    assert records(found, "month", "kind", "category", "cost") == [
        ("2025-01", "internal", "scrap", yuan("84500")), ("2025-02", "internal", "rework", yuan("1200"))
    ]  # fmt: skip


def test_amounts_that_say_their_own_unit_count_by_it_and_a_mixture_is_told() -> None:
    found = take(
        "losses",
        drawn("S", "月份  科目  金额（元）\n2025-01  报废  84500\n2025-02  报废  3.2万元\n2025-03  报废  500元"),
    )
    assert records(found, "cost") == [(yuan("84500"),), (wan("3.2"),), (yuan("500"),)]
    assert codes(found) == [("money-units-mixed", "S!C3")]


def test_an_amount_in_no_unit_is_never_guessed() -> None:
    found = take("losses", drawn("S", "月份  科目  金额\n2025-01  报废  8.45\n2025-02  报废  3.2万元"))
    assert records(found, "cost") == [(None,), (wan("3.2"),)]
    assert ("workbook-unit-missing", "S!C2") in codes(found)


@pytest.mark.parametrize(
    ("row", "code", "place"),
    [
        ("2025-01  报废  -5", "money-negative", "S!C2"),
        ("2025-01  报废  若干", "money-expected", "S!C2"),
        ("3月  报废  5", "month-needs-year", "S!A2"),
        ("2025-01  食堂  5", "choice-unknown", "S!B2"),
    ],
)
def test_a_loss_that_cannot_be_is_told_by_its_place(row: str, code: str, place: str) -> None:
    found = take("losses", drawn("S", f"月份  科目  金额（万元）\n{row}"), name="内部损失.xlsx")
    assert (code, place) in codes(found)
    assert found.skipped >= 1


def test_months_down_and_categories_across() -> None:
    found = take(
        "losses",
        drawn(
            "S",
            """
        2025年质量损失统计  .  .  单位：万元
        月份  报废损失  返修费用  索赔  合计
        1月  8.45  1.2  .  9.65
        2月  9.85  .  0.5  10.35
        合计  18.3  1.2  0.5  20
        """,
        ),
    )
    assert sorted(records(found, "kind", "category", "month", "cost"), key=str) == sorted([
        ("internal", "scrap", "2025-01", wan("8.45")), ("internal", "scrap", "2025-02", wan("9.85")),
        ("internal", "rework", "2025-01", wan("1.2")), ("external", "claim", "2025-02", wan("0.5")),
    ], key=str)  # fmt: skip
    assert codes(found) == [("total-rows-left-out", "S!A5")]


def test_categories_down_and_months_across() -> None:
    found = take(
        "losses",
        drawn(
            "S",
            """
        2025年外部质量损失（元）  .  .  单位：元
        科目  1月  2月  3月  合计
        索赔  1000  .  500  1500
        三包费用  200  300  .  500
        """,
        ),
    )
    assert sorted(records(found, "kind", "category", "month", "cost"), key=str) == sorted([
        ("external", "claim", "2025-01", yuan("1000")), ("external", "claim", "2025-03", yuan("500")),
        ("external", "warranty", "2025-01", yuan("200")), ("external", "warranty", "2025-02", yuan("300")),
    ], key=str)  # fmt: skip


def test_two_like_entries_are_two_losses() -> None:
    table = "月份  科目  金额（元）\n2025-01  报废  100\n2025-01  报废  100"
    assert len(records(take("losses", drawn("S", table)), "cost")) == 2
    assert len(records(take("losses", drawn("S", table), drawn("二", table)), "cost")) == 4


def test_a_second_import_of_the_same_file_gives_the_same_edits() -> None:
    table = drawn("S", "月份  科目  金额（元）\n2025-01  报废  100\n2025-01  报废  100\n2025-02  索赔  7")
    assert take("losses", table) == take("losses", table)


# -- defects ---------------------------------------------------------------------------------------------


def test_defects_by_month_and_cause() -> None:
    found = take(
        "defects",
        drawn(
            "S",
            "月份  产品  检验总数  不合格品数  主要原因\n2025年1月  轴承  10000  12  磕碰\n2025年2月  轴承  9000  3  裂纹",
        ),
    )
    assert records(found, "month", "family", "units", "defective", "cause") == [
        ("2025-01", "轴承", 10000, 12, "磕碰"), ("2025-02", "轴承", 9000, 3, "裂纹")
    ]  # fmt: skip


def test_more_defective_than_units_is_told() -> None:
    found = take("defects", drawn("S", "月份  检验总数  不合格品数\n2025-01  100  101"))
    assert ("workbook-defective-above-units", "S!C2") in codes(found)


# -- telling kinds apart ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("工序  投入数  一次合格数", "steps"),
        ("月份  科目  金额（元）", "losses"),
        ("月份  报废损失  返修费用", "losses"),
        ("科目  1月  2月  3月", "losses"),
        ("月份  检验总数  不合格品数", "defects"),
        ("序号  直径  长度", None),
        ("检验项目  规格  上限  下限", None),
    ],
)
def test_the_heading_tells_the_kind(head: str, kind: str | None) -> None:
    assert kind_of(grid(drawn("S", f"{head}\n1  2  3")), form()) == kind


def test_a_file_without_such_a_list_says_so() -> None:
    assert [each.code for each in take("steps", drawn("S", "甲  乙\n1  2")).problems] == ["table-not-found"]
    assert [each.code for each in take("steps", drawn("S", "工序  交验数  合格数")).problems] == ["table-without-rows"]
    assert take("steps", sheet("S", [])).edits == ()
