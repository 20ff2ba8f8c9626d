"""Conclude, amend, resolve, check, back up: whole use cases on a case as full as a real one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qmdesk.casefile.case import CaseFile
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.model.problem import Refused, Severity
from qmdesk.review.backups import list_backups, make_backup, restore_backup
from qmdesk.review.check import leaving_check
from qmdesk.review.conclude import amend, conclude
from qmdesk.review.resolve import conflicts, resolve
from qmdesk.review.session import ReviewSession, Who
from qmdesk.review.setting import set_text
from qmdesk.review.states import conclusion_of
from qmdesk.review.suggesting import draft_suggestions
from tests.bench.cases import full_case


@pytest.fixture
def full(tmp_path: Path) -> Iterator[ReviewSession]:
    with full_case(tmp_path) as session:
        yield session


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {problem.code for problem in refused.value.problems}


def test_a_full_case_has_one_level_and_can_be_concluded(full: ReviewSession):
    level = full.assess(Stage.ONSITE).grade.level
    conclude(full).wait()
    conclusion = conclusion_of(full.state)
    assert conclusion is not None
    assert conclusion["level"] == conclusion["concluded"] == level
    assert conclusion["form_sha256"] == full.form.sha256


def test_a_concluded_case_changes_by_amendment_only(full: ReviewSession):
    conclude(full).wait()
    with pytest.raises(Refused) as refused:
        set_text(full, "case", "note", "改一下")
    assert codes(refused) == {"case-concluded"}
    amend(full, "抄错了一个数").wait()
    set_text(full, "case", "note", "改一下")[0].wait()
    conclude(full).wait()
    history = full.history(Place("case", "concluded"))
    assert [entry.value is None for entry in history] == [False, True, False]
    assert history[1].reason == "抄错了一个数"


def test_an_open_grade_can_not_be_concluded(full: ReviewSession):
    full.record(Edit(Place("item:system.supply", "level", "onsite", "王工"), None)).wait()
    full.record(Edit(Place("item:system.supply", "level", "onsite", "李工"), None)).wait()
    with pytest.raises(Refused) as refused:
        conclude(full)
    assert codes(refused) == {"grade-open"}


@pytest.mark.parametrize(
    ("team", "reason", "expected"),
    [
        (2, "", {"conclusion-without-reason"}),
        (1, "不同意", {"conclusion-too-far"}),
        (4, "表现突出", {"conclusion-above-figure"}),
        (2, "两名组员均认为数据口径偏宽", set()),
    ],
)
def test_the_teams_conclusion_keeps_to_its_bounds(full: ReviewSession, team: int, reason: str, expected: set[str]):
    assert full.assess(Stage.ONSITE).grade.level == 3
    set_text(full, "case", "conclusion", str(team))
    set_text(full, "case", "conclusion_reason", reason)
    if not expected:
        conclude(full).wait()
        return
    with pytest.raises(Refused) as refused:
        conclude(full)
    assert codes(refused) == expected


def test_where_the_form_is_read_so_the_conclusion_is_the_computed_grade(full: ReviewSession):
    set_text(full, "reading:conclusion", "option", "as-computed", reason="机构规定")
    set_text(full, "case", "conclusion", "2")
    set_text(full, "case", "conclusion_reason", "数据口径偏宽")
    with pytest.raises(Refused) as refused:
        conclude(full)
    assert codes(refused) == {"conclusion-as-computed"}


def disagreeing(full: ReviewSession, tmp_path: Path) -> Place:
    """Two devices that did not know of each other set the same note."""
    place = Place("item:system.process", "note", "onsite")
    copy = tmp_path / "同事.qmcase"
    full.on_file(lambda case: case.backup(copy))
    full.record(Edit(place, "甲的说法")).wait()
    with ReviewSession.open(copy, Who("c" * 16, "李工", tmp_path / "home-c")) as other:
        other.record(Edit(place, "乙的说法")).wait()
        entries = other.on_file(lambda case: tuple(case.entries()))
    full.on_file(lambda case: case.absorb(entries))
    full.reload()
    return place


def test_a_conflict_blocks_the_conclusion_until_it_is_settled_with_a_reason(full: ReviewSession, tmp_path: Path):
    place = disagreeing(full, tmp_path)
    assert conflicts(full) == (place,)
    with pytest.raises(Refused) as refused:
        conclude(full)
    assert codes(refused) == {"open-conflict"}
    with pytest.raises(Refused):
        resolve(full, place.subject, place.name, "乙的说法", reason=" ")
    resolve(full, place.subject, place.name, "乙的说法", reason="有照片为证").wait()
    assert conflicts(full) == ()
    assert full.state[place].value == "乙的说法"
    assert full.on_file(CaseFile.check_journal) == ()


def test_the_leaving_check_names_what_is_open_by_its_name(full: ReviewSession):
    found = leaving_check(full)
    assert not found.ready
    by_code = {problem.code: problem for problem in found.open}
    assert "no-lead-assessor" in by_code
    assert by_code["item-without-evidence"].severity is Severity.WARNING
    assert by_code["case-field-missing"].details["name"]


def test_with_people_and_nothing_open_a_case_without_a_visit_is_ready(full: ReviewSession):
    set_text(full, "member:a", "name", "某a")
    set_text(full, "member:a", "role", "lead")
    assert not leaving_check(full).ready
    for key, role in (("b", "assessor"), ("c", "representative")):
        set_text(full, f"member:{key}", "name", f"某{key}")
        set_text(full, f"member:{key}", "role", role)
    found = leaving_check(full)
    assert found.ready
    assert "step-must" in {problem.code for problem in found.open}, "told of all the same; test_check_visit.py goes on"


def test_suggestions_are_drafted_once_for_every_gap_and_edits_survive(full: ReviewSession):
    drafted = draft_suggestions(full).wait()
    subjects = {place.subject for place in drafted.places}
    assert subjects
    subject = min(subjects)
    full.record(Edit(Place(subject, "action"), "按本厂情况改写")).wait()
    assert draft_suggestions(full).wait().entries == ()
    assert full.value(subject, "action") == "按本厂情况改写"


def test_a_backup_comes_back_under_a_free_name_with_all_that_was_in_it(full: ReviewSession, tmp_path: Path):
    state, path, who = dict(full.state), full.path, full.who
    full.close()
    made = make_backup(path, who.home)
    assert list_backups(path, who.home) == [made]
    path.write_bytes(b"gone")
    restored = restore_backup(path, who.home)
    assert restored != path
    assert path.read_bytes() == b"gone", "what is there is never overwritten"
    with ReviewSession.open(restored, who) as again:
        assert dict(again.state) == state


def test_there_is_a_word_where_there_is_no_backup(full: ReviewSession, tmp_path: Path):
    with pytest.raises(Refused) as refused:
        restore_backup(full.path, tmp_path / "nowhere")
    assert codes(refused) == {"no-backup"}
