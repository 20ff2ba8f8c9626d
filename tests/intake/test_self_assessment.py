"""Reading the workbook back: what was filled in is what is read, whatever was filled in, in either language."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qmdesk.formdef.credit_code import ALPHABET, check_character
from qmdesk.intake.readers import open_table
from qmdesk.intake.self_assessment import read_workbook
from qmdesk.intake.template.filling import Filling, ReadingColumn, Row, Value
from qmdesk.intake.template.names import binding_words, case_label, level_words, word
from qmdesk.model.canonical import Json, sha256_bytes
from qmdesk.model.keys import key_for
from qmdesk.model.readings import Readings
from qmdesk.model.readings_json import readings_from_blob
from tests.intake.workbooks import NAME, form, read, taken, written

FORM = form()

words = st.text("甲乙丙丁戊己庚辛工序检验外径abcXYZ0123456789", min_size=1, max_size=12)
amounts = st.decimals(0, 10**8, places=4, allow_nan=False).map(lambda each: each.normalize() + 0)
limits = st.decimals(-1000, 1000, places=3, allow_nan=False)
months = st.dates(date(2025, 1, 1), date(2025, 12, 31)).map(lambda each: each.replace(day=1))


def plain(value: Decimal) -> str:
    """The decimal text that a spreadsheet keeps of a number: no spare zeros, no exponent."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


@st.composite
def credit_codes(draw: st.DrawFn) -> str:
    division = draw(st.text("0123456789", min_size=6, max_size=6))
    first = f"91{division}{draw(st.text(ALPHABET, min_size=9, max_size=9))}"
    return first + check_character(first)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Row, dict[tuple[str, str], Json], str]:
    """Rows about the enterprise, what must be read of them, and the enterprise's name."""
    code, name, people = draw(credit_codes()), draw(words), draw(st.integers(0, 10**6))
    start, end, value = draw(months), draw(months), draw(amounts)
    start, end = min(start, end), max(start, end)
    unit, unit_id = draw(st.sampled_from((("元", "yuan"), ("万元", "wan"))))
    row: dict[str, Value] = {
        "enterprise": name,
        "credit_code": code,
        "employees": people,
        "period_from": start,
        "period_to": end,
        "output_value": value,
        "output_value_unit": unit,
        "specialised": "是",
        "size": "小型",
    }
    return (
        row,
        {
            ("case", "enterprise"): name,
            ("case", "credit_code"): code,
            ("case", "employees"): people,
            ("case", "period"): {"from": f"{start:%Y-%m}", "to": f"{end:%Y-%m}"},
            ("case", "output_value"): {"amount": plain(value), "unit": unit_id},
            ("case", "specialised"): True,
            ("case", "size"): "small",
        },
        name,
    )


@st.composite
def items(draw: st.DrawFn, author: str) -> tuple[dict[str, Row], dict[tuple[str, str], Json]]:
    rows: dict[str, Row] = {}
    expected: dict[tuple[str, str], Json] = {}
    for item in draw(st.lists(st.sampled_from(FORM.items), unique_by=lambda each: each.id)):
        subject = f"item:{item.id}"
        level = draw(st.integers(1, 5) if item.core else st.integers(0, 5))
        note, names = draw(words), draw(st.lists(st.text("甲乙丙记录abc", min_size=2), unique=True, max_size=3))
        word_for = level_words(FORM, "zh-CN")[level - 1] if level else "不适用"
        rows[item.id] = {"level": word_for, "note": note, "documents": "；".join(names) or None}
        expected[subject, "note@self"] = note
        expected[subject, "applicable@self"] = level > 0
        if level:
            expected[subject, f"level@self/{author}"] = level
        for name in names:
            key = f"document:{key_for('document', subject, name)}"
            expected |= {(key, "text@self"): name, (key, "binds@self"): subject}
    return rows, expected


def step_key(identity: tuple[str, str, str]) -> str:
    return key_for("step", *identity)


@st.composite
def steps(draw: st.DrawFn) -> tuple[Sequence[Row], dict[tuple[str, str], Json]]:
    identities = draw(st.lists(st.tuples(words, words, words), unique_by=step_key, max_size=6))
    rows: list[Row] = []
    expected: dict[tuple[str, str], Json] = {}
    for order, (family, name, line) in enumerate(identities, 1):
        submitted = draw(st.integers(1, 10**9))
        passed = draw(st.integers(0, submitted))
        rows.append({"family": family, "name": name, "line": line, "submitted": submitted, "passed": passed})
        subject = f"step:{step_key((family, name, line))}"
        values: Mapping[str, Json] = {
            "family": family, "name": name, "line": line, "submitted": submitted, "passed": passed, "order": order,
        }  # fmt: skip
        expected |= {(subject, f"{field}@self"): value for field, value in values.items()}
    return rows, expected


