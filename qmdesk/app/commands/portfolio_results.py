"""Commands for results: the lists to publish, differences of level with what explains them, the offices' contacts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qmdesk.app.commands.programme_file import PROGRAMME, YEAR, now, opened
from qmdesk.app.commands.shared import AUTHOR, FORCE, JSON, pass_settings
from qmdesk.app.context import Context
from qmdesk.app.out import json_out, problem_json, say_line, tell, text_out
from qmdesk.wording import say

if TYPE_CHECKING:
    from qmdesk.portfolio.differences import Difference
    from qmdesk.portfolio.results import Results, Standing

PATHS = click.Path(path_type=Path)
OUTPUT = click.option("-o", "--output", "output", default=None, type=PATHS, metavar="FILE.xlsx")
STORE = click.option("--store", default="", metavar="DIR|URL", help="the facts store; default: QMDESK_HOME/facts")


@click.command()
@OUTPUT
@PROGRAMME
@YEAR
@STORE
@FORCE
@JSON
@pass_settings
def publish(
    settings: Context, output: Path | None, programme_path: Path | None, year: int | None, store: str, force: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """公布名单 · Who can be published by whom at which level, who can't yet and why, and where levels differ."""
    from qmdesk.portfolio.packs import packs_of
    from qmdesk.portfolio.results import results
    from qmdesk.portfolio.results_book import write_results
    from qmdesk.review.forms import form_named
    from qmdesk.review.reporting import guard_target

    lang, form = settings.lang, form_named("meqmc")
    with opened(settings, programme_path, year) as programme:
        pack = packs_of(programme).own
        found = results(programme.rows(removed=True), pack)
    changed = _differences(settings, store, str(pack.year))
    if output is not None:
        guard_target(output, force=force)
        write_results(found, pack, changed, form, output, lang)
    if as_json:
        json_out(_results_json(found, changed, lang))
        return
    from qmdesk.portfolio.results_book import level_name, list_title

    for each in found.lists:
        text_out(list_title(each, form, lang))
        for row in each.entries:
            text_out(f"  {row.participant.enterprise}  {level_name(form, row.level, lang)}")
    listed = sum(len(each.entries) for each in found.lists)
    counts = {"listed": listed, "held": len(found.held_back), "differences": len(changed)}
    say_line(say("cli.results-counts", lang, **counts))
    if output is not None:
        say_line(say("cli.written", lang, path=output))


@click.command()
@STORE
@YEAR
@JSON
@pass_settings
def differences(settings: Context, store: str, year: int | None, as_json: bool) -> None:
    """等级差异 · Enterprises whose level changed between stages, with the items and figures that explain it."""
    from qmdesk.portfolio.results_book import explained, level_name, stages
    from qmdesk.review.forms import form_named

    lang, form = settings.lang, form_named("meqmc")
    changed = _differences(settings, store, "" if year is None else str(year))
    if as_json:
        json_out({"differences": [_difference_json(each) for each in changed]})
        return
    for each in changed:
        before, after = (level_name(form, level, lang) for level in (each.before, each.after))
        text_out(f"{each.enterprise}  {stages(each, lang)}: {before} → {after}")
        text_out(f"    {explained(each, form, lang)}")


def _differences(settings: Context, store: str, year: str) -> tuple[Difference, ...]:
    from qmdesk.portfolio.differences import differences as ask
    from qmdesk.portfolio.queries import Scope
    from qmdesk.portfolio.store import DEFAULT, open_store

    if not store and not (settings.home / DEFAULT).is_dir():
        return ()
    facts = open_store(store, settings.home)
    try:
        return ask(facts, Scope(year))
    finally:
        facts.close()


def _results_json(found: Results, changed: tuple[Difference, ...], lang: str) -> dict[str, Any]:
    lists = [
        {"by": each.by.in_(lang), "lowest": each.lowest, "highest": each.highest, "consent": each.needs_consent,
         "entries": [_row_json(row) for row in each.entries]}
        for each in found.lists
    ]  # fmt: skip
    held = [{**_row_json(row), "code": row.held_back or "below-list"} for row in found.held_back]
    return {"lists": lists, "held_back": held, "differences": [_difference_json(each) for each in changed]}


def _row_json(row: Standing) -> dict[str, Any]:
    each = row.participant
    return {"enterprise": each.enterprise, "credit_code": each.credit_code, "province": each.province,
            "city": each.city, "county": each.county, "level": row.level, "of": row.whose}  # fmt: skip


def _difference_json(each: Difference) -> dict[str, Any]:
    changes = [
        {"kind": e.kind, "id": e.id, "before": e.before, "after": e.after, "value_before": e.value_before,
         "value_after": e.value_after}
        for e in each.changes
    ]  # fmt: skip
    return {"case_id": each.case_id, "enterprise": each.enterprise, "credit_code": each.credit_code,
            "from": each.earlier, "to": each.later, "before": each.before, "after": each.after,
            "changes": changes}  # fmt: skip


@click.group()
def contacts() -> None:
    """联络员名单 · The offices' contacts of a programme: taking in, showing, giving out."""


@contacts.command("import")
@click.argument("file", type=PATHS)
@PROGRAMME
@YEAR
@AUTHOR
@JSON
@pass_settings
def import_(
    settings: Context, file: Path, programme_path: Path | None, year: int | None, author: str, as_json: bool
) -> None:
    """导入联络员名单 · Take in a list of contacts (xlsx, xls, csv); who is known is brought up to date."""
    from qmdesk.portfolio.contacts import take_contacts

    who = author or settings.who().author
    with opened(settings, programme_path, year) as programme:
        taken = take_contacts(programme, file, author=who, at=now())
    if as_json:
        problems = [problem_json(each, settings.lang) for each in taken.problems]
        json_out({"read": taken.read, "new": taken.new, "changed": taken.changed, "problems": problems})
        return
    tell(taken.problems, settings.lang)
    words = {"read": taken.read, "new": taken.new, "changed": taken.changed}
    say_line(say("cli.contacts-taken", settings.lang, **words))


@contacts.command("list")
@PROGRAMME
@YEAR
@JSON
@pass_settings
def list_(settings: Context, programme_path: Path | None, year: int | None, as_json: bool) -> None:
    """列出联络人 · Show the contacts that are kept."""
    from qmdesk.portfolio.contacts import FIELDS, contacts_of

    with opened(settings, programme_path, year) as programme:
        found = contacts_of(programme)
    if as_json:
        json_out({"contacts": [{name: getattr(each, name) for name in FIELDS} for each in found]})
        return
    for each in found:
        text_out("  ".join(filter(None, (getattr(each, name) for name in FIELDS))))


@contacts.command()
@click.option("-o", "--output", "output", required=True, type=PATHS, metavar="FILE.xlsx")
@PROGRAMME
@YEAR
@FORCE
@pass_settings
def export(settings: Context, output: Path, programme_path: Path | None, year: int | None, force: bool) -> None:
    """导出联络员名单 · Write the contacts as a table that can be imported again."""
    from qmdesk.portfolio.contacts import contacts_of, write_contacts
    from qmdesk.review.reporting import guard_target

    guard_target(output, force=force)
    with opened(settings, programme_path, year) as programme:
        write_contacts(contacts_of(programme), output, settings.lang)
    say_line(say("cli.written", settings.lang, path=output))
