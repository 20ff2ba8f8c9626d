"""What a measurement file gives, shown before it is taken in."""

from __future__ import annotations

from qmdesk.ui.intake.window import ask_measurements, ask_pasted

__all__ = ["ask_measurements", "ask_pasted"]
