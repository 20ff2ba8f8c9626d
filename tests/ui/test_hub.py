"""The hub: facts come up as signals, saved only after COMMIT, the grade worked out anew once for many changes."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from qmdesk.formdef.types import Form
from qmdesk.model.assessment import Assessment
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.model.problem import Problem, Refused
from qmdesk.review.begin import begin
from qmdesk.review.session import Who
from qmdesk.ui.hub import Hub
from qmdesk.ui.window import MainWindow
from tests.ui.conftest import CODE


def rated(level: Json) -> Edit:
    return Edit(Place("item:system.process", "level", "onsite", "王工"), level)


def test_a_recording_is_told_at_once_and_saved_after_its_commit(hub: Hub, qtbot: QtBot):
    told: list[object] = []
    hub.changed.connect(told.append)
    with qtbot.waitSignal(hub.saved) as saved:
        assert hub.record(rated(3))
        assert len(told) == 1, "told before the disk was asked"
    assert len(saved.args[0]) == len("14:03:22")
    assert hub.session.on_file(lambda case: case.state()[rated(3).place].value) == 3


def test_many_changes_make_one_assessment(hub: Hub, qtbot: QtBot):
    found: list[Assessment] = []
    hub.assessed.connect(found.append)
    with qtbot.waitSignal(hub.assessed):
        for level in (1, 2, 3, 4):
            hub.record(rated(level))
    qtbot.wait(50)
    assert 1 <= len(found) <= 2
    assert next(each for each in found[-1].items if each.id == "system.process").span.level == 4


def test_a_refused_recording_says_why_and_tells_nothing(hub: Hub, qtbot: QtBot):
    told: list[object] = []
    hub.changed.connect(told.append)

    def refuse() -> None:
        raise Refused(Problem("case-concluded", "", {"at": "2026"}))

    with qtbot.waitSignal(hub.failed) as failed:
        assert not hub.do(refuse)  # type: ignore[arg-type]
    assert [each.code for each in failed.args[0]] == ["case-concluded"]
    assert told == []


def test_a_disk_that_fails_is_said_and_never_called_saved(hub: Hub, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    saved: list[str] = []
    hub.saved.connect(saved.append)

    def full(*_: object) -> None:
        raise Refused(Problem("case-disk-full", "x"))

    monkeypatch.setattr(hub.session._case, "append", full)
    with qtbot.waitSignal(hub.failed) as failed:
        hub.record(rated(2))
    assert [each.code for each in failed.args[0]] == ["case-disk-full"]
    assert saved == []
    assert hub.session.read_only


def test_undo_sets_back_and_redo_brings_again(hub: Hub):
    hub.record(rated(3))
    assert hub.undo()
    assert hub.value("item:system.process", "level", Stage.ONSITE, "王工") is None
    assert hub.undo(redo=True)
    assert hub.value("item:system.process", "level", Stage.ONSITE, "王工") == 3


def test_another_stage_is_judged_by_itself(hub: Hub, qtbot: QtBot):
    hub.record(rated(3))
    with qtbot.waitSignal(hub.assessed):
        hub.judge()
    with qtbot.waitSignal(hub.assessed) as found:
        hub.set_stage(Stage.SECOND)
    assert not next(each for each in found.args[0].items if each.id == "system.process").answered


def test_deleted_records_are_left_out(hub: Hub):
    hub.record([Edit(Place("member:m1", "name"), "李工"), Edit(Place("member:m2", "name"), "赵工")])
    hub.record(Edit(Place("member:m1", "deleted"), True))
    assert hub.keys("member") == ["m2"]


def test_no_screen_listens_longer_than_it_lives():
    """A lambda at a signal of the hub's outlives its widget; a bound method goes with it."""
    pattern = re.compile(r"hub\.(changed|saved|failed|assessed|stage_changed|told)\.connect\(\s*lambda")
    texts = {path: path.read_text("utf-8") for path in (Path(__file__).parents[2] / "qmdesk" / "ui").rglob("*.py")}
    found = [path.name for path, text in texts.items() if pattern.search(text)]
    assert found == ["window.py"], "it outlives the hub"


def test_what_changes_after_another_look_reaches_the_new_screens_only(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, form: Form, who_of: Callable[[str], Who]
):
    begin(tmp_path / "a.qmcase", form, who_of(""), enterprise="甬江机械", credit_code=CODE).close()
    window.open_case(tmp_path / "a.qmcase")
    qtbot.waitUntil(lambda: window.hub is not None and window.hub.assessment is not None, timeout=10_000)
    hub = window.hub
    assert hub is not None
    window.shell.go("page:performance")  # pyright: ignore[reportOptionalMemberAccess]
    window.wear("look=dark")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    with qtbot.waitSignal(hub.assessed):
        hub.record(rated(3))
    hub.set_stage(Stage.SELF)
