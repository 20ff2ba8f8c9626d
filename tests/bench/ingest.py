"""Signed packages with photos taken into a facts store, against unzipping the same packages plainly on one core.

    python -m tests.bench.ingest [PACKAGES]    default 60 packages of 24 photos (36 MB each in all)

Taking in opens each package, verifies its signature and every file of it, folds its journal, reads its measurement
sets, grades it at every stage and writes the rows, in as many processes as there are cores. Unzipping reads the same
zips and writes their files to the same disk in one process. Told beside: what starting the processes costs, which a
small folder does not earn back, and the seconds of processor time for a package.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from qmdesk.casefile.case import Blob
from qmdesk.exchange.pack import pack
from qmdesk.exchange.source import CaseFileSource
from qmdesk.model.journal import Edit, Place
from qmdesk.portfolio.ingest import Rules, ingest
from qmdesk.portfolio.store import open_store
from qmdesk.review.session import ReviewSession
from qmdesk.trust.device import device_identity
from tests.bench.cases import full_case
from tests.bench.paired import Paired

#: Taking in may take three times as long as unzipping on one core.
LIMIT = 3.0
PHOTOS, PHOTO = 24, 1_500_000
RUNS = 3


def packages(folder: Path, count: int) -> Path:
    """A folder of so many packages of different cases with photos, as noise that no compression shortens."""
    made = folder / "packages"
    made.mkdir()
    rng = random.Random(20261121)
    identity = device_identity(folder / "home", "王")
    for number in range(count):
        place = folder / f"case{number}"
        place.mkdir()
        with full_case(place) as session:
            _photos(session, rng)
            edits = [Edit(Place("case", "region"), "浙江省宁波市"), Edit(Place("case", "visit_start"), "2026-09-01")]
            session.record(edits).wait()
            session.on_file(lambda case, n=number: pack(CaseFileSource(case), made / f"{n:04d}.zip", identity))
        shutil.rmtree(place)
    return made


def _photos(session: ReviewSession, rng: random.Random) -> None:
    edits, blobs = list[Edit](), list[Blob]()
    for number in range(PHOTOS):
        blob = Blob(b"\xff\xd8\xff\xe0" + rng.randbytes(PHOTO), "image/jpeg")
        blobs.append(blob)
        edits.append(Edit(Place(f"evidence:p{number}", "file"), blob.sha256))
    session.record(edits, blobs=blobs).wait()


def unzip(folder: Path, out: Path) -> None:
    """Every file of every package, written out."""
    for path in sorted(folder.glob("*.zip")):
        with zipfile.ZipFile(path) as opened:
            opened.extractall(out / path.stem)


def taken(folder: Path, home: Path, out: Path, count: int) -> None:
    store = open_store(str(out), home)
    done = ingest(store, [folder], Rules(home))
    store.close()
    assert (done.taken, done.aside) == (count, ()), done.aside[:1]


def timed(work: Callable[[], None]) -> tuple[float, float]:
    """Seconds by the clock, and of the processors, those of processes that ended included."""
    start, own = time.perf_counter(), _processor()
    work()
    return time.perf_counter() - start, _processor() - own


def _processor() -> float:
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def main(count: int = 60) -> str:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = packages(folder, count)
        size = sum(path.stat().st_size for path in made.iterdir()) / 1e6
        few = folder / "few"
        few.mkdir()
        for path in sorted(made.iterdir())[:2]:
            shutil.copy(path, few)
        clock, own = list[tuple[float, float]](), list[tuple[float, float]]()
        for run in range(RUNS):
            ours = timed(lambda run=run: taken(made, folder / "home", folder / f"facts{run}", count))
            theirs = timed(lambda: unzip(made, folder / "out"))
            clock.append((ours[0], theirs[0]))
            own.append((ours[1], theirs[1]))
            shutil.rmtree(folder / "out")
        pair, work = (Paired(tuple(a for a, _ in each), tuple(b for _, b in each)) for each in (clock, own))
        start = time.perf_counter()
        taken(few, folder / "home", folder / "factsfew", 2)
        one = time.perf_counter() - start
    return (
        f"{pair.report('ingest', LIMIT)}; {size:.0f} MB, {size / min(pair.a):.0f} MB/s against {size / min(pair.b):.0f};"
        f" in processor time {work.ratio:.2f}, {min(work.a) / count * 1e3:.0f} ms a package;"
        f" two packages in one process {one:.2f} s"
    )


if __name__ == "__main__":
    print(main(int(sys.argv[1]) if len(sys.argv) > 1 else 60))
