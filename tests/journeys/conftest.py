"""Whole reviews through the command line, in folders of their own."""

from tests.app.conftest import qmdesk

__all__ = ["qmdesk"]
