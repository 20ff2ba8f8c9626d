"""The capability indices from a mean, a sigma and limits, in doubles for display (ISO 22514-2, AIAG SPC 2nd ed.)."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Indices:
    """Cp and its two sides; None where a limit is missing. Never clipped: a mean outside a limit is negative."""

    potential: float | None
    lower: float | None
    upper: float | None

    @property
    def smaller(self) -> float | None:
        """Cpk (or Ppk): the side that is nearer, or the only one."""
        sides = [side for side in (self.lower, self.upper) if side is not None]
        return min(sides) if sides else None


def indices(mean: float, sigma: float, lsl: float | None, usl: float | None) -> Indices:
    """Indices of a process with this mean and sigma (> 0), all in one unit."""
    return Indices(
        potential=None if lsl is None or usl is None else (usl - lsl) / (6.0 * sigma),
        lower=None if lsl is None else (mean - lsl) / (3.0 * sigma),
        upper=None if usl is None else (usl - mean) / (3.0 * sigma),
    )


def cpm(mean: float, sigma: float, lsl: float | None, usl: float | None, target: float | None) -> float | None:
    """Cpm, (U - L)/(6·√(s² + (x̄ - T)²)) with s of divisor n - 1 (Chan, Cheng & Spiring 1988).

    None without both limits and a target.
    """
    if lsl is None or usl is None or target is None:
        return None
    spread = math.hypot(sigma, mean - target)
    return (usl - lsl) / (6.0 * spread) if spread > 0 else None


def expected_ppm(
    mean: float, sigma: float, lsl: float | None, usl: float | None
) -> tuple[float | None, float | None, float | None]:
    """Parts per million of a normal process expected below the lower limit, above the upper, and in all."""
    from qmdesk.stats.special import normal_tail

    below = None if lsl is None else 1e6 * normal_tail((mean - lsl) / sigma)
    above = None if usl is None else 1e6 * normal_tail((usl - mean) / sigma)
    known = [side for side in (below, above) if side is not None]
    return below, above, sum(known) if known else None
