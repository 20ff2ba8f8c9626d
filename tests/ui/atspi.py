"""The real program on a real accessibility bus, walked through by a client of that bus as a screen reader is one.

    apt-get install at-spi2-core python3-pyatspi gir1.2-atspi-2.0 dbus xvfb openbox xdotool
    .venv/bin/python -m tests.ui.atspi [BEGINNING OF A SCREEN'S NAME ...]

Not part of the suite: it needs those programs and a display of its own. The window runs on Xvfb under openbox, with a
session bus of its own; every screen that is photographed (a review's, a programme's, a 质量标杆 case's) is shown in
turn, and the client (``atspi_client.py``, run by the system's Python, which has the bindings) reads it over the bus:
each control that takes the focus has a name, a role that fits and its states; each view has rows that say something;
Tab moves the focus from one named control to the next, and the bus tells so.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

NEEDED = ("dbus-run-session", "Xvfb", "openbox", "xdotool")
SYSTEM_PYTHON = "/usr/bin/python3"
DISPLAY = ":78"
ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """Start what is needed around :func:`show`; the client's status."""
    missing = [each for each in NEEDED if shutil.which(each) is None]
    bound = subprocess.run([SYSTEM_PYTHON, "-c", "import pyatspi"], check=False, capture_output=True).returncode == 0
    if missing or not bound:
        print("missing:", ", ".join([*missing, *([] if bound else ["python3-pyatspi"])]))
        return 2
    if "--inside" not in sys.argv:
        again = [sys.executable, "-m", "tests.ui.atspi", "--inside", *sys.argv[1:]]
        return subprocess.run(["dbus-run-session", "--", *again], check=False).returncode
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        os.environ |= {"DISPLAY": DISPLAY, "QT_QPA_PLATFORM": "xcb", "HOME": home, "XDG_CONFIG_HOME": home}
        os.environ |= {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}
        around = [subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", "1366x768x24"])]
        time.sleep(1)
        around.append(subprocess.Popen(["openbox"]))
        subprocess.run(
            ["dbus-send", "--session", "--dest=org.a11y.Bus", "--print-reply", "/org/a11y/bus",
             "org.freedesktop.DBus.Properties.Set", "string:org.a11y.Status", "string:IsEnabled",
             "variant:boolean:true"],
            check=False, capture_output=True,
        )  # fmt: skip
        client = [SYSTEM_PYTHON, str(Path(__file__).with_name("atspi_client.py")), sys.executable, *sys.argv[2:]]
        try:
            return subprocess.run(client, check=False).returncode
        finally:
            for each in reversed(around):
                each.terminate()
                each.wait(timeout=10)


def show() -> None:
    """The window: a screen for each line on standard input, its name on standard output; it ends with the last."""
    from PySide6.QtCore import QCoreApplication, QSocketNotifier
    from PySide6.QtWidgets import QApplication

    from qmdesk.review.session import Who
    from qmdesk.ui.app import Dresser, make_application
    from qmdesk.ui.settings import Settings
    from qmdesk.ui.window import MainWindow

    home = Path(os.environ["HOME"])
    application = make_application(sys.argv[:1], "zh-CN")
    dresser = Dresser(application)
    settings = Settings(home)
    settings.put("author", "王工")
    window = MainWindow(settings, lambda author: Who("e" * 16, author or "王工", home), "zh-CN", dresser)
    window.resize(1366, 720)
    window.show()
    screens = _screens(window, home)
    turn = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)

    def go_on() -> None:
        sys.stdin.readline()
        try:
            name, widget = next(screens)
        except StopIteration:
            QCoreApplication.exit(0)
            return
        top = widget.window()
        top.activateWindow()
        print(name, flush=True)

    turn.activated.connect(lambda *_: go_on())
    print("ready", flush=True)
    QApplication.exec()
    window.close()
    dresser.close()


def _screens(window: object, home: Path) -> Iterator[tuple[str, object]]:
    from PySide6.QtTest import QTest

    from tests.review.benchmark_case import filled

    sys.path.insert(0, str(ROOT / "build_spec"))
    import fillings  # pyright: ignore[reportMissingImports]
    import other_fillings  # pyright: ignore[reportMissingImports]
    import screens  # pyright: ignore[reportMissingImports]

    def opened(path: Path) -> None:
        window.open_case(path)  # type: ignore[attr-defined]
        while window.hub is None or window.hub.assessment is None:  # type: ignore[attr-defined]
            QTest.qWait(50)

    opened(fillings.make_case("normal", home, "zh-CN"))
    yield from screens.visit(window)
    path = other_fillings.make_programme("normal", home)
    yield from other_fillings.visit_programme(window, path, lambda: QTest.qWait(100))
    with filled(home / "b.qmcase", home, edition="2026", records=None) as session:
        benchmark = session.path
    window.open_case(benchmark)  # type: ignore[attr-defined]
    while window.shell is None:  # type: ignore[attr-defined]
        QTest.qWait(50)
    for name, each in screens.stops(window):
        yield f"benchmark-{name}", each


if __name__ == "__main__":
    if "--show" in sys.argv:
        show()
    else:
        sys.exit(main())
