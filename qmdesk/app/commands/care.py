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
    from qmdesk.review.backups import restore as bring_back

    if salvage:
        _salvage(settings, path, output, as_json=as_json)
        return
    if only_list:
        _list(settings, path, as_json=as_json)
        return
    done = bring_back(path, settings.home, source, output)
    if as_json:
        json_out(
            {"restored": str(done.path), "entries": done.entries, "files": done.files, "missing": list(done.missing)}
        )
    say_line(say("cli.restored", settings.lang, path=done.path, entries=done.entries, files=done.files))
    if done.missing:
        say_line(say("cli.restored-without", settings.lang, n=len(done.missing)))
        leave(NO)


def _list(settings: Context, path: Path, *, as_json: bool) -> None:
    """One line for each backup: time, entries, bytes, what the case has beyond it, the file."""
    from qmdesk.review.backups import compared_with, generations, looked_into

    found = [looked_into(each) for each in generations(path, settings.home)]
    differences = compared_with(path, found)
    rows: list[dict[str, object]] = []
    for each, difference in zip(found, differences, strict=True):
        when = each.made.astimezone().isoformat(timespec="seconds") if each.made else ""
        row: dict[str, object] = {"path": str(each.path), "made": when, "entries": each.entries, "size": each.size}
        row |= {"files": each.count, "files_size": each.files_size}
        row["later"] = None if difference is None else difference.later
        row["only_there"] = None if difference is None else difference.only_there
        row["last"] = [] if difference is None else [f"{one.place} {one.at}" for one in difference.last]
        rows.append(row)
        if not as_json:
            text_out(
                say("cli.backup-line", settings.lang, **{**row, "later": "?" if difference is None else row["later"]})
            )
    if as_json:
        json_out({"backups": [str(each.path) for each in found], "generations": rows})


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
