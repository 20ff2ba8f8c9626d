"""Statistics that stand beside a figure's value and decide nothing: floats as text in full precision."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from qmdesk.grading.figures.cpk import characteristics
from qmdesk.grading.figures.first_pass_yield import routes
from qmdesk.grading.figures.sigma import families, upper_dpmo
from qmdesk.grading.gates import Gate
from qmdesk.grading.numbers import fraction_of
from qmdesk.model.answers import Answers
from qmdesk.model.assessment import FigureResult
from qmdesk.model.canonical import Json


def with_shown(gate: Gate, answers: Answers, result: FigureResult) -> FigureResult:
    """The result with what a reader wants to see beside its value."""
    if result.value is None and not result.parts:
        return result
    beside = {"sigma": _sigma, "cpk": _cpk, "fpy": _yield}.get(gate.figure.id)
    shown = beside(gate, answers, result) if beside else {}
    return replace(result, shown=shown) if shown else result


@lru_cache(maxsize=1024)
def sigma_of(dpmo: Fraction) -> float | None:
    """The continuous sigma level with the usual 1.5 shift, None at 0 and at a million."""
    from qmdesk.stats.sigma import sigma_level

    return sigma_level(dpmo)


def _sigma(gate: Gate, answers: Answers, result: FigureResult) -> dict[str, Json]:
    if result.value is None:
        return {}
    level = sigma_of(fraction_of(result.value))
    shown: dict[str, Json] = {"sigma_level": None if level is None else repr(level)}
    if answers.sigma.sampled and result.demonstrated is not None:
        bounds = [upper_dpmo(counted) for _, counted in families(answers.sigma) if counted is not None]
        shown["dpmo_upper_95"] = repr(float(max(bounds)))
    return shown


def _cpk(gate: Gate, answers: Answers, result: FigureResult) -> dict[str, Json]:
    """Of the characteristic that decides, where it has readings: how its Cpk was had and what it demonstrates."""
    decisive = next((part.key for part in result.parts if part.decides), None)
    measured_one = next((c for c in characteristics(answers.cpk) if c.key == decisive and c.readings is not None), None)
    if measured_one is None:
        return {}
    from qmdesk.grading import studies

    found = studies.study_of(measured_one, studies.thresholds_of(gate))
    if isinstance(found, Exception):
        return {}
    bound, overall = found.demonstrated.cpk_lower, found.overall.smaller
    return {
        "characteristic": measured_one.name,
        "n": found.n,
        "method": found.method,
        "chart": found.stability.chart,
        "chart_in_control": found.stability.in_control,
        "cpk_lower_95": None if bound is None else repr(bound),
        "ppk": None if overall is None else repr(overall),
    }


def _yield(gate: Gate, answers: Answers, result: FigureResult) -> dict[str, Json]:
    """The step that costs most yield in the family that decides."""
    family = next((part.family for part in result.parts if part.decides and part.kind == "family"), None)
    route = next((way for way in routes(answers.fpy.steps) if way.family == family), None)
    costliest = route.costliest if route else None
    return {} if costliest is None else {"costliest_step": costliest.name or costliest.key}
