"""What is taken down is gone: pages and windows that stay, with the case they hold, would pile up over a day."""

from __future__ import annotations

import gc
import sys
from collections import Counter
from pathlib import Path
from weakref import ref

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from qmdesk.model.journal import Changes
from qmdesk.review.session import ReviewSession, Who
from qmdesk.ui.demolition import Demolition
from qmdesk.ui.desk import Desk
from qmdesk.ui.hub import Hub
from qmdesk.ui.jobs import Job, _Messenger
from qmdesk.ui.settings import Settings
from qmdesk.ui.shell.review import ReviewShell
from qmdesk.ui.theme import load_theme

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "build_spec"))


@pytest.mark.parametrize("filling", ["normal", "empty"])
def test_every_page_is_let_go_with_its_case(filling: str, qtbot: QtBot, tmp_path: Path):
    from fillings import make_case  # pyright: ignore[reportMissingImports]

    before = ours()
    hub = Hub(ReviewSession.open(make_case(filling, tmp_path), Who("a" * 16, "王工", tmp_path / "home")))
    session = ref(hub.session)
    with qtbot.waitSignal(hub.assessed, timeout=30_000):
        hub.judge()
    look_at_all(hub, tmp_path, qtbot)
    hub.close()
    hub.deleteLater()
    del hub
    qtbot.waitUntil(lambda: not jobs_left(), timeout=60_000)
    qtbot.wait(100)
    gc.collect()
    known = {id(each) for each in before}
    left = [each for each in ours() if id(each) not in known]
    assert Counter(f"{type(each).__name__}{'' if isValid(each) else ' (dead)'}" for each in left) == {}
    assert session() is None


def look_at_all(hub: Hub, folder: Path, qtbot: QtBot) -> None:
    """Every page and tab in front once, then all taken down."""
    told = (lambda _: None, lambda _: None, lambda _: None)
    shell = ReviewShell(Desk(hub, load_theme(), "zh-CN", Settings(folder / "home"), *told))
    shell.resize(1366, 768)
    shell.show()
    for stop in [each.id for each in shell.stops]:
        shell.go(f"page:{stop}")
        qtbot.wait(20)
        page = shell.pages[stop]
        hub.tell(Changes((), frozenset(hub.session.state)))  # so that some hear of it in front, and others behind
        for name in list(getattr(page, "_names", ())):
            page.show_tab(name)  # type: ignore[attr-defined]
            qtbot.wait(20)
        tabs = getattr(page, "tabs", None)
        if hasattr(tabs, "setCurrentIndex"):
            for at in range(tabs.count()):
                tabs.setCurrentIndex(at)
                qtbot.wait(20)
    shell.close()
    away = Demolition(hub)
    away.add(shell)
    qtbot.waitUntil(lambda: not away.busy)


def jobs_left() -> list[Job]:
    return [each for each in gc.get_objects() if isinstance(each, Job) and isValid(each)]


def ours() -> list[QObject]:
    """All objects of our own classes, alive or not, but the messenger, which belongs to the application."""
    found = [each for each in gc.get_objects() if isinstance(each, QObject) and not isinstance(each, _Messenger)]
    return [each for each in found if type(each).__module__.startswith("qmdesk")]
