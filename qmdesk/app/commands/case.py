"""Commands that change a case: new, set, undo, redo, resolve, conclude, amend, suggest."""

from __future__ import annotations

from pathlib import Path

import click

from qmdesk.app.commands.shared import (
    AUTHOR,
    CASE,
    FORCE,
    JSON,
    open_session,
    pass_settings,
    stage_in,
    stage_option,
    tell_recorded,
)
from qmdesk.app.context import Context
from qmdesk.app.out import NO, json_out, leave, problem_json, say_line, tell
from qmdesk.model.journal import Stage
from qmdesk.model.problem import Problem, Refused
from qmdesk.review.forms import form_named
from qmdesk.wording import say

REASON = click.option("--reason", default="", metavar="TEXT", help="理由 · why, where the gate is not met")
INSTITUTION = click.option(
    "--institution", default="", metavar="NAME", help="二次复核机构 · who holds the second review"
)
FIRST_REPORT = click.option(
    "--first-report", default="", metavar="NUMBER", help="首次报告编号 · the first report's number"
)
#: What speaks against a second review: the answer is no until a reason is given.
GATES = {"second-below-gate", "second-no-level", "second-first-open", "second-begun"}


@click.command()
@click.argument("path", metavar="CASE", type=click.Path(path_type=Path))
@click.option("--form", "form", default="meqmc", show_default=True, metavar="ID[/EDITION]|FOLDER|ZIP")
@click.option("--enterprise", default="", metavar="NAME")
@click.option("--credit-code", default="", metavar="CODE")
@click.option(
    "--from",
    "last",
    type=click.Path(path_type=Path),
    default=None,
    metavar="LAST.qmcase",
    help="以上次评价为基础 · begin from an earlier review: enterprise, scope, characteristics, what was not closed",
)
@click.option(
    "--second",
    "package",
    type=click.Path(path_type=Path),
    default=None,
    metavar="PACKAGE.zip",
    help="二次复核 · begin a second review from the first one's signed package",
)
@click.option(
    "--self", "own", is_flag=True, help="企业自我诊断 · the enterprise's own assessment: no assessors, no conclusion"
)
@click.option("--practice", is_flag=True, help="练习 · to practise on: every page says so, nothing of it is delivered")
@REASON
@INSTITUTION
@FIRST_REPORT
@AUTHOR
@pass_settings
def new(
    settings: Context,
    path: Path,
    form: str,
    enterprise: str,
    credit_code: str,
    last: Path | None,
    package: Path | None,
    own: bool,
    practice: bool,
    reason: str,
    institution: str,
    first_report: str,
    author: str,
) -> None:
    """新建案卷 · Make a case file."""
    from qmdesk.review.begin import begin_for, begin_from_case
    from qmdesk.review.states import PRACTICE, SELF

    who = settings.who(author)
    if (own or practice) and (package is not None or last is not None or (own and practice)):
        raise click.UsageError(say("cli.self-alone", settings.lang))
    if package is not None:
        if enterprise or credit_code or last is not None:
            raise Refused(Problem("new-from-with-name", "--second"))
        _new_second(settings, path, package, (institution, first_report, reason), author)
        return
    if last is not None:
        if enterprise or credit_code:
            raise Refused(Problem("new-from-with-name", "--from"))
        session, carried = begin_from_case(path, form_named(form), who, last)
        session.close()
        words = {"characteristics": carried.characteristics, "suggestions": carried.suggestions}
        say_line(say("cli.carried", settings.lang, name=last.name, **words))
        say_line(say("cli.case-made", settings.lang, path=path))
        return
    for name, value in (("--enterprise", enterprise), ("--credit-code", credit_code)):
        if not value:
            raise click.MissingParameter(param=click.Option([name]))
    purpose = SELF if own else PRACTICE if practice else ""
    with begin_for(purpose, path, form_named(form), who, enterprise=enterprise, credit_code=credit_code):
        say_line(say("cli.case-made", settings.lang, path=path))


