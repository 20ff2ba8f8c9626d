"""Drafted rectification suggestions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qmdesk.grading.assess import assess
from qmdesk.grading.suggest import placeholders, suggestions_for
from qmdesk.model.answers import Answers, ItemAnswer, Step, YieldAnswer
from tests.grading.build import FIGURES, claimed, cpk_of, every_item, figures, form, full, steps


def drafts(answers: Answers):
    return suggestions_for(form(), assess(form(), answers), answers)


def fillings(answers: Answers) -> dict[str, tuple[str, str]]:
    found = placeholders(form(), assess(form(), answers), answers)
    return {key: (text.zh, text.en) for key, text in found.items()}


def test_those_that_lift_the_grade_stand_first():
    answers = replace(full(4, 4), cpk=cpk_of(claimed("外径", "1.1", in_control=True)).cpk)
    found = drafts(answers)
    assert [(each.binds, each.from_level, each.to_level) for each in found if each.lifts] == [("figure:cpk", 2, 3)]
    assert found[0].binds == "figure:cpk"
    assert len(found) == 22 + 5


def test_a_jump_is_suggested_in_one_where_the_form_has_it_else_its_first_step():
    answers = Answers(items=every_item(4, system__people=1), **figures(5))
    found = next(each for each in drafts(answers) if each.binds == "item:system.people")
    ways = {each.to_level for each in form().item("system.people").suggestions if each.from_level == 1}
    assert found.lifts and found.from_level == 1
    assert found.to_level == min((to for to in ways if to >= 3), default=2)


def test_what_nobody_answered_has_no_draft():
    assert drafts(Answers()) == ()
    assert [each.binds for each in drafts(Answers(items={"system.people": ItemAnswer((2,))}))] == ["item:system.people"]


def test_what_stands_at_the_top_or_was_left_out_has_no_draft():
    assert drafts(full(5, 5)) == ()
    answers = replace(full(5, 5), items={**every_item(5), "digital.design": ItemAnswer(applicable=False, reason="无")})
    assert drafts(answers) == ()


def test_placeholders_name_the_weak_points_of_the_case():
    answers = Answers(
        cpk=cpk_of(claimed("外径", "1.6", in_control=True), claimed("内径", "1.1", in_control=True)).cpk,
        fpy=YieldAnswer(steps=(Step("a", "焊接", 100, 92), Step("b", "装配工序", 100, 99))),
    )
    assert fillings(answers) == {
        "key_characteristic": ("内径（现 Cpk 1.10）", "内径 (Cpk now 1.10)"),
        "step": ("焊接工序", "the step 焊接"),
        "figure": ("过程能力指数 Cpk（现为 1.10）", "Process capability index Cpk (now 1.10)"),
    }


def test_the_step_is_that_of_the_family_that_decides():
    answers = Answers(
        fpy=YieldAnswer(
            steps=(
                Step("a", "车削", 100, 90, "轴"),
                Step("b", "镗孔", 100, 93, "套"),
                Step("c", "研磨", 100, 94, "套"),
            )
        )
    )
    assert fillings(answers)["step"] == ("镗孔工序", "the step 镗孔")


def test_where_the_case_does_not_say_general_words_stand_in():
    found = fillings(Answers())
    assert all(zh and en and "{" not in zh + en for zh, en in found.values())
    flawless = fillings(Answers(fpy=steps((10, 10))))
    assert flawless["step"] == found["step"]


@pytest.mark.parametrize("items", [1, 2, 3, 4])
@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_no_draft_leaves_a_brace(items: int, level: int):
    answers = full(items, level)
    found = drafts(answers)
    assert {each.binds for each in found} == {f"item:{i.id}" for i in form().items} | {
        f"figure:{name}" for name in FIGURES
    }
    for each in found:
        for text in (each.action, each.measure, each.owner):
            assert "{" not in text.zh + text.en and text.zh and text.en
        assert each.days > 0 and each.to_level > each.from_level
