"""Between a row of the roster and its case: what a new case takes from the row, and what the row learns of its case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from qmdesk.exchange.merge import Believing
from qmdesk.model.problem import Problem, Refused, Severity
from qmdesk.model.programme import Participant
from qmdesk.portfolio.facts import Origin, facts_of
from qmdesk.portfolio.packs import Packs
from qmdesk.portfolio.places import gazetteer
from qmdesk.portfolio.sources import Taken, take
from qmdesk.portfolio.tables import REVIEW, Value
from qmdesk.workspace.programme import Programme, Write

#: What a row learns of its case: field of the row -> column of the review.
_LEARNT = ("self_level", "onsite_level", "second_level", "final_level", "visit_start", "visit_end", "concluded_on")


@dataclass(frozen=True, slots=True)
class Linked:
    """What cases told the programme: rows that learnt something, cases of no row, files that could not be read."""

    writes: tuple[Write, ...]
    rows: tuple[str, ...]
    strangers: tuple[Problem, ...]
    problems: tuple[Problem, ...]


def case_values(packs: Packs, row: Participant) -> dict[str, str | bool]:
    """The fields of a new case for a row, as the case's form takes them; what the row doesn't know is left out."""
    region = "".join(dict.fromkeys(part for part in (row.province, row.city, row.county) if part))
    person, _, phone = row.contact.partition(" ")
    found: dict[str, str | bool] = {
        "class": row.class_,
        "authority": packs.own.authority_name.zh,
        "region": region,
        "trade": row.trade,
        "size": row.size,
        "institution": row.institution,
        "contact": person if phone else row.contact,
        "contact_phone": phone,
        "visit_start": row.visit_start,
        "visit_end": row.visit_end,
    }
    given = {name: value for name, value in found.items() if value}
    return given | ({} if row.specialised is None else {"specialised": row.specialised})


def link(row: Participant, case_id: str, path: Path) -> list[Write]:
    """What makes a programme remember a row's case."""
    return [Write(row.key, "case_id", case_id), Write(row.key, "case_path", str(path.absolute()))]


def look_at_cases(programme: Programme, paths: Iterable[Path], believing: Believing, at: str) -> Linked:
    """What cases and packages tell of the rows that they belong to, by case id or credit code. Nothing is written."""
    rows = programme.rows()
    by_case = {each.case_id: each for each in rows if each.case_id}
    by_code = {each.credit_code: each for each in rows}
    writes: list[Write] = []
    found: list[str] = []
    strangers: list[Problem] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            taken = take(path, believing, {})
        except Refused as refused:
            problems += [each if each.where else each.at(str(path)) for each in refused.problems]
            continue
        if not isinstance(taken, Taken):
            continue
        review = _review(taken, at)
        row = by_case.get(str(review["case_id"])) or by_code.get(str(review["credit_code"]))
        if row is None:
            details = {"enterprise": str(review["enterprise"]), "code": str(review["credit_code"])}
            strangers.append(Problem("case-of-no-row", str(path), details, Severity.WARNING))
            continue
        new = [each for each in _learnt(row, review, path, taken.kind) if _now(programme, each) != each.value]
        writes += new
        found += [row.key] if new else []
    return Linked(tuple(writes), tuple(found), tuple(strangers), tuple(problems))


def _open_levels(review: dict[str, Value]) -> tuple[str, ...]:
    """Levels that a case computes already and nobody has concluded: a review that goes on is not one that is done."""
    if review["concluded"]:
        return ()
    return ("second_level",) if review["stage"] == "second" else ("onsite_level", "second_level")


def _now(programme: Programme, write: Write) -> str:
    return programme.text(write.field, write.key)


def _review(taken: Taken, at: str) -> dict[str, Value]:
    origin = Origin(taken.kind, str(taken.path), taken.sha256, taken.belief, at)
    facts = facts_of(taken.form, taken.snapshot, origin, gazetteer())
    return dict(zip(REVIEW.names, facts.facts.rows[REVIEW.name][0], strict=True))


def _learnt(row: Participant, review: dict[str, Value], path: Path, kind: str) -> list[Write]:
    source = path.name
    texts = {name: str(review[name])[:10] for name in _LEARNT if review.get(name) is not None}
    for name in _open_levels(review):
        texts.pop(name, None)
    if not review["concluded"] and row.concluded_on:  # it was opened again by an amendment
        texts |= dict.fromkeys(("concluded_on", *_open_levels(review)), "")
    if review.get("consent") is not None:
        texts["consent"] = "true" if review["consent"] else "false"
    texts["case_id"] = str(review["case_id"])
    if kind == "case":
        texts["case_path"] = str(path.absolute())
    return [Write(row.key, name, text, source) for name, text in texts.items()]
