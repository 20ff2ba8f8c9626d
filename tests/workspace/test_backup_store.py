"""The folder of backups: whole or not there, alone at a time, room left for the case."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from qmdesk.model.canonical import sha256_bytes
from qmdesk.model.problem import Refused
from qmdesk.workspace import backup_store
from qmdesk.workspace.backup_store import BackupStore
from qmdesk.workspace.generation import Generation, StoredFile, files_of, generation_at

NOW = datetime(2026, 7, 20, 15, 30, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> BackupStore:
    made = BackupStore(tmp_path, "c1")
    with made.locked():
        pass
    return made


def keep(store: BackupStore, age: timedelta, contents: list[bytes]) -> Generation:
    files = {sha256_bytes(each): StoredFile(len(each), "image/jpeg") for each in contents}
    for each in contents:
        store.put(sha256_bytes(each), "image/jpeg", each)
    path = store.new_name("甬江", NOW - age)
    part = store.folder / ".one.part"
    part.write_bytes(b"case")
    sha256 = sha256_bytes(b"case")
    made = Generation(path, NOW - age, {"d": (3, "h")}, len(files), 0, whole=False, noted=True, sha256=sha256)
    store.commit(part, made, files)
    return made


def test_what_was_kept_is_read_again(store: BackupStore):
    made = keep(store, timedelta(0), [b"one", b"two"])
    assert store.generations() == [made]
    assert files_of(generation_at(made.path)).keys() == {sha256_bytes(b"one"), sha256_bytes(b"two")}
    assert store.content(sha256_bytes(b"one"), "image/jpeg") == b"one"
    assert "qmdesk" in (store.folder / "README.txt").read_text("utf-8")


def test_a_text_that_is_cut_off_is_told(store: BackupStore):
    made = keep(store, timedelta(0), [b"one", b"two"])
    note = made.path.with_name(f"{made.path.name}.jsonl")
    note.write_text("".join(note.read_text("utf-8").splitlines(keepends=True)[:-1]), "utf-8")
    with pytest.raises(Refused):
        files_of(generation_at(made.path))
    with store.locked():
        store.drop_files()
    assert len(list((store.folder / "files").iterdir())) == 2


def test_what_an_interruption_left_is_swept_and_the_rest_stays(store: BackupStore):
    made = keep(store, timedelta(0), [b"one"])
    (store.folder / ".x.qmcase.12ab.part").write_bytes(b"half")
    (store.folder / "files" / ".y.part").write_bytes(b"half")
    (store.folder / "甬江 20260720T100000000000Z.qmcase.jsonl").write_text("{}", "utf-8")
    with store.locked():
        pass
    assert store.generations() == [made]
    left = {each.name for each in store.folder.rglob("*") if each.is_file()} - {".lock"}
    assert left == {made.path.name, f"{made.path.name}.jsonl", "README.txt", f"{sha256_bytes(b'one')}.jpg"}


def test_old_generations_go_with_the_files_that_only_they_had(store: BackupStore):
    for days in range(31, 45):
        keep(store, timedelta(days=days), [b"shared", b"old"])
    newest = keep(store, timedelta(0), [b"shared"])
    with store.locked():
        store.thin(NOW, newest.path)
    assert len(store.generations()) == 5
    assert store.generations()[0] == newest
    for each in store.generations()[1:]:
        store.drop(each)
    store.drop_files()
    assert [each.name for each in (store.folder / "files").iterdir()] == [f"{sha256_bytes(b'shared')}.jpg"]


def test_a_full_disk_takes_all_but_the_newest(store: BackupStore, monkeypatch: pytest.MonkeyPatch):
    for hours in range(1, 6):
        keep(store, timedelta(hours=hours), [b"shared", str(hours).encode() * 9])
    newest = keep(store, timedelta(0), [b"shared"])
    monkeypatch.setattr(backup_store, "SHARE", -1.0)
    with store.locked():
        store.thin(NOW, newest.path)
    assert store.generations() == [newest]
    assert len(list((store.folder / "files").iterdir())) == 1


def test_copies_that_are_not_ours_to_thin_stay(store: BackupStore):
    old = store.folder / "甬江 20240101T000000000000Z.qmcase"
    old.write_bytes(b"a whole copy of before")
    newest = keep(store, timedelta(0), [])
    with store.locked():
        store.thin(NOW, newest.path)
    assert old.exists()


def test_only_one_at_a_time(store: BackupStore):
    with store.locked(), pytest.raises(Refused) as refused, store.locked():
        pass
    assert refused.value.problems[0].code == "backup-busy"
