"""The declarations of the team: who has said and signed what, under which name, and who joined later."""

from __future__ import annotations

from dataclasses import dataclass

from qmdesk.grading.records import Index, Record
from qmdesk.model.problem import Problem, Severity
from qmdesk.visit.conflicts import plain
from qmdesk.visit.path import TEAM, is_signed


@dataclass(frozen=True, slots=True)
class Declared:
    """A member of the team and the declaration of that member: ``record`` is its key, empty where there is none.

    ``other_name``: it was signed under another name than the member has now. ``late``: it was signed after the visit
    began, so the member joined later; ``signed`` whether it says both things and bears a signature.
    """

    member: str
    name: str
    role: str
    record: str = ""
    impartial: bool = False
    confidential: bool = False
    relations: str = ""
    signed_on: str = ""
    signed_as: str = ""
    signature: str = ""
    signed: bool = False
    other_name: bool = False
    late: bool = False


def declared(found: Index) -> tuple[Declared, ...]:
    """Every member of the team, in order, with what that member declared."""
    by_member: dict[str, Record] = {each.text("member"): each for each in found.records("declaration")}
    start = found.record("case").text("visit_start")
    return tuple(
        _declared(each, by_member.get(each.key), start) for each in found.records("member") if each.text("role") in TEAM
    )


def _declared(member: Record, said: Record | None, start: str) -> Declared:
    name, role = member.text("name"), member.text("role")
    if said is None:
        return Declared(member.key, name, role)
    day, signed_as, signature = said.text("signed_on"), said.text("signed_as"), said.text("signature")
    return Declared(
        member=member.key,
        name=name,
        role=role,
        record=said.key,
        impartial=said.flag("impartial") is True,
        confidential=said.flag("confidential") is True,
        relations=said.text("relations"),
        signed_on=day,
        signed_as=signed_as,
        signature=signature,
        signed=is_signed(said),
        other_name=bool(signature and signed_as) and plain(signed_as) != plain(name),
        late=bool(day and start) and day > start,
    )


def problems(found: Index) -> tuple[Problem, ...]:
    """What is missing or doubtful, for the leaving check."""
    made: list[Problem] = []
    for each in declared(found):
        where = f"member:{each.member}"
        if not each.signed:
            made.append(Problem("declaration-missing", where, {"name": each.name}, Severity.WARNING))
        elif each.other_name:
            details = {"name": each.name, "signed": each.signed_as}
            made.append(Problem("declaration-other-name", where, details, Severity.WARNING))
    return tuple(made)
