"""Whether the name of an experience follows the edition's rule, as a hint: names are for people to judge."""

from __future__ import annotations

from qmdesk.formdef.benchmark import Benchmark
from qmdesk.grading.records import Index
from qmdesk.model.problem import Problem, Severity

WHERE = "case/title"


def name_hints(made: Benchmark, found: Index, lang: str = "zh-CN") -> tuple[Problem, ...]:
    """What a name lacks of the rule: how it begins, how it ends, and a method in between."""
    case, rule = found.record("case"), made.naming
    name = case.text("title").strip()
    if not name:
        return ()
    missing: list[str] = []
    rest = name
    if rule.enterprise:
        enterprise = case.text("enterprise").strip()
        missing += [] if enterprise and name.startswith(_short(enterprise)) else [enterprise or "…"]
        rest = rest.removeprefix(enterprise)
    start = next((each for each in rule.starts if rest.startswith(each)), "")
    if rule.starts and not start:
        missing.append("/".join(rule.starts))
    end = next((each for each in rule.ends if rest.endswith(each)), "")
    if not end:
        missing.append("…" + "/".join(rule.ends))
    middle = rest.removeprefix(start).removesuffix(end).strip("的 ") if end else "…"
    if not middle:
        missing.append("…")
    if not missing:
        return ()
    details = {"missing": "；".join(missing), "rule": rule.rule.in_(lang), "example": rule.example.in_(lang)}
    return (Problem("benchmark-name-rule", WHERE, details, Severity.WARNING),)


def _short(enterprise: str) -> str:
    """An enterprise by its name without the legal form, which names of experiences often leave out."""
    for tail in ("股份有限公司", "有限责任公司", "有限公司", "集团"):
        enterprise = enterprise.removesuffix(tail)
    return enterprise
