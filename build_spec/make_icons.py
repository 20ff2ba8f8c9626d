"""Draw the program's icon from ``build_spec/icon/qmdesk.svg``: PNG, ICO (Windows), ICNS (macOS), SVG (Linux).

    python build_spec/make_icons.py

The picture has two forms: small sizes have three steps in place of five and thicker lines, to stay clear. The icon of a
case file is the same on a sheet of paper.
"""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPainterPath, QPen
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "build_spec" / "icon" / "qmdesk.svg"
FOLDER = ROOT / "resources" / "icons" / "app"
SIZES = (16, 24, 32, 48, 64, 128, 256)
#: Sizes that macOS takes from an ICNS file.
APPLE_SIZES = (16, 32, 64, 128, 256, 512, 1024)
LARGE = 512
#: Of the window's own icon, which is read at each start.
WINDOW = 128
#: Up to this side the small form is drawn.
SMALL = 32
#: What a case's sheet of paper is drawn with.
PAPER, EDGE, FOLD = "#ffffff", "#9db3cc", "#dbe6f2"


def program(side: int) -> Image.Image:
    """The program's icon."""
    return _drawn(side, lambda painter, box: _emblem(painter, box, side))


def case(side: int) -> Image.Image:
    """A case file's icon: the emblem on a sheet with a folded corner."""

    def draw(painter: QPainter, box: QRectF) -> None:
        _sheet(painter, box)
        emblem = box.width() * 0.62
        _emblem(painter, QRectF((box.width() - emblem) / 2, box.height() * 0.30, emblem, emblem), round(emblem))

    return _drawn(side, draw)


def _emblem(painter: QPainter, box: QRectF, side: int) -> None:
    picture = QSvgRenderer(QByteArray(SOURCE.read_bytes()))
    whole = picture.viewBoxF()
    for group in ("tile", "small" if side <= SMALL else "large"):
        part = picture.boundsOnElement(group)
        scale = box.width() / whole.width()
        place = QRectF(part.x() * scale, part.y() * scale, part.width() * scale, part.height() * scale)
        picture.render(painter, group, place.translated(box.topLeft()))


def _sheet(painter: QPainter, box: QRectF) -> None:
    side = box.width()
    left, right, top, bottom = side * 0.12, side * 0.88, side * 0.04, side * 0.96
    fold = side * 0.20
    paper = QPainterPath(QPointF(left, top))
    for x, y in ((right - fold, top), (right, top + fold), (right, bottom), (left, bottom)):
        paper.lineTo(x, y)
    paper.closeSubpath()
    painter.setPen(QPen(QColor(EDGE), max(1.0, side / 64)))
    painter.fillPath(paper, QColor(PAPER))
    painter.drawPath(paper)
    corner = QPainterPath(QPointF(right - fold, top))
    corner.lineTo(right - fold, top + fold)
    corner.lineTo(right, top + fold)
    corner.closeSubpath()
    painter.fillPath(corner, QColor(FOLD))
    painter.drawPath(corner)


def _drawn(side: int, draw: object) -> Image.Image:
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    assert callable(draw)
    draw(painter, QRectF(0, 0, side, side))
    painter.end()
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return Image.open(io.BytesIO(store.data()))


def large_form(source: str) -> str:
    """The picture as one file for desktops that scale it: without the small form, comments and spaces of the source."""
    text = re.sub(r'<g id="small">.*?</g>', "", source, flags=re.DOTALL)
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    return re.sub(r">\s+<", "><", text).strip() + "\n"


def main() -> None:
    application = QGuiApplication([])
    FOLDER.mkdir(parents=True, exist_ok=True)
    program(LARGE).save(FOLDER / "qmdesk.png", optimize=True)
    program(WINDOW).save(FOLDER / "window.png", optimize=True)
    (FOLDER / "qmdesk.svg").write_text(large_form(SOURCE.read_text("utf-8")), "utf-8")
    sizes = [(side, side) for side in SIZES]
    for name, draw in (("qmdesk", program), ("case", case)):
        pictures = [draw(side) for side in SIZES]
        pictures[-1].save(FOLDER / f"{name}.ico", sizes=sizes, append_images=pictures[:-1])
    case(256).save(FOLDER / "case.png", optimize=True)
    apple = [program(side) for side in APPLE_SIZES]
    apple[-1].save(FOLDER / "qmdesk.icns", append_images=apple[:-1])
    del application


if __name__ == "__main__":
    main()
