"""The child's side of :mod:`.child`: limit ourselves, read one request, call one function, write one answer.

Imports as little as it can: a child is started for every file.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Callable, Iterable
from typing import IO, Any

from qmdesk.gate.child_ahead import Ahead
from qmdesk.model.problem import Problem, Refused, Severity

MAGIC = b"QMCH"
#: Magic, one byte that says what the body is, eight bytes of its length.
ANSWER_HEAD = len(MAGIC) + 1 + 8
JSON, BYTES, REFUSED, MEMORY, LARGE, FAILED = b"J", b"B", b"R", b"M", b"L", b"E"

_REQUEST_MOST = 1024 * 1024

#: The variable that tells how many cores children may keep busy; a process with a window leaves one to itself.
CORES = "QMDESK_CORES"
#: Whether this process is a child that serves requests.
serving = False


def head(body: bytes) -> bytes:
    """What stands before a request: magic and its length."""
    return MAGIC + len(body).to_bytes(8, "big")


def _heading(kind: bytes, size: int) -> bytes:
    """What stands before an answer."""
    return MAGIC + kind + size.to_bytes(8, "big")


def cores() -> int:
    """How many that is; without the variable all that the system lets this process have."""
    told = os.environ.get(CORES, "")
    return int(told) if told.isdigit() else _cores()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def child_main(argv: list[str]) -> int:
    """Serve requests from standard input until it ends, or until one did not go well.

    The exit status is 0 whenever an answer was written.
    """
    global serving  # noqa: PLW0603 - a process is one or the other
    serving = True
    out = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)  # what a library prints must not land in the answer
    incoming = os.fdopen(os.dup(0), "rb")  # a windowed program may have no sys.stdin
    request = _request(incoming)
    if request is None:
        return 2
    while request is not None and _answer(request, incoming, out):
        request = _request(incoming)
    return 0


def _answer(request: dict[str, Any], incoming: IO[bytes], out: IO[bytes]) -> bool:
    """Write the answer to one request; whether another may follow."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one buffer for every thread would be taken from the limit
    limit(int(request["memory"]), float(request["seconds"]))
    ahead = Ahead(out.fileno(), int(request["answer"]), _heading)
    try:
        kind, body = _served(request, incoming, ahead)
    except MemoryError:
        kind, body = MEMORY, b""
    except Refused as refused:
        kind, body = REFUSED, json.dumps(told(refused.problems), ensure_ascii=False).encode("utf-8", "replace")
    except RecursionError:
        kind, body = FAILED, b"RecursionError"
    except BaseException as error:  # a library's panic is no Exception; whatever it is, it is an answer
        kind, body = FAILED, _whereabouts(error).encode("utf-8", "replace")
    if ahead.sent + len(body) > int(request["answer"]):
        kind, body = LARGE, b""
    ahead.wait()
    out.write(_heading(kind, len(body)))
    out.write(body)
    out.flush()
    return kind in (JSON, BYTES, REFUSED)


def told(problems: Iterable[Problem]) -> list[list[Any]]:
    """Problems as they travel: code, place, details, severity."""
    return [[each.code, each.where, dict(each.details), str(each.severity)] for each in problems]


def problems_of(written: Iterable[Any]) -> list[Problem]:
    """Problems as :func:`told` writes them. Raises ValueError, TypeError, AttributeError."""
    return [
        Problem(str(code), str(place), {str(key): _detail(value) for key, value in details.items()}, Severity(severity))
        for code, place, details, severity in written
    ]


def _detail(value: object) -> str | int:
    return value if isinstance(value, int) else str(value)


def limit(memory: int, seconds: float) -> None:
    """Bind this process: memory, processor time, no core file, no file written. Elsewhere the parent watches."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    cpu = int(used.ru_utime + used.ru_stime + seconds) + 5
    wanted = [(resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CPU, cpu)]
    if sys.platform.startswith("linux"):
        wanted.append((resource.RLIMIT_AS, memory))
    for name, value in wanted:
        _, hard = resource.getrlimit(name)
        most = value if hard == resource.RLIM_INFINITY else min(value, hard)
        # processor time is counted over all that a child serves, so that only its soft limit can move on
        resource.setrlimit(name, (most, hard if name == resource.RLIMIT_CPU else most))


def _request(incoming: IO[bytes]) -> dict[str, Any] | None:
    start = incoming.read(len(MAGIC) + 8)
    size = int.from_bytes(start[len(MAGIC) :], "big")
    if not start.startswith(MAGIC) or size > _REQUEST_MOST:
        return None
    return json.loads(incoming.read(size))


def _served(request: dict[str, Any], incoming: IO[bytes], ahead: Ahead) -> tuple[bytes, bytes]:
    payload = incoming.read(int(request["payload"]))
    more = (ahead.send,) if request.get("ahead") else ()
    result = _function(str(request["function"]))(request["arguments"], payload, *more)
    if isinstance(result, bytes):
        return BYTES, result
    return JSON, json.dumps(result, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8")


def _function(name: str) -> Callable[..., Any]:
    module, _, function = name.partition(":")
    if module.partition(".")[0] != "qmdesk" or not function.isidentifier():
        raise ValueError("only functions of qmdesk run in a child")
    return getattr(importlib.import_module(module), function)


def _whereabouts(error: BaseException) -> str:
    """The kind of an error and the line it came from, without its text: that could quote the file."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__
    return f"{type(error).__name__} {os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}"  # noqa: PTH119
