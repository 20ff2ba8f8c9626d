"""Claims: files of every format that was ever released open, whole, with this program; see ``make_formats``."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from qmdesk.casefile import keys
from qmdesk.casefile.schema import FORMAT
from qmdesk.exchange.merge import Believing
from qmdesk.model.journal import Place, Stage
from qmdesk.review.backups import generations, restore
from qmdesk.review.packing import merge_file
from qmdesk.review.protecting import unlock_case
from qmdesk.review.session import ReviewSession, Who
from qmdesk.trust.anchors import TrustList, known_devices
from qmdesk.trust.device import device_identity
from qmdesk.workspace.mappings import remembered
from tests.review.make_formats import CODE, FOLDER, PASSPHRASE, PHOTO, READINGS

FORMATS = sorted(each.name for each in FOLDER.iterdir() if each.is_dir())


@pytest.fixture(params=FORMATS)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A copy of what is kept of one format."""
    keys.forget_all()
    yield Path(shutil.copytree(FOLDER / request.param, tmp_path / "kept"))
    keys.forget_all()


def said(kept: Path) -> dict[str, Any]:
    return json.loads((kept / "said.json").read_text("utf-8"))


def who(kept: Path) -> Who:
    home = kept / "workspace"
    return Who(device_identity(home).id, "王工", home)


def wrong(session: ReviewSession, kept: Path) -> list[str]:
    """What a case does not say as it was written."""
    item = f"item:{session.form.items[0].id}"
    found: list[str] = []
    values = {
        Place(item, "level", "onsite", "王工"): 3,
        Place(item, "note", "onsite"): "现场<b>看到</b>的 & 写下的😀",
        Place("case", "enterprise"): "甬江机械",
        Place("case", "region"): None,
    }
    for place, value in values.items():
        folded = session.state.get(place)
        if (folded and folded.value) != value:
            found.append(f"{place} says {folded and folded.value}")
    if [entry.hash for entry in session.history()] != said(kept)["history"]:
        found.append("the journal differs")
    if session.on_file(lambda case: case.check_journal()):
        found.append("the journal is not whole")
    if PHOTO not in [session.blob(each) for each in session.on_file(lambda case: case.blob_ids())]:
        found.append("the photo is not whole")
    snapshot = session.snapshot()
    if [str(each) for each_set in snapshot.readings.values() for each in each_set.decimals()] != [*map("{:.4f}".format, map(float, READINGS))]:  # fmt: skip
        found.append("the readings differ")
    if not session.assess(Stage.ONSITE).items:
        found.append("nothing is judged")
    return found


def test_the_present_format_is_kept():
    assert str(FORMAT) in FORMATS


def test_a_plain_case(kept: Path):
    with ReviewSession.open(kept / "plain.qmcase", who(kept)) as session:
        assert session.case_id == said(kept)["case_id"]
        assert wrong(session, kept) == []


def test_an_encrypted_case_by_passphrase_and_by_recovery_key(kept: Path):
    for words in (PASSPHRASE, said(kept)["recovery"]):
        keys.forget_all()
        unlock_case(kept / "encrypted.qmcase", words)
        with ReviewSession.open(kept / "encrypted.qmcase", who(kept)) as session:
            assert wrong(session, kept) == []


def test_a_package(kept: Path, tmp_path: Path):
    theirs = Who("b" * 16, "李工", tmp_path / "their-home")
    believing = Believing(TrustList(), known_devices(theirs.home), False)
    done = merge_file(tmp_path / "theirs.qmcase", theirs, [kept / "package.zip"], believing)
    assert done.refused == ()
    with ReviewSession.open(tmp_path / "theirs.qmcase", theirs) as session:
        assert wrong(session, kept) == []


def test_a_workspace_with_its_backups(kept: Path, tmp_path: Path):
    home, path = kept / "workspace", kept / "plain.qmcase"
    assert device_identity(home).name == "王工的笔记本"
    assert remembered(home, CODE, "外径|内径") is not None
    (newest, *_) = generations(path, home)
    back = restore(path, home, newest.path, tmp_path / "back.qmcase")
    assert (back.missing, back.files) == ((), 2)
    with ReviewSession.open(back.path, who(kept)) as session:
        assert wrong(session, kept) == []
