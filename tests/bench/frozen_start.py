"""The frozen program's start, warm, against the same start from source.

Whole processes in turn, offscreen, both with ``--exit-when-ready``: A is ``dist/qmdesk/qmdesk`` as ``dev.py freeze``
leaves it, B is ``python -m qmdesk`` with its byte code cached. Build first; a build from other sources than these is
measured all the same. Told beside it: processor time, which other work on the machine disturbs less.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.paired import measure
from tests.bench.start import ROOT, environment

LIMIT = 1.2
RUNS = 21
PROGRAM = ROOT / "dist" / "qmdesk" / ("qmdesk.exe" if os.name == "nt" else "qmdesk")


def main() -> str:
    if not PROGRAM.is_file():
        return "frozen_start: not measured, there is no frozen build (python3 dev.py freeze)"
    cpu: dict[Path, list[float]] = {PROGRAM: [], Path(sys.executable): []}
    with tempfile.TemporaryDirectory() as home:

        def start(*command: str | Path) -> None:
            before = _spent()
            env = environment(home) | {"XDG_CACHE_HOME": home}
            subprocess.run([str(each) for each in command], check=True, capture_output=True, env=env, timeout=60)
            cpu[Path(command[0])].append(_spent() - before)

        ours = [PROGRAM, "--exit-when-ready"]
        source = [Path(sys.executable), "-m", "qmdesk", "--exit-when-ready"]
        found = measure(lambda: start(*ours), lambda: start(*source), RUNS, warm_up=3)
    frozen, plain = (statistics.median(each[3:]) for each in cpu.values())
    beside = f"processor time: A {frozen * 1e3:.0f} ms  B {plain * 1e3:.0f} ms  A/B {frozen / plain:.2f}"
    return f"{found.report('frozen_start', LIMIT)}\n  {beside}"


def _spent() -> float:
    """Processor seconds of all processes that ended so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    print(main())
