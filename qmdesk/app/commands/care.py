"""Commands that look after a case and the installation: backup, restore, self-test."""

from __future__ import annotations

from pathlib import Path

import click

from qmdesk.app.commands.shared import CASE, JSON, pass_settings
from qmdesk.app.context import Context
from qmdesk.app.out import DONE, NO, json_out, leave, say_line, text_out
from qmdesk.wording import say


@click.command()
@CASE
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE.qmcase", help="default: the workspace's backups"
)
@pass_settings
def backup(settings: Context, path: Path, output: Path | None) -> None:
    """备份 · Make a whole copy of a case, read back before it is called done."""
    from qmdesk.review.backups import make_backup

    made = make_backup(path, settings.home, output)
    say_line(say("cli.written", settings.lang, path=made))


@click.command()
@CASE
@click.option(
    "--from", "source", type=click.Path(path_type=Path), metavar="FILE.qmcase", help="default: the newest backup"
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE.qmcase", help="default: a new name beside CASE"
)
@click.option("--list", "only_list", is_flag=True, help="only list the backups of this case")
@click.option("--salvage", is_flag=True, help="put what is whole in a damaged CASE into a new file")
@JSON
@pass_settings
def restore(
    settings: Context,
    path: Path,
    source: Path | None,
    output: Path | None,
    only_list: bool,
    salvage: bool,
    as_json: bool,
) -> None:
    """恢复 · Bring back a backup under a new name; nothing that is there is overwritten."""
    from qmdesk.review.backups import list_backups, restore_backup

    if salvage:
        _salvage(settings, path, output, as_json=as_json)
        return
    if only_list:
        found = list_backups(path, settings.home)
        if as_json:
            json_out({"backups": [str(each) for each in found]})
            return
        for each in found:
            text_out(str(each))
        return
    made = restore_backup(path, settings.home, source, output)
    if as_json:
        json_out({"restored": str(made)})
    say_line(say("cli.written", settings.lang, path=made))


def _salvage(settings: Context, path: Path, output: Path | None, *, as_json: bool) -> None:
    from qmdesk.review.backups import salvage_case

    done = salvage_case(path, output)
    found = {"entries": done.entries, "files": done.files, "unlinked": done.unlinked, "lost": len(done.lost_files)}
    if as_json:
        json_out({"restored": str(done.path), **found, "lost_files": list(done.lost_files)})
    say_line(say("cli.salvaged", settings.lang, path=done.path, **found))


@click.command("self-test")
@JSON
@pass_settings
def self_test(settings: Context, as_json: bool) -> None:
    """自检 · Try what this installation must be able to do, in a folder of its own."""
    from qmdesk.app.selftest import run_self_test

    results = run_self_test(settings.lang)
    if as_json:
        json_out(
            {
                "ok": all(each.ok for each in results),
                "checks": [{"name": e.name, "ok": e.ok, "detail": e.detail} for e in results],
            }
        )
    else:
        for each in results:
            text_out(f"{'ok ' if each.ok else 'NOT'}  {each.name}  {each.detail}")
    leave(DONE if all(each.ok for each in results) else NO)
