"""Contradictions worth asking about: each is asked when it should be, and not otherwise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qmdesk.grading.assess import assess
from qmdesk.grading.words import question_text
from qmdesk.model.answers import (
    Answers,
    Characteristic,
    CpkAnswer,
    Defects,
    ItemAnswer,
    LossAnswer,
    RecordedFigure,
    SigmaAnswer,
    Step,
    Tracked,
    YieldAnswer,
)
from tests.grading.build import D, claimed, codes, costs, counts, cpk_of, form, full, loss, measured, steps

TEN = ("9.98", "10.01", "10.02", "9.99", "10.00", "10.03", "9.97", "10.01", "10.00", "9.99")


def asked(answers: Answers) -> set[str]:
    return codes(assess(form(), answers))


def test_a_sound_case_is_asked_only_about_its_claims():
    answers = replace(
        full(3, 3),
        fpy=steps((1000, 975), (1000, 985)),
        internal_loss=costs("20", output="1000"),
        external_loss=costs("20", output="1000"),
    )
    assert asked(answers) == {"cpk-claimed"}


# -- items ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (ItemAnswer((3,), evidence=0), {"rating-without-evidence"}),
        (ItemAnswer((1,), evidence=0), set()),
        (ItemAnswer((3,), evidence=1), set()),
        (ItemAnswer((2,), claimed=4, evidence=1), {"self-two-above-evidence"}),
        (ItemAnswer((2,), claimed=3, evidence=1), set()),
        (ItemAnswer((2, 4), claimed=5, evidence=1), {"ratings-differ"}),
        (ItemAnswer((), claimed=5, evidence=0), set()),
    ],
)
def test_ratings_are_held_against_evidence_and_claim(answer: ItemAnswer, expected: set[str]):
    assert asked(Answers(items={"system.people": answer}, with_evidence=True)) == expected


def test_without_evidence_kept_nothing_is_asked_about_it():
    assert asked(Answers(items={"system.people": ItemAnswer((5,))})) == set()


# -- capability against defects ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cpk", "sigma", "expected"),
    [
        ("1", SigmaAnswer(dpmo=D(100)), True),  # Cpk 1 puts 1350 beyond the nearer limit
        ("1", SigmaAnswer(dpmo=D(6200)), False),
        ("1.33", SigmaAnswer(dpmo=D(6200)), False),
        ("0.5", counts((0, 1000)), True),  # some 67 were to be expected
        ("1.33", counts((0, 1000)), False),  # 0.03 were
        ("1", counts((0, 1000)), False),  # one or two: no contradiction yet
        ("1", counts((0, 100000)), True),
        ("-0.5", counts((10, 100000)), True),
    ],
)
def test_fewer_defects_than_capability_allows_are_asked_about(cpk: str, sigma: SigmaAnswer, expected: bool):
    answers = replace(cpk_of(claimed("外径", cpk, in_control=True)), sigma=sigma)
    assert ("cpk-against-dpmo" in asked(answers)) is expected


@pytest.mark.parametrize(
    ("cpk", "dpmo", "expected"),
    [
        ("2", "6200", True),
        ("2", "3.4", False),
        ("1.33", "66800", True),
        ("1.33", "6200", False),
        ("0.9", "66800", False),
    ],
)
def test_far_more_defects_than_capability_explains_are_asked_about(cpk: str, dpmo: str, expected: bool):
    answers = replace(cpk_of(claimed("外径", cpk, in_control=True)), sigma=SigmaAnswer(dpmo=D(dpmo)))
    assert ("dpmo-above-cpk" in asked(answers)) is expected


@pytest.mark.parametrize(
    ("rate", "dpmo", "expected"), [("0.985", "60000", True), ("0.91", "60000", False), ("0.985", "20000", False)]
)
def test_first_passes_do_not_outnumber_good_products(rate: str, dpmo: str, expected: bool):
    answers = Answers(fpy=YieldAnswer(rate=D(rate)), sigma=SigmaAnswer(dpmo=D(dpmo)))
    assert ("yield-against-dpmo" in asked(answers)) is expected


def test_very_many_counted_units_do_not_break_the_comparison():
    answers = replace(cpk_of(claimed("外径", "0.1", in_control=True)), sigma=counts((10**6, 10**12)))
    assert "cpk-against-dpmo" in asked(answers)


# -- stated against counted -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rate", "expected"),
    [
        ("0.9310", {"stated-against-counted"}),
        ("0.9405", set()),
        ("0.94", set()),  # the counted 0.9405, rounded as stated
        ("0.97", {"stated-against-counted", "yield-is-mean", "yield-above-lowest-step"}),
        ("0.995", {"stated-against-counted", "yield-above-lowest-step"}),
    ],
)
def test_a_stated_yield_is_held_against_the_counts(rate: str, expected: set[str]):
    answers = Answers(fpy=replace(steps((100, 95), (100, 99)), rate=D(rate)))  # product 0.9405, mean 0.97
    assert asked(answers) == expected


def test_a_stated_yield_without_steps_cannot_be_seen_to_be_a_product():
    assert "yield-without-steps" in asked(Answers(fpy=YieldAnswer(rate=D("0.96"))))


@pytest.mark.parametrize(("dpmo", "expected"), [("1200", False), ("1200.4", True), ("230", True)])
def test_a_stated_dpmo_is_held_against_the_counts(dpmo: str, expected: bool):
    answers = Answers(sigma=replace(counts((12, 10000)), dpmo=D(dpmo)))
    assert ("stated-against-counted" in asked(answers)) is expected


@pytest.mark.parametrize(("rate", "expected"), [("0.02", False), ("0.0200", True), ("0.019", True)])
def test_a_stated_loss_is_held_against_its_costs(rate: str, expected: bool):
    answers = Answers(internal_loss=replace(costs("20.4", output="1000"), rate=D(rate)))  # 0.0204
    assert ("stated-against-counted" in asked(answers)) is expected


def test_a_stated_cpk_is_held_against_the_readings():
    study = measured("外径", TEN, "9.9", "10.1", in_control=True)
    assert "cpk-stated-against-computed" in asked(cpk_of(replace(study, claimed_cpk=D("2.5"))))
    value = assess(form(), cpk_of(study)).figures[1].value
    assert "cpk-stated-against-computed" not in asked(cpk_of(replace(study, claimed_cpk=D(value or "0"))))


# -- rounding ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (Answers(fpy=YieldAnswer(rate=D("0.9696"))), True),
        (Answers(fpy=YieldAnswer(rate=D("0.9649"))), False),
        (Answers(fpy=YieldAnswer(rate=D("0.97"))), False),
        (Answers(sigma=SigmaAnswer(dpmo=D("230.4"))), True),
        (Answers(sigma=SigmaAnswer(dpmo=D("231"))), False),
        (Answers(sigma=SigmaAnswer(dpmo=D("3.44"))), True),
        (cpk_of(claimed("x", "0.996", in_control=True)), True),
        (cpk_of(claimed("x", "0.6", in_control=True)), False),
        (cpk_of(claimed("x", "1.6667", in_control=True)), True),
        (Answers(internal_loss=loss("0.0150")), False),
    ],
)
def test_a_value_that_passes_only_when_rounded_is_named(answers: Answers, expected: bool):
    assert ("passes-only-rounded" in asked(answers)) is expected


# -- losses -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (loss("0.45"), {"loss-very-high"}),
        (loss("0.19"), set()),
        (costs("84500", output="2000"), {"unit-mismatch-loss"}),
        (costs("0.001", output="20000000"), {"unit-mismatch-loss"}),
        (LossAnswer(costs=(D(-1), D(5)), output_value=D(100)), {"loss-negative"}),
        (LossAnswer(costs=(D(5),)), {"loss-without-output"}),
        (LossAnswer(costs=(D(5),), output_value=D(0)), {"loss-without-output"}),
        (LossAnswer(Tracked.NO, rate=D("0.45")), {"not-tracked-with-data"}),
        (LossAnswer(Tracked.YES), {"tracked-without-value"}),
    ],
)
def test_losses_are_asked_about_their_size_and_what_is_missing(answer: LossAnswer, expected: set[str]):
    assert asked(Answers(internal_loss=answer)) == expected


# -- characteristics --------------------------------------------------------------------------------


def test_few_readings_few_values_and_coarse_steps_are_asked_about():
    found = asked(cpk_of(measured("外径", ("10.0", "10.1", "10.0", "10.1", "10.0"), "9", "11")))
    assert {"cpk-few-readings", "cpk-few-distinct", "cpk-coarse-resolution"} <= found


def test_readings_in_another_unit_than_the_limits_are_asked_about():
    micrometres = tuple(str(D(value) * 1000) for value in TEN)
    assert "unit-mismatch" in asked(cpk_of(measured("外径", micrometres, "9.9", "10.1", unit="mm")))
    assert "unit-mismatch" not in asked(cpk_of(measured("外径", ("12", "12.1", "12.2"), "9.9", "10.1")))
    assert "unit-mismatch" not in asked(cpk_of(measured("跳动", ("5", "5.1", "5.2"), "-1", "1")))


def test_a_characteristic_with_nothing_is_asked_about():
    assert asked(cpk_of(Characteristic("内径", "内径"))) == {"cpk-not-measured"}


def test_characteristics_that_do_not_decide_are_not_asked_about():
    answers = cpk_of(claimed("外径", "1.5", in_control=True), Characteristic("长度", "长度", is_key=False))
    assert asked(answers) == {"cpk-claimed"}


# -- the rest ---------------------------------------------------------------------------------------


def test_a_recorded_figure_that_never_changes_is_asked_about():
    same = RecordedFigure({"2023": D("95"), "2024": D("95.0"), "2025": D("95")})
    moving = RecordedFigure({"2023": D("95"), "2024": D("96"), "2025": D("95")})
    two = RecordedFigure({"2024": D("95"), "2025": D("95")})
    assert asked(Answers(recorded={"satisfaction": same})) == {"same-three-years"}
    assert asked(Answers(recorded={"satisfaction": moving, "loyalty": two})) == set()


def test_unverified_and_conflicting_figures_are_asked_about():
    answers = Answers(
        fpy=steps((100, 99)), sigma=counts((1, 100)), unverified=frozenset({"fpy"}), conflicted=frozenset({"sigma"})
    )
    assert {"figure-unverified", "figure-conflict"} <= asked(answers)


@pytest.mark.parametrize(
    "answers",
    [
        Answers(sigma=SigmaAnswer(dpmo=D(-1))),
        Answers(sigma=SigmaAnswer(dpmo=D(1_000_001))),
        Answers(fpy=YieldAnswer(rate=D("98"))),
        Answers(fpy=YieldAnswer(rate=D("-0.1"))),
    ],
)
def test_an_impossible_stated_value_is_left_out_and_asked_about(answers: Answers):
    assert "impossible-value" in asked(answers)
    assert assess(form(), answers).grade.highest == 5


@pytest.mark.parametrize(("row", "expected"), [((0, 1000), True), ((0, 881097), False), ((1, 1000), False)])
def test_no_defect_among_few_units_is_asked_about(row: tuple[int, int], expected: bool):
    assert ("zero-defects" in asked(Answers(sigma=counts(row)))) is expected


def everything() -> Answers:
    """Answers that raise as many questions at once as they can."""
    return Answers(
        items={
            "system.strategy": ItemAnswer((2, 3), claimed=5),
            "system.leadership": ItemAnswer((2,), claimed=5),
            "system.people": ItemAnswer(applicable=False),
            "digital.data": ItemAnswer(applicable=False, reason="x"),
            "digital.design": ItemAnswer(applicable=False, reason="x"),
            "digital.supply": ItemAnswer(applicable=False, reason="x"),
        },
        sigma=SigmaAnswer(Tracked.BY_ASSESSOR, (Defects("a", 231, 10**6), Defects("b", 3, 2)), D(5)),
        cpk=CpkAnswer(
            None,
            (
                claimed("甲", "1.0"),
                measured("乙", TEN, "10.1", "9.9"),
                measured("丙", TEN, "9.9", "10.1", method="sbar"),
                measured("丁", ("1", "9", "1", "9", "1", "90"), "2", "3", is_key=True),
                Characteristic("戊", "戊"),
            ),
        ),
        fpy=replace(steps((100, 95), (100, 99)), rate=D("0.97")),
        internal_loss=loss("0"),
        external_loss=LossAnswer(Tracked.BY_ASSESSOR, rate=D("0.5")),
        with_evidence=True,
    )


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_every_question_has_words_with_all_its_details_filled_in(lang: str):
    questions = assess(form(), everything()).questions
    assert len({question.code for question in questions}) > 15
    for question in questions:
        text = question_text(question, lang)
        assert "{" not in text and text.strip()
    english = " ".join(question_text(question, "en") for question in questions)
    assert "质量" not in english  # names of the form come in the language asked for


# -- parallel lines -----------------------------------------------------------------------------------


def lines(*rows: tuple[str, str, int, int]) -> Answers:
    made = tuple(
        Step(f"s{at}", name, submitted, passed, "", line) for at, (name, line, submitted, passed) in enumerate(rows)
    )
    return Answers(fpy=YieldAnswer(None, made))


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (lines(("车", "A", 900, 890), ("车", "B", 100, 80)), {"line-below-pooled"}),
        (lines(("车", "A", 500, 490), ("车", "B", 500, 490)), set()),
        (lines(("车", "A", 1000, 998), ("车", "B", 200, 197), ("磨", "", 1000, 983)), {"line-lowers-whole"}),
        (lines(("车", "", 900, 890), ("车", "", 100, 80)), set()),
    ],
)
def test_a_line_that_alone_falls_below_what_the_pooled_counts_reach_is_asked_about(
    answers: Answers, expected: set[str]
):
    assert {each for each in asked(answers) if each.startswith("line-")} == expected


def test_a_weak_line_changes_no_level():
    weak = assess(form(), lines(("车", "A", 900, 890), ("车", "B", 100, 80)))
    pooled = assess(form(), lines(("车", "", 1000, 970)))
    of = {each.id: each for each in weak.figures}["fpy"]
    assert (of.value, of.span) == (pooled.figures[2].value, pooled.figures[2].span)
    said = next(each for each in weak.questions if each.code == "line-below-pooled")
    assert said.where == "step:s1"
    assert "80" in question_text(said, "zh-CN")
