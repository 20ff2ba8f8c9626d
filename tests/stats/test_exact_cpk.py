"""What decides a level is compared exactly, and never reads on the wrong side of a threshold."""

import sys
import time
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qmdesk.model.problem import Refused
from qmdesk.model.readings import Readings
from qmdesk.stats import exact
from qmdesk.stats.exact_cpk import THRESHOLDS, cpk_reaches, exact_cpk, exact_cpk_text
from tests.stats.reference import piston_rings, readings

FIVE = ["9.95", "9.95", "10", "10.05", "10.05"]
T133 = Decimal("1.33")

values = st.lists(st.integers(-999, 999).map(lambda n: Decimal(n) / 100), min_size=2, max_size=30)
methods = st.sampled_from(["mr", "overall"])


def test_five_readings_give_exactly_1_33_where_doubles_fall_short() -> None:
    study = readings(FIVE)
    limits = Decimal("9.8005"), Decimal("10.1995")
    assert cpk_reaches(study, *limits, T133, "overall")
    assert exact_cpk_text(study, *limits, "overall") == "1.33"
    in_doubles = (10.1995 - 10.0) / (3 * (sum((float(x) - 10) ** 2 for x in FIVE) / 4) ** 0.5)
    assert in_doubles < 1.33


@pytest.mark.parametrize(
    ("usl", "reaches", "text"),
    [
        ("10.1995", True, "1.33"),
        ("10.19949999999999", False, "1.32999999999993"),
        ("10.19950000000001", True, "1.3300000000000667"),
        ("10.1994", False, "1.3293"),
        ("10.2", True, "1.3333"),
        ("10.3", True, "2.00"),
        ("10.2505", True, "1.67"),
        ("10.225", True, "1.50"),
        ("10", False, "0.00"),
        ("9.9", False, "-0.6667"),
    ],
)
def test_cpk_text_has_the_digits_that_tell(usl: str, reaches: bool, text: str) -> None:
    study = readings(FIVE)
    assert cpk_reaches(study, None, Decimal(usl), T133, "overall") is reaches
    shown = exact_cpk_text(study, None, Decimal(usl), "overall")
    assert shown is not None and (shown == text or (len(text) > 8 and shown[:12] == text[:12]))


def test_five_sigma_limits_do_not_reach_1_67() -> None:
    """±5σ is 1.6667 (DOMAIN reading 7)."""
    study = readings(FIVE)
    assert not cpk_reaches(study, Decimal("9.75"), Decimal("10.25"), Decimal("1.67"), "overall")
    assert exact_cpk_text(study, Decimal("9.75"), Decimal("10.25"), "overall") == "1.6667"


@pytest.mark.parametrize(
    ("method", "text"), [("rbar", "1.6632"), ("sbar", "1.6556"), ("pooled", "1.6501"), ("overall", "1.6162")]
)
def test_piston_rings_by_each_estimator(method: str, text: str) -> None:
    assert exact_cpk_text(piston_rings(), Decimal("73.95"), Decimal("74.05"), method) == text


@pytest.mark.parametrize("values", [[], ["1"], ["2", "2", "2"]])
def test_there_is_no_cpk_without_variation_or_readings(values: list[str]) -> None:
    study = readings(values)
    assert exact_cpk(study, None, Decimal(3)) is None
    assert not cpk_reaches(study, None, Decimal(3), Decimal(-5))


def test_there_is_no_cpk_without_limits() -> None:
    assert exact_cpk_text(readings(FIVE), None, None) is None


@pytest.mark.parametrize(("lsl", "usl"), [("2", "1"), ("1", "1")])
def test_limits_the_wrong_way_round_are_refused(lsl: str, usl: str) -> None:
    with pytest.raises(Refused) as refused:
        cpk_reaches(readings(FIVE), Decimal(lsl), Decimal(usl), T133)
    assert refused.value.problems[0].code == "limits-reversed"


