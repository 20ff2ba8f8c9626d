"""``benchmark.yaml`` to what an application for a 质量标杆 is made and judged by; mistakes are noted, never raised."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping

import yaml

from qmdesk.formdef import benchmark as b
from qmdesk.formdef import schema
from qmdesk.formdef.build import Places, filled, identified
from qmdesk.formdef.schema import Source
from qmdesk.formdef.types import RecordKind
from qmdesk.model.problem import Problem

_TOP = (
    "year", "years", "deadline", "application", "experience", "single_direction", "preference_level", "sections",
    "tables", "enclosures", "conditions", "criteria", "weightings", "steps", "naming", "package", "page", "letter",
    "recommendation", "annexes", "takeovers",
)  # fmt: skip
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
FULL = 100


def benchmark(source: Source, node: yaml.Node, places: Places) -> b.Benchmark:
    """The whole file; worth something only where nothing was noted."""
    found = schema.mapping(source, node, _TOP, ("quota",))
    places["benchmark"] = source.place(node)
    kinds = _Reader(places)
    return b.Benchmark(
        year=schema.whole(source, found.get("year"), 2000, 2100),
        years=filled(source, found.get("years"), lambda s, n: schema.whole(s, n, 2000, 2100)),
        deadline=_date(source, found.get("deadline")),
        application=schema.text(source, found.get("application")),
        experience=schema.text(source, found.get("experience")),
        single_direction=schema.flag(source, found.get("single_direction")),
        preference_level=schema.whole(source, found.get("preference_level"), 1, 5),
        sections=filled(source, found.get("sections"), kinds.section),
        tables=filled(source, found.get("tables"), kinds.table),
        enclosures=filled(source, found.get("enclosures"), kinds.enclosure),
        conditions=filled(source, found.get("conditions"), kinds.condition),
        criteria=filled(source, found.get("criteria"), kinds.criterion),
        weightings=filled(source, found.get("weightings"), kinds.weighting),
        steps=filled(source, found.get("steps"), kinds.step),
        naming=_naming(source, found.get("naming")),
        quota=_quota(source, found["quota"]) if "quota" in found else None,
        package=_package(source, found.get("package")),
        page=_page(source, found.get("page")),
        letter=_letter(source, found.get("letter")),
        recommendation=_words(source, found.get("recommendation")),
        annexes=schema.sequence(source, found.get("annexes"), kinds.annex),
        takeovers=schema.sequence(source, found.get("takeovers"), kinds.takeover),
    )


class _Reader:
    """Reads the parts that have ids, which ``places`` remembers."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def _id(self, source: Source, node: yaml.Node, found: Mapping[str, yaml.Node], kind: str) -> str:
        return identified(source, node, found, f"benchmark-{kind}", self._places)

    def section(self, source: Source, node: yaml.Node) -> b.Section:
        found = schema.mapping(source, node, ("id", "name", "limit", "means", "about"))
        return b.Section(
            self._id(source, node, found, "section"),
            schema.text(source, found.get("name")),
            schema.whole(source, found.get("limit"), 1, 20_000),
            b.Limit(schema.one_of(source, found.get("means"), [str(each) for each in b.Limit], "at-most")),
            schema.text(source, found.get("about")),
        )

    def table(self, source: Source, node: yaml.Node) -> b.Table:
        known = ("id", "name", "shape", "record", "columns")
        found = schema.mapping(source, node, known, ("number", "rows", "note", "extendable"))
        return b.Table(
            self._id(source, node, found, "table"),
            schema.scalar(source, found["number"]) if "number" in found else "",
            schema.text(source, found.get("name")),
            b.Shape(schema.one_of(source, found.get("shape"), [str(each) for each in b.Shape], "fields")),
            schema.identifier(source, found.get("record")),
            _words(source, found.get("columns")),
            schema.sequence(source, found.get("rows"), _row),
            schema.text(source, found["note"]) if "note" in found else None,
            schema.flag(source, found.get("extendable")),
        )

    def enclosure(self, source: Source, node: yaml.Node) -> b.Enclosure:
        found = schema.mapping(source, node, ("id", "name", "rule", "about"))
        return b.Enclosure(
            self._id(source, node, found, "enclosure"),
            schema.text(source, found.get("name")),
            schema.one_of(source, found.get("rule"), b.ENCLOSURE_RULES, "optional"),
            schema.text(source, found.get("about")),
        )

    def condition(self, source: Source, node: yaml.Node) -> b.Condition:
        found = schema.mapping(
            source, node, ("id", "name", "rule", "about"), ("evidence", "years", "national", "region")
        )
        return b.Condition(
            self._id(source, node, found, "condition"),
            schema.text(source, found.get("name")),
            schema.one_of(source, found.get("rule"), b.CONDITION_RULES, b.CONDITION_RULES[0]),
            schema.text(source, found.get("about")),
            _words(source, found.get("evidence")),
            schema.whole(source, found.get("years"), 0, 10) if "years" in found else 0,
            schema.flag(source, found.get("national")),
            schema.scalar(source, found["region"]) if "region" in found else "",
        )

    def criterion(self, source: Source, node: yaml.Node) -> b.Criterion:
        found = schema.mapping(source, node, ("id", "name", "parts"))
        return b.Criterion(
            self._id(source, node, found, "criterion"),
            schema.text(source, found.get("name")),
            filled(source, found.get("parts"), self.part),
        )

    def part(self, source: Source, node: yaml.Node) -> b.Part:
        found = schema.mapping(source, node, ("id", "name", "prompt", "look"))
        return b.Part(
            self._id(source, node, found, "part"),
            schema.text(source, found.get("name")),
            schema.text(source, found.get("prompt")),
            filled(source, found.get("look"), schema.text),
        )

    def weighting(self, source: Source, node: yaml.Node) -> b.Weighting:
        found = schema.mapping(source, node, ("id", "name", "explanation", "weights"))
        return b.Weighting(
            self._id(source, node, found, "weighting"),
            schema.text(source, found.get("name")),
            schema.text(source, found.get("explanation")),
            schema.keyed(source, found.get("weights"), lambda s, n: schema.whole(s, n, 0, FULL)),
        )

    def step(self, source: Source, node: yaml.Node) -> b.Step:
        found = schema.mapping(source, node, ("id", "name", "about"), ("working_days", "scored", "optional"))
        return b.Step(
            self._id(source, node, found, "step"),
            schema.text(source, found.get("name")),
            schema.text(source, found.get("about")),
            schema.whole(source, found.get("working_days"), 0, 99) if "working_days" in found else 0,
            schema.flag(source, found.get("scored")),
            schema.flag(source, found.get("optional")),
        )

    def annex(self, source: Source, node: yaml.Node) -> b.Annex:
        found = schema.mapping(source, node, ("number", "name", "printed", "about"))
        return b.Annex(
            schema.whole(source, found.get("number"), 1, 99),
            schema.text(source, found.get("name")),
            schema.flag(source, found.get("printed")),
            schema.text(source, found.get("about")),
        )

    def takeover(self, source: Source, node: yaml.Node) -> b.Takeover:
        found = schema.mapping(source, node, ("id", "rule", "subject", "field"))
        return b.Takeover(
            self._id(source, node, found, "takeover"),
            schema.one_of(source, found.get("rule"), b.TAKEOVER_RULES, b.TAKEOVER_RULES[0]),
            schema.scalar(source, found["subject"]) if "subject" in found else "",
            schema.scalar(source, found["field"]) if "field" in found else "",
        )