def _new_second(settings: Context, path: Path, package: Path, said: tuple[str, str, str], author: str) -> None:
    from qmdesk.exchange.merge import Believing
    from qmdesk.review.second import Begins, begin_second_from
    from qmdesk.trust.anchors import known_devices, load_trust
    from qmdesk.trust.device import device_identity
    from qmdesk.trust.envelope import Opener

    own = device_identity(settings.home).identity
    openers = [Opener(own.key, own.certificate)]
    believing = Believing(load_trust(settings.home), known_devices(settings.home), openers=openers)
    try:
        begin_second_from(path, settings.who(author), package, believing, Begins(*said)).close()
    except Refused as refused:
        _answer(refused, settings)
    say_line(say("cli.second-begun", settings.lang, path=path))


def _answer(refused: Refused, settings: Context) -> None:
    if not all(each.code in GATES for each in refused.problems):
        raise refused
    tell(refused.problems, settings.lang)
    leave(NO)


@click.command()
@CASE
@REASON
@INSTITUTION
@FIRST_REPORT
@AUTHOR
@pass_settings
def second(settings: Context, path: Path, reason: str, institution: str, first_report: str, author: str) -> None:
    """开始二次复核 · Begin a second review in a case; the first review stays as it is.

    Once it is under way, the same with --institution or --first-report says these anew.
    """
    from qmdesk.review.second import Begins, begin_second, name_second
    from qmdesk.visit.second import second_of

    with open_session(settings, path, author) as session:
        begun = second_of(session.state)
        if begun is not None and (institution or first_report):
            name_second(session, institution or begun.institution, first_report or begun.report).wait()
            return
        try:
            begin_second(session, Begins(institution, first_report, reason)).wait()
        except Refused as refused:
            _answer(refused, settings)
        say_line(say("cli.second-begun", settings.lang, path=path))


#: A value may be negative ("-0.05"): what is not an option of ours is an argument.
VALUES = {"ignore_unknown_options": True}


@click.command("set", context_settings=VALUES)
@CASE
@click.argument("subject")
@click.argument("field")
@click.argument("value")
@AUTHOR
@stage_option
@click.option("--reason", default="", metavar="TEXT")
@pass_settings
def set_(
    settings: Context, path: Path, subject: str, field: str, value: str, author: str, stage: Stage, reason: str
) -> None:
    """记录一个值 · Record one value. An empty VALUE clears the place."""
    from qmdesk.review.setting import set_text

    with open_session(settings, path, author) as session:
        stage = stage_in(session, stage)
        done = set_text(session, subject, field, value, stage=stage, author=author, reason=reason)
        tell_recorded(settings, session, *done)


@click.command()
@CASE
@AUTHOR
@pass_settings
def undo(settings: Context, path: Path, author: str) -> None:
    """撤销上一步 · Set back what this device changed last."""
    _take_back(settings, path, author, "undo")


@click.command()
@CASE
@AUTHOR
@pass_settings
def redo(settings: Context, path: Path, author: str) -> None:
    """重做 · Set back the last undo."""
    _take_back(settings, path, author, "redo")


def _take_back(settings: Context, path: Path, author: str, what: str) -> None:
    from qmdesk.review import undo as undoing

    with open_session(settings, path, author) as session:
        done = undoing.undo(session) if what == "undo" else undoing.redo(session)
        entries = done.recorded.wait().entries
        say_line(say(f"cli.{what}-done", settings.lang, count=len(entries)))
        for place in done.left_alone:
            say_line(say("cli.left-alone", settings.lang, place=f"{place.subject}/{place.field}"))


