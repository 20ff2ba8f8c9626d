"""The report as a reader finds it: whole, numbered, right to copy from, with all that proves it inside."""

from __future__ import annotations

import io
import json
import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from qmdesk.formdef.loader import load_zip
from qmdesk.grading.answers import answers_of
from qmdesk.grading.as_json import assessment_json
from qmdesk.grading.assess import assess
from qmdesk.model.journal import Place, Stage
from qmdesk.model.problem import Problem, Refused
from qmdesk.model.readings import Readings
from qmdesk.model.snapshot_json import snapshot_from_json
from qmdesk.report import fonts, styles
from qmdesk.report.build import ReportInfo, write_report
from qmdesk.report.codes import short_code
from qmdesk.report.linebreak import NEVER_ENDS, NEVER_STARTS
from qmdesk.report.material import Options
from qmdesk.report.prose import Prose
from tests.report import cases


class Report:
    """A written report, read back."""

    def __init__(self, info: ReportInfo) -> None:
        self.info = info
        self.content = info.path.read_bytes()
        self.pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(self.content)]
        self.text = "".join("".join(page.split()) for page in self.pages)

    def has(self, text: str) -> bool:
        return "".join(text.split()) in self.text

    def attachment(self, name: str) -> bytes:
        with pikepdf.open(io.BytesIO(self.content)) as pdf:
            return pdf.attachments[name].get_file().read_bytes()


Make = Callable[..., Report]


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Make:
    folder = tmp_path_factory.mktemp("reports")

    def made(case: cases.Case, lang: str = "zh-CN", **more: object) -> Report:
        out = folder / f"{len(list(folder.iterdir()))}.pdf"
        more = {"made_at": cases.MADE_AT, **more}
        return Report(write_report(*case.arguments(), out, lang=lang, **more))

    return made


@pytest.fixture(scope="module")
def shop() -> cases.Case:
    return cases.finished(cases.machining())


@pytest.fixture(scope="module")
def report(make: Make, shop: cases.Case) -> Report:
    return make(shop, attachments={"journal.jsonl": b'{"seq":1}\n'})


@pytest.fixture(scope="module")
def english(make: Make, shop: cases.Case) -> Report:
    return make(shop, "en")


@pytest.fixture(scope="module")
def begun(make: Make) -> Report:
    return make(cases.finished(cases.empty()))


@pytest.fixture(scope="module")
def huge(make: Make) -> Report:
    return make(cases.finished(cases.huge()))


# -- what stands on the pages ------------------------------------------------------------------------


def test_the_review_level_stands_on_the_summary_page_as_what_it_is(report: Report):
    assert report.info.printed_grade == "复核等级：2级（检验级）"
    page = "".join(report.pages[2].split())
    assert "复核等级：2级（检验级）" in page
    assert "不是最终等级" in page
    assert "确认并公布" in page


WRITTEN = [
    "浙江精锐传动部件有限公司", "91330109MA2KTY3H76", "华东质量技术评价中心", "陈䶮", "堃祎", "2026年7月3日",
    cases.NOTES["system.key_process"], cases.WEAK["system.foundation"], "轴径 φ30h6", "29.987 ～ 30.013 mm",
    "只按客户图纸加工，没有产品设计活动", "外径千分尺M-017校准证书.pdf", "堃祎4级；评价组一致3级", "95.60 %",
    "抽查5月、9月精磨工序原始检验单各20份，与MES一致。", "财务每季汇总报废和返修金额",
]  # fmt: skip


@pytest.mark.parametrize("text", WRITTEN)
def test_what_the_team_wrote_is_on_the_pages_word_for_word(report: Report, text: str):
    assert report.has(text)


def test_every_item_and_figure_stands_with_its_descriptor(report: Report, shop: cases.Case):
    for result in shop.assessments[Stage.ONSITE].items:
        item = shop.form.item(result.id)
        assert report.has(item.name.zh)
        if result.applicable:
            assert report.has(item.levels[result.span.lowest].zh), item.id
    for figure in shop.form.figures:
        assert report.has(figure.definition.zh)


