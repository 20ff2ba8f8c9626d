"""What the next level asks of the steps: how many of one step would have to pass, or of each where one can't do it."""

from __future__ import annotations

from fractions import Fraction

from qmdesk.formdef.types import Figure, Form
from qmdesk.grading.display import display_threshold, display_value
from qmdesk.grading.figures.first_pass_yield import Route, Station
from qmdesk.stats.yields import needed_passed
from qmdesk.ui.words import tr

#: Steps that are named at once.
NAMED = 3


def next_level_text(figure: Figure, form: Form, way: Route, lang: str) -> str:
    """What would lift a route by one level; empty while its counts are incomplete, and at the top."""
    if not way.stations or not way.complete:
        return ""
    level = next((each for each, least in sorted(figure.thresholds.items()) if way.known < Fraction(least)), None)
    if level is None:
        return ""
    name, asked = form.level(level).name.in_(lang), display_threshold(figure, level)
    alone = _alone(figure, way, Fraction(figure.thresholds[level]))
    if alone:
        return tr(
            "升到{level}（{asked}），只改进一道工序时：{steps}", level=name, asked=asked, steps=tr("；").join(alone)
        )
    each = _percent_up(float(figure.thresholds[level]) ** (1.0 / len(way.stations)))
    return tr(
        "升到{level}（{asked}），只改进一道工序不够；{n} 道工序各须平均达到 {each}",
        level=name,
        asked=asked,
        n=len(way.stations),
        each=each,
    )


def _alone(figure: Figure, way: Route, threshold: Fraction) -> list[str]:
    """The steps that could do it by themselves, the one with the lowest yield first."""
    pairs = [(station.submitted or 0, station.passed or 0) for station in way.stations]
    order = sorted(range(len(pairs)), key=lambda place: Fraction(pairs[place][1], pairs[place][0]))
    found: list[str] = []
    for place in order[:NAMED]:
        needed = needed_passed(pairs, threshold, place)
        if needed is None:
            break  # a step with a higher yield can do even less
        found.append(_step_text(figure, way.stations[place], needed))
    return found


def _step_text(figure: Figure, station: Station, needed: int) -> str:
    rate = station.rate or Fraction(0)
    return tr(
        "{name} 一次合格 {passed} → {needed}（{rate} → {least}）",
        name=station.name or station.key,
        passed=station.passed,
        needed=needed,
        rate=display_value(figure, rate),
        least=display_value(figure, Fraction(needed, station.submitted or 1)),
    )


def _percent_up(share: float) -> str:
    """A share as percent, rounded up: what is asked must not read as less than it is."""
    hundredths = -int(-share * 10_000 // 1)
    return f"{hundredths / 100:.2f} %"
