"""From records to a characteristic: exclusions, gauge studies, choices, conflicts and whose they are."""

from __future__ import annotations

from typing import Any

import pytest

from qmdesk.grading.answers import answers_of
from qmdesk.grading.answers_of_figures import characteristic_at
from qmdesk.grading.assess import assess
from qmdesk.grading.gauges import gauge_records, gauge_study
from qmdesk.grading.records import index
from qmdesk.grading.words import question_text
from qmdesk.model.answers import Answers, Characteristic, Exclusion
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Stage
from qmdesk.model.readings import Readings
from qmdesk.stats.gauge_rr import GaugeStudy
from tests.grading.build import D, codes, ends, figure, form, snapshot
from tests.grading.test_studies import CALM, WILD

Values = dict[tuple[str, str], Json]

SET = Readings.of([D(value) for value in WILD])
CHARACTERISTIC: Values = {
    ("characteristic:k", "name@self"): "外径",
    ("characteristic:k", "readings@onsite"): {"blob": SET.sha256, "n": len(SET)},
    ("characteristic:k", "lsl@onsite"): "9.87",
    ("characteristic:k", "usl@onsite"): "10.15",
    ("characteristic:k", "key@onsite"): True,
}
OUT: Values = {
    ("exclusion:a", "characteristic@onsite"): "k",
    ("exclusion:a", "reading@onsite"): 31,
    ("exclusion:a", "value@onsite"): "10.500",
    ("exclusion:a", "reason@onsite"): "刀具断裂，已更换",
}
#: Ten parts, two operators, two trials: a gauge that tells the parts apart.
GOOD = Readings.of(
    [
        D(f"{10 + 0.1 * part + 0.001 * ((part + operator + trial) % 3):.3f}")
        for part in range(10)
        for operator in range(2)
        for trial in range(2)
    ]
)
#: The same shape with nothing but noise.
POOR = Readings.of([D(f"{10 + 0.01 * ((7 * n) % 11):.2f}") for n in range(40)])


def gauge(measured: Readings, key: str = "g", /, **changed: Json) -> Values:
    fields: dict[str, Json] = {
        "name": "外径千分尺",
        "characteristic": "k",
        "parts": "\n".join(f"P{n}" for n in range(10)),
        "operators": "甲\n乙\n",
        "trials": 2,
        "tolerance": "0.28",
        "readings": {"blob": measured.sha256, "n": len(measured)},
    }
    return {(f"gauge_study:{key}", f"{name}@onsite"): value for name, value in (fields | changed).items()}


def read(values: Values, stage: Stage = Stage.ONSITE) -> Answers:
    return answers_of(form(), case(values), stage)


def case(values: Values):
    return snapshot(CHARACTERISTIC | values, {each.sha256: each for each in (SET, GOOD, POOR)})


def only(answers: Answers) -> Characteristic:
    (found,) = answers.cpk.characteristics
    return found


def span_of(answers: Answers) -> tuple[int, int]:
    return ends(figure(assess(form(), answers), "cpk").span)


def test_exclusions_and_choices_come_from_their_records():
    chosen: Values = {
        ("characteristic:k", "distribution@onsite"): "lognormal",
        ("characteristic:k", "distribution_reason@onsite"): "单边有界",
        ("characteristic:k", "chart@onsite"): "i-mr",
        ("characteristic:k", "rules@onsite"): "1,2",
        ("characteristic:k", "phases@onsite"): "16",
    }
    found = only(read(OUT | chosen))
    assert found.excluded == (Exclusion(31, D("10.500"), "刀具断裂，已更换"),)
    assert (found.distribution, found.distribution_reason) == ("lognormal", "单边有界")
    assert (found.chart, found.rules, found.phases) == ("i-mr", "1,2", "16")


def test_what_is_graded_is_what_the_window_is_given():
    values = OUT | gauge(GOOD)
    found = case(values)
    graded = only(read(values))
    assert characteristic_at(found, "k") == graded
    assert characteristic_at(index(found.state, Stage.ONSITE), "k", Stage.ONSITE, found.readings) == graded
    assert characteristic_at(found, "gone") is None
    assert characteristic_at(case({("characteristic:k", "deleted@onsite"): True}), "k") is None


