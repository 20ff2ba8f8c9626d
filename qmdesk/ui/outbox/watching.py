"""The inbox's place watched while a case is open: counted quietly, told once, taken in by a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from qmdesk.model.problem import Problem, Refused
from qmdesk.ui import jobs
from qmdesk.ui.desk import Desk
from qmdesk.ui.outbox.delivering import deliverer_of, line_pool
from qmdesk.ui.words import tr

if TYPE_CHECKING:
    from pathlib import Path

    from qmdesk.exchange.delivery.channel import Channel, Remote
    from qmdesk.exchange.delivery.opening import Doors
    from qmdesk.exchange.delivery.target import Target

URL, WATCH = "inbox/url", "inbox/watch"
#: Milliseconds between two looks, and before the first.
QUIET, FIRST = 180_000, 4_000
#: Looks left out at most after one that failed: an hour.
MOST = 20


class Watcher(QObject):
    """``waiting`` are the packages that nobody has looked at yet, ``problems`` why the last look failed, ``at`` when it
    was (HH:MM)."""

    looked = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.waiting: tuple[str, ...] = ()
        self.problems: tuple[Problem, ...] = ()
        self.at = ""
        self._told: set[str] = set()
        self._skip = self._skipped = 0
        self._busy = False
        timer = QTimer(self, interval=QUIET)
        timer.timeout.connect(self._turn)
        timer.start()
        QTimer.singleShot(FIRST, self, self.look)

    @property
    def on(self) -> bool:
        """Whether the person wants the place watched."""
        return self._desk.settings.flag(WATCH, default=True)

    def turn(self, *, on: bool) -> None:
        """Watch from now on, or no longer."""
        self._desk.settings.put(WATCH, on)
        self._skip = 0
        if on:
            self.look()
        else:
            self._show((), ())

    def _turn(self) -> None:
        """A place that could not be reached is left alone longer and longer."""
        self._skipped += 1
        if self._skipped > self._skip:
            self.look()

    def look(self) -> None:
        """Count what is new, unless that is being done. It asks for nothing and says nothing of what fails."""
        url = self._desk.settings.text(URL)
        if not self.on or not url or self._busy:
            return
        self._busy, self._skipped = True, 0
        home, doors = self._desk.hub.session.who.home, deliverer_of(self._desk).doors(lambda _host, _key: None)
        job = jobs.run(self, lambda: new_at(home, doors, url), self._found, self._refused, line_pool())
        job.ended.connect(self._ended)

    def _found(self, names: tuple[str, ...]) -> None:
        self._skip = 0
        fresh = set(names) - self._told
        self._told |= fresh
        self._show(names, ())
        if fresh:
            self._desk.tell(tr("收件处有 {n} 个新到的同步包，可到“同步”页收下。", n=len(names)))

    def _refused(self, problems: Sequence[Problem]) -> None:
        self._skip = min(2 * self._skip + 1, MOST)
        self._show(self.waiting, tuple(problems))

    def _show(self, waiting: tuple[str, ...], problems: tuple[Problem, ...]) -> None:
        self.waiting, self.problems = waiting, problems
        self.at = datetime.now().strftime("%H:%M")  # noqa: DTZ005 - the clock on the wall, for people
        self.looked.emit()

    def _ended(self) -> None:
        self._busy = False


def new_at(home: Path, doors: Doors, url: str) -> tuple[str, ...]:
    """The packages of a place that were not looked at yet, by name; in the pool. Raises Refused."""
    from qmdesk.exchange.delivery.failures import Failed
    from qmdesk.exchange.delivery.fetch import waiting_at
    from qmdesk.exchange.delivery.target import read_target
    from qmdesk.workspace.inbox import Inbox

    channel: Channel | None = None
    try:
        target = read_target(url)[0]
        if _is_new(doors, target):  # its key is shown where a person looks, in the card
            return ()
        channel = doors.open(target)
        known = Inbox(home, target.url).known()
        there: list[Remote] = waiting_at(channel, target.url)
    except Failed as failed:
        raise Refused(failed.problem) from failed
    finally:
        if channel is not None:
            channel.close()
    return tuple(each.name for each in there if each.name not in known or known[each.name].size != each.size)


def _is_new(doors: Doors, target: Target) -> bool:
    host = f"{target.host}:{target.port or 22}"
    return target.kind == "sftp" and "hostkey" not in target.options and host not in doors.hosts.names()


def watcher_of(desk: Desk) -> Watcher:
    """The one of an open case; made when first asked for, and gone with the case."""
    return desk.hub.findChild(Watcher) or Watcher(desk, desk.hub)
