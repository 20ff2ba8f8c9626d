"""What the team chooses for a study: readings left out, a distribution, chart, rules, phases; what applies, what is asked."""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qmdesk.grading import studies
from qmdesk.grading.assess import assess, gates_of
from qmdesk.grading.options import Settled
from qmdesk.grading.words import because_text, question_text
from qmdesk.model.answers import Characteristic, Exclusion
from qmdesk.model.assessment import Assessment, Question
from qmdesk.stats.capability import THRESHOLDS, Capability
from tests.grading.build import D, codes, cpk_of, ends, figure, form, measured

#: Individuals in control, and the same with one far point: the thirty-first.
CALM = tuple(f"{10 + step:.3f}" for step in (0.01, -0.02, 0.03, -0.01, 0.0, 0.02, -0.03, 0.01, -0.01, 0.02) * 3)
WILD = (*CALM, "10.500")
OUT = Exclusion(31, D("10.5"), "刀具断裂，已更换")
#: Forty quantiles of an exponential distribution of mean 0.1, shuffled: the normal formula flatters them.
SKEWED = tuple(f"{-math.log((2 * (17 * place % 41) - 1) / 80) / 10:.4f}" for place in range(1, 41))


def wild(**more: Any) -> Characteristic:
    return measured("外径", WILD, "9.87", "10.15", **more)


def skewed(**more: Any) -> Characteristic:
    return measured("跳动", SKEWED, None, "0.5", in_control=True, **more)


def graded(characteristic: Characteristic) -> Assessment:
    return assess(form(), cpk_of(characteristic))


def asked(assessment: Assessment, code: str) -> Question:
    return next(question for question in assessment.questions if question.code == code)


def study(characteristic: Characteristic) -> Capability:
    found = studies.study_of(characteristic, THRESHOLDS)
    assert isinstance(found, Capability)
    return found


# -- readings left out ------------------------------------------------------------------------------


def test_an_exclusion_with_value_and_reason_applies_and_says_what_it_changes():
    with_all, without = graded(wild()), graded(wild(excluded=(OUT,)))
    assert ends(figure(with_all, "cpk").span) == (1, 2)
    assert ends(figure(without, "cpk").span) == (3, 3)
    assert study(wild(excluded=(OUT,))).n == 30
    assert figure(without, "cpk").because.inputs["excluded"] == 1
    question = asked(without, "exclusion-raises-level")
    assert (question.details["count"], question.details["whole"]) == (1, 31)
    assert question.details["value"] == figure(without, "cpk").value
    assert question.details["before"] == figure(with_all, "cpk").value
    assert (question.details["span"], question.details["before_span"]) == ("3", "1–2")


def test_an_exclusion_that_raises_nothing_is_told_less_loudly():
    calm = replace(measured("外径", CALM, "9.87", "10.15"), excluded=(Exclusion(1, D("10.01"), "录入错误"),))
    assert {"readings-excluded", "exclusion-raises-level"} & codes(graded(calm)) == {"readings-excluded"}


@pytest.mark.parametrize(
    ("exclusion", "code"),
    [
        (Exclusion(31, D("10.4"), "刀具断裂"), "exclusion-stale"),
        (Exclusion(30, D("10.5"), "刀具断裂"), "exclusion-stale"),
        (Exclusion(32, D("10.5"), "刀具断裂"), "exclusion-stale"),
        (Exclusion(0, D("10.5"), "刀具断裂"), "exclusion-stale"),
        (Exclusion(31, D("10.5"), ""), "exclusion-without-reason"),
        (Exclusion(31, D("10.5"), " \n"), "exclusion-without-reason"),
    ],
)
def test_an_exclusion_of_another_value_or_without_a_reason_does_not_apply(exclusion: Exclusion, code: str):
    assessment = graded(wild(excluded=(exclusion,)))
    assert ends(figure(assessment, "cpk").span) == (1, 2)
    assert figure(assessment, "cpk").value == figure(graded(wild()), "cpk").value
    assert code in codes(assessment)
    assert not {"readings-excluded", "exclusion-raises-level"} & codes(assessment)


