"""Rectification: the suggestions handed over, and what became of them."""

from qmdesk.ui.pages.rectify.page import RectifyPage

__all__ = ["RectifyPage"]
