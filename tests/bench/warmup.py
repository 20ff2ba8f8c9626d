"""The longest time that the event loop is held while the window warms up, beside what the imports take by themselves.

One process: a timer of no delay ticks in the window's event loop, and the longest gap between two ticks counts. The
loop is first watched at rest for as long, which tells how much of a gap is the machine's own.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

from tests.bench.start import environment

LIMIT_MS = 50
RUNS = 7

WINDOW = """
import sys, tempfile, time
from pathlib import Path
from PySide6.QtCore import QTimer
from qmdesk.app.context import Context
from qmdesk.ui.app import Dresser, make_application
from qmdesk.ui.settings import Settings
from qmdesk.ui.warmup import warm_up
from qmdesk.ui.window import MainWindow

application = make_application(sys.argv[:1], "zh-CN")
dresser = Dresser(application)
with tempfile.TemporaryDirectory() as name:
    window = MainWindow(Settings(Path(name)), Context("zh-CN", Path(name)).who, "zh-CN", dresser)
    window.show()
    times = []
    ticking = QTimer()
    ticking.timeout.connect(lambda: times.append(time.perf_counter()))

    def longest():
        found = max(after - before for before, after in zip(times, times[1:]))
        times.clear()
        return found

    def begin():
        rest.append(longest())
        warm_up(window, end)

    def end():
        rest.append(longest())
        application.exit(0)

    rest = []
    QTimer.singleShot(200, lambda: ticking.start(0))
    QTimer.singleShot(1200, begin)
    application.exec()
    window.close()
dresser.close()
print(*rest)
"""


def main() -> str:
    rest, held = zip(*(_window() for _ in range(RUNS)), strict=True)
    alone = statistics.median(_imports() for _ in range(RUNS))
    longest = statistics.median(held) * 1e3
    verdict = "within" if longest < LIMIT_MS else "OVER"
    return (
        f"warmup: longest hold {longest:.1f} ms (worst of {RUNS} runs {max(held) * 1e3:.1f} ms; "
        f"at rest {statistics.median(rest) * 1e3:.1f} ms), the imports alone {alone * 1e3:.0f} ms  "
        f"({verdict} the limit of {LIMIT_MS} ms)"
    )


def _window() -> tuple[float, float]:
    done = subprocess.run(
        [sys.executable, "-c", WINDOW], check=True, capture_output=True, text=True, env=environment(), timeout=60
    )
    rest, held = done.stdout.split()[-2:]
    return float(rest), float(held)


def _imports() -> float:
    script = (
        "import importlib\nfrom qmdesk.ui.warmup import MODULES\nfor each in MODULES: importlib.import_module(each)"
    )
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", script], check=True, env=environment(), timeout=60)
    return time.perf_counter() - began


if __name__ == "__main__":
    print(main())
