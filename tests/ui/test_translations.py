"""Chinese in the source, English complete beside it."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QTranslator

from qmdesk import assets

ROOT = Path(__file__).resolve().parents[2]
CHINESE = re.compile("[\u3400-\u9fff]")


def collector() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_translations", ROOT / "build_spec" / "make_translations.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules["make_translations"] = made
    spec.loader.exec_module(made)
    return made


def test_every_sentence_of_the_window_has_its_english():
    make = collector()
    english = make.translations()
    assert [text for text in make.sources() if not english.get(text)] == []


def test_english_has_no_chinese_left_in_it():
    make = collector()
    assert [text for text in make.translations().values() if CHINESE.search(text)] == []


def test_a_translation_has_the_same_details_as_its_source():
    make = collector()
    bad = {
        source: text
        for source, text in make.translations().items()
        if text and sorted(re.findall(r"\{\w+\}", source)) != sorted(re.findall(r"\{\w+\}", text))
    }
    assert bad == {}


def test_the_compiled_file_is_in_step():
    make = collector()
    translator = QTranslator()
    assert translator.load("qmdesk_en", str(assets.resource("translations")))
    stale = [s for s, text in make.translations().items() if translator.translate("qmdesk", s) != text]
    assert stale == []


#: Chinese that is data, not a sentence: what the field parser takes for yes and no, punctuation, names of languages.
#: A sign whose width is measured is data as well.
DATA = {"中", "国", "是", "否", "简体中文", "、", "，", "：", "；", "（", "）", "8.45 万元", "甬江", "自评"}


@pytest.mark.parametrize("path", sorted((ROOT / "qmdesk" / "ui").rglob("*.py")), ids=lambda each: each.name)
def test_no_chinese_sentence_outside_tr(path: Path):
    tree = ast.parse(path.read_text("utf-8"))
    make = collector()
    said = {id(node.args[0]) for node in ast.walk(tree) if make.sentence_of(node) is not None}  # type: ignore[attr-defined]
    documents = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    found = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and CHINESE.search(node.value)
        and id(node) not in said | documents
        and node.value not in DATA
    ]
    assert found == []
