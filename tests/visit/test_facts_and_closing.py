"""Facts gone through, who may sign for the enterprise, minutes."""

from __future__ import annotations

import pytest

from qmdesk.formdef.loader import load_builtin
from qmdesk.grading.answers import answers_of
from qmdesk.grading.assess import assess
from qmdesk.grading.records import Index, index
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Edit, Place, Stage, State
from qmdesk.model.snapshot import Snapshot
from qmdesk.visit.closing import begun, enterprise_signers, may_sign, objection_lacks, signed_objection
from qmdesk.visit.facts import AGREED, DISPUTED, agree_rest, counts, facts, say
from qmdesk.visit.minutes_closing import closing_minutes
from tests.visit.edits import state_of

FORM = load_builtin("meqmc")
ONE = FORM.items[0].id


def case(**values: Json) -> list[Edit]:
    return [Edit(Place("case", name), value) for name, value in values.items()]


def staged(subject: str, **values: Json) -> list[Edit]:
    return [Edit(Place(subject, name, "onsite"), value) for name, value in values.items()]


def seen(*edits: Edit) -> Index:
    return index(state_of(*edits), Stage.ONSITE)


def judged(state: State):
    snapshot = Snapshot("c", FORM.id, FORM.edition, FORM.sha256, state, {}, {}, ())
    return assess(FORM, answers_of(FORM, snapshot))


FINDING = [Edit(Place("finding:f", "text"), "点检表漏填"), Edit(Place("finding:f", "kind"), "weakness")]
STRENGTH = [Edit(Place("finding:s", "text"), "气动量仪"), Edit(Place("finding:s", "kind"), "strength")]


def test_facts_are_the_items_and_the_findings_but_strengths():
    subjects = [each.subject for each in facts(FORM, seen(*FINDING, *STRENGTH), None)]
    assert "finding:f" in subjects
    assert "finding:s" not in subjects
    assert f"item:{ONE}" in subjects


def test_all_others_agreed_leaves_what_was_said():
    found = seen(*FINDING)
    gone = facts(FORM, found, None)
    dispute = say(gone[0], DISPUTED, Stage.ONSITE, "不是这样")
    after = seen(*FINDING, *dispute, *agree_rest(facts(FORM, seen(*FINDING, *dispute), None), Stage.ONSITE))
    said = facts(FORM, after, None)
    assert counts(said) == (len(said) - 1, 1, 0)
    assert (said[0].said, said[0].words) == (DISPUTED, "不是这样")
    finding = next(each for each in said if each.subject == "finding:f")
    assert finding.said == AGREED


def test_a_dispute_without_words_is_told_and_words_stay_when_it_is_taken_back():
    fact = facts(FORM, seen(), None)[0]
    assert facts(FORM, seen(*say(fact, DISPUTED, Stage.ONSITE)), None)[0].wordless
    both = [*say(fact, DISPUTED, Stage.ONSITE, "取样不对"), *say(fact, AGREED, Stage.ONSITE)]
    now = facts(FORM, seen(*both), None)[0]
    assert (now.said, now.words, now.wordless) == (AGREED, "取样不对", False)


PEOPLE = [
    Edit(Place("member:r", "name"), "周 代表"), Edit(Place("member:r", "role"), "representative"),
    Edit(Place("member:l", "name"), "陈组长"), Edit(Place("member:l", "role"), "lead"),
    *staged("attendance:a", meeting="closing", name="方总", side="enterprise"),
    *staged("attendance:o", meeting="opening", name="只到首次会议", side="enterprise"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "may"), [("周代表", True), ("方总", True), ("陈组长", False), ("只到首次会议", False), ("", False)]
)
def test_who_may_sign_for_the_enterprise(name: str, may: bool):
    assert may_sign(seen(*PEOPLE), name) is may
    assert "陈组长" not in enterprise_signers(seen(*PEOPLE))


@pytest.mark.parametrize(
    ("edits", "lacking"),
    [
        ([], ()),
        (case(objection="不认可"), ("objection-unsigned",)),
        ([*case(objection="不认可"), *signed_objection("陈组长", "0" * 64)], ("objection-wrong-signer",)),
        ([*case(objection="不认可"), *signed_objection("方总", "0" * 64)], ()),
        (case(objection="不认可", refused=True, refusal_reason="要先复检"), ()),
        (case(refused=True), ("refusal-without-words",)),
    ],
)
def test_an_objection_is_signed_by_the_right_person_or_refused_in_words(edits: list[Edit], lacking: tuple[str, ...]):
    assert objection_lacks(seen(*PEOPLE, *edits)) == lacking


def test_a_visit_has_begun_with_the_first_record_of_its_path():
    assert not begun(seen(*case(enterprise="甲"), *FINDING))
    assert begun(seen(*staged("meeting:opening", day="2026-07-01")))


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_minutes_say_who_was_there_what_was_disputed_and_what_was_handed_over(lang: str):
    fact = facts(FORM, seen(), None)[0]
    edits = [
        *PEOPLE, *staged("meeting:closing", day="2026-07-02", place="二楼"), *say(fact, DISPUTED, Stage.ONSITE, "取样不对"),
        *case(handed_over="2026-07-02T16:30", handed_to="方总", objection="不认可等级"),
    ]  # fmt: skip
    state = state_of(*edits)
    text = closing_minutes(FORM, index(state, Stage.ONSITE), judged(state), lang)
    for word in ("2026-07-02", "方总", "取样不对", "2026-07-02 16:30", "不认可等级"):
        assert word in text
    assert "{" not in text
    assert "只到首次会议" not in text
