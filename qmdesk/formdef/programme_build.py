"""Nodes of a policy pack to its typed parts; mistakes are noted with their line, never raised."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from hashlib import sha256

import yaml

from qmdesk.formdef import schema
from qmdesk.formdef.credit_code import problem_of
from qmdesk.formdef.programme import (
    CLASSES,
    MEASURES,
    STEPS,
    ClassRule,
    Conflict,
    Gate,
    Institution,
    PolicyPack,
    Publication,
    Qualification,
    Region,
    Step,
    Target,
    Totals,
)
from qmdesk.formdef.programme_checks import check_pack, once
from qmdesk.formdef.schema import Source
from qmdesk.formdef.types import Text

_HEAD = (
    "authority", "year", "name", "authority_name", "region", "source", "steps", "gates", "classes", "apart_years",
    "measure", "high_level", "publication", "targets", "regions", "institutions",
)  # fmt: skip
_MAY = ("above", "goal_share", "goal_count", "notes")
_DATE = re.compile(r"(20[0-9]{2})-([0-9]{2})-([0-9]{2})")
_LEVELS = re.compile(r"([1-5])-([1-5])")
_NAME = re.compile(r"[\w·（）()&. -]{1,60}")
_MOST = 999_999


def pack_of(source: Source, node: yaml.Node, data: bytes) -> PolicyPack:
    """A whole pack; worth something only where nothing was noted."""
    found = schema.mapping(source, node, _HEAD, _MAY)
    targets = schema.mapping(source, found["targets"], ("rows",), ("printed",)) if "targets" in found else {}
    pack = PolicyPack(
        authority=schema.identifier(source, found.get("authority")),
        year=schema.whole(source, found.get("year"), 2000, 2100),
        name=schema.text(source, found.get("name")),
        authority_name=schema.text(source, found.get("authority_name")),
        above=schema.identifier(source, found.get("above")),
        region=_word(source, found.get("region")),
        source=schema.text(source, found.get("source")),
        steps=schema.sequence(source, found.get("steps"), _step),
        gates=schema.sequence(source, found.get("gates"), _gate),
        classes=schema.sequence(source, found.get("classes"), _class),
        targets=schema.sequence(source, targets.get("rows"), _target),
        printed_totals=_totals(source, targets["printed"]) if "printed" in targets else None,
        measure=schema.one_of(source, found.get("measure"), MEASURES, MEASURES[0]),
        high_level=schema.whole(source, found.get("high_level"), 2, 5),
        goal_share=schema.share(source, found["goal_share"]) if "goal_share" in found else None,
        goal_count=_count(source, found.get("goal_count")),
        publication=schema.sequence(source, found.get("publication"), _publication),
        apart_years=schema.whole(source, found.get("apart_years"), 0, 20),
        regions=schema.sequence(source, found.get("regions"), _region),
        institutions=schema.sequence(source, found.get("institutions"), _institution),
        sha256=sha256(data).hexdigest(),
        text=data.decode("utf-8-sig"),
        notes=schema.sequence(source, found.get("notes"), schema.text),
    )
    if not source.problems:
        check_pack(source, pack, found, targets)
    return pack


def institutions_of(source: Source, node: yaml.Node) -> tuple[Institution, ...]:
    """An office's own list: ``institutions:`` and nothing else."""
    found = schema.mapping(source, node, ("institutions",))
    given = schema.sequence(source, found.get("institutions"), _institution)
    if "institutions" in found:
        once(source, found["institutions"], [each.id for each in given])
    return given


def _step(source: Source, node: yaml.Node) -> Step:
    found = schema.mapping(source, node, ("id", "name", "due"), ("said", "note"))
    return Step(
        id=schema.one_of(source, found.get("id"), STEPS, STEPS[0]),
        name=schema.text(source, found.get("name")),
        due=_day(source, found.get("due")),
        said=_maybe(source, found, "said"),
        note=_maybe(source, found, "note"),
    )


def _gate(source: Source, node: yaml.Node) -> Gate:
    found = schema.mapping(source, node, ("step", "stage", "at_least"), ("note",))
    return Gate(
        step=schema.one_of(source, found.get("step"), STEPS, STEPS[0]),
        stage=schema.one_of(source, found.get("stage"), ("self", "onsite"), "self"),
        at_least=schema.whole(source, found.get("at_least"), 2, 5),
        note=_maybe(source, found, "note"),
    )


def _class(source: Source, node: yaml.Node) -> ClassRule:
    found = schema.mapping(source, node, ("id", "name", "chosen_by"), ("fee_forbidden", "earlier", "note"))
    return ClassRule(
        id=schema.one_of(source, found.get("id"), CLASSES, CLASSES[0]),
        name=schema.text(source, found.get("name")),
        chosen_by=schema.one_of(source, found.get("chosen_by"), ("authority", "enterprise"), "authority"),
        fee_forbidden=schema.flag(source, found["fee_forbidden"]) if "fee_forbidden" in found else None,
        earlier=schema.flag(source, found["earlier"]) if "earlier" in found else None,
        note=_maybe(source, found, "note"),
    )


