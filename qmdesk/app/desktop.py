"""Run the window: the composition of the desktop, as ``main`` is of the command line."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qmdesk.app.selftest import Check


def run_desktop(case: Path | None, home: Path, lang: str, exit_when_ready: bool = False) -> int:
    """Show the window until it is closed; the exit status.

    ``case`` is opened at once. With ``exit_when_ready`` the window closes when it is painted and the event loop has
    come to rest, and the seconds since this call are printed: the frozen build's smoke test and the bench use it.
    """
    began = time.perf_counter()
    from PySide6.QtCore import QThreadPool

    from qmdesk.app.context import Context
    from qmdesk.ui.app import CrashReports, Dresser, make_application
    from qmdesk.ui.settings import Settings
    from qmdesk.ui.window import MainWindow

    crashes = CrashReports(home)
    crashes.install()
    application = make_application(sys.argv[:1], lang)
    dresser = Dresser(application)
    window = MainWindow(Settings(home), Context(lang, home).who, lang, dresser)
    window.tools.self_test = _self_test
    crashes.crashed.connect(lambda path: window.notices.tell_error(_calmly(path)))
    if exit_when_ready:
        _leave_when_ready(application, window, began, waits_for_case=case is not None)
    window.show()
    if sys.platform == "darwin":
        _open_what_is_double_clicked(application, window)
    if case is not None and case.suffix.lower() == ".qmprog":
        window.open_programme(case)
    elif case is not None:
        window.open_case(case)
    elif not exit_when_ready:
        _warm_up_later(window)
    status = application.exec()
    QThreadPool.globalInstance().waitForDone(10_000)
    dresser.close()
    return status


def _open_what_is_double_clicked(application: object, window: object) -> None:
    from qmdesk.ui.opening import MacApplication
    from qmdesk.ui.window import MainWindow

    assert isinstance(window, MainWindow)
    if isinstance(application, MacApplication):
        application.asked.connect(lambda path: window.open_case(Path(path)))


def _calmly(path: str) -> str:
    """What the user is told of a mistake of ours: that the case is safe, and where the report lies."""
    from qmdesk.ui.words import tr

    if not path:
        return tr("刚才这一步没有做成，程序可以继续使用。案卷是安全的，已保存的内容都在。")
    return tr("刚才这一步没有做成，程序可以继续使用。案卷是安全的，已保存的内容都在。错误报告：{path}", path=path)


def _self_test(lang: str) -> Sequence[Check]:
    from qmdesk.app.selftest import run_self_test

    return run_self_test(lang)


def _leave_when_ready(application: object, window: object, began: float, *, waits_for_case: bool) -> None:
    from PySide6.QtWidgets import QApplication

    from qmdesk.ui.app import when_idle, when_painted
    from qmdesk.ui.window import MainWindow

    assert isinstance(application, QApplication)
    assert isinstance(window, MainWindow)

    def leave() -> None:
        sys.stdout.write(f"ready {time.perf_counter() - began:.3f} s\n") if sys.stdout is not None else None
        window.close()
        application.exit(0)

    if waits_for_case:
        window.ready.connect(lambda: when_idle(leave))
    else:
        when_painted(window, lambda: when_idle(leave))


def _warm_up_later(window: object) -> None:
    """Import what the first case needs while the start page is looked at."""
    from PySide6.QtCore import QObject, QTimer

    from qmdesk.ui.warmup import warm_up

    assert isinstance(window, QObject)
    QTimer.singleShot(300, window, lambda: warm_up(window))
