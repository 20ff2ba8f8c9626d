"""Every published case in tests/data/reference/stat_cases.json, to its own tolerance.

`CASES` below pairs each case with its check; a case that nobody checks fails the last test.
"""

import math
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from scipy import stats as scipy_stats

from qmdesk.model.problem import Refused
from qmdesk.stats import exact, gauge_rr, intervals, nelson, nonnormal, normality, proportion, sigma, transforms, yields
from qmdesk.stats.capability import capability
from qmdesk.stats.charts_spc import control_chart, stability
from qmdesk.stats.indices import cpm, indices
from tests.stats.reference import aiag_cube, all_cases, case, floats, piston_rings, readings


def close(found: float | None, expected: str | float, *, rel: float = 0.0, abs_: float = 0.0) -> None:
    assert found == pytest.approx(float(expected), rel=rel, abs=abs_)


def sas_screws_overall_indices() -> None:
    given, expected = case("CAP-02")
    found = capability(readings(given["data"]), Decimal("11.95"), Decimal("12.05"), Decimal(12))
    close(found.mean, expected["mean"], abs_=1e-12)
    for value, key in (
        (found.overall.potential, "cp"),
        (found.overall.lower, "cpl"),
        (found.overall.upper, "cpu"),
        (found.overall.smaller, "cpk"),
        (found.cpm, "cpm"),
    ):
        close(value, expected[key], abs_=6e-7)
    for name, key in (("pp", "cp_ci95"), ("ppl", "cpl_ci95_exact_nct"), ("ppu", "cpu_ci95_exact_nct")):
        assert found.ci[name] == pytest.approx(floats(expected[key]), abs=6e-7)
    assert found.ci["ppk"] == pytest.approx(floats(expected["cpk_ci95_bissell"]), abs=6e-7)
    assert found.observed_ppm[:2] == (70_000, 160_000)


def piston_rings_rbar(name: str, d2: float | None) -> None:
    given, expected = case(name)
    study = piston_rings()
    estimate = exact.spread(study, "rbar")
    assert estimate is not None
    sd = float(estimate.sigma) if d2 is None else 0.02276 / d2
    low, high, target = (float(given[key]) for key in ("lsl", "usl", "target"))
    mean = float(estimate.mean)
    found = indices(mean, sd, low, high)
    close(sd, expected["sigma"], rel=1e-9)
    for value, key in ((found.potential, "cp"), (found.lower, "cpl"), (found.upper, "cpu"), (found.smaller, "cpk")):
        close(value, expected[key], rel=1e-7)
    close(cpm(mean, sd, low, high, target), expected["cpm"], rel=1e-7)
    for df, key in ((124.0, "df_n_minus_1"), (90.0, "df_minitab")):
        assert intervals.cp_interval(found.potential or 0, df) == pytest.approx(
            floats(expected[f"cp_ci95_{key}"]), rel=1e-7
        )
        assert intervals.cpk_interval(found.smaller or 0, 125, df) == pytest.approx(
            floats(expected[f"cpk_ci95_{key}"]), rel=1e-7
        )
    assert estimate.df == float(expected["df_minitab"])


def indices_of_a_known_process(name: str) -> None:
    given, expected = case(name)
    found = indices(*(float(given[key]) for key in ("mean", "sigma", "lsl", "usl")))
    close(found.smaller, expected["cpk"], abs_=1e-12)
    if "cp" in expected:
        close(found.potential, expected["cp"], abs_=1e-12)


def no_variation_has_no_index() -> None:
    given, _ = case("CAP-14")
    found = capability(readings(given["data"]), Decimal(given["lsl"]), Decimal(given["usl"]))
    assert (found.within.smaller, found.overall.smaller, found.index_text) == (None, None, None)
    assert found.verdict.status == "none" and "no-variation" in found.verdict.reasons


def bissell_interval() -> None:
    given, expected = case("CI-02")
    cpk, n = float(given["cpk_hat"]), int(given["n"])
    assert intervals.cpk_interval(cpk, n, n - 1) == pytest.approx(floats(expected["ci95"]), abs=1e-9)
    close(intervals.cpk_lower(cpk, n, n - 1), expected["lcl95_one_sided"], abs_=1e-9)


