"""Process capability: which characteristic decides, in control or not, exactly from readings, and no Cpk at all."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qmdesk.grading.assess import assess
from qmdesk.model.answers import Answers, Characteristic, CpkAnswer, Tracked
from qmdesk.stats.capability import exact_cpk
from tests.grading.build import D, claimed, codes, cpk_of, ends, figure, form, measured, with_option

#: Five readings whose overall index is exactly 1.33; doubles give 1.32999...
EXACT = ("9.95", "9.95", "10", "10.05", "10.05")
#: Individuals in control, and the same with one far point.
CALM = tuple(f"{10 + step:.3f}" for step in (0.01, -0.02, 0.03, -0.01, 0.0, 0.02, -0.03, 0.01, -0.01, 0.02) * 3)
WILD = (*CALM, "10.500")


def result_of(*characteristics: Characteristic, **options: str):
    return figure(assess(form(), with_option(cpk_of(*characteristics), **options)), "cpk")


@pytest.mark.parametrize(
    ("cpk", "level"),
    [
        ("-0.2", 1), ("0", 1), ("0.9999", 1), ("1", 2), ("1.3299", 2), ("1.33", 3),
        ("1.6667", 3), ("1.67", 4), ("1.9999", 4), ("2", 5), ("7.5", 5),
    ],
)  # fmt: skip
def test_a_stated_cpk_is_compared_unrounded(cpk: str, level: int):
    result = result_of(claimed("外径", cpk, in_control=True))
    assert (ends(result.span), result.value) == ((level, level), cpk)


def test_a_stated_cpk_is_marked_as_the_enterprises_claim():
    assessment = assess(form(), cpk_of(claimed("外径", "1.5", in_control=True)))
    assert figure(assessment, "cpk").because.rule == "cpk-claimed"
    assert figure(assessment, "cpk").because.inputs["source"] == "stated"
    assert "cpk-claimed" in codes(assessment)
    assert figure(assessment, "cpk").demonstrated is None


def test_readings_are_compared_exactly_where_doubles_would_miss():
    result = result_of(measured("外径", EXACT, "9.8005", "10.1995", method="overall", in_control=True))
    assert (result.value, ends(result.span)) == ("1.33", (3, 3))
    below = result_of(measured("外径", EXACT, "9.8005", "10.19949999", method="overall", in_control=True))
    assert (ends(below.span), below.value) == ((2, 2), "1.3299999")


# -- which decides ----------------------------------------------------------------------------------


def test_the_lowest_key_characteristic_decides_and_all_are_reported():
    result = result_of(
        claimed("外径", "1.8", in_control=True),
        claimed("内径", "1.4", in_control=True),
        claimed("长度", "0.5", in_control=True, is_key=False),
    )
    assert (ends(result.span), result.value, result.because.inputs["name"]) == ((3, 3), "1.4", "内径")
    assert [(part.name, part.decides, ends(part.span)) for part in result.parts] == [
        ("外径", False, (4, 4)),
        ("内径", True, (3, 3)),
        ("长度", False, (1, 1)),
    ]


def test_of_two_on_one_level_the_lower_value_is_named():
    result = result_of(claimed("a", "1.5", in_control=True), claimed("b", "1.4", in_control=True))
    assert result.because.inputs["name"] == "b"


def test_where_none_is_marked_key_all_decide_and_that_is_asked_about():
    answers = cpk_of(
        claimed("外径", "1.8", in_control=True, is_key=False), claimed("长度", "1.1", in_control=True, is_key=False)
    )
    assessment = assess(form(), answers)
    assert ends(figure(assessment, "cpk").span) == (2, 2)
    assert "no-key-characteristic" in codes(assessment)


def test_a_cpk_stated_without_naming_a_characteristic_counts_as_an_unconfirmed_claim():
    assessment = assess(form(), Answers(cpk=CpkAnswer(stated=D("1.7"))))
    result = figure(assessment, "cpk")
    assert (ends(result.span), result.value, result.because.rule) == ((1, 4), "1.7", "cpk-unconfirmed")
    assert {"cpk-claimed", "control-undecided"} <= codes(assessment)


def test_not_tracked_is_level_1_whatever_else_is_there():
    answers = cpk_of(claimed("外径", "1.8", in_control=True), tracked=Tracked.NO)
    assessment = assess(form(), answers)
    assert ends(figure(assessment, "cpk").span) == (1, 1)
    assert "not-tracked-with-data" in codes(assessment)
    assert "untracked-annex-silent" not in codes(assessment)  # of Cpk the annex does say it


# -- statistical control (reading 9) ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "verdict", "expected", "rule"),
    [
        (CALM, None, (3, 3), "figure-threshold"),
        (CALM, True, (3, 3), "figure-threshold"),
        (CALM, False, (1, 1), "cpk-unstable"),
        (WILD, None, (1, 2), "cpk-unconfirmed"),
        (WILD, True, (2, 2), "figure-threshold"),
        (WILD, False, (1, 1), "cpk-unstable"),
    ],
)
def test_the_teams_verdict_on_control_and_the_chart(
    values: tuple[str, ...], verdict: bool | None, expected: tuple[int, int], rule: str
):
    result = result_of(measured("外径", values, "9.87", "10.15", in_control=verdict))
    assert (ends(result.span), result.because.rule) == (expected, rule)
    assert result.value is not None


@pytest.mark.parametrize(
    ("verdict", "expected", "asked"),
    [(None, (1, 3), {"control-undecided"}), (True, (3, 3), set()), (False, (1, 1), set())],
)
def test_a_claim_without_a_chart_is_unconfirmed_until_the_team_says(
    verdict: bool | None, expected: tuple[int, int], asked: set[str]
):
    assessment = assess(form(), cpk_of(claimed("外径", "1.5", in_control=verdict)))
    assert ends(figure(assessment, "cpk").span) == expected
    assert codes(assessment) & {"control-undecided"} == asked


def test_readings_of_unknown_order_have_no_chart_and_give_a_ppk_in_place_of_cpk():
    assessment = assess(form(), cpk_of(measured("外径", CALM, "9.87", "10.15", ordered=False)))
    result = figure(assessment, "cpk")
    assert ends(result.span)[0] == 1 and result.because.rule == "cpk-unconfirmed"
    assert {"cpk-overall", "control-undecided"} <= codes(assessment)
    confirmed = result_of(measured("外径", CALM, "9.87", "10.15", ordered=False, in_control=True))
    assert confirmed.because.rule == "cpk-overall"
    assert confirmed.because.inputs["method"] == "overall"


def test_points_beyond_the_limits_are_questioned_until_decided_and_after():
    undecided = assess(form(), cpk_of(measured("外径", WILD, "9.87", "10.15")))
    decided = assess(form(), cpk_of(measured("外径", WILD, "9.87", "10.15", in_control=True)))
    assert "unstable-undecided" in codes(undecided)
    assert "in-control-against-chart" in codes(decided)
    reason = "刀具断裂，已更换并补测"
    grounded = cpk_of(measured("外径", WILD, "9.87", "10.15", in_control=True, control_reason=reason))
    assert "in-control-against-chart" not in codes(assess(form(), grounded))


def test_out_of_control_without_a_verdict_is_level_1_where_that_is_chosen():
    chosen = result_of(measured("外径", WILD, "9.87", "10.15"), control="level-1")
    assert (ends(chosen.span), chosen.because.inputs["option"]) == ((1, 1), "level-1")
    assert ends(result_of(measured("外径", CALM, "9.87", "10.15"), control="level-1").span) == (3, 3)
    assert ends(result_of(claimed("外径", "1.5"), control="level-1").span) == (1, 3)


def test_what_an_unconfirmed_figure_needs_is_control_not_a_number():
    found = result_of(claimed("外径", "1.5")).next
    assert found is not None and (found.level, found.needs) == (2, "in-control")
    short = result_of(claimed("外径", "0.8", in_control=False)).next
    assert short is not None and short.needs == "1.00"


# -- no Cpk at all ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "lsl", "usl", "rule", "question"),
    [
        (("10",) * 30, "9", "11", "cpk-no-variation", "cpk-no-variation"),
        (("10",), "9", "11", "cpk-too-few", "cpk-too-few-readings"),
        ((), "9", "11", "cpk-too-few", "cpk-too-few-readings"),
        (EXACT, None, None, "cpk-no-limits", "cpk-no-limits"),
        (EXACT, "11", "9", "figure-tracked", "cpk-limits-reversed"),
    ],
)
def test_without_an_index_every_level_stays_open(
    values: tuple[str, ...], lsl: str | None, usl: str | None, rule: str, question: str
):
    assessment = assess(form(), cpk_of(measured("外径", values, lsl, usl, in_control=True)))
    result = figure(assessment, "cpk")
    assert (ends(result.span), result.value, result.because.rule) == ((1, 5), None, rule)
    assert question in codes(assessment)


def test_not_in_control_is_level_1_even_without_an_index():
    assert ends(result_of(measured("外径", ("10",) * 30, "9", "11", in_control=False)).span) == (1, 1)


def test_a_method_that_the_readings_do_not_allow_gives_no_cpk():
    assessment = assess(form(), cpk_of(measured("外径", CALM, "9.87", "10.15", method="rbar", in_control=True)))
    assert ends(figure(assessment, "cpk").span) == (1, 5)
    assert "cpk-method-refused" in codes(assessment)


def test_one_unmeasured_key_characteristic_leaves_the_others_as_an_upper_bound():
    result = result_of(claimed("外径", "1.4", in_control=True), Characteristic("内径", "内径"))
    assert (ends(result.span), result.value) == ((1, 3), None)


def test_one_sided_limits_are_enough():
    assert result_of(measured("跳动", CALM, None, "10.5", in_control=True)).value is not None


# -- demonstrated -----------------------------------------------------------------------------------


def test_a_sample_demonstrates_less_than_its_value():
    result = result_of(measured("外径", CALM, "9.87", "10.15", in_control=True))
    assert (result.span.level, result.demonstrated) == (3, 2)
    assert float(str(result.shown["cpk_lower_95"])) < 1.33


def test_the_grade_goes_by_what_is_demonstrated_where_that_is_chosen():
    result = result_of(measured("外径", CALM, "9.87", "10.15", in_control=True), sample="demonstrated")
    assert ends(result.span) == (2, 2)


def test_rounded_comparison_lets_1_6667_pass_as_1_67():
    assert ends(result_of(claimed("外径", "1.6667", in_control=True), comparison="rounded-gb8170").span) == (4, 4)
    assert ends(result_of(claimed("外径", "1.6649", in_control=True), comparison="rounded-gb8170").span) == (3, 3)


def test_rounded_comparison_of_readings_rounds_half_to_even():
    # The overall index of these readings is exactly half of the tolerance in tenths: 1.665 and 1.675.
    to_even = measured("外径", ("-1", "1"), usl="7.0640", method="overall", in_control=True)
    assert to_even.readings is not None
    index = exact_cpk(to_even.readings, None, D("7.0640"), "overall")
    assert index is not None and index.quantize(D("0.001")) == D("1.665")
    values = ("9.95", "9.95", "10", "10.05", "10.05")  # s = 0.05 exactly
    down = measured("外径", values, usl="10.24975", method="overall", in_control=True)  # 1.665, to 1.66
    up = measured("外径", values, usl="10.24976", method="overall", in_control=True)
    assert ends(result_of(down, comparison="rounded-gb8170").span) == (3, 3)
    assert ends(result_of(up, comparison="rounded-gb8170").span) == (4, 4)
    assert ends(result_of(up).span) == (3, 3)


# -- properties -------------------------------------------------------------------------------------

readings = st.lists(st.decimals(min_value=9, max_value=11, places=2), min_size=2, max_size=30)


@settings(max_examples=60, deadline=None)
@given(readings, st.sampled_from(["mr", "overall"]))
def test_the_level_from_readings_agrees_with_the_exact_index_and_its_text(values: list[Decimal], method: str):
    characteristic = measured("x", map(str, values), "8.5", "11.5", method=method, in_control=True)
    assert characteristic.readings is not None
    index = exact_cpk(characteristic.readings, D("8.5"), D("11.5"), method)
    result = result_of(characteristic)
    if index is None:
        assert ends(result.span) == (1, 5)
        return
    level = 1 + sum(index >= D(threshold) for threshold in ("1", "1.33", "1.67", "2"))
    assert ends(result.span) == (level, level)
    shown = Fraction(result.value or "")
    assert level == 1 + sum(shown >= Fraction(threshold) for threshold in ("1", "1.33", "1.67", "2"))
