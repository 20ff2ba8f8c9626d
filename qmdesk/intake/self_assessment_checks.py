"""What can't be within a row of a table, and what is odd there: more passed than submitted, limits reversed.

A check gives the parts of the row that take the place of what the cells alone said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from qmdesk.intake.self_assessment_parts import Context, Part, Seen, refused, said, together, warning
from qmdesk.model.canonical import Json
from qmdesk.model.problem import Problem, Severity

#: Categories that belong to one kind of loss (opinions, annex, notes 4 and 5).
_KIND_OF_CATEGORY = {
    **dict.fromkeys(("scrap", "rework", "downgrade", "stoppage", "accident"), "internal"),
    **dict.fromkeys(("claim", "return", "discount", "warranty", "replacement", "reputation"), "external"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row with its filled input cells by column id. ``own`` are those not lent by a merged cell above."""

    number: int
    cells: Mapping[str, Seen]
    own: frozenset[str]


_Check = Callable[[Context, Row, Mapping[str, Part]], Mapping[str, Part]]


def _value(parts: Mapping[str, Part], name: str) -> Json:
    part = parts.get(name)
    return part.edits[0].value if part is not None and part.edits else None


def _check_step(context: Context, row: Row, parts: Mapping[str, Part]) -> Mapping[str, Part]:
    submitted, passed = _value(parts, "submitted"), _value(parts, "passed")
    if submitted == 0:
        return {"submitted": refused(Problem("workbook-nothing-submitted", row.cells["submitted"].where))}
    if isinstance(submitted, int) and isinstance(passed, int) and passed > submitted:
        details = {"passed": passed, "submitted": submitted}
        return {"passed": refused(Problem("workbook-passed-above-submitted", row.cells["passed"].where, details))}
    return {}


def _check_defect(context: Context, row: Row, parts: Mapping[str, Part]) -> Mapping[str, Part]:
    units, defective = _value(parts, "units"), _value(parts, "defective")
    if isinstance(units, int) and isinstance(defective, int) and defective > units:
        details = {"defective": defective, "units": units}
        return {"defective": refused(Problem("workbook-defective-above-units", row.cells["defective"].where, details))}
    return {}


def _check_characteristic(context: Context, row: Row, parts: Mapping[str, Part]) -> Mapping[str, Part]:
    lsl, usl, target = (_number(_value(parts, name)) for name in ("lsl", "usl", "target"))
    shown = {name: row.cells[name].quoted for name in ("lsl", "usl", "target") if name in row.cells}
    if lsl is not None and usl is not None and lsl >= usl:
        problem = Problem(
            "workbook-limits-reversed", row.cells["lsl"].where, {"lsl": shown["lsl"], "usl": shown["usl"]}
        )
        return {"lsl": refused(problem), "usl": Part(read=1, skipped=1)}
    if target is not None and ((lsl is not None and target < lsl) or (usl is not None and target > usl)):
        details = {"target": shown["target"], "lsl": shown.get("lsl", "—"), "usl": shown.get("usl", "—")}
        return {
            "target": together(
                (parts["target"], said(warning("workbook-target-outside", row.cells["target"].where, **details)))
            )
        }
    return {}


def _number(value: Json) -> Decimal | None:
    return Decimal(value) if isinstance(value, str) else None


def _check_loss(context: Context, row: Row, parts: Mapping[str, Part]) -> Mapping[str, Part]:
    kind, category = _value(parts, "kind"), _value(parts, "category")
    usual = _KIND_OF_CATEGORY.get(str(category))
    if usual is None or kind is None or usual == kind:
        return {}
    fields = context.form.records["loss"].fields
    words = {
        name: fields["kind"].choices[str(each)].in_(context.lang) for name, each in (("usual", usual), ("kind", kind))
    }
    details = {**words, "category": fields["category"].choices[str(category)].in_(context.lang)}
    problem = Problem("workbook-category-of-other-kind", row.cells["category"].where, details, Severity.WARNING)
    return {"category": together((parts["category"], said(problem)))}


CHECKS: Mapping[str, _Check] = {
    "step": _check_step,
    "defect": _check_defect,
    "characteristic": _check_characteristic,
    "loss": _check_loss,
}
