"""The traps of DOMAIN section 3 that a careless build falls into, one test each."""

from __future__ import annotations

from dataclasses import replace

from qmdesk.grading.assess import assess
from qmdesk.model.answers import Answers, LossAnswer, SigmaAnswer, Tracked, YieldAnswer
from tests.grading.build import D, claimed, codes, costs, counts, cpk_of, ends, figure, form, full, loss, span, steps


def test_ten_steps_at_99_percent_are_90_4_percent_and_inspection_level():
    result = figure(assess(form(), Answers(fpy=steps(*[(100, 99)] * 10))), "fpy")
    assert result.value == "0.90438207500880449001"
    assert ends(result.span) == (2, 2)


def test_a_stated_mean_of_yields_is_no_whole_process_yield():
    answer = replace(steps(*[(100, 99)] * 10), rate=D("0.99"))
    assessment = assess(form(), Answers(fpy=answer))
    assert ends(figure(assessment, "fpy").span) == (2, 2)
    assert {"yield-is-mean", "stated-against-counted"} <= codes(assessment)


def test_a_loss_of_0_and_a_loss_not_tracked_are_different_answers():
    zero = assess(form(), Answers(internal_loss=loss("0")))
    untracked = assess(form(), Answers(internal_loss=LossAnswer(Tracked.NO)))
    assert ends(figure(zero, "internal_loss").span) == (5, 5)
    assert ends(figure(untracked, "internal_loss").span) == (1, 1)
    assert figure(zero, "internal_loss").value == "0"
    assert figure(untracked, "internal_loss").value is None


def test_a_loss_of_0_without_cost_entries_is_questioned():
    assert "zero-loss-without-entries" in codes(assess(form(), Answers(internal_loss=loss("0"))))
    assert "zero-loss-without-entries" in codes(assess(form(), Answers(internal_loss=costs("0", output="2000"))))
    assert "zero-loss-without-entries" not in codes(assess(form(), Answers(internal_loss=costs("0.01", output="2000"))))


def inspection_with_small_loss() -> Answers:
    """Cpk 1.1 and everything else at level 2, but losses of 2 %: better than level 2's band."""
    return replace(
        full(5, 2),
        cpk=cpk_of(claimed("外径", "1.1", in_control=True)).cpk,
        internal_loss=loss("0.02"),
        external_loss=loss("0.02"),
    )


def test_the_band_of_level_2_is_no_gate_that_throws_a_small_loss_to_level_1():
    assert span(assess(form(), inspection_with_small_loss()), "performance") == (2, 2)


def test_read_literally_the_band_does_throw_it_there():
    answers = replace(inspection_with_small_loss(), readings={"loss-band": "literal-band"})
    assert span(assess(form(), answers), "performance") == (1, 1)


def test_231_defects_per_million_are_5_00_sigma_by_formula_but_miss_the_table():
    assessment = assess(form(), Answers(sigma=SigmaAnswer(dpmo=D(231))))
    result = figure(assessment, "sigma")
    assert f"{float(str(result.shown['sigma_level'])):.2f}" == "5.00"
    assert ends(result.span) == (3, 3)
    assert "sigma-by-formula" in codes(assessment)


def test_66805_likewise_misses_66800():
    assessment = assess(form(), Answers(sigma=SigmaAnswer(dpmo=D(66805))))
    assert ends(figure(assessment, "sigma").span) == (1, 1)
    assert "sigma-by-formula" in codes(assessment)


def test_a_cpk_of_1_3299_neither_passes_nor_shows_as_1_33():
    assessment = assess(form(), cpk_of(claimed("外径", "1.3299", in_control=True)))
    result = figure(assessment, "cpk")
    assert (result.value, ends(result.span)) == ("1.3299", (2, 2))
    assert "passes-only-rounded" in codes(assessment)


def test_a_process_of_five_sigma_is_1_6667_and_does_not_meet_1_67():
    result = figure(assess(form(), cpk_of(claimed("外径", "1.6667", in_control=True))), "cpk")
    assert ends(result.span) == (3, 3)


def test_49_of_50_meets_98_percent():
    result = figure(assess(form(), Answers(fpy=steps((50, 49)))), "fpy")
    assert (result.value, ends(result.span)) == ("0.98", (5, 5))


def test_the_denominator_of_a_loss_is_the_output_value():
    result = figure(assess(form(), Answers(internal_loss=costs("30", output="1000"))), "internal_loss")
    assert (result.value, ends(result.span)) == ("0.03", (2, 2))
    assert result.because.inputs["output"] == "1000"


def test_a_cpk_says_whether_the_process_was_in_control_before_it_counts():
    stable = figure(assess(form(), cpk_of(claimed("外径", "1.8", in_control=True))), "cpk")
    unstable = figure(assess(form(), cpk_of(claimed("外径", "1.8", in_control=False))), "cpk")
    unknown = figure(assess(form(), cpk_of(claimed("外径", "1.8"))), "cpk")
    assert [ends(each.span) for each in (stable, unstable, unknown)] == [(4, 4), (1, 1), (1, 4)]
    assert [each.because.inputs["in_control"] for each in (stable, unstable, unknown)] == [True, False, None]


def test_not_asked_is_an_interval_and_not_level_1():
    answers = replace(full(3, 3), fpy=YieldAnswer())
    assert ends(assess(form(), answers).grade) == (1, 3)


def test_defective_units_count_once_whatever_the_opportunities():
    result = figure(assess(form(), Answers(sigma=counts((15, 1000)))), "sigma")
    assert (result.value, ends(result.span)) == ("15000", (2, 2))
