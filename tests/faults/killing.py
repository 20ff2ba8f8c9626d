"""kill -9 at random moments: nothing acknowledged is lost, nothing is corrupt, nothing half-done has a final name."""

from __future__ import annotations

import os
import random
import select
import shutil
import signal
import tempfile
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.faults.jobs import DONE, JOBS, Job, all_wrong, measure_import, write_line

#: A reopening after a kill takes no longer (seconds).
REOPENED = 3.0


@dataclass(frozen=True, slots=True)
class Killed:
    """What became of a number of trials. ``midway`` were killed with some, not all, of their steps acknowledged."""

    job: str
    trials: int
    midway: int
    slowest_reopening: float
    wrong: tuple[str, ...]

    def __str__(self) -> str:
        end = "nothing wrong" if not self.wrong else f"{len(self.wrong)} WRONG, first: {self.wrong[0]}"
        return (
            f"kill -9, {self.job}: {self.trials} moments, {self.midway} midway, "
            f"slowest reopening {self.slowest_reopening:.2f} s: {end}"
        )


def kill(name: str, trials: int, seed: int = 1) -> Killed:
    """Interrupt one job at so many random moments."""
    job, rng = JOBS[name], random.Random(seed)
    wrong: list[str] = []
    midway, slowest = 0, 0.0
    with tempfile.TemporaryDirectory() as made:
        start = Path(made) / "start"
        start.mkdir()
        job.prepare(start)
        whole = Path(made) / "whole"
        steps, duration = run(job, start, whole, None)
        if not steps or steps[-1] != DONE:
            return Killed(name, 0, 0, 0.0, ("undisturbed, it did not come to its end",))
        if name == "import":
            measure_import(whole)
        if found := all_wrong(job, whole, steps):
            return Killed(name, 0, 0, 0.0, tuple(f"undisturbed: {each}" for each in found))
        for number in range(trials):
            folder = Path(made) / f"trial-{number}"
            acked, _ = run(job, start, folder, rng.uniform(0, duration * 1.05))
            midway += DONE not in acked
            began = time.perf_counter()
            found = all_wrong(job, folder, acked)
            slowest = max(slowest, time.perf_counter() - began)
            wrong += [f"trial {number}, {len(acked)} acknowledged: {each}" for each in found]
            shutil.rmtree(folder)
    if slowest > REOPENED:
        wrong.append(f"a reopening took {slowest:.2f} s")
    return Killed(name, trials, midway, slowest, tuple(wrong))


def run(job: Job, start: Path, folder: Path, killed_after: float | None) -> tuple[Sequence[str], float]:
    """Do a job on a copy of ``start`` in a process of its own; what it acknowledged, and how long it ran."""
    shutil.copytree(start, folder)
    reading, writing = os.pipe()
    began = time.perf_counter()
    child = os.fork()
    if child == 0:
        _in_child(job, folder, writing)
    os.close(writing)
    if killed_after is not None:
        select.select([], [], [], killed_after)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode("utf-8")
    os.waitpid(child, 0)
    return said.split("\n")[:-1], time.perf_counter() - began


def _in_child(job: Job, folder: Path, writing: int) -> None:
    status = 1
    try:
        acknowledge = partial(write_line, writing)
        job.work(folder, acknowledge)
        acknowledge(DONE)
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)
