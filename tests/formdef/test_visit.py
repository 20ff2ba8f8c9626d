"""The path of a visit in the form, and an institution's own rules for it."""

import pytest

from qmdesk.formdef.loader import load_builtin, load_files
from qmdesk.formdef.policy import parse_policy, steps_of
from qmdesk.formdef.program import VISIT_PAGES, VISIT_RULES
from qmdesk.model.problem import Refused
from qmdesk.visit.path import RULES

FORM = load_builtin("meqmc")
POLICY = """institution: 某评价机构
steps:
  interviews: {skippable: false, must: true}
  team: {skippable: true}
"""


def test_every_rule_of_the_program_is_counted_and_used_by_the_built_in_form():
    assert set(RULES) == set(VISIT_RULES)
    assert {each.rule for each in FORM.visit.steps} == set(VISIT_RULES)


def test_steps_lead_to_pages_of_the_window():
    for step in FORM.visit.steps:
        stop, _, tab = step.page.partition("/")
        assert stop in VISIT_PAGES
        assert not tab or tab in VISIT_PAGES[stop]


def test_a_form_without_a_visit_has_an_empty_path():
    files = {name: data for name, data in FORM.files.items() if name != "visit.yaml"}
    assert load_files(files).visit.steps == ()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("rule: declared", "rule: sworn", "form-word-unknown"),
        ("page: opening/team", "page: opening/tea", "form-word-unknown"),
        ("phase: floor", "phase: flor", "form-word-unknown"),
        ("skippable: true", "skippable: perhaps", "form-flag"),
        ("- id: doubts", "- id: team", "form-id-twice"),
    ],
)
def test_mistakes_are_told_by_line(old: str, new: str, code: str):
    files = dict(FORM.files)
    files["visit.yaml"] = files["visit.yaml"].decode().replace(old, new, 1).encode()
    with pytest.raises(Refused) as refused:
        load_files(files)
    assert [each.code for each in refused.value.problems] == [code]
    assert refused.value.problems[0].where.startswith("visit.yaml:")


def test_an_institution_changes_single_steps_and_leaves_the_rest():
    steps = {each.id: each for each in steps_of(FORM, POLICY)}
    before = {each.id: each for each in FORM.visit.steps}
    assert (steps["interviews"].skippable, steps["interviews"].must) == (False, True)
    assert (steps["team"].skippable, steps["team"].must) == (True, before["team"].must)
    assert steps["walk"] == before["walk"]
    assert list(steps) == list(before)


@pytest.mark.parametrize(
    "text",
    [
        "steps: {sworn: {must: true}}",
        "steps: {team: {must: maybe}}",
        "rules: {}",
        "steps: {team: {often: true}}",
        "- a",
    ],
)
def test_a_policy_that_cannot_be_meant_is_refused_by_line(text: str):
    with pytest.raises(Refused) as refused:
        parse_policy(FORM, text, "ours.yaml")
    assert all(each.where.startswith("ours.yaml:") for each in refused.value.problems)


def test_a_policy_of_a_newer_program_leaves_the_forms_own_steps():
    assert steps_of(FORM, "steps: {hologram: {must: true}}") == FORM.visit.steps
