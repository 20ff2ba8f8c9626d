"""The team's readings beside the enterprise's. Expected values by R 4.2.2: t.test, var.test (see each test)."""

import json
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qmdesk.model.problem import Refused
from qmdesk.model.readings import Readings
from qmdesk.stats.compare import compare
from tests.stats.reference import readings

OURS = ["10.02", "10.05", "9.98", "10.11", "10.04", "9.97", "10.08", "10.00"]
THEIRS = ["10.00", "10.04", "9.99", "10.07", "10.02", "9.95", "10.06", "9.99"]
#: By R: t, df, p and the interval; for WELCH then the ratio of variances and its p.
PAIRED = (3.26460681517060, 7, 0.01377648436154, 0.00447977887879, 0.02802022112121)
WELCH = (
    -1.641367998992,
    5.644750945930,
    0.154934905603,
    -0.172824882263,
    0.035324882263,
    0.322651663405,
    0.182774253420,
)
PITMAN = 0.127157324773
OTHERS = ["10.10", "10.21", "10.05", "10.15", "9.99"]


def test_the_same_pieces_by_a_paired_t_test() -> None:
    """t.test(ours, theirs, paired = TRUE)."""
    found = compare(readings(OURS), readings(THEIRS), paired=True, allowed=None)
    assert found.difference == Decimal("0.01625")
    assert (found.t, found.df, found.p) == pytest.approx(PAIRED[:3], rel=1e-6)
    assert found.interval == pytest.approx(PAIRED[3:5], rel=1e-6)
    assert found.largest == Decimal("0.04") and found.verdict == "differs"
    assert found.test == "paired-t" and found.variance_test == "pitman-morgan"


def test_other_pieces_by_welch_and_f() -> None:
    """t.test(ours, others); var.test(ours, others)."""
    found = compare(readings(OURS), readings(OTHERS), paired=False, allowed=None)
    assert (found.t, found.df, found.p) == pytest.approx(WELCH[:3], rel=1e-6)
    assert found.interval == pytest.approx(WELCH[3:5], rel=1e-6)
    assert (found.variance_ratio, found.variance_p) == pytest.approx(WELCH[5:], rel=1e-6)
    assert found.largest is None and found.agreement is None and found.verdict == "agrees"


def test_variances_of_pairs_by_their_correlation() -> None:
    """cor.test(ours + theirs, ours - theirs)$p.value (Pitman & Morgan)."""
    found = compare(readings(OURS), readings(THEIRS), paired=True, allowed=None)
    assert found.variance_p == pytest.approx(PITMAN, rel=1e-6) and not found.variances_differ


@pytest.mark.parametrize(("allowed", "verdict"), [("0.04", "agrees"), ("0.0399", "beyond-allowed"), ("1", "agrees")])
def test_what_is_allowed_is_compared_exactly_with_the_largest_difference(allowed: str, verdict: str) -> None:
    assert compare(readings(OURS), readings(THEIRS), paired=True, allowed=Decimal(allowed)).verdict == verdict


def test_without_pairs_the_means_are_compared_with_what_is_allowed() -> None:
    ours, theirs = readings(["1", "1", "2"]), readings(["1", "1", "1"])
    assert compare(ours, theirs, paired=False, allowed=Decimal("0.3333")).verdict == "beyond-allowed"
    assert compare(ours, theirs, paired=False, allowed=Decimal("0.3334")).verdict == "agrees"


@pytest.mark.parametrize("n", [0, 1, 2])
@pytest.mark.parametrize("paired", [True, False])
def test_too_few_are_tested_by_nothing(n: int, paired: bool) -> None:
    found = compare(readings(OURS[:n]), readings(THEIRS[:n]), paired=paired, allowed=None)
    assert found.verdict == "too-few"
    json.dumps(found.to_json(), allow_nan=False)


def test_one_piece_is_judged_by_what_is_allowed() -> None:
    assert (
        compare(readings(["1.2"]), readings(["1.0"]), paired=True, allowed=Decimal("0.1")).verdict == "beyond-allowed"
    )


def test_readings_that_dont_scatter() -> None:
    same = compare(readings(["1.0"] * 4), readings(["1.00"] * 4), paired=True, allowed=None)
    assert (same.verdict, same.p, same.t, same.variance_ratio) == ("agrees", 1.0, None, None)
    off = compare(readings(["1.1"] * 4), readings(["1.0"] * 4), paired=False, allowed=None)
    assert (off.verdict, off.p, off.interval) == ("differs", 0.0, (off.interval or (0,))[:1] * 2)
    json.dumps(off.to_json(), allow_nan=False)


def test_sets_that_cant_be_paired_and_a_negative_allowance_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        compare(readings(OURS), readings(OTHERS), paired=True, allowed=None)
    assert refused.value.problems[0].code == "pairs-unequal"
    with pytest.raises(Refused) as refused:
        compare(readings(OURS), readings(THEIRS), paired=True, allowed=Decimal("-0.1"))
    assert refused.value.problems[0].code == "allowed-negative"


def test_the_tests_alarm_as_often_as_they_say() -> None:
    drawn = np.random.default_rng(11).normal(10, 1, (600, 2, 8))
    texts = [[[f"{value:.4f}" for value in side] for side in pair] for pair in drawn]
    found = [compare(readings(a), readings(b), paired=False, allowed=None) for a, b in texts]
    assert np.mean([each.verdict == "differs" for each in found]) == pytest.approx(0.05, abs=0.025)
    assert np.mean([each.variances_differ for each in found]) == pytest.approx(0.05, abs=0.025)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), max_size=9), st.booleans())
def test_the_other_way_round_only_the_sign_changes(pairs: list[tuple[int, int]], paired: bool) -> None:
    ours = Readings.of([Decimal(a) / 10 for a, _ in pairs])
    theirs = Readings.of([Decimal(b) / 10 for _, b in pairs])
    one, other = (compare(a, b, paired=paired, allowed=None) for a, b in ((ours, theirs), (theirs, ours)))
    assert one.verdict == other.verdict
    assert one.p == pytest.approx(other.p) and one.variance_p == pytest.approx(other.variance_p)
    assert (one.difference is None) is (not pairs)
    if one.difference is not None and other.difference is not None:
        assert one.difference == -other.difference
