"""Late changes by the journal's order, doubtful clocks, minutes that go over nobody's words."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from qmdesk.formdef.loader import load_builtin
from qmdesk.grading.records import index
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Entry, Folded, Place, Stage
from qmdesk.visit.minutes_opening import DRAFTED, draft, is_edited
from qmdesk.visit.opening import LateChange, clock_doubts, late_changes, places_of, problems
from tests.visit.states import entry_of, state_of

FORM = load_builtin("meqmc")
SET: Json = {"blob": "ab" * 32, "n": 50}


class Journal:
    """Batches of a characteristic's fields, in order."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._batches = count(1)

    def add(self, at: str = "onsite", **fields: Json) -> Journal:
        batch = f"b{next(self._batches)}"
        for name, value in fields.items():
            entry = entry_of(Place("characteristic:c1", name, at), value)
            self.entries.append(replace(entry, batch=batch))
        return self

    def late(self, stage: Stage = Stage.ONSITE) -> list[tuple[str, Json, Json]]:
        return [(each.field, each.before, each.after) for each in late_changes(self.entries, stage)]


def test_a_limit_changed_after_readings_is_late() -> None:
    plain = Journal().add(usl="10").add(readings=SET).add(usl="11")
    assert plain.late() == []  # it is not key
    journal = _key(Journal()).add(usl="10").add(readings=SET).add(usl="11").add(target="9")
    assert journal.late() == [("usl", "10", "11"), ("target", None, "9")]


def _key(journal: Journal, on: bool = True) -> Journal:
    entry = entry_of(Place("characteristic:c1", "key", "onsite"), on)
    journal.entries.append(replace(entry, batch=f"key{len(journal.entries)}"))
    return journal


def test_choosing_or_dropping_a_key_characteristic_after_its_data_is_late() -> None:
    chosen = _key(Journal().add(usl="10").add(readings=SET))
    assert chosen.late() == [("key", None, True)]
    dropped = _key(_key(Journal()).add(readings=SET), on=False)
    assert dropped.late() == [("key", True, False)]
    deleted = _key(Journal()).add(readings=SET).add(deleted=True)
    assert deleted.late() == [("deleted", None, True)]


def test_what_came_with_the_first_readings_or_before_is_not_late() -> None:
    assert _key(Journal()).add(readings=SET, usl="10", distribution="weibull").late() == []
    assert _key(Journal()).add(usl="10").add(usl="11").add(readings=SET).late() == []


def test_what_was_set_back_is_no_change_and_new_readings_do_not_hide_one() -> None:
    journal = _key(Journal()).add(usl="10").add(readings=SET).add(usl="11")
    assert journal.add(readings={**SET, "blob": "cd" * 32}).late() == [("usl", "10", "11")]  # type: ignore[dict-item]
    assert journal.add(usl="10").late() == []


def test_data_of_the_self_assessment_count_as_seen_once_the_characteristic_is_agreed() -> None:
    journal = _key(Journal().add("self", usl="10", readings=SET))
    journal.add(usl="10.5")
    assert journal.late() == []
    journal.add(agreed=True).add(usl="11")
    assert journal.late() == [("usl", "10.5", "11")]


def test_agreed_before_any_data_a_change_is_still_free() -> None:
    assert _key(Journal()).add(agreed=True, usl="10").add(usl="11").late() == []


def test_the_clock_does_not_matter_for_what_is_late() -> None:
    journal = _key(Journal()).add(usl="10").add(readings=SET).add(usl="11")
    journal.entries[-1] = replace(journal.entries[-1], at="2020-01-01T00:00:00+08:00", author="陈工")
    (late,) = late_changes(journal.entries)
    assert late == LateChange("c1", "usl", "10", "11", "2020-01-01T00:00:00+08:00", "陈工")


