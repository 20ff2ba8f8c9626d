"""Undo and redo after a restart, and read only once: the pile follows our log."""

from __future__ import annotations

from pathlib import Path

import pytest

from qmdesk.model.journal import Edit, Place
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


def test_our_log_is_read_once_and_then_only_what_is_new(session: ReviewSession, monkeypatch: pytest.MonkeyPatch):
    for number in range(20):
        session.record(Edit(NOTE, str(number)))
    next_undo(session)
    asked: list[int] = []
    entries = session._case.entries

    def watched(device: str | None = None, after: int = 0) -> object:
        asked.append(after)
        return entries(device, after)

    monkeypatch.setattr(session._case, "entries", watched)
    session.record(Edit(NOTE, "新")).wait()
    assert next_undo(session)[0].value == "新"
    assert asked == [session._tip.seq - 1]


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