def test_an_exclusion_applies_from_its_stage_on_until_it_is_deleted():
    assert span_of(read(OUT)) == (3, 3)
    assert span_of(read(OUT, Stage.SECOND)) == (3, 3)
    assert only(read(OUT | {("exclusion:a", "deleted@onsite"): True})).excluded == ()
    prefixed = OUT | {("exclusion:a", "characteristic@onsite"): "characteristic:k"}
    assert span_of(read(prefixed)) == (3, 3)
    assert only(read(OUT | {("exclusion:a", "characteristic@onsite"): "other"})).excluded == ()


@pytest.mark.parametrize("missing", ["characteristic", "reading", "value"])
def test_an_exclusion_that_does_not_say_what_it_means_applies_to_nothing(missing: str):
    answers = read(OUT | {("exclusion:a", f"{missing}@onsite"): None})
    assert span_of(answers) == (1, 2)
    assert "exclusion-incomplete" in codes(assess(form(), answers))


def test_readings_entered_anew_make_an_exclusion_stale():
    fresh = Readings.of([D(value) for value in (*CALM, "10.499")])
    values = CHARACTERISTIC | OUT | {("characteristic:k", "readings@second"): {"blob": fresh.sha256, "n": 31}}
    answers = answers_of(form(), snapshot(values, {each.sha256: each for each in (SET, fresh)}), Stage.SECOND)
    assert "exclusion-stale" in codes(assess(form(), answers))
    assert span_of(answers) == (1, 2)


# -- merges -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "heads"),
    [
        (("exclusion:a", "reading@onsite"), [31, 30]),
        (("exclusion:a", "value@onsite"), ["10.5", "10.4"]),
        (("exclusion:a", "characteristic@onsite"), ["k", "other"]),
        (("exclusion:a", "reason@onsite"), ["刀具断裂", None]),
        (("exclusion:a", "deleted@onsite"), [True, None]),
        (("characteristic:k", "distribution@onsite"), ["lognormal", "normal"]),
        (("characteristic:k", "chart@onsite"), ["ewma", "i-mr"]),
        (("characteristic:k", "phases@onsite"), ["16", "11"]),
        (("characteristic:k", "rules@onsite"), ["1", "1,2"]),
    ],
)
def test_a_conflict_in_what_decides_leaves_the_figure_open(place: tuple[str, str], heads: list[Json]):
    answers = read(OUT | {place: ["conflict", *heads]})
    assert answers.conflicted == {"cpk"}
    assert span_of(answers) == (1, 5)


def test_two_reasons_for_one_exclusion_are_no_conflict():
    answers = read(OUT | {("exclusion:a", "reason@onsite"): ["conflict", "刀具断裂", "换刀"]})
    assert answers.conflicted == frozenset()
    assert only(answers).excluded[0].reason == "刀具断裂 / 换刀"
    assert span_of(answers) == (3, 3)


def test_a_conflict_over_the_reason_of_a_distribution_decides_only_where_one_has_none():
    chosen: Values = {("characteristic:k", "distribution@onsite"): "lognormal"}
    reason = ("characteristic:k", "distribution_reason@onsite")
    assert read(chosen | {reason: ["conflict", "甲", ""]}).conflicted == {"cpk"}
    assert read(chosen | {reason: ["conflict", "甲", "乙"]}).conflicted == frozenset()


def test_a_conflict_about_a_characteristic_that_does_not_decide_opens_nothing():
    values = OUT | {
        ("exclusion:a", "characteristic@onsite"): "side",
        ("exclusion:a", "value@onsite"): ["conflict", "1", "2"],
        ("characteristic:side", "readings@onsite"): {"blob": SET.sha256, "n": len(SET)},
    }
    assert read(values).conflicted == frozenset()


