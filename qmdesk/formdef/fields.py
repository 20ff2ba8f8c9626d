"""Field types by name: typed text to values and back. The one way in for what people type and cells hold.

``parse_text`` gives a value, with a warning where something was left out or assumed, or None with the
error; blank text clears a field. For every value v that it gives, ``parse_text(field, format_value(field, v))``
gives v again (measurement sets aside, which come from files), and ``check(field, v)`` has nothing to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from qmdesk.formdef import decimals, field_dates, field_numbers, field_times, field_words
from qmdesk.formdef.field_kinds import FieldType, Parsed
from qmdesk.formdef.plain_text import is_blank
from qmdesk.formdef.types import Field, Form
from qmdesk.model.canonical import Json
from qmdesk.model.problem import Problem, Severity

FIELD_TYPES: Mapping[str, FieldType] = {
    **field_words.TYPES,
    **field_numbers.TYPES,
    **field_dates.TYPES,
    **field_times.TYPES,
}

decimal_of = decimals.decimal_of

#: The type that the stated value of a figure has, by its statistic: a yield of "98" must not pass for 9800 %.
_OF_STATISTIC = {"dpmo": "dpmo", "cpk": "decimal", "rolled-throughput-yield": "rate", "loss-rate": "rate"}


def parse_text(field: Field, text: str, lang: str = "zh-CN") -> Parsed:
    """The value that a typed text means for a field, and what there is to say about it.

    Blank text gives None: it clears the field, which a required one refuses. The problem's ``where`` is left
    empty; the caller knows the place. ``lang`` only chooses the language of lists named in details.
    """
    value, problem = (None, None) if is_blank(text) else FIELD_TYPES[field.type].parse(field, text, lang)
    refused = problem is not None and problem.severity is Severity.ERROR
    if value is None and field.required and not refused:
        return None, Problem("value-required", details={"field": field.label.in_(lang)})
    return value, problem


def format_value(field: Field, value: Json, lang: str = "zh-CN") -> str:
    """A value as people read it, exact; empty for a cleared one."""
    return "" if value is None else FIELD_TYPES[field.type].format(field, value, lang)


def check(field: Field, value: Json) -> Problem | None:
    """What is wrong with a stored value, as one that another's package brings; None where it is proper or cleared."""
    if value is None or FIELD_TYPES[field.type].is_proper(field, value):
        return None
    return Problem("value-improper", details={"field": field.id, "type": field.type})


def field_of(form: Form, kind: str, name: str, key: str = "") -> Field | None:
    """The declared field of a record kind; a gated figure's stated value (``key`` its id) by the figure's own type."""
    record = form.records.get(kind)
    field = record.fields.get(name) if record else None
    if field is None or field.type != "figure":
        return field
    statistic = next((figure.statistic for figure in form.figures if figure.id == key.removeprefix("figure.")), "")
    return replace(field, type=_OF_STATISTIC.get(statistic, field.type))
