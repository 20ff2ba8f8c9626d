"""Pages: headings stay with what they head, tables repeat their heads, nothing is lost or cut."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.platypus.flowables import Flowable

from qmdesk.report import styles
from qmdesk.report.headings import Heading, Outline, chinese_number, heading_number
from qmdesk.report.layout import NewPage, Sheet, Space, Stack, paginate
from qmdesk.report.prose import Prose
from qmdesk.report.tables import Column, Table, cell, numbers, pairs, section, table

PAGE = styles.page()
SENTENCE = "评价组对照证据逐条核实自评情况，计算各项指标，形成一致意见。"


def settled(*story: Flowable) -> list[Sheet]:
    return paginate(story, PAGE, "body")


def texts(part: object) -> list[str]:
    if isinstance(part, Prose):
        return [part.text]
    if isinstance(part, Table):
        return [
            text
            for row in [*part.heads, *part.rows]
            for each in row.cells
            for inner in each.content
            for text in texts(inner)
        ]
    return []


def filler(height: float) -> Space:
    return Space(height, fixed=True)


def test_a_heading_goes_over_with_its_paragraph():
    sheets = settled(filler(PAGE.body_height - 60), Outline("zh-CN").heading(1, "标题"), Prose(SENTENCE * 4, "body"))
    assert len(sheets) == 2
    assert isinstance(sheets[1].placed[0][0], Heading)


def test_a_heading_stays_where_two_lines_of_its_paragraph_fit():
    sheets = settled(filler(PAGE.body_height - 95), Outline("zh-CN").heading(1, "标题"), Prose(SENTENCE * 20, "body"))
    assert isinstance(sheets[0].placed[1][0], Heading)
    assert isinstance(sheets[0].placed[2][0], Prose)


def test_two_headings_and_a_table_title_go_over_together():
    outline = Outline("zh-CN")
    made = table([Column("列", 1.0)], [[SENTENCE]] * 3)
    story = [
        filler(PAGE.body_height - 80),
        outline.heading(1, "一"),
        outline.heading(2, "二"),
        Prose("表", "table_title"),
        made,
    ]
    assert len(settled(*story)[0].placed) == 1


def test_a_long_table_repeats_its_head_on_every_page():
    made = table([Column("序号", 0.2), Column("内容", 0.8)], [[str(number), SENTENCE] for number in range(200)])
    sheets = settled(made)
    assert len(sheets) > 3
    for sheet in sheets:
        assert texts(sheet.placed[0][0])[:2] == ["序号", "内容"]
    rows = [text for sheet in sheets for text in texts(sheet.placed[0][0]) if text.isdigit()]
    assert rows == [str(number) for number in range(200)]


def test_a_row_higher_than_a_page_runs_on_over_pages_without_loss():
    note = "".join(f"第{number}句，" for number in range(2500))
    sheets = settled(pairs([("记录", note), ("其他", "短")], label=0.2))
    assert len(sheets) >= 3
    written = "".join(text for sheet in sheets for part, _ in sheet.placed for text in texts(part))
    assert note in written.replace("记录", "").replace("其他", "")


def test_no_single_row_is_left_over_on_the_next_page():
    for count in range(30, 45):
        made = table([Column("内容", 1.0)], [[str(number)] for number in range(count)])
        sheets = settled(filler(100), made)
        tables = [part for sheet in sheets for part, _ in sheet.placed if isinstance(part, Table)]
        assert all(len(part.rows) >= 2 for part in tables), count


def test_a_heading_row_never_stands_last():
    made = table([Column("内容", 1.0)], [])
    for number in range(12):
        made.rows.append(section(f"组{number}", 1))
        made.rows += table([Column("内容", 1.0)], [[SENTENCE]] * 4).rows
    for sheet in settled(filler(55), made):
        for part, _ in sheet.placed:
            if isinstance(part, Table):
                assert not part.rows[-1].joined


def test_a_stack_stays_together():
    stack = Stack(Prose(SENTENCE, "plain"), Prose(SENTENCE * 6, "plain"))
    sheets = settled(filler(PAGE.body_height - 60), stack)
    assert [type(part).__name__ for part, _ in sheets[1].placed] == ["Stack"]


def test_spaces_vanish_at_the_top_of_a_page_unless_fixed():
    assert settled(Space(50), Prose("一", "plain"))[0].placed[0][1] == pytest.approx(PAGE.body_height - 17)
    assert settled(Space(50, fixed=True), Prose("一", "plain"))[0].placed[1][1] == pytest.approx(PAGE.body_height - 67)


def test_new_pages_do_not_pile_up_and_no_empty_page_ends_a_document():
    sheets = settled(Prose("一", "plain"), NewPage("body"), NewPage("cover"), Prose("二", "plain"), NewPage())
    assert [sheet.kind for sheet in sheets] == ["body", "cover"]


def test_what_fits_on_no_page_is_our_mistake():
    with pytest.raises(ValueError, match="high"):
        settled(filler(PAGE.body_height + 1))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("hpts"), st.integers(1, 30)), max_size=25))
def test_every_flowable_is_placed_within_the_page_and_in_order(plan: list[tuple[str, int]]):
    outline, story, wanted = Outline("zh-CN"), list[Flowable](), list[str]()
    for number, (kind, size) in enumerate(plan):
        mark = f"〈{number}〉"
        if kind == "h":
            story.append(outline.heading(1, mark))
            wanted.append(mark)
        elif kind == "s":
            story.append(Space(size * 5.0))
        elif kind == "p":
            story.append(Prose(mark + SENTENCE * size, "body"))
            wanted.append(mark)
        else:
            story.append(table([Column("列", 1.0)], [[f"{mark}{row}"] for row in range(size)]))
            wanted.append(mark)
    sheets = settled(*story)
    for sheet in sheets:
        assert all(-0.02 <= lower <= PAGE.body_height for _, lower in sheet.placed)
        assert not isinstance(sheet.placed[-1][0], Heading) or sheet is sheets[-1] if sheet.placed else True
    written = "".join(text for sheet in sheets for part, _ in sheet.placed for text in texts(part))
    places = [written.index(mark) for mark in wanted]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("number", "words"), [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五"), (99, "九十九")]
)
def test_chinese_numerals(number: int, words: str):
    assert chinese_number(number) == words


@pytest.mark.parametrize("number", [0, 100, -1])
def test_no_numeral_is_invented(number: int):
    with pytest.raises(ValueError, match="numeral"):
        chinese_number(number)


def test_headings_are_numbered_by_their_level():
    outline = Outline("zh-CN")
    made = [outline.heading(level, "x").entry.number for level in (1, 2, 2, 3, 1, 2)]
    assert made == ["一、", "（一）", "（二）", "1. ", "二、", "（一）"]
    assert heading_number([2, 3], "en") == "2.3  "


def test_the_readers_outline_leaves_no_level_out():
    outline = Outline("zh-CN")
    assert [outline.heading(level, "x").entry.depth for level in (1, 3, 3, 2, 3, 1)] == [1, 2, 2, 2, 3, 1]


def test_numbers_stand_in_rows_with_labels():
    made = numbers([str(number) for number in range(23)], across=10, labels=["1–10", "11–20", "21–23"])
    assert [len(row.cells) for row in made.rows] == [11, 11, 11]


def test_wide_values_get_a_line_of_their_own():
    made = pairs([("甲", "1"), ("乙", cell("长" * 50, span=3)), ("丙", "3")], across=2)
    assert [[each.span for each in row.cells] for row in made.rows] == [[1, 3], [1, 3], [1, 3]]
