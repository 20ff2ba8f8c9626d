"""The gated figures at and around their thresholds, and what their data can lack."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qmdesk.grading.assess import assess
from qmdesk.grading.figures.first_pass_yield import routes
from qmdesk.grading.words import because_text
from qmdesk.model.answers import Answers, Defects, LossAnswer, SigmaAnswer, Step, Tracked, YieldAnswer
from qmdesk.wording import say
from tests.grading.build import FIGURES, D, codes, costs, counts, ends, figure, form, loss, steps, with_option


def level_of(figure_id: str, answer: object, **options: str) -> tuple[int, int]:
    answers = with_option(Answers(**{figure_id: answer}), **options)  # type: ignore[arg-type]
    return ends(figure(assess(form(), answers), figure_id).span)


@pytest.mark.parametrize(
    ("dpmo", "level"),
    [
        ("1000000", 1), ("66805", 1), ("66800.0001", 1), ("66800", 2), ("6200.5", 2), ("6200", 3),
        ("231", 3), ("230.0001", 3), ("230", 4), ("3.41", 4), ("3.4", 5), ("0", 5),
    ],
)  # fmt: skip
def test_sigma_goes_by_the_annexs_table(dpmo: str, level: int):
    assert level_of("sigma", SigmaAnswer(dpmo=D(dpmo))) == (level, level)


@pytest.mark.parametrize(
    ("rate", "level"),
    [("0.89999", 1), ("0.9", 2), ("0.94999", 2), ("0.95", 3), ("0.9699", 3), ("0.97", 4), ("0.98", 5), ("1", 5)],
)
def test_yield_thresholds_are_met_at_their_value(rate: str, level: int):
    assert level_of("fpy", YieldAnswer(rate=D(rate))) == (level, level)


@pytest.mark.parametrize(
    ("figure_id", "rate", "level"),
    [
        ("internal_loss", "0.45", 2), ("internal_loss", "0.03", 2), ("internal_loss", "0.0299999", 3),
        ("internal_loss", "0.015", 3), ("internal_loss", "0.0149", 4), ("internal_loss", "0.0075", 4),
        ("internal_loss", "0.00749", 5), ("internal_loss", "0", 5),
        ("external_loss", "0.023", 2), ("external_loss", "0.0229", 3), ("external_loss", "0.01", 3),
        ("external_loss", "0.0099", 4), ("external_loss", "0.005", 4), ("external_loss", "0.0049", 5),
    ],
)  # fmt: skip
def test_a_loss_must_be_below_its_threshold(figure_id: str, rate: str, level: int):
    assert level_of(figure_id, loss(rate)) == (level, level)


def test_counts_decide_exactly_where_doubles_would_not():
    assert level_of("fpy", steps((300, 291), (291, 286), (286, 285))) == (3, 3)  # 0.95; doubles: 0.9499999999999998
    assert level_of("fpy", steps((20, 19), (19, 18))) == (2, 2)  # 9/10
    assert level_of("internal_loss", costs("5.8", "19.43", "18.9", "1.16", "74.71", output="8000")) == (3, 3)  # 1.5 %


def test_values_are_exact_texts():
    def value(figure_id: str, answer: object) -> str | None:
        return figure(assess(form(), Answers(**{figure_id: answer})), figure_id).value  # type: ignore[arg-type]

    assert value("sigma", counts((1, 3))) == "1000000/3"
    assert value("sigma", counts((12, 10000))) == "1200"
    assert value("fpy", steps((50, 49))) == "0.98"
    assert value("fpy", steps((7, 6))) == "6/7"
    assert value("internal_loss", costs("8.45", "9.85", output="2000")) == "0.00915"


@pytest.mark.parametrize("figure_id", FIGURES)
def test_a_figure_that_was_not_asked_has_every_level(figure_id: str):
    result = figure(assess(form(), Answers()), figure_id)
    assert (ends(result.span), result.value, result.because.rule) == ((1, 5), None, "figure-not-asked")


@pytest.mark.parametrize(
    ("answers", "figure_id"),
    [
        (Answers(sigma=SigmaAnswer(Tracked.NO)), "sigma"),
        (Answers(fpy=YieldAnswer(Tracked.NO)), "fpy"),
        (Answers(internal_loss=LossAnswer(Tracked.NO)), "internal_loss"),
        (Answers(external_loss=LossAnswer(Tracked.NO)), "external_loss"),
    ],
)
def test_a_figure_that_is_not_tracked_is_level_1(answers: Answers, figure_id: str):
    assessment = assess(form(), answers)
    result = figure(assessment, figure_id)
    assert (ends(result.span), result.value, result.because.rule) == ((1, 1), None, "figure-not-tracked")
    assert ("untracked-annex-silent" in codes(assessment)) == (figure_id in {"sigma", "fpy"})


def test_an_untracked_sigma_or_yield_stays_open_where_that_is_chosen():
    for answers, figure_id, expected in (
        (Answers(sigma=SigmaAnswer(Tracked.NO)), "sigma", (1, 5)),
        (Answers(fpy=YieldAnswer(Tracked.NO)), "fpy", (1, 5)),
        (Answers(internal_loss=LossAnswer(Tracked.NO)), "internal_loss", (1, 1)),
    ):
        chosen = with_option(answers, untracked_figure="no-level")
        assert ends(figure(assess(form(), chosen), figure_id).span) == expected


def test_tracked_without_a_value_leaves_what_tracking_alone_gives():
    assert level_of("internal_loss", LossAnswer(Tracked.YES)) == (2, 5)
    assert level_of("sigma", SigmaAnswer(Tracked.YES)) == (1, 5)
    assert level_of("internal_loss", LossAnswer(Tracked.YES, (D(1),))) == (2, 5)  # costs without an output value


@pytest.mark.parametrize(
    ("figure_id", "answer", "expected"),
    [
        ("sigma", SigmaAnswer(Tracked.BY_ASSESSOR, dpmo=D(230)), (4, 4)),
        ("fpy", YieldAnswer(Tracked.BY_ASSESSOR, rate=D("0.97")), (4, 4)),
        ("internal_loss", LossAnswer(Tracked.BY_ASSESSOR, rate=D("0.01")), (1, 1)),
        ("external_loss", LossAnswer(Tracked.BY_ASSESSOR), (1, 1)),
    ],
)
def test_a_value_worked_out_by_the_assessors_counts_except_for_a_loss(
    figure_id: str, answer: object, expected: tuple[int, int]
):
    assessment = assess(form(), Answers(**{figure_id: answer}))  # type: ignore[arg-type]
    assert ends(figure(assessment, figure_id).span) == expected
    assert codes(assessment) & {"figure-by-assessor", "loss-by-assessor"}


def test_a_loss_worked_out_by_the_assessors_keeps_its_value_for_information():
    assert (
        figure(
            assess(form(), Answers(internal_loss=LossAnswer(Tracked.BY_ASSESSOR, rate=D("0.01")))), "internal_loss"
        ).value
        == "0.01"
    )


def test_a_loss_worked_out_by_the_assessors_counts_where_that_is_chosen():
    answer = LossAnswer(Tracked.BY_ASSESSOR, rate=D("0.01"))
    assert level_of("internal_loss", answer, untracked_loss_by_assessor="counts") == (4, 4)


# -- families, lines, what is missing or can't be ---------------------------------------------------


def test_months_and_causes_of_a_family_are_pooled_by_counts():
    assert figure(assess(form(), Answers(sigma=counts((1, 100), (0, 900)))), "sigma").value == "1000"


def test_the_worst_family_decides_sigma_and_all_are_named():
    rows = (Defects("a", 1, 1000, "轴"), Defects("b", 300, 1000, "套"))
    result = figure(assess(form(), Answers(sigma=SigmaAnswer(defects=rows))), "sigma")
    assert (result.value, ends(result.span), result.because.rule) == ("300000", (1, 1), "family-lowest")
    assert {(part.family, ends(part.span), part.decides) for part in result.parts} == {
        ("轴", (3, 3), False),
        ("套", (1, 1), True),
    }


def test_the_lowest_family_decides_the_yield_and_a_step_without_family_belongs_to_all():
    answer = YieldAnswer(
        steps=(
            Step("k0", "熔炼", 100, 98),
            Step("k1", "轴加工", 100, 100, "轴"),
            Step("k2", "套加工", 100, 97, "套"),
        )
    )
    result = figure(assess(form(), Answers(fpy=answer)), "fpy")
    assert Fraction(result.value or "0") == Fraction(98 * 97, 10000)
    totals = {part.family: part for part in result.parts if part.kind == "family"}
    assert totals["轴"].value == "0.98" and not totals["轴"].decides
    assert totals["套"].decides and result.because.inputs["name"] == "套"


def test_parallel_lines_of_one_step_are_pooled_by_counts_before_the_product():
    answer = YieldAnswer(
        steps=(
            Step("a", "焊接", 100, 90, line="1号线"),
            Step("b", "焊接 ", 300, 300, line="2号线"),
            Step("c", "装配", 100, 100),
        )
    )
    assert figure(assess(form(), Answers(fpy=answer)), "fpy").value == "0.975"  # 390/400, not 0.9 · 1


def test_two_steps_of_one_name_without_lines_are_two_steps():
    answer = YieldAnswer(steps=(Step("a", "检验", 10, 9), Step("b", "检验", 10, 9)))
    assert figure(assess(form(), Answers(fpy=answer)), "fpy").value == "0.81"


def test_a_missing_count_leaves_the_product_of_the_others_as_an_upper_bound():
    result = figure(assess(form(), Answers(fpy=steps((100, 96), (100, None)))), "fpy")
    assert (result.value, ends(result.span)) == (None, (1, 3))


@pytest.mark.parametrize("pair", [(10, 11), (0, 0), (-1, -1), (5, -1)])
def test_impossible_step_counts_are_unknown_and_questioned(pair: tuple[int, int]):
    assessment = assess(form(), Answers(fpy=steps(pair)))
    assert ends(figure(assessment, "fpy").span) == (1, 5)
    assert "impossible-count" in codes(assessment)


@pytest.mark.parametrize("row", [(11, 10), (0, 0), (-1, 5)])
def test_impossible_defect_counts_are_unknown_and_questioned(row: tuple[int, int]):
    assessment = assess(form(), Answers(sigma=counts(row, (1, 100))))
    assert (ends(figure(assessment, "sigma").span), figure(assessment, "sigma").value) == ((1, 5), None)
    assert "impossible-count" in codes(assessment)


def test_one_incomplete_family_leaves_the_other_as_an_upper_bound():
    rows = (Defects("a", 300, 10000, "轴"), Defects("b", None, 1000, "套"))
    assert level_of("sigma", SigmaAnswer(defects=rows)) == (1, 2)


def test_a_conflict_opens_the_figure():
    answers = Answers(fpy=steps((100, 99)), conflicted=frozenset({"fpy"}))
    result = figure(assess(form(), answers), "fpy")
    assert (ends(result.span), result.because.rule) == ((1, 5), "figure-conflict")


# -- next level, second verdict ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("figure_id", "answer", "needs"),
    [
        ("sigma", SigmaAnswer(dpmo=D(66805)), (2, "66800")),
        ("sigma", SigmaAnswer(dpmo=D(231)), (4, "230")),
        ("fpy", YieldAnswer(rate=D("0.9")), (3, "0.95")),
        ("internal_loss", LossAnswer(Tracked.NO), (2, "tracked")),
        ("internal_loss", loss("0.05"), (3, "0.030")),
        ("sigma", SigmaAnswer(dpmo=D(1)), None),
    ],
)
def test_the_next_level_names_what_it_needs(figure_id: str, answer: object, needs: tuple[int, str] | None):
    found = figure(assess(form(), Answers(**{figure_id: answer})), figure_id).next  # type: ignore[arg-type]
    assert (None if found is None else (found.level, found.needs)) == needs


@pytest.mark.parametrize(
    ("units", "level"), [(43, 1), (44, 2), (481, 2), (482, 3), (13023, 3), (13024, 4), (881096, 4), (881097, 5)]
)
def test_no_defects_demonstrate_a_level_only_from_so_many_units(units: int, level: int):
    result = figure(assess(form(), Answers(sigma=counts((0, units), sampled=True))), "sigma")
    assert (ends(result.span), result.demonstrated) == ((5, 5), level)


def test_a_census_has_no_second_verdict():
    assert figure(assess(form(), Answers(sigma=counts((0, 1000)))), "sigma").demonstrated is None


def test_a_sampled_figure_is_graded_by_what_it_demonstrates_where_that_is_chosen():
    assert level_of("sigma", counts((0, 1000), sampled=True), sample="demonstrated") == (3, 3)
    assert level_of("sigma", counts((0, 1000)), sample="demonstrated") == (5, 5)
    answer = YieldAnswer(steps=steps((100, 99)).steps, sampled=True)
    assert level_of("fpy", answer) == (5, 5)
    assert level_of("fpy", answer, sample="demonstrated") == (3, 3)  # 4.66 % upper bound of the share that failed


def test_where_what_is_demonstrated_decides_the_family_that_shows_least_is_named():
    rows = (Defects("a", 50, 10_000, "轴"), Defects("b", 0, 30, "套"))  # by value the shafts are worse
    answers = Answers(sigma=SigmaAnswer(defects=rows, sampled=True))
    assert figure(assess(form(), answers), "sigma").because.inputs["name"] == "轴"
    result = figure(assess(form(), with_option(answers, sample="demonstrated")), "sigma")
    assert (ends(result.span), result.because.inputs["name"], result.demonstrated) == ((1, 1), "套", 1)


def test_the_continuous_sigma_stands_beside_and_decides_nothing():
    result = figure(assess(form(), Answers(sigma=SigmaAnswer(dpmo=D(230)))), "sigma")
    assert float(str(result.shown["sigma_level"])) == pytest.approx(5.00302864046, abs=1e-9)


# -- rounding ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("figure_id", "answer", "exact", "rounded"),
    [
        ("sigma", SigmaAnswer(dpmo=D("230.4")), 3, 4),
        ("sigma", SigmaAnswer(dpmo=D("230.5")), 3, 4),  # half to even: 230
        ("sigma", SigmaAnswer(dpmo=D("231.5")), 3, 3),
        ("sigma", SigmaAnswer(dpmo=D("3.44")), 4, 5),
        ("fpy", YieldAnswer(rate=D("0.945")), 2, 2),  # half to even: 0.94
        ("fpy", YieldAnswer(rate=D("0.9451")), 2, 3),
        ("internal_loss", loss("0.0296"), 3, 3),
        ("internal_loss", loss("0.02996"), 3, 2),  # rounds to 3.00 %, no longer below it
    ],
)
def test_the_two_comparisons_of_gb_8170(figure_id: str, answer: object, exact: int, rounded: int):
    assert level_of(figure_id, answer) == (exact, exact)
    assert level_of(figure_id, answer, comparison="rounded-gb8170") == (rounded, rounded)


# -- properties -------------------------------------------------------------------------------------

pairs = st.integers(1, 10**6).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n)))


@given(st.lists(pairs, min_size=1, max_size=12))
def test_a_yield_is_the_exact_product_and_never_above_its_lowest_step(rows: list[tuple[int, int]]):
    result = figure(assess(form(), Answers(fpy=steps(*rows))), "fpy")
    product = Fraction(1)
    for submitted, passed in rows:
        product *= Fraction(passed, submitted)
    top, _, bottom = (result.value or "").partition("/")
    assert Fraction(Decimal(top)) / Fraction(bottom or 1) == product
    lowest = min(Fraction(passed, submitted) for submitted, passed in rows)
    assert product <= lowest
    assert result.span.level == level_of("fpy", steps(*rows))[0]


@given(pairs, st.integers(1, 1000))
def test_fewer_defects_never_lower_the_level(row: tuple[int, int], fewer: int):
    units, defective = row
    worse = level_of("sigma", counts((defective, units)))[0]
    better = level_of("sigma", counts((max(0, defective - fewer), units)))[0]
    assert better >= worse


@given(st.lists(st.tuples(pairs, st.booleans()), min_size=1, max_size=8))
def test_a_yields_interval_contains_every_completion_of_its_missing_counts(rows: list[tuple[tuple[int, int], bool]]):
    partial = steps(*((submitted, passed if known else None) for (submitted, passed), known in rows))
    low, high = level_of("fpy", partial)
    exact, _ = level_of("fpy", steps(*(pair for pair, _ in rows)))
    assert low <= exact <= high


@given(st.lists(st.tuples(pairs, st.sampled_from(["轴", "套", "盘"]), st.booleans()), min_size=1, max_size=8))
def test_a_sigmas_interval_contains_every_completion_of_its_missing_counts(
    rows: list[tuple[tuple[int, int], str, bool]],
):
    def answer(*, hide: bool) -> SigmaAnswer:
        return SigmaAnswer(
            defects=tuple(
                Defects(str(n), None if hide and hidden else defective, units, family)
                for n, ((units, defective), family, hidden) in enumerate(rows)
            )
        )

    low, high = level_of("sigma", answer(hide=True))
    exact, _ = level_of("sigma", answer(hide=False))
    assert low <= exact <= high


@pytest.mark.parametrize(("lang", "name"), [("zh-CN", "未注明产品族"), ("en", "without a family")])
def test_a_lowest_family_without_a_name_is_called_that_and_not_unknown(lang: str, name: str):
    rows = (Defects("a", 3000, 10_000), Defects("b", 1, 10_000, "轴"))
    result = figure(assess(form(), Answers(sigma=SigmaAnswer(defects=rows))), "sigma")
    assert result.because.rule == "family-lowest"
    assert name in because_text(form(), result, lang)
    assert say("grading.unknown", lang) not in because_text(form(), result, lang)


def test_rework_decides_nothing_but_more_of_it_than_failed_is_questioned():
    fine = YieldAnswer(steps=(Step("a", "磨", 100, 90, reworked=10), Step("b", "装", 100, 100)))
    double = YieldAnswer(steps=(Step("a", "磨", 100, 98, reworked=10), Step("b", "装", 100, 100)))
    for answer, asked in ((fine, set[str]()), (double, {"rework-exceeds-failed"})):
        assessment = assess(form(), Answers(fpy=answer))
        bare = replace(answer, steps=tuple(replace(step, reworked=None) for step in answer.steps))
        assert figure(assessment, "fpy") == figure(assess(form(), Answers(fpy=bare)), "fpy")
        assert codes(assessment) & {"rework-exceeds-failed"} == asked
    assert routes(fine.steps)[0].stations[0].reworked == 10
    assert routes(double.steps)[0].stations[0].reworked is None
