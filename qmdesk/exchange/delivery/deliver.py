"""The outbox emptied: every waiting delivery tried, pauses that grow between attempts, a plain state for each."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from filelock import FileLock, Timeout

from qmdesk.exchange.delivery.channel import Channel
from qmdesk.exchange.delivery.failures import AUTH, LOCAL, NO_FOLDER, NO_NETWORK, Failed, Stopped
from qmdesk.exchange.delivery.opening import Doors
from qmdesk.exchange.delivery.send import Parcel, Progress, Sending, folder_there
from qmdesk.exchange.delivery.target import read_target
from qmdesk.model.problem import Problem, Refused
from qmdesk.workspace.outbox import DELIVERED, REFUSED, WAITING, Delivery, Outbox, Waiting

#: Seconds: the first pause, and the longest.
FIRST, LONGEST = 5.0, 3600.0
#: Attempts in a row for what was cut on the way, before it waits for its next turn.
IN_A_ROW = 6


def pause_after(attempts: int, chance: Callable[[], float] = random.random) -> float:
    """Seconds to wait after so many attempts in vain: doubled each time, at most an hour, with a jitter of a half up or
    down so that a team's laptops don't come all at once."""
    return min(FIRST * 2.0 ** min(attempts - 1, 20), LONGEST) * (0.5 + chance())


@dataclass(slots=True)
class Courier:
    """Who empties an outbox. ``pause`` sleeps between attempts in a row; tests and the window bring their own."""

    outbox: Outbox
    doors: Doors
    sender: str
    stop: Callable[[], bool] = lambda: False
    progress: Progress | None = None
    pause: Callable[[float], object] = time.sleep
    in_a_row: int = IN_A_ROW
    first_pause: float = 1.0
    _places: dict[str, Channel] = field(default_factory=dict[str, Channel])
    _away: dict[str, Failed] = field(default_factory=dict[str, Failed])

    def run(self, *, only_due: bool = False, urls: Sequence[str] = ()) -> None:
        """Try every delivery that waits; ``only_due`` leaves those alone whose pause isn't over.

        Raises Refused(outbox-busy) where another window or command is at it, and Stopped.
        """
        lock = FileLock(self.outbox.folder / ".delivering.lock", timeout=0)
        self.outbox.folder.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire()
        except Timeout as error:
            raise Refused(Problem("outbox-busy", str(self.outbox.folder))) from error
        try:
            self._run(only_due=only_due, urls=urls)
        finally:
            lock.release()
            for channel in self._places.values():
                _close(channel)
            self._places.clear()
            self._away.clear()

    def abort(self) -> None:
        """Drop the connections, from another thread: what hangs on one that is dead ends then."""
        for channel in list(self._places.values()):
            _close(channel)

    def _run(self, *, only_due: bool, urls: Sequence[str]) -> None:
        packages: Mapping[str, Waiting] = {each.sha256: each for each in self.outbox.packages()}
        for each in self.outbox.deliveries():
            if each.state == DELIVERED or (urls and each.url not in urls):
                continue
            if only_due and (each.state == REFUSED or not is_due(each)):
                continue
            self._deliver(packages[each.sha256], each)
            if self.stop():
                raise Stopped

    def _deliver(self, package: Waiting, each: Delivery) -> None:
        for attempt in range(1, self.in_a_row + 1):
            try:
                sent = self._once(package, each)
            except Failed as failed:
                each = self._failed(each, failed)
                if not failed.temporary or failed.code in (NO_NETWORK, NO_FOLDER) or attempt == self.in_a_row:
                    return
                self.pause(self.first_pause * 2.0 ** (attempt - 1) * (0.5 + random.random()))  # noqa: S311
                if self.stop():
                    raise Stopped from failed
            else:
                self.outbox.put(replace(each, state=DELIVERED, code="", reason="", attempts=each.attempts + 1,
                                        next_at=0.0, sent=each.sent + sent, at=_now()))  # fmt: skip
                return

    def _once(self, package: Waiting, each: Delivery) -> int:
        file = self.outbox.path(package)
        if not file.is_file() or file.stat().st_size != package.size:
            raise Failed(LOCAL, package.file)
        parcel = Parcel(file, package.sha256, package.size, package.case_id, self.sender)
        channel = self._channel(each.url)
        try:
            return Sending(channel, parcel, each.url, _moment(), self.stop, self.progress).run().sent
        except (Failed, Stopped):
            _close(self._places.pop(each.url))  # its connection may hang half open
            raise

    def _channel(self, url: str) -> Channel:
        """The open channel to a place; asked for its listing once, so that nothing is sent to where it can't stay."""
        if url in self._away:
            raise self._away[url]
        if url not in self._places:
            try:
                self._places[url] = self._opened(url)
            except Failed as failed:
                if failed.code in (NO_NETWORK, NO_FOLDER) or not failed.temporary:
                    self._away[url] = failed
                raise
        return self._places[url]

    def _opened(self, url: str) -> Channel:
        target, password = read_target(url)
        self.doors.secrets.keep(target, password)
        while True:
            try:
                channel = self.doors.open(target)
                try:
                    folder_there(channel, url)
                except Failed:
                    _close(channel)
                    raise
                return channel
            except Failed as failed:
                if failed.code != AUTH or not self.doors.secrets.asked(target):
                    raise

    def _failed(self, each: Delivery, failed: Failed) -> Delivery:
        attempts = each.attempts + 1
        made = replace(
            each,
            state=WAITING if failed.temporary else REFUSED,
            code=failed.code,
            reason=" ".join(str(value) for value in failed.problem.details.values()),
            attempts=attempts,
            next_at=time.time() + pause_after(attempts),
            sent=each.sent + failed.sent,
            at=_now(),
        )
        self.outbox.put(made)
        return made


def is_due(each: Delivery) -> bool:
    """Whether its pause is over; a clock that was set back makes no pause longer than the longest."""
    left = each.next_at - time.time()
    return left <= 0 or left > 2 * LONGEST


def _close(channel: Channel) -> None:
    with suppress(Exception):
        channel.close()


def _moment() -> datetime:
    return datetime.now(UTC).astimezone()


def _now() -> str:
    return _moment().isoformat(timespec="seconds")
