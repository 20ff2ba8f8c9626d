"""Calibration certificates against the characteristics that their gauges measure.

Every comparison is exact, between decimals as they stand on certificate and drawing. What is asked: a certificate in
force on the day of the visit, a range that covers the limits; advised: one in force at the end of the period too, whose
readings are judged, a tenth of the tolerance as resolution at most (the usual rule of ten), an expanded uncertainty
within a third of it. Records of one number are certificates of one gauge, one after the other.
"""

from __future__ import annotations

import calendar
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from qmdesk.formdef.decimals import plain_text_of
from qmdesk.grading.records import Index, Record
from qmdesk.model.problem import Problem, Severity

#: Resolution and uncertainty as shares of the tolerance: one part in so many.
RESOLUTION, UNCERTAINTY = 10, 3
#: A gauge's name must have so many characters to be looked for inside a longer text.
_SHORTEST = 2


class Standing(StrEnum):
    """What is to be said of the gauges of a characteristic."""

    MISSING = "missing"
    BAD = "bad"
    ADVICE = "advice"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A characteristic with the keys of its gauges and what was found, each at ``gauge:KEY`` or at itself.

    ``share``: the uncertainty in parts of the tolerance, of the gauge that does worst; None where it can't be told.
    """

    characteristic: str
    gauges: tuple[str, ...]
    problems: tuple[Problem, ...]
    share: Decimal | None = None

    @property
    def standing(self) -> Standing:
        if not self.gauges:
            return Standing.MISSING
        if any(each.severity is Severity.ERROR for each in self.problems):
            return Standing.BAD
        return Standing.ADVICE if self.problems else Standing.GOOD


def measures(gauge: Record, characteristic: Record) -> bool:
    """Whether a gauge is one of the characteristic's: chosen for it, or named by name or number in its gauge text."""
    if characteristic.key in gauge.text("characteristics").split():
        return True
    text = _plain(characteristic.text("gauge"))
    number, name = _plain(gauge.text("number")), _plain(gauge.text("name"))
    if not text:
        return False
    if number and number in text:
        return True
    others_number = number and any(each.isdigit() for each in text.replace(name, ""))
    return not others_number and len(name) >= _SHORTEST and name in text


def covered(found: Index, characteristic: Record) -> bool:
    """Whether a gauge of the characteristic has a certificate on record."""
    return any(measures(each, characteristic) and each.text("certificate") for each in found.records("gauge"))


def checked(found: Index) -> tuple[Verdict, ...]:
    """Every key characteristic, and every other that has a gauge, with the verdict on its gauges."""
    gauges = list(found.records("gauge"))
    made: list[Verdict] = []
    for each in found.records("characteristic"):
        own = [gauge for gauge in gauges if measures(gauge, each)]
        if own or each.flag("key") is True:
            made.append(verdict(found, each, own))
    return tuple(made)


def verdict(found: Index, characteristic: Record, gauges: Iterable[Record]) -> Verdict:
    """One characteristic with its gauges."""
    own, case = list(gauges), found.record("case")
    days = _Days(case.text("visit_end") or case.text("visit_start"), period_end(case))
    if not own:
        name = characteristic.text("name") or characteristic.key
        missing = Problem("gauge-missing", f"characteristic:{characteristic.key}", {"characteristic": name})
        return Verdict(characteristic.key, (), (missing,))
    problems: list[Problem] = []
    shares: list[Decimal] = []
    for certificates in devices(own):
        newest = certificates[-1]
        problems += [each for one in certificates for each in _certificate(one)]
        problems += [*_in_force(certificates, days), *_fit(newest, characteristic)]
        share = share_of(newest, characteristic)
        shares += [] if share is None else [share]
    return Verdict(characteristic.key, tuple(each.key for each in own), tuple(problems), max(shares, default=None))


def devices(gauges: Iterable[Record]) -> tuple[tuple[Record, ...], ...]:
    """The records of each gauge, its certificates from the oldest on. One without a number stands for itself."""
    by_number: dict[str, list[Record]] = {}
    for each in gauges:
        number = _plain(each.text("number"))
        by_number.setdefault(number or f"\0{each.key}", []).append(each)
    return tuple(tuple(sorted(own, key=_age)) for own in by_number.values())


def superseded(found: Index, gauge: Record) -> bool:
    """Whether a newer certificate of the same gauge is on record."""
    number = _plain(gauge.text("number"))
    same = [each for each in found.records("gauge") if number and _plain(each.text("number")) == number]
    return bool(same) and max(same, key=_age).key != gauge.key


def period_end(case: Record) -> str:
    """The last day of the period that is judged, as an ISO text; "" where none is on record."""
    period = case.value("period", deciding=False)
    year, dash, month = str(period.get("to", "")).partition("-") if isinstance(period, Mapping) else ("", "", "")
    if not dash or not year.isdecimal() or not month.isdecimal() or not 1 <= int(month) <= 12 or int(year) < 1:
        return ""
    return f"{year}-{month}-{calendar.monthrange(int(year), int(month))[1]:02}"


def share_of(gauge: Record, characteristic: Record) -> Decimal | None:
    """The expanded uncertainty over the tolerance; None where either is unknown or the units differ."""
    whole, part = tolerance(characteristic), gauge.decimal("uncertainty", deciding=False)
    if whole is None or part is None or not _same_unit(gauge, characteristic):
        return None
    return part / whole


