"""Ratings side by side, levels agreed with a reason, findings merged and split."""

from __future__ import annotations

import pytest

from qmdesk.formdef.loader import load_builtin
from qmdesk.grading.records import index
from qmdesk.model.journal import Edit, Folded, Place, Stage, State
from qmdesk.visit.team import (
    Row,
    TeamTable,
    agree,
    evidence_of_finding,
    merge_findings,
    merged_from,
    split_finding,
    standing_findings,
    team_table,
)
from tests.visit.edits import state_of

FORM = load_builtin("meqmc")
ONE, TWO = FORM.items[0].id, FORM.items[1].id


def rating(item: str, author: str, level: int, stage: str = "onsite") -> Edit:
    return Edit(Place(f"item:{item}", "level", stage, author), level)


def table(*edits: Edit) -> TeamTable:
    return team_table(FORM, state_of(*edits), Stage.ONSITE)


def row(found: TeamTable, item: str = ONE) -> Row:
    return next(each for each in found.rows if each.item == item)


def test_an_assessor_added_in_the_middle_has_an_empty_column_in_the_teams_order():
    members = [Edit(Place("member:a", "name"), "甲"), Edit(Place("member:a", "role"), "lead")]
    members += [Edit(Place("member:z", "name"), "丁"), Edit(Place("member:z", "role"), "assessor")]
    members += [Edit(Place("member:r", "name"), "厂方"), Edit(Place("member:r", "role"), "representative")]
    found = table(*members, rating(ONE, "乙", 3), rating(ONE, "甲", 3))
    assert found.assessors == ("甲", "丁", "乙")
    assert "丁" not in row(found).ratings


def test_a_member_who_rated_alone_speaks_for_the_team():
    found = table(rating(ONE, "甲", 3))
    assert (row(found).level, row(found).differs, row(found).agreed) == (3, False, None)


def test_differing_items_come_first_and_stay_there_when_settled():
    differing = (rating(TWO, "甲", 2), rating(TWO, "乙", 3), rating(ONE, "甲", 2))
    found = table(*differing)
    assert found.first_differing[0].item == TWO
    assert row(found, TWO).open
    assert row(found, TWO).level is None
    settled = table(*differing, Edit(Place(f"item:{TWO}", "agreed", "onsite"), 2))
    assert settled.first_differing[0].item == TWO
    assert not row(settled, TWO).open


@pytest.mark.parametrize(
    ("ratings", "agreed", "reason", "unexplained"),
    [((2, 2), 2, "", False), ((2, 3), 2, "", True), ((2, 3), 2, "按控制图", False), ((2, 2), 3, "", True)],
)
def test_a_reason_is_needed_where_a_difference_is_settled_or_nobody_gave_the_level(
    ratings: tuple[int, int], agreed: int, reason: str, unexplained: bool
):
    given = [rating(ONE, who, level) for who, level in zip("甲乙", ratings, strict=True)]
    found = row(table(*given))
    made = row(table(*given, *agree(found, agreed, Stage.ONSITE, reason)))
    assert made.unexplained is unexplained
    assert made.level == agreed


def test_the_enterprises_own_level_stands_beside_and_is_no_rating():
    found = row(table(rating(ONE, "企业", 4, "self"), rating(ONE, "甲", 2)))
    assert (found.own, found.given) == (4, (2,))


def test_two_devices_that_disagree_on_one_rating_are_a_difference():
    place = Place(f"item:{ONE}", "level", "onsite", "甲")
    state: State = {place: Folded(place, (*state_of(rating(ONE, "甲", 2))[place].heads, *state_of(rating(ONE, "甲", 3))[place].heads))}  # fmt: skip
    found = row(team_table(FORM, state, Stage.ONSITE))
    assert found.ratings == {"甲": (2, 3)}
    assert found.open


FINDINGS = (
    Edit(Place("finding:a", "text"), "控制图没有处置"),
    Edit(Place("finding:a", "kind"), "observation"),
    Edit(Place("finding:a", "binds"), f"item:{ONE}"),
    Edit(Place("finding:b", "text"), "点检表漏填"),
    Edit(Place("finding:b", "kind"), "nonconformity"),
    Edit(Place("finding:b", "binds"), f"item:{TWO}"),
    Edit(Place("evidence:e", "binds"), "finding:b"),
    Edit(Place("evidence:e", "file"), "0" * 64),
)


def test_merging_loses_nothing_and_keeps_the_gravest_kind():
    before = index(state_of(*FINDINGS), Stage.ONSITE)
    found = index(state_of(*FINDINGS, *merge_findings(before, ["a", "b"])), Stage.ONSITE)
    (only,) = standing_findings(found)
    assert only.text("text") == "控制图没有处置\n点检表漏填"
    assert only.text("kind") == "nonconformity"
    assert only.text("binds").split() == [f"item:{ONE}", f"item:{TWO}"]
    assert [each.key for each in merged_from(found, "a")] == ["b"]
    assert [each.key for each in evidence_of_finding(found, "a")] == ["e"]


def test_a_finding_stands_again_when_the_one_it_went_into_is_deleted():
    before = index(state_of(*FINDINGS), Stage.ONSITE)
    gone = Edit(Place("finding:a", "deleted"), True)
    found = index(state_of(*FINDINGS, *merge_findings(before, ["a", "b"]), gone), Stage.ONSITE)
    assert [each.key for each in standing_findings(found)] == ["b"]


def test_one_finding_alone_is_not_merged():
    assert merge_findings(index(state_of(*FINDINGS), Stage.ONSITE), ["a", "a"]) == []


def test_a_finding_is_split_at_a_place_and_both_keep_what_they_belong_to():
    text = "控制图没有处置；点检表漏填"
    before = index(state_of(Edit(Place("finding:a", "text"), text), FINDINGS[2]), Stage.ONSITE)
    edits = split_finding(before, "a", "n", text.index("点检"))
    found = index(state_of(Edit(Place("finding:a", "text"), text), FINDINGS[2], *edits), Stage.ONSITE)
    assert found.record("finding", "a").text("text") == "控制图没有处置"
    assert found.record("finding", "n").text("text") == "点检表漏填"
    assert found.record("finding", "n").text("binds") == f"item:{ONE}"
    assert split_finding(before, "a", "n", 0) == []
    assert split_finding(before, "a", "n", len(text)) == []
