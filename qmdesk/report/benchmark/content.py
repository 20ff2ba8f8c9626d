"""The tables of an application as rows of text, the same for Word, workbook, screen and report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qmdesk.formdef.benchmark import Benchmark, Table
from qmdesk.formdef.fields import format_value
from qmdesk.formdef.types import Field, Form
from qmdesk.grading.records import Index, Record
from qmdesk.visit.benchmark.numbers import left_out, name_of, rows_of, unit_of

TICKED, EMPTY = "☑", "□"
SURVEYS = ("satisfaction", "loyalty")


@dataclass(frozen=True, slots=True)
class Paper:
    """What the papers of a case are made from: its form, its records, a file's bytes by hash."""

    form: Form
    found: Index
    blobs: Callable[[str], bytes]
    lang: str = "zh-CN"

    @property
    def made(self) -> Benchmark:
        """What the form declares of the application."""
        assert self.form.benchmark is not None
        return self.form.benchmark

    @property
    def case(self) -> Record:
        return self.found.record("case")

    def field(self, record: str, name: str) -> Field:
        """The declaration of a field."""
        return self.form.records[record].fields[name]

    def label(self, record: str, name: str) -> str:
        """What a field is called."""
        return self.field(record, name).label.in_(self.lang)

    def shown(self, record: str, key: str, name: str) -> str:
        """A field as people read it; empty where it is."""
        value = self.found.record(record, key).value(name)
        return format_value(self.field(record, name), value, self.lang)

    def ticked(self, record: str, name: str) -> str:
        """A choice or a yes-or-no as boxes, the one that holds ticked; anything else as it reads."""
        field, value = self.field(record, name), self.found.record(record).value(name)
        if field.type == "boolean":
            yes, no = ("Yes", "No") if self.lang.startswith("en") else ("是", "否")
            return "  ".join(
                f"{TICKED if value is each else EMPTY} {word}" for each, word in ((True, yes), (False, no))
            )
        if field.type == "choice":
            gap = "\n" if max(len(each.zh) for each in field.choices.values()) > 6 else "  "
            return gap.join(
                f"{TICKED if value == key else EMPTY} {text.in_(self.lang)}" for key, text in field.choices.items()
            )
        return self.shown(record, "", name)


def place_words(paper: Paper, where: str) -> str:
    """A place as people know it: the field, the row of a table with its column, the section, the condition."""
    subject, _, name = where.partition("/")
    kind, _, key = subject.partition(":")
    declared = paper.form.records.get(kind)
    if declared is None:
        return where
    field = declared.fields.get(name.partition("@")[0])
    label = field.label.in_(paper.lang) if field is not None and kind != "section" else ""
    if kind == "case":
        return label or declared.label.in_(paper.lang)
    return " ".join(filter(None, (_named(paper, kind, key), label))) or declared.label.in_(paper.lang)


def _named(paper: Paper, kind: str, key: str) -> str:
    """What a record is called: by the edition's list of its kind, else by its own words."""
    made = paper.made
    lists = {
        "section": made.sections,
        "condition": made.conditions,
        "enclosure": made.enclosures,
        "stage": made.steps,
        "onsite_check": made.parts,
    }
    found = next((each.name.in_(paper.lang) for each in lists.get(kind, ()) if each.id == key), "")
    rows = (row for table in made.tables if table.record == kind for row in table.rows)
    found = found or next((row.name.in_(paper.lang) for row in rows if row.id == key), "")
    if kind == "survey" and "." in key:
        return paper.label("product", key.replace(".", "_"))
    own = paper.found.record(kind, key).text("name") or paper.found.record(kind, key).text("caption")
    return found or own or paper.form.records[kind].label.in_(paper.lang)


def row_texts(paper: Paper, table: Table) -> list[list[str]]:
    """The rows of a table whose rows the edition names, without those left out: one text for each column."""
    rows: list[list[str]] = []
    for key, row, record in rows_of(paper.made, table, paper.found):
        if left_out(record):
            continue
        texts: list[str] = []
        for column in table.columns:
            if column == "name":
                texts.append(name_of(row, record, paper.lang))
            elif column == "unit":
                texts.append(unit_of(row, record, paper.lang))
            else:
                texts.append(paper.shown(table.record, key, column))
        rows.append(texts)
    return rows


