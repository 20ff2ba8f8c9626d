"""One look of the window: colours and sizes from ``resources/style``, icons recoloured to fit.

A Theme never changes; another look or text scale is another Theme, and the window is built again with it.
"""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from qmdesk import assets

LOOKS = ("light", "dark", "contrast")
GROUPS = ("type", "space", "radius", "size")
FAMILY = "Noto Sans SC"
#: Icons that the style sheet itself shows, and the colour they have there.
SHEET_ICONS = {
    "icon_down": ("chevron-down", "muted"),
    "icon_right": ("chevron-right", "muted"),
    "icon_check": ("check", "on_accent"),
    "icon_ticked": ("check", "accent"),
}


@dataclass(frozen=True)
class Theme:
    """Colours by name, sizes in pixels already scaled. ``look`` is one of LOOKS."""

    look: str
    scale: float
    touch: bool
    colours: Mapping[str, str]
    sizes: Mapping[str, int]
    _icons: dict[tuple[str, str, int], QIcon] = field(default_factory=dict[tuple[str, str, int], QIcon], repr=False)

    def colour(self, name: str) -> QColor:
        """A colour of the look; KeyError for an unknown name."""
        return QColor(self.colours[name])

    def px(self, name: str) -> int:
        """A size by its token: ``space_md``, ``type_title``, ``icon``."""
        return self.sizes[name]

    def font(self, name: str = "type_body", *, bold: bool = False) -> QFont:
        """The font of a step of the type scale."""
        font = QFont(FAMILY)
        font.setPixelSize(self.px(name))
        font.setBold(bold)
        return font

    def icon(self, name: str, colour: str = "muted", size: str = "icon") -> QIcon:
        """An icon of ``resources/icons`` in a colour of the look."""
        key = (name, colour, self.px(size))
        found = self._icons.get(key)
        if found is None:
            found = self._icons[key] = QIcon()
            made = QPixmap()
            for ratio in _ratios():
                made = self.pixmap(name, colour, size, ratio)
                found.addPixmap(made)
            found.addPixmap(self._faint(made), QIcon.Mode.Disabled)
        return found

    def _faint(self, pixmap: QPixmap) -> QPixmap:
        """The same strokes in the colour of what can't be used."""
        made = QPixmap(pixmap)
        painter = QPainter(made)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(QRectF(0, 0, made.width(), made.height()), self.colour("faint"))
        painter.end()
        return made

    def pixmap(self, name: str, colour: str, size: str = "icon", ratio: float = 1.0) -> QPixmap:
        """An icon drawn at a size token for a screen's pixel ratio."""
        side = self.px(size)
        pixmap = QPixmap(QSize(round(side * ratio), round(side * ratio)))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(self.svg(name, colour))).render(painter, QRectF(0, 0, side * ratio, side * ratio))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def svg(self, name: str, colour: str) -> bytes:
        """The source of a recoloured icon."""
        return _svg(name).replace("currentColor", self.colours[colour]).encode("utf-8")

    def palette(self) -> QPalette:
        """The palette behind the style sheet: what views and painters ask for."""
        palette = QPalette()
        roles = {
            QPalette.ColorRole.Window: "window",
            QPalette.ColorRole.Base: "surface",
            QPalette.ColorRole.AlternateBase: "window",
            QPalette.ColorRole.Text: "ink",
            QPalette.ColorRole.WindowText: "ink",
            QPalette.ColorRole.ButtonText: "ink",
            QPalette.ColorRole.Button: "raised",
            QPalette.ColorRole.Highlight: "accent",
            QPalette.ColorRole.HighlightedText: "on_accent",
            QPalette.ColorRole.PlaceholderText: "faint",
            QPalette.ColorRole.ToolTipBase: "raised",
            QPalette.ColorRole.ToolTipText: "ink",
            QPalette.ColorRole.Link: "accent",
        }
        for role, name in roles.items():
            palette.setColor(role, self.colour(name))
        return palette

    def sheet(self, folder: Path) -> str:
        """The style sheet; the icons that it names are written to ``folder``."""
        words = {**self.colours, **{name: str(size) for name, size in self.sizes.items()}}
        for key, (name, colour) in SHEET_ICONS.items():
            path = folder / f"{name}-{colour}-{self.look}.svg"
            path.write_bytes(self.svg(name, colour))
            words[key] = path.as_posix()
        template = assets.resource("style", "app.qss").read_text("utf-8")
        return string.Template(template).substitute(words)


def load_theme(look: str = "light", scale: float = 1.0, *, touch: bool = False) -> Theme:
    """The theme of a look; an unknown look gives the light one. ``scale`` 1.0 is 100 %."""
    tokens = _tokens()
    chosen = look if look in LOOKS else "light"
    sizes: dict[str, int] = {}
    for group in GROUPS:
        for name, size in tokens[group].items():
            assert isinstance(size, int)
            sizes[name if group == "size" else f"{group}_{name}"] = round(size * scale)
    if touch:
        sizes["control"] = sizes["row"] = sizes["touch"]
    sizes |= {
        "pad_focus": sizes["space_md"] - 1,
        "field": sizes["control"] - 2 * sizes["space_xs"],
        "field_focus": sizes["space_xs"] - 1,
        "radio": sizes["icon"] // 2 + 1,
        "field_side": sizes["space_sm"] - 1,
        "xl_handle": sizes["space_xl"],
        "drop": sizes["icon"] + sizes["space_sm"],
    }
    colours = {name: str(colour) for name, colour in tokens[chosen].items()}
    return Theme(chosen, scale, touch, colours, sizes)


@lru_cache(1)
def _tokens() -> Mapping[str, Mapping[str, str | int]]:
    return tomllib.loads(assets.resource("style", "tokens.toml").read_text("utf-8"))


def _ratios() -> list[int]:
    """Pixel ratios that icons are drawn for: what the screens have, 1 or 2, for others Qt scales them."""
    return sorted({2 if screen.devicePixelRatio() > 1 else 1 for screen in QGuiApplication.screens()}) or [2]


@lru_cache(200)
def _svg(name: str) -> str:
    return assets.resource("icons", f"{name}.svg").read_text("utf-8")
