"""The study of one characteristic's readings, worked out off the event loop; its words are in study_words.

All comes from :mod:`qmdesk.grading.studies`, so that window, grade and report agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qmdesk.formdef.types import Form
from qmdesk.grading.gates import Gate
from qmdesk.grading.options import options_used, settled
from qmdesk.model.answers import Characteristic
from qmdesk.model.problem import Problem
from qmdesk.model.readings import Readings
from qmdesk.ui.hub import Hub
from qmdesk.ui.pages.performance.chart_points import NO_POINTS, Broken, broken_points

if TYPE_CHECKING:
    from qmdesk.grading.studies import Doubt
    from qmdesk.stats.capability import Capability
    from qmdesk.stats.false_alarm import FalseAlarm

#: Kinds of chart whose chance of a false alarm is known.
ALARMS = ("i-mr", "xbar-r", "xbar-s")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be studied: a characteristic as it stands or is being typed, and the gate of its figure."""

    characteristic: Characteristic
    gate: Gate

    @property
    def readings(self) -> Readings:
        assert self.characteristic.readings is not None
        return self.characteristic.readings


@dataclass(frozen=True, slots=True)
class Found:
    """The study and the level by value (None where there is no index), or why there is none.

    ``status`` and ``reasons`` are the verdict as the team's own words leave it, ``doubts`` the choices that do not
    apply. ``counted`` are the readings that are not left out.
    """

    asked: Asked
    counted: Readings
    study: Capability | None = None
    level: int | None = None
    status: str = "none"
    reasons: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    problems: tuple[Problem, ...] = ()
    alarm: FalseAlarm | None = None
    broken: Broken = NO_POINTS

    @property
    def in_control(self) -> bool | None:
        """The team's own verdict."""
        return self.asked.characteristic.in_control


def gate_of(hub: Hub, figure_id: str) -> Gate:
    """The figure with the comparison that this case has chosen."""
    form: Form = hub.form
    chosen = {} if hub.answers is None else hub.answers.readings
    return Gate(form.figure(figure_id), len(form.levels), settled(options_used(form, chosen)).rounded)


def work_out(asked: Asked) -> Found:
    """Study the readings; the level is compared exactly with each threshold."""
    from qmdesk.grading import studies

    each = asked.characteristic
    bars = studies.thresholds_of(asked.gate)
    left_out = studies.exclusions(each).places
    counted = asked.readings.without(left_out) if left_out else asked.readings
    study = studies.study_of(each, bars)
    doubts = studies.doubts(each, bars)
    if isinstance(study, Exception):
        return Found(asked, counted, doubts=doubts, problems=study.problems)
    status, reasons = studies.standing(each, study)
    level = None if study.index is None else studies.level_of(asked.gate, study)
    broken = broken_points(study.stability.control)
    return Found(asked, counted, study, level, status, reasons, doubts, alarm=alarm_of(study), broken=broken)


def alarm_of(study: Capability) -> FalseAlarm | None:
    """How often a chart of so many points alarms without a cause; None where that isn't known."""
    from qmdesk.stats.false_alarm import false_alarm

    chart = study.stability.control
    if chart is None or chart.kind not in ALARMS:
        return None
    return false_alarm(chart.kind, len(chart.first.points), chart.subgroup_size or 5)
