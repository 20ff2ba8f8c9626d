"""Packages: what is packed is there again, an outsider can check it, and nothing half-made bears the name."""

from __future__ import annotations

import os
import subprocess
import tracemalloc
import warnings
import zipfile
from dataclasses import replace
from pathlib import Path
from shutil import which

import pytest

from qmdesk.casefile.case import Blob
from qmdesk.exchange import pack as pack_module
from qmdesk.exchange.bag import SIGNATURE, TAG_MANIFEST
from qmdesk.exchange.colleagues import colleague_named, colleagues_of
from qmdesk.exchange.package import open_package
from qmdesk.exchange.source import CaseFileSource
from qmdesk.exchange.standing import Belief
from qmdesk.exchange.verify import verify_package
from qmdesk.model.journal import Place
from qmdesk.model.problem import Refused
from qmdesk.model.snapshot_json import snapshot_from_json
from qmdesk.trust.anchors import TrustList
from qmdesk.trust.identity import pem_of
from tests.exchange.conftest import PHOTO
from tests.exchange.teams import FORM, Laptop, parts_of
from tests.trust import people


def test_what_was_packed_is_there_again(wang: Laptop):
    with open_package(wang.pack(), anchors=TrustList(), devices=wang.devices) as package:
        assert package.content.entries == tuple(wang.case.entries())
        assert [b"".join(each.pieces) for each in package.arriving()] == [PHOTO.content]
        assert package.content.form_files == FORM
        assert snapshot_from_json(package.content.snapshot).state == wang.case.state()
        info = package.info
        assert (info.case_id, info.sequence, info.previous, info.whole) == (wang.case.case_id, 1, "", True)
        assert tuple(span.head for span in info.logs) == wang.case.heads()
        assert (package.belief, package.check.signer) == (Belief.KNOWN, "王工的笔记本")


def test_a_later_package_brings_only_what_the_other_side_lacks(wang: Laptop):
    wang.pack("first.zip")
    first = wang.packed
    wang.set(Place("case", "note"), "下午补充")
    second = Blob(b"new photo", "image/jpeg")
    wang.set(Place("evidence:e2", "file"), second.sha256, (second,))
    with open_package(wang.pack("second.zip", since=first), anchors=TrustList(), devices=wang.devices) as package:
        assert [entry.seq for entry in package.content.entries] == [4, 5]
        assert [each.info.sha256 for each in package.arriving()] == [second.sha256]
        assert set(package.content.files) == {PHOTO.sha256, second.sha256}
        assert (package.info.sequence, package.info.previous, package.info.whole) == (2, first.sha256, False)


def test_a_package_of_nothing_new_is_small_and_whole_in_itself(wang: Laptop):
    wang.pack()
    with open_package(wang.pack("again.zip", since=wang.packed), anchors=TrustList(), devices=wang.devices) as package:
        assert (package.content.entries, list(package.arriving())) == ((), [])


def test_a_rewritten_history_is_packed_from_its_start(wang: Laptop, tmp_path: Path):
    """The other side has a head that is not on our log: what it lacks can only be told by sending all."""
    wang.pack()
    other = Laptop(tmp_path / "other", "另一台")
    other.set(Place("case", "note"), "x")
    other.pack()
    strange = other.packed.logs[0]
    claimed = replace(wang.packed, logs=(replace(strange, log=wang.packed.logs[0].log, seq=2),))
    wang.pack("all.zip", since=claimed)
    assert wang.packed.whole
    other.close()


def test_a_package_is_deterministic_but_for_time_and_signature(wang: Laptop):
    first, second = parts_of(wang.pack("a.zip")), parts_of(wang.pack("b.zip"))
    assert {name for name in first if first[name] != second[name]} <= {"bag-info.txt", TAG_MANIFEST, SIGNATURE}


