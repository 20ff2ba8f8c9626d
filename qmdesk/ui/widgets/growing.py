"""A long list of rows is laid a few at a time, so that its page stands at once and nothing waits for the rest."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class Growing(QObject):
    """How many rows of a list stand: ``most`` begins at ``piece`` and grows by as many at each turn of the event loop
    until it has come to ``step``; ``more`` lets it grow on. ``lay`` lays the rows anew as far as ``most``."""

    def __init__(self, parent: QObject, piece: int, step: int, lay: Callable[[], object]) -> None:
        super().__init__(parent)
        self._piece, self._step, self._goal = piece, step, step
        self._lay = lay
        self.most = piece
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._grow)

    def laid(self, count: int) -> None:
        """Told after rows were laid, of so many that there are."""
        if self.most < min(self._goal, count):
            self._soon.start()

    def rest(self, count: int) -> int:
        """How many of so many will not stand until somebody asks for more."""
        return max(count - self._goal, 0)

    def more(self, upto: int = 0) -> None:
        """Let another step of rows grow; ``upto`` of them must stand now."""
        self._goal = max(self._goal + self._step, upto)
        self.most = max(self.most + self._piece, upto)
        self._lay()

    def _grow(self) -> None:
        self.most = min(self.most + self._piece, self._goal)
        self._lay()
