"""Control charts by the book, with limits that vary where samples do, and the chart that fits a study."""

import json
from decimal import Decimal

import numpy as np
import pytest

from qmdesk.model.problem import Refused
from qmdesk.model.readings import Readings
from qmdesk.stats import constants
from qmdesk.stats.charts_spc import KINDS, chart_for, control_chart, stability
from qmdesk.stats.false_alarm import false_alarm
from qmdesk.stats.spc_memory import cusum, ewma
from tests.stats.reference import piston_rings, readings

#: NIST/SEMATECH e-Handbook 6.3.2.2, flow rate of ten batches.
FLOW = ["49.6", "47.6", "49.9", "51.3", "47.8", "51.2", "52.6", "52.4", "53.6", "52.1"]
#: The same 6.3.2.4, with λ = 0.3, target 50 and s 2.0539; its EWMA to two decimals.
EWMA_DATA = [
    "52.0",
    "47.0",
    "53.0",
    "49.3",
    "50.1",
    "47.0",
    "51.0",
    "50.1",
    "51.2",
    "50.5",
    "49.6",
    "47.6",
    "49.9",
    "51.3",
    "47.8",
    "51.2",
    "52.6",
    "52.4",
    "53.6",
    "52.1",
]
EWMA_POINTS = [
    "50.60",
    "49.52",
    "50.56",
    "50.18",
    "50.16",
    "49.21",
    "49.75",
    "49.85",
    "50.26",
    "50.33",
    "50.11",
    "49.36",
    "49.52",
    "50.05",
    "49.38",
    "49.92",
    "50.73",
    "51.23",
    "51.94",
    "51.99",
]


def test_individuals_chart_of_nist() -> None:
    chart = control_chart("i-mr", readings(FLOW))
    assert chart.second is not None
    assert chart.first.center[0] == pytest.approx(50.81)
    assert chart.second.center[0] == pytest.approx(1.8778, abs=5e-5)
    assert (chart.first.ucl[0], chart.first.lcl[0]) == pytest.approx((55.8041, 45.8159), abs=2e-3)


def test_ewma_points_of_nist() -> None:
    chart = ewma(readings(EWMA_DATA), weight=0.3, target=50.0)
    assert chart.first.points == pytest.approx([float(each) for each in EWMA_POINTS], abs=0.0051)


def test_xbar_and_s_limits_follow_a3_and_b4() -> None:
    chart = control_chart("xbar-s", piston_rings())
    assert chart.second is not None and chart.sigma is not None
    mean_s = chart.second.center[0]
    assert chart.sigma == pytest.approx(mean_s / constants.c4(5), rel=1e-12)
    assert chart.first.ucl[0] - chart.first.center[0] == pytest.approx(1.427 * mean_s, rel=5e-4)
    assert chart.second.ucl[0] == pytest.approx(2.089 * mean_s, rel=5e-4) and chart.second.lcl[0] == 0


def test_limits_vary_with_unequal_subgroups() -> None:
    study = Readings.of([Decimal(each) for each in ["1", "2", "3", "4", "5", "3", "2", "4", "1"]], (2, 3, 4))
    for kind in ("xbar-r", "xbar-s"):
        chart = control_chart(kind, study)
        assert chart.sigma is not None and chart.second is not None
        widths = [(high - low) / 6 for high, low in zip(chart.first.ucl, chart.first.lcl, strict=True)]
        assert widths == pytest.approx([chart.sigma / size**0.5 for size in (2, 3, 4)])
        assert len(set(chart.second.center)) == 3
        assert isinstance(chart.to_json()["ucl"], tuple)


def test_a_subgroup_of_one_has_no_spread_to_be_judged() -> None:
    study = Readings.of([Decimal(each) for each in ["1", "2", "3", "4", "5", "3"]], (2, 3, 1))
    chart = control_chart("xbar-r", study)
    assert chart.second is not None
    assert (chart.second.points[2], chart.second.ucl[2]) == (0, 0) and 2 not in chart.second.beyond


def test_limits_from_the_first_points_judge_the_rest() -> None:
    chart = control_chart("xbar-r", piston_rings(40), limits_from=25)
    whole = control_chart("xbar-r", piston_rings(25))
    assert chart.first.ucl[0] == whole.first.ucl[0] and len(chart.first.points) == 40
    assert chart.first.beyond == (36, 37, 38) and not chart.in_control


