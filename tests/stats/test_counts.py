"""Proportions, sigma levels, yields and Pareto tables: counts in, exact figures out."""

from decimal import Decimal
from fractions import Fraction
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats as scipy_stats

from qmdesk.model.problem import Refused
from qmdesk.stats.pareto import folded, pareto, vital_few
from qmdesk.stats.proportion import (
    DPMO_MOST,
    clopper_pearson_interval,
    clopper_pearson_lower,
    clopper_pearson_upper,
    demonstrated_level,
    dpmo_bounds,
    units_for_zero_defects,
)
from qmdesk.stats.sigma import dpmo, dpu, per_opportunity, sigma_level
from qmdesk.stats.yields import (
    falling_product,
    needed_passed,
    pooled_lines,
    process_yield,
    rolled_throughput,
    step_yield,
)

counts = st.integers(1, 3000).flatmap(lambda units: st.tuples(st.integers(0, units), st.just(units)))
steps = st.lists(counts.map(lambda pair: (pair[1], pair[0])), min_size=1, max_size=12)


@given(counts)
def test_the_upper_bound_leaves_five_in_a_hundred_below(pair: tuple[int, int]) -> None:
    defective, units = pair
    bound = clopper_pearson_upper(defective, units)
    assert defective / units <= bound <= 1
    if defective < units:
        assert scipy_stats.binom.cdf(defective, units, bound) == pytest.approx(0.05, rel=1e-6)


@given(counts)
def test_bounds_mirror_each_other_and_hold_the_share(pair: tuple[int, int]) -> None:
    defective, units = pair
    assert clopper_pearson_lower(defective, units) == pytest.approx(
        1 - clopper_pearson_upper(units - defective, units), abs=1e-12
    )
    low, high = clopper_pearson_interval(defective, units)
    assert low <= defective / units <= high
    assert low <= clopper_pearson_lower(defective, units) and high >= clopper_pearson_upper(defective, units)


def test_the_interval_of_ten_in_a_hundred_is_the_known_one() -> None:
    """R binom.test(10, 100): 0.04900469, 0.17622260."""
    assert clopper_pearson_interval(10, 100) == pytest.approx((0.04900469, 0.17622260), abs=5e-9)


@pytest.mark.parametrize(("most", "units"), [*zip(DPMO_MOST, (44, 482, 13_024, 881_097), strict=True)])
def test_no_defects_demonstrate_a_level_from_so_many_units(most: Decimal, units: int) -> None:
    level = 2 + DPMO_MOST.index(most)
    assert units_for_zero_defects(most) == units
    assert demonstrated_level(0, units) == level and demonstrated_level(0, units - 1) == level - 1


@pytest.mark.parametrize(
    ("defective", "units", "code"),
    [(0, 0, "nothing-counted"), (-1, 5, "defective-out-of-range"), (6, 5, "defective-out-of-range")],
)
def test_impossible_counts_are_refused(defective: int, units: int, code: str) -> None:
    for figure in (clopper_pearson_upper, clopper_pearson_lower, dpmo):
        with pytest.raises(Refused) as refused:
            figure(defective, units)
        assert refused.value.problems[0].code == code


@pytest.mark.parametrize(
    ("dpmo_value", "level"),
    [("66807.2", 3.0), ("6209.665", 4.0), ("232.629", 5.0), ("3.39767", 6.0), ("500000", 1.5), ("933192.8", 0.0)],
)
def test_continuous_sigma_of_the_usual_table(dpmo_value: str, level: float) -> None:
    assert sigma_level(Decimal(dpmo_value)) == pytest.approx(level, abs=1e-5)


@pytest.mark.parametrize("dpmo_value", [Decimal(0), Decimal(1_000_000), Fraction(2_000_000)])
def test_there_is_no_sigma_level_at_the_ends(dpmo_value: Decimal | Fraction) -> None:
    assert sigma_level(dpmo_value) is None


