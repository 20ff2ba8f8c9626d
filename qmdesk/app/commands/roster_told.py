"""What the roster's commands say: counts and JSON of an import, a line for a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qmdesk.app.out import problem_json
from qmdesk.model.problem import Problem
from qmdesk.model.programme import Participant
from qmdesk.wording import say

if TYPE_CHECKING:
    from qmdesk.intake.roster import AsideRow
    from qmdesk.portfolio.roster_aside import Lying
    from qmdesk.portfolio.roster_plan import Plan


def counts(plan: Plan) -> dict[str, int]:
    """How many rows an import looked at, and what became of them."""
    return {
        "read": plan.read,
        "new": len(plan.new),
        "changed": len({each.key for each in plan.changed}),
        "same": plan.same,
        "aside": len(plan.aside),
        "settled": plan.settled,
    }


def plan_json(plan: Plan, unread: tuple[Problem, ...], lang: str) -> dict[str, object]:
    """An import as the contract's JSON; ``unread`` are files that could not be read."""
    number = counts(plan)
    return {
        "read": plan.read,
        "accepted": number["new"] + number["changed"] + number["same"],
        "skipped": number["aside"],
        **{name: number[name] for name in ("new", "changed", "same", "aside", "settled")},
        "tables": [
            {"file": file, "sheet": each.sheet, "said": dict(each.said), "columns": dict(each.labels),
             "unused": list(each.unknown), "passed": dict(each.passed)}
            for file, each in plan.tables
        ],
        "differences": [
            {"enterprise": each.enterprise, "field": each.field, "old": each.old, "new": each.new, "where": each.where}
            for each in plan.changed
        ],
        "aside_rows": [aside_json(each, lang) for each in plan.aside],
        "problems": [problem_json(each, lang) for each in (*unread, *plan.told)],
    }  # fmt: skip


def aside_json(each: AsideRow | Lying, lang: str) -> dict[str, object]:
    """A row set aside, with why."""
    problems = [problem_json(problem, lang) for problem in each.problems]
    return {"where": each.where, "cells": dict(each.cells), "problems": problems}


def row_line(number: int, each: Participant, lang: str) -> str:
    """A row of the list on one line."""
    said = say(f"programme.class.{each.class_}", lang) if each.class_ else ""
    where = " ".join(part for part in (each.city, each.county) if part)
    levels = "/".join(str(level or "–") for level in (each.self_level, each.onsite_level, each.second_level))
    return f"{number:>5}  {each.credit_code}  {each.enterprise}  {where}  {said}  {levels}  {each.institution}"
