"""Lengths as Word counts them, headings and numbers of pictures and tables, and names by the rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qmdesk.visit.benchmark.counting import count
from qmdesk.visit.benchmark.naming import name_hints
from qmdesk.visit.benchmark.text import chinese_number, experience, lines_of
from tests.visit.benchmark_records import FORM, OLD, found_in, said


@pytest.mark.parametrize(
    ("text", "words", "characters", "chinese"),
    [
        ("", 0, 0, 0),
        ("实施六西格玛设计的经验", 11, 11, 11),
        ("使用 QC 小组（3 个）。", 10, 11, 8),
        ("ISO 9001:2015", 2, 12, 0),
        ("合格率98.5%，返修率0.6%", 9, 16, 7),
        ("don’t stop", 2, 9, 0),
        ("“质量”——第一…", 9, 9, 9),
        ("3σ水平", 3, 4, 2),
        ("第一行\n第二行", 6, 6, 6),
        ("①②③", 3, 3, 3),
        ("　　首行缩进", 4, 4, 4),
        ("a\tb c", 3, 3, 0),
        ("质量𠮷量", 4, 4, 4),
    ],
)
def test_a_text_is_as_long_as_word_says(text, words, characters, chinese):
    found = count(text)
    assert (found.words, found.characters, found.chinese) == (words, characters, chinese)


def test_lengths_add_up_over_lines():
    lines = ["质量 first,", "ISO9001 认证。", "“好”"]
    whole = count("\n".join(lines))
    assert whole == sum((count(each) for each in lines), count(""))


@given(st.text(), st.text())
def test_two_lines_are_as_long_as_each_together(one, other):
    assert count(f"{one}\n{other}") == count(one) + count(other)


@given(st.text())
def test_no_count_is_more_than_the_characters_there_are(text):
    found = count(text)
    assert found.chinese <= found.words <= found.characters <= found.spaced <= len(text)


def test_headings_pictures_and_tables_are_numbered_through_the_whole_experience():
    records = said(
        section__background={"text": "# 问题\n漏水多。\n[图 g1]\n## 原因\n[表 t1]\n### 细节"},
        section__results={"text": "# 成效\n好。"},
    )
    records |= {
        "picture:g1": {"caption": "漏水趋势", "section": "background", "file": "b" * 64},
        "picture:g2": {"caption": "成效对比", "section": "results", "file": "c" * 64},
        "grid:t1": {"caption": "原因", "section": "background", "cells": "原因|次数\n密封|12"},
    }
    sections = {each.section.id: each for each in experience(FORM.benchmark, found_in(FORM, records))}
    assert [each.text for each in sections["background"].blocks] == [
        "（一）问题", "漏水多。", "图1　漏水趋势", "1.原因", "表1　原因", "（1）细节",
    ]  # fmt: skip
    assert [each.text for each in sections["results"].blocks] == ["（一）成效", "好。", "图2　成效对比"]
    assert sections["background"].blocks[4].cells == (("原因", "次数"), ("密封", "12"))
    assert sections["background"].prose.words == count("（一）问题漏水多。1.原因（1）细节").words
    assert sections["background"].whole.words > sections["background"].prose.words


def test_a_line_that_places_nothing_is_told():
    found = found_in(FORM, said(section__results={"text": "好。\n[图 nirgends]"}))
    assert experience(FORM.benchmark, found)[-1].missing == ("nirgends",)


@pytest.mark.parametrize(("length", "standing"), [(0, "empty"), (1, "fits"), (500, "fits"), (501, "over")])
def test_at_most_is_to_the_character(length, standing):
    found = found_in(FORM, said(section__organisation={"text": "质" * length or None}))
    assert experience(FORM.benchmark, found)[1].standing == standing


@pytest.mark.parametrize(("length", "standing"), [(479, "short"), (480, "fits"), (720, "fits"), (721, "long")])
def test_about_is_off_by_a_fifth(length, standing):
    found = found_in(OLD, {"section:organisation": {"text": "质" * length}})
    assert experience(OLD.benchmark, found)[1].standing == standing


def test_a_text_that_fits_only_without_its_tables_is_asked_about():
    records = said(section__organisation={"text": "质" * 499})
    records["grid:t"] = {"caption": "表", "section": "organisation", "cells": "甲|乙"}
    assert experience(FORM.benchmark, found_in(FORM, records))[1].standing == "over-with-tables"


def test_rows_of_a_table_are_of_one_length():
    assert lines_of("a|b|c\n\nd｜e\n| f | g |") == (("a", "b", "c"), ("d", "e", ""), ("f", "g", ""))


def test_chinese_numbers():
    assert [chinese_number(each) for each in (1, 9, 10, 11, 20, 23)] == ["一", "九", "十", "十一", "二十", "二十三"]


@pytest.mark.parametrize(
    ("name", "follows"),
    [
        ("实施六西格玛设计的经验", True),
        ("基于数字孪生的质量控制模式", True),
        ("构建的实践", False),
        ("六西格玛设计的经验", False),
        ("实施六西格玛设计", False),
    ],
)
def test_a_name_of_2026_begins_with_a_verb_and_ends_with_what_it_is(name, follows):
    assert (not name_hints(FORM.benchmark, found_in(FORM, said(case={"title": name})))) is follows


@pytest.mark.parametrize(
    ("name", "follows"),
    [
        ("甲乙泵业有限公司实施六西格玛设计的实践经验", True),
        ("甲乙泵业实施六西格玛设计的实践经验", True),
        ("实施六西格玛设计的实践经验", False),
        ("甲乙泵业有限公司实施六西格玛设计的经验", False),
    ],
)
def test_a_name_of_2024_begins_with_the_enterprise(name, follows):
    found = found_in(OLD, {"case": {"enterprise": "甲乙泵业有限公司", "title": name}})
    assert (not name_hints(OLD.benchmark, found)) is follows