@click.command(context_settings=VALUES)
@CASE
@click.argument("subject")
@click.argument("field")
@click.argument("value")
@click.option("--reason", required=True, metavar="TEXT")
@AUTHOR
@pass_settings
def resolve(settings: Context, path: Path, subject: str, field: str, value: str, reason: str, author: str) -> None:
    """解决冲突 · Settle a conflict with one value and a reason."""
    from qmdesk.review.resolve import conflicts
    from qmdesk.review.resolve import resolve as settle

    with open_session(settings, path, author) as session:
        settle(session, subject, field, value, reason=reason).wait()
        say_line(say("cli.resolved", settings.lang, left=len(conflicts(session))))


#: What keeps a case from being concluded: the answer is no, nothing was used wrongly.
ANSWERS = {
    "open-conflict",
    "grade-open",
    "case-concluded",
    "conclusion-as-computed",
    "conclusion-too-far",
    "conclusion-without-reason",
    "conclusion-above-figure",
    "conclusion-with-open",
    "no-second-reviewer",
    "second-not-begun",
    "second-reviewer-was-first",
    "second-same-institution",
    "second-without-reason",
}


@click.command()
@CASE
@stage_option
@click.option(
    "--reason", default="", metavar="TEXT", help="理由 · why, where the leaving check still finds what must be done"
)
@AUTHOR
@pass_settings
def conclude(settings: Context, path: Path, stage: Stage, reason: str, author: str) -> None:
    """结论定稿 · Fix the grade; from now on the case changes by amendment only."""
    from qmdesk.review.conclude import conclude as fix

    with open_session(settings, path, author) as session:
        level = session.assess(stage).grade.level
        try:
            fix(session, stage, reason).wait()
        except Refused as refused:
            if not all(each.code in ANSWERS for each in refused.problems):
                raise
            tell(refused.problems, settings.lang)
            leave(NO)
        name = session.form.level(level).name.in_(settings.lang) if level else ""
        say_line(say("cli.concluded", settings.lang, level=name))


@click.command()
@CASE
@click.option("--reason", default="", metavar="TEXT")
@AUTHOR
@pass_settings
def amend(settings: Context, path: Path, reason: str, author: str) -> None:
    """更正 · Open a concluded case again; the earlier conclusion stays on record."""
    from qmdesk.review.conclude import amend as reopen

    with open_session(settings, path, author) as session:
        reopen(session, reason).wait()
        say_line(say("cli.amended", settings.lang))


@click.command()
@CASE
@stage_option
@AUTHOR
@pass_settings
def suggest(settings: Context, path: Path, stage: Stage, author: str) -> None:
    """起草整改建议 · Draft a rectification suggestion for each gap that has none."""
    from qmdesk.review.suggesting import draft_suggestions

    with open_session(settings, path, author) as session:
        places = draft_suggestions(session, stage_in(session, stage), lang=settings.lang).wait().places
        say_line(say("cli.suggested", settings.lang, count=len({place.subject for place in places})))


@click.command("hand-over")
@CASE
@click.option("-o", "--output", "output", required=True, type=click.Path(path_type=Path), metavar="PACKAGE.zip")
@FORCE
@JSON
@pass_settings
def hand_over(settings: Context, path: Path, output: Path, force: bool, as_json: bool) -> None:
    """交出自评包 · Write the self-assessment package that a review takes in; what is still open is told, and forbids
    nothing."""
    from qmdesk.review.exporting import note
    from qmdesk.review.handing_over import hand_over as write

    with open_session(settings, path) as session:
        made = write(session, output, lang=settings.lang, force=force)
        if not session.read_only:
            note(session, made.exported).wait()
    if as_json:
        problems = [problem_json(each, settings.lang) for each in made.problems]
        counts = {"answers": made.answers, "files": made.files, "sets": made.sets}
        json_out({"path": str(output), "sha256": made.exported.sha256, **counts, "problems": problems})
        return
    tell(made.problems, settings.lang)
    words = {"answers": made.answers, "files": made.files, "sets": made.sets}
    say_line(say("cli.handed-over", settings.lang, path=output, **words))
