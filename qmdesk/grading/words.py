"""Sentences for what was found: the form's rule sentences filled, questions in words.

Screen, report and command say the same words, because they all come here.
"""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence

from qmdesk.formdef.types import Figure, Form, Text
from qmdesk.grading.display import RATES, display_value
from qmdesk.grading.numbers import fraction_of
from qmdesk.model.assessment import Assessment, Because, DimensionResult, FigureResult, ItemResult, PartResult, Question
from qmdesk.wording import knows, say

Result = ItemResult | FigureResult | PartResult | DimensionResult


def because_text(form: Form, result: Result, lang: str, figure: Figure | None = None) -> str:
    """The form's sentence for a result's rule with its numbers filled in; ``figure`` is needed for a part."""
    sentence = _sentence(form, result, lang)
    if not sentence:
        return ""
    if isinstance(result, FigureResult):
        figure = form.figure(result.id)
    details = {**_own_words(form, result, figure, lang), **_inputs(result.because, figure)}
    details |= {key: value for key, value in _span_words(result).items() if key not in details}
    return _fill(sentence, details, say("grading.unknown", lang))


def _sentence(form: Form, result: Result, lang: str) -> str:
    """The form's sentence for the rule, or our own where an option other than the form's default changed what it says,
    and for rules that no form words.

    A step has none: by itself it has no level.
    """
    rule, option = result.because.rule, result.because.inputs.get("option")
    if isinstance(result, PartResult) and result.kind == "step":
        return ""
    for key in (f"grading.option.{option}.{rule}", f"grading.option.{option}.any"):
        if option is not None and knows(key, lang):
            return say(key, lang)
    if rule in form.rules:
        return form.rules[rule].in_(lang)
    return say(f"grading.rule.{rule}", lang) if knows(f"grading.rule.{rule}", lang) else ""


def grade_text(form: Form, assessment: Assessment, lang: str) -> str:
    """Which dimensions decide the grade, in the form's words."""
    lowest = min(each.span.lowest for each in assessment.dimensions)
    names = {each.id: each.name.in_(lang) for each in form.dimensions}
    deciding = [names[each.id] for each in assessment.dimensions if each.span.lowest == lowest]
    details = {"name": _listed(deciding, lang), "level": str(lowest)}
    return _fill(form.rules["grade-lowest-dimension"].in_(lang), details, say("grading.unknown", lang))


def question_text(question: Question, lang: str) -> str:
    """A question in words. Of a name that comes in both languages (``item``, ``item_en``) the fitting one is used."""
    details = dict(question.details)
    if lang.startswith("en"):
        details |= {key.removesuffix("_en"): value for key, value in question.details.items() if key.endswith("_en")}
    return say(f"question.{question.code}.message", lang, where=question.where, **details)


def coded(group: str, code: str, lang: str) -> str:
    """The word for a code of a group of texts; the code itself where we have none (a form may have its own)."""
    return say(f"{group}.{code}", lang) if knows(f"{group}.{code}", lang) else code


def name_of(form: Form, identifier: str) -> Text:
    """The name of a gated figure or a judged item by its id."""
    for figure in form.figures:
        if figure.id == identifier:
            return figure.name
    return form.item(identifier).name


def _own_words(form: Form, result: Result, figure: Figure | None, lang: str) -> dict[str, str]:
    """Name, value and threshold as people read them."""
    words: dict[str, str] = {}
    if isinstance(result, DimensionResult):
        deciding = result.because.inputs.get("figures")
        if isinstance(deciding, list | tuple):
            words["name"] = _listed([name_of(form, str(each)).in_(lang) for each in deciding], lang)
    elif isinstance(result, PartResult):
        words["name"] = result.name
    if result.because.rule == "family-lowest" and not result.because.inputs.get("name"):
        words["name"] = say("grading.unnamed-family", lang)
    if "distribution" in result.because.inputs:
        words["distribution"] = coded("stats.distribution", str(result.because.inputs["distribution"]), lang)
    value = result.value if isinstance(result, FigureResult | PartResult) else None
    if figure is not None and value is not None:
        words["value"] = display_value(figure, value)
    if figure is not None and result.because.threshold:
        words["threshold"] = _threshold(figure, result.because.threshold)
    return words


def _listed(names: Sequence[str], lang: str) -> str:
    return (", " if lang.startswith("en") else "”“").join(names)


def _threshold(figure: Figure, text: str) -> str:
    if figure.statistic not in RATES:
        return text
    return display_value(figure, fraction_of(text), places=1)


def _inputs(because: Because, figure: Figure | None) -> dict[str, str]:
    """Inputs as text; rates the way people read them."""
    words: dict[str, str] = {}
    for key, value in because.inputs.items():
        if key == "distribution":  # a code; _own_words has its name
            continue
        if isinstance(value, list | tuple):
            words[key] = ", ".join(map(str, value))
        elif key == "share" and isinstance(value, str):
            words[key] = _percent(value)
        elif isinstance(value, str | int) and not isinstance(value, bool) and value != "":
            words[key] = str(value)
    if figure is not None and "value" in words:
        words["value"] = display_value(figure, words["value"])
    return words


def _percent(text: str) -> str:
    return f"{float(fraction_of(text) * 100):.4g} %"


def _span_words(result: Result) -> dict[str, str]:
    """The level, and the ends of the interval."""
    span = result.span
    return {
        "level": str(span.lowest),
        "lowest": str(span.lowest),
        "highest": str(span.highest),
    }


def _fill(sentence: str, details: Mapping[str, str], unknown: str) -> str:
    names = {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
    return sentence.format_map({name: details.get(name, unknown) for name in names})
