"""The index of a capability study on the scale of the levels: its mark, its interval, and both in words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from matplotlib.axes import Axes

from qmdesk import wording
from qmdesk.charts import canvas, numbers, writing
from qmdesk.charts.ladder import draw_scale
from qmdesk.charts.numbers import number
from qmdesk.charts.style import ChartStyle
from qmdesk.charts.writing import font
from qmdesk.stats.capability import Capability

#: Shares of the scale's height: the bands of the levels, and the middle of the lane of the interval over them.
BAND, LANE = 0.46, 0.72


def index_scale(axes: Axes, study: Capability, style: ChartStyle, thresholds: Sequence[Decimal]) -> None:
    """The index that decides, with its interval where it has one, over the bands of the levels."""
    axes.set_gid("index")
    index = study.index
    marks = [float(each) for each in thresholds]
    texts = [numbers.decimal_text(each) for each in thresholds]
    if index is None or study.index_text is None:
        draw_scale(axes, style, marks, texts, (0.0, 2.4), top=BAND)
        reason = wording.say(f"stats.reason.{next(iter(study.verdict.reasons), 'no-limits')}", style.lang)
        axes.annotate(reason, (0.0, LANE), xycoords="axes fraction", va="center", **font(style, "label"))
        return
    interval = study.ci.get(study.decides)
    low, high = interval or (index, index)
    draw_scale(axes, style, marks, texts, (min(0.0, low - 0.1), max(2.4, high + 0.2)), top=BAND)
    if interval is not None:
        thick = style.line * 1.4
        axes.plot([low, high], [LANE, LANE], color=style.series, linewidth=thick, solid_capstyle="butt", gid="interval")
        for end in (low, high):
            axes.plot([end, end], [LANE - 0.1, LANE + 0.1], color=style.series, linewidth=thick)
    axes.plot(
        [index], [LANE], marker="D", markersize=style.marker * 1.3, color=style.series, clip_on=False, gid="point"
    )
    name = "Cpk" if study.decides == "cpk" else "Ppk"
    _above(axes, index, f"{name} {numbers.signed(study.index_text)}", _beside(study, interval, style), style)


def _beside(study: Capability, interval: tuple[float, float] | None, style: ChartStyle) -> str:
    """What stands after the index: its interval, or the distribution whose percentiles gave it."""
    if study.decides == "nonnormal" and study.nonnormal is not None:
        return style.say("capability.by-percentiles", family=style.say(f"family.{study.nonnormal.family}"))
    if interval is None:
        return ""
    percent = number(100 * study.ci_level, 0)
    return style.say("capability.interval", percent=percent, low=number(interval[0], 2), high=number(interval[1], 2))


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
