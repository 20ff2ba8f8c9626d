"""Judged items, the share rule of a dimension, what may be left out, and the grade as an interval."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qmdesk.formdef.types import ItemRule
from qmdesk.grading.assess import assess
from qmdesk.grading.dimensions import Standing, level_of_items, literal_level
from qmdesk.model.answers import Answers, ItemAnswer
from tests.grading.build import codes, ends, every_item, figures, form, full, item, item_ids, loss, span, with_option

DIGITAL = [each.id for each in form().items_of("digital")]
RULE = form().item_rule
NOT_HERE = ItemAnswer(applicable=False, reason="无此过程")


def standings(levels: list[int], core: int | None = None) -> list[Standing]:
    return [Standing(level, position == core) for position, level in enumerate(levels)]


@pytest.mark.parametrize(
    ("levels", "core", "reached"),
    [
        ([3, 3, 3, 3, 3], None, 3),
        ([3, 3, 3, 3, 2], None, 3),  # four fifths, none below 2
        ([3, 3, 3, 3, 1], None, 2),  # one is two below
        ([3, 3, 3, 2, 2], None, 2),  # three fifths only
        ([3, 3, 3, 3, 2], 4, 2),  # the one below is core
        ([4, 4, 4, 4, 3], 0, 4),
        ([5, 5, 5, 5, 5], 0, 5),
        ([5, 5, 5, 5, 4], None, 5),
        ([5, 5, 5, 5, 3], None, 4),
        ([1, 5, 5, 5, 5], None, 2),
        ([3, 3, 3, 3, 3, 2, 2], None, 2),  # five of seven are less than four fifths
        ([3, 3, 3, 3, 3, 3, 2], None, 3),
        ([1], None, 1),
        ([], None, 1),
    ],
)
def test_a_dimension_needs_four_fifths_none_far_below_and_its_core(levels: list[int], core: int | None, reached: int):
    assert level_of_items(RULE, standings(levels, core), 5) == reached


def test_where_every_item_must_be_there_the_lowest_decides():
    answers = with_option(full(4, 5), item_share="all-items")
    answers = replace(answers, items=every_item(4, digital__design=2))
    assessment = assess(form(), answers)
    assert span(assessment, "digital") == (2, 2)
    assert span(assess(form(), replace(answers, readings={})), "digital") == (3, 3)


def test_an_item_says_why():
    answers = Answers(
        items={
            "system.strategy": ItemAnswer((3,)),
            "system.leadership": ItemAnswer((2, 4)),
            "system.people": ItemAnswer(applicable=False, reason="外包"),
        }
    )
    assessment = assess(form(), answers)
    found = {
        each: (item(assessment, each).because.rule, ends(item(assessment, each).span), item(assessment, each).answered)
        for each in ("system.strategy", "system.leadership", "system.people", "system.customer")
    }
    assert found == {
        "system.strategy": ("item-rated", (3, 3), True),
        "system.leadership": ("item-differs", (2, 4), True),
        "system.people": ("item-not-applicable", (1, 5), True),
        "system.customer": ("item-unanswered", (1, 5), False),
    }
    assert not item(assessment, "system.people").applicable
    assert "ratings-differ" in codes(assessment)


# -- not applicable ---------------------------------------------------------------------------------


def test_an_item_left_out_with_a_reason_is_not_counted():
    answers = Answers(items=every_item(3, digital__design=1), **figures(5))
    assert span(assess(form(), answers), "digital") == (2, 2)
    left_out = replace(answers, items={**answers.items, "digital.design": NOT_HERE})
    assert span(assess(form(), left_out), "digital") == (3, 3)


@pytest.mark.parametrize(
    ("item_id", "answer", "question"),
    [
        ("digital.design", ItemAnswer(applicable=False, reason="  "), "not-applicable-no-reason"),
        ("digital.data", NOT_HERE, "not-applicable-is-core"),
    ],
)
def test_without_a_reason_or_of_a_core_item_it_counts_as_unanswered(item_id: str, answer: ItemAnswer, question: str):
    answers = Answers(items={**every_item(3), item_id: answer}, **figures(3))
    assessment = assess(form(), answers)
    result = item(assessment, item_id)
    assert (result.applicable, result.answered, ends(result.span)) == (True, False, (1, 5))
    assert question in codes(assessment)
    assert assessment.grade.level is None


def test_beyond_a_fifth_of_a_dimension_none_is_let_out_whichever_came_first():
    both = {"digital.design": NOT_HERE, "digital.supply": NOT_HERE}
    assessment = assess(form(), Answers(items={**every_item(3), **both}))
    assert [item(assessment, each).because.rule for each in both] == ["not-applicable-limit"] * 2
    assert span(assessment, "digital") == (1, 3)  # both might still be at 1
    assert span(assessment, "system") == (3, 3)
    one = assess(form(), Answers(items={**every_item(3), "digital.supply": NOT_HERE, "system.supply": NOT_HERE}))
    assert [item(one, each).applicable for each in ("digital.supply", "system.supply")] == [False, False]


def test_a_claim_that_is_refused_for_another_reason_does_not_use_up_the_limit():
    claims = {"digital.design": NOT_HERE, "digital.supply": ItemAnswer(applicable=False)}
    assessment = assess(form(), Answers(items={**every_item(3), **claims}))
    assert not item(assessment, "digital.design").applicable
    assert "not-applicable-too-many" not in codes(assessment)


# -- the grade as an interval -----------------------------------------------------------------------


def test_nothing_answered_leaves_everything_open():
    assessment = assess(form(), Answers())
    assert ends(assessment.grade) == (1, 5)
    assert all(ends(each.span) == (1, 5) for each in assessment.dimensions)
    assert all(not each.answered for each in assessment.items)


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
def test_all_at_one_level_is_that_level(level: int):
    assessment = assess(form(), full(level, level))
    assert (assessment.grade.level, [each.span.level for each in assessment.dimensions]) == (level, [level] * 4)


def test_the_grade_is_the_lowest_dimension():
    assert assess(form(), full(5, 2)).grade.level == 2
    assert assess(form(), full(2, 5)).grade.level == 2


def test_one_unanswered_item_leaves_only_what_it_can_change():
    answers = full(3, 3)
    items = {key: value for key, value in answers.items.items() if key != "digital.design"}
    assert span(assess(form(), replace(answers, items=items)), "digital") == (2, 3)
    core = {key: value for key, value in answers.items.items() if key != "digital.data"}
    assert span(assess(form(), replace(answers, items=core)), "digital") == (1, 3)


levels = st.integers(1, 5)
maybe = st.one_of(st.none(), levels)


@settings(max_examples=150, deadline=None)
@given(st.lists(maybe, min_size=6, max_size=6), st.lists(levels, min_size=6, max_size=6))
def test_an_interval_contains_every_completion(given_levels: list[int | None], rest: list[int]):
    partial = {key: ItemAnswer((level,)) for key, level in zip(DIGITAL, given_levels, strict=True) if level}
    whole = {key: ItemAnswer((level or other,)) for key, level, other in zip(DIGITAL, given_levels, rest, strict=True)}
    low, high = span(assess(form(), Answers(items=partial)), "digital")
    exact = span(assess(form(), Answers(items=whole)), "digital")
    assert low <= exact[0] == exact[1] <= high


@settings(max_examples=150, deadline=None)
@given(st.lists(maybe, min_size=6, max_size=6))
def test_both_ends_of_an_interval_are_reached_by_some_completion(given_levels: list[int | None]):
    def answers(fill: int) -> Answers:
        return Answers(
            items={key: ItemAnswer((level or fill,)) for key, level in zip(DIGITAL, given_levels, strict=True)}
        )

    partial = Answers(
        items={key: ItemAnswer((level,)) for key, level in zip(DIGITAL, given_levels, strict=True) if level}
    )
    low, high = span(assess(form(), partial), "digital")
    assert span(assess(form(), answers(1)), "digital") == (low, low)
    assert span(assess(form(), answers(5)), "digital") == (high, high)


@settings(max_examples=150, deadline=None)
@given(st.lists(maybe, min_size=6, max_size=6), st.integers(0, 5), levels)
def test_an_answer_more_never_widens_the_interval(given_levels: list[int | None], position: int, level: int):
    known = {key: ItemAnswer((each,)) for key, each in zip(DIGITAL, given_levels, strict=True) if each}
    before = span(assess(form(), Answers(items=known)), "digital")
    if DIGITAL[position] in known:
        return
    after = span(assess(form(), Answers(items={**known, DIGITAL[position]: ItemAnswer((level,))})), "digital")
    assert before[0] <= after[0] <= after[1] <= before[1]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(levels, min_size=22, max_size=22),
    st.integers(0, 21),
    st.lists(levels, min_size=5, max_size=5),
    st.sampled_from(["sigma", "cpk", "fpy", "internal_loss", "external_loss"]),
)
def test_raising_one_answer_never_lowers_the_grade(
    item_levels: list[int], position: int, figure_levels: list[int], figure_id: str
):
    ids = item_ids()
    answers = Answers(items={key: ItemAnswer((level,)) for key, level in zip(ids, item_levels, strict=True)})
    names = ("sigma", "cpk", "fpy", "internal_loss", "external_loss")
    for name, level in zip(names, figure_levels, strict=True):
        answers = replace(answers, **{name: figures(level)[name]})
    before = assess(form(), answers).grade
    raised = replace(answers, items={**answers.items, ids[position]: ItemAnswer((min(5, item_levels[position] + 1),))})
    better = replace(answers, **{figure_id: figures(min(5, figure_levels[names.index(figure_id)] + 1))[figure_id]})
    assert assess(form(), raised).grade.lowest >= before.lowest
    assert assess(form(), better).grade.lowest >= before.lowest


@given(st.lists(st.tuples(levels, st.booleans()), min_size=1, max_size=12), st.integers(0, 11))
def test_the_share_rule_is_monotonic_in_every_item(rows: list[tuple[int, bool]], position: int):
    items = [Standing(*row) for row in rows]
    place = position % len(items)
    raised = [*items[:place], Standing(min(5, items[place].level + 1), items[place].core), *items[place + 1 :]]
    for rule in (RULE, ItemRule(RULE.share, 0, RULE.not_applicable), ItemRule(RULE.share / 2, 2, RULE.not_applicable)):
        assert level_of_items(rule, raised, 5) >= level_of_items(rule, items, 5)


# -- the literal band -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gated", "losses", "reached"),
    [
        (2, (2, 2), 2),
        (2, (3, 2), 1),
        (3, (3, 3), 3),
        (3, (4, 5), 3),
        (3, (2, 3), 1),
        (5, (2, 2), 2),
        (2, (1, 2), 1),
        (1, (2, 2), 1),
    ],
)
def test_the_literal_band_wants_a_loss_that_is_bad_enough(gated: int, losses: tuple[int, ...], reached: int):
    assert literal_level(gated, losses) == reached


def test_an_interval_under_the_literal_band_holds_every_combination():
    answers = with_option(replace(full(5, 2), internal_loss=loss("0.05")), loss_band="literal-band")
    assert span(assess(form(), answers), "performance") == (2, 2)
    unknown = replace(answers, internal_loss=replace(answers.internal_loss, rate=None))
    assert span(assess(form(), unknown), "performance") == (1, 2)
