"""A merge looked at beforehand: says what merging then does, and changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from qmdesk.exchange.merge import Believing
from qmdesk.model.journal import Edit, Place
from qmdesk.model.problem import Refused
from qmdesk.review.packing import merge_packages, pack_case
from qmdesk.review.previewing import met_first, preview_merge
from qmdesk.review.session import ReviewSession, Who
from qmdesk.trust.anchors import known_devices
from qmdesk.trust.device import device_identity

NOTE, REGION = Place("case", "note"), Place("case", "region")


@pytest.fixture
def package(session: ReviewSession, tmp_path: Path) -> Path:
    """A colleague's package: one field that we change as well, one that we don't, one rating."""
    session.record(Edit(REGION, "—")).wait()
    session.on_file(lambda case: case.backup(tmp_path / "theirs.qmcase"))
    who = Who("b" * 16, "李工", tmp_path / "other")
    with ReviewSession.open(tmp_path / "theirs.qmcase", who) as other:
        other.record([Edit(REGION, "杭州"), Edit(NOTE, "他的"), _rated("李工", 3)]).wait()
        return _packed(other, tmp_path / "theirs.zip")


def _rated(author: str, level: int) -> Edit:
    return Edit(Place("item:system.process", "level", "onsite", author), level)


def _packed(session: ReviewSession, target: Path) -> Path:
    device = device_identity(session.who.home)
    pack_case(session, target, device, device=device.id)
    return target


def _believing(session: ReviewSession) -> Believing:
    return Believing(devices=known_devices(session.who.home))


def test_it_says_who_since_when_what_is_new_and_what_conflicts(session: ReviewSession, package: Path):
    session.record([Edit(REGION, "宁波"), _rated("王工", 2)]).wait()
    before, state = session.heads(), dict(session.state)
    found = preview_merge(session, [package], _believing(session))
    looked = found.packages[0]
    assert (looked.authors, looked.entries_new, looked.problem) == (("李工",), 3, None)
    assert met_first(looked)
    assert looked.first <= looked.last
    assert {each.after.place.name for each in found.changes} == {"region", "note", "level"}
    assert [(each.subject, each.field, each.consensus) for each in found.conflicts] == [
        ("case", "region", False),
        ("item:system.process", "level", True),
    ]
    assert (session.heads(), dict(session.state)) == (before, state), "nothing was taken in"
    assert known_devices(session.who.home).names() == {}, "nobody was remembered"

    done = merge_packages(session, [package], _believing(session))
    assert done.entries_new == looked.entries_new
    assert done.conflicts == found.conflicts
    assert {each.after.place: each.after for each in found.changes} == {
        each.after.place: session.state[each.after.place] for each in found.changes
    }
    again = preview_merge(session, [package], _believing(session))
    assert not again.takes


def test_a_package_of_another_case_is_named_and_the_others_are_looked_at(session: ReviewSession, package: Path):
    broken = package.with_name("broken.zip")
    content = bytearray(package.read_bytes())
    content[len(content) // 2] ^= 1
    broken.write_bytes(bytes(content))
    found = preview_merge(session, [broken, package], _believing(session))
    assert found.packages[0].problem is not None
    assert found.packages[1].problem is None
    assert found.takes


def test_packages_that_build_on_each_other_are_looked_at_in_any_order(
    session: ReviewSession, package: Path, tmp_path: Path
):
    with ReviewSession.open(tmp_path / "theirs.qmcase", Who("b" * 16, "李工", tmp_path / "other")) as other:
        other.record(Edit(NOTE, "后来")).wait()
        device = device_identity(other.who.home)
        later = tmp_path / "later.zip"
        pack_case(other, later, device, device=device.id, since=package)
    alone = preview_merge(session, [later], _believing(session))
    assert alone.packages[0].problem is not None
    assert alone.packages[0].problem.code == "package-gap"
    both = preview_merge(session, [later, package], _believing(session))
    assert [each.problem for each in both.packages] == [None, None]
    assert [each.entries_new for each in both.packages] == [1, 3]


def test_a_package_is_not_written_over_unless_told(session: ReviewSession, tmp_path: Path):
    target = _packed(session, tmp_path / "p.zip")
    device = device_identity(session.who.home)
    with pytest.raises(Refused) as refused:
        pack_case(session, target, device, device=device.id)
    assert refused.value.problems[0].code == "file-exists"
    with pytest.raises(Refused) as refused:
        pack_case(session, tmp_path / "none" / "p.zip", device, device=device.id)
    assert refused.value.problems[0].code == "folder-missing"
    assert pack_case(session, target, device, device=device.id, force=True).case_id == session.case_id
