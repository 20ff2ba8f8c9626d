"""Closing a case with 500 photos with its backup against closing it without, after the first backup.

One closing is that of the window: pages, writer and file of a case in which one answer was recorded before.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import threading
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from qmdesk.casefile.case import Blob
from qmdesk.model.journal import Edit, Place
from qmdesk.review.backing_up import keep_generation
from qmdesk.review.session import ReviewSession
from qmdesk.ui.app import Dresser, load_fonts
from qmdesk.ui.settings import Settings
from qmdesk.ui.window import MainWindow
from tests.bench.cases import full_case
from tests.bench.paired import Paired

LIMIT = 1.5
PHOTOS, SIZE, RUNS = 500, 3_000_000, 9


def _photographed(folder: Path) -> ReviewSession:
    session = full_case(folder)
    for number in range(PHOTOS):
        photo = Blob(os.urandom(SIZE), "image/jpeg")
        values = {"file": photo.sha256, "name": f"照片 {number}.jpg", "binds": "item:system.process"}
        edits = [Edit(Place(f"evidence:p{number}", key), value) for key, value in values.items()]
        session.record(edits, blobs=[photo]).wait()
    if hasattr(os, "sync"):
        os.sync()
    return session


def _record(session: ReviewSession, number: int) -> float:
    began = time.perf_counter()
    session.record(Edit(Place("case", "region"), f"第{number}地")).wait()
    return time.perf_counter() - began


def main() -> str:
    application = QApplication([])
    application.setStyle("Fusion")
    load_fonts()
    with tempfile.TemporaryDirectory() as name:
        session = _photographed(Path(name))
        alone = [_record(session, number) for number in range(40)]
        work = threading.Thread(target=keep_generation, args=(session,))
        began = time.perf_counter()
        work.start()
        beside: list[float] = []
        while work.is_alive():
            beside.append(_record(session, len(beside) + 100))
            time.sleep(0.02)
        first = time.perf_counter() - began
        path, who = session.path, session.who
        session.close()
        dresser = Dresser(application)
        window = MainWindow(Settings(Path(name) / "home"), lambda _: who, "zh-CN", dresser)
        window.show()
        times: dict[bool, list[float]] = {True: [], False: []}
        for number in range(2 * RUNS + 2):
            window.open_case(path)
            while window.hub is None or window.hub.assessment is None:
                application.processEvents()
            window.hub.record(Edit(Place("case", "region"), f"乡{number}"))
            window.hub.session.on_file(lambda _: None)
            with_backup = number % 2 == 0
            if not with_backup:
                window.keeper = None
            began = time.perf_counter()
            window.show_start()
            if number >= 2:
                times[with_backup].append(time.perf_counter() - began)
        window.close()
        dresser.close()
    found = Paired(tuple(times[True]), tuple(times[False]))
    waits = f"longest wait of a recording {max(beside) * 1e3:.0f} ms meanwhile, {max(alone) * 1e3:.0f} ms alone"
    middle = f"medians {statistics.median(beside) * 1e3:.0f} and {statistics.median(alone) * 1e3:.0f} ms"
    return f"{found.report('backup', LIMIT)}\n  the first backup took {first:.1f} s; {waits}; {middle}"


if __name__ == "__main__":
    print(main())
