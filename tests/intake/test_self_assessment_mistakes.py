"""Workbooks as people send them: each mistake is named at its cell with a way out, and everything else is taken in."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.workbook.workbook import Workbook

from qmdesk import assets
from qmdesk.formdef.fields import check
from qmdesk.intake.readers import Cell, CellKind, Grid, open_table
from qmdesk.intake.self_assessment import read_workbook, recognises
from qmdesk.intake.template.filling import Filling, ReadingColumn, Row, Value
from qmdesk.intake.template.names import word
from qmdesk.model.canonical import canonical
from qmdesk.model.problem import Problem, Refused, Severity
from qmdesk.wording import LANGUAGES, catalogue, knows, say
from tests.intake.workbooks import (
    NAME,
    SHA,
    at,
    form,
    item_row,
    label,
    named,
    read,
    sheet,
    spoiled,
    taken,
    title,
    where,
    written,
)

STEP: Row = {"name": "车削", "submitted": 1000, "passed": 950}
SHAFT: Row = {"name": "外径", "unit": "mm", "lsl": 24.98, "usl": 25.02, "key": "是"}
PERIOD = {"period_from": date(2025, 1, 1), "period_to": date(2025, 12, 1)}


def one(table: str, row: Row) -> Filling:
    return Filling(tables={table: [row]})


def rows(table: str, *listed: Row) -> Filling:
    return Filling(tables={table: listed})


def rated(item: str, level: Value, note: Value = None) -> Filling:
    return Filling(items={item: {"level": level, "note": note}})


def level_of(item: str) -> str:
    return where(f"items.{item.partition('.')[0]}", "level", item_row(item))


def measured(values: list[Value], **head: Value) -> Filling:
    column = ReadingColumn("外径", values, subgroup=head.get("subgroup"), order=head.get("order"))
    return Filling(tables={"characteristics": [SHAFT]}, readings=[column])


READ = title("readings")
CASE = title("enterprise")

#: What was filled in, the code it must give, the cell it must name, and how many values are refused for it.
MISTAKES: list[tuple[str, Filling, str, str, int]] = [
    ("text for a count", one("steps", {**STEP, "passed": "九百五"}), "number-expected", where("steps", "passed"), 1),
    ("a percentage for a count", one("steps", {**STEP, "passed": "98%"}), "whole-number-expected", where("steps", "passed"), 1),
    ("a fraction for a count", one("steps", {**STEP, "passed": 949.5}), "whole-number-expected", where("steps", "passed"), 1),
    ("a negative count", one("steps", {**STEP, "passed": -5}), "number-below-zero", where("steps", "passed"), 1),
    ("more passed than submitted", one("steps", {**STEP, "passed": 1001}), "workbook-passed-above-submitted", where("steps", "passed"), 1),
    ("nothing submitted", one("steps", {**STEP, "submitted": 0, "passed": 0}), "workbook-nothing-submitted", where("steps", "submitted"), 1),
    ("a step twice", rows("steps", STEP, {"name": "铣", "submitted": 1, "passed": 1}, STEP), "workbook-row-twice", where("steps", "name", 2), 3),
    ("a step without a name", one("steps", {"submitted": 10, "passed": 9}), "workbook-row-nameless", where("steps", "submitted"), 2),
    ("a step without its count", one("steps", {"name": "车削", "submitted": 10}), "workbook-required-missing", where("steps", "name"), 0),
    ("limits reversed", one("characteristics", {**SHAFT, "lsl": 25.02, "usl": 24.98}), "workbook-limits-reversed", where("characteristics", "lsl"), 2),
    ("limits equal", one("characteristics", {**SHAFT, "lsl": 25.02}), "workbook-limits-reversed", where("characteristics", "lsl"), 2),
    ("target outside", one("characteristics", {**SHAFT, "target": 26}), "workbook-target-outside", where("characteristics", "target"), 0),
    ("text for a limit", one("characteristics", {**SHAFT, "usl": "25.02左右"}), "number-unit-unknown", where("characteristics", "usl"), 1),
    ("more defective than all", one("defects", {"units": 10, "defective": 11}), "workbook-defective-above-units", where("defects", "defective"), 1),
    ("a month without its year", one("defects", {"month": "3月", "units": 10, "defective": 1}), "month-needs-year", where("defects", "month"), 3),
    ("an amount without a unit", one("losses", {"kind": "内部", "cost": 8.45}), "workbook-unit-missing", where("losses", "cost"), 1),
    ("two units of an amount", one("losses", {"kind": "内部", "cost": "8.45万元", "unit": "元"}), "workbook-unit-differs", where("losses", "cost"), 1),
    ("a negative loss", one("losses", {"kind": "内部", "cost": -8, "unit": "元"}), "money-negative", where("losses", "cost"), 1),
    ("an unknown kind of loss", one("losses", {"kind": "其他损失", "cost": 8, "unit": "元"}), "choice-unknown", where("losses", "kind"), 2),
    ("a claim as an internal loss", one("losses", {"kind": "内部", "category": "索赔", "cost": 8, "unit": "元"}), "workbook-category-of-other-kind", where("losses", "category"), 0),
    ("a level above five", rated("digital.data", "6"), "workbook-level-outside", level_of("digital.data"), 1),
    ("no level at all", rated("digital.data", "良好"), "workbook-level-unknown", level_of("digital.data"), 1),
    ("a core item not applicable", rated("system.process", "不适用", "没有"), "workbook-not-applicable-core", level_of("system.process"), 1),
    ("not applicable without a reason", rated("digital.design", "不适用"), "workbook-not-applicable-unreasoned", level_of("digital.design"), 0),
    ("a wrong check character", Filling(case={"credit_code": "91990000MA00DEM1X1"}), "workbook-credit-code-check", f"{CASE}!B5", 1),
    ("a short credit code", Filling(case={"credit_code": "9199"}), "credit-code-length", f"{CASE}!B5", 1),
    ("half a period", Filling(case={"period_from": date(2025, 1, 1)}), "workbook-period-half", f"{CASE}!B18", 1),
    ("a period reversed", Filling(case={"period_from": "2025-12", "period_to": "2025-01"}), "period-reversed", f"{CASE}!B17", 1),
    ("a rate without its sign", Filling(figures={"fpy": {"value": "96.5"}}), "rate-needs-percent", where("figures", "value", 2), 1),
    ("untracked with a value", Filling(figures={"cpk": {"tracked": "未做统计", "value": 1.2}}), "workbook-untracked-with-value", where("figures", "value", 1), 0),
    ("a share for a percentage", Filling(figures={"satisfaction": {"year_3": "0.93"}}), "workbook-share-or-percent", where("recorded", "year_3"), 0),
    ("a document of no item", one("documents", {"binds": "质量部", "text": "手册"}), "workbook-binds-unknown", where("documents", "binds"), 2),
    ("a reading that is text", measured([25.0, "坏点", 25.01]), "number-expected", f"{READ}!B9", 1),
    ("a reading in another unit", measured([25.0, "2.501cm"]), "number-unit-other", f"{READ}!B9", 1),
    ("a subgroup size that is none", measured([25.0, 25.01], subgroup="每班"), "workbook-subgroup-bad", f"{READ}!B5", 0),
    ("a subgroup that is not full", measured([25.0, 25.01, 25.02], subgroup=2), "workbook-subgroup-uneven", f"{READ}!B5", 0),
    ("an order in other words", measured([25.0, 25.01], order="大概"), "workbook-order-unknown-word", f"{READ}!B6", 0),
    ("readings without a name", Filling(readings=[ReadingColumn(None, [1, 2, 3])]), "workbook-readings-nameless", f"{READ}!B8", 3),
    ("a name without readings", Filling(readings=[ReadingColumn("外径", [])]), "workbook-readings-empty", f"{READ}!B3", 0),
    ("readings of an unlisted characteristic", Filling(readings=[ReadingColumn("跳动", [1, 2])]), "workbook-readings-unlisted", f"{READ}!B3", 0),
    ("a characteristic in two columns", Filling(readings=[ReadingColumn("跳动", [1, 2]), ReadingColumn("跳动", [3])]), "workbook-readings-twice", f"{READ}!C3", 1),
]  # fmt: skip


@pytest.mark.parametrize(
    ("filling", "code", "place", "refused"), [each[1:] for each in MISTAKES], ids=[each[0] for each in MISTAKES]
)
def test_a_mistake_is_named_at_its_cell(filling: Filling, code: str, place: str, refused: int, tmp_path: Path) -> None:
    intake = read(written(tmp_path, filling))
    sheet_name = place.partition("!")[0]
    assert [each.where for each in named(intake, code) if each.where.startswith(sheet_name)] == [place], intake.problems
    assert intake.skipped == refused
    assert intake.read == intake.accepted + intake.skipped


def test_the_expected_check_character_is_told(tmp_path: Path) -> None:
    intake = read(written(tmp_path, Filling(case={"enterprise": NAME, "credit_code": "91990000MA00DEM1X1"})))
    (problem,) = named(intake, "workbook-credit-code-check")
    assert dict(problem.details) == {"given": "1", "expected": "4"}
    assert taken(intake) == {("case", "enterprise"): NAME}, "the other fields are taken"


def test_the_rest_of_a_row_is_taken_when_one_value_is_refused(tmp_path: Path) -> None:
    intake = read(written(tmp_path, one("steps", {**STEP, "passed": 1001})))
    assert {edit.place.name: edit.value for edit in intake.edits} == {"name": "车削", "submitted": 1000, "order": 1}


def test_months_outside_the_period_are_told_once_for_the_sheet(tmp_path: Path) -> None:
    months: list[Row] = [{"month": month, "units": 9, "defective": 1} for month in ("2024-11", "2024-12", "2025-01")]
    intake = read(written(tmp_path, Filling(case=PERIOD, tables={"defects": months})))
    (problem,) = named(intake, "workbook-month-outside-period")
    assert (problem.where, problem.details["count"]) == (where("defects", "month"), 2)
    assert intake.skipped == 0


def test_readings_of_one_of_two_families_need_the_family(tmp_path: Path) -> None:
    listed: list[Row] = [{**SHAFT, "family": "轴"}, {**SHAFT, "family": "套"}]
    bare = Filling(tables={"characteristics": listed}, readings=[ReadingColumn("外径", [1, 2])])
    assert named(read(written(tmp_path, bare)), "workbook-readings-ambiguous")
    told = Filling(tables={"characteristics": listed}, readings=[ReadingColumn("外径", [1, 2], family="套")])
    intake = read(written(tmp_path, told))
    subject = next(edit.place.subject for edit in intake.edits if edit.place.name == "readings")
    assert [edit.value for edit in intake.edits if edit.place.subject == subject and edit.place.name == "family"] == [
        "套"
    ]


def test_a_figure_said_to_be_tracked_without_any_data_is_asked_about(tmp_path: Path) -> None:
    intake = read(
        written(tmp_path, Filling(figures={"fpy": {"tracked": "是"}, "cpk": {"tracked": "是", "value": 1.2}}))
    )
    assert [problem.where for problem in named(intake, "workbook-tracked-without-data")] == ["figure:fpy"]


def test_a_figure_said_to_be_untracked_with_rows_of_data_is_asked_about(tmp_path: Path) -> None:
    losses: list[Row] = [{"kind": "外部", "cost": 1, "unit": "元"}]
    figures: dict[str, Row] = {"internal_loss": {"tracked": "未做统计"}, "external_loss": {"tracked": "未做统计"}}
    intake = read(written(tmp_path, Filling(tables={"losses": losses}, figures=figures)))
    assert [problem.where for problem in named(intake, "workbook-untracked-with-rows")] == ["figure:external_loss"]


# --- what people do to the workbook itself ----------------------------------------------------------------------

FILLED = Filling(
    case={"enterprise": NAME, "credit_code": "91990000MA00DEM1X4", **PERIOD},
    items={"system.process": {"level": "2 检验级", "note": "体系有证书"}, "digital.data": {"level": "1 经验级"}},
    figures={"cpk": {"tracked": "是"}},
    tables={
        "steps": [STEP, {"name": "磨削", "submitted": 950, "passed": 940}],
        "characteristics": [SHAFT],
        "losses": [{"kind": "内部", "category": "报废损失", "month": "2025-03", "cost": 8.45, "unit": "万元"}],
    },
    readings=[ReadingColumn("外径", [25.0, 25.01, 24.99, 25.0], subgroup=2)],
)


def rename(book: Workbook) -> None:
    sheet(book, "steps").title = "我厂各工序"


def lose_title(book: Workbook) -> None:
    page = sheet(book, "steps")
    page.title = "Sheet1"
    page.delete_rows(1, 2)


def move_columns(book: Workbook) -> None:
    """The number passed goes before the name, and an own column stands between."""
    page = sheet(book, "steps")
    for row in range(3, page.max_row + 1):
        values = [page.cell(row, column).value for column in (1, 6, 3, 2, 5, 4)]
        for column, value in enumerate([*values[:2], None, *values[2:]], 1):
            page.cell(row, column).value = value


def swap_rows_about_the_enterprise(book: Workbook) -> None:
    page = sheet(book, "enterprise")
    for column in (1, 2):
        first, second = page.cell(4, column), page.cell(5, column)
        first.value, second.value = second.value, first.value


HARMLESS: list[tuple[str, Callable[[Workbook], None], str | None]] = [
    ("nothing", lambda book: None, None),
    ("a sheet renamed", rename, "workbook-sheet-renamed"),
    ("a sheet renamed and its title rows deleted", lose_title, "workbook-sheet-renamed"),
    ("columns moved", move_columns, None),
    ("rows about the enterprise swapped", swap_rows_about_the_enterprise, None),
    ("the marker deleted", lambda book: book[title("guide")].delete_rows(20, 40), "workbook-unmarked"),
    ("a sheet hidden", lambda book: setattr(sheet(book, "steps"), "sheet_state", "hidden"), "workbook-sheet-hidden"),
    ("a row hidden", lambda book: setattr(sheet(book, "steps").row_dimensions[4], "hidden", True), "workbook-rows-hidden"),
    ("a label with a remark", lambda book: setattr(sheet(book, "steps")["E3"], "value", "首次交验数（件） *"), None),
    ("a label changed a little", lambda book: setattr(sheet(book, "steps")["E3"], "value", "首次交验数量"), "workbook-column-alike"),
    ("a sheet of their own", lambda book: setattr(book.create_sheet("备忘")["A1"], "value", "给老王"), "workbook-sheet-unknown"),
    ("the list of documents deleted", lambda book: book.remove(sheet(book, "documents")), "workbook-sheet-missing"),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "code"), [each[1:] for each in HARMLESS], ids=[each[0] for each in HARMLESS])
def test_a_workbook_that_was_worked_on_reads_the_same(
    spoil: Callable[[Workbook], None], code: str | None, tmp_path: Path
) -> None:
    whole = taken(read(written(tmp_path, FILLED)))
    path = spoiled(written(tmp_path, FILLED), spoil)
    intake = read(path)
    assert taken(intake) == whole
    assert recognises(open_table(path), form())
    told = {problem.code for problem in intake.problems}
    expected = {"workbook-required-missing"} if code is None else {code}
    assert told - {"workbook-required-missing"} == expected - {"workbook-required-missing"}


def test_a_sheet_left_out_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    intake = read(spoiled(written(tmp_path, FILLED), lambda book: book.remove(sheet(book, "steps"))))
    assert [problem.details["sheet"] for problem in named(intake, "workbook-sheet-missing")] == [title("steps")]
    assert {edit.place.kind for edit in intake.edits} == {"case", "item", "figure", "characteristic", "loss"}


def test_a_sheet_without_its_labels_is_told_with_its_number_of_values(tmp_path: Path) -> None:
    intake = read(spoiled(written(tmp_path, FILLED), lambda book: sheet(book, "steps").delete_rows(3)))
    (problem,) = named(intake, "workbook-header-missing")
    assert problem.where == title("steps")
    assert intake.skipped == problem.details["count"]
    assert not [edit for edit in intake.edits if edit.place.kind == "step"]


def test_a_column_deleted_is_told(tmp_path: Path) -> None:
    intake = read(spoiled(written(tmp_path, FILLED), lambda book: sheet(book, "steps").delete_cols(4)))
    (problem,) = named(intake, "workbook-column-missing")
    assert problem.details["column"] == label("steps", "line")


def test_an_own_column_is_told_with_its_values_counted(tmp_path: Path) -> None:
    def add(book: Workbook) -> None:
        page = sheet(book, "steps")
        for row, value in ((3, "班组"), (4, "甲班"), (5, "乙班")):
            page.cell(row, 9).value = value

    intake = read(spoiled(written(tmp_path, FILLED), add))
    (problem,) = named(intake, "workbook-column-unknown")
    assert (problem.details["column"], problem.details["count"]) == ("班组", 2)
    assert intake.skipped == 2


def test_an_own_column_with_a_remark_does_not_take_the_place_of_the_templates(tmp_path: Path) -> None:
    def add(book: Workbook) -> None:
        page = sheet(book, "steps")
        page.insert_cols(1)
        for row, value in ((3, "一次合格数（含返工）"), (4, 999), (5, 999)):
            page.cell(row, 1).value = value

    intake = read(spoiled(written(tmp_path, FILLED), add))
    assert [edit.value for edit in intake.edits if edit.place.name == "passed"] == [950, 940]


def test_a_merged_family_speaks_for_its_rows_and_is_told(tmp_path: Path) -> None:
    steps: list[Row] = [{**STEP, "family": "轴类"}, {"name": "磨削", "submitted": 9, "passed": 9}]

    def merge(book: Workbook) -> None:
        sheet(book, "steps").merge_cells("B4:B5")

    intake = read(spoiled(written(tmp_path, rows("steps", *steps)), merge))
    assert [edit.value for edit in intake.edits if edit.place.name == "family"] == ["轴类", "轴类"]
    (problem,) = named(intake, "workbook-merged")
    assert (problem.where, problem.details["count"]) == (where("steps", "family"), 2)


def test_a_merged_number_speaks_for_its_first_row_only(tmp_path: Path) -> None:
    steps: list[Row] = [STEP, {"name": "磨削", "passed": 9}]
    path = spoiled(written(tmp_path, rows("steps", *steps)), lambda book: sheet(book, "steps").merge_cells("E4:E5"))
    intake = read(path)
    assert [edit.value for edit in intake.edits if edit.place.name == "submitted"] == [1000]
    assert named(intake, "workbook-merged-value")
    assert named(intake, "workbook-required-missing")


def test_a_hidden_row_is_read_and_its_number_told(tmp_path: Path) -> None:
    filling = Filling(tables={"steps": [STEP, {**STEP, "name": "磨削"}]}, hidden=frozenset({("steps", 1)}))
    intake = read(written(tmp_path, filling))
    (problem,) = named(intake, "workbook-rows-hidden")
    assert (problem.details["count"], problem.details["rows"]) == (1, "5")
    assert len([edit for edit in intake.edits if edit.place.name == "submitted"]) == 2


def test_a_formula_counts_by_its_stored_result_and_never_by_its_text(tmp_path: Path) -> None:
    path = written(tmp_path, one("steps", {**STEP, "passed": None}))
    path = spoiled(path, lambda book: setattr(sheet(book, "steps")[at("steps", "passed")], "value", "=E4-50"))
    intake = read(path)
    assert [problem.where for problem in named(intake, "workbook-cell-formula")] == [where("steps", "passed")]
    assert not [edit for edit in intake.edits if edit.place.name == "passed"]


def test_a_formula_that_failed_is_told(tmp_path: Path) -> None:
    def fail(book: Workbook) -> None:
        cell = sheet(book, "steps")[at("steps", "passed")]
        cell.value, cell.data_type = "#DIV/0!", "e"

    intake = read(spoiled(written(tmp_path, one("steps", STEP)), fail))
    assert [problem.where for problem in named(intake, "workbook-cell-error")] == [where("steps", "passed")]


def test_an_item_of_another_form_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, rated("system.process", "2 检验级"))
    row = item_row("system.process")

    def spoil(book: Workbook) -> None:
        sheet(book, "items.system")[at("items.system", "id", row)].value = "system.wizardry"

    (problem,) = named(read(spoiled(path, spoil)), "workbook-item-unknown")
    assert (problem.where, problem.details["item"]) == (where("items.system", "id", row), "system.wizardry")


def test_an_item_without_its_id_is_known_by_its_name(tmp_path: Path) -> None:
    path = written(tmp_path, rated("system.process", "2 检验级"))

    def spoil(book: Workbook) -> None:
        sheet(book, "items.system")[at("items.system", "id", item_row("system.process"))].value = "体系建立与过程管理"

    assert "item:system.process" in {edit.place.subject for edit in read(spoiled(path, spoil)).edits}


def test_an_item_answered_twice_counts_once(tmp_path: Path) -> None:
    path = written(
        tmp_path, Filling(items={each: {"level": "2 检验级"} for each in ("system.process", "system.people")})
    )

    def spoil(book: Workbook) -> None:
        sheet(book, "items.system")[at("items.system", "id", item_row("system.people"))].value = "system.process"

    intake = read(spoiled(path, spoil))
    assert len(named(intake, "workbook-item-twice")) == 1
    assert len([edit for edit in intake.edits if edit.place.name == "level"]) == 1


# --- another workbook ---------------------------------------------------------------------------------------------


def set_marker(text: str) -> Callable[[Workbook], None]:
    def spoil(book: Workbook) -> None:
        for row in book[title("guide")].iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("qmdesk/"):
                    cell.value = text

    return spoil


REFUSED = [
    ("qmdesk/self-assessment meqmc/2024 v1", "workbook-other-edition"),
    ("qmdesk/self-assessment lamps/2026 v1", "workbook-other-form"),
    ("qmdesk/self-assessment meqmc/2026 v99", "workbook-newer"),
    ("qmdesk/steps meqmc/2026 v1", "workbook-not-recognised"),
]


@pytest.mark.parametrize(("text", "code"), REFUSED)
def test_a_workbook_of_another_make_is_refused_whole(text: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        read(spoiled(written(tmp_path, FILLED), set_marker(text)))
    assert [problem.code for problem in refused.value.problems] == [code]


def test_a_workbook_of_another_edition_is_still_recognised_as_a_self_assessment(tmp_path: Path) -> None:
    path = spoiled(written(tmp_path, FILLED), set_marker("qmdesk/self-assessment meqmc/2024 v1"))
    assert recognises(open_table(path), form())


def test_any_other_table_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["外径", "内径"])
    book.save(tmp_path / "x.xlsx")
    grid = open_table(tmp_path / "x.xlsx")
    assert not recognises(grid, form())
    with pytest.raises(Refused) as refused:
        read_workbook(grid, form(), author="", source_sha256=SHA)
    assert refused.value.problems[0].code == "workbook-not-recognised"


# --- what is told --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def every_problem(tmp_path_factory: pytest.TempPathFactory) -> list[Problem]:
    folder = tmp_path_factory.mktemp("workbooks")
    found: list[Problem] = []
    for _, filling, *_ in MISTAKES:
        found += read(written(folder, filling)).problems
    for _, spoil, _ in HARMLESS:
        found += read(spoiled(written(folder, FILLED), spoil)).problems
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_problem_has_a_sentence_and_a_way_out_with_nothing_left_open(
    lang: str, every_problem: list[Problem]
) -> None:
    for problem in every_problem:
        for part in ("message", "remedy"):
            key = f"problem.{problem.code}.{part}"
            assert knows(key, lang), key
            said = say(key, lang, where=problem.where, **problem.details)
            assert "{" not in said, said
        assert problem.severity in {Severity.ERROR, Severity.WARNING}


def test_every_code_of_the_reading_is_worded_and_every_worded_code_is_used() -> None:
    rooms = Path(assets.__file__).parent / "intake"
    words = Path(assets.__file__).parent / "report" / "docx"  # an office's own templates
    commands = Path(assets.__file__).parent / "app" / "commands"
    source = "".join(path.read_text("utf-8") for folder in (rooms, words, commands) for path in folder.rglob("*.py"))
    used = set(re.findall(r'"((?:workbook|template)-[a-z-]+)"', source))
    worded = {key.split(".")[1] for key in catalogue("en") if re.match(r"problem\.(workbook|template)-", key)}
    assert used == worded


def test_words_of_the_workbook_differ_from_language_to_language_where_they_are_choices() -> None:
    for key in ("word.yes", "word.untracked", "word.not_applicable", "unit.wan"):
        assert len({word(key, lang) for lang in LANGUAGES}) == len(LANGUAGES)


# --- anything at all ------------------------------------------------------------------------------------------------

TEXTS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        ["", " ", "不适用", "未做统计", "98%", "2 检验级", "-1", "1e9", "１２", "9.95mm", "2025-03", "=A1", "QM-06"]
    ),
    st.decimals(-1000, 1000, places=2).map(str),
)


@pytest.fixture(scope="module")
def filled_grid(tmp_path_factory: pytest.TempPathFactory) -> Grid:
    return open_table(written(tmp_path_factory.mktemp("grid"), FILLED))


def changed(grid: Grid, changes: list[tuple[int, int, int, CellKind, str, bool]]) -> Grid:
    sheets = list(grid.sheets)
    for number, row, column, kind, text, percent in changes:
        page = sheets[number % len(sheets)]
        lines = [list(line) for line in page.rows]
        line = lines[row % len(lines)]
        line.extend([None] * (column + 1 - len(line)))
        at_row = row % len(lines)
        line[column] = Cell(kind, text, at_row, column, percent and kind is CellKind.NUMBER) if text.strip() else None
        sheets[number % len(sheets)] = replace(page, rows=tuple(tuple(each) for each in lines))
    return replace(grid, sheets=tuple(sheets))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    changes=st.lists(
        st.tuples(
            st.integers(0, 20), st.integers(0, 40), st.integers(0, 9), st.sampled_from(CellKind), TEXTS, st.booleans()
        ).filter(lambda each: each[3] is not CellKind.NUMBER or each[4].lstrip("-").replace(".", "", 1).isdecimal()),
        max_size=12,
    )
)
def test_no_content_whatever_breaks_the_reading(
    changes: list[tuple[int, int, int, CellKind, str, bool]], filled_grid: Grid
) -> None:
    grid = changed(filled_grid, changes)
    try:
        intake = read_workbook(grid, form(), author="张工", source_sha256=SHA)
    except Refused as refused:
        assert {problem.code for problem in refused.problems} <= {"workbook-not-recognised"}
        return
    assert intake.read == intake.accepted + intake.skipped
    assert intake == read_workbook(grid, form(), author="张工", source_sha256=SHA)
    for edit in intake.edits:
        kind, record = edit.place.kind, form().records[edit.place.kind]
        assert check(record.fields[edit.place.name], edit.value) is None, (kind, edit)
        canonical(edit.value)
