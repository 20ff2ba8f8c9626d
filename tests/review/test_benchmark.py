"""A quality-benchmark case at work: papers, package, scores, stages, figures from a review, the signed report, lists."""

import io
import zipfile
from dataclasses import replace

import pikepdf
import pytest
from docx import Document
from docx.oxml.ns import qn

from qmdesk.formdef.loader import load_builtin
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.model.problem import Refused
from qmdesk.report.benchmark import package as packages
from qmdesk.report.benchmark.package import guard_size
from qmdesk.report.contents import form_zip
from qmdesk.report.verify import examine
from qmdesk.report.verify_regrade import regrade
from qmdesk.review.benchmark import (
    EXPORTS,
    export,
    form_of_edition,
    found_in,
    paper_of,
    problems_of,
    report,
    score,
    set_stage,
)
from qmdesk.review.benchmark_list import recommend, write_list
from qmdesk.review.benchmark_takeover import offered, take_over
from qmdesk.review.conclude import conclude
from qmdesk.review.reporting import Signing
from qmdesk.review.session import ReviewSession, Who
from qmdesk.review.setting import set_text
from qmdesk.review.undo import undo
from qmdesk.visit.benchmark.counting import count
from qmdesk.visit.benchmark.scoring import rounds
from qmdesk.visit.benchmark.text import experience
from tests.review.benchmark_case import filled, picture
from tests.trust import people
from tests.visit.benchmark_records import said


@pytest.fixture
def case(tmp_path):
    session = filled(tmp_path / "标杆.qmcase", tmp_path / "home")
    yield session
    session.close()


def refusal(work, *arguments, **named):
    with pytest.raises(Refused) as caught:
        work(*arguments, **named)
    return caught.value.problems[0].code


def test_a_filled_case_is_ready_and_reads_the_same_after_closing(case, tmp_path):
    assert problems_of(case) == ()
    path, home = case.path, case.who.home
    case.close()
    with ReviewSession.open(path, Who("a" * 16, "王工", home)) as again:
        assert again.form.kind == "benchmark"
        assert problems_of(again) == ()


def test_a_case_of_a_benchmark_is_never_graded(case):
    assert refusal(case.assess, Stage.ONSITE) == "form-not-a-review"
    assert refusal(conclude, case, Stage.ONSITE) == "form-not-a-review"
    from qmdesk.review.reporting import report as review_report

    assert refusal(review_report, case, case.path.with_suffix(".pdf")) == "form-not-a-review"
    assert not case.path.with_suffix(".pdf").exists()


def test_a_review_is_no_benchmark(make_session):
    assert refusal(problems_of, make_session()) == "form-not-a-benchmark"
    assert refusal(form_of_edition, "1999") == "form-not-found"


def test_typed_fields_are_recorded_and_undone(case):
    set_text(case, "indicator:oee", "y2025", "83.5")[0].wait()
    assert case.value("indicator:oee", "y2025") == "83.5"
    undo(case).recorded.wait()
    assert case.value("indicator:oee", "y2025") == "82"
    assert refusal(set_text, case, "indicator:oee", "y2021", "83") == "unknown-field"


@pytest.mark.parametrize("what", [each for each in EXPORTS if each not in {"package", "tables"}])
def test_every_word_paper_is_a4_upright_in_the_faces_of_the_notice_and_the_same_each_time(case, tmp_path, what):
    one, other = tmp_path / "一.docx", tmp_path / "二.docx"
    export(case, what, one)
    case._clock.moment = case._clock.moment.replace()
    document = Document(io.BytesIO(one.read_bytes()))
    section = document.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    titles = [each for each in document.element.body.iter(qn("w:p")) if _size(each) == 36]
    assert titles
    assert all(each.find(f"{qn('w:pPr')}/{qn('w:jc')}").get(qn("w:val")) == "center" for each in titles)
    assert refusal(export, case, what, one) == "file-exists"
    assert refusal(export, case, what, other.with_suffix(".pdf")) == "benchmark-export-suffix"


def _size(paragraph):
    found = paragraph.find(f"{qn('w:r')}/{qn('w:rPr')}/{qn('w:sz')}")
    return 0 if found is None else int(found.get(qn("w:val")))


