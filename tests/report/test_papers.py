"""The papers of a visit, the list that comes back, and the chapter of the report."""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from qmdesk.casefile.case import Blob
from qmdesk.formdef.loader import load_builtin
from qmdesk.model.canonical import Json, sha256_bytes
from qmdesk.model.journal import Edit, Place
from qmdesk.model.problem import Refused
from qmdesk.model.readings import Readings
from qmdesk.review.begin import begin
from qmdesk.review.check import leaving_check
from qmdesk.review.papers import BOOKS, PAPERS, returned_documents, write_paper_of
from qmdesk.review.preparing import late_changes_of
from qmdesk.review.reporting import report
from qmdesk.review.session import ReviewSession, Who

STAGED = "onsite"
CODE = "91330212MA2TE8XU04"
SAID: dict[str, dict[str, Json]] = {
    "case": {"institution": "华信评价中心", "visit_start": "2026-09-01", "visit_end": "2026-09-01"},
    "member:m1": {"name": "李明", "role": "lead", "institution": "华信评价中心", "certificate": "PG-007"},
    "member:m2": {"name": "王芳", "role": "assessor"},
    "member:m3": {"name": "赵强", "role": "representative"},
    "coaching:c1": {"who": "王芳", "kind": "person", "cleared": "另有其人，身份证号不同"},
    "question:q1": {"text": "为什么没有损失？", "answer": "未记账", "answered_by": "财务部长", "binds": "figure:cpk"},
    "request:r1": {"text": "质量手册", "binds": "item:system.strategy", "status": "shown", "order": 1},
    "request:r2": {"text": "=cmd|' /C calc'!A0", "status": "asked", "order": 2},
    "slot:s1": {
        "day": "2026-09-01", "start": "09:00", "end": "10:00", "activity": "walk", "members": "m1, 外聘专家",
        "binds": "dimension:digital", "area": "二号线",
    },
    "meeting:opening": {"day": "2026-09-01", "start": "08:30", "place": "一号会议室", "scope": True},
    "attendance:a1": {"meeting": "opening", "name": "钱总", "side": "enterprise", "post": "总经理"},
    "attendance:a2": {"meeting": "closing", "name": "末次才来", "side": "enterprise"},
    "characteristic:k1": {"name": "外径", "key": True, "agreed": True, "agreed_on": "2026-09-01T08:50", "usl": "10"},
}  # fmt: skip


def signature() -> bytes:
    picture = Image.new("RGBA", (300, 100), (0, 0, 0, 0))
    ImageDraw.Draw(picture).line((10, 80, 150, 20, 290, 70), fill="black", width=5)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def edits_of(session: ReviewSession, said: dict[str, dict[str, Json]]) -> list[Edit]:
    made: list[Edit] = []
    for subject, fields in said.items():
        known = session.form.records[subject.partition(":")[0]].fields
        made += [
            Edit(Place(subject, name, STAGED if known[name].staged else ""), value) for name, value in fields.items()
        ]
    return made


def empty_case(folder: Path) -> ReviewSession:
    who = Who("a" * 16, "李明", folder / "home")
    return begin(folder / "空.qmcase", load_builtin("meqmc"), who, enterprise="空企业", credit_code=CODE)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[ReviewSession]:
    who = Who("a" * 16, "李明", tmp_path / "home")
    made = begin(tmp_path / "甬江.qmcase", load_builtin("meqmc"), who, enterprise="甬江机械", credit_code=CODE)
    with made:
        made.record(edits_of(made, SAID))
        ink = signature()
        declared: dict[str, Json] = {
            "member": "m1", "impartial": True, "confidential": True, "signed_on": "2026-09-01", "signed_as": "李鸣",
            "signature": sha256_bytes(ink),
        }  # fmt: skip
        made.record(edits_of(made, {"declaration:d1": declared}), blobs=[Blob(ink, "image/png")])
        yield made


def text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as found:
        return "\n".join(page.get_textpage().get_text_range() for page in found).replace("\r", "")


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_every_paper_is_written_in_both_languages(session: ReviewSession, tmp_path: Path, lang: str) -> None:
    for name in PAPERS:
        write_paper_of(session, name, tmp_path / f"{name}.pdf", lang=lang)
        assert "甬江机械" in text_of(tmp_path / f"{name}.pdf")


def test_a_paper_of_an_empty_case_is_still_a_paper(tmp_path: Path) -> None:
    with empty_case(tmp_path) as made:
        for name in PAPERS:
            write_paper_of(made, name, tmp_path / f"{name}.pdf")
            assert "空企业" in text_of(tmp_path / f"{name}.pdf")


def test_what_each_paper_says(session: ReviewSession, tmp_path: Path) -> None:
    said: dict[str, str] = {}
    for name in PAPERS:
        write_paper_of(session, name, tmp_path / f"{name}.pdf")
        said[name] = text_of(tmp_path / f"{name}.pdf")
    assert "签名时姓名为“李鸣”" in said["declarations"]
    assert "赵强" not in said["declarations"]
    assert "质量手册" in said["documents"]
    assert "李明、外聘专家" in said["schedule"]
    assert "质量管理数字化" in said["schedule"]
    assert "钱总" in said["sign-in"]
    assert "末次才来" not in said["sign-in"]
    assert "一号会议室" in said["opening-minutes"]


