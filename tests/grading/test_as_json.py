"""The document of ``assess --json``: its keys are a contract."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from qmdesk.grading.as_json import assessment_facts, assessment_json
from qmdesk.grading.assess import assess
from qmdesk.model.answers import Answers, ItemAnswer, LossAnswer, SigmaAnswer, Tracked
from qmdesk.model.canonical import canonical
from tests.grading.build import FIGURES, D, claimed, counts, cpk_of, form, full, item_ids, measured, steps
from tests.grading.test_questions import everything

CPK_10 = ("9.98", "10.01", "10.02", "9.99", "10.00", "10.03", "9.97", "10.01", "10.00", "9.99")


def document(answers: Answers, lang: str = "zh-CN") -> dict:  # type: ignore[type-arg]
    """The document as another program would read it."""
    return json.loads(json.dumps(assessment_json(form(), assess(form(), answers), lang), ensure_ascii=False))


def test_the_contracts_keys_are_there():
    found = document(everything())
    assert {"form", "grade", "dimensions", "figures", "items", "blocking", "questions"} <= set(found)
    assert set(found["form"]) == {"id", "edition", "sha256"} and found["form"]["sha256"] == form().sha256
    assert {"lowest", "highest", "level", "name"} <= set(found["grade"])
    assert all({"id", "name", "lowest", "highest", "level"} <= set(each) for each in found["dimensions"])
    for each in found["figures"]:
        assert {"id", "value", "level", "lowest", "highest", "next", "because"} <= set(each)
        assert {"rule", "threshold", "inputs"} <= set(each["because"])
    assert all({"id", "level", "lowest", "highest", "applicable", "because"} <= set(each) for each in found["items"])
    assert all({"dimension", "id", "level", "needed"} <= set(each) for each in found["blocking"])
    assert all({"code", "where", "message"} <= set(each) for each in found["questions"])


def test_lists_follow_the_form():
    found = document(Answers())
    assert [each["id"] for each in found["dimensions"]] == ["system", "digital", "sustained", "performance"]
    assert [each["id"] for each in found["figures"]] == list(FIGURES)
    assert [each["id"] for each in found["items"]] == item_ids()


def test_a_level_is_given_where_the_interval_is_one_level():
    assert document(full(3, 3))["grade"] == {"lowest": 3, "highest": 3, "level": 3, "name": "保证级"}
    assert document(full(3, 3), "en")["grade"]["name"] == "Assurance"
    found = document(Answers())["grade"]
    assert (found["lowest"], found["highest"], found["level"], found["name"]) == (1, 5, None, None)


def test_the_grade_names_the_dimensions_that_decide_it():
    assert "“全过程质量绩效”" in document(full(5, 2))["grade_text"]
    several = document(replace(full(2, 5)))["grade_text"]
    assert "“质量管理体系有效性”“质量管理数字化”“持续成功的能力”" in several


def test_numbers_that_decide_are_exact_text():
    answers = Answers(
        sigma=counts((1, 3)),
        fpy=steps((50, 49)),
        internal_loss=LossAnswer(costs=(D("8.45"), D("9.85")), output_value=D(2000)),
    )
    found = {each["id"]: each for each in document(answers)["figures"]}
    assert (found["sigma"]["value"], found["fpy"]["value"], found["internal_loss"]["value"]) == (
        "1000000/3",
        "0.98",
        "0.00915",
    )
    assert found["cpk"]["value"] is None
    assert found["internal_loss"]["next"] is not None and found["internal_loss"]["next"]["needs"] == "0.0075"
    assert found["fpy"]["next"] is None


def test_an_item_left_out_has_no_level():
    answers = Answers(items={"digital.design": ItemAnswer(applicable=False, reason="无研发")})
    found = next(each for each in document(answers)["items"] if each["id"] == "digital.design")
    assert (found["applicable"], found["level"], found["lowest"], found["highest"]) == (False, None, None, None)
    assert found["because"]["inputs"]["reason"] == "无研发"


def test_the_facts_hold_no_float_and_no_sentence_and_are_the_same_in_every_language():
    assessment = assess(form(), everything())
    facts = assessment_facts(assessment)
    text = canonical(facts)  # refuses floats
    assert "message" not in text
    assert assessment_json(form(), assessment, "en")["form"] == facts["form"]


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
@pytest.mark.parametrize(
    "answers",
    [
        Answers(),
        everything(),
        full(3, 3),
        replace(full(4, 4), readings={"comparison": "rounded-gb8170"}),
        replace(full(1, 1), readings={"loss-band": "literal-band", "item-share": "all-items"}),
        Answers(fpy=steps((100, None))),
        Answers(internal_loss=LossAnswer(Tracked.YES), external_loss=LossAnswer(costs=(D(3),), output_value=D(100))),
        cpk_of(measured("外径", CPK_10, "9.9", "10.1"), claimed("内径", "1.2", in_control=True)),
        cpk_of(measured("外径", ("1",), "9.9", "10.1")),
        cpk_of(measured("外径", ("1", "1"), "9.9", "10.1")),
        cpk_of(measured("外径", CPK_10)),
        Answers(conflicted=frozenset(FIGURES)),
    ],
)
def test_every_result_has_its_forms_sentence_with_nothing_left_to_fill(lang: str, answers: Answers):
    found = document(answers, lang)
    results = found["dimensions"] + found["figures"] + found["items"]
    results += [part for each in found["figures"] for part in each["parts"] if part["kind"] != "step"]
    for each in results:
        assert each["text"] and "{" not in each["text"], each
        assert each["because"]["rule"] in form().rules


def test_a_sentence_names_the_values_as_people_read_them():
    found = {each["id"]: each for each in document(Answers(fpy=steps((300, 291), (291, 286), (286, 285))))["figures"]}
    assert all(words in found["fpy"]["text"] for words in ("3 道工序", "95.00 %", "3 级的门槛 95.0 %"))


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (replace(full(3, 3), readings={"comparison": "rounded-gb8170"}), "修约后满足"),
        (Answers(sigma=SigmaAnswer(Tracked.NO), readings={"untracked-figure": "no-level"}), "不定级"),
        (
            Answers(sigma=counts((0, 1000), sampled=True), readings={"sample": "demonstrated"}),
            "能够证明",
        ),
    ],
)
def test_another_option_than_the_default_is_said_in_the_sentence(answers: Answers, words: str):
    assert words in next(each for each in document(answers)["figures"] if each["id"] == "sigma")["text"]


def test_the_same_answers_give_the_same_text():
    assert json.dumps(document(everything())) == json.dumps(document(everything()))
