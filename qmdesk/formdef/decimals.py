"""Numbers as people type them, to exact decimals: never through binary floating point.

Accepted are half- and full-width digits, a sign, a point, thousands separators in groups of three, a small
exponent (as spreadsheets write), a percent or per mille sign, and a unit of measurement behind. Anything
else is refused with the reason, above all what Python would take and a person wouldn't mean: ``nan``, ``1_000``.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from qmdesk.formdef.plain_text import half_width, shown
from qmdesk.model.problem import Problem

#: Digits that a number may have before and behind its point, and the largest exponent.
DIGITS = 30

#: Words that only count, as in "120件".
_COUNTERS = """
    件 个 只 台 套 辆 根 支 片 块 条 把 双 箱 包 瓶 批 次 张 卷 桶 盒 人 项 份 起
"""
COUNTERS = frozenset(_COUNTERS.split())

#: Units that may stand behind a number in a cell; any other suffix is taken for a typing error ("12.5O").
_UNITS = """
    nm \u03bcm um mm cm dm m km in mg g kg t N kN mN N·m Nm N.m Pa kPa MPa GPa bar mbar psi
    ℃ °C °F K ° ′ ″ HRC HRB HB HBW HV HRA V mV kV A mA \u03bcA W kW mW \u03a9 k\u03a9 M\u03a9 m\u03a9 pF nF \u03bcF
    Hz kHz MHz GHz dB s ms \u03bcs min h d r/min rpm m/s mm/s mm² cm² m² mm2 cm2 m2 mm³ cm³ m³
    L l mL ml \u03bcL g/cm³ g/cm3 kg/m³ kg/m3 g/L mg/L mg/kg mg/m³ ppm ppb dpmo DPMO % ‰ mol mol/L cP mPa·s \u03c3
    毫米 微米 厘米 分米 米 千米 毫克 克 千克 公斤 吨 度 摄氏度 秒 分 分钟 小时 天 日
    米/秒 转/分 牛 牛顿 牛米 兆帕 千帕 帕 伏 安 瓦 千瓦 欧 赫兹 升 毫升
"""
UNITS = frozenset(_UNITS.split()) | COUNTERS

_NUMBER = re.compile(
    r"(?P<sign>[+-]?)\s*(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?:[.](?P<part>[0-9]+))?"
    r"(?:[eE](?P<exponent>[+-]?[0-9]{1,3}))?\s*(?P<unit>[^\s0-9+\-.,_].*)?"
)
_EUROPEAN = re.compile(r"^([+-]?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)),([0-9]+)(?![0-9.,])")
_COMMA_DECIMAL = re.compile(r"[+-]?[0-9]+,[0-9]+")
_IDEOGRAPHIC_POINT = re.compile(r"(?<=[0-9])。(?=[0-9])")
#: Micro sign, ohm sign and ordinal indicator: the twins that keyboards and office programs write.
_TWINS = str.maketrans({"\u00b5": "\u03bc", "\u2126": "\u03a9", "\u00ba": "°"})
_CANONICAL = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Typed:
    """A number as typed: its plain text (no exponent, trailing zeros kept) and the unit that stood behind it."""

    text: str
    unit: str

    @property
    def value(self) -> Decimal:
        return Decimal(self.text)


def read(text: str, *, decimal_comma: bool = False, also: Collection[str] = ()) -> Typed | Problem:
    """What was typed, or why it is no number.

    ``decimal_comma`` reads ``12,5`` as 12.5, for files that say so; ``also`` names units accepted beside the known.
    """
    plain = _IDEOGRAPHIC_POINT.sub(".", half_width(text))
    if decimal_comma:
        plain = _EUROPEAN.sub(lambda found: f"{found[1].replace('.', '')}.{found[2]}", plain)
    if not plain:
        return Problem("number-missing")
    found = _NUMBER.fullmatch(plain)
    if found is None or (found["whole"] is None and found["part"] is None):
        return _no_number(plain)
    unit = (found["unit"] or "").strip().translate(_TWINS)
    if unit and unit not in UNITS and unit not in also:
        code = "number-unit-unknown" if unit.isalpha() else "number-expected"
        return Problem(code, details={"text": shown(text), "unit": shown(unit)})
    whole, part = (found["whole"] or "0").replace(",", ""), found["part"] or ""
    if found["whole"] and "," in found["whole"] and found["whole"].startswith("0"):
        return Problem("number-decimal-comma", details={"text": shown(text)})
    exponent = int(found["exponent"] or 0)
    if abs(exponent) > DIGITS or len(whole) > DIGITS or len(part) > DIGITS:
        return Problem("number-too-long", details={"text": shown(text), "limit": DIGITS})
    digits = _plain(found["sign"], whole, part, exponent)
    if len(digits.partition(".")[0].lstrip("-")) > DIGITS or len(digits.partition(".")[2]) > DIGITS:
        return Problem("number-too-long", details={"text": shown(text), "limit": DIGITS})
    return Typed(digits, unit)


def decimal_of(text: str, *, decimal_comma: bool = False) -> Decimal | None:
    """The exact number that a text says, None where it says none.

    ``12.5mm`` is 12.5, ``98%`` is 0.98, ``１，２３４`` is 1234; ``nan``, ``1_000`` and ``12.5O`` are no numbers.
    """
    typed = read(text, decimal_comma=decimal_comma)
    return None if isinstance(typed, Problem) else Decimal(shifted(typed.text, scale_of(typed.unit)))


def scale_of(unit: str) -> int:
    """The power of ten that a sign behind a number means: -2 for percent, -3 for per mille, else 0."""
    return {"%": -2, "‰": -3}.get(unit, 0)


def shifted(text: str, places: int) -> str:
    """A plain decimal text times ``10**places``, exactly: ``scaleb`` would round to the context's 28 digits."""
    sign, digits, exponent = Decimal(text).as_tuple()
    return plain_text_of(Decimal((sign, digits, int(exponent) + places)))


def plain_text_of(value: Decimal) -> str:
    """A decimal as plain text: no exponent, no sign before zero."""
    text = f"{value:f}"
    return text.removeprefix("-") if value == 0 else text


def is_canonical(value: object) -> bool:
    """Whether a value is a decimal as the journal keeps it: plain text, no exponent, no spare zeros in front."""
    if not isinstance(value, str) or not _CANONICAL.fullmatch(value):
        return False
    whole, _, part = value.lstrip("-").partition(".")
    return len(whole) <= DIGITS and len(part) <= DIGITS and not (value.startswith("-") and Decimal(value) == 0)


def _plain(sign: str, whole: str, part: str, exponent: int) -> str:
    value = Decimal((int(sign == "-"), tuple(map(int, whole + part)), exponent - len(part)))
    return plain_text_of(value)


def _no_number(plain: str) -> Problem:
    if _COMMA_DECIMAL.match(plain):
        return Problem("number-decimal-comma", details={"text": shown(plain)})
    return Problem("number-expected", details={"text": shown(plain)})
