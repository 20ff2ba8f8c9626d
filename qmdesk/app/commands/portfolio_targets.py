"""Commands on many cases: targets, another edition, the printed summary."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from qmdesk.app.commands.delivery_bar import Bar
from qmdesk.app.commands.portfolio_shared import PATHS, STORE, TRUST, YEAR, opened, rules_of, scope_of, scope_options
from qmdesk.app.commands.shared import FORCE, JSON, PASSPHRASE_FILE, pass_settings
from qmdesk.app.context import Context
from qmdesk.app.out import DONE, NO, json_out, leave, say_line, tell, text_out
from qmdesk.wording import say


@click.command()
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


@click.command()
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
            made = preview(files, form, rules_of(ctx, settings, trust), progress=bar.show)
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


@click.command()
@STORE
@YEAR
@scope_options
@click.option("--authority", default="miit", show_default=True, metavar="NAME", help="whose targets stand in it")
@click.option("--policy", type=PATHS, metavar="FILE|FOLDER", help="an office's own policy pack")
@click.option("--office", default="", metavar="NAME", help="who issues the summary")
@click.option("-o", "--output", required=True, type=PATHS, metavar="FILE.pdf")
@click.option("--sign", type=PATHS, metavar="ID.p12", help="sign it")
@PASSPHRASE_FILE
@click.option("--k", default=5, show_default=True, type=click.IntRange(min=5), help="the least group that is shown")
@FORCE
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
