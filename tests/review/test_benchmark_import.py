"""Applications that come back: our own papers and workbook, and forms as the offices print them, filled in by hand."""

import io

import pytest
from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT

from qmdesk.model.problem import Refused
from qmdesk.review.benchmark import export, problems_of
from qmdesk.review.benchmark_import import import_application
from tests.review.benchmark_case import filled, picture
from tests.visit.benchmark_records import WHOLE, said


@pytest.fixture
def empty_case(tmp_path):
    session = filled(tmp_path / "空.qmcase", tmp_path / "home", records={})
    yield session
    session.close()


@pytest.fixture
def full(tmp_path):
    records = said(section__background={"text": "# 问题\n漏水 3 处。\n[图 g1]\n[表 t1]\n继续。"})
    records["picture:g1"] = {"caption": "漏水趋势", "section": "background", "file": "x"}
    records["grid:t1"] = {"caption": "原因", "section": "background", "cells": "原因|次数\n密封|12"}
    session = filled(tmp_path / "满.qmcase", tmp_path / "home", records=records)
    yield session
    session.close()


def state(session, kinds):
    return {
        f"{place.subject.partition(':')[0]}/{place.name}"
        if place.kind in {"product", "competitor"}
        else f"{place.subject}/{place.name}": each.value
        for place, each in session.state.items()
        if place.kind in kinds and each.value is not None
    }


TABLES = {"indicator", "social", "brand", "competitor", "product", "survey"}


@pytest.mark.parametrize(("what", "suffix"), [("application", ".docx"), ("tables", ".xlsx")])
def test_our_own_paper_reads_back_as_it_was_written(full, empty_case, tmp_path, what, suffix):
    export(full, what, tmp_path / f"a{suffix}")
    done = import_application(empty_case, tmp_path / f"a{suffix}")
    assert done.intake.skipped == 0
    assert state(empty_case, TABLES) == state(full, TABLES)
    for name in full.form.benchmark.table("form").columns:
        ours, theirs = empty_case.value("case", name), full.value("case", name)
        assert ours == theirs or float(ours) == float(theirs), name


def test_the_experience_reads_back_with_its_pictures_and_tables(full, empty_case, tmp_path):
    export(full, "experience", tmp_path / "a.docx")
    import_application(empty_case, tmp_path / "a.docx")
    export(empty_case, "experience", tmp_path / "b.docx")
    assert [each.text for each in Document(str(tmp_path / "a.docx")).paragraphs] == [
        each.text for each in Document(str(tmp_path / "b.docx")).paragraphs
    ]
    assert "# 问题" in str(empty_case.value("section:background", "text"))
    key = next(place.key for place in empty_case.state if place.kind == "picture")
    assert empty_case.value(f"picture:{key}", "caption") == "漏水趋势"


def test_what_went_out_and_comes_back_unchanged_changes_nothing(full, tmp_path):
    for what in ("experience", "application"):
        export(full, what, tmp_path / f"{what}.docx")
        done = import_application(full, tmp_path / f"{what}.docx")
        kinds = {entry.place.kind for entry in done.changes.entries}
        assert kinds <= {"case", "picture"}, done.changes.entries
        assert not import_application(full, tmp_path / f"{what}.docx").changes.entries
    assert [each for each in problems_of(full) if str(each.severity) == "error"] == []


def test_a_dry_run_changes_nothing(full, empty_case, tmp_path):
    export(full, "application", tmp_path / "a.docx")
    before = len(empty_case.state)
    assert import_application(empty_case, tmp_path / "a.docx", dry_run=True).intake.accepted > 60
    assert len(empty_case.state) == before


