"""The path of the visit on the overview and in the rail: seen, gone to, skipped with a reason, ruled by the institution."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from qmdesk.model.journal import Edit, Place
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.path_card import PathCard
from qmdesk.ui.pages.registry import stops_of
from qmdesk.ui.shell.rail import STEP, Rail
from qmdesk.ui.widgets.typing_fields import LineField


@pytest.fixture
def card(qtbot: QtBot, desk: Desk) -> PathCard:
    made = PathCard(desk)
    qtbot.addWidget(made)
    with qtbot.waitSignal(desk.hub.assessed):
        desk.hub.judge()
    made.show()
    return made


def pressable(card: PathCard, name: str) -> QPushButton:
    return next(each for each in card.findChildren(QPushButton) if each.accessibleName().startswith(name))


def standing(desk: Desk, step: str) -> str:
    return str(next(each.standing for each in desk.hub.path if each.step.id == step))


def test_every_step_of_the_form_is_there_and_leads_to_its_place(card: PathCard, desk: Desk, heard: object):
    names = [each.step.name.zh for each in desk.hub.path]
    assert len(names) == len(desk.hub.form.visit.steps)
    for name in names:
        assert pressable(card, f"{name}：")
    pressable(card, "访谈：").click()
    assert heard.places[-1] == "page:notes/interviews"  # pyright: ignore[reportAttributeAccessIssue]


def test_skipping_asks_for_a_reason_and_can_be_taken_back(qtbot: QtBot, card: PathCard, desk: Desk):
    pressable(card, "跳过步骤：访谈").click()
    field = card.findChildren(LineField)[-1]
    sure = next(each for each in card.findChildren(QPushButton) if each.text() == "跳过")
    assert not sure.isEnabled()
    qtbot.keyClicks(field, "   ")
    assert not sure.isEnabled()
    field.setText("企业停产，人员不在")
    with qtbot.waitSignal(desk.hub.assessed):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert standing(desk, "interviews") == "skipped"
    assert desk.hub.text("visit:interviews", "reason", desk.hub.stage) == "企业停产，人员不在"
    with qtbot.waitSignal(desk.hub.assessed):
        pressable(card, "恢复步骤：访谈").click()
    assert standing(desk, "interviews") == "open"


def test_a_step_that_must_be_done_offers_no_skipping(card: PathCard):
    assert not [
        each
        for each in card.findChildren(QPushButton)
        if each.isVisible() and each.accessibleName() == "跳过步骤：首次会议"
    ]


def test_an_institutions_rules_change_what_may_be_skipped(qtbot: QtBot, card: PathCard, desk: Desk, tmp_path: Path):
    ours = tmp_path / "本机构.yaml"
    ours.write_text("institution: 本机构\nsteps:\n  interviews: {skippable: false, must: true}\n", "utf-8")
    with qtbot.waitSignal(desk.hub.assessed):
        card.take_policy(ours)
    step = next(each.step for each in desk.hub.path if each.step.id == "interviews")
    assert (step.skippable, step.must) == (False, True)
    assert not [
        each
        for each in card.findChildren(QPushButton)
        if each.isVisible() and each.accessibleName() == "跳过步骤：访谈"
    ]


@pytest.mark.parametrize(
    "content",
    [b"steps: {sworn: {must: true}}", b"\xff\xfe\x00", b"#" * 20_000],
    ids=["unknown step", "not text", "too long"],
)
def test_a_file_that_is_no_policy_changes_nothing(
    card: PathCard, desk: Desk, heard: object, tmp_path: Path, content: bytes
):
    ours = tmp_path / "x.yaml"
    ours.write_bytes(content)
    card.take_policy(ours)
    assert heard.problems  # pyright: ignore[reportAttributeAccessIssue]
    assert desk.hub.value("case", "policy") is None


@pytest.fixture
def rail(qtbot: QtBot, desk: Desk) -> Rail:
    made = Rail(desk.theme, stops_of(desk.hub.form, "zh-CN"))
    qtbot.addWidget(made)
    with qtbot.waitSignal(desk.hub.assessed):
        desk.hub.judge()
    made.show_steps(desk.hub.path)
    return made


def steps_in(rail: Rail) -> list[str]:
    rows = [rail.item(row).data(STEP) for row in range(rail.count())]
    return [each.step.id for each in rows if each is not None]


def test_the_rail_shows_the_steps_of_the_stop_in_front_only(rail: Rail):
    assert steps_in(rail) == []
    rail.show_stop("notes")
    assert steps_in(rail) == ["interviews", "walk", "tracing", "gauges", "vouchers", "observations"]
    rail.show_stop("leaving")
    assert steps_in(rail) == ["team-meeting", "facts", "handover", "closing"]
    rail.show_stop("scope")
    assert steps_in(rail) == []


def test_a_step_in_the_rail_leads_to_its_tab_and_stays_marked(rail: Rail, desk: Desk):
    went: list[str] = []
    rail.chosen.connect(went.append)
    rail.show_stop("notes")
    row = next(row for row in range(rail.count()) if rail.item(row).text() == "批次追溯")
    rail.setCurrentRow(row)
    assert went == ["notes", "notes/tracing"]
    rail.show_stop("notes")
    assert rail.currentItem().text() == "批次追溯"


def test_a_step_that_gets_done_changes_its_words_without_moving_anything(qtbot: QtBot, rail: Rail, desk: Desk):
    rail.show_stop("notes")
    row = next(row for row in range(rail.count()) if rail.item(row).text() == "现场走查")
    words = rail.item(row).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "现场走查：完成 0，共 1"
    stage = str(desk.hub.stage)
    said = {"area": "机加车间", "seen_at": "2026-09-01T10:00"}
    with qtbot.waitSignal(desk.hub.assessed):
        desk.hub.record([Edit(Place("stop:1", name, stage), value) for name, value in said.items()])
    rail.show_steps(desk.hub.path)
    assert rail.item(row).data(Qt.ItemDataRole.AccessibleTextRole) == "现场走查：已完成"


def test_going_through_the_rail_by_arrow_keys_reaches_every_stop(qtbot: QtBot, rail: Rail):
    seen: list[str] = []
    rail.chosen.connect(seen.append)
    rail.show()
    rail.setFocus()
    for _ in range(60):
        qtbot.keyClick(rail, Qt.Key.Key_Down)
    assert {each.partition("/")[0] for each in seen} >= {"opening", "notes", "leaving", "history"}
