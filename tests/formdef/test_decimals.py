"""Numbers as people type them become exact decimals, or are refused with the reason."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qmdesk.formdef import decimals
from qmdesk.formdef.decimals import decimal_of, is_canonical, read, shifted
from qmdesk.model.problem import Problem

ACCEPTED = [
    ("9.80", "9.80", ""),
    ("  9.95 ", "9.95", ""),
    ("+5", "5", ""),
    ("-0.05", "-0.05", ""),
    ("－０．０５", "-0.05", ""),  # full width
    ("\u22125", "-5", ""),  # the typographic minus
    ("１２．５", "12.5", ""),
    ("98。5", "98.5", ""),  # the full stop of a Chinese input method
    (".5", "0.5", ""),
    ("007", "7", ""),
    ("-0", "0", ""),
    ("-0.00", "0.00", ""),
    ("1,234.5", "1234.5", ""),
    ("１，２３４", "1234", ""),
    ("12,345,678", "12345678", ""),
    ("12.5mm", "12.5", "mm"),
    ("12.5 mm", "12.5", "mm"),
    ("１２．５ｍｍ", "12.5", "mm"),
    ("0.8µm", "0.8", "μm"),  # the micro sign of keyboards
    ("100\u2126", "100", "Ω"),  # the ohm sign
    ("25℃", "25", "℃"),
    ("3.2 N·m", "3.2", "N·m"),
    ("98%", "98", "%"),
    ("98 ％", "98", "%"),
    ("1E-05", "0.00001", ""),  # as spreadsheets write small numbers
    ("1.5e3", "1500", ""),
    ("0E+3", "0", ""),
    ("0.1e1", "1", ""),
]


@pytest.mark.parametrize(("typed", "text", "unit"), ACCEPTED)
def test_a_number_is_read_exactly(typed, text, unit):
    found = read(typed)
    assert not isinstance(found, Problem), found
    assert (found.text, found.unit) == (text, unit)


REFUSED = [
    ("", "number-missing"),
    ("   ", "number-missing"),
    ("nan", "number-expected"),
    ("NaN", "number-expected"),
    ("inf", "number-expected"),
    ("-Infinity", "number-expected"),
    ("1_000", "number-expected"),
    ("٣", "number-expected"),  # digits of other scripts
    ("10²", "number-expected"),  # never 102
    ("½", "number-expected"),
    ("①", "number-expected"),
    ("5.", "number-expected"),
    (".", "number-expected"),
    ("-", "number-expected"),
    ("1 234", "number-expected"),
    ("1.2.3", "number-expected"),
    ("+-5", "number-expected"),
    ("约98", "number-expected"),
    ("≥98", "number-expected"),
    ("95~98", "number-expected"),
    ("95-98", "number-expected"),
    ("0x10", "number-expected"),
    ("12.5O", "number-unit-unknown"),  # the letter
    ("1e", "number-unit-unknown"),
    ("12,5", "number-decimal-comma"),
    ("1,23,4", "number-decimal-comma"),
    ("0,234", "number-decimal-comma"),
    ("1234,567", "number-decimal-comma"),
    ("1e400", "number-too-long"),
    ("1e31", "number-too-long"),
    ("9" * 31, "number-too-long"),
    ("0." + "1" * 31, "number-too-long"),
    ("123e29", "number-too-long"),
    ("0.12e-29", "number-too-long"),
]


@pytest.mark.parametrize(("typed", "code"), REFUSED)
def test_what_is_no_number_is_refused(typed, code):
    assert decimal_of(typed) is None
    found = read(typed)
    assert isinstance(found, Problem)
    assert found.code == code


@pytest.mark.parametrize(
    ("typed", "value"),
    [("98%", "0.98"), ("2.5‰", "0.0025"), ("12.5mm", "12.5"), ("１，２３４", "1234"), ("6200ppm", "6200")],
)
def test_decimal_of_gives_what_the_text_says(typed, value):
    assert decimal_of(typed) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("12,5", "12.5"), ("-0,05", "-0.05"), ("1.234,5", "1234.5"), ("1,234", "1.234"), ("7", "7"), ("12,5 mm", "12.5")],
)
def test_a_file_with_decimal_commas_is_read_so(typed, value):
    assert decimal_of(typed, decimal_comma=True) == Decimal(value)


@pytest.mark.parametrize("typed", ["1,2,3", "12,5,6", "1.23,4"])
def test_a_doubtful_decimal_comma_is_refused(typed):
    assert decimal_of(typed, decimal_comma=True) is None


@given(st.integers(-(10**30) + 1, 10**30 - 1), st.integers(-30, 30))
def test_shifting_is_exact_beyond_the_contexts_precision(number, places):
    assert Decimal(shifted(str(number), places)).as_tuple().digits is not None
    assert Decimal(shifted(shifted(str(number), places), -places)) == Decimal(number)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**29), max_value=10**29, places=6))
def test_every_plain_decimal_is_read_as_itself(value):
    text = f"{value:f}"
    found = read(text)
    assert not isinstance(found, Problem)
    assert found.value == value
    assert is_canonical(found.text)


@given(st.text(alphabet="0123456789.,eE+-%mμ万元 _。，－ａ", max_size=40))
def test_no_text_breaks_the_reader_and_what_it_reads_is_canonical(text):
    found = read(text)
    assert isinstance(found, Problem) or is_canonical(found.text)


@pytest.mark.parametrize(
    "value", ["1e5", "+1", "01", "-0", "-0.0", "1.", ".5", "1,000", "", "nan", " 1", 1, None, "１"]
)
def test_only_plain_decimals_are_canonical(value):
    assert not is_canonical(value)


def test_units_are_written_with_one_micro_and_one_ohm():
    assert all("\u00b5" not in unit and "\u2126" not in unit for unit in decimals.UNITS)
    assert {"μm", "Ω", "件", "%"} <= decimals.UNITS
