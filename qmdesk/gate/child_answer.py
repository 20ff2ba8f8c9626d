"""What a child's answer says: its body, or why there is none."""

from __future__ import annotations

import json
from typing import Any

from qmdesk.gate.child_main import ANSWER_HEAD, FAILED, LARGE, MAGIC, MEMORY, REFUSED, problems_of
from qmdesk.gate.limits import ChildLimits
from qmdesk.model.problem import Problem, Refused


def figures(code: str, limits: ChildLimits) -> dict[str, str | int]:
    """The limit that a code is about, as its sentence names it."""
    if code == "reading-timeout":
        return {"seconds": f"{limits.seconds:g}"}
    if code == "reading-memory":
        return {"megabytes": limits.memory // (1024 * 1024)}
    if code == "reading-answer-too-large":
        return {"megabytes": limits.answer // (1024 * 1024)}
    return {}


def understood(
    answer: bytes | bytearray, said: bytes, status: int | None, where: str, limits: ChildLimits
) -> tuple[bytes, bytes]:
    """The kind and body of a whole answer; ``said`` is what stood on standard error. Raises Refused."""
    if not answer:
        code = "reading-memory" if _died_of_memory(said) else "reading-crashed"
        raise Refused(Problem(code, where, {"status": status or 0, **figures(code, limits)}))
    kind, body = bytes(answer[len(MAGIC) : len(MAGIC) + 1]), bytes(memoryview(answer)[ANSWER_HEAD:])
    size = int.from_bytes(answer[len(MAGIC) + 1 : ANSWER_HEAD], "big")
    if not answer.startswith(MAGIC) or len(answer) < ANSWER_HEAD or len(body) != size:
        raise Refused(Problem("reading-garbage", where))
    if kind == MEMORY:
        raise Refused(Problem("reading-memory", where, figures("reading-memory", limits)))
    if kind == LARGE:
        raise Refused(Problem("reading-answer-too-large", where, figures("reading-answer-too-large", limits)))
    if kind == FAILED:
        raise Refused(Problem("reading-failed", where, {"reason": body.decode("utf-8", "replace")[:200]}))
    if kind == REFUSED:
        raise Refused(*problems_told(body, where))
    return kind, body


def _died_of_memory(said: bytes) -> bool:
    """What an allocator says last where it can't go on (Rust, glibc, C++, the interpreter)."""
    return any(sign in said for sign in (b"memory allocation of", b"MemoryError", b"bad_alloc", b"out of memory"))


def problems_told(body: bytes, where: str) -> list[Problem]:
    """The problems that a function refused with. Raises Refused(reading-garbage)."""
    try:
        found = problems_of(parsed(body, where))
    except (ValueError, TypeError, AttributeError) as error:
        raise Refused(Problem("reading-garbage", where)) from error
    return [each if each.where else each.at(where) for each in found] or [Problem("reading-garbage", where)]


def parsed(body: bytes, where: str) -> Any:  # noqa: ANN401
    """The JSON of an answer. Raises Refused(reading-garbage)."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Refused(Problem("reading-garbage", where)) from error
