"""Charts show what the figures say: no reading lost, no mark in the wrong place, no number past a threshold."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from qmdesk.charts import numbers, writing
from qmdesk.charts.capability import bin_edges
from qmdesk.charts.sigma import dpmo_text
from qmdesk.charts.style import LOOKS, style_for
from qmdesk.charts.yields import THRESHOLDS
from qmdesk.stats.charts_spc import control_chart
from tests.charts.gallery import FIGURES, RUNGS
from tests.stats.reference import piston_rings

STYLE = style_for()
shares = st.fractions(0, 1, max_denominator=10**7)


def axes_of(figure: Figure, gid: str) -> Axes:
    return next(each for each in figure.axes if each.get_gid() == gid)


def line(axes: Axes, gid: str) -> np.ndarray:
    """The points of a line by its name, shape (n, 2)."""
    return next(each.get_xydata() for each in axes.lines if each.get_gid() == gid)  # type: ignore[return-value]


def words(figure: Figure) -> set[str]:
    return {each.get_text() for each in figure.findobj(Text) if isinstance(each, Text)}


def test_the_histogram_holds_every_reading_once() -> None:
    for name, n in (
        ("capability", 125),
        ("capability-few", 3),
        ("capability-alike", 30),
        ("capability-one-limit", 3000),
    ):
        bars = axes_of(FIGURES[name](STYLE), "histogram").patches
        assert sum(bar.get_height() for bar in bars) == n


@given(st.lists(st.integers(0, 400), min_size=1, max_size=200), st.sampled_from([0.01, 0.05, 1.0, 25.0]))
def test_bins_hold_all_and_favour_none(steps: list[int], resolution: float) -> None:
    """Every bin spans the same number of possible readings, or the comb of a histogram is the chart's own."""
    values = np.array(steps) * resolution
    edges = bin_edges(values)
    assert np.histogram(values, edges)[0].sum() == len(values)
    assert len(edges) <= 90
    if len(np.unique(values)) > 1:
        step = np.diff(np.unique(values)).min()
        possible = values.min() + step * np.arange(round((edges[-1] - edges[0]) / step))
        assert len(set(np.histogram(possible, edges)[0].tolist())) == 1


def test_the_index_scale_shows_the_index_with_its_interval() -> None:
    figure = FIGURES["capability"](STYLE)
    FigureCanvasAgg(figure).draw()
    scale = axes_of(figure, "index")
    assert line(scale, "point")[0, 0] == pytest.approx(1.6501, abs=1e-4)
    (low, _), (high, _) = line(scale, "interval")
    assert low < 1.6501 < high
    assert {"1", "1.33", "1.67", "2.00"} <= words(figure) and "Cpk 1.6501" in words(figure)


def test_points_beyond_the_limits_are_marked_and_their_rules_named() -> None:
    figure = FIGURES["control-xbar"](STYLE)
    panel = axes_of(figure, "xbar")
    chart = control_chart("xbar-r", piston_rings(40))
    assert line(panel, "beyond")[:, 0].tolist() == [38, 39] == [point + 1 for point in chart.first.beyond]
    assert line(panel, "advised")[:, 0].tolist() == [14, 40]
    assert any("准则 1" in text and "准则 6" in text for text in words(figure))


def test_a_moving_range_stands_under_its_later_reading() -> None:
    assert line(axes_of(FIGURES["control-two"](STYLE), "mr"), "points")[:, 0].tolist() == [2]


def test_the_waterfall_writes_exact_shares() -> None:
    shown = words(FIGURES["yield-one"](STYLE))
    assert {"49/50", "98.00 %"} <= shown
    assert "99.80 %" in words(FIGURES["yield"](STYLE))


@given(shares)
def test_a_share_is_never_written_past_a_threshold(value: Fraction) -> None:
    text = numbers.percent_text(value, (*THRESHOLDS, Fraction(1), Fraction(0)))
    shown = Fraction(text.removesuffix(" %")) / 100
    assert abs(shown - value) <= Fraction(1, 20_000)
    for each in (*THRESHOLDS, Fraction(1), Fraction(0)):
        assert (shown >= each) is (value >= each) and (shown > each) is (value > each)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(98, 100), "98.00 %"),
        (Fraction(97999, 100000), "97.999 %"),
        (Fraction(999999, 1000000), "99.9999 %"),
        (Fraction(2, 3), "66.67 %"),
    ],
)
def test_share_text(value: Fraction, text: str) -> None:
    assert numbers.percent_text(value, (*THRESHOLDS, Fraction(1))) == text


