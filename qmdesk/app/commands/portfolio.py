"""Commands on many cases: ingest, rollup, cases, targets, regrade, summary; the calendar's stand elsewhere."""

from __future__ import annotations

import importlib
import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qmdesk.app.commands.delivery_bar import Bar
from qmdesk.app.commands.shared import JSON, pass_settings
from qmdesk.app.context import Context
from qmdesk.app.out import DONE, NO, json_out, leave, problem_json, say_line, tell, text_out
from qmdesk.wording import say

if TYPE_CHECKING:
    from qmdesk.portfolio.engine import Store
    from qmdesk.portfolio.ingest import Ingested, Rules
    from qmdesk.portfolio.queries import Scope

STORE = click.option(
    "--store",
    default="",
    metavar="DIR|URL",
    help="a folder of Parquet files, or postgresql://...; default: QMDESK_HOME/facts",
)
YEAR = click.option("--year", default="", metavar="YEAR", help="the programme year; default: the newest there is")
TRUST = click.option(
    "--trust", type=click.Path(path_type=Path), multiple=True, metavar="CA.pem", help="demand a chain to it"
)
PATHS = click.Path(path_type=Path)


@click.group()
def portfolio() -> None:
    """汇总多个案卷 · Many cases: taking in, rolling up, targets, calendar, grading by another edition."""


def _scope_options(command: Any) -> Any:  # noqa: ANN401 - a decorator of click
    for name in reversed(("province", "city", "county", "trade", "size", "class", "institution")):
        command = click.option(f"--{name}", f"of_{name}", default="", metavar="NAME", help="only these")(command)
    return command


def opened(settings: Context, store: str) -> Store:
    """The facts store that a command names."""
    from qmdesk.portfolio.store import open_store

    return open_store(store, settings.home)


def scope_of(store: Store, year: str, chosen: dict[str, str]) -> Scope:
    """The scope that a command names; its year the newest in the store where none is named."""
    from qmdesk.portfolio.queries import Scope
    from qmdesk.portfolio.rollup import programmes

    known = [name for name, _ in programmes(store) if name]
    words = {name.removeprefix("of_"): value for name, value in chosen.items()}
    words["class_"] = words.pop("class", "")
    return Scope(year or (known[-1] if known else ""), **words)


# -- taking in ---------------------------------------------------------------------------------------


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
            done = work(facts, paths, _rules(ctx, settings, trust, year, again=again), progress=bar.show)
    finally:
        facts.close()
    if as_json:
        json_out(_ingested_json(done, settings.lang))
    else:
        _tell_ingested(done, settings.lang)
    leave(NO if done.aside and not done.taken and not done.unchanged else DONE)


def _rules(
    ctx: click.Context, settings: Context, trust: tuple[Path, ...], year: str = "", *, again: bool = False
) -> Rules:
    from qmdesk.app.case_passphrase import named_passphrases
    from qmdesk.portfolio.ingest import Rules

    return Rules(settings.home, trust, year, named_passphrases(ctx), again)


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
    tell((*(each.problem for each in done.aside), *done.notices, *twice), lang)
    counts = {"read": done.files, "taken": done.taken, "unchanged": done.unchanged, "aside": len(done.aside)}
    say_line(say("portfolio.ingested", lang, **counts))


# -- rolling up --------------------------------------------------------------------------------------


@portfolio.command()
@STORE
@YEAR
@_scope_options
@click.option("--masked", is_flag=True, help="hide small groups, as in all that leaves the office")
@click.option("--k", default=5, show_default=True, type=click.IntRange(min=5), help="the least group that is shown")
@click.option("-o", "--output", type=PATHS, metavar="FILE.xlsx", help="a workbook, small groups hidden")
@click.option("--force", is_flag=True, help="write over a file that is there")
@JSON
@pass_settings
def rollup(
    settings: Context,
    store: str,
    year: str,
    masked: bool,
    k: int,
    output: Path | None,
    force: bool,
    as_json: bool,
    **of: str,
) -> None:
    """汇总 · Levels, shares at 保证级 and above, weakest items, figures, by region, trade, size, class, institution."""
    from qmdesk.portfolio.rollup import roll_up
    from qmdesk.portfolio.rollup_json import rollup_json

    facts = opened(settings, store)
    try:
        made = roll_up(facts, scope_of(facts, year, of))
    finally:
        facts.close()
    if output is not None:
        from qmdesk.portfolio.workbook import write_workbook

        write_workbook(made, output, settings.lang, k=k, force=force)
        say_line(say("portfolio.written", settings.lang, path=output))
    if as_json:
        json_out(rollup_json(made, k if masked else 0))
    elif output is None:
        from qmdesk.portfolio.words import rollup_lines

        for line in rollup_lines(made, settings.lang, k if masked else 0):
            text_out(line)


@portfolio.command()
@STORE
@YEAR
@_scope_options
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


# -- targets, another edition, the printed summary ---------------------------------------------------


