"""Nelson's eight rules, each at the point that completes its pattern."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qmdesk.stats.nelson import ALL_RULES, broken, violations

WAVE = [0.5, -0.5] * 7


def found(points: list[float], sigma: float = 1.0) -> dict[int, list[int]]:
    every = violations(np.array(points, dtype=float), np.array(0.0), np.array(sigma))
    return {int(each.rule.removeprefix("nelson-")): list(each.points) for each in every}


@pytest.mark.parametrize(
    ("points", "rules"),
    [
        ([0, 3.0, -3.0, 0], {5: []}),
        ([0, 3.1, 0], {1: [1]}),
        ([0.5, 0.3] * 4, {2: []}),
        ([*([0.5, 0.3] * 4), 0.5, 0.3], {2: [8, 9]}),
        ([*([0.5, 0.3] * 4), 0.0, 0.5], {2: []}),
        ([-1, -0.6, -0.2, 0.2, 0.6], {3: []}),
        ([-1, -0.6, -0.2, 0.2, 0.6, 0.9], {3: [5]}),
        ([0.9, 0.6, 0.2, -0.2, -0.6, -0.9, -0.95], {3: [5, 6]}),
        ([-1, -0.6, -0.2, -0.2, 0.6, 0.9], {3: []}),
        (WAVE[:13], {4: []}),
        (WAVE, {4: [13]}),
        ([*WAVE[:7], *WAVE[6:]], {4: []}),
        ([0, 2.1, 0, 2.2, 0], {5: [3]}),
        ([0, 2.1, 2.2, 0, 0], {5: [2]}),
        ([0, 2.1, 0, -2.2, 0], {5: []}),
        ([0, 2.0, 0, 2.2, 0], {5: []}),
        ([0, -2.1, 0, 0, -2.2], {5: []}),
        ([1.1, 1.2, 0, 1.3, 1.1, 0], {6: [4]}),
        ([1.1, 1.2, 0, 1.3, 1.0, 0], {6: []}),
        ([-1.1, -1.2, 0, -1.3, 1.1, -1.4], {6: []}),
        ([0.5, -1.0] * 7, {7: []}),
        ([*([0.5, -1.0] * 7), 0.2], {7: [14]}),
        ([1.2, -1.2] * 3, {8: []}),
        ([1.2, -1.2, -1.3, 1.4, 1.2, -1.2, -1.3, 1.4], {8: [7]}),
        ([1.2, -1.2, -1.3, 1.0, 1.2, -1.2, -1.3, 1.4], {8: []}),
        ([], {1: [], 2: []}),
        ([9.0], {1: [0], 3: []}),
    ],
)
def test_rule(points: list[float], rules: dict[int, list[int]]) -> None:
    shown = found(points)
    assert {rule: shown.get(rule, []) for rule in rules} == rules


def test_zone_lines_belong_to_the_inner_zone_whatever_the_unit() -> None:
    """0.1 + 0.2 is a little more than 0.3 in doubles: still on the line."""
    assert found([0.1 + 0.2, -(0.1 + 0.2)], sigma=0.1) == {}


def test_where_sigma_is_nought_any_point_off_the_line_is_beyond() -> None:
    assert violations(np.array([1.0, 1.0, 1.1]), np.array(1.0), np.array(0.0), (1,))[0].points == (2,)


def test_a_trend_is_one_of_the_plotted_points_though_limits_vary() -> None:
    points, sigma = np.arange(6) * 0.1, np.array([1.0, 0.5, 2.0, 0.3, 3.0, 0.2])
    rules = {each.rule for each in violations(points, np.array(0.25), sigma)}
    assert "nelson-3" in rules


@given(st.lists(st.floats(-4, 4), max_size=40))
def test_a_mirrored_chart_breaks_the_same_rules(points: list[float]) -> None:
    z = np.array(points)
    for rule in ALL_RULES:
        assert (broken(z, rule) == broken(-z, rule)).all()


@given(st.lists(st.lists(st.floats(-4, 4), min_size=20, max_size=20), min_size=1, max_size=4))
def test_many_charts_at_once_are_as_one_by_one(charts: list[list[float]]) -> None:
    z = np.array(charts)
    for rule in ALL_RULES:
        assert (broken(z, rule) == np.array([broken(row, rule) for row in z])).all()


@given(st.lists(st.floats(-4, 4), min_size=1, max_size=40))
def test_a_later_point_changes_nothing_before_it(points: list[float]) -> None:
    z = np.array(points)
    for rule in ALL_RULES:
        assert (broken(z[:-1], rule) == broken(z, rule)[:-1]).all()


@given(st.lists(st.sampled_from([-3.5, -2.5, -1.5, -0.5, 0.0, 0.5, 1.5, 2.5, 3.5]), max_size=60), st.integers(1, 20))
def test_judging_in_pieces_changes_nothing(points: list[float], piece: int) -> None:
    whole = found(points)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("qmdesk.stats.nelson.PIECE", piece)
        assert found(points) == whole


def test_points_that_do_not_vary_hug_no_line():
    assert found([0.0] * 40, sigma=0.0) == {}
    assert 1 in found([0.0] * 39 + [0.1], sigma=0.0)
    assert 7 in found([0.1] * 20, sigma=1.0)
