"""What a chart view is given: how to build a figure, and which of its places have something to say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from qmdesk.charts.style import ChartStyle

#: Pixels (at 96 dpi) within which a point answers for the pointer.
NEAR = 16.0
#: From so many points on they are looked up by x, which then must ascend.
MANY = 20_000


@dataclass(frozen=True, slots=True)
class Spots:
    """Places of one axes (named by its gid) in data coordinates, in reading order, and the words for each.

    ``by`` says what counts as near: "point" both ways, "x" a column of the axes, "y" a row, its name at the side
    included.
    """

    axes: str
    x: np.ndarray
    y: np.ndarray
    text: Callable[[int], str]
    by: Literal["point", "x", "y"] = "point"


@dataclass(frozen=True, slots=True)
class Plot:
    """A figure with its spots. ``zoom`` names axes that may be zoomed, those that share their x axis together.

    ``about`` says in a sentence what the chart shows, where that is more than its own words do.
    """

    figure: Figure
    spots: tuple[Spots, ...] = ()
    zoom: tuple[str, ...] = ()
    about: str = ""


#: Builds a plot for a style and a size in inches; it runs off the event loop, on frozen values.
Build = Callable[["ChartStyle", tuple[float, float]], Plot]


@dataclass(frozen=True, slots=True)
class Hit:
    """One spot: which of ``plot.spots``, which of its places, and where on the picture (shares from the top left)."""

    group: int
    index: int
    x: float
    y: float


def axes_named(figure: Figure, gid: str) -> Axes | None:
    """The axes with a gid."""
    return next((each for each in figure.axes if each.get_gid() == gid), None)


def axes_at(figure: Figure, x: float, y: float) -> Axes | None:
    """The axes under a place of the picture (shares from the top left)."""
    return next((each for each in figure.axes if each.get_position().contains(x, 1.0 - y)), None)


def hit(plot: Plot, x: float, y: float) -> Hit | None:
    """The spot that answers for a place of the picture (shares from the top left)."""
    for group, spots in enumerate(plot.spots):
        axes = axes_named(plot.figure, spots.axes)
        if axes is None or not len(spots.x) or not _within(axes, spots, x, y):
            continue
        index = _nearest(plot.figure, axes, spots, x, y)
        if index is not None:
            return spot(plot, group, index)
    return None


def spot(plot: Plot, group: int, index: int) -> Hit | None:
    """A spot by its number; None where it is outside its axes, as when zoomed."""
    spots = plot.spots[group]
    axes = axes_named(plot.figure, spots.axes)
    if axes is None:
        return None
    across, up = _shares(plot.figure, axes, spots.x[index : index + 1], spots.y[index : index + 1])
    box = axes.get_position()
    inside = box.x0 - 1e-6 <= across[0] <= box.x1 + 1e-6
    return Hit(group, index, float(across[0]), 1.0 - float(up[0])) if inside else None


def _within(axes: Axes, spots: Spots, x: float, y: float) -> bool:
    box = axes.get_position()
    tall = box.y0 <= 1.0 - y <= box.y1
    return tall if spots.by == "y" else tall and box.x0 <= x <= box.x1


def _nearest(figure: Figure, axes: Axes, spots: Spots, x: float, y: float) -> int | None:
    width, height = (96.0 * float(each) for each in figure.get_size_inches())
    first, last = _about(axes, spots, x, NEAR / width)
    if first >= last:
        return None
    across, up = _shares(figure, axes, spots.x[first:last], spots.y[first:last])
    aside, above = np.abs(across - x) * width, np.abs(up - (1.0 - y)) * height
    far = {"x": aside, "y": above, "point": np.hypot(aside, above)}[spots.by]
    index = int(far.argmin())
    return first + index if spots.by != "point" or far[index] <= NEAR else None


def _about(axes: Axes, spots: Spots, x: float, reach: float) -> tuple[int, int]:
    """Which of very many points in ascending order may be near (a share of the width): the pointer never waits."""
    if len(spots.x) < MANY or spots.by != "point" or axes.get_xscale() != "linear":
        return 0, len(spots.x)
    box, (low, high) = axes.get_position(), axes.get_xlim()
    ends = [low + (x + side - box.x0) / box.width * (high - low) for side in (-reach, reach)]
    first, last = np.searchsorted(spots.x, sorted(ends))
    return int(first), int(last)


def _shares(figure: Figure, axes: Axes, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    pixels = axes.transData.transform(np.column_stack([x, y]))
    shares = figure.transFigure.inverted().transform(pixels)
    return shares[:, 0], shares[:, 1]


def spot_count(plot: Plot) -> int:
    """How many spots there are, in reading order, for going through them by keyboard."""
    return sum(len(spots.x) for spots in plot.spots)


def spot_number(plot: Plot, group: int, index: int) -> int:
    """The place of a spot among all."""
    return sum(len(spots.x) for spots in plot.spots[:group]) + index


def spot_numbered(plot: Plot, number: int) -> tuple[int, int]:
    """Group and index of the spot at a place among all."""
    for group, spots in enumerate(plot.spots):
        if number < len(spots.x):
            return group, number
        number -= len(spots.x)
    raise IndexError(number)
