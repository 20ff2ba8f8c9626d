"""A long line is drawn from fewer points, and no extreme and no point that breaks a rule is among those left out."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg

from qmdesk.charts.longline import PIECE
from qmdesk.charts.spc import control_chart_figure
from qmdesk.charts.style import style_for
from qmdesk.charts.thin import thinned
from qmdesk.model.readings import Readings
from qmdesk.stats.charts_spc import control_chart
from tests.charts.test_contents import axes_of, line

numbers = st.lists(st.floats(-10, 10), min_size=1, max_size=3000)


def many(count: int, seed: int = 5) -> Readings:
    return Readings(tuple(np.random.default_rng(seed).normal(5000, 900, count).astype(int).tolist()), -3)


@given(numbers, st.integers(10, 400), st.data())
def test_what_is_left_keeps_ends_extremes_and_all_that_must_stay(values: list[float], most: int, data) -> None:
    array = np.array(values)
    must = data.draw(st.lists(st.integers(0, len(values) - 1), max_size=500))
    kept = thinned(array, must, most)
    assert len(kept) <= max(most, most + 4 + len(set(must)))
    assert (np.diff(kept) > 0).all()
    assert {0, len(values) - 1, *must} <= set(kept.tolist())
    assert array[kept].min() == array.min() and array[kept].max() == array.max()


@given(st.integers(2001, 20_000), st.integers(0, 99), st.data())
def test_no_stretch_as_wide_as_a_pixel_loses_its_extremes(count: int, seed: int, data) -> None:
    array = np.random.default_rng(seed).normal(0, 1, count)
    kept = thinned(array, ())
    start = data.draw(st.integers(0, count - 1))
    wide = max(2 * -(-count // 1000), 2)
    stretch = array[start : start + wide]
    inside = kept[(kept >= start - wide) & (kept < start + 2 * wide)]
    assert array[inside].min() <= stretch.min() and array[inside].max() >= stretch.max()


def test_a_long_chart_draws_every_point_that_breaks_a_rule_and_every_extreme() -> None:
    chart = control_chart("i-mr", many(30_000))
    axes = axes_of(control_chart_figure(chart, style_for()), "i")
    drawn = line(axes, "points")
    broken = {point + 1 for each in chart.first.violations for point in each.points}
    assert len(broken) > 400
    assert broken <= set(drawn[:, 0].astype(int).tolist())
    assert drawn[:, 1].min() == min(chart.first.points) and drawn[:, 1].max() == max(chart.first.points)
    assert len(drawn) < 2010 + len(broken)
    assert line(axes, "beyond")[:, 0].tolist() == [point + 1 for point in chart.first.beyond]


def test_a_closer_look_shows_every_point_of_what_is_looked_at() -> None:
    axes = axes_of(control_chart_figure(control_chart("i-mr", many(30_000)), style_for()), "i")
    axes.set_xlim(20_000, 20_100)
    assert set(range(20_000, 20_101)) <= set(line(axes, "points")[:, 0].astype(int).tolist())
    axes.set_xlim(0.4, 30_000.6)
    assert line(axes, "points")[[0, -1], 0].tolist() == [1, 30_000]


def test_a_line_painted_in_pieces_keeps_its_points() -> None:
    figure = control_chart_figure(control_chart("i-mr", many(30_000)), style_for())
    before = line(axes_of(figure, "i"), "points")
    assert len(before) > PIECE
    FigureCanvasAgg(figure).draw()
    assert (line(axes_of(figure, "i"), "points") == before).all()
