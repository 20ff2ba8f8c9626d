"""Commands on a programme's roster: taking in and giving out, list, check, set, cases, history, institutions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qmdesk.app.commands.programme_file import PROGRAMME, YEAR, now, opened, opened_or_made, row_named
from qmdesk.app.commands.roster_cases import case, refresh
from qmdesk.app.commands.roster_told import aside_json, counts, plan_json, row_line
from qmdesk.app.commands.shared import AUTHOR, FORCE, JSON, pass_settings
from qmdesk.app.context import Context
from qmdesk.app.out import DONE, NO, json_out, leave, problem_json, say_line, sentence, tell, text_out
from qmdesk.model.problem import Problem, Refused
from qmdesk.model.programme import WHOLE
from qmdesk.wording import say

if TYPE_CHECKING:
    pass

PATHS = click.Path(path_type=Path)
OUTPUT = click.option("-o", "--output", "output", required=True, type=PATHS, metavar="FILE.xlsx|FILE.csv")


@click.group()
def roster() -> None:
    """参评企业名录 · The roster of a programme: taking in, checking, giving out."""


roster.add_command(case)
roster.add_command(refresh)


@roster.command("import")
@click.argument("files", nargs=-1, required=True, type=PATHS, metavar="FILE...")
@PROGRAMME
@click.option(
    "--authority", default="", metavar="ID", help="主管部门 · miit | zhejiang | chongqing | ...; makes the programme"
)
@YEAR
@click.option(
    "--pack", type=PATHS, default=None, metavar="FILE|FOLDER", help="自己的政策包 · a policy pack of your own"
)
@click.option("--region", default="", metavar="NAME", help="表头没有写地区时用 · where tables that don't say it belong")
@click.option(
    "--county",
    "counties",
    multiple=True,
    metavar="COUNTY=CITY",
    help="某县属于某市，以后记住 · settle a county; remembered",
)
@click.option("--dry-run", is_flag=True, help="只看，不写入 · only say what would change")
@AUTHOR
@JSON
@pass_settings
def import_(
    settings: Context, files: tuple[Path, ...], programme_path: Path | None, authority: str, year: int | None,
    pack: Path | None, region: str, counties: tuple[str, ...], dry_run: bool, author: str, as_json: bool,
) -> None:  # fmt: skip
    """导入汇总表 · Take in rosters (xlsx, xls, csv) as offices send them; wrong rows are told and set aside."""
    from qmdesk.portfolio.roster_import import answers_of, planned, taken_in

    who = author or settings.who().author
    given = dict(_pair(each) for each in counties)
    with opened_or_made(settings, programme_path, authority, year, pack, who, dry=dry_run) as programme:
        plan, unread = planned(programme, files, answers_of(programme) | given, region)
        if not dry_run:
            taken_in(programme, plan, given, author=who, at=now(), files=files)
        path = programme.path
    refused = bool(unread) and len(unread) == len(files)
    if as_json:
        json_out(plan_json(plan, unread, settings.lang) | {"programme": str(path), "dry_run": dry_run})
    else:
        tell(unread, settings.lang)
        tell((problem for row in plan.aside for problem in row.problems), settings.lang)
        tell(plan.told, settings.lang)
        words = counts(plan) | {"path": path}
        say_line(say("cli.roster.planned" if dry_run else "cli.roster.imported", settings.lang, **words))
    leave(2 if refused else NO if plan.aside and not (plan.new or plan.changed or plan.same) else DONE)


@roster.command()
@OUTPUT
@PROGRAMME
@YEAR
@click.option("--region", default="", metavar="NAME", help="只要这个市或县 · only this city or county")
@click.option("--by-city", is_flag=True, help="每市一张表 · a sheet for each city")
@click.option("--beside", is_flag=True, help="加上类别、行业、规模、机构 · class, trade, size and institution too")
@click.option("--aside", is_flag=True, help="未采纳的行，附原因 · the rows set aside, with why, to be corrected")
@click.option("--contact", default="", metavar="TEXT", help="报送联系人及联系方式，以后记住 · the sender; remembered")
@FORCE
@pass_settings
def export(
    settings: Context, output: Path, programme_path: Path | None, year: int | None, region: str, by_city: bool,
    beside: bool, aside: bool, contact: str, force: bool,
) -> None:  # fmt: skip
    """导出汇总表 · Write the roster in the annex's shape (xlsx or csv)."""
    from qmdesk.portfolio.packs import packs_of
    from qmdesk.portfolio.roster_export import export_aside, export_roster
    from qmdesk.workspace.programme import Write

    if output.exists() and not force:
        raise Refused(Problem("file-exists", str(output)))
    with opened(settings, programme_path, year) as programme:
        if aside:
            count = export_aside(programme, output, lambda problem: sentence(problem, settings.lang))
        else:
            if contact:
                programme.record([Write(WHOLE, "contact", contact)], author=settings.who().author, at=now())
            home = packs_of(programme).own.region
            count = export_roster(programme, output, region=region, by_city=by_city, beside=beside, home=home)
    say_line(say("cli.roster.exported", settings.lang, count=count, path=output))


