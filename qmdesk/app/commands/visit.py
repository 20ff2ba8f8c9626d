"""Commands for the visit itself: visit (its path and how far each step is), papers (what is printed on the way)."""

from __future__ import annotations

from pathlib import Path

import click

from qmdesk.app.commands.shared import AUTHOR, CASE, FORCE, JSON, open_session, pass_settings, stage_option
from qmdesk.app.context import Context
from qmdesk.app.out import json_out, say_line, text_out
from qmdesk.formdef.types import Form
from qmdesk.model.journal import Stage
from qmdesk.visit.path import Standing, StepState
from qmdesk.wording import say

_MARKS = {Standing.DONE: "✓", Standing.NOTHING: "·", Standing.SKIPPED: "–", Standing.OPEN: "○"}
DRAFT_NAMES = ("questions", "documents", "schedule", "opening-minutes", "closing-minutes")
PAPER_NAMES = ("declarations", "documents", "schedule", "sign-in", "opening-minutes", "closing-minutes")


@click.command()
@CASE
@stage_option
@JSON
@pass_settings
def visit(settings: Context, path: Path, stage: Stage, as_json: bool) -> None:
    """现场步骤 · Show the path of the visit: each step, how far it is, what was skipped and why."""
    from qmdesk.review.check_visit import visit_path

    with open_session(settings, path) as session:
        steps = visit_path(session.form, session.state, session.assess(stage), stage)
        form = session.form
    if as_json:
        json_out({"stage": str(stage), "steps": [_step(each, settings.lang) for each in steps]})
    else:
        _print(form, steps, settings.lang)


def _step(each: StepState, lang: str) -> dict[str, object]:
    step = each.step
    return {
        "id": step.id,
        "phase": step.phase,
        "name": step.name.in_(lang),
        "standing": str(each.standing),
        "done": each.done,
        "total": each.total,
        "must": step.must,
        "skippable": step.skippable,
        "reason": each.reason,
        "by": each.by,
    }


def _print(form: Form, steps: tuple[StepState, ...], lang: str) -> None:
    for phase, name in form.visit.phases.items():
        mine = [each for each in steps if each.step.phase == phase]
        if not mine:
            continue
        text_out(name.in_(lang))
        for each in mine:
            count = f" {each.done}/{each.total}" if each.standing is Standing.OPEN else ""
            skipped = (
                say("cli.visit-step-skipped", lang, reason=each.reason) if each.standing is Standing.SKIPPED else ""
            )
            must = say("cli.visit-step-must", lang) if each.step.must and each.standing is Standing.OPEN else ""
            text_out(f"  {_MARKS[each.standing]} {each.step.name.in_(lang)}{count}{must}{skipped}")


@click.command()
@CASE
@click.option("--paper", default="", metavar="NAME", help="|".join(PAPER_NAMES))
@click.option("-o", "--output", type=click.Path(path_type=Path), default=None, metavar="FILE.pdf|.xlsx")
@click.option(
    "--draft",
    default="",
    metavar="NAME",
    help="起草到案卷里 · draft into the case: " + "|".join(DRAFT_NAMES),
)
@click.option(
    "--anew", is_flag=True, help="重新起草，替换已有日程或纪要 · in place of the schedule or minutes that stand"
)
@click.option(
    "--read-back",
    "returned",
    type=click.Path(path_type=Path),
    default=None,
    metavar="FILE.xlsx",
    help="读回企业填好的材料清单 · take in the list of documents as the enterprise filled it in",
)
@AUTHOR
@stage_option
@click.option("--print", "printer", metavar="PRINTER", default=None, help="send it to a print queue as well")
@FORCE
@pass_settings
def papers(
    settings: Context,
    path: Path,
    paper: str,
    output: Path | None,
    draft: str,
    anew: bool,
    returned: Path | None,
    author: str,
    stage: Stage,
    printer: str | None,
    force: bool,
) -> None:
    """现场用的单子 · Write a paper of the visit: PDF; documents and schedule as XLSX too.

    Or draft what it shows, or take in the list of documents that came back.
    """
    if sum(map(bool, (paper, draft, returned))) != 1:
        raise click.UsageError(say("cli.papers-one-of", settings.lang))
    if paper:
        if output is None:
            raise click.MissingParameter(param=click.Option(["-o"]))
        _write(settings, path, paper, output, stage, printer, force=force)
        return
    from qmdesk.review.drafting import draft_of
    from qmdesk.review.papers import returned_documents

    with open_session(settings, path, author) as session:
        if returned is not None:
            edits = returned_documents(session, returned, stage)
        else:
            edits = draft_of(session, draft, stage, lang=settings.lang, anew=anew)
        done = session.record(edits).wait()
        subjects = {place.subject for place in done.places}
        said = "cli.papers-read-back" if returned is not None else "cli.papers-drafted"
        say_line(
            say(said if subjects else "cli.unchanged", settings.lang, count=len(subjects), time=session.now()[11:19])
        )


def _write(
    settings: Context, path: Path, paper: str, output: Path, stage: Stage, printer: str | None, *, force: bool
) -> None:
    from qmdesk.review.papers import write_paper_of

    with open_session(settings, path) as session:
        write_paper_of(session, paper, output, lang=settings.lang, stage=stage, force=force)
    say_line(say("cli.written", settings.lang, path=output))
    if printer is not None:
        from qmdesk.review.printing import print_file

        key = "cli.printed" if print_file(output, printer) else "cli.print-waits"
        say_line(say(key, settings.lang, printer=printer))
