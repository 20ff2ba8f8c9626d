"""A slot of the schedule in words: what, about what, who."""

from __future__ import annotations

from qmdesk.grading.records import Record
from qmdesk.report.material import Material
from qmdesk.visit.schedule import parted


def names_of(m: Material, slot: Record) -> list[str]:
    """The names of those who are in a slot."""
    known = {each.key: each.text("name") for each in m.records("member")}
    return [known.get(each) or each for each in parted(slot.text("members"))]


def activity(m: Material, slot: Record) -> str:
    """What is done, in words."""
    return m.choice("slot", "activity", slot.text("activity")) if slot.text("activity") else ""


def about(m: Material, slot: Record) -> str:
    """The dimension or item, and the subject."""
    key = slot.text("binds").partition(":")[2]
    return m.say("semicolon").join(each for each in (m.name_of(key) if key else "", slot.text("text")) if each)


def people(m: Material, slot: Record) -> str:
    """Who of the team."""
    return m.say("list").join(names_of(m, slot))
