"""Claims: a time that can't be right is found and said, whatever was wrong with the clock; a right one is left alone."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from qmdesk.casefile.clocks import AHEAD, DIFFERS, SET_BACK, UNREADABLE, doubts, doubts_behind, problems_of
from qmdesk.model.journal import Entry, EntryId
from qmdesk.model.problem import Severity

NOW = "2026-11-21T17:00:00.000+08:00"


def entry(seq: int, at: str, device: str = "a", replaces: tuple[EntryId, ...] = ()) -> Entry:
    return Entry(device, seq, seq, "王工", at, "", "case", "note", "x", "", "", "typed", replaces, "", f"{device}{seq}")


def codes(*entries: Entry) -> list[str]:
    return [each.code for each in doubts(entries, NOW)]


def test_a_day_across_midnight_and_across_zones_is_not_doubted():
    assert codes(entry(1, "2026-11-20T23:59:59.900+08:00"), entry(2, "2026-11-21T00:00:00.100+08:00")) == []
    assert codes(entry(1, "2026-11-21T16:00:00+08:00"), entry(2, "2026-11-21T09:30:00+01:00")) == []
    assert codes(entry(1, "2026-03-29T01:59:00+01:00"), entry(2, "2026-03-29T03:00:00+02:00")) == []


def test_a_clock_that_is_put_right_by_minutes_is_not_doubted():
    assert codes(entry(1, "2026-11-21T10:05:00+08:00"), entry(2, "2026-11-21T10:00:00+08:00")) == []


def test_a_clock_that_went_back_is():
    found = doubts((entry(1, "2026-11-21T10:00:00+08:00"), entry(2, "2026-11-20T10:00:00+08:00")), NOW)
    assert [(each.entry.seq, each.code, each.against) for each in found] == [(2, SET_BACK, "2026-11-21T10:00:00+08:00")]


def test_a_clock_a_year_ahead_is_doubted_and_not_the_time_after_it_was_put_right():
    ahead = entry(1, "2027-11-21T10:00:00+08:00")
    assert codes(ahead) == [AHEAD]
    assert codes(ahead, entry(2, "2026-11-21T10:01:00+08:00")) == [AHEAD], "the right one is not to blame"


def test_a_clock_a_year_behind_shows_by_what_it_replaces():
    theirs = entry(1, "2026-11-21T09:00:00+08:00", "b")
    assert codes(theirs, entry(1, "2025-11-21T10:00:00+08:00", "a", (theirs.id,))) == [DIFFERS]
    assert codes(theirs, entry(1, "2025-11-21T10:00:00+08:00", "a")) == [], "two who never met may say what they like"


def test_no_time_at_all_is_said_and_a_time_without_a_zone_is_utc():
    assert codes(entry(1, "morgens")) == [UNREADABLE]
    assert codes(entry(1, "2026-11-21T08:59:00")) == []


def test_many_of_one_clock_make_one_warning():
    entries = [entry(seq, "2027-11-21T10:00:00+08:00") for seq in range(1, 30)]
    found = problems_of(doubts(entries, NOW))
    assert [(each.code, each.details["n"], each.severity) for each in found] == [(AHEAD, 29, Severity.WARNING)]


TIMES = [
    "morgens",
    "2025-11-21T10:00:00+08:00",
    "2026-11-20T10:00:00+08:00",
    "2026-11-21T10:00:00+08:00",
    "2027-11-21T10:00:00",
]


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(TIMES), st.booleans()), max_size=14), st.integers(0, 14)
)
def test_what_came_behind_is_doubted_as_it_is_with_all_before(made: list[tuple[str, str, bool]], cut: int):
    entries: list[Entry] = []
    for device, at, follows in made:
        seq = sum(1 for each in entries if each.device == device) + 1
        replaces = tuple(each.id for each in entries[-2:-1]) if follows else ()
        entries.append(replace(entry(seq, at, device, replaces), lamport=len(entries) + 1))
    known, new = entries[:cut], entries[cut:]
    found = doubts(known, NOW)
    assert {*found, *doubts_behind(known, found, new, NOW)} == {*doubts(entries, NOW)}
