"""Counts, decimals, rates, defects per million and money: what each field makes of what is typed."""

import pytest

from qmdesk.formdef.fields import check, format_value, parse_text
from qmdesk.model.problem import Severity
from tests.formdef.declared import field_of_type

ERROR, WARNING = Severity.ERROR, Severity.WARNING

VALUES = [
    # type, typed, value, warning
    ("count", "1234", 1234, None),
    ("count", "1,234", 1234, None),
    ("count", "１２３４件", 1234, None),
    ("count", "12.0", 12, None),
    ("count", "0", 0, None),
    ("count", "120 kg", 120, "number-unit-left-out"),
    ("integer", "-3", -3, None),
    ("decimal", "9.80", "9.80", None),
    ("decimal", "12.5mm", "12.5", "number-unit-left-out"),
    ("decimal", "-0.05", "-0.05", None),
    ("decimal", "5%", "0.05", "number-percent-as-fraction"),
    ("rate", "98%", "0.98", None),
    ("rate", "98.50 %", "0.9850", None),
    ("rate", "９８％", "0.98", None),
    ("rate", "0.98", "0.98", None),
    ("rate", "0", "0", None),
    ("rate", "100%", "1.00", None),
    ("rate", "2‰", "0.002", None),
    ("percent", "98", "0.98", None),
    ("percent", "98%", "0.98", None),
    ("percent", "1", "0.01", None),
    ("percent", "0.5%", "0.005", None),
    ("figure", "1.33", "1.33", None),
    ("figure", "96.5%", "0.965", None),
    ("figure", "6200", "6200", None),
    ("figure", "6200ppm", "6200", "number-unit-left-out"),
    ("dpmo", "6200", "6200", None),
    ("dpmo", "66,800 ppm", "66800", None),
    ("dpmo", "3.4", "3.4", None),
    ("money", "8.45万元", {"amount": "8.45", "unit": "wan"}, None),
    ("money", "８．４５万", {"amount": "8.45", "unit": "wan"}, None),
    ("money", "84,500元", {"amount": "84500", "unit": "yuan"}, None),
    ("money", "￥84,500.00", {"amount": "84500.00", "unit": "yuan"}, "money-unit-assumed"),
    ("money", "84500 yuan", {"amount": "84500", "unit": "yuan"}, None),
    ("money", "84500", {"amount": "84500", "unit": "yuan"}, "money-unit-assumed"),
    ("money", "1.2亿元", {"amount": "12000", "unit": "wan"}, None),
    ("money", "3千元", {"amount": "3000", "unit": "yuan"}, None),
    ("money", "0元", {"amount": "0", "unit": "yuan"}, None),
]


@pytest.mark.parametrize(("kind", "typed", "value", "warning"), VALUES)
def test_a_proper_number_becomes_its_value(kind, typed, value, warning):
    field = field_of_type(kind)
    found, problem = parse_text(field, typed)
    assert found == value
    assert (problem.code if problem else None) == warning
    assert problem is None or problem.severity is WARNING
    assert check(field, found) is None


REFUSED = [
    ("count", "-1", "number-below-zero"),
    ("count", "12.5", "whole-number-expected"),
    ("count", "50%", "whole-number-expected"),
    ("count", "1" * 16, "number-too-long"),
    ("count", "12O", "number-unit-unknown"),
    ("count", "12/50", "number-expected"),
    ("count", "一百", "number-expected"),
    ("decimal", "12.5O", "number-unit-unknown"),
    ("decimal", "12,5", "number-decimal-comma"),
    ("decimal", "1e400", "number-too-long"),
    ("decimal", "nan", "number-expected"),
    ("rate", "98", "rate-needs-percent"),
    ("rate", "1", "rate-needs-percent"),  # 1 % or all of it?
    ("rate", "1.00", "rate-needs-percent"),
    ("rate", "101%", "rate-above-one"),
    ("rate", "-1%", "rate-negative"),
    ("rate", "0.98mm", "rate-unit"),
    ("rate", "49/50", "number-expected"),
    ("percent", "0.98", "rate-needs-percent"),  # 98 % or 0.98 %?
    ("percent", "120", "rate-above-one"),
    ("figure", "120%", "rate-above-one"),
    ("dpmo", "4σ", "dpmo-sigma"),
    ("dpmo", "1.2%", "dpmo-unit"),
    ("dpmo", "1000001", "dpmo-range"),
    ("dpmo", "-1", "dpmo-range"),
    ("money", "八万", "money-expected"),
    ("money", "84500美元", "money-unit"),
    ("money", "-5元", "money-negative"),
    ("money", "8,45万元", "number-decimal-comma"),
    ("money", "1.2.3元", "number-expected"),
]