def test_the_experience_is_in_the_page_format_and_as_long_as_word_counts(tmp_path):
    records = said(section__background={"text": "# 问题\n漏水 3 处。\n[图 g1]\n[表 t1]"})
    records["picture:g1"] = {"caption": "漏水趋势", "section": "background", "file": "x"}
    records["grid:t1"] = {"caption": "原因", "section": "background", "cells": "原因|次数\n密封|12"}
    with filled(tmp_path / "a.qmcase", tmp_path / "home", records=records) as session:
        export(session, "experience", tmp_path / "a.docx")
        sections = experience(session.form.benchmark, found_in(session))
    document = Document(str(tmp_path / "a.docx"))
    texts = [each.text for each in document.paragraphs]
    assert texts[0] == "构建全流程失效预防的实践"
    assert [each for each in texts if each[:2] in {"一、", "二、", "三、", "四、"}] == [
        "一、组织概况", "二、实施背景", "三、实施过程", "四、实施成效",
    ]  # fmt: skip
    body = [each for each in document.paragraphs if each.text.startswith("我们把")]
    run = body[0].runs[0]
    assert (run.font.size.pt, run._element.rPr.rFonts.get(qn("w:eastAsia"))) == (14, "宋体")
    caption = next(each for each in document.paragraphs if each.text.startswith("图1"))
    assert (caption.runs[0].font.size.pt, caption.runs[0].font.bold) == (12, True)
    assert texts.index("图1　漏水趋势") == texts.index("表1　原因") - 1
    below = caption._element.getprevious()
    assert below.find(f".//{qn('w:drawing')}") is not None
    title = next(each for each in document.paragraphs if each.text.startswith("表1"))
    assert title._element.getnext().tag == qn("w:tbl")
    start, end = texts.index("二、实施背景"), texts.index("三、实施过程")
    cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
    counted = sum((count(each) for each in [*texts[start + 1 : end], *cells]), count(""))
    assert counted.words == sections[2].whole.words


def test_the_application_holds_every_table_and_the_scan_of_the_sealed_page(case, tmp_path):
    export(case, "application", tmp_path / "a.docx")
    document = Document(str(tmp_path / "a.docx"))
    text = "\n".join(each.text for each in document.paragraphs)
    for table in case.form.benchmark.tables:
        assert table.name.zh in text
    assert len(document.inline_shapes) == 2  # letter and recommendation as scans
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert {"宁波某某泵业有限公司", "□ 是  ☑ 否", "质量损失率", "0.9", "甲公司", "95%"} <= cells
    assert any("☑ 推动重点产业提质升级" in each and "□ 加快新兴产业发展壮大" in each for each in cells)
    export(case, "letter", tmp_path / "l.docx")
    assert not Document(str(tmp_path / "l.docx")).inline_shapes


def test_the_package_has_three_files_named_by_the_applicant_and_the_mail_its_subject(case, tmp_path):
    made = export(case, "package", tmp_path)
    assert made.path.name == "宁波某某泵业有限公司.zip"
    assert made.subject == "申报质量标杆+宁波某某泵业有限公司"
    with zipfile.ZipFile(made.path) as archive:
        assert archive.namelist() == [
            f"宁波某某泵业有限公司-{each}.docx" for each in ("申报书", "典型经验", "证实性材料")
        ]


def test_a_package_beyond_the_limit_is_refused_to_the_byte(monkeypatch, case, tmp_path):
    guard_size("甲", 100_000_000, {}, 100)
    with pytest.raises(Refused) as caught:
        guard_size("甲", 100_000_001, {"甲-申报书.docx": 99_000_000}, 100)
    assert caught.value.problems[0].details["files"] == "甲-申报书.docx 99.0 MB"
    guard_size("甲", 10**12, {}, 0)
    monkeypatch.setattr(packages, "MEGABYTE", 100)
    assert refusal(export, case, "package", tmp_path) == "benchmark-package-large"
    assert not list(tmp_path.glob("*.zip"))


def test_scores_of_several_experts_stand_beside_each_other(case):
    for expert, points in (("甲", "80"), ("乙", "92.5")):
        for part in case.form.benchmark.parts:
            score(case, "paper", part.id, expert, points, "有据").wait()
    found = rounds(case.form.benchmark, found_in(case))[0]
    assert sorted(float(each.total) for each in found.given) == [80.0, 92.5]
    assert refusal(score, case, "paper", "science-method", "甲", "100.5") == "benchmark-points-range"
    assert refusal(score, case, "paper", "nothing", "甲", "1") == "benchmark-part-unknown"
    assert refusal(score, case, "notice", "science-method", "甲", "1") == "benchmark-round-unknown"
    expert = next(each for each in found_in(case).records("expert") if each.text("name") == "乙")
    case.record(Edit(Place(f"expert:{expert.key}", "recused"), True)).wait()
    assert refusal(score, case, "paper", "science-method", "乙", "1") == "benchmark-expert-recused"
    assert rounds(case.form.benchmark, found_in(case))[0].total.n == 1