def test_the_second_panel_alone_can_be_out_of_control() -> None:
    rows = [["10.0", "10.1"]] * 12 + [["8.9", "11.2"]] + [["10.1", "10.0"]] * 12
    chart = control_chart("xbar-r", readings([value for row in rows for value in row], 2))
    assert chart.second is not None
    assert chart.first.beyond == () and chart.second.beyond == (12,) and not chart.in_control


def test_a_moving_range_index_is_that_of_its_own_panel() -> None:
    chart = control_chart("i-mr", readings([*(["10.0", "10.1"] * 8), "12.0", *(["10.1", "10.0"] * 8)]))
    assert chart.second is not None
    assert chart.first.beyond == (16,) and chart.second.beyond == (15, 16)
    assert len(chart.second.points) == len(chart.first.points) - 1


def test_cusum_adds_what_passes_half_a_sigma() -> None:
    study = readings(["10", "12", "10", "12", "10", "12", "16", "16", "16"])
    chart = cusum(study, 6)
    sigma = 2 / constants.d2(2)
    upper, lower = chart.first.points, chart.first.lower_points
    assert lower is not None
    z = (16 - 11) / sigma
    assert upper[8] - upper[7] == pytest.approx(z - 0.5)
    assert lower[0] == pytest.approx(-1 / sigma + 0.5) and max(lower) <= 0 <= min(upper)
    assert chart.first.beyond == (8,) and (chart.first.ucl[0], chart.first.lcl[0]) == (5, -5)
    assert set(json.loads(json.dumps(chart.to_json()))["points"]) == {"upper", "lower"}


@pytest.mark.parametrize(
    ("kind", "counts", "sizes", "center", "ucl", "lcl"),
    [
        ("c", [4, 9, 2, 5], None, 5.0, 5 + 3 * 5**0.5, 0.0),
        ("np", [4, 9, 2, 5], [50], 5.0, 5 + 3 * (50 * 0.1 * 0.9) ** 0.5, 0.0),
        ("p", [9, 10, 9, 10], [10], 0.95, 1.0, 0.95 - 3 * (0.95 * 0.05 / 10) ** 0.5),
        ("u", [4, 9, 2, 5], [2.5], 2.0, 2 + 3 * (2 / 2.5) ** 0.5, 0.0),
    ],
)
def test_count_charts_end_where_a_count_can(
    kind: str, counts: list[int], sizes: list[float] | None, center: float, ucl: float, lcl: float
) -> None:
    first = control_chart(kind, readings([str(each) for each in counts]), sizes=sizes).first
    assert (first.center[0], first.ucl[0], first.lcl[0]) == pytest.approx((center, ucl, lcl))


@pytest.mark.parametrize(
    ("kind", "counts", "options", "code"),
    [
        ("p", "1 2", {}, "sizes-needed"),
        ("p", "1 2", {"sizes": [5, 5, 5]}, "sizes-needed"),
        ("p", "1 6", {"sizes": [5]}, "count-exceeds-size"),
        ("np", "1 2", {"sizes": [5, 6]}, "sizes-must-be-equal"),
        ("c", "1 -1", {}, "count-invalid"),
        ("c", "1 1.5", {}, "count-invalid"),
        ("u", "1 2", {"sizes": [0, 1]}, "size-invalid"),
        ("p", "1 2", {"sizes": [5.5]}, "size-invalid"),
        ("c", "1", {}, "too-few-points"),
        ("i-mr", "1", {}, "too-few-points"),
        ("i-mr", "1 2 3", {"limits_from": 4}, "limits-from-out-of-range"),
        ("c", "1 2 3", {"limits_from": 1}, "limits-from-out-of-range"),
        ("xbar-r", "1 2 3", {}, "subgroups-needed"),
        ("cusum", "1 1 1", {}, "no-variation"),
        ("pareto", "1 2 3", {}, "chart-kind-unknown"),
    ],
)
def test_what_cannot_be_charted_is_refused(kind: str, counts: str, options: dict, code: str) -> None:
    with pytest.raises(Refused) as refused:
        control_chart(kind, readings(counts.split()), **options)
    assert refused.value.problems[0].code == code


def test_ranges_of_large_subgroups_are_refused() -> None:
    study = readings(["1", "2"] * 30, 30)
    with pytest.raises(Refused) as refused:
        control_chart("xbar-r", study)
    assert refused.value.problems[0].code == "rbar-subgroup-too-large"
    assert control_chart("xbar-s", study).in_control