def test_every_suggestion_and_question_is_printed(report: Report, shop: cases.Case):
    document = assessment_json(shop.form, shop.assessments[Stage.ONSITE])
    bare = [each for each in document["questions"] if each["code"] != "rating-without-evidence"]
    assert bare
    assert all(report.has(each["message"]) for each in bare)
    actions = [
        f.value for place, f in shop.snapshot.state.items() if place.kind == "suggestion" and place.name == "action"
    ]
    assert len(actions) == 9
    assert all(report.has(action) for action in actions)


def test_every_reading_is_in_the_appendix(report: Report, shop: cases.Case):
    for readings in shop.snapshot.readings.values():
        shown = [f"{value:f}" for value in readings.decimals()]
        assert all(value in report.text for value in shown)
        assert report.has(readings.sha256)


def test_pages_are_numbered_and_carry_the_short_code(report: Report, shop: cases.Case):
    total = len(report.pages)
    assert total == report.info.pages
    for number, page in enumerate(report.pages[1:], 2):
        assert f"第{number}页共{total}页" in "".join(page.split())
        assert short_code(shop.snapshot) in page


def test_the_table_of_contents_points_at_the_right_pages(report: Report):
    found = [re.fullmatch(r"(\S.*?)\s*(\d+)", line) for line in report.pages[1].splitlines()]
    headings = [(each[1], int(each[2])) for each in found if each]
    assert len(headings) > 20
    for title, number in headings:
        assert "".join(title.split()) in "".join(report.pages[number - 1].split()), title


def test_bookmarks_lead_to_every_chapter(report: Report):
    with pikepdf.open(io.BytesIO(report.content)) as pdf, pdf.open_outline() as outline:
        titles = [each.title for each in outline.root]
        below = [each.title for each in outline.root[4].children]
    assert titles[0] == "摘要"
    assert titles[-1].startswith("附录D")
    assert "1. 质量战略、方针与目标" in below


def test_the_english_report_is_english(english: Report, shop: cases.Case):
    assert english.info.printed_grade == "Review level (复核等级): Level 2 (Inspection)"
    for text in ("Table of", "目录", "整改计划", "第3页"):
        assert text not in english.pages[1]
    assert english.has("What would lift it by a level")
    assert english.has(shop.form.item("system.process").name.en)
    assert english.has(shop.form.figure("cpk").definition.en)
    assert "{" not in re.sub(r"[^{]*sha", "", english.text)


def test_no_placeholder_is_left_open(report: Report, english: Report, begun: Report):
    for each in (report, english, begun):
        assert not re.findall(r"\{[a-z_]+\}", each.text)


