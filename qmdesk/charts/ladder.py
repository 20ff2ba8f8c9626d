"""The scale of levels under an index: bands from level 1 to 5 with their thresholds, used by several charts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.ticker import FixedFormatter, FixedLocator, NullLocator

from qmdesk.charts import canvas, writing
from qmdesk.charts.style import ChartStyle
from qmdesk.charts.writing import font


def draw_scale(
    axes: Axes,
    style: ChartStyle,
    thresholds: Sequence[float],
    texts: Sequence[str],
    span: tuple[float, float],
    *,
    falling: bool = False,
    top: float = 1.0,
    lowest: int = 1,
) -> None:
    """Bands between the thresholds of the levels above ``lowest``, up to ``top`` of the height, named where names fit.

    ``falling`` is for figures where less is better: the lowest level is then at the high end. ``span`` is in order of
    the axis.
    """
    if not axes.get_gid():
        axes.set_gid("scale")
    axes.set_xlim(*span)
    axes.set_ylim(0.0, 1.0)
    axes.yaxis.set_major_locator(NullLocator())
    canvas.hide(axes, "left", "bottom")
    left, right = sorted(span)
    ordered = sorted(thresholds)
    edges = [left, *(min(max(each, left), right) for each in ordered), right]
    for index, (start, end) in enumerate(pairwise(edges)):
        level = lowest + (len(ordered) - index if falling else index)
        if end <= start:
            continue
        axes.axvspan(start, end, ymax=top, color=style.levels[level - 1], linewidth=0, zorder=0)
        _name(axes, style, level, (start, end), top / 2)
    axes.xaxis.set_major_locator(FixedLocator(list(thresholds)))
    axes.xaxis.set_major_formatter(FixedFormatter(list(texts)))
    axes.xaxis.set_minor_locator(NullLocator())
    _apart(axes, style, thresholds, texts)
    for threshold in ordered:
        axes.axvline(threshold, ymax=top, color=style.background, linewidth=style.line, zorder=1)


def _apart(axes: Axes, style: ChartStyle, thresholds: Sequence[float], texts: Sequence[str]) -> None:
    """Draw only the threshold texts that don't run into one already drawn, counted from the best level."""
    figure = axes.get_figure()
    assert figure is not None
    middles = [float(axes.transData.transform((each, 0.0))[0]) / figure.dpi for each in thresholds]
    kept: list[tuple[float, float]] = []
    shown: list[str] = []
    for middle, text in reversed(list(zip(middles, texts, strict=True))):
        half = writing.width_of(text, style.note) / 2 + 0.02
        free = all(middle + half <= low or middle - half >= high for low, high in kept)
        kept += [(middle - half, middle + half)] if free else []
        shown.append(text if free else "")
    axes.xaxis.set_major_formatter(FixedFormatter(shown[::-1]))


def _name(axes: Axes, style: ChartStyle, level: int, span: tuple[float, float], height: float) -> None:
    """The level's name in its band, its number where the name is too wide, nothing where that is."""
    to_pixels = axes.transData
    left, right = (float(to_pixels.transform((x, 0.0))[0]) for x in span)
    figure = axes.get_figure()
    assert figure is not None
    for text in (style.say(f"level.{level}"), str(level)):
        if writing.width_of(text, style.note) + 0.05 <= abs(right - left) / figure.dpi:
            middle = float(to_pixels.inverted().transform(((left + right) / 2, 0.0))[0])
            colour = style.level_ink(level)
            axes.text(middle, height, text, ha="center", va="center_baseline", **font(style, "note", color=colour))
            return
