"""The columns of the tables: which field each shows, and how the texts of a row become edits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from qmdesk.formdef.fields import format_value
from qmdesk.formdef.types import Field
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Edit
from qmdesk.model.problem import Problem, Refused
from qmdesk.review.setting import edit_of

if TYPE_CHECKING:
    from qmdesk.ui.hub import Hub
    from qmdesk.ui.pages.performance.rows import Row

NUMBERS = {"count", "integer", "decimal", "money", "rate", "dpmo"}


@dataclass(frozen=True, slots=True)
class Column:
    """One field of the records, or (``computed``) something worked out of a row that can't be typed.

    ``share`` is the column's part of the width, ``title`` what stands over it where that isn't the field's label.
    """

    name: str
    share: float = 1.0
    computed: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Meant:
    """What the texts of a row mean: edits, the fields refused with their problem, and warnings."""

    edits: tuple[Edit, ...] = ()
    refused: Mapping[str, Problem] = field(default_factory=dict[str, Problem])
    warnings: tuple[Problem, ...] = ()


#: What texts, by field, mean for a record: (hub, subject, texts, its row or None for a new one).
Meaning = Callable[["Hub", str, Mapping[str, str], "Row | None"], Meant]


def plain_meaning(hub: Hub, subject: str, texts: Mapping[str, str], row: Row | None = None) -> Meant:
    """Each text by its field's own type."""
    edits: list[Edit] = []
    refused: dict[str, Problem] = {}
    warnings: list[Problem] = []
    for name, text in texts.items():
        try:
            edit, told = edit_of(hub.form, subject, name, text, stage=hub.stage, author=hub.author)
        except Refused as no:
            refused[name] = no.problems[0]
            continue
        edits.append(edit)
        warnings += told
    return Meant(tuple(edits), refused, tuple(warnings))


def text_of(declared: Field, value: Json, lang: str) -> str:
    """A value as a cell shows it: money without its unit, which has a column of its own."""
    if isinstance(value, Mapping) and "amount" in value:
        return str(value["amount"])
    return format_value(declared, value, lang)


def sort_key(declared: Field, value: Json, lang: str) -> tuple[int, Decimal, str]:
    """How a value sorts in its column: numbers by size, money in yuan, texts as they are shown, nothing last."""
    if value is None or value == "":
        return (1, Decimal(0), "")
    if isinstance(value, Mapping) and "amount" in value:
        scale = 10_000 if value.get("unit") == "wan" else 1
        return (0, Decimal(str(value["amount"])) * scale, "")
    if is_number(declared) and isinstance(value, int | str):
        return (0, Decimal(str(value)), "")
    return (0, Decimal(0), format_value(declared, value, lang).casefold())


def is_number(declared: Field) -> bool:
    """Whether cells of a field stand at the right."""
    return declared.type in NUMBERS
