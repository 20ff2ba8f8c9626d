"""Composition: the command line, settings, and the start of the desktop. No rule of the domain lives here."""
