"""Texts, yes and no, choices, levels, tracked, files: what each field makes of what is typed."""

import pytest

from qmdesk.formdef.fields import check, format_value, parse_text
from qmdesk.model.problem import Severity
from tests.formdef.declared import field_of_type

SHA = "a" * 64

VALUES = [
    ("text", "  第一  机械厂\n二车间 ", "第一 机械厂 二车间", None),
    ("text", "Cafe\u0301", "Café", None),  # composed
    ("text", "=1+1", "=1+1", None),  # plain text; exports take care of formulas
    ("text", "\u202e甲厂", "甲厂", "text-invisible-removed"),
    ("text", "甲\u200b厂", "甲厂", "text-invisible-removed"),
    ("text", "👨‍🔧 组", "👨‍🔧 组", None),  # a joiner that belongs to the picture stays
    ("long_text", "一行 \r\n二行\r\n\r\n", "一行\n二行", None),
    ("boolean", "是", True, None),
    ("boolean", "√", True, None),
    ("boolean", "YES", True, None),
    ("boolean", "１", True, None),
    ("boolean", "True", True, None),
    ("boolean", "否", False, None),
    ("boolean", "×", False, None),
    ("boolean", "no", False, None),
    ("boolean", "0", False, None),
    ("tracked", "是", "true", None),
    ("tracked", "true", "true", None),
    ("tracked", "否", "false", None),
    ("tracked", "未做统计", "false", None),
    ("tracked", " 未统计 ", "false", None),
    ("tracked", "由评估员计算", "by-assessor", None),
    ("tracked", "By-Assessor", "by-assessor", None),
    ("choice", "internal", "internal", None),
    ("choice", "外部", "external", None),
    ("choice", " Internal ", "internal", None),
    ("level", "3", 3, None),
    ("level", "３级", 3, None),
    ("level", "三级", 3, None),
    ("level", "五", 5, None),
    ("level", "3.0", 3, None),  # as a spreadsheet may give it
    ("level", "保证级", 3, None),
    ("level", "保证", 3, None),
    ("level", "ASSURANCE", 3, None),
    ("level", "Level 4", 4, None),
    ("level", "3 保证级", 3, None),
    ("level", "3级（保证级）", 3, None),
    ("file", SHA.upper(), SHA, None),
]


@pytest.mark.parametrize(("kind", "typed", "value", "warning"), VALUES)
def test_proper_words_become_their_value(kind, typed, value, warning):
    field = field_of_type(kind)
    found, problem = parse_text(field, typed)
    assert found == value
    assert type(found) is type(value)
    assert (problem.code if problem else None) == warning
    assert check(field, found) is None


REFUSED = [
    ("text", "甲\x00厂", "text-control-character"),
    ("text", "甲\x1b[31m厂", "text-control-character"),
    ("text", "甲\ud800", "text-control-character"),
    ("text", "甲\uffff", "text-control-character"),
    ("text", "甲" * 501, "text-too-long"),
    ("long_text", "甲" * 20_001, "text-too-long"),
    ("boolean", "x", "boolean-expected"),  # a tick to some, a cross to others
    ("boolean", "可能", "boolean-expected"),
    ("boolean", "2", "boolean-expected"),
    ("tracked", "部分", "tracked-expected"),
    ("tracked", "0.5", "tracked-expected"),
    ("choice", "其它", "choice-unknown"),
    ("level", "0", "level-expected"),
    ("level", "6", "level-expected"),
    ("level", "3.5", "level-expected"),
    ("level", "2 保证级", "level-expected"),  # number and name disagree
    ("level", "优秀级", "level-expected"),
    ("file", "photo.jpg", "file-expected"),
    ("readings", "9.95 9.97", "readings-from-file"),
]


@pytest.mark.parametrize(("kind", "typed", "code"), REFUSED)
def test_doubtful_words_are_refused(kind, typed, code):
    value, problem = parse_text(field_of_type(kind), typed)
    assert value is None
    assert problem is not None
    assert (problem.code, problem.severity) == (code, Severity.ERROR)


@pytest.mark.parametrize("blank", ["", "  ", "\u3000", "\n\t", "\ufeff", "\u200b \u202e"])
@pytest.mark.parametrize(
    "kind", ["text", "long_text", "count", "decimal", "money", "date", "choice", "level", "tracked"]
)
def test_blank_clears_a_field_unless_it_is_required(kind, blank):
    assert parse_text(field_of_type(kind), blank) == (None, None)
    value, problem = parse_text(field_of_type(kind, required=True), blank, "en")
    assert value is None
    assert problem is not None
    assert (problem.code, problem.details["field"]) == ("value-required", "Some field")


def test_an_unknown_choice_is_answered_with_the_choices_in_the_readers_language():
    field = field_of_type("choice")
    zh, en = parse_text(field, "?")[1], parse_text(field, "?", "en")[1]
    assert zh is not None
    assert en is not None
    assert (zh.details["known"], en.details["known"]) == ("内部、外部", "Internal, External")


def test_a_quoted_text_is_short_and_visible():
    _, problem = parse_text(field_of_type("boolean"), "\u202e" + "长" * 100)
    assert problem is not None
    assert problem.details["text"] == "长" * 39 + "…"


@pytest.mark.parametrize(
    ("kind", "value", "zh", "en"),
    [
        ("boolean", True, "是", "Yes"),
        ("boolean", False, "否", "No"),
        ("tracked", "false", "未做统计", "Not tracked"),
        ("tracked", "by-assessor", "由评估员计算", "Worked out by the assessors"),
        ("choice", "internal", "内部", "Internal"),
        ("choice", "gone", "gone", "gone"),
        ("level", 3, "保证级", "Assurance"),
        ("readings", {"blob": SHA, "n": 125}, "125 个测量值", "125 readings"),
        ("text", "甲厂", "甲厂", "甲厂"),
        ("text", None, "", ""),
    ],
)
def test_words_are_shown_in_the_readers_language(kind, value, zh, en):
    assert format_value(field_of_type(kind), value, "zh-CN") == zh
    assert format_value(field_of_type(kind), value, "en") == en


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text", ""),
        ("text", " 甲"),
        ("text", "甲\n乙"),
        ("text", "\u202e甲"),
        ("text", 1),
        ("boolean", 1),
        ("boolean", "true"),
        ("tracked", True),
        ("tracked", "maybe"),
        ("choice", "other"),
        ("level", 0),
        ("level", 6),
        ("level", True),
        ("level", "3"),
        ("readings", {"blob": SHA}),
        ("readings", {"blob": "x", "n": 3}),
        ("readings", {"blob": SHA, "n": True}),
        ("readings", {"blob": SHA, "n": -1}),
        ("file", "A" * 64),
        ("file", "../../x"),
        ("credit_code", "91350100m000100y43"),
    ],
)
def test_an_improper_stored_word_is_found_out(kind, value):
    problem = check(field_of_type(kind), value)
    assert problem is not None
    assert problem.code == "value-improper"


@pytest.mark.parametrize("kind", ["text", "count", "readings", "level"])
def test_a_cleared_value_is_proper(kind):
    assert check(field_of_type(kind), None) is None
