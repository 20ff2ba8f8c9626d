"""The long form of the fault tests, with figures.

    python -m tests.faults [kill|window|lines|cut|fail|disk|rot|race]... [--times N] [--job JOB]

Without a name all of them run, as often as docs/safety.md promises. The status is 1 where anything was wrong.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator

from tests.faults import shim
from tests.faults.cutting import cut
from tests.faults.failing import fail
from tests.faults.failing_window import fail_window
from tests.faults.jobs import JOBS
from tests.faults.killing import kill
from tests.faults.live_jobs import LIVE
from tests.faults.living import WAYS, kill_live
from tests.faults.racing import race
from tests.faults.rotting import rot

#: How often each is done in the long form.
TIMES = {"kill": 500, "window": 500, "lines": 500, "cut": 1000, "fail": 4000, "disk": 1, "rot": 500, "race": 200}
BY_JOB: dict[str, Callable[[str, int], object]] = {"kill": kill, "cut": cut, "fail": fail}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*TIMES, []])
    parser.add_argument("--times", type=int)
    parser.add_argument("--job", choices=JOBS)
    parser.add_argument("--careless", action="store_true", help="cut with synchronous=OFF: must find losses")
    asked = parser.parse_args()
    if not shim.loaded() and not set(asked.names) <= set(WAYS):
        os.environ["LD_PRELOAD"] = str(shim.compiled())
        os.execv(sys.executable, [sys.executable, "-m", "tests.faults", *sys.argv[1:]])
    bad = False
    for result in _results(asked):
        print(result, flush=True)
        bad |= "WRONG" in str(result)
    return int(bad)


def _results(asked: argparse.Namespace) -> Iterator[object]:
    jobs = [asked.job] if asked.job else list(JOBS)
    for name in asked.names or TIMES:
        times = asked.times or TIMES[name]
        if name == "cut" and asked.careless:
            yield from (cut(job, times, carelessly=True) for job in jobs)
        elif name in WAYS:
            yield from (kill_live(name, job, times) for job in jobs if job in LIVE)
        elif name == "disk":
            yield from fail_window()
        elif name in BY_JOB:
            yield from (BY_JOB[name](job, times) for job in jobs)
        else:
            yield rot(times) if name == "rot" else race(times)


if __name__ == "__main__":
    sys.exit(main())
