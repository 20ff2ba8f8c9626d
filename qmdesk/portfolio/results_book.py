"""Results as a workbook: a sheet for each publisher's list, one for who stands on none, one for changed levels."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qmdesk.formdef.programme import PolicyPack
from qmdesk.formdef.types import Form
from qmdesk.portfolio.differences import Change, Difference
from qmdesk.portfolio.results import PublishedList, Results, Standing
from qmdesk.report.papers.books import Head, Sheet, write_book
from qmdesk.wording import say

#: Changes that are named beside a difference; the rest is counted.
SHOWN = 12


def write_results(
    results: Results, pack: PolicyPack, changed: Sequence[Difference], form: Form, path: Path, lang: str
) -> None:
    """Write the lists, who is held back and why, and the differences. Raises Refused(report-not-written)."""
    sheets = [_list(each, pack, form, lang) for each in results.lists]
    sheets.append(_held_back(results, form, lang))
    if changed:
        sheets.append(_differences(changed, form, lang))
    write_book(sheets, path, lang)


def level_name(form: Form, level: int | None, lang: str) -> str:
    """A level by its name; a dash where there is none."""
    return form.level(level).name.in_(lang) if level is not None else "—"


def levels_name(each: PublishedList, form: Form, lang: str) -> str:
    """The levels of a list by name."""
    low, high = (level_name(form, level, lang) for level in (each.lowest, each.highest))
    return low if each.lowest == each.highest else say("results.levels", lang, low=low, high=high)


def list_title(each: PublishedList, form: Form, lang: str) -> str:
    """What a list is called: its publisher and its levels."""
    return say("results.list", lang, by=each.by.in_(lang), levels=levels_name(each, form, lang))


def _list(each: PublishedList, pack: PolicyPack, form: Form, lang: str) -> Sheet:
    widths = {"number": 8, "region": 26, "enterprise": 40, "credit_code": 24, "level": 12, "whose": 16, "day": 14}
    heads = tuple(Head(say(f"results.column.{name}", lang), width) for name, width in widths.items())
    rows = [
        [str(at), place(row), row.participant.enterprise, row.participant.credit_code,
         level_name(form, row.level, lang), say(f"results.whose.{row.whose}", lang), day(row)]
        for at, row in enumerate(each.entries, 1)
    ]  # fmt: skip
    needs = say("results.consent" if each.needs_consent else "results.no-consent", lang)
    lead = say("results.lead", lang, source=pack.source.in_(lang), n=len(rows), needs=needs)
    return Sheet(list_title(each, form, lang), lead, heads, rows)


def place(row: Standing) -> str:
    """Where an enterprise is: province, city, county as far as known."""
    each = row.participant
    return " ".join(dict.fromkeys(filter(None, (each.province, each.city, each.county))))


def day(row: Standing) -> str:
    """When the level was found."""
    each = row.participant
    return each.second_on if row.whose == "second" else each.concluded_on


def _held_back(results: Results, form: Form, lang: str) -> Sheet:
    widths = {"number": 8, "region": 26, "enterprise": 40, "credit_code": 24, "level": 12, "reason": 44}
    heads = tuple(Head(say(f"results.column.{name}", lang), width) for name, width in widths.items())
    rows = [
        [str(at), place(row), row.participant.enterprise, row.participant.credit_code,
         level_name(form, row.level, lang), say(f"results.held.{row.held_back or 'below-list'}", lang)]
        for at, row in enumerate(results.held_back, 1)
    ]  # fmt: skip
    return Sheet(say("results.held-back", lang), say("results.held-back-lead", lang, n=len(rows)), heads, rows)


def _differences(changed: Sequence[Difference], form: Form, lang: str) -> Sheet:
    widths = {"number": 8, "enterprise": 40, "credit_code": 24, "stages": 22, "before": 12, "after": 12, "why": 80}
    heads = tuple(Head(say(f"results.column.{name}", lang), width) for name, width in widths.items())
    rows = [
        [str(at), each.enterprise, each.credit_code, stages(each, lang), level_name(form, each.before, lang),
         level_name(form, each.after, lang), explained(each, form, lang)]
        for at, each in enumerate(changed, 1)
    ]  # fmt: skip
    return Sheet(say("results.differences", lang), say("results.differences-lead", lang, n=len(rows)), heads, rows)


def stages(each: Difference, lang: str) -> str:
    """Between which stages."""
    return say(f"results.pair.{each.earlier}-{each.later}", lang)


def explained(each: Difference, form: Form, lang: str) -> str:
    """Why the level changed: the dimensions, then the items and figures behind them, those that pulled first."""
    if not each.changes:
        return say("results.unexplained", lang)
    named = [_change(change, form, lang) for change in each.changes[:SHOWN]]
    rest = len(each.changes) - len(named)
    said = say("results.and", lang).join(named)
    return said + (say("results.more", lang, n=rest) if rest > 0 else "")


def _change(change: Change, form: Form, lang: str) -> str:
    things = (*form.dimensions, *form.items, *form.figures)
    name = next((each.name.in_(lang) for each in things if each.id == change.id), change.id)
    before, after = ("—" if each is None else str(each) for each in (change.before, change.after))
    if change.value_before != change.value_after and (change.value_before or change.value_after):
        values = {"one": shown(change.value_before), "other": shown(change.value_after)}
        return say("results.change-valued", lang, name=name, before=before, after=after, **values)
    return say("results.change", lang, name=name, before=before, after=after)


def shown(text: str) -> str:
    """An exact value for people: a fraction ``p/q`` as a decimal that tells it from its neighbours."""
    if "/" not in text:
        return text or "—"
    from fractions import Fraction

    value = Fraction(text)
    return f"{float(value):.6g}"
