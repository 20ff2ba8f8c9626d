"""What a table says of a characteristic's limits, put together from rows, titles and labels, and checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from qmdesk.formdef.plain_text import shown
from qmdesk.intake.measurements.blocks import is_unit
from qmdesk.intake.measurements.draft import Draft, Said
from qmdesk.intake.measurements.spec import Spec, spec_in
from qmdesk.intake.measurements.units import same_unit, tidy_unit
from qmdesk.intake.measurements.words import Label
from qmdesk.intake.numbers import number_in, number_of
from qmdesk.intake.readers import CellKind, Sheet
from qmdesk.model.problem import Problem, Severity


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits and target, exactly, None where the table has none; problems with what could not be used."""

    lsl: Decimal | None = None
    usl: Decimal | None = None
    target: Decimal | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Found:
    """What was found so far; a later finding that differs is told and does not count."""

    values: dict[str, Decimal] = field(default_factory=dict[str, Decimal])
    places: dict[str, str] = field(default_factory=dict[str, str])
    problems: list[Problem] = field(default_factory=list[Problem])

    def put(self, name: str, value: Decimal | None, place: str) -> None:
        if value is None:
            return
        known = self.values.setdefault(name, value)
        first = self.places.setdefault(name, place)
        if known != value:
            details = {"first": first, "one": f"{known:f}", "other": f"{value:f}"}
            self.problems.append(Problem("limits-differ", place, details, Severity.WARNING))


def limits_of(draft: Draft, unit: str, middle: Decimal | None) -> Limits:
    """The limits of a draft whose readings have this unit and this median.

    Rows that name a limit stand before specifications, those before what labels hold. Limits the wrong way round are
    refused, both of them (limits-crossed).
    """
    found = _Found()
    figures: dict[Label, Figure] = {}
    for each in draft.about:
        if each.label in _FIGURES:
            figure = _figure(draft.sheet, each, unit, found)
            if each.label not in figures:
                figures[each.label] = figure
            elif (name := _LIMIT.get(each.label)) is not None:
                found.put(name, *figures[each.label])
                found.put(name, *figure)
    for label, name in _LIMIT.items():
        if label in figures:
            found.put(name, *figures[label])
    for each in draft.about:
        if each.label is Label.SPEC:
            _put_spec(draft.sheet, each, unit, found)
    for spec, place in draft.specs:
        _put(spec, place, unit, found)
    _put_tolerances(draft, unit, figures, middle, found)
    return _checked(found)


_LIMIT = {Label.UPPER: "usl", Label.LOWER: "lsl", Label.TARGET: "target"}
_FIGURES = frozenset({Label.UPPER, Label.LOWER, Label.TARGET, Label.UPPER_DEVIATION, Label.LOWER_DEVIATION})

Figure = tuple[Decimal | None, str]


def _figure(sheet: Sheet, said: Said, unit: str, found: _Found) -> Figure:
    """The number that a cell gives for a label; without one where it is in another unit or is none."""
    place = sheet.place(said.cell.row, said.cell.column)
    if said.cell.kind is CellKind.TEXT and said.text.strip() in _NO_LIMIT:
        return None, place
    number = number_in(said.cell) if said.text == said.cell.text else number_of(said.text)
    if isinstance(number, Problem):
        found.problems.append(Problem("limit-unreadable", place, {"text": shown(said.text)}, Severity.WARNING))
        return None, place
    if not _fits(number.unit, unit, place, said.text, found):
        return None, place
    return number.value, place


_NO_LIMIT = frozenset({"-", "--", "—", "/", "\\", "无", "无要求", "n/a", "N/A", "NA"})


def _fits(own: str, unit: str, place: str, text: str, found: _Found) -> bool:
    if not own or not unit or same_unit(own, unit):
        return True
    details = {"text": shown(text), "unit": own, "expected": unit}
    found.problems.append(Problem("limit-other-unit", place, details, Severity.WARNING))
    return False