def test_a_late_change_without_a_reason_is_a_problem_once() -> None:
    late = [LateChange("c1", name, None, "1", "", "") for name in ("usl", "lsl")]
    bare = index(state_of(FORM, {"characteristic:c1": {"name": "外径"}}), Stage.ONSITE)
    (problem,) = problems(bare, late)
    assert (problem.code, problem.where) == ("late-change-without-reason", "characteristic:c1/key_reason")
    reasoned = state_of(FORM, {"characteristic:c1": {"name": "外径", "key_reason": "图样换版"}})
    assert problems(index(reasoned, Stage.ONSITE), late) == ()


def test_the_places_to_look_at_are_those_of_the_stage_and_before() -> None:
    places = places_of(index(state_of(FORM, {"characteristic:c1": {"name": "外径"}}), Stage.ONSITE))
    assert Place("characteristic:c1", "usl", "self") in places
    assert Place("characteristic:c1", "readings", "onsite") in places
    assert not any(each.stage == "second" for each in places)


# -- clocks --------------------------------------------------------------------------------------


def stamped(*times: str) -> dict[Place, Folded]:
    state: dict[Place, Folded] = {}
    for seq, at in enumerate(times, 1):
        place = Place(f"attendance:a{seq}", "name", "onsite")
        state[place] = Folded(place, (replace(entry_of(place, "某"), seq=seq, at=at),))
    return state


def test_a_clock_put_back_puts_both_sides_in_doubt() -> None:
    hours = [f"2026-09-01T{hour:02}:00:00+08:00" for hour in (9, 10, 8, 11)]
    assert clock_doubts(stamped(*hours)) == {"attendance:a1", "attendance:a2", "attendance:a3"}
    assert clock_doubts(stamped(*sorted(hours))) == frozenset()


def test_another_zone_is_no_clock_put_back() -> None:
    assert clock_doubts(stamped("2026-09-01T09:00:00+08:00", "2026-09-01T02:00:00+00:00")) == frozenset()
    assert clock_doubts(stamped("2026-09-01T09:00:00+08:00", "what")) == frozenset()


# -- minutes -------------------------------------------------------------------------------------

HELD: dict[str, dict[str, Json]] = {
    "case": {"site": "一号厂房", "family": "转轴"},
    "meeting:opening": {"day": "2026-09-01", "start": "09:00", "place": "二楼", "safety": "戴护目镜", "scope": True},
    "attendance:a1": {"meeting": "opening", "name": "陈工", "side": "team", "post": "组长"},
    "attendance:a2": {"meeting": "closing", "name": "后来的人", "side": "team"},
    "characteristic:c1": {"name": "外径", "key": True, "agreed": True, "usl": "10.1", "lsl": "9.9", "unit": "mm"},
    "characteristic:c2": {"name": "跳动", "key": True, "usl": "0.02"},
    "characteristic:c3": {"name": "总长", "key": False},
}


def test_minutes_say_what_is_on_record_and_nothing_else() -> None:
    text = draft(FORM, index(state_of(FORM, HELD), Stage.ONSITE), "zh-CN")
    for said in ("二楼", "陈工（组长）", "一号厂房", "外径：9.9 ~ 10.1 mm", "戴护目镜", "双方确认"):
        assert said in text
    for other in ("后来的人", "总长", "保密"):
        assert other not in text
    agreed, still_open = text.index("外径"), text.index("尚未约定")
    assert agreed < still_open < text.index("跳动")


def test_minutes_come_in_english() -> None:
    text = draft(FORM, index(state_of(FORM, HELD), Stage.ONSITE), "en")
    assert "Both sides confirmed" in text
    assert "外径: 9.9 to 10.1 mm" in text


def test_a_draft_may_be_drafted_over_and_written_words_may_not() -> None:
    place = Place("meeting:opening", "minutes", "onsite")

    def standing(value: Json, origin: str) -> Folded:
        return Folded(place, (replace(entry_of(place, value), origin=origin),))

    assert not is_edited(None)
    assert not is_edited(standing("纪要", DRAFTED))
    assert not is_edited(standing(None, "typed"))
    assert is_edited(standing("纪要，改过", "typed"))
    assert is_edited(standing("合并来的", "import:ab"))
