"""Claims: a case that macOS asks us to open is told by its path; other files are left to the system."""

from __future__ import annotations

import subprocess
import sys

TRY = """
import sys
from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QFileOpenEvent
from qmdesk.ui.opening import MacApplication

application = MacApplication(["x"])
application.asked.connect(lambda path: print(path, flush=True))
for name in ("/tmp/案卷 一.qmcase", "/tmp/a.pdf"):
    application.sendEvent(application, QFileOpenEvent(QUrl.fromLocalFile(name)))
"""


def test_a_case_that_the_system_asks_to_open_is_told_by_its_path():
    env = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": ".", "PYTHONUTF8": "1"}
    told = subprocess.run([sys.executable, "-c", TRY], capture_output=True, env=env, check=True).stdout.decode()
    assert told == "/tmp/案卷 一.qmcase\n"
