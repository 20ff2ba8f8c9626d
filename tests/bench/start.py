"""The window's start, from the shell to the event loop at rest, against a bare Qt window with the same fonts.

Whole processes in turn, offscreen. A is ``python -m qmdesk --exit-when-ready``: the start page is painted and the event
loop idle when it leaves. B is a script that makes a QApplication, loads the same fonts, shows an empty QMainWindow and
leaves when it is painted and idle. Both end the same way, and both find their byte code cached, as an installation has it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.paired import measure

LIMIT = 1.5
ROOT = Path(__file__).resolve().parents[2]

#: The bare window; its arguments are the font files.
BARE = """
import sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QMainWindow

class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, leave)
        return False

def leave():
    window.close()
    application.exit(0)

application = QApplication(sys.argv[:1])
for path in sys.argv[1:]:
    QFontDatabase.addApplicationFont(path)
application.setFont(QFont("Noto Sans SC"))
window = QMainWindow()
window.resize(1366, 768)
first = FirstPaint()
window.installEventFilter(first)
window.show()
sys.exit(application.exec())
"""


def main() -> str:
    with tempfile.TemporaryDirectory() as name:
        fonts = [str(ROOT / "resources" / "fonts" / f"NotoSansSC-{weight}.ttf") for weight in ("Regular", "Bold")]
        ours = [sys.executable, "-m", "qmdesk", "--exit-when-ready"]
        bare = [sys.executable, "-c", BARE, *fonts]
        found = measure(lambda: _run(ours, name), lambda: _run(bare, name), 21, warm_up=2)
    return found.report("start", LIMIT)


def environment(home: str = "") -> dict[str, str]:
    """As an installation has it: offscreen, byte code cached (in ``home`` where given), no settings of a developer's."""
    unwanted = ("QMDESK_HOME", "PYTHONDONTWRITEBYTECODE")
    env = {each: value for each, value in os.environ.items() if each not in unwanted}
    env |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    return env | ({"XDG_DATA_HOME": home, "PYTHONPYCACHEPREFIX": f"{home}/cache"} if home else {})


def _run(command: list[str], home: str) -> None:
    subprocess.run(command, check=True, capture_output=True, env=environment(home), timeout=60)


if __name__ == "__main__":
    print(main())
