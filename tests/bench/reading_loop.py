"""How long the event loop is held while a file of 10⁶ rows is read, against the same loop at rest with the same chart.

A chart of 20,000 readings stands on the screen and a timer of a millisecond ticks, so that the loop sleeps between as a
window's does. A is the longest time between two ticks while the file is read as the window reads it (child process,
answer, decoding, in the pool), B the longest in as long a rest. Each round measures both, one after the other; the
median round of each counts, as a system that is at rest lets a loop wait for milliseconds now and then too (the longest
of all rounds is told beside). "stored": the same for a set of 10⁶ read back from the case, as when it is opened.

Told beside without a limit: the same with a timer of no delay, whose loop never sleeps, the quietest round of each; with
it also a job that does nothing but wait, since its start and its result already cost the loop more than rest does.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from statistics import median

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import numpy as np
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer

from qmdesk.charts.spc import control_chart_figure
from qmdesk.intake.evidence import incoming
from qmdesk.intake.measurements.reading import preview_bytes
from qmdesk.intake.readers.opening import read_pair
from qmdesk.intake.readers.stored import stored_readings
from qmdesk.model.readings import Readings
from qmdesk.stats.charts_spc import control_chart
from qmdesk.ui import jobs
from qmdesk.ui.app import Dresser, make_application
from qmdesk.ui.charts.plot import Plot
from qmdesk.ui.charts.view import ChartView, drawing_thread
from qmdesk.ui.theme import load_theme

ROWS, SHOWN, ROUNDS = 10**6, 20_000, 15
#: Medians of longest waits are alike where they differ by less than they do from run to run.
LIMIT = 1.5


def main() -> str:
    application = make_application(["qmdesk"], "zh-CN")
    dresser = Dresser(application)
    dresser.wear(load_theme())
    view = _chart()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "a.csv"
        path.write_text("外径(mm)\n" + "\n".join(f"{each / 1e4:.4f}" for each in _figures(ROWS)), "utf-8")
        reports = [_compared("reading_loop, file", lambda: _preview(path))]
    blob = Readings(_figures(ROWS), -4).blob()
    reports.append(_compared("reading_loop, stored", lambda: stored_readings(blob)))
    view.close()
    dresser.close()
    return "\n".join(reports)


def _preview(path: Path) -> object:
    content = read_pair(path)
    return incoming(content, path.name), preview_bytes(content, path.name)


def _figures(count: int) -> list[int]:
    return np.random.default_rng(20_260_701).normal(100_000, 200, count).round().astype(np.int64).tolist()


def _chart() -> ChartView:
    view = ChartView(load_theme(), "zh-CN", "外径", drawing_thread(None))
    view.resize(860, 420)
    view.show()
    chart = control_chart("i-mr", Readings(_figures(SHOWN), -4))
    loop = QEventLoop()
    view.drawn.connect(loop.quit)
    view.show_plot(lambda style, size: Plot(control_chart_figure(chart, style, size, name="外径", unit="mm")))
    loop.exec()
    view.drawn.disconnect(loop.quit)
    return view


def _compared(name: str, work: Callable[[], object]) -> str:
    sleeping, awake = _rounds(work, 1), _rounds(work, 0)
    held, rest = (median(each) for each in sleeping)
    verdict = "within" if held <= LIMIT * rest else "OVER"
    longest = " and ".join(f"{max(each) * 1e3:.2f}" for each in sleeping)
    quiet = " and ".join(f"{min(each) * 1e3:.2f}" for each in awake)
    waiting = min(_rounds(lambda: time.sleep(0.05), 0)[0])
    return (
        f"{name}: A {held * 1e3:.2f} ms  B {rest * 1e3:.2f} ms  A/B {held / rest:.2f}  ({verdict} the limit of {LIMIT};"
        f" longest of all {longest}; of a loop that never sleeps at least {quiet}, a job that waits {waiting * 1e3:.2f})"
    )


def _rounds(work: Callable[[], object], every: int) -> tuple[list[float], list[float]]:
    """The longest gaps while ``work`` is done in the pool, and at rest."""
    held: list[float] = []
    rest: list[float] = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        held.append(_longest(lambda: _in_pool(work), every))
        seconds = time.perf_counter() - began
        rest.append(_longest(lambda length=seconds: _wait(length), every))
    return held, rest


def _in_pool(work: Callable[[], object]) -> None:
    loop, owner = QEventLoop(), QObject()
    job = jobs.run(owner, work, lambda _: None)
    job.ended.connect(loop.quit)
    loop.exec()


def _wait(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def _longest(act: Callable[[], object], every: int) -> float:
    times: list[float] = []
    ticking = QTimer()
    ticking.setTimerType(Qt.TimerType.PreciseTimer)
    ticking.timeout.connect(lambda: times.append(time.perf_counter()))
    ticking.start(every)
    act()
    ticking.stop()
    return max(after - before for before, after in pairwise(times))


if __name__ == "__main__":
    print(main())
