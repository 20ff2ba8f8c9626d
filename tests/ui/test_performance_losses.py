from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from qmdesk.model.journal import Edit, Place
from qmdesk.ui.charts.view import drawing_thread
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.performance.losses import LossTab
from qmdesk.ui.pages.performance.money import cost_of
from tests.ui.conftest import Heard
from tests.ui.performance_desk import show


def losses(qtbot: QtBot, desk: Desk) -> LossTab:
    tab = LossTab(desk, drawing_thread(None), ["internal_loss", "external_loss"])
    show(qtbot, tab)
    return tab


@pytest.mark.parametrize(
    ("text", "unit", "yuan"),
    [
        ("8.45", "wan", 84_500),
        ("8.45", "yuan", Fraction(845, 100)),
        ("8.45万元", "yuan", 84_500),
        ("84500元", "wan", 84_500),
        ("0", "wan", 0),
    ],
)
def test_a_bare_amount_is_in_the_unit_chosen_and_a_written_unit_goes_before(
    qtbot: QtBot, desk: Desk, text: str, unit: str, yuan: Fraction
):
    tab = losses(qtbot, desk)
    tab.unit.setCurrentIndex(tab.unit.findData(unit))
    tab.records.put([(None, {"cost": text})])
    assert cost_of(tab.records.rows[0]) == yuan
    assert desk.hub.session.answers(desk.hub.stage).internal_loss.costs == (yuan,)


def test_a_negative_cost_is_refused_and_stays(qtbot: QtBot, desk: Desk):
    tab = losses(qtbot, desk)
    assert tab.records.put([(None, {"cost": "-3"})]) == 1
    assert tab.records.rows == []
    assert [each.code for _, _, each in tab.records.problems()] == ["money-negative"]


def test_another_unit_takes_the_amount_with_it(qtbot: QtBot, desk: Desk):
    tab = losses(qtbot, desk)
    tab.records.put([(None, {"cost": "3", "kind": "外部"})])
    row = tab.records.rows[0]
    tab.records.put([(row, {"unit": "元"})])
    assert cost_of(tab.records.rows[0]) == 3
    assert tab.records.rows[0].value("cost") == {"amount": "3", "unit": "yuan"}


def test_the_title_of_a_pasted_column_says_the_unit(qtbot: QtBot, desk: Desk):
    tab = losses(qtbot, desk)
    tab.unit.setCurrentIndex(tab.unit.findData("yuan"))
    QGuiApplication.clipboard().setText(
        "类别\t科目\t月份\t金额（万元）\n内部\t报废损失\t2025-03\t1.5\n外部\t索赔\t2025-04\t2\n"
    )
    tab.panel.paste()
    assert [cost_of(row) for row in tab.records.rows] == [15_000, 20_000]
    assert [row.text("month") for row in tab.records.rows] == ["2025-03", "2025-04"]


def test_rates_follow_costs_and_output_value(qtbot: QtBot, desk: Desk):
    tab = losses(qtbot, desk)
    assert tab.rates.picture is None
    tab.records.put([(None, {"cost": "80", "month": "2025-01"}), (None, {"cost": "80", "month": "2025-02"})])
    desk.hub.record(Edit(Place("case", "output_value"), {"amount": "8000", "unit": "wan"}))
    qtbot.waitUntil(lambda: tab.rates.picture is not None, timeout=15_000)
    groups = [each.axes for each in tab.rates.picture.plot.spots]
    assert groups == ["internal", "internal-trend"]
    assert tab.rates.picture.plot.spots[0].text(0) == "2.00 %"


def test_a_hundred_losses_are_pasted_in_one_transaction(qtbot: QtBot, desk: Desk):
    tab = losses(qtbot, desk)
    before = len(desk.hub.session.history())
    block = "\n".join(f"内部\t报废损失\t2025-{1 + n % 12:02d}\t{n}.5\t万元\t凭证 {n}" for n in range(100))
    QGuiApplication.clipboard().setText(block)
    tab.panel.paste()
    assert len(tab.records.rows) == 100
    assert len({each.batch for each in desk.hub.session.history()[before:]}) == 1


def test_mixed_units_are_added_up_exactly_and_said_in_both(qtbot: QtBot, desk: Desk):
    tab = losses(qtbot, desk)
    tab.records.put(
        [
            (None, {"kind": "内部", "cost": "1.2345", "unit": "万元"}),
            (None, {"kind": "外部", "cost": "500.05", "unit": "元"}),
        ]
    )
    said = tab.said.text()
    assert "内部 1.2345 万元（12,345 元）" in said
    assert "外部 0.050005 万元（500.05 元）" in said
    assert "合计 1.284505 万元（12,845.05 元）" in said
    assert "表中有元也有万元" in said


def test_rows_in_one_unit_are_not_called_mixed(qtbot: QtBot, desk: Desk):
    tab = losses(qtbot, desk)
    tab.records.put([(None, {"cost": "1", "unit": "万元"}), (None, {"cost": "2", "unit": "万元"})])
    assert "表中有元也有万元" not in tab.said.text()
    assert "内部 3.00 万元（30,000 元）" in tab.said.text()


def test_a_header_sorts_the_view_and_records_nothing(qtbot: QtBot, desk: Desk):
    tab = losses(qtbot, desk)
    costs = ("900元", "1万元", "", "0.5万元")
    tab.records.put([(None, {"cost": cost, "voucher": f"凭证 {n}"}) for n, cost in enumerate(costs)])
    history, table = len(desk.hub.session.history()), tab.panel.table
    column = [each.name for each in tab.records.columns].index("cost")

    def vouchers() -> str:
        return "".join(row.text("voucher")[-1] for row in tab.records.rows)

    header = table.horizontalHeader()
    for expected in ("0312", "1302", "0123"):
        header.sectionClicked.emit(column)
        assert vouchers() == expected
    assert len(desk.hub.session.history()) == history
    table.sort_by(column)
    tab.records.put([(tab.records.rows[0], {"cost": "9万元"})])
    assert vouchers() == "0312"


def test_rows_of_a_file_are_recorded_in_one_step_and_said(qtbot: QtBot, desk: Desk, tmp_path: Path, heard: Heard):
    path = tmp_path / "损失.csv"
    path.write_text("类别,科目,月份,金额（万元）\n内部,报废,2025-01,8.45\n外部,索赔,2025-02,1.20\n", "utf-8")
    tab = losses(qtbot, desk)
    tab.panel.take(path)
    qtbot.waitUntil(lambda: len(tab.records.rows) == 2, timeout=10_000)
    assert [cost_of(row) for row in tab.records.rows] == [84_500, 12_000]
    assert heard.said[-1] == "读入 8 项，跳过 0 项"
    assert desk.hub.undo()
    assert tab.records.rows == []
