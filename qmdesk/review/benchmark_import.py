"""Take a filled-in application into a 质量标杆 case: one batch, a repeat changing nothing, records by what they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from qmdesk.intake.benchmark.taking import benchmark_intake
from qmdesk.model.intake import Intake
from qmdesk.model.journal import Edit, Place
from qmdesk.review.benchmark import declared, found_in
from qmdesk.review.importing import Imported, import_taken
from qmdesk.review.session import ReviewSession

#: Fields that tell a record from its like: a record that comes back is the one that says the same in these.
_SAME: Mapping[str, tuple[str, ...]] = {
    "competitor": ("product", "name"),
    "product": ("name",),
    "indicator": ("name",),
    "social": ("name",),
    "brand": ("name",),
    "liaison": ("name", "mobile"),
    "grid": ("section", "caption"),
    "picture": ("section", "caption"),
}
_PLACED = re.compile(r"\[(图|表) ([0-9A-Za-z_.-]+)\]")


def import_application(
    session: ReviewSession, path: Path, *, author: str = "", dry_run: bool = False, lang: str = "zh-CN"
) -> Imported:
    """Read a paper through the gate and record what it says.

    The case keeps its own name and credit code where the paper states another valid code. Raises Refused where the
    file can't be read at all; the case is unchanged then.
    """
    intake = read_application(session, path, lang=lang)
    return take_application(session, intake, author=author, dry_run=dry_run)


def read_application(session: ReviewSession, path: Path, *, lang: str = "zh-CN") -> Intake:
    """Read a paper through the gate; nothing is written. Raises Refused as :func:`import_application`."""
    declared(session)
    return benchmark_intake(path, session.form, lang=lang)


def take_application(session: ReviewSession, intake: Intake, *, author: str = "", dry_run: bool = False) -> Imported:
    """Record what was read from a paper, as one batch."""
    return import_taken(session, _by_what_they_are(session, intake), author=author, dry_run=dry_run)


def _by_what_they_are(session: ReviewSession, intake: Intake) -> Intake:
    """Edits of records that are in the case already under another key go to that key, in the text too."""
    found = found_in(session)
    keys: dict[str, str] = {}
    for kind, names in _SAME.items():
        known: dict[tuple[str, ...], str] = {}
        for record in found.records(kind):
            known.setdefault(tuple(record.text(name) for name in names), record.key)
        for subject, said in _said(intake.edits, kind).items():
            mark = tuple(str(said.get(name, "")) for name in names)
            if mark in known and any(mark):
                keys[subject] = f"{kind}:{known[mark]}"
    return replace(intake, edits=tuple(_renamed(edit, keys) for edit in intake.edits)) if keys else intake


def _said(edits: Iterable[Edit], kind: str) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = {}
    for edit in edits:
        if edit.place.kind == kind:
            found.setdefault(edit.place.subject, {})[edit.place.name] = edit.value
    return found


def _renamed(edit: Edit, keys: Mapping[str, str]) -> Edit:
    place, value = edit.place, edit.value
    if place.subject in keys:
        place = Place(keys[place.subject], place.name)
    if place.kind == "section" and isinstance(value, str):
        value = _PLACED.sub(lambda match: f"[{match[1]} {_key(match, keys)}]", value)
    return replace(edit, place=place, value=value)


def _key(match: re.Match[str], keys: Mapping[str, str]) -> str:
    kind = "picture" if match[1] == "图" else "grid"
    return keys.get(f"{kind}:{match[2]}", f":{match[2]}").partition(":")[2]
