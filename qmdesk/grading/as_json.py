"""An assessment as the document of ``assess --json`` (CLI), and as the bare facts that are signed.

Lists follow the form's order, so the same assessment gives the same text. Sentences are in one language; what a
later version may word otherwise is left out of :func:`assessment_facts`.
"""

from __future__ import annotations

from collections.abc import Mapping

from qmdesk.formdef.types import Form
from qmdesk.grading.words import because_text, grade_text, name_of, question_text
from qmdesk.model.assessment import (
    Assessment,
    Because,
    Blocking,
    DimensionResult,
    FigureResult,
    Interval,
    ItemResult,
    PartResult,
    Question,
)
from qmdesk.model.canonical import Json

Document = dict[str, Json]


def assessment_json(form: Form, assessment: Assessment, lang: str = "zh-CN") -> Document:
    """The contract's document, with more keys beside its own: names, sentences, parts, options used."""
    document = assessment_facts(assessment)
    grade = assessment.grade
    level = None if grade.level is None else form.level(grade.level)
    document["grade"] = {**_span(grade), "name": None if level is None else level.name.in_(lang)}
    document["grade_text"] = grade_text(form, assessment, lang)
    document["dimensions"] = [
        {**_dimension(each), "name": _dimension_name(form, each.id, lang), "text": because_text(form, each, lang)}
        for each in assessment.dimensions
    ]
    document["figures"] = [_figure_in_words(form, each, lang) for each in assessment.figures]
    document["items"] = [
        {**_item(each), "name": form.item(each.id).name.in_(lang), "text": because_text(form, each, lang)}
        for each in assessment.items
    ]
    document["blocking"] = [
        {**_blocking(each), "name": name_of(form, each.id).in_(lang)} for each in assessment.blocking
    ]
    document["questions"] = [{**_question(each), "message": question_text(each, lang)} for each in assessment.questions]
    return document


def assessment_facts(assessment: Assessment) -> Document:
    """Everything that was found, without a sentence or a float in it: one document in every language and version."""
    return {
        "form": {"id": assessment.form_id, "edition": assessment.edition, "sha256": assessment.form_sha256},
        "grade": _span(assessment.grade),
        "dimensions": [_dimension(each) for each in assessment.dimensions],
        "figures": [_figure(each) for each in assessment.figures],
        "items": [_item(each) for each in assessment.items],
        "blocking": [_blocking(each) for each in assessment.blocking],
        "questions": [_question(each) for each in assessment.questions],
        "readings": dict(assessment.readings),
    }


def _span(span: Interval) -> Document:
    return {"lowest": span.lowest, "highest": span.highest, "level": span.level}


def _because(because: Because) -> Document:
    return {"rule": because.rule, "threshold": because.threshold or None, "inputs": dict(because.inputs)}


def _dimension(result: DimensionResult) -> Document:
    return {"id": result.id, **_span(result.span), "because": _because(result.because)}


def _figure(result: FigureResult) -> Document:
    return {
        "id": result.id,
        "value": result.value,
        **_span(result.span),
        "next": None if result.next is None else {"level": result.next.level, "needs": result.next.needs},
        "because": _because(result.because),
        "parts": [_part(each) for each in result.parts],
        "demonstrated": result.demonstrated,
        "shown": dict(result.shown),
    }


def _part(result: PartResult) -> Document:
    return {
        "key": result.key,
        "name": result.name,
        "kind": result.kind,
        "family": result.family,
        "value": result.value,
        **_span(result.span),
        "decides": result.decides,
        "because": _because(result.because),
    }


def _item(result: ItemResult) -> Document:
    span: Mapping[str, Json] = _span(result.span)
    if not result.applicable:  # an item that was left out has no level at all
        span = {"lowest": None, "highest": None, "level": None}
    return {
        "id": result.id,
        "dimension": result.dimension,
        **span,
        "applicable": result.applicable,
        "answered": result.answered,
        "core": result.core,
        "because": _because(result.because),
    }


def _blocking(each: Blocking) -> Document:
    return {"dimension": each.dimension, "id": each.id, "level": each.level, "needed": each.needed}


def _question(question: Question) -> Document:
    return {"code": question.code, "where": question.where, "details": dict(question.details)}


def _dimension_name(form: Form, dimension: str, lang: str) -> str:
    return next(each.name for each in form.dimensions if each.id == dimension).in_(lang)


def _figure_in_words(form: Form, result: FigureResult, lang: str) -> Document:
    figure = form.figure(result.id)
    document = _figure(result)
    document["name"] = figure.name.in_(lang)
    document["text"] = because_text(form, result, lang)
    if isinstance(document["next"], dict):
        document["next"] = {**document["next"], "compare": str(figure.compare)}
    document["parts"] = [{**_part(each), "text": because_text(form, each, lang, figure)} for each in result.parts]
    return document
