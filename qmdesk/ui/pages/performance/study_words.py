"""What a study says in words: the index and its level, whether it can be used and why, what it demonstrates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qmdesk.formdef.types import Form
from qmdesk.grading.words import question_text
from qmdesk.model.assessment import Question
from qmdesk.ui.pages.performance.study import Found
from qmdesk.ui.words import tr
from qmdesk.wording import say

if TYPE_CHECKING:
    from qmdesk.grading.studies import Doubt
    from qmdesk.stats.capability import Capability

#: Decimals of the ends of an interval.
PLACES = 2


def index_name(study: Capability) -> str:
    """What the deciding index is called: never Cpk where it rests on the spread of all readings."""
    return "Cpk" if study.decides == "cpk" else "Ppk"


def headline(found: Found, form: Form, lang: str) -> str:
    """The index and its level by value."""
    study = found.study
    if study is None or study.index_text is None:
        return tr("没有过程能力指数")
    level = form.level(found.level or 1).name.in_(lang)
    said = {"name": index_name(study), "value": study.index_text, "level": level}
    if study.decides == "nonnormal" and study.nonnormal is not None:
        family = say(f"stats.distribution.{study.nonnormal.method}", lang)
        return tr("{name} {value}（{family}的分位数），按数值为{level}", family=family, **said)
    return tr("{name} {value}，按数值为{level}", **said)


def status_text(kind: str, lang: str) -> str:
    """The verdict's name."""
    return tr("不受控，不能采用") if kind == "unstable" else say(f"stats.status.{kind}", lang)


def said_of(found: Found, form: Form, lang: str) -> list[tuple[str, str]]:
    """(what about, sentences) for a study: why it can be used or not, what it demonstrates, its other figures."""
    study = found.study
    parts = [] if study is None else [(tr("为何"), whys(found, lang))]
    if found.doubts:
        name = found.asked.characteristic.name
        parts.append((tr("不起作用"), [doubt_text(each, name, lang) for each in found.doubts]))
    if study is not None and study.index is not None:
        parts.append((tr("证实"), [*_demonstrated(study, form, lang)]))
        parts.append((tr("指标"), [_interval(study), _beside(study, lang)]))
    joined = [(name, tr("；").join(each for each in said if each)) for name, said in parts]
    return [each for each in joined if each[1]]


def whys(found: Found, lang: str) -> list[str]:
    """Why the figure can be used or not."""
    said = [say(f"stats.reason.{code}", lang) for code in found.reasons]
    if found.in_control is not None:
        said.insert(0, tr("评价组判为受控") if found.in_control else tr("评价组判为不受控"))
    return said or [tr("过程受控，读数够多、够细，分布没有疑问")]


def doubt_text(doubt: Doubt, name: str, lang: str) -> str:
    """A choice for the characteristic ``name`` that does not apply, in words."""
    return question_text(Question(doubt.code, "", {"name": name, **doubt.details}), lang)


def _interval(study: Capability) -> str:
    name = index_name(study)
    pair = None if study.decides == "nonnormal" else study.ci.get(name.lower())
    if pair is None:
        return ""
    low, high = (f"{each:.{PLACES}f}" for each in pair)
    percent = f"{100 * study.ci_level:g}"
    return tr("{name} 的 {percent} % 区间 {low} ~ {high}", name=name, percent=percent, low=low, high=high)


def _demonstrated(study: Capability, form: Form, lang: str) -> list[str]:
    """The level that the sample demonstrates, and what the next one would ask for."""
    shown = study.demonstrated
    if shown.level is None or shown.cpk_lower is None:
        return []
    names = {each.number: each.name.in_(lang) for each in form.levels}
    said = [
        tr(
            "按 {percent} % 单侧下限 {bound}，{n} 个读数证实到{level}",
            percent=f"{100 * shown.confidence:g}",
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
    said = [tr("组内标准差：{method}", method=say(f"stats.method.{study.method}", lang))]
    figures = {
        "Cp": study.within.potential,
        "Pp": study.overall.potential,
        "Ppk": study.overall.smaller,
        "Cpm": study.cpm,
    }
    if study.decides == "ppk":
        del figures["Ppk"]
    if study.decides == "nonnormal":
        figures = {"Cpk": study.within.smaller, **figures}
    said += [f"{name} {value:.3f}" for name, value in figures.items() if value is not None]
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
