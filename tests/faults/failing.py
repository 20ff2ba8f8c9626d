"""Writes, syncs and reads that fail, one after another, once and for ever: nothing acknowledged is lost."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
import traceback
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from qmdesk.model.problem import Refused
from tests.faults import shim
from tests.faults.jobs import DONE, JOBS, Job, all_wrong, measure_import, write_line

ERRORS = {"EIO": errno.EIO, "ENOSPC": errno.ENOSPC}
#: What a child says of its end besides its acknowledged steps.
REFUSED, CRASHED, CALLS = "refused ", "crashed ", "calls "


@dataclass(frozen=True, slots=True)
class Failed:
    """What became of a job whose every ``every``-th call failed in a trial of its own."""

    job: str
    trials: int
    refused: int
    finished: int
    wrong: tuple[str, ...]

    def __str__(self) -> str:
        end = "nothing wrong" if not self.wrong else f"{len(self.wrong)} WRONG, first: {self.wrong[0]}"
        return f"failing calls, {self.job}: {self.trials} trials, {self.refused} refused, {self.finished} done: {end}"


def fail(name: str, trials: int) -> Failed:
    """Let about so many different calls of a job fail, spread over all of them, with each error, once and for ever."""
    job = JOBS[name]
    wrong: list[str] = []
    count = refused = finished = 0
    with tempfile.TemporaryDirectory() as made:
        start, folder = Path(made) / "start", Path(made) / "work"
        start.mkdir()
        job.prepare(start)
        said = _run(job, start, folder, 0, 0, for_ever=False)
        if DONE not in said:
            return Failed(name, 0, 0, 0, ("undisturbed, it did not come to its end",))
        if name == "import":
            measure_import(folder)
        shutil.rmtree(folder)
        calls = next(int(each.removeprefix(CALLS)) for each in said if each.startswith(CALLS))
        every = max(1, calls * len(ERRORS) * 2 // trials)
        for at in range(1, calls + 1, every):
            for word, number in ERRORS.items():
                for for_ever in (False, True):
                    said = _run(job, start, folder, at, number, for_ever=for_ever)
                    place = f"call {at} of {calls}, {word}{' for ever' if for_ever else ''}"
                    acked = [each for each in said if not each.startswith((REFUSED, CRASHED, CALLS))]
                    found = all_wrong(job, folder, acked)
                    found += [each.strip() for each in said if each.startswith(CRASHED)]
                    wrong += [f"{place}: {each}" for each in found]
                    count += 1
                    refused += any(each.startswith(REFUSED) for each in said)
                    finished += DONE in said
                    shutil.rmtree(folder)
    return Failed(name, count, refused, finished, tuple(wrong))


def _run(job: Job, start: Path, folder: Path, at: int, number: int, *, for_ever: bool) -> list[str]:
    shutil.copytree(start, folder)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _in_child(job, folder, writing, at, number, for_ever=for_ever)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode("utf-8")
    os.waitpid(child, 0)
    return said.split("\n")[:-1]


def _in_child(job: Job, folder: Path, writing: int, at: int, number: int, *, for_ever: bool) -> None:
    say = partial(write_line, writing)
    try:
        shim.watch(folder)
        shim.fail(at or 10**9, number, for_ever=for_ever)
        job.work(folder, say)
        say(DONE)
        say(f"{CALLS}{shim.seen()}")
    except Refused as refused:
        say(f"{REFUSED}{refused.problems[0].code}")
    except BaseException as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        say(f"{CRASHED}{type(error).__name__}: {error} at {last.name}:{last.lineno}".replace("\n", " "))
    finally:
        os._exit(0)
