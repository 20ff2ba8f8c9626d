"""The pieces of a long text worked on by several threads."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar, cast

T = TypeVar("T")

#: Threads, the one that asks among them.
THREADS = min(4, os.cpu_count() or 1)


def in_threads(work: Callable[[int], T], count: int) -> list[T]:
    """What ``work`` gives of 0, 1 …, in that order, done by several threads in turn."""
    threads = min(THREADS, count)
    if threads < 2:
        return [work(at) for at in range(count)]
    found: list[T | None] = [None] * count

    def some(first: int) -> None:
        for at in range(first, count, threads):
            found[at] = work(at)

    others = _pool().map(some, range(1, threads))
    try:
        some(0)
    finally:
        for _ in others:  # whatever became of it, nobody works on when this returns
            continue
    return cast("list[T]", found)


@cache
def _pool() -> ThreadPoolExecutor:
    """The other threads, which stay for the next text."""
    return ThreadPoolExecutor(max(THREADS - 1, 1))