def test_two_assessors_who_leave_out_the_same_reading_leave_it_out_once():
    twice = graded(wild(excluded=(OUT, Exclusion(31, D("10.500"), ""), replace(OUT, reason="另一位评估员的理由"))))
    assert asked(twice, "exclusion-raises-level").details["count"] == 1
    assert "exclusion-without-reason" not in codes(twice)


def test_leaving_out_everything_leaves_no_index_and_every_level_open():
    every = tuple(Exclusion(n, D(value), "弃用") for n, value in enumerate(CALM, 1))
    result = figure(graded(measured("外径", CALM, "9.87", "10.15", in_control=True, excluded=every)), "cpk")
    assert (ends(result.span), result.value) == ((1, 5), None)


@given(st.sets(st.integers(0, 29), max_size=12))
@settings(max_examples=30, deadline=None)
def test_the_study_of_what_is_kept_is_that_of_the_kept_readings_alone_where_order_does_not_matter(out: set[int]):
    left = tuple(Exclusion(place + 1, D(CALM[place]), "查实") for place in out)
    by_exclusion = measured("外径", CALM, "9.87", "10.15", method="overall", excluded=left)
    alone = measured("外径", [v for n, v in enumerate(CALM) if n not in out], "9.87", "10.15", method="overall")
    assert study(by_exclusion).index_text == study(alone).index_text
    gate = gates_of(form(), Settled())["cpk"]
    assert studies.level_of(gate, study(by_exclusion)) == studies.level_of(gate, study(alone))


# -- distribution -----------------------------------------------------------------------------------


def test_a_distribution_with_a_reason_decides_by_its_percentiles_and_both_indices_are_told():
    plain, chosen = graded(skewed()), graded(skewed(distribution="exponential", distribution_reason="寿命类指标"))
    result = figure(chosen, "cpk")
    assert result.because.rule == "cpk-nonnormal"
    assert result.value is not None and figure(plain, "cpk").value is not None
    assert D(result.value) < D(str(figure(plain, "cpk").value))
    assert D(result.value).as_tuple().exponent == -6 or len(result.value) < 8
    question = asked(chosen, "distribution-decides")
    assert (question.details["value"], question.details["before"]) == (result.value, figure(plain, "cpk").value)
    assert "cpk-not-normal" not in codes(chosen)
    shows = study(skewed(distribution="exponential", distribution_reason="寿命类指标")).demonstrated
    assert result.demonstrated == shows.level
    for lang, name in (("zh-CN", "指数分布"), ("en", "exponential")):
        assert name in because_text(form(), result, lang)
        assert name in question_text(question, lang).lower()


def test_a_distribution_that_raises_the_level_is_told_loudly():
    low = measured("平面度", SKEWED, "0", None, in_control=True)
    lifted = replace(low, distribution="exponential", distribution_reason="单边有界")
    assert figure(graded(lifted), "cpk").span.lowest > figure(graded(low), "cpk").span.lowest
    assert {"distribution-raises-level", "distribution-decides"} & codes(graded(lifted)) == {
        "distribution-raises-level"
    }


def test_a_distribution_without_a_reason_does_not_apply():
    bare = graded(skewed(distribution="exponential", distribution_reason="  "))
    assert figure(bare, "cpk").value == figure(graded(skewed()), "cpk").value
    assert "distribution-without-reason" in codes(bare)
    assert "distribution-decides" not in codes(bare)


def test_a_distribution_that_the_readings_cannot_have_leaves_the_normal_formula():
    signed = measured("位移", [f"{D(value) - 10:.3f}" for value in CALM], "-0.13", "0.15", in_control=True)
    chosen = replace(signed, distribution="lognormal", distribution_reason="经验")
    assert figure(graded(chosen), "cpk").value == figure(graded(signed), "cpk").value
    assert "distribution-refused" in codes(graded(chosen))


