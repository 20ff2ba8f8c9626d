"""The same measurements recorded in a case file: reported from it, verified, and graded alike when opened again."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from qmdesk.casefile.case import Blob
from qmdesk.formdef.fields import check, field_of
from qmdesk.formdef.loader import load_builtin
from qmdesk.grading.answers_of_figures import characteristic_at
from qmdesk.grading.studies import exclusions
from qmdesk.model.journal import Edit, Stage
from qmdesk.report.verify_regrade import regrade
from qmdesk.review.begin import begin
from qmdesk.review.reporting import report
from qmdesk.review.session import ReviewSession, Who
from tests.report.measured import OUT, measured_in_full

MADE = measured_in_full(concluded=False)


@pytest.fixture
def session(tmp_path: Path):
    who = Who("a" * 16, "王建国", tmp_path / "home")
    made = begin(
        tmp_path / "案卷.qmcase", load_builtin("meqmc"), who, enterprise="示例机械", credit_code="91330212MA2TE8XU04"
    )
    edits = [
        Edit(place, folded.value, reason=folded.heads[-1].reason, author=place.author or "王建国")
        for place, folded in MADE.state.items()
    ]
    made.record(edits, blobs=[Blob(MADE.blobs[name], info.media) for name, info in MADE.files.items()]).wait()
    yield made
    made.close()


def test_every_value_of_these_records_is_as_its_field_keeps_it():
    form = load_builtin("meqmc")
    for kind in ("exclusion", "gauge_study", "sampling", "repeat"):
        records = {place: folded.value for place, folded in MADE.state.items() if place.kind == kind}
        assert records
        for place, value in records.items():
            declared = field_of(form, kind, place.name, place.key)
            assert declared is not None and declared.staged
            assert check(declared, value) is None, place


def test_a_case_is_reported_and_verified_with_all_that_was_measured(session: ReviewSession, tmp_path: Path):
    target = tmp_path / "report.pdf"
    report(session, target)
    content = target.read_bytes()
    found = regrade(content)
    assert found.problems == () and found.document is not None and found.document["ok"] is True
    words = "".join("".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(content))
    for said in ("剔除的测量值", "抽样方案1", "测量系统分析：气动量仪", "现场测量与企业测量", "折叠正态"):
        assert said in words


def test_a_case_opened_again_grades_alike(session: ReviewSession, tmp_path: Path):
    before, path = session.assess(Stage.ONSITE), session.path
    session.close()
    again = ReviewSession.open(path, Who("a" * 16, "王建国", tmp_path / "home"))
    try:
        assert again.assess(Stage.ONSITE) == before
        shaft = characteristic_at(again.snapshot(), "c1")
        assert shaft is not None and sorted(exclusions(shaft).places) == [number - 1 for number in OUT]
        assert shaft.gauge_percent is not None
    finally:
        again.close()