def test_five_sigma_by_formula_misses_the_table() -> None:
    """DOMAIN, traps: 231 is 5.00σ by formula but more than the annex's 230."""
    level = sigma_level(231)
    assert level is not None and f"{level:.2f}" == "5.00" and dpmo(231, 10**6) > DPMO_MOST[2]


@given(counts)
def test_dpmo_is_exact(pair: tuple[int, int]) -> None:
    assert dpmo(*pair) == Fraction(pair[0], pair[1]) * 10**6 == dpu(*pair) * 10**6


@given(steps)
def test_the_whole_yield_is_the_exact_product_in_any_order(pairs: list[tuple[int, int]]) -> None:
    whole = rolled_throughput(pairs)
    assert whole == prod((Fraction(passed, submitted) for submitted, passed in pairs), start=Fraction(1))
    assert rolled_throughput(reversed(pairs)) == whole == falling_product(pairs)[-1]
    assert list(falling_product(pairs)) == sorted(falling_product(pairs), reverse=True)


@pytest.mark.parametrize(
    ("pairs", "whole"),
    [
        ([(100, 99)] * 10, Fraction(99, 100) ** 10),
        ([(300, 291), (291, 286), (286, 285)], Fraction(95, 100)),
        ([(50, 49)], Fraction(98, 100)),
        ([(10, 0), (5, 5)], Fraction(0)),
    ],
)
def test_yields_at_the_thresholds_are_exact(pairs: list[tuple[int, int]], whole: Fraction) -> None:
    assert rolled_throughput(pairs) == whole


@pytest.mark.parametrize(
    ("pairs", "code", "where"),
    [
        ([(10, 10), (0, 0)], "nothing-submitted", "step 2"),
        ([(10, 11)], "passed-exceeds-submitted", "step 1"),
        ([(-1, 0)], "count-negative", "step 1"),
        ([(5, -1)], "count-negative", "step 1"),
        ([], "no-steps", ""),
    ],
)
def test_impossible_steps_are_refused(pairs: list[tuple[int, int]], code: str, where: str) -> None:
    with pytest.raises(Refused) as refused:
        rolled_throughput(pairs)
    assert (refused.value.problems[0].code, refused.value.problems[0].where) == (code, where)


def test_parallel_lines_are_pooled_by_counts() -> None:
    pooled = pooled_lines([("weld", 100, 90), ("paint", 190, 180), ("weld", 900, 890)])
    assert pooled == {"weld": (1000, 980), "paint": (190, 180)} and list(pooled) == ["weld", "paint"]
    assert step_yield(*pooled["weld"]) != (Fraction(9, 10) + Fraction(89, 90)) / 2


@given(steps, st.data())
def test_the_needed_count_is_the_least_that_reaches_the_threshold(
    pairs: list[tuple[int, int]], data: st.DataObject
) -> None:
    step = data.draw(st.integers(0, len(pairs) - 1))
    threshold = Fraction(data.draw(st.sampled_from([1, 90, 95, 98])), 100)
    needed = needed_passed(pairs, threshold, step)

    def with_passed(passed: int) -> Fraction:
        return rolled_throughput([*pairs[:step], (pairs[step][0], passed), *pairs[step + 1 :]])

    if needed is None:
        assert with_passed(pairs[step][0]) < threshold
    else:
        assert with_passed(needed) >= threshold and (needed == 0 or with_passed(needed - 1) < threshold)


def test_pareto_falls_and_adds_up_exactly() -> None:
    rows = pareto({"scratch": 3, "burr": 7, "size": 7, "other": Decimal("0.5")})
    assert [row.name for row in rows] == ["burr", "size", "scratch", "other"]
    assert rows[-1].cumulative == 1 and rows[1].cumulative == Fraction(28, 35)
    assert [row.name for row in vital_few(rows)] == ["burr", "size"]


