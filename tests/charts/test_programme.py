"""Charts of many cases: lengths are the numbers, hidden numbers have none, one palette in every look."""

from __future__ import annotations

import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from qmdesk.charts.programme import DoneRow, LevelRow, ShareRow, done_bars, height, level_bars, share_bars
from qmdesk.charts.programme_grids import Banded, banded_histogram, square
from qmdesk.charts.style import LOOKS, style_for

SIZE = (7.0, 3.0)


def bars(figure, gid="rows"):
    axes = next(each for each in figure.axes if each.get_gid() == gid)
    return [each for each in axes.patches if isinstance(each, Rectangle)], axes


def words(figure):
    return [each.get_text() for axes in figure.axes for each in (*axes.texts, *axes.get_yticklabels())]


@pytest.mark.parametrize("look", LOOKS)
def test_parts_of_a_bar_are_the_shares_of_the_levels_in_the_palette_of_the_look(look):
    style = style_for(look)
    figure = level_bars([LevelRow("甲", (5, 3, 2, 0, 0), 10)], style, SIZE, heading="h")
    found, _ = bars(figure)
    assert [round(each.get_width(), 6) for each in found] == [0.5, 0.3, 0.2]
    assert [to_hex(each.get_facecolor()) for each in found] == list(style.levels[:3])


def test_a_hidden_part_is_hatched_and_says_no_number():
    style = style_for("print")
    figure = level_bars(
        [LevelRow("甲", (20, None, None, 0, 0), 30), LevelRow("乙", (None,) * 5, None)], style, SIZE, heading="h"
    )
    hidden = [each for each in bars(figure)[0] if each.get_hatch()]
    assert [round(each.get_width(), 6) for each in hidden] == [round(1 / 3, 6), 1.0]
    said = words(figure)
    assert "20" in said
    assert "30" in said
    assert style.say("programme.hidden") in said


def test_shares_stand_against_the_goal_and_the_ones_that_reach_it_are_ticked():
    style = style_for("print")
    rows = [ShareRow("甲", 0.12, 50), ShareRow("乙", 0.08, 50), ShareRow("丙", None, None), ShareRow("丁", None, 0)]
    figure = share_bars(rows, style, SIZE, heading="h", goal=0.1)
    said = words(figure)
    assert sum("✓" in each for each in said) == 1
    assert style.say("programme.hidden") in said
    assert "—" in said


def test_done_is_drawn_on_what_was_planned_and_hidden_counts_are_not():
    style = style_for("print")
    rows = [DoneRow("甲", 100, (40, 60, 80)), DoneRow("乙", None, (None, None, 7), inside=True)]
    figure = done_bars(rows, style, SIZE, heading="h", measures=("a", "b", "c"))
    found, axes = bars(figure)
    assert [each.get_width() for each in found] == [100, 40]
    assert sorted(float(line.get_xdata()[0]) for line in axes.lines if len(line.get_xdata()) == 1) == [7.0, 60.0, 80.0]


def test_bands_lie_where_the_form_draws_them_and_bars_where_the_values_are():
    style = style_for("print")
    data = Banded((0.0, 1.0, 2.0, 3.0), {0: 4, 2: None}, ((1.0, 2, ""), (2.0, 3, "")), ((0.0, "0"),), rising=True)
    figure = banded_histogram(data, style, SIZE, heading="h")
    axes = next(each for each in figure.axes if each.get_gid() == "bins")
    assert sorted(line.get_xdata()[0] for line in axes.lines) == [1.0, 2.0]
    assert [each for each in axes.patches if each.get_hatch()]


def test_a_square_names_every_cell_and_outlines_agreement():
    style = style_for("print")
    grid = [[5, 0, 0, 0, 0], [0, 6, None, 0, 0], *[[0] * 5] * 3]
    figure = square(grid, style, SIZE, heading="h", rows="r", columns="c")
    found, axes = bars(figure, "square")
    assert len(found) == 25 + 5
    assert [each.get_text() for each in axes.texts].count("5") == 1
    assert style.say("programme.hidden") in [each.get_text() for each in axes.texts]


def test_charts_without_cases_say_so():
    style = style_for("print")
    for figure in (
        level_bars([], style, SIZE, heading="h"),
        share_bars([], style, SIZE, heading="h"),
        done_bars([], style, SIZE, heading="h", measures=("a", "b", "c")),
        banded_histogram(Banded((0.0, 1.0), {}, (), (), rising=True), style, SIZE, heading="h"),
    ):
        assert style.say("programme.empty") in words(figure)
    assert height(0) > 0
    assert height(500) == 9.0