@st.composite
def characteristics(
    draw: st.DrawFn,
) -> tuple[Sequence[Row], Sequence[ReadingColumn], dict[tuple[str, str], Json], dict[str, Readings]]:
    names = draw(st.lists(words, unique_by=str.casefold, max_size=3))
    rows: list[Row] = []
    columns: list[ReadingColumn] = []
    expected: dict[tuple[str, str], Json] = {}
    sets: dict[str, Readings] = {}
    for name in names:
        lsl, usl = sorted(draw(st.lists(limits, min_size=2, max_size=2, unique=True)))
        values = draw(st.lists(st.decimals(-1000, 1000, places=draw(st.integers(0, 4))), min_size=1, max_size=30))
        size = draw(st.sampled_from([None, *range(2, min(len(values), 6) + 1)])) if len(values) > 1 else None
        rows.append({"name": name, "unit": "mm", "lsl": lsl, "usl": usl, "key": "否"})
        columns.append(ReadingColumn(name, values, subgroup=size, order="顺序不明" if size is None else "按生产顺序"))
        subject = f"characteristic:{key_for('characteristic', '', name)}"
        blocks = None if size is None else tuple(len(values[at : at + size]) for at in range(0, len(values), size))
        readings = Readings.of([Decimal(plain(each)) for each in values], blocks, ordered=size is not None)
        sets[readings.sha256] = readings
        own: Mapping[str, Json] = {
            "name": name, "unit": "mm", "lsl": plain(lsl), "usl": plain(usl), "key": False,
            "readings": {"blob": readings.sha256, "n": len(values)},
        }  # fmt: skip
        expected |= {(subject, f"{field}@self"): value for field, value in own.items()}
    return rows, columns, expected, sets


@st.composite
def losses(draw: st.DrawFn) -> tuple[Sequence[Row], dict[tuple[str, str], Json]]:
    rows: list[Row] = []
    expected: dict[tuple[str, str], Json] = {}
    before: dict[str, int] = {}
    for _ in range(draw(st.integers(0, 6))):
        month, cost = draw(months), draw(amounts)
        (kind, kind_id), (category, category_id) = draw(
            st.sampled_from(((("内部", "internal"), ("报废损失", "scrap")), (("外部", "external"), ("索赔", "claim"))))
        )
        unit, unit_id = draw(st.sampled_from((("元", "yuan"), ("万元", "wan"))))
        voucher = draw(st.sampled_from(("记-1", "记-2")))
        rows.append(
            {"month": month, "kind": kind, "category": category, "cost": cost, "unit": unit, "voucher": voucher}
        )
        identity = ("loss", kind_id, category_id, f"{month:%Y-%m}", voucher)
        first = key_for(*identity)
        before[first] = before.get(first, 0) + 1
        key = first if before[first] == 1 else key_for(*identity, str(before[first]))
        own: Mapping[str, Json] = {
            "month": f"{month:%Y-%m}", "kind": kind_id, "category": category_id, "voucher": voucher,
            "cost": {"amount": plain(cost), "unit": unit_id},
        }  # fmt: skip
        expected |= {(f"loss:{key}", f"{field}@self"): value for field, value in own.items()}
    return rows, expected


@st.composite
def fillings(draw: st.DrawFn) -> tuple[Filling, dict[tuple[str, str], Json], dict[str, Readings]]:
    case, expected, author = draw(cases())
    item_rows, of_items = draw(items(author))
    step_rows, of_steps = draw(steps())
    rows, columns, of_characteristics, sets = draw(characteristics())
    loss_rows, of_losses = draw(losses())
    tables = {"steps": step_rows, "characteristics": rows, "losses": loss_rows}
    filling = Filling(case=case, items=item_rows, tables=tables, readings=columns)
    return filling, expected | of_items | of_steps | of_characteristics | of_losses, sets


