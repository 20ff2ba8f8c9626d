"""The chart of a comparison, with what each reading says under the pointer; it runs off the event loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qmdesk.model.readings import Readings
from qmdesk.ui.charts.plot import Build, Plot, Spots
from qmdesk.ui.words import tr

if TYPE_CHECKING:
    from qmdesk.charts.style import ChartStyle
    from qmdesk.stats.compare import Comparison


def repeat_plot(ours: Readings, theirs: Readings, found: Comparison, name: str, unit: str) -> Build:
    """Both sets of readings, of pairs their differences as well."""

    def build(style: ChartStyle, size: tuple[float, float]) -> Plot:
        import numpy as np

        from qmdesk.charts.repeat import repeat_figure

        own, other = (np.array([float(each) for each in side.decimals()]) for side in (ours, theirs))
        figure = repeat_figure(own, other, found, style, size, name=name, unit=unit)
        if not found.paired:
            return Plot(figure)
        texts = [
            tr("第 {n} 件：复核组 {own}，企业 {other}，差 {difference}", n=n, own=a, other=b, difference=a - b)
            for n, (a, b) in enumerate(zip(ours.decimals(), theirs.decimals(), strict=True), 1)
        ]
        places = np.arange(len(own)) + 1.0
        groups = (("readings", own), ("differences", own - other))
        return Plot(figure, tuple(Spots(gid, places, values, texts.__getitem__, "x") for gid, values in groups))

    return build
