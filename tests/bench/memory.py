"""The memory of the window at rest, against a bare Qt window that has imported the same libraries.

A is the program with its start page, warmed up and left alone for a second; B a process that shows an empty window with
the same fonts and has imported every module of others that A has. Both tell their own proportional set size (what they
share with other processes counts by shares; the peak is not looked at). Then the same once a case is open and every
page of it has been looked at, against a process that has imported what that has.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.start import BARE, ROOT, environment

LIMIT = 1.5
RUNS = 3

OF = """
def memory():
    import gc
    gc.collect()
    words = open("/proc/self/smaps_rollup").read().split()
    return int(words[words.index("Pss:") + 1]) / 1024
"""

OURS = """
import json, sys, tempfile
from pathlib import Path
from PySide6.QtCore import QTimer
from qmdesk.app.context import Context
from qmdesk.ui.app import Dresser, make_application
from qmdesk.ui.settings import Settings
from qmdesk.ui.warmup import warm_up
from qmdesk.ui.window import MainWindow

def others():
    return [name for name in sys.modules if not name.startswith(("qmdesk", "__")) and sys.modules[name] is not None]

def report(case):
    print(json.dumps({"start": start[0], "modules": others_then, "case": case, "case_modules": others()}))
    window.close()
    application.exit(0)

application = make_application(sys.argv[:1], "zh-CN")
dresser = Dresser(application)
with tempfile.TemporaryDirectory() as name:
    window = MainWindow(Settings(Path(name)), Context("zh-CN", Path(name)).who, "zh-CN", dresser)
    window.resize(1366, 768)
    window.show()
    start, others_then, stops = [], [], []

    def at_rest():
        start.append(memory())
        others_then.extend(others())
        window.ready.connect(lambda: QTimer.singleShot(1500, look))
        window.open_case(Path(sys.argv[1]))

    def look():
        stops.extend(each.id for each in window.shell.stops)
        go()

    def go():
        if stops:
            window.shell.go("page:" + stops.pop(0))
            QTimer.singleShot(150, go)
        else:
            QTimer.singleShot(1000, lambda: report(memory()))

    QTimer.singleShot(200, lambda: warm_up(window, lambda: QTimer.singleShot(1000, at_rest)))
    application.exec()
dresser.close()
"""

#: The bare window of bench start, which imports what it is told and tells its memory before it leaves.
IMPORTING = (
    OF
    + BARE.replace("import sys\n", "import importlib, json, sys\n", 1)
    .replace("def leave():\n", "def leave():\n    for each in json.loads(MODULES):\n        bring(each)\n    print(memory())\n")
    .replace("sys.argv[1:]", "sys.argv[2:]")
    .replace("def leave", "MODULES = open(sys.argv[1]).read()\n\ndef bring(name):\n    try:\n"
             "        importlib.import_module(name)\n    except Exception:\n        pass\n\ndef leave")
)  # fmt: skip


def main() -> str:
    sys.path.insert(0, str(ROOT / "build_spec"))
    from fillings import make_case  # pyright: ignore[reportMissingImports]

    fonts = [str(ROOT / "resources" / "fonts" / f"NotoSansSC-{weight}.ttf") for weight in ("Regular", "Bold")]
    ours: list[float] = []
    bare: list[float] = []
    full: list[float] = []
    bare_full: list[float] = []
    with tempfile.TemporaryDirectory() as name:
        case, modules = make_case("normal", Path(name)), Path(name) / "modules.json"
        for _ in range(RUNS):
            told = json.loads(_run(OF + OURS, str(case)))
            modules.write_text(json.dumps(told["modules"]), "utf-8")
            ours.append(told["start"])
            full.append(told["case"])
            bare.append(float(_run(IMPORTING, str(modules), *fonts)))
            modules.write_text(json.dumps(told["case_modules"]), "utf-8")
            bare_full.append(float(_run(IMPORTING, str(modules), *fonts)))
    return f"{_said('memory', ours, bare)}\n{_said('memory, all pages of a case seen', full, bare_full)}"


def _said(name: str, ours: list[float], bare: list[float]) -> str:
    a, b = statistics.median(ours), statistics.median(bare)
    verdict = "within" if a < LIMIT * b else "OVER"
    return f"{name}: A {a:.0f} MB  B {b:.0f} MB  A/B {a / b:.2f}  ({verdict} the limit of {LIMIT})"


def _run(script: str, *arguments: str) -> str:
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, env=environment(), timeout=120, cwd=ROOT, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout.splitlines()[-1]


if __name__ == "__main__":
    print(main())
