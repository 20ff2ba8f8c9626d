"""Two processes at one file: one writes, the other is told who, and nothing acknowledged is lost."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from qmdesk.casefile.case import open_case
from qmdesk.model.journal import Edit, Place
from qmdesk.model.problem import Refused
from qmdesk.review.session import ReviewSession
from tests.faults.jobs import CASE, JOBS, case_wrong, who, write_line

EDITS = 6


@dataclass(frozen=True, slots=True)
class Raced:
    """What became of so many races of two processes."""

    races: int
    told: int
    wrong: tuple[str, ...]

    def __str__(self) -> str:
        end = "nothing wrong" if not self.wrong else f"{len(self.wrong)} WRONG, first: {self.wrong[0]}"
        return f"races: {self.races} of two processes, {self.told} times one was told of the other: {end}"


def race(races: int, seed: int = 1) -> Raced:
    """Let two processes open and edit the same file at the same time, so many times."""
    rng, wrong = random.Random(seed), list[str]()
    told = 0
    with tempfile.TemporaryDirectory() as made:
        start = Path(made) / "start"
        start.mkdir()
        JOBS["edit"].prepare(start)
        for number in range(races):
            folder = Path(made) / f"race-{number}"
            shutil.copytree(start, folder)
            pipes = [_runner(folder, name, rng.uniform(0, 0.004)) for name in ("a", "b")]
            said = [line for reading, child in pipes for line in _said(reading, child)]
            told += sum(line.startswith("told ") for line in said)
            wrong += [f"race {number}: {line}" for line in said if line.startswith("crashed ")]
            wrong += [f"race {number}: {line}" for line in said if line.startswith("told ") and not _names(line)]
            acked = [line.removeprefix("saved ") for line in said if line.startswith("saved ")]
            with open_case(folder / CASE) as case:
                kept = {str(entry.value) for entry in case.entries()}
            wrong += [f"race {number}: the acknowledged {each} is lost" for each in acked if each not in kept]
            wrong += [f"race {number}: {each}" for each in case_wrong(folder)]
            shutil.rmtree(folder)
    return Raced(races, told, tuple(wrong))


def _names(line: str) -> bool:
    """Whether one was told by name, or that the other had just begun or ended, when no name stands there yet."""
    return line.split()[1] in {"case-held", "case-busy", "case-read-only"}


def _runner(folder: Path, name: str, after: float) -> tuple[int, int]:
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return reading, child
    try:
        os.close(reading)
        time.sleep(after)
        _edit(folder, name, writing)
    finally:
        os._exit(0)


def _edit(folder: Path, name: str, writing: int) -> None:
    say = partial(write_line, writing)
    try:
        with ReviewSession.open(folder / CASE, who(folder, name * 16)) as session:
            for number in range(EDITS):
                session.record(Edit(Place("case", "note"), f"{name}-{number}")).wait()
                say(f"saved {name}-{number}")
    except Refused as refused:
        problem = refused.problems[0]
        say(f"told {problem.code} {problem.details.get('pid', '')}")
    except BaseException as error:
        say(f"crashed {type(error).__name__}: {error}".replace("\n", " "))


def _said(reading: int, child: int) -> list[str]:
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode("utf-8").split("\n")[:-1]
    os.waitpid(child, 0)
    return said
