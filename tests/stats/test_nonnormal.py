"""Fits find the parameters that made the data; percentile indices are those of ISO 22514."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats as scipy_stats

from qmdesk.model.problem import Refused
from qmdesk.stats import fits, transforms
from qmdesk.stats.nonnormal import METHODS, SHARES, candidates, nonnormal_index, percentile_indices
from qmdesk.stats.nonnormal_bound import ppk_lower

RNG = np.random.default_rng(20260701)
SKEWED = RNG.gamma(3.0, 2.0, 400)


@pytest.mark.parametrize(
    ("method", "scipy_fit", "names"),
    [
        ("weibull", lambda x: scipy_stats.weibull_min.fit(x, floc=0), {"shape": 0, "scale": 2}),
        ("gamma", lambda x: scipy_stats.gamma.fit(x, floc=0), {"shape": 0, "scale": 2}),
        ("exponential", lambda x: scipy_stats.expon.fit(x, floc=0), {"scale": 1}),
    ],
)
def test_maximum_likelihood_agrees_with_scipy(method: str, scipy_fit: object, names: dict[str, int]) -> None:
    expected = scipy_fit(SKEWED)  # type: ignore[operator]
    found = METHODS[method](SKEWED).parameters
    assert [found[name] for name in names] == pytest.approx([expected[place] for place in names.values()], rel=2e-4)


def test_box_cox_power_agrees_with_scipy() -> None:
    assert transforms.box_cox(SKEWED).parameters["lambda"] == pytest.approx(scipy_stats.boxcox(SKEWED)[1], abs=1e-4)


def test_folded_normal_is_the_likeliest() -> None:
    sample = np.abs(RNG.normal(1.0, 1.0, 500))
    found = fits.folded_normal(sample).parameters
    shape, _, scale = scipy_stats.foldnorm.fit(sample, floc=0)
    assert (found["location"], found["scale"]) == pytest.approx((shape * scale, scale), rel=1e-3)


def test_lognormal_is_the_normal_of_logarithms() -> None:
    found = fits.lognormal(SKEWED)
    logs = np.log(SKEWED)
    assert found.quantile(0.5) == pytest.approx(np.exp(logs.mean()))
    assert found.quantile(SHARES[2]) == pytest.approx(np.exp(logs.mean() + 3 * logs.std(ddof=1)), rel=1e-4)


@pytest.mark.parametrize("method", METHODS)
def test_quantile_and_distribution_function_are_each_other_s_inverse(method: str) -> None:
    fit = METHODS[method](SKEWED)
    for share in (*SHARES, 0.01, 0.3, 0.9):
        x = np.array(fit.quantile(share))
        assert float(np.exp(fit.log_below(x))) == pytest.approx(share, rel=1e-6)
        assert float(np.exp(fit.log_above(x))) == pytest.approx(1 - share, rel=1e-5)


@pytest.mark.parametrize(
    ("kind", "sample"),
    [
        ("su", RNG.standard_t(4, 300)),
        ("sb", RNG.beta(2, 3, 300)),
        ("su", -np.sinh((RNG.standard_normal(300) - 0.5) / 1.5)),
    ],
)
def test_johnson_finds_its_member_and_makes_the_data_normal(kind: str, sample: np.ndarray) -> None:
    fit = transforms.johnson(sample)
    assert fit.method == f"johnson-{kind}" and fit.to_normal is not None
    y = fit.to_normal(sample)
    assert abs(y.mean()) < 0.2 and y.std() == pytest.approx(1, abs=0.2)
    assert scipy_stats.shapiro(y).pvalue > 0.05


def test_johnson_quantiles_are_near_those_of_the_source() -> None:
    sample = np.sinh((np.random.default_rng(5).standard_normal(4000) - 0.3) / 1.4)
    found = transforms.johnson(sample).quantile(0.99865)
    assert found == pytest.approx(np.sinh((3 - 0.3) / 1.4), rel=0.15)


def test_for_a_normal_process_the_percentile_index_is_the_usual_one() -> None:
    sample = RNG.normal(10, 0.1, 500)
    found = nonnormal_index(sample, 9.6, 10.5, "normal")
    mean, sd = sample.mean(), sample.std(ddof=1)
    assert found.indices.potential == pytest.approx(0.9 / (6 * sd), rel=1e-4)
    assert found.ppk == pytest.approx((mean - 9.6) / (3 * sd), rel=1e-4)


def test_the_best_method_is_the_closest_by_anderson_darling() -> None:
    found = candidates(SKEWED)
    statistics = [statistic for _, _, statistic in found]
    assert statistics == sorted(statistics) and found[0][0] in {"gamma", "box-cox", "johnson", "weibull"}
    best = nonnormal_index(SKEWED, None, 40.0, "best")
    assert best.statistic == statistics[0] and best.method == "best"


def test_a_transformation_gives_both_of_its_indices() -> None:
    found = nonnormal_index(SKEWED, 0.1, 30.0, "box-cox", "turning time")
    assert found.transformed is not None and found.transformed.smaller is not None and found.ppk is not None
    shown = json.loads(json.dumps(found.to_json(), allow_nan=False))
    assert shown["reason"] == "turning time" and shown["transformed"]["ppk"] == found.transformed.smaller
    assert shown["p"] > 0.005


def test_a_limit_that_the_transformation_cannot_reach_has_no_side() -> None:
    found = nonnormal_index(SKEWED, -1.0, 30.0, "box-cox").transformed
    assert found is not None and found.lower is None and found.potential is None and found.upper is not None


def test_the_density_curve_holds_all_of_the_distribution() -> None:
    curve = np.array(nonnormal_index(SKEWED, None, 40.0, "gamma").curve)
    assert np.trapezoid(curve[:, 1], curve[:, 0]) == pytest.approx(1, abs=0.005)


def test_empirical_percentiles_need_2200_readings() -> None:
    with pytest.raises(Refused) as refused:
        nonnormal_index(np.arange(2199.0), None, 3000.0, "empirical")
    assert refused.value.problems[0].code == "too-few-readings-for"
    found = nonnormal_index(np.arange(1.0, 10_000.0), None, 19_983.5, "empirical")
    assert found.percentiles == pytest.approx((13.5, 5000, 9986.5))
    assert found.ppk == pytest.approx((19_983.5 - 5000) / (9986.5 - 5000))


@pytest.mark.parametrize(
    ("method", "sample", "code"),
    [
        ("cauchy", SKEWED, "nonnormal-method-unknown"),
        ("lognormal", np.array([0.0, 1.0, 2.0]), "values-must-be-positive"),
        ("exponential", np.array([-1.0, 1.0, 2.0]), "values-must-be-positive"),
        ("johnson", np.arange(19.0), "too-few-readings-for"),
        ("johnson", np.array([1.0, 2.0] * 20), "johnson-no-fit"),
        ("weibull", np.array([1.0, 1.0]), "too-few-readings-for"),
        ("best", np.ones(40), "too-few-readings-for"),
    ],
)
def test_what_cannot_be_fitted_is_refused(method: str, sample: np.ndarray, code: str) -> None:
    with pytest.raises(Refused) as refused:
        nonnormal_index(sample, None, 10.0, method)
    assert refused.value.problems[0].code == code


@settings(deadline=None, max_examples=30)
@given(
    st.integers(0, 10_000),
    st.sampled_from(["weibull", "gamma", "lognormal", "box-cox", "johnson"]),
    st.floats(0.01, 90),
)
def test_percentile_indices_do_not_depend_on_the_unit(seed: int, method: str, factor: float) -> None:
    sample = np.random.default_rng(seed).weibull(1.7, 80) + 0.05
    before = nonnormal_index(sample, 0.01, 5.0, method).indices
    after = nonnormal_index(sample * factor, 0.01 * factor, 5.0 * factor, method).indices
    assert after.lower == pytest.approx(before.lower, rel=1e-3)
    assert after.upper == pytest.approx(before.upper, rel=1e-3)


def test_percentile_indices_of_one_limit_have_one_side() -> None:
    found = percentile_indices((1.0, 2.0, 5.0), None, 8.0)
    assert (found.potential, found.lower, found.upper, found.smaller) == (None, None, 2.0, 2.0)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("method", [*METHODS, "best"])
@pytest.mark.parametrize(
    ("center", "spread", "decimals"),
    [(10.0, 0.1, 3), (1e6, 1e-3, 4), (74.0, 0.01, 3), (1e-6, 3e-7, 9), (1e9, 3e8, 0), (-5.0, 1.0, 2), (0.0, 1.0, 0)],
)
@pytest.mark.parametrize("n", [3, 8, 20, 100])
def test_any_readings_are_fitted_or_refused(method: str, center: float, spread: float, decimals: int, n: int) -> None:
    values = np.round(np.random.default_rng(n).normal(center, spread, n), decimals)
    for lsl, usl in ((center - 5 * spread, center + 5 * spread), (None, center), (center + spread, None)):
        try:
            found = nonnormal_index(values, lsl, usl, method)
        except Refused:
            continue
        assert np.isfinite(found.percentiles).all() and found.ppk is not None and np.isfinite(found.ppk)
        assert found.expected_ppm is not None and 0 <= found.expected_ppm <= 2e6


@pytest.mark.parametrize("method", ["lognormal", "weibull", "gamma", "exponential", "folded-normal", "box-cox"])
def test_a_limit_below_all_that_a_distribution_gives_has_everything_above_it(method: str) -> None:
    values = np.random.default_rng(2).gamma(3.0, 2.0, 200)
    above, below = (nonnormal_index(values, *limits, method) for limits in ((None, -1.0), (-1.0, None)))
    assert above.expected_ppm == pytest.approx(1e6) and above.ppk is not None and above.ppk < 0
    assert below.expected_ppm == pytest.approx(0.0)


def test_half_normal_readings_are_folded_about_nought() -> None:
    places = (np.arange(1, 401) - 0.5) / 400
    values = np.array([float(scipy_stats.norm.ppf(0.5 + place / 2)) for place in places])
    found = nonnormal_index(values, None, 4.0, "folded-normal")
    assert found.parameters["location"] < 0.4  # the peak is flat
    assert found.percentiles[1:] == pytest.approx((0.6745, 3.2053), rel=0.01)


@settings(deadline=None, max_examples=25)
@given(st.sampled_from(list(METHODS)), st.sampled_from([0.001, 0.5, 25.4, 1e4]), st.integers(0, 5))
def test_another_unit_changes_no_index(method: str, factor: float, seed: int) -> None:
    values = np.random.default_rng(seed).weibull(1.7, 60) + 0.01
    one = nonnormal_index(values, 0.001, 4.0, method)
    other = nonnormal_index(values * factor, 0.001 * factor, 4.0 * factor, method)
    assert (one.indices.upper, one.indices.lower) == pytest.approx((other.indices.upper, other.indices.lower), rel=1e-5)
    shuffled = np.random.default_rng(seed).permutation(values)
    assert nonnormal_index(shuffled, 0.001, 4.0, method).ppk == pytest.approx(one.ppk, rel=1e-6)


@pytest.mark.parametrize(
    ("method", "process"),
    [("lognormal", scipy_stats.lognorm(0.5, scale=1.3)), ("exponential", scipy_stats.expon(scale=2))],
)
def test_the_lower_bound_of_a_fitted_index_holds_in_92_to_96_of_100_studies(method: str, process) -> None:
    median, high = process.ppf(0.5), process.ppf(0.99865)
    usl = median + 1.33 * (high - median)
    studies = process.rvs((800, 100), random_state=np.random.default_rng(20260701))
    bounds = [ppk_lower(study, None, usl, method) for study in studies]
    assert 0.92 <= np.mean([bound is not None and bound <= 1.33 for bound in bounds]) <= 0.96


def test_the_bound_of_very_many_readings_goes_by_groups_and_lies_as_near() -> None:
    places = (np.random.default_rng(8).permutation(24_000) + 0.5) / 24_000
    values = -np.log1p(-places)
    by_groups, by_jackknife = (ppk_lower(each, None, 8.56, "weibull") for each in (values, values[:20_000]))
    index = nonnormal_index(values, None, 8.56, "weibull").ppk
    assert by_groups is not None and by_jackknife is not None and index is not None
    assert by_groups == pytest.approx(by_jackknife, rel=0.02) and 0.95 * index < by_groups < index


@pytest.mark.parametrize(("method", "n"), [("box-cox", 400), ("johnson", 400), ("gamma", 49), ("folded-normal", 99)])
def test_where_no_bound_is_known_none_is_given(method: str, n: int) -> None:
    assert ppk_lower(SKEWED[:n], None, 30.0, method) is None


def test_an_index_below_nought_has_no_bound() -> None:
    assert ppk_lower(SKEWED, None, 1.0, "gamma") is None
