"""Limits that grew between the stages: wider ones lift a Cpk without a better process, so their ground is asked for."""

from __future__ import annotations

from decimal import Decimal

from qmdesk.formdef.decimals import is_canonical
from qmdesk.grading.records import Fields, Index
from qmdesk.model.assessment import Question
from qmdesk.model.journal import Stage

Limits = tuple[Decimal | None, Decimal | None]


def questions_of_limits(found: Index) -> list[Question]:
    """A question for each characteristic whose limits are wider than those that an earlier stage has stated."""
    asked: list[Question] = []
    for record in found.records("characteristic"):
        fields, now = record.fields, _limits(record.fields, found.stages)
        for stage in (Stage.SELF, Stage.ONSITE):
            before, unit = _limits(fields, (stage,)), _unit(fields, (stage,))
            if stage in found.stages[1:] and _wider(before, now) and unit in ("", _unit(fields, found.stages)):
                details = {"name": record.text("name") or record.key, "before": _text(before), "now": _text(now)}
                where = f"characteristic:{record.key}"
                asked.append(
                    Question(
                        "limits-wider-than-self" if stage is Stage.SELF else "limits-wider-than-onsite", where, details
                    )
                )
                break
    return asked


def _wider(before: Limits, now: Limits) -> bool:
    """Whether one limit lies farther out than it did. A limit that came or went is told by the study itself."""
    (lower, upper), (low, high) = before, now
    below = lower is not None and low is not None and low < lower
    return below or (upper is not None and high is not None and high > upper)


def _limits(fields: Fields, stages: tuple[str, ...]) -> Limits:
    lsl, usl = (_value(fields, name, stages) for name in ("lsl", "usl"))
    known = [Decimal(each) if isinstance(each, str) and is_canonical(each) else None for each in (lsl, usl)]
    return known[0], known[1]


def _unit(fields: Fields, stages: tuple[str, ...]) -> str:
    value = _value(fields, "unit", stages)
    return value if isinstance(value, str) else ""


def _value(fields: Fields, name: str, stages: tuple[str, ...]) -> object:
    """The nearest stage's value; one in conflict is none, the conflict itself is asked about."""
    for stage in stages:
        folded = fields.get(name, {}).get(stage)
        if folded is not None and (folded.value is not None or folded.conflict):
            return None if folded.conflict else folded.value
    return None


def _text(limits: Limits) -> str:
    return " ~ ".join("—" if each is None else f"{each:f}" for each in limits)
