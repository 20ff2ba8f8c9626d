"""A day in minutes: tens of thousands of edits, photos, page, look and language changes, reports; nothing may pile up.

    nice -n 19 python -m tests.ui.soak [--rounds 50] [--edits 1000] [--photos 10] [--trace]

After each round the window rests and is counted: memory (what the process wrote; pages of libraries that only it has
mapped just then are the system's to take, and come and go with other processes), open files, threads, objects of Qt,
reviews that stand (an open one, and none that was closed). The first third is for caches to fill; after it, the last
third may not stand higher than the middle one but by a little. ``--trace`` tells which Python objects became more.

Memory may grow with the case, whose journal grows with every edit, but by nothing else. So every fifth round the case
is closed, and what is in use then, by the count of the C library's allocator and of Python's own, may not rise from the
middle third of the rounds to the last. Told beside: the case opened once more at the end, its pages looked at and a
report made, against a process of its own that does just this with the same case; the difference is what the allocators
hold and do not use.
"""

from __future__ import annotations

import argparse
import ctypes
import gc
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar
from weakref import WeakSet

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThreadPool, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from qmdesk.model.journal import Edit, Place
from qmdesk.review.session import ReviewSession, Who
from qmdesk.ui.app import Dresser, make_application
from qmdesk.ui.evidence.thumbs import thumbs_of
from qmdesk.ui.settings import Settings
from qmdesk.ui.window import MainWindow
from tests.ui.long_session import SHORT, LongSession, Step, Things, drop

ROOT = Path(__file__).resolve().parents[2]
#: By how much the last third may stand above the middle one.
MOST = {"files": 0.02, "threads": 0.0, "objects": 0.03, "widgets": 0.03, "reviews": 0.0}
#: By how much what is in use without a case may rise.
IN_USE = 0.03
#: What Qt tells of widgets only: where one stands, or that it is invisible.
WIDGET = re.compile(r" F?(<[^>]*>|I)$")
#: Edits that are recorded as one batch, and places that they go round.
BATCH, PLACES = 10, 1500


@dataclass(frozen=True, slots=True)
class Count:
    """What there is at the end of a round. ``memory`` in MB."""

    memory: float
    files: int
    threads: int
    objects: int
    widgets: int
    reviews: int


def count(reviews: WeakSet[ReviewSession]) -> Count:
    """Count after what can go has gone. ``reviews``: all that were ever open."""
    for _ in range(3):
        rest()
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
    words = Path("/proc/self/smaps_rollup").read_text("ascii").split()
    application = QApplication.instance()
    assert application is not None
    trees = [application, *(each for each in QApplication.topLevelWidgets() if each.parent() is None)]
    lines = [line for tree in trees for line in told_of(tree)]
    return Count(
        (int(words[words.index("Private_Dirty:") + 1]) + int(words[words.index("Swap:") + 1])) / 1024,
        len(list(Path("/proc/self/fd").iterdir())),
        threading.active_count(),
        len(lines),
        sum(1 for line in lines if WIDGET.search(line)),
        len(reviews),
    )


def told_of(tree: QObject) -> list[str]:
    """A line for each object of a tree, as Qt tells of it. Finding them would make a wrapper of Python's for each,
    and those of Qt's own objects stay after these have gone."""
    lines: list[str] = []
    before = qInstallMessageHandler(lambda _kind, _context, text: lines.append(text))
    try:
        tree.dumpObjectTree()
    finally:
        qInstallMessageHandler(before)
    return lines


class _Malloc(ctypes.Structure):
    _fields_: ClassVar = [(name, ctypes.c_size_t) for name in (
        "arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "fordblks", "keepcost",
    )]  # fmt: skip


def in_use() -> float:
    """MB that the process uses of what its allocators hold: glibc's and Python's own for small objects."""
    for _ in range(3):
        rest()
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
    library = ctypes.CDLL(None)
    library.mallinfo2.restype = _Malloc
    found = library.mallinfo2()
    with tempfile.TemporaryFile() as told:
        kept = os.dup(2)
        os.dup2(told.fileno(), 2)
        try:
            sys._debugmallocstats()  # pyright: ignore[reportPrivateUsage]
        finally:
            os.dup2(kept, 2)
            os.close(kept)
        told.seek(0)
        small = re.search(rb"# bytes in allocated blocks\s*=\s*([0-9,]+)", told.read())
    assert small is not None
    return (found.uordblks + found.hblkhd + int(small[1].replace(b",", b""))) / 2**20


