"""One look of the window: colours and sizes from ``resources/style``, icons recoloured to fit.

A Theme never changes; another look or text scale is another Theme, and the window is built again with it.
"""

from __future__ import annotations

import string
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from qmdesk import assets

LOOKS = ("light", "dark", "contrast")
GROUPS = ("type", "space", "radius", "size")
NO_ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"/>'
FAMILY = "Noto Sans SC"
#: Icons that the style sheet itself shows, and the colour they have there.
SHEET_ICONS = {
    "icon_down": ("chevron-down", "muted"),
    "icon_right": ("chevron-right", "muted"),
    "icon_check": ("check", "on_accent"),
    "icon_ticked": ("check", "accent"),
}


#: What stands in for a size that the file lacks, and names of colours that are grounds: white where they are missing,
#: under writing in black.
SIZE = 16
GROUNDS = ("window", "surface", "raised", "hover", "pressed", "selected", "track", "on_accent")

#: The most that a tab keeps free at the sides of its word: large text needs the room.
TAB = 14


class Tokens(dict[str, Any]):
    """Colours or sizes by name. A missing one is noted in ``lacking`` and has a stand-in, so that the window can be
    used with a damaged file."""

    def __init__(self, found: Mapping[str, Any], lacking: set[str], size: int = 0) -> None:
        super().__init__(found)
        self._lacking, self._size = lacking, size

    def __missing__(self, name: str) -> str | int:
        self._lacking.add(name)
        if self._size:
            return self._size
        return "white" if name in GROUNDS or name.endswith("_soft") else "black"


@dataclass(frozen=True)
class Theme:
    """Colours by name, sizes in pixels already scaled. ``look`` is one of LOOKS. ``lacking`` names what the files of
    the looks should have and don't, as far as it was asked for."""

    look: str
    scale: float
    touch: bool
    colours: Mapping[str, str]
    sizes: Mapping[str, int]
    lacking: set[str] = field(default_factory=set[str], compare=False)
    _pixmaps: dict[tuple[str, str, int, float], QPixmap] = field(
        default_factory=dict[tuple[str, str, int, float], QPixmap], repr=False, compare=False
    )
    _icons: dict[tuple[str, str, int], QIcon] = field(default_factory=dict[tuple[str, str, int], QIcon], repr=False)

    def colour(self, name: str) -> QColor:
        """A colour of the look."""
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
        made = pixmap.copy()
        made.fill(self.colour("faint"))  # filling a rectangle would have PySide make all its kinds of gradients
        painter = QPainter(made)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
        painter.drawPixmap(0, 0, pixmap)
        painter.end()
        return made

    def pixmap(self, name: str, colour: str, size: str = "icon", ratio: float = 1.0) -> QPixmap:
        """An icon drawn at a size token for a screen's pixel ratio; drawn once."""
        key = (name, colour, self.px(size), ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._drawn(name, colour, size, ratio)
        return self._pixmaps[key]

    def _drawn(self, name: str, colour: str, size: str, ratio: float) -> QPixmap:
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
        try:
            source = _svg(name)
        except OSError:
            self.lacking.add(f"{name}.svg")
            source = NO_ICON
        return source.replace("currentColor", self.colours[colour]).encode("utf-8")

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
        words = _Words(self)
        for key, (name, colour) in SHEET_ICONS.items():
            path = folder / f"{name}-{colour}-{self.look}.svg"
            path.write_bytes(self.svg(name, colour))
            words[key] = path.as_posix()
        try:
            template = assets.resource("style", "app.qss").read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            self.lacking.add("app.qss")
            return ""
        return string.Template(template).substitute(words)


class _Words(dict[str, str]):
    """What the style sheet's names stand for."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def __missing__(self, name: str) -> str:
        return str(self._theme.sizes[name] if name in self._theme.sizes else self._theme.colours[name])


def load_theme(look: str = "light", scale: float = 1.0, *, touch: bool = False) -> Theme:
    """The theme of a look; an unknown look gives the light one. ``scale`` 1.0 is 100 %."""
    tokens = _tokens()
    lacking: set[str] = set() if tokens else {"tokens.toml"}
    chosen = look if look in LOOKS else "light"
    sizes = Tokens({name: round(size * scale) for name, size in _sizes_in(tokens)}, lacking, round(SIZE * scale))
    if touch:
        sizes["control"] = sizes["row"] = sizes["touch"]
    sizes |= {
        "pad_focus": sizes["space_md"] - 1,
        "field": sizes["control"] - 2 * sizes["space_xs"],
        "field_focus": sizes["space_xs"] - 1,
        "radio": sizes["icon"] // 2 + 1,
        "tab": min(sizes["space_md"], TAB),
        "field_side": sizes["space_sm"] - 1,
        "xl_handle": sizes["space_xl"],
        "drop": sizes["icon"] + sizes["space_sm"],
    }
    sizes.update({name: max(size, 1) for name, size in sizes.items()})  # stand-ins may not fit each other
    known = {name: each for name, each in _table(tokens, chosen).items() if QColor.isValidColorName(str(each))}
    return Theme(chosen, scale, touch, Tokens(known, lacking), sizes, lacking)


@lru_cache(1)
def _tokens() -> Mapping[str, object]:
    """The file of tokens; empty where it is gone or no TOML."""
    try:
        return tomllib.loads(assets.resource("style", "tokens.toml").read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return {}


def _table(tokens: Mapping[str, object], name: str) -> Mapping[str, Any]:
    found = tokens.get(name)
    return found if isinstance(found, Mapping) else {}


def _sizes_in(tokens: Mapping[str, object]) -> Iterator[tuple[str, int]]:
    """Sizes under the names that the window has for them; what is no size is left out."""
    for group in GROUPS:
        for name, size in _table(tokens, group).items():
            if isinstance(size, int):
                yield (name if group == "size" else f"{group}_{name}"), size


def _ratios() -> list[int]:
    """Pixel ratios that icons are drawn for: what the screens have, 1 or 2, for others Qt scales them."""
    return sorted({2 if screen.devicePixelRatio() > 1 else 1 for screen in QGuiApplication.screens()}) or [2]


@lru_cache(200)
def _svg(name: str) -> str:
    return assets.resource("icons", f"{name}.svg").read_text("utf-8")
