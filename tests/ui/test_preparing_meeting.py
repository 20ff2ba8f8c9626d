"""The opening meeting: signing in, agreeing characteristics, late changes, minutes, doubtful clocks."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from qmdesk.casefile.case import Blob
from qmdesk.model.journal import Edit, Place
from qmdesk.model.readings import Readings
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.preparing.meeting import MeetingTab
from qmdesk.ui.pages.preparing.minutes import begin_now, end_now
from qmdesk.ui.pages.preparing.sheet import doubted
from qmdesk.ui.signing.pad import SignatureDialog
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.visit.minutes_opening import DRAFTED
from tests.ui.performance_desk import records, show

MINUTES = Place("meeting:opening", "minutes", "onsite")


def tab_of(qtbot: QtBot, desk: Desk) -> MeetingTab:
    made = MeetingTab(desk)
    show(qtbot, made)
    return made


def names(tab: MeetingTab) -> list[str]:
    return [row._text("name") for row in tab.sign_in.rows.values()]


def write_by_hand(dialog: object) -> None:
    assert isinstance(dialog, SignatureDialog)
    dialog.pad.begin(QPointF(20, 60))
    dialog.pad.go_on(QPointF(120, 30))
    dialog.pad.end()
    dialog._finish()


# -- signing in ----------------------------------------------------------------------------------


def test_a_whole_list_is_typed_with_enter_alone(qtbot: QtBot, desk: Desk) -> None:
    tab = tab_of(qtbot, desk)
    for name in ("钱总", "孙部长", "  "):
        tab.sign_in.name.setText(name)
        qtbot.keyClick(tab.sign_in.name, Qt.Key.Key_Return)
        assert tab.sign_in.name.text().strip() == ""
    assert names(tab) == ["钱总", "孙部长"]
    sides = [row._text("side") for row in tab.sign_in.rows.values()]
    assert sides == ["enterprise", "enterprise"]


def test_the_team_comes_at_once_and_nobody_twice(qtbot: QtBot, desk: Desk) -> None:
    people = {"m1": ("李明", "lead"), "m2": ("王芳", "assessor"), "m3": ("赵 强", "representative")}
    for key, (name, role) in people.items():
        desk.hub.record([Edit(Place(f"member:{key}", "name"), name), Edit(Place(f"member:{key}", "role"), role)])
    tab = tab_of(qtbot, desk)
    tab.sign_in.name.setText("赵强")
    tab.sign_in.add_typed()
    tab.sign_in.add_team()
    tab.sign_in.add_team()
    assert names(tab) == ["赵强", "李明", "王芳"]
    desk.hub.undo()
    assert names(tab) == ["赵强"]


def test_those_of_another_meeting_are_not_on_the_list(qtbot: QtBot, desk: Desk) -> None:
    records(desk, "attendance", {"meeting": "closing", "name": "后来"}, {"meeting": "opening", "name": "先来"})
    assert names(tab_of(qtbot, desk)) == ["先来"]


def test_handwriting_bears_the_name_and_the_time(qtbot: QtBot, desk: Desk) -> None:
    records(desk, "attendance", {"meeting": "opening", "name": "钱总", "side": "enterprise"})
    tab = tab_of(qtbot, desk)
    row = tab.sign_in.rows["k0"]
    row.sign()
    desk.hub.record(Edit(Place("attendance:k0", "name", "onsite"), "钱进"))  # changed while the pad is open
    write_by_hand(row.pad)
    assert row._text("signed_as") == "钱总"
    assert row._text("at") == desk.hub.session.now()[:16]
    assert not row.picture.isHidden()
    assert "钱总" in row.problem.text()


def test_nobody_signs_without_a_name(qtbot: QtBot, desk: Desk) -> None:
    records(desk, "attendance", {"meeting": "opening", "side": "team"})
    row = tab_of(qtbot, desk).sign_in.rows["k0"]
    row.sign()
    assert not hasattr(row, "pad")


# -- key characteristics -------------------------------------------------------------------------


def measure(desk: Desk, key: str) -> None:
    readings = Readings.of([Decimal(f"9.{number}") for number in range(1, 9)])
    blob = Blob(readings.blob(), "application/json")
    value = {"blob": readings.sha256, "n": len(readings)}
    desk.hub.record(Edit(Place(f"characteristic:{key}", "readings", "onsite"), value), [blob])


def test_agreeing_stamps_the_key_ones(qtbot: QtBot, desk: Desk) -> None:
    records(desk, "characteristic", {"name": "外径", "key": True}, {"name": "总长", "key": False})
    tab = tab_of(qtbot, desk)
    assert tab.agreed.agree.isEnabled()
    tab.agreed.agree_all()
    assert desk.hub.value("characteristic:k0", "agreed", desk.hub.stage) is True
    assert desk.hub.text("characteristic:k0", "agreed_on", desk.hub.stage) == desk.hub.session.now()[:16]
    assert desk.hub.value("characteristic:k1", "agreed", desk.hub.stage) is None
    assert not tab.agreed.agree.isEnabled()


def test_typing_yes_stamps_too(qtbot: QtBot, desk: Desk) -> None:
    records(desk, "characteristic", {"name": "外径", "key": True})
    table = tab_of(qtbot, desk).agreed.records
    column = [each.name for each in table.columns].index("agreed")
    table.setData(table.index(0, column), "是")
    assert desk.hub.text("characteristic:k0", "agreed_on", desk.hub.stage) != ""


def test_a_late_change_is_shown_and_asks_for_its_reason(qtbot: QtBot, desk: Desk) -> None:
    records(desk, "characteristic", {"name": "外径", "key": True, "usl": "10"})
    tab = tab_of(qtbot, desk)
    measure(desk, "k0")
    qtbot.wait(50)
    assert tab.agreed.late == ()
    desk.hub.record(Edit(Place("characteristic:k0", "usl", "onsite"), "11"))
    qtbot.waitUntil(lambda: len(tab.agreed.late) == 1, timeout=10_000)
    reasons = [each for each in tab.agreed.findChildren(CaseField) if each.name == "key_reason"]
    assert [each.subject for each in reasons] == ["characteristic:k0"]
    desk.hub.undo()
    qtbot.waitUntil(lambda: tab.agreed.late == (), timeout=10_000)


# -- minutes -------------------------------------------------------------------------------------


def test_a_draft_is_drafted_anew_but_written_words_are_kept(qtbot: QtBot, desk: Desk) -> None:
    records(desk, "attendance", {"meeting": "opening", "name": "钱总", "side": "enterprise"})
    tab = tab_of(qtbot, desk)
    tab.minutes.draft()
    assert "钱总" in str(desk.hub.session.value("meeting:opening", "minutes", desk.hub.stage))
    desk.hub.record(Edit(Place("attendance:k0", "name", "onsite"), "孙总"))
    tab.minutes.draft()  # nobody worked on it
    assert "孙总" in str(desk.hub.session.value("meeting:opening", "minutes", desk.hub.stage))
    desk.hub.record(Edit(MINUTES, "人写的"))
    tab.minutes.draft()
    assert desk.hub.session.value("meeting:opening", "minutes", desk.hub.stage) == "人写的"
    assert not tab.minutes.asked.isHidden()
    tab.minutes.draft(over=True)
    assert desk.hub.session.state[MINUTES].heads[-1].origin == DRAFTED
    assert tab.minutes.asked.isHidden()
    desk.hub.undo()
    assert desk.hub.session.value("meeting:opening", "minutes", desk.hub.stage) == "人写的"


# -- clocks --------------------------------------------------------------------------------------


def test_a_time_that_the_order_contradicts_is_marked(qtbot: QtBot, desk: Desk) -> None:
    records(desk, "attendance", {"meeting": "opening", "name": "钱总", "at": "2026-09-01T09:00"})
    tab = tab_of(qtbot, desk)
    assert tab.sign_in.rows["k0"].doubt.isHidden()
    clock = desk.hub.session._clock
    desk.hub.session._clock = lambda: clock().replace(year=2020)
    desk.hub.record(Edit(Place("meeting:opening", "place", "onsite"), "二楼"))
    desk.hub.session._clock = clock
    desk.hub.record(Edit(Place("attendance:k0", "post", "onsite"), "总经理"))
    assert doubted(desk) == {"attendance:k0", "meeting:opening"}
    assert not tab.sign_in.rows["k0"].doubt.isHidden()


def test_the_meeting_begins_now_and_shows_the_scope_of_the_case(qtbot: QtBot, desk: Desk, heard: object) -> None:
    tab = tab_of(qtbot, desk)
    begin_now(desk, "opening")
    assert desk.hub.text("meeting:opening", "day", desk.hub.stage) == desk.hub.session.now()[:10]
    desk.hub.record(Edit(Place("case", "site"), "一号厂房"))
    assert tab._facts["site"].text() == "一号厂房"


def test_a_later_meeting_begins_where_the_first_was_and_by_whom(qtbot: QtBot, desk: Desk) -> None:
    hub = desk.hub
    hub.record([Edit(Place("member:m1", "name"), "李明"), Edit(Place("member:m1", "role"), "lead")])
    begin_now(desk, "opening")
    assert hub.text("meeting:opening", "chair", hub.stage) == "李明"
    hub.record(Edit(Place("meeting:opening", "place", "onsite"), "二楼会议室"))
    hub.record(Edit(Place("meeting:closing", "chair", "onsite"), "王芳"))
    begin_now(desk, "closing")
    end_now(desk, "closing")
    said = {name: hub.text("meeting:closing", name, hub.stage) for name in ("place", "chair", "end", "day")}
    assert (said["place"], said["chair"]) == ("二楼会议室", "王芳")
    assert said["day"] == hub.session.now()[:10]
    assert len(said["end"]) == len("16:50")