def tolerance(characteristic: Record) -> Decimal | None:
    """Upper less lower limit; None with one limit, or with limits the wrong way round."""
    low, high = characteristic.decimal("lsl", deciding=False), characteristic.decimal("usl", deciding=False)
    return high - low if low is not None and high is not None and high > low else None


@dataclass(frozen=True, slots=True)
class _Days:
    """ISO texts, "" where unknown: the last day of the visit, the last day of the period."""

    visit: str
    until: str


def _age(gauge: Record) -> tuple[str, str]:
    return gauge.text("calibrated"), gauge.text("due")


def _certificate(gauge: Record) -> list[Problem]:
    """What is to be asked of a certificate by itself."""
    where, name = f"gauge:{gauge.key}", _named(gauge)
    if not gauge.text("certificate"):
        return [Problem("gauge-no-certificate", where, {"gauge": name})]
    calibrated, due = gauge.text("calibrated"), gauge.text("due")
    if due and calibrated and due < calibrated:
        return [Problem("gauge-dates-reversed", where, {"gauge": name, "calibrated": calibrated, "due": due})]
    return [] if due else [Problem("gauge-no-due", where, {"gauge": name}, Severity.WARNING)]


def _in_force(certificates: Sequence[Record], days: _Days) -> list[Problem]:
    """Whether a gauge had a certificate on the day of the visit, and at the end of the period."""
    usable = [each for each in certificates if each.text("certificate") and not _reversed(each)]
    if not usable:
        return []
    newest = usable[-1]
    where, name = f"gauge:{newest.key}", _named(newest)
    calibrated, due = newest.text("calibrated"), newest.text("due")
    if days.visit and not any(_holds(each, days.visit) for each in usable):
        if due and due < days.visit:
            return [Problem("gauge-expired", where, {"gauge": name, "due": due, "day": days.visit})]
        return [Problem("gauge-not-yet", where, {"gauge": name, "calibrated": calibrated, "day": days.visit})]
    if not days.until or any(_holds(each, days.until) for each in usable):
        return []
    if due and due < days.until:
        details = {"gauge": name, "due": due, "until": days.until}
        return [Problem("gauge-lapsed", where, details, Severity.WARNING)]
    details = {"gauge": name, "calibrated": calibrated, "until": days.until}
    return [Problem("gauge-calibrated-later", where, details, Severity.WARNING)]


def _reversed(gauge: Record) -> bool:
    return bool(gauge.text("due")) and gauge.text("due") < gauge.text("calibrated")


def _holds(gauge: Record, day: str) -> bool:
    """Whether a certificate is in force on a day; a day that it does not name limits nothing."""
    return gauge.text("calibrated") <= day and (not gauge.text("due") or day <= gauge.text("due"))


def _fit(gauge: Record, characteristic: Record) -> list[Problem]:
    """Whether range, resolution and uncertainty suit the characteristic's limits."""
    where = f"gauge:{gauge.key}"
    names = {"gauge": _named(gauge), "characteristic": characteristic.text("name") or characteristic.key}
    if not _same_unit(gauge, characteristic):
        units = {"unit": gauge.text("unit"), "other": characteristic.text("unit")}
        return [Problem("gauge-unit-differs", where, {**names, **units}, Severity.WARNING)]
    found = _range(gauge, characteristic, where, names)
    whole, step = tolerance(characteristic), gauge.decimal("resolution", deciding=False)
    if whole is not None and step is not None and step * RESOLUTION > whole:
        details = {**names, "resolution": plain_text_of(step), "tolerance": plain_text_of(whole)}
        found.append(Problem("gauge-resolution", where, details, Severity.WARNING))
    part = gauge.decimal("uncertainty", deciding=False)
    if whole is not None and part is not None and part * UNCERTAINTY > whole:
        details = {**names, "uncertainty": plain_text_of(part), "tolerance": plain_text_of(whole)}
        found.append(Problem("gauge-uncertainty", where, details, Severity.WARNING))
    return found


def _range(gauge: Record, characteristic: Record, where: str, names: dict[str, str]) -> list[Problem]:
    low, high = gauge.decimal("range_low", deciding=False), gauge.decimal("range_high", deciding=False)
    limits = [each for name in ("lsl", "usl") if (each := characteristic.decimal(name, deciding=False)) is not None]
    beyond = [each for each in limits if (low is not None and each < low) or (high is not None and each > high)]
    if not beyond:
        return []
    of = {
        "low": "…" if low is None else plain_text_of(low),
        "high": "…" if high is None else plain_text_of(high),
        "limit": plain_text_of(beyond[0]),
    }
    return [Problem("gauge-range", where, {**names, **of})]


def _same_unit(gauge: Record, characteristic: Record) -> bool:
    one, other = _plain(gauge.text("unit")), _plain(characteristic.text("unit"))
    return not one or not other or one == other


def _named(gauge: Record) -> str:
    return " ".join(each for each in (gauge.text("name"), gauge.text("number")) if each) or gauge.key


def _plain(text: str) -> str:
    """A name without width, case and spaces."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
