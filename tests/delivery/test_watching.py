"""A place that is watched: quiet, told of what comes and of what is in the way once, and nothing fetched in vain."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qmdesk.exchange.delivery.channel import Channel
from qmdesk.exchange.delivery.failures import AUTH, NO_NETWORK, Failed
from qmdesk.exchange.delivery.opening import Doors
from qmdesk.exchange.delivery.target import read_target
from qmdesk.exchange.merge import Believing
from qmdesk.model.journal import Place
from qmdesk.model.problem import Problem
from qmdesk.review import collecting
from qmdesk.review.collecting import Cases, Collected, Collector
from qmdesk.review.session import Who
from qmdesk.review.watching import AGAIN, Watch
from qmdesk.trust.anchors import TrustList, known_devices
from qmdesk.workspace.inbox import Inbox
from tests.delivery.test_inbox import laptop_of


class Office:
    """Looks as often as there are steps; a step does something to the place between two looks."""

    def __init__(self, folder: Path) -> None:
        self.home, self.cases, self.share = folder / "home", folder / "cases", folder / "share"
        self.cases.mkdir(parents=True)
        self.share.mkdir()
        self.target = read_target(str(self.share))[0]
        self.away: Failed | None = None
        self.said: list[str] = []
        self.waited: list[float] = []

    def place(self) -> Channel:
        if self.away is not None:
            raise self.away
        return Doors(self.home).open(self.target)

    def collector(self, channel: Channel) -> Collector:
        believing = Believing(TrustList(), known_devices(self.home))
        who = Who("0123456789abcdef", "办公室", self.home)
        return Collector(channel, Inbox(self.home, self.target.url), self.cases, who, believing, Cases({}))

    def came(self, found: Collected) -> None:
        self.said += [f"{each.name} {each.state}" for each in found.received]

    def trouble(self, problems: tuple[Problem, ...]) -> None:
        self.said.append(" ".join(each.code for each in problems) or "again")

    def watch(self, *steps: Callable[[], object]) -> None:
        waiting = iter(steps)
        ended: list[bool] = []

        def pause(seconds: float) -> None:
            self.waited.append(seconds)
            step = next(waiting, None)
            ended.extend([True] if step is None else [])
            if step is not None:
                step()

        Watch(self.place, self.collector, self.cases, 60, lambda: bool(ended), pause).run(self.came, self.trouble)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "office")


@pytest.fixture
def fetched(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    names: list[str] = []
    before = collecting.fetch

    def fetch(*given: object) -> object:
        names.append(given[1].name)  # pyright: ignore[reportAttributeAccessIssue]
        return before(*given)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(collecting, "fetch", fetch)
    yield names


def nothing() -> None:
    pass


def test_what_comes_is_taken_in_and_said_once(office: Office, tmp_path: Path):
    laptop = laptop_of(tmp_path, 1)

    def send(name: str) -> None:
        laptop.set(Place("case", "note"), name)
        laptop.pack().rename(office.share / name)

    office.watch(nothing, lambda: send("a.zip"), nothing, lambda: send("b.zip"), nothing)
    assert office.said == ["a.zip taken", "b.zip taken"]
    assert office.waited == [60.0] * 6
    assert len(list(office.cases.glob("*.qmcase"))) == 1
    laptop.close()


def test_a_place_out_of_reach_is_told_once_and_tried_with_growing_pauses(office: Office):
    def away(failed: Failed | None) -> Callable[[], None]:
        return lambda: setattr(office, "away", failed)

    office.watch(away(Failed(NO_NETWORK)), nothing, nothing, away(Failed(AUTH)), away(None), nothing)
    assert office.said == [NO_NETWORK, AUTH, "again"]
    assert office.waited == [60, 120, 240, 480, 960, 60, 60]


def test_a_share_that_is_not_there_yet_is_waited_for_but_a_wrong_password_is_told_at_once(office: Office):
    office.share.rmdir()
    office.watch(office.share.mkdir, nothing)
    assert office.said == ["delivery-no-folder", "again"]
    office.away = Failed(AUTH)
    with pytest.raises(Failed, match=AUTH):
        office.watch(nothing)


def test_a_folder_of_cases_that_falls_out_later_ends_nothing(office: Office, tmp_path: Path):
    laptop = laptop_of(tmp_path, 1)

    def send_and_lose() -> None:
        laptop.pack().rename(office.share / "a.zip")
        office.cases.rmdir()

    office.watch(send_and_lose, nothing, office.cases.mkdir, nothing)
    assert office.said == ["folder-missing", "again", "a.zip taken"]
    laptop.close()


def test_what_waits_is_not_fetched_at_every_look_and_said_once(office: Office, tmp_path: Path, fetched: list[str]):
    laptop = laptop_of(tmp_path, 1)
    whole = laptop.pack("b.zip")
    info = laptop.packed
    laptop.set(Place("case", "note"), "later")
    laptop.pack("a.zip", since=info).rename(office.share / "a.zip")
    office.watch(*[nothing] * AGAIN)
    assert office.said == ["a.zip waits"]
    assert fetched == ["a.zip"] * 2
    office.said.clear()
    office.watch(nothing, lambda: whole.rename(office.share / "b.zip"), nothing)
    assert office.said == ["a.zip waits", "a.zip taken", "b.zip taken"]
    laptop.close()