def _put_spec(sheet: Sheet, said: Said, unit: str, found: _Found) -> None:
    place = sheet.place(said.cell.row, said.cell.column)
    if said.cell.kind is CellKind.TEXT and said.text.strip() in _NO_LIMIT:
        return
    spec = spec_in(said.text)
    if spec is not None:
        _put(spec, place, unit, found)
        return
    number = number_in(said.cell) if said.text == said.cell.text else number_of(said.text)
    if isinstance(number, Problem):
        found.problems.append(Problem("spec-unreadable", place, {"text": shown(said.text)}, Severity.WARNING))
    elif _fits(number.unit, unit, place, said.text, found):
        found.put("target", number.value, place)


def _put(spec: Spec, place: str, unit: str, found: _Found) -> None:
    if not _fits(spec.unit, unit, place, spec.unit, found):
        return
    found.put("lsl", spec.low, place)
    found.put("usl", spec.high, place)
    found.put("target", spec.target, place)
    if spec.width is not None:
        _around_target(spec.width, place, found)


def _around_target(width: Decimal, place: str, found: _Found) -> None:
    target = found.values.get("target")
    if target is None:
        found.problems.append(Problem("tolerance-without-target", place, {"text": f"±{width:f}"}, Severity.WARNING))
        return
    found.put("lsl", target - width, place)
    found.put("usl", target + width, place)


def _put_tolerances(
    draft: Draft, unit: str, figures: dict[Label, Figure], middle: Decimal | None, found: _Found
) -> None:
    for said in draft.about:
        if said.label is not Label.TOLERANCE:
            continue
        spec = spec_in(said.text)
        if spec is not None:
            place = draft.sheet.place(said.cell.row, said.cell.column)
            _put(spec, place, unit, found)
        elif said.text.strip() not in _NO_LIMIT:
            place = draft.sheet.place(said.cell.row, said.cell.column)
            details = {"text": shown(said.text)}
            found.problems.append(Problem("tolerance-unclear", place, details, Severity.WARNING))
    upper, lower = figures.get(Label.UPPER_DEVIATION), figures.get(Label.LOWER_DEVIATION)
    for figure, name in ((upper, "usl"), (lower, "lsl")):
        if figure is not None and figure[0] is not None:
            _put_deviation(figure[0], figure[1], name, middle, found)


def _put_deviation(value: Decimal, place: str, name: str, middle: Decimal | None, found: _Found) -> None:
    """上公差 is a deviation from the target or, in many sheets, the limit itself; where neither is plain it is told."""
    target = found.values.get("target")
    reference = target if target is not None else middle
    if reference is not None and reference != 0 and abs(value - reference) * 2 < abs(reference):
        found.put(name, value, place)
    elif target is not None:
        found.put(name, target + value, place)
    else:
        details = {"text": f"{value:f}"}
        found.problems.append(Problem("tolerance-without-target", place, details, Severity.WARNING))


def _checked(found: _Found) -> Limits:
    lsl, usl, target = (found.values.get(each) for each in ("lsl", "usl", "target"))
    problems = list(found.problems)
    if lsl is not None and usl is not None and lsl >= usl:
        details = {"lsl": f"{lsl:f}", "usl": f"{usl:f}", "other": found.places["lsl"]}
        problems.append(Problem("limits-crossed", found.places["usl"], details))
        return Limits(None, None, target, tuple(problems))
    outside = target is not None and ((lsl is not None and target < lsl) or (usl is not None and target > usl))
    if outside and target is not None:
        problems.append(Problem("target-outside", found.places["target"], {"target": f"{target:f}"}, Severity.WARNING))
    return Limits(lsl, usl, target, tuple(problems))


def unit_said(about: Sequence[Said]) -> str:
    """The unit that a row or a title names; empty where it is no unit."""
    for said in about:
        if said.label is Label.UNIT and is_unit(said.text):
            return tidy_unit(said.text)
    return next((each.text.strip() for each in about if each.label is Label.UNIT and len(each.text.strip()) <= 12), "")
