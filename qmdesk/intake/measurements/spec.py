"""Specifications as they are written in one cell: ``9.95±0.05``, ``Φ10 +0.02/-0.01``, ``9.9~10.0 mm``, ``≤0.05``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from qmdesk.formdef.decimals import UNITS
from qmdesk.formdef.plain_text import half_width

#: Longer texts are prose; none of the patterns below is tried on them.
_LONGEST = 60
_N = r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+"
_NUMBER = rf"[+-]?(?:{_N})"
_PREFIX = re.compile(r"^(?:[ΦφØøϕ⌀∅]|R(?=[0-9])|□|SΦ|Sφ)\s*")
_BOTH = re.compile(rf"(?P<nominal>{_NUMBER})\s*(?:±|\+/-|\+-|\+\\-)\s*(?P<width>{_N})")
_TWO = re.compile(
    rf"(?P<nominal>{_NUMBER})\s*\(?\s*(?P<one>[+-](?:{_N})|(?<=[\s(])0(?:\.0+)?(?![0-9.]))\s*"
    rf"(?:[/,;\s]\s*(?P<other>[+-]?(?:{_N}))|(?P<close>[+-](?:{_N})))\s*\)?"
)
_RANGE = re.compile(rf"[(\[]?\s*(?P<low>{_NUMBER})\s*(?P<by>~|-|至|到|…|\.\.|to|,)\s*(?P<high>{_NUMBER})\s*[)\]]?")
_AT_MOST = re.compile(rf"(?:≤|<=|<|≦|≯|不大于|不超过|不高于|小于等于|小于|max\.?|最大)\s*(?P<high>{_NUMBER})")
_AT_MOST_BEHIND = re.compile(rf"(?P<high>{_NUMBER})\s*(?:以下|以内|max\.?)")
_AT_LEAST = re.compile(rf"(?:≥|>=|>|≧|≮|不小于|不少于|不低于|大于等于|大于|min\.?|最小)\s*(?P<low>{_NUMBER})")
_AT_LEAST_BEHIND = re.compile(rf"(?P<low>{_NUMBER})\s*(?:以上|min\.?)")
_NAMED = re.compile(
    rf"(?:usl|上限|规格上限)\s*[=:]?\s*(?P<high>{_NUMBER})\D*?(?:lsl|下限|规格下限)\s*[=:]?\s*(?P<low>{_NUMBER})|"
    rf"(?:lsl|下限|规格下限)\s*[=:]?\s*(?P<low2>{_NUMBER})\D*?(?:usl|上限|规格上限)\s*[=:]?\s*(?P<high2>{_NUMBER})",
    re.IGNORECASE,
)
_WIDTH_ALONE = re.compile(rf"(?:±|\+/-)\s*(?P<width>{_N})")
_ALTERNATIVES = "|".join(re.escape(each) for each in sorted(UNITS, key=len, reverse=True))
_UNIT_AT_END = re.compile(rf"(?<=[0-9)\]\s])\s*\(?({_ALTERNATIVES})\)?$")
_UNIT_IN_MIDDLE = re.compile(rf"(?<=[0-9])\s*({_ALTERNATIVES})(?=\s*(?:±|\+/-|~|-|至|到|\+))")
_IN_LABEL = re.compile(
    rf"[\s(:]*(?:[ΦφØøϕ⌀∅]\s*|(?<![A-Za-z])R(?=[0-9]))?(?<![A-Za-z0-9.])(?:{_NUMBER})(?:{_ALTERNATIVES})?\s*"
    rf"(?:(?:±|\+/-|~|至)\s*[+-]?[0-9.]|-\s*(?:[0-9]+\.[0-9]|[0-9]+\s*(?:{_ALTERNATIVES}))|"
    rf"\(?[+-]\s*[0-9.]+\s*(?:[/,;]\s*[+-]?|\s[+-]|[+-])[0-9.]|\s0/).*$"
    r"|[\s(:]*[≤≥<>].*$"
)
_DATE = re.compile(r"(?:19|20)[0-9]{2}[-/.年](?:0?[1-9]|1[0-2])[-/.月][0-9]{1,2}")
#: Signs that can mean a share of the nominal, and what they divide by.
_SHARES = {"%": 100, "‰": 1000}
_TWINS = str.maketrans(
    {"～": "~", "〜": "~", "∼": "~", "—": "~", "–": "~", "－": "-", "‐": "-", "\u2212": "-", "µ": "μ", "º": "°"}
)


@dataclass(frozen=True, slots=True)
class Spec:
    """What a specification says, exactly; None for what it doesn't. ``width`` is a bare ``±0.05``."""

    low: Decimal | None = None
    high: Decimal | None = None
    target: Decimal | None = None
    unit: str = ""
    width: Decimal | None = None