@pytest.mark.parametrize(
    ("study", "method", "kind"),
    [
        (readings(FLOW), "", "i-mr"),
        (readings(FLOW, 5), "", "xbar-r"),
        (readings(FLOW, 5), "mr", "i-mr"),
        (readings(FLOW * 4, 10), "pooled", "xbar-r"),
        (readings(FLOW * 4, 20), "", "xbar-s"),
        (readings(FLOW, 5), "sbar", "xbar-s"),
        (readings(FLOW, 10), "", None),
        (readings(FLOW, ordered=False), "", None),
        (readings(FLOW[:1]), "", None),
    ],
)
def test_the_chart_that_fits_is_chosen(study: Readings, method: str, kind: str | None) -> None:
    assert chart_for(study, method) == kind
    found = stability(study, method)
    assert found.chart == kind and (found.in_control is None) is (kind is None)


def test_alike_readings_are_in_control_and_alike_subgroups_apart_are_not() -> None:
    assert stability(readings(["5"] * 30)).in_control is True
    assert stability(readings(["5", "5", "6", "6"], 2)).in_control is False


def test_every_kind_gives_a_document() -> None:
    counts = readings([str(each) for each in (4, 9, 2, 5, 7)])
    for kind in KINDS:
        study = counts if kind in {"p", "np", "c", "u"} else piston_rings()
        found = json.loads(json.dumps(control_chart(kind, study, sizes=[20]).to_json(), allow_nan=False))
        assert {"kind", "center", "ucl", "lcl", "points", "second", "violations", "in_control"} <= set(found)


def test_a_million_points_are_judged() -> None:
    rng = np.random.default_rng(3)
    values = np.round(rng.normal(0, 1000, 200_000)).astype(int)
    chart = control_chart("i-mr", Readings(tuple(values.tolist()), -3))
    assert len(chart.first.beyond) == pytest.approx(0.0027 * 200_000, rel=0.15)


@pytest.mark.parametrize(
    ("kind", "points", "size", "low", "high"),
    [
        ("i-mr", 25, 1, 0.15, 0.22),
        ("i-mr", 125, 1, 0.62, 0.80),
        ("xbar-r", 25, 5, 0.10, 0.22),
        ("xbar-s", 25, 12, 0.06, 0.18),
    ],
)
def test_in_control_processes_alarm_as_often_as_said(
    kind: str, points: int, size: int, low: float, high: float
) -> None:
    found = false_alarm(kind, points, size)
    assert low < found.rule_1 < high and found.rule_1 < found.all_rules <= 1
    assert found == false_alarm(kind, points, size)


@pytest.mark.parametrize("kind", ["i-mr", "xbar-r", "xbar-s"])
def test_fewer_rules_alarm_less_and_rule_1_never_less_than_itself(kind: str) -> None:
    chances = [false_alarm(kind, 40, 5, rules).all_rules for rules in ((1,), (1, 2), (1, 2, 5), tuple(range(1, 9)))]
    assert chances == sorted(chances) and chances[0] == false_alarm(kind, 40, 5).rule_1 and chances[-1] > chances[0]


@pytest.mark.parametrize("kind", ["ewma", "cusum"])
@pytest.mark.parametrize("size", [1, 5])
def test_charts_with_memory_alarm_as_often_as_said(kind: str, size: int) -> None:
    drawn, alarms = np.random.default_rng(41), 0
    for _ in range(250):
        scaled = np.round(drawn.normal(0, 10_000, 30 * size)).astype(int).tolist()
        chart = control_chart(kind, Readings(scaled, -4, (size,) * 30 if size > 1 else None))
        alarms += not chart.in_control
    assert alarms / 250 == pytest.approx(false_alarm(kind, 30, size).rule_1, abs=0.05)


def test_no_chance_is_said_of_a_chart_of_counts() -> None:
    with pytest.raises(ValueError, match="p chart"):
        false_alarm("p", 25)


def test_the_stated_false_alarm_agrees_with_charts_of_fresh_data() -> None:
    rng = np.random.default_rng(99)
    alarms = 0
    for _ in range(300):
        scaled = tuple(np.round(rng.normal(0, 10_000, 25)).astype(int).tolist())
        alarms += stability(Readings(scaled, -4)).in_control is False
    assert alarms / 300 == pytest.approx(false_alarm("i-mr", 25).rule_1, abs=0.07)
