"""The tables of the facts store, declared once for every engine.

A row of ``review`` is one case at its newest state; the other tables hold what each stage of it came to. Levels are
null where there is no one level. Numbers that decide are texts (``value_text``) and were compared exactly when the
case was graded; ``value`` is a double for pictures only.

History of the schema (``VERSION``):

1. review, dimension, item, figure, regrade
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

VERSION = 1


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    WHOLE = "whole"
    DOUBLE = "double"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns in order, and those that name a row."""

    name: str
    columns: dict[str, Kind]
    key: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.columns)


def _columns(text: str = "", whole: str = "", double: str = "", flag: str = "", order: str = "") -> dict[str, Kind]:
    kinds = {
        name: kind
        for names, kind in ((text, Kind.TEXT), (whole, Kind.WHOLE), (double, Kind.DOUBLE), (flag, Kind.FLAG))
        for name in names.split()
    }
    return {name: kinds[name] for name in order.split()} if order else kinds


#: ``stage`` is the one that the case has come to: of its conclusion, else the last one held. ``level`` is the review's
#: level there (the final one where it is known), null while there is only a self-assessment. ``standing`` orders the
#: cases of one enterprise by state, ``counted`` says that this is the one of its enterprise and year. ``lamport`` tells
#: an older copy of a case from a newer.
REVIEW = Table(
    "review",
    _columns(
        text="case_id programme authority enterprise credit_code province city county trade size class institution"
        " form_id form_edition form_sha256 stage visit_start visit_end concluded_on source source_name source_sha256"
        " belief ingested_at",
        whole="level self_level onsite_level onsite_lowest onsite_highest second_level final_level standing lamport",
        flag="specialised concluded consent counted",
    ),
    ("case_id",),
)
DIMENSION = Table(
    "dimension",
    _columns(text="case_id stage dimension", whole="level lowest highest"),
    ("case_id", "stage", "dimension"),
)
ITEM = Table(
    "item",
    _columns(text="case_id stage item dimension", whole="level", flag="applicable"),
    ("case_id", "stage", "item"),
)
FIGURE = Table(
    "figure",
    _columns(text="case_id stage figure value_text", whole="level lowest highest", double="value", flag="tracked"),
    ("case_id", "stage", "figure"),
)
#: What a case would come to by another form: a what-if beside the case, which is not touched.
REGRADE = Table(
    "regrade",
    _columns(
        text="case_id stage form_id form_edition form_sha256 because regraded_at",
        whole="level_before level lowest highest",
    ),
    ("case_id", "stage", "form_sha256"),
)
TABLES = (REVIEW, DIMENSION, ITEM, FIGURE, REGRADE)
#: What belongs to a case and is replaced with it.
OF_A_CASE = (REVIEW, DIMENSION, ITEM, FIGURE)

Value = str | int | float | bool | None
Row = tuple[Value, ...]
