"""Every question that can be asked has its words, and no words are left over."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest

import qmdesk.grading
from qmdesk.grading.figures.cpk import NO_INDEX
from qmdesk.grading.questions.cpk import ASKED
from qmdesk.wording import LANGUAGES, catalogue
from tests.grading.build import form

ROOM = Path(qmdesk.grading.__file__).parent
MAKERS = {"Question", "about_figure", "_about", "Doubt"}


def called_with(names: set[str], position: int = 0) -> set[str]:
    """Plain words given as an argument to functions of these names anywhere in the room."""
    found: set[str] = set()
    for path in ROOM.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in names and len(node.args) > position:
                found |= {
                    each.value
                    for each in ast.walk(node.args[position])
                    if isinstance(each, ast.Constant) and isinstance(each.value, str)
                }
    return found


def asked_codes() -> set[str]:
    table = {"not-applicable-no-reason", "not-applicable-is-core", "not-applicable-too-many"}
    return (called_with(MAKERS) | set(ASKED.values()) | table) - {""}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_question_has_its_words_and_no_words_are_left_over(lang: str):
    worded = {key.split(".")[1] for key in catalogue(lang) if key.startswith("question.")}
    assert asked_codes() == worded


def test_both_languages_ask_for_the_same_details():
    def details(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    for key, text in catalogue("zh-CN").items():
        if key.startswith(("question.", "grading.")):
            assert details(text) == details(catalogue("en")[key]), key


def test_every_rule_that_a_result_names_is_worded_in_the_form():
    rules = (
        called_with({"Because"}) | called_with({"unknown"}, 1) | called_with({"_unknown"}, 2) | set(NO_INDEX.values())
    )
    rules |= {"cpk-unstable", "cpk-unconfirmed", "yield-product", "loss-ratio", "cpk-overall"}
    assert rules - set(form().rules) <= {""}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_rule_that_no_form_words_has_our_own_sentence(lang: str):
    own = {key.removeprefix("grading.rule.") for key in catalogue(lang) if key.startswith("grading.rule.")}
    assert own == {"cpk-nonnormal"}
    assert not own & set(form().rules)