@pytest.mark.parametrize(
    ("study", "method", "code"),
    [
        (readings(FIVE), "pooled", "subgroups-needed"),
        (readings(FIVE), "rbar", "subgroups-needed"),
        (readings(FIVE, ordered=False), "mr", "order-needed"),
        (readings([*FIVE, *FIVE, "10"], 11), "rbar", "rbar-subgroup-too-large"),
        (readings(FIVE), "range", "sigma-method-unknown"),
    ],
)
def test_a_method_that_the_readings_do_not_allow_is_refused(study: Readings, method: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        exact.method_for(study, method)
    assert refused.value.problems[0].code == code


@pytest.mark.parametrize(
    ("study", "method"),
    [
        (readings(FIVE), "mr"),
        (readings(FIVE, ordered=False), "overall"),
        (readings(FIVE, 5), "pooled"),
        (readings(FIVE, 1), "mr"),
    ],
)
def test_the_estimator_that_fits_is_chosen(study: Readings, method: str) -> None:
    assert exact.method_for(study) == method


@settings(deadline=None)
@given(values, st.decimals(-5, 5, places=2), st.decimals(-9, 9, places=3), methods)
def test_reaching_a_threshold_agrees_with_fifty_digits(
    sample: list[Decimal], threshold: Decimal, usl: Decimal, method: str
) -> None:
    study = Readings.of(sample)
    value = exact_cpk(study, None, usl, method)
    if value is not None and abs(value - threshold) > Decimal("1e-40"):
        assert cpk_reaches(study, None, usl, threshold, method) is (value > threshold)


@settings(deadline=None)
@given(values, st.sampled_from(THRESHOLDS), st.integers(-3, 3), st.integers(2, 40), methods)
def test_the_text_is_on_the_same_side_as_the_value(
    sample: list[Decimal], threshold: Decimal, nudge: int, places: int, method: str
) -> None:
    """A limit is put so that Cpk is a hair from a threshold, or exactly on it."""
    study = Readings.of(sample)
    estimate = exact.spread(study, method)
    if estimate is None or not estimate.sigma:
        return
    hair = Decimal(nudge).scaleb(-places)
    usl = exact.decimal_of(estimate.mean) + 3 * threshold * estimate.sigma + hair
    text = exact_cpk_text(study, None, usl, method)
    assert text is not None
    for each in THRESHOLDS:
        assert (Decimal(text) >= each) is cpk_reaches(study, None, usl, each, method)


@settings(deadline=None)
@given(values, st.integers(-999, 999), st.integers(-3, 3), st.sampled_from([2, 3, -1, -7]), methods)
def test_cpk_does_not_depend_on_origin_and_unit(
    sample: list[Decimal], shift: int, power: int, factor: int, method: str
) -> None:
    """Shifted, scaled or mirrored with its limits, a study keeps its Cpk; scaling by ten exactly so."""
    low, high = Decimal("-3.21"), Decimal("4.56")

    def moved(value: Decimal) -> Decimal:
        return (value * factor + shift) * Decimal(10) ** power

    limits = sorted((moved(low), moved(high)))
    before = exact_cpk(Readings.of(sample), low, high, method)
    after = exact_cpk(Readings.of([moved(value) for value in sample]), *limits, method)
    assert (before is None) is (after is None)
    if before is not None and after is not None:
        assert abs(before - after) <= abs(before) * Decimal("1e-48") + Decimal("1e-48")


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(-99, 99), min_size=3, max_size=3), min_size=2, max_size=8), st.randoms())
def test_order_within_subgroups_and_of_subgroups_is_nothing_to_their_sigma(
    rows: list[list[int]], random: object
) -> None:
    shuffled = [list(row) for row in rows]
    for row in [shuffled, *shuffled]:
        random.shuffle(row)  # type: ignore[attr-defined]

    def study(table: list[list[int]]) -> Readings:
        return Readings.of([Decimal(value) for row in table for value in row], (3,) * len(table))

    for method in ("pooled", "rbar", "sbar", "overall"):
        before, after = exact.spread(study(rows), method), exact.spread(study(shuffled), method)
        assert before is not None and after is not None
        assert abs(before.sigma - after.sigma) < Decimal("1e-45")
        assert before.variance == after.variance


