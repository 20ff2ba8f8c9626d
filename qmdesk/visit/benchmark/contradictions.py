"""Where the figures of an application can't all be true, or are not what their name says."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from qmdesk.formdef.benchmark import Benchmark, Shape
from qmdesk.formdef.types import Form
from qmdesk.grading.records import Index, Record
from qmdesk.model.problem import Problem, Severity
from qmdesk.visit.benchmark.numbers import left_out, name_of, rows_of, table_of, unit_of, yuan_of

_WARNING = Severity.WARNING
FULL = Decimal(100)
#: Rates of staff: the rate, who counts, of whom.
STAFF = (
    ("tqm_rate", "tqm_staff", "employees"),
    ("competence_rate", "quality_staff_passed", "quality_staff"),
    ("training_rate", "training_staff", "employees"),
    ("improvement_rate", "improvement_staff", "employees"),
)
#: Numbers of which one can't be more than the other.
WITHIN = (
    *((part, whole) for _, part, whole in STAFF),
    ("quality_staff", "employees"),
    ("inventions", "patents"),
)
_STANDARDS = ("standards_international", "standards_national", "standards_trade", "standards_local", "standards_group")
#: Rows of which less is better.
_LESS = frozenset({"quality_loss", "repair_rate", "energy"})
_WAN = Decimal(10_000)


def contradictions(form: Form, made: Benchmark, found: Index, lang: str = "zh-CN") -> Iterator[Problem]:
    """Errors where no reading makes both true, warnings where one has to ask."""
    yield from _staff(form, found, lang)
    yield from _indicators(made, found, lang)
    yield from _loss(made, found)
    yield from _money(made, found)
    yield from _market(made, found)
    yield from _dates(found)
    yield from _level(found)
    yield from _takeovers(found)


def _level(found: Index) -> Iterator[Problem]:
    """The level that the form states, where its edition asks for one, against that of the linked review."""
    case = found.record("case")
    stated, review = case.text("capability"), case.text("review_level")
    if stated and review and stated != review:
        yield Problem("benchmark-level-differs", "case/capability", {"stated": stated[1:], "review": review[1:]})


def _staff(form: Form, found: Index, lang: str) -> Iterator[Problem]:
    case, fields = found.record("case"), form.records["case"].fields
    for part, whole in WITHIN:
        small, large = case.count(part), case.count(whole)
        if small is not None and large is not None and small > large:
            details = {
                "part": fields[part].label.in_(lang),
                "whole": fields[whole].label.in_(lang),
                "small": small,
                "large": large,
            }
            yield Problem("benchmark-part-above", f"case/{part}", details)
    for rate, part, whole in STAFF if "tqm_rate" in fields else ():
        said, small, large = case.decimal(rate), case.count(part), case.count(whole)
        if said is None or small is None or not large:
            continue
        exact = Decimal(small) / Decimal(large)
        if said != exact and abs(said - exact) > _half_unit(said):
            shown = {"said": f"{said * 100:f}", "computed": f"{exact * 100:.2f}", "name": fields[rate].label.in_(lang)}
            yield Problem("benchmark-rate-differs", f"case/{rate}", shown)
    total, parts = case.count("standards"), [case.count(each) for each in _STANDARDS]
    known = [each for each in parts if each is not None]
    if total is not None and known and (sum(known) > total or (len(known) == len(parts) and sum(known) != total)):
        yield Problem("benchmark-standards-sum", "case/standards", {"total": total, "sum": sum(known)})


def _half_unit(value: Decimal) -> Decimal:
    """Half of the last digit that a percentage was stated with (a fraction has two more): what rounding may change."""
    exponent = value.as_tuple().exponent
    places = min(int(exponent), -2) if isinstance(exponent, int) else -2
    return Decimal(1).scaleb(places) / 2


def _indicators(made: Benchmark, found: Index, lang: str) -> Iterator[Problem]:
    table = table_of(made, Shape.ROWS, "indicator")
    last = f"y{made.years[-1]}"
    for key, row, record in rows_of(made, table, found):
        if left_out(record):
            continue
        name, where = name_of(row, record, lang), f"indicator:{key}"
        if unit_of(row, record).strip() in {"%", "％"}:
            for field in (*(f"y{year}" for year in made.years), "average", "best"):
                value = record.decimal(field)
                if value is not None and not 0 <= value <= FULL:
                    yield Problem("benchmark-rate-range", f"{where}/{field}", {"name": name, "value": f"{value:f}"})
        if row is None and not record.text("unit") and record.decimal(last) is not None:
            yield Problem("benchmark-unit-missing", f"{where}/unit", {"name": name}, _WARNING)
        yield from _compared(key, name, where, record, last)


def _compared(key: str, name: str, where: str, record: Record, last: str) -> Iterator[Problem]:
    own, average, best = (record.decimal(each) for each in (last, "average", "best"))
    sign = -1 if key in _LESS else 1
    if average is not None and best is not None and (best - average) * sign < 0:
        yield Problem("benchmark-best-below-average", f"{where}/best", {"name": name}, _WARNING)
    first = record.text("rank").strip() in {"1", "第一", "第1", "1.0"}
    if own is None or best is None:
        return
    if (own - best) * sign > 0 and record.text("rank") and not first:
        yield Problem("benchmark-better-than-best", f"{where}/rank", {"name": name}, _WARNING)
    if (own - best) * sign < 0 and first:
        yield Problem("benchmark-first-below-best", f"{where}/rank", {"name": name}, _WARNING)


def _loss(made: Benchmark, found: Index) -> Iterator[Problem]:
    """The loss rate is over the year's total output value; over the revenue of the table it is another figure."""
    case, year = found.record("case"), made.years[-1]
    said = found.record("indicator", "quality_loss").decimal(f"y{year}")
    where = f"indicator:quality_loss/y{year}"
    if case.text("loss_denominator") == "revenue":
        yield Problem("benchmark-loss-denominator", "case/loss_denominator")
    if said is None or left_out(found.record("indicator", "quality_loss")):
        return
    if not case.text("loss_denominator"):
        yield Problem("benchmark-loss-unsaid", "case/loss_denominator", {}, _WARNING)
    losses, output = yuan_of(case, "quality_losses"), yuan_of(case, "output_value")
    revenue = found.record("indicator", "revenue").decimal(f"y{year}")
    if losses is None or not output:
        return
    right = losses / output * FULL
    if _near(said, right):
        return
    by_revenue = losses / (revenue * _WAN) * FULL if revenue else None
    details = {"said": f"{said:f}", "computed": f"{right:.4f}".rstrip("0").rstrip(".")}
    over_revenue = by_revenue is not None and _near(said, by_revenue)
    yield Problem("benchmark-loss-over-revenue" if over_revenue else "benchmark-loss-differs", where, details)


