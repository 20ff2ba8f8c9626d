"""Claims about children that stay: one serves many files, and none that went wrong is asked again."""

from __future__ import annotations

import sys
import threading
import time

import pytest

from qmdesk.gate import child
from qmdesk.gate.limits import ChildLimits
from qmdesk.gate.warm import POOL
from qmdesk.model.problem import Refused
from tests.gate import test_child

probes = test_child.probes
pytestmark = [
    pytest.mark.usefixtures("probes"),
    pytest.mark.skipif(sys.platform == "darwin", reason="where memory is watched every child is a fresh one"),
]


@pytest.fixture(autouse=True)
def _none_left() -> object:  # pyright: ignore[reportUnusedFunction]
    POOL.end()
    yield
    POOL.end()


def number() -> int:
    return child.run("probes:number")


def test_one_child_serves_one_file_after_another() -> None:
    first = number()
    assert child.run_for_bytes("probes:as_bytes", {}, b"x" * 3_000_000) == b"x" * 3_000_000
    assert number() == first


def test_a_child_that_was_prepared_serves_the_first_file(monkeypatch: pytest.MonkeyPatch) -> None:
    child.prepare("probes:as_bytes")
    monkeypatch.setattr("qmdesk.gate.child._start", None)
    assert number()


def test_a_refusal_is_an_answer_and_its_child_stays() -> None:
    first = number()
    with pytest.raises(Refused) as caught:
        child.run("probes:refuses", where="a.xlsx")
    assert [each.where for each in caught.value.problems] == ["xl/a.xml", "a.xlsx"]
    assert number() == first


@pytest.mark.parametrize(
    ("probe", "code"),
    [("crashes", "reading-crashed"), ("leaves", "reading-crashed"), ("fails", "reading-failed"),
     ("recurses", "reading-failed")],
)  # fmt: skip
def test_a_child_that_went_wrong_is_replaced_and_its_end_told(probe: str, code: str) -> None:
    first = number()
    with pytest.raises(Refused) as caught:
        child.run(f"probes:{probe}", where="a.xlsx")
    assert [each.code for each in caught.value.problems] == [code]
    assert number() != first


def test_other_limits_have_a_child_of_their_own() -> None:
    assert child.run("probes:number", limits=ChildLimits(seconds=9)) != number()


def test_two_at_once_are_two_children() -> None:
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(number())) for _ in range(2)]
    first = number()
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(found) == 2
    assert first in found


def test_a_wish_to_stop_ends_the_child_at_once() -> None:
    stop = child.Stop()
    threading.Timer(0.5, stop.stop).start()
    start = time.monotonic()
    with pytest.raises(Refused) as caught:
        child.run("probes:sleeps", where="a.csv", stop=stop)
    assert (caught.value.problems[0].code, caught.value.problems[0].where) == ("reading-stopped", "a.csv")
    assert time.monotonic() - start < 10
    with pytest.raises(Refused):
        child.run("probes:number", stop=stop)
    assert number() > 0


@pytest.mark.parametrize("size", [10, 3_000_000])
def test_parts_come_ahead_of_the_answer_in_their_order(size: int) -> None:
    first, payload, taken = number(), bytes(range(10)) * (size // 10), list[bytes]()
    found = child.run_for_bytes("probes:ahead", {"times": 3}, payload, take=lambda part: taken.append(bytes(part)))
    assert found == b"yyy"
    assert taken == [payload] * 3
    assert number() == first


def test_nothing_comes_ahead_where_nobody_takes_it() -> None:
    assert child.run_for_bytes("probes:ahead", {"times": 1}, b"x") == b"none"
    other = ChildLimits(seconds=9)  # of a child that serves one file
    assert child.run_for_bytes("probes:ahead", {"times": 1}, b"x", limits=other, take=lambda _: None) == b"none"


@pytest.mark.parametrize(("then", "code"), [("refuse", "xml-dtd"), ("fail", "reading-failed")])
def test_a_child_that_sent_parts_may_still_refuse_or_fail(then: str, code: str) -> None:
    taken = list[bytes]()
    with pytest.raises(Refused) as caught:
        child.run_for_bytes(
            "probes:ahead", {"times": 1, "then": then}, b"x", take=lambda part: taken.append(bytes(part))
        )
    assert caught.value.problems[0].code == code
    assert taken == [b"x"]
    assert number() > 0


def test_parts_and_answer_together_are_within_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    small = ChildLimits(answer=2_500)
    monkeypatch.setattr(child, "ChildLimits", lambda: small)
    taken = list[int]()

    def take(part: bytes | memoryview) -> None:
        taken.append(len(part))

    assert child.run_for_bytes("probes:ahead", {"times": 3}, b"x" * 1_000, take=take) == b"yyn"
    assert taken == [1_000, 1_000]
    with pytest.raises(Refused) as caught:
        child.run_for_bytes("probes:ahead", {"times": 2, "more": 2_600}, b"x" * 1_000, take=take)
    assert caught.value.problems[0].code == "reading-answer-too-large"


def test_a_part_that_is_nothing_is_asked_again_of_a_fresh_child_without_parts() -> None:
    first = number()

    def take(_: bytes | memoryview) -> None:
        raise ValueError

    assert child.run_for_bytes("probes:ahead", {"times": 1}, b"x", take=take) == b"none"
    assert number() != first