def _row(source: Source, node: yaml.Node) -> b.TableRow:
    found = schema.mapping(source, node, ("id", "name"), ("unit",))
    unit = schema.text(source, found["unit"]) if "unit" in found else None
    return b.TableRow(schema.identifier(source, found.get("id")), schema.text(source, found.get("name")), unit)


def _naming(source: Source, node: yaml.Node | None) -> b.Naming:
    found = schema.mapping(source, node, ("starts", "ends", "enterprise", "rule", "example")) if node else {}
    return b.Naming(
        _words(source, found.get("starts")),
        _words(source, found.get("ends")),
        schema.flag(source, found.get("enterprise")),
        schema.text(source, found.get("rule")),
        schema.text(source, found.get("example")),
    )


def _quota(source: Source, node: yaml.Node) -> b.Quota:
    found = schema.mapping(source, node, ("ordinary", "big", "big_cities"))
    ordinary, big = (schema.whole(source, found.get(name), 1, 99) for name in ("ordinary", "big"))
    return b.Quota(ordinary, big, _words(source, found.get("big_cities")))


def _package(source: Source, node: yaml.Node | None) -> b.Package:
    found = schema.mapping(source, node, ("megabytes", "subject")) if node else {}
    subject = schema.scalar(source, found["subject"]) if "subject" in found else ""
    return b.Package(schema.whole(source, found.get("megabytes"), 0, 10_000), subject)


def _page(source: Source, node: yaml.Node | None) -> b.Page:
    found = schema.mapping(source, node, ("title", "body", "caption", "stated")) if node else {}
    title, body, caption = (_face(source, found.get(name)) for name in ("title", "body", "caption"))
    return b.Page(title, body, caption, schema.flag(source, found.get("stated")))