def _near(said: Decimal, exact: Decimal) -> bool:
    exponent = said.as_tuple().exponent
    return abs(said - exact) <= Decimal(1).scaleb(int(exponent) if isinstance(exponent, int) else 0) / 2


def _money(made: Benchmark, found: Index) -> Iterator[Problem]:
    profit, revenue, new = (found.record("indicator", each) for each in ("profit", "revenue", "new_products"))
    for year in made.years:
        field = f"y{year}"
        whole = revenue.decimal(field)
        for key, part in (("profit", profit.decimal(field)), ("new_products", new.decimal(field))):
            if part is not None and whole is not None and part > whole:
                yield Problem("benchmark-above-revenue", f"indicator:{key}/{field}", {"year": year}, _WARNING)
        assets = found.record("indicator", "assets").decimal(field)
        if assets is not None and assets < 0:
            yield Problem("benchmark-negative", f"indicator:assets/{field}", {"year": year})


def _market(made: Benchmark, found: Index) -> Iterator[Problem]:
    for kind in ("satisfaction", "loyalty"):
        for year in made.years:
            values = [each.decimal(f"{kind}_{year}") for each in found.records("product")]
            given = [each for each in values if each is not None]
            survey = found.record("survey", f"{kind}.{year}")
            where = f"survey:{kind}.{year}"
            if given and not survey.text("method"):
                yield Problem("benchmark-survey-method", f"{where}/method", {"year": year}, _WARNING)
            if survey.text("method") == "third" and not survey.text("body"):
                yield Problem("benchmark-survey-body", f"{where}/body", {"year": year})
            if any(each < 0 or each > FULL for each in given):
                yield Problem("benchmark-survey-range", where, {"year": year}, _WARNING)
    for year in made.years:
        for each in found.records("product"):
            name = each.text("name")
            parts = [each.decimal(f"{side}_{year}") for side in ("domestic", "international")]
            if any(part is not None and part > 1 for part in parts):
                yield Problem("benchmark-rate-range", f"product:{each.key}", {"name": name, "value": str(year)})


def _dates(found: Index) -> Iterator[Problem]:
    case = found.record("case")
    since, until = case.text("iso_from"), case.text("iso_until")
    if since and until and since > until:
        yield Problem("benchmark-iso-dates", "case/iso_until", {"from": since, "until": until})
    if case.flag("iso9001") is True and not case.text("iso_number"):
        yield Problem("benchmark-iso-number", "case/iso_number", {}, _WARNING)
    if case.text("commitment_on") and case.flag("commitment_signed") is False:
        yield Problem("benchmark-letter-dates", "case/commitment_on", {}, _WARNING)


def _takeovers(found: Index) -> Iterator[Problem]:
    """A figure that was taken over from a review and says something else now."""
    for each in found.records("takeover"):
        kind, _, key = each.text("subject").partition(":")
        now = found.record(kind, key).value(each.text("field"))
        if each.text("value") and stands(now) != each.text("value"):
            details = {"value": each.text("value"), "now": stands(now) or "—"}
            yield Problem(
                "benchmark-takeover-changed", f"{each.text('subject')}/{each.text('field')}", details, _WARNING
            )


def stands(value: object) -> str:
    """A value as a takeover keeps it: plain text; an amount with its unit."""
    if isinstance(value, dict):
        return f"{value.get('amount')} {value.get('unit')}"
    return "" if value is None else str(value)
