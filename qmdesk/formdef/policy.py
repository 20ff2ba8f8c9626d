"""An institution's rules for a visit: which steps it allows to be skipped, and which it insists on. A small YAML file.

    institution: 某评价机构
    steps:
      interviews: {skippable: false, must: true}
      vouchers: {skippable: true}

The file's text is kept in the case (``case policy``), so whoever reads the case later reads it by the same rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from qmdesk.formdef import schema
from qmdesk.formdef.schema import Source
from qmdesk.formdef.types import Form, VisitStep
from qmdesk.formdef.yaml_nodes import compose
from qmdesk.model.problem import Problem, Refused

NAME = "policy.yaml"


@dataclass(frozen=True, slots=True)
class Rule:
    """What an institution says of one step; None leaves it as the form has it."""

    skippable: bool | None = None
    must: bool | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """An institution's rules by the id of the step. ``text`` is the file as it was given."""

    institution: str
    rules: Mapping[str, Rule]
    text: str

    def steps(self, form: Form) -> tuple[VisitStep, ...]:
        """The form's steps as this institution wants them."""
        return tuple(_ruled(each, self.rules.get(each.id, Rule())) for each in form.visit.steps)


def steps_of(form: Form, text: str) -> tuple[VisitStep, ...]:
    """The steps by the policy that a case carries; the form's own where it carries none, or one that can't be read
    (the case came from a newer program)."""
    if not text:
        return form.visit.steps
    try:
        return parse_policy(form, text).steps(form)
    except Refused:
        return form.visit.steps


def parse_policy(form: Form, text: str, name: str = NAME) -> Policy:
    """Read a policy file. Raises Refused with every problem, by line."""
    problems: list[Problem] = []
    source = Source(name, problems)
    found = schema.mapping(source, compose(name, text.encode("utf-8")), ("institution", "steps"))
    known = [each.id for each in form.visit.steps]
    rules: dict[str, Rule] = {}
    steps = found.get("steps")
    for step, node in (schema.open_mapping(source, steps) if steps else {}).items():
        if step not in known:
            source.note("form-word-unknown", node, text=step[:60], nearest=schema.nearest(step, known))
            continue
        said = schema.mapping(source, node, (), ("skippable", "must"))
        rules[step] = Rule(*(schema.flag(source, said[key]) if key in said else None for key in ("skippable", "must")))
    institution = schema.scalar(source, found["institution"]) if "institution" in found else ""
    if problems:
        raise Refused(*problems)
    return Policy(institution, rules, text)


def _ruled(step: VisitStep, rule: Rule) -> VisitStep:
    return replace(
        step,
        skippable=step.skippable if rule.skippable is None else rule.skippable,
        must=step.must if rule.must is None else rule.must,
    )
