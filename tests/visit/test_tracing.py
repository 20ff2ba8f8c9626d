"""What the links of a tracing say of it, and its time."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qmdesk.model.canonical import Json
from qmdesk.visit.tracing import Found, minutes_between, proposed, summed
from tests.visit.floor_records import index_of


@pytest.mark.parametrize(
    ("links", "result"),
    [
        (["yes", "yes"], "complete"),
        (["yes", "partly", "yes"], "gaps"),
        (["yes", "no", "yes"], "gaps"),
        (["yes", "yes", "no"], "failed"),
        (["yes", ""], ""),
        ([], ""),
    ],
)
def test_the_result_is_proposed_from_the_links(links: list[str], result: str):
    assert proposed(links) == result


def traced(started: str, ended: str) -> Found:
    found = index_of(
        {
            "trace:t": {"batch": "B1", "started": started, "ended": ended},
            "trace_step:b": {"trace": "t", "name": "二", "found": "no", "minutes": "0.2", "order": 2},
            "trace_step:a": {"trace": "t", "name": "一", "found": "yes", "minutes": "0.1", "order": 1},
            "trace_step:x": {"trace": "other", "name": "别的", "found": "yes", "minutes": "9"},
        }
    )
    return summed(found, found.record("trace", "t"))


def test_links_in_order_with_their_exact_time():
    found = traced("2026-07-01T23:50", "2026-07-02T00:20")
    assert [each.key for each in found.steps] == ["a", "b"]
    assert (found.linked, found.minutes, found.proposed) == (Decimal("0.3"), 30, "failed")
    assert [each.key for each in found.gaps] == ["b"]


def test_a_clock_that_was_put_back_gives_no_duration_and_is_said():
    found = traced("2026-07-01T10:00", "2026-07-01T09:00")
    assert found.minutes is None
    assert found.reversed


@pytest.mark.parametrize("pair", [("", "2026-07-01T09:00"), ("2026-07-01T09:00", ""), ("x", "2026-07-01T09:00")])
def test_without_both_moments_there_is_no_time(pair: tuple[Json, Json]):
    assert minutes_between(str(pair[0]), str(pair[1])) is None
