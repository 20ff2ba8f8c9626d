"""Paragraphs: set, parted between pages without lonely lines, printed as plain text."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from qmdesk.report import fonts
from qmdesk.report.linebreak import NEVER_STARTS
from qmdesk.report.prose import Prose, Run, bold, bullet

TEXT = "评价组查阅了“关键过程控制”相关记录（含首件、巡检），共抽取125件样品，测得外径均值10.002 mm，过程受控。" * 6


def drawn(part: Prose, width: float = 300.0) -> str:
    out = io.BytesIO()
    canvas = Canvas(out, initialFontName=fonts.SANS)
    _, height = part.wrap(width, 1000)
    part.drawOn(canvas, 50, 800 - height)
    canvas.save()
    return pypdfium2.PdfDocument(out.getvalue())[0].get_textpage().get_text_bounded()


def plain(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("text", [TEXT, "<b>粗</b> & &lt;x> ]]>", "{percent} %s \\n", "王𬭎"])
def test_the_page_says_exactly_what_was_given(text: str):
    assert plain(drawn(Prose(text, "body"))) == plain(text)


def test_runs_are_joined_and_keep_their_order():
    assert (
        plain(drawn(Prose([bold("结论："), "受控", Run("（见表1）", colour="accent")], "body")))
        == "结论：受控（见表1）"
    )


@pytest.mark.parametrize("room", range(20, 200, 7))
def test_a_split_leaves_at_least_two_lines_on_each_side_and_loses_nothing(room: int):
    whole = Prose(TEXT, "body")
    leading = whole.style.leading
    whole.wrap(300, 1000)
    parts = whole.split(300, room)
    if not parts:
        assert room < 2 * leading + 1
        return
    heights = [part.wrap(300, 1000)[1] for part in parts]
    assert heights[0] <= room + 0.01
    assert all(height >= 2 * leading - 0.01 for height in heights)
    assert sum(heights) == pytest.approx(whole.height)
    assert "".join(plain(drawn(part)) for part in parts) == plain(TEXT)


def test_a_paragraph_of_three_lines_is_not_parted():
    part = Prose(TEXT[:75], "plain")
    height = part.wrap(300, 1000)[1]
    assert height == 3 * part.style.leading
    assert part.split(300, height - 1) == []


def test_a_split_inside_a_run_keeps_its_looks():
    part = Prose(["甲" * 100, bold("乙" * 200), "丙" * 50], "plain")
    part.wrap(300, 1000)
    first, second = part.split(300, 5 * part.style.leading)
    assert [run.font for run in first.runs] == [fonts.SERIF, fonts.BOLD]
    assert [run.font for run in second.runs] == [fonts.BOLD, fonts.SERIF]
    assert first.text + second.text == part.text


def test_lines_never_begin_with_punctuation():
    part = Prose(TEXT, "body")
    for width in range(120, 420, 3):
        part.wrap(width, 1000)
        assert not [line for line in part._lines if part.text[line.start] in NEVER_STARTS]


def test_the_second_part_is_not_drawn_in_again():
    part = Prose(TEXT, "body", indent=2)
    part.wrap(300, 1000)
    first, second = part.split(300, 60)
    assert (first.continued, second.continued) == (False, True)


def test_a_bullet_hangs_before_the_text():
    made = bullet("一二三四五六七八九十" * 4, "cell")
    made.wrap(200, 1000)
    assert made.style.left == pytest.approx(made.style.hanging)


def test_an_empty_paragraph_takes_a_line_and_draws_nothing():
    part = Prose("", "body")
    assert part.wrap(300, 100)[1] == part.style.leading
    assert drawn(part).strip() == ""
