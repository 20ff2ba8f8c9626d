"""What the screens of a 质量标杆 case read: its form, its records, what is open; worked out once per change."""

from __future__ import annotations

from qmdesk.formdef.benchmark import Benchmark
from qmdesk.grading.records import Index, index
from qmdesk.model.journal import Stage
from qmdesk.model.problem import Problem
from qmdesk.report.benchmark.content import Paper, place_words
from qmdesk.review.benchmark import open_points
from qmdesk.ui.desk import Desk
from qmdesk.ui.hub import Hub
from qmdesk.ui.words import problem_text, tr


def made_of(hub: Hub) -> Benchmark:
    """What the case's form declares."""
    assert hub.form.benchmark is not None
    return hub.form.benchmark


def found_of(hub: Hub) -> Index:
    """The records of the case."""
    return hub.once("benchmark-records", lambda: index(hub.session.state, Stage.ONSITE))


def problems_of(hub: Hub, lang: str = "zh-CN") -> tuple[Problem, ...]:
    """All that the application lacks or contradicts; ``lang`` is that of the names in it."""
    return hub.once(f"benchmark-problems-{lang}", lambda: open_points(hub.form, hub.session.state, lang))


def paper_of(desk: Desk) -> Paper:
    """Words for places and rows, in the window's language."""
    return Paper(desk.hub.form, found_of(desk.hub), desk.hub.session.blob, desk.lang)


def said_at(desk: Desk, problem: Problem) -> str:
    """A problem led by its place, both in words."""
    place = place_words(paper_of(desk), problem.where)
    return tr("{place}：{words}", place=place, words=problem_text(problem, desk.lang))
