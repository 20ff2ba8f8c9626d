"""The templates: complete, the same every time, safe to open, and in both languages."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from qmdesk.intake.readers import open_table
from qmdesk.intake.self_assessment import recognises
from qmdesk.intake.self_assessment_find import marker_of
from qmdesk.intake.take import take
from qmdesk.intake.template import KINDS, write_filled, write_template
from qmdesk.intake.template.filling import Filling, ReadingColumn
from qmdesk.intake.template.layout import ROSTER, Shape, Use, field_of, plans_of
from qmdesk.intake.template.names import bands_of, label_of, level_words, title_of
from qmdesk.intake.template.pen import palette
from qmdesk.model.problem import Refused
from qmdesk.wording import LANGUAGES, catalogue
from tests.intake.workbooks import form, item_row, named, read, sheet, where, written


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_template_is_the_same_file_every_time(kind: str, lang: str, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_template(kind, form(), tmp_path / name, lang)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert [each.name for each in tmp_path.iterdir() if each.name.endswith(".part")] == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_template_carries_macros_links_or_formulas_from_the_form(kind: str, tmp_path: Path) -> None:
    write_template(kind, form(), tmp_path / "t.xlsx")
    with zipfile.ZipFile(tmp_path / "t.xlsx") as parts:
        names = parts.namelist()
        assert not [name for name in names if "vba" in name.lower() or "externalLink" in name]
        rels = b"".join(parts.read(name) for name in names if name.endswith(".rels"))
        assert b'TargetMode="External"' not in rels


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_workbook_has_every_item_with_its_five_descriptors(lang: str, tmp_path: Path) -> None:
    write_template("self-assessment", form(), tmp_path / "t.xlsx", lang)
    book = openpyxl.load_workbook(tmp_path / "t.xlsx", rich_text=False)
    texts = {str(cell.value) for page in book.worksheets for row in page.iter_rows() for cell in row if cell.value}
    for item in form().items:
        assert item.id in texts
        assert {text.in_(lang) for text in item.levels.values()} <= texts
    for figure in form().figures:
        assert figure.id in texts


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_column_and_sheet_has_a_name_of_its_own(lang: str) -> None:
    titles = [title_of(plan, form(), lang) for plan in plans_of(form())]
    assert len(set(titles)) == len(titles)
    for plan in plans_of(form()):
        if plan.shape is Shape.READINGS:  # its columns are headed by the characteristics themselves
            continue
        labels = [label_of(column, plan, form(), lang) for column in plan.columns]
        assert len(set(labels)) == len(labels), plan.id
        for column, label in zip(plan.columns, labels, strict=True):
            assert label != column.id, f"{plan.id}.{column.id} has no words"


def test_every_input_column_of_a_table_is_a_field_of_the_form() -> None:
    own = {("characteristics", "data")}
    for plan in plans_of(form()):
        if plan.shape in {Shape.TABLE, Shape.FIGURES}:
            for column in plan.columns:
                if column.use is Use.INPUT and (plan.id, column.id) not in own:
                    assert field_of(form(), plan, column.id) is not None, (plan.id, column.id)


def test_the_texts_are_complete_in_both_languages() -> None:
    chinese, english = (
        {key for key in catalogue(lang) if key.startswith(("workbook.", "problem.workbook-", "problem.template-"))}
        for lang in LANGUAGES
    )
    assert chinese == english


def test_a_core_item_is_not_offered_as_not_applicable(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(tmp_path, Filling()))
    offered = {
        str(rule.sqref).split(":")[0]: rule.formula1
        for page in book.worksheets
        for rule in page.data_validations.dataValidation
        if rule.type == "list"
    }
    levels = ",".join(level_words(form(), "zh-CN"))
    for item in form().items:
        cell = where(f"items.{item.dimension}", "level", item_row(item.id)).rpartition("!")[2]
        page = sheet(book, f"items.{item.dimension}")
        rules = [each.formula1 for each in page.data_validations.dataValidation if cell in each.sqref]
        assert rules == [f'"{levels}"' if item.core else f'"{levels},不适用"'], item.id
    assert offered


def test_input_cells_are_open_and_printed_ones_locked_without_a_password(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(tmp_path, Filling()))
    page = sheet(book, "items.system")
    assert page.protection.sheet
    assert page.protection.password is None
    cell = where("items.system", "level", 0).rpartition("!")[2]
    assert not page[cell].protection.locked
    assert page["D4"].protection.locked
    assert not sheet(book, "steps").protection.sheet, "tables are for pasting into"


def test_pages_are_a4_landscape_as_wide_as_the_page_with_their_header_repeated(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(tmp_path, Filling()))
    for plan in plans_of(form()):
        page = book[title_of(plan, form(), "zh-CN")]
        assert int(page.page_setup.paperSize or 0) == int(page.PAPERSIZE_A4)
        assert page.page_setup.orientation == "landscape"
        assert page.sheet_properties.pageSetUpPr.fitToPage
        if plan.shape is not Shape.GUIDE:
            assert page.print_title_rows
            assert page.freeze_panes


def test_the_roster_has_the_official_head_and_columns(tmp_path: Path) -> None:
    write_template("roster", form(), tmp_path / "r.xlsx")
    page = openpyxl.load_workbook(tmp_path / "r.xlsx").active
    assert page is not None
    assert page["A1"].value == "参评企业汇总表"
    assert str(page["A2"].value).startswith("地区")
    assert str(page["A3"].value).startswith("联系人及联系方式")
    assert [cell.value for cell in page[4]][: len(ROSTER.columns)] == [
        "序号",
        "所在县（市、区）",
        "企业名称",
        "统一社会信用代码",
        "是/否为专精特新中小企业",
        "是否已参加前期评价",
        "企业联系人和联系方式",
    ]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "self-assessment"])
def test_the_other_templates_are_not_taken_for_a_self_assessment(kind: str, tmp_path: Path) -> None:
    write_template(kind, form(), tmp_path / "t.xlsx")
    assert not recognises(open_table(tmp_path / "t.xlsx"), form())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_empty_workbook_is_recognised_and_said_to_be_blank(lang: str, tmp_path: Path) -> None:
    path = written(tmp_path, Filling(), lang)
    assert recognises(open_table(path), form())
    intake = read(path, lang)
    assert (intake.read, intake.accepted, intake.skipped, intake.edits) == (0, 0, 0, ())
    assert named(intake, "workbook-blank")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_template_names_itself_by_its_marker(kind: str, lang: str, tmp_path: Path) -> None:
    write_template(kind, form(), tmp_path / "t.xlsx", lang)
    marker = marker_of(open_table(tmp_path / "t.xlsx"))
    assert marker is not None
    assert (marker.kind, marker.form, marker.edition) == (kind, "meqmc", "2026")


#: Kind of template, what is filled in, and a value that must come out at its place.
SINGLE: list[tuple[str, Filling, str, object]] = [
    ("steps", Filling(tables={"steps": [{"name": "车削", "submitted": 100, "passed": 98}]}), "passed", 98),
    (
        "losses",
        Filling(tables={"losses": [{"kind": "外部", "category": "索赔", "cost": 8.45, "unit": "万元"}]}),
        "cost",
        {"amount": "8.45", "unit": "wan"},
    ),
    (
        "measurements",
        Filling(
            tables={"characteristics": [{"name": "外径", "unit": "mm", "usl": 25.02}]},
            readings=[ReadingColumn("外径", [25.0, 25.01], subgroup=2)],
        ),
        "usl",
        "25.02",
    ),
]


@pytest.mark.parametrize(("kind", "filling", "field", "value"), SINGLE)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_template_of_one_purpose_is_taken_in(
    kind: str, filling: Filling, field: str, value: object, lang: str, tmp_path: Path
) -> None:
    write_filled(kind, form(), tmp_path / "t.xlsx", filling, lang)
    intake = take(tmp_path / "t.xlsx", form(), author="张工")
    assert intake.kind == kind
    assert [edit.value for edit in intake.edits if edit.place.name == field] == [value]
    assert intake.skipped == 0


def test_an_unknown_kind_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        write_template("calendar", form(), tmp_path / "t.xlsx")
    assert refused.value.problems[0].code == "template-kind-unknown"
    assert "roster" in str(refused.value.problems[0].details["known"])


def test_a_template_that_cannot_be_written_leaves_the_old_file_whole(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(Refused) as refused:
        write_template("steps", form(), tmp_path / "file" / "t.xlsx")
    assert refused.value.problems[0].code == "template-not-written"
    assert (tmp_path / "file").read_text() == "no folder"


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    filling = Filling(tables={"steps": [{"name": '=HYPERLINK("http://x")', "submitted": 10, "passed": 9}]})
    path = tmp_path / "t.xlsx"
    write_filled("self-assessment", form(), path, filling)
    cell = sheet(openpyxl.load_workbook(path), "steps")["C4"]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://x")')
    assert cell.hyperlink is None


def test_colours_and_faces_are_declared_for_every_use() -> None:
    declared = palette()
    assert set(declared["face"]) == set(LANGUAGES)
    assert all(colour.startswith("#") and len(colour) == 7 for colour in declared["colour"].values())


BANDS = [
    ("cpk", ["未做统计，或达不到 2 级", "≥ 1.00", "≥ 1.33", "≥ 1.67", "≥ 2.00"]),
    ("fpy", ["未做统计，或达不到 2 级", "≥ 90 %", "≥ 95 %", "≥ 97 %", "≥ 98 %"]),
    ("internal_loss", ["未做统计", "有统计", "< 3 %", "< 1.5 %", "< 0.75 %"]),
    ("sigma", ["未做统计，或达不到 2 级", "≤ 66800", "≤ 6200", "≤ 230", "≤ 3.4"]),
]


@pytest.mark.parametrize(("figure", "lines"), BANDS)
def test_a_figures_bands_are_those_of_the_form(figure: str, lines: list[str]) -> None:
    bands = bands_of(form().figure(figure), form(), "zh-CN").split("\n")
    assert [band.split("　")[1] for band in bands] == lines
    assert [band[0] for band in bands] == ["1", "2", "3", "4", "5"]
