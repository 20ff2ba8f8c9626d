"""Whoever coached the enterprise is found on the team; namesakes and similar institutions are asked about."""

from __future__ import annotations

import pytest

from qmdesk.formdef.loader import load_builtin
from qmdesk.grading.records import Index, index
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Stage
from qmdesk.visit import declarations
from qmdesk.visit.conflicts import all_conflicts, conflicts, problems
from tests.visit.states import state_of

FORM = load_builtin("meqmc")
TEAM: dict[str, dict[str, Json]] = {
    "case": {"institution": "华信质量认证有限公司", "visit_start": "2026-09-01"},
    "member:m1": {"name": "李 明", "role": "lead", "institution": "华信质量认证有限公司"},
    "member:m2": {"name": "王芳", "role": "assessor", "institution": "东方技术学院"},
    "member:m3": {"name": "赵强", "role": "representative", "institution": "甬江机械"},
}


def found(**more: dict[str, Json]) -> Index:
    said = {**TEAM, **{subject.replace("_", ":", 1): fields for subject, fields in more.items()}}
    return index(state_of(FORM, said), Stage.ONSITE)


@pytest.mark.parametrize(
    ("who", "kind", "members", "certain"),
    [
        ("李明", "person", ["m1"], False),
        ("ＬＩ　明", "person", [], False),
        ("赵强", "person", [], False),
        ("华信质量认证有限公司", "institution", ["", "m1"], True),
        ("华信质量认证", "institution", ["", "m1"], False),
        ("东方技术", "institution", ["m2"], False),
        ("东方", "institution", [], False),
        ("王芳", "institution", [], False),
        ("东方技术学院", "person", [], False),
    ],
)
def test_names_are_compared_by_what_tells_them_apart(who: str, kind: str, members: list[str], certain: bool) -> None:
    made = conflicts(found(coaching_c1={"who": who, "kind": kind}))
    assert [each.member for each in made] == members
    assert all(each.certain is certain for each in made)


def test_coaching_without_a_kind_is_held_against_people_and_institutions() -> None:
    assert [each.member for each in conflicts(found(coaching_c1={"who": "王芳"}))] == ["m2"]
    assert [each.member for each in conflicts(found(coaching_c1={"who": "东方技术学院"}))] == ["m2"]


def test_a_possible_conflict_is_cleared_by_a_reason_and_stays_known() -> None:
    case = found(coaching_c1={"who": "李明", "kind": "person", "cleared": "出生年份不同"})
    assert conflicts(case) == ()
    assert [each.cleared for each in all_conflicts(case)] == ["出生年份不同"]


def test_a_certain_conflict_is_not_cleared_by_words() -> None:
    case = found(coaching_c1={"who": "华信质量认证有限公司", "kind": "institution", "cleared": "没有关系"})
    assert {each.member for each in conflicts(case)} == {"", "m1"}
    assert [(each.code, each.where, str(each.severity)) for each in problems(case)] == [
        ("interest-conflict", "case/institution", "error"),
        ("interest-conflict", "member:m1", "error"),
    ]


def test_a_possible_conflict_is_a_warning() -> None:
    (problem,) = problems(found(coaching_c1={"who": "王芳", "kind": "person"}))
    assert (problem.code, str(problem.severity)) == ("interest-conflict-possible", "warning")
    assert problem.details == {"name": "王芳", "who": "王芳"}


# -- declarations --------------------------------------------------------------------------------

SIGNED: dict[str, Json] = {
    "member": "m1",
    "impartial": True,
    "confidential": True,
    "signature": "ab" * 32,
    "signed_on": "2026-08-30",
    "signed_as": "李明",
}


def test_a_declaration_counts_with_both_words_and_a_signature() -> None:
    lead, other = declarations.declared(found(declaration_d1=SIGNED))
    assert lead.signed
    assert not lead.other_name
    assert not lead.late
    assert not other.signed
    half, _ = declarations.declared(found(declaration_d1={**SIGNED, "confidential": False}))
    assert half.signature
    assert not half.signed


def test_who_signed_under_another_name_and_who_joined_later_is_told() -> None:
    lead, _ = declarations.declared(found(declaration_d1={**SIGNED, "signed_as": "李鸣", "signed_on": "2026-09-02"}))
    assert lead.other_name
    assert lead.late
    codes = [each.code for each in declarations.problems(found(declaration_d1={**SIGNED, "signed_as": "李鸣"}))]
    assert codes == ["declaration-other-name", "declaration-missing"]


def test_a_representative_declares_nothing() -> None:
    said = declarations.declared(found(declaration_d1={**SIGNED, "member": "m3"}))
    assert [each.member for each in said] == ["m1", "m2"]
    assert not any(each.signed for each in said)
