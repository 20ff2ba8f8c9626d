"""The offices' contacts of a programme: kept in its file, one of a name in a region, with where each was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from qmdesk.intake.contacts import COLUMNS, Contact, read_contacts
from qmdesk.model.keys import key_for
from qmdesk.model.problem import Problem
from qmdesk.report.papers.books import Head, Sheet, write_book
from qmdesk.wording import say
from qmdesk.workspace.programme import Done, Programme, Write

#: Keys of contacts in a programme file begin so.
PREFIX = "contact:"
FIELDS = ("region", "name", "unit", "post", "phone", "mobile", "email")


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import of contacts did: how many people it read, how many are new, what it set aside or doubts."""

    read: int
    new: int
    changed: int
    problems: tuple[Problem, ...]
    done: Done


def contacts_of(programme: Programme) -> tuple[Contact, ...]:
    """All contacts that are kept, by region and name; ``where`` holds the key."""
    state = programme.state
    found = [
        Contact(**{name: state[key].get(name, "") for name in FIELDS}, where=key)
        for key in programme.keys(PREFIX)
        if state[key].get("name") and state[key].get("removed") != "true"
    ]
    return tuple(sorted(found, key=lambda each: (each.region, each.name)))


def take_contacts(programme: Programme, path: Path, *, author: str, at: str) -> Taken:
    """Take a file's contacts in as one batch; a person known in a region is brought up to date. Raises Refused."""
    read = read_contacts(path)
    known = set(programme.keys(PREFIX))
    writes = [write for each in read.found for write in _writes(each, path.name)]
    keys = {each.key for each in writes}
    done = programme.record(writes, author=author, at=at)
    touched = {each.key for each in done.changed}
    return Taken(len(read.found), len(keys - known), len(touched & known), read.problems, done)


def _writes(contact: Contact, source: str) -> Iterable[Write]:
    key = PREFIX + key_for("contact", contact.region, contact.name)
    where = f"{source}/{contact.where}"
    values = {name: str(getattr(contact, name)) for name in FIELDS}
    return [Write(key, name, value, where) for name, value in {**values, "removed": ""}.items()]


def write_contacts(contacts: Iterable[Contact], path: Path, lang: str) -> None:
    """Write contacts as a table that is read back as well. Raises Refused(report-not-written)."""
    widths = {"region": 18, "name": 14, "unit": 34, "post": 16, "phone": 18, "mobile": 18, "email": 26}
    heads = tuple(
        Head(COLUMNS[name][0] if lang != "en" else say(f"contacts.{name}", lang), widths[name]) for name in FIELDS
    )
    rows = [[str(getattr(each, name)) for name in FIELDS] for each in contacts]
    write_book([Sheet(say("contacts.title", lang), say("contacts.lead", lang), heads, rows)], path, lang)
