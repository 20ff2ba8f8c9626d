"""A review that is interrupted by the death of its process: nothing acknowledged is lost, it goes on where it was."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qmdesk.formdef.types import Form
from qmdesk.model.journal import Place, Stage
from qmdesk.review.begin import begin
from qmdesk.review.session import Who
from qmdesk.ui.pages.dimension.page import DimensionPage
from qmdesk.ui.window import MainWindow

ROOT = Path(__file__).resolve().parents[2]
DONE_BEFORE = 5
#: Acknowledged ratings of the last item before the process is killed; another number, another moment of the writer.
MOMENTS = (1, 4, 9)

#: The real window in a process of its own: rates some items with the keys, then one again and again without end, never
#: waiting for a COMMIT. What the window has called saved is printed, in order.
ASSESSOR = f"""
import sys
from collections import deque
from pathlib import Path
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from qmdesk.review.session import Who
from qmdesk.ui.app import Dresser, make_application
from qmdesk.ui.settings import Settings
from qmdesk.ui.window import MainWindow

case, home = map(Path, sys.argv[1:])
application = make_application(sys.argv[:1], "zh-CN")
dresser = Dresser(application)
window = MainWindow(Settings(home), lambda author: Who("a" * 16, author or "王工", home), "zh-CN", dresser)
window.show()
pressed, count = deque(), 0

def press():
    global count
    page = window.shell.pages["system"]
    number = 1 + count % 5
    pressed.append(f"{{page.card.item.id}} {{number}}")
    QTest.keyClick(page.list, Qt.Key(Qt.Key.Key_0 + number))
    count += 1
    if count <= {DONE_BEFORE}:
        page.next_item()

def work():
    window.hub.saved.connect(lambda _: print(pressed.popleft(), flush=True))
    window._go("page:system")
    ticking.start(3)

ticking = QTimer()
ticking.timeout.connect(press)
window.ready.connect(work)
window.open_case(case)
application.exec()
"""


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_review_goes_on_at_the_same_item_with_all_that_was_called_saved(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, form: Form, who_of: Callable[[str], Who], moment: int
):
    path = tmp_path / "a.qmcase"
    begin(path, form, who_of("王工"), enterprise="甬江机械", credit_code="91330212MA2TE8XU04").close()
    saved = _work_until_killed(path, window.settings.home, DONE_BEFORE + moment)
    last = saved[-1][0]
    assert len({item for item, _ in saved}) == DONE_BEFORE + 1

    window.settings.sync()  # another process has written it
    with qtbot.waitSignal(window.ready, timeout=10_000):
        window.open_case(path)
    hub, shell = window.hub, window.shell
    assert hub is not None
    assert shell is not None
    for item, level in saved[:DONE_BEFORE]:
        assert hub.value(f"item:{item}", "level", Stage.ONSITE, "王工") == level
    kept = [each.value for each in hub.session.history(Place(f"item:{last}", "level", "onsite", "王工"))]
    acknowledged = [level for item, level in saved if item == last]
    assert kept[: len(acknowledged)] == acknowledged

    assert shell.current == "system"
    page = shell.pages["system"]
    assert isinstance(page, DimensionPage)
    assert page.card.item.id == last
    new = 1 + int(str(hub.value(f"item:{last}", "level", Stage.ONSITE, "王工"))) % 5
    with qtbot.waitSignal(hub.saved):
        qtbot.keyClick(page.list, Qt.Key(Qt.Key.Key_0 + new))
    assert hub.value(f"item:{last}", "level", Stage.ONSITE, "王工") == new


def _work_until_killed(path: Path, home: Path, saved: int) -> list[tuple[str, int]]:
    """Let the assessor work, kill the process after so many ratings called saved; all that it said was saved."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", ASSESSOR, str(path), str(home)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as at_work:
        assert at_work.stdout is not None
        assert at_work.stderr is not None
        said = [at_work.stdout.readline() for _ in range(saved)]
        at_work.kill()
        said += at_work.stdout.read().splitlines()
        assert all(said), at_work.stderr.read()
    whole = [line.split() for line in said if len(line.split()) == 2]
    return [(item, int(level)) for item, level in whole]
