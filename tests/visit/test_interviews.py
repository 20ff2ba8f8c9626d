"""Whom the form's prompts are for, and who was heard."""

from __future__ import annotations

import pytest

from qmdesk.formdef.loader import load_builtin
from qmdesk.visit.interviews import about, answers_of, heard, levels_of, prompts_for
from tests.visit.floor_records import index_of


@pytest.mark.parametrize(
    ("who", "levels"),
    [
        ("总经理", {"top"}),
        ("General manager", {"top"}),
        ("班组长或操作工", {"leader", "operator"}),
        ("检验班长", {"leader"}),
        ("操作工（单独问，不记姓名）", {"operator"}),
        ("车间主任", {"middle"}),
        ("财务经理", {"middle"}),
        ("供方代表（可电话）", {"other"}),
    ],
)
def test_simple_words_tell_the_level(who: str, levels: set[str]):
    assert levels_of(who) == levels


def test_every_level_that_a_visit_needs_has_prompts_and_a_post_finds_its_own():
    form = load_builtin("meqmc")
    for level in ("top", "middle", "leader", "operator"):
        fitting = [each for each in prompts_for(form, level) if each.fits]
        assert fitting, level
        assert all(level in levels_of(each.prompt.who.zh) for each in fitting)
    posts = [each.prompt.who.zh for each in prompts_for(form, "", "质量统计员") if each.fits]
    assert "质量统计员" in posts


def test_prompts_of_items_and_figures_are_all_there_once():
    form = load_builtin("meqmc")
    found = prompts_for(form, "top")
    assert len({each.id for each in found}) == len(found)
    assert len(found) == sum(len(each.interview) for each in (*form.items, *form.figures))


def test_an_interview_counts_once_something_was_said():
    found = index_of(
        {
            "interview:a": {"person": "李厂长", "level": "top"},
            "interview:b": {"person": "周班长", "level": "leader"},
            "interview:c": {"person": "吴工", "level": "operator", "note": "答得清楚"},
            "interview_answer:1": {"interview": "b", "binds": "item:system.people", "question": "q", "answer": "好"},
            "interview_answer:2": {"interview": "a", "question": "q", "answer": " "},
            "interview_answer:0": {"interview": "b", "question": "q0", "order": 9},
        }
    )
    assert dict(heard(found, ("top", "leader", "operator"))) == {"top": (), "leader": ("b",), "operator": ("c",)}
    assert [each.key for each in answers_of(found, "b")] == ["1", "0"]
    assert [(who.key, said.key) for who, said in about(found, "item:system.people")] == [("b", "1")]
