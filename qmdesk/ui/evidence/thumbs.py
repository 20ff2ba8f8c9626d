"""Pictures of a review made small: decoded in a child process, never in the window's; kept in memory by their hash.

One at a time, so that the grade never waits behind a wall of photos; what was asked for last comes first.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from shiboken6 import isValid

from qmdesk.gate.limits import MIB
from qmdesk.model.problem import Problem, Refused
from qmdesk.ui.hub import Hub

#: Bytes of decoded pictures that are kept, as 200 thumbnails of 160 kB; of larger ones than ``LARGE``, as the viewer
#: shows them (20 MB), only the newest, until another picture is made.
MOST_KEPT, LARGE = 32 * MIB, 2 * MIB
Found = QImage | Problem
Told = Callable[[Found], None]


class Thumbs(QObject):
    """Ask with :meth:`ask`; the answer is a picture, or the problem why there is none."""

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        self._hub = hub
        self._kept: OrderedDict[tuple[str, int], Found] = OrderedDict()
        self._wanted: OrderedDict[tuple[str, int], list[tuple[QObject, Told]]] = OrderedDict()
        self._busy = False

    @property
    def idle(self) -> bool:
        """Whether nobody waits for a picture."""
        return not self._wanted

    def ask(self, owner: QObject, sha256: str, side: int, told: Told) -> None:
        """A file of the case as a picture within a square of ``side`` pixels; at once where it is known.

        Nobody is told when ``owner`` is gone by then.
        """
        key = (sha256, side)
        if key in self._kept:
            self._kept.move_to_end(key)
            told(self._kept[key])
            return
        self._wanted.setdefault(key, []).append((owner, told))
        self._next()

    def _next(self) -> None:
        while not self._busy and self._wanted:
            key, asked = next(reversed(self._wanted.items()))
            if not any(isValid(owner) for owner, _ in asked):
                del self._wanted[key]
                continue
            self._make(key)

    def _make(self, key: tuple[str, int]) -> None:
        self._busy, hub = True, self._hub
        job = hub.ask(self, lambda: _made(hub, *key), lambda found: self._keep(key, found))
        job.ended.connect(lambda: self._ended(key))

    def _keep(self, key: tuple[str, int], found: Found) -> None:
        self._kept[key] = found
        self._let_go()
        for owner, told in self._wanted.pop(key, []):
            if isValid(owner):
                told(found)

    def _let_go(self) -> None:
        """Keep the newest picture, and what else there is room for."""
        *older, _ = self._kept
        for key in older:
            if _size(self._kept[key]) > LARGE:
                del self._kept[key]
        while len(self._kept) > 1 and sum(map(_size, self._kept.values())) > MOST_KEPT:
            self._kept.popitem(last=False)

    def _ended(self, key: tuple[str, int]) -> None:
        self._wanted.pop(key, None)
        self._busy = False
        self._next()


def _made(hub: Hub, sha256: str, side: int) -> Found:
    try:
        return small_picture(hub.session.blob(sha256), side)
    except Refused as refused:
        return refused.problems[0]


def small_picture(content: bytes, side: int) -> QImage:
    """A picture within a square, upright. Raises Refused: image-not-shown, image-too-large, image-damaged."""
    from qmdesk.gate.images import thumbnail

    found = QImage.fromData(thumbnail(content, side), "PNG")  # pyright: ignore[reportArgumentType, reportCallIssue]
    if found.isNull():
        raise Refused(Problem("image-damaged"))
    return found


def _size(found: Found) -> int:
    return found.sizeInBytes() if isinstance(found, QImage) else 0


def thumbs_of(hub: Hub) -> Thumbs:
    """The one store of a review's small pictures."""
    found = hub.findChild(Thumbs)
    return found if isinstance(found, Thumbs) else Thumbs(hub)
