"""How far a delivery is, as a bar where standard error is a terminal."""

from __future__ import annotations

import sys
from types import TracebackType

from qmdesk.app.out import say_line

_WIDE = 30


class Bar:
    """Nothing where nobody looks."""

    def __init__(self) -> None:
        self._on = sys.stderr.isatty()
        self._drawn = -1

    def show(self, done: int, of: int) -> None:
        """Bytes done and in all."""
        share = _WIDE * done // of if of else _WIDE
        if self._on and share != self._drawn:
            self._drawn = share
            sys.stderr.write(f"\r[{'#' * share}{'.' * (_WIDE - share)}]")
            sys.stderr.flush()

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._on and self._drawn >= 0:
            say_line("")
