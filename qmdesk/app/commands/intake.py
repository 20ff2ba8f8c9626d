"""Commands for what comes from outside: template, import."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qmdesk.app.commands.shared import AUTHOR, CASE, FORCE, JSON, open_session, pass_settings
from qmdesk.app.context import Context
from qmdesk.app.out import DONE, NO, UNUSABLE, json_out, leave, problem_json, say_line, tell
from qmdesk.model.journal import Stage
from qmdesk.model.problem import Problem, Refused
from qmdesk.review.forms import form_named
from qmdesk.wording import say

if TYPE_CHECKING:
    from qmdesk.intake.measurements import MeasurementSet
    from qmdesk.intake.measurements.mapping import Mapping

KINDS = ("self-assessment", "roster", "measurements", "steps", "losses")
IMPORT_KINDS = ("self-assessment", "measurements", "steps", "losses", "defects", "evidence")
#: Refusals of an import that mean "this is no readable file at all"; every other refusal is an answer.
UNREADABLE = {"file-missing", "file-unreadable", "case-held", "case-concluded", "unknown-subject"}


@click.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.option("-o", "--output", "output", required=True, type=click.Path(path_type=Path), metavar="FILE.xlsx")
@click.option("--form", "form", default="meqmc", show_default=True, metavar="ID[/EDITION]|FOLDER|ZIP")
@FORCE
@pass_settings
def template(settings: Context, kind: str, output: Path, form: str, force: bool) -> None:
    """写出空白表格 · Write a workbook for people to fill in."""
    from qmdesk.intake.template import write_template

    if output.exists() and not force:
        raise Refused(Problem("file-exists", str(output)))
    if not output.absolute().parent.is_dir():
        raise Refused(Problem("folder-missing", str(output.absolute().parent)))
    write_template(kind, form_named(form), output, lang=settings.lang)
    say_line(say("cli.written", settings.lang, path=output))


@click.command("import")
@CASE
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--kind", type=click.Choice(IMPORT_KINDS), default=None)
@click.option("--stage", type=click.Choice([str(each) for each in Stage]), default=None)
@click.option("--binds", default="", metavar="SUBJECT", help="what evidence belongs to, as item:system.process")
@AUTHOR
@click.option(
    "--mapping",
    "mapping_file",
    type=click.Path(path_type=Path),
    default=None,
    metavar="FILE.json",
    help="how tables of measurements are read, as --dry-run --json tells it",
)
@click.option("--dry-run", is_flag=True, help="only say what would be taken in")
@JSON
@pass_settings
def import_(
    settings: Context,
    path: Path,
    files: tuple[Path, ...],
    kind: str | None,
    stage: str | None,
    binds: str,
    author: str,
    mapping_file: Path | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """导入文件 · Take in a self-assessment package, measurements, tables or evidence."""
    from qmdesk.intake.measurements.mapping import read_mapping
    from qmdesk.intake.readers.opening import read_bytes
    from qmdesk.review.importing import Imported, import_file

    mapping = None if mapping_file is None else read_mapping(read_bytes(mapping_file), mapping_file.name)
    results: list[dict[str, object]] = []
    problems: list[Problem] = []
    status = DONE
    with open_session(settings, path, author) as session:
        for file in files:
            try:
                done: Imported = import_file(
                    session, file, kind=kind, stage=Stage(stage) if stage else None, author=author, binds=binds,
                    dry_run=dry_run, lang=settings.lang, mapping=mapping,
                )  # fmt: skip
            except Refused as refused:
                unreadable = any(each.code in UNREADABLE for each in refused.problems)
                status = max(status, UNUSABLE if unreadable else NO)
                problems += refused.problems
                results.append({"file": str(file), "kind": None, "read": 0, "accepted": 0, "skipped": 0, "changed": 0})
                if not as_json:
                    tell(refused.problems, settings.lang)
                continue
            status = max(status, NO if done.refused else DONE)
            problems += done.intake.problems
            results.append(_counts(file, done.intake.kind, done.intake.read, done.intake.accepted, done.intake.skipped)
                           | {"changed": len(done.changes.entries)})  # fmt: skip
            if dry_run and as_json and done.intake.kind == "measurements":
                results[-1] |= _understood(file, mapping)
            if not as_json:
                tell(done.intake.problems, settings.lang)
                say_line(say("cli.imported-dry" if dry_run else "cli.imported", settings.lang, **results[-1]))
    if as_json:
        totals = {
            name: sum(int(str(each[name])) for each in results) for name in ("read", "accepted", "skipped", "changed")
        }
        json_out({**totals, "problems": [problem_json(each, settings.lang) for each in problems], "files": results})
    leave(status)


def _counts(file: Path, kind: str, read: int, accepted: int, skipped: int) -> dict[str, object]:
    return {"file": str(file), "kind": kind, "read": read, "accepted": accepted, "skipped": skipped}


def _understood(file: Path, mapping: Mapping | None) -> dict[str, object]:
    """What a file of measurements was understood as: a mapping for each table, and the characteristics in it."""
    from qmdesk.intake.measurements.reading import preview_file

    try:
        found = preview_file(file, mapping)
    except Refused:  # a zip of tables, which --dry-run tells by its counts
        return {}
    tables = [{"mapping": each.mapping.to_json(), "rows": each.count} for each in found.tables]
    return {"tables": tables, "characteristics": [_characteristic(each) for each in found.sets]}


def _characteristic(found: MeasurementSet) -> dict[str, object]:
    readings = found.readings
    limits = {name: getattr(found, name) for name in ("lsl", "usl", "target")}
    return {
        "name": found.name,
        "unit": found.unit,
        **{name: None if value is None else f"{value:f}" for name, value in limits.items()},
        "n": 0 if readings is None else len(readings),
        "subgroups": None if readings is None or readings.subgroups is None else len(readings.subgroups),
        "layout": str(found.layout),
        "place": found.place,
        "columns": list(found.columns),
        "read": found.read,
        "skipped": found.skipped,
    }
