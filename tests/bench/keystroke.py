"""A keystroke in a number field, to its chart painted, against the bare redraw of the same chart.

A types and deletes in turn the last digit of a step's count, and ends when the table, the product and the chart of the
yield tab have been painted. B builds, draws and paints the same chart in this thread, with nothing around it.
"""

from __future__ import annotations

import itertools
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from qmdesk.formdef.loader import load_builtin
from qmdesk.model.journal import Edit, Place
from qmdesk.review.begin import begin
from qmdesk.review.session import Who
from qmdesk.ui.app import Dresser, make_application
from qmdesk.ui.charts.drawing import draw
from qmdesk.ui.charts.view import drawing_thread
from qmdesk.ui.desk import Desk
from qmdesk.ui.hub import Hub
from qmdesk.ui.pages.performance.yields import YieldTab
from qmdesk.ui.settings import Settings
from qmdesk.ui.theme import load_theme
from tests.bench.paired import measure

LIMIT = 2.0
STEPS = 12
RUNS = 60
CODE = "91330212MA2TE8XU04"


def main() -> str:
    application = make_application(["qmdesk"], "zh-CN")
    dresser = Dresser(application)
    dresser.wear(load_theme())
    with tempfile.TemporaryDirectory() as name:
        hub = _hub(Path(name))
        desk = Desk(hub, load_theme(), "zh-CN", Settings(Path(name)), _nothing, _nothing, _nothing)
        tab = YieldTab(desk, drawing_thread(None), "fpy")
        tab.resize(1100, 700)
        tab.show()
        _until_drawn(tab, lambda: None)
        keystroke, redraw = _keystroke(tab), _redraw(tab)
        found = measure(keystroke, redraw, RUNS, warm_up=6)
        tab.close()
        hub.close()
    dresser.close()
    return found.report(f"keystroke ({STEPS} steps)", LIMIT)


def _hub(folder: Path) -> Hub:
    who = Who("a" * 16, "王工", folder)
    session = begin(folder / "a.qmcase", load_builtin("meqmc"), who, enterprise="甬江机械", credit_code=CODE)
    values = {"submitted": 30_000, "passed": 29_700}
    rows = [{"name": f"工序{number}", "order": number, **values} for number in range(1, STEPS + 1)]
    edits = [Edit(Place(f"step:k{row['order']}", name, "onsite"), value) for row in rows for name, value in row.items()]
    session.record(edits).wait()
    return Hub(session)


def _keystroke(tab: YieldTab) -> Callable[[], None]:
    table = tab.panel.table
    column = [each.name for each in tab.records.columns].index("passed")
    table.setFocus()
    table.setCurrentIndex(tab.records.index(STEPS // 2, column))
    QTest.keyClick(table, Qt.Key.Key_F2)
    editor = next(each for each in table.viewport().findChildren(QLineEdit) if each.isVisible())
    editor.end(False)
    keys = itertools.cycle([Qt.Key.Key_Backspace, Qt.Key.Key_5])
    return lambda: _until_drawn(tab, lambda: QTest.keyClick(editor, next(keys)))


def _until_drawn(tab: YieldTab, act: Callable[[], object]) -> None:
    loop = QEventLoop()
    tab.chart.drawn.connect(loop.quit)
    act()
    loop.exec()
    tab.chart.drawn.disconnect(loop.quit)
    tab.chart.repaint()


def _redraw(tab: YieldTab) -> Callable[[], None]:
    chart = tab.chart
    assert chart.build is not None
    build, size = chart.build, (chart.width(), chart.height())

    def redraw() -> None:
        chart.picture = draw(build, chart.look, size, chart.devicePixelRatioF(), {})
        chart.repaint()

    return redraw


def _nothing(_: object) -> None:
    return None


if __name__ == "__main__":
    print(main())
