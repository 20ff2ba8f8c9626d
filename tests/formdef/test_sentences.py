"""Every problem that this room can raise has its sentences in both languages, filled by the details it carries."""

import ast
import re
import string
from pathlib import Path

import pytest

import qmdesk.formdef
from qmdesk.formdef.loader import load_files, load_folder
from qmdesk.model.problem import Refused
from qmdesk.wording import LANGUAGES, knows, say

RAISERS = {"note", "refused", "warned", "_refuse", "_problem", "Problem"}


def _codes_in(tree):
    """Every code that a source can raise: constants in calls that make problems, and those named ``code``."""
    for node in ast.walk(tree):
        called = isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", ""))
        named = isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "code"
        parts = node.args if called in RAISERS else [node.value] if named else []
        for part in parts:
            choices = (part.body, part.orelse) if isinstance(part, ast.IfExp) else (part,)
            yield from (
                each.value for each in choices if isinstance(each, ast.Constant) and isinstance(each.value, str)
            )


CODES = sorted(
    {
        code
        for path in Path(qmdesk.formdef.__path__[0]).glob("*.py")
        for code in _codes_in(ast.parse(path.read_text("utf-8")))
        if re.fullmatch("[a-z]+(-[a-z]+)+", code)
    }
)


def test_the_codes_were_found():
    assert len(CODES) > 80


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_a_code_has_a_message_and_a_remedy(code, lang):
    assert knows(f"problem.{code}.message", lang)
    assert knows(f"problem.{code}.remedy", lang)


@pytest.mark.parametrize("code", CODES)
def test_both_languages_name_the_same_details(code):
    for part in ("message", "remedy"):
        names = [
            {name for _, name, _, _ in string.Formatter().parse(say(f"problem.{code}.{part}", lang)) if name}
            for lang in LANGUAGES
        ]
        if part == "message":
            assert names[0] == names[1]


def test_no_text_of_this_room_is_left_over():
    for lang in LANGUAGES:
        path = Path(qmdesk.formdef.__path__[0]).parents[1] / "resources" / "texts" / lang / "formdef.toml"
        declared = set(re.findall(r"^\[problem\.([a-z0-9-]+)\]", path.read_text("utf-8"), re.MULTILINE))
        assert declared == set(CODES)


def test_a_sentence_is_filled_by_its_problem():
    folder = Path(__file__).parents[1] / "data" / "forms" / "institution" / "2026.1"
    files = dict(load_folder(folder).files)
    files["form.yaml"] = files["form.yaml"].replace(b"share: 3/4", b"shares: 3/4")
    with pytest.raises(Refused) as caught:
        load_files(files)
    for problem in caught.value.problems:
        for lang in LANGUAGES:
            assert "{" not in say(f"problem.{problem.code}.message", lang, where=problem.where, **problem.details)
            assert "{" not in say(f"problem.{problem.code}.remedy", lang, where=problem.where, **problem.details)
