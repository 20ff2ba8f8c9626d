import pytest
from hypothesis import given
from hypothesis import strategies as st

from qmdesk.formdef.loader import load_builtin
from qmdesk.ui.pages.performance.block import as_text, cells_of, is_block
from qmdesk.ui.pages.performance.spread import spread

STEP = load_builtin("meqmc").records["step"].fields
TYPED = ("order", "name", "family", "line", "submitted", "passed")


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", []),
        ("120", [["120"]]),
        ("120\r\n", [["120"]]),
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ("a\tb\rc\td", [["a", "b"], ["c", "d"]]),
        ("a\t\tb", [["a", "", "b"]]),
        ('"粗\n车"\t120', [["粗\n车", "120"]]),
        ('"他说""好"""\t1', [['他说"好"', "1"]]),
        ('"a\tb"\tc', [["a\tb", "c"]]),
        ('"没有收尾\t1', [['"没有收尾', "1"]]),
        ('5" 阀\t1', [['5" 阀', "1"]]),
        ("\u00a0120 \t 　98\u3000", [["120", "98"]]),
        ("a\n\nb\n\n\n", [["a"], [""], ["b"]]),
    ],
)
def test_a_clipboard_block_is_read_as_spreadsheets_write_it(text: str, cells: list[list[str]]):
    assert cells_of(text) == cells


@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_characters="\r\u00a0\ufeff", exclude_categories=["Cs"])),
            min_size=2,
            max_size=4,
        ),
        min_size=1,
        max_size=5,
    )
)
def test_what_is_copied_is_pasted_again(rows: list[list[str]]):
    rows = [[cell.strip(" \u3000") for cell in row] for row in rows]
    while rows and not any(rows[-1]):
        rows.pop()
    assert cells_of(as_text(rows)) == rows


def test_a_hundred_thousand_rows_of_one_column_are_read_at_once():
    text = "\n".join(["9.95"] * 100_000)
    assert len(cells_of(text)) == 100_000


def test_one_cell_is_no_block():
    assert not is_block("120\n")
    assert is_block("120\t98")
    assert is_block("120\n98")


def test_cells_go_beside_each_other_from_the_cell_chosen():
    found = spread([["200", "198"], ["300", "291"]], STEP, TYPED, TYPED.index("submitted"))
    assert found.rows == ({"submitted": "200", "passed": "198"}, {"submitted": "300", "passed": "291"})


@pytest.mark.parametrize(
    "titles", [["工序名称", "一次合格数", "首次交验数"], ["Step", "Passed first time", "Submitted first time"]]
)
def test_titles_say_where_columns_go_whatever_cell_was_chosen(titles: list[str]):
    found = spread([titles, ["粗车", "198", "200"]], STEP, TYPED, 0)
    assert found.rows == ({"name": "粗车", "passed": "198", "submitted": "200"},)
    assert found.titled


def test_words_over_numbers_are_titles_and_left_out():
    found = spread([["工序", "投入", "合格"], ["粗车", "200", "198"]], STEP, ("name", "submitted", "passed"), 0)
    assert found.titled
    assert found.rows == ({"name": "粗车", "submitted": "200", "passed": "198"},)


def test_a_wrong_number_in_the_first_row_alone_is_no_title():
    found = spread([["粗车", "2o0", "198"], ["精车", "200", "198"]], STEP, ("name", "submitted", "passed"), 0)
    assert not found.titled
    assert len(found.rows) == 2


def test_columns_beyond_the_table_are_told():
    assert spread([["200", "198", "多余"]], STEP, TYPED, TYPED.index("submitted")).unknown == ("多余",)


def test_numbers_that_do_not_fit_are_no_titles():
    found = spread([["1,234.5", "99%"], ["300", "291"]], STEP, ("submitted", "passed"), 0)
    assert not found.titled
    assert found.rows[0] == {"submitted": "1,234.5", "passed": "99%"}


def test_a_merged_title_and_ragged_rows_leave_cells_empty():
    found = spread(
        [["工序名称", "", "首次交验数", "一次合格数"], ["粗车", "", "200"], ["", "", "300", "291"]], STEP, TYPED, 0
    )
    assert found.rows == ({"name": "粗车", "submitted": "200"}, {"name": "", "submitted": "300", "passed": "291"})
