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
from pathlib import Path
from typing import IO, Any

from qmdesk.gate.child_main import (
    ANSWER_HEAD,
    BYTES,
    FAILED,
    JSON,
    LARGE,
    MAGIC,
    MEMORY,
    REFUSED,
    child_main,
    head,
    problems_of,
)
from qmdesk.gate.limits import ChildLimits
from qmdesk.model.problem import Problem, Refused

__all__ = ["FLAG", "child_main", "run", "run_for_bytes"]

#: The hidden first argument by which a frozen build starts as a child.
FLAG = "--qmdesk-child"

_BOOT = (
    "import sys,json;sys.path[:0]=json.loads(sys.argv[1]);"
    "from qmdesk.gate.child_main import child_main;sys.exit(child_main([]))"
)
_STDERR_KEPT = 64 * 1024
_POLL = 0.25


def run(
    function: str,
    arguments: Mapping[str, Any] | None = None,
    payload: bytes = b"",
    *,
    where: str = "",
    limits: ChildLimits | None = None,
) -> Any:  # noqa: ANN401 - JSON, whose shape the caller knows
    """Call ``module:function(arguments, payload)`` in a child and give back its JSON-able result.

    ``function`` must lie in qmdesk. Raises Refused with the problems that the function refused with, or with one of
    reading-timeout, reading-memory, reading-crashed, reading-garbage, reading-failed, reading-answer-too-large,
    reading-not-started; ``where`` is the place that these name (a file).
    """
    status, body = _call(function, dict(arguments or {}), payload, where, limits or ChildLimits())
    if status != JSON:
        raise Refused(Problem("reading-garbage", where))
    return _json(body, where)


def run_for_bytes(
    function: str,
    arguments: Mapping[str, Any] | None = None,
    payload: bytes = b"",
    *,
    where: str = "",
    limits: ChildLimits | None = None,
) -> bytes:
    """As :func:`run` for a function whose result is bytes (a thumbnail, a table in its wire form)."""
    status, body = _call(function, dict(arguments or {}), payload, where, limits or ChildLimits())
    if status != BYTES:
        raise Refused(Problem("reading-garbage", where))
    return body


def command() -> list[str]:
    """The command line that starts a child."""
    if getattr(sys, "frozen", False):
        return [sys.executable, FLAG]
    root = str(Path(__file__).resolve().parents[2])
    paths = [root, *(each for each in sys.path if each and each != root and Path(each).is_absolute())]
    return [sys.executable, "-I", "-S", "-X", "utf8", "-c", _BOOT, json.dumps(paths)]


def environment() -> dict[str, str]:
    """What the child sees of the environment: nothing but what the system itself needs to start a program."""
    needed = ("SYSTEMROOT", "WINDIR", "SYSTEMDRIVE") if os.name == "nt" else ()
    return {name: os.environ[name] for name in needed if name in os.environ} | {"PYTHONUTF8": "1"}


def _call(
    function: str, arguments: Mapping[str, Any], payload: bytes, where: str, limits: ChildLimits
) -> tuple[bytes, bytes]:
    request = json.dumps(
        {"function": function, "arguments": arguments, "memory": limits.memory, "seconds": limits.seconds,
         "answer": limits.answer, "payload": len(payload)},
        ensure_ascii=False,
    ).encode("utf-8")  # fmt: skip
    try:
        process = _start()
    except OSError as error:
        raise Refused(Problem("reading-not-started", where, {"reason": error.strerror or str(error)})) from error
    talk = _Talk(process, limits)
    try:
        job = _confine(process, limits)
        ending = talk.exchange(head(request) + request, payload)
    finally:
        _end(process)
    del job
    if ending is not None:
        raise Refused(Problem(ending, where, _figures(ending, limits)))
    return _understood(talk, process.returncode, where, limits)


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

    def exchange(self, request: bytes, payload: bytes) -> str | None:
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


def _send(pipe: IO[bytes], parts: tuple[bytes, ...]) -> None:
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


def _figures(code: str, limits: ChildLimits) -> dict[str, str | int]:
    if code == "reading-timeout":
        return {"seconds": f"{limits.seconds:g}"}
    if code == "reading-memory":
        return {"megabytes": limits.memory // (1024 * 1024)}
    if code == "reading-answer-too-large":
        return {"megabytes": limits.answer // (1024 * 1024)}
    return {}


def _understood(talk: _Talk, status: int | None, where: str, limits: ChildLimits) -> tuple[bytes, bytes]:
    answer = bytes(talk.answer)
    if not answer:
        code = "reading-memory" if _died_of_memory(bytes(talk.said)) else "reading-crashed"
        raise Refused(Problem(code, where, {"status": status or 0, **_figures(code, limits)}))
    kind, body = answer[len(MAGIC) : len(MAGIC) + 1], answer[ANSWER_HEAD:]
    size = int.from_bytes(answer[len(MAGIC) + 1 : ANSWER_HEAD], "big")
    if not answer.startswith(MAGIC) or len(answer) < ANSWER_HEAD or len(body) != size:
        raise Refused(Problem("reading-garbage", where))
    if kind == MEMORY:
        raise Refused(Problem("reading-memory", where, _figures("reading-memory", limits)))
    if kind == LARGE:
        raise Refused(Problem("reading-answer-too-large", where, _figures("reading-answer-too-large", limits)))
    if kind == FAILED:
        raise Refused(Problem("reading-failed", where, {"reason": body.decode("utf-8", "replace")[:200]}))
    if kind == REFUSED:
        raise Refused(*_problems(body, where))
    return kind, body


def _died_of_memory(said: bytes) -> bool:
    """What an allocator says last where it can't go on (Rust, glibc, C++, the interpreter)."""
    return any(sign in said for sign in (b"memory allocation of", b"MemoryError", b"bad_alloc", b"out of memory"))


def _problems(body: bytes, where: str) -> list[Problem]:
    try:
        found = problems_of(_json(body, where))
    except (ValueError, TypeError, AttributeError) as error:
        raise Refused(Problem("reading-garbage", where)) from error
    return [each if each.where else each.at(where) for each in found] or [Problem("reading-garbage", where)]


def _json(body: bytes, where: str) -> Any:  # noqa: ANN401
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Refused(Problem("reading-garbage", where)) from error
