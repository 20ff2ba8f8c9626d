"""The longest time that the event loop is held in a long session through the real window, and what ran then.

Thirty items rated with notes, 60 photos of 12 megapixels dropped in, 100,000 readings imported, a colleague's package
merged, every page looked at, a report built, things undone. The hold that counts is in processor time of the window's
thread; by the clock it is told beside, as a busy machine adds to it.

    python -m tests.bench.never_waits [--short] [COUNT]     so many of the worst are told (default 12)
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication

from qmdesk.ui.app import Dresser, make_application
from qmdesk.ui.settings import Settings
from qmdesk.ui.window import MainWindow
from tests.ui.holds import Holds
from tests.ui.long_session import SHORT, LongSession, Size, Step, make_things

ROOT = Path(__file__).resolve().parents[2]
LIMIT_MS = 100


def main(count: int = 12, size: Size | None = None) -> str:
    application = make_application(["qmdesk"], "zh-CN")
    dresser = Dresser(application)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        holds = _watched(Path(name), dresser, size or Size())
        QThreadPool.globalInstance().waitForDone(20_000)
    dresser.close()
    longest = max(each.processor for each in holds.found) * 1e3
    by_clock = max(each.seconds for each in holds.found) * 1e3
    verdict = "within" if longest < LIMIT_MS else "OVER"
    first = (
        f"never_waits: longest hold {longest:.0f} ms processor, {by_clock:.0f} ms by the clock; "
        f"{sum(each.processor > 0.05 for each in holds.found)} over 50 ms  ({verdict} the limit of {LIMIT_MS} ms)"
    )
    return "\n".join([first, *(f"  {each.told()}" for each in holds.worst(count))])


def _watched(folder: Path, dresser: Dresser, size: Size) -> Holds:
    sys.path.insert(0, str(ROOT / "build_spec"))
    from fillings import make_case  # pyright: ignore[reportMissingImports]

    from qmdesk.review.session import Who
    from qmdesk.ui.warmup import warm_up

    case = make_case("normal", folder)
    things = make_things(folder, case, size)
    settings = Settings(folder / "home")
    window = MainWindow(settings, lambda author: Who("a" * 16, author or "王工", folder / "home"), "zh-CN", dresser)
    window.resize(1366, 768)
    window.show()
    session, holds, warm = LongSession(window, things, size), Holds(), []
    session.drive(iter([Step("warm up", lambda: warm_up(window, lambda: warm.append(1)), lambda: bool(warm))]))
    holds.begin()
    opened = Step(
        "open", lambda: window.open_case(case), lambda: window.hub is not None and bool(window.hub.assessment)
    )
    session.drive(iter([opened, Step("rest", lambda: None, pause=1.5)]), holds)
    session.drive(session.steps(), holds)
    session.drive(iter([Step("close", window.show_start, pause=1)]), holds)
    holds.end()
    window.close()
    QApplication.processEvents()
    return holds


if __name__ == "__main__":
    words = sys.argv[1:]
    numbers = [int(each) for each in words if each.isdigit()]
    print(main(numbers[0] if numbers else 12, SHORT if "--short" in words else None))
