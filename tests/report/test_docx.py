"""The editable report: real structure of Word, the words of the chapters, and on every page what it is not."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from qmdesk.model.problem import Refused
from qmdesk.report.docx.build import write_editable_report, write_editable_sheet
from qmdesk.report.docx.fields import BLOCKS, WORDS
from qmdesk.report.docx.template import write_in_template
from qmdesk.report.material import Material, Options
from tests.report import cases

NOTICE = "可编辑文本，不是已签署的文件；以签署的PDF为准。"


def material(maker: cases.CaseMaker, lang: str = "zh-CN") -> Material:
    case = cases.finished(maker)
    return Material(*case.arguments(), lang, cases.MADE_AT, Options(kind="editable"))


@pytest.fixture(scope="module")
def shop() -> Material:
    maker = cases.machining(photos=2)
    maker.set("item:system.people", "onsite", note="😀 مرحبا 䶮堃祎㛃 <b>&amp;</b>\x07\n班次\t件数\n早\t120\n晚\t98")
    return material(maker)


@pytest.fixture(scope="module")
def written(shop: Material, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("docx") / "report.docx"
    write_editable_report(shop, out)
    return out


def words(path: Path) -> str:
    body = Document(str(path)).element.body
    return "".join("".join(each.text or "" for each in body.iter(qn("w:t"))).split())


def test_headings_are_words_own_and_in_order(written: Path):
    headings = [each for each in Document(str(written)).paragraphs if each.style.name.startswith("Heading")]
    first = [each.text for each in headings if each.style.name == "Heading 1"]
    assert first[:3] == ["摘要", "一、企业与评价范围", "二、评价工作"]
    assert {each.style.name for each in headings} == {"Heading 1", "Heading 2", "Heading 3"}
    assert "1. 质量战略、方针与目标" in [each.text for each in headings if each.style.name == "Heading 3"]


def test_what_the_team_wrote_stands_in_it_word_for_word(written: Path):
    text = words(written)
    for said in (*cases.NOTES.values(), *cases.WEAK.values(), "复核等级：2级（检验级）", "😀مرحبا䶮堃祎㛃<b>&amp;</b>"):
        assert "".join(said.split()) in text


def test_heads_of_tables_are_repeated_and_fonts_are_chinese(written: Path):
    document = Document(str(written))
    heads = [
        row
        for row in document.element.body.iter(qn("w:tr"))
        if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    ]
    assert len(heads) > 10
    with zipfile.ZipFile(written) as archive:
        styles = archive.read("word/styles.xml").decode()
    assert 'w:eastAsia="宋体"' in styles
    assert 'w:eastAsia="黑体"' in styles
    assert 'w:lang w:val="en-US" w:eastAsia="zh-CN"' in styles


def test_every_page_says_that_it_is_no_signed_document(written: Path):
    section = Document(str(written)).sections[0]
    assert section.different_first_page_header_footer
    for foot in (section.footer, section.first_page_footer):
        assert NOTICE in "".join(each.text for each in foot.paragraphs)
    fields = "".join(each.text or "" for each in section.footer._element.iter(qn("w:instrText")))
    assert fields.split() == ["PAGE", "NUMPAGES"]
    assert (section.page_width.mm, section.page_height.mm) == (pytest.approx(210, abs=0.1), pytest.approx(297, abs=0.1))


def test_a_draft_says_so_on_the_cover_and_on_all_other_pages(tmp_path: Path):
    write_editable_report(material(cases.empty()), tmp_path / "r.docx")
    section = Document(str(tmp_path / "r.docx")).sections[0]
    for foot in (section.footer, section.first_page_footer):
        assert f"草稿　未完成 · {NOTICE}" in [each.text for each in foot.paragraphs]


def test_the_contents_are_a_field_and_every_link_has_its_place(written: Path):
    body = Document(str(written)).element.body
    orders = [each.text.strip() for each in body.iter(qn("w:instrText"))]
    assert orders == ['TOC \\o "1-2" \\h \\z \\u']
    marks = {each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))}
    links = {each.get(qn("w:anchor")) for each in body.iter(qn("w:hyperlink"))}
    assert links
    assert links <= marks
    kinds = [each.get(qn("w:fldCharType")) for each in body.iter(qn("w:fldChar"))]
    assert sorted(kinds) == ["begin", "end", "separate"]


def test_properties_and_pictures_are_there_and_the_same_case_gives_the_same_bytes(
    shop: Material, written: Path, tmp_path: Path
):
    core = Document(str(written)).core_properties
    assert core.title.endswith("浙江精锐传动部件有限公司")
    assert (core.author, core.language, core.subject) == ("华东质量技术评价中心", "zh-CN", "复核等级：2级（检验级）")
    with zipfile.ZipFile(written) as archive:
        pictures = [name for name in archive.namelist() if name.startswith("word/media/")]
    assert len(pictures) > 12
    write_editable_report(shop, tmp_path / "again.docx")
    assert (tmp_path / "again.docx").read_bytes() == written.read_bytes()


def test_a_pasted_table_is_a_table_again(written: Path):
    tables = [[[cell.text for cell in row.cells] for row in each.rows] for each in _all_tables(written)]
    assert [["班次", "件数"], ["早", "120"], ["晚", "98"]] in tables


def test_stopping_leaves_no_file(shop: Material, tmp_path: Path):
    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_editable_report(shop, tmp_path / "r.docx", tick=stop)
    assert not list(tmp_path.iterdir())


def test_the_sheet_and_a_nearly_empty_english_case_are_written_too(tmp_path: Path):
    bare = material(cases.empty(), "en")
    write_editable_report(bare, tmp_path / "r.docx")
    write_editable_sheet(bare, tmp_path / "s.docx")
    for name in ("r.docx", "s.docx"):
        section = Document(str(tmp_path / name)).sections[0]
        assert "not the signed document" in "".join(each.text for each in section.footer.paragraphs)


# -- an office's own template ------------------------------------------------------------------------


def template(tmp_path: Path, *paragraphs: str, head: str = "") -> Path:
    document = Document()
    for each in paragraphs:
        document.add_paragraph(each)
    if head:
        document.sections[0].header.paragraphs[0].text = head
    document.save(str(tmp_path / "office.docx"))
    return tmp_path / "office.docx"


def test_fields_are_filled_even_where_word_split_them(shop: Material, tmp_path: Path):
    document = Document()
    split = document.add_paragraph("致 {{enter")
    split.add_run("prise").bold = True
    split.add_run(" }}：等级 {{level}}，{{ number }}。")
    document.add_table(1, 1).cell(0, 0).text = "{{rectification}}"
    document.sections[0].header.paragraphs[0].text = "编号 {{number}}"
    document.save(str(tmp_path / "office.docx"))
    write_in_template(shop, tmp_path / "office.docx", tmp_path / "out.docx")
    made = Document(str(tmp_path / "out.docx"))
    assert made.paragraphs[0].text.startswith("致 浙江精锐传动部件有限公司：等级 2级（检验级），QM-2026-")
    assert made.sections[0].header.paragraphs[0].text.startswith("编号 QM-2026-")
    assert made.tables[0].cell(0, 0).tables[0].rows[0].cells[1].text == "条目或指标"
    assert NOTICE in "".join(each.text for each in made.sections[0].footer.paragraphs)
    assert "{{" not in words(tmp_path / "out.docx")


def test_every_known_field_can_be_asked_for(shop: Material, tmp_path: Path):
    names = [*WORDS, *BLOCKS, *shop.form.records["case"].fields]
    write_in_template(shop, template(tmp_path, *(f"{{{{{name}}}}}" for name in names)), tmp_path / "out.docx")
    assert "{{" not in words(tmp_path / "out.docx")
    documented = (Path(__file__).parents[2] / "docs" / "templates.md").read_text("utf-8")
    for name in (*WORDS, *BLOCKS):
        assert f"`{{{{{name}}}}}`" in documented, name


def test_what_is_wrong_is_said_at_once_by_field_and_place(shop: Material, tmp_path: Path):
    path = template(tmp_path, "好", "{{enterprize}}", "等级 {{grade", "前 {{items}}", head="{{summary}}")
    with pytest.raises(Refused) as refused:
        write_in_template(shop, path, tmp_path / "out.docx")
    found = [(each.code, each.details.get("field"), each.details["place"]) for each in refused.value.problems]
    assert found == [
        ("template-field-unknown", "enterprize", "正文第2段"),
        ("template-field-broken", None, "正文第3段"),
        ("template-block-place", "items", "正文第4段"),
        ("template-block-place", "summary", "第1节的页眉"),
    ]
    assert refused.value.problems[0].details["near"] == "{{enterprise}}"
    assert not (tmp_path / "out.docx").exists()


def altered(path: Path, name: str, change: object) -> Path:
    """A template with one part changed or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(out, "w") as after:
        for each in before.namelist():
            content = before.read(each)
            after.writestr(each, change(content) if each == name else content)  # type: ignore[operator]
        if name not in before.namelist():
            after.writestr(name, change(b""))  # type: ignore[operator]
    path.write_bytes(out.getvalue())
    return path


