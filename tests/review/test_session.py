"""A case at work: what was recorded stands, is written before it is called saved, and can be set back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qmdesk.casefile.case import Blob, CaseFile
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.model.problem import Problem, Refused
from qmdesk.review.session import ReviewSession, Who
from qmdesk.review.setting import set_text
from qmdesk.review.undo import redo, undo

RATING = Place("item:system.process", "level", "onsite", "王工")
NOTE = Place("item:system.process", "note", "onsite")


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def reopened(session: ReviewSession) -> ReviewSession:
    session.close()
    return ReviewSession.open(session.path, session.who)


def test_a_recorded_answer_stands_at_once_and_after_reopening(session: ReviewSession):
    changes = session.record(Edit(RATING, 3)).wait()
    assert session.state[RATING].value == 3
    assert changes.places == {RATING}
    with reopened(session) as again:
        assert again.state[RATING].value == 3


def test_every_entry_says_who_when_and_what_it_replaced(session: ReviewSession):
    session.record(Edit(NOTE, "一", author="李工"))
    session.record(Edit(NOTE, "二", reason="更正笔误", author="王工"))
    first, second = session.history(NOTE)
    assert (first.author, second.author, second.reason) == ("李工", "王工", "更正笔误")
    assert second.replaces == (first.id,)
    assert first.at < second.at


def test_saying_the_same_again_writes_nothing(session: ReviewSession):
    session.record(Edit(RATING, 3)).wait()
    assert session.record(Edit(RATING, 3)).wait().entries == ()
    assert len(session.history(RATING)) == 1


def test_a_level_and_the_truth_value_true_are_not_the_same(session: ReviewSession):
    session.record(Edit(Place("case", "note"), 1)).wait()
    assert session.record(Edit(Place("case", "note"), True)).wait().entries != ()


def test_a_log_goes_on_in_the_same_file_and_not_in_a_copy(session: ReviewSession):
    log = session.log
    session.record(Edit(NOTE, "一")).wait()
    with reopened(session) as again:
        assert again.log == log
    copy = session.path.with_name("副本.qmcase")
    shutil.copy(session.path, copy)
    with ReviewSession.open(copy, session.who) as copied:
        assert copied.log != log
        copied.record(Edit(NOTE, "副本里改")).wait()
        assert copied.on_file(CaseFile.check_journal) == ()


def test_a_file_set_back_in_place_starts_a_new_log(session: ReviewSession):
    session.record(Edit(NOTE, "一")).wait()
    session.close()
    early = session.path.read_bytes()
    with ReviewSession.open(session.path, session.who) as later:
        later.record(Edit(NOTE, "二")).wait()
        log = later.log
    session.path.write_bytes(early)
    with ReviewSession.open(session.path, session.who) as restored:
        assert restored.log != log


def test_blobs_come_with_the_entry_that_names_them(session: ReviewSession):
    photo = Blob(b"\xff\xd8photo", "image/jpeg")
    session.record(Edit(Place("evidence:k1", "file"), photo.sha256), blobs=[photo]).wait()
    with reopened(session) as again:
        assert again.blob(photo.sha256) == photo.content
        assert again.snapshot().files[photo.sha256].size == len(photo.content)


def test_undo_and_redo_walk_back_and_forth_and_nothing_leaves_the_journal(session: ReviewSession):
    session.record(Edit(NOTE, "一")).wait()
    session.record(Edit(NOTE, "二")).wait()
    seen = []
    for step in (undo, undo, redo, redo, undo):
        step(session).recorded.wait()
        seen.append(session.state[NOTE].value)
    assert seen == ["一", None, "一", "二", "一"]
    assert len(session.history(NOTE)) == 7


def test_undo_works_on_after_reopening(session: ReviewSession):
    session.record(Edit(NOTE, "一")).wait()
    session.record(Edit(NOTE, "二")).wait()
    with reopened(session) as again:
        undo(again).recorded.wait()
        assert again.state[NOTE].value == "一"


def test_undo_sets_back_a_whole_batch(session: ReviewSession):
    session.record([Edit(NOTE, "一"), Edit(RATING, 2)]).wait()
    undo(session).recorded.wait()
    assert (session.state[NOTE].value, session.state[RATING].value) == (None, None)


def test_a_new_change_ends_what_could_be_redone(session: ReviewSession):
    session.record(Edit(NOTE, "一")).wait()
    undo(session).recorded.wait()
    session.record(Edit(NOTE, "三")).wait()
    with pytest.raises(Refused) as refused:
        redo(session)
    assert codes(refused) == ["nothing-to-redo"]


@given(st.lists(st.sampled_from(["edit", "edit", "undo", "redo"]), max_size=25))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undo_behaves_as_a_pile_of_states(make_session: Callable[..., ReviewSession], tmp_path: Path, moves: list[str]):
    number = len(list(tmp_path.glob("*.qmcase")))
    session = make_session(f"{number}.qmcase")
    done: list[object] = [None]
    undone: list[object] = []
    for index, move in enumerate(moves):
        if move == "edit":
            session.record(Edit(NOTE, f"v{index}")).wait()
            done.append(f"v{index}")
            undone.clear()
        elif move == "undo" and len(done) > 1:
            undo(session).recorded.wait()
            undone.append(done.pop())
        elif move == "redo" and undone:
            redo(session).recorded.wait()
            done.append(undone.pop())
        assert session.value("item:system.process", "note", Stage.ONSITE) == done[-1]
    assert session.on_file(CaseFile.check_journal) == ()
    session.close()


class BrokenDisk:
    """Stands where the case file stood once the disk is full: every write fails, reading goes on."""

    def __init__(self, case: CaseFile) -> None:
        self._case = case

    def __getattr__(self, name: str):
        return getattr(self._case, name)

    def append(self, entries, blobs=()):
        raise Refused(Problem("case-disk-full"))


def test_a_write_that_fails_is_never_called_saved_and_stops_further_writing(session: ReviewSession):
    session._case = BrokenDisk(session._case)
    recorded = session.record(Edit(NOTE, "没有存上"))
    with pytest.raises(Refused) as refused:
        recorded.wait()
    assert codes(refused) == ["case-disk-full"]
    assert session.read_only
    with pytest.raises(Refused):
        session.record(Edit(NOTE, "再试"))


def test_what_a_failing_disk_refused_is_written_when_it_takes_it(session: ReviewSession):
    whole = session._case
    session._case = BrokenDisk(whole)
    first, second = session.record(Edit(NOTE, "没有存上")), session.record(Edit(NOTE, "排在后面"))
    for each in (first, second):
        with pytest.raises(Refused):
            each.wait()
    with pytest.raises(Refused):
        session.try_again()
    assert session.failing
    session._case = whole
    session.try_again()
    assert not session.read_only
    session.record(Edit(NOTE, "又能写了")).wait()
    assert [entry.value for entry in session.history(NOTE)] == ["没有存上", "排在后面", "又能写了"]
    assert session.on_file(lambda case: case.check_journal()) == ()


@pytest.mark.parametrize(
    ("subject", "field", "text", "value"),
    [
        ("case", "period", "2025-01~2025-12", {"from": "2025-01", "to": "2025-12"}),
        ("step:k1", "submitted", "１，２００", 1200),
        ("characteristic:d", "lsl", "9.80", "9.80"),
        ("item:digital.data", "agreed", "保证级", 3),
        ("figure:cpk", "tracked", "未做统计", "false"),
        ("loss:a", "kind", "内部", "internal"),
    ],
)
def test_typed_text_becomes_the_fields_value(
    session: ReviewSession, subject: str, field: str, text: str, value: object
):
    recorded, _ = set_text(session, subject, field, text)
    (place,) = recorded.wait().places
    assert session.state[place].value == value


@pytest.mark.parametrize(
    ("subject", "field", "text", "code"),
    [
        ("item:system.unknown", "level", "3", "unknown-subject"),
        ("itm:system.process", "level", "3", "unknown-subject"),
        ("item:system.process", "grade", "3", "unknown-field"),
        ("item:system.process", "applicable", "否", "not-applicable-needs-reason"),
        ("figure:fpy", "value", "98", "rate-needs-percent"),
    ],
)
def test_what_can_not_be_set_is_refused_by_name(session: ReviewSession, subject: str, field: str, text: str, code: str):
    with pytest.raises(Refused) as refused:
        set_text(session, subject, field, text)
    assert codes(refused) == [code]


def test_a_core_item_is_never_not_applicable(session: ReviewSession):
    with pytest.raises(Refused) as refused:
        set_text(session, "item:system.process", "applicable", "否", reason="不涉及")
    assert codes(refused) == ["not-applicable-core"]


def test_two_assessors_ratings_stand_side_by_side(session: ReviewSession):
    set_text(session, "item:system.supply", "level", "2", author="王工")
    set_text(session, "item:system.supply", "level", "3", author="李工")
    answer = session.answers(Stage.ONSITE).items["system.supply"]
    assert sorted(answer.levels) == [2, 3]
    set_text(session, "item:system.supply", "agreed", "2")
    assert session.answers(Stage.ONSITE).items["system.supply"].levels == (2,)


def test_a_second_session_on_one_file_is_read_only(session: ReviewSession, tmp_path: Path):
    other = Who("b" * 16, "李工", tmp_path / "home-b")
    with ReviewSession.open(session.path, other) as second:
        assert second.read_only
        with pytest.raises(Refused) as refused:
            second.record(Edit(NOTE, "x"))
    assert codes(refused) == ["case-held"]