# -- how it is set -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["machining", "empty", "huge"])
def test_no_line_begins_or_ends_with_the_wrong_sign(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    wrong: list[str] = []
    draw = Prose.draw

    def checked(part: Prose) -> None:
        for before, line in zip(part._lines, part._lines[1:], strict=False):
            first, last = part.text[line.start : line.start + 1], part.text[before.end - 1 : before.end]
            if not before.hard and (first in NEVER_STARTS - {""} or last in NEVER_ENDS - {""}) and first:
                wrong.append(part.text[before.start : line.end])
        draw(part)

    monkeypatch.setattr(Prose, "draw", checked)
    case = cases.finished(getattr(cases, name)())
    write_report(*case.arguments(), tmp_path / "r.pdf", made_at=cases.MADE_AT)
    assert wrong == []


@pytest.mark.parametrize("which", ["report", "english", "huge", "begun"])
def test_no_character_stands_outside_the_margins(which: str, request: pytest.FixtureRequest):
    document = pypdfium2.PdfDocument(request.getfixturevalue(which).content)
    page = styles.page()
    for sheet in document:
        for thing in sheet.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
            left, bottom, right, top = thing.get_bounds()
            if top - bottom < 60:  # not the mark of a draft, which runs across the page
                assert left >= page.left - 8
                assert right <= page.width - page.right + 8
                assert bottom >= 20
                assert top <= page.height - 20


def fonts_of(content: bytes) -> list[pikepdf.Dictionary]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"]
        assert all("/FontFile2" in each.FontDescriptor for each in found)
        assert all("/ToUnicode" in each for each in found)
        return [str(each.BaseFont) for each in found]


@pytest.mark.parametrize("which", ["report", "english", "huge", "begun"])
def test_all_fonts_are_ours_and_embedded(which: str, request: pytest.FixtureRequest):
    names = fonts_of(request.getfixturevalue(which).content)
    assert names
    assert all(name.split("+")[1] in fonts.FACES for name in names)
    assert b"Helvetica" not in request.getfixturevalue(which).content


def test_markup_from_outside_is_only_text(huge: Report):
    assert huge.has("<b>标签</b> & <script>alert(1)</script>〓abc〓〓〓〓〓")
    assert huge.has("x" * 300)


def test_a_note_of_eight_thousand_characters_is_printed_whole(huge: Report):
    note = cases.long_note(8000)
    sentence = "改后12组均值极差图无失控点"
    assert note.count(sentence) > 50
    assert huge.text.count(sentence) == note.count(sentence)


def test_three_hundred_findings_are_all_there(huge: Report):
    assert all(f"第{number}项发现：" in huge.text for number in range(300))


# -- what is inside ----------------------------------------------------------------------------------


def test_the_embedded_files_are_named_and_related(report: Report):
    with pikepdf.open(io.BytesIO(report.content)) as pdf:
        related = {str(spec.UF): str(spec.AFRelationship) for spec in pdf.Root.AF}
    assert related == {
        "snapshot.json": "/Source", "form.zip": "/Source", "assessment.json": "/Data", "report.json": "/Data",
        "signature-boxes.json": "/Data", "journal.jsonl": "/Source",
    }  # fmt: skip
    assert set(report.info.attachments) == set(related)
    assert report.attachment("journal.jsonl") == b'{"seq":1}\n'


def test_a_stranger_can_grade_again_from_the_embedded_files(report: Report):
    form = load_zip(report.attachment("form.zip"))
    snapshot = snapshot_from_json(report.attachment("snapshot.json"))
    assert form.sha256 == snapshot.form_sha256
    printed = json.loads(report.attachment("assessment.json"))
    again = assess(form, answers_of(form, snapshot, Stage(printed["stage"])))
    assert assessment_json(form, again, "zh-CN") == printed["stages"][printed["stage"]]
    assert f"{again.grade.level}级" in report.info.printed_grade


def test_the_report_says_who_is_to_sign_and_where(report: Report):
    about = json.loads(report.attachment("report.json"))
    assert [(each["field"], each["name"]) for each in about["signing"]] == [
        ("lead", "王建国"), ("assessor", "堃祎"), ("representative", "陈䶮"),
    ]  # fmt: skip
    boxes = report.info.signature_boxes
    embedded = json.loads(report.attachment("signature-boxes.json"))
    assert [(each["role"], each["name"], each["page"], tuple(each["rect"])) for each in embedded] == [
        (box.role, box.name, box.page, box.rect) for box in boxes
    ]
    assert [box.role for box in boxes] == ["lead", "assessor", "representative", "seal"]
    page = styles.page()
    for box in boxes:
        left, bottom, right, top = box.rect
        assert page.left - 1 <= left < right <= page.width - page.right + 1
        assert page.bottom - 1 <= bottom < top <= page.height - page.top
        assert "签署" in "".join(report.pages[box.page - 1].split())
    assert not any(_overlap(a.rect, b.rect) for a in boxes for b in boxes if a != b and a.page == b.page)


def _overlap(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def test_the_marks_of_pdf_a_are_there(report: Report):
    with pikepdf.open(io.BytesIO(report.content)) as pdf, pdf.open_metadata() as meta:
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("3", "B")
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes()[36:40] == b"acsp"
        assert str(pdf.Root.Lang) == "zh-CN"
        assert meta["dc:title"] == str(pdf.docinfo["/Title"])
        assert str(pdf.docinfo["/CreationDate"]) == "D:20260703170000+08'00'"
        assert all(int(each.F) == 4 for page in pdf.pages for each in page.get("/Annots", []))
        assert not pdf.is_encrypted


def test_the_same_case_gives_the_same_bytes(make: Make, shop: cases.Case, report: Report):
    again = make(shop, attachments={"journal.jsonl": b'{"seq":1}\n'})
    assert again.content == report.content
    assert again.info.sha256 == report.info.sha256


def test_another_day_gives_another_file(make: Make, shop: cases.Case, report: Report):
    assert make(shop, made_at=cases.MADE_AT + timedelta(days=1)).content != report.content


# -- what is open ------------------------------------------------------------------------------------


def test_a_final_report_bears_no_mark(report: Report):
    assert report.info.missing == ()
    assert "草稿" not in report.text


def test_an_open_case_says_on_every_page_that_it_is_incomplete(begun: Report):
    assert begun.info.printed_grade == "复核等级：1～3级（未定）"
    assert all("草稿未完成" in "".join(page.split()) for page in begun.pages)
    assert {each.code for each in begun.info.missing} == {
        "report-open-grade", "report-open-items", "report-open-figures", "report-open-fields", "report-open-team",
        "report-not-concluded",
    }  # fmt: skip
    assert begun.has("尚未评级")


def test_a_complete_case_that_is_not_concluded_is_a_draft(make: Make):
    case = cases.finished(cases.machining(concluded=False))
    draft = make(case)
    assert [each.code for each in draft.info.missing] == ["report-not-concluded"]
    assert all("草稿" in page for page in draft.pages)
    assert "未完成" not in draft.text
    assert "草稿" not in make(case, options=Options(draft=False)).text


def test_a_conflict_keeps_the_report_open(make: Make):
    maker = cases.machining()
    maker.conflict(Place("step:k4", "passed", "onsite"), 49920, 49000)
    found = make(cases.finished(maker))
    assert "report-open-conflicts" in {each.code for each in found.info.missing}


# -- stages and conclusions --------------------------------------------------------------------------


def test_the_second_review_is_reported_where_it_rated(make: Make):
    maker = cases.machining()
    for item in maker.form.items:
        maker.set(f"item:{item.id}", "second", agreed=3)
    maker.set("member:m9", name="赵复核", role="second_reviewer")
    found = make(cases.finished(maker, (Stage.SELF, Stage.ONSITE, Stage.SECOND)))
    assert found.info.printed_grade.startswith("二次复核等级：3级")
    assert "second_reviewer" in [box.role for box in found.info.signature_boxes]
    assert found.has("二次复核：3级（保证级）")


def test_a_self_assessment_alone_is_named_so(make: Make):
    found = make(cases.finished(cases.machining(), (Stage.SELF,)))
    assert found.info.printed_grade.startswith("自评等级：")
    assert found.has("须经评价机构现场复核")


def test_a_differing_conclusion_stands_beside_the_computed_grade(make: Make):
    maker = cases.machining()
    maker.set("case", "onsite", conclusion=1, conclusion_reason="现场发现批量让步放行，体系未有效运行。")
    found = make(cases.finished(maker))
    assert found.info.printed_grade == "复核等级：2级（检验级）"
    assert found.has("评价组结论1级（经验级）")
    assert found.has("现场发现批量让步放行，体系未有效运行。")


def test_an_objection_is_quoted_and_pointed_at_beside_the_signatures(make: Make):
    maker = cases.machining()
    maker.set("case", objection="我公司认为计量器具过期属个别情况。")
    found = make(cases.finished(maker))
    assert found.has("我公司认为计量器具过期属个别情况。")
    assert found.has("不表示撤回异议")


def test_a_chosen_reading_is_printed_with_its_reason(make: Make):
    maker = cases.machining()
    maker.set("reading:comparison", option="rounded-gb8170", reason="委托方要求修约后比较")
    found = make(cases.finished(maker))
    assert found.has("委托方要求修约后比较")
    assert found.has("有1项口径没有采用评价表的默认选项")


# -- what can go wrong -------------------------------------------------------------------------------


def test_a_report_that_cannot_be_written_leaves_nothing_behind(shop: cases.Case, tmp_path: Path):
    target = tmp_path / "there"
    target.mkdir()
    (target / "file").write_text("x")
    with pytest.raises(Refused) as caught:
        write_report(*shop.arguments(), target, made_at=cases.MADE_AT)
    assert caught.value.problems[0].code == "report-not-written"
    assert [each.name for each in tmp_path.iterdir()] == ["there"]


def test_a_missing_folder_is_named(shop: cases.Case, tmp_path: Path):
    with pytest.raises(Refused) as caught:
        write_report(*shop.arguments(), tmp_path / "no" / "r.pdf", made_at=cases.MADE_AT)
    assert caught.value.problems[0].code == "report-not-written"


def test_a_missing_photo_stops_the_report(shop: cases.Case, tmp_path: Path):
    def gone(digest: str) -> bytes:
        raise Refused(Problem("blob-missing", digest))

    with pytest.raises(Refused):
        write_report(*replace(shop, blobs=gone).arguments(), tmp_path / "r.pdf", made_at=cases.MADE_AT)
    assert list(tmp_path.iterdir()) == []


def test_progress_is_told_and_may_cancel(shop: cases.Case, tmp_path: Path):
    told: list[float] = []
    write_report(*shop.arguments(), tmp_path / "r.pdf", made_at=cases.MADE_AT, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0

    def cancel(_share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_report(*shop.arguments(), tmp_path / "c.pdf", made_at=cases.MADE_AT, progress=cancel)
    assert not (tmp_path / "c.pdf").exists()


def test_the_short_code_changes_with_the_history(shop: cases.Case):
    other = replace(shop.snapshot, heads=(replace(shop.snapshot.heads[0], hash="0" * 64),))
    assert short_code(other) != short_code(shop.snapshot)
    assert re.fullmatch(r"([0-9A-F]{4}-){3}[0-9A-F]{4}", short_code(shop.snapshot))


ODD = [
    "\x00\x07", "\u202e反", "😀👩‍👩‍👧", "&<>\"'", "{x} %s", "\n\n", "\t", "　（）", "，。", "a" * 70, "𬭎",
    "\ufeff", "e\u0301", "ﷺ", "ก็", "$x^2$",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_odd_text_everywhere_gives_a_report(make: Make, seed: int, lang: str):
    """Signs that break markup, fonts, metadata or lines, in every field that a stranger fills."""
    rnd = random.Random(seed)

    def odd(most: int = 8) -> str:
        return "".join(rnd.choice(ODD) for _ in range(rnd.randrange(1, most)))

    maker = cases.empty()
    maker.set("case", enterprise=odd(), institution=odd(), site=odd(), family=odd(), note=odd(60), objection=odd(40))
    maker.set("item:system.people", "onsite", note=odd(200), weakness=odd(40))
    maker.set("member:a", name=odd(), role="representative", post=odd())
    maker.set("finding:a", text=odd(90), binds=odd(), kind="weakness", place=odd())
    maker.set("step:a", "onsite", name=odd(), family=odd(), submitted=10, passed=9)
    maker.set("step:b", "onsite", name=odd(), submitted=10, passed=19)
    maker.measure("a", Readings.of([Decimal(each) for each in ("1", "1.0", "-3")]), name=odd(), unit=odd(), usl="9")
    maker.measure("b", Readings.of([Decimal(1)]), name=odd(), lsl="0")
    maker.set("characteristic:c", "onsite", name=odd(), cpk="-0.2")
    maker.set("defect:a", "onsite", cause=odd(), family=odd(), units=10, defective=3)
    maker.set("loss:a", "onsite", kind="internal", cost={"amount": "0", "unit": "yuan"}, category=odd())
    maker.set("suggestion:a", binds=odd(), action=odd(60), owner=odd(), due="2026-13-99", measure=odd(60))
    maker.set("evidence:a", file=maker.keep(b"\xff\xd8broken", "image/jpeg"), name=odd(), binds="item:system.people")
    maker.set("reading:sample", option=odd(), reason=odd())
    found = make(cases.finished(maker), lang)
    assert found.info.pages > 10
    assert not any("\u202a" <= char <= "\u202e" or (char < " " and char not in "\r\n") for char in found.text)
