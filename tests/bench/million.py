"""A control chart of 10⁶ readings that gets one more, redrawn, against the same chart of 2,000.

"redraw": one more reading, exact limits and all eight rules from the readings, the figure built and painted into a
picture, for both sizes. "event loop": the longest gap between two turns of the loop while the chart of 10⁶ is redrawn in
its own thread, and for as long a rest with the same chart on screen; told, no limit is set for it.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import numpy as np
from PySide6.QtCore import QEventLoop, QTimer

from qmdesk.charts.spc import control_chart_figure
from qmdesk.model.readings import Readings
from qmdesk.stats.charts_spc import ControlChart, control_chart
from qmdesk.ui.app import Dresser, make_application
from qmdesk.ui.charts.drawing import Look, draw
from qmdesk.ui.charts.plot import Build, Plot
from qmdesk.ui.charts.view import ChartView, drawing_thread
from qmdesk.ui.pages.performance.readings_edits import appended
from qmdesk.ui.theme import load_theme
from tests.bench.paired import measure

LIMIT = 2.0
MANY, FEW = 1_000_000, 2_000
SIZE = (860, 420)
RUNS, REDRAWS, ROUNDS = 15, 4, 6
LOOK = Look("light", "zh-CN", 1.0)


def main() -> int:
    application = make_application(["qmdesk"], "zh-CN")
    dresser = Dresser(application)
    dresser.wear(load_theme())
    many, few = _readings(MANY), _readings(FEW)
    redraw = measure(_one_more(many), _one_more(few), RUNS, warm_up=2)
    print(redraw.report("million: redraw", LIMIT))
    busy, rest = _gaps(many)
    print(f"million: longest gap of the event loop: redrawing {busy * 1e3:.1f} ms  at rest {rest * 1e3:.1f} ms")
    dresser.close()
    return 0 if redraw.ratio < LIMIT else 1


def _readings(count: int) -> Readings:
    values = np.random.default_rng(20_260_701).normal(5000, 1000, count).astype(np.int64)
    return Readings(tuple(values.tolist()), -3)


def _plot(chart: ControlChart) -> Build:
    return lambda style, size: Plot(control_chart_figure(chart, style, size, name="外径", unit="mm"))


def _with_one_more(readings: Readings) -> ControlChart:
    return control_chart("i-mr", appended(readings, Decimal("5.001"), None, ordered=True))


def _one_more(readings: Readings) -> Callable[[], object]:
    return lambda: draw(_plot(_with_one_more(readings)), LOOK, SIZE, 1.0, {})


def _gaps(readings: Readings) -> tuple[float, float]:
    """Seconds of the longest gap while the chart is redrawn, and at rest for as long, each in its quietest round.

    Other work on the machine only makes gaps longer.
    """
    view = ChartView(load_theme(), "zh-CN", "外径", drawing_thread(None))
    view.resize(*SIZE)
    view.show()

    def build(style: object, size: tuple[float, float]) -> Plot:
        return _plot(_with_one_more(readings))(style, size)  # pyright: ignore[reportArgumentType]

    _drawn(view, build)
    found: list[tuple[float, float]] = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        busy = _longest(lambda: [_drawn(view, build) for _ in range(REDRAWS)])
        seconds = time.perf_counter() - began
        found.append((busy, _longest(lambda length=seconds: _wait(length))))
    view.close()
    return min(busy for busy, _ in found), min(rest for _, rest in found)


def _longest(act: Callable[[], object]) -> float:
    times: list[float] = []
    ticking = QTimer()
    ticking.timeout.connect(lambda: times.append(time.perf_counter()))
    ticking.start(0)
    act()
    ticking.stop()
    return max(after - before for before, after in pairwise(times))


def _drawn(view: ChartView, build: Build) -> None:
    loop = QEventLoop()
    view.drawn.connect(loop.quit)
    view.show_plot(build)
    loop.exec()
    view.drawn.disconnect(loop.quit)


def _wait(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main())
