"""From a plot to a picture, in the drawing thread: nothing here touches a widget."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from qmdesk.ui.charts.plot import Build, Plot

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: Pixels of a screen without scaling to the inch: sizes in points come out as the theme's pixels.
DPI = 96.0
#: Dots to the inch of a picture that goes into a document.
PRINT_DPI = 200.0
#: x limits of zoomed axes, by gid.
Window = Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Look:
    """The style that a chart is to be drawn in, by name: styles are made where matplotlib is at hand."""

    name: str
    lang: str
    scale: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn plot. ``size`` is in logical pixels, ``whole`` the x limits that zoomed axes have unzoomed.

    ``words`` say what the chart shows, for those who don't see it.
    """

    image: QImage
    plot: Plot
    size: tuple[int, int]
    whole: Window
    words: str


def draw(build: Build, look: Look, size: tuple[int, int], ratio: float, window: Window) -> Picture:
    """Build a plot for a place of so many logical pixels and paint it at the screen's pixel ratio."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    plot, whole = _built(build, look, size, window)
    plot.figure.set_dpi(DPI * ratio)
    canvas = FigureCanvasAgg(plot.figure)
    canvas.draw()
    pixels = canvas.buffer_rgba()
    width, height = canvas.get_width_height()
    image = QImage(pixels, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()
    image.setDevicePixelRatio(ratio)
    return Picture(image, plot, size, whole, plot.about or words_of(plot.figure))


def as_file(build: Build, look: Look, size: tuple[int, int], kind: str) -> bytes:
    """The whole chart as a file, ``kind`` svg or png, in the light look, as documents are on white paper."""
    plot, _ = _built(build, Look("light", look.lang, look.scale), size, {})
    out = io.BytesIO()
    metadata = {"Date": None} if kind == "svg" else {}
    plot.figure.savefig(out, format=kind, dpi=PRINT_DPI, metadata=metadata)
    return out.getvalue()


def as_image(build: Build, look: Look, size: tuple[int, int]) -> QImage:
    """The whole chart as a picture for the clipboard."""
    return QImage.fromData(as_file(build, look, size, "png"))  # pyright: ignore[reportArgumentType]


def words_of(figure: Figure) -> str:
    """The figure's own words: title, notes and figures, and what stands out in its panels."""
    said = [each.get_text().strip() for each in figure.texts if each.get_visible()]
    for axes in figure.axes:
        said += [each.get_text().strip() for each in axes.texts if each.get_fontweight() == "bold"]
    return " ".join(each for each in said if each)


def _built(build: Build, look: Look, size: tuple[int, int], window: Window) -> tuple[Plot, Window]:
    """The plot with its zoomed axes set, and the limits that these would have without."""
    from qmdesk.charts.style import style_for

    style = style_for(look.name, look.lang, scale=look.scale)
    plot = build(style, (max(size[0], 60) / DPI, max(size[1], 60) / DPI))
    whole: dict[str, tuple[float, float]] = {}
    for axes in plot.figure.axes:
        gid = str(axes.get_gid())
        whole[gid] = axes.get_xlim()
        limits = window.get(gid)
        if limits is not None:
            axes.set_xlim(*limits)
            _hide_outside(axes, limits)
    return plot, {gid: limits for gid, limits in whole.items() if gid in plot.zoom}


def _hide_outside(axes: object, limits: tuple[float, float]) -> None:
    """Names of lines and points that the window leaves out would be written beside the axes."""
    from matplotlib.axes import Axes
    from matplotlib.text import Annotation

    assert isinstance(axes, Axes)
    for text in axes.texts:
        if isinstance(text, Annotation):
            coords = text.xycoords
            in_data = coords == "data" or (isinstance(coords, tuple) and coords[0] == "data")
            if in_data and not limits[0] <= float(text.xy[0]) <= limits[1]:
                text.set_visible(False)