@settings(max_examples=25, deadline=None)
@given(fillings())
def test_what_is_filled_in_is_what_is_read(
    filled: tuple[Filling, dict[tuple[str, str], Json], dict[str, Readings]],
) -> None:
    filling, expected, sets = filled
    with tempfile.TemporaryDirectory() as folder:
        grid = open_table(written(Path(folder), filling))
    intake, again = (read_workbook(grid, FORM, author="张工", source_sha256="5a" * 32) for _ in range(2))
    assert taken(intake) == expected
    assert {file.sha256: readings_from_blob(file.content) for file in intake.files} == sets
    assert all(sha256_bytes(file.content) == file.sha256 for file in intake.files)
    assert intake.skipped == 0
    assert intake.read == intake.accepted > 0
    assert (again.edits, again.problems) == (intake.edits, intake.problems), "the same file gives the same edits"


FIGURES = [
    ("fpy", "value", 0.965, "0.965"),
    ("fpy", "value", 1, "1.00"),
    ("fpy", "value", "96.5%", "0.965"),
    ("internal_loss", "value", 0.018, "0.018"),
    ("sigma", "value", 6200, "6200"),
    ("sigma", "value", "６２００ ppm", "6200"),
    ("cpk", "value", Decimal("1.3299"), "1.3299"),
    ("cpk", "tracked", "是", "true"),
    ("cpk", "tracked", "未做统计", "false"),
    ("cpk", "tracked", "否", "false"),
    ("sigma", "sampled", "是", True),
    ("fpy", "source", "MES 月报", "MES 月报"),
    ("satisfaction", "year_3", 92.5, "92.5"),
    ("satisfaction", "year_3", "92.5%", "92.5"),
    ("market_share", "year_1", "１２", "12"),
    ("loyalty", "method", "复购率", "复购率"),
]


@pytest.mark.parametrize(("figure", "column", "cell", "value"), FIGURES)
def test_a_figure_is_read_as(figure: str, column: str, cell: Value, value: Json, tmp_path: Path) -> None:
    path = written(tmp_path, Filling(figures={figure: {column: cell}}))
    assert taken(read(path)) == {(f"figure:{figure}", f"{column}@self"): value}


def test_not_tracked_is_an_answer_also_where_a_value_belongs(tmp_path: Path) -> None:
    path = written(tmp_path, Filling(figures={"internal_loss": {"value": "未做统计"}}))
    assert taken(read(path)) == {("figure:internal_loss", "tracked@self"): "false"}


CELLS = [
    ("steps", {"name": "车削", "submitted": "１，２００件", "passed": "1 150"}, "passed", None),
    ("steps", {"name": "车削", "submitted": "１，２００件", "passed": 1150}, "submitted", 1200),
    ("steps", {"name": "车削", "submitted": "1,200", "passed": 1150}, "submitted", 1200),
    ("defects", {"month": "2025年3月", "units": 100, "defective": 1}, "month", "2025-03"),
    ("defects", {"month": "2025/3", "units": 100, "defective": 1}, "month", "2025-03"),
    ("defects", {"month": date(2025, 3, 1), "units": 100, "defective": 1}, "month", "2025-03"),
    ("losses", {"kind": "内部", "cost": "8.45万元"}, "cost", {"amount": "8.45", "unit": "wan"}),
    ("losses", {"kind": "内部", "cost": "￥1,200", "unit": "元"}, "cost", {"amount": "1200", "unit": "yuan"}),
    ("losses", {"kind": "外部", "cost": 8.45, "unit": "万元"}, "cost", {"amount": "8.45", "unit": "wan"}),
    ("losses", {"kind": "外部", "cost": 0.1, "unit": "万元"}, "cost", {"amount": "0.1", "unit": "wan"}),
    ("characteristics", {"name": "外径", "unit": "mm", "lsl": "２４．９８"}, "lsl", "24.98"),
    ("characteristics", {"name": "外径", "key": "√"}, "key", True),
]


@pytest.mark.parametrize(("table", "row", "field", "value"), CELLS)
def test_a_cell_of_a_table_is_read_as(table: str, row: Row, field: str, value: Json, tmp_path: Path) -> None:
    intake = read(written(tmp_path, Filling(tables={table: [row]})))
    found = [edit for edit in intake.edits if edit.place.name == field]
    assert [edit.value for edit in found] == ([] if value is None else [value])


def test_what_stood_in_the_cell_is_kept_where_it_differs(tmp_path: Path) -> None:
    rows: list[Row] = [{"name": "车削", "submitted": "１，２００件", "passed": 1150}]
    raws = {edit.place.name: edit.raw for edit in read(written(tmp_path, Filling(tables={"steps": rows}))).edits}
    assert raws == {"name": "", "submitted": "１，２００件", "passed": "", "order": ""}


