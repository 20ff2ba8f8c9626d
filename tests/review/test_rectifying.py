"""The workbook out, the package in, verification after the conclusion, a next review from the last."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from qmdesk.casefile.case import Blob
from qmdesk.intake.rectification_book import Asked, write_rectification_book
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.model.problem import Refused
from qmdesk.report.verify_regrade import regrade
from qmdesk.review import undo as undoing
from qmdesk.review.begin import begin_from_case
from qmdesk.review.conclude import conclude
from qmdesk.review.rectifying import look_into, take_in, verify_suggestion, write_book
from qmdesk.review.reporting import report
from qmdesk.review.session import ReviewSession, Who
from qmdesk.review.setting import set_text
from qmdesk.review.states import conclusion_of

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000 1f15c489".replace(" ", "")
    + "0000000d49444154789c6360f8cf500f0003860180a52f5d3b0000000049454e44ae426082"
)


@pytest.fixture
def rated(session: ReviewSession) -> ReviewSession:
    """Every item at 2, no figure tracked, two suggestions."""
    edits = [Edit(Place(f"item:{each.id}", "level", "onsite", "王工"), 2) for each in session.form.items]
    edits += [Edit(Place(f"figure:{each.id}", "tracked", "onsite"), "false") for each in session.form.figures]
    for key, item, action in (("s1", "system.process", "补齐过程卡"), ("s2", "system.people", "培训班组长")):
        values = {"binds": f"item:{item}", "action": action, "due": "2026-08-01", "status": "open"}
        edits += [Edit(Place(f"suggestion:{key}", name), value) for name, value in values.items()]
    session.record(edits).wait()
    return session


@pytest.fixture
def book(rated: ReviewSession, tmp_path: Path) -> Path:
    path = tmp_path / "整改情况表.xlsx"
    assert write_book(rated, path) == 2
    return path


def filled(book: Path, rows: dict[str, tuple[str, object, str, str]]) -> Path:
    """The workbook with what the enterprise wrote, by suggestion."""
    opened = openpyxl.load_workbook(book)
    sheet = opened.active
    assert sheet is not None
    for row in sheet.iter_rows(min_row=5):
        if row[0].value in rows:
            for cell, value in zip(row[6:10], rows[str(row[0].value)], strict=True):
                cell.value = str(value) if value else None  # pyright: ignore[reportAttributeAccessIssue]
    opened.save(book)
    return book


def package(path: Path, book: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        made.write(book, book.name)
        for name, content in files.items():
            made.writestr(name, content)
    return path


def codes(found: object) -> list[str]:
    return [each.code for each in found.problems]  # type: ignore[attr-defined]


def test_what_the_enterprise_must_not_change_is_locked_and_the_rest_is_open(book: Path):
    sheet = openpyxl.load_workbook(book).active
    assert sheet is not None
    assert sheet.protection.sheet
    locked = [cell.protection.locked for cell in sheet[5]][:10]
    assert locked == [True] * 6 + [False] * 4
    assert {sheet["A5"].value, sheet["A6"].value} == {"s1", "s2"}


def test_a_package_is_matched_bound_and_known_again(rated: ReviewSession, book: Path, tmp_path: Path):
    done = ("补了 12 张", "2026年7月20日", "周部长", "过程卡.png；没交.pdf")
    sent = package(tmp_path / "整改.zip", filled(book, {"s1": done}), {"照片/过程卡.PNG": PNG, "多余.txt": b"x"})
    found = look_into(rated, sent)
    assert [each.suggestion for each in found.answers] == ["s1"]
    assert found.answers[0].values == {"done": "补了 12 张", "done_on": "2026-07-20", "by": "周部长"}
    assert (found.answers[0].missing, found.unlisted, found.blank) == (("没交.pdf",), ("多余.txt",), ("s2",))
    assert sorted(codes(found)) == ["rectification-file-missing", "rectification-file-unlisted"]
    before = dict(rated.state)
    assert take_in(rated, found, dry_run=True).entries == 0
    assert dict(rated.state) == before
    taken = take_in(rated, found)
    assert (taken.new, taken.known, taken.files) == (("s1",), (), 1)
    bound = [each.value for place, each in rated.state.items() if place.kind == "evidence" and place.name == "binds"]
    assert bound == ["suggestion:s1"]
    again = take_in(rated, look_into(rated, sent))
    assert (again.new, again.known, again.entries) == ((), ("s1",), 0)


def test_files_in_a_folder_of_the_rows_number_need_no_name(rated: ReviewSession, book: Path, tmp_path: Path):
    folder = tmp_path / "交回"
    (folder / "02").mkdir(parents=True)
    (folder / "02" / "签到.png").write_bytes(PNG)
    filled(book, {"s1": ("已补", "", "", "")}).rename(folder / "表.xlsx")
    found = look_into(rated, folder)
    by_key = {each.suggestion: each for each in found.answers}
    numbered = next(each for each in by_key.values() if each.files)
    assert [file.name for file in numbered.files] == ["02/签到.png"]
    assert found.unlisted == ()


def test_a_changed_identity_is_found_by_the_words_and_else_told_not_dropped(
    rated: ReviewSession, book: Path, tmp_path: Path
):
    filled(book, {"s1": ("已补", "", "", ""), "s2": ("已训", "", "", "")})
    opened = openpyxl.load_workbook(book)
    sheet = opened.active
    assert sheet is not None
    sheet["A5"], sheet["A6"] = None, "乱改"
    sheet["D6"] = "别的建议"
    opened.save(book)
    found = look_into(rated, book)
    assert len(found.answers) == 1
    assert len(found.unmatched) == 1
    assert codes(found) == ["rectification-unmatched"]


@pytest.mark.parametrize("date", ["明天", "2026-13-40"])
def test_a_date_that_is_none_is_told_and_the_rest_of_the_row_is_kept(rated: ReviewSession, book: Path, date: str):
    found = look_into(rated, filled(book, {"s1": ("已补", date, "", "")}))
    assert found.answers[0].values == {"done": "已补"}
    assert len(found.problems) == 1


def test_nothing_filled_in_and_nothing_like_the_workbook_are_told(rated: ReviewSession, book: Path, tmp_path: Path):
    assert codes(look_into(rated, book)) == ["rectification-nothing"]
    with pytest.raises(Refused) as refused:
        look_into(rated, package(tmp_path / "无表.zip", tmp_path.joinpath(*("示例 案卷.qmcase",)), {"a.txt": b"x"}))
    assert codes(refused.value) == ["rectification-without-book"]


def test_a_workbook_of_another_case_is_told(
    rated: ReviewSession, book: Path, make_session: Callable[..., ReviewSession]
):
    other = make_session("别的.qmcase", "b" * 16)
    other.record([Edit(Place("suggestion:s1", "action"), "做"), Edit(Place("suggestion:s1", "binds"), "item:x")]).wait()
    found = look_into(other, filled(book, {"s1": ("已补", "", "", "")}))
    assert "rectification-other-case" in codes(found)


# -- after the conclusion ----------------------------------------------------------------------------


@pytest.fixture
def concluded(rated: ReviewSession) -> Iterator[ReviewSession]:
    conclude(rated).wait()
    yield rated


def test_rectification_and_verification_go_on_after_the_conclusion(concluded: ReviewSession, book: Path):
    grade = concluded.assess(Stage.ONSITE).grade
    taken = take_in(concluded, look_into(concluded, filled(book, {"s1": ("已补", "", "", "")})))
    assert taken.new == ("s1",)
    verify_suggestion(concluded, "s1", "closed", "看过 12 张过程卡").wait()
    assert concluded.value("suggestion:s1", "status") == "closed"
    assert conclusion_of(concluded.state) is not None
    assert concluded.assess(Stage.ONSITE).grade == grade
    undoing.undo(concluded).recorded.wait()
    assert concluded.value("suggestion:s1", "status") == "open"


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(Place("case", "note"), "改")],
        [Edit(Place("suggestion:s1", "action"), "改轻一点")],
        [Edit(Place("suggestion:s1", "due"), "2027-01-01")],
        [Edit(Place("item:system.process", "level", "onsite", "王工"), 5)],
        [Edit(Place("evidence:e1", "binds"), "suggestion:s1")],
        [Edit(Place("evidence:e2", "binds"), "item:system.process"), Edit(Place("evidence:e2", "name"), "x")],
        [Edit(Place("verification:v", "verdict"), "closed"), Edit(Place("case", "note"), "顺带")],
    ],
)
def test_nothing_else_does(rated: ReviewSession, edits: list[Edit]):
    content = Blob(PNG, "image/png")
    piece = [
        Edit(Place("evidence:e1", "file"), content.sha256),
        Edit(Place("evidence:e1", "binds"), "item:system.people"),
    ]
    rated.record(piece, blobs=[content]).wait()
    conclude(rated).wait()
    with pytest.raises(Refused) as refused:
        rated.record(edits)
    assert codes(refused.value) == ["case-concluded"]


@pytest.mark.parametrize(
    ("key", "verdict", "reason", "code"),
    [
        ("s1", "closed", "  ", "verification-without-reason"),
        ("s1", "fine", "好", "verdict-unknown"),
        ("s9", "closed", "好", "unknown-subject"),
    ],
)
def test_a_verification_names_a_suggestion_a_verdict_and_its_ground(
    rated: ReviewSession, key: str, verdict: str, reason: str, code: str
):
    with pytest.raises(Refused) as refused:
        verify_suggestion(rated, key, verdict, reason)
    assert codes(refused.value) == [code]


# -- the next review ---------------------------------------------------------------------------------


def test_the_next_review_begins_from_the_last(rated: ReviewSession, tmp_path: Path):
    set_text(rated, "case", "site", "一号厂房")[0].wait()
    verify_suggestion(rated, "s2", "closed", "看过").wait()
    level = rated.assess(Stage.ONSITE).grade.level
    rated.close()
    who = Who("c" * 16, "李工", tmp_path / "home-c")
    made, carried = begin_from_case(tmp_path / "下次.qmcase", rated.form, who, rated.path)
    with made:
        assert (carried.suggestions, carried.characteristics) == (1, 0)
        assert made.value("case", "credit_code") == rated.value("case", "credit_code")
        assert made.value("case", "site") == "一号厂房"
        assert made.value("case", "previous") == rated.case_id
        assert f"grade {level}" in str(made.value("case", "previous_levels")).splitlines()
        assert made.assess(Stage.ONSITE).grade.level is None, "no rating and no answer comes along"
        assert made.case_id != rated.case_id


def test_a_next_review_never_writes_over_a_file(rated: ReviewSession, tmp_path: Path):
    rated.close()
    with pytest.raises(Refused) as refused:
        begin_from_case(rated.path, rated.form, rated.who, rated.path)
    assert codes(refused.value)


def test_a_report_of_a_concluded_and_verified_case_regrades_as_concluded(concluded: ReviewSession, tmp_path: Path):
    path = tmp_path / "验证后.pdf"
    verify_suggestion(concluded, "s1", "closed", "看过十二张过程卡").wait()
    report(concluded, path)
    found = regrade(path.read_bytes())
    assert found.document is not None
    assert found.document["ok"], found.problems
    assert "看过十二张过程卡" in text_of(path)


def text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "".join(page.get_textpage().get_text_bounded() for page in document).replace("\n", "").replace("\r", "")


def test_a_workbook_that_cannot_be_written_is_refused(rated: ReviewSession, tmp_path: Path):
    (tmp_path / "file").write_text("no folder")
    asked = [Asked("s1", 1, "过程", "补齐过程卡", "", "2026-08-01")]
    with pytest.raises(Refused) as refused:
        write_rectification_book(rated.form, tmp_path / "file" / "t.xlsx", asked, enterprise="某厂", case_id="c")
    assert refused.value.problems[0].code == "template-not-written"
    assert (tmp_path / "file").read_text() == "no folder"
