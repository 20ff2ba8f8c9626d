"""A merge undone as a whole, conflicts left open on purpose, and edits against deletions, with sessions and packages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qmdesk.exchange.conflicts import conflicts_of
from qmdesk.exchange.merge import Believing
from qmdesk.exchange.merges import merges_of, setting_back
from qmdesk.model.journal import Edit, Place
from qmdesk.model.problem import Refused
from qmdesk.review.packing import merge_packages, pack_case
from qmdesk.review.previewing import preview_merge
from qmdesk.review.resolve import leave_open, resolve, settle
from qmdesk.review.session import ReviewSession, Who
from qmdesk.review.undo import redo, undo
from qmdesk.review.unmerging import undo_merge, undoable
from qmdesk.trust.anchors import known_devices
from qmdesk.trust.device import device_identity

NOTE, REGION = Place("case", "note"), Place("case", "region")
PASSED, NAME = Place("step:k1", "passed", "onsite"), Place("step:k1", "name", "onsite")
DELETED = Place("step:k1", "deleted", "onsite")


@pytest.fixture
def other(session: ReviewSession, tmp_path: Path) -> Iterator[ReviewSession]:
    """A colleague with a copy of the case, made by a package."""
    session.record([Edit(NAME, "焊接"), Edit(PASSED, 48), Edit(NOTE, "一车间")]).wait()
    session.on_file(lambda case: case.backup(tmp_path / "theirs.qmcase"))
    with ReviewSession.open(tmp_path / "theirs.qmcase", Who("b" * 16, "李工", tmp_path / "other")) as opened:
        yield opened


def send(sender: ReviewSession, receiver: ReviewSession) -> list[str]:
    """Everything that one has to the other; the codes of what was refused."""
    device = device_identity(sender.who.home)
    target = sender.path.with_name(f"{device.id}-{len(list(sender.path.parent.iterdir()))}.zip")
    pack_case(sender, target, device, device=device.id)
    done = merge_packages(receiver, [target], Believing(devices=known_devices(receiver.who.home)))
    return [each.problem.code for each in done.refused]


def values(session: ReviewSession) -> dict[Place, object]:
    return {place: folded.values for place, folded in session.state.items() if folded.values != (None,)}


def test_an_edit_beside_a_deletion_is_a_conflict_on_both_sides_until_somebody_decides(
    session: ReviewSession, other: ReviewSession
):
    session.record(Edit(DELETED, True)).wait()
    other.record(Edit(PASSED, 47)).wait()
    assert send(session, other) == send(other, session) == []
    for each in (session, other):
        assert [(c.field, c.values) for c in conflicts_of(each.state)] == [("deleted", (True, None))]
        assert [head.value for head in each.state[DELETED].unseen] == [47]
    resolve(session, "step:k1", "deleted", "true", reason="工序已取消").wait()
    assert send(session, other) == []
    for each in (session, other):
        assert conflicts_of(each.state) == ()
        assert each.state[DELETED].value is True


def test_keeping_a_record_that_was_deleted_settles_it_too(session: ReviewSession, other: ReviewSession):
    session.record(Edit(DELETED, True)).wait()
    other.record(Edit(PASSED, 47)).wait()
    send(session, other)
    settle(other, {DELETED: None}, "还在用").wait()
    send(other, session)
    assert conflicts_of(session.state) == ()
    assert (session.state[DELETED].value, session.state[PASSED].value) == (None, 47)


def test_a_deletion_that_saw_the_edit_is_no_conflict_nor_an_edit_that_saw_the_deletion(
    session: ReviewSession, other: ReviewSession
):
    other.record(Edit(PASSED, 47)).wait()
    send(other, session)
    session.record(Edit(DELETED, True)).wait()
    send(session, other)
    assert conflicts_of(other.state) == ()
    other.record(Edit(NAME, "点焊")).wait()
    send(other, session)
    assert conflicts_of(session.state) == ()


def test_a_deletion_is_undone_to_what_was_there(session: ReviewSession):
    session.record([Edit(NAME, "焊接"), Edit(PASSED, 48)]).wait()
    session.record(Edit(DELETED, True)).wait()
    undo(session).recorded.wait()
    assert (session.state[DELETED].value, session.state[PASSED].value) == (None, 48)
    redo(session).recorded.wait()
    assert session.state[DELETED].value is True


def test_a_state_read_before_the_merge_is_no_ground_to_undo_anything(session: ReviewSession, other: ReviewSession):
    """The window looks while a merge is under way: the file is ahead of what the session has read."""
    other.record(Edit(REGION, "杭州")).wait()
    before = dict(session.state)
    send(other, session)
    found = session.on_file(lambda case: setting_back(case, before, merges_of(case)[-1], ""))
    assert (found.edits, found.left) == ((), ())


def test_a_whole_merge_is_undone_and_can_be_brought_back(session: ReviewSession, other: ReviewSession):
    other.record([Edit(NOTE, "二车间"), Edit(REGION, "杭州"), Edit(PASSED, 47)]).wait()
    other.record(Edit(Place("step:k2", "name", "onsite"), "装配")).wait()
    before = values(session)
    send(other, session)
    after = values(session)
    assert after != before
    (found,) = undoable(session)
    assert (found.merge.count, found.places, found.left) == (4, 4, 0)
    done = undo_merge(session)
    done.recorded.wait()
    assert done.left == ()
    assert values(session) == before
    assert undoable(session) == ()
    with pytest.raises(Refused, match="no-merge-to-undo"):
        undo_merge(session)
    undo(session).recorded.wait()
    assert values(session) == after


def test_a_conflict_that_stood_before_stands_again(session: ReviewSession, other: ReviewSession):
    session.record(Edit(NOTE, "甲")).wait()
    other.record(Edit(NOTE, "乙")).wait()
    send(other, session)
    assert session.state[NOTE].conflict
    other.record(Edit(NOTE, "丙")).wait()
    send(session, other)
    resolve(other, "case", "note", "丙", reason="商定").wait()
    send(other, session)
    assert session.state[NOTE].values == ("丙",)
    undo_merge(session).recorded.wait()
    assert set(session.state[NOTE].values) == {"甲", "乙"}


def test_what_changed_since_is_left_alone_and_named(session: ReviewSession, other: ReviewSession):
    other.record([Edit(NOTE, "二车间"), Edit(REGION, "杭州")]).wait()
    send(other, session)
    session.record(Edit(NOTE, "三车间")).wait()
    done = undo_merge(session)
    assert done.left == (NOTE,)
    assert session.state[NOTE].value == "三车间"
    assert REGION not in values(session)


def test_a_conflict_left_open_is_marked_for_the_team_on_both_sides(session: ReviewSession, other: ReviewSession):
    session.record(Edit(NOTE, "甲")).wait()
    other.record(Edit(NOTE, "乙")).wait()
    send(other, session)
    leave_open(session, [NOTE], "下午一起看现场").wait()
    send(session, other)
    for each in (session, other):
        assert [(c.field, c.marked) for c in conflicts_of(each.state)] == [("note", True)]
    with pytest.raises(Refused, match="reason-needed"):
        leave_open(session, [NOTE], " ")


def test_the_preview_tells_of_an_edit_against_a_deletion(session: ReviewSession, other: ReviewSession, tmp_path: Path):
    session.record(Edit(DELETED, True)).wait()
    other.record(Edit(PASSED, 47)).wait()
    device = device_identity(other.who.home)
    pack_case(other, tmp_path / "p.zip", device, device=device.id)
    found = preview_merge(session, [tmp_path / "p.zip"], Believing(devices=known_devices(session.who.home)))
    assert {(each.after.place, each.after.conflict) for each in found.changes} == {(PASSED, False), (DELETED, True)}
    assert [each.field for each in found.conflicts] == ["deleted"]