def spec_in(text: str) -> Spec | None:
    """The specification that a text is, None where it is none. A number alone is no specification."""
    body_and_unit = None if len(text) > _LONGEST or _DATE.search(text) else _body(text)
    if body_and_unit is None:
        return None
    body, unit = body_and_unit
    found = _symmetric(body, unit) or _deviations(body, unit) or _bounds(body, unit)
    if found is not None:
        return found
    alone = _WIDTH_ALONE.fullmatch(body)
    return Spec(width=Decimal(alone["width"]), unit=unit) if alone else None


def spec_within(text: str) -> tuple[Spec, str] | None:
    """A specification within a label, and the rest of the label: ``外径 Φ10±0.02`` gives the limits and ``外径``."""
    if len(text) > 2 * _LONGEST:
        return None
    plain = half_width(text.translate(_TWINS))
    found = _IN_LABEL.search(plain)
    if found is None:
        return None
    written = found[0].strip(" (:")
    written = written[:-1] if written.endswith(")") and "(" not in written else written
    spec = spec_in(written)
    return (spec, plain[: found.start()].strip(" (:：")) if spec is not None else None


def _body(text: str) -> tuple[str, str] | None:
    """The text without signs of diameter and without its unit, and the unit; None where that can be read two ways.

    ``100Ω±5%`` is a share of 100, ``50%±5%`` is not; of ``50±5%`` nobody can tell.
    """
    plain = half_width(text.translate(_TWINS)).replace("，", ",")
    plain = _PREFIX.sub("", re.sub(r"(?<=[0-9])\s*\.\s*(?=[0-9])", ".", plain))
    inner = set(_UNIT_IN_MIDDLE.findall(plain))
    plain = _UNIT_IN_MIDDLE.sub("", plain).strip()
    at_end = _UNIT_AT_END.search(plain)
    outer = at_end[1] if at_end else ""
    plain = plain[: at_end.start()].strip() if at_end else plain
    if len(inner | ({outer} if outer else set())) <= 1:
        unit = outer or next(iter(inner), "")
        ambiguous = unit in _SHARES and not inner and _BOTH.fullmatch(plain) is not None
        return None if ambiguous else (plain, unit)
    both = _BOTH.fullmatch(plain)
    if both is None or outer not in _SHARES or len(inner) != 1:
        return None
    width = abs(Decimal(both["nominal"])) * Decimal(both["width"]) / _SHARES[outer]
    return f"{both['nominal']}±{width:f}", inner.pop()


def _symmetric(body: str, unit: str) -> Spec | None:
    found = _BOTH.fullmatch(body)
    if found is None:
        return None
    nominal, width = Decimal(found["nominal"]), Decimal(found["width"])
    return Spec(nominal - width, nominal + width, nominal, unit)


def _deviations(body: str, unit: str) -> Spec | None:
    found = _TWO.fullmatch(body)
    if found is None:
        return None
    nominal, one, other = Decimal(found["nominal"]), Decimal(found["one"]), Decimal(found["other"] or found["close"])
    return Spec(nominal + min(one, other), nominal + max(one, other), nominal, unit)


def _bounds(body: str, unit: str) -> Spec | None:
    found = _RANGE.fullmatch(body)
    if found and found["by"] == "," and not body.lstrip().startswith(("(", "[")):
        found = None  # 9,95 is a reading with a decimal comma; a range by comma stands in brackets
    if found:
        low, high = Decimal(found["low"]), Decimal(found["high"])
        falling_dash = low >= high and found["by"] == "-"  # 10-0.02 is a deviation written short, no range
        return None if falling_dash else Spec(low, high, None, unit)
    found = _AT_MOST.fullmatch(body) or _AT_MOST_BEHIND.fullmatch(body)
    if found:
        return Spec(None, Decimal(found["high"]), None, unit)
    found = _AT_LEAST.fullmatch(body) or _AT_LEAST_BEHIND.fullmatch(body)
    if found:
        return Spec(Decimal(found["low"]), None, None, unit)
    found = _NAMED.fullmatch(body)
    if found:
        return Spec(Decimal(found["low"] or found["low2"]), Decimal(found["high"] or found["high2"]), None, unit)
    return None
