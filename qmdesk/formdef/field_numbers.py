"""Field types for numbers: counts, decimals, rates, defects per million, money.

Values: ``count`` and ``integer`` are ints; ``decimal``, ``rate``, ``percent``, ``dpmo`` and ``figure`` are plain
decimal text, rates as fractions (``0.95`` for 95 %); ``money`` is ``{"amount": "8.45", "unit": "wan"}``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from qmdesk.formdef import decimals
from qmdesk.formdef.decimals import Typed
from qmdesk.formdef.field_kinds import FieldType, Parsed, in_language, refused, warned
from qmdesk.formdef.plain_text import half_width, shown
from qmdesk.formdef.types import Field
from qmdesk.model.canonical import Json
from qmdesk.model.problem import Problem

#: Beyond this a count is a typing error, and other programs' JSON numbers lose digits.
COUNT_DIGITS = 15
MILLION = Decimal(1_000_000)


def _typed(field: Field, text: str) -> Typed | Problem:
    return decimals.read(text, also=_own_units(field))


def _left_out(field: Field, typed: Typed, value: Json) -> Parsed:
    """The value; with a warning where a unit stood behind it that isn't the field's own."""
    if not typed.unit or typed.unit in _own_units(field):
        return value, None
    return warned(value, "number-unit-left-out", unit=typed.unit)


def _own_units(field: Field) -> tuple[str, ...]:
    return (field.unit.zh, field.unit.en) if field.unit else ()


def _parse_integer(field: Field, text: str, lang: str) -> Parsed:
    typed = _typed(field, text)
    if isinstance(typed, Problem):
        if typed.code == "number-too-long":
            return refused("number-too-long", text=shown(text), limit=COUNT_DIGITS)
        return None, typed
    if decimals.scale_of(typed.unit) or typed.value != int(typed.value):
        return refused("whole-number-expected", text=shown(text))
    if len(str(abs(int(typed.value)))) > COUNT_DIGITS:
        return refused("number-too-long", text=shown(text), limit=COUNT_DIGITS)
    if typed.unit in decimals.COUNTERS:
        return int(typed.value), None
    return _left_out(field, typed, int(typed.value))


def _parse_count(field: Field, text: str, lang: str) -> Parsed:
    value, problem = _parse_integer(field, text, lang)
    if isinstance(value, int) and value < 0:
        return refused("number-below-zero", text=shown(text))
    return value, problem


def _parse_decimal(field: Field, text: str, lang: str) -> Parsed:
    typed = _typed(field, text)
    if isinstance(typed, Problem):
        return None, typed
    if field.unit and typed.unit and typed.unit not in _own_units(field):  # another unit would change the value
        return refused("number-unit-other", text=shown(text), unit=typed.unit, expected=field.unit.in_(lang))
    scale = 0 if field.unit else decimals.scale_of(typed.unit)
    if scale:
        value = decimals.shifted(typed.text, scale)
        return warned(value, "number-percent-as-fraction", text=shown(text), value=value)
    return _left_out(field, typed, typed.text)


def _fraction(typed: Typed, text: str) -> Parsed:
    """A rate within 0 and 1 from a number with a percent or per mille sign, or a bare fraction."""
    scale = decimals.scale_of(typed.unit)
    if typed.unit and not scale:
        return refused("rate-unit", text=shown(text), unit=shown(typed.unit))
    value = decimals.shifted(typed.text, scale)
    if Decimal(value) < 0:
        return refused("rate-negative", text=shown(text))
    if not scale and Decimal(value) >= 1:
        return refused("rate-needs-percent", text=shown(text), percent=f"{decimals.plain_text_of(typed.value)}%")
    if Decimal(value) > 1:
        return refused("rate-above-one", text=shown(text))
    return value, None


def _parse_rate(field: Field, text: str, lang: str) -> Parsed:
    typed = _typed(field, text)
    return (None, typed) if isinstance(typed, Problem) else _fraction(typed, text)


def _parse_percent(field: Field, text: str, lang: str) -> Parsed:
    """As a rate, but a bare number from 1 up is a percentage; between 0 and 1 it could be either."""
    typed = _typed(field, text)
    if isinstance(typed, Problem):
        return None, typed
    if not typed.unit and 0 < typed.value < 1:
        return refused("rate-needs-percent", text=shown(text), percent=f"{typed.text}%")
    return _fraction(typed if typed.unit else Typed(typed.text, "%"), text)


def _parse_figure(field: Field, text: str, lang: str) -> Parsed:
    """A figure whose statistic is not known here: a percentage as a fraction, any other number as it stands."""
    typed = _typed(field, text)
    if isinstance(typed, Problem):
        return None, typed
    if decimals.scale_of(typed.unit):
        return _fraction(typed, text)
    return _left_out(field, typed, typed.text)


def _parse_dpmo(field: Field, text: str, lang: str) -> Parsed:
    typed = _typed(field, text)
    if isinstance(typed, Problem):
        return None, typed
    if typed.unit == "σ":
        return refused("dpmo-sigma", text=shown(text))
    if typed.unit and typed.unit.lower() not in ("ppm", "dpmo"):
        return refused("dpmo-unit", text=shown(text), unit=shown(typed.unit))
    if not 0 <= typed.value <= MILLION:
        return refused("dpmo-range", text=shown(text))
    return typed.text, None


_CURRENCY = re.compile(r"^(?:¥|￥|RMB|CNY)\s*|\s*(?:RMB|CNY)$", re.IGNORECASE)
#: What may stand behind an amount: the unit kept, and the power of ten between the two.
_MONEY: Mapping[str, tuple[str, int]] = {
    "元": ("yuan", 0),
    "圆": ("yuan", 0),
    "元整": ("yuan", 0),
    "yuan": ("yuan", 0),
    "千元": ("yuan", 3),
    "万元": ("wan", 0),
    "万": ("wan", 0),
    "万元整": ("wan", 0),
    "wan": ("wan", 0),
    "wan yuan": ("wan", 0),
    "× 10,000 yuan": ("wan", 0),
    "x 10,000 yuan": ("wan", 0),
    "× 10 000 yuan": ("wan", 0),
    "x 10 000 yuan": ("wan", 0),
    "百万元": ("wan", 2),
    "亿元": ("wan", 4),
    "亿": ("wan", 4),
    "million yuan": ("wan", 2),
}
_AMOUNT = re.compile(r"([+-]?[0-9.,。]+(?:[eE][+-]?[0-9]+)?)\s*(.*)")


def _parse_money(field: Field, text: str, lang: str) -> Parsed:
    """An amount with 元, 万元 or 亿元 behind it; without one the field's unit, else 元 with a warning."""
    plain = _CURRENCY.sub("", half_width(text)).strip()
    found = _AMOUNT.fullmatch(plain)
    if found is None:
        return refused("money-expected", text=shown(text))
    typed = decimals.read(found[1])
    if isinstance(typed, Problem):
        return None, typed
    word = " ".join(found[2].lower().split())
    named = word or next((own for own in _own_units(field) if own in _MONEY), "")
    if named not in _MONEY and word:
        return refused("money-unit", text=shown(text), unit=shown(found[2]))
    if typed.value < 0:
        return refused("money-negative", text=shown(text))
    unit, power = _MONEY.get(named, ("yuan", 0))
    value: Json = {"amount": decimals.shifted(typed.text, power), "unit": unit}
    return (value, None) if named else warned(value, "money-unit-assumed", text=shown(text))


