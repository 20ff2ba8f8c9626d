"""Questions about what the team chose for a study: readings left out, distribution, chart, phases.

Each choice is compared with the same characteristic without it, so that nobody overlooks a choice that lifts a level.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from qmdesk.grading import studies
from qmdesk.grading.figures.cpk import grade_characteristic
from qmdesk.grading.gates import Gate
from qmdesk.grading.options import Settled
from qmdesk.grading.studies import Exclusions
from qmdesk.grading.words import coded
from qmdesk.model.answers import Characteristic
from qmdesk.model.assessment import PartResult, Question
from qmdesk.stats.capability import Capability
from qmdesk.stats.spc_types import ControlChart

#: A chart with fewer points than this hardly shows that a process is in control (AIAG SPC 2nd ed. asks for 25
#: subgroups, GB/T 4091 for 20 to 25; editions not checked against the texts).
FEW_POINTS = 20
#: A fitted distribution is told to fit badly below this p (Anderson-Darling), as the normal one is.
ALPHA = 0.005
#: The same where no p is known: A² of an exponential fit is above this in 1 of 400 samples, of the others more seldom
#: (D'Agostino & Stephens 1986, table 4.12; edition not checked against the text).
MISFIT = 2.534
#: How many times the overall figure a Cpk is before it is asked about: 25 individuals in control come near in 1 of 100.
WANDERS = 4 / 3


def questions_of_choices(
    gate: Gate, characteristic: Characteristic, study: Capability, choices: Settled
) -> list[Question]:
    """What was chosen and doesn't apply, what applies and what it changes, and charts too short to show control."""
    found = [
        _about(doubt.code, characteristic, **_worded(doubt.details))
        for doubt in studies.doubts(characteristic, studies.thresholds_of(gate))
    ]
    here = grade_characteristic(gate, characteristic, choices)
    left_out = studies.exclusions(characteristic)
    if left_out.places:
        found.append(_left_out(gate, characteristic, left_out, here, choices))
    if studies.by_percentiles(study):
        found.append(_distribution(gate, characteristic, here, choices))
    found += _fit(characteristic, study)
    if characteristic.chart or characteristic.phases:
        fitting = grade_characteristic(gate, studies.default_chart(characteristic), choices)
        if raised(here, fitting):
            found.append(_about("chart-choice-raises-level", characteristic, level=here.span.highest))
    return found + _few_points(characteristic, study) + _short_term(gate, characteristic, study)


def chart_alarms(characteristic: Characteristic, study: Capability, gate: Gate) -> bool | None:
    """Whether points lie beyond the limits, by the chosen chart or by the one that fits without phases; None: no chart.

    The team's "in control" answers for both, so that no chart or phase is chosen to keep quiet what it speaks against.
    """
    calm = study.stability.in_control
    if calm and characteristic.in_control and (characteristic.chart or characteristic.phases):
        fitting = studies.study_of(studies.default_chart(characteristic), studies.thresholds_of(gate))
        calm = fitting.stability.in_control if isinstance(fitting, Capability) else calm
    return None if calm is None else not calm


def raised(here: PartResult, without: PartResult) -> bool:
    """Whether a choice makes a level certain or possible that would not be so without it."""
    return here.span.lowest > without.span.lowest or here.span.highest > without.span.highest


def _left_out(
    gate: Gate, characteristic: Characteristic, left_out: Exclusions, here: PartResult, choices: Settled
) -> Question:
    every = studies.plain(characteristic)
    without = grade_characteristic(gate, every, choices)
    assert characteristic.readings is not None
    return _about(
        "exclusion-raises-level" if raised(here, without) else "readings-excluded",
        characteristic,
        count=len(left_out.places),
        whole=len(characteristic.readings),
        value=here.value or "—",
        before=without.value or "—",
        span=_span(here),
        before_span=_span(without),
    )


def _distribution(gate: Gate, characteristic: Characteristic, here: PartResult, choices: Settled) -> Question:
    normal = grade_characteristic(gate, studies.normal(characteristic), choices)
    return _about(
        "distribution-raises-level" if raised(here, normal) else "distribution-decides",
        characteristic,
        value=here.value or "—",
        before=normal.value or "—",
        span=_span(here),
        before_span=_span(normal),
        **_worded({"distribution": characteristic.distribution}),
    )


def _fit(characteristic: Characteristic, study: Capability) -> list[Question]:
    """A distribution that decides and that the readings clearly refuse; "normal" held against such a refusal."""
    fitted, normality = study.nonnormal, study.normality
    if studies.by_percentiles(study) and fitted is not None and fitted.statistic is not None:
        words = _worded({"distribution": characteristic.distribution})
        bad = fitted.statistic >= MISFIT if fitted.p is None else fitted.p < ALPHA
        return [_about("distribution-fits-badly", characteristic, ad=f"{fitted.statistic:.2f}", **words)] if bad else []
    if study.decides != "nonnormal" and characteristic.distribution == "normal" and normality is not None:
        refused = normality.normal is False and characteristic.distribution_reason.strip()
        return [_about("normal-held", characteristic, p=_p(normality.p or 0.0))] if refused else []
    return []


def _p(p: float) -> str:
    return f"{p:.4f}" if p >= 0.0001 else "< 0.0001"


def _short_term(gate: Gate, characteristic: Characteristic, study: Capability) -> list[Question]:
    """A Cpk that counts for a level which the overall spread is far from: the process wanders between readings."""
    within, overall = study.within.smaller, study.overall.smaller
    if study.decides != "cpk" or within is None or overall is None or characteristic.in_control is False:
        return []
    if study.stability.in_control is not True and characteristic.in_control is None:
        return []  # the chart is asked about
    by_overall, level = gate.level(Fraction(overall)), studies.level_of(gate, study)
    if by_overall >= level or within < WANDERS * overall:
        return []
    value = study.index_text or ""
    return [_about("cpk-short-term", characteristic, value=value, ppk=f"{overall:.2f}", level=level, lower=by_overall)]


def _few_points(characteristic: Characteristic, study: Capability) -> list[Question]:
    """A chart that proposes "in control" from too few points, of the shortest phase where there are phases."""
    chart = study.stability.control
    if characteristic.in_control is not None or study.stability.in_control is not True or chart is None:
        return []
    points = shortest_phase(chart)
    return [_about("chart-few-points", characteristic, points=points)] if points < FEW_POINTS else []


def shortest_phase(chart: ControlChart) -> int:
    """Points that count in the shortest phase of a chart."""
    panel = chart.first
    starts = [0, *panel.phases, len(panel.points)]
    out = set(panel.excluded)
    return min(sum(point not in out for point in range(start, end)) for start, end in pairwise(starts))


def _worded(details: dict[str, str | int]) -> dict[str, str | int]:
    """Codes of distributions and charts in words of both languages."""
    words = dict(details)
    for name, group in (("distribution", "stats.distribution"), ("chart", "stats.chart")):
        if name in details:
            words[name] = coded(group, str(details[name]), "zh-CN")
            words[f"{name}_en"] = coded(group, str(details[name]), "en")
    return words


def _span(part: PartResult) -> str:
    span = part.span
    return str(span.lowest) if span.level is not None else f"{span.lowest}–{span.highest}"


def _about(code: str, characteristic: Characteristic, **details: str | int) -> Question:
    return Question(
        code, f"characteristic:{characteristic.key}", {"name": characteristic.name or characteristic.key, **details}
    )
