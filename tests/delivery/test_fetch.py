"""Packages fetched over a line that is cut: gone on with where the name promises the content, and never believed."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from qmdesk.exchange.delivery.channel import Remote
from qmdesk.exchange.delivery.failures import Failed, Stopped
from qmdesk.exchange.delivery.fetch import fetch
from qmdesk.exchange.delivery.folder import FolderChannel
from qmdesk.exchange.delivery.opening import Doors
from qmdesk.exchange.delivery.secret import Secrets
from qmdesk.exchange.delivery.target import read_target
from tests.delivery.servers import KINDS

CONTENT = os.urandom(5 << 20)
NAME = f"0b6f1c1e-{sha256(CONTENT).hexdigest()}.zip"
REMOTE = Remote(NAME, len(CONTENT))


class Cut(FolderChannel):
    """A share that goes away after some pieces; ``asked`` from which byte on was read."""

    def __init__(self, share: Path, after: int = 99) -> None:
        super().__init__(read_target(str(share))[0])
        self.after, self.asked = after, list[int]()

    def read(self, name: str, at: int = 0) -> Iterator[bytes]:
        self.asked.append(at)
        for number, piece in enumerate(super().read(name, at)):
            if number == self.after:
                raise ConnectionResetError
            yield piece


@pytest.fixture
def share(tmp_path: Path) -> Path:
    made = tmp_path / "share"
    made.mkdir()
    (made / NAME).write_bytes(CONTENT)
    return made


def got(channel: Cut, folder: Path, remote: Remote = REMOTE) -> bytes:
    return fetch(channel, remote, folder, "x", lambda: False).path.read_bytes()


def test_what_was_cut_is_gone_on_with(share: Path, tmp_path: Path):
    for _ in range(2):
        with pytest.raises(Failed, match="delivery-cut"):
            got(Cut(share, after=2), tmp_path / "in")
    last = Cut(share)
    assert got(last, tmp_path / "in") == CONTENT
    assert last.asked == [4 << 20]
    assert [each.name for each in (tmp_path / "in").iterdir()] == [NAME]


def test_who_stops_goes_on_the_next_time(share: Path, tmp_path: Path):
    with pytest.raises(Stopped):
        fetch(Cut(share), REMOTE, tmp_path / "in", "x", lambda: True)
    last = Cut(share)
    assert got(last, tmp_path / "in") == CONTENT
    assert last.asked == [1 << 20]


@pytest.mark.parametrize("there", [b"something else" * 9, CONTENT + b"more", bytes(len(CONTENT))])
def test_what_lies_there_and_is_not_its_beginning_is_fetched_anew(share: Path, tmp_path: Path, there: bytes):
    with pytest.raises(Failed):
        got(Cut(share, after=1), tmp_path / "in")
    (part,) = (tmp_path / "in").iterdir()
    part.write_bytes(there)
    assert got(Cut(share), tmp_path / "in") == CONTENT


def test_what_nobody_goes_on_with_goes_after_a_month(share: Path, tmp_path: Path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name, days in ((".old.zip.part", 31), (".new.zip.part", 29)):
        (folder / name).touch()
        then = time.time() - days * 86_400
        os.utime(folder / name, (then, then))
    got(Cut(share), folder)
    assert sorted(each.name for each in folder.iterdir()) == sorted([".new.zip.part", NAME])


def test_a_name_that_promises_nothing_begins_anew(share: Path, tmp_path: Path):
    (share / NAME).rename(share / "李.zip")
    remote = Remote("李.zip", len(CONTENT))
    with pytest.raises(Failed):
        got(Cut(share, after=2), tmp_path / "in", remote)
    assert list((tmp_path / "in").iterdir()) == []
    last = Cut(share)
    assert got(last, tmp_path / "in", remote) == CONTENT
    assert last.asked == [0]


def test_what_is_damaged_there_is_told_and_kept_to_be_looked_at(share: Path, tmp_path: Path):
    (share / NAME).write_bytes(bytes(len(CONTENT)))
    with pytest.raises(Failed, match="delivery-damaged"):
        got(Cut(share), tmp_path / "in")
    assert [each.name for each in (tmp_path / "in").iterdir()] == [NAME]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_of_place_gives_the_rest(kind: str, tmp_path: Path):
    with KINDS[kind](tmp_path) as server:
        target, _ = read_target(server.url())
        channel = Doors(tmp_path / "home", Secrets({target.server: server.secrets})).open(target)
        file = tmp_path / "a"
        file.write_bytes(CONTENT)
        with file.open("rb") as source:
            channel.write(source, NAME, 0, len(CONTENT), lambda _: None)
        for at in (0, 3, len(CONTENT) - 1):
            assert b"".join(channel.read(NAME, at)) == CONTENT[at:]
        channel.close()
