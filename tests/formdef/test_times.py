"""Times of day and moments, as they are written at a meeting."""

import pytest

from qmdesk.formdef.field_times import time_of
from qmdesk.formdef.fields import check, format_value, parse_text
from qmdesk.formdef.types import Field, Text

TIME, MOMENT = (Field("at", kind, Text("时间", "At")) for kind in ("time", "moment"))


@pytest.mark.parametrize(
    ("written", "time"),
    [
        ("9:30", "09:30"),
        ("０９：３０", "09:30"),
        ("0930", "09:30"),
        ("9点", "09:00"),
        ("9点半", "09:30"),
        ("9时5分", "09:05"),
        ("3点一刻", "03:15"),
        ("下午2:30", "14:30"),
        ("晚上8点", "20:00"),
        ("中午12点", "12:00"),
        ("上午12点", "00:00"),
        ("2:15 pm", "14:15"),
        ("17:05:59", "17:05"),
    ],
)
def test_times_as_people_write_them(written: str, time: str):
    assert time_of(written) == time


@pytest.mark.parametrize("written", ["9", "24:00", "9:60", "半夜", "2026-07-01", "9.30", "99点", "-1:00"])
def test_what_is_no_time_is_refused(written: str):
    value, problem = parse_text(TIME, written)
    assert value is None
    assert problem is not None
    assert problem.code == "time-expected"


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-07-01 09:30", "2026-07-01T09:30"),
        ("2026-07-01T09:30", "2026-07-01T09:30"),
        ("2026年7月1日9点半", "2026-07-01T09:30"),
        ("2026/7/1 下午2:30", "2026-07-01T14:30"),
    ],
)
def test_moments(written: str, moment: str):
    assert parse_text(MOMENT, written) == (moment, None)
    assert check(MOMENT, moment) is None
    assert format_value(MOMENT, moment) == moment.replace("T", " ")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("09:30", "moment-expected"),
        ("2026-07-01", "moment-expected"),
        ("2026-02-30 09:30", "date-not-in-calendar"),
        ("2026-07-01 25:00", "time-expected"),
    ],
)
def test_half_a_moment_is_refused(written: str, code: str):
    value, problem = parse_text(MOMENT, written)
    assert (value, problem and problem.code) == (None, code)


@pytest.mark.parametrize("value", ["9:30", "24:00", 930, "2026-07-01", "2026-07-01T9:30", "2026-02-30T09:30"])
def test_improper_stored_values_are_told(value: object):
    assert check(TIME, value) is not None  # pyright: ignore[reportArgumentType]
    assert check(MOMENT, value) is not None  # pyright: ignore[reportArgumentType]
