"""A package of 2 GB of evidence packed and opened, against ``sha256sum`` on as many bytes.

    python -m tests.bench.evidence [MEGABYTES]     default 2048; also a tenth and a hundredth of it

A tenth of it once more as a single film, and the same from an encrypted case into an encrypted case.

Memory is the highest resident set of the process less what it was before, in MB. Told beside is processor time, which
neither a disk nor others on the machine touch.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from qmdesk.casefile.case import create
from qmdesk.casefile.files import Arriving
from qmdesk.casefile.keys import Cipher, new_cipher
from qmdesk.exchange.merge import Believing, merge_into
from qmdesk.exchange.pack import pack
from qmdesk.exchange.source import CaseFileSource
from qmdesk.model.canonical import sha256_bytes
from qmdesk.model.snapshot import FileInfo
from qmdesk.trust.anchors import known_devices
from qmdesk.trust.device import device_identity
from tests.exchange.teams import new_case

#: Sizes of the files, in MB: photos, films, and a long film.
SIZES = (3, 3, 3, 40, 95)


def _resident() -> float:
    with Path("/proc/self/statm").open() as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def watched(work: Callable[[], object]) -> tuple[float, float, float]:
    """Seconds by the clock and of the processor, and the most memory above what it was before."""
    before, most, done = _resident(), [0.0], threading.Event()

    def watch() -> None:
        while not done.wait(0.005):
            most[0] = max(most[0], _resident())

    thread = threading.Thread(target=watch)
    thread.start()
    start, own = time.perf_counter(), time.process_time()
    try:
        work()
    finally:
        took, own = time.perf_counter() - start, time.process_time() - own
        done.set()
        thread.join()
    return took, own, max(most[0] - before, 0.0)


def _sha256sum(path: Path) -> tuple[float, float]:
    """Seconds that sha256sum takes on a file by the clock, and of the processor; the quicker of two."""
    found: list[tuple[float, float]] = []
    for _ in range(2):
        start, before = time.perf_counter(), os.times()
        subprocess.run(["sha256sum", path], check=True, capture_output=True)
        after = os.times()
        own = after.children_user + after.children_system - before.children_user - before.children_system
        found.append((time.perf_counter() - start, own))
    return min(found)


def measure(folder: Path, megabytes: int, sizes: Sequence[int] = SIZES, cipher: Cipher | None = None) -> str:
    identity = device_identity(folder / "home", "王")
    source = create(folder / f"from{megabytes}.qmcase", new_case(), cipher)
    left, number = megabytes, 0
    while left > 0:
        size = min(sizes[number % len(sizes)], left)
        content = os.urandom(size << 20)
        info = FileInfo(sha256_bytes(content), len(content), "image/jpeg")
        source.take_files([Arriving(info, iter([content]))])
        left, number = left - size, number + 1
    del content
    package = folder / f"{megabytes}.zip"
    packing = watched(lambda: pack(CaseFileSource(source), package, identity))
    sums, own_sums = _sha256sum(package)
    with create(folder / f"to{megabytes}.qmcase", new_case(), cipher) as target:
        believing = Believing(devices=known_devices(folder / "home"))

        def merge() -> None:
            done = merge_into(target, [package], believing)
            assert not done.refused, done.refused
            assert done.files_new == number

        opening = watched(merge)
    source.close()
    for path in folder.glob(f"*{megabytes}.*"):
        path.unlink()
    told = "  ".join(
        f"{name} {took:.2f} s ({sums / took:.2f} of sha256sum's speed, {own_sums / own:.2f} in processor time, {memory:.0f} MB)"
        for name, (took, own, memory) in (("packed", packing), ("opened", opening))
    )
    kind = "" if cipher is None else ", encrypted"
    return f"evidence {megabytes} MB in {number} files{kind}: sha256sum {sums:.2f} s\n    {told}"


def main(megabytes: int = 2048) -> str:
    with tempfile.TemporaryDirectory() as name:
        folder, cipher, film = Path(name), new_cipher("一句又长又好记的话"), megabytes // 10
        measure(folder, 8)  # what is loaded on first use
        measure(folder, 8, cipher=cipher)
        told = [measure(folder, each) for each in (megabytes // 100, megabytes // 10, megabytes)]
        told += [measure(folder, film, [film]), measure(folder, film, [film], cipher)]
        return "\n".join(told)


if __name__ == "__main__":
    print(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2048))
