"""Marks leave the picture whole and undo as edits; a watched folder gives only whole, new files."""

from __future__ import annotations

import pytest

from qmdesk.model.journal import Edit, Place
from qmdesk.ui.desk import Desk
from qmdesk.ui.evidence.marks import ARROW, TEXT, UNITS, Mark, read, written
from qmdesk.ui.evidence.watch import settled

MARKS = (Mark(ARROW, 10, 20, 3000, 4000, "warn"), Mark(TEXT, 5, 5, 5, 5, "good", "量具过期"))


def test_marks_are_read_as_they_were_written():
    assert read(written(MARKS) or "") == MARKS
    assert written(()) is None


@pytest.mark.parametrize("text", ["", "{", "7", "{}", "[[]]", '[{"kind":"arrow"}]', '[{"kind":"x","at":[1,1,2,2]}]',
                                  '[{"kind":"box","at":[1,1,2,10001]}]', '[{"kind":"box","at":[true,1,2,3]}]'])  # fmt: skip
def test_what_is_no_mark_is_left_out(text: str):
    assert read(text) == ()


def test_a_mark_never_leaves_the_picture():
    moved = MARKS[0].moved(UNITS, -UNITS)
    assert (moved.x2, moved.y1) == (UNITS, 0)
    assert (moved.x2 - moved.x1, moved.y2 - moved.y1) == (2990, 3980)


def test_undo_takes_marks_back(desk: Desk):
    place = Place("evidence:k", "marks")
    desk.hub.record(Edit(place, written(MARKS[:1])))
    desk.hub.record(Edit(place, written(MARKS)))
    desk.hub.undo()
    assert read(desk.hub.text("evidence:k", "marks")) == MARKS[:1]


def test_only_whole_new_files_are_taken_from_a_watched_folder():
    before = {"old.jpg": (9, 1), "growing.jpg": (5, 1), "whole.jpg": (7, 1), "empty.jpg": (0, 1)}
    now = before | {"growing.jpg": (8, 2), "just.jpg": (3, 3)}
    assert settled(before, now, {"old.jpg": (9, 1)}) == ["whole.jpg"]
