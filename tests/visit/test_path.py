"""How far each step of a visit is, and what skipping one takes."""

from dataclasses import replace

import pytest

from qmdesk.formdef.loader import load_builtin
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Folded, Place, Stage, State
from qmdesk.visit.path import Standing, StepState, path
from tests.visit.states import state_of

FORM = load_builtin("meqmc")


def step(state: State, step_id: str, stage: Stage = Stage.ONSITE) -> StepState:
    return next(each for each in path(FORM, state, None, stage) if each.step.id == step_id)


def test_an_untouched_case_has_everything_open_and_nothing_done():
    states = path(FORM, {}, None, Stage.ONSITE)
    assert len(states) == len(FORM.visit.steps)
    assert not [each for each in states if each.standing in (Standing.DONE, Standing.SKIPPED)]
    nothing = {each.step.id for each in states if each.standing is Standing.NOTHING}
    assert nothing == {
        "doubts",
        "questions",
        "seen",
        "measuring",
        "gauges",
        "sampling",
        "observations",
        "facts",
        "rectified",
    }


def test_a_declaration_counts_only_with_both_sentences_and_a_signature():
    said: dict[str, dict[str, Json]] = {
        "member:a": {"name": "王工", "role": "lead"},
        "member:b": {"name": "赵工", "role": "representative"},
        "declaration:d": {"member": "a", "impartial": True, "confidential": True},
    }
    assert (step(state_of(FORM, said), "declarations").done, step(state_of(FORM, said), "declarations").total) == (0, 1)
    said["declaration:d"]["signature"] = "0" * 64
    assert step(state_of(FORM, said), "declarations").standing is Standing.DONE
    said["declaration:d"]["confidential"] = False
    assert step(state_of(FORM, said), "declarations").standing is Standing.OPEN


def test_interviews_need_an_answer_at_each_of_the_three_levels():
    said: dict[str, dict[str, Json]] = {
        f"interview:{level}": {"person": "某", "level": level} for level in ("top", "leader", "operator")
    }
    assert step(state_of(FORM, said), "interviews").done == 0
    said["interview_answer:x"] = {"interview": "top", "question": "怎样做？", "answer": "这样做。"}
    said["interview:leader"]["note"] = "小结"
    assert (step(state_of(FORM, said), "interviews").done, step(state_of(FORM, said), "interviews").total) == (2, 3)


def test_every_dimension_wants_a_slot_and_an_item_stands_for_its_dimension():
    binds = ["dimension:system", "item:digital.design", "dimension:performance"]
    said: dict[str, dict[str, Json]] = {
        f"slot:{n}": {"day": "2026-09-01", "start": "09:00", "end": "10:00", "activity": "documents", "binds": each}
        for n, each in enumerate(binds)
    }
    assert (step(state_of(FORM, said), "schedule").done, step(state_of(FORM, said), "schedule").total) == (3, 4)


def test_vouchers_are_wanted_for_output_and_each_kind_of_loss():
    said: dict[str, dict[str, Json]] = {
        "loss:a": {"kind": "internal", "cost": "10"},
        "loss:b": {"kind": "internal", "cost": "20"},
        "loss:c": {"kind": "external", "cost": "30"},
        "voucher:1": {"binds": "loss:b", "document": "凭证", "amount": "20"},
        "voucher:2": {"binds": "case/output_value", "document": "年报", "amount": "1000"},
    }
    assert (step(state_of(FORM, said), "vouchers").done, step(state_of(FORM, said), "vouchers").total) == (2, 3)


@pytest.mark.parametrize("skippable", [True, False])
def test_only_what_may_be_skipped_is_and_its_reason_is_shown(skippable: bool):
    said: dict[str, dict[str, Json]] = {"visit:walk": {"skipped": True, "reason": "全厂停产检修", "by": "王工"}}
    steps = [replace(each, skippable=skippable) for each in FORM.visit.steps]
    found = {each.step.id: each for each in path(FORM, state_of(FORM, said), None, Stage.ONSITE, steps)}["walk"]
    if skippable:
        assert (found.standing, found.reason, found.by) == (Standing.SKIPPED, "全厂停产检修", "王工")
    else:
        assert (found.standing, found.reason) == (Standing.OPEN, "")


def test_a_step_that_was_done_after_all_is_done_not_skipped():
    said: dict[str, dict[str, Json]] = {
        "visit:walk": {"skipped": True, "reason": "没时间"},
        "stop:1": {"area": "机加车间", "seen_at": "2026-09-01T10:00"},
    }
    assert step(state_of(FORM, said), "walk").standing is Standing.DONE


def test_a_conflict_over_skipping_leaves_the_step_open():
    place = Place("visit:walk", "skipped", str(Stage.ONSITE))
    folded = next(iter(state_of(FORM, {"visit:walk": {"skipped": True}}).values()))
    other = next(iter(state_of(FORM, {"visit:walk": {"skipped": False}}).values()))
    state = {place: Folded(place, (*folded.heads, *other.heads))}
    assert state[place].conflict
    assert step(state, "walk").standing is Standing.OPEN
