"""Certificates against characteristics: dates, range, the tenth of the tolerance, all exactly."""

from __future__ import annotations

import pytest

from qmdesk.model.canonical import Json
from qmdesk.visit.gauges import Standing, Verdict, checked, covered
from tests.visit.floor_records import index_of

DIAMETER: dict[str, Json] = {
    "name": "外径", "unit": "mm", "lsl": "9.9", "usl": "10.1", "key": True, "gauge": "外径千分尺 MC-012",
}  # fmt: skip
GOOD: dict[str, Json] = {
    "name": "外径千分尺", "number": "MC-012", "certificate": "C1", "calibrated": "2026-03-01", "due": "2027-02-28",
    "range_low": "0", "range_high": "25", "unit": "mm", "resolution": "0.02", "uncertainty": "0.01",
}  # fmt: skip


def looked_at(gauge: dict[str, Json], characteristic: dict[str, Json] = DIAMETER, **case: Json) -> Verdict:
    facts: dict[str, Json] = {"visit_start": "2026-09-01", "visit_end": "2026-09-02", "period": "2026-01~2026-12"}
    found = checked(index_of({"case": {**facts, **case}, "characteristic:c": characteristic, "gauge:g": gauge}))
    assert len(found) == 1
    return found[0]


def codes(verdict: Verdict) -> list[str]:
    return [each.code for each in verdict.problems]


def test_a_gauge_that_suits_is_good_and_its_share_is_exact():
    verdict = looked_at(GOOD)
    assert codes(verdict) == []
    assert verdict.standing is Standing.GOOD
    assert str(verdict.share) == "0.05"


@pytest.mark.parametrize(
    ("changed", "code", "standing"),
    [
        ({"due": "2026-09-01"}, "gauge-expired", Standing.BAD),
        ({"certificate": ""}, "gauge-no-certificate", Standing.BAD),
        ({"due": None}, "gauge-no-due", Standing.ADVICE),
        ({"calibrated": "2026-09-03"}, "gauge-not-yet", Standing.BAD),
        ({"due": "2026-02-28"}, "gauge-dates-reversed", Standing.BAD),
        ({"range_high": "10.09"}, "gauge-range", Standing.BAD),
        ({"range_low": "9.90001"}, "gauge-range", Standing.BAD),
        ({"resolution": "0.0200001"}, "gauge-resolution", Standing.ADVICE),
        ({"uncertainty": "0.07"}, "gauge-uncertainty", Standing.ADVICE),
        ({"unit": "μm"}, "gauge-unit-differs", Standing.ADVICE),
    ],
)
def test_what_is_wrong_is_named(changed: dict[str, Json], code: str, standing: Standing):
    verdict = looked_at({**GOOD, **changed})
    assert codes(verdict) == [code]
    assert verdict.standing is standing


def test_the_day_it_is_due_is_still_valid_and_a_limit_on_the_end_of_the_range_is_within():
    assert codes(looked_at({**GOOD, "due": "2026-09-02", "range_high": "10.1", "range_low": "9.9"})) == []


def test_a_calibration_after_the_period_asks_for_the_certificate_before_it():
    assert codes(looked_at(GOOD, period="2025-01~2025-12")) == ["gauge-calibrated-later"]
    assert codes(looked_at(GOOD, period="2025-04~2026-03")) == []


def test_one_limit_has_no_tolerance_but_a_range():
    one = {**DIAMETER, "lsl": None}
    assert codes(looked_at({**GOOD, "resolution": "5"}, one)) == []
    assert codes(looked_at({**GOOD, "range_high": "10"}, one)) == ["gauge-range"]


def test_a_key_characteristic_without_a_gauge_is_asked_about_and_another_is_not():
    records: dict[str, dict[str, Json]] = {
        "characteristic:key": {"name": "外径", "key": True},
        "characteristic:other": {"name": "内径"},
    }
    found = checked(index_of(records))
    assert [(each.characteristic, each.standing, codes(each)) for each in found] == [
        ("key", Standing.MISSING, ["gauge-missing"])
    ]


@pytest.mark.parametrize(
    ("gauge", "text", "expected"),
    [
        ({"name": "外径千分尺", "number": "MC-012"}, "外径千分尺 mc-012", True),
        ({"name": "外径千分尺", "number": "MC-013"}, "外径千分尺 MC-012", False),
        ({"name": "外径千分尺", "number": "MC-013"}, "外径千分尺", True),
        ({"name": "千分尺"}, "外径千分尺", True),
        ({"name": "三坐标", "number": "CMM1"}, "外径千分尺", False),
        ({"name": "三坐标", "characteristics": "a c"}, "外径千分尺", True),
        ({"name": "三坐标", "characteristics": "cc"}, "", False),
    ],
)
def test_gauges_are_found_by_choice_number_or_name(gauge: dict[str, Json], text: str, expected: bool):
    found = index_of({"characteristic:c": {"name": "x", "gauge": text}, "gauge:g": {**gauge, "certificate": "C"}})
    assert covered(found, found.record("characteristic", "c")) is expected
