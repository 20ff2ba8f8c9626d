"""Packing and taking in that were killed in the middle go on where they were."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from qmdesk.casefile.case import Blob, open_case
from qmdesk.exchange.container import Container
from qmdesk.exchange.pack import pack
from qmdesk.exchange.package import open_package
from qmdesk.exchange.source import CaseFileSource
from qmdesk.model.journal import Place
from qmdesk.model.problem import Refused
from qmdesk.trust.anchors import TrustList
from tests.exchange.teams import Laptop, new_case, parts_of

#: Photos, stored, and protocols, deflated.
FILES = [Blob(bytes([n]) * 300_000 + os.urandom(700_000), ("image/jpeg", "text/plain")[n % 2]) for n in range(6)]


@pytest.fixture
def full(wang: Laptop) -> Laptop:
    for n, each in enumerate(FILES):
        wang.set(Place(f"evidence:f{n}", "file"), each.sha256, (each,))
    return wang


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files of the case that are read to be packed."""
    found: list[str] = []
    before = CaseFileSource.open_blob

    def open_blob(source: CaseFileSource, sha256: str):
        found.append(sha256)
        return before(source, sha256)

    monkeypatch.setattr(CaseFileSource, "open_blob", open_blob)
    return found


def wanted(laptop: Laptop) -> list[str]:
    return sorted(laptop.case.blob_infos())


def is_whole(laptop: Laptop, package: Path) -> bool:
    with open_package(package, anchors=TrustList(), devices=laptop.devices) as opened:
        return opened.content.entries == tuple(laptop.case.entries())


def parts(laptop: Laptop) -> list[Path]:
    return list(laptop.folder.glob(".qmdesk-*"))


