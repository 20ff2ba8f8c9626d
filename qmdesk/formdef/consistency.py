"""What must hold between the parts of a form, looked at when all files have been read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qmdesk.formdef.build import LEVELS, Head, Places
from qmdesk.formdef.program import FIGURES, READINGS, RECORDS, RULES
from qmdesk.formdef.schema import nearest
from qmdesk.formdef.types import Field, Figure, Item, Judged, Reading, Recorded, RecordKind, Suggestion
from qmdesk.model.problem import Detail, Problem


def problems_of_head(head: Head, items: tuple[Item, ...], places: Places) -> list[Problem]:
    """Levels in order, one dimension judged by figures, items in every other one, a sentence for every rule."""
    found: list[Problem] = []
    if [level.number for level in head.levels] != list(range(1, LEVELS + 1)):
        found.append(_problem("form-levels", places["levels"], count=LEVELS))
    if sum(dimension.judged is Judged.FIGURES for dimension in head.dimensions) != 1:
        found.append(_problem("form-dimension-figures", places["dimensions"]))
    for dimension in head.dimensions:
        own = [item for item in items if item.dimension == dimension.id]
        place = places[f"dimension:{dimension.id}"]
        if dimension.judged is Judged.FIGURES and own:
            found.append(_problem("form-dimension-both", place, id=dimension.id))
        elif dimension.judged is Judged.ITEMS and not own:
            found.append(_problem("form-dimension-empty", place, id=dimension.id))
        elif own and not any(item.core for item in own):
            found.append(_problem("form-core-missing", place, id=dimension.id))
    found += _missing("rules", RULES, head.rules, places["rules"])
    found += _unknown("rule", "rules", head.rules, RULES, places)
    return found


def problems_of_items(head: Head, items: tuple[Item, ...], places: Places) -> list[Problem]:
    """Every item in a dimension of the form, on tasks that its sources name, with a way up from each level."""
    found: list[Problem] = []
    dimensions = [dimension.id for dimension in head.dimensions]
    for item in items:
        place = places[f"item:{item.id}"]
        if item.dimension not in dimensions:
            known = nearest(item.dimension, dimensions)
            found.append(_problem("form-dimension-unknown", place, id=item.dimension, nearest=known))
        found += _of_ground(head, item.ground, item.id, place)
        found += _of_suggestions(item.suggestions, item.id, place)
    return found


def problems_of_figures(
    head: Head, figures: tuple[Figure, ...], recorded: tuple[Recorded, ...], places: Places
) -> list[Problem]:
    """The five gated figures, each by its own statistic; recorded figures only grounded."""
    found = _missing("figures", FIGURES, [figure.id for figure in figures], places["figures"])
    for figure in figures:
        place = places[f"figure:{figure.id}"]
        if figure.id not in FIGURES:
            found.append(_problem("form-figure-unknown", place, id=figure.id, known=", ".join(FIGURES)))
        elif figure.statistic != FIGURES[figure.id]:
            found.append(_problem("form-figure-statistic", place, id=figure.id, expected=FIGURES[figure.id]))
        if figure.untracked_level > figure.tracked_level:
            found.append(_problem("form-figure-levels", place, id=figure.id))
        gates = set(figure.thresholds)
        if gates and gates != set(range(figure.tracked_level + 1, LEVELS + 1)):
            found.append(_problem("form-thresholds-gap", place, id=figure.id, first=figure.tracked_level + 1))
        found += _of_ground(head, figure.ground, figure.id, place)
        found += _of_suggestions(figure.suggestions, figure.id, place)
    for figure in recorded:
        found += _of_ground(head, figure.ground, figure.id, places[f"figure:{figure.id}"])
    return found


def problems_of_readings(readings: tuple[Reading, ...], places: Places) -> list[Problem]:
    """Every open passage read, by options that the program can carry out, the default among them."""
    found = _missing("readings", READINGS, [reading.id for reading in readings], places["readings"])
    for reading in readings:
        place = places[f"reading:{reading.id}"]
        options = [option.id for option in reading.options]
        if reading.id not in READINGS:
            found.append(
                _problem("form-unknown", place, kind="readings", id=reading.id, nearest=nearest(reading.id, READINGS))
            )
            continue
        known = READINGS[reading.id]
        found += [
            _problem("form-option-unknown", place, id=option, known=", ".join(known))
            for option in options
            if option not in known
        ]
        if len(set(options)) < len(options):
            found.append(_problem("form-option-twice", place, id=reading.id))
        if reading.default not in options:
            found.append(_problem("form-default", place, id=reading.id, default=reading.default))
    return found


def problems_of_records(records: Mapping[str, RecordKind], places: Places) -> list[Problem]:
    """Record kinds and fields that the program reads by name, of the type that it expects."""
    found = _missing("records", RECORDS, records, places["records"])
    for kind, fields in RECORDS.items():
        if kind not in records:
            continue
        for name, expected in fields.items():
            field = records[kind].fields.get(name)
            if field is None:
                found.append(_problem("form-field-missing", places["records"], kind=kind, field=name))
            elif _written(field) != expected:
                place = places[f"field:{kind}.{name}"]
                found.append(_problem("form-field-type", place, kind=kind, field=name, expected=_said(expected)))
    return found


def _written(field: Field) -> str:
    return field.type + ("@" if field.staged else "") + ("/" if field.authored else "")


def _said(expected: str) -> str:
    words = [expected.rstrip("@/"), *["staged"] * ("@" in expected), *["authored"] * ("/" in expected)]
    return ", ".join(words)


def _of_ground(head: Head, ground: Iterable[int], identifier: str, place: str) -> list[Problem]:
    return [
        _problem("form-ground-unknown", place, id=identifier, number=number)
        for number in ground
        if number not in head.sources
    ]


def _of_suggestions(suggestions: tuple[Suggestion, ...], identifier: str, place: str) -> list[Problem]:
    steps = {suggestion.from_level for suggestion in suggestions if suggestion.to_level == suggestion.from_level + 1}
    return [
        _problem("form-suggestion-missing", place, id=identifier, start=start, goal=start + 1)
        for start in range(1, LEVELS)
        if start not in steps
    ]


def _missing(kind: str, wanted: Iterable[str], present: Iterable[str], place: str) -> list[Problem]:
    there = set(present)
    return [_problem("form-missing", place, kind=kind, id=word) for word in wanted if word not in there]


def _unknown(kind: str, section: str, present: Iterable[str], known: tuple[str, ...], places: Places) -> list[Problem]:
    return [
        _problem("form-unknown", places[f"{kind}:{word}"], kind=section, id=word, nearest=nearest(word, known))
        for word in present
        if word not in known
    ]


def _problem(code: str, place: str, **details: Detail) -> Problem:
    return Problem(code, place, details)
