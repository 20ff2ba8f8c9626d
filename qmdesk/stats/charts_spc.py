"""Control charts by kind, and the question behind a Cpk: was the process in statistical control?

Source: GB/T 4091 / ISO 7870-2 (Shewhart charts), Nelson 1984 (rules). The edition numbers were not checked
against the texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qmdesk.model.problem import Problem, Refused
from qmdesk.model.readings import Readings
from qmdesk.stats import exact
from qmdesk.stats.exact import LARGEST_RBAR
from qmdesk.stats.nelson import Violation
from qmdesk.stats.spc_attributes import counts_chart
from qmdesk.stats.spc_memory import cusum, ewma
from qmdesk.stats.spc_types import ControlChart, JsonNumber, Panel
from qmdesk.stats.spc_variables import individuals, means

__all__ = ["ATTRIBUTES", "KINDS", "ControlChart", "Panel", "Stability", "Violation", "control_chart", "stability"]

KINDS = ("i-mr", "xbar-r", "xbar-s", "p", "np", "c", "u", "ewma", "cusum")
#: Kinds whose points are counts; all but c need sample sizes.
ATTRIBUTES = ("p", "np", "c", "u")


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
) -> ControlChart:
    """The control chart of ``kind`` (KINDS) for measured readings, or for counts in samples of ``sizes``.

    ``limits_from`` sets limits from the first so many points and judges all by them. Sizes are one number for all
    samples or one per sample. Raises Refused: ``chart-kind-unknown`` and the refusals of each kind.
    """
    if kind not in KINDS:
        raise Refused(Problem("chart-kind-unknown", details={"kind": kind, "known": ", ".join(KINDS)}))
    if kind in ATTRIBUTES:
        return counts_chart(kind, exact.floats(readings).tolist(), sizes, limits_from)
    if len(readings) < 2:
        raise Refused(Problem("too-few-points", details={"least": 2}))
    if kind == "i-mr":
        return individuals(readings, limits_from)
    if kind in {"xbar-r", "xbar-s"}:
        return means(readings, "rbar" if kind == "xbar-r" else "sbar", limits_from)
    return ewma(readings, limits_from) if kind == "ewma" else cusum(readings, limits_from)


def stability(readings: Readings, method: str = "") -> Stability:
    """The chart that fits the readings, and whether any point of it is beyond the limits (rule 1, both panels).

    X̄-R for subgroups of up to 10, X̄-s above or where sigma is s̄/c4, I-MR for individual readings.
    """
    kind = chart_for(readings, method)
    if kind is None:
        return Stability(None, None)
    chart = control_chart(kind, readings)
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
