"""Commands on a programme's calendar: what is due for whom, what is late, who is where; as iCalendar."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qmdesk.app.commands.programme_file import PROGRAMME, TODAY, YEAR, day_of, now, opened, row_named
from qmdesk.app.commands.shared import AUTHOR, FORCE, JSON, pass_settings
from qmdesk.app.context import Context
from qmdesk.app.out import json_out, problem_json, say_line, tell, text_out
from qmdesk.model.problem import Problem, Refused
from qmdesk.wording import say

if TYPE_CHECKING:
    from qmdesk.portfolio.calendar import Due, StepDates
    from qmdesk.portfolio.ics import Event

WHAT = ("steps", "visits", "dues")


@click.command()
@PROGRAMME
@YEAR
@TODAY
@click.option("--late", is_flag=True, help="只列逾期的 · only what is late")
@click.option("--row", "word", default="", metavar="ROW", help="只看这一家 · only this enterprise")
@click.option(
    "--done", "done", default="", metavar="STEP", help="标记主管部门的步骤已完成 · mark a step of the office done"
)
@AUTHOR
@JSON
@pass_settings
def calendar(
    settings: Context, programme_path: Path | None, year: int | None, today: datetime | None, late: bool, word: str,
    done: str, author: str, as_json: bool,
) -> None:  # fmt: skip
    """日历 · What is due for which enterprise by its own authority's calendar, the ministry's beside; what is late; who
    would be in two places at once."""
    from qmdesk.portfolio import calendar as of
    from qmdesk.portfolio.assignments import overlaps, problem_of_overlap, visits
    from qmdesk.portfolio.packs import packs_of

    day = day_of(today)
    with opened(settings, programme_path, year) as programme:
        packs = packs_of(programme)
        if done:
            write = of.done_write(packs.own, done, day.isoformat())
            programme.record([write], author=author or settings.who().author, at=now())
        rows = programme.rows()
        chosen = [row_named(rows, word)] if word else rows
        steps = of.year_steps(packs, day, of.marked_done(programme.state))
    found = of.dues(packs, chosen, day)
    clashes = [problem_of_overlap(each) for each in overlaps(visits(chosen))]
    shown = [each for each in found if each.state == of.LATE or not late]
    counts = of.summary(found)
    if as_json:
        json_out({
            "today": day.isoformat(),
            "authority": packs.own.authority,
            "above": packs.above.authority if packs.above else None,
            "steps": [_step_json(each, counts.counts.get(each.step.id)) for each in steps],
            "dues": [_due_json(each) for each in shown if each.state != of.CLOSED or word],
            "overlaps": [problem_json(each, settings.lang) for each in clashes],
        })  # fmt: skip
        return
    names = {each.step.id: each.step.name.in_(settings.lang) for each in steps}
    for step in steps:
        text_out(_step_line(step, counts.counts.get(step.step.id), settings.lang))
    for each in shown if late or word else ():
        text_out(_due_line(each, names[each.step], settings.lang))
    tell(clashes, settings.lang)


@click.command()
@click.option("-o", "--output", "output", required=True, type=click.Path(path_type=Path), metavar="FILE.ics")
@PROGRAMME
@YEAR
@TODAY
@click.option("--what", type=click.Choice(WHAT), multiple=True, default=("steps", "visits"), show_default=True)
@click.option(
    "--institution", default="", metavar="NAME", help="只要这家机构的 · only visits and dues of this institution"
)
@click.option("--assessor", default="", metavar="NAME", help="只要这个人的现场 · only visits of this person")
@FORCE
@pass_settings
def ics(
    settings: Context, output: Path, programme_path: Path | None, year: int | None, today: datetime | None,
    what: tuple[str, ...], institution: str, assessor: str, force: bool,
) -> None:  # fmt: skip
    """导出日历文件 · Write an iCalendar file for Outlook, phones and WPS: the year's days, visits, what is due."""
    from qmdesk.portfolio import calendar as of
    from qmdesk.portfolio import ics as writing
    from qmdesk.portfolio.assignments import visits
    from qmdesk.portfolio.packs import packs_of

    if output.exists() and not force:
        raise Refused(Problem("file-exists", str(output)))
    day, lang = day_of(today), settings.lang
    with opened(settings, programme_path, year) as programme:
        packs = packs_of(programme)
        rows = [each for each in programme.rows() if institution in ("", each.institution)]
        steps = of.year_steps(packs, day, of.marked_done(programme.state))
        identity = programme.id
    if assessor:
        rows = [each for each in rows if assessor in each.assessors]
    names = {each.step.id: each.step.name.in_(lang) for each in steps}
    events: list[Event] = []
    if "steps" in what:
        events += writing.events_of_steps(packs, steps, lang)
    if "visits" in what:
        events += writing.events_of_visits(visits(rows), names["onsite"])
    if "dues" in what:
        events += writing.events_of_dues(of.dues(packs, rows, day), names)
    _write(output, writing.calendar(identity, packs.own.name.in_(lang), events, datetime.now(UTC)))
    say_line(say("cli.calendar.ics", lang, count=len(events), path=output))


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise Refused(Problem("path-unusable", str(path), {"reason": error.strerror or ""})) from error


def _step_json(each: StepDates, counts: dict[str, int] | None) -> dict[str, object]:
    return {
        "step": each.step.id,
        "name": each.step.name.zh,
        "due": each.due.isoformat() if each.due else None,
        "above": each.above.isoformat() if each.above else None,
        "differs": each.differs,
        "state": each.state,
        "of_enterprise": each.step.of_enterprise,
        "counts": counts or {},
    }


def _due_json(each: Due) -> dict[str, object]:
    return {
        "key": each.row.key,
        "enterprise": each.row.enterprise,
        "credit_code": each.row.credit_code,
        "step": each.step,
        "due": each.due.isoformat() if each.due else None,
        "above": each.above.isoformat() if each.above else None,
        "state": each.state,
        "done_on": each.done_on or None,
        "late_above": each.late_above,
    }


def _step_line(each: StepDates, counts: dict[str, int] | None, lang: str) -> str:
    said = each.step.said.in_(lang) if each.step.said else ""
    due = f"{each.due.isoformat()}{f' ({said})' if said else ''}" if each.due else say("cli.calendar.no-date", lang)
    beside = say("cli.calendar.above", lang, day=each.above.isoformat()) if each.differs and each.above else ""
    numbers = "  ".join(
        f"{say(f'programme.due.{state}', lang)} {count}" for state, count in (counts or {}).items() if count
    )
    word = say(f"programme.due.{each.state}", lang)
    return "  ".join(part for part in (due, each.step.name.in_(lang), beside, numbers or word) if part)


def _due_line(each: Due, name: str, lang: str) -> str:
    due = each.due.isoformat() if each.due else say("cli.calendar.no-date", lang)
    return f"  {due}  {name}  {say(f'programme.due.{each.state}', lang)}  {each.row.enterprise}  {each.row.credit_code}"
