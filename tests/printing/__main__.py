"""The rectification sheet on a real CUPS queue, from the command line and from the window.

    python -m tests.printing

Says what was tried and what came of it, a line for each; the status is 1 where any of it is not as it must be. Needs
CUPS (see :mod:`tests.printing.queue`).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from queue import Empty

from tests.printing.queue import CLOSED, OFFICE, STOPPED, Cups, missing, running

_SHEET = "建议.pdf"


def main() -> int:
    if why := missing():
        print(f"not tried: {why}")
        return 1
    with tempfile.TemporaryDirectory() as name, running() as cups:
        os.environ.update(cups.env, QMDESK_HOME=str(Path(name) / "home"), QT_QPA_PLATFORM="offscreen")
        case = _case(Path(name))
        found = [_told(each, cups, case) for each in (_prints, _no_such_queue, _rejects, _stands_still, _from_window)]
    return 0 if all(found) else 1


def _told(trial: Callable[[Cups, Path], None], cups: Cups, case: Path) -> bool:
    what = (trial.__doc__ or "").strip()
    try:
        trial(cups, case)
    except (AssertionError, Empty) as error:
        print(f"WRONG  {what}: {error!r}")
        return False
    print(f"right  {what}")
    return True


def _case(folder: Path) -> Path:
    """A case with one suggestion."""
    from qmdesk.formdef.loader import load_builtin
    from qmdesk.model.journal import Edit, Place
    from qmdesk.review.begin import begin
    from qmdesk.review.session import Who

    path, who = folder / "c.qmcase", Who("a" * 16, "王工", folder / "home")
    values = {"binds": "item:system.process", "action": "补齐过程卡", "owner": "质量部", "status": "open"}
    with begin(path, load_builtin("meqmc"), who, enterprise="甬江机械厂", credit_code="91330212MA2TE8XU04") as session:
        session.record([Edit(Place("suggestion:s1", name), value) for name, value in values.items()]).wait()
    return path


def _rectify(case: Path, queue: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "qmdesk", "rectify", str(case), "-o", str(case.with_name(_SHEET))]
    return subprocess.run([*command, "--print", queue, "--force"], capture_output=True, text=True, check=False)


def _prints(cups: Cups, case: Path) -> None:
    """rectify --print sends the very file"""
    done = _rectify(case, OFFICE)
    assert done.returncode == 0, done.stderr
    assert OFFICE in done.stdout + done.stderr
    assert cups.printer.job() == case.with_name(_SHEET).read_bytes()


def _no_such_queue(_: Cups, case: Path) -> None:
    """rectify --print to a queue that is not there says so, names it, and leaves the PDF"""
    done = _rectify(case, "nobody")
    assert done.returncode == 2, done
    assert "nobody" in done.stderr
    assert case.with_name(_SHEET).is_file()


def _rejects(_: Cups, case: Path) -> None:
    """rectify --print to a queue that takes no jobs says so"""
    done = _rectify(case, CLOSED)
    assert done.returncode == 2, done
    assert CLOSED in done.stderr


def _stands_still(cups: Cups, case: Path) -> None:
    """rectify --print to a stopped queue says that it waits; started again, it prints"""
    done = _rectify(case, STOPPED)
    assert done.returncode == 0, done.stderr
    assert "暂停" in done.stdout + done.stderr, done
    cups.run("cupsenable", STOPPED)
    assert cups.printer.job() == case.with_name(_SHEET).read_bytes()
    cups.run("cupsdisable", STOPPED)


def _from_window(cups: Cups, case: Path) -> None:
    """the window sends the file that it shows, as often as wanted; a queue that takes no jobs and a stopped one are told"""
    from PySide6.QtWidgets import QApplication

    from qmdesk.ui.printing.window import PrintWindow
    from qmdesk.ui.theme import load_theme

    application = QApplication.instance() or QApplication([])
    sheet = case.with_name(_SHEET).read_bytes()
    window = PrintWindow(load_theme(), "zh-CN", "打印整改建议", lambda path: _written(path, sheet))
    _until(application, lambda: bool(window.pages))

    def print_on(queue: str) -> str:
        window.printer.setCurrentIndex(window.printer.findData(queue))
        window.print_out()
        _until(application, window.go.isEnabled)
        return window.said

    said = print_on(OFFICE)
    assert OFFICE in said, said
    assert cups.printer.job() == sheet
    assert "没有接收" in (said := print_on(CLOSED)), said
    assert "暂停" in (said := print_on(STOPPED)), said


def _written(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _until(application: object, done: Callable[[], bool], seconds: float = 60.0) -> None:
    import time

    until = time.monotonic() + seconds
    while not done() and time.monotonic() < until:
        application.processEvents()  # pyright: ignore[reportAttributeAccessIssue]
        time.sleep(0.02)
    assert done(), "it took too long"


if __name__ == "__main__":
    sys.exit(main())
