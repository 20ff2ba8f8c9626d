"""Intervals cover what they say, with the degrees of freedom of each estimator; the plan's table is theirs."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qmdesk.stats import constants, intervals

STUDIES, GROUPS, SIZE = 4000, 20, 5
#: A process with Cp 1.5 and Cpk 1.25.
LSL, USL, CP, CPK = -5.25, 3.75, 1.5, 1.25


def estimates(method: str) -> tuple[np.ndarray, np.ndarray, float]:
    """Mean and sigma of many studies of 100 standard normal readings, and the degrees of freedom, by numpy alone."""
    drawn = np.random.default_rng(20260701).standard_normal((STUDIES, GROUPS, SIZE))
    flat = drawn.reshape(STUDIES, -1)
    mean, n = flat.mean(axis=1), GROUPS * SIZE
    if method == "pooled":
        return mean, np.sqrt(drawn.var(axis=2, ddof=1).mean(axis=1)), GROUPS * (SIZE - 1)
    if method == "rbar":
        return mean, np.ptp(drawn, axis=2).mean(axis=1) / constants.d2(SIZE), 0.9 * GROUPS * (SIZE - 1)
    if method == "sbar":
        factor = constants.sbar_efficiency(SIZE)
        return mean, drawn.std(axis=2, ddof=1).mean(axis=1) / constants.c4(SIZE), factor * GROUPS * (SIZE - 1)
    if method == "mr":
        ranges = np.abs(np.diff(flat, axis=1)).mean(axis=1)
        return mean, ranges / constants.d2(2), constants.moving_range_df(n - 1)
    return mean, flat.std(axis=1, ddof=1), n - 1


@pytest.mark.parametrize("method", ["pooled", "rbar", "sbar", "mr", "overall"])
def test_two_sided_intervals_cover_94_to_96_in_100(method: str) -> None:
    means, sigmas, df = estimates(method)
    factors = np.array(intervals.cp_interval(1.0, df))
    cp = (USL - LSL) / (6 * sigmas)
    assert 0.94 <= np.mean((cp * factors[0] <= CP) & (cp * factors[1] >= CP)) <= 0.96
    cpk = np.minimum(USL - means, means - LSL) / (3 * sigmas)
    bounds = np.array([intervals.cpk_interval(float(each), GROUPS * SIZE, df) for each in cpk[:2500]])
    assert 0.94 <= np.mean((bounds[:, 0] <= CPK) & (bounds[:, 1] >= CPK)) <= 0.96


@pytest.mark.parametrize("method", ["pooled", "rbar", "mr", "overall"])
@pytest.mark.parametrize("target", [0.0, -0.75])
def test_intervals_of_cpm_cover_94_to_96_in_100(method: str, target: float) -> None:
    means, sigmas, df = estimates(method)
    n, true = GROUPS * SIZE, 9 / (6 * math.hypot(1, target))
    hits = 0
    for mean, sigma in zip(means[:2500].tolist(), sigmas[:2500].tolist(), strict=True):
        index = 9 / (6 * math.hypot(sigma, mean - target))
        bias = (mean - target) / sigma
        low, high = intervals.cpm_interval(index, n, bias, df=None if method == "overall" else df)
        hits += low <= true <= high
    assert 0.935 <= hits / 2500 <= 0.965


def test_the_lower_bound_demonstrates_at_95_percent() -> None:
    means, sigmas, df = estimates("pooled")
    cpk = np.minimum(USL - means, means - LSL) / (3 * sigmas)
    bounds = np.array([intervals.cpk_lower(float(each), GROUPS * SIZE, df) for each in cpk[:2500]])
    assert 0.94 <= np.mean(bounds <= CPK) <= 0.965


@pytest.mark.parametrize(
    ("n", "needed"),
    [
        (25, (1.335, 1.763, 2.205, 2.635)),
        (50, (1.216, 1.608, 2.013, 2.407)),
        (125, (1.128, 1.494, 1.872, 2.239)),
    ],
)
def test_observed_cpk_that_demonstrates_each_threshold(n: int, needed: tuple[float, ...]) -> None:
    found = [intervals.required_cpk(threshold, n) for threshold in (1.0, 1.33, 1.67, 2.0)]
    assert found == pytest.approx(needed, abs=0.0005)


def test_a_true_1_20_often_shows_1_33_in_studies_of_fifty() -> None:
    """Some 12 % of studies of a centred process, 19 % where one limit is far: why both verdicts are printed."""
    drawn = np.random.default_rng(7).standard_normal((20_000, 50))
    mean, sd = drawn.mean(axis=1), drawn.std(axis=1, ddof=1)
    one_sided, centred = (3.6 - mean) / (3 * sd), (3.6 - np.abs(mean)) / (3 * sd)
    assert np.mean(one_sided >= 1.33) == pytest.approx(0.19, abs=0.01)
    assert np.mean(centred >= 1.33) == pytest.approx(0.12, abs=0.01)
    bounds = np.array([intervals.cpk_lower(float(each), 50, 49) for each in one_sided[:4000]])
    assert np.mean(bounds >= 1.33) < 0.01


@given(st.floats(0.2, 3.0), st.integers(5, 500))
def test_the_required_cpk_is_where_the_bound_meets_the_threshold(threshold: float, n: int) -> None:
    needed = intervals.required_cpk(threshold, n)
    assert needed is not None
    assert intervals.cpk_lower(needed, n, n - 1) == pytest.approx(threshold, abs=1e-9)


def test_with_two_readings_nothing_can_be_demonstrated() -> None:
    assert intervals.required_cpk(1.0, 2) is None
    assert intervals.required_cpk(1.0, 1) is None


@given(st.floats(1.05, 3.0), st.floats(0.5, 1.0))
def test_the_required_number_of_readings_is_the_least_that_does(cpk: float, share: float) -> None:
    n = intervals.required_n(cpk, 1.0, share)
    assert n is not None
    assert intervals.cpk_lower(cpk, n, (n - 1) * share) >= 1.0
    assert n == 2 or intervals.cpk_lower(cpk, n - 1, (n - 2) * share) < 1.0


def test_an_index_below_the_threshold_demonstrates_it_with_no_number_of_readings() -> None:
    assert intervals.required_n(1.33, 1.33) is None


@pytest.mark.parametrize("index", [-1.2, 0.0, 0.4, 1.33, 4.0])
def test_the_exact_interval_of_one_side_holds_the_index_and_is_near_bissell(index: float) -> None:
    low, high = intervals.one_sided_interval(index, 100, 99)
    approximate = intervals.cpk_interval(index, 100, 99)
    assert low < index < high
    assert (low, high) == pytest.approx(approximate, abs=0.02 + 0.02 * abs(index))


@given(st.floats(0.1, 4), st.integers(3, 400))
def test_a_longer_study_has_a_shorter_interval(index: float, n: int) -> None:
    short, long = intervals.cpk_interval(index, n, n - 1), intervals.cpk_interval(index, 2 * n, 2 * n - 1)
    assert long[1] - long[0] < short[1] - short[0]
    assert math.isclose(sum(short) / 2, index, rel_tol=1e-9)
