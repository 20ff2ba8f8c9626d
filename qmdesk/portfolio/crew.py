"""Work on many files in several processes, none of which can take the others down.

A process that dies (memory, a library's crash) costs the file that it was at, and that one is named. Results come in
the order in which they are ready.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
#: Fewer files are not worth a second process: it takes a second to start.
FEW = 4
#: How many files wait at the processes at a time, for each.
_AHEAD = 4


def hands(files: int) -> int:
    """How many processes to use for so many files."""
    return 1 if files <= FEW else max(1, min(os.cpu_count() or 1, 16, files // 2))


def each_of(
    paths: Sequence[Path],
    work: Callable[[Path], T],
    died: Callable[[Path], T],
    *,
    processes: int = 0,
    begin: Callable[..., None] | None = None,
    arguments: tuple[Any, ...] = (),
) -> Iterator[T]:
    """What ``work`` makes of each path; ``died`` says what stands for a path at which a process ended.

    ``begin`` is called with ``arguments`` in every process before its first file. With one process all is done here.
    """
    count = processes or hands(len(paths))
    if count == 1:
        if begin is not None:
            begin(*arguments)
        yield from map(work, paths)
        return
    left = list(paths)
    while left:
        left = yield from _round(left, work, count, begin, arguments)
        if left:  # a process died: these files one by one, so that it shows at which
            suspects, left = left[: count * _AHEAD], left[count * _AHEAD :]
            yield from _one_by_one(suspects, work, died, begin, arguments)


def _round(
    paths: list[Path],
    work: Callable[[Path], T],
    count: int,
    begin: Callable[..., None] | None,
    arguments: tuple[Any, ...],
) -> Any:  # noqa: ANN401 - a generator whose value are the files that are left
    """Go through the files until all are done or a process dies; what is left then, those at work first."""
    pool = ProcessPoolExecutor(count, get_context("spawn"), begin, arguments)
    waiting = list(reversed(paths))
    running: dict[Future[T], Path] = {}
    lost: list[Path] = []
    try:
        while (waiting or running) and not lost:
            while waiting and len(running) < count * _AHEAD:
                running[pool.submit(work, waiting[-1])] = waiting[-1]
                waiting.pop()
            yield from _finished(running, lost)
        pool.shutdown(wait=not lost)
    except BrokenProcessPool:  # a process died while the next file was handed out
        lost.append(waiting.pop())
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    return [*lost, *running.values(), *reversed(waiting)] if lost else []


def _finished(running: dict[Future[T], Path], lost: list[Path]) -> Iterator[T]:
    done, _ = wait(running, return_when=FIRST_COMPLETED)
    for future in done:
        path = running.pop(future)
        try:
            yield future.result()
        except BrokenProcessPool:
            lost.append(path)


def _one_by_one(
    paths: Sequence[Path],
    work: Callable[[Path], T],
    died: Callable[[Path], T],
    begin: Callable[..., None] | None,
    arguments: tuple[Any, ...],
) -> Iterator[T]:
    """Each file alone in a process, which serves for the next one as long as it lives."""
    pool = ProcessPoolExecutor(1, get_context("spawn"), begin, arguments)
    try:
        for path in paths:
            try:
                found = pool.submit(work, path).result()
            except BrokenProcessPool:
                pool.shutdown(wait=False)
                pool = ProcessPoolExecutor(1, get_context("spawn"), begin, arguments)
                found = died(path)
            yield found
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
