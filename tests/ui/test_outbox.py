"""Outbox and inbox in the window: packed, delivered, told; taken in, set aside; nothing modal."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from qmdesk.model.problem import Problem
from qmdesk.ui import jobs
from qmdesk.ui.desk import Desk
from qmdesk.ui.outbox.card import OutboxCard
from qmdesk.ui.outbox.inbox import InboxCard
from qmdesk.ui.outbox.watching import URL
from qmdesk.ui.pages.outgoing import Outgoing
from qmdesk.ui.pages.registry import STOPS, progress_of
from qmdesk.workspace.outbox import Delivery
from tests.ui.conftest import Heard


@pytest.fixture
def card(desk: Desk, qtbot: QtBot) -> Iterator[OutboxCard]:
    outgoing = Outgoing(desk)
    qtbot.addWidget(outgoing)
    made = OutboxCard(desk, outgoing)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.deliverer.stop()
    qtbot.waitUntil(lambda: not made.deliverer.busy, timeout=60_000)


def words(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if not each.isHidden())


def add_place(card: OutboxCard, url: str, name: str) -> None:
    card.places.url.setText(url)
    card.places.name.setText(name)
    card.places.add()


def deliver(card: OutboxCard, qtbot: QtBot) -> None:
    card.pack()
    qtbot.waitUntil(lambda: card._again.isEnabled() or "已送达" in words(card), timeout=60_000)


def test_an_empty_outbox_says_what_to_do(card: OutboxCard, qtbot: QtBot):
    qtbot.waitUntil(lambda: "发件箱是空的" in words(card), timeout=30_000)
    assert not card._pack.isEnabled()
    add_place(card, "nonsense", "")
    qtbot.waitUntil(lambda: "不能往这里投递" in words(card), timeout=30_000)
    assert not card.deliverer.outbox.destinations()


def test_this_case_is_packed_and_delivered(card: OutboxCard, qtbot: QtBot, tmp_path: Path):
    share = tmp_path / "share"
    share.mkdir()
    add_place(card, str(share), "机构")
    deliver(card, qtbot)
    qtbot.waitUntil(lambda: "机构：已送达" in words(card), timeout=60_000)
    assert len(list(share.glob("*.zip"))) == 1
    assert len(list(share.glob("*.receipt.json"))) == 1


def test_what_waits_says_why_and_goes_later(card: OutboxCard, qtbot: QtBot, tmp_path: Path):
    add_place(card, str(tmp_path / "share"), "机构")
    deliver(card, qtbot)
    qtbot.waitUntil(lambda: "找不到 机构 的文件夹" in words(card), timeout=60_000)
    (tmp_path / "share").mkdir()
    qtbot.waitUntil(card._again.isEnabled, timeout=60_000)
    card.deliver()
    qtbot.waitUntil(lambda: "机构：已送达" in words(card), timeout=60_000)


def test_a_password_is_asked_for_in_place_and_not_kept(card: OutboxCard, qtbot: QtBot):
    outbox = card.deliverer.outbox
    add_place(card, "webdav://wang@127.0.0.1:9/x", "机构")
    outbox.folder.joinpath("a.zip").write_bytes(b"package")
    package = outbox.add(outbox.folder / "a.zip", "c", "甲厂", ["webdav://wang@127.0.0.1:9/x"], "2026-07-01T08:00")
    outbox.put(Delivery(package.sha256, "webdav://wang@127.0.0.1:9/x", "refused", "delivery-auth"))
    card.deliverer.refresh()
    qtbot.waitUntil(card.password.isVisible, timeout=30_000)
    card.password.setText("geheim-1")
    card._log_in()
    qtbot.waitUntil(lambda: "等待网络" in words(card), timeout=60_000)
    assert card.password.text() == ""
    for path in card.deliverer.outbox.home.rglob("*"):
        assert not path.is_file() or b"geheim-1" not in path.read_bytes()


def test_the_inbox_takes_packages_of_this_case_and_names_a_bad_one(
    card: OutboxCard, desk: Desk, qtbot: QtBot, tmp_path: Path
):
    share, cases = tmp_path / "share", tmp_path / "cases"
    share.mkdir()
    cases.mkdir()
    add_place(card, str(share), "机构")
    deliver(card, qtbot)
    qtbot.waitUntil(lambda: "机构：已送达" in words(card), timeout=60_000)
    (share / "bad.zip").write_bytes(b"junk")
    inbox = InboxCard(desk, card.deliverer)
    qtbot.addWidget(inbox)
    assert not inbox._take.isEnabled()
    inbox.url.setText(str(share))
    inbox.cases.setText(str(cases))
    inbox.look()
    qtbot.waitUntil(lambda: "有 2 个新到的同步包" in words(inbox), timeout=60_000)
    inbox.take()
    qtbot.waitUntil(lambda: "另放 1 个" in words(inbox), timeout=60_000)
    assert "bad.zip" in words(inbox)
    assert list(cases.iterdir()) == [], "this case is open: it was taken in here"


@pytest.fixture
def inbox(card: OutboxCard, desk: Desk, qtbot: QtBot, tmp_path: Path) -> InboxCard:
    (tmp_path / "cases").mkdir()
    made = InboxCard(desk, card.deliverer)
    qtbot.addWidget(made)
    made.cases.setText(str(tmp_path / "cases"))
    return made


def quiet_look(inbox: InboxCard, qtbot: QtBot) -> None:
    with qtbot.waitSignal(inbox.watcher.looked, timeout=30_000):
        inbox.watcher.look()
    qtbot.waitUntil(lambda: not inbox.watcher._busy, timeout=30_000)


def test_a_watched_place_tells_once_of_what_comes_and_marks_the_rail(
    inbox: InboxCard, desk: Desk, heard: Heard, qtbot: QtBot, tmp_path: Path
):
    spec = next(each for each in STOPS if each.id == "sync")
    share = tmp_path / "share"
    share.mkdir()
    inbox.url.setText(str(share))
    with qtbot.waitSignal(inbox.watcher.looked, timeout=60_000):  # a person looks first
        inbox.look()
    assert (heard.said, progress_of(spec, desk.hub).warning) == ([], False)
    (share / "a.zip").write_bytes(b"junk")
    quiet_look(inbox, qtbot)
    quiet_look(inbox, qtbot)
    assert heard.said == ["收件处有 1 个新到的同步包，可到“同步”页收下。"]
    assert progress_of(spec, desk.hub).warning
    assert "新到 1 个" in words(inbox)
    with qtbot.waitSignal(inbox.watcher.looked, timeout=60_000):
        inbox.take()
    assert not progress_of(spec, desk.hub).warning
    assert "另放 1 个" in words(inbox)


def test_watching_says_nothing_of_a_network_that_is_not_there_and_leaves_it_alone_longer(
    inbox: InboxCard, desk: Desk, heard: Heard, qtbot: QtBot, tmp_path: Path
):
    desk.settings.put(URL, str(tmp_path / "away"))
    for left_out in (1, 3, 7):
        quiet_look(inbox, qtbot)
        assert inbox.watcher._skip == left_out
    inbox.watcher._turn()
    assert not inbox.watcher._busy, "not its turn yet"
    assert (heard.said, heard.problems) == ([], [])
    assert "稍后会自动再试" in words(inbox)


def test_watching_can_be_left_off(inbox: InboxCard, desk: Desk, qtbot: QtBot, tmp_path: Path):
    (tmp_path / "a.zip").write_bytes(b"junk")
    desk.settings.put(URL, str(tmp_path))
    quiet_look(inbox, qtbot)
    assert inbox.watcher.waiting == ("a.zip",)
    inbox.watch.setChecked(False)
    assert inbox.watcher.waiting == ()
    inbox.watcher.look()
    assert not inbox.watcher._busy
    assert "查看时" not in words(inbox)


def test_a_host_that_nobody_has_seen_is_not_met_quietly(inbox: InboxCard, desk: Desk, qtbot: QtBot):
    desk.settings.put(URL, "sftp://wang@127.0.0.1:9/in")
    quiet_look(inbox, qtbot)
    assert (inbox.watcher.waiting, inbox.watcher.problems) == ((), ())


def test_a_password_typed_into_the_inbox_is_held_and_never_written(inbox: InboxCard, desk: Desk, qtbot: QtBot):
    inbox.url.setText("webdav://wang:geheim-2@127.0.0.1:9/in")
    inbox.look()
    qtbot.waitUntil(lambda: "等待网络" in words(inbox) or "网络" in words(inbox), timeout=60_000)
    assert inbox.url.text() == "webdav://wang@127.0.0.1:9/in"
    desk.settings.sync()
    for path in desk.hub.session.who.home.rglob("*"):
        assert not path.is_file() or b"geheim-2" not in path.read_bytes()
    assert inbox._login.isHidden()
    inbox._refused((Problem("delivery-auth", "webdav://wang@127.0.0.1:9/in"),))
    assert not inbox._login.isHidden()


def test_a_place_that_does_not_answer_holds_up_no_other_work(
    inbox: InboxCard, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    desk.settings.put(URL, str(tmp_path))
    answered = threading.Event()
    monkeypatch.setattr("qmdesk.ui.outbox.watching.new_at", lambda *_: answered.wait(30) and ())
    others = QThreadPool.globalInstance().maxThreadCount()
    done: list[int] = []
    try:
        inbox.watcher.look()
        meet = threading.Barrier(others)  # all threads of the common pool at once
        for _ in range(others):
            jobs.run(inbox, lambda: meet.wait(20), done.append)
        qtbot.waitUntil(lambda: len(done) == others, timeout=25_000)
        assert inbox.watcher._busy
    finally:
        answered.set()
    qtbot.waitUntil(lambda: not inbox.watcher._busy, timeout=30_000)
