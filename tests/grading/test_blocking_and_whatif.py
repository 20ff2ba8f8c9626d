"""What keeps the grade from the next level, and the fewest changes that would lift it."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qmdesk.grading.assess import assess
from qmdesk.grading.whatif import Lift, lifts, with_figure, with_item
from qmdesk.model.answers import Answers, ItemAnswer, LossAnswer, Tracked
from tests.grading.build import (
    FIGURES,
    D,
    claimed,
    cpk_of,
    every_item,
    figure,
    figures,
    form,
    full,
    item_ids,
    loss,
    span,
    with_option,
)

#: A value of each figure just at a level.
AT = {
    "sigma": {2: "66800", 3: "6200", 4: "230", 5: "3.4"},
    "cpk": {2: "1", 3: "1.33", 4: "1.67", 5: "2"},
    "fpy": {2: "0.9", 3: "0.95", 4: "0.97", 5: "0.98"},
    "internal_loss": {2: "0.03", 3: "0.029", 4: "0.014", 5: "0.007"},
    "external_loss": {2: "0.023", 3: "0.022", 4: "0.009", 5: "0.004"},
}


def blocked(answers: Answers) -> dict[str, tuple[int, int]]:
    return {each.id: (each.level, each.needed) for each in assess(form(), answers).blocking}


def raised(answers: Answers, name: str, level: int) -> Answers:
    if name in FIGURES:
        return with_figure(answers, name, D(AT[name][level]))
    return with_item(answers, name, level)


def test_a_figure_below_the_next_level_blocks():
    answers = replace(full(5, 3), cpk=cpk_of(claimed("外径", "1.1", in_control=True)).cpk)
    assert blocked(answers) == {"cpk": (2, 3)}
    assert {each.dimension for each in assess(form(), answers).blocking} == {"performance"}


def test_a_core_item_and_one_far_below_block_but_one_just_below_does_not():
    answers = Answers(items=every_item(3, system__process=2, system__people=1, system__supply=2), **figures(5))
    # nine items: six at 3, so the share of eight is short too, and every item below 3 is listed
    assert blocked(answers) == {"system.process": (2, 3), "system.people": (1, 3), "system.supply": (2, 3)}
    enough = Answers(items=every_item(3, system__people=1), **figures(5))
    assert blocked(enough) == {"system.people": (1, 2)}
    allowed = Answers(items=every_item(3, system__people=2), **figures(3))
    assert "system.people" in blocked(allowed)  # level 4 is next, and there it counts
    assert assess(form(), allowed).grade.level == 3


def test_core_items_that_must_rise_anyway_count_for_the_share():
    answers = Answers(items=every_item(3, system__process=2, system__people=2), **figures(5))
    # of nine eight are needed: seven are there and the core one must rise, so the other may stay
    assert blocked(answers) == {"system.process": (2, 3)}


def test_at_the_top_nothing_blocks():
    assert assess(form(), full(5, 5)).blocking == ()
    assert lifts(form(), full(5, 5)) is None


def test_an_unanswered_item_blocks_as_level_1():
    found = blocked(Answers())
    assert set(found) == {*item_ids(), *FIGURES}
    assert set(found.values()) == {(1, 2)}


def test_an_item_left_out_does_not_block():
    answers = Answers(
        items={**every_item(1), "digital.design": ItemAnswer(applicable=False, reason="无研发")}, **figures(1)
    )
    assert "digital.design" not in blocked(answers)


def test_under_the_literal_band_the_way_up_is_past_level_2():
    answers = with_option(replace(full(5, 2), internal_loss=loss("0.02")), loss_band="literal-band")
    assert assess(form(), answers).grade.level == 1
    assert blocked(answers) == {"sigma": (2, 3), "cpk": (2, 3), "fpy": (2, 3), "external_loss": (2, 3)}
    for name in ("sigma", "cpk", "fpy", "external_loss"):
        answers = raised(answers, name, 3)
    assert assess(form(), answers).grade.level == 3


levels = st.integers(1, 5)
worlds = st.tuples(st.lists(levels, min_size=22, max_size=22), st.lists(levels, min_size=5, max_size=5))


def world(drawn: tuple[list[int], list[int]]) -> Answers:
    answers = Answers(items={key: ItemAnswer((level,)) for key, level in zip(item_ids(), drawn[0], strict=True)})
    for name, level in zip(FIGURES, drawn[1], strict=True):
        answers = replace(answers, **{name: figures(level)[name]})
    return answers


@settings(max_examples=80, deadline=None)
@given(worlds)
def test_raising_everything_that_blocks_lifts_the_grade(drawn: tuple[list[int], list[int]]):
    answers = world(drawn)
    before = assess(form(), answers)
    for each in before.blocking:
        assert each.level < each.needed
        answers = raised(answers, each.id, each.needed)
    after = assess(form(), answers)
    assert after.grade.lowest == min(before.grade.lowest + 1, 5)


@settings(max_examples=80, deadline=None)
@given(worlds)
def test_every_smallest_set_lifts_the_grade_by_one_level(drawn: tuple[list[int], list[int]]):
    answers = world(drawn)
    lift = lifts(form(), answers)
    if lift is None:
        return
    for changes in lift.sets(5):
        changed = answers
        for change in changes:
            changed = raised(changed, change.id, change.to_level)
        assert assess(form(), changed).grade.lowest >= lift.level
        assert len({change.id for change in changes}) == len(changes)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 4), min_size=6, max_size=6))
def test_no_smaller_set_of_items_would_do(drawn: list[int]):
    ids = [each.id for each in form().items_of("digital")]
    answers = Answers(
        items={**every_item(5), **{key: ItemAnswer((level,)) for key, level in zip(ids, drawn, strict=True)}},
        **figures(5),
    )
    lift = lifts(form(), answers)
    assert isinstance(lift, Lift)
    sets = lift.sets()
    size = len(sets[0])
    assert {len(changes) for changes in sets} == {size}
    for fewer in combinations(ids, size - 1):
        changed = answers
        for item_id in fewer:
            changed = with_item(changed, item_id, 5)
        assert assess(form(), changed).grade.lowest < lift.level


def test_a_choice_is_given_as_a_choice():
    answers = Answers(items=every_item(3, digital__design=2, digital__supply=2), **figures(5))
    lift = lifts(form(), answers)
    assert lift is not None and lift.level == 3 and lift.must == ()
    assert [(each.count, [change.id for change in each.among]) for each in lift.any_of] == [
        (1, ["digital.design", "digital.supply"])
    ]
    assert len(lift.sets()) == 2


@pytest.mark.parametrize("figure_id", FIGURES)
def test_with_figure_sets_one_figure_and_settles_its_conflict(figure_id: str):
    answers = replace(full(3, 2), conflicted=frozenset({figure_id}))
    assert figure(assess(form(), answers), figure_id).span.level is None
    changed = assess(form(), with_figure(answers, figure_id, D(AT[figure_id][4])))
    assert figure(changed, figure_id).span.level == 4


def test_with_item_answers_even_what_was_left_out():
    answers = Answers(items={"digital.design": ItemAnswer(applicable=False)})
    assert with_item(answers, "digital.design", 3).items["digital.design"] == ItemAnswer((3,))


def test_an_unknown_figure_is_a_mistake_of_the_caller():
    with pytest.raises(KeyError):
        with_figure(Answers(), "satisfaction", D(1))


def test_a_figure_that_is_not_tracked_blocks():
    answers = replace(full(5, 5), external_loss=LossAnswer(Tracked.NO))
    assert blocked(answers) == {"external_loss": (1, 2)}
    assert span(assess(form(), answers), "performance") == (1, 1)
