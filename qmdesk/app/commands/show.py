"""The command that shows a case: its values, and with ``--history`` its journal."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from qmdesk.app.commands.shared import CASE, JSON, open_session, pass_settings
from qmdesk.app.context import Context
from qmdesk.app.out import json_out, problem_json, text_out
from qmdesk.casefile.clocks import doubtful, doubts
from qmdesk.formdef.fields import format_value
from qmdesk.model.canonical import Json, canonical
from qmdesk.model.journal import Entry, Folded, Place
from qmdesk.review.session import ReviewSession
from qmdesk.review.states import conclusion_of
from qmdesk.wording import say


@click.command()
@CASE
@click.option("--history", is_flag=True, help="every entry of the journal, in order")
@JSON
@pass_settings
def show(settings: Context, path: Path, history: bool, as_json: bool) -> None:
    """查看案卷 · Show what stands in a case, or how it came to stand there."""
    with open_session(settings, path) as session:
        if as_json:
            json_out(_document(session, settings.lang, history=history))
        elif history:
            entries = session.history()
            found = doubtful(doubts(entries, session.now()))
            for entry in entries:
                said = f"  [{say('cli.time-doubtful', settings.lang)}]" if entry.id in found else ""
                text_out(_history_line(entry) + said)
        else:
            _print(session, settings.lang)


def _document(session: ReviewSession, lang: str, *, history: bool) -> Mapping[str, object]:
    problems = session.on_file(lambda case: case.check_journal())
    document: dict[str, object] = {
        "case_id": session.case_id,
        "form": {"id": session.form.id, "edition": session.form.edition, "sha256": session.form.sha256},
        "read_only": session.read_only,
        "concluded": conclusion_of(session.state),
        "heads": [{"device": each.device, "seq": each.seq, "hash": each.hash} for each in session.heads()],
        "fields": [_field(place, folded) for place, folded in session.state.items()],
        "files": [
            {"sha256": each.sha256, "size": each.size, "media": each.media}
            for _, each in sorted(session.snapshot().files.items())
        ],
        "problems": [problem_json(each, lang) for each in problems],
    }
    if history:
        document["history"] = [_entry(entry) for entry in session.history()]
    return document


def _field(place: Place, folded: Folded) -> dict[str, object]:
    head = folded.heads[-1]
    return {
        "subject": place.subject,
        "field": place.name,
        "stage": place.stage or None,
        "rater": place.author or None,
        "value": head.value,
        "raw": head.raw or None,
        "author": head.author,
        "at": head.at,
        "origin": head.origin,
        "reason": head.reason or None,
        "conflict": [_json(each) for each in folded.values] if folded.conflict else None,
    }


def _entry(entry: Entry) -> dict[str, object]:
    from qmdesk.model.journal_json import entry_to_json

    return dict(entry_to_json(entry))


def _json(value: Json) -> object:
    return value


def _history_line(entry: Entry) -> str:
    value = "∅" if entry.value is None else canonical(entry.value)
    reason = f"  ({entry.reason})" if entry.reason else ""
    return (
        f"{entry.at[:19]}  {entry.device}:{entry.seq}  {entry.author}  {entry.subject} {entry.field} = {value}{reason}"
    )


def _print(session: ReviewSession, lang: str) -> None:
    text_out(f"{session.path.name}  {session.form.name.in_(lang)}  {session.form.id}/{session.form.edition}")
    conclusion = conclusion_of(session.state)
    if conclusion is not None:
        number = conclusion.get("concluded")
        level = session.form.level(number).name.in_(lang) if session.form.has_level(number) else "?"
        text_out(say("cli.concluded", lang, level=level))
    subject = ""
    for place, folded in sorted(session.state.items(), key=lambda each: _order(session, each[0])):
        if folded.value is None and not folded.conflict:
            continue
        if place.subject != subject:
            subject = place.subject
            text_out(f"\n{_title(session, subject, lang)}")
        text_out(_value_line(session, place, folded, lang))


def _order(session: ReviewSession, place: Place) -> tuple[int, str, str]:
    kinds = list(session.form.records)
    return (kinds.index(place.kind) if place.kind in kinds else len(kinds), place.subject, place.field)


def _title(session: ReviewSession, subject: str, lang: str) -> str:
    kind, _, key = subject.partition(":")
    record = session.form.records.get(kind)
    name = next((item.name.in_(lang) for item in session.form.items if item.id == key), "")
    return " ".join(each for each in (record.label.in_(lang) if record else kind, key, name) if each)


def _value_line(session: ReviewSession, place: Place, folded: Folded, lang: str) -> str:
    record = session.form.records.get(place.kind)
    field = record.fields.get(place.name) if record else None
    label = field.label.in_(lang) if field else place.name
    told = " | ".join(format_value(field, each, lang) if field else canonical(each) for each in folded.values)
    mark = say("cli.conflict-mark", lang) if folded.conflict else ""
    stage = f" @{place.stage}" if place.stage else ""
    author = f"/{place.author}" if place.author else ""
    return f"  {label}{stage}{author}: {mark}{told}"
