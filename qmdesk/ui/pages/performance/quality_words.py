"""What is said beside the quality level: what the next level asks, and defects per unit, which decide nothing."""

from __future__ import annotations

from fractions import Fraction

from qmdesk.formdef.types import Figure, Form
from qmdesk.grading.display import display_threshold
from qmdesk.grading.figures.sigma import MILLION, Counted
from qmdesk.ui.words import tr


def next_level_text(figure: Figure, form: Form, counted: Counted, lang: str) -> str:
    """How few defective units the next level allows in as many; empty at the top."""
    level = next((each for each, most in sorted(figure.thresholds.items()) if counted.dpmo > Fraction(most)), None)
    if level is None:
        return ""
    most = Fraction(figure.thresholds[level]) * counted.units / MILLION
    return tr(
        "升到{level}（{asked}）：{units} 件中不合格品最多 {most} 件（现有 {now} 件）",
        level=form.level(level).name.in_(lang),
        asked=display_threshold(figure, level),
        units=counted.units,
        most=int(most),
        now=counted.defective,
    )


def beside_text(units: int, defects: int | None, opportunities: int) -> str:
    """Defects per unit, and per million opportunities where those are known; empty where defects weren't counted."""
    if defects is None or units <= 0:
        return ""
    said = [
        tr("缺陷 {defects} 个 ÷ {units} 件，每件 {dpu} 个", defects=defects, units=units, dpu=f"{defects / units:.4g}")
    ]
    chances = units * opportunities
    if chances > 0 and defects <= chances:
        from qmdesk.stats.sigma import dpmo, sigma_level

        found = dpmo(defects, units, opportunities)
        level = sigma_level(found)
        words = tr("按每件 {n} 处机会：{dpmo} dpmo", n=opportunities, dpmo=f"{float(found):.1f}")
        said.append(words if level is None else tr("{words}，连续值 {sigma}σ", words=words, sigma=f"{level:.2f}"))
    elif chances > 0:
        said.append(tr("缺陷数多于机会总数 {chances}，请核对", chances=chances))
    said.append(tr("只供参考，不参与定级：定级按不合格品件数"))
    return tr("；").join(said)
