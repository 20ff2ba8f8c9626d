"""Commands on one 质量标杆 case: new, show, set, attach, check; and what the editions ask for."""

from __future__ import annotations

import secrets
from pathlib import Path

import click

from qmdesk.app.commands.case import VALUES
from qmdesk.app.commands.shared import AUTHOR, CASE, JSON, open_session, pass_settings, tell_recorded
from qmdesk.app.context import Context
from qmdesk.app.out import DONE, NO, json_out, leave, problem_json, say_line, tell, text_out
from qmdesk.formdef.types import Form
from qmdesk.model.problem import Problem, Refused
from qmdesk.wording import say

EDITION = click.option(
    "--edition", default="", metavar="2026|2024-zhejiang|FOLDER|ZIP", help="年度 · the newest where not said"
)


@click.command()
@click.argument("path", metavar="CASE", type=click.Path(path_type=Path))
@EDITION
@click.option("--enterprise", required=True, metavar="NAME")
@click.option("--credit-code", required=True, metavar="CODE")
@AUTHOR
@pass_settings
def new(settings: Context, path: Path, edition: str, enterprise: str, credit_code: str, author: str) -> None:
    """新建质量标杆案卷 · Make a case for an application."""
    from qmdesk.review.begin import begin
    from qmdesk.review.benchmark import form_of_edition

    form, who = form_of_edition(edition), settings.who(author)
    with begin(path, form, who, enterprise=enterprise, credit_code=credit_code):
        say_line(say("cli.case-made", settings.lang, path=path))


@click.command()
@CASE
@JSON
@pass_settings
def show(settings: Context, path: Path, as_json: bool) -> None:
    """看进度 · Show how far an application is: lengths, conditions, stages, scores."""
    from qmdesk.review.benchmark_standing import standing

    with open_session(settings, path) as session:
        found = standing(session, settings.lang)
    if as_json:
        json_out(found.to_json())
        return
    text_out(f"{found.enterprise} · {found.title or '—'} · {found.edition}")
    for each in found.sections:
        line = {"name": each.name, "words": each.words, "limit": each.limit, "characters": each.characters}
        text_out("  " + say("cli.benchmark.section", settings.lang, **line))
    for each in found.conditions:
        text_out("  " + say("cli.benchmark.line", settings.lang, name=each.name, result=each.result))
    for each in found.stages:
        text_out("  " + say("cli.benchmark.line", settings.lang, name=each.name, result=each.result))
    for line in found.scores:
        text_out(f"  {line}")


@click.command("set", context_settings=VALUES)
@CASE
@click.argument("subject")
@click.argument("field")
@click.argument("value")
@AUTHOR
@click.option("--reason", default="", metavar="TEXT")
@pass_settings
def set_(settings: Context, path: Path, subject: str, field: str, value: str, author: str, reason: str) -> None:
    """记录一个值 · Record one value; VALUE as @FILE.txt reads a text. An empty one clears the place."""
    from qmdesk.intake.readers.opening import read_bytes
    from qmdesk.review.benchmark import declared
    from qmdesk.review.setting import set_text

    if value.startswith("@") and len(value) > 1:
        value = read_bytes(Path(value[1:])).decode("utf-8-sig", "replace")
    with open_session(settings, path, author) as session:
        declared(session)
        tell_recorded(settings, session, *set_text(session, subject, field, value, author=author, reason=reason))


@click.command()
@CASE
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--kind", default="", metavar="KIND", help="证实性材料种类 · of an enclosure: iso, finance, commitment …")
@click.option("--section", default="", metavar="ID", help="插图所在部分 · of a picture: background, implementation …")
@click.option("--name", default="", metavar="TEXT", help="名称或插图标题 · name of an enclosure, caption of a picture")
@AUTHOR
@pass_settings
def attach(settings: Context, path: Path, file: Path, kind: str, section: str, name: str, author: str) -> None:
    """添加证实性材料或插图 · Add an enclosure, or a picture to a part of the experience."""
    from qmdesk.review.benchmark_files import attach_enclosure, attach_picture

    if bool(kind) is bool(section):
        raise click.UsageError(say("cli.benchmark.attach-one", settings.lang))
    key = "r" + secrets.token_hex(6)
    with open_session(settings, path, author) as session:
        if kind:
            attach_enclosure(session, file, kind, key, name=name).wait()
        else:
            attach_picture(session, file, section, key, caption=name).wait()
        said = "cli.benchmark.enclosed" if kind else "cli.benchmark.pictured"
        say_line(say(said, settings.lang, key=key, name=file.name))


@click.command()
@CASE
@JSON
@pass_settings
def check(settings: Context, path: Path, as_json: bool) -> None:
    """检查 · What the application lacks or contradicts; status 1 while something must be done."""
    from qmdesk.report.benchmark.content import place_words
    from qmdesk.review.benchmark import paper_of, problems_of
    from qmdesk.visit.benchmark.checks import ready

    with open_session(settings, path) as session:
        problems, paper = problems_of(session, settings.lang), paper_of(session, settings.lang)
        words = {each.where: place_words(paper, each.where) for each in problems}
    done = ready(problems)
    if as_json:
        found = [problem_json(each, settings.lang) | {"place": words[each.where]} for each in problems]
        json_out({"ready": done, "open": found})
    else:
        tell([Problem(each.code, words[each.where], each.details, each.severity) for each in problems], settings.lang)
        say_line(say("cli.benchmark.ready" if done else "cli.benchmark.not-ready", settings.lang, count=len(problems)))
    leave(DONE if done else NO)


@click.command()
@JSON
@pass_settings
def editions(settings: Context, as_json: bool) -> None:
    """各年度的要求 · What each built-in edition asks for: lengths, tables, enclosures, quotas, annexes."""
    from qmdesk import assets
    from qmdesk.review.benchmark import form_of_edition

    forms = [form_of_edition(each) for each in assets.form_editions("benchmark")]
    found = [_edition(each, settings.lang) for each in forms]
    if as_json:
        json_out({"editions": found})
        return
    for form, each in zip(forms, found, strict=True):
        text_out(f"{each['id']}  {each['name']}")
        assert form.benchmark is not None
        for section in form.benchmark.sections:
            words = {"name": section.name.in_(settings.lang), "limit": section.limit}
            text_out("  " + say(f"cli.benchmark.limit-{section.means}", settings.lang, **words))
        for annex in form.benchmark.annexes:
            if not annex.printed:
                text_out("  " + say("cli.benchmark.annex", settings.lang, number=annex.number, name=annex.name.zh))


def _edition(form: Form, lang: str) -> dict[str, object]:
    made = form.benchmark
    if made is None:
        raise Refused(Problem("form-not-a-benchmark", form.edition))
    quota = made.quota
    return {
        "id": form.edition,
        "name": form.name.in_(lang),
        "years": list(made.years),
        "deadline": made.deadline,
        "sections": [
            {"id": each.id, "name": each.name.in_(lang), "limit": each.limit, "means": str(each.means)}
            for each in made.sections
        ],
        "tables": [{"id": each.id, "name": each.name.in_(lang), "number": each.number} for each in made.tables],
        "enclosures": [{"id": each.id, "name": each.name.in_(lang), "rule": each.rule} for each in made.enclosures],
        "stages": [each.id for each in made.steps],
        "quota": None if quota is None else {"ordinary": quota.ordinary, "big": quota.big},
        "package_megabytes": made.package.megabytes or None,
        "annexes": [
            {"number": each.number, "name": each.name.zh, "printed": each.printed, "about": each.about.in_(lang)}
            for each in made.annexes
        ],
    }
