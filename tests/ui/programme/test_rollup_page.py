"""Targets and roll-up in the window: the first chart before the rest, a click to the cases, files in, a report out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QThreadPool
from pytestqt.qtbot import QtBot

from qmdesk.portfolio.store import open_store
from qmdesk.ui.programme.desk import now
from qmdesk.ui.programme.rollup import RollupPage
from qmdesk.ui.programme.targets import TargetsPage
from qmdesk.ui.window import MainWindow
from qmdesk.workspace.programme import Programme
from tests.portfolio.many import many_facts


@pytest.fixture
def shell(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> Iterator[object]:
    """An open programme of the ministry, in a window of the smallest size."""
    path = tmp_path / "2026.qmprog"
    Programme.make(path, "miit", 2026, author="办", at=now()).close()
    door = window._programmes()
    door.open(path)
    qtbot.waitUntil(lambda: door.shell is not None)
    window.resize(1366, 768)
    window.show()
    yield door.shell
    window.hide()  # nothing is drawn any more
    for page in (each for each in door.shell.pages.values() if isinstance(each, RollupPage | TargetsPage)):
        page.facts.let_go()
        page._pool.waitForDone(20_000)
    QThreadPool.globalInstance().waitForDone(20_000)
    qtbot.wait(20)


def fill(window: MainWindow) -> None:
    store = open_store("", window.settings.home)
    store.put(many_facts(150))
    store.put(many_facts(40, year="2025"))
    store.close()


def rollup(shell, qtbot: QtBot) -> RollupPage:
    shell.go("page:rollup")
    page = shell.pages["rollup"]
    assert isinstance(page, RollupPage)
    qtbot.waitUntil(lambda: page.made is not None)
    return page


def test_the_first_chart_comes_before_the_whole_is_read(shell, window, qtbot) -> None:
    fill(window)
    seen: list[tuple[str, bool, bool]] = []
    shell.go("page:rollup")
    page = shell.pages["rollup"]
    page.facts.part.connect(
        lambda piece: seen.append((piece.name, page.charts["levels"].build is not None, bool(piece.made.items)))
    )
    with qtbot.waitSignal(page.facts.whole, timeout=20_000):
        pass
    assert seen[0] == ("groups", True, False)
    assert seen[-1] == ("items", True, True)
    assert [name for name, *_ in seen] == ["groups", "confusion", "years", "moves", "figures", "dimensions", "items"]
    assert "150" in page._count.accessibleName()


def test_a_click_on_a_number_lists_its_cases(shell, window, qtbot) -> None:
    fill(window)
    page = rollup(shell, qtbot)
    chart = page.charts["levels"]
    qtbot.waitUntil(lambda: chart.picture is not None, timeout=20_000)
    made = page.made
    assert made is not None
    axes = next(each for each in chart.picture.plot.figure.axes if each.get_gid() == "rows")
    row = made.groups["region"][0]
    x, y = chart.picture.plot.figure.transFigure.inverted().transform(axes.transData.transform((0.001, 1.0)))
    chart.pick(QPointF(x * chart.width(), (1.0 - y) * chart.height()))
    level = next(at for at, count in enumerate(row.levels) if count)
    qtbot.waitUntil(lambda: page.cases.table.rows.rowCount() == row.levels[level])
    assert row.key in page.cases.title.accessibleName()


def test_filters_narrow_all_that_is_shown(shell, window, qtbot) -> None:
    fill(window)
    page = rollup(shell, qtbot)
    with qtbot.waitSignal(page.facts.whole, timeout=20_000):
        page.bar.filters["size"].setCurrentIndex(page.bar.filters["size"].findData("small"))
        page.bar.choose()
    assert page.made is not None
    assert {each.key for each in page.made.groups["size"]} == {"small"}
    assert page.bar.filters["size"].count() > 2


def test_files_dropped_are_taken_in_and_what_is_bad_is_listed(shell, window, qtbot, tmp_path) -> None:
    page = rollup_empty(shell, qtbot)
    (tmp_path / "坏.zip").write_bytes(b"")
    with qtbot.waitSignal(page.facts.taken, timeout=20_000):
        page.files.take([tmp_path / "坏.zip"])
    assert page.cases.aside.rows.rowCount() == 1
    qtbot.waitUntil(lambda: not page.facts.busy)


def rollup_empty(shell, qtbot: QtBot) -> RollupPage:
    shell.go("page:rollup")
    page = shell.pages["rollup"]
    qtbot.waitUntil(lambda: page._stack.currentIndex() == 1 and page.made is not None)
    return page


def test_another_place_is_used_only_once_it_can_be_opened(shell, window, qtbot, tmp_path) -> None:
    page = rollup_empty(shell, qtbot)
    (tmp_path / "file").write_bytes(b"")
    page.files.ask_where()
    page.files.where.setText(str(tmp_path / "file" / "below"))
    page.files.use_where()
    QThreadPool.globalInstance().waitForDone(10_000)
    qtbot.wait(50)
    assert page.facts.where == ""
    page.files.where.setText(str(tmp_path / "elsewhere"))
    with qtbot.waitSignal(page.files.where_changed, timeout=10_000):
        page.files.use_where()
    assert page.facts.where == str(tmp_path / "elsewhere")


def test_what_is_exported_is_written_in_the_background(shell, window, qtbot, tmp_path) -> None:
    fill(window)
    page = rollup(shell, qtbot)
    with qtbot.waitSignal(page.facts.whole, timeout=20_000):
        page.read()
    path = tmp_path / "汇总.xlsx"
    assert page.made is not None
    page.files.write(page.made, path)
    qtbot.waitUntil(path.is_file, timeout=30_000)


def test_a_summary_is_signed_with_a_certificate_whose_passphrase_is_asked_for_in_place(
    shell, window, qtbot, tmp_path
) -> None:
    from qmdesk.report.verify_signatures import check_intact
    from qmdesk.trust.p12 import save_p12
    from tests.trust import people

    save_p12(people.lead(), tmp_path / "王.p12", "秘密的口令")
    fill(window)
    page = rollup(shell, qtbot)
    with qtbot.waitSignal(page.facts.whole, timeout=20_000):
        page.read()
    path = tmp_path / "汇总.pdf"
    assert page.made is not None
    page.files.ask_secret(page.made, path, tmp_path / "王.p12")
    assert page.files.secret.isVisible()
    page.files.secret.setText("错的")
    page.files.sign()
    QThreadPool.globalInstance().waitForDone(20_000)
    qtbot.wait(50)
    assert not path.exists()
    assert page.files.secret.isVisible()
    page.files.secret.setText("秘密的口令")
    page.files.sign()
    qtbot.waitUntil(path.is_file, timeout=60_000)
    check_intact(path.read_bytes())
    qtbot.waitUntil(lambda: not page.files.strip.isVisible())
    assert page.files.secret.text() == ""


def test_targets_show_all_measures_and_what_the_table_prints(shell, window, qtbot) -> None:
    fill(window)
    shell.go("page:targets")
    page = shell.pages["targets"]
    assert isinstance(page, TargetsPage)
    qtbot.waitUntil(lambda: page.table.rows.rowCount() > 30, timeout=20_000)
    assert "4788" in page._notes.text()
    assert "4787" in page._notes.text()
    assert "10.0 %" in page._count.text()


def test_ctrl_k_goes_to_the_search_of_the_page_or_to_the_rosters(shell, window, qtbot) -> None:
    shell.go("page:history")
    shell.search_here()
    assert shell.pages["history"].search.hasFocus() or window.focusWidget() is shell.pages["history"].search
    shell.go("page:targets")
    shell.search_here()
    roster = shell.pages["roster"]
    assert shell.stack.currentWidget() is roster
    if roster.search.isVisible():
        assert window.focusWidget() is roster.search


def test_the_choices_show_their_words_and_heads_of_several_words_take_two_lines(shell, window, qtbot) -> None:
    fill(window)
    bar = rollup(shell, qtbot).bar
    choices = (bar.year, bar.by, *bar.filters.values())
    for each in choices:
        assert each.sizeHint().width() > each.fontMetrics().horizontalAdvance(each.itemText(0))
    # The page lays itself out when the loop next turns, which on a busy machine is later than now.
    qtbot.waitUntil(lambda: all(each.width() >= each.sizeHint().width() for each in choices))
    qtbot.waitUntil(lambda: len({each.y() for each in bar.filters.values()}) == 1)
    from qmdesk.ui.programme.plain_table import _in_two

    assert _in_two("self-assessed at inspection", 10) == "self-assessed\nat inspection"
    assert _in_two("年度计划", 2) == "年度计划"