def test_normal_chosen_with_a_reason_leaves_cpk_and_answers_for_normality():
    said = graded(skewed(distribution="normal", distribution_reason="已知过程"))
    assert figure(said, "cpk").value == figure(graded(skewed()), "cpk").value
    assert "cpk-not-normal" in codes(graded(skewed())) and "cpk-not-normal" not in codes(said)
    assert not {"distribution-decides", "distribution-without-reason"} & codes(said)


@given(st.sampled_from(["lognormal", "weibull", "gamma", "exponential", "box-cox"]), st.integers(20, 99))
@settings(max_examples=20, deadline=None)
def test_the_level_by_percentiles_is_that_of_the_decimal_shown(distribution: str, usl: int):
    each = replace(skewed(distribution=distribution, distribution_reason="查实"), usl=Decimal(usl) / 100)
    found = study(each)
    assert found.index_text is not None
    gate = gates_of(form(), Settled())["cpk"]
    assert studies.level_of(gate, found) == gate.level(Fraction(found.index_text))


# -- chart, rules, phases ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chosen", "code"),
    [
        ({"rules": "eins"}, "rules-unreadable"),
        ({"rules": "9"}, "rules-unreadable"),
        ({"phases": "abc"}, "phases-unreadable"),
        ({"phases": "26,11"}, "phases-unreadable"),
        ({"phases": "26,4000"}, "phases-refused"),
        ({"chart": "xbar-r"}, "chart-refused"),
    ],
)
def test_what_cannot_be_read_or_done_is_asked_about_and_the_default_used(chosen: dict[str, str], code: str):
    assessment = graded(wild(**chosen))
    assert code in codes(assessment)
    assert ends(figure(assessment, "cpk").span) == (1, 2)


def test_rules_without_the_first_hide_no_point_beyond_the_limits():
    assert ends(figure(graded(wild(rules="2,5")), "cpk").span) == (1, 2)


def test_a_phase_that_takes_a_far_point_in_is_told_where_it_raises_the_level():
    shifted = (*CALM[:15], *(f"{D(value) + D('0.1')}" for value in CALM[:15]))
    one = measured("外径", shifted, "9.7", "10.4")
    assert ends(figure(graded(one), "cpk").span)[0] == 1
    two = replace(one, phases="16")
    assert study(two).stability.in_control is True
    assert {"chart-choice-raises-level", "chart-few-points"} <= codes(graded(two))
    assert asked(graded(two), "chart-few-points").details["points"] == 15


def test_a_chart_of_two_points_proposes_control_and_is_questioned():
    pair = measured("外径", CALM[:10], "9.87", "10.15", subgroups=(5, 5))
    assessment = graded(pair)
    assert study(pair).stability.in_control is True
    assert asked(assessment, "chart-few-points").details["points"] == 2
    assert "chart-few-points" not in codes(graded(replace(pair, in_control=True)))
    assert "chart-few-points" not in codes(graded(measured("外径", CALM, "9.87", "10.15")))


# -- gauge ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("percent", "ndc", "code"),
    [(30.1, 5, "cpk-gauge-poor"), (5.0, 1, "cpk-gauge-poor"), (30.0, 5, "cpk-gauge-marginal"), (10.0, 5, "")],
)
def test_a_gauge_study_is_part_of_the_verdict(percent: float, ndc: int, code: str):
    assessment = graded(measured("外径", CALM, "9.87", "10.15", gauge_percent=percent, gauge_ndc=ndc))
    assert {"cpk-gauge-poor", "cpk-gauge-marginal"} & codes(assessment) == ({code} if code else set())
    assert ends(figure(assessment, "cpk").span) == (3, 3)  # it is asked about, and decides nothing


# -- the verdict as it stands -----------------------------------------------------------------------


