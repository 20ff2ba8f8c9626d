"""Rounds of rectification and verification, reminders, what the next review begins from."""

from __future__ import annotations

import pytest

from qmdesk.formdef.loader import load_builtin
from qmdesk.grading.records import index
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.visit.after import (
    carried_key,
    closable,
    due_list,
    next_review,
    previous_levels,
    rounds,
    unverified,
    verify,
)
from tests.visit.edits import state_of

FORM = load_builtin("meqmc")


def record(subject: str, **values: Json) -> list[Edit]:
    return [Edit(Place(subject, name), value) for name, value in values.items()]


def seen(*edits: Edit):
    return index(state_of(*edits), Stage.SECOND)


CAME = record("rectification:r", suggestion="s", done="补齐了", received_on="2026-08-01", by="周")


def test_rounds_are_in_order_of_the_days_and_a_new_package_asks_for_a_new_verification():
    checked = verify("s", "v", "partly", day="2026-08-03", by="陈", reason="缺两张")
    again = record("rectification:q", suggestion="s", done="又补了", received_on="2026-08-09")
    assert unverified(seen(*CAME), "s")
    assert not unverified(seen(*CAME, *checked), "s")
    found = seen(*again, *checked, *CAME)
    assert [each.key for each in rounds(found, "s")] == ["r", "v", "q"]
    assert unverified(found, "s")
    assert found.record("suggestion", "s").text("status") == "partly"


@pytest.mark.parametrize(
    ("within", "keys"), [(None, ["late", "soon", "far", "open"]), (0, ["late"]), (7, ["late", "soon"])]
)
def test_reminders_go_by_the_day_and_leave_out_what_is_closed(within: int | None, keys: list[str]):
    edits = [
        *record("suggestion:open", action="没有日期"), *record("suggestion:far", action="远", due="2026-12-01"),
        *record("suggestion:late", action="晚", due="2026-07-31"), *record("suggestion:soon", action="近", due="2026-08-08"),
        *record("suggestion:done", action="完", due="2026-01-01", status="closed"),
    ]  # fmt: skip
    listed = due_list(seen(*edits), "2026-08-01", within)
    assert [each.key for each in listed] == keys
    assert [each.overdue for each in listed if each.key == "late"] == [True]
    assert next((each.days for each in listed if each.key == "soon"), 7) == 7


def test_numbers_follow_the_sheet_by_dimension_then_order():
    last, first = FORM.items[-1].id, FORM.items[0].id
    edits = [
        *record("suggestion:z", binds="figure:cpk", order=1), *record("suggestion:y", binds=f"item:{last}", order=2),
        *record("suggestion:b", binds=f"item:{first}", order=4), *record("suggestion:a", binds=f"item:{first}", order=3),
    ]  # fmt: skip
    assert list(closable(FORM, seen(*edits))) == ["a", "b", "y", "z"]


def test_the_next_review_takes_over_what_holds_and_nothing_that_was_found():
    edits = [
        *record("case", enterprise="甲", site="一号厂房", period={"from": "2025-01", "to": "2025-12"}, conclusion=None),
        *record("case", institution="评价中心", output_value={"amount": "1", "unit": "wan"}),
        *record("suggestion:s", binds="item:x", action="做", status="partly"),
        *record("suggestion:t", binds="item:x", action="完", status="closed"),
        *[Edit(Place("characteristic:k", n, "onsite"), v) for n, v in (("name", "外径"), ("key", True), ("usl", "1.5"), ("cpk", "1.2"), ("in_control", True))],
        *[Edit(Place("characteristic:o", n, "onsite"), v) for n, v in (("name", "其他"), ("key", False))],
        Edit(Place("item:x", "level", "onsite", "甲"), 3), *record("member:m", name="陈", role="lead"),
    ]  # fmt: skip
    made = next_review(FORM, state_of(*edits), "case-1", {"grade": 2, "item:system.process": 3})
    found = index(state_of(*made), Stage.ONSITE)
    case = found.record("case")
    assert (case.text("enterprise"), case.text("site"), case.text("previous")) == ("甲", "一号厂房", "case-1")
    assert case.value("period") is None
    assert case.value("output_value") is None
    assert case.text("institution") == ""
    assert case.text("class") == "advancing"
    assert previous_levels(case.text("previous_levels")) == {"grade": 2, "item:system.process": 3}
    kept = found.record("characteristic", "k")
    assert (kept.text("name"), kept.value("usl"), kept.value("cpk"), kept.value("in_control")) == (
        "外径",
        "1.5",
        None,
        None,
    )
    assert [each.key for each in found.records("characteristic")] == ["k"]
    assert [each.key for each in found.records("suggestion")] == [carried_key("s")]
    assert found.record("suggestion", carried_key("s")).flag("carried") is True
    assert not list(found.records("member"))
    assert not found.ratings
