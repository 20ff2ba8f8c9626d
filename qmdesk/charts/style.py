"""How charts look: fonts, sizes and colours of one look, and the language of their words."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from qmdesk import assets, wording

LOOKS = ("print", "light", "dark", "contrast")
FONT_FAMILY = "Noto Sans SC"


@dataclass(frozen=True, slots=True)
class ChartStyle:
    """Colours as "#rrggbb", sizes and line widths in points, ``levels`` for levels 1 to 5.

    ``titled`` says whether a figure carries its own title: a report with captions switches it off.
    """

    background: str
    ink: str
    muted: str
    axis: str
    grid: str
    series: str
    fill: str
    second: str
    limit: str
    good: str
    warn: str
    band: str
    levels: tuple[str, str, str, str, str]
    title: float
    label: float
    note: float
    line: float
    thin: float
    marker: float
    lang: str = wording.DEFAULT_LANGUAGE
    font_family: str = FONT_FAMILY
    titled: bool = True

    def say(self, key: str, **details: object) -> str:
        """The text ``charts.<key>`` in the style's language."""
        return wording.say(f"charts.{key}", self.lang, **details)

    def level_ink(self, level: int) -> str:
        """The colour of writing on the fill of a level."""
        return "#10161d" if _lightness(self.levels[level - 1]) > 0.45 else "#ffffff"

    def left_out(self, marker: str) -> dict[str, Any]:
        """How points are plotted that count in nothing: hollow. ``marker`` is "o", or the arrow to one further out."""
        return {
            "linestyle": "none",
            "marker": marker,
            "markersize": self.marker * 1.1,
            "markerfacecolor": self.background,
            "markeredgecolor": self.muted,
            "markeredgewidth": self.line * 0.7,
            "zorder": 4,
            "gid": "excluded" if marker == "o" else f"excluded {marker}",
        }

    @property
    def em(self) -> float:
        """The size of small writing in inches: layouts are counted in it, so that they grow with the text."""
        return self.note / 72.0


def style_for(
    look: str = "print", lang: str = wording.DEFAULT_LANGUAGE, *, scale: float = 1.0, titled: bool = True
) -> ChartStyle:
    """The style of a look (LOOKS); ``scale`` enlarges writing and lines together. KeyError for an unknown look."""
    plain = _looks()[look]
    sizes = {name: getattr(plain, name) * scale for name in ("title", "label", "note", "line", "thin", "marker")}
    return replace(plain, lang=lang, titled=titled, **sizes)


@cache
def _looks() -> dict[str, ChartStyle]:
    tables: dict[str, dict[str, Any]] = tomllib.loads(assets.resource("charts", "looks.toml").read_text("utf-8"))
    return {name: _style(dict(table)) for name, table in tables.items()}


def _style(table: dict[str, Any]) -> ChartStyle:
    return ChartStyle(levels=tuple(table.pop("levels")), **table)


def _lightness(colour: str) -> float:
    """Relative luminance (0..1) of "#rrggbb", by eye rather than by WCAG's exact curve."""
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return 0.30 * red + 0.59 * green + 0.11 * blue
