"""Limits that grew from one stage to the next are asked about; the grade does not change for it."""

from __future__ import annotations

import pytest

from qmdesk.grading.answers import answers_of
from qmdesk.grading.assess import assess
from qmdesk.grading.words import question_text
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Stage
from tests.grading.build import form, snapshot

C = "characteristic:a"


def asked(values: dict[str, Json], stage: Stage = Stage.ONSITE) -> list[str]:
    fields: dict[tuple[str, str], Json | list[Json]] = {(C, name): value for name, value in values.items()}
    answers = answers_of(form(), snapshot({(C, "name"): "外径", **fields}), stage)
    found = assess(form(), answers).questions
    return [each.code for each in found if each.code.startswith("limits-")]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ({"lsl@onsite": "9.7", "usl@onsite": "10.3"}, ["limits-wider-than-self"]),
        ({"lsl@onsite": "9.7"}, ["limits-wider-than-self"]),
        ({"usl@onsite": "10.2000001"}, ["limits-wider-than-self"]),
        ({"lsl@onsite": "9.9", "usl@onsite": "10.5"}, ["limits-wider-than-self"]),
        ({"lsl@onsite": "9.80", "usl@onsite": "10.200"}, []),
        ({"lsl@onsite": "9.85", "usl@onsite": "10.15"}, []),
        ({"lsl@onsite": "9700", "usl@onsite": "10300", "unit@onsite": "µm"}, []),
        ({}, []),
    ],
)
def test_limits_wider_than_the_self_assessment_are_asked_about(now: dict[str, Json], expected: list[str]):
    assert asked({"unit@self": "mm", "lsl@self": "9.8", "usl@self": "10.2", **now}) == expected


def test_the_first_stage_that_was_narrower_is_named_and_once():
    wide: dict[str, Json] = {"lsl@self": "9.8", "lsl@onsite": "9.7", "lsl@second": "9.6"}
    assert asked(wide, Stage.SECOND) == ["limits-wider-than-self"]
    assert asked({**wide, "lsl@self": "9.5"}, Stage.SECOND) == ["limits-wider-than-onsite"]
    assert asked(wide, Stage.SELF) == []


def test_limits_in_conflict_are_no_wider_ones():
    assert asked({"lsl@self": "9.8", "lsl@onsite": ["conflict", "9.7", "9.6"]}) == []  # type: ignore[dict-item]


def test_the_question_names_both_pairs_in_both_languages():
    values: dict[tuple[str, str], Json | list[Json]] = {
        (C, "name"): "外径", (C, "usl@self"): "10.2", (C, "usl@onsite"): "10.30",
    }  # fmt: skip
    found = assess(form(), answers_of(form(), snapshot(values), Stage.ONSITE)).questions
    said = next(each for each in found if each.code == "limits-wider-than-self")
    for lang in ("zh-CN", "en"):
        text = question_text(said, lang)
        assert "10.30" in text
        assert "— ~ 10.2" in text
