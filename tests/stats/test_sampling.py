"""Samples that anyone can draw again, and sizes for the question at hand."""

import hashlib
import json
import math
from collections import Counter
from decimal import Decimal
from itertools import count, islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qmdesk.model.problem import Refused
from qmdesk.stats.intervals import cpk_lower
from qmdesk.stats.proportion import clopper_pearson_upper
from qmdesk.stats.sampling import MOST, allocate, choices, draw, plan_size

#: sha256sum of "seed:0".
FIRST = "58f9082db66a15d660a3f65e1e2f12c31e4409635a583a6eaf0ba45c744b6688"


def by_hand(seed: str, among: int) -> list[int]:
    """The first choices, worked out as the documentation says and by nothing of the module's."""
    hashes = (hashlib.sha256(f"{seed}:{place}".encode()).hexdigest() for place in count())
    return [1 + int(each, 16) % among for each in islice(hashes, 40)]


def test_the_first_choice_is_the_remainder_of_a_hash_that_a_shell_gives() -> None:
    choose = choices("seed")
    assert choose(1000) == 1 + int(FIRST, 16) % 1000


def test_a_random_sample_can_be_drawn_again_by_hand() -> None:
    found = draw(30, 8, method="random", seed="评审 2026-07/A")
    chosen = list(dict.fromkeys(by_hand("评审 2026-07/A", 30)))[:8]
    assert list(found.numbers) == sorted(chosen)


def test_where_most_are_wanted_the_rest_is_drawn() -> None:
    out = list(dict.fromkeys(by_hand("s", 20)))[:3]
    assert list(draw(20, 17, method="random", seed="s").numbers) == sorted(set(range(1, 21)) - set(out))