def required_cpk() -> None:
    given, expected = case("CI-08")
    found = intervals.required_cpk(float(given["threshold"]), int(given["n"]))
    close(found, expected["required_cpk_hat"], abs_=1e-6)


def one_sided_index() -> None:
    given, expected = case("CI-12")
    n = int(given["n"])
    found = intervals.one_sided_interval(float(given["cpl_hat"]), n, n - 1)
    assert found == pytest.approx(floats(expected["ci95_noncentral_t"]), abs=1e-9)
    assert found == pytest.approx(floats(expected["sas_printed"]), abs=1e-6)


def continuous_sigma() -> None:
    given, expected = case("SIG-02")
    close(sigma.sigma_level(Decimal(given["dpmo"])), expected["z_shift_1_5"], abs_=1e-9)
    close(sigma.sigma_level(Decimal(given["dpmo"]), 0.0), expected["z_no_shift"], abs_=1e-9)


def dpmo_of_opportunities() -> None:
    given, expected = case("SIG-12")
    defects, units, chances = (int(given[key]) for key in ("defects", "units", "opportunities"))
    found = sigma.dpmo(defects, units, chances)
    assert found == Fraction(expected["dpmo"]) == Fraction(expected["dpo"]) * 10**6
    assert sigma.dpu(defects, units) == Fraction(expected["dpu"])
    close(sigma.sigma_level(found), expected["z_shift_1_5"], abs_=1e-9)


def zero_defects() -> None:
    given, expected = case("SIG-13")
    defective, units = int(given["defective"]), int(given["units"])
    assert sigma.dpmo(defective, units) == 0 and sigma.sigma_level(0) is None
    bound = 1e6 * proportion.clopper_pearson_upper(defective, units)
    close(bound, expected["dpmo_upper95_one_sided"], abs_=1e-8)
    # The case counts levels from 0.
    assert proportion.demonstrated_level(defective, units) - 1 == int(expected["claimable_level_at_95"])


def exact_yield() -> None:
    given, expected = case("RTY-01")
    pairs = [(int(submitted), int(passed)) for passed, submitted in given["steps"]]
    assert yields.rolled_throughput(pairs) == Fraction(expected["rty"])


def nothing_submitted() -> None:
    given, _ = case("RTY-04")
    with pytest.raises(Refused) as refused:
        yields.rolled_throughput([(int(submitted), int(passed)) for passed, submitted in given["steps"]])
    assert refused.value.problems[0].code == "nothing-submitted"


def xbar_r_chart() -> None:
    _, expected = case("CC-01")
    chart = control_chart("xbar-r", piston_rings())
    close(chart.first.center[0], expected["center"], abs_=1e-9)
    close(chart.first.ucl[0], expected["ucl"], abs_=5e-6)
    close(chart.first.lcl[0], expected["lcl"], abs_=5e-6)
    assert chart.second is not None
    close(chart.second.center[0], expected["rbar"], abs_=1e-12)
    close(chart.second.ucl[0], expected["r_ucl"], abs_=5e-6)
    assert chart.second.lcl[0] == 0


def individuals_chart() -> None:
    given, expected = case("CC-03")
    chart = control_chart("i-mr", readings(given["data"]))
    assert chart.second is not None
    close(chart.first.center[0], expected["center"], abs_=5e-9)
    close(chart.second.center[0], expected["mrbar"], abs_=1e-12)
    # The case has d2 rounded to 1.128: put that back to compare digit by digit.
    mean, mrbar = chart.first.center[0], chart.second.center[0]
    close(mean + 3 * mrbar / 1.128, expected["ucl"], abs_=5e-7)
    close(chart.first.ucl[0], expected["ucl"], abs_=5e-4)
    close(chart.first.ucl[0], 34.80140, abs_=5e-6)
    close(chart.first.lcl[0], expected["lcl"], abs_=5e-4)
    close(chart.second.ucl[0], expected["mr_ucl"], abs_=5e-4)