def _target(source: Source, node: yaml.Node) -> Target:
    found = schema.mapping(source, node, ("region", "done", "planned"), ("within", "total"))
    within = _word(source, found.get("within")) or None
    total, done, planned = (_count(source, found.get(key)) for key in ("total", "done", "planned"))
    return Target(_word(source, found.get("region")), within, total, done or 0, planned or 0)


def _totals(source: Source, node: yaml.Node) -> Totals:
    found = schema.mapping(source, node, ("done", "planned"), ("total",))
    total, done, planned = (_count(source, found.get(key)) for key in ("total", "done", "planned"))
    return Totals(total, done or 0, planned or 0)


def _publication(source: Source, node: yaml.Node) -> Publication:
    found = schema.mapping(source, node, ("levels", "by"), ("consent",))
    word = schema.scalar(source, found["levels"]) if "levels" in found else "2-5"
    parts = _LEVELS.fullmatch(word)
    if parts is None or parts[1] > parts[2]:
        source.note("pack-levels", found["levels"], text=word[:60])
    low, high = (int(parts[1]), int(parts[2])) if parts else (2, 5)
    consent = schema.flag(source, found["consent"]) if "consent" in found else None
    return Publication(low, high, schema.text(source, found.get("by")), consent)


def _region(source: Source, node: yaml.Node) -> Region:
    found = schema.mapping(source, node, ("id", "name", "kind", "divisions"), ("within", "names"))
    return Region(
        id=_word(source, found.get("id")),
        name=schema.text(source, found.get("name")),
        kind=schema.one_of(
            source, found.get("kind"), ("country", "province", "unit", "city", "county", "zone"), "county"
        ),
        within=_word(source, found.get("within")),
        divisions=schema.sequence(source, found.get("divisions"), _division),
        names=schema.sequence(source, found.get("names"), _word),
    )


def _division(source: Source, node: yaml.Node) -> str:
    word = schema.scalar(source, node)
    if not re.fullmatch("[0-9]{6}", word):
        source.note("pack-division", node, text=word[:60])
    return word


def _institution(source: Source, node: yaml.Node) -> Institution:
    may = ("reviews", "coaches", "qualifications", "conflicts", "assessors", "regions")
    found = schema.mapping(source, node, ("id", "name", "credit_code"), may)
    return Institution(
        id=schema.identifier(source, found.get("id")),
        name=_word(source, found.get("name")),
        credit_code=_credit_code(source, found.get("credit_code")),
        reviews=schema.flag(source, found.get("reviews"), default=True),
        coaches=schema.flag(source, found.get("coaches")),
        qualifications=schema.sequence(source, found.get("qualifications"), _qualification),
        conflicts=schema.sequence(source, found.get("conflicts"), _conflict),
        assessors=schema.sequence(source, found.get("assessors"), _word),
        regions=schema.sequence(source, found.get("regions"), _word),
    )


def _qualification(source: Source, node: yaml.Node) -> Qualification:
    found = schema.mapping(source, node, ("kind",), ("number", "until", "trades"))
    return Qualification(
        kind=schema.text(source, found.get("kind")),
        number=_word(source, found.get("number")),
        until=_day(source, found.get("until")),
        trades=schema.sequence(source, found.get("trades"), _word),
    )


def _conflict(source: Source, node: yaml.Node) -> Conflict:
    found = schema.mapping(source, node, ("credit_code", "kind"), ("year", "note"))
    return Conflict(
        credit_code=_credit_code(source, found.get("credit_code")),
        kind=schema.one_of(source, found.get("kind"), ("coached", "owned", "related"), "related"),
        year=schema.whole(source, found["year"], 2000, 2100) if "year" in found else None,
        note=schema.scalar(source, found["note"]) if "note" in found else "",
    )


def _credit_code(source: Source, node: yaml.Node | None) -> str:
    word = "" if node is None else schema.scalar(source, node).strip().upper()
    if node is not None and problem_of(word) is not None:
        source.note("pack-credit-code", node, text=word[:60])
    return word


def _day(source: Source, node: yaml.Node | None) -> date | None:
    """A day as ``2026-04-30``; ``none`` says that the notice gives no date."""
    word = "none" if node is None else schema.scalar(source, node)
    if node is None or word == "none":
        return None
    parts = _DATE.fullmatch(word)
    try:
        return date(int(parts[1]), int(parts[2]), int(parts[3])) if parts else _no_day(source, node, word)
    except ValueError:
        return _no_day(source, node, word)


def _no_day(source: Source, node: yaml.Node, word: str) -> None:
    source.note("pack-day", node, text=word[:60])


def _count(source: Source, node: yaml.Node | None) -> int | None:
    return None if node is None else schema.whole(source, node, 0, _MOST)


def _maybe(source: Source, found: Mapping[str, yaml.Node], key: str) -> Text | None:
    return schema.text(source, found[key]) if key in found else None


def _word(source: Source, node: yaml.Node | None) -> str:
    """A name in any script, on one line."""
    word = "" if node is None else schema.scalar(source, node).strip()
    if node is not None and not _NAME.fullmatch(word):
        source.note("pack-name", node, text=word[:60])
    return word