def printed(path):
    """The national form as printed: labels with notes, merged cells, boxes, hints of the form itself."""
    document = Document()
    document.add_paragraph("2026年质量标杆典型经验申报书")
    document.add_paragraph("填表日期: 2026 年 5 月 8 日")
    table = document.add_table(rows=8, cols=4)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    rows = [
        ("组织名称", "甲", "", ""),
        ("行业分类", "选择一项。", "组织规模", "中型"),
        ("申报方向 (单选)", "□推动重点产业提质升级\n☑加快新兴产业发展壮大", "", ""),
        ("是否通过 ISO 9001 质量管理体系认证且证书在有效期内", "☑是 □否", "员工总数", "1,200"),
        ("员工全面质量管理 (TQM) 普及教育普及率 (%): 接受 TQM 教育员工数占员工总数的比例", "", "", "92.5"),
        ("质量改进活动参与率 (%): 参与 QC 小组等员工数占员工总数比例", "", "", "一百二"),
        ("手机", "13800000000", "邮箱", "a@b.invalid"),
        ("没有这一栏", "某值", "", ""),
    ]
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    table.cell(4, 0).merge(table.cell(4, 2))
    table.cell(5, 0).merge(table.cell(5, 2))
    recommending = document.add_table(rows=3, cols=4)
    for at, row in enumerate(
        [
            ("推荐单位联系人", "乙", "电话", "0574-1"),
            ("手机", "139", "电子邮箱", "c@d.invalid"),
            ("推荐意见:", "同意", "", ""),
        ]
    ):
        for column, text in enumerate(row):
            recommending.cell(at, column).text = text
    recommending.cell(2, 1).merge(recommending.cell(2, 3))
    figures = document.add_table(rows=4, cols=9)
    for at, row in enumerate([
        ("序号", "项目", "单位", "2022 年", "2024 年", "2025 年", "2025 年 行业平 均水平", "2025 年 行业最 佳水平", "2025 年 本组织 名次"),
        ("7", "质量损失\n率", "%", "9", "1.1%", "0.9", "1.5", "0.5", "3"),
        ("8", "产品合格 率", "%", "", "99.1", "99,2", "98", "99.9", "/"),
        ("11", "一次交验合格率", "%", "", "97", "98", "", "", ""),
    ]):  # fmt: skip
        for column, text in enumerate(row):
            figures.cell(at, column).text = text
    market = document.add_table(rows=5, cols=5)
    for at, row in enumerate([
        ("主导产品/ 服务", "", "泵", "", ""),
        ("市场占有率", "年度", "国内", "国际", "/"),
        ("市场占有率", "2025 年", "12", "3%", "/"),
        ("顾客满意度", "2025 年", "93", "", "□自评 ☑第三方调查 调查机构名称: 某调查公司"),
        ("顾客忠诚程度", "2021 年", "80", "", "☑自评 □第三方调查"),
    ]):  # fmt: skip
        for column, text in enumerate(row):
            market.cell(at, column).text = text
    market.cell(0, 2).merge(market.cell(0, 3))
    market.cell(3, 2).merge(market.cell(3, 3))
    other = document.add_table(rows=2, cols=2)
    other.cell(0, 0).text, other.cell(1, 1).text = "生产线", "五条"
    document.save(str(path))


def test_the_printed_form_filled_in_by_hand_is_understood_and_the_rest_is_told(empty_case, tmp_path):
    printed(tmp_path / "表.docx")
    done = import_application(empty_case, tmp_path / "表.docx")
    value = empty_case.value
    assert value("case", "filled_on") == "2026-05-08"
    assert value("case", "direction") == "emerging"
    assert value("case", "iso9001") is True
    assert value("case", "employees") == 1200
    assert value("case", "size") == "medium"
    assert value("case", "trade") is None
    assert value("case", "tqm_rate") == "0.925"
    assert value("case", "improvement_rate") is None
    assert (value("case", "mobile"), value("case", "recommender_mobile")) == ("13800000000", "139")
    assert value("case", "recommendation") == "同意"
    assert value("indicator:quality_loss", "y2024") == "1.1"
    assert value("indicator:quality_loss", "rank") == "3"
    assert value("indicator:pass_rate", "rank") is None
    added = next(place.subject for place, each in empty_case.state.items() if each.value == "一次交验合格率")
    assert (value(added, "y2025"), value(added, "unit")) == ("98", "%")
    product = next(place.subject for place in empty_case.state if place.kind == "product")
    assert [value(product, each) for each in ("name", "domestic_2025", "international_2025", "satisfaction_2025")] == [
        "泵",
        "0.12",
        "0.03",
        "93",
    ]
    assert (value("survey:satisfaction.2025", "method"), value("survey:satisfaction.2025", "body")) == (
        "third",
        "某调查公司",
    )
    codes = [each.code for each in done.intake.problems]
    assert codes.count("benchmark-year-other") == 2
    assert "benchmark-table-unknown" in codes
    assert any(
        each.where.endswith("质量改进活动参与率 (%): 参与"[:20]) or "质量改进活动参与率" in each.where
        for each in done.intake.problems
    )


