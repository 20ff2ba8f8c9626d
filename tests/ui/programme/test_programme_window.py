"""A programme in the window: chosen or made, a roster previewed and taken in, edited in place, its calendar, its cases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QInputDialog, QPushButton
from pytestqt.qtbot import QtBot

from qmdesk.ui.app import Dresser
from qmdesk.ui.programme.chooser import ProgrammeChooser, known_programmes
from qmdesk.ui.programme.roster import RosterPage
from qmdesk.ui.programme.roster_model import COLUMNS, Filter
from qmdesk.ui.programme.roster_preview import RosterPreview
from qmdesk.ui.programme.shell import ProgrammeShell
from qmdesk.ui.window import MainWindow
from qmdesk.workspace.programme import Programme, Write
from tests.portfolio.roster_maker import code_of, enterprises, spoil, write_xlsx
from tests.ui.test_every_screen import a_window, settle, wrong

WHO = {"author": "甲", "at": "2026-04-20T08:00:00+00:00"}


def open_programme(window: MainWindow, path: Path, qtbot: QtBot) -> RosterPage:
    """A programme of Zhejiang at a path, open at its roster."""
    if not path.exists():
        Programme.make(path, "zhejiang", 2026, **WHO).close()
    door = window._programmes()
    door.open(path)
    qtbot.waitUntil(lambda: door.shell is not None)
    assert door.shell is not None
    door.shell.go("page:roster")
    page = door.shell.pages["roster"]
    assert isinstance(page, RosterPage)
    return page


@pytest.fixture
def page(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> Iterator[RosterPage]:
    yield open_programme(window, tmp_path / "2026.qmprog", qtbot)


def preview(page: RosterPage, path: Path, qtbot: QtBot) -> RosterPreview:
    page.files.look([path])
    qtbot.waitUntil(lambda: isinstance(page._stack.currentWidget(), RosterPreview), timeout=10_000)
    found = page._stack.currentWidget()
    assert isinstance(found, RosterPreview)
    return found


def taken(page: RosterPage, path: Path, qtbot: QtBot) -> None:
    shown = preview(page, path, qtbot)
    with qtbot.waitSignal(shown.taken):
        shown.take.click()


def roster_of(tmp_path: Path, count: int, wrong_ones: int = 0) -> Path:
    rows = enterprises(count)
    spoil(rows, wrong_ones)
    return write_xlsx(tmp_path / "名单.xlsx", rows)


def choose(page: RosterPage, *places: int) -> None:
    flags = QItemSelectionModel.SelectionFlag
    page.table.clearSelection()
    for at in places:
        page.table.selectionModel().select(page.model.index(at, 1), flags.Select | flags.Rows)


def column(field: str) -> int:
    return next(at for at, each in enumerate(COLUMNS) if each.field == field)


def test_from_the_start_page_a_programme_is_chosen_made_and_found_again(window: MainWindow, qtbot: QtBot):
    tile = next(each for each in window.findChildren(QPushButton) if each.accessibleName() == "项目名录")
    tile.click()
    chooser = window.centralWidget().currentWidget()
    assert isinstance(chooser, ProgrammeChooser)
    chooser._pack.setCurrentIndex(chooser._pack.findText("浙江省经济和信息化厅 2026"))
    chooser._make()
    door = window._programmes()
    qtbot.waitUntil(lambda: door.shell is not None)
    assert door.hub is not None
    assert door.hub.programme.text("authority") == "zhejiang"
    window.show_start()
    assert door.hub is None
    window._on_asked("programme")
    qtbot.waitUntil(lambda: door.shell is not None)
    assert [each.stem for each in known_programmes(window.settings)] == ["2026"]


def test_a_broken_programme_is_told_and_the_chooser_stands(window: MainWindow, tmp_path: Path, qtbot: QtBot):
    (tmp_path / "broken.qmprog").write_bytes(b"no database" * 99)
    window._programmes().open(tmp_path / "broken.qmprog")
    qtbot.waitUntil(lambda: isinstance(window.centralWidget().currentWidget(), ProgrammeChooser))
    assert window._programmes().hub is None


def test_a_preview_changes_nothing_and_taking_in_can_be_undone_as_one(page: RosterPage, tmp_path: Path, qtbot: QtBot):
    hub = page._desk.hub
    shown = preview(page, roster_of(tmp_path, 40, 5), qtbot)
    assert hub.rows() == []
    assert [shown.tabs.tabText(at) for at in range(shown.tabs.count())] == ["未采纳 5", "新增企业 35", "读法 1"]
    with qtbot.waitSignal(shown.taken):
        shown.take.click()
    assert page.model.rowCount() == 35
    assert len(page.files.lying) == 5
    with qtbot.waitSignal(hub.changed):
        hub.undo()
    assert page.model.rowCount() == 0
    assert page._stack.currentWidget() is page._empty


def test_a_county_is_asked_about_in_the_preview_and_read_again(page: RosterPage, tmp_path: Path, qtbot: QtBot):
    path = write_xlsx(tmp_path / "r.xlsx", [[1, "西湖景区", "甲公司", code_of("330106", 1), "是", "否", ""]])
    shown = preview(page, path, qtbot)
    assert shown._plan.new == ()
    choice = shown._boxes["西湖景区"]
    choice.setCurrentIndex(choice.findData("杭州"))
    shown._read_again()
    qtbot.waitUntil(lambda: page._stack.currentWidget() is not shown, timeout=10_000)
    again = page._stack.currentWidget()
    assert isinstance(again, RosterPreview)
    with qtbot.waitSignal(again.taken):
        again.take.click()
    assert [each.city for each in page._desk.hub.rows()] == ["杭州"]
    assert page._desk.programme.text("county:西湖景区") == "杭州"


def test_cells_are_edited_in_place_and_what_is_none_is_refused(page: RosterPage, tmp_path: Path, qtbot: QtBot):
    taken(page, roster_of(tmp_path, 10), qtbot)
    model, hub = page.model, page._desk.hub
    key = model.row(3).key
    assert model.setData(model.index(3, column("institution")), "某评价中心")
    assert model.setData(model.index(3, column("class")), "volunteer")
    assert model.setData(model.index(3, column("visit_start")), "2026/9/1")
    row = next(each for each in hub.rows() if each.key == key)
    assert (row.institution, row.class_, row.class_by, row.visit_start) == (
        "某评价中心",
        "volunteer",
        "person",
        "2026-09-01",
    )
    assert model.data(model.index(3, column("institution")), Qt.ItemDataRole.DisplayRole) == "某评价中心"
    model.setData(model.index(3, column("visit_start")), "明天")
    model.setData(model.index(3, column("credit_code")), "123")
    assert next(each for each in hub.rows() if each.key == key) == row
    hub.undo()
    qtbot.waitUntil(lambda: next(each for each in hub.rows() if each.key == key).visit_start == "")


def test_a_class_is_set_for_all_that_are_selected(page: RosterPage, tmp_path: Path, qtbot: QtBot, monkeypatch):
    taken(page, roster_of(tmp_path, 300), qtbot)
    page.table.selectAll()
    assert len(page.chosen()) == 300
    with qtbot.waitSignal(page._desk.hub.changed):
        page.selected.set_all("class", "key")  # more than is written at once: in the pool
    assert {(each.class_, each.class_by) for each in page._desk.hub.rows()} == {("key", "person")}
    choose(page, 0, 1)
    monkeypatch.setattr(QInputDialog, "getItem", lambda *_: ("王五、赵六", True))
    page.selected.ask("assessors")
    assert [each.assessors for each in page._desk.hub.rows()][:3] == [("王五", "赵六"), ("王五", "赵六"), ()]
    page.selected._take_out()
    assert page.model.rowCount() == 298


def test_filter_search_and_sort_show_what_fits_and_keep_the_selection(page: RosterPage, tmp_path: Path, qtbot: QtBot):
    taken(page, roster_of(tmp_path, 200), qtbot)
    rows, model = page._desk.hub.rows(), page.model
    wanted = [each for each in rows if each.city == "杭州"]
    model.show_only(Filter(city="杭州"))
    assert [model.row(at).key for at in range(model.rowCount())] == [each.key for each in wanted]
    model.show_only(Filter(text=f"{rows[7].credit_code[:17].lower()} 公司"))
    assert rows[7].key in [model.row(at).key for at in range(model.rowCount())]
    model.show_only(Filter())
    choose(page, 5)
    kept = page.chosen()[0].key
    model.sort(1, Qt.SortOrder.DescendingOrder)
    names = [model.row(at).enterprise for at in range(model.rowCount())]
    assert names == sorted(names, reverse=True)
    assert [each.key for each in page.chosen()] == [kept]
    page._desk.go(wanted[3].key)
    assert [each.key for each in page.chosen()] == [wanted[3].key]


def test_a_row_s_case_is_made_opened_and_remembered(
    window: MainWindow, page: RosterPage, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    taken(page, roster_of(tmp_path, 3), qtbot)
    choose(page, 1)
    row = page.chosen()[0]
    target = tmp_path / "案卷.qmcase"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    page.selected._on_case()
    qtbot.waitUntil(lambda: window.hub is not None, timeout=20_000)
    assert window.hub is not None
    assert window.hub.text("case", "enterprise") == row.enterprise
    assert window.hub.text("case", "region") == f"浙江{row.city}{row.county}"
    with Programme.open(tmp_path / "2026.qmprog") as programme:
        kept = next(each for each in programme.rows() if each.key == row.key)
        assert (kept.case_id, kept.case_path) == (window.hub.session.case_id, str(target))


def test_the_calendar_shows_both_days_and_leads_to_the_row(page: RosterPage, tmp_path: Path, qtbot: QtBot):
    taken(page, roster_of(tmp_path, 20), qtbot)
    first, second = page._desk.hub.rows()[:2]
    writes = [Write(each.key, name, text) for each in (first, second)
              for name, text in (("visit_start", "2026-09-01"), ("assessors", "张三"))]  # fmt: skip
    page._desk.hub.record(writes)
    page._desk.go("page:calendar")
    shell = page.parentWidget().parentWidget()
    while not isinstance(shell, ProgrammeShell):
        shell = shell.parentWidget()
    calendar = shell.pages["calendar"]
    qtbot.waitUntil(lambda: calendar._found is not None)
    assert calendar.where.lines.rowCount() == 2
    assert second.enterprise in calendar.where.lines.line(0).texts[-1]
    calendar._on_chosen("second", "undated")
    assert calendar.dues.lines.rowCount() == 20
    own, above = calendar.dues.lines.line(0).texts[2:4]
    assert own == "未给出"
    assert above.startswith("2026-11-30")
    calendar.dues.activated.emit(calendar.dues.lines.index(4, 0))
    assert shell.current == "roster"
    assert len(page.chosen()) == 1
    calendar.give(tmp_path / "c.ics")
    qtbot.waitUntil(lambda: (tmp_path / "c.ics").exists() and (tmp_path / "c.ics").stat().st_size > 0)
    page._desk.go("page:history")
    history = shell.pages["history"]
    qtbot.waitUntil(lambda: history.table.lines.rowCount() > 20)


def test_what_another_program_writes_is_shown_when_looked_at_again(page: RosterPage, tmp_path: Path):
    with Programme.open(tmp_path / "2026.qmprog") as other:
        other.record([Write("row:1-a", "enterprise", "甲公司"), Write("row:1-a", "credit_code", "X")], **WHO)
    page._desk.hub.look_again()
    assert page.model.rowCount() == 1


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_every_page_of_the_roster_and_calendar_is_whole_and_in_one_language(
    qtbot: QtBot, tmp_path: Path, dresser: Dresser, lang: str
):
    window = a_window(tmp_path, dresser, lang)
    settle()
    found = [f"start: {each}" for each in wrong(window, "" if lang != "en" else "王工")]
    window._programmes().choose()
    settle()
    found += [f"chooser: {each}" for each in wrong(window, "" if lang != "en" else str(tmp_path))]
    page = open_programme(window, tmp_path / "2026.qmprog", qtbot)
    settle()
    found += [f"empty: {each}" for each in wrong(page, "" if lang != "en" else "x")]
    made = enterprises(60)
    spoil(made, 10)
    path = write_xlsx(tmp_path / "roster.xlsx", made)
    written = (
        "、".join(str(cell) for row in [*made, *enterprises(60)] for cell in row)
        + "杭州宁波温州湖州嘉兴绍兴金华衢州舟山台州丽水浙江汇总表"
    )
    written = written if lang == "en" else ""
    shown = preview(page, path, qtbot)
    settle()
    found += [f"preview: {each}" for each in wrong(page, written)]
    with qtbot.waitSignal(shown.taken):
        shown.take.click()
    choose(page, 0)
    settle()
    found += [f"roster: {each}" for each in wrong(page, written)]
    page.files._show_lying()
    settle()
    found += [f"aside: {each}" for each in wrong(page, written)]
    shell = window._programmes().shell
    assert shell is not None
    for stop in ("calendar", "history"):
        shell.go(f"page:{stop}")
        settle()
        settle()
        found += (
            [f"{stop}: {each}" for each in wrong(shell, written + "王工")]
            if lang == "en"
            else [f"{stop}: {each}" for each in wrong(shell, "")]
        )
    window.close()
    window.deleteLater()
    assert not found, "\n".join(found)


def test_an_office_s_institutions_are_taken_in_and_held_against_the_rows(
    page: RosterPage, tmp_path: Path, qtbot: QtBot
):
    taken(page, roster_of(tmp_path, 4), qtbot)
    row = page._desk.hub.rows()[0]
    file = tmp_path / "机构.yaml"
    file.write_text(
        f"institutions:\n  - {{id: first, name: 某评价中心, credit_code: {code_of('330106', 7)}, conflicts: "
        f"[{{credit_code: {row.credit_code}, kind: coached, year: 2025}}]}}\n",
        "utf-8",
    )
    page.files.take_institutions(file)
    qtbot.waitUntil(lambda: len(page._desk.packs.institutions) == 1)
    assert page.known("institution") == ["某评价中心"]
    choose(page, 0, 1)
    page.selected.set_all("institution", "某评价中心")
    assert [each.code for each in page.selected.told] == ["institution-coached"]


def test_files_dropped_on_any_page_of_a_programme_are_read_as_rosters(
    window: MainWindow, page: RosterPage, tmp_path: Path, qtbot: QtBot
):
    shell = window._programmes().shell
    assert shell is not None
    shell.go("page:history")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(roster_of(tmp_path, 3)))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    shell.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
    qtbot.waitUntil(lambda: isinstance(page._stack.currentWidget(), RosterPreview), timeout=10_000)
    assert shell.current == "roster"


def test_a_programme_file_dropped_on_the_window_is_opened(window: MainWindow, tmp_path: Path, qtbot: QtBot):
    Programme.make(tmp_path / "x.qmprog", "miit", 2026, **WHO).close()
    window.arrivals.take([tmp_path / "x.qmprog"])
    qtbot.waitUntil(lambda: window.door is not None and window.door.shell is not None)
    assert window.door is not None
    assert window.door.hub is not None
    assert window.door.hub.programme.text("authority") == "miit"


def test_a_proposed_class_is_confirmed_by_choosing_it_again_or_for_many(page: RosterPage, tmp_path: Path, qtbot: QtBot):
    taken(page, roster_of(tmp_path, 6), qtbot)
    model, hub = page.model, page._desk.hub
    assert {each.class_by for each in hub.rows()} == {"proposed"}
    index = model.index(0, column("class"))
    model.setData(index, model.row(0).class_)
    assert hub.rows()[0].class_by == "person"
    assert not model.setData(index, model.row(0).class_)
    page.table.selectAll()
    page.selected.confirm_classes()
    assert {each.class_by for each in hub.rows()} == {"person"}
