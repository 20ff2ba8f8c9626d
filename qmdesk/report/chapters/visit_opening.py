"""The opening meeting in the report: when, who signed in, which characteristics were agreed, what was changed late."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from qmdesk.formdef.fields import format_value
from qmdesk.grading.records import Index
from qmdesk.model.canonical import Json
from qmdesk.report.book import Book, spaced
from qmdesk.report.chapters.meetings import WHEN, attendance, in_doubt, minutes, said
from qmdesk.report.material import DASH, Material
from qmdesk.report.prose import Prose
from qmdesk.report.tables import Content, table
from qmdesk.visit.minutes_opening import limits_text
from qmdesk.visit.opening import KIND, LateChange, key_characteristics

MEETING = "meeting:opening"
_SHOWN = (*WHEN, "scope", "confidentiality")
_WIDE = ("safety", "notes")


def opening(book: Book, found: Index) -> list[Flowable]:
    """The meeting; nothing of it where nothing is on record."""
    if not held(book.m, found):
        return []
    heading = book.heading(2, "heading.opening")
    parts = [*said(book, "opening", _SHOWN, _WIDE), *attendance(book, "opening"), *_agreed(book, found)]
    agreed = [f"{KIND}:{each.key}" for each in key_characteristics(found)]
    parts += [*_late(book, found), *in_doubt(book, "opening", agreed)]
    return [heading, *parts, *minutes(book, "opening", "heading.opening-minutes")]


def held(m: Material, found: Index) -> bool:
    """Whether anything of an opening meeting is on record: itself, who came, what was agreed, what was changed late."""
    if m.options.late or any(each.flag("agreed") is True for each in key_characteristics(found)):
        return True
    fields = m.form.records["meeting"].fields if "meeting" in m.form.records else {}
    came = any(each.value("meeting") == "opening" for each in m.records("attendance")) if fields else False
    return came or any(m.shown(MEETING, name) != DASH for name in (*_SHOWN, *_WIDE) if name in fields)


def _agreed(book: Book, found: Index) -> list[Flowable]:
    """Every key characteristic with the time it was agreed."""
    m = book.m
    keys = key_characteristics(found)
    if not any(each.flag("agreed") is True for each in keys):
        return []
    columns = book.columns(("characteristic", 0.32), ("family", 0.2), ("limits", 0.28), ("agreed-at", 0.2))
    rows: list[list[Content]] = []
    for each in keys:
        when = m.shown(f"{KIND}:{each.key}", "agreed_on")
        agreed = when if each.flag("agreed") is True else m.say("before.not-agreed")
        rows.append([each.text("name"), each.text("family") or DASH, limits_text(each, m.lang) or DASH, agreed])
    return [book.table_title("table.agreed"), spaced(table(columns, rows))]


def _late(book: Book, found: Index) -> list[Flowable]:
    """What of the key characteristics was changed after data were seen, each with its reason."""
    m, late = book.m, book.m.options.late
    if not late:
        return []
    columns = book.columns(("characteristic", 0.2), ("changed", 0.34), ("by-whom", 0.2), ("reason", 0.26))
    rows: list[list[Content]] = []
    for each in late:
        record = found.record(KIND, each.characteristic)
        reason = record.text("key_reason").strip() or m.say("before.no-reason")
        when = Prose(each.at[:16].replace("T", " "), "cell_soft")
        name = record.text("name") or each.characteristic
        rows.append([name, _change(m, each), [Prose(each.author, "cell"), when], reason])
    return [book.lead("before.late", count=len(late)), spaced(table(columns, rows))]


def _change(m: Material, each: LateChange) -> str:
    field = m.form.records[KIND].fields[each.field]
    texts = [_value(m, each.field, value) for value in (each.before, each.after)]
    return m.say("before.changed", field=field.label.in_(m.lang), before=texts[0], after=texts[1])


def _value(m: Material, name: str, value: Json) -> str:
    return DASH if value is None else format_value(m.form.records[KIND].fields[name], value, m.lang)
