"""Three assessors split a factory and meet over USB sticks, in whatever order: all come to the same."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from qmdesk.exchange.conflicts import conflicts_of, mark_of
from qmdesk.model.journal import Place
from tests.exchange.teams import Laptop

NAMES = ("wang", "li", "zhao")
NOTE, REGION = Place("case", "note"), Place("case", "region")


@pytest.fixture
def team(tmp_path: Path) -> dict[str, Laptop]:
    """Each with the same case, own work on it, and another word for the same note; 王 leaves the conflict open."""
    found = {name: Laptop(tmp_path / name, name) for name in NAMES}
    found["wang"].set(REGION, "宁波")
    start = found["wang"].pack("start.zip")
    for name in ("li", "zhao"):
        assert found[name].merge(start).refused == ()
    for at, name in enumerate(NAMES):
        found[name].set(NOTE, f"{name}记")
        found[name].set(Place("item:system.process", "level", "onsite", name), at + 1)
        found[name].set(Place(f"step:{name}", "name", "onsite"), name)
    return found


def test_three_colleagues_meet_over_sticks_in_any_order_and_come_to_the_same(team: dict[str, Laptop], tmp_path: Path):
    for name, laptop in team.items():
        laptop.pack(f"{name}.zip")
    team["wang"].merge(team["li"].folder / "li.zip")
    team["wang"].set(mark_of(NOTE), "case/note")
    team["wang"].pack("lunch.zip")
    sticks = [team["li"].folder / "li.zip", team["zhao"].folder / "zhao.zip", team["wang"].folder / "lunch.zip"]
    ends = set()
    for number, order in enumerate(permutations(sticks)):
        fresh = Laptop(tmp_path / f"office{number}", "office")
        for stick in (*order, order[0]):
            assert fresh.merge(stick).refused == ()
        state = fresh.case.state()
        assert state == fresh.case.state_from_journal()
        found = {(each.subject, each.field): each for each in conflicts_of(state)}
        assert set(found) == {("case", "note"), ("item:system.process", "level")}
        assert found["case", "note"].marked
        assert set(found["case", "note"].values) == {f"{name}记" for name in NAMES}
        assert found["item:system.process", "level"].consensus
        assert found["item:system.process", "level"].values == (1, 2, 3)
        ends.add(tuple(fresh.case.entries()))
        fresh.close()
    assert len(ends) == 1
    for one in NAMES:
        for stick in sticks:
            assert team[one].merge(stick).refused == ()
    assert {tuple(each.case.entries()) for each in team.values()} == ends
    for each in team.values():
        each.close()
