"""Backups: any generation comes back exactly as the case was then, files are kept once, thinning keeps what it must."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

import pytest

from qmdesk.casefile.case import Blob, open_case
from qmdesk.casefile.keys import new_cipher
from qmdesk.model.journal import Edit, Place
from qmdesk.model.problem import Refused
from qmdesk.review.backing_up import Stopped, copy_elsewhere, keep_generation
from qmdesk.review.backups import (
    differs,
    generations,
    looked_into,
    make_backup,
    restore,
    second_medium,
)
from qmdesk.review.session import ReviewSession
from qmdesk.workspace.backup_store import BackupStore
from qmdesk.workspace.generation import files_of

Make = Callable[..., ReviewSession]


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {each.code for each in refused.value.problems}


def store_of(session: ReviewSession) -> BackupStore:
    return BackupStore(session.who.home, session.case_id)


def photo(session: ReviewSession, name: str, content: bytes) -> None:
    made = Blob(b"\xff\xd8\xff" + content, "image/jpeg")
    session.record([Edit(Place(f"evidence:{name}", "file"), made.sha256)], blobs=[made])


def all_of(session: ReviewSession) -> tuple[Any, ...]:
    """State, entries and contents of every file."""
    files = {each: session.blob(each) for each in session.snapshot().files}
    return dict(session.state), session.history(), files


@pytest.mark.parametrize(("seed", "passphrase"), [(1, ""), (2, ""), (3, ""), (4, "一句又长又好记的话")])
def test_any_generation_comes_back_exactly_as_the_case_was_then(make_session: Make, seed: int, passphrase: str):
    rng, session = random.Random(seed), make_session()
    if passphrase:
        session.on_file(lambda case: case.encrypt(new_cipher(passphrase)))
    then: dict[Path, Any] = {}
    for number in range(rng.randint(5, 25)):
        if rng.random() < 0.3:
            photo(session, f"p{rng.randrange(6)}", bytes([rng.randrange(5)]) * rng.randint(1, 3000))
        place = Place(f"item:{rng.choice(session.form.items).id}", "note", "onsite")
        session.record(Edit(place, f"第{number}次"))
        if rng.random() < 0.2 and (made := keep_generation(session)) is not None:
            then[made.path] = all_of(session)
    made = keep_generation(session)
    if made is not None:
        then[made.path] = all_of(session)
    there = [each.path for each in generations(session.path, session.who.home, session.case_id)]
    assert there
    assert there == sorted(there, reverse=True)
    assert passphrase or set(there) == set(then)
    for path in there:
        done = restore(session.path, session.who.home, path)
        assert done.missing == ()
        with ReviewSession.open(done.path, session.who) as again:
            assert all_of(again) == then[path]
        assert done.path.read_bytes() != session.path.read_bytes()


def test_a_generation_on_top_of_foreign_entries_comes_back(make_session: Make, tmp_path: Path):
    mine = make_session()
    copy = tmp_path / "李工.qmcase"
    mine.on_file(lambda case: case.backup(copy))
    theirs = ReviewSession.open(copy, make_session("else.qmcase", "d" * 16, "李工").who)
    place = Place(f"item:{mine.form.items[0].id}", "note", "onsite")
    keep_generation(mine)
    mine.record(Edit(place, "甲")).wait()
    keep_generation(mine)
    theirs.record(Edit(place, "乙")).wait()
    entries = theirs.on_file(lambda case: tuple(case.entries()))
    theirs.close()
    mine.on_file(lambda case: case.absorb(entries))
    mine.reload()
    assert mine.state[place].conflict
    made = keep_generation(mine)
    assert made is not None
    with ReviewSession.open(restore(mine.path, mine.who.home, made.path).path, mine.who) as again:
        assert all_of(again) == all_of(mine)


def test_files_lie_there_once_and_go_with_the_last_generation_that_has_them(session: ReviewSession):
    store = store_of(session)
    photo(session, "a", b"1" * 50_000)
    first = keep_generation(session)
    assert first is not None
    for number in range(5):
        session.record(Edit(Place("case", "region"), f"第{number}地"))
        keep_generation(session)
    photo(session, "b", b"2" * 50_000)
    last = keep_generation(session)
    assert last is not None
    assert len(store.generations()) == 7
    assert len(list((store.folder / "files").iterdir())) == 2
    assert all(each.size < first.path.stat().st_size + 100_000 for each in store.generations())
    with store.locked():
        for each in store.generations()[1:]:
            store.drop(each)
        store.drop_files()
        assert len(list((store.folder / "files").iterdir())) == 2
        store.drop(last)
        store.drop_files()
    assert list((store.folder / "files").iterdir()) == []


def test_nothing_is_written_where_nothing_changed(session: ReviewSession):
    assert keep_generation(session) is not None
    assert keep_generation(session) is None
    assert make_backup_again(session) == store_of(session).generations()[0].path


def make_backup_again(session: ReviewSession) -> Path:
    session.close()
    return make_backup(session.path, session.who.home)


def test_what_is_damaged_in_the_store_is_found_and_taken_from_the_case(session: ReviewSession):
    photo(session, "a", b"1" * 5_000)
    made = keep_generation(session)
    assert made is not None
    kept = next((store_of(session).folder / "files").iterdir())
    kept.write_bytes(kept.read_bytes()[:-1] + b"x")
    session.close()
    done = restore(session.path, session.who.home, made.path)
    assert (done.missing, done.files) == ((), 1)
    session.path.unlink()
    done = restore(session.path, session.who.home, made.path)
    assert done.missing == (kept.stem,)
    assert done.entries == made.entries, "the rest comes back all the same, and what is missing is named"


def test_a_generation_that_is_damaged_is_refused_and_the_next_one_is_whole(session: ReviewSession):
    first = keep_generation(session)
    session.record(Edit(Place("case", "region"), "宁波")).wait()
    second = keep_generation(session)
    assert first is not None
    assert second is not None
    content = bytearray(second.path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 3000] = b"x" * 3000
    second.path.write_bytes(content)
    with pytest.raises(Refused):
        restore(session.path, session.who.home, second.path)
    session.record(Edit(Place("case", "region"), "杭州")).wait()
    third = keep_generation(session)
    assert third is not None
    assert restore(session.path, session.who.home, third.path).entries == third.entries
    assert sorted(each.name for each in session.path.parent.glob("*.qmcase")) == [
        "示例 案卷 (1).qmcase",
        "示例 案卷.qmcase",
    ]


def test_a_lost_text_never_makes_a_case_without_its_photos_look_whole(session: ReviewSession):
    photo(session, "a", b"1" * 500)
    made = keep_generation(session)
    assert made is not None
    note = made.path.with_name(f"{made.path.name}.jsonl")
    note.write_text("{", "utf-8")
    with pytest.raises(Refused) as refused:
        restore(session.path, session.who.home, made.path)
    assert codes(refused) == {"backup-damaged"}
    with store_of(session).locked():
        store_of(session).drop_files()
    assert len(list((store_of(session).folder / "files").iterdir())) == 1, "no file goes while a text can't be read"


def test_copies_of_before_are_listed_and_come_back(session: ReviewSession):
    photo(session, "a", b"1" * 500)
    old = store_of(session).folder / "示例 案卷 20260601T080000000000Z.qmcase"
    old.parent.mkdir(parents=True)
    session.on_file(lambda case: case.backup(old))
    aside = session.path.with_name(f"{session.path.stem}.format-0.qmcase")
    session.on_file(lambda case: case.backup(aside))
    keep_generation(session)
    found = generations(session.path, session.who.home, session.case_id)
    assert [each.path for each in found][1:] == [old, aside]
    assert looked_into(found[1]).entries == found[0].entries
    for each in (old, aside):
        assert restore(session.path, session.who.home, each).files == 1


def test_what_a_backup_has_not_is_told(session: ReviewSession):
    made = keep_generation(session)
    assert made is not None
    for number in range(5):
        session.record(Edit(Place("case", "region"), f"第{number}地"))
    found = session.on_file(lambda case: differs(case, made))
    assert (found.later, found.only_there) == (5, 0)
    assert [each.value for each in found.last] == ["第4地", "第3地", "第2地"]


def test_a_case_that_is_encrypted_leaves_nothing_plain_in_the_store(session: ReviewSession):
    photo(session, "a", b"CANARY" * 500)
    session.record(Edit(Place("case", "region"), "CANARY")).wait()
    keep_generation(session)
    session.on_file(lambda case: case.encrypt(new_cipher("一句又长又好记的话")))
    made = keep_generation(session)
    assert made is not None
    assert made.whole
    for each in store_of(session).folder.rglob("*"):
        assert each.is_dir() or b"CANARY" not in each.read_bytes(), each.name
    assert restore(session.path, session.who.home, made.path).files == 1


def test_somebody_else_at_the_store_is_told_not_waited_for(session: ReviewSession):
    with store_of(session).locked(), pytest.raises(Refused) as refused:
        keep_generation(session)
    assert codes(refused) == {"backup-busy"}


def test_a_disk_that_is_nearly_full_is_left_to_the_case(session: ReviewSession, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(BackupStore, "room", MagicMock(return_value=10))
    with pytest.raises(Refused) as refused:
        keep_generation(session)
    assert codes(refused) == {"backup-no-room"}
    session.record(Edit(Place("case", "region"), "宁波")).wait()


def test_one_that_is_stopped_leaves_nothing_half_done(session: ReviewSession):
    for number in range(4):
        photo(session, f"p{number}", bytes([number]) * 500)
    asked = iter([False, False, True])
    with pytest.raises(Stopped):
        keep_generation(session, stop=lambda: next(asked))
    assert store_of(session).generations() == []
    made = keep_generation(session)
    assert made is not None
    assert made.count == len(files_of(made)) == 4


def test_a_hostile_case_id_stays_within_the_backups(tmp_path: Path):
    for name in ("../../elsewhere", "/etc", "..", "", "a" * 300):
        assert BackupStore(tmp_path, name).folder.resolve().parent == (tmp_path / "backups").resolve()


def test_the_second_medium_must_be_another_disk(
    session: ReviewSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    copy_elsewhere(session, tmp_path / "stick" / "一.qmcase")
    asked = second_medium(session)
    assert asked is not None
    assert asked.code == "no-second-medium", "the same disk is no second medium"
    monkeypatch.setattr("qmdesk.review.backing_up.same_disk", MagicMock(return_value=False))
    copy_elsewhere(session, tmp_path / "stick" / "二.qmcase")
    assert second_medium(session) is None
    for number in range(30):
        session.record(Edit(Place("case", "region"), f"第{number}地"))
    asked = second_medium(session)
    assert asked is not None
    assert (asked.code, asked.details["n"]) == ("second-medium-behind", 30)


def test_a_copy_elsewhere_is_whole_and_never_overwrites(session: ReviewSession, tmp_path: Path):
    photo(session, "a", b"1" * 500)
    target = copy_elsewhere(session, tmp_path / "stick" / "一.qmcase")
    with open_case(target) as case:
        assert len(case.blob_ids()) == 1
        assert case.state() == dict(session.state)
    with pytest.raises(Refused) as refused:
        copy_elsewhere(session, target)
    assert codes(refused) == {"file-exists"}
