"""What a child sends ahead of its answer while it still works, so that its parent can begin.

A part ahead is framed as an answer of the kind :data:`AHEAD`; the answer proper follows whatever became of it, and
only that says whether the part is worth anything. It is written by a thread: a pipe takes less than a large part.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable

AHEAD = b"A"
#: Takes a part and says whether it will be sent; a function gets one where its parent takes parts ahead.
Send = Callable[[memoryview], bool]


class Ahead:
    """Parts on their way; ``heading`` makes what stands before a part of so many bytes."""

    def __init__(self, out: int, most: int, heading: Callable[[bytes, int], bytes]) -> None:
        self.sent = 0
        self._out, self._most, self._heading = out, most, heading
        self._writing: threading.Thread | None = None

    def send(self, part: memoryview) -> bool:
        """Begin to send a part of bytes that nobody changes; False where it is too large or nothing can send it."""
        if self.sent + len(part) > self._most:
            return False
        self.wait()
        parts = (self._heading(AHEAD, len(part)), part)
        self._writing = threading.Thread(target=_write, args=(self._out, parts), daemon=True)
        try:
            self._writing.start()
        except RuntimeError:  # no room for a thread; nothing was written
            self._writing = None
            return False
        self.sent += len(part)
        return True

    def wait(self) -> None:
        """Until all that was sent has left."""
        if self._writing is not None:
            self._writing.join()


def _write(out: int, parts: tuple[bytes, memoryview]) -> None:
    """In one call where the system has one for it: between two calls others may keep the interpreter for long."""
    with contextlib.suppress(OSError):  # the parent is gone; the answer meets the same
        done = os.writev(out, parts) if hasattr(os, "writev") else 0
        for each in parts:
            left = memoryview(each)[done:]
            done = max(done - len(each), 0)
            while left:
                left = left[os.write(out, left) :]
