"""Drafts of rectification suggestions from the form, filled with the case's own weak points.

The ones that lift the grade stand first, then every other answered item and figure that isn't at the top.
"""

from __future__ import annotations

import string
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from qmdesk.formdef.types import Form, Judged, Suggestion, Text
from qmdesk.grading.display import display_value
from qmdesk.grading.figures.first_pass_yield import routes
from qmdesk.grading.numbers import fraction_of
from qmdesk.model.answers import Answers
from qmdesk.model.assessment import Assessment, FigureResult
from qmdesk.wording import say

LANGUAGES = ("zh-CN", "en")


@dataclass(frozen=True, slots=True)
class Draft:
    """A suggestion for one item or figure (``binds``), from its level to a higher one.

    ``lifts`` says that the grade waits for it.
    """

    binds: str
    from_level: int
    to_level: int
    action: Text
    owner: Text
    days: int
    measure: Text
    lifts: bool = False


@dataclass(frozen=True, slots=True)
class _Gap:
    binds: str
    level: int
    needed: int
    suggestions: Sequence[Suggestion]
    lifts: bool


def suggestions_for(form: Form, assessment: Assessment, answers: Answers) -> tuple[Draft, ...]:
    """A draft for every gap of an answered item or figure. An unanswered one has none: nothing is known to mend."""
    fillings = placeholders(form, assessment, answers)
    drafts: list[Draft] = []
    for gap in _gaps(form, assessment):
        chosen = _way_up(gap)
        if chosen is not None:
            drafts.append(
                Draft(
                    gap.binds,
                    chosen.from_level,
                    chosen.to_level,
                    _filled(chosen.action, fillings),
                    chosen.owner,
                    chosen.days,
                    _filled(chosen.measure, fillings),
                    gap.lifts,
                )
            )
    return tuple(drafts)


def placeholders(form: Form, assessment: Assessment, answers: Answers) -> dict[str, Text]:
    """What ``{key_characteristic}``, ``{step}`` and ``{figure}`` stand for in this case.

    The characteristic whose Cpk decides, the step that costs most yield in the family that decides, the figure that
    stands lowest; general words where the case doesn't say.
    """
    figures = {result.id: result for result in assessment.figures}
    return {
        "key_characteristic": _characteristic(form, figures["cpk"]),
        "step": _step(answers, figures["fpy"]),
        "figure": _weakest(form, assessment),
    }


def _gaps(form: Form, assessment: Assessment) -> list[_Gap]:
    """What can be climbed, the gaps that block the grade first."""
    top = len(form.levels)
    blocked = {each.id: each.needed for each in assessment.blocking}
    found: list[_Gap] = []
    for dimension in form.dimensions:
        if dimension.judged is Judged.FIGURES:
            found += [
                _gap(f"figure:{each.id}", each.span.lowest, blocked.get(each.id), form.figure(each.id).suggestions)
                for each in assessment.figures
                if each.span.lowest < top and each.because.rule != "figure-not-asked"
            ]
        else:
            found += [
                _gap(f"item:{each.id}", each.span.lowest, blocked.get(each.id), form.item(each.id).suggestions)
                for each in assessment.items
                if each.dimension == dimension.id and each.applicable and each.answered and each.span.lowest < top
            ]
    return sorted(found, key=lambda gap: not gap.lifts)  # stable: otherwise the form's order


def _gap(binds: str, level: int, needed: int | None, suggestions: Sequence[Suggestion]) -> _Gap:
    return _Gap(binds, level, level + 1 if needed is None else needed, suggestions, needed is not None)


def _way_up(gap: _Gap) -> Suggestion | None:
    """The suggestion that goes just as far as needed, else the next farther one, else the first step."""
    ways = sorted((each for each in gap.suggestions if each.from_level == gap.level), key=lambda each: each.to_level)
    far = [each for each in ways if each.to_level >= gap.needed]
    return next(iter(far or ways), None)


def _filled(text: Text, fillings: dict[str, Text]) -> Text:
    words = {lang: {key: filling.in_(lang) for key, filling in fillings.items()} for lang in LANGUAGES}
    return Text(_fill(text.zh, words["zh-CN"]), _fill(text.en, words["en"]))


def _fill(text: str, words: dict[str, str]) -> str:
    """Fill the known placeholders; braces that name anything else stay as they are."""
    parts: list[str] = []
    for literal, name, _, _ in string.Formatter().parse(text):
        parts.append(literal)
        if name is not None:
            parts.append(words.get(name, f"{{{name}}}"))
    return "".join(parts)


def _said(key: str, **details: str) -> Text:
    return Text(*(say(f"grading.placeholder.{key}", lang, **details) for lang in LANGUAGES))


def _characteristic(form: Form, result: FigureResult) -> Text:
    part = next((part for part in result.parts if part.decides and part.name), None)
    if part is None:
        return _said("characteristic-unknown")
    if part.value is None:
        return _said("characteristic-named", name=part.name)
    return _said("characteristic", name=part.name, value=display_value(form.figure("cpk"), part.value))


def _step(answers: Answers, result: FigureResult) -> Text:
    family = next((part.family for part in result.parts if part.decides and part.kind == "family"), None)
    ways = [way for way in routes(answers.fpy.steps) if family in (None, way.family)] if answers.fpy.steps else []
    stations = [way.costliest for way in ways if way.costliest is not None]
    worst = min(stations, key=lambda station: station.rate or Fraction(0), default=None)
    if worst is None or not worst.name or worst.rate == 1:
        return _said("step-unknown")
    named = _said("step", name=worst.name)
    return Text(worst.name, named.en) if worst.name.endswith(("工序", "工位")) else named


def _weakest(form: Form, assessment: Assessment) -> Text:
    """The figure that stands lowest: of those known, by level, then in the form's order."""
    known = [result for result in assessment.figures if result.because.rule != "figure-not-asked"]
    if not known:
        return _said("figure-unknown")
    weakest = min(known, key=lambda result: (result.span.lowest, result.span.highest))
    name = form.figure(weakest.id).name
    if weakest.value is None:
        return name
    value = display_value(form.figure(weakest.id), fraction_of(weakest.value))
    return Text(
        say("grading.placeholder.figure", "zh-CN", name=name.zh, value=value),
        say("grading.placeholder.figure", "en", name=name.en, value=value),
    )
