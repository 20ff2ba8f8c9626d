"""Lines of Chinese text end where GB/T 15834 lets them, and no text is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qmdesk.report import fonts
from qmdesk.report.linebreak import FREE_AFTER_A_BLANK, NEVER_ENDS, NEVER_STARTS, break_lines, breaks, gaps

SIZE = 10.0


def lines(text: str, room: float, *, whole: bool = False) -> list[str]:
    known = fonts.widths(fonts.SERIF)
    widths = [known.get(ord(char), 1000) * SIZE / 1000 for char in text]
    return [
        text[line.start : line.end] for line in break_lines(text, widths, [0.0] * len(text), room, room, whole=whole)
    ]


#: text, where it may break (|) — nowhere else
PLACES = [
    "质|量，|管|理。",
    "（甲）|乙",
    "“引|文”|后",
    "共|125件|样|品",
    "均|值|10.002 mm，|合|格",
    "占|2.85%，|低|于|3.0%",
    "2026年|7月|1日|至|3日",
    "破|折|号——|后",
    "省|略……|后",
    "±0.05|超|差",
    "10 000 units| of| steel",
    "Cpk| ≥ 1.33| met",
    "file-|name.xlsx|在|此",
    "quality-|management| plan",
    "X\u0304|图",
    "《甲》、|《乙》",
]


@pytest.mark.parametrize("marked", PLACES)
def test_breaks_stand_where_they_may(marked: str):
    text = marked.replace("|", "")
    wanted, at = set[int](), 0
    for part in marked.split("|")[:-1]:
        at += len(part)
        wanted.add(at)
    found = {i for i, allowed in enumerate(breaks(text)) if allowed}
    # a break before a word that follows a blank is written before the blank in the table
    assert {i if text[i - 1] != " " else i - 1 for i in found} == wanted


def test_a_closing_sign_may_hang_on_half_its_width():
    assert lines("质量管理体系，有效", 65.0) == ["质量管理体系，", "有效"]
    assert lines("质量管理体系，有效", 64.0) == ["质量管理体", "系，有效"]


def test_a_lonely_last_character_gets_company():
    text = "过程质量绩效评价与应用。"
    assert lines(text, 100.0)[-1] == "用。"
    assert lines(text, 100.0, whole=True)[-1] == "应用。"


def test_a_word_longer_than_the_line_is_broken_after_its_signs():
    found = lines("见https://example.com/a/long/path/that/goes/on", 90.0)
    assert "".join(found) == "见https://example.com/a/long/path/that/goes/on"
    assert all(line[-1] in "/." for line in found[1:-1])


def test_line_breaks_of_the_text_are_kept():
    assert lines("一\n\n二\n", 100.0) == ["一", "", "二", ""]


def test_small_gaps_stand_between_chinese_and_numbers_only():
    assert [i for i, gap in enumerate(gaps("共12件，Cpk为1", 10, 0.1)) if gap] == [1, 3, 8, 9]


TEXT = st.text(st.sampled_from("质量管理一二三，。；：、（）“”《》—…·%℃ 123.5abcXY/-\n"), max_size=120)


@settings(max_examples=400, deadline=None)
@given(TEXT, st.floats(30, 300))
def test_nothing_is_lost_but_blanks_at_line_ends(text: str, room: float):
    assert "".join(lines(text, room)).replace(" ", "") == text.replace("\n", "").replace(" ", "")


@settings(max_examples=400, deadline=None)
@given(TEXT, st.floats(80, 300))
def test_no_line_begins_with_a_closing_sign_or_ends_with_an_opening_one(text: str, room: float):
    """Unless the text itself gives no other way: runs of signs longer than a line are left out here."""
    if any(run in text for run in ("，" * 4, "（（（（", "。。。", "……", "——", "》》", "》，》")) or len(text) < 3:
        return
    found = lines(text, room)
    allowed = breaks(text)
    longest = max((len(run) for run in _unbreakable(text, allowed)), default=0)
    if longest * SIZE > room:
        return
    at = 0
    for line in found:
        at = text.index(line, at) if line else at
        free_dash = text[at - 1 : at] == " " and line[:1] in FREE_AFTER_A_BLANK  # as Latin text sets them
        if line and at and text[at - 1] != "\n" and not free_dash:
            assert line[0] not in NEVER_STARTS, (line, found)
        at += len(line)
        if line and at < len(text) and text[at] not in "\n ":
            assert line[-1] not in NEVER_ENDS, (line, found)


def _unbreakable(text: str, allowed: list[bool]) -> list[str]:
    runs, start = list[str](), 0
    for i in range(1, len(text) + 1):
        if i == len(text) or allowed[i] or text[i] == "\n":
            runs.append(text[start:i])
            start = i
    return runs


@settings(max_examples=200, deadline=None)
@given(TEXT, st.floats(30, 300))
def test_no_line_is_wider_than_its_room_by_more_than_half_a_sign(text: str, room: float):
    known = fonts.widths(fonts.SERIF)
    widths = [known.get(ord(char), 1000) * SIZE / 1000 for char in text]
    for line in break_lines(text, widths, [0.0] * len(text), room, room, whole=False):
        assert line.width <= room + SIZE / 2 + 0.02
