"""While one works, the window's thread touches no file of the case and waits for no other thread.

How long it is held is measured by ``python -m tests.bench.never_waits``; here it is only asked what runs in it.
"""

from __future__ import annotations

import sys
import threading
import time
import traceback
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from qmdesk.ui.window import MainWindow
from tests.ui.holds import Holds
from tests.ui.long_session import SHORT, LongSession, make_things
from tests.ui.test_every_screen import spec

__all__ = ["spec"]
#: What Python tells its auditors of that waits for a disk, a process or a network.
WAITING = (
    "open",
    "sqlite3.connect",
    "subprocess.Popen",
    "socket.connect",
    "os.listdir",
    "os.scandir",
    "shutil.copyfile",
)
_listening: list[tuple[int, Path, list[str]]] = []
_installed: list[bool] = []


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    if not _listening or event not in WAITING:
        return
    thread, folder, found = _listening[-1]
    if threading.get_ident() != thread:
        return
    if event in {"subprocess.Popen", "socket.connect"} or str(arguments[0]).startswith(str(folder)):
        found.append(_told(f"{event} {arguments[0]}"))


def _told(what: str) -> str:
    frames = [each for each in traceback.extract_stack() if "/qmdesk/" in each.filename]
    where = " < ".join(f"{Path(each.filename).name}:{each.lineno} {each.name}" for each in reversed(frames[-6:]))
    return f"{what}: {where}"


@contextmanager
def watched(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What this thread does meanwhile to files in a folder, or waits for."""
    if not _installed:
        sys.addaudithook(_hear)
        _installed.append(True)
    thread, found, real = threading.get_ident(), list[str](), Future.result

    def result(self: Future[Any], timeout: float | None = None) -> object:
        if threading.get_ident() == thread and not self.done():
            found.append(_told("waits for another thread"))
        return real(self, timeout)

    with monkeypatch.context() as patched:
        patched.setattr(Future, "result", result)
        _listening.append((thread, folder, found))
        try:
            yield found
        finally:
            _listening.pop()


def test_a_long_session_waits_for_nothing_in_the_windows_thread(
    qtbot: QtBot,
    tmp_path: Path,
    window: MainWindow,
    spec: tuple[ModuleType, ModuleType],
    monkeypatch: pytest.MonkeyPatch,
):
    case = spec[0].make_case("normal", tmp_path)
    session = LongSession(window, make_things(tmp_path, case, SHORT), SHORT)
    window.open_case(case)
    qtbot.waitUntil(lambda: window.hub is not None and window.hub.assessment is not None, timeout=20_000)
    with watched(tmp_path, monkeypatch) as found:
        for part in (session.rate_some(3), session.photos(), session.readings(), session.merge(), session.undo(3)):
            session.drive(part)
    assert list(dict.fromkeys(found)) == []


def test_a_wait_in_the_windows_thread_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "a").write_text("x", "utf-8")
    waiting: Future[None] = Future()
    threading.Timer(0.05, lambda: waiting.set_result(None)).start()
    with watched(tmp_path, monkeypatch) as found:
        (tmp_path / "a").read_text("utf-8")
        waiting.result()
        other = threading.Thread(target=lambda: (tmp_path / "a").read_text("utf-8"))
        other.start()
        other.join()
    assert [each.split(" ")[0] for each in found] == ["open", "waits"]


def test_a_hold_is_recorded_with_what_ran(qtbot: QtBot):
    qtbot.wait(300)  # what the tests before left to be deleted would be a hold of its own
    holds = Holds()
    holds.doing = "counting"
    holds.begin()
    qtbot.wait(30)
    end = time.thread_time() + 0.2
    while time.thread_time() < end:
        sum(range(1000))
    qtbot.wait(30)
    holds.end()
    longest = max(holds.found, key=lambda each: each.processor)
    assert longest.processor >= 0.2
    assert longest.doing == "counting"
    assert "test_a_hold_is_recorded_with_what_ran" in longest.told()
