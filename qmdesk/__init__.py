"""qmdesk: the desktop application for on-site reviews of quality-management capability."""

__version__ = "0.1.0"
