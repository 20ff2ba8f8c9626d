"""What the sheets of a workbook say against each other: figures tracked or not, and the data behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qmdesk.formdef.types import Figure, Form
from qmdesk.intake.self_assessment_parts import warning
from qmdesk.intake.template.layout import plan_of
from qmdesk.intake.template.names import title_of
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.model.problem import Problem

#: Where the data behind a statistic are: the sheet, the record kind and a field that a record with data has.
_DATA = {
    "dpmo": ("defects", "defect", "units"),
    "cpk": ("readings", "characteristic", "readings"),
    "rolled-throughput-yield": ("steps", "step", "submitted"),
    "loss-rate": ("losses", "loss", "cost"),
}


def contradictions(form: Form, edits: Sequence[Edit], lang: str) -> list[Problem]:
    """Figures not tracked with data behind them, and tracked ones without."""
    values = {edit.place: edit.value for edit in edits}
    found = [_contradiction(form, figure, values, lang) for figure in form.figures]
    return [problem for problem in found if problem is not None]


def _contradiction(form: Form, figure: Figure, values: Mapping[Place, Json], lang: str) -> Problem | None:
    subject, name = f"figure:{figure.id}", figure.name.in_(lang)
    tracked = values.get(Place(subject, "tracked", str(Stage.SELF)))
    stated = values.get(Place(subject, "value", str(Stage.SELF)))
    sheet, count = _rows_behind(figure, values)
    if tracked == "false" and count:
        title = title_of(plan_of(form, sheet), form, lang)
        return warning("workbook-untracked-with-rows", subject, figure=name, sheet=title, count=count)
    if tracked == "true" and not count and stated is None:
        return warning("workbook-tracked-without-data", subject, figure=name)
    return None


def _rows_behind(figure: Figure, values: Mapping[Place, Json]) -> tuple[str, int]:
    sheet, kind, field = _DATA[figure.statistic]
    subjects = {place.subject for place in values if place.kind == kind and place.name == field}
    if kind == "characteristic":
        subjects |= {place.subject for place in values if place.kind == kind and place.name == "cpk"}
    if kind == "loss":
        wanted = figure.id.partition("_")[0]
        of_kind = {place.subject for place, value in values.items() if place.name == "kind" and value == wanted}
        subjects &= of_kind
    return sheet, len(subjects)