def p_chart() -> None:
    given, expected = case("CC-04")
    chart = control_chart("p", readings(given["defective"]), sizes=[int(given["n"])])
    close(chart.first.center[0], expected["center"], abs_=1e-9)
    close(chart.first.ucl[0], expected["ucl"], abs_=1e-9)
    close(chart.first.lcl[0], expected["lcl"], abs_=1e-9)
    assert [point + 1 for point in chart.first.beyond] == [int(each) for each in expected["out_1based"]]


def u_chart() -> None:
    given, expected = case("CC-10")
    chart = control_chart("u", readings(given["counts"]), sizes=floats(given["sizes"]))
    close(chart.first.center[0], expected["center"], abs_=1e-8)
    assert chart.first.ucl == pytest.approx(floats(expected["ucl"]), abs=1e-8)
    assert chart.first.lcl == pytest.approx(floats(expected["lcl"]), abs=1e-8)


def ewma_chart() -> None:
    _, expected = case("CC-11")
    chart = control_chart("ewma", piston_rings(40), limits_from=25)
    first = chart.first
    assert (first.lcl[0], first.ucl[0]) == pytest.approx(floats(expected["first_limits"]), abs=1e-6)
    assert (first.lcl[-1], first.ucl[-1]) == pytest.approx(floats(expected["last_limits"]), abs=1e-6)
    close(first.points[-1], expected["z40"], abs_=1e-6)
    assert [point + 1 for point in first.beyond] == [int(each) for each in expected["out_1based"]]


def nelson_rules(name: str) -> None:
    given, expected = case(name)
    points = np.array(floats(given["points"]))
    found = nelson.violations(points, np.array(float(given["center"])), np.array(float(given["sigma"])))
    shown = {each.rule.removeprefix("nelson-"): [str(point + 1) for point in each.points] for each in found}
    assert shown == expected["nelson_last_point_1based"]


def lognormal_percentiles() -> None:
    given, expected = case("NN-01")
    spread = float(given["params"]["sigma"])
    percentiles = tuple(math.exp(spread * scipy_stats.norm.ppf(share)) for share in nonnormal.SHARES)
    assert percentiles == pytest.approx([float(expected[key]) for key in ("x_00135", "median", "x_99865")], rel=1e-9)
    found = nonnormal.percentile_indices(percentiles, float(given["lsl"]), float(given["usl"]))  # pyright: ignore
    for value, key in ((found.potential, "pp"), (found.upper, "ppu"), (found.lower, "ppl"), (found.smaller, "ppk")):
        close(value, expected[key], rel=1e-9)


def box_cox_power() -> None:
    _, expected = case("NN-06")
    values = -np.log(1 - (np.arange(1, 101) - 0.5) / 100)
    close(transforms.box_cox(values).parameters["lambda"], expected["lambda_mle"], abs_=1e-6)
    test = normality.normality(values)
    assert test is not None and test.shapiro is not None
    close(test.statistic, expected["ad"], abs_=1e-6)
    close(test.shapiro.w, expected["shapiro_W"], abs_=1e-6)
    close(test.shapiro.p, expected["shapiro_p"], rel=1e-3)


def normality_tests() -> None:
    given, expected = case("NOR-01")
    test = normality.normality(np.array(floats(given["data"])))
    assert test is not None and test.shapiro is not None
    close(test.statistic, expected["ad"], abs_=1e-7)
    close(test.p, expected["ad_p_stephens"], abs_=1e-5)
    close(test.shapiro.w, expected["shapiro_W"], abs_=1e-7)
    close(test.shapiro.p, expected["shapiro_p"], abs_=1e-5)


