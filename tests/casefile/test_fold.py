"""The fold: one state for one set of entries, however they arrive."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from qmdesk.casefile.fold import apply, fold
from qmdesk.model.journal import Folded, Place
from tests.casefile.journal_factory import Device

PLACES = [
    Place("case", "note"),
    Place("item:system.process", "level", "onsite", "王工"),
    Place("step:k1", "passed", "self"),
]

histories = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(PLACES), st.integers(0, 3), st.booleans()), min_size=1, max_size=30
)


def played(history: list[tuple[int, Place, int, bool]]) -> list[Device]:
    devices = [Device(f"d{number}") for number in range(3)]
    for who, place, value, meet in history:
        devices[who].write(place, value)
        if meet:
            other = devices[(who + 1) % 3]
            other.learn(list(devices[who].known.values()))
    return devices


@given(histories, st.randoms(use_true_random=False))
def test_order_and_repetition_of_arrival_make_no_difference(history, rng: random.Random):
    entries = [entry for device in played(history) for entry in device.known.values()]
    shuffled = entries * 2
    rng.shuffle(shuffled)
    assert fold(shuffled) == fold(entries)


@given(histories)
def test_heads_are_exactly_the_entries_that_none_replaces(history):
    entries = {entry.id: entry for device in played(history) for entry in device.known.values()}
    replaced = {each for entry in entries.values() for each in entry.replaces}
    heads = {head.id for folded in fold(entries.values()).values() for head in folded.heads}
    assert heads == set(entries) - replaced


@given(histories)
@settings(max_examples=50)
def test_taking_own_entries_one_by_one_equals_folding_them_all(history):
    device, state = Device("d"), dict[Place, Folded]()
    for _, place, value, _ in history:
        apply(state, device.write(place, value))
    assert state == fold(device.known.values())


def test_two_devices_that_did_not_know_of_each_other_make_a_conflict_and_neither_value_is_lost():
    here, there = Device("a"), Device("b")
    entries = [here.write(PLACES[0], "甲"), there.write(PLACES[0], "乙")]
    folded = fold(entries)[PLACES[0]]
    assert folded.conflict
    assert set(folded.values) == {"甲", "乙"}


def test_the_same_value_from_two_devices_is_no_conflict():
    entries = [Device("a").write(PLACES[0], "甲"), Device("b").write(PLACES[0], "甲")]
    folded = fold(entries)[PLACES[0]]
    assert len(folded.heads) == 2
    assert not folded.conflict