@pytest.mark.parametrize("day", ["2026-02-30", "abc", "9999-12-31"])
def test_a_stage_on_a_day_that_is_none_is_refused(case, day):
    for step in ("qualification", "paper", "defence", "onsite"):
        set_stage(case, step, "passed", on="2026-06-10").wait()
    assert refusal(set_stage, case, "notice", "under-way", on=day).startswith("date-")
    set_stage(case, "notice", "under-way", on="2026年6月15日").wait()


def test_stages_go_on_in_order_and_a_notice_gets_its_last_day(case):
    assert refusal(set_stage, case, "paper", "passed") == "benchmark-stage-order"
    for step in ("qualification", "paper", "defence"):
        set_stage(case, step, "passed", on="2026-06-10").wait()
    set_stage(case, "notice", "under-way", on="2026-06-15").wait()
    assert case.value("stage:notice", "until") == "2026-06-22"
    assert refusal(set_stage, case, "publication", "passed", on="2026-06-23") == "benchmark-stage-order"
    set_stage(case, "notice", "passed", on="2026-06-23").wait()
    set_stage(case, "publication", "passed", on="2026-06-30").wait()
    assert refusal(set_stage, case, "removal", "removed", on="2027-01-05") == "benchmark-stage-reason"
    set_stage(case, "removal", "removed", on="2027-01-05", reason="材料不实").wait()
    assert case.value("stage:removal", "reason") == "材料不实"
    assert refusal(set_stage, case, "paper", "great") == "choice-unknown"


# -- figures from a review ---------------------------------------------------------------------------


@pytest.fixture
def review(make_session):
    session = make_session("评价.qmcase")
    edits = {
        "period": {"from": "2025-01", "to": "2025-12"},
        "output_value": {"amount": "50000", "unit": "wan"},
        "employees": 410,
    }
    session.record([Edit(Place("case", name), value) for name, value in edits.items()])
    for key, kind, cost in (("l1", "internal", "300"), ("l2", "external", "150")):
        for name, value in (("kind", kind), ("cost", {"amount": cost, "unit": "wan"})):
            session.record(Edit(Place(f"loss:{key}", name, "onsite"), value))
    for figure in ("internal_loss", "external_loss", "sigma"):
        session.record(Edit(Place(f"figure:{figure}", "tracked", "onsite"), "true"))
    for name, value in (("defective", 123), ("units", 20000)):
        session.record(Edit(Place("figure:sigma", name, "onsite"), value))
    session.record([]).wait()
    return session


def test_figures_of_a_review_are_taken_over_with_where_they_stand_there(case, review):
    path, case_id = review.path, review.case_id
    review.close()
    found = offered(case, path)
    take_over(case, found).wait()
    assert case.value("indicator:quality_loss", "y2025") == "0.9"
    assert case.value("indicator:pass_rate", "y2025") == "99.385"
    assert case.value("case", "employees") == 410
    assert case.value("case", "review_case") == case_id
    assert case.value("takeover:quality-loss", "source_value") == "0.6 % + 0.3 %"
    assert case.value("takeover:quality-loss", "source_case") == case_id
    assert len(str(case.value("takeover:quality-loss", "source_sha256"))) == 64
    assert [each.id for each in found.figures] == ["quality-loss", "pass-rate", "employees", "output-value"]
    assert [each.code for each in found.problems] == ["benchmark-takeover-nothing"]  # no one level yet
    assert "benchmark-takeover-changed" not in {each.code for each in problems_of(case)}
    set_text(case, "indicator:quality_loss", "y2025", "0.8")[0].wait()
    assert "benchmark-takeover-changed" in {each.code for each in problems_of(case)}


def test_figures_of_another_year_or_enterprise_are_not_taken(case, review, make_session):
    review.record(Edit(Place("case", "period"), {"from": "2024-01", "to": "2024-12"})).wait()
    path = review.path
    review.close()
    found = offered(case, path)
    assert {each.id for each in found.figures} == {"employees", "output-value"}
    assert found.problems[0].code == "benchmark-takeover-year"
    other = make_session("别家.qmcase")
    other.record(Edit(Place("case", "credit_code"), "91330106MA2XXXXX0X")).wait()
    elsewhere = other.path
    other.close()
    assert refusal(offered, case, elsewhere) == "benchmark-other-enterprise"
    assert refusal(offered, case, case.path) in {"form-not-a-review", "case-held"}


# -- the signed report -------------------------------------------------------------------------------


