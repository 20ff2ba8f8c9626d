"""Packages to places elsewhere and from there, as cards of the sync page."""