@pytest.mark.parametrize(("kind", "typed", "code"), REFUSED)
def test_a_doubtful_number_is_refused(kind, typed, code):
    value, problem = parse_text(field_of_type(kind), typed)
    assert value is None
    assert problem is not None
    assert (problem.code, problem.severity) == (code, ERROR)


def test_a_fields_own_unit_is_silent_and_another_one_refused():
    field = field_of_type("decimal", unit="mm")
    assert parse_text(field, "12.5mm") == ("12.5", None)
    value, problem = parse_text(field, "12.5μm")
    assert value is None
    assert problem is not None
    assert problem.code == "number-unit-other"


def test_a_percent_field_of_decimals_keeps_percentages():
    assert parse_text(field_of_type("decimal", unit="%"), "92.5%") == ("92.5", None)


def test_an_amount_without_a_unit_takes_that_of_its_field():
    assert parse_text(field_of_type("money", unit="万元"), "2000") == ({"amount": "2000", "unit": "wan"}, None)


def test_the_warning_for_a_left_out_unit_names_it():
    _, problem = parse_text(field_of_type("decimal"), "12.5mm")
    assert problem is not None
    assert problem.details["unit"] == "mm"


@pytest.mark.parametrize(
    ("kind", "value", "zh", "en"),
    [
        ("rate", "0.9850", "98.50%", "98.50%"),
        ("rate", "0.002", "0.2%", "0.2%"),
        ("money", {"amount": "8.45", "unit": "wan"}, "8.45 万元", "8.45 × 10,000 yuan"),
        ("money", {"amount": "84500", "unit": "yuan"}, "84500 元", "84500 yuan"),
        ("count", 1234, "1234", "1234"),
        ("decimal", "9.80", "9.80", "9.80"),
        ("dpmo", None, "", ""),
    ],
)
def test_a_value_is_shown_exactly(kind, value, zh, en):
    assert format_value(field_of_type(kind), value, "zh-CN") == zh
    assert format_value(field_of_type(kind), value, "en") == en


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("count", True),
        ("count", -1),
        ("count", "12"),
        ("count", 10**15),
        ("decimal", 9.8),
        ("decimal", "9.8mm"),
        ("decimal", 9),
        ("rate", "1.5"),
        ("rate", "-0.1"),
        ("rate", "98%"),
        ("dpmo", "1000000.1"),
        ("money", {"amount": "8"}),
        ("money", {"amount": "8", "unit": "usd"}),
        ("money", {"amount": "-8", "unit": "wan"}),
        ("money", {"amount": 8, "unit": "wan"}),
        ("money", {"amount": "8", "unit": "wan", "tax": "1"}),
        ("money", "8"),
        ("figure", ["1"]),
    ],
)
def test_an_improper_stored_number_is_found_out(kind, value):
    problem = check(field_of_type(kind), value)
    assert problem is not None
    assert problem.code == "value-improper"


def test_a_count_beyond_all_digits_is_told_the_limit_of_counts():
    limits = {parse_text(field_of_type("count"), "1" * digits)[1].details["limit"] for digits in (16, 40)}  # type: ignore[union-attr]
    assert limits == {15}
