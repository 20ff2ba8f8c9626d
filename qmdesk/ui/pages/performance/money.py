"""What typed costs mean: an amount with its own unit, or one in the unit of its row, never a guess between the two."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from qmdesk.formdef.fields import parse_text
from qmdesk.grading.answers_of_figures import yuan
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Edit, Place
from qmdesk.model.problem import Problem, Severity
from qmdesk.ui.hub import Hub
from qmdesk.ui.pages.performance.columns import Meaning, Meant, plain_meaning
from qmdesk.ui.pages.performance.rows import Row
from qmdesk.ui.words import tr

#: The warning of a money field that an amount came without a unit.
BARE = "money-unit-assumed"
WAN = 10_000


def loss_meaning(default: str) -> Meaning:
    """Texts of a loss record; an amount without a unit is in its row's unit, or in ``default`` (yuan or wan)."""

    def meaning(hub: Hub, subject: str, texts: Mapping[str, str], row: Row | None) -> Meant:
        plain = {name: text for name, text in texts.items() if name not in ("cost", "unit")}
        meant = plain_meaning(hub, subject, plain, row)
        money = _money(hub, subject, texts, row, default)
        return Meant(
            (*meant.edits, *money.edits), {**meant.refused, **money.refused}, (*meant.warnings, *money.warnings)
        )

    return meaning


def _money(hub: Hub, subject: str, texts: Mapping[str, str], row: Row | None, default: str) -> Meant:
    """The cost and its unit, always recorded together so that both say the same."""
    if "cost" not in texts and "unit" not in texts:
        return Meant()
    unit, refused = _unit(hub, texts.get("unit", ""), row, default)
    if "cost" not in texts:
        return Meant(_changed_unit(hub, subject, row, unit), refused)
    text = texts["cost"]
    if not text.strip():
        return Meant((_edit(hub, subject, "cost", None),), refused)
    value, problem = amount(hub, text, unit)
    if value is None:
        assert problem is not None
        return Meant((), {**refused, "cost": problem.at(f"{subject}/cost")})
    edits = (_edit(hub, subject, "cost", value, text), _edit(hub, subject, "unit", value["unit"]))
    return Meant(edits, refused)


def amount(hub: Hub, text: str, unit: str) -> tuple[Mapping[str, Json] | None, Problem | None]:
    """The money that a text says, a bare number in ``unit``."""
    value, problem = parse_text(hub.form.records["loss"].fields["cost"], text)
    if not isinstance(value, Mapping) or (problem is not None and problem.severity is Severity.ERROR):
        return None, problem or Problem("number-missing")
    if problem is not None and problem.code == BARE:
        return {"amount": value["amount"], "unit": unit}, None
    return value, None


def unit_of(row: Row | None, default: str) -> str:
    """The unit of a row's cost: its own field's, else the amount's, else the default."""
    if row is not None:
        cost = row.value("cost")
        inner = cost.get("unit") if isinstance(cost, Mapping) else None
        return row.text("unit") or (inner if isinstance(inner, str) else default)
    return default


def cost_of(row: Row) -> Fraction | None:
    """A recorded cost in yuan, read as the grade reads it: the unit field speaks for a bare amount."""
    value = row.value("cost")
    if not isinstance(value, Mapping):
        return None
    return in_yuan({"amount": value.get("amount"), "unit": unit_of(row, "yuan")})


def in_yuan(value: Json) -> Fraction | None:
    """Money in yuan, exactly."""
    found: Decimal | None = yuan(value)
    return None if found is None else Fraction(found)


def both_units(yuan_amount: Fraction) -> str:
    """A sum in 10 000 yuan and in yuan, both exact: costs have few decimals, and nothing is rounded away."""
    cents = 0 if yuan_amount.denominator == 1 else 2
    return tr("{wan} 万元（{yuan} 元）", wan=_grouped(yuan_amount / WAN, 2), yuan=_grouped(yuan_amount, cents))


def _grouped(value: Fraction, least: int) -> str:
    """Digits in groups of three, with ``least`` decimals at least and as many as the value has, up to eight."""
    for places in range(least, 9):
        scaled = value * 10**places
        if scaled.denominator == 1:
            return f"{Decimal(scaled.numerator).scaleb(-places):,.{places}f}"
    return f"{float(value):,.8f}"


def _unit(hub: Hub, text: str, row: Row | None, default: str) -> tuple[str, dict[str, Problem]]:
    if not text.strip():
        return unit_of(row, default), {}
    value, problem = parse_text(hub.form.records["loss"].fields["unit"], text)
    if isinstance(value, str) and (problem is None or problem.severity is not Severity.ERROR):
        return value, {}
    return unit_of(row, default), {"unit": problem or Problem("choice-unknown")}


def _changed_unit(hub: Hub, subject: str, row: Row | None, unit: str) -> tuple[Edit, ...]:
    """Another unit for the same digits; the amount goes with it."""
    edits = [_edit(hub, subject, "unit", unit)]
    cost = None if row is None else row.value("cost")
    if isinstance(cost, Mapping):
        edits.append(_edit(hub, subject, "cost", {"amount": cost.get("amount"), "unit": unit}))
    return tuple(edits)


def _edit(hub: Hub, subject: str, name: str, value: Json, raw: str = "") -> Edit:
    staged = hub.form.records["loss"].fields[name].staged
    return Edit(Place(subject, name, str(hub.stage) if staged else ""), value, raw=raw, author=hub.author)
