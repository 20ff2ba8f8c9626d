"""A real input method in a real window: ibus with libpinyin on Xvfb, keys by xdotool.

    apt-get install ibus ibus-libpinyin dbus-x11 xvfb openbox xdotool
    .venv/bin/python -m tests.ui.ibus

Not part of the suite: it needs those programs, and a display of its own. It types 你好 into a field of the window, begins a
second word, leaves the field, and expects both words.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

NEEDED = ("ibus-daemon", "ibus", "dbus-run-session", "Xvfb", "openbox", "xdotool")
DISPLAY = ":77"


def main() -> int:
    """Start what is needed around :func:`typing`, and say what came of it."""
    missing = [each for each in NEEDED if shutil.which(each) is None]
    if missing:
        print("missing:", ", ".join(missing))
        return 2
    if "--inside" not in sys.argv:
        again = ["dbus-run-session", "--", sys.executable, "-m", "tests.ui.ibus", "--inside"]
        return subprocess.run(again, check=False).returncode
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        os.environ |= {"DISPLAY": DISPLAY, "QT_QPA_PLATFORM": "xcb", "QT_IM_MODULE": "ibus", "HOME": home}
        os.environ |= {"XDG_CONFIG_HOME": home, "LANG": "zh_CN.UTF-8", "XMODIFIERS": "@im=ibus"}
        around = [subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", "1366x768x24"])]
        time.sleep(1)
        around.append(subprocess.Popen(["openbox"]))
        try:
            subprocess.run(["ibus-daemon", "-drx", "--panel=disable"], check=True)
            for _ in range(15):  # until the engine is there
                time.sleep(1)
                subprocess.run(["ibus", "engine", "libpinyin"], check=False, capture_output=True)
                now = subprocess.run(["ibus", "engine"], check=False, capture_output=True, text=True).stdout
                if now.strip() == "libpinyin":
                    break
            else:
                print("the engine libpinyin did not start")
                return 2
            return typing(Path(home))
        finally:
            subprocess.run(["ibus", "exit"], check=False)
            for each in reversed(around):
                each.terminate()
                each.wait(timeout=10)


def typing(home: Path) -> int:
    """Type into the page for a new case; 0 where both words are kept."""
    from PySide6.QtTest import QTest

    from qmdesk.review.session import Who
    from qmdesk.ui.app import Dresser, make_application
    from qmdesk.ui.settings import Settings
    from qmdesk.ui.start.new_case import NewCasePage
    from qmdesk.ui.window import MainWindow

    application = make_application(sys.argv[:1], "zh-CN")
    dresser = Dresser(application)
    settings = Settings(home)
    settings.put("author", "王工")
    window = MainWindow(settings, lambda author: Who("e" * 16, author or "王工", home), "zh-CN", dresser)
    window.show()
    window.show_new_case()
    window.activateWindow()
    page = window.centralWidget().currentWidget()  # type: ignore[union-attr]
    assert isinstance(page, NewCasePage)
    page.enterprise.setFocus()
    QTest.qWait(2500)

    def keys(*names: str) -> None:
        subprocess.run(["xdotool", "key", "--delay", "120", *names], check=True)
        QTest.qWait(600)

    keys(*"nihao", "space")
    first = page.enterprise.text()
    keys(*"zhil")
    page.author.setFocus()
    QTest.qWait(600)
    both = page.enterprise.text()
    print(f"committed {first!r}, after leaving {both!r}")
    window.close()
    dresser.close()
    return 0 if first == "你好" and both.startswith(first) and len(both) > len(first) else 1


if __name__ == "__main__":
    sys.exit(main())