# -- whose it is ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "chosen",
    [
        {(subject, name.replace("@onsite", "@self")): value for (subject, name), value in OUT.items()},
        {
            ("characteristic:k", "distribution@self"): "lognormal",
            ("characteristic:k", "distribution_reason@self"): "经验",
        },
        {("characteristic:k", "phases@self"): "16"},
    ],
)
def test_the_enterprises_own_choice_applies_and_is_unverified(chosen: dict[Any, Json]):
    answers = read(chosen)
    assert answers.unverified == {"cpk"}
    assert "figure-unverified" in codes(assess(form(), answers))
    assert read(chosen, Stage.SELF).unverified == frozenset()
    assert read(chosen | {("figure:cpk", "verified@onsite"): True}).unverified == frozenset()
    assert read({}).unverified == frozenset()


def test_the_plain_default_of_the_enterprise_is_nothing_to_verify():
    assert read({("characteristic:k", "distribution@self"): "normal"}).unverified == frozenset()


# -- gauge studies ----------------------------------------------------------------------------------


def test_a_gauge_study_gives_its_share_and_categories():
    found = only(read(gauge(GOOD)))
    assert found.gauge_percent is not None and found.gauge_percent < 10
    assert found.gauge_ndc is not None and found.gauge_ndc > 100
    poor = only(read(gauge(POOR)))
    assert poor.gauge_percent is not None and poor.gauge_percent > 30
    assert "cpk-gauge-poor" in codes(assess(form(), read(gauge(POOR))))
    assert not {"cpk-gauge-poor", "cpk-gauge-marginal"} & codes(assess(form(), read(gauge(GOOD))))


def test_of_several_studies_the_worst_counts():
    both = only(read(gauge(GOOD) | gauge(POOR, "h")))
    poor = only(read(gauge(POOR)))
    assert (both.gauge_percent, both.gauge_ndc) == (poor.gauge_percent, poor.gauge_ndc)


def test_a_study_computed_from_its_record_keeps_shape_and_tolerance():
    found = case(gauge(GOOD))
    (record,) = gauge_records(index(found.state, Stage.ONSITE), found.readings)
    study = gauge_study(record)
    assert isinstance(study, GaugeStudy)
    assert (study.parts, study.operators, study.trials, study.tolerance) == (10, 2, 2, 0.28)
    assert record.operators == ("甲", "乙")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"trials": 3}, "gauge-study-incomplete"),
        ({"trials": None}, "gauge-study-incomplete"),
        ({"operators": None}, "gauge-study-incomplete"),
        ({"readings": None}, "gauge-study-incomplete"),
        ({"parts": "P1", "operators": "\n".join(map(str, range(20)))}, "gauge-study-refused"),
        ({"operators": "\n".join("甲乙丙丁"), "trials": 1}, "gauge-study-refused"),
        (
            {"readings": ["conflict", {"blob": GOOD.sha256, "n": 40}, {"blob": POOR.sha256, "n": 40}]},
            "gauge-study-conflict",
        ),
        ({"trials": ["conflict", 2, 3]}, "gauge-study-conflict"),
    ],
)
def test_a_study_that_cannot_be_judges_no_gauge_and_is_asked_about(changed: dict[str, Json], code: str):
    answers = read(gauge(POOR) | gauge(POOR, **changed))
    found = only(answers)
    assert (found.gauge_percent, found.gauge_ndc) == (None, None)
    questions = [each for each in answers.noted if each.where == "gauge_study:g"]
    assert [each.code for each in questions] == [code]
    assert all(
        "尚缺" not in question_text(each, "zh-CN") and "{" not in question_text(each, "en") for each in questions
    )
    assert answers.conflicted == frozenset()  # a gauge is asked about and decides no level


def test_a_gauge_without_any_variation_is_asked_about():
    flat = Readings.of([D("10")] * 40)
    answers = answers_of(form(), snapshot(CHARACTERISTIC | gauge(flat), {flat.sha256: flat, SET.sha256: SET}))
    assert [each.code for each in answers.noted] == ["gauge-study-no-variation"]
