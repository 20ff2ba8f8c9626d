"""A place looked at again and again, its packages taken in; quiet while nothing is new or it can't be reached."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from qmdesk.exchange.delivery.channel import Channel, Remote
from qmdesk.exchange.delivery.failures import Failed, Stopped
from qmdesk.model.problem import Problem, Refused
from qmdesk.review.collecting import Cases, Collected, Collector, cases_in
from qmdesk.workspace.inbox import WAITS, Received

#: Seconds between two looks, and at most between two attempts at a place that can't be reached.
EVERY, LONGEST = 60.0, 3600.0
#: What waits for another package, or for a case to be closed, is fetched again at every so many looks.
AGAIN = 10


@dataclass(slots=True)
class Watch:
    """Who looks. ``place`` opens the channel, ``collector`` is whoever takes in from it, with no cases yet."""

    place: Callable[[], Channel]
    collector: Callable[[Channel], Collector]
    folder: Path
    every: float = EVERY
    stop: Callable[[], bool] = lambda: False
    pause: Callable[[float], object] | None = None
    _left: frozenset[tuple[str, int]] = frozenset()
    _looks: int = 0
    _trouble: tuple[str, ...] = ()
    _wait: float = field(default=0.0)

    def run(self, came: Callable[[Collected], None], trouble: Callable[[tuple[Problem, ...]], None]) -> None:
        """Look until ``stop``. ``came`` is told what came, ``trouble`` what is in the way, once until it changes, and
        nothing when it is over.

        Raises Failed and Refused where the very first look meets what only a person can put right.
        """
        while not self.stop():
            try:
                found = self.look()
            except Stopped:
                return
            except (Failed, Refused) as error:
                self._in_the_way(error, trouble)
            else:
                if self._trouble:
                    trouble(())
                self._trouble, self._wait = (), self.every
                if found is not None and (found.received or found.problems):
                    came(found)
            (self.pause or time.sleep)(self._wait)

    def look(self) -> Collected | None:
        """One look, and what is new taken in; None where nothing is. Raises Failed, Refused, Stopped."""
        channel = self.place()
        try:
            collector = self.collector(channel)
            there = _named(collector.look())
            again = self._looks % AGAIN == 0
            self._looks += 1
            if not there or (there <= self._left and not again):
                self._left &= there
                return None
            collector.cases = _cases_in(self.folder)
            found = collector.run()
        finally:
            with suppress(Exception):
                channel.close()
        told, self._left = (
            self._left,
            frozenset((each.name, each.size) for each in found.received if each.state == WAITS),
        )
        return None if self._left == told and len(found.received) == len(told) else found

    def _in_the_way(self, error: Failed | Refused, trouble: Callable[[tuple[Problem, ...]], None]) -> None:
        problems = (error.problem,) if isinstance(error, Failed) else error.problems
        if not self._looks and not self._wait and not (isinstance(error, Failed) and error.temporary):
            raise error
        codes = tuple(each.code for each in problems)
        if codes != self._trouble:
            trouble(problems)
        self._trouble = codes
        self._wait = min(max(self._wait, self.every) * 2, max(LONGEST, self.every))


def _named(there: Iterable[Remote | Received]) -> frozenset[tuple[str, int]]:
    return frozenset((each.name, each.size) for each in there)


def _cases_in(folder: Path) -> Cases:
    if not folder.is_dir():
        raise Refused(Problem("folder-missing", str(folder)))
    return cases_in([folder])