@roster.command("list")
@PROGRAMME
@YEAR
@click.option("--region", default="", metavar="NAME", help="只要这个市或县 · only this city or county")
@click.option("--class", "of_class", default="", metavar="key|volunteer|advancing")
@click.option("--find", default="", metavar="TEXT", help="名称、代码或联系人中有这段文字 · with this text in it")
@click.option("--aside", is_flag=True, help="未采纳的行 · the rows set aside")
@JSON
@pass_settings
def list_(
    settings: Context, programme_path: Path | None, year: int | None, region: str, of_class: str, find: str,
    aside: bool, as_json: bool,
) -> None:  # fmt: skip
    """列出名录 · List the roster."""
    from qmdesk.portfolio.roster_aside import lying_aside

    with opened(settings, programme_path, year) as programme:
        rows = list(enumerate(programme.rows(), 1))
        state = programme.state
        lying = lying_aside(programme)
    if aside:
        if as_json:
            json_out({"aside": [aside_json(each, settings.lang) for each in lying]})
        for each in lying if not as_json else ():
            text_out(f"{each.where}  {each.cells.get('enterprise', '')}  {each.cells.get('credit_code', '')}")
            tell(each.problems, settings.lang)
        return
    rows = [
        (number, each)
        for number, each in rows
        if region in ("", each.city, each.county, each.province)
        and of_class in ("", each.class_)
        and find in f"{each.enterprise} {each.credit_code} {each.contact} {each.institution}"
    ]
    if as_json:
        json_out({"rows": [{"row": number, "key": each.key, **state[each.key]} for number, each in rows]})
        return
    for number, each in rows:
        text_out(row_line(number, each, settings.lang))


@roster.command()
@PROGRAMME
@YEAR
@JSON
@pass_settings
def check(settings: Context, programme_path: Path | None, year: int | None, as_json: bool) -> None:
    """检查名录 · What needs a look: rows set aside, institutions' conflicts, overlapping visits, classes."""
    from qmdesk.portfolio.packs import packs_of
    from qmdesk.portfolio.roster_check import check_programme

    with opened(settings, programme_path, year) as programme:
        found = check_programme(programme, packs_of(programme))
    if as_json:
        json_out({"ready": not found, "open": [problem_json(each, settings.lang) for each in found]})
    else:
        tell(found, settings.lang)
        say_line(say("cli.roster.checked", settings.lang, count=len(found)))
    leave(NO if any(str(each.severity) != "info" for each in found) else DONE)


@roster.command("set")
@click.argument("field")
@click.argument("value")
@click.argument("words", nargs=-1, required=True, metavar="ROW...")
@PROGRAMME
@YEAR
@click.option("--reason", default="", metavar="TEXT")
@AUTHOR
@pass_settings
def set_(
    settings: Context, field: str, value: str, words: tuple[str, ...], programme_path: Path | None, year: int | None,
    reason: str, author: str,
) -> None:  # fmt: skip
    """改一项 · Set a field of rows (number, credit code or name). An empty VALUE clears it."""
    from qmdesk.portfolio.roster_set import set_writes

    with opened(settings, programme_path, year) as programme:
        rows = programme.rows()
        chosen = [row_named(rows, word) for word in words]
        writes = set_writes(programme, [row.key for row in chosen], field, value)
        done = programme.record(writes, author=author or settings.who().author, at=now(), reason=reason)
    say_line(say("cli.roster.set", settings.lang, count=len({each.key for each in done.changed})))


@roster.command()
@click.argument("word", metavar="[ROW]", default="")
@PROGRAMME
@YEAR
@JSON
@pass_settings
def history(settings: Context, word: str, programme_path: Path | None, year: int | None, as_json: bool) -> None:
    """修改记录 · Who changed what, newest first; of one row or of all."""
    with opened(settings, programme_path, year) as programme:
        key = row_named(programme.rows(removed=True), word).key if word else None
        changes = programme.history(key)
        state = programme.state
    if as_json:
        fields = ("at", "author", "kind", "key", "field", "old", "new", "reason", "source")
        json_out({"changes": [{name: getattr(each, name) for name in fields} for each in changes]})
        return
    for each in changes:
        name = state.get(each.key, {}).get("enterprise", each.key)
        text_out(f"{each.at}  {each.author}  {name}  {each.field}: {each.old[:40]} → {each.new[:40]}  {each.source}")


@roster.command()
@PROGRAMME
@YEAR
@AUTHOR
@pass_settings
def undo(settings: Context, programme_path: Path | None, year: int | None, author: str) -> None:
    """撤销上一步 · Set back what changed last."""
    _turn(settings, programme_path, year, author, "undo")


@roster.command()
@PROGRAMME
@YEAR
@AUTHOR
@pass_settings
def redo(settings: Context, programme_path: Path | None, year: int | None, author: str) -> None:
    """重做 · Do again what was undone."""
    _turn(settings, programme_path, year, author, "redo")


@roster.command()
@click.argument("file", type=PATHS, metavar="FILE.yaml")
@PROGRAMME
@YEAR
@AUTHOR
@pass_settings
def institutions(settings: Context, file: Path, programme_path: Path | None, year: int | None, author: str) -> None:
    """评价机构名单 · Take an office's list of institutions into the programme: qualifications, conflicts, assessors."""
    from qmdesk.portfolio.packs import institutions_writes, packs_of

    with opened(settings, programme_path, year) as programme:
        programme.record(institutions_writes(file), author=author or settings.who().author, at=now())
        count = len(packs_of(programme).institutions)
    say_line(say("cli.roster.institutions", settings.lang, count=count))


def _turn(settings: Context, programme_path: Path | None, year: int | None, author: str, what: str) -> None:
    with opened(settings, programme_path, year) as programme:
        done = getattr(programme, what)(author=author or settings.who().author, at=now())
    if done is None:
        say_line(say("cli.roster.nothing", settings.lang))
        leave(NO)
        return
    say_line(say(f"cli.{what}-done", settings.lang, count=len(done.changed)))
    for each in done.left_alone:
        say_line(say("cli.left-alone", settings.lang, place=f"{each.key}/{each.field}"))


def _pair(text: str) -> tuple[str, str]:
    county, _, city = text.partition("=")
    if not county.strip() or not city.strip():
        raise click.BadParameter(text, param_hint="--county")
    return county.strip(), city.strip()