def _face(source: Source, node: yaml.Node | None) -> b.Face:
    found = schema.mapping(source, node, ("font", "points"), ("bold",)) if node else {}
    font = schema.scalar(source, found["font"]) if "font" in found else ""
    return b.Face(font, schema.whole(source, found.get("points"), 5, 72), schema.flag(source, found.get("bold")))


def _letter(source: Source, node: yaml.Node | None) -> b.Letter:
    found = schema.mapping(source, node, ("title", "paragraphs")) if node else {}
    return b.Letter(schema.text(source, found.get("title")), filled(source, found.get("paragraphs"), schema.text))


def _words(source: Source, node: yaml.Node | None) -> tuple[str, ...]:
    return schema.sequence(source, node, schema.scalar)


def _date(source: Source, node: yaml.Node | None) -> str:
    word = schema.scalar(source, node) if node else ""
    try:
        datetime.date.fromisoformat(word if _DATE.fullmatch(word) else "")
    except ValueError:
        if node:
            source.note("form-date", node, text=word[:60])
    return word


# -- what must hold between the parts --------------------------------------------------------------------------

#: Fields that the program reads by name in a case of this kind: record -> fields.
RECORDS: Mapping[str, tuple[str, ...]] = {
    "case": (
        "enterprise", "credit_code", "title", "direction", "filled_on", "city", "rank", "weighting", "recommender",
        "recommendation", "commitment_signed", "commitment_on", "iso9001", "iso_until", "scope",
        "review_case", "review_level", "output_value", "loss_denominator",
    ),
    "indicator": ("name", "unit", "left_out", "deleted"),
    "product": ("name", "deleted"),
    "survey": ("method", "body"),
    "competitor": ("product", "name", "share", "strengths", "deleted"),
    "section": ("text",),
    "picture": ("file", "caption", "section", "deleted"),
    "grid": ("caption", "section", "cells", "deleted"),
    "enclosure": ("kind", "file", "name", "deleted"),
    "condition": ("met", "evidence", "note"),
    "onsite_check": ("found", "verdict"),
    "expert": ("name", "recused", "deleted"),
    "score": ("round", "part", "expert", "points", "comment", "deleted"),
    "stage": ("state", "on", "from", "until", "reason"),
    "takeover": ("subject", "field", "value", "source_case", "source_field", "source_value", "at"),
    "member": ("name", "role", "deleted"),
}  # fmt: skip


def problems_of_benchmark(made: b.Benchmark, records: Mapping[str, RecordKind], places: Places) -> list[Problem]:
    """Tables over declared fields, evidence that is an enclosure, weights that add up, years in order."""
    found = [
        Problem("form-field-missing", places["records"], {"kind": kind, "field": name})
        for kind, names in RECORDS.items()
        for name in names
        if kind not in records or name not in records[kind].fields
    ]
    if list(made.years) != sorted(set(made.years)):
        found.append(Problem("form-benchmark-years", places["benchmark"]))
    for table in made.tables:
        place = places[f"benchmark-table:{table.id}"]
        fields = records[table.record].fields if table.record in records else {}
        found += _unknown(place, table.columns, fields, table.id)
        found += _twice(place, [row.id for row in table.rows], table.id)
    found += _unknown(places["benchmark"], made.recommendation, records["case"].fields if "case" in records else {}, "")
    kinds = {each.id for each in made.enclosures}
    for condition in made.conditions:
        found += _unknown(places[f"benchmark-condition:{condition.id}"], condition.evidence, kinds, condition.id)
    parts = {each.id for each in made.parts}
    for each in made.weightings:
        place = places[f"benchmark-weighting:{each.id}"]
        found += _unknown(place, each.weights, parts, each.id)
        if set(each.weights) != parts or sum(each.weights.values()) != FULL:
            found.append(Problem("form-benchmark-weights", place, {"id": each.id, "full": FULL}))
    return found


def _unknown(place: str, words: Iterable[str], known: Iterable[str], owner: str) -> list[Problem]:
    there = set(known)
    details = [(word, schema.nearest(word, sorted(there))) for word in words if word not in there]
    return [Problem("form-benchmark-unknown", place, {"id": w, "in": owner, "nearest": n}) for w, n in details]


def _twice(place: str, ids: list[str], owner: str) -> list[Problem]:
    return [Problem("form-id-twice", place, {"kind": owner, "id": each}) for each in set(ids) if ids.count(each) > 1]
