"""Run one function on untrusted bytes in a child process with a limit on time and memory.

The parent sends one request down the child's standard input and reads one answer from its standard output, both
framed by length; JSON and plain bytes, nothing that could carry code. The child has a clean environment, opens no
file of the user's, and is killed when its time or memory is over. It starts from source with the bare interpreter,
and from a frozen build by calling the program again with :data:`FLAG`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import IO, Any

from qmdesk.gate.child_answer import figures, parsed, problems_told, understood
from qmdesk.gate.child_main import ANSWER_HEAD, BYTES, CORES, JSON, REFUSED, child_main, cores, head
from qmdesk.gate.limits import ChildLimits
from qmdesk.gate.warm import POOL, Body, Stop, Take, Timeout, Worker
from qmdesk.model.problem import Problem, Refused

__all__ = ["FLAG", "Stop", "child_main", "prepare", "run", "run_for_bytes"]

#: The hidden first argument by which a frozen build starts as a child.
FLAG = "--qmdesk-child"

_BOOT = (
    "import sys,json;sys.path[:0]=json.loads(sys.argv[1]);"
    "from qmdesk.gate.child_main import child_main;sys.exit(child_main([]))"
)
#: Memory for large files in large pages: to be given it page by page takes longer than to fill it.
_LARGE_PAGES = "glibc.malloc.hugetlb=1"
_STDERR_KEPT = 64 * 1024
_POLL = 0.25


def run(
    function: str,
    arguments: Mapping[str, Any] | None = None,
    payload: bytes = b"",
    *,
    where: str = "",
    limits: ChildLimits | None = None,
    stop: Stop | None = None,
) -> Any:  # noqa: ANN401 - JSON, whose shape the caller knows
    """Call ``module:function(arguments, payload)`` in a child and give back its JSON-able result.

    ``function`` must lie in qmdesk. Raises Refused with the problems that the function refused with, or with one of
    reading-timeout, reading-memory, reading-crashed, reading-garbage, reading-failed, reading-answer-too-large,
    reading-not-started, reading-stopped (by ``stop``, from another thread); ``where`` is the place that these name
    (a file).
    """
    status, body = _call(function, dict(arguments or {}), payload, where, limits or ChildLimits(), stop)
    if status != JSON:
        raise Refused(Problem("reading-garbage", where))
    return parsed(bytes(body), where)


def run_for_bytes(
    function: str,
    arguments: Mapping[str, Any] | None = None,
    payload: Body = b"",
    *,
    where: str = "",
    limits: ChildLimits | None = None,
    stop: Stop | None = None,
    take: Take | None = None,
) -> Body:
    """As :func:`run` for a function whose result is bytes (a thumbnail, a table in its wire form).

    A large result is a view of memory that nobody else has. With ``take`` the function may get a third argument, by
    which it sends parts ahead of its result (see :mod:`.child_ahead`); what was taken counts only as the result says.
    """
    status, body = _call(function, dict(arguments or {}), payload, where, limits or ChildLimits(), stop, take)
    if status != BYTES:
        raise Refused(Problem("reading-garbage", where))
    return body


def prepare(function: str) -> None:
    """Have a child waiting that has called a function once, where children wait at all. Raises as :func:`run`."""
    if not _must_watch():
        run_for_bytes(function)


def command() -> list[str]:
    """The command line that starts a child."""
    if getattr(sys, "frozen", False):
        return [sys.executable, FLAG]
    return [sys.executable, "-I", "-S", "-X", "utf8", "-c", _BOOT, _paths(tuple(sys.path))]


@cache
def _paths(known: tuple[str, ...]) -> str:
    """Where a child looks for modules: our own first, then where this process does."""
    root = str(Path(__file__).resolve().parents[2])
    return json.dumps([root, *(each for each in known if each and each != root and Path(each).is_absolute())])


def environment() -> dict[str, str]:
    """What the child sees of the environment: nothing but what the system itself needs to start a program."""
    needed = ("SYSTEMROOT", "WINDIR", "SYSTEMDRIVE") if os.name == "nt" else ()
    own = {"PYTHONUTF8": "1", CORES: str(cores())}
    if sys.platform.startswith("linux"):
        own["GLIBC_TUNABLES"] = _LARGE_PAGES
    return {name: os.environ[name] for name in needed if name in os.environ} | own


def _call(
    function: str,
    arguments: Mapping[str, Any],
    payload: Body,
    where: str,
    limits: ChildLimits,
    stop: Stop | None,
    take: Take | None = None,
) -> tuple[bytes, Body]:
    def request(*, ahead: bool = False) -> bytes:
        written = json.dumps(
            {"function": function, "arguments": arguments, "memory": limits.memory, "seconds": limits.seconds,
             "answer": limits.answer, "payload": len(payload), "ahead": ahead},
            ensure_ascii=False,
        ).encode("utf-8")  # fmt: skip
        return head(written) + written

    try:
        if limits == ChildLimits():
            found = _warm(request(ahead=take is not None), payload, where, limits, stop, take)
            if found is not None:
                return found
        process = _start()
    except OSError as error:
        raise Refused(Problem("reading-not-started", where, {"reason": error.strerror or str(error)})) from error
    talk = _Talk(process, limits)
    try:
        job = _confine(process, limits)
        if stop is not None:
            stop.watch(process)
        ending = talk.exchange(request(), payload)
    finally:
        if stop is not None:
            stop.watch(None)
        _end(process)
    del job
    if stop is not None and stop.stopped:
        raise Refused(Problem("reading-stopped", where))
    if ending is not None:
        raise Refused(Problem(ending, where, figures(ending, limits)))
    return understood(talk.answer, bytes(talk.said), process.returncode, where, limits)


def _warm(
    request: bytes, payload: Body, where: str, limits: ChildLimits, stop: Stop | None, take: Take | None
) -> tuple[bytes, Body] | None:
    """The answer of a child that stays; None where only a fresh one can say what is wrong. Raises OSError, Refused."""
    if _must_watch():
        return None  # its memory has to be looked at while it works
    made_by = command()
    worker = POOL.take(limits.memory, made_by)
    if worker is None:
        worker = Worker(_start, made_by)
        worker.job = _confine(worker.process, limits)
    found = None
    try:
        found = worker.ask(request, payload, limits, stop, take)
    except Timeout as error:
        raise Refused(Problem("reading-timeout", where, figures("reading-timeout", limits))) from error
    finally:
        if found is None or (stop is not None and stop.stopped):
            worker.end()
        else:
            POOL.give(limits.memory, worker)
    if stop is not None and stop.stopped:
        raise Refused(Problem("reading-stopped", where))
    if found is not None and found[0] == REFUSED:
        raise Refused(*problems_told(bytes(found[1]), where))
    return found


def _start() -> subprocess.Popen[bytes]:
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    return subprocess.Popen(  # noqa: S603 - our own interpreter with our own arguments
        command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        close_fds=True,
        start_new_session=os.name != "nt",
        creationflags=flags,
    )


def _confine(process: subprocess.Popen[bytes], limits: ChildLimits) -> object:
    """On Windows put the child, which still waits for its request, into a job object that limits its memory."""
    if sys.platform != "win32":
        return None
    from qmdesk.gate.windows_job import confine

    return confine(process, limits.memory)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:
                continue


class _Talk:
    """One request and its answer, moved by threads so that neither side can block the other."""

    def __init__(self, process: subprocess.Popen[bytes], limits: ChildLimits) -> None:
        assert process.stdin and process.stdout and process.stderr
        self.process = process
        self.limits = limits
        self.answer = bytearray()
        self.said = bytearray()
        self._stdin, self._stdout, self._stderr = process.stdin, process.stdout, process.stderr

    def exchange(self, request: bytes, payload: Body) -> str | None:
        """Send, receive, wait; the code of what went wrong, None where the child ended by itself in time."""
        most = self.limits.answer + ANSWER_HEAD
        threads = [
            threading.Thread(target=_send, args=(self._stdin, (request, payload)), daemon=True),
            threading.Thread(target=_receive, args=(self._stdout, self.answer, most + 1), daemon=True),
            threading.Thread(target=_receive, args=(self._stderr, self.said, _STDERR_KEPT), daemon=True),
        ]
        for thread in threads:
            thread.start()
        ending = self._wait()
        if ending is not None:
            self.process.kill()
        for thread in threads:
            thread.join()
        if ending is None and len(self.answer) > most:
            return "reading-answer-too-large"
        return ending

    def _wait(self) -> str | None:
        end = time.monotonic() + self.limits.seconds
        while True:
            left = end - time.monotonic()
            if left <= 0:
                return "reading-timeout"
            try:
                self.process.wait(min(left, _POLL if _must_watch() else left))
            except subprocess.TimeoutExpired:
                if _must_watch() and _resident(self.process.pid) > self.limits.memory:
                    return "reading-memory"
                continue
            return None


def _must_watch() -> bool:
    """Whether the system enforces no limit of memory by itself, so that we have to look."""
    return not (sys.platform.startswith("linux") or sys.platform == "win32")


def _resident(pid: int) -> int:
    """Resident memory of a process in bytes; 0 where it can't be told."""
    done = subprocess.run(  # noqa: S603 - fixed program, a number as argument
        ["/bin/ps", "-o", "rss=", "-p", str(pid)], capture_output=True, check=False
    )
    text = done.stdout.strip()
    return int(text) * 1024 if text.isdigit() else 0


def _send(pipe: IO[bytes], parts: tuple[Body, ...]) -> None:
    try:
        for part in parts:
            pipe.write(part)
        pipe.close()
    except OSError:
        return  # the child ended early; its answer or its exit status says why


def _receive(pipe: IO[bytes], into: bytearray, most: int) -> None:
    """Read to the end and keep the first ``most`` bytes; the rest is read away so that the child can end."""
    try:
        while chunk := pipe.read(256 * 1024):
            into += chunk[: max(0, most - len(into))]
    except (OSError, ValueError):
        return