@portfolio.command()
@STORE
@click.option("--authority", default="miit", show_default=True, metavar="NAME")
@click.option("--year", default=None, type=int, metavar="YEAR", help="default: the newest pack")
@click.option("--policy", type=PATHS, metavar="FILE|FOLDER", help="an office's own policy pack")
@JSON
@pass_settings
def targets(
    settings: Context, store: str, authority: str, year: int | None, policy: Path | None, as_json: bool
) -> None:
    """目标与完成 · Done against planned by region, by all three measures, each named."""
    from qmdesk.portfolio.rollup_json import targets_json
    from qmdesk.portfolio.targets import targets_of
    from qmdesk.portfolio.words import target_lines

    pack = pack_named(authority, year, policy)
    facts = opened(settings, store)
    try:
        made = targets_of(facts, pack)
    finally:
        facts.close()
    if as_json:
        json_out(targets_json(made, pack))
    else:
        for line in target_lines(made, pack, settings.lang):
            text_out(line)


def pack_named(authority: str, year: int | None, policy: Path | None) -> Any:  # noqa: ANN401 - imported late
    """A built-in policy pack, or an office's own."""
    from qmdesk.formdef.programme_loader import load_pack, load_pack_at

    return load_pack(authority, year) if policy is None else load_pack_at(policy, "", year)


@portfolio.command()
@click.argument("paths", nargs=-1, type=PATHS, metavar="[FILE|FOLDER...]")
@click.option("--form", "form_name", required=True, metavar="ID/EDITION|FOLDER|ZIP", help="the form to grade by")
@STORE
@TRUST
@click.option("--write", is_flag=True, help="keep the result in the facts store; no case is changed")
@JSON
@click.pass_context
def regrade(
    ctx: click.Context,
    paths: tuple[Path, ...],
    form_name: str,
    store: str,
    trust: tuple[Path, ...],
    write: bool,
    as_json: bool,
) -> None:
    """按另一版评价表重算 · What all cases would come to by another edition: which change, from what, to what, why.

    Without files: those that the facts store was filled from.
    """
    from qmdesk.portfolio.regrade import keep, known_sources, preview
    from qmdesk.portfolio.rollup_json import regrade_json
    from qmdesk.portfolio.words import regrade_lines
    from qmdesk.review.forms import form_named

    settings = ctx.ensure_object(Context)
    form = form_named(form_name)
    facts = opened(settings, store) if write or not paths else None
    try:
        files = paths or (known_sources(facts) if facts is not None else ())
        with Bar() as bar:
            made = preview(files, form, _rules(ctx, settings, trust), progress=bar.show)
        if write and facts is not None:
            keep(facts, made)
    finally:
        if facts is not None:
            facts.close()
    tell((each.problem for each in made.aside), settings.lang)
    if as_json:
        json_out(regrade_json(made, settings.lang, written=write))
    else:
        for line in regrade_lines(made, form, settings.lang):
            text_out(line)
    leave(NO if made.aside and not made.cases else DONE)


@portfolio.command()
@STORE
@YEAR
@_scope_options
@click.option("--authority", default="miit", show_default=True, metavar="NAME", help="whose targets stand in it")
@click.option("--policy", type=PATHS, metavar="FILE|FOLDER", help="an office's own policy pack")
@click.option("--office", default="", metavar="NAME", help="who issues the summary")
@click.option("-o", "--output", required=True, type=PATHS, metavar="FILE.pdf")
@click.option("--sign", type=PATHS, metavar="ID.p12", help="sign it")
@click.option("--passphrase-file", type=PATHS, metavar="F")
@click.option("--k", default=5, show_default=True, type=click.IntRange(min=5), help="the least group that is shown")
@click.option("--force", is_flag=True, help="write over a file that is there")
@pass_settings
def summary(
    settings: Context,
    store: str,
    year: str,
    authority: str,
    policy: Path | None,
    office: str,
    output: Path,
    sign: Path | None,
    passphrase_file: Path | None,
    k: int,
    force: bool,
    **of: str,
) -> None:
    """汇总报告 · The printable summary as PDF, small groups hidden, signed where an identity is named."""
    from qmdesk.app.passphrases import passphrase_for
    from qmdesk.portfolio.rollup import roll_up
    from qmdesk.portfolio.summary import Issue, write_summary
    from qmdesk.portfolio.targets import targets_of
    from qmdesk.trust.p12 import load_p12

    identity = None if sign is None else load_p12(sign, passphrase_for(sign.name, passphrase_file, settings.lang))
    facts = opened(settings, store)
    try:
        scope = scope_of(facts, year, of)
        pack = pack_named(authority, int(scope.programme) if scope.programme.isdigit() else None, policy)
        made = roll_up(facts, scope)
        wanted = targets_of(facts, pack)
    finally:
        facts.close()
    issue = Issue(office, settings.lang, k, identity)
    pages = write_summary(made, wanted, pack, output, issue, force=force)
    say_line(say("portfolio.summary", settings.lang, path=output, pages=pages))


#: Commands that stand in modules of their own.
_BESIDE = {
    "qmdesk.app.commands.portfolio_calendar": ("calendar", "ics", "late"),
    "qmdesk.app.commands.portfolio_results": ("publish", "differences", "contacts"),
}


def _add_beside() -> None:
    for name, commands in _BESIDE.items():
        if importlib.util.find_spec(name) is not None:
            found = importlib.import_module(name)
            for command in (getattr(found, each, None) for each in commands):
                if isinstance(command, click.Command):
                    portfolio.add_command(command)


_add_beside()
