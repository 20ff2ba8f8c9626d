"""Colours that mean different things stay apart for people who see no red or no green, and are seen at all."""

from itertools import combinations, pairwise

import numpy as np
import pytest

from qmdesk.charts.style import LOOKS, ChartStyle, style_for

#: What Machado, Oliveira and Fernandes (2009) give for complete protanopia and deuteranopia, in linear RGB.
SIGHT = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def linear(colour: str) -> np.ndarray:
    """Linear RGB (0..1) of "#rrggbb"."""
    share = np.array([int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)])
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def lab(colour: str, sight: str) -> np.ndarray:
    """CIE L*a*b* (D65) of a colour as such eyes see it."""
    seen = TO_XYZ @ np.clip(SIGHT[sight] @ linear(colour), 0, 1) / np.array([0.9505, 1.0, 1.089])
    f = np.where(seen > 0.008856, np.cbrt(seen), 7.787 * seen + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def distance(one: str, other: str, sight: str) -> float:
    return float(np.linalg.norm(lab(one, sight) - lab(other, sight)))


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio."""
    low, high = sorted(0.05 + float(np.dot([0.2126, 0.7152, 0.0722], linear(each))) for each in (one, other))
    return high / low


def meaning(style: ChartStyle) -> dict[str, str]:
    """Colours of lines and marks that stand beside each other."""
    return {"series": style.series, "limit": style.limit, "good": style.good, "fill": style.fill}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("sight", SIGHT)
def test_colours_that_mean_something_keep_apart(look: str, sight: str) -> None:
    style = style_for(look)
    for (one, first), (other, second) in combinations(meaning(style).items(), 2):
        assert distance(first, second, sight) >= 22.0, (one, other)
    for worse, better in pairwise(style.levels):
        assert distance(worse, better, sight) >= 6.0, (worse, better)


@pytest.mark.parametrize("look", LOOKS)
def test_writing_and_lines_stand_out_from_the_ground(look: str) -> None:
    style = style_for(look)
    for name in ("ink", "muted", "series", "limit", "good", "warn"):
        assert contrast(getattr(style, name), style.background) >= 4.5, name
    for level, colour in enumerate(style.levels, start=1):
        assert contrast(style.level_ink(level), colour) >= 3.0, level