def test_the_minutes_are_printed_as_they_were_written(session: ReviewSession, tmp_path: Path) -> None:
    session.record(Edit(Place("meeting:opening", "minutes", STAGED), "# 小标题\n- 第一条\n人写的话"))
    write_paper_of(session, "opening-minutes", tmp_path / "m.pdf")
    text = text_of(tmp_path / "m.pdf")
    assert "人写的话" in text
    assert "# 小标题" not in text
    assert "一号会议室" not in text


def test_a_paper_that_can_not_be_written_is_refused(session: ReviewSession, tmp_path: Path) -> None:
    for name, file, code in (
        ("minutes", "m.pdf", "paper-unknown"),
        ("sign-in", "m.xlsx", "paper-format-unknown"),
        ("schedule", "m.docx", "paper-format-unknown"),
        ("schedule", "nowhere/m.pdf", "folder-missing"),
    ):
        with pytest.raises(Refused) as refused:
            write_paper_of(session, name, tmp_path / file)
        assert refused.value.problems[0].code == code
        assert not (tmp_path / file).exists()


def test_a_file_that_is_there_is_kept(session: ReviewSession, tmp_path: Path) -> None:
    (tmp_path / "m.pdf").write_text("mine")
    with pytest.raises(Refused):
        write_paper_of(session, "schedule", tmp_path / "m.pdf")
    assert (tmp_path / "m.pdf").read_text() == "mine"
    write_paper_of(session, "schedule", tmp_path / "m.pdf", force=True)
    assert (tmp_path / "m.pdf").read_bytes().startswith(b"%PDF")


# -- tables --------------------------------------------------------------------------------------


def test_a_table_holds_texts_only(session: ReviewSession, tmp_path: Path) -> None:
    for name in BOOKS:
        write_paper_of(session, name, tmp_path / f"{name}.xlsx")
        sheet = openpyxl.load_workbook(tmp_path / f"{name}.xlsx").active
        assert sheet is not None
        kinds = {cell.data_type for row in sheet.iter_rows(min_row=4) for cell in row if cell.value is not None}
        assert kinds == {"s"}, name


def filled(session: ReviewSession, path: Path, **cells: str) -> Path:
    """The list as an enterprise gives it back; ``E4="质量部"``."""
    write_paper_of(session, "documents", path, force=True)
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert sheet is not None
    for where, text in cells.items():
        sheet[where] = text
    book.save(path)
    return path


def test_the_list_that_comes_back_fills_owner_missing_and_remark(session: ReviewSession, tmp_path: Path) -> None:
    path = filled(session, tmp_path / "d.xlsx", E4="质量部", F4="没有", F5="没有", G5="正在编")
    found = {(each.place.key, each.place.name): each.value for each in returned_documents(session, path)}
    assert found == {
        ("r1", "owner"): "质量部",  # shown by us already: the enterprise doesn't unsay that
        ("r2", "status"): "missing",
        ("r2", "note"): "正在编",
    }
    session.record(returned_documents(session, path))
    assert returned_documents(session, path) == []


def test_a_list_of_another_case_is_refused(session: ReviewSession, tmp_path: Path) -> None:
    path = filled(session, tmp_path / "d.xlsx", B4="other", B5="another")
    with pytest.raises(Refused) as refused:
        returned_documents(session, path)
    assert refused.value.problems[0].code == "documents-not-recognised"


# -- the chapter ---------------------------------------------------------------------------------


def test_the_report_tells_how_the_visit_was_prepared(session: ReviewSession, tmp_path: Path) -> None:
    measure(session)
    session.record(Edit(Place("characteristic:k1", "usl", STAGED), "11"))
    report(session, tmp_path / "r.pdf")
    text = text_of(tmp_path / "r.pdf").replace("\n", "")
    for said in (
        "声明与利益冲突核查", "签名时姓名：李鸣", "经核实不构成冲突：另有其人", "为什么没有损失？", "财务部长",
        "已出示 1 份", "二号线", "钱总", "2026-09-01 08:50", "10 改为 11", "未写理由",
    ):  # fmt: skip
        assert said in text, said


def test_a_report_without_a_visit_has_no_such_chapter(tmp_path: Path) -> None:
    with empty_case(tmp_path) as made:
        report(made, tmp_path / "r.pdf")
    assert "准备与首次会议" not in text_of(tmp_path / "r.pdf")


def test_a_late_change_is_found_in_the_journal_of_a_case(session: ReviewSession) -> None:
    usl = Place("characteristic:k1", "usl", STAGED)
    session.record(Edit(usl, "10.5"))
    assert late_changes_of(session) == ()
    measure(session)
    session.record(Edit(usl, "11"))
    (late,) = late_changes_of(session)
    assert (late.characteristic, late.field, late.before, late.after) == ("k1", "usl", "10.5", "11")
    code = "late-change-without-reason"
    assert code in [each.code for each in leaving_check(session).open]
    session.record(Edit(Place("characteristic:k1", "key_reason", STAGED), "图样换版"))
    assert code not in [each.code for each in leaving_check(session).open]


def measure(session: ReviewSession) -> None:
    """Record readings of the key characteristic."""
    readings = Readings.of([Decimal(f"9.{number}") for number in range(1, 9)])
    value: Json = {"blob": readings.sha256, "n": len(readings)}
    blob = Blob(readings.blob(), "application/json")
    session.record(Edit(Place("characteristic:k1", "readings", STAGED), value), blobs=[blob])
