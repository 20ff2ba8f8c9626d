"""What is left out is hollow and counts in nothing, phases stand apart, and the pictures of studies tell the figures."""

from decimal import Decimal

import numpy as np
import pytest
from matplotlib.patches import Rectangle

from qmdesk.charts.gauge import gauge_figure
from qmdesk.charts.repeat import repeat_figure
from qmdesk.charts.spc import control_chart_figure
from qmdesk.charts.style import style_for
from qmdesk.charts.waterfall import WaterStep, waterfall_figure
from qmdesk.model.readings import Readings
from qmdesk.stats import gauge_rr
from qmdesk.stats.charts_spc import control_chart
from qmdesk.stats.compare import compare
from tests.charts.gallery import FIGURES
from tests.charts.test_contents import axes_of, line, words
from tests.stats.reference import piston_rings

STYLE = style_for()


def test_points_left_out_are_hollow_off_the_line_and_named() -> None:
    figure = FIGURES["control-excluded"](STYLE)
    panel = axes_of(figure, "i")
    assert line(panel, "excluded")[:, 0].tolist() == [31]
    assert line(panel, "excluded ^")[:, 0].tolist() == [10]  # far out: an arrow at the edge
    assert not {10, 31} & set(line(panel, "points")[:, 0].tolist())
    assert panel.get_ylim()[1] < 20
    assert any("○ 已剔除 2 点" in text for text in words(figure))
    hollow = next(each for each in panel.lines if each.get_gid() == "excluded")
    assert hollow.get_markerfacecolor() == STYLE.background


def test_readings_left_out_are_hollow_under_the_histogram_and_in_no_bar() -> None:
    figure = FIGURES["capability-excluded"](STYLE)
    axes = axes_of(figure, "histogram")
    assert sum(bar.get_height() for bar in axes.patches if isinstance(bar, Rectangle)) == 38
    assert line(axes, "excluded")[:, 0].tolist() == [8.9]
    assert len(line(axes, "excluded >")) == 1
    assert any("○ 已剔除 2 个读数" in text for text in words(figure))


def test_phases_have_limits_of_their_own_and_a_line_between() -> None:
    chart = control_chart("xbar-r", piston_rings(40), phases=(15, 28))
    figure = control_chart_figure(chart, STYLE)
    panel = axes_of(figure, "xbar")
    assert [each.get_xdata()[0] for each in panel.lines if each.get_gid() == "phase"] == [15.5, 28.5]
    assert {"阶段 2", "阶段 3"} <= words(figure)
    heights = line(panel, "ucl")[:, 1]
    assert sorted(set(heights[~np.isnan(heights)])) == sorted({chart.first.ucl[place] for place in (0, 15, 28)})
    joined = line(panel, "points")
    assert np.isnan(joined[:, 0]).sum() == 2


def test_zones_have_letters_where_there_is_room() -> None:
    chart = control_chart("i-mr", Readings((3, 7, 5, 4, 6) * 8, 0))
    letters = [text.get_text() for text in axes_of(control_chart_figure(chart, STYLE, (8, 7)), "i").texts]
    assert [letters.count(each) for each in "ABC"] == [2, 2, 2]
    assert not {"A", "B", "C"} & words(control_chart_figure(chart, STYLE, (4, 2.2)))


def test_the_index_that_decides_is_named_by_its_distribution() -> None:
    figure = FIGURES["capability-nonnormal"](STYLE)
    assert any(text.startswith("Ppk 0.876") for text in words(figure))
    assert {"按威布尔分布的分位数", "Ppk（威布尔）"} <= words(figure)
    assert not any(each.get_gid() == "interval" for each in axes_of(figure, "index").lines)
    curves = {each.get_gid() for each in axes_of(figure, "histogram").lines}
    assert {"curve", "normal", "within"} <= curves
    assert any(text.startswith("Ppk 1.28") for text in words(FIGURES["capability-unordered"](STYLE)))


def test_points_of_the_chosen_distribution_lie_on_the_line() -> None:
    points = line(axes_of(FIGURES["probability-weibull"](STYLE), "probability"), "points")
    middle = np.abs(points[:, 1]) < 1.2
    assert np.abs(points[middle, 0] - points[middle, 1]).max() < 0.2


def test_the_waterfall_falls_by_each_step_s_loss_and_shows_what_was_reworked() -> None:
    steps = [WaterStep("车", 100, 90, 4), WaterStep("磨", 90, 90), WaterStep("洗", 200, 190, 99)]
    figure = waterfall_figure(steps, STYLE)
    bars = [each for each in axes_of(figure, "waterfall").patches if isinstance(each, Rectangle)]
    columns = sorted({round(bar.get_x() + bar.get_width() / 2) for bar in bars})
    assert columns == [0, 1, 2, 3]
    ends = sorted(round(each, 6) for bar in bars for each in (bar.get_y(), bar.get_y() + bar.get_height()))
    assert {100.0, 94.0, 90.0, 85.5} <= set(ends)
    assert "85.50 %" in words(figure) and "其中返工" in words(figure)


def test_the_gauge_picture_holds_every_reading_and_names_people() -> None:
    cube = np.arange(24, dtype=float).reshape(4, 3, 2) ** 1.1
    figure = gauge_figure(gauge_rr.study(cube, 30.0), cube, STYLE, operators=["甲", "乙", "丙"])
    assert [each.get_gid() for each in figure.axes] == [
        "components", "by-part", "range", "by-operator", "mean", "interaction",
    ]  # fmt: skip
    for gid in ("by-part", "by-operator"):
        assert sorted(line(axes_of(figure, gid), "readings")[:, 1]) == sorted(cube.ravel())
    assert {"甲", "乙", "丙"} <= words(figure)
    heights = [bar.get_height() for bar in axes_of(figure, "components").patches]
    study = gauge_rr.study(cube, 30.0)
    assert heights[0] == pytest.approx(study.components.percent_study)
    assert heights[4] == pytest.approx(study.percent_tolerance)
    ranges = np.concatenate([each.get_ydata() for each in axes_of(figure, "range").lines if each.get_gid() == "points"])
    assert ranges.tolist() == np.ptp(cube, axis=2).T.ravel().tolist()


def test_repeat_measurements_mark_what_is_beyond_the_allowed_and_nothing_else() -> None:
    texts = (["10.010", "10.020", "10.031"], ["10.000", "10.010", "10.020"])
    sets = [Readings.of([Decimal(each) for each in side]) for side in texts]
    found = compare(*sets, paired=True, allowed=Decimal("0.010"))
    ours, theirs = (np.array([float(each) for each in side]) for side in texts)
    axes = axes_of(repeat_figure(ours, theirs, found, STYLE), "differences")
    assert line(axes, "beyond")[:, 0].tolist() == [3]
    assert line(axes, "points")[:, 0].tolist() == [1, 2]