@pytest.mark.parametrize(("in_control", "status"), [(None, "unconfirmed"), (True, "good"), (False, "unstable")])
def test_the_teams_word_settles_the_charts_doubt(in_control: bool | None, status: str):
    values = (*(f"{D(value) + D(n).scaleb(-4)}" for n, value in enumerate(CALM)), "10.2000")
    each = measured(
        "外径", values, "9.8", "10.3", in_control=in_control, distribution="normal", distribution_reason="已知"
    )
    found, reasons = studies.standing(each, study(each))
    assert study(each).verdict.reasons == ("unstable",)
    assert (found, reasons) == (status, () if in_control else ("unstable",))


def test_the_teams_word_settles_a_chart_that_there_is_none_of():
    each = measured("外径", CALM, "9.87", "10.15", subgroups=(30,))
    assert "control-unknown" in study(each).verdict.reasons
    assert studies.standing(replace(each, in_control=True), study(each)) == ("questioned", ("coarse-resolution",))


def test_no_index_is_none_whatever_the_team_says():
    each = measured("外径", CALM, None, None, in_control=False)
    assert studies.standing(each, study(each))[0] == "none"


# -- one door ---------------------------------------------------------------------------------------


def test_limits_in_another_spelling_are_another_study():
    two = study(measured("外径", CALM, "9.87", "10.15", target=D("10")))
    more = study(measured("外径", CALM, "9.870", "10.150", target=D("10.00")))
    assert (str(two.lsl), str(more.lsl)) == ("9.87", "9.870")
    assert (str(two.target), str(more.target)) == ("10", "10.00")
    assert two.index_text == more.index_text


def test_without_target_there_is_no_cpm():
    each = measured("外径", CALM, "9.87", "10.15", target=D("10"))
    bare = studies.study_of(each, THRESHOLDS, target=False)
    assert study(each).cpm is not None
    assert isinstance(bare, Capability) and bare.cpm is None


# -- whatever was recorded --------------------------------------------------------------------------

DISTRIBUTIONS = ("", "normal", "lognormal", "weibull", "gamma", "exponential", "folded-normal", "box-cox", "johnson")


