"""What goes out of a case is noted in its journal: what, by which policy, for whom, with which hash."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from qmdesk.formdef.loader import load_builtin
from qmdesk.model.journal import Edit, Place
from qmdesk.model.problem import Refused, Severity
from qmdesk.review import exporting
from qmdesk.review.begin import begin
from qmdesk.review.reporting import rectification_pictures, report
from qmdesk.review.session import ReviewSession, Who


@pytest.fixture
def session(tmp_path: Path) -> ReviewSession:
    who = Who("a" * 16, "王工", tmp_path / "home")
    made = begin(
        tmp_path / "c.qmcase", load_builtin("meqmc"), who, enterprise="甬江机械厂", credit_code="91330212MA2TE8XU04"
    )
    values = {"binds": "item:system.process", "action": "补齐过程卡", "owner": "质量部", "status": "open"}
    made.record([Edit(Place("suggestion:s1", name), value) for name, value in values.items()]).wait()
    yield made
    made.close()


def noted(session: ReviewSession) -> list[dict[str, object]]:
    keys = {place.subject for place in session.state if place.kind == "export"}
    return [{place.name: found.value for place, found in session.state.items() if place.subject == key} for key in keys]


def test_a_copy_is_noted_with_its_hash_and_never_holds_the_name(session: ReviewSession, tmp_path: Path):
    out = tmp_path / "t.pdf"
    made = exporting.copy(session, out, "training", to="培训班")
    exporting.note(session, made).wait()
    digest = hashlib.sha256(out.read_bytes()).hexdigest()
    (found,) = noted(session)
    at = session.form.records["export"].fields["at"]
    from qmdesk.formdef.fields import check

    assert check(at, found.pop("at")) is None
    assert found == {"what": "copy", "policy": "training", "to": "培训班", "sha256": digest}


def test_every_kind_that_is_noted_is_a_choice_of_the_form(session: ReviewSession):
    known = set(session.form.records["export"].fields["what"].choices)
    kinds = {exporting.DOCX, exporting.SHEET_DOCX, exporting.DATA, exporting.COPY, exporting.COPY_DOCX}
    files = {exporting.REPORT, exporting.SIGNED, exporting.SHEET, exporting.SHEET_PNG}
    assert kinds | files <= known


def test_data_and_the_sheet_are_written_beside_nothing_left_over(session: ReviewSession, tmp_path: Path):
    for make, name in ((exporting.data, "d.xlsx"), (exporting.editable_sheet, "s.docx")):
        exporting.note(session, make(session, tmp_path / name)).wait()
    pictures = rectification_pictures(session, tmp_path / "sheet.png")
    assert [each.name for each in pictures] == ["sheet.png"]
    assert pictures[0].read_bytes().startswith(b"\x89PNG")
    assert {each["what"] for each in noted(session)} == {"data", "sheet-docx"}
    assert not [each for each in tmp_path.iterdir() if each.name.endswith(".part")]


def test_what_is_there_is_not_written_over_unasked(session: ReviewSession, tmp_path: Path):
    (tmp_path / "d.xlsx").write_bytes(b"mine")
    with pytest.raises(Refused) as refused:
        exporting.data(session, tmp_path / "d.xlsx")
    assert refused.value.problems[0].code == "file-exists"
    assert (tmp_path / "d.xlsx").read_bytes() == b"mine"


def test_a_concluded_case_is_noted_in_too(session: ReviewSession, tmp_path: Path):
    session.record(Edit(Place("case", "concluded"), {"stage": "onsite", "level": 2, "concluded": 2, "at": "x"})).wait()
    exporting.note(session, exporting.data(session, tmp_path / "d.xlsx")).wait()
    assert len(noted(session)) == 1


def test_a_report_and_pictures_are_noted_each_with_its_hash(session: ReviewSession, tmp_path: Path):
    pictures = rectification_pictures(session, tmp_path / "sheet.png")
    report(session, tmp_path / "r.pdf")
    for what, path in ((exporting.SHEET_PNG, pictures[0]), (exporting.REPORT, tmp_path / "r.pdf")):
        assert exporting.note_if_possible(session, exporting.of_file(path, what, session.now())) == ()
        assert hashlib.sha256(path.read_bytes()).hexdigest() in {
            each["sha256"] for each in noted(session) if each["what"] == what
        }


def test_what_can_not_be_noted_is_told(session: ReviewSession, tmp_path: Path):
    made = exporting.data(session, tmp_path / "d.xlsx")
    who = Who("b" * 16, "李工", tmp_path / "home2")
    with ReviewSession.open(session.path, who) as reading:
        (found,) = exporting.note_if_possible(reading, made)
    assert (found.code, found.where, found.severity) == ("export-not-noted", "d.xlsx", Severity.WARNING)