def with_check(session):
    edits = [Edit(Place("case", "institution"), "某认证院")]
    for key, name, role in (("m1", "王工", "lead"), ("m2", "李工", "assessor"), ("m3", "赵总", "representative")):
        edits += [Edit(Place(f"member:{key}", "name"), name), Edit(Place(f"member:{key}", "role"), role)]
    for part in session.form.benchmark.parts:
        edits.append(Edit(Place(f"onsite_check:{part.id}", "verdict"), "confirmed"))
        edits.append(Edit(Place(f"onsite_check:{part.id}", "found"), "查看了三年的改进记录，与材料一致。"))
    session.record(edits)
    for expert, points in (("甲", "80"), ("乙", "90")):
        for part in session.form.benchmark.parts:
            score(session, "onsite", part.id, expert, points).wait()
    return session


@pytest.fixture
def checked(case):
    return with_check(case)


@pytest.fixture(scope="module")
def unsigned(tmp_path_factory):
    """The bytes of one unsigned report, for all that is done to it."""
    folder = tmp_path_factory.mktemp("report")
    with filled(folder / "标杆.qmcase", folder / "home") as session:
        report(with_check(session), folder / "核查.pdf")
    return (folder / "核查.pdf").read_bytes()


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_a_signed_report_is_recognised_and_summed_up_again_by_verify(checked, tmp_path, lang):
    out = tmp_path / "核查.pdf"
    info = report(checked, out, [Signing("lead", people.lead())], lang=lang)
    assert info.pages >= 3
    found = examine(out.read_bytes(), people.trusted())
    assert [each.code for each in found.problems if str(each.severity) == "error"] == []
    assert found.regrade["kind"] == "benchmark"
    assert found.regrade["recomputed"] == list(info.summary)
    assert found.regrade["heads"] == [[each.device, each.seq, each.hash] for each in checked.heads()]
    assert len(found.signatures) == 1


def _tampered(content, name, change):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        raw = change(bytes(pdf.attachments[name].get_file().read_bytes()))
        del pdf.attachments[name]
        pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, raw, filename=name)
        target = io.BytesIO()
        pdf.save(target)
        return target.getvalue()


@pytest.mark.parametrize(
    ("name", "change", "code"),
    [
        ("snapshot.json", lambda raw: raw.replace(b'"confirmed"', b'"not"'), "report-data-unreadable"),
        ("journal.jsonl", lambda raw: raw.replace(b'"confirmed"', b'"not"'), "report-journal-differs"),
        ("journal.jsonl", lambda raw: raw.rsplit(b"\n", 2)[0] + b"\n", "report-journal-differs"),
        ("form.zip", lambda _: form_zip(form_of_edition("2024-zhejiang")), "report-form-differs"),
        ("form.zip", lambda _: form_zip(load_builtin("meqmc")), "report-form-differs"),
        ("report.json", lambda raw: raw.replace(b'"lang": "zh-CN"', b'"lang": "en"'), "report-summary-differs"),
        ("report.json", lambda _: b"{", "report-data-missing"),
    ],
)
def test_a_report_whose_records_or_pages_say_otherwise_fails(unsigned, name, change, code):
    assert not regrade(unsigned).problems
    content = _tampered(unsigned, name, change)
    assert code in {each.code for each in regrade(content).problems}


# -- lists -------------------------------------------------------------------------------------------


def test_cases_make_a_ranked_list_with_the_quota_of_the_city(tmp_path):
    paths = []
    for rank in (2, 1):
        path = tmp_path / f"{rank}.qmcase"
        with filled(path, tmp_path / "home", edition="2024-zhejiang", records={
            "case": {"title": f"甲{rank}的实践经验", "direction": "system", "city": "宁波", "rank": rank, "review_level": "l3"},
            "liaison:a": {"name": "某某", "mobile": "1"},
        }, enterprise=f"甲{rank}"):  # fmt: skip
            paths.append(path)
    listed = recommend([*paths, tmp_path / "nichts.qmcase"], Who("a" * 16, "王工", tmp_path / "home"))
    assert [(each.rank, each.enterprise, each.preferred) for each in listed.rows] == [
        (1, "甲1", True),
        (2, "甲2", True),
    ]
    assert listed.quota == 8
    assert len(listed.liaisons) == 1
    codes = {each.code for each in listed.problems}
    assert {"benchmark-applicant-twice", "benchmark-not-ready"} <= codes
    write_list(listed, tmp_path / "名单.xlsx")
    from qmdesk.intake.readers.opening import open_table

    grid = open_table(tmp_path / "名单.xlsx")
    assert [sheet.name for sheet in grid.sheets] == ["质量标杆推荐名单 宁波", "推荐联络员名单"]
    assert grid.sheets[0].text(3, 1) == "甲1"
    assert "栏目由本软件拟定" in grid.sheets[0].text(1, 0)
    assert replace(listed, quota=1).quota == 1


def test_pictures_and_paper_need_nothing_but_the_case(case):
    assert paper_of(case).shown("case", "", "employees") == "400"
    assert picture()
