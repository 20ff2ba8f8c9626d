"""The study of one characteristic's readings and its verdict in words; worked out off the event loop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from qmdesk.formdef.types import Figure, Form
from qmdesk.model.problem import Problem, Refused
from qmdesk.model.readings import Readings
from qmdesk.ui.words import tr
from qmdesk.wording import say

if TYPE_CHECKING:
    from qmdesk.stats.capability import Capability

#: A Cpk of fewer digits than this is shown with two decimals by its interval.
PLACES = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be studied: readings, limits as they stand or are being typed, and the estimator."""

    readings: Readings
    lsl: Decimal | None
    usl: Decimal | None
    target: Decimal | None
    method: str


@dataclass(frozen=True, slots=True)
class Found:
    """The study and the level by value (None where there is no index), or why there is none."""

    asked: Asked
    study: Capability | None = None
    level: int | None = None
    problems: tuple[Problem, ...] = ()


def work_out(asked: Asked, thresholds: Mapping[int, Decimal]) -> Found:
    """Study the readings; the level is compared exactly with each threshold."""
    from qmdesk.stats.capability import capability, cpk_reaches

    bars = tuple(thresholds[level] for level in sorted(thresholds))
    try:
        study = capability(asked.readings, asked.lsl, asked.usl, asked.target, method=asked.method, thresholds=bars)
        if study.index is None:
            return Found(asked, study)
        level = 1
        for number in sorted(thresholds):
            if cpk_reaches(asked.readings, asked.lsl, asked.usl, thresholds[number], asked.method):
                level = number
        return Found(asked, study, level)
    except Refused as refused:
        return Found(asked, problems=refused.problems)


def headline(found: Found, form: Form, lang: str) -> str:
    """The index and its level by value."""
    study = found.study
    if study is None or study.index_text is None:
        return tr("没有过程能力指数")
    name = "Ppk" if study.stands_in else "Cpk"
    level = form.level(found.level or 1).name.in_(lang)
    return tr("{name} {value}，按数值为{level}", name=name, value=study.index_text, level=level)


def status(found: Found, in_control: object) -> tuple[str, str]:
    """The verdict in a word and its tone; the team's own verdict on control goes before the chart's."""
    study = found.study
    if study is None:
        return "none", "bad"
    kind = study.verdict.status
    if in_control is False and kind != "none":
        return "unstable", "bad"
    if in_control is True and kind == "unconfirmed":
        rest = [each for each in study.verdict.reasons if each != "unstable"]
        kind = "questioned" if rest else "good"
    return kind, {"none": "bad", "unconfirmed": "warn", "questioned": "warn"}.get(kind, "good")


def status_text(kind: str, lang: str) -> str:
    """The verdict's name."""
    return tr("不受控，不能采用") if kind == "unstable" else say(f"stats.status.{kind}", lang)


def reasons(found: Found, form: Form, figure: Figure, lang: str) -> list[str]:
    """Why the figure is usable or not, and what the sample demonstrates, in sentences."""
    study = found.study
    if study is None:
        return []
    said = [say(f"stats.reason.{code}", lang) for code in study.verdict.reasons]
    if study.index is not None:
        said += [_interval(study), *_demonstrated(found, study, form, figure, lang)]
        said.append(_beside(study, lang))
    return [each for each in said if each]


def _interval(study: Capability) -> str:
    name = "Ppk" if study.stands_in else "Cpk"
    pair = study.ci.get(name.lower())
    if pair is None:
        return ""
    low, high = (f"{each:.{PLACES}f}" for each in pair)
    percent = f"{100 * study.ci_level:g}"
    return tr("{name} 的 {percent} % 区间 {low} ~ {high}", name=name, percent=percent, low=low, high=high)


