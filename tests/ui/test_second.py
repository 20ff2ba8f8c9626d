"""Beginning a second review in the window: the stage, what is open, reasons beside the differing levels."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QInputDialog
from pytest import MonkeyPatch
from pytestqt.qtbot import QtBot

from qmdesk.formdef.loader import load_builtin
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.review.begin import begin
from qmdesk.review.session import Who
from qmdesk.ui.hub import Hub
from qmdesk.ui.second import begin_here
from qmdesk.visit.second import second_of


def test_a_second_review_below_the_gate_asks_why_and_goes_to_its_stage(
    qtbot: QtBot, tmp_path: Path, monkeypatch: MonkeyPatch
):
    who = Who("a" * 16, "李工", tmp_path / "home")
    session = begin(
        tmp_path / "a.qmcase", load_builtin("meqmc"), who, enterprise="甬江", credit_code="91330212MA2TE8XU04"
    )
    hub = Hub(session)
    asked: list[str] = []

    def answer(_parent: object, _title: str, told: str) -> tuple[str, bool]:
        asked.append(told)
        return ("抽查", True) if len(asked) > 1 else ("", False)

    monkeypatch.setattr(QInputDialog, "getText", answer)
    try:
        assert not begin_here(hub, None, "zh-CN")  # pyright: ignore[reportArgumentType]
        assert hub.stage is Stage.ONSITE
        assert "二次复核的起点" in asked[0]
        assert begin_here(hub, None, "zh-CN")  # pyright: ignore[reportArgumentType]
        made = second_of(session.state)
        assert made is not None
        assert made.reason == "抽查"
        assert hub.stage is Stage.SECOND
        assert hub.record(Edit(Place("step:s", "passed", "second"), 3))
        assert not hub.record(Edit(Place("step:s", "passed", "onsite"), 3))
    finally:
        hub.close()
