"""Calibration certificates against the characteristics that their gauges measure.

Every comparison is exact, between decimals as they stand on certificate and drawing. What is asked: a certificate in
force on the day of the visit, a range that covers the limits; advised: a tenth of the tolerance as resolution at most
(the usual rule of ten), an expanded uncertainty within a third of it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
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
    day = case.text("visit_end") or case.text("visit_start")
    period = case.value("period", deciding=False)
    until = period.rpartition("~")[2].strip() if isinstance(period, str) else ""
    if not own:
        name = characteristic.text("name") or characteristic.key
        missing = Problem("gauge-missing", f"characteristic:{characteristic.key}", {"characteristic": name})
        return Verdict(characteristic.key, (), (missing,))
    problems = [
        problem for gauge in own for problem in (*_certificate(gauge, day, until), *_fit(gauge, characteristic))
    ]
    shares = [share for gauge in own if (share := share_of(gauge, characteristic)) is not None]
    return Verdict(characteristic.key, tuple(each.key for each in own), tuple(problems), max(shares, default=None))


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


def _certificate(gauge: Record, day: str, until: str) -> list[Problem]:
    """What is to be asked of the certificate itself. Days are ISO texts, ``until`` the last month of the period."""
    where, name = f"gauge:{gauge.key}", _named(gauge)
    if not gauge.text("certificate"):
        return [Problem("gauge-no-certificate", where, {"gauge": name})]
    calibrated, due = gauge.text("calibrated"), gauge.text("due")
    if due and calibrated and due < calibrated:
        return [Problem("gauge-dates-reversed", where, {"gauge": name, "calibrated": calibrated, "due": due})]
    found: list[Problem] = []
    if not due:
        found.append(Problem("gauge-no-due", where, {"gauge": name}, Severity.WARNING))
    elif day and due < day:
        found.append(Problem("gauge-expired", where, {"gauge": name, "due": due, "day": day}))
    if calibrated and day and calibrated > day:
        found.append(Problem("gauge-not-yet", where, {"gauge": name, "calibrated": calibrated, "day": day}))
    elif calibrated and until and calibrated[:7] > until:
        details = {"gauge": name, "calibrated": calibrated, "until": until}
        found.append(Problem("gauge-calibrated-later", where, details, Severity.WARNING))
    return found


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
