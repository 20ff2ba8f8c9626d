"""The end of a visit: team meeting, leaving check, facts confirmed, closing meeting."""

from qmdesk.ui.pages.closing.page import LeavingPage

__all__ = ["LeavingPage"]
