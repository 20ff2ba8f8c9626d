"""Whole-process quality performance: the figures typed, pasted or imported, with charts that move as one types."""

from qmdesk.ui.pages.performance.page import PerformancePage

__all__ = ["PerformancePage"]
