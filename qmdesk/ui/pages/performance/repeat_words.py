"""What a comparison of our readings with theirs says, in plain words."""

from __future__ import annotations

from decimal import Decimal

from qmdesk.stats.compare import LEAST, Comparison
from qmdesk.ui.words import tr


def verdict_text(found: Comparison, unit: str) -> str:
    """The one sentence that matters."""
    asked = {"allowed": _with(found.allowed, unit), "value": _with(_judged(found), unit)}
    match found.verdict:
        case "beyond-allowed" if found.paired:
            return tr("不一致：最大的一件相差 {value}，超过允许差 {allowed}。", **asked)
        case "beyond-allowed":
            return tr("不一致：平均值相差 {value}，超过允许差 {allowed}。", **asked)
        case "agrees" if found.allowed is not None and found.paired:
            return tr("一致：最大的一件相差 {value}，不超过允许差 {allowed}。", **asked)
        case "agrees" if found.allowed is not None:
            return tr("一致：平均值相差 {value}，不超过允许差 {allowed}。", **asked)
        case "agrees":
            return tr("看不出系统差别（p = {p}）。", p=_p(found.p))
        case "differs":
            return tr("有系统差别（p = {p}）：平均值相差 {value}。", p=_p(found.p), value=_with(found.difference, unit))
        case _:
            return tr("读数太少：每边至少 {n} 个才能检验差别。", n=LEAST)


def detail_text(found: Comparison, unit: str, places: int) -> str:
    """The figures behind it with so many decimals: means, interval, test, spread."""
    said = [
        tr(
            "复核组 {n} 个，平均 {ours}；企业 {m} 个，平均 {theirs}",
            n=found.n_ours,
            m=found.n_theirs,
            ours=_short(found.mean_ours, places),
            theirs=_short(found.mean_theirs, places),
        )
    ]
    if found.difference is not None and found.interval is not None:
        low, high = found.interval
        words = tr(
            "平均差 {value}，95 % 区间 {low} ~ {high}",
            value=_with(found.difference, unit),
            low=_short(low, places),
            high=_short(high, places),
        )
        test = tr("配对 t 检验") if found.paired else tr("Welch t 检验")
        said.append(tr("{words}（{test}，p = {p}）", words=words, test=test, p=_p(found.p)))
    if found.agreement is not None:
        low, high = found.agreement
        said.append(
            tr("95 % 的单件差在 {low} ~ {high} 之间（按正态）", low=_short(low, places), high=_short(high, places))
        )
    if found.variance_p is not None:
        test = tr("Pitman-Morgan 检验") if found.paired else tr("F 检验")
        words = tr("两边的分散程度不同") if found.variances_differ else tr("两边的分散程度看不出差别")
        said.append(tr("{words}（{test}，p = {p}）", words=words, test=test, p=_p(found.variance_p)))
    if found.allowed is None:
        said.append(tr("未写允许差，只检验有无系统差别；p 小于 0.05 算有"))
    return tr("；").join(said) + tr("。")


def _judged(found: Comparison) -> Decimal | None:
    value = found.largest if found.paired else found.difference
    return None if value is None else abs(value)


def _with(value: Decimal | None, unit: str) -> str:
    if value is None:
        return "—"
    places = max(0, -int(value.as_tuple().exponent))
    shown = f"{value:f}" if places <= 8 else f"{float(value):.4g}"
    return f"{shown} {unit}".strip().replace("-", "\u2212")


def _short(value: float | None, places: int) -> str:
    if value is None:
        return "—"
    text = f"{value:.{places}f}"
    return (text if float(text) else text.lstrip("-")).replace("-", "\u2212")


def _p(value: float | None) -> str:
    return "—" if value is None else "< 0.001" if value < 0.001 else f"{value:.3f}"