def _show_number(field: Field, value: Json, lang: str) -> str:
    return str(value)


def _show_rate(field: Field, value: Json, lang: str) -> str:
    return f"{decimals.shifted(str(value), 2)}%"


def _show_money(field: Field, value: Json, lang: str) -> str:
    if not isinstance(value, Mapping):
        return str(value)
    amount = str(value.get("amount", ""))
    if value.get("unit") == "wan":
        return in_language(f"{amount} 万元", f"{amount} × 10,000 yuan", lang)
    return in_language(f"{amount} 元", f"{amount} yuan", lang)


def _is_integer(field: Field, value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and len(str(abs(value))) <= COUNT_DIGITS


def _is_count(field: Field, value: Json) -> bool:
    return _is_integer(field, value) and isinstance(value, int) and value >= 0


def _is_decimal(field: Field, value: Json) -> bool:
    return decimals.is_canonical(value)


def _is_rate(field: Field, value: Json) -> bool:
    return decimals.is_canonical(value) and 0 <= Decimal(str(value)) <= 1


def _is_dpmo(field: Field, value: Json) -> bool:
    return decimals.is_canonical(value) and 0 <= Decimal(str(value)) <= MILLION


def _is_money(field: Field, value: Json) -> bool:
    if not isinstance(value, Mapping) or set(value) != {"amount", "unit"}:
        return False
    amount = value["amount"]
    return value["unit"] in ("yuan", "wan") and decimals.is_canonical(amount) and Decimal(str(amount)) >= 0


TYPES: Mapping[str, FieldType] = {
    "integer": FieldType(_parse_integer, _show_number, _is_integer),
    "count": FieldType(_parse_count, _show_number, _is_count),
    "decimal": FieldType(_parse_decimal, _show_number, _is_decimal),
    "rate": FieldType(_parse_rate, _show_rate, _is_rate),
    "percent": FieldType(_parse_percent, _show_rate, _is_rate),
    "figure": FieldType(_parse_figure, _show_number, _is_decimal),
    "dpmo": FieldType(_parse_dpmo, _show_number, _is_dpmo),
    "money": FieldType(_parse_money, _show_money, _is_money),
}
