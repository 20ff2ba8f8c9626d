"""The path of a visit and its papers from the command line."""

from __future__ import annotations

from pathlib import Path

from tests.app.conftest import Qmdesk


def test_the_path_says_how_far_each_step_is(qmdesk: Qmdesk, case: str) -> None:
    before = {each["id"]: each for each in qmdesk("visit", case, "--json").json["steps"]}
    assert before["team"]["standing"] == "open"
    assert before["team"]["done"] == 0
    assert before["team"]["must"] is True
    for at, role in enumerate(("lead", "assessor", "representative")):
        assert qmdesk("set", case, f"member:m{at}", "name", f"人{at}").status == 0
        assert qmdesk("set", case, f"member:m{at}", "role", role).status == 0
    after = {each["id"]: each for each in qmdesk("visit", case, "--json").json["steps"]}
    assert after["team"]["standing"] == "done"
    assert after["declarations"]["total"] == 2
    told = qmdesk("visit", case).out.decode("utf-8")
    assert "✓ 评价组\n" in told
    assert "0/2（必须完成）" in told


def test_a_step_that_was_skipped_says_why(qmdesk: Qmdesk, case: str) -> None:
    assert qmdesk("set", case, "visit:walk", "skipped", "是").status == 0
    assert qmdesk("set", case, "visit:walk", "reason", "产线停产").status == 0
    told = qmdesk("--lang", "en", "visit", case).out.decode("utf-8")
    assert "– Floor walk (skipped: 产线停产)" in told


def test_papers_are_written_as_asked(qmdesk: Qmdesk, case: str, tmp_path: Path) -> None:
    assert qmdesk("papers", case, "--paper", "documents", "-o", "d.xlsx").status == 0
    assert qmdesk("papers", case, "--paper", "schedule", "-o", "s.pdf").status == 0
    assert (tmp_path / "d.xlsx").read_bytes()[:2] == b"PK"
    assert (tmp_path / "s.pdf").read_bytes()[:4] == b"%PDF"
    again = qmdesk("papers", case, "--paper", "schedule", "-o", "s.pdf")
    assert again.status == 2
    assert "s.pdf" in again.err
    unknown = qmdesk("papers", case, "--paper", "menu", "-o", "m.pdf")
    assert unknown.status == 2
    assert "opening-minutes" in unknown.err


def test_the_papers_that_help_names_are_those_there_are() -> None:
    from qmdesk.app.commands.visit import PAPER_NAMES
    from qmdesk.review.papers import PAPERS

    assert set(PAPER_NAMES) == set(PAPERS)


def test_a_paper_is_drafted_once_and_edited_minutes_are_kept(qmdesk: Qmdesk, case: str) -> None:
    drafted = qmdesk("papers", case, "--draft", "documents")
    assert drafted.status == 0
    assert "已起草" in drafted.err
    assert "已起草" not in qmdesk("papers", case, "--draft", "documents").err
    without = qmdesk("papers", case, "--draft", "schedule")
    assert without.status == 2
    assert "case/visit_start" in without.err
    assert qmdesk("papers", case, "--draft", "opening-minutes").status == 0
    assert qmdesk("set", case, "meeting:opening", "minutes", "人写的").status == 0
    refused = qmdesk("papers", case, "--draft", "opening-minutes")
    assert refused.status == 2
    assert "--anew" in refused.err
    assert qmdesk("papers", case, "--draft", "opening-minutes", "--anew").status == 0


def test_one_thing_is_asked_of_papers_at_a_time(qmdesk: Qmdesk, case: str) -> None:
    assert qmdesk("papers", case).status == 2
    assert qmdesk("papers", case, "--draft", "documents", "--paper", "documents", "-o", "d.pdf").status == 2
    assert qmdesk("papers", case, "--draft", "menu").status == 2


def test_the_drafts_that_help_names_are_those_there_are() -> None:
    from qmdesk.app.commands.visit import DRAFT_NAMES
    from qmdesk.review.drafting import DRAFTS

    assert DRAFT_NAMES == DRAFTS
