"""Certificates against characteristics: dates, range, the tenth of the tolerance, all exactly."""

from __future__ import annotations

import pytest

from qmdesk.model.canonical import Json
from qmdesk.visit.gauges import Standing, Verdict, checked, covered, period_end
from tests.visit.floor_records import index_of

DIAMETER: dict[str, Json] = {
    "name": "外径", "unit": "mm", "lsl": "9.9", "usl": "10.1", "key": True, "gauge": "外径千分尺 MC-012",
}  # fmt: skip
GOOD: dict[str, Json] = {
    "name": "外径千分尺", "number": "MC-012", "certificate": "C1", "calibrated": "2026-03-01", "due": "2027-02-28",
    "range_low": "0", "range_high": "25", "unit": "mm", "resolution": "0.02", "uncertainty": "0.01",
}  # fmt: skip


def looked_at(gauge: dict[str, Json], characteristic: dict[str, Json] = DIAMETER, **case: Json) -> Verdict:
    facts: dict[str, Json] = {
        "visit_start": "2026-09-01",
        "visit_end": "2026-09-02",
        "period": {"from": "2026-01", "to": "2026-06"},
    }
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
    assert codes(looked_at(GOOD, period={"from": "2025-01", "to": "2025-12"})) == ["gauge-calibrated-later"]
    assert codes(looked_at(GOOD, period={"from": "2025-04", "to": "2026-03"})) == []


def of_one_number(*gauges: dict[str, Json], **case: Json) -> Verdict:
    """Certificates of one gauge; a visit on 2026-09-01 after a period that ended with 2025."""
    facts: dict[str, Json] = {"visit_end": "2026-09-01", "period": {"from": "2025-01", "to": "2025-12"}, **case}
    records = {f"gauge:g{at}": each for at, each in enumerate(gauges)}
    (found,) = checked(index_of({"case": facts, "characteristic:c": DIAMETER, **records}))
    return found


def test_the_certificate_before_it_covers_the_period_and_needs_not_be_in_force_any_more():
    before: dict[str, Json] = {**GOOD, "certificate": "C0", "calibrated": "2025-03-02", "due": "2026-03-01"}
    for gauges in ((GOOD, before), (before, GOOD)):
        verdict = of_one_number(*gauges)
        assert codes(verdict) == []
        assert len(verdict.gauges) == 2


def test_a_gap_over_the_end_of_the_period_is_named_at_the_newest_certificate():
    before: dict[str, Json] = {**GOOD, "certificate": "C0", "calibrated": "2024-12-01", "due": "2025-12-30"}
    verdict = of_one_number(before, GOOD)
    assert [(each.code, each.where) for each in verdict.problems] == [("gauge-calibrated-later", "gauge:g1")]
    before["due"] = "2025-12-31"
    assert codes(of_one_number(before, GOOD)) == []


def test_two_certificates_of_which_none_is_in_force_are_told_once():
    before: dict[str, Json] = {**GOOD, "calibrated": "2025-03-02", "due": "2026-03-01"}
    verdict = of_one_number(before, {**GOOD, "due": "2026-08-31"})
    assert [(each.code, each.where) for each in verdict.problems] == [("gauge-expired", "gauge:g1")]


def test_without_a_day_of_the_visit_the_end_of_the_period_counts():
    gone: dict[str, Json] = {**GOOD, "calibrated": "2024-03-02", "due": "2025-03-01"}
    assert codes(of_one_number(gone, visit_end=None)) == ["gauge-lapsed"]


def test_gauges_without_a_number_are_no_certificates_of_one():
    gone: dict[str, Json] = {**GOOD, "number": None, "calibrated": "2025-03-02", "due": "2026-03-01"}
    records = {"gauge:a": {**gone, "characteristics": "c"}, "gauge:b": {**GOOD, "number": None, "characteristics": "c"}}
    facts: dict[str, Json] = {"visit_end": "2026-09-01"}
    (verdict,) = checked(index_of({"case": facts, "characteristic:c": DIAMETER, **records}))
    assert [(each.code, each.where) for each in verdict.problems] == [("gauge-expired", "gauge:a")]


def test_what_fits_is_asked_of_the_newest_certificate_only():
    before: dict[str, Json] = {**GOOD, "calibrated": "2025-03-02", "due": "2026-03-01", "uncertainty": "0.09"}
    verdict = of_one_number(before, GOOD)
    assert codes(verdict) == []
    assert str(verdict.share) == "0.05"


@pytest.mark.parametrize(
    ("period", "day"),
    [
        ({"from": "2023-03", "to": "2024-02"}, "2024-02-29"),
        ({"from": "2025-01", "to": "2025-12"}, "2025-12-31"),
        (None, ""),
        ("2025-01~2025-12", ""),
        ({"from": "2025-01", "to": "2025-13"}, ""),
    ],
)
def test_the_period_ends_with_the_last_day_of_its_last_month(period: Json, day: str):
    assert period_end(index_of({"case": {"period": period}}).record("case")) == day


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