def test_pareto_of_nothing_is_empty_and_of_less_is_refused() -> None:
    assert pareto({}) == () and pareto({"a": 0}) == () and vital_few(()) == ()
    with pytest.raises(Refused) as refused:
        pareto({"a": 1, "b": -1})
    assert refused.value.problems[0].where == "b"


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 50), max_size=9))
def test_the_vital_few_make_four_fifths_and_one_less_does_not(amounts: dict[str, int]) -> None:
    rows = pareto(amounts)
    few = vital_few(rows)
    assert not rows or few[-1].cumulative >= Fraction(4, 5)
    assert len(few) < 2 or few[-2].cumulative < Fraction(4, 5)


def test_reworked_units_failed_the_first_time() -> None:
    found = process_yield([("turning", 100, 90, 6), ("grinding", 96, 96, 0)])
    assert (found.first, found.final, found.hidden) == (Fraction(9, 10), Fraction(24, 25), Fraction(3, 50))
    assert found.first == rolled_throughput([(100, 90), (96, 96)])
    assert found.steps[0].hidden == Fraction(6, 100)


def test_lines_of_a_step_are_added_up_before_the_product() -> None:
    found = process_yield([("a", 100, 50, 10), ("b", 10, 9, 0), ("a", 900, 900, 0)])
    assert [step.submitted for step in found.steps] == [1000, 10]
    assert found.first == Fraction(950, 1000) * Fraction(9, 10)
    assert found.final == Fraction(960, 1000) * Fraction(9, 10)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("a", 10, 8, 3), "reworked-exceeds-failed"),
        (("a", 10, 8, -1), "count-negative"),
        (("a", 10, 11, 0), "passed-exceeds-submitted"),
        (("a", 0, 0, 0), "nothing-submitted"),
    ],
)
def test_a_line_is_possible_by_itself(row: tuple[str, int, int, int], code: str) -> None:
    """Another line of the same step must not hide an impossible one."""
    with pytest.raises(Refused) as refused:
        process_yield([("a", 1000, 900, 0), row])
    assert (refused.value.problems[0].code, refused.value.problems[0].where) == (code, "a")
    if code in {"passed-exceeds-submitted", "nothing-submitted"}:
        with pytest.raises(Refused):
            pooled_lines([("a", 1000, 900), row[:3]])


def test_other_causes_stand_last_however_many_they_are() -> None:
    found = pareto({"burr": 3, "other": 9, "crack": 5}, "other")
    assert [row.name for row in found] == ["crack", "burr", "other"]
    assert [row.cumulative for row in found] == [Fraction(5, 17), Fraction(8, 17), 1]


def test_small_causes_are_joined_but_never_one_of_a_tie() -> None:
    rows = pareto({"a": 9, "b": 4, "c": 4, "d": 2, "e": 1, "other": 3}, "other")
    cut = folded(rows, 2, "other")
    assert [(row.name, row.amount) for row in cut] == [("a", 9), ("b", 4), ("c", 4), ("other", 6)]
    assert cut[-1].cumulative == 1 and folded(rows, 10, "other") == rows
    assert [row.name for row in folded(pareto({"a": 3, "b": 2, "c": 1}), 2, "other")] == ["a", "b", "c"]
    assert folded((), 5, "other") == ()


def test_defects_per_opportunity_stand_beside() -> None:
    """R: 1e6 * binom.test(15, 10000, alternative = "less")$conf.int[2]."""
    found = per_opportunity(15, 1000, 10)
    assert (found.dpmo, found.dpu) == (1500, Fraction(3, 200))
    assert found.upper == pytest.approx(2308.7778, abs=5e-5) and found.sigma == pytest.approx(4.467737925341783)
    assert per_opportunity(0, 10, 3).sigma is None
    with pytest.raises(Refused):
        per_opportunity(31, 10, 3)


def test_bounds_of_dpmo_are_those_of_the_share() -> None:
    assert dpmo_bounds(10, 100) == pytest.approx((49004.69, 176222.60), abs=0.005)
    low, high = dpmo_bounds(0, 10**9)
    assert low == 0 and high == pytest.approx(3.688879e-3, rel=1e-6)