def killed(script: str, *arguments: object) -> None:
    """Run a script that kills itself."""
    head = f"import os, sys\nsys.path[:0] = {sys.path!r}\nfrom pathlib import Path\n"
    command = [sys.executable, "-c", head + textwrap.dedent(script), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr


PACK = """
    from qmdesk.casefile.case import open_case
    from qmdesk.exchange.pack import pack
    from qmdesk.exchange.source import CaseFileSource
    from qmdesk.trust.device import device_identity

    class Dying(CaseFileSource):
        left = int(sys.argv[3])

        def open_blob(self, sha256):
            Dying.left -= 1
            found = super().open_blob(sha256)
            return found if Dying.left else Last(found)

    class Last:
        def __init__(self, found):
            self.found, self.reads = found, 0

        def read(self, size):
            self.reads += 1
            if self.reads == 2:
                os.kill(os.getpid(), 9)
            return self.found.read(size // 2)

        __enter__ = lambda self: self
        __exit__ = lambda self, *_: None

    case = open_case(Path(sys.argv[1]) / "案卷.qmcase")
    pack(Dying(case), Path(sys.argv[1]) / sys.argv[2], device_identity(Path(sys.argv[1]) / "home"))
"""


def kill_packing(laptop: Laptop, name: str, at: int) -> None:
    """Let another process pack and kill itself in the middle of the file of that number."""
    laptop.case.close()
    killed(PACK, laptop.folder, name, at)
    laptop.case = open_case(laptop.folder / "案卷.qmcase")


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9")
@pytest.mark.parametrize("at", [2, 5])
def test_a_killed_packing_goes_on_behind_the_last_finished_file(full: Laptop, read: list[str], at: int):
    kill_packing(full, "被杀.zip", at)
    (part,) = (each for each in parts(full) if each.suffix == ".part")
    assert part.stat().st_size > 600_000 * (at - 2)
    full.set(Place("case", "note"), "其间又改了")
    package = full.pack("另一个名字.zip")
    assert read == wanted(full)[at - 1 :]
    assert parts(full) == []
    read.clear()
    whole = parts_of(full.pack("一次打成.zip"))
    assert len(read) == 7
    resumed = parts_of(package)
    changing = {"bag-info.txt", "tagmanifest-sha256.txt", "tagmanifest-sha256.txt.p7s"}
    assert {name for name in whole if whole[name] != resumed.get(name)} <= changing
    assert list(whole) == list(resumed)
    assert is_whole(full, package)


def interrupted(laptop: Laptop, after: int) -> Path:
    """A packing that somebody stopped by the keyboard; the part file."""

    class Stopped(CaseFileSource):
        def open_blob(self, sha256: str):
            if sha256 == wanted(laptop)[after]:
                raise KeyboardInterrupt
            return super().open_blob(sha256)

    with pytest.raises(KeyboardInterrupt):
        pack(Stopped(laptop.case), laptop.folder / "x.zip", laptop.identity)
    (part,) = parts(laptop)
    return part


def test_what_the_finished_files_are_is_proved_and_not_believed(full: Laptop, read: list[str]):
    part = interrupted(full, 4)
    content = bytearray(part.read_bytes())
    second = content.index(b"PK\x03\x04", 30)
    content[second + 200_000] ^= 1
    part.write_bytes(content)
    read.clear()
    package = full.pack()
    assert read == wanted(full)[1:]
    assert is_whole(full, package)


@pytest.mark.parametrize("change", ["time", "attributes", "name", "size", "crc", "deflated differently", "twice"])
def test_a_header_that_we_would_not_write_is_not_kept(full: Laptop, read: list[str], change: str):
    part = interrupted(full, 2)
    content = bytearray(part.read_bytes())
    if change == "twice":
        first = content[: content.index(b"PK\x03\x04", 30)]
        content = first + first
    else:
        at = {"time": 10, "attributes": 6, "name": 50, "size": 110, "crc": 14, "deflated differently": 8}[change]
        content[at] ^= 8 if change == "deflated differently" else 1
    part.write_bytes(content)
    read.clear()
    package = full.pack()
    assert read == wanted(full)[1 if change == "twice" else 0 :]
    assert is_whole(full, package)


def test_a_file_that_is_no_longer_wanted_is_not_kept(full: Laptop, read: list[str]):
    first = full.pack("先前.zip")
    assert first.is_file()
    since = full.packed
    last = wanted(full)[3]
    new = next(each for n in range(1000) if (each := Blob(bytes([n % 256]) * n, "image/png")).sha256 > last)
    full.set(Place("evidence:n", "file"), new.sha256, (new,))
    interrupted(full, 3)
    read.clear()
    package = full.pack("补充.zip", since=since)
    assert read == [new.sha256]
    assert [name for name in parts_of(package) if name.startswith("data/blobs/")] == [f"data/blobs/{new.sha256}"]


def test_a_storage_that_falls_out_leaves_what_is_finished_and_a_full_one_gets_its_room_back(
    full: Laptop, monkeypatch: pytest.MonkeyPatch, read: list[str]
):
    def failing(number: int):
        def fsync(_: int) -> None:
            raise OSError(number, os.strerror(number))

        return fsync

    for number, stays in ((28, False), (5, True)):
        with monkeypatch.context() as patch, pytest.raises(Refused, match="file-cannot-write"):
            patch.setattr(os, "fsync", failing(number))
            full.pack()
        assert bool([each for each in parts(full) if each.suffix == ".part"]) is stays
    read.clear()
    full.pack()
    assert (read, parts(full)) == ([], [])


def test_a_link_in_the_place_of_the_part_file_leads_nowhere(full: Laptop):
    part = interrupted(full, 1)
    victim = full.folder / "另有用处"
    victim.write_bytes(b"not ours")
    for make in (part.symlink_to, part.hardlink_to):
        part.unlink(missing_ok=True)
        make(victim)
        assert is_whole(full, full.pack())
    assert victim.read_bytes() == b"not ours"


def test_two_that_pack_the_same_case_into_one_folder_do_not_meet(full: Laptop):
    part = interrupted(full, 2)
    before = part.read_bytes()
    with FileLock(part.with_suffix(".lock")):
        package = full.pack()
    assert part.read_bytes() == before
    assert is_whole(full, package)


def test_a_packed_zip_inside_is_no_end_of_the_part_file(wang: Laptop, read: list[str]):
    """A file that is itself a zip ends like one: what follows must not be taken for a part of it."""
    inner = wang.folder / "内.zip"
    with zipfile.ZipFile(inner, "w") as made:
        made.writestr("a.txt", "b")
    blob = Blob(inner.read_bytes(), "application/zip")
    wang.set(Place("evidence:z", "file"), blob.sha256, (blob,))
    names = wanted(wang)
    interrupted(wang, 1)
    read.clear()
    assert is_whole(wang, wang.pack())
    assert read == names[1:]


# -- taking in -----------------------------------------------------------------------------------------

MERGE = """
    from qmdesk.casefile import files
    from qmdesk.casefile.case import open_case
    from qmdesk.exchange.merge import Believing, merge_into

    from qmdesk.trust.anchors import known_devices

    files.TOGETHER = 1
    before, left = files.insert, [int(sys.argv[3])]

    def insert(connection, arriving):
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), 9)
        return before(connection, arriving)

    files.insert = insert
    believing = Believing(devices=known_devices(Path(sys.argv[1]) / "home"))
    merge_into(open_case(Path(sys.argv[1]) / "案卷.qmcase"), [Path(sys.argv[2])], believing)
"""


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files of the case that are read from a package."""
    found: list[str] = []
    before = Container.chunks

    def chunks(container: Container, name: str) -> Iterator[bytes]:
        found.extend([name.removeprefix("data/blobs/")] if name.startswith("data/blobs/") else [])
        return before(container, name)

    monkeypatch.setattr(Container, "chunks", chunks)
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9")
def test_a_killed_merge_goes_on_behind_the_files_that_came_in(full: Laptop, tmp_path: Path, taken: list[str]):
    package = full.pack()
    li = Laptop(tmp_path / "li", "李工的平板", new_case())
    li.case.close()
    killed(MERGE, li.folder, package, 5)
    li.case = open_case(li.folder / "案卷.qmcase")
    assert wanted(li) == wanted(full)[:4]
    assert list(li.case.entries()) == []
    taken.clear()
    done = li.merge(package)
    assert (done.files_new, done.refused) == (3, ())
    assert taken == wanted(full)[4:]
    assert li.case.state() == full.case.state()
    li.close()
