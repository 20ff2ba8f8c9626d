"""Copies for others: what a policy masks is nowhere in the file, in no stream, no property, no bookmark."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from qmdesk.model.problem import Refused
from qmdesk.report.build import write_pages
from qmdesk.report.copies import masked_material
from qmdesk.report.copies_policy import BUILT_IN, Policy, load_policy, parse_policy
from qmdesk.report.docx.build import write_editable_report
from qmdesk.report.material import Material, Options
from tests.report import cases

#: Words that stand in the case and nowhere else; what each policy must not let out.
CANARIES = {
    "training": [
        "浙江精锐传动部件", "精锐传动", "91330109MA2KTY3H76", "萧山", "临江工业园", "李敏", "0571-8888", "陈䶮", "王建国", "堃祎",
        "华东质量技术", "QMA-2024-0113", "经济和信息化厅", "IMG_20260701", "M-017校准证书.pdf", "控制图看板", "内部备注金丝雀", "赵访谈",
    ],
    "enterprise": ["内部备注金丝雀", "QMA-2024-0113", "堃祎4级"],
    "authority": ["0571-8888", "QMA-2025-0207"],
}  # fmt: skip


def whole() -> Material:
    maker = cases.machining(photos=2)
    maker.set("case", note="内部备注金丝雀，王 建国说：浙江精锐传动部件的 陈䶮 不在场。")
    maker.set(
        "item:system.people",
        "onsite",
        note="浙江精锐传动部件有限公司的李 敏与王建国、堃祎核对，电话0571-8888 0000；地址杭州市萧山区临江工业园纬五路88号。",
    )
    maker.set("interview:i1", "onsite", person="赵访谈", post="班长", by="王建国", note="赵访谈说点检每班一次。")
    case = cases.finished(maker)
    return Material(*case.arguments(), "zh-CN", cases.MADE_AT, Options())


@pytest.fixture(scope="module")
def case() -> Material:
    return whole()


def everything_in_pdf(content: bytes) -> str:
    """The text of all pages, every string and every decoded stream of a PDF."""
    parts = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") != "/Image":
                parts.append(each.read_bytes().decode("utf-8", "ignore"))
            parts += _strings(each, 0)
        with pdf.open_outline() as outline:
            waiting = list(outline.root)
            while waiting:
                item = waiting.pop()
                parts.append(str(item.title))
                waiting += item.children
        assert not pdf.attachments
    return re.sub(r"\s", "", "".join(parts))


def _strings(each: object, depth: int) -> list[str]:
    if isinstance(each, pikepdf.String):
        return [str(each)]
    if depth > 4 or not isinstance(each, pikepdf.Object) or (each.is_indirect and depth):
        return []
    if isinstance(each, pikepdf.Array):
        return [text for part in each for text in _strings(part, depth + 1)]  # type: ignore[attr-defined]
    if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
        return [text for key in list(each.keys()) for text in _strings(each[key], depth + 1)]
    return []


def everything_in_docx(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        texts = [archive.read(name).decode("utf-8") for name in archive.namelist() if name.endswith((".xml", ".rels"))]
    return re.sub(r"\s|<[^>]*>", "", "".join(texts))


@pytest.mark.parametrize("name", BUILT_IN)
def test_what_is_masked_is_nowhere_in_the_pdf(case: Material, name: str, tmp_path: Path):
    policy = load_policy(name, case.form)
    info = write_pages(masked_material(case, policy), tmp_path / "copy.pdf")
    content = (tmp_path / "copy.pdf").read_bytes()
    found = everything_in_pdf(content)
    assert [word for word in CANARIES[name] if word in found] == []
    pages = ["".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(content)]
    said = f"{policy.name.zh}非签署原件"
    assert all(said in page for page in pages[1:])
    assert policy.name.zh in pages[0]
    assert info.signature_boxes == ()
    assert "关于本副本" in found


def test_the_words_to_look_for_are_found_where_nothing_is_masked(case: Material, tmp_path: Path):
    write_editable_report(case, tmp_path / "whole.docx")
    found = everything_in_docx(tmp_path / "whole.docx")
    told = {word for words in CANARIES.values() for word in words}
    assert [word for word in told if word not in found] == []


def test_what_is_masked_is_nowhere_in_the_docx(case: Material, tmp_path: Path):
    masked = masked_material(case, load_policy("training", case.form))
    write_editable_report(masked, tmp_path / "copy.docx")
    found = everything_in_docx(tmp_path / "copy.docx")
    assert [word for word in CANARIES["training"] if word in found] == []
    assert "培训副本非签署原件" in found
    assert "评估员A4级" in found
    with zipfile.ZipFile(tmp_path / "copy.docx") as archive:
        assert not [name for name in archive.namelist() if name.endswith((".jpg", ".jpeg"))]


def test_the_level_and_the_code_are_those_of_the_original(case: Material):
    masked = masked_material(case, load_policy("training", case.form))
    assert masked.assessment.grade == case.assessment.grade
    assert masked.snapshot.heads == case.snapshot.heads
    assert masked.shown("case", "enterprise") == "某企业"


def test_further_words_are_masked_whatever_blanks_stand_in_them(case: Material):
    masked = masked_material(case, load_policy("enterprise", case.form), ["控 制图看板"])
    assert masked.shown("evidence:e0", "caption") == "5号磨床（已遮盖），第1张"


def test_latin_names_are_masked_as_whole_words_only(tmp_path: Path):
    maker = cases.machining(photos=0)
    maker.set("member:x", name="Li Na", role="assessor")
    maker.set("item:system.people", "onsite", note="LiNa and Li  Na met Lina's line; aLiNa stays")
    found = cases.finished(maker)
    material = Material(*found.arguments(), "en", cases.MADE_AT, Options())
    masked = masked_material(material, load_policy("training", material.form))
    note = masked.shown("item:system.people", "note")
    assert "Li  Na" not in note
    assert note.endswith("aLiNa stays")


def test_what_would_move_a_level_is_refused(case: Material):
    from qmdesk.formdef.types import Text

    policy = Policy("x", Text("甲", "A"), (), frozenset({("item", "level")}))
    with pytest.raises(Refused) as refused:
        masked_material(case, policy)
    assert refused.value.problems[0].code == "copy-changes-level"


GOOD = "id: own\nname: {zh: 自定, en: Own}\nmask: [case.address, evidence.*]\nleave_out: [finding]\nabout: [地址]\n"


def test_an_institution_may_have_its_own_policy(case: Material, tmp_path: Path):
    (tmp_path / "own.yaml").write_text(GOOD, "utf-8")
    policy = load_policy(str(tmp_path / "own.yaml"), case.form)
    masked = masked_material(case, policy)
    assert masked.shown("case", "address") == "（已遮盖）"
    assert masked.records("finding") == ()
    assert masked.shown("case", "contact") == "李敏"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (GOOD.replace("case.address", "case.adress"), "copy-policy-field", 3),
        (GOOD + "colour: red\n", "copy-policy-wrong", 6),
        (GOOD + "people: hide\n", "copy-policy-wrong", 6),
        (GOOD.replace("id: own\n", ""), "copy-policy-wrong", 1),
        (GOOD.replace("[地址]", "地址"), "copy-policy-wrong", 5),
        ("- just\n- a list\n", "copy-policy-wrong", 1),
    ],
)
def test_what_is_wrong_with_a_policy_is_named_by_its_line(case: Material, text: str, code: str, line: int):
    with pytest.raises(Refused) as refused:
        parse_policy(text.encode(), "p.yaml", case.form)
    problem = refused.value.problems[0]
    assert (problem.code, problem.where) == (code, f"p.yaml:{line}")


def test_an_unknown_policy_names_those_there_are(case: Material):
    with pytest.raises(Refused) as refused:
        load_policy("nobody", case.form)
    assert refused.value.problems[0].details["known"] == "enterprise, authority, training"


@pytest.mark.parametrize("name", BUILT_IN)
def test_our_policies_name_fields_that_the_form_has(case: Material, name: str):
    policy = load_policy(name, case.form)
    unknown = [(kind, field) for kind, field in policy.mask if field not in case.form.records[kind].fields]
    assert unknown == []
