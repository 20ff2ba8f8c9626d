"""Control charts by kind, and the question behind a Cpk: was the process in statistical control?

Source: GB/T 4091 / ISO 7870-2 (Shewhart charts), Nelson 1984 (rules). The edition numbers were not checked
against the texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qmdesk.model.problem import Problem, Refused
from qmdesk.model.readings import Readings
from qmdesk.stats import exact
from qmdesk.stats.control import ControlOptions
from qmdesk.stats.exact import LARGEST_RBAR, NONE, spread
from qmdesk.stats.nelson import ALL_RULES, Violation
from qmdesk.stats.spc_attributes import counts_chart, sample_sizes
from qmdesk.stats.spc_memory import cusum, ewma
from qmdesk.stats.spc_phases import in_phases
from qmdesk.stats.spc_types import ControlChart, JsonNumber, Panel
from qmdesk.stats.spc_variables import individuals, means

__all__ = ["ATTRIBUTES", "KINDS", "ControlChart", "Panel", "Stability", "Violation", "control_chart", "stability"]

KINDS = ("i-mr", "xbar-r", "xbar-s", "p", "np", "c", "u", "ewma", "cusum")
#: Kinds whose points are counts; all but c need sample sizes.
ATTRIBUTES = ("p", "np", "c", "u")
#: The chart that fits, all rules, nothing left out.
PLAIN = ControlOptions()


@dataclass(frozen=True, slots=True)
class Stability:
    """Whether readings come from a process in control. ``chart`` and ``in_control`` are None where order is unknown
    or there are fewer than two points.

    ``violations`` are those of both panels as (panel name, violation); only rule 1 bears on ``in_control``.
    """

    chart: str | None
    in_control: bool | None
    violations: tuple[tuple[str, Violation], ...] = ()
    control: ControlChart | None = None

    def to_json(self) -> dict[str, JsonNumber]:
        """The ``stability`` part of `capability --json`."""
        return {
            "chart": self.chart,
            "in_control": self.in_control,
            "violations": [{"rule": each.rule, "points": each.points, "panel": name} for name, each in self.violations],
        }


def control_chart(
    kind: str,
    readings: Readings,
    *,
    sizes: Sequence[float] | None = None,
    limits_from: int | None = None,
    rules: Sequence[int] = ALL_RULES,
    phases: Sequence[int] = (),
    excluded: frozenset[int] = NONE,
) -> ControlChart:
    """The control chart of ``kind`` (KINDS) for measured readings, or for counts in samples of ``sizes``.

    ``limits_from`` sets limits from the first so many points and judges all by them. Sizes are one number for all
    samples or one per sample. ``rules`` are looked at where they apply, rule 1 always. ``phases`` are the zero-based
    first points of later phases; ``excluded`` are zero-based readings (counts) that are plotted and count in
    nothing. Raises Refused: ``chart-kind-unknown``, ``phases-out-of-range``, ``phases-with-limits-from`` and the
    refusals of each kind.
    """
    if kind not in KINDS:
        raise Refused(Problem("chart-kind-unknown", details={"kind": kind, "known": ", ".join(KINDS)}))
    if phases and limits_from is not None:
        raise Refused(Problem("phases-with-limits-from"))
    asked = tuple(sorted({1, *rules}))
    per_count = None if sizes is None else _one_each(kind, readings, sizes)

    def draw(part: Readings, out: frozenset[int], first: int, last: int) -> ControlChart:
        own = None if per_count is None else per_count[first:last]
        return _one_phase(kind, part, own, limits_from, asked, out)

    if not phases:
        return draw(readings, excluded, 0, len(readings))
    by_subgroup = kind not in (*ATTRIBUTES, "i-mr")
    return in_phases(readings, phases, excluded, draw, by_subgroup=by_subgroup)


def _one_each(kind: str, readings: Readings, sizes: Sequence[float]) -> Sequence[float]:
    return sample_sizes(kind, np.zeros(len(readings)), sizes).tolist()


def _one_phase(
    kind: str,
    readings: Readings,
    sizes: Sequence[float] | None,
    limits_from: int | None,
    rules: Sequence[int],
    excluded: frozenset[int],
) -> ControlChart:
    if kind in ATTRIBUTES:
        counts = exact.floats(readings).tolist()
        return counts_chart(kind, counts, sizes, limits_from, rules=rules, excluded=excluded)
    if len(readings) < 2:
        raise Refused(Problem("too-few-points", details={"least": 2}))
    if kind == "i-mr":
        return individuals(readings, limits_from, rules=rules, excluded=excluded)
    if kind in {"xbar-r", "xbar-s"}:
        estimator = "rbar" if kind == "xbar-r" else "sbar"
        return means(readings, estimator, limits_from, rules=rules, excluded=excluded)
    return (ewma if kind == "ewma" else cusum)(readings, limits_from, excluded=excluded)


def stability(readings: Readings, method: str = "", options: ControlOptions = PLAIN) -> Stability:
    """The chart chosen, or the one that fits, and whether any point is beyond the limits (rule 1, both panels).

    The one that fits is X̄-R for subgroups of up to 10, X̄-s above or where sigma is s̄/c4, I-MR for individual
    readings. Raises Refused for options that these readings don't allow.
    """
    kept = readings.without(options.excluded)
    fitting = chart_for(kept, method)
    if fitting is None or (fitting == "i-mr" and spread(readings, "mr", options.excluded) is None):
        return Stability(None, None)
    kind = options.chart or fitting
    chart = control_chart(
        kind,
        readings,
        limits_from=options.limits_from,
        rules=options.rules,
        phases=options.phases,
        excluded=options.excluded,
    )
    found = [(chart.first.name, each) for each in chart.first.violations]
    if chart.second is not None:
        found += [(chart.second.name, each) for each in chart.second.violations]
    return Stability(kind, chart.in_control, tuple(found), chart)


def chart_for(readings: Readings, method: str = "") -> str | None:
    """The kind of chart that judges these readings; None where their order is unknown or they are too few."""
    sizes = readings.subgroups or ()
    if not readings.ordered or len(readings) < 2:
        return None
    if method == "mr" or max(sizes, default=1) == 1:
        return "i-mr"
    if len(sizes) < 2:
        return None
    return "xbar-s" if method == "sbar" or max(sizes) > LARGEST_RBAR else "xbar-r"
