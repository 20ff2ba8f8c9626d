"""Contradictions of a self-assessment as questions to take along: which are not taken yet, and what each becomes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qmdesk.grading.records import Index
from qmdesk.grading.words import question_text
from qmdesk.model.assessment import Question
from qmdesk.model.canonical import Json

#: What the assessors have still to do themselves is nothing to ask the enterprise.
OURS = frozenset(
    {
        "rating-without-evidence",
        "ratings-differ",
        "figure-unverified",
        "figure-by-assessor",
        "loss-by-assessor",
        "control-undecided",
        "unstable-undecided",
        "exclusion-incomplete",
        "gauge-study-incomplete",
        "untracked-annex-silent",
    }
)
#: The figure that records of a kind belong to.
_FIGURES = {"characteristic": "cpk", "exclusion": "cpk", "gauge_study": "cpk", "step": "fpy", "defect": "sigma"}


def origin_of(question: Question) -> str:
    """What tells one contradiction from another: its code and its place."""
    return f"{question.code}:{question.where}"


def to_ask(questions: Iterable[Question]) -> tuple[Question, ...]:
    """The contradictions that an enterprise can be asked about, each once."""
    asked: dict[str, Question] = {}
    for each in questions:
        if each.code not in OURS:
            asked.setdefault(origin_of(each), each)
    return tuple(asked.values())


def untaken(found: Index, questions: Iterable[Question]) -> tuple[Question, ...]:
    """Those that no question on record was made from."""
    taken = {each.text("origin") for each in found.records("question")}
    return tuple(each for each in to_ask(questions) if origin_of(each) not in taken)


def values_of(question: Question, lang: str, order: int) -> Mapping[str, Json]:
    """The fields of the question record that a contradiction becomes."""
    values: dict[str, Json] = {
        "origin": origin_of(question),
        "text": question_text(question, lang),
        "order": order,
    }
    if binds := binds_of(question.where):
        values["binds"] = binds
    return values


def binds_of(where: str) -> str:
    """The item or figure that a place belongs to (``item:system.process``); empty where it is neither's."""
    subject = where.partition("/")[0].partition("@")[0]
    kind, _, key = subject.partition(":")
    if kind in ("item", "figure") and key:
        return subject
    return f"figure:{_FIGURES[kind]}" if kind in _FIGURES else ""
