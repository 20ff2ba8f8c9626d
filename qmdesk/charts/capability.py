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

from qmdesk.charts import canvas, numbers, writing
from qmdesk.charts.canvas import Size
from qmdesk.charts.index_scale import index_scale
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
    """Histogram of readings (shape (n,)) with limits, the normal and the chosen distribution's curve, and the index.

    ``values`` are all readings of the study: those that it left out are hollow points under the bars. ``name`` and
    ``unit`` are of the characteristic. Drawn also for no readings, no limits and no variation.
    """
    kept = counted(values, study)
    out = values[list(study.excluded)] if len(kept) < len(values) else values[:0]
    figure = canvas.new_figure(size, style)
    heading = style.say("capability.title", name=name or style.say("capability.readings"))
    note = "○ " + style.say("capability.excluded", count=len(out)) if len(out) else ""
    writing.title(figure, writing.with_unit(heading, unit, style), style, note)
    em = style.em
    wide = size[0] >= WIDE * em
    top = writing.title_height(style, note=bool(note)) + 2.6 * em
    right = (RIGHT + (COLUMN if wide else 0.0)) * em
    upper = canvas.place(figure, LEFT * em, (UNDER + SCALE + BETWEEN) * em, right, top, style)
    _histogram(upper, kept, out, study, style)
    if wide:
        _figures(figure, study, style, size, top)
    lower = canvas.place(figure, LEFT * em, UNDER * em, RIGHT * em, size[1] - (UNDER + SCALE) * em, style)
    index_scale(lower, study, style, thresholds)
    return figure


def counted(values: np.ndarray, study: Capability) -> np.ndarray:
    """The readings that the study's figures are of."""
    places = [place for place in study.excluded if place < len(values)]
    return np.delete(values, places) if places and len(values) > study.n else values


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


def _histogram(axes: Axes, values: np.ndarray, out: np.ndarray, study: Capability, style: ChartStyle) -> None:
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
    _left_out(axes, out, style)
    _limit_lines(axes, study, style)


def _left_out(axes: Axes, out: np.ndarray, style: ChartStyle) -> None:
    """Readings that count in nothing as hollow points on the ground, at the edge where they are further out."""
    low, high = axes.get_xlim()
    margin = 0.008 * (high - low)
    for marker, chosen in (
        ("o", out[(out >= low) & (out <= high)]),
        ("<", out[out < low]),
        (">", out[out > high]),
    ):
        axes.plot(
            np.clip(chosen, low + margin, high - margin),
            np.full(len(chosen), 0.05),
            transform=axes.get_xaxis_transform(),
            **style.left_out(marker),
        )


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
    chosen = () if study.nonnormal is None else study.nonnormal.curve
    drawn: list[tuple[str, np.ndarray, np.ndarray]] = []
    if chosen:
        points = np.array(chosen)
        drawn.append(("curve", points[:, 0], points[:, 1]))
    if study.mean is not None and study.sd_overall:
        drawn.append(("normal" if chosen else "curve", x, _normal(x, study.mean, study.sd_overall)))
    if study.mean is not None and study.sd_within:
        drawn.append(("within", x, _normal(x, study.mean, study.sd_within)))
    highest = 0.0
    for gid, places, density in drawn:
        colour, dashes, width = _curve_look(gid, style)
        axes.plot(places, density * area, color=colour, linestyle=dashes, linewidth=width, gid=gid)
        peak = float(density.max() * area)
        highest = peak if not highest else max(highest, min(peak, 3 * highest))
    return highest


def _curve_look(gid: str, style: ChartStyle) -> tuple[str, LineStyleType, float]:
    """Colour, dashes and width: the deciding curve solid, the normal beside it dotted, by the within spread dashed."""
    looks: dict[str, tuple[str, LineStyleType, float]] = {
        "curve": (style.series, "-", style.line),
        "normal": (style.series, (0, (1, 1.2)), style.line),
        "within": (style.second, (0, (4, 2)), style.line * 0.8),
    }
    return looks[gid]


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
    fitted = study.nonnormal is not None and bool(study.nonnormal.curve)
    samples = {style.say("capability.sd-overall"): _curve_look("normal" if fitted else "curve", style)}
    samples[style.say("capability.sd-within")] = _curve_look("within", style)
    if fitted:
        samples[_fitted_name(study, style)] = _curve_look("curve", style)
    width, height = size
    found = _rows(study, style)
    room = height - top - (UNDER + SCALE + 1.0) * style.em
    step = min(1.62 * style.em, room / sum(1.0 if name else 0.4 for name, _ in found))
    y = height - top + 1.0 * style.em
    left, right = width - (COLUMN + RIGHT - 2.0) * style.em, width - RIGHT * style.em
    for name, value in found:
        if name in samples and value != "–":
            _sample(figure, style, left - 0.4 * style.em, y - 0.6 * style.em, samples[name])
        if name:
            figure.text(left / width, y / height, name, va="top", **font(style, "note", color=style.muted))
            figure.text(right / width, y / height, value, va="top", ha="right", **font(style, "note"))
        y -= step if name else step * 0.4


def _sample(figure: Figure, style: ChartStyle, right: float, y: float, look: tuple[str, LineStyleType, float]) -> None:
    """A short piece of the curve that a figure belongs to, ending at ``right`` (inches)."""
    width, height = map(float, figure.get_size_inches())
    ends = [(right - 1.3 * style.em) / width, right / width]
    line = Line2D(ends, [y / height] * 2, color=look[0], linewidth=look[2], linestyle=look[1])
    line.set_transform(figure.transFigure)
    figure.add_artist(line)


def _rows(study: Capability, style: ChartStyle) -> list[tuple[str, str]]:
    def show(value: float | None, decimals: int = 3) -> str:
        return "–" if value is None else number(value, decimals)

    fine = numbers.decimals_for((study.sd_overall or 1.0) / 20)
    say = style.say
    index = "–" if study.index_text is None else numbers.signed(study.index_text)
    by, fitted = study.decides, study.nonnormal
    expected = fitted.expected_ppm if fitted and by == "nonnormal" else study.expected_ppm[2]
    return [
        ("n", str(study.n)),
        (say("capability.mean"), show(study.mean, fine)),
        (say("capability.sd-within"), show(study.sd_within, fine + 1)),
        (say("capability.sd-overall"), show(study.sd_overall, fine + 1)),
        ("", ""),
        ("Cp", show(study.within.potential)),
        ("Cpk", index if by == "cpk" else show(study.within.smaller)),
        ("Pp", show(study.overall.potential)),
        ("Ppk", index if by == "ppk" else show(study.overall.smaller)),
        *([(_fitted_name(study, style), index if by == "nonnormal" else show(fitted.ppk))] if fitted else []),
        ("", ""),
        (say("capability.expected"), _ppm(expected)),
        (say("capability.observed"), show(study.observed_ppm[2], 0)),
    ]


def _fitted_name(study: Capability, style: ChartStyle) -> str:
    """The percentile index by the name of its distribution."""
    assert study.nonnormal is not None
    return style.say("capability.nonnormal", family=style.say(f"family.{study.nonnormal.family}"))


def _ppm(value: float | None) -> str:
    """Parts per million, with a decimal only below a thousand."""
    return "–" if value is None else number(value, 1 if value < 1000 else 0)
