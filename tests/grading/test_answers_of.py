"""From the folded state of a case to the answers of a stage."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qmdesk.grading.answers import answers_of
from qmdesk.grading.assess import assess
from qmdesk.model.answers import Answers, ItemAnswer, Tracked
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Stage
from qmdesk.model.readings import Readings
from tests.grading.build import D, codes, ends, figure, form, snapshot

RATED = "item:system.process"
ONE_YUAN: Json = {"amount": "1", "unit": "yuan"}
EITHER: Json = ["conflict", ONE_YUAN, {"amount": "2", "unit": "yuan"}]
A, B = "characteristic:a", "characteristic:b"
KINDS: Json = ["conflict", "internal", "external"]


def read(values: dict[tuple[str, str], Json], stage: Stage = Stage.ONSITE, **blobs: Readings) -> Answers:
    return answers_of(form(), snapshot(values, {each.sha256: each for each in blobs.values()}), stage)


def item(
    values: dict[tuple[str, str], Json], stage: Stage = Stage.ONSITE, item_id: str = "system.process"
) -> ItemAnswer:
    return read(values, stage).items[item_id]


def test_an_empty_case_has_not_been_asked_anything():
    answers = read({})
    assert (answers.items, answers.conflicted, answers.unverified, answers.noted) == ({}, frozenset(), frozenset(), ())
    assert answers.sigma.tracked is answers.fpy.rate is answers.internal_loss.output_value is None
    assert answers.with_evidence


# -- ratings ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "levels"),
    [
        ({"level@onsite/王工": 3}, (3,)),
        ({"level@onsite/王工": 3, "level@onsite/李工": 3}, (3,)),
        ({"level@onsite/王工": 3, "level@onsite/李工": 2}, (2, 3)),
        ({"level@onsite/王工": 3, "level@onsite/李工": 2, "agreed@onsite": 3}, (3,)),
        ({"level@onsite/王工": 3, "level@onsite/李工": None}, (3,)),
        ({"level@onsite/王工": 3, "agreed@onsite": None}, (3,)),
        ({"level@onsite": 4}, (4,)),
        ({"agreed@onsite": ["conflict", 2, 4]}, (2, 4)),
        ({"agreed@onsite": ["conflict", None, 4], "level@onsite/王工": 2}, (2, 4)),
        ({"level@onsite/王工": ["conflict", 2, 5]}, (2, 5)),
        ({"level@self/企业": 4}, ()),
        ({"agreed@self": 4}, ()),
        ({"level@onsite/王工": True}, ()),
    ],
)
def test_a_level_is_what_the_team_agreed_else_what_its_assessors_said(fields: dict[str, Json], levels: tuple[int, ...]):
    assert item({(RATED, name): value for name, value in fields.items()}).levels == levels


def test_ratings_of_another_stage_do_not_stand_in():
    values: dict[tuple[str, str], Json] = {(RATED, "agreed@onsite"): 3, (RATED, "agreed@self"): 4}
    assert item(values, Stage.SECOND).levels == ()
    assert item(values, Stage.SELF).levels == (4,)


def test_the_self_assessed_level_is_kept_as_the_claim():
    values: dict[tuple[str, str], Json] = {(RATED, "level@self/企业"): 4, (RATED, "agreed@onsite"): 2}
    assert item(values).claimed == 4
    assert item(values, Stage.SECOND).claimed == 4
    assert item(values, Stage.SELF).claimed is None
    assert "self-two-above-evidence" in codes(assess(form(), read(values)))


def test_not_applicable_carries_the_reason_of_its_entry_and_belongs_to_its_stage():
    subject = "item:digital.design"
    values: dict[tuple[str, str], Json] = {(subject, "applicable@onsite"): {"value": False, "reason": "来图加工"}}
    answer = item(values, item_id="digital.design")
    assert (answer.applicable, answer.reason) == (False, "来图加工")
    assert item(values, Stage.SECOND, "digital.design").applicable
    assert not assess(form(), read(values)).items[form().items.index(form().item("digital.design"))].applicable


def test_a_conflict_over_whether_an_item_applies_leaves_every_level():
    subject = "item:digital.design"
    values: dict[tuple[str, str], Json] = {
        (subject, "applicable@onsite"): ["conflict", True, False],
        (subject, "agreed@onsite"): 3,
    }
    assert item(values, item_id="digital.design") == ItemAnswer((1, 2, 3, 4, 5))


def test_evidence_is_counted_by_item_without_what_was_deleted_or_comes_later():
    values: dict[tuple[str, str], Json] = {
        (RATED, "agreed@onsite"): 3,
        ("evidence:a", "binds"): RATED,
        ("evidence:b", "binds"): "system.process",
        ("evidence:c", "binds"): RATED,
        ("evidence:c", "deleted"): True,
        ("evidence:d", "binds"): RATED,
        ("evidence:d", "stage"): "second",
        ("evidence:e", "binds"): "figure:cpk",
    }
    assert item(values).evidence == 2
    assert item(values, Stage.SECOND).evidence == 3


# -- figures ----------------------------------------------------------------------------------------


def test_stated_figures_and_whether_they_are_tracked():
    answers = read(
        {
            ("figure:sigma", "value@self"): "6200",
            ("figure:fpy", "value@self"): "0.95",
            ("figure:cpk", "value@self"): "1.4",
            ("figure:internal_loss", "value@self"): "0.02",
            ("figure:external_loss", "tracked@onsite"): "false",
            ("figure:sigma", "tracked@onsite"): "by-assessor",
        }
    )
    assert (answers.sigma.dpmo, answers.sigma.tracked) == (D(6200), Tracked.BY_ASSESSOR)
    assert (answers.fpy.rate, answers.cpk.stated, answers.internal_loss.rate) == (D("0.95"), D("1.4"), D("0.02"))
    assert answers.external_loss.tracked is Tracked.NO


def test_steps_come_in_order_with_their_data_from_the_nearest_stage():
    answers = read(
        {
            ("step:b", "name@self"): "装配",
            ("step:b", "order@self"): 2,
            ("step:b", "submitted@self"): 100,
            ("step:b", "passed@self"): 99,
            ("step:b", "passed@onsite"): 90,
            ("step:a", "name@self"): "焊接",
            ("step:a", "order@self"): 1,
            ("step:a", "submitted@self"): 50,
            ("step:a", "passed@self"): 49,
            ("step:z", "name@self"): "废弃",
            ("step:z", "deleted@onsite"): True,
            ("step:n", "name@second"): "二次才有",
        }
    )
    assert [(step.key, step.name, step.submitted, step.passed) for step in answers.fpy.steps] == [
        ("a", "焊接", 50, 49),
        ("b", "装配", 100, 90),
    ]


def test_a_cleared_value_falls_back_and_a_deletion_counts_from_its_stage_on():
    values: dict[tuple[str, str], Json] = {
        ("step:a", "submitted@self"): 50,
        ("step:a", "passed@self"): 49,
        ("step:a", "passed@onsite"): None,
        ("step:b", "submitted@self"): 10,
        ("step:b", "passed@self"): 9,
        ("step:b", "deleted@onsite"): True,
    }
    assert [(step.key, step.passed) for step in read(values).fpy.steps] == [("a", 49)]
    assert [step.key for step in read(values, Stage.SELF).fpy.steps] == ["a", "b"]


def test_characteristics_with_their_readings():
    readings = Readings.of([D("9.95"), D("10.05")])
    answers = read(
        {
            ("characteristic:k", "name@onsite"): "外径",
            ("characteristic:k", "readings@onsite"): {"blob": readings.sha256, "n": 2},
            ("characteristic:k", "lsl@onsite"): "9.80",
            ("characteristic:k", "usl@onsite"): "10.20",
            ("characteristic:k", "key@onsite"): True,
            ("characteristic:k", "in_control@onsite"): True,
            ("characteristic:k", "method@onsite"): "overall",
            ("characteristic:g", "readings@onsite"): {"blob": "0" * 64, "n": 2},
            ("characteristic:g", "cpk@onsite"): "1.9",
        },
        blob=readings,
    )
    known, gone = answers.cpk.characteristics
    assert (known.name, known.readings, known.lsl, known.usl) == ("外径", readings, D("9.80"), D("10.20"))
    assert (known.is_key, known.in_control, known.method) == (True, True, "overall")
    assert gone.readings is not None and len(gone.readings) == 0  # named but not at hand: no claim takes its place


def test_a_verdict_on_control_is_the_teams_and_not_the_enterprises():
    values: dict[tuple[str, str], Json] = {
        ("characteristic:k", "cpk@self"): "1.5",
        ("characteristic:k", "in_control@self"): True,
    }
    assert read(values, Stage.SELF).cpk.characteristics[0].in_control is True
    assert read(values).cpk.characteristics[0].in_control is None
    assert ends(figure(assess(form(), read(values)), "cpk").span) == (1, 3)
    decided = values | {("characteristic:k", "in_control@onsite"): True}
    assert read(decided, Stage.SECOND).cpk.characteristics[0].in_control is True


def test_defects_come_from_their_records_or_the_figures_own_counts():
    own: dict[tuple[str, str], Json] = {
        ("figure:sigma", "defective@onsite"): 12,
        ("figure:sigma", "units@onsite"): 10000,
    }
    assert [(row.defective, row.units) for row in read(own).sigma.defects] == [(12, 10000)]
    rows: dict[tuple[str, str], Json] = {
        ("defect:a", "defective@onsite"): 5,
        ("defect:a", "units@onsite"): 10000,
        ("defect:a", "family@onsite"): "轴",
    }
    both = read(own | rows)
    assert [(row.defective, row.family) for row in both.sigma.defects] == [(5, "轴")]
    assert "stated-against-counted" in codes(assess(form(), both))  # 1200 by the figure, 500 by the records


# -- money ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cost", "unit", "yuan", "contradicts"),
    [
        ({"amount": "8.45", "unit": "wan"}, None, "84500", False),
        ({"amount": "8.45", "unit": "yuan"}, None, "8.45", False),
        ({"amount": "8.45", "unit": "yuan"}, "wan", "84500", False),  # no unit was written: the unit field speaks
        ({"raw": "8.45", "value": {"amount": "8.45", "unit": "yuan"}}, "wan", "84500", False),
        ({"raw": "8.45元", "value": {"amount": "8.45", "unit": "yuan"}}, "wan", "8.45", True),
        ({"raw": "8.45万", "value": {"amount": "8.45", "unit": "wan"}}, "yuan", "84500", True),
        ({"amount": "8.45", "unit": "wan"}, "wan", "84500", False),
    ],
)
def test_costs_are_converted_to_yuan_exactly(cost: Json, unit: str | None, yuan: str, contradicts: bool):
    answers = read(
        {
            ("loss:a", "kind@onsite"): "internal",
            ("loss:a", "cost@onsite"): cost,
            ("loss:a", "unit@onsite"): unit,
            ("case", "output_value"): {"amount": "2000", "unit": "wan"},
        }
    )
    assert answers.internal_loss.costs == (D(yuan),)
    assert answers.internal_loss.output_value == D(20_000_000)
    assert ("loss-units-contradict" in {each.code for each in answers.noted}) is contradicts


def test_losses_go_to_their_kind_and_incomplete_ones_are_asked_about():
    answers = read(
        {
            ("loss:a", "kind@onsite"): "internal",
            ("loss:a", "cost@onsite"): {"amount": "1", "unit": "yuan"},
            ("loss:b", "kind@onsite"): "external",
            ("loss:b", "cost@onsite"): {"amount": "2", "unit": "yuan"},
            ("loss:c", "cost@onsite"): {"amount": "4", "unit": "yuan"},
            ("loss:d", "kind@onsite"): "internal",
            ("loss:e", "kind@onsite"): "internal",
            ("loss:e", "cost@onsite"): {"amount": "8", "unit": "yuan"},
            ("loss:e", "deleted@onsite"): True,
        }
    )
    assert (answers.internal_loss.costs, answers.external_loss.costs) == ((D(1),), (D(2),))
    assert [(each.code, each.where) for each in answers.noted] == [
        ("loss-without-kind", "loss:c"),
        ("loss-incomplete", "loss:d"),
    ]
    assert {"loss-without-kind", "loss-incomplete"} <= codes(assess(form(), answers))


# -- conflicts --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "conflicted"),
    [
        ({("step:a", "passed@onsite"): ["conflict", 9, 8], ("step:a", "submitted@onsite"): 10}, {"fpy"}),
        ({("step:a", "name@onsite"): ["conflict", "焊", "焊接"], ("step:a", "passed@onsite"): 9}, set()),
        ({("step:a", "passed@onsite"): 9, ("step:a", "deleted@onsite"): ["conflict", True, None]}, {"fpy"}),
        ({("figure:fpy", "value@onsite"): ["conflict", "0.9", "0.91"]}, {"fpy"}),
        ({("figure:fpy", "value@onsite"): ["conflict", "0.9", "0.91"], ("step:a", "passed@onsite"): 9}, set()),
        ({("figure:sigma", "tracked@onsite"): ["conflict", "true", "false"]}, {"sigma"}),
        ({("defect:a", "units@onsite"): ["conflict", 1, 2]}, {"sigma"}),
        ({("loss:a", "kind@onsite"): "external", ("loss:a", "cost@onsite"): EITHER}, {"external_loss"}),
        ({("loss:a", "kind@onsite"): KINDS, ("loss:a", "cost@onsite"): ONE_YUAN}, {"internal_loss", "external_loss"}),
        ({("loss:a", "kind@onsite"): "internal", ("case", "output_value"): EITHER}, {"internal_loss"}),
        ({(A, "key@onsite"): True, (A, "cpk@onsite"): ["conflict", "1", "2"]}, {"cpk"}),
        ({(A, "key@onsite"): True, (B, "cpk@onsite"): ["conflict", "1", "2"]}, set()),
        ({(A, "key@onsite"): True, (B, "key@onsite"): ["conflict", True, False]}, {"cpk"}),
        ({("characteristic:a", "in_control@onsite"): ["conflict", True, False]}, {"cpk"}),
    ],
)  # fmt: skip
def test_only_what_decides_puts_a_figure_in_conflict(values: dict[tuple[str, str], Json], conflicted: set[str]):
    assert read(values).conflicted == conflicted


def test_heads_that_agree_are_no_conflict():
    values: dict[tuple[str, str], Json] = {
        ("step:a", "passed@onsite"): ["conflict", 9, 9],
        ("step:a", "submitted@onsite"): 10,
    }
    answers = read(values)
    assert answers.conflicted == frozenset()
    assert answers.fpy.steps[0].passed == 9


# -- whose data -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "unverified"),
    [
        ({("step:a", "passed@self"): 9, ("step:a", "submitted@self"): 10}, {"fpy"}),
        ({("step:a", "passed@onsite"): 9, ("step:a", "submitted@onsite"): 10, ("step:a", "name@self"): "焊接"}, set()),
        ({("step:a", "passed@onsite"): 9, ("step:a", "submitted@self"): 10}, {"fpy"}),
        ({("step:a", "passed@self"): 9, ("figure:fpy", "verified@onsite"): True}, set()),
        ({("step:a", "passed@self"): 9, ("figure:fpy", "verified@self"): True}, {"fpy"}),
        ({("step:a", "passed@onsite"): 9, ("figure:fpy", "value@self"): "0.99"}, set()),
        ({("figure:internal_loss", "tracked@self"): "false"}, {"internal_loss"}),
        ({("figure:sigma", "value@onsite"): "230"}, set()),
        ({("characteristic:a", "cpk@self"): "1.5"}, {"cpk"}),
    ],
)
def test_data_still_the_enterprises_own_are_unverified(values: dict[tuple[str, str], Json], unverified: set[str]):
    assert read(values).unverified == unverified
    assert read(values, Stage.SELF).unverified == frozenset()


def test_a_second_review_takes_over_what_the_first_verified():
    values: dict[tuple[str, str], Json] = {("step:a", "passed@self"): 9, ("figure:fpy", "verified@onsite"): True}
    assert read(values, Stage.SECOND).unverified == frozenset()


# -- the rest ---------------------------------------------------------------------------------------


def test_recorded_figures_and_chosen_readings():
    answers = read(
        {
            ("figure:satisfaction", "year_1@self"): "95.1",
            ("figure:satisfaction", "year_2@self"): "95.1",
            ("figure:satisfaction", "year_3@self"): "95.10",
            ("figure:satisfaction", "source@self"): "第三方调查",
            ("reading:loss-band", "option"): "literal-band",
            ("reading:sample", "option"): "no-such-option",
        }
    )
    assert list(answers.recorded["satisfaction"].values.values()) == [
        Decimal("95.1"),
        Decimal("95.1"),
        Decimal("95.10"),
    ]
    assert answers.recorded["satisfaction"].source == "第三方调查"
    assessment = assess(form(), answers)
    assert assessment.readings["loss-band"] == "literal-band"
    assert assessment.readings["sample"] == "by-value"
    assert "same-three-years" in codes(assessment)


@pytest.mark.parametrize("value", ["12", True, 1.5, {"x": 1}, [1], "nan"])
def test_a_value_of_the_wrong_type_from_elsewhere_is_no_value(value: Json):
    answers = read(
        {("step:a", "submitted@onsite"): value, ("step:a", "passed@onsite"): 1, ("figure:fpy", "value@onsite"): value}
    )
    assert answers.fpy.steps[0].submitted is None
    assert ends(figure(assess(form(), answers), "fpy").span) == (1, 5)
