"""Undo and redo after a restart, and read only once: the pile follows our log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from qmdesk.model.journal import Edit, Entry, Place
from qmdesk.review.pile import MOST, MOST_ENTRIES, REDO, UNDO, Pile
from qmdesk.review.session import ReviewSession
from qmdesk.review.suggesting import draft_suggestions
from qmdesk.review.undo import next_redo, next_undo, redo, undo

NOTE, REGION = Place("case", "note"), Place("case", "region")


def test_what_was_undone_can_be_redone_after_a_restart_and_has_its_first_name(session: ReviewSession):
    session.record(Edit(NOTE, "一"))
    session.record(Edit(REGION, "宁波"))
    undo(session).recorded.wait()
    undo(session).recorded.wait()
    path, who = session.path, session.who
    session.close()
    with ReviewSession.open(path, who) as again:
        assert [(each.place, each.value) for each in next_redo(again)] == [(NOTE, "一")]
        redo(again)
        assert [(each.place, each.value) for each in next_redo(again)] == [(REGION, "宁波")]
        assert [(each.place, each.value) for each in next_undo(again)] == [(NOTE, "一")]
        again.record(Edit(NOTE, "二")).wait()
        assert next_redo(again) == ()


def test_our_log_is_read_once_and_nobody_waits_for_the_file_again(
    session: ReviewSession, monkeypatch: pytest.MonkeyPatch
):
    for number in range(20):
        session.record(Edit(NOTE, str(number)))
    next_undo(session)
    asked: list[int] = []
    entries = session._case.entries

    def watched(device: str | None = None, after: int = 0) -> object:
        asked.append(after)
        return entries(device, after)

    monkeypatch.setattr(session._case, "entries", watched)
    for number in range(3):
        session.record(Edit(NOTE, f"新{number}"))
        assert next_undo(session)[0].value == f"新{number}"
    undo(session)
    assert next_undo(session)[0].value == "新1"
    redo(session)
    assert (next_undo(session)[0].value, asked) == ("新2", [])


def test_only_so_many_batches_are_kept_and_what_is_older_harms_nothing():
    pile = Pile("a")
    entries = [_entry(seq, "") for seq in range(1, MOST + 11)]
    pile.follow(entries)
    assert (len(pile.done), pile.done[0][0].seq) == (MOST, 11)
    for number in range(MOST + 3):
        pile.follow([_entry(MOST + 11 + number, f"{UNDO}x")])
    assert (pile.done, len(pile.undone)) == ([], MOST + 3)
    pile.follow([_entry(3 * MOST, f"{REDO}x")])
    assert len(pile.done) == 1


def _entry(seq: int, origin: str) -> Entry:
    at = "2026-07-01T10:00:00.000+08:00"
    return Entry("a", seq, seq, "王工", at, f"a:{seq}", "case", "note", seq, "", "", origin, (), "", "")


def test_what_was_recorded_while_the_file_was_read_is_not_lost(session: ReviewSession):
    read = session.read_again()
    session.record(Edit(NOTE, "meanwhile"))
    assert not session.adopt(read)
    assert session.value("case", "note") == "meanwhile"
    assert session.adopt(session.read_again())
    assert session.value("case", "note") == "meanwhile"


def test_undo_goes_down_to_the_beginning_step_by_step(session: ReviewSession):
    for number in range(5):
        session.record(Edit(NOTE, str(number)))
    for number in (3, 2, 1, 0):
        undo(session)
        assert session.value("case", "note") == str(number)
    undo(session)
    assert session.value("case", "note") is None
    for _ in range(5):
        redo(session)
    assert session.value("case", "note") == "4"
    assert next_redo(session) == ()


def test_a_pile_follows_another_session_of_the_same_file(session: ReviewSession, tmp_path: Path):
    session.record(Edit(NOTE, "一")).wait()
    path, who = session.path, session.who
    session.close()
    with ReviewSession.open(path, who) as again:
        undo(again)
        assert again.value("case", "note") is None


def test_an_undone_draft_leaves_no_empty_record_and_can_be_drafted_again(session: ReviewSession):
    session.record([Edit(Place(f"item:{each.id}", "level", "onsite", "王工"), 2) for each in session.form.items]).wait()
    first = {place.subject for place in draft_suggestions(session).wait().places}
    undo(session)
    assert list(session.snapshot().keys("suggestion")) == []
    again = {place.subject for place in draft_suggestions(session).wait().places}
    assert again == first
    assert len(list(session.snapshot().keys("suggestion"))) == len(first)


def test_only_so_many_entries_are_kept_but_always_the_last_batch():
    pile = Pile("a")
    large = [replace(_entry(seq, ""), batch="a:1") for seq in range(1, MOST_ENTRIES + 10)]
    pile.follow(large)
    assert [len(each) for each in pile.done] == [MOST_ENTRIES + 9]
    pile.follow([_entry(MOST_ENTRIES + 10, "")])
    assert [len(each) for each in pile.done] == [1]
    start = MOST_ENTRIES + 11
    fives = [replace(_entry(start + at, ""), batch=f"a:{start + at // 5 * 5}") for at in range(MOST_ENTRIES)]
    pile.follow(fives)
    assert (len(pile.done), pile._entries) == (MOST_ENTRIES // 5, MOST_ENTRIES)
    pile.follow([_entry(start + MOST_ENTRIES, f"{UNDO}x"), _entry(start + MOST_ENTRIES + 1, f"{REDO}x")])
    assert pile._entries == sum(map(len, pile.done)) == MOST_ENTRIES - 4


def test_a_log_is_followed_while_it_is_read_and_never_held_as_a_whole(
    session: ReviewSession, monkeypatch: pytest.MonkeyPatch
):
    for number in range(20):
        session.record(Edit(NOTE, str(number)))
    reached: list[int] = []
    entries = session._case.entries

    def watched(device: str | None = None, after: int = 0) -> Iterator[Entry]:
        for each in entries(device, after):
            reached.append(each.seq - session._pile.seq)
            yield each

    monkeypatch.setattr(session._case, "entries", watched)
    session._fresh.clear()
    assert next_undo(session)[0].value == "19"
    assert max(reached[5:]) == 2, "one batch is at hand, and the entry that begins the next"
