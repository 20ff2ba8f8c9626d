"""Children that stay: started once, asked for one file after another, replaced whenever one does not answer cleanly.

A start costs more than most files (an interpreter, numpy, a reader of workbooks). What a file makes a child do ends
with it only where the child ends, so one that was killed, ran out of memory, crashed or broke the protocol is never
asked again; its file is then asked of a fresh child, whose word counts.
"""

from __future__ import annotations

import atexit
import contextlib
import io
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import IO, cast

from qmdesk.gate.child_ahead import AHEAD
from qmdesk.gate.child_main import ANSWER_HEAD, BYTES, JSON, MAGIC, REFUSED
from qmdesk.gate.limits import ChildLimits
from qmdesk.gate.room import LARGE, room

#: Children kept between two files; and files after which one is replaced, for what its libraries may keep.
KEPT, FILES = 2, 200
#: An answer; one of more bytes than this is no bytes but lies in memory of its own.
Body = bytes | memoryview
#: What is done with a part that a child sends ahead of its answer.
Take = Callable[[Body], None]
_CLEAN = (JSON, BYTES, REFUSED)
_PIPE = 1 << 20
_F_SETPIPE_SZ = 1031


class Stop:
    """A wish of the parent's that a child end now: :meth:`stop` from any thread."""

    def __init__(self) -> None:
        self.stopped = False
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def stop(self) -> None:
        """End the child that works for this, or let none begin."""
        with self._lock:
            self.stopped = True
            if self._process is not None:
                self._process.kill()

    def watch(self, process: subprocess.Popen[bytes] | None) -> None:
        """The process that :meth:`stop` ends; None where it works for another now."""
        with self._lock:
            self._process = process
            if self.stopped and process is not None:
                process.kill()


class Timeout(Exception):
    """The time was up; the child is gone."""


class Worker:
    """One child and its pipes. ``start`` gives a new process that waits for its first request."""

    def __init__(self, start: Callable[[], subprocess.Popen[bytes]], made_by: object) -> None:
        self.process = start()
        self.made_by = made_by
        self.job: object = None  # what limits it on Windows, kept as long as it lives
        self.asked = 0
        assert self.process.stdin and self.process.stdout and self.process.stderr
        self._stdin, self._stdout = self.process.stdin, cast("io.BufferedReader", self.process.stdout)
        for pipe in (self._stdin, self._stdout):
            _widen(pipe)
        self._drain = threading.Thread(target=_drained, args=(self.process.stderr,), daemon=True)
        self._drain.start()

    def ask(
        self, request: bytes, payload: Body, limits: ChildLimits, stop: Stop | None, take: Take | None = None
    ) -> tuple[bytes, Body] | None:
        """The kind and body of a clean answer; None for every other end. Raises Timeout.

        ``take`` gets what comes ahead of it while the child still works, and raises ValueError where that is nothing.
        """
        self.asked += 1
        late = threading.Event()

        def end() -> None:
            late.set()
            self.process.kill()

        clock = threading.Timer(limits.seconds, end)
        clock.daemon = True
        clock.start()
        if stop is not None:
            stop.watch(self.process)
        try:
            # A child answers when it has read all; one that does not is ended by the clock, which ends the writing too.
            _send(self._stdin, request, payload)
            found = self._answer(limits, take)
        finally:
            clock.cancel()
            if stop is not None:
                stop.watch(None)
        if late.is_set():
            raise Timeout
        return found

    def _answer(self, limits: ChildLimits, take: Take | None) -> tuple[bytes, Body] | None:
        left = limits.answer
        try:
            while True:
                start = self._stdout.read(ANSWER_HEAD)
                kind, size = start[len(MAGIC) : len(MAGIC) + 1], int.from_bytes(start[len(MAGIC) + 1 :], "big")
                if not start.startswith(MAGIC) or size > left or (body := self._body(size)) is None:
                    return None
                if kind != AHEAD or take is None:
                    return (kind, body) if kind in _CLEAN else None
                take(body)
                left -= size
        except (OSError, ValueError):
            return None

    def _body(self, size: int) -> Body | None:
        """So many bytes; None where fewer come."""
        if size < LARGE:
            body = self._stdout.read(size)
            return body if len(body) == size else None
        own = room(size)
        return own if self._stdout.readinto(own) == size else None

    def end(self) -> None:
        """Kill the child and close what led to it."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self._drain.join()
        for pipe in (self._stdin, self._stdout, self.process.stderr):
            with contextlib.suppress(OSError, AttributeError):
                pipe.close()  # type: ignore[union-attr]


class Pool:
    """Children that wait, by the limit of memory that they were given."""

    def __init__(self) -> None:
        self._idle: list[tuple[int, Worker]] = []
        self._lock = threading.Lock()

    def take(self, memory: int, made_by: object) -> Worker | None:
        """A child that waits and was started by the same command; None where there is none."""
        with self._lock:
            for at, (size, worker) in enumerate(self._idle):
                if size == memory and worker.made_by == made_by and worker.process.poll() is None:
                    del self._idle[at]
                    return worker
        return None

    def give(self, memory: int, worker: Worker) -> None:
        """Keep a child that answered cleanly."""
        with self._lock:
            if len(self._idle) < KEPT and worker.asked < FILES:
                self._idle.append((memory, worker))
                return
        worker.end()

    def end(self) -> None:
        """End all that wait."""
        with self._lock:
            idle, self._idle = self._idle, []
        for _, worker in idle:
            worker.end()


POOL = Pool()
atexit.register(POOL.end)


def _widen(pipe: IO[bytes]) -> None:
    """A larger pipe where the system lets us, so that two processes change places less often."""
    if sys.platform.startswith("linux"):
        import fcntl

        with contextlib.suppress(OSError):
            fcntl.fcntl(pipe.fileno(), _F_SETPIPE_SZ, _PIPE)


def _send(pipe: IO[bytes], request: bytes, payload: Body) -> None:
    with contextlib.suppress(OSError, ValueError):  # the child ended early; its end is seen at the other pipe
        pipe.write(request)
        pipe.write(payload)
        pipe.flush()


def _drained(pipe: IO[bytes]) -> None:
    with contextlib.suppress(OSError, ValueError):
        while pipe.read(64 * 1024):
            continue
