"""Opening a case with 500 photos of 3 MB against opening the same case without them."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from qmdesk.casefile.case import Blob
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.review.session import ReviewSession
from tests.bench.cases import full_case
from tests.bench.paired import measure

LIMIT = 1.2
PHOTOS, SIZE = 500, 3_000_000


def main() -> str:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths: dict[bool, Path] = {}
        for with_photos in (False, True):
            inside = folder / str(with_photos)
            inside.mkdir()
            with full_case(inside) as session:
                paths[with_photos] = session.path
                who = session.who
                for number in range(PHOTOS):
                    photo = Blob(os.urandom(SIZE if with_photos else 30), "image/jpeg")
                    subject = f"evidence:p{number}"
                    values = {"file": photo.sha256, "name": f"照片 {number}.jpg", "binds": "item:system.process"}
                    session.record([Edit(Place(subject, key), value) for key, value in values.items()], blobs=[photo])

        if hasattr(os, "sync"):
            os.sync()  # 1.5 GB on their way to the disk would slow both

        def opened(path: Path) -> None:
            with ReviewSession.open(path, who) as session:
                session.assess(Stage.ONSITE)

        found = measure(lambda: opened(paths[True]), lambda: opened(paths[False]), 15)
    return found.report("open", LIMIT)


if __name__ == "__main__":
    print(main())
