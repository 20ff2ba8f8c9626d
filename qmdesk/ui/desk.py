"""What every screen is given: the case as signals, the look, the language, and the way to other places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from qmdesk.model.problem import Problem
from qmdesk.ui.hub import Hub
from qmdesk.ui.settings import Settings
from qmdesk.ui.theme import Theme


@dataclass(frozen=True)
class Desk:
    """One open review in the window. ``go`` takes a place as problems name it (``item:system.process``)."""

    hub: Hub
    theme: Theme
    lang: str
    settings: Settings
    go: Callable[[str], None]
    tell: Callable[[str], None]
    tell_problems: Callable[[tuple[Problem, ...]], None]
    verify: Callable[[Path], object] | None = None
    """Opens the window that verifies a file; None where a page stands alone."""
