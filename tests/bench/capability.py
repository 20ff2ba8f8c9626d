"""Capability of very many readings against numpy's own passes over the same numbers in doubles.

Three comparisons: both spreads and both indices of 10⁷ readings; the eight rules on 10⁶ points; the exact comparison
with a threshold on 10⁶ readings.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from decimal import Decimal

import numpy as np

from qmdesk.model.readings import Readings
from qmdesk.stats.exact import spread
from qmdesk.stats.exact_cpk import cpk_reaches, exact_cpk
from qmdesk.stats.nelson import violations
from tests.bench.paired import measure

MANY, POINTS = 10**7, 10**6
LSL, USL = Decimal("9.9"), Decimal("10.1")
LIMITS = {"indices": 1.5, "rules": 10.0, "exact": 50.0}


def main() -> str:
    readings, doubles = _made(MANY)
    fewer, points = _made(POINTS)

    def indices() -> None:
        spread.cache_clear()
        exact_cpk(readings, LSL, USL, "mr")
        exact_cpk(readings, LSL, USL, "overall")

    def passes() -> None:
        doubles.mean()
        doubles.std(ddof=1)
        np.abs(np.diff(doubles)).mean()

    def rules() -> None:
        violations(points, np.array(10.0), np.array(0.02))

    def exactly() -> None:
        spread.cache_clear()
        cpk_reaches(fewer, LSL, USL, Decimal("1.33"), "mr")
        cpk_reaches(fewer, LSL, USL, Decimal("1.33"), "overall")

    def deviation() -> None:
        points.std(ddof=1)

    found: tuple[tuple[str, Callable[[], None], Callable[[], None], int], ...] = (
        ("indices", indices, passes, 15),
        ("rules", rules, deviation, 60),
        ("exact", exactly, deviation, 60),
    )
    reports = [measure(a, b, runs, warm_up=2).report(f"capability, {name}", LIMITS[name]) for name, a, b, runs in found]
    return "\n".join(reports)


def _made(n: int) -> tuple[Readings, np.ndarray]:
    """Readings about 10 with four decimals, seeded, and the same as doubles."""
    scaled = array("q")
    scaled.frombytes(np.round(np.random.default_rng(7).normal(100_000, 200, n)).astype(np.int64).tobytes())
    return Readings(scaled, -4), np.array(scaled) / 1e4


if __name__ == "__main__":
    print(main())