def _demonstrated(found: Found, study: Capability, form: Form, figure: Figure, lang: str) -> list[str]:
    """The level that the sample demonstrates, and what the next one would ask for."""
    shown = study.demonstrated
    if shown.level is None or shown.cpk_lower is None:
        return []
    names = {each.number: each.name.in_(lang) for each in form.levels}
    percent = f"{100 * shown.confidence:g}"
    said = [
        tr(
            "按 {percent} % 单侧下限 {bound}，{n} 个读数证实到{level}",
            percent=percent,
            bound=f"{shown.cpk_lower:.{PLACES}f}",
            n=study.n,
            level=names[shown.level],
        )
    ]
    following = next((each for each in shown.needed if each.level == shown.level + 1), None)
    if following is None:
        return said
    parts: list[str] = []
    if following.index is not None:
        parts.append(tr("这么多读数要看到 {index}", index=f"{following.index:.3f}"))
    if following.n is not None:
        parts.append(tr("现在的数值要 {n} 个读数", n=following.n))
    if parts:
        said.append(tr("要证实{level}：{how}", level=names[following.level], how=tr("，或").join(parts)))
    return said


def _beside(study: Capability, lang: str) -> str:
    """The estimator, and the long-term index that is never called Cpk."""
    method = say(f"stats.method.{study.method}", lang)
    pp, ppk = (None if each is None else f"{each:.3f}" for each in (study.overall.potential, study.overall.smaller))
    said = [tr("组内标准差：{method}", method=method)]
    if study.within.potential is not None:
        said.append(f"Cp {study.within.potential:.3f}")
    if pp is not None:
        said.append(f"Pp {pp}")
    if ppk is not None and not study.stands_in:
        said.append(f"Ppk {ppk}")
    return tr("，").join(said)


def proposal(found: Found, lang: str) -> str:
    """The ground on which "in control" is proposed; empty where the chart doesn't support it."""
    study = found.study
    if study is None or study.stability.in_control is not True or study.stability.chart is None:
        return ""
    chart = study.stability.control
    points = len(chart.first.points) if chart is not None else study.n
    kind = say(f"stats.chart.{study.stability.chart}", lang)
    return tr("{kind}（{n} 点）上没有点超出控制限", kind=kind, n=points)


def cut(readings: Readings, size: int | None, *, ordered: bool) -> Readings:
    """The same readings in subgroups of ``size`` in order (None for single values); the last may be smaller."""
    n = len(readings)
    if size is None or size < 2 or n == 0:
        return Readings(readings.scaled, readings.exponent, None, ordered)
    sizes = (size,) * (n // size) + ((n % size,) if n % size else ())
    return Readings(readings.scaled, readings.exponent, sizes, ordered)


def joined(first: Readings | None, second: Readings) -> Readings:
    """Readings behind others; subgroups stay where both have them, else the size of the first goes on."""
    if first is None or not len(first):
        return second
    values = [*first.decimals(), *second.decimals()]
    ordered = first.ordered and second.ordered
    if first.subgroups and second.subgroups:
        return Readings.of(values, (*first.subgroups, *second.subgroups), ordered=ordered)
    size = max(first.subgroups) if first.subgroups else None
    return cut(Readings.of(values), size, ordered=ordered)


def without(readings: Readings, gone: Sequence[int]) -> Readings:
    """The readings but some; their subgroups become smaller, empty ones go."""
    left = set(gone)
    values = [value for place, value in enumerate(readings.decimals()) if place not in left]
    sizes: list[int] | None = None
    if readings.subgroups is not None:
        sizes, start = [], 0
        for size in readings.subgroups:
            sizes.append(sum(1 for place in range(start, start + size) if place not in left))
            start += size
    kept = None if sizes is None else tuple(each for each in sizes if each)
    return Readings.of(values, kept, ordered=readings.ordered)


def size_of(readings: Readings | None) -> int | None:
    """The subgroup size where all but a last, smaller one are alike; 1 for single values, None for mixed ones."""
    if readings is None or not readings.subgroups:
        return 1
    sizes = readings.subgroups
    alike = set(sizes[:-1]) <= {sizes[0]} and sizes[-1] <= sizes[0]
    return sizes[0] if alike else None
