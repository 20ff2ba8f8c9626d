"""The look, scale and touch size that the settings remember, and the scales there are."""

from __future__ import annotations

from qmdesk.ui.settings import Settings
from qmdesk.ui.theme import Theme, load_theme

SCALES = (0.8, 0.9, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0)


def remembered_theme(settings: Settings) -> Theme:
    """The theme as it was left; a scale beyond the scales is the nearest one."""
    scale = min(max(settings.number("scale", 1.0), SCALES[0]), SCALES[-1])
    return load_theme(settings.text("look", "light"), scale, touch=settings.flag("touch"))


def next_scale(scale: float, step: str) -> float:
    """One step up ("+") or down ("-") from a scale; "0" is the scale as drawn."""
    if step == "0":
        return 1.0
    at = min(range(len(SCALES)), key=lambda i: abs(SCALES[i] - scale))
    return SCALES[min(max(at + (1 if step == "+" else -1), 0), len(SCALES) - 1)]
