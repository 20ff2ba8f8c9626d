"""kill -9 of the real window and the real command line, at random moments of each kind of work.

One process imports all there is, Qt included, and makes no application; each trial is a fork of it that goes through
the program's own entry: ``qmdesk CASE`` with a hand at its window (offscreen), or command lines as they are typed.
It says down a pipe what its user was told; it is killed; what it left is opened and compared. Every twentieth case
left behind is opened by the window again, which must stand within three seconds and say what was last saved.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import random
import select
import shutil
import signal
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.faults.jobs import CASE, DONE, Ack, all_wrong, measure_import, write_line
from tests.faults.killing import REOPENED
from tests.faults.live_jobs import LIVE, Live, home, prepare

WAYS = ("window", "lines")
#: The window is opened again after every so many trials.
LOOK = 20
#: A trial that has not ended by itself after so long hangs (seconds).
HANGS = 120.0
#: A share of the moments falls before the work begins, into start and opening.
EARLY = 0.1
UI_ROOMS = ("qmdesk.app", "qmdesk.ui", "qmdesk.review", "qmdesk.report", "qmdesk.exchange", "qmdesk.intake")


@dataclass(frozen=True, slots=True)
class Killed:
    """What became of a number of trials. ``midway`` were killed before they had ended; times are seconds."""

    name: str
    trials: int
    midway: int
    acknowledged: int
    slowest_opening: float
    slowest_window: float
    windows: int
    wrong: tuple[str, ...]

    def __str__(self) -> str:
        end = "nothing wrong" if not self.wrong else f"{len(self.wrong)} WRONG, first: {self.wrong[0]}"
        again = f", {self.windows} windows opened again within {self.slowest_window:.2f} s" if self.windows else ""
        return (
            f"kill -9, {self.name}: {self.trials} moments, {self.midway} midway, {self.acknowledged} acknowledged steps, "
            f"slowest opening {self.slowest_opening:.2f} s{again}: {end}"
        )


def import_all() -> None:
    """Import everything that a trial may need, so that a fork starts at once. No thread, no application."""
    for room in UI_ROOMS:
        package = importlib.import_module(room)
        for found in pkgutil.walk_packages(package.__path__, f"{room}."):
            importlib.import_module(found.name)
    for name in ("numpy", "scipy.special", "scipy.stats", "matplotlib.figure", "matplotlib.backends.backend_agg"):
        importlib.import_module(name)
    importlib.import_module("tests.faults.robot")


def kill_live(way: str, name: str, trials: int, seed: int = 1) -> Killed:
    """Interrupt one kind of work at so many random moments, at the window or on the command line."""
    import_all()
    live, rng = LIVE[name], random.Random(f"{seed}{way}{name}")
    wrong: list[str] = []
    midway = acknowledged = windows = 0
    slowest = slowest_window = 0.0
    title = f"{name} by {'the window' if way == 'window' else 'command lines'}"
    with tempfile.TemporaryDirectory() as made:
        start, whole = Path(made) / "start", Path(made) / "whole"
        start.mkdir()
        in_a_child(lambda say: (prepare(live.job, start), say(DONE))[-1])
        said, early, late = run(way, live, start, whole)
        if DONE not in said:
            return Killed(title, 0, 0, 0, 0, 0, 0, (f"undisturbed, it did not come to its end: {said[-3:]}",))
        if name == "import":
            measure_import(whole)
        if found := all_wrong(live.job, whole, _acks(said)):
            return Killed(title, 0, 0, 0, 0, 0, 0, tuple(f"undisturbed: {each}" for each in found))
        for number in range(trials):
            folder = Path(made) / f"trial-{number}"
            before = rng.random() < EARLY
            moment = rng.uniform(0, early if before else late * 1.03)
            said, *_ = run(way, live, start, folder, moment, from_start=before)
            acked = _acks(said)
            midway += DONE not in said
            acknowledged += len(acked)
            found = [each for each in said if each.startswith("HANGS")]
            began = time.perf_counter()
            found += _opened(folder)
            slowest = max(slowest, time.perf_counter() - began)
            if number % LOOK == 0:
                took, shown = look_again(folder)
                windows, slowest_window = windows + 1, max(slowest_window, took)
                found += shown
            found += all_wrong(live.job, folder, acked)
            wrong += [f"trial {number}, {len(acked)} acknowledged: {each}" for each in found]
            for each in Path(made).glob(f"{folder.name}*"):
                shutil.rmtree(each)
    if max(slowest, slowest_window) > REOPENED:
        wrong.append(f"a reopening took {max(slowest, slowest_window):.2f} s")
    return Killed(title, trials, midway, acknowledged, slowest, slowest_window, windows, tuple(wrong))


def _acks(said: Sequence[str]) -> list[str]:
    return [each for each in said if each and each not in (DONE, "begun") and not each.startswith("HANGS")]


def _opened(folder: Path) -> list[str]:
    """Open the case as a command does; which entry is its last is known at once."""
    from qmdesk.review.session import ReviewSession
    from tests.faults.jobs import who

    with ReviewSession.open(folder / CASE, who(folder)) as session:
        return [] if any(head.seq for head in session.heads()) else ["opened, but nothing is known to be saved"]


def look_again(folder: Path) -> tuple[float, list[str]]:
    """Open what was left in the window, in a copy; the seconds until it stands, and what is wrong with what it says."""
    copy = folder.with_name(f"{folder.name}-again")
    shutil.copytree(folder, copy)

    def work(say: Ack) -> None:
        from tests.faults.robot import run_window

        _keep_temporary(copy)
        began = time.perf_counter()
        seconds: list[float] = []

        def script(window: object, _: Path, __: Ack) -> object:
            seconds.append(time.perf_counter() - began)
            say(f"{seconds[0]:.3f} {window.shell.bar._saved.text()}")  # pyright: ignore[reportAttributeAccessIssue]
            yield lambda: True
            window.close()  # pyright: ignore[reportAttributeAccessIssue]

        run_window(copy, home(copy), copy / CASE, script, say)  # pyright: ignore[reportArgumentType]

    said = in_a_child(work)
    told = next((each for each in said if each[:1].isdigit()), "")
    if not told:
        return 0.0, [f"the window did not open it again: {said[-2:]}"]
    seconds, _, words = told.partition(" ")
    return float(seconds), [] if "上次保存" in words else [f"the window does not say what was last saved: {words}"]


# -- one trial -----------------------------------------------------------------------------------------


def run(
    way: str, live: Live, start: Path, folder: Path, moment: float | None = None, *, from_start: bool = False
) -> tuple[list[str], float, float]:
    """Do the work on a copy of ``start`` in a fork, killed ``moment`` seconds after its start or after its work began;
    what it said, and the seconds before and after the work began."""
    shutil.copytree(start, folder)

    def work(say: Ack) -> None:
        _keep_temporary(folder)
        if way == "window":
            from tests.faults.robot import run_window

            run_window(folder, home(folder), folder / CASE if live.opens else None, live.window, say)
        else:
            run_lines(live, folder, say)

    return fork(work, moment, from_start=from_start)


def _keep_temporary(folder: Path) -> None:
    """What a killed process leaves among temporary files goes with its trial."""
    tempfile.tempdir = str(folder.with_name(f"{folder.name}-temporary"))
    Path(tempfile.tempdir).mkdir(exist_ok=True)


def run_lines(live: Live, folder: Path, say: Ack) -> None:
    """Command lines one after another. Each is acknowledged by what it prints: its output goes down the same pipe."""
    from qmdesk.app.main import run as qmdesk

    os.environ["QMDESK_HOME"] = str(home(folder))
    say("begun")
    for ack, words in live.lines(folder):
        status = qmdesk(words)
        if status != 0:
            raise RuntimeError(f"{words[0]} ended with {status}")
        if ack:
            say(ack)
    say(DONE)


def in_a_child(work: Callable[[Ack], object]) -> list[str]:
    """Do something in a fork, so that no thread and no worker of it stays here; what it said."""
    return fork(work, None)[0]


def fork(
    work: Callable[[Ack], object], moment: float | None, *, from_start: bool = False
) -> tuple[list[str], float, float]:
    """Do something in a fork; see :func:`run`."""
    reading, writing = os.pipe()
    began = time.perf_counter()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _in_child(work, writing)
    os.close(writing)
    content, begun = b"", None
    while True:
        counted = moment is not None and (from_start or begun is not None)
        since = began if begun is None or from_start else begun
        end = since + (moment if moment is not None and counted else HANGS)
        ready, _, _ = select.select([reading], [], [], max(end - time.perf_counter(), 0))
        if not ready:
            content += b"" if counted else b"HANGS\n"
            os.kill(child, signal.SIGKILL)
        piece = os.read(reading, 65536)
        if not piece:
            break
        content += piece
        if begun is None and b"begun\n" in content:
            begun = time.perf_counter()
    os.close(reading)
    os.waitpid(child, 0)
    ended = time.perf_counter()
    said = content.decode("utf-8", "replace").split("\n")[:-1]
    return said, (begun or ended) - began, ended - (begun or began)


def _in_child(work: Callable[[Ack], object], writing: int) -> None:
    try:
        silence = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(silence, standard)
        work(partial(write_line, writing))
    except BaseException as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        write_line(writing, f"HANGS not, but {type(error).__name__} at {last.name}:{last.lineno} {error}"[:300])
    finally:
        os._exit(0)