@st.composite
def recorded(draw: st.DrawFn) -> Characteristic:
    """Few, coarse readings with limits, and choices that may or may not make sense for them."""
    values = draw(st.lists(st.integers(-3, 9), max_size=14).map(lambda each: [str(value) for value in each]))
    size = draw(st.sampled_from([0, 2, 3, 12]))
    groups = (
        None
        if not size or not values
        else (size,) * (len(values) // size) + ((len(values) % size,) if len(values) % size else ())
    )
    limits = draw(st.lists(st.integers(-5, 12), max_size=2, unique=True).map(sorted))
    out = st.builds(
        Exclusion, st.integers(0, 16), st.integers(-3, 9).map(Decimal), st.sampled_from(["", " ", "查实", "录入错误"])
    )
    return measured(
        "外径",
        values,
        str(limits[0]) if limits else None,
        str(limits[1]) if len(limits) > 1 else None,
        subgroups=groups,
        ordered=draw(st.booleans()),
        method=draw(st.sampled_from(["", "pooled", "rbar", "sbar", "mr", "overall"])),
        in_control=draw(st.sampled_from([None, True, False])),
        excluded=tuple(draw(st.lists(out, max_size=5))),
        distribution=draw(st.sampled_from((*DISTRIBUTIONS, "empirical", "unheard-of"))),
        distribution_reason=draw(st.sampled_from(["", "单边有界"])),
        chart=draw(st.sampled_from(["", "i-mr", "xbar-r", "xbar-s", "ewma", "cusum", "p", "nonsense"])),
        rules=draw(st.sampled_from(["", "1,2", "2", "9", "x"])),
        phases=draw(st.sampled_from(["", "3", "5", "2,3,4", "99", "3,1", "x"])),
        gauge_percent=draw(st.sampled_from([None, 0.0, 20.0, 99.0])),
        gauge_ndc=draw(st.sampled_from([None, 0, 5])),
    )


@given(recorded())
@settings(max_examples=150, deadline=None)
def test_whatever_was_recorded_is_graded_and_every_question_has_its_words(each: Characteristic):
    assessment = graded(each)
    span = figure(assessment, "cpk").span
    assert 1 <= span.lowest <= span.highest <= 5
    for lang in ("zh-CN", "en"):
        for question in assessment.questions:
            said = question_text(question, lang)
            assert said and "{" not in said
    found = studies.study_of(each, THRESHOLDS)
    if isinstance(found, Capability):
        assert studies.standing(each, found)[0] in {"none", "unconfirmed", "questioned", "good", "unstable"}


@given(recorded())
@settings(max_examples=60, deadline=None)
def test_what_does_not_apply_changes_nothing(each: Characteristic):
    bare = replace(
        each,
        excluded=tuple(
            replace(one, reason=" ") if n % 2 else replace(one, value=D("77")) for n, one in enumerate(each.excluded)
        ),
        distribution_reason="",
        rules="x",
        phases="x",
    )
    nothing = replace(each, excluded=(), distribution="", distribution_reason="", rules="", phases="")
    assert figure(graded(bare), "cpk") == figure(graded(nothing), "cpk")


# -- what a choice may not keep quiet ---------------------------------------------------------------

#: Two calm halves a step apart: quiet in two phases, far beyond the limits in one.
STEP = tuple(f"{D(value) + step:.3f}" for step in (D("-0.1"), D("0.1")) for value in CALM)


def stepped(**more: Any) -> Characteristic:
    return measured("外径", STEP, "9.7", "10.3", **more)


def test_phases_do_not_keep_quiet_what_a_verdict_without_a_ground_speaks_against():
    split = graded(stepped(phases="31", in_control=True))
    assert "in-control-against-chart" in codes(split) and "in-control-against-chart" in codes(
        graded(stepped(in_control=True))
    )
    grounded = stepped(phases="31", in_control=True, control_reason="第 31 件起换刀")
    assert "in-control-against-chart" not in codes(graded(grounded))


def test_a_cpk_far_above_its_ppk_is_asked_about_once_the_process_is_held_to_be_in_control():
    grounded = graded(stepped(in_control=True, control_reason="查实"))
    question = asked(grounded, "cpk-short-term")
    assert int(question.details["level"]) > int(question.details["lower"])
    assert "cpk-short-term" in codes(graded(stepped(phases="31")))
    for quiet in (stepped(), stepped(in_control=False), stepped(in_control=True, method="overall")):
        assert "cpk-short-term" not in codes(graded(quiet))
    assert "cpk-short-term" not in codes(graded(measured("外径", CALM, "9.87", "10.15", in_control=True)))


def test_normal_held_against_the_test_is_asked_about():
    held = graded(skewed(distribution="normal", distribution_reason="已知过程"))
    assert float(str(asked(held, "normal-held").details["p"]).removeprefix("< ")) < 0.005
    calm = measured("外径", CALM, "9.87", "10.15", distribution="normal", distribution_reason="已知过程")
    assert "normal-held" not in codes(graded(calm))


def test_a_distribution_that_the_readings_refuse_is_asked_about():
    bimodal = measured("跳动", [f"{5 + at % 2 * 5 + at / 1000:.3f}" for at in range(80)], None, "30", in_control=True)
    chosen = graded(replace(bimodal, distribution="exponential", distribution_reason="经验"))
    assert "distribution-fits-badly" in codes(chosen)
    fitting = graded(skewed(distribution="exponential", distribution_reason="寿命类指标"))
    assert "distribution-fits-badly" not in codes(fitting)


def test_a_characteristic_that_does_not_count_and_would_lower_the_level_is_named():
    good = measured("外径", CALM, "9.5", "10.5", in_control=True, is_key=True)
    bad = measured("长度", CALM, "9.95", "10.05", in_control=True, is_key=False)
    assessment = assess(form(), cpk_of(good, bad))
    assert asked(assessment, "lower-not-key").where.endswith(bad.key)
    assert "lower-not-key" not in codes(assess(form(), cpk_of(replace(good, is_key=False), replace(bad, is_key=True))))
    assert "lower-not-key" not in codes(assess(form(), cpk_of(good, replace(bad, is_key=True))))
