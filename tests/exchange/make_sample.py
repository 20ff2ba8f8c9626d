"""Make the conformance sample of docs/sync.md anew, into tests/data/sync:

    python -m tests.exchange.make_sample

first.zip     a whole package of one device
second.zip    another device's, built on the first: only what it added
third.zip     the first device's later one, whole, that knows nothing of the second
sealed.p7m    first.zip sealed for recipient.pem (with its key: it is of no other use)
expected.json what a reader has to come to with all three: journal, state, conflicts
"""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from qmdesk.casefile.case import Blob
from qmdesk.exchange.conflicts import conflicts_of
from qmdesk.model.deletions import seen_beside
from qmdesk.model.journal import EntryId, Place
from qmdesk.trust.device import device_identity
from qmdesk.trust.envelope import seal
from qmdesk.trust.identity import pem_of
from tests.casefile.journal_factory import Device
from tests.exchange.teams import Laptop

FOLDER = Path(__file__).parents[1] / "data" / "sync"
PHOTO = Blob(b"\xff\xd8\xff\xe0 a photo, or so it says", "image/jpeg")
PASSED, NAME = Place("step:k1", "passed", "onsite"), Place("step:k1", "name", "onsite")
DELETED, NOTE = Place("step:k1", "deleted", "onsite"), Place("case", "note")


class _Writer(Device):
    """Names what it saw beside its place, as the program does."""

    case = None

    def heads(self, place: Place) -> tuple[EntryId, ...]:
        return (*super().heads(place), *seen_beside(self.case.state(), place))  # type: ignore[attr-defined]


def _laptop(folder: Path, name: str) -> Laptop:
    made = Laptop(folder / name, name)
    made.writer = _Writer(made.writer.name)
    made.writer.case = made.case  # type: ignore[attr-defined]
    return made


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wang, li = _laptop(folder, "王工的笔记本"), _laptop(folder, "李工的平板")
        wang.set(NAME, "焊接\t“A”线 \\ \u0001")
        wang.set(PASSED, 48)
        wang.set(Place("evidence:e1", "file"), PHOTO.sha256, (PHOTO,))
        wang.set(Place("case", "tags"), ["甲", 'b"c', {"amount": "12.50", "unit": "wan"}, None, True, -3])
        wang.set(Place("item:system.process", "level", "onsite", "王工"), 3)
        first = wang.pack("first.zip")
        li.merge(first)
        li.merge(first)
        since = wang.packed
        li.set(PASSED, 47)
        li.set(NOTE, "二车间")
        li.set(Place("item:system.process", "level", "onsite", "李工"), 2)
        second = li.pack("second.zip", since=since)
        wang.set(DELETED, True)
        wang.set(NOTE, "一车间")
        third = wang.pack("third.zip")
        for path in (first, second, third):
            shutil.copyfile(path, FOLDER / path.name)
        li.merge(third)
        recipient = device_identity(folder / "recipient", "收件人").identity
        seal(first, FOLDER / "sealed.p7m", [recipient.certificate])
        (FOLDER / "recipient.pem").write_bytes(pem_of(recipient.certificate))
        key = recipient.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        (FOLDER / "recipient.key.pem").write_bytes(key)
        text = json.dumps(expected(li), ensure_ascii=False, indent=1, sort_keys=True)
        (FOLDER / "expected.json").write_text(text + "\n", "utf-8")
        wang.close()
        li.close()


def expected(laptop: Laptop) -> dict:
    state = laptop.case.state()
    return {
        "entries": sorted([entry.device, entry.seq, entry.hash] for entry in laptop.case.entries()),
        "state": {
            f"{place.subject} {place.field}": sorted(str(head.id) for head in folded.heads)
            for place, folded in state.items()
        },
        "conflicts": sorted(
            [each.subject, f"{each.field}@{each.stage}" if each.stage else each.field]
            for each in conflicts_of(state) if not each.consensus
        ),
        "points": sorted([each.subject, each.stage] for each in conflicts_of(state) if each.consensus),
        "files": {sha256: info.size for sha256, info in laptop.case.blob_infos().items()},
    }  # fmt: skip


if __name__ == "__main__":
    main()
