"""``visit.yaml`` to the path of a visit: phases, and the steps in each with what tells that they are done."""

from __future__ import annotations

import yaml

from qmdesk.formdef import schema
from qmdesk.formdef.build import Places, filled, identified
from qmdesk.formdef.program import VISIT_PAGES, VISIT_RULES
from qmdesk.formdef.schema import Source
from qmdesk.formdef.types import Visit, VisitStep

NO_VISIT = Visit({}, ())
_STEP = ("id", "phase", "rule", "page", "name", "about")


def visit(source: Source, node: yaml.Node, places: Places) -> Visit:
    """``visit.yaml``. Steps are of declared phases, by rules that the program counts, on pages that it has."""
    found = schema.mapping(source, node, ("phases", "steps"))
    phases = schema.keyed(source, found.get("phases"), schema.text)

    def step(source: Source, node: yaml.Node) -> VisitStep:
        found = schema.mapping(source, node, _STEP, ("skippable", "must"))
        return VisitStep(
            id=identified(source, node, found, "visit", places),
            phase=schema.one_of(source, found.get("phase"), phases, next(iter(phases), "")),
            rule=schema.one_of(source, found.get("rule"), VISIT_RULES, VISIT_RULES[0]),
            page=schema.one_of(source, found.get("page"), _pages(), "scope"),
            name=schema.text(source, found.get("name")),
            about=schema.text(source, found.get("about")),
            skippable=schema.flag(source, found.get("skippable")),
            must=schema.flag(source, found.get("must")),
        )

    return Visit(phases, filled(source, found.get("steps"), step))


def _pages() -> tuple[str, ...]:
    return tuple(word for stop, tabs in VISIT_PAGES.items() for word in (stop, *(f"{stop}/{tab}" for tab in tabs)))