@pytest.mark.parametrize("who", ["device", "person"])
def test_an_outsider_checks_it_with_bagit_and_openssl(wang: Laptop, tmp_path: Path, who: str):
    if which("openssl") is None:
        pytest.skip("openssl is not installed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # bagit looks for pkg_resources
        bagit = pytest.importorskip("bagit")
    identity = wang.identity if who == "device" else people.lead()
    package = wang.pack(identity=None if who == "device" else identity)
    folder = tmp_path / "unzipped"
    with zipfile.ZipFile(package) as opened:
        opened.extractall(folder)
    bagit.Bag(str(folder)).validate()
    (tmp_path / "trust.pem").write_bytes(pem_of(identity.chain[-1]))
    command = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", SIGNATURE, "-content", TAG_MANIFEST]
    done = subprocess.run(
        [*command, "-CAfile", tmp_path / "trust.pem", "-out", tmp_path / "o"],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (folder / "data" / "snapshot.json").write_bytes(b"{}")
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(folder)).validate()


def test_a_new_package_takes_the_place_of_an_old_one_and_leaves_nothing_beside(wang: Laptop):
    out = wang.pack()
    before = out.read_bytes()
    wang.set(Place("case", "note"), "改")
    wang.pack()
    assert out.read_bytes() != before
    assert [path.name for path in wang.folder.glob("*.zip")] == [out.name]
    assert not list(wang.folder.glob(".*part"))


@pytest.mark.parametrize("fault", ["write", "read back", "rename"])
def test_a_failure_leaves_the_old_package_and_nothing_half_made(wang: Laptop, monkeypatch, fault: str):
    out = wang.pack()
    before = out.read_bytes()

    def broken(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    def refusing(path: Path, _: object) -> None:
        raise Refused(*verify_package(_cut(path), TrustList()).problems)

    if fault == "write":
        monkeypatch.setattr(os, "fsync", broken)
    elif fault == "read back":
        monkeypatch.setattr(pack_module, "read_back", refusing)
    else:
        monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(Refused) as caught:
        wang.pack()
    assert caught.value.problems[0].code == ("package-truncated" if fault == "read back" else "file-cannot-write")
    assert out.read_bytes() == before
    assert not list(wang.folder.glob(".*part"))


def _cut(path: Path) -> Path:
    path.write_bytes(path.read_bytes()[:-30])
    return path


def test_a_damaged_file_of_the_case_is_not_packed(wang: Laptop):
    rotten = wang.folder / "rotten"
    rotten.write_bytes(b"rotten")
    with pytest.raises(Refused) as caught:
        pack_module.pack(_FromDisk(wang, PHOTO.sha256, rotten), wang.folder / "x.zip", wang.identity)
    assert caught.value.problems[0].code == "blob-damaged"
    assert not (wang.folder / "x.zip").exists()


def test_photos_are_stored_and_texts_deflated(wang: Laptop):
    with zipfile.ZipFile(wang.pack()) as opened:
        kinds = {info.filename.split("/")[1]: info.compress_type for info in opened.infolist() if "/" in info.filename}
    assert kinds["blobs"] == zipfile.ZIP_STORED
    assert kinds["journal"] == kinds["snapshot.json"] == zipfile.ZIP_DEFLATED


def test_a_root_signs_no_package(wang: Laptop):
    with pytest.raises(Refused) as caught:
        wang.pack(identity=people.root())
    assert caught.value.problems[0].code == "identity-is-root"


def test_large_evidence_is_streamed(wang: Laptop):
    """Packing reads a large file in pieces: its memory stays far below the file's size."""
    big = Blob(bytes(24 << 20), "video/mp4")
    wang.set(Place("evidence:e3", "file"), big.sha256, (big,))
    path = wang.folder / "big.bin"
    path.write_bytes(big.content)
    source = _FromDisk(wang, big.sha256, path)
    tracemalloc.start()
    pack_module.pack(source, wang.folder / "big.zip", wang.identity)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 12 << 20


class _FromDisk:
    """The case file, but for one of its files, which is a stream from the disk and never whole in memory."""

    def __init__(self, laptop: Laptop, sha256: str, path: Path) -> None:
        self._source, self._sha256, self._path = CaseFileSource(laptop.case), sha256, path

    def __getattr__(self, name: str) -> object:
        return getattr(self._source, name)

    def open_blob(self, sha256: str):
        return self._path.open("rb") if sha256 == self._sha256 else self._source.open_blob(sha256)


def test_a_colleague_gets_just_what_his_packages_show_to_be_lacking(wang: Laptop, li: Laptop):
    li.set(Place("case", "note"), "二车间")
    assert li.merge(wang.pack("all.zip")).refused == ()
    assert wang.merge(li.pack("theirs.zip")).refused == ()
    wang.set(Place("case", "region"), "杭州")
    there = colleague_named(wang.case, "李工的平板")
    assert there == colleague_named(wang.case, li.identity.id[:6])
    package = wang.pack("less.zip", since=there.held)
    assert sum(span.count for span in wang.packed.logs) == 1
    assert not [name for name in parts_of(package) if name.startswith("data/blobs/")]
    done = li.merge(package)
    assert (done.entries_new, done.refused) == (1, ())
    assert tuple(li.case.entries()) == tuple(wang.case.entries())


def test_an_older_package_of_a_colleague_takes_nothing_from_what_is_known_of_him(wang: Laptop, li: Laptop):
    old = wang.pack("old.zip")
    wang.set(Place("case", "region"), "杭州")
    new = wang.pack("new.zip")
    li.merge(new)
    before = colleagues_of(li.case)
    li.merge(old)
    assert [each.held.logs for each in colleagues_of(li.case)] == [each.held.logs for each in before]
    with pytest.raises(Refused, match="colleague-unknown"):
        colleague_named(li.case, "")
    li.case.set_meta("colleagues", '{"x": 1}')
    assert colleagues_of(li.case) == ()
    assert li.merge(new).refused == ()
    assert len(colleagues_of(li.case)) == 1
