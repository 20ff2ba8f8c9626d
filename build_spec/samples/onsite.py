"""Helpers for what assessors write on site: operations in the words of the ``set`` command."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from qmdesk.model.keys import key_for

Operation = dict[str, str]


def set_(subject: str, field: str, value: str, *, author: str, stage: str = "onsite", reason: str = "") -> Operation:
    """One operation. ``value`` is typed text, as ``qmdesk set`` takes it."""
    return {"subject": subject, "field": field, "value": value, "stage": stage, "author": author, "reason": reason}


def many(subject: str, values: dict[str, str], author: str) -> list[Operation]:
    """Several fields of one subject."""
    return [set_(subject, field, value, author=author) for field, value in values.items()]


def rated(
    item: str, ratings: Sequence[tuple[str, int]], agreed: int, note: str, weakness: str, lead: str
) -> Iterable[Operation]:
    """An item: each assessor's rating, the note of the first, the level agreed, and the weakness where there is one."""
    subject = f"item:{item}"
    for author, level in ratings:
        yield set_(subject, "level", str(level), author=author)
    yield set_(subject, "note", note, author=ratings[0][0])
    if weakness:
        yield set_(subject, "weakness", weakness, author=ratings[0][0])
    yield set_(subject, "agreed", str(agreed), author=lead)


def characteristic(family: str, name: str) -> str:
    """The subject under which the import of the workbook keeps a characteristic."""
    return f"characteristic:{key_for('characteristic', family, name)}"


def step(family: str, name: str, line: str = "") -> str:
    """The subject under which the import of the workbook keeps a step."""
    return f"step:{key_for('step', family, name, line)}"


def file(key: str, path: str, name: str, binds: str, caption: str, captured: str, author: str) -> dict[str, Any]:
    """A piece of evidence taken on site."""
    return {
        "subject": f"evidence:{key}",
        "path": path,
        "name": name,
        "binds": binds,
        "caption": caption,
        "captured": captured,
        "stage": "onsite",
        "author": author,
    }
