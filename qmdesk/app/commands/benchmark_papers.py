"""Commands for papers of a 质量标杆 case: import what came back, export what goes out."""

from __future__ import annotations

from pathlib import Path

import click

from qmdesk.app.commands.shared import AUTHOR, CASE, FORCE, JSON, open_session, pass_settings
from qmdesk.app.context import Context
from qmdesk.app.out import DONE, NO, UNUSABLE, json_out, leave, problem_json, say_line, tell
from qmdesk.model.problem import Problem, Refused
from qmdesk.wording import say

EXPORTS = ("application", "experience", "letter", "enclosures", "tables", "package")


@click.command("import")
@CASE
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@AUTHOR
@click.option("--dry-run", is_flag=True, help="只看不写 · only say what would be taken in")
@JSON
@pass_settings
def import_(settings: Context, path: Path, files: tuple[Path, ...], author: str, dry_run: bool, as_json: bool) -> None:
    """导入填好的申报材料 · Take in filled-in papers, .docx or .xlsx, and tell what was not understood."""
    from qmdesk.review.benchmark_import import import_application

    results: list[dict[str, object]] = []
    problems: list[Problem] = []
    status = DONE
    with open_session(settings, path, author) as session:
        for file in files:
            try:
                done = import_application(session, file, author=author, dry_run=dry_run, lang=settings.lang)
            except Refused as refused:
                status, problems = UNUSABLE, [*problems, *refused.problems]
                results.append({"file": str(file), "read": 0, "accepted": 0, "skipped": 0, "changed": 0})
                continue
            found = done.intake
            counts = {"read": found.read, "accepted": found.accepted, "skipped": found.skipped}
            results.append({"file": str(file), **counts, "changed": len(done.changes.entries)})
            problems += found.problems
            status = max(status, NO if done.refused else DONE)
    if as_json:
        totals = {
            name: sum(int(str(each[name])) for each in results) for name in ("read", "accepted", "skipped", "changed")
        }
        json_out({**totals, "problems": [problem_json(each, settings.lang) for each in problems], "files": results})
    else:
        tell(problems, settings.lang)
        for each in results:
            say_line(say("cli.imported-dry" if dry_run else "cli.imported", settings.lang, kind="benchmark", **each))
    leave(status)


@click.command()
@CASE
@click.argument("what", type=click.Choice(EXPORTS))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="FILE|FOLDER")
@FORCE
@JSON
@pass_settings
def export(settings: Context, path: Path, what: str, output: Path, force: bool, as_json: bool) -> None:
    """写出申报材料 · Write a paper as .docx, the tables as .xlsx, or the package to send as .zip."""
    from qmdesk.review.benchmark import export as write

    with open_session(settings, path) as session:
        made = write(session, what, output, lang=settings.lang, force=force)
    if as_json:
        json_out({"path": str(made.path), "subject": made.subject or None, "files": dict(made.sizes)})
        return
    say_line(say("cli.written", settings.lang, path=made.path))
    if made.subject:
        say_line(say("cli.benchmark.subject", settings.lang, subject=made.subject))
