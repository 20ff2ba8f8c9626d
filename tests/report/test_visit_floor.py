"""The chapter on the work on the floor: only what the case holds, exact amounts, verdicts in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from qmdesk.model.canonical import Json
from qmdesk.report.book import Book
from qmdesk.report.chapters.visit_floor import chapter
from qmdesk.report.headings import Outline
from qmdesk.report.material import Material
from tests.report.cases import MADE_AT, CaseMaker, empty, finished, machining, show

LANGUAGES = ("zh-CN", "en")


def on_the_floor(maker: CaseMaker) -> CaseMaker:
    """A visit's records."""

    def put(subject: str, **values: Json) -> None:
        maker.set(subject, "onsite", **values)  # pyright: ignore[reportArgumentType]

    put("interview:i", person="李建国", post="班组长", level="leader", day="2026-06-30", start="09:30", by="王工")
    put(
        "interview_answer:a",
        interview="i",
        question="谁能顶岗？",
        answer="看技能矩阵。",
        binds="item:system.people",
        order=1,
    )
    put("stop:s", area="成品库", look_for="放行单", seen_at="2026-06-30T10:05", by="王工", order=1)
    put("stop:t", area="退货区", order=2)
    maker.set("finding:z", text="让步单缺客户同意", kind="weakness", stop="s", place="成品库")
    put(
        "trace:t",
        direction="backward",
        batch="HT2606-017",
        started="2026-06-30T10:00",
        ended="2026-06-30T10:42",
        result="gaps",
    )
    for number, (name, found, minutes) in enumerate((("发货", "yes", "3.5"), ("投料批号", "partly", "0.1")), 1):
        put(f"trace_step:{number}", trace="t", name=name, found=found, minutes=minutes, order=number, document="D-1")
    put("characteristic:gz", name="壁厚", lsl="1.9", usl="2.1", key=True, unit="mm")
    put(
        "gauge:g", name="测厚仪", number="CH-3", characteristics="gz", certificate="Z-1", calibrated="2024-01-01",
        due="2025-01-01", range_low="0", range_high="10", resolution="0.01", uncertainty="0.01", unit="mm",
    )  # fmt: skip
    put(
        "voucher:v",
        binds="case/output_value",
        document="利润表",
        amount={"amount": "1", "unit": "yuan"},
        note="口径不同",
    )
    return maker


def texts(maker: CaseMaker, lang: str) -> str:
    case = finished(maker)
    m = Material(*case.arguments(), lang, MADE_AT)  # pyright: ignore[reportCallIssue, reportArgumentType]
    return "\n".join(_said(each) for each in chapter(Book(m, Outline(lang))))


def _said(flowable: object) -> str:
    """All words of a flowable, its cells' too."""
    rows = getattr(flowable, "rows", None)
    if rows is not None:
        return "\n".join(_said(part) for row in rows for cell in row.cells for part in cell.content)
    return str(getattr(flowable, "text", ""))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_was_done_is_told(lang: str):
    said = texts(on_the_floor(machining(photos=0)), lang)
    for words in (
        "李建国",
        "看技能矩阵。",
        "让步单缺客户同意",
        "HT2606-017",
        "3.6",
        "2025-01-01",
        "利润表",
        "口径不同",
    ):
        assert words in said, words
    assert "42" in said
    assert "5.0 %" in said


def test_a_case_without_such_records_has_no_chapter():
    assert texts(empty(), "zh-CN") == ""


def test_a_masked_name_stands_as_it_is_recorded():
    maker = on_the_floor(machining(photos=0))
    maker.set("interview:i", "onsite", person="李**")
    assert "李建国" not in texts(maker, "zh-CN")


def test_the_report_with_the_chapter_can_be_written(tmp_path: Path):
    show(finished(on_the_floor(machining(photos=0))), tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")


def test_a_photo_of_a_note_is_listed_by_the_notes_words():
    case = finished(on_the_floor(machining(photos=0)))
    m = Material(*case.arguments(), "zh-CN", MADE_AT)
    assert m.name_of("finding:z") == "发现 让步单缺客户同意"
    assert m.name_of("stop:s").endswith("成品库")
    assert m.name_of("nothing:x") == "nothing:x"
