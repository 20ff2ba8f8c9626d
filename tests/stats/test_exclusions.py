"""Readings left out with a reason, phases and chosen rules: what stays on the chart and what counts in nothing."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qmdesk.model.problem import Refused
from qmdesk.model.readings import Readings
from qmdesk.stats import constants
from qmdesk.stats.capability import capability, cpk_reaches, exact_cpk, index_reaches
from qmdesk.stats.charts_spc import control_chart, stability
from qmdesk.stats.control import ALL_RULES, ControlOptions, phases_in, rules_in
from qmdesk.stats.exact import spread
from qmdesk.stats.spc_types import Panel
from tests.stats.reference import piston_rings, readings

LOW, HIGH = Decimal("73.95"), Decimal("74.05")
SEVEN = ["10.1", "10.3", "19.9", "10.2", "10.4", "10.1", "10.0"]


def drawn(n: int, seed: int = 3, subgroup: int = 0) -> Readings:
    return readings([f"{each:.3f}" for each in np.random.default_rng(seed).normal(10.0, 0.1, n)], subgroup)


def test_a_moving_range_that_touches_an_excluded_reading_is_left_out() -> None:
    estimate = spread(readings(SEVEN), "mr", frozenset({2}))
    assert estimate is not None and estimate.n == 6
    # ranges left: 0.2 between the first two; 0.2, 0.3 and 0.1 after the excluded one
    assert float(estimate.sigma) == pytest.approx((0.2 + 0.2 + 0.3 + 0.1) / 4 / constants.d2(2))
    assert float(estimate.mean) == pytest.approx(np.mean([10.1, 10.3, 10.2, 10.4, 10.1, 10.0]))
    assert estimate.df == constants.moving_range_df(4, 2) > constants.moving_range_df(4)


def test_no_moving_range_is_left_where_every_other_reading_is_out() -> None:
    assert spread(readings(SEVEN), "mr", frozenset({1, 3, 5})) is None
    options = ControlOptions(excluded=frozenset({1, 3, 5}))
    found = capability(readings(SEVEN), LOW, HIGH, options=options)
    assert found.index is None and found.stability.chart is None and found.verdict.status == "none"


def test_an_excluded_reading_stays_on_both_panels_and_counts_in_neither() -> None:
    chart = control_chart("i-mr", readings(SEVEN), excluded=frozenset({2}))
    assert chart.second is not None
    assert chart.first.points[2] == 19.9 and chart.first.excluded == (2,) and chart.first.beyond == ()
    assert chart.second.excluded == (1, 2) and chart.second.points[1] == pytest.approx(9.6)
    assert chart.second.beyond == () and chart.in_control
    assert chart.second.center[0] == pytest.approx(0.2)
    assert control_chart("i-mr", readings(SEVEN)).first.excluded == ()


def test_runs_are_of_the_points_that_count() -> None:
    values = ["1", "-1"] * 5 + ["1"] * 5 + ["-9"] + ["1"] * 4 + ["-1", "-1"]
    shown = control_chart("i-mr", readings(values), excluded=frozenset({15}), rules=(2,))
    assert [(each.rule, each.points) for each in shown.first.violations] == [("nelson-2", (19,))]
    alone = control_chart("i-mr", readings(values), rules=(2,))
    assert "nelson-2" not in {each.rule for each in alone.first.violations}


@pytest.mark.parametrize("kind", ["xbar-r", "xbar-s"])
def test_a_subgroup_is_judged_by_what_is_left_of_it(kind: str) -> None:
    chart = control_chart(kind, piston_rings(), excluded=frozenset({0, 1, *range(10, 15)}))
    whole = control_chart(kind, piston_rings())
    values = np.array(piston_rings().decimals(), dtype=float).reshape(-1, 5)
    assert len(chart.first.points) == 25 and chart.first.excluded == (2,)
    assert chart.first.points[0] == pytest.approx(values[0, 2:].mean())
    assert chart.first.points[2] == whole.first.points[2]
    assert chart.first.ucl[0] > chart.first.ucl[1]  # three readings are less sure than five
    assert chart.second is not None and chart.second.excluded == (2,)
    kept = piston_rings().without({0, 1, *range(10, 15)})
    estimate = spread(kept, "rbar" if kind == "xbar-r" else "sbar")
    assert estimate is not None and chart.sigma == float(estimate.sigma)
    assert chart.first.center[0] == float(estimate.mean)


@pytest.mark.parametrize("kind", ["ewma", "cusum"])
def test_a_path_stays_where_it_is_at_an_excluded_point(kind: str) -> None:
    values = [*SEVEN[:2], *SEVEN[3:]]
    chart, without = (
        control_chart(kind, readings(SEVEN), excluded=frozenset({2})),
        control_chart(kind, readings(values)),
    )
    assert chart.first.points[2] == chart.first.points[1] and chart.first.excluded == (2,)
    # The range across the gap counts in the shorter series only, so sigmas differ and EWMA points don't.
    if kind == "ewma":
        assert [*chart.first.points[:2], *chart.first.points[3:]] == list(without.first.points)


def test_counts_left_out_are_not_in_the_rate() -> None:
    chart = control_chart("p", readings(["2", "90", "4", "3"]), sizes=[100], excluded=frozenset({1}))
    assert chart.first.center[0] == pytest.approx(0.03) and chart.first.excluded == (1,) and chart.in_control


def test_cpk_is_of_the_readings_kept_and_questioned() -> None:
    options = ControlOptions(excluded=frozenset(range(5)))
    found = capability(piston_rings(), LOW, HIGH, options=options)
    kept = capability(piston_rings().without(range(5)), LOW, HIGH)
    assert found.n == kept.n == 120 and found.excluded == (0, 1, 2, 3, 4)
    assert (found.within, found.overall, found.index_text) == (kept.within, kept.overall, kept.index_text)
    assert found.verdict.reasons == ("readings-excluded",) and found.verdict.status == "questioned"
    assert found.stability.control is not None and len(found.stability.control.first.points) == 25


def test_the_comparison_leaves_out_what_is_excluded() -> None:
    out = frozenset({2})
    study, high = readings(SEVEN), Decimal("10.75")
    value = exact_cpk(study, None, high, "mr", out)
    found = capability(study, None, high, options=ControlOptions(excluded=out))
    assert value is not None and value > 1 and found.decision is not None and found.decision.value == value
    assert cpk_reaches(study, None, high, value, "mr", out) and index_reaches(found, Decimal(1))
    assert not cpk_reaches(study, None, high, Decimal(1), "mr")


def test_excluding_nothing_changes_nothing() -> None:
    plain = capability(piston_rings(), LOW, HIGH)
    assert capability(piston_rings(), LOW, HIGH, options=ControlOptions(excluded=frozenset({125, 999}))) == plain


def test_each_phase_has_limits_of_its_own() -> None:
    values = [*SEVEN[:2], "10.2", "10.3", "20.1", "20.3", "20.2", "20.4"]
    chart = control_chart("i-mr", readings(values), phases=(4,))
    first, second = control_chart("i-mr", readings(values[:4])), control_chart("i-mr", readings(values[4:]))
    assert list(chart.first.points) == [*first.first.points, *second.first.points]
    assert list(chart.first.ucl) == [*first.first.ucl, *second.first.ucl] and chart.first.phases == (4,)
    assert chart.second is not None and first.second is not None and second.second is not None
    assert len(chart.second.points) == 7 and chart.second.points[3] == pytest.approx(9.8)
    assert chart.second.excluded == (3,) and chart.second.phases == (3,)
    assert list(chart.second.ucl) == [*first.second.ucl, second.second.ucl[0], *second.second.ucl]
    assert chart.in_control and chart.sigma == second.sigma and chart.to_json()["phases"] == (4,)
    assert not stability(readings(values)).in_control


def test_rules_begin_anew_in_each_phase() -> None:
    values = ["1", "-1"] * 4 + ["1"] * 8 + ["1"] * 8 + ["-1", "1"] * 4
    alone = control_chart("i-mr", readings(values), rules=(2,))
    assert [each.rule for each in alone.first.violations] == ["nelson-2"]
    assert control_chart("i-mr", readings(values), rules=(2,), phases=(16,)).first.violations == ()


@pytest.mark.parametrize("kind", ["xbar-r", "xbar-s", "ewma", "cusum"])
def test_phases_of_subgroups_count_subgroups(kind: str) -> None:
    chart = control_chart(kind, piston_rings(), phases=(10,), excluded=frozenset(range(50, 55)))
    later = Readings(piston_rings().scaled[50:], -3, (5,) * 15)
    alone = control_chart(kind, later, excluded=frozenset(range(5)))
    assert list(chart.first.points[10:]) == list(alone.first.points)
    assert list(chart.first.ucl[10:]) == list(alone.first.ucl)
    assert chart.first.excluded == (10,) and len(chart.first.points) == 25
    if alone.first.lower_points is not None:
        assert chart.first.lower_points is not None and list(chart.first.lower_points[10:]) == list(
            alone.first.lower_points
        )


def test_violations_of_later_phases_are_told_by_their_place() -> None:
    chart = control_chart("xbar-r", piston_rings(40), phases=(10, 12))
    later = control_chart("xbar-r", Readings(piston_rings(40).scaled[60:], -3, (5,) * 28))
    expected = {each.rule: tuple(point + 12 for point in each.points) for each in later.first.violations}
    found = {each.rule: tuple(point for point in each.points if point >= 12) for each in chart.first.violations}
    assert expected and {rule: points for rule, points in found.items() if points} == expected


def test_samples_of_varying_size_keep_their_sizes_in_phases() -> None:
    counts, sizes = ["2", "3", "4", "9", "8", "7"], [100.0, 150.0, 120.0, 90.0, 80.0, 100.0]
    chart = control_chart("p", readings(counts), sizes=sizes, phases=(3,))
    assert list(chart.first.center) == pytest.approx([9 / 370] * 3 + [24 / 270] * 3)
    assert list(chart.first.points) == pytest.approx(
        [int(count) / size for count, size in zip(counts, sizes, strict=True)]
    )


@pytest.mark.parametrize("phases", [(1,), (6,), (3, 3), (4, 2), (9,), (3, 4)])
def test_phases_of_fewer_than_two_points_are_refused(phases: tuple[int, ...]) -> None:
    with pytest.raises(Refused) as refused:
        control_chart("i-mr", readings(SEVEN), phases=phases)
    assert refused.value.problems[0].code == "phases-out-of-range"


def test_phases_set_limits_of_their_own_and_not_from_the_first_points() -> None:
    with pytest.raises(Refused) as refused:
        control_chart("i-mr", readings(SEVEN), phases=(3,), limits_from=3)
    assert refused.value.problems[0].code == "phases-with-limits-from"


def test_rule_1_is_looked_at_whatever_is_chosen() -> None:
    values = ["10.0", "10.1"] * 10 + ["15"]
    chart = control_chart("i-mr", readings(values), rules=(5,))
    assert chart.first.beyond == (20,) and not chart.in_control
    assert {each.rule for each in chart.first.violations} <= {"nelson-1", "nelson-5"}


def test_the_chart_chosen_judges_stability() -> None:
    assert stability(piston_rings(), options=ControlOptions(chart="ewma")).chart == "ewma"
    found = capability(piston_rings(), LOW, HIGH, options=ControlOptions(chart="xbar-s", rules=(1,)))
    assert found.stability.chart == "xbar-s" and found.method == "pooled"
    with pytest.raises(Refused) as refused:
        stability(drawn(30), options=ControlOptions(chart="xbar-r"))
    assert refused.value.problems[0].code == "subgroups-needed"


@pytest.mark.parametrize(
    ("text", "rules"),
    [("", ALL_RULES), ("  ", ALL_RULES), ("1,2,5", (1, 2, 5)), ("5，2", (1, 2, 5)), ("3 4、8;8", (1, 3, 4, 8))],
)
def test_rules_are_read(text: str, rules: tuple[int, ...]) -> None:
    assert rules_in(text) == rules


@pytest.mark.parametrize("text", ["0", "9", "1,x", "1.2", "-1", "１", "²"])
def test_rules_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        rules_in(text)
    assert refused.value.problems[0].code == "rules-unreadable"


@pytest.mark.parametrize(("text", "phases"), [("", ()), ("26,51", (25, 50)), ("2", (1,)), ("26，51", (25, 50))])
def test_phases_are_read(text: str, phases: tuple[int, ...]) -> None:
    assert phases_in(text) == phases


@pytest.mark.parametrize("text", ["1", "0", "51,26", "26,26", "a", "26-51"])
def test_phases_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        phases_in(text)
    assert refused.value.problems[0].code == "phases-unreadable"


@settings(deadline=None, max_examples=40)
@given(st.sets(st.integers(0, 19)), st.sets(st.integers(2, 18), max_size=2), st.sampled_from([0, 2, 5]))
def test_a_chart_with_options_has_as_many_points_as_one_without(out: set[int], starts: set[int], size: int) -> None:
    study = drawn(20, subgroup=size)
    for kind in ("xbar-r", "xbar-s", "ewma", "cusum") if size else ("i-mr", "ewma", "cusum"):
        plain = control_chart(kind, study)
        try:
            chart = control_chart(kind, study, phases=sorted(starts), excluded=frozenset(out))
        except Refused:
            continue
        for panel, whole in ((chart.first, plain.first), (chart.second, plain.second)):
            assert (panel is None) is (whole is None)
            if panel is not None and whole is not None:
                _is_whole(panel, whole)


def _is_whole(panel: Panel, plain: Panel) -> None:
    assert len(panel.points) == len(panel.ucl) == len(panel.lcl) == len(panel.center) == len(plain.points)
    hit = {point for each in panel.violations for point in each.points}
    assert not hit & set(panel.excluded)