def risen(counts: dict[int, float], rounds: int) -> list[str]:
    """What stands higher without a case in the last third of the rounds than in the middle one."""
    middle = [each for number, each in counts.items() if rounds / 3 < number <= rounds * 2 / 3]
    last = [each for number, each in counts.items() if number > rounds * 2 / 3]
    print("in use without a case, MB: " + ", ".join(f"{number}: {each:.1f}" for number, each in counts.items()))
    if not middle or not last or max(last) <= max(middle) * (1 + IN_USE):
        return []
    return [f"in use {max(middle):.1f} -> {max(last):.1f}"]


def rest() -> None:
    """Wait for the pool without its ``waitForDone``, which ends its threads; libraries keep things for each new one."""
    ending = time.monotonic() + 20
    while QThreadPool.globalInstance().activeThreadCount() and time.monotonic() < ending:
        time.sleep(0.01)


class Soak:
    """A window with an open case, used round after round."""

    def __init__(self, window: MainWindow, folder: Path, edits: int, photos: int) -> None:
        self.window, self.folder = window, folder
        self._edits, self._photos = edits, photos
        self._random = random.Random(3)
        self._done = self._taken = 0
        self._session = LongSession(window, Things([], folder, folder), SHORT)
        self.reviews: WeakSet[ReviewSession] = WeakSet()
        self.in_use: dict[int, float] = {}
        """By the round: MB in use while no case was open."""

    def round(self, number: int) -> None:
        """Edits with page changes between, photos, sometimes another look or language, sometimes a report."""
        assert self.window.hub is not None
        self.reviews.add(self.window.hub.session)
        self._session.drive(self._steps(number), patience=900)

    def _steps(self, number: int) -> Iterator[Step]:
        at_rest = self._session._at_rest  # pyright: ignore[reportPrivateUsage]
        assert self.window.shell is not None
        stops = [each.id for each in self.window.shell.stops]
        for batch in range(self._edits // BATCH):
            yield Step("edit", self._record, pause=0.002)
            if batch % 20 == 19:
                stop = self._random.choice(stops)
                yield Step(f"go {stop}", lambda s=stop: self.window._go(f"page:{s}"), at_rest)  # pyright: ignore
                yield from self._tabs()
        if self._photos:
            yield from self._take_photos()
        if number % 3 == 2:
            look = ("dark", "contrast", "light")[number // 3 % 3]
            yield Step("look", lambda: self.window.wear(f"look={look}"), at_rest)
        if number % 4 == 3:
            lang = "en" if number // 4 % 2 == 0 else "zh-CN"
            yield Step("language", lambda: self.window.wear(f"lang={lang}"), at_rest)
        if number % 10 == 9:
            yield from self._report()
        if number % 5 == 4:
            yield from self._again(number)

    def _record(self) -> None:
        hub = self.window.hub
        assert hub is not None
        edits = []
        for _ in range(BATCH):
            self._done += 1
            key = self._done * 7919 % PLACES
            name, value = (("text", f"所见 {self._done}"), ("place", f"{key} 号工位"))[self._done % 2]
            edits.append(Edit(Place(f"finding:s{key}", name), value))
        item = self._random.choice(hub.form.items)
        edits.append(Edit(Place(f"item:{item.id}", "level", "onsite", hub.author), self._random.randint(1, 5)))
        hub.record(edits)

    def _tabs(self) -> Iterator[Step]:
        assert self.window.shell is not None
        page = self.window.shell.stack.currentWidget()
        names = list(getattr(page, "_names", ()))
        if names:
            name = self._random.choice(names)
            yield Step(f"tab {name}", lambda: page.show_tab(name), pause=0.05)  # pyright: ignore[reportAttributeAccessIssue]

    def _take_photos(self) -> Iterator[Step]:
        from PIL import Image

        hub, shell = self.window.hub, self.window.shell
        assert hub is not None
        assert shell is not None
        item = hub.form.items[self._taken // self._photos % len(hub.form.items)]
        paths = []
        for _ in range(self._photos):
            self._taken += 1
            path = self.folder / f"IMG_{self._taken:05}.jpg"
            Image.effect_noise((640, 480), 60).convert("RGB").save(path, "JPEG")
            paths.append(path)
        yield Step("to the item", lambda: shell.go(f"item:{item.id}"), pause=0.05)
        wanted = len(hub.keys("evidence")) + len(paths)
        yield Step(
            "photos",
            lambda: drop(shell.pages[item.dimension].card.evidence, paths),  # pyright: ignore[reportAttributeAccessIssue]
            lambda: len(hub.keys("evidence")) >= wanted,
            0.3,
        )
        yield Step("look at the photos", lambda: None, lambda: thumbs_of(hub).idle)
        for path in paths:
            path.unlink()

    def _report(self) -> Iterator[Step]:
        assert self.window.shell is not None
        yield Step("go report", lambda: self.window._go("page:report"), pause=0.1)  # pyright: ignore
        page = self.window.shell.pages["report"]
        page._built = None  # pyright: ignore[reportAttributeAccessIssue]
        yield Step("report", page.build, lambda: page._built is not None)  # pyright: ignore
        yield Step("drawn", lambda: None, lambda: page._pages.count() >= page._built.pages)  # pyright: ignore

    def _again(self, number: int) -> Iterator[Step]:
        """The case closed, what is in use then counted, and opened again."""
        assert self.window.hub is not None
        path = self.window.hub.session.path
        yield Step("close", self.window.show_start, pause=0.3)
        yield Step("count", lambda: self.in_use.update({number + 1: in_use()}))
        yield Step("open", lambda: self.window.open_case(path), lambda: self.is_open, 0.2)

    def once_more(self, path: Path) -> Count:
        """What there is with the case opened, its pages looked at and a report made, and another page in front."""
        at_rest = self._session._at_rest  # pyright: ignore[reportPrivateUsage]
        self._session.drive(iter([Step("open", lambda: self.window.open_case(path), lambda: self.is_open, 0.5)]))
        assert self.window.shell is not None
        for stop in [each.id for each in self.window.shell.stops]:
            self._session.drive(iter([Step(stop, lambda s=stop: self.window._go(f"page:{s}"), at_rest, 0.1)]))  # pyright: ignore
        self._session.drive(self._report(), patience=900)
        self._session.drive(iter([Step("overview", lambda: self.window._go("page:overview"), at_rest, 0.5)]))  # pyright: ignore
        return count(self.reviews)

    @property
    def is_open(self) -> bool:
        return self.window.hub is not None and self.window.hub.assessment is not None


def piled_up(counts: list[Count]) -> list[str]:
    """What stands higher in the last third of the rounds than in the middle one."""
    third = len(counts) // 3
    middle, last = counts[third : 2 * third], counts[-third:]
    found = []
    for name, most in MOST.items():
        before, after = (sum(getattr(each, name) for each in some) / len(some) for some in (middle, last))
        if after > before * (1 + most) + (1 if name in {"files", "threads"} else 0):  # one may be at work
            found.append(f"{name} {before:.1f} -> {after:.1f}")
    return found


def a_window(folder: Path, dresser: Dresser) -> MainWindow:
    settings = Settings(folder / "home")
    made = MainWindow(settings, lambda author: Who("a" * 16, author or "王工", folder / "home"), "zh-CN", dresser)
    made.resize(1366, 768)
    made.show()
    return made


def afresh(path: Path) -> float:
    """The memory in MB of a process that opens the case for the first time."""
    command = [sys.executable, "-m", "tests.ui.soak", "--afresh", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return float(done.stdout.strip().splitlines()[-1])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--edits", type=int, default=1000)
    parser.add_argument("--photos", type=int, default=10)
    parser.add_argument("--trace", action="store_true")
    parser.add_argument("--afresh", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    sys.path.insert(0, str(ROOT / "build_spec"))
    from fillings import make_case  # pyright: ignore[reportMissingImports]

    application = make_application(sys.argv[:1], "zh-CN")
    dresser = Dresser(application)
    counts: list[Count] = []
    kinds: list[Counter[str]] = []
    found: list[str] = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        window = a_window(folder, dresser)
        soak = Soak(window, folder, chosen.edits, chosen.photos)
        if chosen.afresh is not None:
            print(soak.once_more(chosen.afresh).memory)
            window.close()
            return 0
        path = make_case("normal", folder)
        opened = Step("open", lambda: window.open_case(path), lambda: soak.is_open, 2)
        soak._session.drive(iter([opened]))
        for number in range(chosen.rounds):
            began = time.perf_counter()
            soak.round(number)
            counts.append(count(soak.reviews))
            print(f"{number + 1:3} {time.perf_counter() - began:6.1f} s  {counts[-1]}", flush=True)
            if chosen.trace and number % 5 == 4:
                kinds.append(Counter(type(each).__name__ for each in gc.get_objects()))
        soak._session.drive(iter([Step("close", window.show_start, pause=1)]))
        ours = soak.once_more(path).memory
        soak._session.drive(iter([Step("close", window.show_start, pause=1)]))
        window.close()
        QThreadPool.globalInstance().waitForDone(20_000)
        fresh = afresh(path)
        print(f"memory with the case as it is now: {ours:.0f} MB, of a fresh process {fresh:.0f} ({ours / fresh:.2f})")
        found += risen(soak.in_use, chosen.rounds)
    dresser.close()
    if len(kinds) > 2:
        print("more of:", (kinds[-1] - kinds[1]).most_common(25))
    found += piled_up(counts)
    print("piled up: " + ", ".join(found) if found else "nothing piled up")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