def test_the_numbers_in_the_sentences_of_2024_are_taken(tmp_path):
    document = Document()
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "专利情况", "截止到申请日，有效专利数共 12 个，其中发明专利 3 个。"
    table.cell(1, 0).text = "标准情况"
    table.cell(1, 1).text = "参与标准制定数共 5 个。其中，国际 1 个，国家 1 个，行业 2 个，地方 0 个，团体 1 个。"
    document.save(str(tmp_path / "a.docx"))
    with filled(tmp_path / "旧.qmcase", tmp_path / "home", records={}, edition="2024-zhejiang") as session:
        import_application(session, tmp_path / "a.docx")
        found = [
            session.value("case", each)
            for each in ("patents", "inventions", "standards", "standards_trade", "standards_local")
        ]
    assert found == [12, 3, 5, 2, 0]


def test_an_experience_by_another_hand_is_cut_at_its_headings(empty_case, tmp_path):
    document = Document()
    document.add_heading("实施六西格玛设计的经验", 0)
    document.add_paragraph("一、组织概况（500 字以内）")
    document.add_paragraph("我们做泵。")
    document.add_paragraph("二、实施背景（1000字以内）")
    document.add_paragraph("（一）瓶颈")
    document.add_paragraph("漏水多。")
    document.add_paragraph("表 1 原因统计")
    table = document.add_table(rows=2, cols=2)
    for at, text in enumerate(("原因", "次数", "密封", "12")):
        table.cell(at // 2, at % 2).text = text
    document.add_picture(io.BytesIO(picture()))
    document.add_paragraph("图 1 漏水趋势")
    document.add_heading("三、实施过程", 1)
    document.add_heading("策划", 2)
    document.add_paragraph("先统计。")
    document.save(str(tmp_path / "经验.docx"))
    import_application(empty_case, tmp_path / "经验.docx")
    assert empty_case.value("case", "title") == "实施六西格玛设计的经验"
    assert empty_case.value("section:organisation", "text") == "我们做泵。"
    lines = str(empty_case.value("section:background", "text")).splitlines()
    assert lines[:2] == ["# 瓶颈", "漏水多。"]
    assert [each[:2] for each in lines[2:]] == ["[表", "[图"]
    captions = {place.kind: each.value for place, each in empty_case.state.items() if place.name == "caption"}
    assert captions == {"grid": "原因统计", "picture": "漏水趋势"}
    assert empty_case.value("section:implementation", "text") == "# 策划\n先统计。"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.docx", b"PK\x03\x04 broken", None),
        ("a.pdf", b"%PDF-1.7 nothing", "benchmark-file-kind"),
        ("a.docx", b"", "file-empty"),
    ],
)
def test_a_file_that_is_none_of_it_is_refused_in_words(empty_case, tmp_path, name, content, code):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Refused) as caught:
        import_application(empty_case, tmp_path / name)
    assert code is None or caught.value.problems[0].code == code


def test_a_document_with_a_dtd_is_refused(empty_case, tmp_path):
    import zipfile

    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    with pytest.raises(Refused) as caught:
        import_application(empty_case, tmp_path / "a.docx")
    assert caught.value.problems[0].code == "xml-dtd"


def test_another_enterprises_paper_keeps_our_name_and_is_told(full, tmp_path):
    export(full, "application", tmp_path / "a.docx")
    from qmdesk.model.journal import Edit, Place

    full.record(Edit(Place("case", "credit_code"), "91110000100000000C")).wait()
    done = import_application(full, tmp_path / "a.docx")
    assert full.value("case", "credit_code") == "91110000100000000C"
    assert done.intake.problems[0].code == "other-enterprise"
    assert WHOLE
