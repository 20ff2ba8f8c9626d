"""Why a level is what it is, in sentences, and values as people read them: the words are those of form and grading."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from qmdesk.grading.display import display_threshold, display_value
from qmdesk.grading.numbers import fraction_of
from qmdesk.grading.words import because_text
from qmdesk.model.assessment import Assessment, DimensionResult, FigureResult, ItemResult, PartResult
from qmdesk.report.material import DASH, Material


def item_reason(m: Material, result: ItemResult) -> str:
    """Why an item has its level."""
    return because_text(m.form, result, m.lang)


def figure_reason(m: Material, result: FigureResult) -> str:
    """Why a figure has its level; money in 万元."""
    inputs = dict(result.because.inputs)
    for key in ("cost", "output"):
        text = inputs.get(key)
        if isinstance(text, str):
            inputs[key] = money(m, text)
    return because_text(m.form, replace(result, because=replace(result.because, inputs=inputs)), m.lang)


def part_reason(m: Material, figure_id: str, part: PartResult) -> str:
    """Why a characteristic or family has its level."""
    return because_text(m.form, part, m.lang, m.form.figure(figure_id))


def dimension_reason(m: Material, result: DimensionResult) -> str:
    """Why a dimension has its level: the share rule at it and at the next one, which it misses, or its figures."""
    if result.because.rule == "dimension-share":
        levels = (result.span.lowest, result.span.lowest + 1)
        asked = [level for level in levels if 1 < level <= len(m.form.levels)]
        return m.say("reason.join").join(_share(m, result, level) for level in asked)
    if result.span.level is None:
        return m.say("reason.open-figures", lowest=result.span.lowest, highest=result.span.highest)
    return because_text(m.form, result, m.lang)


def grade_reason(m: Material, assessment: Assessment) -> str:
    """Why the grade is what it is: the dimensions that are lowest."""
    span = assessment.grade
    names = m.say("list").join(m.name_of(each.id) for each in assessment.dimensions if each.span.lowest == span.lowest)
    key = "reason.grade" if span.level is not None else "reason.open-grade"
    return m.say(key, names=names, lowest=span.lowest, highest=span.highest)


def shown_value(m: Material, result: FigureResult | PartResult, figure_id: str) -> str:
    """A figure's value for people, a dash where there is none."""
    return DASH if result.value is None else display_value(m.form.figure(figure_id), result.value)


def shown_threshold(m: Material, figure_id: str, level: int) -> str:
    """What a level asks of a figure, with its sign; words where it only has to be tracked."""
    figure = m.form.figure(figure_id)
    if level not in figure.thresholds:
        return m.say("threshold.tracked")
    return m.say(f"threshold.{figure.compare}", value=display_threshold(figure, level))


def money(m: Material, text: str) -> str:
    """An exact amount of yuan for people: in 万元 from 10 000 yuan up."""
    yuan = fraction_of(text)
    if abs(yuan) >= 10_000:
        return m.say("money.wan", amount=decimal_shown(yuan / 10_000))
    return m.say("money.yuan", amount=decimal_shown(yuan))


def decimal_shown(value: Fraction, places: int = 2) -> str:
    """A number with ``places`` digits behind the point, more where it then is exact, digits in groups of three."""
    exact = next((digits for digits in range(places, 7) if (value * 10**digits).denominator == 1), places)
    return f"{float(value):,.{exact}f}".replace(",", " ")


def _share(m: Material, result: DimensionResult, level: int) -> str:
    """What the share rule asks at a level, how many items are there, and which ones fail it."""
    inputs, rule = result.because.inputs, m.form.item_rule
    own = [each for each in m.assessment.items if each.dimension == result.id and each.applicable]
    share = fraction_of(result.because.threshold) if result.because.threshold else rule.share
    tolerance = inputs.get("tolerance", rule.tolerance)
    floor = level - tolerance if isinstance(tolerance, int) else level
    count = sum(each.span.lowest >= level for each in own)
    said = m.say("reason.share", level=level, percent=f"{float(share * 100):.4g}", total=len(own), count=count,
                 least=floor)  # fmt: skip
    if result.span.lowest >= level:
        return said
    failing = [each.id for each in own if each.span.lowest < (level if each.core else floor)]
    names = m.say("list").join(m.name_of(each) for each in failing)
    return said + m.say("reason.share-failing" if failing else "reason.share-missed", level=level, names=names)
