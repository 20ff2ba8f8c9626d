"""Calendars as iCalendar (RFC 5545): the year's days, visits, and what is due for enterprises.

Whole days, because notices name days. Identifiers follow from the programme and the place, so that a newer export
replaces an older one in a calendar instead of doubling it. Lines end in CRLF and are folded at 75 octets, never
within a character.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from qmdesk.portfolio.assignments import Visit
from qmdesk.portfolio.calendar import CLOSED, DONE, Due, StepDates
from qmdesk.portfolio.packs import Packs

PRODID = "-//qmdesk//programme calendar//ZH"
_OCTETS = 75
_NAMESPACE = uuid.UUID("7d0a6f1e-52b8-4c57-9a0e-0f6e1b6f9a11")
#: The last day that has a day after it.
_LAST = date.max - timedelta(days=1)
#: Controls that no content line may hold; a line break is written as \n.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Event:
    """Whole days from ``start`` to ``end`` (both belong to it); ``place`` makes its identifier."""

    place: str
    start: date
    end: date
    summary: str
    description: str = ""
    location: str = ""
    category: str = ""


def events_of_steps(packs: Packs, steps: Iterable[StepDates], lang: str) -> list[Event]:
    """The last days of the year's steps; the other authority's beside where it differs."""
    found: list[Event] = []
    for each in steps:
        name = each.step.name.in_(lang)
        note = each.step.note.in_(lang) if each.step.note else ""
        if each.due is not None:
            said = each.step.said.in_(lang) if each.step.said else ""
            own = packs.own.authority_name.in_(lang)
            text = "\n".join(part for part in (packs.own.source.in_(lang), said, note) if part)
            found.append(Event(f"step:{each.step.id}", each.due, each.due, f"{name} · {own}", text, category=name))
        if each.above is not None and each.above != each.due and packs.above is not None:
            theirs = packs.above.authority_name.in_(lang)
            summary, source = f"{name} · {theirs}", packs.above.source.in_(lang)
            found.append(Event(f"above:{each.step.id}", each.above, each.above, summary, source, category=name))
    return found


def events_of_visits(found: Iterable[Visit], name: str) -> list[Event]:
    """Visits, with who goes; ``name`` is the step's."""
    return [
        Event(
            f"visit:{each.row.key}",
            each.start,
            each.end,
            f"{name} · {each.row.enterprise}",
            "\n".join(part for part in (each.row.institution, "、".join(each.row.assessors)) if part),
            " ".join(part for part in (each.row.city, each.row.county) if part),
            name,
        )
        for each in found
    ]


def events_of_dues(found: Iterable[Due], names: dict[str, str]) -> list[Event]:
    """What is still to be done by enterprises; steps without a date are in no calendar."""
    return [
        Event(
            f"due:{each.row.key}:{each.step}",
            each.due,
            each.due,
            f"{names.get(each.step, each.step)} · {each.row.enterprise}",
            each.row.credit_code,
            " ".join(part for part in (each.row.city, each.row.county) if part),
            names.get(each.step, each.step),
        )
        for each in found
        if each.due is not None and each.state not in (DONE, CLOSED)
    ]


def calendar(programme: str, name: str, events: Sequence[Event], now: datetime) -> bytes:
    """An iCalendar object. ``programme`` is the programme's id, ``now`` the time of this export (any zone)."""
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODID}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines.append(f"X-WR-CALNAME:{escaped(name)}")
    for each in events:
        lines += _event(programme, each, stamp)
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def _event(programme: str, event: Event, stamp: str) -> list[str]:
    uid = uuid.uuid5(_NAMESPACE, f"{programme}/{event.place}")
    lines = [
        "BEGIN:VEVENT",
        f"UID:{uid}@qmdesk",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{event.start:%Y%m%d}",
        f"DTEND;VALUE=DATE:{min(event.end, _LAST) + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(event.summary)}",
    ]
    for key, text in (
        ("DESCRIPTION", event.description),
        ("LOCATION", event.location),
        ("CATEGORIES", event.category),
    ):
        if text:
            lines.append(f"{key}:{escaped(text)}")
    return [*lines, "TRANSP:TRANSPARENT", "END:VEVENT"]


def escaped(text: str) -> str:
    """A text as a value of type TEXT (3.3.11)."""
    plain = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        plain = plain.replace(sign, written)
    return plain


def folded(line: str) -> bytes:
    """A content line, folded at 75 octets without its line break (3.1), a character never broken."""
    parts: list[bytes] = []
    part = b""
    for character in line:
        octets = character.encode("utf-8", "replace")
        if len(part) + len(octets) > _OCTETS:
            parts.append(part)
            part = b" "
        part += octets
    return b"\r\n".join([*parts, part]) + b"\r\n"
