"""Exact numbers and their texts."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qmdesk.grading.display import display_threshold, display_value
from qmdesk.grading.numbers import exact_text, fraction_of, rounded, shown
from tests.grading.build import form

fractions = st.fractions(max_denominator=10**9)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(49, 50), "0.98"),
        (Fraction(19, 20) * Fraction(18, 19), "0.9"),
        (Fraction(1_000_000, 3), "1000000/3"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(0), "0"),
        (Fraction(1200), "1200"),
        (Fraction(1, 7), "1/7"),
        (Fraction(1, 2**80), f"1/{2**80}"),
    ],
)
def test_a_fraction_is_a_decimal_where_it_ends_and_a_ratio_where_not(value: Fraction, text: str):
    assert exact_text(value) == text


@given(fractions)
def test_exact_text_reads_back_as_the_same_number(value: Fraction):
    assert fraction_of(exact_text(value)) == value


def test_a_product_of_very_many_steps_still_has_a_text():
    value = Fraction(999_999_937**700, 999_999_937**700 + 1)
    assert fraction_of(exact_text(value)) == value


@pytest.mark.parametrize("text", ["", "abc", "1/0", "nan", "1/2/3"])
def test_what_is_no_number_is_refused(text: str):
    with pytest.raises(ValueError):
        fraction_of(text)


@pytest.mark.parametrize(
    ("value", "places", "result"),
    [
        ("1.6667", 2, "1.67"),
        ("1.665", 2, "1.66"),
        ("1.675", 2, "1.68"),
        ("1.6749", 2, "1.67"),
        ("230.5", 0, "230"),
        ("231.5", 0, "232"),
    ],
)
def test_rounding_goes_half_to_even(value: str, places: int, result: str):
    assert rounded(Fraction(value), places) == Fraction(result)


@given(st.decimals(min_value="0.9", max_value="2.1", places=6))
def test_a_shown_number_never_reads_on_the_other_side_of_a_threshold(value: Decimal):
    limits = [Fraction(each) for each in ("1", "1.33", "1.67", "2")]
    text = Fraction(shown(Fraction(value), limits))
    for limit in limits:
        assert (text >= limit) == (Fraction(value) >= limit)
        assert (text == limit) == (Fraction(value) == limit)


@pytest.mark.parametrize(
    ("figure", "value", "text"),
    [
        ("cpk", "1.3299", "1.3299"),
        ("cpk", "1.33", "1.33"),
        ("cpk", "1.5", "1.50"),
        ("cpk", "-0.2", "-0.20"),
        ("fpy", "0.98", "98.00 %"),
        ("fpy", "0.9699999", "96.99999 %"),
        ("internal_loss", "0.015", "1.50 %"),
        ("sigma", "6200", "6200"),
        ("sigma", "1000000/3", "333333.33"),
    ],
)
def test_values_are_shown_with_enough_digits_to_tell(figure: str, value: str, text: str):
    assert display_value(form().figure(figure), value) == text


def test_thresholds_are_shown_as_the_annex_writes_them():
    assert display_threshold(form().figure("internal_loss"), 5) == "0.75 %"
    assert display_threshold(form().figure("cpk"), 5) == "2.00"
