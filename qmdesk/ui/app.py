"""The QApplication: crash report first, then input method, fonts, look and language."""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEvent, QLibraryInfo, QObject, Qt, QThreadPool, QTimer, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication, QIcon, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from qmdesk import __version__, assets
from qmdesk.ui.garbage import Collector
from qmdesk.ui.theme import Theme
from qmdesk.ui.words import install_language
from qmdesk.workspace.logbook import report_error

#: Seconds after which a worker thread lets the window's go on; the interpreter's own 5 ms would be seen.
SWITCH = 0.0002
FONTS = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")


class CrashReports(QObject):
    """Keeps where our own mistakes happened, never with what, in the log folder and tells the window about it."""

    crashed = Signal(str)

    def __init__(self, home: Path) -> None:
        super().__init__()
        self.home = home
        self._busy = False

    def install(self) -> None:
        """Take over Python's hooks. An unhandled exception in a slot would leave a frozen build hanging otherwise."""
        sys.excepthook = self._hook
        threading.excepthook = lambda args: self._hook(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.exit(130)
            return
        if self._busy:
            return  # a mistake while a mistake is told of would never end
        self._busy = True
        try:
            if sys.stderr is not None and sys.stderr.isatty():  # for who develops it; a launcher may keep this stream
                traceback.print_exception(kind, error, trace)
            self.crashed.emit(str(report_error(self.home, error, trace) or ""))
        finally:
            self._busy = False


def make_application(arguments: list[str], lang: str) -> QApplication:
    """The one QApplication, made or found, with fonts and language."""
    existing = QApplication.instance()
    if not isinstance(existing, QApplication):
        choose_input_method()
        QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
        # As an argument: setStyle() gives the style back to Python, and wrapping it costs more than all our icons.
        existing = _kind()([*arguments, "-style", "Fusion"])
    existing.setApplicationName("qmdesk")
    existing.setApplicationDisplayName("qmdesk")
    existing.setApplicationVersion(__version__)
    existing.setDesktopFileName("qmdesk")
    sys.setswitchinterval(SWITCH)
    os.environ.setdefault("QMDESK_CORES", str(max((os.cpu_count() or 1) - 1, 1)))  # one is the window's
    QThreadPool.globalInstance().setExpiryTimeout(-1)  # libraries keep things for each thread: let there be few
    load_fonts()
    install_language(existing, lang)
    Collector(existing)
    return existing


def _kind() -> type[QApplication]:
    if sys.platform != "darwin":
        return QApplication
    from qmdesk.ui.opening import MacApplication

    return MacApplication


def choose_input_method() -> None:
    """fcitx5 answers to ibus, whose plugin the wheel has; naming fcitx without its plugin would give no Chinese."""
    if not sys.platform.startswith("linux") or "fcitx" not in os.environ.get("QT_IM_MODULE", "").lower():
        return
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforminputcontexts"
    if not any("fcitx" in plugin.name for plugin in folder.glob("*")):
        os.environ["QT_IM_MODULE"] = "ibus"


def load_fonts() -> None:
    """The bundled fonts, once; Chinese is drawn with them on systems that have none. Asking for all families first
    would have every font of the system looked at."""
    if not _fonts:
        _fonts.extend(QFontDatabase.addApplicationFont(str(assets.resource("fonts", name))) for name in FONTS)


_fonts: list[int] = []


class Dresser:
    """Gives the application a theme; keeps the folder that the style sheet's icons stand in."""

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self._folder = tempfile.TemporaryDirectory(prefix="qmdesk-style-", ignore_cleanup_errors=True)

    def wear(self, theme: Theme) -> None:
        """Palette, font, style sheet and icon of a theme."""
        self._application.setPalette(theme.palette())
        self._application.setFont(theme.font())
        self._application.setStyleSheet(theme.sheet(Path(self._folder.name)))
        self._application.setWindowIcon(QIcon(str(assets.resource("icons", "app", "window.png"))))

    def close(self) -> None:
        self._folder.cleanup()


def when_idle(work: Callable[[], None]) -> None:
    """Do something after the event loop has come to rest once."""
    QTimer.singleShot(0, work)


def when_painted(window: QWidget, work: Callable[[], None]) -> None:
    """Do something when a window that is not shown yet has been painted for the first time."""
    window.winId()  # makes the native window, whose expose event paints all widgets in it
    _FirstExposure(window.windowHandle(), work)


class _FirstExposure(QObject):
    def __init__(self, window: QWindow, work: Callable[[], None]) -> None:
        super().__init__(window)
        self._work = work
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Expose:
            watched.removeEventFilter(self)
            when_idle(self._work)
        return False
