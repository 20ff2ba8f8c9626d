"""The closing meeting: who may sign for the enterprise, what an objection or a refusal needs, what is handed over."""

from __future__ import annotations

from dataclasses import dataclass

from qmdesk.grading.records import Index, Record
from qmdesk.model.journal import Edit, Place
from qmdesk.visit.conflicts import plain

#: Records that only a visit's own path leaves: with one of them, the visit is run by the path.
_OF_A_VISIT = ("meeting", "attendance", "declaration", "slot", "question", "request", "visit")


@dataclass(frozen=True, slots=True)
class Attendant:
    """One who signed in to a meeting."""

    key: str
    name: str
    side: str
    post: str
    signature: str
    at: str


def begun(found: Index) -> bool:
    """Whether this visit is run by its path: something of it is on record."""
    return any(True for kind in _OF_A_VISIT for _ in found.records(kind))


def attendants(found: Index, meeting: str) -> tuple[Attendant, ...]:
    """Who signed in to a meeting, in that order."""
    names = ("name", "side", "post", "signature", "at")
    people = (each for each in found.records("attendance") if each.text("meeting") == meeting)
    return tuple(Attendant(each.key, *(each.text(name) for name in names)) for each in people)


def enterprise_signers(found: Index) -> tuple[str, ...]:
    """Names of those who may sign for the enterprise: its representatives, and its people at the closing meeting."""
    names = [each.text("name") for each in found.records("member") if each.text("role") == "representative"]
    names.append(found.record("case").text("representative"))
    names += [each.name for each in attendants(found, "closing") if each.side == "enterprise"]
    return tuple(dict.fromkeys(name for name in names if name))


def may_sign(found: Index, name: str) -> bool:
    """Whether a name is one of those who may sign for the enterprise."""
    return bool(name.strip()) and plain(name) in {plain(each) for each in enterprise_signers(found)}


def objection_lacks(found: Index) -> tuple[str, ...]:
    """What the enterprise's objection or refusal still lacks, as codes: objection-unsigned, objection-wrong-signer,
    refusal-without-words."""
    case = found.record("case")
    lacking: list[str] = []
    if case.text("objection").strip() and not case.flag("refused"):
        if not case.text("objection_signature"):
            lacking.append("objection-unsigned")
        elif not may_sign(found, case.text("objection_by")):
            lacking.append("objection-wrong-signer")
    if case.flag("refused") and not case.text("refusal_reason").strip():
        lacking.append("refusal-without-words")
    return tuple(lacking)


def signed_objection(name: str, signature: str) -> list[Edit]:
    """The edits of a signature under the objection: never a picture without the name of whose it is."""
    return [Edit(Place("case", "objection_by"), name), Edit(Place("case", "objection_signature"), signature)]


def handed_over(name: str, at: str, signature: str | None = None) -> list[Edit]:
    """The edits by which the suggestions are handed over; ``at`` as ``2026-07-02T16:30``."""
    edits = [Edit(Place("case", "handed_to"), name), Edit(Place("case", "handed_over"), at)]
    return edits if signature is None else [*edits, Edit(Place("case", "handed_signature"), signature)]


def held(found: Index, meeting: str) -> Record:
    """The record of a meeting."""
    return found.record("meeting", meeting)
