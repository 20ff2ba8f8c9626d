"""Signing by hand in the window: a pad for pen or mouse."""
