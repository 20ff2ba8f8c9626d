"""Files of the present format, to be kept for ever: ``tests/data/formats/<n>``, opened by ``test_formats.py``.

    python -m tests.review.make_formats

Run once for each format that is released, never over a folder that is there. Times are fixed; keys, salts and the
names of logs are drawn by lot, so two runs differ in bytes and not in what they say.
"""

from __future__ import annotations

import json
import shutil
import sys
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from qmdesk.casefile import keys
from qmdesk.casefile.case import Blob
from qmdesk.casefile.schema import FORMAT
from qmdesk.formdef.loader import load_builtin
from qmdesk.model.journal import Edit, Place
from qmdesk.model.readings import Readings
from qmdesk.review import undo
from qmdesk.review.backing_up import keep_generation
from qmdesk.review.begin import begin
from qmdesk.review.packing import pack_case
from qmdesk.review.protecting import protect_case
from qmdesk.review.session import ReviewSession, Who
from qmdesk.trust.device import device_identity
from qmdesk.workspace.mappings import remember

FOLDER = Path(__file__).resolve().parents[1] / "data" / "formats"
PASSPHRASE = "甲乙丙丁戊己庚辛"
CODE = "91330212MA2TE8XU04"
PHOTO = b"\xff\xd8\xff\xe0" + bytes(range(200)) + b"\xff\xd9"
READINGS = ("10.001", "9.999", "10.0030", "9.998", "10.000")


class Clock:
    """A minute later at every look."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(minutes=1)
        return self.time


def fill(session: ReviewSession) -> None:
    """One of each kind of entry."""
    item = f"item:{session.form.items[0].id}"
    photo = Blob(PHOTO, "image/jpeg")
    session.record(Edit(Place(item, "level", "onsite", "王工"), 3, reason="看过记录")).wait()
    session.record(Edit(Place(item, "note", "onsite"), "现场<b>看到</b>的 & 写下的😀")).wait()
    session.record([Edit(Place("evidence:e1", "file"), photo.sha256), Edit(Place("evidence:e1", "binds"), item)], blobs=[photo]).wait()  # fmt: skip
    session.record(Edit(Place("case", "output_value"), "2000", raw="２０００ 万元")).wait()
    session.record(Edit(Place("case", "region"), "宁波")).wait()
    undo.undo(session).recorded.wait()
    readings = Readings.of([Decimal(each) for each in READINGS])
    blob = Blob(readings.blob(), "application/json")
    value = {"blob": blob.sha256, "n": len(READINGS)}
    edits = [Edit(Place("characteristic:c1", "name", "onsite"), "外径"), Edit(Place("characteristic:c1", "readings", "onsite"), value)]  # fmt: skip
    session.record(edits, blobs=[blob]).wait()


def make(target: Path) -> None:
    """A plain case, the same encrypted, a signed package of it, and the workspace of the one who made them."""
    target.mkdir(parents=True)
    home, clock = target / "workspace", Clock()
    device = device_identity(home, "王工的笔记本")
    who = Who(device.id, "王工", home)
    path = target / "plain.qmcase"
    with begin(path, load_builtin("meqmc"), who, enterprise="甬江机械", credit_code=CODE, clock=clock) as session:
        fill(session)
        keep_generation(session)
        pack_case(session, target / "package.zip", device, device=device.id)
        said = {"history": [entry.hash for entry in session.history()], "case_id": session.case_id}
    remember(home, CODE, "外径|内径", {"header": [0], "roles": {"0": "value"}})
    shutil.copyfile(path, target / "encrypted.qmcase")
    elsewhere = target / "nobody"
    recovery = protect_case(target / "encrypted.qmcase", elsewhere, PASSPHRASE).recovery
    shutil.rmtree(elsewhere, ignore_errors=True)
    (target / "said.json").write_text(json.dumps({**said, "recovery": recovery}, indent=1), "utf-8")
    for each in (*target.rglob("*.lock"), *target.rglob("*.part")):
        each.unlink()
    keys.forget_all()


if __name__ == "__main__":
    folder = FOLDER / str(FORMAT)
    if folder.exists():
        sys.exit(f"{folder.name} is kept already")
    make(folder)
