"""Commands on many cases: ingest, rollup, cases, targets, regrade, summary; the calendar's stand elsewhere."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qmdesk.app.commands.delivery_bar import Bar
from qmdesk.app.commands.portfolio_calendar import calendar, ics
from qmdesk.app.commands.portfolio_results import contacts, differences, publish
from qmdesk.app.commands.portfolio_shared import (
    GROUPS,
    PATHS,
    STORE,
    TRUST,
    YEAR,
    opened,
    rules_of,
    scope_of,
    scope_options,
)
from qmdesk.app.commands.portfolio_targets import regrade, summary, targets
from qmdesk.app.commands.shared import FORCE, JSON, pass_settings
from qmdesk.app.context import Context
from qmdesk.app.out import DONE, NO, json_out, leave, problem_json, say_line, tell, text_out
from qmdesk.wording import say

if TYPE_CHECKING:
    from qmdesk.portfolio.ingest import Ingested

#: Of one kind of notice so many are told one by one.
_MOST = 10


@click.group()
def portfolio() -> None:
    """汇总多个案卷 · Many cases: taking in, rolling up, targets, calendar, grading by another edition."""


@portfolio.command()
@click.argument("paths", nargs=-1, required=True, type=PATHS, metavar="FILE|FOLDER...")
@STORE
@click.option("--year", default="", metavar="YEAR", help="set cases of another programme year aside")
@TRUST
@click.option("--again", is_flag=True, help="read cases whose state is known already once more")
@JSON
@click.pass_context
def ingest(
    ctx: click.Context,
    paths: tuple[Path, ...],
    store: str,
    year: str,
    trust: tuple[Path, ...],
    again: bool,
    as_json: bool,
) -> None:
    """汇入案卷和同步包 · Take case files, signed packages and whole folders into the facts store."""
    from qmdesk.portfolio.ingest import ingest as work

    settings = ctx.ensure_object(Context)
    facts = opened(settings, store)
    try:
        with Bar() as bar:
            done = work(facts, paths, rules_of(ctx, settings, trust, year, again=again), progress=bar.show)
    finally:
        facts.close()
    if as_json:
        json_out(_ingested_json(done, settings.lang))
    else:
        _tell_ingested(done, settings.lang)
    leave(NO if done.aside and not done.taken and not done.unchanged else DONE)


def _ingested_json(done: Ingested, lang: str) -> dict[str, Any]:
    return {
        "read": done.files,
        "accepted": done.taken,
        "unchanged": done.unchanged,
        "skipped": len(done.aside),
        "aside": [{"file": str(each.path), **problem_json(each.problem, lang)} for each in done.aside],
        "twice": [
            {"year": e.programme, "credit_code": e.credit_code, "enterprise": e.enterprise, "counted": e.counted,
             "others": list(e.others)}
            for e in done.twice
        ],
        "problems": [problem_json(each, lang) for each in done.notices],
    }  # fmt: skip


def _tell_ingested(done: Ingested, lang: str) -> None:
    from qmdesk.model.problem import Problem, Severity

    twice = [
        Problem("ingest-twice", f"{e.enterprise} {e.credit_code}", {"year": e.programme, "count": 1 + len(e.others)},
                Severity.WARNING)
        for e in done.twice
    ]  # fmt: skip
    tell((each.problem for each in done.aside), lang)
    seen: Counter[str] = Counter()
    for each in (*done.notices, *twice):
        seen[each.code] += 1
        if seen[each.code] <= _MOST:
            tell((each,), lang)
    more = sum(max(count - _MOST, 0) for count in seen.values())
    if more:
        say_line(say("portfolio.more", lang, count=more))
    counts = {"read": done.files, "taken": done.taken, "unchanged": done.unchanged, "aside": len(done.aside)}
    counts["same"] = done.files - done.taken - done.unchanged - len(done.aside)
    say_line(say("portfolio.ingested", lang, **counts))


# -- rolling up --------------------------------------------------------------------------------------


@portfolio.command()
@STORE
@YEAR
@scope_options
@click.option(
    "--cross",
    nargs=2,
    type=click.Choice(GROUPS),
    metavar="GROUP GROUP",
    help=f"two of {', '.join(GROUPS)} against each other",
)
@click.option("--masked", is_flag=True, help="hide small groups, as in all that leaves the office")
@click.option("--k", default=5, show_default=True, type=click.IntRange(min=5), help="the least group that is shown")
@click.option("-o", "--output", type=PATHS, metavar="FILE.xlsx", help="a workbook, small groups hidden")
@FORCE
@JSON
@pass_settings
def rollup(
    settings: Context,
    store: str,
    year: str,
    cross: tuple[str, str] | None,
    masked: bool,
    k: int,
    output: Path | None,
    force: bool,
    as_json: bool,
    **of: str,
) -> None:
    """汇总 · Levels, shares at 保证级 and above, weakest items, figures, by region, trade, size, class, institution."""
    from qmdesk.portfolio.rollup import cross_of, roll_up
    from qmdesk.portfolio.rollup_json import cross_json, rollup_json

    if cross and cross[0] == cross[1]:
        raise click.UsageError(say("portfolio.cross-same", settings.lang))
    facts = opened(settings, store)
    try:
        made = roll_up(facts, scope_of(facts, year, of))
        crossed = cross_of(facts, made.scope, *cross) if cross else None
    finally:
        facts.close()
    hidden = k if masked else 0
    if output is not None:
        from qmdesk.portfolio.workbook import write_workbook

        write_workbook(made, output, settings.lang, k=k, force=force)
        say_line(say("portfolio.written", settings.lang, path=output))
    if as_json:
        json_out(rollup_json(made, hidden) | ({"cross": cross_json(crossed, hidden)} if crossed is not None else {}))
    elif output is None:
        from qmdesk.portfolio.words import cross_lines, rollup_lines

        lines = rollup_lines(made, settings.lang, hidden)
        for line in lines if crossed is None else cross_lines(crossed, made.scope, settings.lang, hidden):
            text_out(line)


@portfolio.command()
@STORE
@YEAR
@scope_options
@click.option("--level", type=click.IntRange(1, 5), help="reviewed at this level")
@click.option("--self-level", type=click.IntRange(1, 5), help="self-assessed at this level")
@click.option("--at-least", type=click.IntRange(1, 5), help="reviewed at this level or above")
@click.option("--measure", type=click.Choice(["reached-inspection", "reviews-carried-out", "self-assessed-inspection"]))
@click.option("--item", metavar="ID:LEVEL", help="where this item is at the level")
@click.option("--below", metavar="ID:LEVEL", help="where this item is below the level")
@click.option("--figure", metavar="ID:LEVEL", help="where this figure is at the level")
@click.option("--limit", default=1000, show_default=True, type=click.IntRange(min=1))
@JSON
@pass_settings
def cases(
    settings: Context,
    store: str,
    year: str,
    level: int | None,
    self_level: int | None,
    at_least: int | None,
    measure: str | None,
    item: str | None,
    below: str | None,
    figure: str | None,
    limit: int,
    as_json: bool,
    **of: str,
) -> None:
    """汇总数字背后的案卷 · The cases behind a number of the roll-up."""
    from dataclasses import asdict

    from qmdesk.portfolio.queries import Cell
    from qmdesk.portfolio.rollup import cases_behind

    cell = Cell(level, self_level, False, at_least, measure or "", _pair(item), _pair(below), _pair(figure))
    facts = opened(settings, store)
    try:
        found = cases_behind(facts, scope_of(facts, year, of), cell, limit)
    finally:
        facts.close()
    if as_json:
        json_out({"cases": [{name.rstrip("_"): value for name, value in asdict(each).items()} for each in found]})
        return
    for each in found:
        place = f"{each.province}{each.city}{each.county}"
        text_out("\t".join((each.enterprise, each.credit_code, place, str(each.level or "-"), each.source_name)))
    say_line(say("portfolio.cases", settings.lang, count=len(found)))


def _pair(text: str | None) -> tuple[str, int] | None:
    if text is None:
        return None
    name, _, level = text.rpartition(":")
    if not name or level not in tuple("12345"):
        raise click.BadParameter(text)
    return name, int(level)


for _each in (targets, regrade, summary, calendar, ics, publish, differences, contacts):
    portfolio.add_command(_each)
