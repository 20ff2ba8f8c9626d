"""Trends of monthly defect rates, beside R 4.2.2: prop.trend.test, prop.test and lm."""

import json

import numpy as np
import pytest

from qmdesk.model.problem import Refused
from qmdesk.stats.trend import rate_trend

FEW = list(
    zip(
        [12, 15, 11, 18, 20, 19, 25, 24, 22, 28, 30, 27],
        [1000, 1100, 950, 1200, 1150, 1000, 1300, 1250, 1100, 1200, 1280, 1150],
        strict=True,
    )
)
MANY = [(found, 5000) for found in (120, 90, 200, 60, 240, 150, 310, 140, 280, 330)]


def test_the_statistic_is_that_of_cochran_and_armitage() -> None:
    """prop.trend.test(x, n): 11.4748797434, p 7.05432118967e-04."""
    found = rate_trend(FEW)
    assert found.z is not None and found.z**2 == pytest.approx(11.4748797434, rel=1e-9)
    assert found.p_binomial == pytest.approx(7.05432118967e-04, rel=1e-9)
    assert (found.dispersion, found.p, found.direction) == (1.0, found.p_binomial, "rising")


def test_months_that_scatter_more_than_a_binomial_widen_the_test() -> None:
    """prop.trend.test: 210.356739189; prop.test: 436.338740987; the slope is that of lm(x/n ~ i, weights = n)."""
    found = rate_trend(MANY)
    assert found.z is not None and found.z**2 == pytest.approx(210.356739189, rel=1e-9)
    assert found.dispersion == pytest.approx((436.338740987 - 210.356739189) / 8, rel=1e-9)
    assert found.per_period == pytest.approx(4339.39393939, rel=1e-9)
    assert found.p_binomial is not None and found.p is not None
    assert found.p_binomial < 1e-40 and 0.01 < found.p < 0.05


def test_the_other_way_round_it_falls() -> None:
    there, back = rate_trend(FEW), rate_trend(FEW[::-1])
    assert back.direction == "falling" and there.z is not None and back.z == pytest.approx(-there.z)
    assert back.p == pytest.approx(there.p)


@pytest.mark.parametrize("rows", [[], FEW[:3], [(0, 100)] * 12, [(100, 100)] * 12])
def test_where_nothing_can_be_seen_there_is_no_trend(rows: list[tuple[int, int]]) -> None:
    found = rate_trend(rows)
    assert found.direction == "too-few" and found.p is None
    json.dumps(found.to_json(), allow_nan=False)


def test_missing_months_keep_their_distance() -> None:
    assert rate_trend(FEW[:5], (0, 1, 2, 3, 4)) == rate_trend(FEW[:5])
    apart = rate_trend(FEW[:5], (0, 1, 2, 3, 11))
    assert apart.per_period is not None and apart.per_period < (rate_trend(FEW[:5]).per_period or 0)


def test_level_months_alarm_as_often_as_the_test_says() -> None:
    drawn = np.random.default_rng(5)
    rates = drawn.beta(20, 980, (800, 12))  # scatters between months as plants do
    found = [rate_trend([(int(each), 4000) for each in drawn.binomial(4000, year)]) for year in rates]
    assert np.mean([each.direction != "level" for each in found]) == pytest.approx(0.05, abs=0.02)
    assert np.mean([(each.p_binomial or 1) < 0.05 for each in found]) > 0.2  # a plain binomial test would not do


def test_impossible_counts_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        rate_trend([(5, 4)] * 5)
    assert refused.value.problems[0].code == "defective-out-of-range"
