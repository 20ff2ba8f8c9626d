"""The capability chart: readings against their limits, the fitted curve, and Cpk with its interval on the levels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.typing import LineStyleType

from qmdesk import wording
from qmdesk.charts import canvas, numbers, writing
from qmdesk.charts.canvas import Size
from qmdesk.charts.ladder import draw_scale
from qmdesk.charts.numbers import number
from qmdesk.charts.style import ChartStyle
from qmdesk.charts.writing import font
from qmdesk.stats.capability import THRESHOLDS, Capability

#: Width in ems of small writing from which the column of figures stands beside the histogram, and its own width.
WIDE, COLUMN = 46.0, 15.5
#: Ems of the index scale, of the room under it and of the room between it and the histogram.
SCALE, UNDER, BETWEEN = 4.6, 2.6, 4.4
#: Ems of the margins left and right.
LEFT, RIGHT = 4.2, 1.6
#: Shares of the index scale's height: the bands of the levels, and the middle of the lane of the interval over them.
BAND, LANE = 0.46, 0.72


def capability_figure(
    values: np.ndarray,
    study: Capability,
    style: ChartStyle,
    size: Size = (6.6, 3.5),
    *,
    name: str = "",
    unit: str = "",
    thresholds: Sequence[Decimal] = THRESHOLDS,
) -> Figure:
    """Histogram of readings (shape (n,)) with limits, fitted normal (or the study's non-normal) curve and the index.

    ``name`` and ``unit`` are of the characteristic. Drawn also for no readings, no limits and no variation.
    """
    figure = canvas.new_figure(size, style)
    heading = style.say("capability.title", name=name or style.say("capability.readings"))
    writing.title(figure, writing.with_unit(heading, unit, style), style)
    em = style.em
    wide = size[0] >= WIDE * em
    top = writing.title_height(style) + 2.6 * em
    right = (RIGHT + (COLUMN if wide else 0.0)) * em
    upper = canvas.place(figure, LEFT * em, (UNDER + SCALE + BETWEEN) * em, right, top, style)
    _histogram(upper, values, study, style)
    if wide:
        _figures(figure, study, style, size, top)
    lower = canvas.place(figure, LEFT * em, UNDER * em, RIGHT * em, size[1] - (UNDER + SCALE) * em, style)
    _index_scale(lower, study, style, thresholds)
    return figure


def bin_edges(values: np.ndarray, room: float = 0.0) -> np.ndarray:
    """Edges of equal bins that are whole multiples of the readings' resolution, so that none is favoured.

    ``room`` is the width of the axis, for readings that are all alike.
    """
    distinct = np.unique(values)
    if len(distinct) < 2:
        middle = float(distinct[0]) if len(distinct) else 0.0
        half = room / 100 if room > 0 else 0.5
        return np.array([middle - half, middle + half])
    step = float(np.diff(distinct).min())
    span = float(distinct[-1] - distinct[0])
    count = int(np.clip(math.ceil(math.sqrt(len(values))), 5, 40))
    steps = span / step
    wide = max(round(steps / count), 1) if steps < 1e6 else 0
    width = wide * step if wide else span / count
    start = float(distinct[0]) - (step / 2 if wide else 0.0)
    bins = int((float(distinct[-1]) - start) / width + 1e-6) + 1 if wide else count
    return start + width * np.arange(bins + 1)


def _histogram(axes: Axes, values: np.ndarray, study: Capability, style: ChartStyle) -> None:
    axes.set_gid("histogram")
    low, high = _range(values, study)
    axes.set_xlim(low, high)
    edges = bin_edges(values, high - low)
    counts = np.histogram(values, edges)[0]
    axes.bar(
        edges[:-1],
        counts,
        np.diff(edges),
        align="edge",
        color=style.fill,
        edgecolor=style.background,
        linewidth=style.thin,
        gid="bars",
    )
    peak = max(int(counts.max()) if len(values) else 1, _curves(axes, values, study, style, edges))
    axes.set_ylim(0, peak * 1.08)
    canvas.grid(axes, style)
    canvas.number_axis(axes, "y", most=4, whole=True)
    canvas.number_axis(axes, "x", most=7)
    canvas.hide(axes, "left")
    _limit_lines(axes, study, style)


def _range(values: np.ndarray, study: Capability) -> tuple[float, float]:
    marks = [float(each) for each in (study.lsl, study.usl, study.target) if each is not None]
    marks += [float(values.min()), float(values.max())] if len(values) else []
    if study.mean is not None and study.sd_overall:
        marks += [study.mean - 3.6 * study.sd_overall, study.mean + 3.6 * study.sd_overall]
    low, high = (min(marks), max(marks)) if marks else (0.0, 1.0)
    pad = 0.04 * (high - low) or 0.5
    return low - pad, high + pad


def _curves(axes: Axes, values: np.ndarray, study: Capability, style: ChartStyle, edges: np.ndarray) -> float:
    """Draw the fitted curves in counts; the height of the highest."""
    area = len(values) * float(edges[1] - edges[0])
    x = np.linspace(*axes.get_xlim(), 400)
    highest = 0.0
    if study.nonnormal is not None and study.nonnormal.curve:
        points = np.array(study.nonnormal.curve)
        axes.plot(points[:, 0], points[:, 1] * area, color=style.series, linewidth=style.line, gid="curve")
        highest = float(points[:, 1].max() * area)
    elif study.mean is not None and study.sd_overall:
        y = area * _normal(x, study.mean, study.sd_overall)
        axes.plot(x, y, color=style.series, linewidth=style.line, gid="curve")
        highest = float(y.max())
    if study.mean is not None and study.sd_within:
        y = area * _normal(x, study.mean, study.sd_within)
        dashes = (0, (4, 2))
        axes.plot(x, y, color=style.second, linewidth=style.line * 0.8, linestyle=dashes, gid="within")
        highest = max(highest, min(float(y.max()), 3 * highest))
    return highest


def _normal(x: np.ndarray, mean: float, sd: float) -> np.ndarray:
    return np.exp(-(((x - mean) / sd) ** 2) / 2) / (sd * math.sqrt(2 * math.pi))


def _limit_lines(axes: Axes, study: Capability, style: ChartStyle) -> None:
    """Limits, target and mean as lines, named above the axes with room between the names."""
    marks = [("lsl", study.lsl, style.limit, "-"), ("target", study.target, style.muted, (0, (2, 2)))]
    marks += [("usl", study.usl, style.limit, "-")]
    drawn = [(key, value, colour, line) for key, value, colour, line in marks if value is not None]
    for key, value, colour, line in drawn:
        axes.axvline(float(value), color=colour, linewidth=style.line, linestyle=line, gid=key)
    texts = [f"{style.say(f'capability.{key}')} {numbers.decimal_text(value)}" for key, value, _, _ in drawn]
    low, high = axes.get_xlim()
    width = canvas.inches_of(axes)[0]
    widest = max((writing.width_of(text, style.note) for text in texts), default=0.0) + 0.08
    half = widest / 2 / width * (high - low)
    at = writing.spaced([float(value) for _, value, _, _ in drawn], 2 * half, low + half * 0.6, high - half * 0.6)
    for x, text, (_, _, colour, _) in zip(at, texts, drawn, strict=True):
        writing.over(axes, text, style, x, in_data=True, align="center", colour=colour)


def _figures(figure: Figure, study: Capability, style: ChartStyle, size: Size, top: float) -> None:
    """The column of figures right of the histogram."""
    solid = "capability.sd-overall" if study.nonnormal is None else "capability.nonnormal"
    samples: dict[str, tuple[str, LineStyleType]] = {style.say(solid): (style.series, "-")}
    samples[style.say("capability.sd-within")] = (style.second, (0, (2.4, 1.2)))
    width, height = size
    found = _rows(study, style)
    room = height - top - (UNDER + SCALE + 2.2) * style.em
    step = min(1.62 * style.em, room / sum(1.0 if name else 0.4 for name, _ in found))
    y = height - top + 0.2 * style.em
    left, right = width - (COLUMN + RIGHT - 2.0) * style.em, width - RIGHT * style.em
    for name, value in found:
        if name in samples and value != "–":
            _sample(figure, style, left - 0.4 * style.em, y - 0.6 * style.em, *samples[name])
        if name:
            figure.text(left / width, y / height, name, va="top", **font(style, "note", color=style.muted))
            figure.text(right / width, y / height, value, va="top", ha="right", **font(style, "note"))
        y -= step if name else step * 0.4


def _sample(figure: Figure, style: ChartStyle, right: float, y: float, colour: str, dashes: LineStyleType) -> None:
    """A short piece of the curve that a figure belongs to, ending at ``right`` (inches)."""
    width, height = map(float, figure.get_size_inches())
    ends = [(right - 1.3 * style.em) / width, right / width]
    line = Line2D(ends, [y / height] * 2, color=colour, linewidth=style.line, linestyle=dashes)
    line.set_transform(figure.transFigure)
    figure.add_artist(line)


def _rows(study: Capability, style: ChartStyle) -> list[tuple[str, str]]:
    def show(value: float | None, decimals: int = 3) -> str:
        return "–" if value is None else number(value, decimals)

    fine = numbers.decimals_for((study.sd_overall or 1.0) / 20)
    say = style.say
    index = study.index_text or "–"
    return [
        ("n", str(study.n)),
        (say("capability.mean"), show(study.mean, fine)),
        (say("capability.sd-within"), show(study.sd_within, fine + 1)),
        (say("capability.sd-overall"), show(study.sd_overall, fine + 1)),
        ("", ""),
        ("Cp", show(study.within.potential)),
        ("Cpk", show(study.within.smaller) if study.stands_in else index),
        ("Pp", show(study.overall.potential)),
        ("Ppk", index if study.stands_in else show(study.overall.smaller)),
        *([(say("capability.nonnormal"), show(study.nonnormal.ppk))] if study.nonnormal else []),
        ("", ""),
        (say("capability.expected"), show(study.expected_ppm[2], 1)),
        (say("capability.observed"), show(study.observed_ppm[2], 0)),
    ]


def _index_scale(axes: Axes, study: Capability, style: ChartStyle, thresholds: Sequence[Decimal]) -> None:
    axes.set_gid("index")
    index = study.index
    marks = [float(each) for each in thresholds]
    texts = [numbers.decimal_text(each) for each in thresholds]
    if index is None:
        draw_scale(axes, style, marks, texts, (0.0, 2.4), top=BAND)
        reason = wording.say(f"stats.reason.{next(iter(study.verdict.reasons), 'no-limits')}", style.lang)
        axes.annotate(reason, (0.0, LANE), xycoords="axes fraction", va="center", **font(style, "label"))
        return
    name = "Ppk" if study.stands_in else "Cpk"
    low, high = study.ci.get(name.lower(), (index, index))
    span = (min(0.0, low - 0.1), max(2.4, high + 0.2))
    draw_scale(axes, style, marks, texts, span, top=BAND)
    thick = style.line * 1.4
    axes.plot([low, high], [LANE, LANE], color=style.series, linewidth=thick, solid_capstyle="butt", gid="interval")
    for end in (low, high):
        axes.plot([end, end], [LANE - 0.1, LANE + 0.1], color=style.series, linewidth=thick)
    axes.plot([index], [LANE], marker="D", markersize=style.marker * 1.3, color=style.series, gid="point")
    interval = style.say(
        "capability.interval", percent=number(100 * study.ci_level, 0), low=number(low, 2), high=number(high, 2)
    )
    _above(axes, index, f"{name} {study.index_text}", interval, style)


def _above(axes: Axes, index: float, label: str, note: str, style: ChartStyle) -> None:
    """The index and its interval in words, over their mark and within the axes."""
    low, high = axes.get_xlim()
    label_width = writing.width_of(label + "  ", style.label)
    width = label_width + writing.width_of(note, style.note)
    inches = canvas.inches_of(axes)[0]
    start = (index - low) / (high - low) * inches - label_width / 2
    start = max(min(start, inches - width), 0.0)
    for text, offset, size in ((label, 0.0, "label"), (note, label_width, "note")):
        at = (start + offset) / inches
        writing.over(axes, text, style, at, lift=0.0, size=size, colour=style.ink, bold=size == "label")
