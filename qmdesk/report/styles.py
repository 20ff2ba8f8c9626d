"""The looks of a page, read from ``resources/report/style.toml``: lengths in points, colours, styles of text."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from qmdesk import assets
from qmdesk.charts.style import ChartStyle, style_for
from qmdesk.report import fonts

Align = Literal["left", "right", "center", "justify"]
_FONTS = {"sans": fonts.SANS, "bold": fonts.BOLD, "serif": fonts.SERIF}


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a paragraph is set. ``indent`` (of the first line) is in ems, ``hanging`` pulls it out, in points."""

    font: str = fonts.SERIF
    size: float = 10.5
    leading: float = 17.0
    colour: str = "ink"
    align: Align = "left"
    indent: float = 0.0
    hanging: float = 0.0
    left: float = 0.0
    right: float = 0.0
    before: float = 0.0
    after: float = 0.0
    keep_next: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """The sheet and its margins."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float

    @property
    def body_width(self) -> float:
        return self.width - self.left - self.right

    @property
    def body_height(self) -> float:
        return self.height - self.top - self.bottom


@cache
def _file() -> Mapping[str, Any]:
    return tomllib.loads(assets.resource("report", "style.toml").read_text("utf-8"))


@cache
def page() -> Page:
    """The A4 page."""
    return Page(**{key: float(value) for key, value in _file()["page"].items()})


@cache
def text(name: str) -> TextStyle:
    """A style of text by name; KeyError for an unknown one."""
    table = dict(_file()["text"][name])
    table["font"] = _FONTS[table["font"]]
    return TextStyle(**table)


@cache
def colour(name: str) -> tuple[float, float, float]:
    """A colour by name as red, green and blue from 0 to 1; KeyError for an unknown one."""
    return _rgb(_file()["colour"][name])


@cache
def rule(name: str) -> float:
    """The width of a ruled line."""
    return float(_file()["rule"][name])


def level_colour(level: int) -> tuple[float, float, float]:
    """The fill that stands for a level, 1 to 5: the one of the printed charts."""
    return _rgb(_print_look().levels[min(max(level, 1), 5) - 1])


def level_ink(level: int) -> tuple[float, float, float]:
    """The colour of writing on that fill."""
    return _rgb(_print_look().level_ink(min(max(level, 1), 5)))


@cache
def _print_look() -> ChartStyle:
    return style_for("print")


def _rgb(code: str) -> tuple[float, float, float]:
    number = int(code.removeprefix("#"), 16)
    return (number >> 16) / 255, (number >> 8 & 255) / 255, (number & 255) / 255
