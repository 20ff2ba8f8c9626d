"""Dates, months and periods in the orders that are written in China; nothing is guessed."""

import pytest

from qmdesk.formdef.fields import check, format_value, parse_text
from qmdesk.model.problem import Severity
from tests.formdef.declared import field_of_type

YEAR_2025 = {"from": "2025-01", "to": "2025-12"}

VALUES = [
    ("date", "2025-7-1", "2025-07-01", None),
    ("date", "2025-07-01", "2025-07-01", None),
    ("date", "2025/07/01", "2025-07-01", None),
    ("date", "2025.7.1", "2025-07-01", None),
    ("date", "2025年7月1日", "2025-07-01", None),
    ("date", "2025 年 7 月 1 日", "2025-07-01", None),
    ("date", "２０２５－０７－０１", "2025-07-01", None),
    ("date", "20250701", "2025-07-01", None),
    ("date", "2025-07-01 00:00:00", "2025-07-01", None),  # a date cell as text
    ("date", "2025-07-01T00:00:00", "2025-07-01", None),
    ("date", "2024-02-29", "2024-02-29", None),
    ("month", "2025-03", "2025-03", None),
    ("month", "2025-3", "2025-03", None),
    ("month", "2025年3月", "2025-03", None),
    ("month", "2025年3月份", "2025-03", None),
    ("month", "2025/03", "2025-03", None),
    ("month", "2025.12", "2025-12", None),
    ("month", "202503", "2025-03", None),
    ("month", "2025-03-01", "2025-03", None),
    ("month", "2025-03-17", "2025-03", "month-day-left-out"),
    ("month", "2025.1", "2025-01", "month-january-or-october"),
    ("period", "2025", YEAR_2025, None),
    ("period", "2025年", YEAR_2025, None),
    ("period", "2025年度", YEAR_2025, None),
    ("period", "2025-01~2025-12", YEAR_2025, None),
    ("period", "2025-01 ～ 2025-12", YEAR_2025, None),
    ("period", "2025.1-2025.12", YEAR_2025, None),
    ("period", "2025.01—2025.12", YEAR_2025, None),
    ("period", "2025/1–2025/12", YEAR_2025, None),
    ("period", "2025年1月至2025年12月", YEAR_2025, None),
    ("period", "2025年1月——2025年12月", YEAR_2025, None),
    ("period", "2025年1-12月", YEAR_2025, None),
    ("period", "2025年1月到12月", YEAR_2025, None),
    ("period", "2025-01-01至2025-12-31", YEAR_2025, None),
    ("period", "2025.1.1-2025.12.31", YEAR_2025, None),
    ("period", "2025-01 to 2025-12", YEAR_2025, None),
    ("period", "2024年7月-2025年6月", {"from": "2024-07", "to": "2025-06"}, None),
    ("period", "2024-02-01~2024-02-29", {"from": "2024-02", "to": "2024-02"}, None),
    ("period", "2025年上半年", {"from": "2025-01", "to": "2025-06"}, None),
    ("period", "2025年下半年", {"from": "2025-07", "to": "2025-12"}, None),
    ("period", "2025年第二季度", {"from": "2025-04", "to": "2025-06"}, None),
    ("period", "2025年4季度", {"from": "2025-10", "to": "2025-12"}, None),
    ("period", "2025Q3", {"from": "2025-07", "to": "2025-09"}, None),
    ("period", "2025-03", {"from": "2025-03", "to": "2025-03"}, None),
]


@pytest.mark.parametrize(("kind", "typed", "value", "warning"), VALUES)
def test_a_written_time_becomes_its_value(kind, typed, value, warning):
    field = field_of_type(kind)
    found, problem = parse_text(field, typed)
    assert found == value
    assert (problem.code if problem else None) == warning
    assert problem is None or problem.severity is Severity.WARNING
    assert check(field, found) is None


REFUSED = [
    ("date", "2025-02-30", "date-not-in-calendar"),
    ("date", "2023-02-29", "date-not-in-calendar"),
    ("date", "2025-13-01", "date-not-in-calendar"),
    ("date", "20251301", "date-not-in-calendar"),
    ("date", "0205-07-01", "date-year"),
    ("date", "1/7/2025", "date-order"),
    ("date", "07-01-2025", "date-order"),
    ("date", "25-7-1", "date-order"),
    ("date", "2025-07", "date-expected"),
    ("date", "2025-7/1", "date-expected"),  # two kinds of separator
    ("date", "2025-07-01 08:30", "date-expected"),
    ("date", "45839", "date-expected"),  # a spreadsheet's serial number
    ("date", "昨天", "date-expected"),
    ("month", "3月", "month-needs-year"),
    ("month", "十二月", "month-needs-year"),
    ("month", "3", "month-needs-year"),
    ("month", "2025-13", "month-expected"),
    ("month", "2025-0", "month-expected"),
    ("month", "2025", "month-expected"),
    ("period", "2025-12~2025-01", "period-reversed"),
    ("period", "2025-00~2025-12", "period-month"),
    ("period", "2025-01~2025-13", "period-month"),
    ("period", "2025-01-15~2025-12-31", "period-whole-months"),
    ("period", "2025-01-01~2025-12-30", "period-whole-months"),
    ("period", "2025-12-01~2025-01-31", "period-reversed"),
    ("period", "2025-02-30~2025-12-31", "period-month"),
    ("period", "近三年", "period-expected"),
    ("period", "25", "period-expected"),
    ("period", "2024~2025", "period-expected"),
]


@pytest.mark.parametrize(("kind", "typed", "code"), REFUSED)
def test_a_doubtful_time_is_refused(kind, typed, code):
    value, problem = parse_text(field_of_type(kind), typed)
    assert value is None
    assert problem is not None
    assert (problem.code, problem.severity) == (code, Severity.ERROR)


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (YEAR_2025, "2025年", "2025"),
        ({"from": "2024-07", "to": "2025-06"}, "2024-07 至 2025-06", "2024-07 to 2025-06"),
    ],
)
def test_a_period_is_shown_from_its_first_month_to_its_last(value, zh, en):
    assert format_value(field_of_type("period"), value, "zh-CN") == zh
    assert format_value(field_of_type("period"), value, "en") == en


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("date", "2025-7-1"),
        ("date", "2025-02-30"),
        ("date", 20250701),
        ("month", "2025-3"),
        ("month", "2025-13"),
        ("period", "2025"),
        ("period", {"from": "2025-01"}),
        ("period", {"from": "2025-12", "to": "2025-01"}),
        ("period", {"from": "2025-1", "to": "2025-12"}),
        ("period", {"from": "2025-01", "to": "2025-12", "by": "x"}),
    ],
)
def test_an_improper_stored_time_is_found_out(kind, value):
    problem = check(field_of_type(kind), value)
    assert problem is not None
    assert problem.code == "value-improper"
