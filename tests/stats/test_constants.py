"""d2, d3 and c4 are computed to the digits that their use asks for."""

import math
from decimal import Decimal, localcontext

import pytest

from qmdesk.stats import constants

PI = Decimal("3.14159265358979323846264338327950288419716939937510582097494459230781640628620899")
FIFTY = Decimal("1e-50")

#: Rounded tables of AIAG SPC 2nd ed. and ISO 7870-2, subgroups of 2 to 10.
TABLE = {
    "d2": (1.128, 1.693, 2.059, 2.326, 2.534, 2.704, 2.847, 2.970, 3.078),
    "d3": (0.853, 0.888, 0.880, 0.864, 0.848, 0.833, 0.820, 0.808, 0.797),
    "c4": (0.7979, 0.8862, 0.9213, 0.9400, 0.9515, 0.9594, 0.9650, 0.9693, 0.9727),
    "A2": (1.880, 1.023, 0.729, 0.577, 0.483, 0.419, 0.373, 0.337, 0.308),
    "D4": (3.267, 2.575, 2.282, 2.114, 2.004, 1.924, 1.864, 1.816, 1.777),
    "B4": (3.267, 2.568, 2.266, 2.089, 1.970, 1.882, 1.815, 1.761, 1.716),
}


def computed(name: str, n: int) -> float:
    d2, d3, c4 = constants.d2(n), constants.d3(n), constants.c4(n)
    values = {"d2": d2, "d3": d3, "c4": c4, "A2": 3 / (d2 * math.sqrt(n)), "D4": 1 + 3 * d3 / d2}
    return values[name] if name in values else 1 + 3 * math.sqrt(1 - c4**2) / c4


@pytest.mark.parametrize("name", TABLE)
def test_computed_constants_round_to_the_published_table(name: str) -> None:
    for n, printed in enumerate(TABLE[name], start=2):
        assert computed(name, n) == pytest.approx(printed, abs=0.0006 if name in {"D4", "B4"} else 0.00051)


def test_d2_of_two_and_three_has_fifty_digits() -> None:
    with localcontext() as context:
        context.prec = 60
        assert abs(constants.d2_decimal(2) - 2 / PI.sqrt()) < FIFTY
        assert abs(constants.d2_decimal(3) - 3 / PI.sqrt()) < FIFTY


def test_d2_of_five_follows_its_closed_form() -> None:
    closed = 5 / (2 * math.sqrt(math.pi)) + 15 / math.pi**1.5 * math.asin(1 / 3)
    assert constants.d2(5) == pytest.approx(closed, rel=1e-15)


def test_d2_in_fifty_digits_does_not_depend_on_the_step_of_the_integral(monkeypatch: pytest.MonkeyPatch) -> None:
    coarse = {n: constants.d2_decimal(n) for n in (2, 10, constants.LARGEST_RANGE)}
    for cached in (constants.d2_decimal, constants._tails):
        cached.cache_clear()
    monkeypatch.setattr(constants, "_STEP", Decimal(1) / Decimal(20))
    fine = {n: constants.d2_decimal(n) for n in coarse}
    for cached in (constants.d2_decimal, constants._tails):
        cached.cache_clear()
    assert all(abs(coarse[n] - fine[n]) < FIFTY for n in coarse)


def test_d2_joins_its_double_version_beyond_twenty_five() -> None:
    assert constants.d2(26) > constants.d2(25) > constants.d2(24)
    assert constants.d2(100) == pytest.approx(5.01519, abs=5e-6)


def test_d3_of_two_follows_its_closed_form() -> None:
    assert constants.d3(2) == pytest.approx(math.sqrt(2 - 4 / math.pi), rel=1e-12)


def test_c4_has_fifty_digits() -> None:
    with localcontext() as context:
        context.prec = 60
        assert abs(constants.c4_decimal(2) - (2 / PI).sqrt()) < FIFTY
        assert abs(constants.c4_decimal(5) - 3 * (2 * PI).sqrt() / 8) < FIFTY
    assert all(float(constants.c4_decimal(n)) == pytest.approx(constants.c4(n), rel=1e-13) for n in range(2, 40))


def test_d2_star_is_that_of_the_gauge_study_factors() -> None:
    """AIAG MSA: K2 = 0.7071, 0.5231 for 2 and 3 operators, K3 = 0.3146 for 10 parts."""
    factors = [1 / constants.d2_star(n) for n in (2, 3, 10)]
    assert factors == pytest.approx([0.7071, 0.5231, 0.3146], abs=5e-5)


def test_a_moving_range_is_worth_about_six_tenths_of_a_reading() -> None:
    assert constants.moving_range_df(1) == pytest.approx(1.126, abs=0.001)
    assert constants.moving_range_df(10_000) / 10_000 == pytest.approx(0.605, abs=0.001)


def test_constants_of_single_readings_are_nought() -> None:
    assert constants.d2(1) == constants.d3(1) == constants.c4(1) == 0
