"""Questions about first-pass yield."""

from __future__ import annotations

from fractions import Fraction

from qmdesk.grading.display import display_value
from qmdesk.grading.figures.first_pass_yield import Route, Station, possible, rate_of, rework_exceeds, routes
from qmdesk.grading.gates import Gate
from qmdesk.grading.numbers import places_of, rounded
from qmdesk.grading.questions.common import about_figure, disagrees, named
from qmdesk.model.answers import YieldAnswer
from qmdesk.model.assessment import Question


def questions_of_yield(gate: Gate, answer: YieldAnswer) -> list[Question]:
    """Impossible counts, weak lines behind pooled ones, and a stated rate that the steps don't bear out."""
    found = [
        Question(
            "impossible-count",
            f"step:{step.key}",
            {
                **named("figure", gate.figure.name),
                "name": step.name or step.key,
                "part": step.passed,
                "whole": step.submitted,
            },
        )
        for step in answer.steps
        if step.submitted is not None and step.passed is not None and not possible(step)
    ]
    found += [
        Question(
            "rework-exceeds-failed",
            f"step:{step.key}",
            {
                "name": step.name or step.key,
                "reworked": step.reworked or 0,
                "failed": (step.submitted or 0) - (step.passed or 0),
            },
        )
        for step in answer.steps
        if rework_exceeds(step)
    ]
    found += _weak_lines(gate, answer)
    if answer.rate is None:
        return found
    if not 0 <= answer.rate <= 1:
        return [*found, about_figure("impossible-value", gate.figure, value=f"{answer.rate:f}")]
    if not answer.steps:
        return [
            *found,
            about_figure("yield-without-steps", gate.figure, stated=display_value(gate.figure, Fraction(answer.rate))),
        ]
    worst = min(routes(answer.steps), key=lambda way: way.known)
    return found + _against_steps(gate, answer, worst)


def _weak_lines(gate: Gate, answer: YieldAnswer) -> list[Question]:
    """Lines that the pooled counts of their step hide: alone below the level that the step, or the whole, reaches."""
    found: dict[str, Question] = {}
    for way in routes(answer.steps):
        for station in way.stations:
            found |= {each.where: each for each in _lines_below(gate, way, station) if each.where not in found}
    return list(found.values())


def _lines_below(gate: Gate, way: Route, station: Station) -> list[Question]:
    pooled, found = station.rate, list[Question]()
    for line in station.lines if pooled else ():
        assert pooled is not None
        rate, figure = rate_of(line), gate.figure
        whole = way.known / pooled * rate
        details = {
            "name": station.name or station.key,
            "line": line.line,
            "rate": display_value(figure, rate),
            "pooled": display_value(figure, pooled),
        }
        if gate.level(rate) < gate.level(pooled):
            levels = {"lower": gate.level(rate), "level": gate.level(pooled)}
            found.append(Question("line-below-pooled", f"step:{line.key}", {**details, **levels}))
        elif way.complete and gate.level(whole) < gate.level(way.known):
            levels = {"lower": gate.level(whole), "level": gate.level(way.known)}
            shown = {"whole": display_value(figure, whole), "known": display_value(figure, way.known)}
            found.append(Question("line-lowers-whole", f"step:{line.key}", {**details, **shown, **levels}))
    return found


def _against_steps(gate: Gate, answer: YieldAnswer, way: Route) -> list[Question]:
    """The stated rate beside the counts: it is no product, where it lies above the lowest step or is their mean."""
    figure, costliest = gate.figure, way.costliest
    assert answer.rate is not None
    stated = display_value(figure, Fraction(answer.rate))
    if costliest is None or costliest.rate is None:
        return []
    found: list[Question] = []
    if Fraction(answer.rate) > costliest.rate:
        lowest = display_value(figure, costliest.rate)
        found.append(about_figure("yield-above-lowest-step", figure, stated=stated, step=costliest.name, lowest=lowest))
    if way.complete and disagrees(answer.rate, way.known):
        found.append(
            about_figure("stated-against-counted", figure, stated=stated, counted=display_value(figure, way.known))
        )
        rates = [station.rate for station in way.stations if station.rate is not None]
        if rounded(sum(rates, Fraction(0)) / len(rates), places_of(answer.rate)) == Fraction(answer.rate):
            found.append(
                about_figure(
                    "yield-is-mean", figure, stated=stated, steps=len(rates), counted=display_value(figure, way.known)
                )
            )
    return found