def test_a_systematic_sample_starts_at_random_and_goes_round_the_end() -> None:
    start = by_hand("lot 7", 100)[0]
    found = draw(100, 8, method="systematic", seed="lot 7").numbers
    assert list(found) == sorted((start - 1 + place * 100 // 8) % 100 + 1 for place in range(8))


def test_strata_are_drawn_each_by_a_seed_of_its_own() -> None:
    found = draw(100, 10, method="stratified", seed="s", strata=(("早班", 55), ("中班", 33), ("晚班", 12)))
    assert [(each.name, len(each.numbers)) for each in found.strata] == [("早班", 6), ("中班", 3), ("晚班", 1)]
    assert list(found.strata[0].numbers) == sorted(dict.fromkeys(by_hand("s/早班", 55)[:6]))
    assert found.numbers == ()
    json.dumps(found.to_json())


def test_a_census_takes_all_and_needs_no_seed() -> None:
    assert draw(5, 2, method="census", seed="").numbers == (1, 2, 3, 4, 5)


@pytest.mark.parametrize(
    ("strata", "shares"),
    [((50, 30, 20), (5, 3, 2)), ((1, 1, 1), (4, 3, 3)), ((97, 2, 1), (10, 0, 0)), ((15, 15, 70), (2, 1, 7))],
)
def test_the_rest_goes_to_the_largest_remainders_and_of_equals_to_the_first(
    strata: tuple[int, ...], shares: tuple[int, ...]
) -> None:
    assert allocate(10, strata) == shares


@given(st.lists(st.integers(1, 500), min_size=1, max_size=8), st.data())
def test_shares_add_up_and_fit_their_strata(strata: list[int], data: st.DataObject) -> None:
    size = data.draw(st.integers(1, sum(strata)))
    shares = allocate(size, strata)
    assert sum(shares) == size
    for share, count_ in zip(shares, strata, strict=True):
        assert share <= count_ and abs(share - size * count_ / sum(strata)) < 1


@given(st.integers(1, 300), st.data(), st.sampled_from(["random", "systematic"]), st.text(min_size=1).filter(str.strip))
def test_a_sample_has_the_size_asked_without_a_piece_twice(
    population: int, data: st.DataObject, method: str, seed: str
) -> None:
    size = data.draw(st.integers(1, population))
    found = draw(population, size, method=method, seed=seed).numbers
    assert len(set(found)) == len(found) == size and list(found) == sorted(found)
    assert found[0] >= 1 and found[-1] <= population
    assert found == draw(population, size, method=method, seed=seed).numbers


@pytest.mark.parametrize("method", ["random", "systematic"])
def test_every_piece_is_as_likely_as_any_other(method: str) -> None:
    drawn = Counter(number for seed in range(3000) for number in draw(7, 3, method=method, seed=str(seed)).numbers)
    assert min(drawn.values()) > 3000 * 3 / 7 * 0.92 and max(drawn.values()) < 3000 * 3 / 7 * 1.08


@pytest.mark.parametrize(
    ("code", "population", "size", "method", "seed", "strata"),
    [
        ("sampling-method-unknown", 10, 2, "handy", "s", ()),
        ("sample-size-out-of-range", 10, 11, "random", "s", ()),
        ("sample-size-out-of-range", 10, 0, "random", "s", ()),
        ("sample-size-out-of-range", 0, 0, "census", "s", ()),
        ("sample-size-out-of-range", MOST + 1, 5, "random", "s", ()),
        ("seed-missing", 10, 2, "random", "  ", ()),
        ("strata-missing", 10, 2, "stratified", "s", ()),
        ("strata-missing", 10, 2, "stratified", "s", (("a", 10), ("", 0))),
        ("strata-not-adding-up", 10, 2, "stratified", "s", (("a", 5), ("b", 4))),
        ("stratum-twice", 10, 2, "stratified", "s", (("a", 5), ("a", 5))),
    ],
)
def test_what_cant_be_drawn_is_refused(
    code: str, population: int, size: int, method: str, seed: str, strata: tuple[tuple[str, int], ...]
) -> None:
    with pytest.raises(Refused) as refused:
        draw(population, size, method=method, seed=seed, strata=strata)
    assert refused.value.problems[0].code == code


def test_zero_defects_demonstrate_from_the_sizes_known() -> None:
    sizes = [plan_size("zero-defects", Decimal(most)) for most in ("66800", "6200", "230", "3.4")]
    assert sizes == [44, 482, 13_024, 881_097]


def test_a_lot_needs_fewer_than_an_endless_process() -> None:
    """Of 200 pieces at most 2 % defective, 5 of which would be too many: hypergeometric, phyper(0, 5, 195, n)."""
    found = plan_size("zero-defects", Decimal(20_000), population=200)
    assert found == 90 and found < (plan_size("zero-defects", Decimal(20_000)) or 0)
    assert plan_size("zero-defects", Decimal("3.4"), population=10) == 10  # every one must be looked at


def test_the_size_for_a_cpk_just_demonstrates_it() -> None:
    found = plan_size("cpk", Decimal("1.33"), expected=Decimal("1.5"))
    assert found is not None
    assert cpk_lower(1.5, found, found - 1) >= 1.33 > cpk_lower(1.5, found - 1, found - 2)
    assert plan_size("cpk", Decimal("1.33"), expected=Decimal("1.33")) is None
    assert plan_size("cpk", Decimal("1.33")) is None


def test_the_size_for_a_rate_is_cochrans() -> None:
    """385 for ± 5 % whatever the rate; 278 of a thousand."""
    assert plan_size("rate", Decimal("0.05")) == 385
    assert plan_size("rate", Decimal("0.05"), population=1000) == 278
    assert plan_size("rate", Decimal("0.02"), expected=Decimal("0.05")) == 457


@pytest.mark.parametrize(
    ("question", "target", "expected"),
    [
        ("zero-defects", "0", None),
        ("zero-defects", "1000000", None),
        ("rate", "1", None),
        ("rate", "0.1", "1"),
        ("cpk", "0", "1"),
    ],
)
def test_a_target_that_cant_be_is_refused(question: str, target: str, expected: str | None) -> None:
    with pytest.raises(Refused) as refused:
        plan_size(question, Decimal(target), expected=None if expected is None else Decimal(expected))
    assert refused.value.problems[0].code == "target-out-of-range"


def test_an_unknown_question_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        plan_size("why", Decimal(1))
    assert refused.value.problems[0].code == "question-unknown"


@pytest.mark.parametrize(("defective", "units"), [(0, 44), (0, 10**9)])
def test_the_bound_of_none_found_is_exact_for_any_number(defective: int, units: int) -> None:
    assert clopper_pearson_upper(defective, units) == pytest.approx(-math.expm1(math.log(0.05) / units), rel=1e-12)
