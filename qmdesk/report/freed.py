"""Freed memory handed back to the system; loads no library, so that a process without reports has it cheap."""

from __future__ import annotations

import ctypes
import sys


def give_back() -> None:
    """Hand freed memory back to the system. The allocator of glibc keeps some megabytes of each thread for later
    photos and pages, of which there are none; others do so by themselves. Takes some milliseconds: not for the window's
    thread."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
