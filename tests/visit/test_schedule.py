"""A drafted schedule covers every dimension and contradicts nothing; what does is told at the slot."""

from __future__ import annotations

from itertools import combinations

import pytest

from qmdesk.formdef.loader import load_builtin
from qmdesk.grading.records import Index, index
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Stage
from qmdesk.visit.schedule import Slot, days_of, draft, members_text, people_of, problems
from tests.visit.states import state_of

FORM = load_builtin("meqmc")
Said = dict[str, dict[str, Json]]


def case(members: int, first: str = "2026-09-01", last: str = "2026-09-02") -> Said:
    roles = ["lead", *["assessor"] * (members - 1)] if members else []
    said: Said = {"case": {"visit_start": first, "visit_end": last}}
    said |= {f"member:m{at}": {"name": f"成员{at}", "role": role} for at, role in enumerate(roles)}
    return {**said, "member:rep": {"name": "代表", "role": "representative"}}


def found(said: Said) -> Index:
    return index(state_of(FORM, said), Stage.ONSITE)


@pytest.mark.parametrize("members", range(8))
@pytest.mark.parametrize("last", ["2026-09-01", "2026-09-02", "2026-09-04"])
def test_every_dimension_is_planned_and_nobody_is_twice_at_one_time(members: int, last: str) -> None:
    said = case(members, last=last)
    slots = draft(FORM, found(said))
    assert {each.binds for each in slots} - {""} == {f"dimension:{each.id}" for each in FORM.dimensions}
    assert [slots[0].activity, *[each.activity for each in slots[-2:]]] == ["opening", "team", "closing"]
    everyone = {f"m{at}" for at in range(members)}
    assert {who for each in slots if each.binds for who in each.members} == everyone
    for one, other in combinations(slots, 2):
        if one.day == other.day and set(one.members) & set(other.members):
            assert one.end <= other.start or other.end <= one.start
    recorded = {f"slot:s{at}": dict(each.values()) for at, each in enumerate(slots)}
    assert problems(found({**said, **recorded})) == ()


def test_work_stops_at_noon_and_ends_with_the_closing_meeting() -> None:
    for each in draft(FORM, found(case(1))):
        assert each.start < each.end
        assert each.end <= "12:00" or each.start >= "13:00"
        assert each.end <= "17:00"


def test_without_days_nothing_is_drafted() -> None:
    assert draft(FORM, found({"case": {}})) == ()
    assert days_of(found(case(1, last="2026-08-01"))) == ()
    assert len(days_of(found(case(1, last="2027-08-01")))) == 10


def slot(**fields: Json) -> dict[str, Json]:
    return {"day": "2026-09-01", "start": "09:00", "end": "10:00", "activity": "walk", **fields}


def codes(*slots: dict[str, Json]) -> list[tuple[str, str]]:
    said = {**case(2), **{f"slot:s{at}": each for at, each in enumerate(slots)}}
    return [(each.code, each.where) for each in problems(found(said))]


def test_a_slot_that_contradicts_itself_is_told() -> None:
    assert codes(slot(end="09:00")) == [("slot-ends-before-start", "slot:s0/end")]
    assert codes(slot(day="2026-09-03")) == [("slot-outside-visit", "slot:s0/day")]


def test_a_person_at_two_places_is_told_at_the_later_slot() -> None:
    first, second = slot(members="m0, m1"), slot(start="09:30", end="11:00", members="m1, 王顾问")
    assert codes(first, second) == [("slot-person-twice", "slot:s1/members")]
    assert codes(first, slot(start="10:00", end="11:00", members="m0, m1")) == []
    assert codes(slot(members="王顾问"), slot(members="王顾问")) == [("slot-person-twice", "slot:s1/members")]
    assert codes(first, slot(day="2026-09-02", members="m0")) == []


def test_three_slots_of_which_the_first_is_long() -> None:
    long, short = slot(end="12:00", members="m0"), slot(start="09:10", end="09:20", members="m1")
    assert codes(long, short, slot(start="11:00", end="11:30", members="m0")) == [
        ("slot-person-twice", "slot:s2/members")
    ]


def test_names_become_members_and_follow_them_when_they_are_renamed() -> None:
    kept = members_text(found(case(2)), "成员1、外聘专家;成员0")
    assert kept == "m1, 外聘专家, m0"
    renamed = case(2)
    renamed["member:m1"]["name"] = "新名字"
    assert [name for _, name in people_of(found(renamed), kept)] == ["新名字", "外聘专家", "成员0"]


def test_a_slot_says_its_values_without_empty_ones() -> None:
    made = Slot("2026-09-01", "09:00", "09:30", "opening")
    assert made.values() == {"day": "2026-09-01", "start": "09:00", "end": "09:30", "activity": "opening"}