@settings(deadline=None)
@given(values)
def test_exact_sigma_agrees_with_fractions(sample: list[Decimal]) -> None:
    exactly = [Fraction(value) for value in sample]
    mean = sum(exactly) / len(exactly)
    found = exact.spread(Readings.of(sample), "overall")
    assert found is not None and found.mean == mean
    assert found.variance == sum((value - mean) ** 2 for value in exactly) / (len(exactly) - 1)
    ranges = [abs(later - earlier) for earlier, later in pairwise(exactly)]
    moving = exact.spread(Readings.of(sample), "mr")
    assert moving is not None
    assert float(moving.sigma) == pytest.approx(float(sum(ranges) / len(ranges)) / 1.1283791670955126, rel=1e-14)


def test_unequal_subgroups_are_weighted_by_what_they_tell() -> None:
    """Burr: each R/d2 weighted by d2²/d3², each s/c4 by c4²/(1 - c4²); single readings have no spread to give."""
    study = Readings.of([Decimal(x) for x in (1, 3, 10, 10, 14, 7)], (2, 3, 1))
    rbar, sbar = exact.spread(study, "rbar"), exact.spread(study, "sbar")
    assert rbar is not None and sbar is not None
    weights = (1.128379 / 0.852502) ** 2, (1.692569 / 0.888368) ** 2
    expected = (weights[0] * 2 / 1.128379 + weights[1] * 4 / 1.692569) / sum(weights)
    assert float(rbar.sigma) == pytest.approx(expected, rel=1e-5)
    assert rbar.df == pytest.approx(0.9 * 3)
    assert 2.0 < float(sbar.sigma) < 2.5 and sbar.df == pytest.approx(0.88 * 1 + 0.92 * 2)


def test_certified_numbers_of_nist_are_exact() -> None:
    """NIST StRD NumAcc1, NumAcc2 and NumAcc4."""
    cases = [
        (["10000001", "10000003", "10000002"], "10000002", 1),
        (["1.2", *(["1.1", "1.3"] * 500)], "1.2", Fraction(1, 10)),
        (["10000000.2", *(["10000000.1", "10000000.3"] * 500)], "10000000.2", Fraction(1, 10)),
    ]
    for sample, mean, sd in cases:
        found = exact.spread(readings(sample), "overall")
        assert found is not None and found.mean == Fraction(mean) and found.variance == Fraction(sd) ** 2


def test_resolution_is_the_step_of_the_readings_not_of_their_digits() -> None:
    assert exact.resolution(readings(["9.95", "10.00", "10.05"])) == Fraction(5, 100)
    assert exact.resolution(readings(["9.95", "10.00", "10.06"])) == Fraction(1, 100)
    assert exact.resolution(readings(["1", "1"])) is None


def test_huge_numbers_keep_their_last_digit() -> None:
    study = readings(["123456789012345678901234567890.1", "123456789012345678901234567890.2"])
    found = exact.spread(study, "overall")
    assert found is not None and found.variance == Fraction(5, 1000)
    assert exact.floats(study)[0] == 123456789012345678901234567890.1


def test_a_hundred_thousand_readings_take_a_moment_only() -> None:
    scaled = tuple((index * 7919) % 1009 for index in range(100_000))
    study = Readings(scaled, -3, (5,) * 20_000)
    start = time.perf_counter()
    assert exact_cpk_text(study, Decimal(-1), Decimal(2), "pooled") is not None
    assert time.perf_counter() - start < 5


def test_grading_does_not_pay_for_scipy_stats() -> None:
    """Importing the grading path in a fresh interpreter loads neither scipy.stats nor matplotlib."""
    import subprocess

    code = (
        "import sys; import qmdesk.stats.capability, qmdesk.stats.proportion, qmdesk.stats.yields, qmdesk.stats.sigma;"
        "print([m for m in ('scipy', 'scipy.stats', 'matplotlib') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
