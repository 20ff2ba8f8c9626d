"""Draw the program's own icon from the shield of the icon set: ``resources/icons/app/qmdesk.png`` and ``.ico``.

python build_spec/make_icons.py
"""

from __future__ import annotations

import io
import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from qmdesk.ui.theme import load_theme

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "icons" / "app"
SIZES = (16, 24, 32, 48, 64, 128, 256)
LARGE = 512


def draw(side: int) -> Image.Image:
    """The shield in white on a rounded square; small sizes get thicker lines to stay clear."""
    theme = load_theme("light")
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.colour("accent"))
    painter.setBrush(theme.colour("accent"))
    edge = side / 32
    painter.drawRoundedRect(QRectF(edge, edge, side - 2 * edge, side - 2 * edge), side * 0.2, side * 0.2)
    thick = b'stroke-width="2.4"' if side <= 48 else b'stroke-width="1.8"'
    shield = theme.svg("shield-check", "on_accent").replace(b'stroke-width="2"', thick)
    inset = side * 0.18
    QSvgRenderer(QByteArray(shield)).render(painter, QRectF(inset, inset, side - 2 * inset, side - 2 * inset))
    painter.end()
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return Image.open(io.BytesIO(store.data()))


def main() -> None:
    application = QGuiApplication([])
    FOLDER.mkdir(parents=True, exist_ok=True)
    draw(LARGE).save(FOLDER / "qmdesk.png", optimize=True)
    pictures = [draw(side) for side in SIZES]
    sizes = [(side, side) for side in SIZES]
    pictures[-1].save(FOLDER / "qmdesk.ico", sizes=sizes, append_images=pictures[:-1])
    del application


if __name__ == "__main__":
    main()
