"""Every code has its sentences, in both languages, with the same details in them."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest

from qmdesk.wording import LANGUAGES, catalogue, say

PACKAGE = Path(__file__).resolve().parents[1] / "qmdesk"


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def problem_codes() -> dict[str, str]:
    """Codes given to ``Problem(...)`` as a plain word anywhere in the program, with a place that uses each."""
    found: dict[str, str] = {}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem" and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found[first.value] = f"{path.relative_to(PACKAGE)}:{node.lineno}"
    return found


def test_both_languages_have_the_same_keys():
    keys = {lang: set(catalogue(lang)) for lang in LANGUAGES}
    assert keys["zh-CN"] - keys["en"] == set()
    assert keys["en"] - keys["zh-CN"] == set()


def test_both_languages_name_the_same_details():
    chinese, english = catalogue("zh-CN"), catalogue("en")
    differing = {key for key in chinese if placeholders(chinese[key]) != placeholders(english.get(key, ""))}
    assert differing == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_problem_has_a_sentence_and_a_way_out(lang: str):
    texts = catalogue(lang)
    missing = {
        f"{code} ({place})": part
        for code, place in problem_codes().items()
        for part in ("message", "remedy")
        if f"problem.{code}.{part}" not in texts
    }
    assert missing == {}


def test_no_text_of_the_chinese_catalogue_was_left_in_english():
    """A sentence of any length holds Chinese characters; what has none is a symbol, a unit or a name."""
    left = {
        key: text
        for key, text in catalogue("zh-CN").items()
        if not re.search(r"[一-鿿]", text) and len(re.findall(r"[A-Za-z]{3,}", re.sub(r"\{[^}]*\}", "", text))) > 3
    }
    assert left == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_english_catalogue_holds_no_chinese_sentences_and_every_text_can_be_filled(lang: str):
    for key in catalogue(lang):
        assert say(key, lang) is not None


def test_a_detail_that_is_missing_stays_visible():
    assert "{path}" in say("cli.written", "en")
