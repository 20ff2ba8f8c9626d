"""The yield waterfall: each step's first-pass yield, and how their product falls past the levels' lines."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from qmdesk.charts import canvas, numbers, writing
from qmdesk.charts.canvas import Size
from qmdesk.charts.style import ChartStyle
from qmdesk.stats.yields import falling_product, step_yield

#: The annex's least whole-process yields of levels 2 to 5 (DOMAIN, section 3).
THRESHOLDS = (Fraction(90, 100), Fraction(95, 100), Fraction(97, 100), Fraction(98, 100))
#: Ems of small writing: room above and below the rows, and the right margin.
ABOVE, UNDER, RIGHT = 3.4, 2.6, 1.2
#: Shares that a rounded one must not turn into: nothing lost, nothing passed.
WHOLE = (Fraction(1), Fraction(0))
#: Step = (name, submitted, passed).
Step = tuple[str, int, int]


def yield_figure(
    steps: Sequence[Step],
    style: ChartStyle,
    size: Size = (6.6, 3.4),
    *,
    name: str = "",
    thresholds: Sequence[Fraction] = THRESHOLDS,
) -> Figure:
    """Rows of steps from first to last and one for the whole process; ``name`` is of the product family.

    Counts must be possible ones: raises Refused as :func:`qmdesk.stats.yields.step_yield`. For no steps, empty.
    """
    figure = canvas.new_figure(size, style)
    writing.title(figure, style.say("yield.titled", name=name) if name else style.say("yield.title"), style)
    em = style.em
    names = [*(step[0] for step in steps), style.say("yield.whole")]
    room = writing.names_room(names, style, size[0] * 0.3)
    ends = _column_ends(steps, style)
    top = writing.title_height(style) + ABOVE * em
    axes = canvas.place(figure, room + 1.4 * em, UNDER * em, ends[-1] + RIGHT * em, top, style)
    axes.set_gid("yields")
    points = writing.rows(axes, names, room, style, bold=[len(steps)])
    canvas.hide(axes, "left")
    if not steps:
        writing.empty(axes, style.say("yield.empty"), style)
        return figure
    products = falling_product((submitted, passed) for _, submitted, passed in steps)
    _scale(axes, products, style, thresholds)
    _bars(axes, products, style)
    _columns(axes, steps, products, style, thresholds, points, ends)
    return figure


def yield_height(steps: int, style: ChartStyle) -> float:
    """Inches that a figure of so many steps needs for writing of full size."""
    rows = (steps + 1) * style.label * 1.55 / 72.0
    return writing.title_height(style) + (ABOVE + UNDER) * style.em + rows


def _column_ends(steps: Sequence[Step], style: ChartStyle) -> tuple[float, float, float]:
    """Right ends of the columns of counts, step yield and product, in inches right of the axes."""
    counts = [style.say("yield.counts"), *(f"{passed}/{submitted}" for _, submitted, passed in steps)]
    texts = (counts, [style.say("yield.step"), "100.00 %"], [style.say("yield.product"), "100.00 %"])
    widths = [max(writing.width_of(text, style.label) for text in column) + 1.0 * style.em for column in texts]
    first = widths[0] + 0.8 * style.em
    return first, first + widths[1], first + widths[1] + widths[2]


def _scale(axes: Axes, products: Sequence[Fraction], style: ChartStyle, thresholds: Sequence[Fraction]) -> None:
    """Percent from somewhat below the product up to 100, with the levels' lines named above the rows."""
    low = min(float(products[-1]), float(min(thresholds)))
    low = max(0.0, low - 0.12 * (1.0 - low))
    axes.set_xlim(100 * low, 100.0)
    room = canvas.inches_of(axes)[0]
    canvas.number_axis(axes, "x", most=min(max(int(room / (4.6 * style.em)), 1), 5), whole=True, unit=" %")
    canvas.grid(axes, style, "x")
    width = canvas.inches_of(axes)[0]
    texts = [f"{numbers.number(float(100 * each), 0)} %" for each in thresholds]
    gap = (max(writing.width_of(text, style.note) for text in texts) + 0.04) / width * 100 * (1 - low)
    named = [float(100 * each) for each in thresholds]
    fit = int((100 * (1 - low) - gap / 4) / gap)
    shown = named[-fit:] if fit else []
    at = writing.spaced(shown, gap, 100 * low + gap / 2, 100.0 - gap / 4)
    for height in named:
        axes.axvline(height, color=style.good, linewidth=style.thin, linestyle=(0, (4, 2)), zorder=1)
    first = len(named) - len(shown)
    for level, (x, text) in enumerate(zip(at, texts[first:], strict=True), start=2 + first):
        writing.over(axes, text, style, x, in_data=True, align="center", colour=style.good)
        short = style.say("level-short", level=level)
        above = 3.0 + style.note * 1.25
        writing.over(axes, short, style, x, in_data=True, lift=above, align="center", colour=style.good)


def _bars(axes: Axes, products: Sequence[Fraction], style: ChartStyle) -> None:
    """What each step takes from the product; the largest loss darker; and the whole product as the last row."""
    before = [Fraction(1), *products[:-1]]
    losses = [earlier - later for earlier, later in zip(before, products, strict=True)]
    worst = max(losses)
    tall = canvas.row_height(axes)
    for row, (earlier, later, loss) in enumerate(zip(before, products, losses, strict=True)):
        colour = style.series if loss == worst and loss > 0 else style.fill
        left, width = float(100 * later), float(100 * loss)
        axes.barh(row, width, left=left, height=tall, color=colour, linewidth=0, zorder=3)
        axes.plot(
            [left, left], [row - tall / 2, row + 1 + tall / 2], color=style.second, linewidth=style.thin, zorder=2
        )
        if not loss:
            axes.plot(
                [float(100 * earlier)] * 2, [row - tall / 2, row + tall / 2], color=style.series, linewidth=style.line
            )
    low = axes.get_xlim()[0]
    whole = float(100 * products[-1])
    axes.barh(len(products), whole - low, left=low, height=tall, color=style.second, linewidth=0, zorder=3, gid="whole")


def _columns(
    axes: Axes,
    steps: Sequence[Step],
    products: Sequence[Fraction],
    style: ChartStyle,
    thresholds: Sequence[Fraction],
    points: float,
    ends: tuple[float, float, float],
) -> None:
    small = min(points, style.note)
    for row, ((_, submitted, passed), product) in enumerate(zip(steps, products, strict=True)):
        texts = (
            f"{passed}/{submitted}",
            numbers.percent_text(step_yield(submitted, passed), WHOLE),
            numbers.percent_text(product, (*thresholds, *WHOLE)),
        )
        for end, text, colour in zip(ends, texts, (style.muted, style.ink, style.ink), strict=True):
            writing.beside(axes, row, text, style, inches=end, points=small, colour=colour)
    whole = numbers.percent_text(products[-1], (*thresholds, *WHOLE))
    writing.beside(axes, len(steps), whole, style, inches=ends[2], points=points, bold=True)
    for end, key in zip(ends, ("counts", "step", "product"), strict=True):
        writing.over(axes, style.say(f"yield.{key}"), style, 1.0, shift=end * 72.0, align="right")
