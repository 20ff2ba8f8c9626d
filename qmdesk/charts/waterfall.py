"""The waterfall of the rolled throughput yield: from all that goes in, step by step down to what passes everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from qmdesk.charts import canvas, numbers, writing
from qmdesk.charts.canvas import Size
from qmdesk.charts.style import ChartStyle
from qmdesk.charts.writing import font
from qmdesk.charts.yields import THRESHOLDS, WHOLE
from qmdesk.stats.yields import falling_product

#: Ems of small writing: margins left and right (labels of the levels), under the axes and above them.
LEFT, RIGHT, UNDER, ABOVE = 5.0, 6.4, 3.0, 2.4


@dataclass(frozen=True, slots=True)
class WaterStep:
    """Counts of one step; ``reworked`` are those of the failed units that were reworked, None where not told."""

    name: str
    submitted: int
    passed: int
    reworked: int | None = None


def waterfall_figure(
    steps: Sequence[WaterStep],
    style: ChartStyle,
    size: Size = (6.6, 3.2),
    *,
    name: str = "",
    thresholds: Sequence[Fraction] = THRESHOLDS,
) -> Figure:
    """A column for each step from the product before it down to that after it; reworked units hatched; then the whole.

    A reworked unit failed the first time, so it lowers the yield as a lost one does. Raises Refused as
    :func:`qmdesk.stats.yields.step_yield`; empty without steps. Columns have the
    gids ``lost``, ``reworked`` and ``whole``.
    """
    figure = canvas.new_figure(size, style)
    heading = style.say("waterfall.titled", name=name) if name else style.say("waterfall.title")
    writing.title(figure, heading, style)
    em = style.em
    axes = canvas.place(figure, LEFT * em, UNDER * em, RIGHT * em, writing.title_height(style) + ABOVE * em, style)
    axes.set_gid("waterfall")
    if not steps:
        writing.empty(axes, style.say("waterfall.empty"), style)
        return figure
    products = falling_product((each.submitted, each.passed) for each in steps)
    _scale(axes, products, len(steps), style, thresholds)
    _columns(axes, steps, products, style)
    _texts(axes, steps, products, style, thresholds)
    _key(axes, style, reworked=any(each.reworked for each in steps))
    return figure


def _scale(
    axes: Axes, products: Sequence[Fraction], steps: int, style: ChartStyle, thresholds: Sequence[Fraction]
) -> None:
    """Percent from somewhat below the product (no columns from nought: they float) up to 100, with the levels."""
    low = min(float(products[-1]), float(min(thresholds)))
    bottom = 100 * max(0.0, low - 0.25 * (1.0 - low))
    over = 1.9 * style.em / canvas.inches_of(axes)[1]
    axes.set_ylim(bottom, 100 + (100 - bottom) * over / (1 - over))
    axes.set_xlim(-0.6, steps + 0.6)
    canvas.number_axis(axes, "y", most=5, unit=" %")
    canvas.grid(axes, style)
    canvas.hide(axes, "left")
    labels: list[tuple[float, str, str]] = []
    for level, threshold in enumerate(thresholds, start=2):
        height = float(100 * threshold)
        axes.axhline(height, color=style.good, linewidth=style.thin, linestyle=(0, (4, 2)), zorder=1)
        text = f"{numbers.number(height, 0)} % {style.say('level-short', level=level)}"
        labels.append((height, text, style.good))
    writing.side_labels(axes, labels, style)


def _columns(axes: Axes, steps: Sequence[WaterStep], products: Sequence[Fraction], style: ChartStyle) -> None:
    before = [Fraction(1), *products[:-1]]
    for place, (step, top, bottom) in enumerate(zip(steps, before, products, strict=True)):
        failed = step.submitted - step.passed
        again = Fraction(min(step.reworked or 0, failed), failed) if failed else Fraction(0)
        middle = bottom + (top - bottom) * again
        high, mid, low = (float(100 * each) for each in (top, middle, bottom))
        axes.bar(place, high - mid, 0.62, bottom=mid, color=style.series, linewidth=0, zorder=3, gid="lost")
        if again:
            axes.bar(
                place,
                mid - low,
                0.62,
                bottom=low,
                color=style.fill,
                edgecolor=style.series,
                hatch="////",
                linewidth=0,
                zorder=3,
                gid="reworked",
            )
        if not failed:
            axes.plot([place - 0.31, place + 0.31], [high, high], color=style.series, linewidth=style.line, zorder=3)
        axes.plot([place + 0.31, place + 0.69], [low, low], color=style.second, linewidth=style.thin, zorder=2)
    ground = axes.get_ylim()[0]
    whole = float(100 * products[-1])
    axes.bar(len(steps), whole - ground, 0.62, bottom=ground, color=style.second, linewidth=0, zorder=3, gid="whole")


def _texts(
    axes: Axes,
    steps: Sequence[WaterStep],
    products: Sequence[Fraction],
    style: ChartStyle,
    thresholds: Sequence[Fraction],
) -> None:
    """Names under the columns and the product over them, both as far as there is room."""
    room = canvas.inches_of(axes)[0] / (len(steps) + 1.2)
    names = [*(each.name for each in steps), style.say("waterfall.whole")]
    if room < 3.2 * style.em:
        names = [*(str(place) for place in range(1, len(steps) + 1)), style.say("waterfall.whole")]
    every = max(1, -(-int(100 * 2.2 * style.em) // max(int(100 * room), 1)))
    chosen = [place for place in range(len(names)) if place % every == 0 and place + every <= len(steps)]
    chosen.append(len(steps))
    axes.set_xticks(chosen, [writing.shortened(names[place], every * room * 0.94, style.note) for place in chosen])
    tops = [Fraction(1), *products[:-1]]
    for place, (top, product) in enumerate(zip([*tops, products[-1]], [*products, products[-1]], strict=True)):
        text = numbers.percent_text(product, (*thresholds, *WHOLE))
        last = place == len(steps)
        if not last and writing.width_of(text, style.note) > room * 0.98:
            continue
        axes.annotate(
            text,
            (place, float(100 * top)),
            xytext=(0, 2),
            textcoords="offset points",
            ha="center",
            va="bottom",
            zorder=4,
            **font(style, "note", weight="bold" if last else "normal"),
        )


def _key(axes: Axes, style: ChartStyle, *, reworked: bool) -> None:
    """What the colours mean, over the axes."""
    writing.over(axes, "■", style, colour=style.series)
    text = style.say("waterfall.lost")
    writing.over(axes, text, style, shift=style.note * 1.3)
    if reworked:
        offset = style.note * 2.8 + writing.width_of(text, style.note) * 72.0
        writing.over(axes, "▨", style, shift=offset, colour=style.series)
        writing.over(axes, style.say("waterfall.reworked"), style, shift=offset + style.note * 1.3)
