"""What an application lacks, where it contradicts itself, whether it may apply at all."""

import pytest

from qmdesk.visit.benchmark.checks import check, ready
from qmdesk.visit.benchmark.eligibility import eligibility, preferred
from tests.visit.benchmark_records import FORM, OLD, WHOLE, found_in, said


def codes(records, form=FORM):
    return {each.code for each in check(form, found_in(form, records))}


def test_the_whole_application_lacks_nothing():
    problems = check(FORM, found_in())
    assert [(each.code, each.where) for each in problems] == []
    assert ready(problems)


def test_an_empty_application_says_what_it_lacks_at_every_place():
    problems = check(FORM, found_in(FORM, {"case": {"enterprise": "甲"}}))
    wheres = {each.where for each in problems}
    assert {"case/title", "section:results/text", "indicator:profit", "enclosure:commitment", "product:"} <= wheres
    assert not ready(problems)


@pytest.mark.parametrize("subject", sorted(set(WHOLE) - {"enclosure:e-honours", "enclosure:e-social"}))
def test_nothing_of_the_whole_application_can_be_missing_unnoticed(subject):
    records = {each: fields for each, fields in WHOLE.items() if each != subject}
    assert codes(records)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"case": {"improvement_staff": 500}}, "benchmark-part-above"),
        ({"case": {"quality_staff_passed": 41}}, "benchmark-part-above"),
        ({"case": {"tqm_rate": "0.96"}}, "benchmark-rate-differs"),
        ({"indicator__pass_rate": {"y2025": "100.2"}}, "benchmark-rate-range"),
        ({"indicator__oee": {"average": "-1"}}, "benchmark-rate-range"),
        ({"case": {"loss_denominator": "revenue"}}, "benchmark-loss-denominator"),
        ({"case": {"loss_denominator": None}}, "benchmark-loss-unsaid"),
        ({"indicator__quality_loss": {"y2025": "1.0"}}, "benchmark-loss-over-revenue"),
        ({"indicator__quality_loss": {"y2025": "0.3"}}, "benchmark-loss-differs"),
        ({"indicator__profit": {"y2024": "50000"}}, "benchmark-above-revenue"),
        ({"indicator__profit": {"y2024": "0"}}, "benchmark-condition-no"),
        ({"indicator__energy": {"y2024": None}}, "benchmark-year-missing"),
        ({"indicator__pass_rate": {"average": "99", "best": "98"}}, "benchmark-best-below-average"),
        ({"indicator__quality_loss": {"average": "1", "best": "2"}}, "benchmark-best-below-average"),
        ({"indicator__pass_rate": {"best": "99", "rank": "3"}}, "benchmark-better-than-best"),
        ({"indicator__pass_rate": {"best": "99.9", "rank": "1"}}, "benchmark-first-below-best"),
        ({"indicator__x1": {"name": "交付周期", "y2023": "9", "y2024": "8", "y2025": "7"}}, "benchmark-unit-missing"),
        ({"survey__satisfaction.2024": {"method": "third"}}, "benchmark-survey-body"),
        ({"survey__satisfaction.2024": {"method": None}}, "benchmark-survey-method"),
        ({"product__p1": {"satisfaction_2025": "931"}}, "benchmark-survey-range"),
        ({"case": {"iso_until": "2023-01-01"}}, "benchmark-iso-dates"),
        ({"case": {"iso_until": "2026-05-09"}}, "benchmark-condition-no"),
        ({"case": {"iso9001": False}}, "benchmark-condition-no"),
        ({"case": {"provincial_year": "no"}}, "benchmark-condition-no"),
        ({"case": {"filled_on": "2026-05-21"}}, "benchmark-late"),
        ({"case": {"commitment_signed": False}}, "benchmark-letter-open"),
        ({"case": {"central": True}}, "benchmark-field-missing"),
        ({"condition__clean": {"met": "no"}}, "benchmark-condition-no"),
        ({"condition__profits": {"met": "no"}}, "benchmark-condition-contradicts"),
        ({"product__p1": {"loyalty_2025": "90"}}, "benchmark-enclosure-missing"),
        ({"takeover__t": {"subject": "indicator:oee", "field": "y2025", "value": "83"}}, "benchmark-takeover-changed"),
        ({"section__results": {"text": "好" * 2001}}, "benchmark-section-over"),
        ({"case": {"title": "实施" + "精益" * 14 + "的经验"}}, "benchmark-section-over"),
        ({"section__organisation": {"text": "Q12 " * 300}}, "benchmark-section-characters"),
    ],
)  # fmt: skip
def test_a_contradiction_is_found(changed, code):
    assert code in codes(said(**changed))


@pytest.mark.parametrize(
    "changed",
    [
        {"case": {"tqm_rate": "0.9500", "tqm_staff": 380}},
        {
            "case": {
                "employees": 300,
                "tqm_staff": 200,
                "tqm_rate": "0.667",
                "training_staff": 150,
                "improvement_staff": 180,
            }
        },
        {"indicator__repair_rate": {"left_out": True, "y2023": None}},
        {"case": {"scope": "province", "iso9001": False, "iso_until": None, "iso_from": None, "iso_number": None}},
        {"indicator__quality_loss": {"average": "2", "best": "0.5", "rank": "3"}},
    ],
)
def test_what_only_looks_odd_is_no_contradiction(changed):
    assert codes(said(**changed)) == set()


def test_conditions_of_the_national_list_are_not_asked_of_the_provinces():
    verdicts = {
        each.condition.id: each.met
        for each in eligibility(FORM.benchmark, found_in(FORM, said(case={"scope": "province"})))
    }
    assert verdicts["iso"] == verdicts["provincial"] == "not-asked"


def test_2024_takes_a_loss_for_a_question_and_asks_for_a_code_of_zhejiang():
    records = {
        "case": {"credit_code": "91330212MA2TE8XU04"},
        "indicator:profit": {"y2022": "-5", "y2023": "100"},
    }
    verdicts = {each.condition.id: each for each in eligibility(OLD.benchmark, found_in(OLD, records))}
    assert verdicts["sound"].met == "unclear"
    assert verdicts["sound"].details == {"years": "2022"}
    assert verdicts["registered"].met == "yes"
    records["case"]["credit_code"] = "91440300MA2TE8XU04"
    assert {e.condition.id: e.met for e in eligibility(OLD.benchmark, found_in(OLD, records))}["registered"] == "no"
    assert "iso" not in verdicts


def test_a_stated_level_is_held_against_the_linked_review():
    records = {"case": {"capability": "l3", "review_level": "l2"}}
    assert "benchmark-level-differs" in codes(records, OLD)
    records["case"]["review_level"] = "l3"
    assert "benchmark-level-differs" not in codes(records, OLD)


def test_the_inspection_level_and_above_are_preferred():
    assert [preferred(FORM.benchmark, each) for each in ("none", "l1", "l2", "l5", None)] == [
        False,
        False,
        True,
        True,
        False,
    ]
