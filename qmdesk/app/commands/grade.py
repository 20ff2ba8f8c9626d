"""Commands that judge: assess, check."""

from __future__ import annotations

from pathlib import Path

import click

from qmdesk.app.commands.shared import CASE, JSON, open_session, pass_settings, stage_in, stage_option
from qmdesk.app.context import Context
from qmdesk.app.out import DONE, NO, json_out, leave, problem_json, say_line, tell, text_out
from qmdesk.formdef.types import Figure, Form
from qmdesk.grading.display import display_value
from qmdesk.grading.words import because_text, question_text
from qmdesk.model.assessment import Assessment, Interval, PartResult
from qmdesk.model.journal import Stage
from qmdesk.review.forms import form_named
from qmdesk.wording import say


@click.command()
@click.argument("path", metavar="[CASE]", required=False, type=click.Path(path_type=Path))
@click.option("--answers", type=click.Path(path_type=Path), metavar="FILE.json", help="grade answers without a case")
@stage_option
@JSON
@pass_settings
def assess(settings: Context, path: Path | None, answers: Path | None, stage: Stage, as_json: bool) -> None:
    """计算等级 · Compute the grade with all its reasons."""
    if (path is None) == (answers is None):
        raise click.UsageError(say("cli.case-or-answers", settings.lang))
    own = False
    if answers is not None:
        form, assessment = _from_answers(answers)
    else:
        form, assessment, own = _from_case(settings, path, stage)
    if as_json:
        from qmdesk.grading.as_json import assessment_json

        json_out(assessment_json(form, assessment, settings.lang))
    else:
        _print(form, assessment, settings.lang, "cli.own-grade-line" if own else "cli.grade-line")


def _from_answers(path: Path) -> tuple[Form, Assessment]:
    from qmdesk.grading.assess import assess as grade
    from qmdesk.intake.answers_file import read_answers_file

    form_name, read = read_answers_file(path, form_named)
    return form_name, grade(form_name, read)


def _from_case(settings: Context, path: Path | None, stage: Stage) -> tuple[Form, Assessment, bool]:
    """The form, the assessment, and whether it is the enterprise's own."""
    assert path is not None
    with open_session(settings, path) as session:
        stage = stage_in(session, stage)
        return session.form, session.assess(stage), stage is Stage.SELF


def _print(form: Form, assessment: Assessment, lang: str, head: str) -> None:
    text_out(say(head, lang, level=_levels(form, assessment.grade, lang)))
    for each in assessment.dimensions:
        name = next(dimension.name.in_(lang) for dimension in form.dimensions if dimension.id == each.id)
        text_out(f"  {name}: {_levels(form, each.span, lang)}")
    for each in assessment.figures:
        name = form.figure(each.id).name.in_(lang)
        value = display_value(form.figure(each.id), each.value) if each.value is not None else "-"
        text_out(f"    {name}: {value}  {_levels(form, each.span, lang)}")
        for part in each.parts:
            if part.kind == "characteristic":
                text_out(f"      {_characteristic(form, form.figure(each.id), part, lang)}")
    if assessment.blocking:
        text_out(say("cli.blocking-line", lang))
        for each in assessment.blocking:
            named = form.figure(each.id) if each.dimension == "performance" else form.item(each.id)
            text_out(f"  {named.name.in_(lang)}: {each.level} → {each.needed}")
    for each in assessment.questions:
        text_out("? " + question_text(each, lang))


def _characteristic(form: Form, figure: Figure, part: PartResult, lang: str) -> str:
    """A characteristic with its index and why it has its level, in the report's words."""
    value = display_value(figure, part.value) if part.value is not None else "-"
    said = f"{part.name or part.key}: {value}  {_levels(form, part.span, lang)}"
    because = because_text(form, part, lang, figure)
    return f"{said}  {because}" if because else said


def _levels(form: Form, span: Interval, lang: str) -> str:
    names = [form.level(number).name.in_(lang) for number in (span.lowest, span.highest)]
    return names[0] if names[0] == names[1] else f"{names[0]} … {names[1]}"


@click.command()
@CASE
@stage_option
@JSON
@pass_settings
def check(settings: Context, path: Path, stage: Stage, as_json: bool) -> None:
    """离厂检查 · What must be done before leaving the plant."""
    from qmdesk.review.check import leaving_check
    from qmdesk.review.handing_over import own_check
    from qmdesk.review.states import is_self_assessment

    with open_session(settings, path) as session:
        own = is_self_assessment(session.state)
        found = own_check(session, settings.lang) if own else leaving_check(session, stage, settings.lang)
    if as_json:
        questions = [
            {
                "code": each.code,
                "where": each.where,
                "message": question_text(each, settings.lang),
                "severity": "question",
            }
            for each in found.questions
        ]
        rows = [problem_json(each, settings.lang) for each in found.open]
        skipped = [{"step": each.step.id, "reason": each.reason, "by": each.by} for each in found.skipped]
        json_out({"ready": found.ready, "open": rows, "questions": questions, "skipped": skipped})
    else:
        tell(found.open, settings.lang)
        for each in found.questions:
            say_line("? " + question_text(each, settings.lang))
        for each in found.skipped:
            name = each.step.name.in_(settings.lang)
            say_line(say("cli.step-skipped", settings.lang, name=name, reason=each.reason or "-", by=each.by or "-"))
        ready = "cli.ready-to-hand-over" if own else "cli.ready"
        text_out(say(ready if found.ready else "cli.not-ready", settings.lang, count=len(found.open)))
    leave(DONE if found.ready else NO)