def test_edits_name_their_source_and_stage(tmp_path: Path) -> None:
    filling = Filling(case={"enterprise": NAME}, items={"system.process": {"level": "2 检验级", "note": "有手册"}})
    intake = read(written(tmp_path, filling))
    assert {edit.origin for edit in intake.edits} == {f"import:{'5a' * 32}"}
    assert {edit.author for edit in intake.edits} == {"张工"}
    rating = next(edit for edit in intake.edits if edit.place.name == "level")
    assert (rating.place.stage, rating.place.author) == ("self", NAME)
    assert {edit.place.stage for edit in intake.edits if edit.place.kind == "case"} == {""}


LEVELS = [
    ("2 检验级", 2), ("检验级", 2), ("２", 2), ("2级", 2), (3, 3), ("3 Assurance", 3), ("5 卓越级", 5),
    ("二级", 2), ("4.0", 4), ("2 保证级", None), ("6", None), ("0", None), ("-1", None), ("2.5", None), ("好", None),
    ("2-3", None),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "level"), LEVELS)
def test_a_level_is_read_as(cell: Value, level: int | None, tmp_path: Path) -> None:
    intake = read(written(tmp_path, Filling(case={"enterprise": NAME}, items={"digital.data": {"level": cell}})))
    found = [edit.value for edit in intake.edits if edit.place.name == "level"]
    assert found == ([] if level is None else [level])
    assert (intake.skipped == 1) is (level is None)


def test_a_workbook_in_english_reads_the_same(tmp_path: Path) -> None:
    filling = Filling(
        case={"enterprise": NAME, "output_value": 2000, "output_value_unit": word("unit.wan", "en"), "size": "Small"},
        items={"system.process": {"level": level_words(FORM, "en")[1]}, "digital.design": {"level": "Not applicable"}},
        tables={
            "losses": [{"kind": "Internal", "category": "Scrap", "cost": 8, "unit": word("unit.wan", "en")}],
            "documents": [{"binds": binding_words(FORM, "en")["figure:cpk"], "text": "Study", "filename": "cpk.pdf"}],
        },
        figures={"cpk": {"tracked": "Not tracked"}},
    )
    values = taken(read(written(tmp_path, filling, "en"), "en"))
    assert values["case", "output_value"] == {"amount": "2000", "unit": "wan"}
    assert values["case", "size"] == "small"
    assert values["item:system.process", f"level@self/{NAME}"] == 2
    assert values["item:digital.design", "applicable@self"] is False
    assert values["figure:cpk", "tracked@self"] == "false"
    assert {"amount": "8", "unit": "wan"} in values.values()
    assert "figure:cpk" in values.values()


DOCUMENTS = [
    ("质量手册；程序文件", ["质量手册", "程序文件"]),
    ("1. 质量手册\n2. 程序文件", ["质量手册", "程序文件"]),
    ("（1）质量手册;(2)程序文件", ["质量手册", "程序文件"]),
    ("质量手册\n质量手册", ["质量手册"]),
    ("2025年管理评审、内审报告", ["2025年管理评审、内审报告"]),
    ("3.5 节作业指导书", ["3.5 节作业指导书"]),
]


@pytest.mark.parametrize(("cell", "names"), DOCUMENTS)
def test_documents_named_in_a_cell(cell: str, names: list[str], tmp_path: Path) -> None:
    intake = read(written(tmp_path, Filling(items={"system.process": {"documents": cell}})))
    assert [edit.value for edit in intake.edits if edit.place.name == "text"] == names
    assert {edit.value for edit in intake.edits if edit.place.name == "binds"} == {"item:system.process"}


def test_a_document_listed_twice_is_one_record_with_its_file(tmp_path: Path) -> None:
    listed: Row = {"binds": "system.process 体系建立与过程管理", "text": "质量手册", "filename": "手册.pdf"}
    filling = Filling(items={"system.process": {"documents": "质量手册"}}, tables={"documents": [listed]})
    intake = read(written(tmp_path, filling))
    assert len({edit.place.subject for edit in intake.edits}) == 1
    assert [edit.value for edit in intake.edits if edit.place.name == "filename"] == ["手册.pdf"]


def test_every_row_about_the_enterprise_has_a_label_of_its_own() -> None:
    from qmdesk.intake.template.pages import case_rows

    for lang in ("zh-CN", "en"):
        labels = [case_label(row, FORM, lang) for row in case_rows(FORM)]
        assert len(set(labels)) == len(labels)
