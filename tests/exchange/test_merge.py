"""Merging: the union of logs, the same on every laptop, with every conflict told and none made up."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qmdesk.casefile import absorbing
from qmdesk.casefile.case import Blob, create
from qmdesk.exchange.bag import PackInfo
from qmdesk.exchange.conflicts import Conflict, conflicts_of
from qmdesk.exchange.merge import Believing, merge_into, new_case_of, packages_in
from qmdesk.exchange.package import open_package
from qmdesk.exchange.verify import verify_package
from qmdesk.model.journal import Place
from qmdesk.model.problem import Problem, Refused
from qmdesk.trust.anchors import TrustList
from tests.exchange.conftest import PHOTO
from tests.exchange.teams import Laptop, parts_of, write_zip
from tests.trust import people

PASSED = Place("step:k1", "passed", "onsite")


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


def test_the_union_of_two_logs_is_the_same_on_both_laptops(wang: Laptop, li: Laptop):
    li.set(Place("case", "note"), "二车间")
    ours, theirs = wang.pack(), li.pack()
    first = li.merge(ours)
    second = wang.merge(theirs)
    assert (first.entries_new, first.files_new, second.entries_new, second.files_new) == (3, 1, 1, 0)
    assert tuple(wang.case.entries()) == tuple(li.case.entries())
    assert wang.case.state() == li.case.state()
    assert li.case.blob(PHOTO.sha256) == PHOTO.content
    assert first.conflicts == second.conflicts == ()


def test_a_package_taken_again_changes_nothing_and_says_so(wang: Laptop, li: Laptop):
    package = wang.pack()
    li.merge(package)
    again = li.merge(package)
    assert (again.entries_new, again.entries_known, again.files_new, again.refused) == (0, 3, 0, ())
    assert codes(again.notices) == ["package-nothing-new"]


def test_the_index_by_place_is_there_after_many_rows_at_once_and_after_a_merge_that_failed(
    wang: Laptop, li: Laptop, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(absorbing, "_MANY", 1)
    moving = absorbing._move_heads

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(absorbing, "_move_heads", cut)
    asked = "SELECT sql FROM sqlite_master WHERE name = 'entry_place'"
    made = li.case._connection.execute(asked).fetchall()
    with pytest.raises(KeyboardInterrupt):
        li.merge(wang.pack())
    assert li.case._connection.execute(asked).fetchall() == made
    assert tuple(li.case.entries()) == ()
    monkeypatch.setattr(absorbing, "_move_heads", moving)
    li.merge(wang.pack())
    assert li.case._connection.execute(asked).fetchall() == made
    assert li.case._connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert tuple(li.case.entries()) == tuple(wang.case.entries())


def test_an_older_package_after_a_newer_changes_nothing(wang: Laptop, li: Laptop):
    old = wang.pack("old.zip")
    wang.set(PASSED, 48)
    li.merge(wang.pack("new.zip"))
    result = li.merge(old)
    assert (result.entries_new, result.entries_known) == (0, 3)
    assert li.case.state()[PASSED].value == 48


def test_packages_that_build_on_each_other_are_taken_in_any_order(wang: Laptop, tmp_path: Path):
    chain = [wang.pack("1.zip")]
    for number in (2, 3):
        since = wang.packed
        blob = Blob(f"photo {number}".encode(), "image/png")
        wang.set(Place(f"evidence:e{number}", "file"), blob.sha256, (blob,))
        chain.append(wang.pack(f"{number}.zip", since=since))
    states = []
    for number, order in enumerate(permutations(chain)):
        laptop = Laptop(tmp_path / f"l{number}", "平板")
        result = laptop.merge(*order)
        assert (result.entries_new, result.files_new, result.refused) == (5, 3, ())
        states.append((tuple(laptop.case.entries()), laptop.case.blob_ids()))
        laptop.close()
    assert set(states) == {states[0]}


def test_a_package_without_what_it_builds_on_is_refused_and_taken_later(wang: Laptop, li: Laptop):
    first = wang.pack("1.zip")
    wang.set(PASSED, 48)
    second = wang.pack("2.zip", since=wang.packed)
    result = li.merge(second)
    assert [each.problem.code for each in result.refused] == ["package-gap"]
    assert li.merge(first).entries_new == 3
    assert li.merge(second).entries_new == 1


def test_a_bad_package_is_named_and_the_others_are_taken(wang: Laptop, li: Laptop, tmp_path: Path):
    bad = tmp_path / "坏.zip"
    bad.write_bytes(wang.pack().read_bytes()[:500])
    result = li.merge(bad, wang.pack("good.zip"))
    assert result.entries_new == 3
    assert result.to_json()["refused"] == [{"package": "坏.zip", "code": "package-truncated", "where": "坏.zip"}]


def test_a_signer_met_for_the_first_time_is_taken_with_a_notice_and_then_known(wang: Laptop, li: Laptop):
    assert codes(li.merge(wang.pack()).notices) == ["signer-first-use"]
    wang.set(PASSED, 48)
    assert li.merge(wang.pack()).notices == ()
    assert li.devices.names()[wang.identity.id] == "王工的笔记本"


def test_a_refused_package_makes_nobody_known(wang: Laptop, li: Laptop):
    wang.pack()
    other = li.merge(_truncated(wang.folder / "包.zip"))
    assert other.refused
    assert wang.identity.id not in li.devices.names()


def _truncated(path: Path) -> Path:
    path.write_bytes(path.read_bytes()[:-60])
    return path


# -- conflicts ---------------------------------------------------------------------------------------


def test_edits_unseen_by_each_other_are_a_conflict_on_both_sides(wang: Laptop, li: Laptop):
    li.merge(wang.pack())
    wang.set(PASSED, 48)
    li.set(PASSED, 47)
    ours, theirs = wang.pack(), li.pack()
    expected = {
        "subject": "step:k1", "field": "passed", "stage": "onsite", "values": [48, 47],
        "consensus": False, "marked": False,
    }  # fmt: skip
    for laptop, package in ((li, ours), (wang, theirs)):
        (found,) = laptop.merge(package).to_json()["conflicts"]
        assert sorted(found.pop("values")) == [47, 48]
        assert {each["value"] for each in found.pop("sides")} == {47, 48}
        assert found == {key: value for key, value in expected.items() if key != "values"}


def test_the_same_edit_on_both_sides_is_no_conflict(wang: Laptop, li: Laptop):
    li.merge(wang.pack())
    wang.set(PASSED, 48)
    li.set(PASSED, 48)
    assert li.merge(wang.pack()).conflicts == ()


def test_a_settled_conflict_stays_settled_after_merging_again(wang: Laptop, li: Laptop):
    li.merge(wang.pack())
    wang.set(PASSED, 48)
    li.set(PASSED, 47)
    theirs = wang.pack()
    assert len(li.merge(theirs).conflicts) == 1
    li.set(PASSED, 48)
    assert li.merge(theirs).conflicts == ()
    assert wang.merge(li.pack()).conflicts == ()
    assert wang.case.state() == li.case.state()


RATINGS = {"王工": 3, "李工": 2}


def rate(laptop: Laptop, author: str, level: int | None) -> None:
    laptop.set(Place("item:system.process", "level", "onsite", author), level)


def test_differing_ratings_are_a_point_for_consensus_until_the_team_agrees(wang: Laptop, li: Laptop):
    rate(wang, "王工", 3)
    rate(li, "李工", 2)
    expected = Conflict("item:system.process", "level", "onsite", (2, 3), consensus=True)
    assert li.merge(wang.pack()).conflicts == (expected,)
    li.set(Place("item:system.process", "agreed", "onsite"), 3)
    assert wang.merge(li.pack()).conflicts == ()
    ratings = {place.author: folded.value for place, folded in wang.case.state().items() if place.name == "level"}
    assert ratings == RATINGS


@pytest.mark.parametrize(("first", "second"), [(3, 3), (3, None), (None, None)])
def test_like_ratings_and_withdrawn_ones_need_no_consensus(wang: Laptop, li: Laptop, first, second):
    rate(wang, "王工", first)
    rate(li, "李工", second)
    assert li.merge(wang.pack()).conflicts == ()


def test_an_agreement_that_was_withdrawn_opens_the_point_again(wang: Laptop, li: Laptop):
    rate(wang, "王工", 3)
    rate(li, "李工", 2)
    li.merge(wang.pack())
    agreed = Place("item:system.process", "agreed", "onsite")
    li.set(agreed, 3)
    li.set(agreed, None)
    assert [each.consensus for each in conflicts_of(li.case.state())] == [True]


def test_ratings_of_other_stages_are_other_matters(wang: Laptop, li: Laptop):
    wang.set(Place("item:system.process", "level", "self", "企业"), 4)
    rate(li, "李工", 2)
    assert li.merge(wang.pack()).conflicts == ()


# -- any history -------------------------------------------------------------------------------------

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["set", "set", "rate", "file", "send"]),
        st.integers(0, 2),
        st.integers(0, 2),
        st.integers(1, 4),
        st.booleans(),
    ),
    min_size=4,
    max_size=16,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, rng=st.randoms(use_true_random=False))
def test_after_any_history_all_laptops_come_to_the_same(tmp_path_factory, steps, rng):
    """Edits, ratings, files, full and partial packages in any order and repeated: nothing is lost, all agree."""
    folder = tmp_path_factory.mktemp("team")
    team = [Laptop(folder / name, name) for name in ("王", "李", "赵")]
    sent: list[Path] = []
    since: dict[int, PackInfo] = {}
    for number, (what, who, other, value, partial) in enumerate(steps):
        laptop = team[who]
        if what == "set":
            laptop.set(PASSED, value)
        elif what == "rate":
            rate(laptop, laptop.name, value)
        elif what == "file":
            blob = Blob(f"file {value}".encode(), "image/png")
            laptop.set(Place(f"evidence:e{value}", "file"), blob.sha256, (blob,))
        elif tuple(laptop.case.heads()):
            sent.append(laptop.pack(f"{number}.zip", since=since.get(who) if partial else None))
            since[who] = laptop.packed
            team[other].merge(sent[-1])
    written = {entry.id for laptop in team for entry in laptop.case.entries()}
    final = [laptop.pack("final.zip") for laptop in team if laptop.case.heads()]
    for laptop in team:
        packages = [*final, *sent]
        rng.shuffle(packages)
        assert laptop.merge(*packages).refused == ()
    states = [(laptop.case.state(), laptop.case.blob_ids(), conflicts_of(laptop.case.state())) for laptop in team]
    assert states[0] == states[1] == states[2]
    assert {entry.id for entry in team[0].case.entries()} == written
    assert team[0].case.check_journal() == ()
    for laptop in team:
        laptop.close()


# -- new cases ---------------------------------------------------------------------------------------


def test_a_case_is_made_from_a_package_where_there_was_none(wang: Laptop, tmp_path: Path):
    path = wang.pack()
    with open_package(path, anchors=TrustList(), devices=wang.devices) as package:
        new = new_case_of(package, "2026-07-02T08:00:00+08:00")
    with create(tmp_path / "got.qmcase", new) as case:
        result = merge_into(case, [path], Believing(devices=wang.devices))
        assert (case.case_id, case.form_files()) == (wang.case.case_id, wang.case.form_files())
        assert (result.entries_new, case.state()) == (3, wang.case.state())


def test_no_case_is_made_from_a_package_that_brings_only_a_part(wang: Laptop):
    wang.pack()
    wang.set(PASSED, 1)
    path = wang.pack("part.zip", since=wang.packed)
    with open_package(path, anchors=TrustList(), devices=wang.devices) as package, pytest.raises(Refused) as caught:
        new_case_of(package, "2026-07-02")
    assert codes(caught.value.problems) == ["package-not-whole"]


def test_files_that_are_still_to_come_are_told(wang: Laptop, li: Laptop):
    """The photo was in a package that got lost; the entries of a later one come without it."""
    wang.pack("lost.zip")
    lost = replace(wang.packed, logs=())
    result = li.merge(wang.pack("later.zip", since=lost))
    assert (result.entries_new, result.files_new) == (3, 0)
    assert codes(result.notices) == ["package-files-missing", "signer-first-use"]


def test_the_packages_of_a_folder_are_found_by_name(wang: Laptop):
    for name in ("b.zip", "a.zip"):
        wang.pack(name)
    (wang.folder / "note.txt").write_text("x")
    assert [path.name for path in packages_in(wang.folder)] == ["a.zip", "b.zip"]


# -- verify ------------------------------------------------------------------------------------------


def test_verify_tells_who_signed_and_that_all_is_covered(wang: Laptop):
    found = verify_package(wang.pack(identity=people.lead()), people.trusted())
    document = found.to_json(lambda problem: {"code": problem.code})
    assert (document["ok"], document["kind"], document["problems"], document["regrade"]) == (True, "package", [], None)
    (signature,) = document["signatures"]
    assert {key: signature[key] for key in ("signer", "role", "valid", "trusted", "covers_all", "modified_after")} == {
        "signer": "王𬭎", "role": "lead", "valid": True, "trusted": True, "covers_all": True, "modified_after": False,
    }  # fmt: skip


def test_verify_trusts_a_device_met_before_and_nobody_else(wang: Laptop, li: Laptop):
    package = wang.pack()
    assert verify_package(package, TrustList(), devices=wang.devices).ok
    found = verify_package(package, TrustList(), devices=li.devices)
    assert (found.ok, codes(found.problems)) == (False, ["signer-not-trusted"])
    assert (found.signatures[0].check.valid, found.signatures[0].check.trusted) == (True, False)
    assert found.signatures[0].role == "device"
    li.merge(package)
    assert verify_package(package, TrustList(), devices=li.devices).ok
    demanded = verify_package(package, people.trusted(), devices=li.devices, demand_chain=True)
    assert (demanded.ok, demanded.signatures[0].check.trusted) == (False, False)


def test_verify_tells_of_a_change_after_signing_and_still_who_signed(wang: Laptop, tmp_path: Path):
    parts = parts_of(wang.pack())
    parts["data/snapshot.json"] += b" "
    found = verify_package(write_zip(tmp_path / "x.zip", parts), TrustList(), devices=wang.devices)
    (signature,) = found.signatures
    assert (found.ok, signature.check.valid, signature.modified_after, signature.covers_all) == (
        False,
        True,
        True,
        False,
    )
    assert codes(found.problems) == ["package-changed"]