@pytest.mark.parametrize(
    ("dpmo", "text"),
    [
        (Fraction(230), "230"),
        (Fraction(23001, 100), "230.01"),
        (Fraction(1, 1000), "0.001"),
        (Fraction(0), "0"),
        (Fraction(3400001, 1000000), "3.400001"),
        (Fraction(10, 3), "3.3"),
    ],
)
def test_dpmo_is_never_written_past_a_threshold(dpmo: Fraction, text: str) -> None:
    assert dpmo_text(dpmo) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(-0.0004, 2, "0.00"), (-1.5, 1, "\u22121.5"), (1234567.0, 0, "1234567"), (0.1, 3, "0.100")],
)
def test_numbers_have_a_true_minus_and_no_negative_nought(value: float, decimals: int, text: str) -> None:
    assert numbers.number(value, decimals) == text


@pytest.mark.parametrize(
    ("step", "decimals"), [(1.0, 0), (0.5, 1), (0.25, 2), (0.02, 2), (20.0, 0), (2.5, 1), (0.0, 0)]
)
def test_decimals_tell_steps_apart(step: float, decimals: int) -> None:
    assert numbers.decimals_for(step) == decimals


@given(st.lists(st.floats(0, 10), min_size=1, max_size=12), st.floats(0.01, 3))
def test_spaced_labels_stand_apart_in_their_order(positions: list[float], gap: float) -> None:
    moved = writing.spaced(positions, gap, 0.0, 10.0)
    fitting = min(gap, 10.0 / max(len(positions) - 1, 1))
    ordered = sorted(moved)
    assert all(later - earlier >= fitting - 1e-6 for earlier, later in pairwise(ordered))
    assert ordered[0] >= -1e-6 and ordered[-1] <= 10 + 1e-6
    order = sorted(range(len(positions)), key=lambda place: positions[place])
    assert [moved[place] for place in order] == ordered


@given(st.text(min_size=1, max_size=60), st.floats(0.3, 4))
def test_shortened_names_fit(name: str, inches: float) -> None:
    short = writing.shortened(name, inches, 8.0)
    assert writing.width_of(short, 8.0) <= inches or short == "…"
    assert short == name or short.endswith("…")


def test_the_ladder_fills_what_is_reached_and_outlines_what_is_possible() -> None:
    patches = {each.get_gid(): each for each in axes_of(FIGURES["levels"](STYLE), "levels").patches}
    for row, rung in enumerate(RUNGS):
        for level in range(1, 6):
            dashed = patches[f"rung-{row}-{level}"].get_linestyle() not in ("-", "solid")
            assert dashed is (rung.lowest < level <= rung.highest)


def test_a_dollar_in_a_name_is_no_formula() -> None:
    from qmdesk.charts.yields import yield_figure

    assert "a $b$ \\frac" in words(yield_figure([("a $b$ \\frac", 5, 5)], STYLE))


def test_zero_defects_stand_at_the_good_end() -> None:
    scale = axes_of(FIGURES["sigma-zero"](STYLE), "sigma")
    assert line(scale, "point")[0, 0] < 1 < line(scale, "interval")[1, 0]
    assert scale.get_xlim()[0] > scale.get_xlim()[1]


@pytest.mark.parametrize("look", LOOKS)
def test_writing_has_contrast_on_its_ground(look: str) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1 for text; 3 to 1 for large marks is met by the same colours."""
    style = style_for(look)
    for colour in (style.ink, style.muted, style.limit, style.good, style.warn):
        assert ratio(colour, style.background) >= 4.5
    for level in range(1, 6):
        assert ratio(style.level_ink(level), style.levels[level - 1]) >= 4.5
    assert ratio(style.series, style.background) >= 3


def ratio(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_a_scaled_style_scales_all_sizes() -> None:
    small, large = style_for("light"), style_for("light", scale=1.5)
    assert (large.label, large.line, large.em) == pytest.approx((small.label * 1.5, small.line * 1.5, small.em * 1.5))


def test_limits_are_written_as_they_were_given() -> None:
    assert numbers.decimal_text(Decimal("74.050")) == "74.050" and numbers.decimal_text(Decimal("-1E+2")) == "\u2212100"
