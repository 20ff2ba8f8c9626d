"""What comes after a visit: the workbook for the enterprise, its package taken in, verifications, what is due."""

from __future__ import annotations

from pathlib import Path

import click

from qmdesk.app.commands.shared import AUTHOR, CASE, FORCE, JSON, open_session, pass_settings
from qmdesk.app.context import Context
from qmdesk.app.out import DONE, NO, json_out, leave, problem_json, say_line, tell, text_out
from qmdesk.model.journal import Stage
from qmdesk.review.session import ReviewSession
from qmdesk.wording import say


@click.command()
@CASE
@click.option(
    "--template", is_flag=True, help="写出整改情况表 · write the workbook for the enterprise, to -o FILE.xlsx"
)
@click.option("-o", "--output", type=click.Path(path_type=Path), default=None, metavar="FILE.xlsx")
@click.option(
    "--import",
    "package",
    type=click.Path(path_type=Path),
    default=None,
    metavar="FILE|FOLDER",
    help="带入企业交回的表和佐证 · take in what came back: workbook, zip or folder",
)
@click.option("--dry-run", is_flag=True, help="只看不写 · only say what would be taken in")
@click.option("--verify", "suggestion", default="", metavar="KEY", help="验证一条建议 · verify a suggestion")
@click.option("--verdict", default="", metavar="closed|partly|open")
@click.option("--reason", default="", metavar="TEXT", help="依据 · the ground of the verdict")
@click.option(
    "--due", type=int, default=None, metavar="DAYS", help="到期提醒 · list what is overdue or due within DAYS"
)
@AUTHOR
@FORCE
@JSON
@pass_settings
def rectification(
    settings: Context,
    path: Path,
    template: bool,
    output: Path | None,
    package: Path | None,
    dry_run: bool,
    suggestion: str,
    verdict: str,
    reason: str,
    due: int | None,
    author: str,
    force: bool,
    as_json: bool,
) -> None:
    """整改与验证 · Workbook out, package in, verification, reminders. Works on a concluded case too."""
    if template:
        if output is None:
            raise click.MissingParameter(param=click.Option(["-o"]))
        _write(settings, path, output, force=force)
    elif package is not None:
        _take_in(settings, path, package, author, dry_run=dry_run, as_json=as_json)
    elif suggestion:
        _verify(settings, path, suggestion, verdict, reason, author)
    else:
        _due(settings, path, due, as_json=as_json)


def _write(settings: Context, path: Path, output: Path, *, force: bool) -> None:
    from qmdesk.review.rectifying import write_book

    with open_session(settings, path) as session:
        count = write_book(session, output, lang=settings.lang, force=force)
    say_line(say("cli.rectification-book", settings.lang, path=output, count=count))


def _take_in(settings: Context, path: Path, package: Path, author: str, *, dry_run: bool, as_json: bool) -> None:
    from qmdesk.review.rectifying import look_into, take_in

    with open_session(settings, path, author) as session:
        found = look_into(session, package)
        done = take_in(session, found, dry_run=dry_run)
    lists: dict[str, object] = {"new": list(done.new), "known": list(done.known), "blank": list(found.blank)}
    lists |= {"unmatched": list(found.unmatched), "unlisted": list(found.unlisted)}
    if as_json:
        problems = [problem_json(each, settings.lang) for each in found.problems]
        json_out({**lists, "files": done.files, "changed": done.entries, "problems": problems})
    else:
        tell(found.problems, settings.lang)
        counts = {name: len(each) for name, each in lists.items() if isinstance(each, list)}  # pyright: ignore[reportUnknownArgumentType]
        say_line(say("cli.rectification-read", settings.lang, name=found.name, files=done.files, **counts))
        if dry_run:
            say_line(say("cli.rectification-dry", settings.lang))
    leave(DONE if found.answers else NO)


def _verify(settings: Context, path: Path, suggestion: str, verdict: str, reason: str, author: str) -> None:
    from qmdesk.review.rectifying import verify_suggestion

    with open_session(settings, path, author) as session:
        verify_suggestion(session, suggestion, verdict, reason).wait()
        words = session.form.records["verification"].fields["verdict"].choices[verdict].in_(settings.lang)
    say_line(say("cli.rectification-verified", settings.lang, verdict=words))


def _due(settings: Context, path: Path, within: int | None, *, as_json: bool) -> None:
    with open_session(settings, path) as session:
        rows = _due_rows(session, within)
    if as_json:
        json_out({"due": rows})
        return
    if not rows:
        text_out(say("cli.due-empty", settings.lang))
    for row in rows:
        days = row["days"]
        key = "due-none" if not isinstance(days, int) else "due-overdue" if days < 0 else "due-in"
        words = say(f"cli.{key}", settings.lang, n=abs(days) if isinstance(days, int) else 0)
        action = str(row["action"]).partition("\n")[0]
        text_out(say("cli.due-line", settings.lang, due=row["due"] or "-", days=words, key=row["key"], action=action))


def _due_rows(session: ReviewSession, within: int | None) -> list[dict[str, object]]:
    from qmdesk.grading.records import index
    from qmdesk.visit.after import due_list

    names = ("key", "binds", "action", "owner", "due", "days", "status")
    listed = due_list(index(session.state, Stage.SECOND), session.now()[:10], within)
    return [{name: getattr(each, name) for name in names} for each in listed]
