"""How long the event loop was held, and by what: a heartbeat in the window's thread, watched from another.

A timer ticks as often as the loop turns. Between two ticks nothing that the user does is seen, so the gap is the hold:
by the clock, and in processor time of the window's thread (what other programs take is not ours). While a gap lasts, the
watcher looks at what the window's thread runs.
"""

from __future__ import annotations

import faulthandler
import re
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QTimer

#: Seconds of a gap from which on the watcher looks, and between two looks.
LOOK_FROM, BETWEEN = 0.012, 0.004
#: Gaps from this on are kept (seconds by the clock).
KEPT_FROM = 0.02
FRAME = re.compile(r'File "(.+)", line (\d+) in (.+)')


@dataclass(frozen=True, slots=True)
class Hold:
    """One gap: seconds by the clock and of the processor, what the driver was doing, and what was seen to run."""

    seconds: float
    processor: float
    doing: str
    seen: tuple[str, ...]

    def told(self) -> str:
        where = " < ".join(self.seen) or "?"
        return f"{self.seconds * 1e3:6.0f} ms ({self.processor * 1e3:.0f} ms processor)  {self.doing}: {where}"


class Holds:
    """Watches from :meth:`begin` to :meth:`end`; ``doing`` is said by whoever drives the window."""

    def __init__(self) -> None:
        self.found: list[Hold] = []
        self.doing = ""
        self._gui = threading.get_ident()
        self._last = time.perf_counter()
        self._cpu = time.thread_time()
        self._looks: list[tuple[str, ...]] = []
        self._ending = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name="holds", daemon=True)
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def begin(self) -> None:
        self._last, self._cpu = time.perf_counter(), time.thread_time()
        self._timer.start(1)
        self._watcher.start()

    def end(self) -> None:
        self._timer.stop()
        self._ending.set()
        self._watcher.join()

    @contextmanager
    def not_counted(self) -> Iterator[None]:
        """What the driver does for itself is no hold of the program's."""
        self._tick()
        yield
        self._last, self._cpu = time.perf_counter(), time.thread_time()
        self._looks.clear()

    def worst(self, count: int) -> list[Hold]:
        """The longest in processor time, one for each thing that was done and each place that it was in."""
        best: dict[tuple[str, tuple[str, ...]], Hold] = {}
        for each in self.found:
            key = each.doing, each.seen[:2]
            if key not in best or best[key].processor < each.processor:
                best[key] = each
        return sorted(best.values(), key=lambda each: -each.processor)[:count]

    def _tick(self) -> None:
        now, cpu = time.perf_counter(), time.thread_time()
        if now - self._last >= KEPT_FROM:
            # A look that found the loop waiting says that the machine was busy, not what held the loop.
            working = [each for each in self._looks if each and not each[0].endswith(" exec")]
            seen = Counter(working or self._looks).most_common(1)
            self.found.append(Hold(now - self._last, cpu - self._cpu, self.doing, seen[0][0] if seen else ()))
        self._looks.clear()
        self._last, self._cpu = now, cpu

    def _watch(self) -> None:
        with tempfile.TemporaryFile("w+", encoding="utf-8") as file:
            while not self._ending.wait(BETWEEN):
                if time.perf_counter() - self._last > LOOK_FROM:
                    file.seek(0)
                    file.truncate()
                    faulthandler.dump_traceback(file, all_threads=True)  # frames as objects would outlive their calls
                    file.seek(0)
                    self._looks.append(_stack(file.read(), self._gui))


def _stack(dumped: str, thread: int) -> tuple[str, ...]:
    """The innermost frames of a thread that are ours, each as file:line function."""
    name = f"{thread:016x}"
    part = next((each for each in dumped.split("\n\n") if name in each.partition("\n")[0]), "")
    frames = [found.groups() for line in part.splitlines() if (found := FRAME.search(line))]
    ours = [each for at, each in enumerate(frames) if "qmdesk" in each[0] or not at]
    return tuple(f"{Path(path).name}:{line} {function}" for path, line, function in ours[:7])
