"""After the conclusion a change is a new version that names the old one; the old report goes on proving itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from qmdesk.model.canonical import sha256_bytes
from qmdesk.model.journal import Edit, Place
from qmdesk.model.problem import Refused
from qmdesk.report.verify_attachments import page_lines
from qmdesk.review.amending import amends
from qmdesk.review.conclude import amend, conclude
from qmdesk.review.history_check import held_against
from qmdesk.review.reporting import Manner, Signing, report
from qmdesk.review.session import ReviewSession
from qmdesk.review.verifying import verify_file
from qmdesk.trust.identity import pem_of
from tests.review.test_use_cases import full as full
from tests.trust import people


@pytest.fixture
def trust(tmp_path: Path) -> Path:
    path = tmp_path / "trust.pem"
    path.write_bytes(pem_of(people.root().certificate))
    return path


def written(session: ReviewSession, path: Path, old: Path | None = None) -> Path:
    report(session, path, [Signing("lead", people.lead())], manner=Manner(old=old))
    return path


def amended(session: ReviewSession) -> None:
    amend(session, "抄错了一个数").wait()
    session.record(Edit(Place("case", "note"), "更正后")).wait()
    conclude(session, reason="已更正").wait()


def test_a_new_version_names_the_old_one_and_the_old_one_stays_good(full: ReviewSession, tmp_path: Path, trust: Path):
    conclude(full, reason="齐了").wait()
    assert amends(full) is None
    old = written(full, tmp_path / "old.pdf")
    amended(full)
    new = written(full, tmp_path / "new.pdf", old)
    told = amends(full, old)
    assert told is not None
    assert (told.version, told.sha256) == (2, sha256_bytes(old.read_bytes()))
    cover = "".join("".join(page_lines(new.read_bytes())[:60]).split())
    assert "第2版" in cover and told.sha256 in cover and told.short_code in cover and told.number in cover
    for path in (old, new):
        found = held_against(verify_file(path, tmp_path, [trust]), full)
        assert found.regrade is not None and found.regrade["ok"] is True, path
        assert found.case is not None and found.case["ok"] is True, path
    assert held_against(verify_file(old, tmp_path, [trust]), full).case == {"ok": True, "later": 3}


def test_without_the_old_file_the_journal_tells_its_short_code(full: ReviewSession, tmp_path: Path):
    conclude(full, reason="齐了").wait()
    old = written(full, tmp_path / "old.pdf")
    by_file = amends(full, old)
    amended(full)
    told = amends(full)
    assert told is not None and by_file is not None
    assert (told.version, told.short_code, told.sha256) == (2, by_file.short_code, "")


def test_only_an_earlier_report_of_this_case_can_be_replaced(full: ReviewSession, make_session, tmp_path: Path):
    other = make_session("别的.qmcase", "b" * 16)
    foreign = tmp_path / "foreign.pdf"
    report(other, foreign)
    (tmp_path / "x.pdf").write_bytes(b"hello")
    for path, code in (
        (foreign, "amends-other-case"),
        (tmp_path / "x.pdf", "report-unreadable"),
        (tmp_path / "no", "file-missing"),
    ):
        with pytest.raises(Refused) as caught:
            amends(full, path)
        assert caught.value.problems[0].code == code


def test_a_history_rewritten_after_the_report_is_found(full: ReviewSession, make_session, tmp_path: Path, trust: Path):
    """The same case told otherwise: a second book kept beside the first, with the case's own id."""
    signed = written(full, tmp_path / "signed.pdf")
    found = verify_file(signed, tmp_path, [trust])
    assert [each.code for each in held_against(found, make_session("other.qmcase", "b" * 16)).problems][-1:] == [
        "report-other-case"
    ]

    class Rewritten:
        path = full.path

        def snapshot(self):
            return full.snapshot()

        def history(self):
            from dataclasses import replace

            from qmdesk.model.journal_json import entry_hash

            entries, before = [], ""
            for each in sorted(full.history(), key=lambda each: each.seq):
                told = replace(each, prev=before or each.prev, value="改" if each.field == "enterprise" else each.value)
                told = replace(told, hash=entry_hash(_parts(told)))
                entries.append(told)
                before = told.hash
            return tuple(entries)

    codes = [each.code for each in held_against(found, Rewritten()).problems]  # pyright: ignore[reportArgumentType]
    assert "report-history-rewritten" in codes


def _parts(entry):
    from qmdesk.model.journal_json import entry_to_json

    return entry_to_json(entry)


def test_a_case_older_than_the_report_says_so(full: ReviewSession, tmp_path: Path, trust: Path):
    earlier = full.history()
    full.record(Edit(Place("case", "note"), "后来")).wait()
    found = verify_file(written(full, tmp_path / "signed.pdf"), tmp_path, [trust])

    class Earlier:
        path = full.path
        snapshot = full.snapshot

        def history(self):
            return earlier

    assert "report-history-shorter" in [each.code for each in held_against(found, Earlier()).problems]  # pyright: ignore[reportArgumentType]
