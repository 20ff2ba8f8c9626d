"""Nodes to the typed parts of a form, file by file; mistakes are noted, never raised.

``Places`` remembers the line of what has an id, for the checks that need the whole form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import yaml

from qmdesk.formdef import schema
from qmdesk.formdef.program import COMPARES, FIGURES
from qmdesk.formdef.schema import Reader, Source, T
from qmdesk.formdef.types import (
    REVIEW,
    Compare,
    Dimension,
    Figure,
    Item,
    ItemRule,
    Judged,
    Level,
    Paragraph,
    Prompt,
    Recorded,
    Suggestion,
    Text,
)

LEVELS = 5
Places = dict[str, str]


@dataclass(frozen=True, slots=True)
class Head:
    """What ``form.yaml`` holds."""

    id: str
    edition: str
    name: Text
    about: Text
    authority: Text
    levels: tuple[Level, ...]
    dimensions: tuple[Dimension, ...]
    item_rule: ItemRule
    rules: Mapping[str, Text]
    sources: Mapping[int, Paragraph]


_HEAD = ("id", "edition", "name", "about", "authority", "levels", "dimensions", "item_rule", "rules", "sources")


def head(source: Source, node: yaml.Node, places: Places) -> Head:
    """``form.yaml``: identity, levels, dimensions, the rule for items, sentences of the rules, sources."""
    found = schema.mapping(source, node, _HEAD, ("kind",))
    schema.one_of(source, found.get("kind"), (REVIEW,), REVIEW)
    for key in ("levels", "dimensions", "rules", "sources"):
        places[key] = source.place(found.get(key, node))
    return Head(
        id=schema.identifier(source, found.get("id")),
        edition=schema.edition(source, found.get("edition")),
        name=schema.text(source, found.get("name")),
        about=schema.text(source, found.get("about")),
        authority=schema.text(source, found.get("authority")),
        levels=schema.sequence(source, found.get("levels"), _level),
        dimensions=schema.sequence(source, found.get("dimensions"), _dimension_at(places)),
        item_rule=_item_rule(source, found.get("item_rule")),
        rules=_rules(source, found.get("rules"), places),
        sources=_sources(source, found.get("sources")),
    )


def head_of_kind(source: Source, node: yaml.Node, kind: str) -> Head:
    """``form.yaml`` of a form that grades nothing: its identity and the kind that it says it is of."""
    found = schema.mapping(source, node, ("id", "edition", "kind", "name", "about", "authority"))
    schema.one_of(source, found.get("kind"), (kind,), kind)
    return Head(
        id=schema.identifier(source, found.get("id")),
        edition=schema.edition(source, found.get("edition")),
        name=schema.text(source, found.get("name")),
        about=schema.text(source, found.get("about")),
        authority=schema.text(source, found.get("authority")),
        levels=(),
        dimensions=(),
        item_rule=ItemRule(Fraction(0), 0, Fraction(0)),
        rules={},
        sources={},
    )


def _level(source: Source, node: yaml.Node) -> Level:
    found = schema.mapping(source, node, ("number", "name", "meaning"))
    return Level(
        schema.whole(source, found.get("number"), 1, LEVELS),
        schema.text(source, found.get("name")),
        schema.text(source, found.get("meaning")),
    )


def _dimension_at(places: Places) -> Reader[Dimension]:
    def read(source: Source, node: yaml.Node) -> Dimension:
        found = schema.mapping(source, node, ("id", "name", "judged", "about"))
        identifier = identified(source, node, found, "dimension", places)
        judged = schema.one_of(source, found.get("judged"), [str(way) for way in Judged], str(Judged.ITEMS))
        return Dimension(
            identifier, schema.text(source, found.get("name")), Judged(judged), schema.text(source, found.get("about"))
        )

    return read


def _item_rule(source: Source, node: yaml.Node | None) -> ItemRule:
    found = schema.mapping(source, node, ("share", "tolerance", "not_applicable")) if node else {}
    return ItemRule(
        schema.share(source, found.get("share")),
        schema.whole(source, found.get("tolerance"), 0, LEVELS - 1),
        schema.share(source, found.get("not_applicable")),
    )


def _rules(source: Source, node: yaml.Node | None, places: Places) -> Mapping[str, Text]:
    for key, child in schema.open_mapping(source, node).items() if node else ():
        places[f"rule:{key}"] = source.place(child)
    return schema.keyed(source, node, lambda source, child: schema.template(source, child, None))


def _sources(source: Source, node: yaml.Node | None) -> Mapping[int, Paragraph]:
    found: dict[int, Paragraph] = {}
    for paragraph in schema.sequence(source, node, _paragraph):
        if paragraph.number in found and node:
            source.note("form-id-twice", node, kind="source", id=str(paragraph.number))
        found[paragraph.number] = paragraph
    return found


def _paragraph(source: Source, node: yaml.Node) -> Paragraph:
    found = schema.mapping(source, node, ("number", "title"))
    return Paragraph(schema.whole(source, found.get("number"), 1, 999), schema.text(source, found.get("title")))


_ITEM = ("id", "name", "core", "ground", "question", "levels", "evidence", "interview", "floor", "suggestions")


def items(source: Source, node: yaml.Node, places: Places) -> tuple[Item, ...]:
    """``items/*.yaml``: the judged items of one dimension."""
    found = schema.mapping(source, node, ("dimension", "items"))
    dimension = schema.identifier(source, found.get("dimension"))
    places[f"items:{source.file}"] = source.place(found.get("dimension", node))

    def read(source: Source, node: yaml.Node) -> Item:
        found = schema.mapping(source, node, _ITEM)
        return Item(
            id=identified(source, node, found, "item", places),
            dimension=dimension,
            name=schema.text(source, found.get("name")),
            core=schema.flag(source, found.get("core")),
            ground=_ground(source, found.get("ground")),
            question=schema.text(source, found.get("question")),
            levels=_descriptors(source, found.get("levels")),
            evidence=filled(source, found.get("evidence"), schema.text),
            interview=filled(source, found.get("interview"), _prompt),
            floor=filled(source, found.get("floor"), schema.text),
            suggestions=filled(source, found.get("suggestions"), _suggestion),
        )

    return schema.sequence(source, found.get("items"), read)


def _descriptors(source: Source, node: yaml.Node | None) -> Mapping[int, Text]:
    if node is None:
        return {}
    found = schema.mapping(source, node, [str(number) for number in range(1, LEVELS + 1)])
    return {int(number): schema.text(source, child) for number, child in found.items()}


def _prompt(source: Source, node: yaml.Node) -> Prompt:
    found = schema.mapping(source, node, ("who", "ask"))
    return Prompt(schema.text(source, found.get("who")), schema.text(source, found.get("ask")))


def _suggestion(source: Source, node: yaml.Node) -> Suggestion:
    found = schema.mapping(source, node, ("from", "to", "action", "owner", "days", "measure"))
    noted = len(source.problems)
    start = schema.whole(source, found.get("from"), 1, LEVELS - 1)
    goal = schema.whole(source, found.get("to"), 2, LEVELS)
    if found.keys() >= {"from", "to"} and len(source.problems) == noted and goal <= start:
        source.note("form-suggestion-levels", node, start=start, goal=goal)
    return Suggestion(
        from_level=start,
        to_level=goal,
        action=schema.template(source, found.get("action")),
        owner=schema.text(source, found.get("owner")),
        days=schema.whole(source, found.get("days"), 1, 1100),
        measure=schema.template(source, found.get("measure")),
    )


def _ground(source: Source, node: yaml.Node | None) -> tuple[int, ...]:
    return filled(source, node, lambda source, child: schema.whole(source, child, 1, 999))


def filled(source: Source, node: yaml.Node | None, read: Reader[T]) -> tuple[T, ...]:
    found = schema.sequence(source, node, read)
    if isinstance(node, yaml.SequenceNode) and not found:
        source.note("form-list-empty", node)
    return found


_FIGURE = ("id", "name", "statistic", "compare", "thresholds", "tracked_level", "untracked_level", "unit", "definition")
_PROMPTS = ("ground", "evidence", "interview", "floor", "suggestions")


def figures(source: Source, node: yaml.Node, places: Places) -> tuple[tuple[Figure, ...], tuple[Recorded, ...]]:
    """``figures.yaml``: the gated figures and those that are only recorded."""
    found = schema.mapping(source, node, ("figures",), ("recorded",))
    places["figures"] = source.place(found.get("figures", node))

    def gated(source: Source, node: yaml.Node) -> Figure:
        return _figure(source, node, places)

    def recorded(source: Source, node: yaml.Node) -> Recorded:
        found = schema.mapping(source, node, ("id", "name", "definition", "ground", "evidence"))
        return Recorded(
            identified(source, node, found, "figure", places),
            schema.text(source, found.get("name")),
            schema.text(source, found.get("definition")),
            _ground(source, found.get("ground")),
            filled(source, found.get("evidence"), schema.text),
        )

    return (
        schema.sequence(source, found.get("figures"), gated),
        schema.sequence(source, found.get("recorded"), recorded),
    )


def _figure(source: Source, node: yaml.Node, places: Places) -> Figure:
    found = schema.mapping(source, node, (*_FIGURE, *_PROMPTS))
    statistic = schema.one_of(source, found.get("statistic"), sorted({*FIGURES.values()}), "dpmo")
    known = [str(way) for way in COMPARES[statistic]]
    compare = Compare(schema.one_of(source, found.get("compare"), known, known[0]))
    return Figure(
        id=identified(source, node, found, "figure", places),
        name=schema.text(source, found.get("name")),
        statistic=statistic,
        compare=compare,
        thresholds=_thresholds(source, found.get("thresholds"), compare),
        tracked_level=schema.whole(source, found.get("tracked_level"), 1, LEVELS),
        untracked_level=schema.whole(source, found.get("untracked_level"), 1, LEVELS),
        unit=schema.text(source, found.get("unit")),
        definition=schema.text(source, found.get("definition")),
        ground=_ground(source, found.get("ground")),
        evidence=filled(source, found.get("evidence"), schema.text),
        interview=filled(source, found.get("interview"), _prompt),
        floor=filled(source, found.get("floor"), schema.text),
        suggestions=filled(source, found.get("suggestions"), _suggestion),
    )


def _thresholds(source: Source, node: yaml.Node | None, compare: Compare) -> Mapping[int, Decimal]:
    """Thresholds by level; each higher level must ask for strictly more."""
    if node is None:
        return {}
    found = schema.mapping(source, node, (str(LEVELS),), [str(number) for number in range(2, LEVELS)])
    noted = len(source.problems)
    levels = {int(number): schema.decimal(source, child) for number, child in sorted(found.items())}
    if len(source.problems) > noted:  # the order of stand-ins says nothing
        return levels
    rising = compare is Compare.AT_LEAST
    pairs = list(zip(levels.items(), list(levels.items())[1:], strict=False))
    for (lower, easier), (higher, harder) in pairs:
        if easier == harder or (harder > easier) is not rising:
            source.note("form-thresholds-order", found[str(higher)], lower=lower, higher=higher)
    return levels


def identified(source: Source, node: yaml.Node, found: Mapping[str, yaml.Node], kind: str, places: Places) -> str:
    """The id of a part; noted where another of its kind has it already."""
    identifier = schema.identifier(source, found.get("id"))
    if f"{kind}:{identifier}" in places:
        source.note("form-id-twice", found.get("id", node), kind=kind, id=identifier)
    places[f"{kind}:{identifier}"] = source.place(node)
    return identifier
