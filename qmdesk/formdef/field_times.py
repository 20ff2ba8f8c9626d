"""Field types for the clock: a time of day and a moment, as people write them at a meeting.

Values: ``09:30`` and ``2026-07-01T09:30``, local to the plant. Nothing here knows what time it is now.
"""

from __future__ import annotations

import re

from qmdesk.formdef import field_dates
from qmdesk.formdef.field_kinds import FieldType, Parsed, refused
from qmdesk.formdef.plain_text import half_width, shown
from qmdesk.formdef.types import Field
from qmdesk.model.canonical import Json

_HALF_DAYS = {"上午": 0, "早上": 0, "凌晨": 0, "中午": 12, "下午": 12, "晚上": 12, "am": 0, "pm": 12}
_HALF_DAY = "|".join(_HALF_DAYS)
_CLOCK = re.compile(
    rf"(?P<before>{_HALF_DAY})?\s*(?P<hour>[0-9]{{1,2}})(?::(?P<minute>[0-9]{{1,2}})(?::[0-9]{{2}})?"
    rf"|[点时](?:(?P<spoken>[0-9]{{1,2}})分?|(?P<half>半)|(?P<quarter>[一三])刻|整)?)?\s*(?P<after>am|pm)?"
)
_COMPACT = re.compile(r"([0-9]{2})([0-9]{2})")
_MOMENT = re.compile(r"(?P<day>[0-9]{4}\s*(?:年|[-/.]).*?(?:[日号]|[0-9]{1,2}))(?:t|\s+|(?<=[日号]))(?P<clock>\S.*)")
_STORED_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")


def time_of(text: str) -> str | None:
    """``09:30`` out of a written time of day (``9:30``, ``0930``, ``9点半``, ``下午2:30``, ``2 pm``); else None."""
    plain = half_width(text).strip().lower()
    if found := _COMPACT.fullmatch(plain):
        return _clock(int(found[1]), int(found[2]))
    found = _CLOCK.fullmatch(plain)
    if found is None or (plain.isdecimal() and len(plain) < 3):  # a bare 9 may mean anything
        return None
    hour = int(found["hour"])
    minute = int(found["minute"] or found["spoken"] or 0)
    minute = 30 if found["half"] else {"一": 15, "三": 45}.get(found["quarter"] or "", minute)
    half = _HALF_DAYS.get(found["before"] or found["after"] or "")
    if half == 0 and hour == 12:
        hour = 0
    elif half and hour < 12 and not (found["before"] == "中午" and hour == 11):
        hour += 12
    return _clock(hour, minute)


def _clock(hour: int, minute: int) -> str | None:
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def _parse_time(field: Field, text: str, lang: str) -> Parsed:
    time = time_of(text)
    return (time, None) if time else refused("time-expected", text=shown(text))


def _parse_moment(field: Field, text: str, lang: str) -> Parsed:
    """A day and a time of day."""
    found = _MOMENT.fullmatch(half_width(text).strip().lower())
    if found is None:
        return refused("moment-expected", text=shown(text))
    day, problem = field_dates.TYPES["date"].parse(field, found["day"], lang)
    if not isinstance(day, str):
        return None, problem
    time = time_of(found["clock"])
    return (f"{day}T{time}", None) if time else refused("time-expected", text=shown(text))


def _show(field: Field, value: Json, lang: str) -> str:
    return str(value)


def _show_moment(field: Field, value: Json, lang: str) -> str:
    return str(value).replace("T", " ")


def _is_time(field: Field, value: Json) -> bool:
    return isinstance(value, str) and _STORED_TIME.fullmatch(value) is not None


def _is_moment(field: Field, value: Json) -> bool:
    if not isinstance(value, str):
        return False
    day, _, time = value.partition("T")
    return field_dates.TYPES["date"].is_proper(field, day) and _is_time(field, time)


TYPES = {
    "time": FieldType(_parse_time, _show, _is_time),
    "moment": FieldType(_parse_moment, _show_moment, _is_moment),
}