def gauge_anova() -> None:
    _, expected = case("GRR-01")
    found = gauge_rr.study(np.array(aiag_cube()))
    rows = {row.source: row for row in found.anova}
    sums = [("part", "ss_part"), ("operator", "ss_oper"), ("interaction", "ss_inter"), ("repeatability", "ss_rep")]
    for source, key in sums:
        close(rows[source].ss, expected[key], abs_=2e-6)
    close(rows["interaction"].f, expected["F_inter"], abs_=5e-6)
    close(rows["interaction"].p, expected["p_inter"], abs_=5e-6)
    parts = found.components
    shown = {"ev": parts.repeatability, "av": parts.reproducibility, "grr": parts.grr, "pv": parts.part}
    for key, value in (*shown.items(), ("tv", parts.total)):
        close(value, expected[key], abs_=2e-6)
    variances = [parts.grr**2, parts.repeatability**2, parts.reproducibility**2, parts.part**2]
    shares = [100 * each / parts.total**2 for each in variances]
    assert shares == pytest.approx(floats(expected["pct_contrib"]), abs=0.01)
    close(parts.percent_study, expected["pct_study_grr"], abs_=0.01)
    assert parts.ndc == int(expected["ndc"]) and found.interaction is None


def gauge_average_range() -> None:
    given, expected = case("GRR-03")
    factors = (float(given["K1"]), float(given["K2"]), float(given["K3"]))
    found = gauge_rr.average_range(np.array(aiag_cube()), factors)
    for value, key in ((found.repeatability, "ev"), (found.reproducibility, "av"), (found.part, "pv")):
        close(value, expected[key], abs_=1e-9)
    close(found.grr, expected["grr"], abs_=1e-9)
    close(found.total, expected["tv"], abs_=1e-9)
    close(found.percent_study, expected["pct_grr"], abs_=1e-7)
    assert found.ndc == int(expected["ndc"])
    computed = gauge_rr.study(np.array(aiag_cube())).average_range
    assert computed is not None
    close(computed.grr, expected["grr"], abs_=5e-5)


def certified_lew() -> None:
    given, expected = case("NUM-01")
    study = readings(given["data"])
    estimate = exact.spread(study, "overall")
    assert estimate is not None
    close(float(estimate.mean), expected["mean"], rel=1e-13)
    close(float(estimate.sigma), expected["sd"], rel=1e-13)


def certified_numacc3() -> None:
    _, expected = case("NUM-04")
    estimate = exact.spread(readings(["1000000.2", *(["1000000.1", "1000000.3"] * 500)]), "overall")
    assert estimate is not None
    assert estimate.mean == Fraction(expected["mean"])
    assert estimate.variance == Fraction(expected["sd"]) ** 2


def unstable_study() -> None:
    study = piston_rings(40)
    found = capability(study, Decimal("73.95"), Decimal("74.05"))
    assert stability(study).in_control is False
    assert found.verdict.status == "unconfirmed" and not found.verdict.usable
    assert found.overall.smaller is not None


CASES: dict[str, Callable[[], None]] = {
    "CAP-02": sas_screws_overall_indices,
    "CAP-06": lambda: piston_rings_rbar("CAP-06", 2.326),
    "CAP-07": lambda: piston_rings_rbar("CAP-07", None),
    "CAP-13": lambda: indices_of_a_known_process("CAP-13"),
    "CAP-14": no_variation_has_no_index,
    "CAP-16": lambda: indices_of_a_known_process("CAP-16"),
    "CI-02": bissell_interval,
    "CI-08": required_cpk,
    "CI-12": one_sided_index,
    "SIG-02": continuous_sigma,
    "SIG-12": dpmo_of_opportunities,
    "SIG-13": zero_defects,
    "RTY-01": exact_yield,
    "RTY-04": nothing_submitted,
    "CC-01": xbar_r_chart,
    "CC-03": individuals_chart,
    "CC-04": p_chart,
    "CC-10": u_chart,
    "CC-11": ewma_chart,
    "RUL-01": lambda: nelson_rules("RUL-01"),
    "RUL-04": lambda: nelson_rules("RUL-04"),
    "RUL-09": lambda: nelson_rules("RUL-09"),
    "NN-01": lognormal_percentiles,
    "NN-06": box_cox_power,
    "NOR-01": normality_tests,
    "GRR-01": gauge_anova,
    "GRR-03": gauge_average_range,
    "NUM-01": certified_lew,
    "NUM-04": certified_numacc3,
    "STB-01": unstable_study,
}


@pytest.mark.parametrize("name", CASES)
def test_case(name: str) -> None:
    CASES[name]()


def test_every_case_is_checked() -> None:
    assert set(all_cases()) == set(CASES)
