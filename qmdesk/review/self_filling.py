"""The answers of a self-assessment as cells of the workbook that everybody fills in."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from qmdesk.formdef import fields
from qmdesk.formdef.types import Field, Form
from qmdesk.grading.records import Index, Record
from qmdesk.intake.template.filling import Filling, ReadingColumn, Value
from qmdesk.intake.template.layout import (
    CASE_ROWS,
    CHARACTERISTICS,
    DEFECTS,
    LOSSES,
    READING_COLUMNS,
    STEPS,
    Plan,
    Use,
)
from qmdesk.intake.template.names import binding_words, choice_words, level_words, word
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Stage
from qmdesk.model.readings import Readings

#: Readings of one characteristic that the workbook's own sheet shows; a longer set goes along as a table.
SHOWN = 300
#: Columns of figures that the workbook asks for.
_FIGURE = ("tracked", "value", "sampled", "source", "method", "note", "year_1", "year_2", "year_3")


@dataclass(frozen=True, slots=True)
class DataFile:
    """Readings as a table for people: its name in the package and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Files:
    """What lies beside the workbook: readings by characteristic, tables of those that it doesn't show, and the name of
    each piece of evidence by its subject."""

    sets: Mapping[str, Readings]
    tables: Mapping[str, DataFile]
    evidence: Mapping[str, str]


def shown_sets(sets: Mapping[str, Readings]) -> tuple[str, ...]:
    """The characteristics whose readings the workbook's sheet has room for."""
    fit = [key for key, readings in sets.items() if 0 < len(readings) <= SHOWN and _even(readings)]
    return tuple(fit[:READING_COLUMNS])


def _even(readings: Readings) -> bool:
    """Whether the subgroups are of one size, as the sheet asks for it; the last may be smaller."""
    sizes = readings.subgroups
    return sizes is None or (sizes[0] > 1 and all(size == sizes[0] for size in sizes[:-1]) and sizes[-1] <= sizes[0])


def data_table(record: Record, readings: Readings) -> bytes:
    """Readings as CSV: one below the other, or a subgroup a row where they were taken so."""
    out = io.StringIO()
    pen = csv.writer(out, lineterminator="\r\n")
    name, texts = record.text("name") or record.key, _texts(readings)
    if readings.subgroups is None:
        pen.writerow([name])
        pen.writerows([text] for text in texts)
    else:
        pen.writerow(["子组", *(f"X{number}" for number in range(1, max(readings.subgroups) + 1))])
        start = 0
        for number, size in enumerate(readings.subgroups, 1):
            pen.writerow([number, *texts[start : start + size]])
            start += size
    return out.getvalue().encode("utf-8-sig")


def _texts(readings: Readings) -> list[str]:
    return [f"{value:f}" for value in readings.decimals()]


def filling_of(form: Form, found: Index, lang: str, beside: Files) -> Filling:
    """The workbook's cells from the records of the self-assessment."""
    return Filling(
        case=_case(form, found, lang),
        items={item.id: _item(form, found, item.id, lang) for item in form.items},
        figures={each.id: _figure(form, found, each.id, lang) for each in (*form.figures, *form.recorded)},
        tables={
            "steps": [_row(form, STEPS, each, lang) for each in _ordered(found, "step")],
            "characteristics": [_characteristic(form, each, lang, beside) for each in found.records("characteristic")],
            "defects": [_row(form, DEFECTS, each, lang) for each in found.records("defect")],
            "losses": [_loss(form, each, lang) for each in found.records("loss")],
            "documents": _documents(form, found, lang, beside),
        },
        readings=[_reading_column(found, key, beside.sets[key], lang) for key in shown_sets(beside.sets)],
    )


def _cell(field: Field | None, value: Json, lang: str) -> Value:
    """A value as a person would leave it in a cell."""
    if value is None or field is None:
        return None
    if field.type in {"count", "integer"} and isinstance(value, int):
        return value
    if field.type == "decimal" and isinstance(value, str):
        return Decimal(value)
    if field.type in {"boolean", "tracked", "choice"}:
        return _choice(field, value, lang)
    if field.type == "month":
        return str(value)
    return fields.format_value(field, value, lang)


def _choice(field: Field, value: Json, lang: str) -> str:
    if field.type == "choice":
        label = field.choices.get(str(value))
        return label.in_(lang) if label is not None else str(value)
    words = choice_words(field, lang)
    return words[0] if value in {True, "true"} else words[-1] if value in {False, "false"} else str(value)


