"""What must not matter: the unit and the nought of the scale, and for overall figures the order of readings."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qmdesk.model.readings import Readings
from qmdesk.stats.capability import capability, exact_cpk
from qmdesk.stats.charts_spc import control_chart
from qmdesk.stats.nelson import violations

whole = st.lists(st.integers(-40, 40), min_size=6, max_size=30).filter(lambda values: len(set(values)) > 1)
LSL, USL = Decimal("-4.5"), Decimal("5.1")


def study_of(values: list[int], size: int, *, ordered: bool = True) -> Readings:
    kept = values[: len(values) // size * size]
    sizes = (size,) * (len(kept) // size) if size > 1 else None
    return Readings.of([Decimal(each) / 10 for each in kept], sizes, ordered=ordered)


def moved(readings: Readings, factor: Decimal, shift: Decimal) -> Readings:
    return Readings.of([each * factor + shift for each in readings.decimals()], readings.subgroups)


@settings(deadline=None)
@given(
    whole,
    st.sampled_from([Decimal("0.001"), Decimal("0.3"), Decimal(1), Decimal("25.4"), Decimal(1000)]),
    st.integers(-1000, 1000).map(lambda shift: Decimal(shift) / 4),
    st.sampled_from(["pooled", "rbar", "sbar", "mr", "overall"]),
)
def test_cpk_is_the_same_in_any_unit_from_any_nought(
    values: list[int], factor: Decimal, shift: Decimal, method: str
) -> None:
    readings = study_of(values, 3 if method in {"pooled", "rbar", "sbar"} else 1)
    one = exact_cpk(readings, LSL, USL, method)
    other = exact_cpk(moved(readings, factor, shift), LSL * factor + shift, USL * factor + shift, method)
    assert (one is None) is (other is None)
    if one is not None and other is not None:
        assert abs(one - other) <= abs(one) * Decimal("1e-45")


@settings(deadline=None)
@given(whole, st.sampled_from([Decimal("0.5"), Decimal(8)]), st.integers(-8, 8).map(Decimal))
def test_turned_round_the_sides_change_places(values: list[int], factor: Decimal, shift: Decimal) -> None:
    readings = study_of(values, 3)
    there = capability(readings, LSL, USL)
    back = capability(moved(readings, -factor, shift), shift - USL * factor, shift - LSL * factor)
    assert (there.within.lower, there.within.upper) == (back.within.upper, back.within.lower)
    assert there.index_text == back.index_text and there.verdict == back.verdict
    assert there.observed_ppm[:2] == back.observed_ppm[1::-1]


@settings(deadline=None)
@given(whole, st.randoms(use_true_random=False))
def test_overall_figures_know_no_order(values: list[int], random: Random) -> None:
    shuffled = list(values)
    random.shuffle(shuffled)
    one, other = (capability(study_of(each, 1, ordered=False), LSL, USL, Decimal(0)) for each in (values, shuffled))
    assert one.normality is not None and other.normality is not None
    assert one.overall == other.overall and one.index_text == other.index_text and one.ci == other.ci
    assert one.normality.statistic == pytest.approx(other.normality.statistic, rel=1e-9, abs=1e-12)
    assert one.verdict == other.verdict and one.expected_ppm == other.expected_ppm


@settings(deadline=None)
@given(whole, st.randoms(use_true_random=False))
def test_within_a_subgroup_the_order_doesnt_matter(values: list[int], random: Random) -> None:
    readings = study_of(values, 3)
    rows = [list(readings.scaled[place : place + 3]) for place in range(0, len(readings), 3)]
    for row in rows:
        random.shuffle(row)
    mixed = Readings([each for row in rows for each in row], readings.exponent, readings.subgroups)
    for method in ("pooled", "rbar", "sbar"):
        assert exact_cpk(readings, LSL, USL, method) == exact_cpk(mixed, LSL, USL, method)
    if len(rows) > 1:
        assert list(control_chart("xbar-r", readings).first.points) == list(control_chart("xbar-r", mixed).first.points)


#: Points in quarters of sigma, so that many stand exactly on a zone line or on the centre.
quarters = st.lists(st.integers(-14, 14), max_size=60)


@settings(deadline=None, max_examples=300)
@given(quarters, st.sampled_from(["0.1", "0.3", "1", "0.007"]), st.sampled_from(["0", "74.001", "-12.3"]))
def test_rules_are_those_of_a_plain_reading_in_whole_numbers(points: list[int], sigma: str, center: str) -> None:
    """Nelson 1984, word by word in quarters of sigma: a point on a line belongs to the inner zone."""
    plotted = [float(Decimal(center) + Decimal(sigma) * point / 4) for point in points]
    found = violations(np.array(plotted), np.array(float(center)), np.array(float(sigma)))
    shown = {each.rule: each.points for each in found}
    expected = {f"nelson-{rule}": tuple(places) for rule, places in plain(points).items() if places}
    assert shown == expected


def plain(points: list[int]) -> dict[int, list[int]]:
    """Points in quarters of sigma: 12 is the limit, 8 and 4 the lines of zones."""

    def last(size: int, place: int) -> list[int]:
        return points[place - size + 1 : place + 1] if place >= size - 1 else []

    def upto(size: int, place: int) -> list[int]:
        return points[max(place - size + 1, 0) : place + 1]

    def zone(place: int, line: int, least: int, size: int) -> bool:
        return any(
            sign * points[place] > line and sum(sign * each > line for each in upto(size, place)) >= least
            for sign in (1, -1)
        )

    def steps(row: list[int]) -> list[int]:
        return [later - earlier for earlier, later in pairwise(row)]

    def alternate(row: list[int]) -> bool:
        moves = steps(row)
        return all(moves) and all(a * b < 0 for a, b in pairwise(moves))

    tests = {
        1: lambda i: abs(points[i]) > 12,
        2: lambda i: bool(row := last(9, i)) and (min(row) > 0 or max(row) < 0),
        3: lambda i: bool(row := last(6, i)) and (min(steps(row)) > 0 or max(steps(row)) < 0),
        4: lambda i: bool(row := last(14, i)) and alternate(row),
        5: lambda i: zone(i, 8, 2, 3),
        6: lambda i: zone(i, 4, 4, 5),
        7: lambda i: bool(row := last(15, i)) and max(map(abs, row)) <= 4,
        8: lambda i: bool(row := last(8, i)) and min(map(abs, row)) > 4,
    }
    return {rule: [i for i in range(len(points)) if test(i)] for rule, test in tests.items()}


@given(whole, st.integers(1, 400).map(lambda number: Fraction(number, 100)))
def test_the_exact_comparison_agrees_with_fifty_digits(values: list[int], threshold: Fraction) -> None:
    readings = study_of(values, 3)
    bar = Decimal(threshold.numerator) / Decimal(threshold.denominator)
    found, study = exact_cpk(readings, LSL, USL), capability(readings, LSL, USL)
    if found is not None and study.decision is not None and abs(found - bar) > Decimal("1e-40"):
        assert study.decision.reaches(bar) is (found > bar)
