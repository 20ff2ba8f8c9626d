"""A phone photo of 12 megapixels stored as evidence with its thumbnail, against decoding and hashing it."""

from __future__ import annotations

import hashlib
import io
import itertools
import random
import tempfile
from pathlib import Path

from PIL import Image, ImageDraw

from qmdesk.model.journal import Stage
from qmdesk.ui.evidence.reading import Bound, read_some
from qmdesk.ui.evidence.thumbs import small_picture
from tests.bench.cases import full_case
from tests.bench.paired import measure

LIMIT, RUNS = 2.0, 15
#: Pixels of the photo, and of its thumbnail as a tile shows it on a fine screen.
SIZE, SIDE = (4032, 3024), 232


def photo() -> bytes:
    """A picture as detailed as a workshop: noise softened, with edges over it."""
    rng = random.Random(5)
    noise = Image.frombytes("L", (504, 378), rng.randbytes(504 * 378)).resize(SIZE, Image.Resampling.BICUBIC)
    picture = Image.merge("RGB", (noise, noise.rotate(180), noise))
    draw = ImageDraw.Draw(picture)
    for at in range(0, SIZE[0], 61):
        draw.line((at, 0, SIZE[0] - at, SIZE[1]), fill=(at % 255, 90, 40), width=3)
    store = io.BytesIO()
    picture.save(store, "JPEG", quality=88)
    return store.getvalue()


def main() -> str:
    content, numbers = photo(), itertools.count()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with full_case(folder) as session:

            def store() -> None:
                path = folder / f"{next(numbers)}.jpg"  # another file each time: the same one would be kept once
                path.write_bytes(content + path.name.encode())
                bound = Bound("item:system.people", Stage.ONSITE, "王工", frozenset())
                taken = read_some([path], session.form, bound)
                session.record(taken.edits, blobs=taken.blobs).wait()
                small_picture(session.blob(taken.blobs[0].sha256), SIDE)

            def decode() -> None:
                hashlib.sha256(content).digest()
                Image.open(io.BytesIO(content)).load()

            found = measure(store, decode, RUNS, warm_up=3)
    return found.report(f"photo ({len(content) / 2**20:.1f} MB)", LIMIT)


if __name__ == "__main__":
    print(main())
