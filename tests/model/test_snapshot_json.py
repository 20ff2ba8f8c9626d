"""A snapshot comes back from its canonical JSON as it was, and anything else is refused."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qmdesk.model.canonical import canonical
from qmdesk.model.journal import Place
from qmdesk.model.problem import Refused
from qmdesk.model.snapshot_json import snapshot_from_json, snapshot_to_json
from tests.report import cases


@pytest.fixture(scope="module")
def maker() -> cases.CaseMaker:
    return cases.machining(photos=2)


def test_a_snapshot_comes_back_equal(maker: cases.CaseMaker):
    snapshot = maker.snapshot()
    back = snapshot_from_json(snapshot_to_json(snapshot))
    assert dict(back.state) == dict(snapshot.state)
    assert list(back.state) == list(snapshot.state)  # the order of records is kept
    assert dict(back.readings) == dict(snapshot.readings)
    assert dict(back.files) == dict(snapshot.files)
    assert replace(back, state={}, readings={}, files={}) == replace(snapshot, state={}, readings={}, files={})


def test_a_conflict_keeps_all_its_heads():
    maker = cases.CaseMaker(cases.form())
    place = Place("item:system.process", "note", "onsite")
    maker.conflict(place, "甲说", "乙说")
    back = snapshot_from_json(snapshot_to_json(maker.snapshot()))
    assert back.state[place].conflict
    assert back.state[place].values == ("甲说", "乙说")


def test_bytes_and_text_read_alike(maker: cases.CaseMaker):
    text = snapshot_to_json(maker.snapshot())
    assert snapshot_to_json(snapshot_from_json(text.encode("utf-8"))) == text


def change(text: str, path: tuple[str | int, ...], value: object) -> str:
    data = json.loads(text)
    spot = data
    for key in path[:-1]:
        spot = spot[key]
    spot[path[-1]] = value
    return canonical(data)


CHANGES = [
    ("an entry's value", ("state", 0, 0, "value"), "别的企业"),
    ("an entry's place", ("state", 0, 0, "subject"), "item:x"),
    ("an entry's hash", ("state", 0, 0, "hash"), "0" * 64),
    ("a part too much", ("extra",), 1),
    ("a head that is none", ("heads", 0), ["laptop-a"]),
    ("a number for a list", ("state",), 7),
]


@pytest.mark.parametrize(("path", "value"), [each[1:] for each in CHANGES], ids=[each[0] for each in CHANGES])
def test_a_changed_snapshot_is_refused(maker: cases.CaseMaker, path: tuple[str | int, ...], value: object):
    with pytest.raises(Refused) as caught:
        snapshot_from_json(change(snapshot_to_json(maker.snapshot()), path, value))
    assert caught.value.problems[0].code == "snapshot-damaged"


def test_changed_readings_are_refused(maker: cases.CaseMaker):
    text = snapshot_to_json(maker.snapshot())
    digest = next(iter(json.loads(text)["readings"]))
    with pytest.raises(Refused):
        snapshot_from_json(change(text, ("readings", digest, "exponent"), -9))


def test_a_newer_version_is_named_as_such(maker: cases.CaseMaker):
    with pytest.raises(Refused) as caught:
        snapshot_from_json(change(snapshot_to_json(maker.snapshot()), ("v",), 2))
    assert caught.value.problems[0].code == "snapshot-newer"


@pytest.mark.parametrize("text", ["", "[]", "null", "{}", "[" * 5000, b"\xff\xfe", '{"v":1}', '{"v":true}'])
def test_what_is_no_snapshot_is_refused(text: str | bytes):
    with pytest.raises(Refused):
        snapshot_from_json(text)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.text(min_size=1, max_size=6), st.text(max_size=20)), max_size=8))
def test_any_texts_round_trip(values: list[tuple[str, str]]):
    maker = cases.CaseMaker(cases.form())
    for key, value in values:
        maker.set(f"finding:{key}", text=value)
    text = snapshot_to_json(maker.snapshot())
    assert snapshot_to_json(snapshot_from_json(text)) == text
