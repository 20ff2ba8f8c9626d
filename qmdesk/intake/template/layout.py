"""What the workbooks ask, sheet by sheet: the one declaration that the writer draws and the reader looks for.

Column ids are field ids of the form's record kinds, so a cell is labelled, checked and parsed by the form's
own declaration; the few columns that belong to the workbook alone are worded in ``resources/texts/*/workbook.toml``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from qmdesk.formdef.types import Field, Form, Judged

#: The version of the workbook's shape. Raised when an older reader could no longer read it.
VERSION = 1

#: How the marker of a workbook begins; form, edition and version follow it.
MARKER = "qmdesk/"


class Shape(StrEnum):
    """How a sheet is laid out."""

    GUIDE = "guide"
    FORM = "form"
    ITEMS = "items"
    FIGURES = "figures"
    TABLE = "table"
    READINGS = "readings"


class Use(StrEnum):
    """Who writes a column: the enterprise, the template, or a formula."""

    INPUT = "input"
    PRINTED = "printed"
    COMPUTED = "computed"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``width`` is in characters; where ``grouping``, a merged cell speaks for every row it spans."""

    id: str
    width: float
    use: Use = Use.INPUT
    grouping: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """One sheet. ``kind`` is the record kind it fills, ``number`` its place in the book and in its table code.

    Of a table, ``identity`` names the columns that tell one record from another, and ``anchors`` those of them
    without which a row says nothing.
    """

    id: str
    number: int
    shape: Shape
    kind: str = ""
    columns: tuple[Column, ...] = ()
    rows: int = 0
    dimension: str = ""
    identity: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """The printed table code, by which a renamed sheet is still found: ``QM-05``."""
        return f"QM-{self.number:02d}"

    def column(self, column_id: str) -> int:
        """Position of a column from 0. StopIteration where the plan has none of that id."""
        return next(index for index, column in enumerate(self.columns) if column.id == column_id)


_PRINTED, _COMPUTED = Use.PRINTED, Use.COMPUTED
_NUMBER = Column("number", 6, _PRINTED)

_ITEM_COLUMNS = (
    Column("id", 11, _PRINTED),
    Column("item", 25, _PRINTED),
    Column("scale", 10, _PRINTED),
    Column("descriptor", 72, _PRINTED),
    Column("level", 11),
    Column("note", 36),
    Column("documents", 26),
)

_FORM_COLUMNS = (
    Column("label", 24, _PRINTED),
    Column("value", 58),
    Column("unit", 9),
    Column("help", 56, _PRINTED),
)

_FIGURE_COLUMNS = (
    Column("id", 11, _PRINTED),
    Column("figure", 42, _PRINTED),
    Column("bands", 30, _PRINTED),
    Column("tracked", 11),
    Column("value", 12),
    Column("sampled", 10),
    Column("source", 20),
    Column("method", 20),
    Column("note", 22),
)

_RECORDED_COLUMNS = (
    Column("id", 11, _PRINTED),
    Column("figure", 46, _PRINTED),
    Column("year_1", 11),
    Column("year_2", 11),
    Column("year_3", 11),
    Column("source", 26),
    Column("method", 26),
    Column("note", 24),
)

STEPS = Plan(
    "steps",
    0,
    Shape.TABLE,
    "step",
    (
        _NUMBER,
        Column("family", 22, grouping=True),
        Column("name", 28),
        Column("line", 16, grouping=True),
        Column("submitted", 16),
        Column("passed", 16),
        Column("yield", 18, _COMPUTED),
    ),
    rows=60,
    identity=("family", "name", "line"),
    anchors=("name",),
)

CHARACTERISTICS = Plan(
    "characteristics",
    0,
    Shape.TABLE,
    "characteristic",
    (
        _NUMBER,
        Column("name", 26),
        Column("unit", 9),
        Column("family", 18, grouping=True),
        Column("step", 18, grouping=True),
        Column("lsl", 12),
        Column("usl", 12),
        Column("target", 12),
        Column("key", 10),
        Column("gauge", 20, grouping=True),
        Column("cpk", 11),
        Column("data", 26),
    ),
    rows=30,
    identity=("family", "name"),
    anchors=("name",),
)

