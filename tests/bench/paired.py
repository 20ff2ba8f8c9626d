"""Two things measured in turn in one run, so that a machine whose speed drifts is fair to both."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paired:
    """Seconds of each run, pairs in order."""

    a: tuple[float, ...]
    b: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """Median of the pairwise ratios A / B."""
        return statistics.median(one / other for one, other in zip(self.a, self.b, strict=True))

    def report(self, name: str, limit: float) -> str:
        middle = [f"{statistics.median(each) * 1e3:.2f} ms" for each in (self.a, self.b)]
        verdict = "within" if self.ratio < limit else "OVER"
        return f"{name}: A {middle[0]}  B {middle[1]}  A/B {self.ratio:.2f}  ({verdict} the limit of {limit})"


def measure(a: Callable[[], object], b: Callable[[], object], runs: int, *, warm_up: int = 1) -> Paired:
    """Run A and B in turn so many times, after a warm-up that does not count."""
    for _ in range(warm_up):
        a()
        b()
    times = [(_timed(a), _timed(b)) for _ in range(runs)]
    return Paired(tuple(each[0] for each in times), tuple(each[1] for each in times))


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