def _case(form: Form, found: Index, lang: str) -> dict[str, Value]:
    case, declared = found.record("case"), form.records["case"].fields
    made: dict[str, Value] = {}
    period = case.value("period")
    if isinstance(period, Mapping):
        made |= {"period_from": str(period.get("from", "")), "period_to": str(period.get("to", ""))}
    for row in CASE_ROWS:
        value = case.value(row)
        if row.startswith("period_") or value is None or row not in declared:
            continue
        if declared[row].type == "money" and isinstance(value, Mapping):
            made[row], made[f"{row}_unit"] = _money(value, lang)
        else:
            made[row] = _cell(declared[row], value, lang)
    return made


def _money(value: Mapping[str, Json], lang: str) -> tuple[Value, Value]:
    return Decimal(str(value.get("amount", "0"))), word(f"unit.{value.get('unit', 'yuan')}", lang)


def _item(form: Form, found: Index, item: str, lang: str) -> dict[str, Value]:
    record = found.record("item", item)
    note = record.text("note")
    if record.flag("applicable") is False:
        reason = record.folded("applicable")
        said = reason.heads[-1].reason if reason is not None else ""
        return {"level": word("word.not_applicable", lang), "note": said or note or None, "documents": None}
    level = level_of(found, item)
    named = level_words(form, lang)[level - 1] if level is not None else None
    return {"level": named, "note": note or None, "documents": "；".join(_papers(found, item)) or None}


def level_of(found: Index, item: str) -> int | None:
    """The level that the enterprise gives itself: what was agreed, else what all who rated gave."""
    agreed = found.own("item", item, "agreed")
    if agreed is not None and isinstance(agreed.value, int) and not agreed.conflict:
        return agreed.value
    ratings = found.ratings.get(f"{item}@{Stage.SELF}", ())
    given = {each.value for each in ratings if isinstance(each.value, int) and not each.conflict}
    return given.pop() if len(given) == 1 else None


def _papers(found: Index, item: str) -> list[str]:
    """Documents of an item that no file of the package is."""
    return [
        each.text("text")
        for each in found.records("document")
        if each.text("binds") == f"item:{item}" and not each.text("filename")
    ]


def _figure(form: Form, found: Index, figure: str, lang: str) -> dict[str, Value]:
    record = found.record("figure", figure)
    return {
        name: _cell(fields.field_of(form, "figure", name, figure), record.value(name), lang) for name in _FIGURE
    }  # fmt: skip


def _row(form: Form, plan: Plan, record: Record, lang: str) -> dict[str, Value]:
    declared = form.records[plan.kind].fields
    asked = [column.id for column in plan.columns if column.use is Use.INPUT]
    return {name: _cell(declared.get(name), record.value(name), lang) for name in asked}


def _ordered(found: Index, kind: str) -> list[Record]:
    def place(record: Record) -> int:
        order = record.value("order")
        return order if isinstance(order, int) else 1 << 30

    return sorted(found.records(kind), key=place)


def _characteristic(form: Form, record: Record, lang: str, beside: Files) -> dict[str, Value]:
    row = _row(form, CHARACTERISTICS, record, lang)
    table = beside.tables.get(record.key)
    return {**row, "data": table.name if table is not None else None}


def _loss(form: Form, record: Record, lang: str) -> dict[str, Value]:
    row = _row(form, LOSSES, record, lang)
    cost = record.value("cost")
    if isinstance(cost, Mapping):
        row["cost"], row["unit"] = _money(cost, lang)
    return row


def _documents(form: Form, found: Index, lang: str, beside: Files) -> list[dict[str, Value]]:
    words, files = binding_words(form, lang), set(beside.evidence.values())
    rows: list[dict[str, Value]] = []
    for record in found.records("document"):
        name, bound = record.text("filename"), words.get(record.text("binds"))
        if name and name not in files and bound is not None:
            rows.append({"binds": bound, "text": record.text("text"), "filename": name})
    for record in found.records("evidence"):
        name, bound = beside.evidence.get(f"evidence:{record.key}"), words.get(record.text("binds"))
        if name is not None and bound is not None:
            rows.append({"binds": bound, "text": record.text("caption") or name, "filename": name})
    return rows


def _reading_column(found: Index, key: str, readings: Readings, lang: str) -> ReadingColumn:
    record = found.record("characteristic", key)
    values: list[Value] = [Decimal(text) for text in _texts(readings)]
    order = word("word.ordered" if readings.ordered else "word.unordered", lang)
    size = readings.subgroups[0] if readings.subgroups else None
    return ReadingColumn(record.text("name"), values, record.text("family") or None, size, order)
