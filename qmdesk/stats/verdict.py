"""Whether a capability figure can be used, and why not: codes that the screens and the report put into words.

STATISTICS, capability: no Cpk at all; unconfirmed until the team records its verdict; questioned, where the assessor
accepts with a reason or takes more data.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from qmdesk.stats.spc_types import JsonNumber

#: There is no index at all.
FATAL = ("no-limits", "too-few-readings", "no-variation")
#: The figure stands unconfirmed until the team records its verdict on control.
UNCONFIRMED = ("unstable", "control-unknown")
#: Asked about; the assessor accepts with a reason or takes more data.
QUESTIONED = (
    "order-unknown",
    "readings-excluded",
    "few-readings",
    "few-distinct",
    "coarse-resolution",
    "gauge-poor",
    "non-normal",
)
#: Only said.
WARNED = ("gauge-marginal", "target-outside")

#: Fewer readings than this are questioned.
FEW_READINGS = 25
#: Fewer distinct values than this are questioned.
FEW_DISTINCT = 5
#: Gauge R&R in % of study above which a figure is questioned, and above which it is warned about (AIAG MSA 4th ed.).
GAUGE_POOR, GAUGE_MARGINAL = 30.0, 10.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """``status`` is none, unconfirmed, questioned or good; a questioned figure is used once someone answers for it."""

    reasons: tuple[str, ...]

    @property
    def status(self) -> str:
        kinds = (("none", FATAL), ("unconfirmed", UNCONFIRMED), ("questioned", QUESTIONED))
        return next((name for name, codes in kinds if set(codes) & set(self.reasons)), "good")

    @property
    def usable(self) -> bool:
        return self.status in {"questioned", "good"}

    def to_json(self) -> dict[str, JsonNumber]:
        """The ``verdict`` part of `capability --json`."""
        return {"usable": self.usable, "reasons": self.reasons, "status": self.status}


def verdict(
    *,
    n: int,
    limits: bool,
    varies: bool,
    ordered: bool,
    in_control: bool | None,
    distinct: int,
    coarse: bool,
    normal: bool | None,
    excluded: bool = False,
    gauge: Sequence[str] = (),
    target_outside: bool = False,
) -> Verdict:
    """The reasons that hold, gravest first."""
    held = {
        "no-limits": not limits,
        "too-few-readings": n < 2,
        "no-variation": n >= 2 and not varies,
        "unstable": in_control is False,
        "control-unknown": n >= 2 and varies and ordered and in_control is None,  # one subgroup makes no chart
        "order-unknown": n >= 2 and not ordered,
        "readings-excluded": excluded,
        "few-readings": 2 <= n < FEW_READINGS,
        "few-distinct": n >= 2 and distinct < FEW_DISTINCT,
        "coarse-resolution": coarse,
        "gauge-poor": "gauge-poor" in gauge,
        "non-normal": normal is False,
        "gauge-marginal": "gauge-marginal" in gauge,
        "target-outside": target_outside,
    }
    return Verdict(tuple(code for code, holds in held.items() if holds))


def is_coarse(step: Fraction | None, variance: Fraction | None) -> bool:
    """Whether the readings' resolution is coarser than a quarter of their overall sigma (exact)."""
    return step is not None and variance is not None and 16 * step**2 > variance


def is_outside(target: Decimal | None, lsl: Decimal | None, usl: Decimal | None) -> bool:
    """Whether a target lies beyond a limit: what is measured from it says nothing of these limits."""
    return target is not None and ((lsl is not None and target < lsl) or (usl is not None and target > usl))


def gauge_codes(percent_study: float | None, ndc: int | None) -> tuple[str, ...]:
    """What a gauge study says about figures measured with it: R&R > 30 % or ndc < 2 is poor, 10-30 % marginal."""
    percent = 0.0 if percent_study is None else percent_study
    if percent > GAUGE_POOR or (ndc is not None and ndc < 2):
        return ("gauge-poor",)
    return ("gauge-marginal",) if percent > GAUGE_MARGINAL else ()
