"""A matplotlib Figure drawn on a page as vectors, with the report's own fonts: sharp, small, searchable.

The renderer works in points (72 to the inch). Images inside a figure are kept as images; gradients between
triangles are not supported, no chart of ours uses them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, cast

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Affine2D, Affine2DBase, Transform
from matplotlib.typing import ColorType
from numpy.typing import ArrayLike
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus.flowables import Flowable

from qmdesk.report import fonts

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.pdfgen.pathobject import PDFPathObject

Align = Literal["LEFT", "CENTER", "RIGHT"]

_CAPS = {"butt": 0, "round": 1, "projecting": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
_HATCH_TILE = 72.0
_BOLD_FROM = 600
_BOLD_NAMES = frozenset({"bold", "semibold", "demibold", "demi", "extra bold", "heavy", "black"})
_DESCENDING = frozenset("gjpqy,;()[]{}|/@_Qμφρβγχψ（）")


class FigureFlowable(Flowable):  # pyright: ignore[reportUntypedBaseClass]
    """A figure on a page, in its own size or narrowed to the room there is."""

    def __init__(self, figure: Figure, *, align: Align = "CENTER") -> None:
        super().__init__()
        figure.set_dpi(72)
        self.figure, self.hAlign = figure, align
        width, height = figure.get_size_inches()
        self.own = float(width) * 72, float(height) * 72
        self.scale = 1.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """The size taken."""
        self.scale = min(1.0, aW / self.own[0])
        self.width, self.height = self.own[0] * self.scale, self.own[1] * self.scale
        return self.width, self.height

    def draw(self) -> None:
        """Draw the figure on the canvas."""
        fonts.register()
        self.canv.saveState()
        self.canv.scale(self.scale, self.scale)
        self.figure.draw(CanvasRenderer(self.canv, *self.own))
        self.canv.restoreState()


class CanvasRenderer(RendererBase):
    """Draws what matplotlib asks for on a reportlab canvas, origin at the lower left, unit one point."""

    def __init__(self, canvas: Canvas, width: float, height: float) -> None:
        super().__init__()
        self.canvas, self.width, self.height = canvas, width, height

    def get_canvas_width_height(self) -> tuple[float, float]:
        return self.width, self.height

    def points_to_pixels(self, points: ArrayLike) -> ArrayLike:
        return points

    def flipy(self) -> bool:
        return False

    def new_gc(self) -> GraphicsContextBase:
        return GraphicsContextBase()

    def draw_path(
        self, gc: GraphicsContextBase, path: Path, transform: Transform, rgbFace: ColorType | None = None  # noqa: N803
    ) -> None:  # fmt: skip
        self._begin(gc, rgbFace)
        unfilled = rgbFace is None and gc.get_hatch() is None
        clip = (0.0, 0.0, self.width, self.height) if unfilled else None
        simplify = path.should_simplify and unfilled
        outline = self._outline(path, transform, clip, simplify)
        if gc.get_hatch():
            self._paint(gc, outline, rgbFace, stroke=False)
            self._hatch(gc, path, transform)
            self._paint(gc, outline, None)
        else:
            self._paint(gc, outline, rgbFace)
        self.canvas.restoreState()

    def draw_markers(
        self, gc: GraphicsContextBase, marker_path: Path, marker_trans: Transform, path: Path, trans: Transform,
        rgbFace: ColorType | None = None,  # noqa: N803
    ) -> None:  # fmt: skip
        self._begin(gc, rgbFace)
        outline, x0, y0 = self._outline(marker_path, marker_trans), 0.0, 0.0
        for vertices, _ in path.iter_segments(trans, simplify=False):
            x, y = float(vertices[-2]), float(vertices[-1])
            if math.isfinite(x) and math.isfinite(y):
                self.canvas.translate(x - x0, y - y0)
                x0, y0 = x, y
                self._paint(gc, outline, rgbFace)
        self.canvas.restoreState()

    def draw_image(
        self, gc: GraphicsContextBase, x: float, y: float, im: ArrayLike, transform: Affine2DBase | None = None
    ) -> None:
        pixels = np.asarray(im)
        height, width = pixels.shape[:2]
        self._begin(gc, None)
        if transform is not None:
            self.canvas.transform(*(float(each) for each in Affine2D(transform.get_matrix()).to_values()))
            width = height = 1
        picture = ImageReader(Image.fromarray(np.ascontiguousarray(pixels[::-1])))
        self.canvas.drawImage(picture, float(x), float(y), width, height, mask="auto")
        self.canvas.restoreState()

    def draw_text(
        self, gc: GraphicsContextBase, x: float, y: float, s: str, prop: FontProperties, angle: float,
        ismath: bool | str = False, mtext: Text | None = None,
    ) -> None:  # fmt: skip
        if ismath:
            self._draw_formula(gc, x, y, s, prop, angle)
            return
        self._begin(gc, gc.get_rgb())
        self.canvas.translate(float(x), float(y))
        self.canvas.rotate(float(angle))
        self.canvas.setFont(_face(prop), prop.get_size_in_points())
        self.canvas.drawString(0, 0, fonts.printable(s))
        self.canvas.restoreState()

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: bool | str
    ) -> tuple[float, float, float]:  # fmt: skip
        if ismath:
            width, height, descent, *_ = text_to_path.mathtext_parser.parse(s, 72, prop)
            return float(width), float(height), float(descent)
        size, text = prop.get_size_in_points(), fonts.printable(s)
        height, descent = _extent(text)
        return pdfmetrics.stringWidth(text, _face(prop), size), height * size, descent * size

    def _draw_formula(
        self, gc: GraphicsContextBase, x: float, y: float, s: str, prop: FontProperties, angle: float
    ) -> None:  # fmt: skip
        vertices, codes = text_to_path.get_text_path(prop, s, ismath=True)
        scale = prop.get_size_in_points() / text_to_path.FONT_SCALE
        place = Affine2D().scale(scale).rotate_deg(angle).translate(float(x), float(y))
        colour = gc.get_rgb()
        gc.set_linewidth(0)
        self.draw_path(gc, Path(vertices, codes), place, rgbFace=colour)

    def _begin(self, gc: GraphicsContextBase, face: ColorType | None) -> None:
        canvas = self.canvas
        canvas.saveState()
        self._clip(gc)
        forced = gc.get_alpha() if gc.get_forced_alpha() else None
        red, green, blue, alpha = to_rgba(gc.get_rgb(), forced)
        canvas.setStrokeColorRGB(red, green, blue)
        if alpha < 1:
            canvas.setStrokeAlpha(alpha)
        if face is not None:
            red, green, blue, alpha = to_rgba(face, forced)
            canvas.setFillColorRGB(red, green, blue)
            if alpha < 1:
                canvas.setFillAlpha(alpha)
        canvas.setLineWidth(float(gc.get_linewidth()))
        canvas.setLineCap(_CAPS[str(gc.get_capstyle())])
        canvas.setLineJoin(_JOINS[str(gc.get_joinstyle())])
        offset, dashes = gc.get_dashes()
        if dashes is not None:
            canvas.setDash([float(each) for each in np.atleast_1d(np.asarray(dashes, float))], float(offset or 0))

    def _clip(self, gc: GraphicsContextBase) -> None:
        box = gc.get_clip_rectangle()
        if box is not None:
            path = self.canvas.beginPath()
            path.rect(float(box.x0), float(box.y0), float(box.width), float(box.height))
            self.canvas.clipPath(path, stroke=0, fill=0)
        path, transform = gc.get_clip_path()
        if path is not None:
            self.canvas.clipPath(self._outline(cast(Path, path), transform), stroke=0, fill=0)

    def _paint(
        self, gc: GraphicsContextBase, outline: PDFPathObject, face: ColorType | None, *, stroke: bool = True
    ) -> None:
        seen = stroke and gc.get_linewidth() > 0 and to_rgba(gc.get_rgb())[3] > 0
        filled = face is not None and to_rgba(face)[3] > 0
        if seen or filled:
            self.canvas.drawPath(outline, stroke=int(seen), fill=int(filled))

    def _outline(
        self,
        path: Path,
        transform: Transform | None,
        clip: tuple[float, float, float, float] | None = None,
        simplify: bool | None = None,
    ) -> PDFPathObject:
        drawn, last = self.canvas.beginPath(), np.zeros(2)
        for vertices, code in path.iter_segments(transform, remove_nans=True, clip=clip, simplify=simplify):
            points = np.asarray(vertices, float).reshape(-1, 2)
            if code == Path.CURVE3:  # a quadratic curve, raised to a cubic one
                control, end = points
                points = np.array([last + 2 / 3 * (control - last), end + 2 / 3 * (control - end), end])
            _append(drawn, int(code), [float(each) for each in points.ravel()])
            last = points[-1]
        return drawn

    def _hatch(self, gc: GraphicsContextBase, path: Path, transform: Transform) -> None:
        """Tile the hatch over the path's box, clipped to the path."""
        box = path.get_extents(transform)
        if not np.isfinite(box.get_points()).all():
            return
        pattern, (red, green, blue, _) = gc.get_hatch_path(), to_rgba(gc.get_hatch_color())
        self.canvas.saveState()
        self.canvas.clipPath(self._outline(path, transform), stroke=0, fill=0)
        self.canvas.setStrokeColorRGB(red, green, blue)
        self.canvas.setFillColorRGB(red, green, blue)
        self.canvas.setLineWidth(float(gc.get_hatch_linewidth()))
        for column in range(int(box.x0 // _HATCH_TILE), int(box.x1 // _HATCH_TILE) + 1):
            for row in range(int(box.y0 // _HATCH_TILE), int(box.y1 // _HATCH_TILE) + 1):
                tile = Affine2D().scale(_HATCH_TILE).translate(column * _HATCH_TILE, row * _HATCH_TILE)
                self.canvas.drawPath(self._outline(pattern, tile), stroke=1, fill=1)
        self.canvas.restoreState()


def _append(drawn: PDFPathObject, code: int, numbers: Sequence[float]) -> None:
    if code == Path.MOVETO:
        drawn.moveTo(*numbers)
    elif code == Path.LINETO:
        drawn.lineTo(*numbers)
    elif code in (Path.CURVE3, Path.CURVE4):
        drawn.curveTo(*numbers)
    elif code == Path.CLOSEPOLY:
        drawn.close()


def _face(prop: FontProperties) -> str:
    weight = prop.get_weight()
    heavy = weight >= _BOLD_FROM if isinstance(weight, int | float) else str(weight) in _BOLD_NAMES
    return fonts.BOLD if heavy else fonts.SANS


def _extent(text: str) -> tuple[float, float]:
    """Height over all and depth below the base line in ems, near enough to centre text on its ink."""
    if any(char >= "⺀" for char in text):
        return 1.0, 0.12
    return (0.95, 0.21) if _DESCENDING & set(text) else (0.735, 0.0)
