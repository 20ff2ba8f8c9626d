"""A second review from a signed package: its gate, its own ratings, team, reasons and conclusion."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from qmdesk.exchange.merge import Believing
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.model.problem import Refused
from qmdesk.report.verify import verify_report
from qmdesk.report.verify_regrade import regrade
from qmdesk.review.begin import begin_from_case
from qmdesk.review.check import leaving_check
from qmdesk.review.conclude import amend, conclude
from qmdesk.review.packing import pack_case
from qmdesk.review.reporting import Manner, Signing, report
from qmdesk.review.second import Begins, begin_second, begin_second_from, second_lines
from qmdesk.review.session import ReviewSession, Who
from qmdesk.review.setting import set_text
from qmdesk.review.states import conclusion_of
from qmdesk.review.undo import undo
from qmdesk.trust.anchors import known_devices
from qmdesk.trust.device import device_identity
from qmdesk.visit.after import verify
from qmdesk.visit.second import second_of
from tests.trust import people

FIGURES = [
    ("figure:sigma", "defective", "10"),
    ("figure:sigma", "units", "10000"),
    ("characteristic:a", "name", "外径"),
    ("characteristic:a", "cpk", "1.5"),
    ("characteristic:a", "in_control", "true"),
    ("characteristic:a", "key", "true"),
    ("step:s", "name", "磨削"),
    ("step:s", "submitted", "100"),
    ("step:s", "passed", "97"),
    ("figure:internal_loss", "value", "2%"),
    ("figure:external_loss", "value", "1.5%"),
]


def rate(session: ReviewSession, stage: Stage, level: int, but: tuple[str, int] = ("", 0)) -> None:
    for item in session.form.items:
        given = but[1] if item.id == but[0] else level
        session.record(Edit(Place(f"item:{item.id}", "level", str(stage), session.who.author), given))


@pytest.fixture
def first(session: ReviewSession) -> ReviewSession:
    """A concluded on-site review at level 3."""
    rate(session, Stage.ONSITE, 3)
    for subject, name, text in FIGURES:
        set_text(session, subject, name, text)[0].wait()
    set_text(session, "case", "institution", "甬江评价中心")[0].wait()
    set_text(session, "member:w", "name", "王工")[0].wait()
    set_text(session, "member:w", "role", "lead")[0].wait()
    assert session.assess(Stage.ONSITE).grade.level == 3
    conclude(session, reason="示例").wait()
    return session


def packed(session: ReviewSession) -> Path:
    device = device_identity(session.who.home)
    target = session.path.with_name("first.zip")
    pack_case(session, target, device, device=device.id)
    return target


def begun(session: ReviewSession, folder: Path, **said: str) -> ReviewSession:
    who = Who("b" * 16, "李工", folder / "home-second")
    believing = Believing(devices=known_devices(who.home))
    return begin_second_from(folder / "second.qmcase", who, packed(session), believing, Begins(**said))


@pytest.fixture
def second(first: ReviewSession, tmp_path: Path) -> Iterator[ReviewSession]:
    with begun(first, tmp_path, institution="渝州评价院", report="QM-2026-0001") as made:
        yield made


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [each.code for each in refused.value.problems]


def test_a_package_becomes_a_second_review_that_names_where_it_comes_from(second: ReviewSession, first: ReviewSession):
    made = second_of(second.state)
    assert made is not None
    assert (made.level, made.concluded, made.institution, made.first_institution) == (
        3,
        3,
        "渝州评价院",
        "甬江评价中心",
    )
    assert (made.report, made.package, len(made.sha256), made.against) == ("QM-2026-0001", "first.zip", 64, ())
    assert second.case_id == first.case_id
    assert second.assess(Stage.ONSITE).grade.level == 3
    assert conclusion_of(second.state) is None, "the case is open for the second review"


def test_the_first_review_stays_as_it_was(second: ReviewSession):
    for subject, name, stage in (
        ("item:system.process", "level", "onsite"),
        ("step:s", "passed", "onsite"),
        ("member:w", "name", ""),
        ("case", "institution", ""),
    ):
        author = "李工" if name == "level" else ""
        with pytest.raises(Refused) as refused:
            second.record(Edit(Place(subject, name, stage, author), 2))
        assert codes(refused) == ["second-first-fixed"], subject
    second.record(Edit(Place("finding:new", "text"), "新发现")).wait()
    second.record(Edit(Place("finding:new", "text"), "新发现，改")).wait()
    second.record(Edit(Place("step:s", "passed", "second"), 99)).wait()
    assert second.value("step:s", "passed", Stage.ONSITE) == 97


def test_a_level_below_the_gate_needs_a_reason_that_is_kept(session: ReviewSession, tmp_path: Path):
    with pytest.raises(Refused) as refused:
        begin_second(session, Begins())
    assert codes(refused) == ["second-first-open", "second-no-level"]
    with pytest.raises(Refused):
        begun(session, tmp_path)
    assert not (tmp_path / "second.qmcase").exists()
    begin_second(session, Begins(reason="主管部门要求抽查")).wait()
    made = second_of(session.state)
    assert made is not None
    assert (made.reason, made.against) == ("主管部门要求抽查", ("second-first-open", "second-no-level"))
    with pytest.raises(Refused) as refused:
        begin_second(session, Begins(reason="再来"))
    assert codes(refused) == ["second-begun"]


def test_data_not_checked_again_are_taken_over_and_ratings_are_not(second: ReviewSession):
    lines = {each.subject: each for each in second_lines(second)}
    assert lines["figure:fpy"].second == lines["figure:fpy"].onsite == 4
    assert not lines["figure:fpy"].checked
    assert lines["item:system.process"].second is None
    second.record(Edit(Place("step:s", "passed", "second"), 92)).wait()
    rate(second, Stage.SECOND, 3)
    lines = {each.subject: each for each in second_lines(second)}
    assert lines["figure:fpy"].checked
    assert (lines["figure:fpy"].onsite, lines["figure:fpy"].second, lines["figure:fpy"].unexplained) == (4, 2, True)
    assert lines["item:system.process"].checked
    assert not lines["item:system.process"].differs


def test_the_second_conclusion_wants_its_own_team_and_a_reason_for_each_difference(second: ReviewSession):
    rate(second, Stage.SECOND, 3, ("system.process", 2))
    with pytest.raises(Refused) as refused:
        conclude(second, Stage.SECOND, "示例")
    assert codes(refused) == ["no-second-reviewer", "second-without-reason"]
    set_text(second, "member:l", "name", "王 工")[0].wait()
    set_text(second, "member:l", "role", "second_reviewer")[0].wait()
    set_text(second, "item:system.process", "second_reason", "抽到两份无效记录", stage=Stage.SECOND)[0].wait()
    with pytest.raises(Refused) as refused:
        conclude(second, Stage.SECOND, "示例")
    assert codes(refused) == ["second-reviewer-was-first"]
    set_text(second, "member:l", "name", "李工")[0].wait()
    assert "no-lead-assessor" not in {each.code for each in leaving_check(second, Stage.SECOND).open}
    conclude(second, Stage.SECOND, "示例").wait()
    done = conclusion_of(second.state)
    assert done is not None
    assert (done["stage"], done["level"]) == ("second", second.assess(Stage.SECOND).grade.level)
    with pytest.raises(Refused) as refused:
        second.record(Edit(Place("step:s", "passed", "second"), 99))
    assert codes(refused) == ["case-concluded"]
    amend(second, "补充").wait()
    with pytest.raises(Refused) as refused:
        second.record(Edit(Place("step:s", "passed", "onsite"), 99))
    assert codes(refused) == ["second-first-fixed"]


def test_the_same_institution_cannot_review_again(first: ReviewSession, tmp_path: Path):
    with begun(first, tmp_path, institution=" 甬江评价中心") as made:
        assert "second-same-institution" in {each.code for each in leaving_check(made, Stage.SECOND).open}


def test_beginning_a_second_review_in_the_case_itself_can_be_undone(first: ReviewSession):
    begin_second(first, Begins("渝州评价院")).wait()
    assert conclusion_of(first.state) is None
    with pytest.raises(Refused):
        undo(first)
    assert second_of(first.state) is not None


def text_of(path: Path) -> str:
    return "".join("".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(path))


def test_the_second_review_has_its_own_report(second: ReviewSession, tmp_path: Path):
    rate(second, Stage.SECOND, 3, ("system.process", 2))
    set_text(second, "member:l", "name", "李工")[0].wait()
    set_text(second, "member:l", "role", "second_reviewer")[0].wait()
    set_text(second, "item:system.process", "second_reason", "抽到两份无效记录", stage=Stage.SECOND)[0].wait()
    conclude(second, Stage.SECOND, "示例").wait()
    out = tmp_path / "second.pdf"
    info = report(second, out)
    begun_, text = second_of(second.state), text_of(out)
    assert begun_ is not None
    for words in ("二次复核报告", "QM-2026-0001", begun_.code, begun_.sha256, "抽到两份无效记录", "渝州评价院"):
        assert words in text, words
    assert "取代" not in text, "the first report is not replaced"
    checked = len(second.form.items)
    assert (
        f"重新查核{checked}项，沿用首次评价数据{len(second.form.figures)}项，未评0项；与现场复核等级不同的有1项。"
        in text
    )
    assert [each.role for each in info.signature_boxes] == ["second_reviewer", "representative", "seal"]
    assert "report-not-concluded" not in {each.code for each in info.missing}
    graded = regrade(out.read_bytes())
    assert graded.document is not None
    assert graded.document["ok"] is True
    assert list(graded.listed.values()) == ["second_reviewer", "representative"]
    report(second, tmp_path / "signed.pdf", [Signing("second_reviewer", people.assessor())])
    signed = verify_report(tmp_path / "signed.pdf", people.trusted())
    assert [(each.role, each.check.valid) for each in signed.signatures] == [("second_reviewer", True)]
    report(second, tmp_path / "first.pdf", manner=Manner(stage=Stage.ONSITE))
    text = text_of(tmp_path / "first.pdf")
    assert "评估报告" in text
    assert "与首次评价的对照" not in text
    assert "甬江评价中心" in text


def test_what_was_open_last_time_is_to_be_verified_by_the_review_that_comes_again(
    session: ReviewSession, tmp_path: Path
):
    set_text(session, "suggestion:s", "binds", "item:system.process")[0].wait()
    set_text(session, "suggestion:s", "action", "补齐抽样记录")[0].wait()
    session.close()
    made, _ = begin_from_case(tmp_path / "next.qmcase", session.form, session.who, session.path)
    with made:
        assert made.value("case", "class") == "advancing"
        open_ = [each for each in leaving_check(made).open if each.code == "carried-not-verified"]
        assert [each.details["action"] for each in open_] == ["补齐抽样记录"]
        made.record(verify(open_[0].where.partition(":")[2], "v", "closed", day="2026-11-01", by="李工", reason="已补"))
        assert "carried-not-verified" not in {each.code for each in leaving_check(made).open}
