"""What R says of random data (tests/data/reference/r_cases.json, made by r_cases.R) beside what we say.

``found(case)`` gives our figures under the names that R's have; the test compares, the table in docs/statistics.md
shows both.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from qmdesk.model.readings import Readings
from qmdesk.stats import constants, exact, gauge_rr, nonnormal, normality, proportion
from qmdesk.stats.capability import capability
from qmdesk.stats.charts_spc import control_chart
from qmdesk.stats.compare import compare
from qmdesk.stats.spc_types import Panel
from qmdesk.stats.trend import rate_trend

FILE = Path(__file__).parents[1] / "data" / "reference" / "r_cases.json"

Case = dict[str, Any]


@cache
def document() -> dict[str, Any]:
    return json.loads(FILE.read_text("utf-8"))


def cases() -> list[Case]:
    return document()["cases"]


def found(case: Case) -> dict[str, Any]:
    return TOPICS[case["topic"]](case["input"])


def _readings(data: list[str], sizes: list[int] | None = None) -> Readings:
    return Readings.of([Decimal(each) for each in data], tuple(sizes) if sizes else None)


def _limit(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _constants(given: Case) -> dict[str, Any]:
    n = given["n"]
    return {"d2": constants.d2(n), "d3": constants.d3(n), "c4": constants.c4(n)}


def _overall(given: Case) -> dict[str, Any]:
    limits = [_limit(given.get(name)) for name in ("lsl", "usl", "target")]
    study = capability(_readings(given["data"]), *limits)
    return {
        "mean": study.mean,
        "sd": study.sd_overall,
        "pp": study.overall.potential,
        "ppk": study.overall.smaller,
        "cpm": study.cpm,
        "ppm": study.expected_ppm[2],
        **{f"{name}_ci": study.ci.get(name) for name in ("pp", "ppk", "ppl", "ppu", "cpm")},
    }


def _within(given: Case) -> dict[str, Any]:
    readings = _readings(given["data"], given["sizes"])
    methods = [method for method in ("pooled", "sbar", "rbar") if method != "rbar" or max(given["sizes"]) <= 10]
    sigmas = {method: float(exact.spread(readings, method).sigma) for method in methods}  # pyright: ignore
    return {**sigmas, **{f"{method}_qcc": sigma for method, sigma in sigmas.items()}}


def _chart(given: Case) -> dict[str, Any]:
    chart = control_chart(given["kind"], _readings(given["data"], given.get("sizes")), sizes=given.get("samples"))
    return {"first": _panel(chart.first), "second": None if chart.second is None else _panel(chart.second)}


def _panel(panel: Panel) -> dict[str, Any]:
    return {
        "center": panel.center,
        "lcl": panel.lcl,
        "ucl": panel.ucl,
        "points": panel.points,
        "lower": panel.lower_points,
    }


def _normality(given: Case) -> dict[str, Any]:
    test = normality.normality(np.array([float(each) for each in given["data"]]))
    assert test is not None and test.shapiro is not None
    return {"ad": test.statistic, "ad_p": test.p, "w": test.shapiro.w, "w_p": test.shapiro.p}


def _fit(given: Case) -> dict[str, Any]:
    values = np.array([float(each) for each in given["data"]])
    fitted = nonnormal.nonnormal_index(values, None, float(given["usl"]), given["method"])
    return {"parameters": fitted.parameters, "percentiles": fitted.percentiles, "ppu": fitted.indices.upper}


def _gauge(given: Case) -> dict[str, Any]:
    shape = (given["parts"], given["operators"], given["trials"])
    study = gauge_rr.study(np.array([float(each) for each in given["data"]]).reshape(shape))
    rows = {row.source: row for row in study.anova}
    parts = study.components
    return {
        "ss": [rows[source].ss for source in ("part", "operator", "interaction", "repeatability")],
        "p_interaction": rows["interaction"].p,
        "clipped": list(study.clipped),
        "repeatability": parts.repeatability,
        "reproducibility": parts.reproducibility,
        "part": parts.part,
    }


def _compare(given: Case) -> dict[str, Any]:
    study = compare(_readings(given["ours"]), _readings(given["theirs"]), paired=given["paired"], allowed=None)
    return {"t": study.t, "df": study.df, "p": study.p, "interval": study.interval, "variance_p": study.variance_p}


def _binomial(given: Case) -> dict[str, Any]:
    counts = int(given["defective"]), int(given["units"])
    return {
        "interval": proportion.clopper_pearson_interval(*counts),
        "upper": proportion.clopper_pearson_upper(*counts),
    }


def _trend(given: Case) -> dict[str, Any]:
    study = rate_trend(list(zip(given["defective"], given["units"], strict=True)))
    assert study.z is not None
    return {"chi_square": study.z**2, "p": study.p_binomial, "per_period": study.per_period}


TOPICS: Mapping[str, Callable[[Case], dict[str, Any]]] = {
    "constants": _constants,
    "overall": _overall,
    "within": _within,
    "chart": _chart,
    "normality": _normality,
    "fit": _fit,
    "gauge": _gauge,
    "compare": _compare,
    "binomial": _binomial,
    "trend": _trend,
}
