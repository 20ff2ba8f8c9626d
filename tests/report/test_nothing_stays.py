"""What a report opened is closed when it stands or was given up, whichever thread of a pool made it."""

from __future__ import annotations

import gc
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from qmdesk.report.book import Book
from qmdesk.report.build import write_report
from qmdesk.report.figure import FigureFlowable
from qmdesk.report.photos import Shelf
from tests.report import cases

FOLDER = Path("/proc/self/fd")


@pytest.fixture
def threads() -> Iterator[list[ThreadPoolExecutor]]:
    """Threads that live side by side, as those of the window's pool do."""
    with ExitStack() as stack:
        yield [stack.enter_context(ThreadPoolExecutor(1)) for _ in range(2)]


def open_files() -> Counter[str]:
    found: Counter[str] = Counter()
    for each in FOLDER.iterdir():
        try:
            found[str(each.readlink())] += 1
        except FileNotFoundError:  # the listing's own
            continue
    return found


def alive() -> Counter[str]:
    gc.collect()
    return Counter(type(each).__name__ for each in gc.get_objects() if isinstance(each, Book | Shelf | FigureFlowable))


def write(case: cases.Case, target: Path) -> None:
    write_report(*case.arguments(), target, made_at=cases.MADE_AT)


def given_up(case: cases.Case, target: Path) -> None:
    def progress(share: float) -> None:
        if share > 0.85:
            raise KeyError(share)

    with pytest.raises(KeyError):
        write_report(*case.arguments(), target, made_at=cases.MADE_AT, progress=progress)


@pytest.mark.skipif(sys.platform != "linux", reason="asks the system for open files as Linux tells them")
@pytest.mark.parametrize("make", [write, given_up])
def test_no_file_stays_open_and_nothing_of_a_report_alive(
    make: Callable[[cases.Case, Path], None], threads: list[ThreadPoolExecutor], tmp_path: Path
):
    case = cases.finished(cases.machining(photos=2))
    write(case, tmp_path / "first.pdf")
    files, things = open_files(), alive()
    for number, thread in enumerate(threads):
        thread.submit(make, case, tmp_path / f"{number}.pdf").result()
    assert alive() - things == Counter()
    assert {name for name in open_files() - files if not name.startswith(("pipe:", "socket:", "anon_inode:"))} == set()