OUTSIDE = b'<Relationship Id="x9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="http://tracker.example/a.png" TargetMode="External"/></Relationships>'


@pytest.mark.parametrize(
    ("name", "change", "code"),
    [
        ("word/vbaProject.bin", lambda _: b"macro", "template-macros"),
        ("word/embeddings/oleObject1.bin", lambda _: b"ole", "template-macros"),
        ("word/_rels/document.xml.rels", lambda x: x.replace(b"</Relationships>", OUTSIDE), "template-outside"),
        ("word/document.xml", lambda _: b'<!DOCTYPE a [<!ENTITY e "e">]><a>&e;</a>', "xml-dtd"),
        ("word/document.xml", lambda _: b"<a><b></a>", "template-unreadable"),
        ("[Content_Types].xml", lambda x: x.replace(b"document.main", b"macroEnabled.main"), "template-macros"),
    ],
)
def test_a_template_that_would_act_or_reach_out_is_refused(
    shop: Material, tmp_path: Path, name: str, change: object, code: str
):
    path = altered(template(tmp_path, "{{grade}}"), name, change)
    with pytest.raises(Refused) as refused:
        write_in_template(shop, path, tmp_path / "out.docx")
    assert refused.value.problems[0].code == code


def test_what_is_no_document_is_refused(shop: Material, tmp_path: Path):
    (tmp_path / "a.docx").write_bytes(b"no zip at all")
    with pytest.raises(Refused) as refused:
        write_in_template(shop, tmp_path / "a.docx", tmp_path / "out.docx")
    assert re.match("zip-|template-", refused.value.problems[0].code)


def _all_tables(path: Path) -> list[object]:
    from docx.table import Table

    document = Document(str(path))
    return [Table(each, document) for each in document.element.body.iter(qn("w:tbl"))]
