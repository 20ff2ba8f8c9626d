"""Nodes to the parts of a form around its items and figures: readings, glossary, record kinds."""

from __future__ import annotations

from collections.abc import Mapping

import yaml

from qmdesk.formdef import schema
from qmdesk.formdef.build import Places, filled, identified
from qmdesk.formdef.fields import FIELD_TYPES
from qmdesk.formdef.schema import Source
from qmdesk.formdef.types import Field, Level, Reading, ReadingOption, RecordKind, Term, Text


def readings(source: Source, node: yaml.Node, places: Places) -> tuple[Reading, ...]:
    """``readings.yaml``: how the passages that the annex leaves open are read."""
    found = schema.mapping(source, node, ("readings",))
    places["readings"] = source.place(found.get("readings", node))

    def option(source: Source, node: yaml.Node) -> ReadingOption:
        found = schema.mapping(source, node, ("id", "name", "explanation"))
        return ReadingOption(
            schema.identifier(source, found.get("id")),
            schema.text(source, found.get("name")),
            schema.text(source, found.get("explanation")),
        )

    def read(source: Source, node: yaml.Node) -> Reading:
        found = schema.mapping(source, node, ("id", "number", "question", "options", "default"))
        return Reading(
            identified(source, node, found, "reading", places),
            schema.whole(source, found.get("number"), 1, 99),
            schema.text(source, found.get("question")),
            filled(source, found.get("options"), option),
            schema.identifier(source, found.get("default")),
        )

    return schema.sequence(source, found.get("readings"), read)


def glossary(source: Source, node: yaml.Node, places: Places) -> Mapping[str, Term]:
    """``glossary.yaml``: words with a plain explanation of each."""
    places["glossary"] = source.place(node)

    def read(source: Source, node: yaml.Node) -> Term:
        found = schema.mapping(source, node, ("name", "explanation"))
        explanation = schema.text(source, found.get("explanation"))
        return Term(explanation.zh, explanation.en, schema.text(source, found.get("name")))

    return schema.keyed(source, schema.mapping(source, node, ("glossary",)).get("glossary"), read)


def records(source: Source, node: yaml.Node, places: Places, levels: tuple[Level, ...]) -> Mapping[str, RecordKind]:
    """``records.yaml``: the kinds of record and their fields; fields of type level get the levels' names."""
    names = {str(level.number): level.name for level in levels}
    found = schema.mapping(source, node, ("records",)).get("records")
    places["records"] = source.place(found or node)
    kinds: dict[str, RecordKind] = {}
    for kind, child in (schema.open_mapping(source, found) if found else {}).items():
        parts = schema.mapping(source, child, ("label", "fields"))
        fields = schema.open_mapping(source, parts["fields"]) if "fields" in parts else {}
        places |= {f"field:{kind}.{field}": source.place(part) for field, part in fields.items()}
        kinds[kind] = RecordKind(
            kind,
            schema.text(source, parts.get("label")),
            {field: _field(source, field, part, names) for field, part in fields.items()},
        )
    return kinds


def _field(source: Source, identifier: str, node: yaml.Node, levels: Mapping[str, Text]) -> Field:
    optional = ("required", "staged", "authored", "choices", "unit", "help")
    found = schema.mapping(source, node, ("type", "label"), optional)
    kind = schema.one_of(source, found.get("type"), FIELD_TYPES, "text")
    choices = schema.keyed(source, found.get("choices"), schema.text)
    if (kind == "choice") is not bool(choices):
        source.note("form-choices", node, field=identifier)
    return Field(
        id=identifier,
        type=kind,
        label=schema.text(source, found.get("label")),
        required=schema.flag(source, found.get("required")),
        staged=schema.flag(source, found.get("staged")),
        authored=schema.flag(source, found.get("authored")),
        choices=levels if kind == "level" else choices,
        unit=schema.text(source, found["unit"]) if "unit" in found else None,
        help=schema.text(source, found["help"]) if "help" in found else None,
    )
