"""Normality tests agree with scipy and with the tables; the plot's coordinates are Blom's."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats as scipy_stats

from qmdesk.stats.normality import (
    anderson_darling,
    anderson_darling_p,
    normality,
    probability_plot,
    shapiro_wilk,
)


@pytest.mark.parametrize("n", [3, 4, 5, 6, 7, 11, 12, 20, 50, 500, 5000])
@pytest.mark.parametrize("shape", ["normal", "exponential", "uniform"])
def test_shapiro_wilk_agrees_with_scipy(n: int, shape: str) -> None:
    sample = getattr(np.random.default_rng(n), shape)(size=n)
    found, expected = shapiro_wilk(sample), scipy_stats.shapiro(sample)
    assert found.w == pytest.approx(expected.statistic, abs=5e-9)
    assert found.p == pytest.approx(expected.pvalue, abs=1e-6)


@pytest.mark.parametrize("n", [8, 30, 400])
def test_anderson_darling_is_its_definition(n: int) -> None:
    sample = np.random.default_rng(n).gamma(2.0, size=n)
    z = np.sort((sample - sample.mean()) / sample.std(ddof=1))
    odd, f = 2 * np.arange(1, n + 1) - 1, scipy_stats.norm
    expected = -n - np.mean(odd * (f.logcdf(z) + f.logsf(z[::-1])))
    assert anderson_darling(sample) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(
    ("modified", "p"), [(0.631, 0.10), (0.752, 0.05), (0.873, 0.025), (1.035, 0.01), (1.159, 0.005)]
)
def test_p_of_anderson_darling_follows_stephens_table(modified: float, p: float) -> None:
    """D'Agostino & Stephens 1986, table 4.7, case 3; for a large sample the modification is 1."""
    assert anderson_darling_p(modified, 10**9) == pytest.approx(p, rel=0.04)


def test_p_falls_as_the_statistic_grows() -> None:
    values = np.concatenate([np.linspace(0.01, 12, 400), [50, 153, 160, 400]])
    p = [anderson_darling_p(float(value), 30) for value in values]
    assert all(later <= earlier + 0.002 for earlier, later in pairwise(p)) and p[-1] < 1e-20


def test_normal_readings_are_rejected_as_often_as_the_level_says() -> None:
    samples = np.random.default_rng(11).standard_normal((2000, 25))
    p = np.array([anderson_darling_p(anderson_darling(row), 25) for row in samples])
    assert np.mean(p < 0.05) == pytest.approx(0.05, abs=0.015)
    assert np.mean(p < 0.005) < 0.012


@pytest.mark.parametrize(("values", "known"), [([1.0, 2.0], False), ([1.0] * 9, False), ([1.0, 2.0, 4.0], True)])
def test_too_little_is_not_tested(values: list[float], known: bool) -> None:
    found = normality(np.array(values))
    assert (found is not None) is known
    if found is not None:
        assert found.p is None and found.normal is None and found.shapiro is not None


def test_very_large_samples_have_no_shapiro() -> None:
    found = normality(np.random.default_rng(5).normal(size=5001))
    assert found is not None and found.shapiro is None and found.normal


@settings(deadline=None)
@given(st.lists(st.floats(-100, 100), min_size=8, max_size=60), st.floats(-50, 50), st.sampled_from([0.01, 3.0, -2.0]))
def test_normality_does_not_depend_on_origin_and_unit(sample: list[float], shift: float, factor: float) -> None:
    values = np.round(np.array(sample), 3)
    if np.ptp(values) < 0.1:
        return
    before, after = normality(values), normality(values * factor + shift)
    assert before is not None and after is not None and before.shapiro and after.shapiro
    assert after.statistic == pytest.approx(before.statistic, rel=1e-6, abs=1e-6)
    assert after.shapiro.w == pytest.approx(before.shapiro.w, rel=1e-6)


def test_the_plot_is_a_straight_line_for_normal_scores() -> None:
    n = 99
    scores = scipy_stats.norm.ppf((np.arange(1, n + 1) - 0.375) / (n + 0.25))
    plot = probability_plot(10 + 2 * scores[::-1])
    assert plot is not None
    assert plot.readings == pytest.approx(10 + 2 * np.array(plot.scores))
    assert all(low < reading < high for low, reading, high in zip(plot.low, plot.readings, plot.high, strict=True))


def test_the_band_of_the_plot_holds_each_point_of_normal_samples_95_times_in_100() -> None:
    held = []
    for seed in range(300):
        sample = np.random.default_rng(seed).standard_normal(40)
        plot = probability_plot(sample)
        assert plot is not None
        low, high = (np.array(each) - plot.mean for each in (plot.low, plot.high))
        held.append((np.sort(sample) >= low / plot.sd) & (np.sort(sample) <= high / plot.sd))
    assert np.mean(held) == pytest.approx(0.95, abs=0.015)


def test_a_long_plot_keeps_its_tails() -> None:
    values = np.arange(50_000, dtype=float)
    plot = probability_plot(values, most=2000)
    assert plot is not None and len(plot.readings) == 2000
    assert plot.readings[:500] == tuple(range(500)) and plot.readings[-1] == 49_999


def test_nothing_is_plotted_without_variation() -> None:
    assert probability_plot(np.ones(10)) is None
