"""Distributions fitted to readings side by side, and what the tests of normality say in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qmdesk.model.problem import Refused
from qmdesk.model.readings import Readings
from qmdesk.ui.words import tr

if TYPE_CHECKING:
    from qmdesk.stats.nonnormal import NonNormal
    from qmdesk.stats.normality import Normality

#: From this p on nothing speaks against a normal distribution.
PLAINLY_NORMAL = 0.05


@dataclass(frozen=True, slots=True)
class Fits:
    """The fits of some readings (those that count) between limits, the closest first."""

    readings: Readings
    limits: tuple[float | None, float | None]
    found: tuple[NonNormal, ...]


def fits_of(readings: Readings, low: float | None, high: float | None) -> Fits:
    """Every distribution that fits, with its percentile index; empirical ones where there are enough readings."""
    from qmdesk.stats import exact
    from qmdesk.stats.nonnormal import LEAST_EMPIRICAL, candidates, nonnormal_index

    values = exact.floats(readings)
    names = [name for name, _, _ in candidates(values)] if len(values) > 2 else []
    if len(values) >= LEAST_EMPIRICAL:
        names.append("empirical")
    found: list[NonNormal] = []
    for name in names:
        try:
            found.append(nonnormal_index(values, low, high, name))
        except Refused:
            continue
    return Fits(readings, (low, high), tuple(found))


def plain_words(test: Normality | None, n: int) -> tuple[str, str]:
    """What the tests say, for people, and the tone of it."""
    if test is None or test.p is None:
        return tr("读数太少（{n} 个），看不出是否服从正态分布", n=n), "caption"
    if test.normal is False:
        words = tr("明显不服从正态分布。先看概率图：少数离群点和粗的分辨力也会这样；确有原因的，换用贴近的分布")
        return words, "warning"
    if test.p < PLAINLY_NORMAL:
        return tr("与正态分布略有出入，仍可按正态分布计算"), "caption"
    return tr("没有迹象表明不服从正态分布"), "good"


def tests_text(test: Normality | None) -> str:
    """Both tests with their figures."""
    if test is None:
        return ""
    said = [tr("Anderson-Darling：A² = {a}，{p}", a=f"{test.statistic:.3f}", p=p_text(test.p))]
    if test.shapiro is not None:
        said.append(tr("Shapiro-Wilk：W = {w}，{p}", w=f"{test.shapiro.w:.4f}", p=p_text(test.shapiro.p)))
    return tr("；").join(said)


def p_text(p: float | None) -> str:
    """A p as it is printed."""
    if p is None:
        return tr("p 不详")
    return "p < 0.005" if p < 0.005 else f"p = {p:.3f}"
