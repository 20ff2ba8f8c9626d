"""Commands for judging 质量标杆 applications: figures from a review, scores, stages, the signed check, lists."""

from __future__ import annotations

from pathlib import Path

import click

from qmdesk.app.commands.report import HANDWRITING, LATER, TIMESTAMP, signing_of
from qmdesk.app.commands.shared import AUTHOR, CASE, FORCE, JSON, PASSPHRASE_FILE, open_session, pass_settings
from qmdesk.app.context import Context
from qmdesk.app.out import DONE, NO, json_out, leave, problem_json, say_line, tell, text_out
from qmdesk.model.problem import Severity
from qmdesk.wording import say


@click.command()
@CASE
@click.argument("review", metavar="REVIEW.qmcase", type=click.Path(path_type=Path))
@AUTHOR
@click.option("--dry-run", is_flag=True, help="只看不写 · only say what would be taken over")
@JSON
@pass_settings
def takeover(settings: Context, path: Path, review: Path, author: str, dry_run: bool, as_json: bool) -> None:
    """取用能力评价的数据 · Take figures over from a capability review of the same enterprise."""
    from qmdesk.review.benchmark_takeover import offered, take_over

    with open_session(settings, path, author) as session:
        found = offered(session, review)
        changed = 0 if dry_run else len(take_over(session, found).wait().entries)
    rows = [
        {"id": each.id, "subject": each.subject, "field": each.field, "value": each.value, "verified": each.verified,
         "source_field": each.source_field, "source_value": each.source_value}
        for each in found.figures
    ]  # fmt: skip
    if as_json:
        problems = [problem_json(each, settings.lang) for each in found.problems]
        json_out({"source_case": found.case_id, "figures": rows, "changed": changed, "problems": problems})
    else:
        tell(found.problems, settings.lang)
        for each in found.figures:
            text_out(f"{each.subject}/{each.field} = {each.value}  ← {each.source_field} {each.source_value}")
        say_line(say("cli.benchmark.taken", settings.lang, count=len(found.figures)))
    leave(DONE if found.figures else NO)


@click.command()
@CASE
@click.option("--round", "round_id", default="", metavar="paper|defence|onsite")
@click.option("--part", default="", metavar="PART", help="science-method, science-novelty, system-whole …")
@click.option("--expert", default="", metavar="NAME")
@click.option("--points", default="", metavar="0..100")
@click.option("--comment", default="", metavar="TEXT")
@AUTHOR
@JSON
@pass_settings
def score(
    settings: Context,
    path: Path,
    round_id: str,
    part: str,
    expert: str,
    points: str,
    comment: str,
    author: str,
    as_json: bool,
) -> None:
    """专家评分 · Record one expert's points, or show all scores with their spread."""
    from qmdesk.review.benchmark import score as record
    from qmdesk.review.benchmark_standing import standing

    with open_session(settings, path, author) as session:
        if points or part or expert:
            record(session, round_id, part, expert, points, comment).wait()
        found = standing(session, settings.lang)
    if as_json:
        json_out({"rounds": list(found.rounds)})
        return
    for line in found.scores:
        text_out(line)
    if not found.scores:
        say_line(say("cli.benchmark.no-scores", settings.lang))


@click.command()
@CASE
@click.argument("step", default="")
@click.argument("result", default="")
@click.option("--on", default="", metavar="2026-06-15", help="日期 · today where not said")
@click.option("--reason", default="", metavar="TEXT")
@AUTHOR
@JSON
@pass_settings
def stage(
    settings: Context, path: Path, step: str, result: str, on: str, reason: str, author: str, as_json: bool
) -> None:
    """征集环节 · Record the result of a stage, or show all stages: qualification … publication, removal."""
    from qmdesk.model.problem import Refused
    from qmdesk.review.benchmark import declared, found_in, set_stage
    from qmdesk.visit.benchmark.stages import stages

    with open_session(settings, path, author) as session:
        if step:
            try:
                set_stage(session, step, result, on=on, reason=reason, lang=settings.lang).wait()
            except Refused as refused:
                tell(refused.problems, settings.lang)
                leave(NO)
        found = stages(declared(session), found_in(session))
        choices = session.form.records["stage"].fields["state"].choices
    if as_json:
        names = ("state", "on", "since", "until", "reason")
        json_out({"stages": [{"id": each.step.id} | {name: getattr(each, name) for name in names} for each in found]})
        return
    for each in found:
        result = choices[each.state].in_(settings.lang) if each.state else "—"
        days = f" {each.since}—{each.until}" if each.until else f" {each.on}" if each.on else ""
        text_out(say("cli.benchmark.line", settings.lang, name=each.step.name.in_(settings.lang), result=result + days))


@click.command()
@CASE
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="FILE.pdf")
@click.option("--sign", multiple=True, metavar="ROLE=ID.p12", help="lead, assessor, representative; or ROLE=pkcs11:…")
@HANDWRITING
@PASSPHRASE_FILE
@LATER
@TIMESTAMP
@FORCE
@JSON
@pass_settings
def report(
    settings: Context,
    path: Path,
    output: Path,
    sign: tuple[str, ...],
    handwriting: tuple[str, ...],
    passphrase_file: Path | None,
    later: tuple[str, ...],
    timestamp: str,
    force: bool,
    as_json: bool,
) -> None:
    """现场核查报告 · Write the report of the on-site check as PDF, and sign it by role; verify recognises it."""
    from qmdesk.review.benchmark import report as write

    signing = signing_of(settings, sign, handwriting, passphrase_file)
    roles = (*(each.role for each in signing), *later) if later else ()
    with open_session(settings, path) as session:
        info = write(session, output, signing, roles=roles, lang=settings.lang, force=force, tsa_url=timestamp)
    if as_json:
        json_out({"path": str(output), "pages": info.pages, "number": info.number, "short_code": info.short_code,
                  "summary": list(info.summary), "signatures": len(signing)})  # fmt: skip
        return
    say_line(say("cli.report-written", settings.lang, path=output, pages=info.pages, signatures=len(signing)))


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="CASE...", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), default=None, metavar="FILE.xlsx")
@click.option("--city", default="", metavar="NAME", help="设区市 · that of the first case where not said")
@click.option(
    "--big/--ordinary", "big", default=None, help="按大市或一般市的限额 · the quota of a big or ordinary city"
)
@FORCE
@JSON
@pass_settings
def recommend(
    settings: Context,
    paths: tuple[Path, ...],
    output: Path | None,
    city: str,
    big: bool | None,
    force: bool,
    as_json: bool,
) -> None:
    """推荐名单 · A city's ranked list out of several cases, held against its quota; as .xlsx."""
    from qmdesk.review.benchmark_list import recommend as make
    from qmdesk.review.benchmark_list import write_list

    listed = make(paths, settings.who(), city=city, big=big)
    if output is not None:
        write_list(listed, output, lang=settings.lang, force=force)
    hard = any(each.severity is Severity.ERROR for each in listed.problems)
    if as_json:
        names = ("rank", "enterprise", "credit_code", "title", "direction", "city", "level", "preferred", "ready")
        rows = [{name: getattr(each, name) for name in names} for each in listed.rows]
        problems = [problem_json(each, settings.lang) for each in listed.problems]
        json_out({"city": listed.city, "quota": listed.quota or None, "rows": rows, "problems": problems})
    else:
        tell(listed.problems, settings.lang)
        for each in listed.rows:
            text_out(f"{each.rank or '—'}  {each.enterprise}  {each.title}")
        if output is not None:
            say_line(say("cli.written", settings.lang, path=output))
    leave(NO if hard else DONE)
