"""The sigma ladder: defects per million on the levels of the annex, with the upper bound of a sample."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from qmdesk.charts import canvas, writing
from qmdesk.charts.canvas import Size
from qmdesk.charts.ladder import draw_scale
from qmdesk.charts.numbers import number
from qmdesk.charts.style import ChartStyle
from qmdesk.charts.writing import font
from qmdesk.stats.proportion import DPMO_MOST
from qmdesk.stats.sigma import sigma_level

#: Defects per million at the ends of the ladder; 0 stands at the good end.
WORST, BEST = 1e6, 0.2
#: Shares of the height: the bands, and the lane of the marks.
BAND, LANE = 0.46, 0.72


def sigma_figure(
    dpmo: Fraction | None,
    style: ChartStyle,
    size: Size = (6.6, 1.55),
    *,
    upper: float | None = None,
    confidence: float = 0.95,
    thresholds: Sequence[Decimal] = DPMO_MOST,
) -> Figure:
    """dpmo (exact) on the ladder; ``upper`` is its one-sided bound in dpmo, for a sample. Empty ladder for None."""
    figure = canvas.new_figure(size, style)
    writing.title(figure, style.say("sigma.title"), style)
    em = style.em
    top = writing.title_height(style) + 1.8 * em
    axes = canvas.place(figure, 1.6 * em, 2.6 * em, 1.6 * em, top, style)
    axes.set_gid("sigma")
    axes.set_xscale("log")
    texts = [f"{_plain(each)} ({sigmas}σ)" for sigmas, each in enumerate(thresholds, start=3)]
    draw_scale(axes, style, [float(each) for each in thresholds], texts, (WORST, BEST), falling=True, top=BAND)
    if dpmo is None:
        axes.annotate(style.say("sigma.none"), (0.0, LANE), xycoords="axes fraction", va="center", **font(style))
    else:
        _marks(axes, dpmo, upper, confidence, thresholds, style)
    return figure


def dpmo_text(dpmo: Fraction, thresholds: Sequence[Decimal] = DPMO_MOST) -> str:
    """Defects per million with as many decimals as keep it on its own side of every threshold, one at most else."""
    marks = [Fraction(each) for each in (*thresholds, Decimal(0))]
    for decimals in range(0 if dpmo.denominator == 1 else 1, 12):
        shown = Fraction(round(dpmo * 10**decimals), 10**decimals)
        if all((shown > each) == (dpmo > each) and (shown < each) == (dpmo < each) for each in marks):
            return number(float(shown), decimals)
    return number(float(dpmo), 12)


def _marks(
    axes: Axes,
    dpmo: Fraction,
    upper: float | None,
    confidence: float,
    thresholds: Sequence[Decimal],
    style: ChartStyle,
) -> None:
    x = min(max(float(dpmo), BEST * 1.15), WORST)
    if upper is not None:
        bound = min(max(upper, BEST * 1.15), WORST)
        axes.plot([x, bound], [LANE, LANE], color=style.series, linewidth=style.line * 1.4, gid="interval")
        axes.plot([bound, bound], [LANE - 0.1, LANE + 0.1], color=style.series, linewidth=style.line * 1.4)
    axes.plot([x], [LANE], marker="D", markersize=style.marker * 1.3, color=style.series, clip_on=False, gid="point")
    level = sigma_level(dpmo)
    text = style.say("sigma.value", dpmo=dpmo_text(dpmo, thresholds))
    note = "" if level is None else style.say("sigma.continuous", level=number(level, 2))
    if upper is not None:
        bound_text = style.say("sigma.upper", percent=number(100 * confidence, 0), dpmo=number(upper, 1))
        note = f"{note}   {bound_text}" if note else bound_text
    writing.over(axes, text, style, lift=0.0, size="label", colour=style.ink, bold=True)
    offset = writing.width_of(text + "   ", style.label) * 72.0
    writing.over(axes, note, style, shift=offset, lift=0.0, colour=style.ink)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
