"""Memory for what is large: in large pages where the system has them, given back as soon as nobody looks."""

from __future__ import annotations

import contextlib
import mmap
import sys

#: From so many bytes on it is worth it: ordinary memory comes page by page, which takes longer than to fill it.
LARGE = 1 << 20
_PAGE = 1 << 21


def room(size: int) -> memoryview:
    """So many bytes that nobody else has."""
    whole = -(-size // _PAGE) * _PAGE
    if not sys.platform.startswith("linux"):
        return memoryview(mmap.mmap(-1, whole))[:size]
    made = mmap.mmap(-1, whole, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    with contextlib.suppress(OSError):  # a kernel without them
        made.madvise(mmap.MADV_HUGEPAGE)
    return memoryview(made)[:size]
