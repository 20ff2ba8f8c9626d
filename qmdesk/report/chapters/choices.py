"""What the team chose for the study of a characteristic: distribution, chart, readings left out, with its reasons."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from qmdesk.grading import studies
from qmdesk.model.answers import Characteristic, Exclusion
from qmdesk.report.book import Book, spaced
from qmdesk.report.material import DASH, Material
from qmdesk.report.tables import Content, table
from qmdesk.stats.capability import Capability
from qmdesk.stats.control import rules_in
from qmdesk.stats.false_alarm import false_alarm
from qmdesk.stats.nelson import ALL_RULES

#: Kinds of chart whose chance of a false alarm is known.
_ALARMS = ("i-mr", "xbar-r", "xbar-s")


def rows(m: Material, each: Characteristic, found: Capability) -> list[tuple[str, Content]]:
    """Distribution and control chart, as lines of the study's table."""
    return [
        (m.say("study.distribution"), _distribution(m, each, found)),
        (m.say("study.chart"), _chart(m, each, found)),
    ]


def left_out(book: Book, each: Characteristic) -> list[Flowable]:
    """The readings left out with their reasons, and those whose exclusion doesn't apply; nothing for none."""
    if not each.excluded:
        return []
    m, found = book.m, studies.exclusions(each)
    marked = [*((one, "applied") for one in found.applied), *((one, "stale") for one in found.stale)]
    marked += [(one, "without-reason") for one in found.without_reason]
    listed = sorted(marked, key=lambda pair: (pair[0].reading, pair[1]))
    lines = [_left_out_line(m, one, state, each) for one, state in listed]
    columns = book.columns(
        ("reading", 0.12, "cell_number"), ("reading-value", 0.16, "cell_number"), ("reason", 0.5), ("effect", 0.22),
    )  # fmt: skip
    return [book.table_title("table.excluded", name=each.name), spaced(table(columns, lines))]


def index(m: Material, found: Capability) -> str:
    """The percentiles and indices of the distribution that decides."""
    fitted = found.nonnormal
    if fitted is None:
        return DASH
    low, median, high = (f"{value:.5g}".replace("-", "−") for value in fitted.percentiles)
    name = m.sentence(f"stats.distribution.{fitted.family}")
    pp = DASH if fitted.indices.potential is None else f"{fitted.indices.potential:.3f}"
    ppk = found.index_text if studies.by_percentiles(found) else None
    return m.say("study.percentiles-text", name=name, low=low, median=median, high=high, pp=pp, ppk=ppk or DASH)


def _distribution(m: Material, each: Characteristic, found: Capability) -> str:
    if not each.distribution:
        return m.say("study.distribution-default")
    name, reason = m.choice("characteristic", "distribution", each.distribution), each.distribution_reason.strip()
    if found.nonnormal is None or (not studies.by_percentiles(found) and each.distribution != "normal"):
        return m.say("study.distribution-unused", name=name, why=reason or m.say("study.no-reason"))
    key = "study.distribution-decides" if studies.by_percentiles(found) else "study.distribution-said"
    return m.say(key, name=name, reason=reason)


def _chart(m: Material, each: Characteristic, found: Capability) -> str:
    chart = found.stability.control
    if chart is None or found.stability.chart is None:
        return DASH
    kind = m.sentence(f"stats.chart.{found.stability.chart}")
    said = [m.say("study.chart-chosen" if each.chart == chart.kind else "study.chart-fitting", kind=kind)]
    said.append(_rules(m, each))
    starts = chart.first.phases
    if starts:
        places = m.say("list").join(str(start + 1) for start in starts)
        said.append(m.say("study.phases", count=len(starts) + 1, starts=places))
    elif chart.kind in _ALARMS:
        points = len(chart.first.points) - len(chart.first.excluded)
        alarm = false_alarm(chart.kind, points, chart.subgroup_size or 5)
        chance = {"one": f"{alarm.rule_1:.0%}", "every": f"{alarm.all_rules:.0%}"}
        said.append(m.say("study.alarm", points=points, **chance))
    return m.say("semicolon").join(said)


def _rules(m: Material, each: Characteristic) -> str:
    """The rules that were looked at; all of them where the text can't be read."""
    used = ALL_RULES
    if not any(doubt.code == "rules-unreadable" for doubt in studies.doubts(each, ())):
        used = rules_in(each.rules)
    if used == ALL_RULES:
        return m.say("study.rules-all")
    return m.say("study.rules-some", rules=m.say("list").join(map(str, used)))


def _left_out_line(m: Material, one: Exclusion, state: str, each: Characteristic) -> list[Content]:
    value = f"{one.value:f}".replace("-", "−")
    unit = f" {each.unit}" if each.unit else ""
    return [str(one.reading), f"{value}{unit}", one.reason or DASH, m.say(f"study.exclusion-{state}")]