def heads(paper: Paper, table: Table) -> list[str]:
    """The heads of a table's columns."""
    return [paper.label(table.record, column) for column in table.columns]


def list_texts(paper: Paper, table: Table) -> list[list[str]]:
    """The rows of a table that the applicant makes."""
    keys = [record.key for record in paper.found.records(table.record)]
    return [[paper.shown(table.record, key, column) for column in table.columns] for key in keys]


def market_rows(paper: Paper, products: int = 3) -> tuple[list[list[tuple[str, int]]], list[float]]:
    """The market table as printed in the notice: two columns for each product, years below, who surveyed at the right.

    Cells with the columns that they span, and the columns' shares of the width.
    """
    made, found = paper.made, paper.found
    keys = [record.key for record in found.records("product")]
    keys += [""] * (products - len(keys))
    english = paper.lang.startswith("en")
    words = {"product": ("主导产品", "Product"), "share": ("市场占有率", "Market share"), "year": ("年度", "Year"),
             "in": ("国内", "Home"), "out": ("国际", "Abroad"), "satisfaction": ("顾客满意度", "Satisfaction"),
             "loyalty": ("顾客忠诚程度", "Loyalty"), "by": ("调查方式", "Surveyed")}  # fmt: skip
    say = {name: pair[english] for name, pair in words.items()}
    rows: list[list[tuple[str, int]]] = [
        [(say["product"], 2), *((_at(paper, key, "name"), 2) for key in keys), (say["by"], 1)]
    ]
    rows.append([(say["share"], 1), (say["year"], 1), *[(say["in"], 1), (say["out"], 1)] * len(keys), ("/", 1)])
    for year in made.years:
        shares = [(_at(paper, key, f"{side}_{year}"), 1) for key in keys for side in ("domestic", "international")]
        rows.append([(say["share"], 1), (_year(paper, year), 1), *shares, ("/", 1)])
    for kind in SURVEYS:
        for year in made.years:
            values = [(_at(paper, key, f"{kind}_{year}"), 2) for key in keys]
            rows.append([(say[kind], 1), (_year(paper, year), 1), *values, (_survey(paper, kind, year), 1)])
    return rows, [1.5, 1.1, *[1.0] * (2 * len(keys)), 2.2]


def _at(paper: Paper, key: str, name: str) -> str:
    return paper.shown("product", key, name) if key else ""


def _year(paper: Paper, year: int) -> str:
    return str(year) if paper.lang.startswith("en") else f"{year}年"


def _survey(paper: Paper, kind: str, year: int) -> str:
    record = paper.found.record("survey", f"{kind}.{year}")
    field = paper.field("survey", "method")
    boxes = [
        f"{TICKED if record.text('method') == key else EMPTY} {text.in_(paper.lang)}"
        for key, text in field.choices.items()
    ]
    return "\n".join([*boxes, f"{paper.label('survey', 'body')}：{record.text('body')}"])


def fields_rows(paper: Paper, names: tuple[str, ...]) -> list[list[tuple[str, int]]]:
    """Pairs of label and value, two pairs in a row; what is long or has many boxes takes a row of its own."""
    rows: list[list[tuple[str, int]]] = []
    waiting: list[tuple[str, int]] = []
    for name in names:
        field = paper.field("case", name)
        value = paper.ticked("case", name)
        pair = [(paper.label("case", name), 1), (value, 1)]
        if field.type == "long_text" or "\n" in value or len(pair[0][0]) > 14 or len(value) > 18:
            if waiting:
                rows.append([waiting[0], (waiting[1][0], 3)])
                waiting = []
            rows.append([pair[0], (value, 3)])
        elif waiting:
            rows.append([*waiting, *pair])
            waiting = []
        else:
            waiting = pair
    if waiting:
        rows.append([waiting[0], (waiting[1][0], 3)])
    return rows
