"""Measurement sets to the characteristics that a person chose for them: a new one, one that is there, or behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from qmdesk.formdef.types import Form
from qmdesk.intake.measurements.edits import sets_intake
from qmdesk.intake.measurements.sets import MeasurementSet
from qmdesk.model.intake import IncomingFile, Intake
from qmdesk.model.journal import Stage
from qmdesk.model.problem import Problem, Refused
from qmdesk.model.readings import Readings


@dataclass(frozen=True, slots=True)
class Going:
    """A set and the key of the characteristic it goes to ("" a new one); ``append`` puts it behind what is there."""

    found: MeasurementSet
    key: str = ""
    append: bool = False


def placed_intake(
    goings: Sequence[Going],
    source: IncomingFile,
    form: Form,
    stage: Stage,
    standing: Callable[[str], Readings | None],
    *,
    author: str = "",
) -> Intake:
    """The edits that record the sets where they go, with the file as evidence. ``standing`` gives what is there.

    Raises Refused(readings-not-joinable) where one has subgroups and the other has none.
    """
    made = [_joined(each, standing) for each in goings]
    return sets_intake([(each.found, each.key) for each in made], source, form, stage, author=author)


def _joined(going: Going, standing: Callable[[str], Readings | None]) -> Going:
    there = standing(going.key) if going.key and going.append else None
    more = going.found.readings
    if there is None or more is None or not len(there):
        return going
    if (there.subgroups is None) != (more.subgroups is None):
        raise Refused(Problem("readings-not-joinable", going.found.place, {"name": going.found.name}))
    return replace(going, found=replace(going.found, readings=joined(there, more)))


def joined(one: Readings, two: Readings) -> Readings:
    """Two sets one behind the other, at the finer resolution; both with subgroups or both without."""
    exponent = min(one.exponent, two.exponent)
    scaled = [number * 10 ** (each.exponent - exponent) for each in (one, two) for number in each.scaled]
    groups = None if one.subgroups is None or two.subgroups is None else one.subgroups + two.subgroups
    return Readings(scaled, exponent, groups, one.ordered and two.ordered)
