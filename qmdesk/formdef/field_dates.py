"""Field types for time: dates, months and periods of months, in the year-first orders that are written in China.

Values: ``2026-07-01``, ``2025-03``, ``{"from": "2025-01", "to": "2025-12"}``. Nothing here knows today's date.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

from qmdesk.formdef.field_kinds import FieldType, Parsed, in_language, refused, warned
from qmdesk.formdef.plain_text import half_width, shown
from qmdesk.formdef.types import Field
from qmdesk.model.canonical import Json

#: Years outside are typing errors in a review of enterprises.
FIRST_YEAR, LAST_YEAR = 1949, 2100

_MIDNIGHT = re.compile(r"[ T]00:00(?::00(?:\.0+)?)?$")
_DATE = re.compile(r"([0-9]{4})(?:([-/.])([0-9]{1,2})\2([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})[日号])")
_COMPACT_DATE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_OTHER_ORDER = re.compile(r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:[0-9]{4}|[0-9]{1,2})")
_MONTH = re.compile(r"([0-9]{4})(?:[-/.]([0-9]{1,2})|年([0-9]{1,2})月份?)")
_COMPACT_MONTH = re.compile(r"([0-9]{4})([0-9]{2})")
_YEARLESS_MONTH = re.compile(r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})(?:月份?)?")
_YEAR = re.compile(r"([0-9]{4})(?:年度?|年全年)?")
_WITHIN_YEAR = re.compile(r"([0-9]{4})年([0-9]{1,2})月?(?:[~-]+|至|到)([0-9]{1,2})月")
_HALF = re.compile(r"([0-9]{4})年([上下])半年")
_QUARTER = re.compile(r"([0-9]{4})(?:年第?([一二三四1-4])季度|-?q([1-4]))")
_DASHES = str.maketrans({"～": "~", "〜": "~", "∼": "~", "—": "~", "–": "~", "－": "-", "―": "~", "‐": "-", "‑": "-"})
_MONTH_TEXT = r"[0-9]{4}(?:[-/.][0-9]{1,2}|年[0-9]{1,2}月)"
_SPAN = re.compile(rf"({_MONTH_TEXT})(?:[~-]+|至|到|to|[.]{{2,3}})({_MONTH_TEXT})")
_DAY_TEXT = (
    r"[0-9]{4}(?:-[0-9]{1,2}-[0-9]{1,2}|/[0-9]{1,2}/[0-9]{1,2}|[.][0-9]{1,2}[.][0-9]{1,2}|年[0-9]{1,2}月[0-9]{1,2}日)"
)
_DAY_SPAN = re.compile(rf"({_DAY_TEXT})(?:[~-]+|至|到|to)({_DAY_TEXT})")
_STORED_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
_STORED_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _plain(text: str) -> str:
    return _MIDNIGHT.sub("", half_width(text.translate(_DASHES))).lower()


def _date_of(plain: str) -> tuple[int, int, int] | None:
    found = _DATE.fullmatch(re.sub(r"\s", "", plain)) or _COMPACT_DATE.fullmatch(plain)
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups() if part and part.isdecimal())
    return year, month, day


def _parse_date(field: Field, text: str, lang: str) -> Parsed:
    plain = _plain(text)
    parts = _date_of(plain)
    if parts is None:
        return refused("date-order" if _OTHER_ORDER.fullmatch(plain) else "date-expected", text=shown(text))
    if not FIRST_YEAR <= parts[0] <= LAST_YEAR:
        return refused("date-year", text=shown(text), first=FIRST_YEAR, last=LAST_YEAR)
    day = _calendar_day(plain)
    return (day.isoformat(), None) if day else refused("date-not-in-calendar", text=shown(text))


def _calendar_day(plain: str) -> datetime.date | None:
    """The day of a written date that is in the calendar and within the years."""
    parts = _date_of(plain)
    if parts is None or not FIRST_YEAR <= parts[0] <= LAST_YEAR:
        return None
    try:
        return datetime.date(*parts)
    except ValueError:
        return None


def _month_of(plain: str) -> str | None:
    """``2025-03`` out of a written month; None where it is none, or not within a year."""
    found = _MONTH.fullmatch(plain) or _COMPACT_MONTH.fullmatch(plain)
    if found is None:
        return None
    year, month = (int(part) for part in found.groups() if part)
    return f"{year:04}-{month:02}" if 1 <= month <= 12 and FIRST_YEAR <= year <= LAST_YEAR else None


def _parse_month(field: Field, text: str, lang: str) -> Parsed:
    plain = re.sub(r"\s", "", _plain(text))
    month = _month_of(plain)
    if month is not None:
        if re.fullmatch(r"[0-9]{4}\.1", plain):  # a spreadsheet shows the number 2025.10 so
            return warned(month, "month-january-or-october", text=shown(text), month=month)
        return month, None
    if _YEARLESS_MONTH.fullmatch(plain):
        return refused("month-needs-year", text=shown(text))
    value, _ = _parse_date(field, text, lang)
    if isinstance(value, str):
        return (value[:7], None) if value.endswith("-01") else warned(value[:7], "month-day-left-out", text=shown(text))
    return refused("month-expected", text=shown(text))


def _parse_period(field: Field, text: str, lang: str) -> Parsed:
    """A year, a span of months, a half-year, a quarter or one month; both end months belong to it."""
    plain = re.sub(r"\s", "", _plain(text))
    if days := _DAY_SPAN.fullmatch(plain):
        return _whole_months(days[1], days[2], text)
    span = _span_of(plain)
    if span is None:
        return refused("period-expected", text=shown(text))
    start, end = (_month_of(month) for month in span)
    if start is None or end is None:
        return refused("period-month", text=shown(text))
    if start > end:
        return refused("period-reversed", text=shown(text))
    return {"from": start, "to": end}, None


def _whole_months(first: str, last: str, text: str) -> Parsed:
    """A period given by its first and last day; the figures are kept by month, so it must be of whole months."""
    start, end = _calendar_day(first), _calendar_day(last)
    if start is None or end is None:
        return refused("period-month", text=shown(text))
    if start > end:
        return refused("period-reversed", text=shown(text))
    if start.day != 1 or (end + datetime.timedelta(days=1)).day != 1:
        return refused("period-whole-months", text=shown(text))
    return {"from": f"{start:%Y-%m}", "to": f"{end:%Y-%m}"}, None


def _span_of(plain: str) -> tuple[str, str] | None:
    if found := _YEAR.fullmatch(plain):
        return f"{found[1]}-01", f"{found[1]}-12"
    if found := _WITHIN_YEAR.fullmatch(plain):
        return f"{found[1]}-{found[2]}", f"{found[1]}-{found[3]}"
    if found := _SPAN.fullmatch(plain):
        return found[1], found[2]
    if found := _HALF.fullmatch(plain):
        return (f"{found[1]}-01", f"{found[1]}-06") if found[2] == "上" else (f"{found[1]}-07", f"{found[1]}-12")
    if found := _QUARTER.fullmatch(plain):
        quarter = "一二三四1234".index(found[2] or found[3]) % 4
        return f"{found[1]}-{quarter * 3 + 1}", f"{found[1]}-{quarter * 3 + 3}"
    return (plain, plain) if _MONTH.fullmatch(plain) else None


def _show(field: Field, value: Json, lang: str) -> str:
    return str(value)


def _show_period(field: Field, value: Json, lang: str) -> str:
    if not isinstance(value, Mapping):
        return str(value)
    start, end = str(value.get("from", "")), str(value.get("to", ""))
    if start[:4] == end[:4] and start.endswith("-01") and end.endswith("-12"):
        return in_language(f"{start[:4]}年", start[:4], lang)
    return in_language(f"{start} 至 {end}", f"{start} to {end}", lang)


def _is_date(field: Field, value: Json) -> bool:
    if not isinstance(value, str) or not _STORED_DATE.fullmatch(value):
        return False
    return _parse_date(field, value, "en") == (value, None)


def _is_month(field: Field, value: Json) -> bool:
    return isinstance(value, str) and _STORED_MONTH.fullmatch(value) is not None and _month_of(value) == value


def _is_period(field: Field, value: Json) -> bool:
    if not isinstance(value, Mapping) or set(value) != {"from", "to"}:
        return False
    return _is_month(field, value["from"]) and _is_month(field, value["to"]) and str(value["from"]) <= str(value["to"])


TYPES: Mapping[str, FieldType] = {
    "date": FieldType(_parse_date, _show, _is_date),
    "month": FieldType(_parse_month, _show, _is_month),
    "period": FieldType(_parse_period, _show_period, _is_period),
}