DEFECTS = Plan(
    "defects",
    0,
    Shape.TABLE,
    "defect",
    (
        _NUMBER,
        Column("month", 14, grouping=True),
        Column("family", 26, grouping=True),
        Column("units", 16),
        Column("defective", 16),
        Column("cause", 34, grouping=True),
        Column("ppm", 16, _COMPUTED),
    ),
    rows=120,
    identity=("family", "month", "cause"),
)

LOSSES = Plan(
    "losses",
    0,
    Shape.TABLE,
    "loss",
    (
        _NUMBER,
        Column("month", 14, grouping=True),
        Column("kind", 12, grouping=True),
        Column("category", 20, grouping=True),
        Column("cost", 18),
        Column("unit", 10, grouping=True),
        Column("voucher", 44),
    ),
    rows=200,
    identity=("kind", "category", "month", "voucher"),
    anchors=("kind",),
)

DOCUMENTS = Plan(
    "documents",
    0,
    Shape.TABLE,
    "document",
    (_NUMBER, Column("binds", 46, grouping=True), Column("text", 52), Column("filename", 44)),
    rows=120,
    identity=("binds", "text"),
    anchors=("binds", "text"),
)

#: How many characteristics the sheet of readings has room for, and how many readings of each.
READING_COLUMNS, READING_ROWS = 10, 300

READINGS = Plan(
    "readings",
    0,
    Shape.READINGS,
    "characteristic",
    (Column("number", 14, _PRINTED), *(Column(f"c{index + 1}", 14) for index in range(READING_COLUMNS))),
    rows=READING_ROWS,
)

#: The rows above the readings, in order: whose they are and how they were taken.
READING_HEAD = ("name", "family", "subgroup", "order")

#: The rows of the sheet about the enterprise. A period is asked as two months, money as amount and unit.
CASE_ROWS = (
    "enterprise",
    "credit_code",
    "region",
    "address",
    "trade",
    "products",
    "size",
    "employees",
    "specialised",
    "class",
    "contact",
    "contact_phone",
    "representative",
    "period_from",
    "period_to",
    "site",
    "family",
    "output_value",
)

#: The official columns of 参评企业汇总表, in their order (annex 3 of Zhejiang's notice of 2026).
ROSTER = Plan(
    "roster",
    0,
    Shape.TABLE,
    "",
    (
        Column("number", 8, _PRINTED),
        Column("county", 20),
        Column("enterprise", 38),
        Column("credit_code", 26),
        Column("specialised", 20),
        Column("assessed_before", 16),
        Column("contact", 34),
    ),
    rows=100,
)


def plans_of(form: Form) -> tuple[Plan, ...]:
    """The sheets of the self-assessment workbook of a form, in order and numbered."""
    items = [
        Plan(f"items.{dimension.id}", 0, Shape.ITEMS, "item", _ITEM_COLUMNS, dimension=dimension.id)
        for dimension in form.dimensions
        if dimension.judged is Judged.ITEMS
    ]
    plans = [
        Plan("guide", 0, Shape.GUIDE),
        Plan("enterprise", 0, Shape.FORM, "case", _FORM_COLUMNS),
        *items,
        Plan("figures", 0, Shape.FIGURES, "figure", _FIGURE_COLUMNS),
        STEPS,
        CHARACTERISTICS,
        READINGS,
        DEFECTS,
        LOSSES,
        Plan("recorded", 0, Shape.FIGURES, "figure", _RECORDED_COLUMNS),
        DOCUMENTS,
    ]
    return tuple(replace(plan, number=number) for number, plan in enumerate(plans))


def plan_of(form: Form, sheet_id: str) -> Plan:
    """The plan of one sheet; KeyError where the form's workbook has none of that id."""
    for plan in plans_of(form):
        if plan.id == sheet_id:
            return plan
    raise KeyError(sheet_id)


def field_of(form: Form, plan: Plan, column_id: str) -> Field | None:
    """The form's declaration behind a column, or None for a column of the workbook's own."""
    record = form.records.get(plan.kind)
    return None if record is None else record.fields.get(column_id)


def marker(kind: str, form: Form) -> str:
    """The text by which a workbook names what it is: ``qmdesk/self-assessment meqmc/2026 v1``."""
    return f"{MARKER}{kind} {form.id}/{form.edition} v{VERSION}"
