"""A digit of a limit on the capability tab, to its charts painted, against the bare redraw of the same charts.

A types and deletes in turn the last digit of the upper limit of 125 readings in subgroups of 5, and ends when the study
has been made and the histogram and the control chart have been painted. B draws and paints the same two charts in this
thread, with nothing around them. Every digit makes another study: the limits that were typed before are not met again.
"""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from qmdesk.casefile.case import Blob
from qmdesk.formdef.loader import load_builtin
from qmdesk.model.journal import Edit, Place
from qmdesk.model.readings import Readings
from qmdesk.review.begin import begin
from qmdesk.review.session import Who
from qmdesk.ui.app import Dresser, make_application
from qmdesk.ui.charts.drawing import draw
from qmdesk.ui.charts.view import ChartView, drawing_thread
from qmdesk.ui.desk import Desk
from qmdesk.ui.hub import Hub
from qmdesk.ui.pages.performance.capability import CapabilityTab
from qmdesk.ui.settings import Settings
from qmdesk.ui.theme import load_theme
from tests.bench.paired import measure

LIMIT = 2.0
READINGS = 125
RUNS = 40
CODE = "91330212MA2TE8XU04"


def main() -> str:
    application = make_application(["qmdesk"], "zh-CN")
    dresser = Dresser(application)
    dresser.wear(load_theme())
    with tempfile.TemporaryDirectory() as name:
        hub = _hub(Path(name))
        desk = Desk(hub, load_theme(), "zh-CN", Settings(Path(name)), _nothing, _nothing, _nothing)
        tab = CapabilityTab(desk, drawing_thread(None), "cpk")
        tab.resize(1500, 900)
        tab.show()
        views = (tab.study.histogram, tab.study.control)
        _until_drawn(views, lambda: None)
        found = measure(_keystroke(tab, views), _redraw(views), RUNS, warm_up=4)
        tab.close()
        hub.close()
    dresser.close()
    return found.report(f"limit digit ({READINGS} readings)", LIMIT)


def _hub(folder: Path) -> Hub:
    who = Who("a" * 16, "王工", folder)
    session = begin(folder / "a.qmcase", load_builtin("meqmc"), who, enterprise="甬江机械", credit_code=CODE)
    drawn = random.Random(1)
    readings = Readings.of([Decimal(f"{drawn.gauss(10, 0.02):.3f}") for _ in range(READINGS)], (5,) * (READINGS // 5))
    values = {"name": "外径", "lsl": "9.90", "usl": "10.1", "readings": {"blob": readings.sha256, "n": READINGS}}
    edits = [Edit(Place("characteristic:k", name, "onsite"), value) for name, value in values.items()]
    session.record(edits, blobs=[Blob(readings.blob(), "application/json")]).wait()
    return Hub(session)


def _keystroke(tab: CapabilityTab, views: tuple[ChartView, ...]) -> Callable[[], None]:
    editor = tab.study.fields["usl"].editor
    assert isinstance(editor, QLineEdit)
    editor.setFocus()
    keys = [Qt.Key(each) for each in range(Qt.Key.Key_1.value, Qt.Key.Key_9.value + 1)]
    digits = iter([(number, keys[number % len(keys)]) for number in range(10_000)])

    def stroke() -> None:
        number, key = next(digits)
        editor.setText(f"10.1{number:03d}")  # the text that stands before the digit; no signal comes of it
        editor.end(False)
        _until_drawn(views, lambda: QTest.keyClick(editor, key))

    return stroke


def _until_drawn(views: tuple[ChartView, ...], act: Callable[[], object]) -> None:
    """Act, and turn the event loop until each view has drawn what it was given after that."""
    loop = QEventLoop()
    waiting = set(views)
    given: set[ChartView] = set()

    def drawn(view: ChartView) -> Callable[[], None]:
        def done() -> None:
            if view in given:
                waiting.discard(view)
            if not waiting:
                loop.quit()

        return done

    links = [(view, view.given.connect(lambda _, view=view: given.add(view)), drawn(view)) for view in views]
    for view, _, done in links:
        view.drawn.connect(done)
    act()
    loop.exec()
    for view, link, done in links:
        view.given.disconnect(link)
        view.drawn.disconnect(done)
        view.repaint()


def _redraw(views: tuple[ChartView, ...]) -> Callable[[], None]:
    def redraw() -> None:
        for view in views:
            assert view.build is not None
            view.picture = draw(view.build, view.look, (view.width(), view.height()), view.devicePixelRatioF(), {})
            view.repaint()

    return redraw


def _nothing(_: object) -> None:
    return None


if __name__ == "__main__":
    print(main())
