"""Process capability in detail: the characteristics side by side, then each with its study, charts and verdict."""

from __future__ import annotations

from decimal import Decimal

from reportlab.platypus.flowables import Flowable

from qmdesk.grading import studies
from qmdesk.grading.assess import gates_of
from qmdesk.grading.figures.cpk import characteristics
from qmdesk.grading.options import settled
from qmdesk.model.answers import Characteristic
from qmdesk.model.assessment import PartResult
from qmdesk.report import charts_used, reasons
from qmdesk.report.book import Book, spaced
from qmdesk.report.chapters import choices, gauges
from qmdesk.report.material import DASH, Material
from qmdesk.report.prose import Prose, Run, bold
from qmdesk.report.tables import Content, Table, pairs, table
from qmdesk.stats.capability import Capability


def detail(book: Book) -> list[Flowable]:
    """A table of all characteristics, then a section for each one with readings and its gauge studies."""
    m = book.m
    every = _characteristics(m)
    if not every:
        return []
    parts: list[Flowable] = [
        book.table_title("table.characteristics"), spaced(_overview(book, every), 4), book.note("characteristics.note"),
    ]  # fmt: skip
    measured = gauges.records(m)
    for each in every:
        found = study_of(m, each)
        if found is not None:
            parts += _section(book, each, found)
            for record in measured:
                parts += gauges.study(book, record) if record.characteristic == each.key else []
    return parts


def with_sections(m: Material) -> tuple[str, ...]:
    """The keys of the characteristics that have a section of their own."""
    return tuple(each.key for each in _characteristics(m) if study_of(m, each) is not None)


def study_of(m: Material, each: Characteristic) -> Capability | None:
    """The capability study of a characteristic; None without readings, or where there can be none."""
    if each.readings is None:
        return None
    gate = gates_of(m.form, settled(m.assessment.readings))["cpk"]
    found = studies.study_of(each, studies.thresholds_of(gate))
    return None if isinstance(found, Exception) else found


def _characteristics(m: Material) -> tuple[Characteristic, ...]:
    answers = m.answers.get(m.stage)
    return characteristics(answers.cpk) if answers else ()


def _part(m: Material, key: str) -> PartResult | None:
    result = m.figure_result("cpk", m.stage)
    return next((each for each in result.parts if each.key == key), None) if result else None


def _overview(book: Book, every: tuple[Characteristic, ...]) -> Table:
    m = book.m
    rows: list[list[Content]] = []
    for each in every:
        part, found = _part(m, each.key), study_of(m, each)
        mark = book.say("decides-mark") if part is not None and part.decides else ""
        rows.append(
            [
                Prose([bold(each.name or m.say("characteristic.stated")), Run(mark, colour="accent")], "cell"),
                limits(each),
                DASH if found is None else _count(each, found),
                DASH if part is None else reasons.shown_value(m, part, "cpk"),
                interval(found),
                _control(m, each, found),
                DASH if part is None else m.short_span(part.span),
            ]
        )
    columns = book.columns(
        ("characteristic", 0.23), ("limits", 0.19), ("n", 0.09, "cell_number"), ("cpk", 0.1, "cell_number"),
        ("interval", 0.15, "cell_center"), ("control", 0.16), ("level", 0.08, "cell_center"),
    )  # fmt: skip
    return table(columns, rows)


def _count(each: Characteristic, found: Capability) -> str:
    """How many readings count, of how many where some were left out."""
    whole = len(each.readings or ())
    return str(found.n) if found.n == whole else f"{found.n}/{whole}"


def limits(each: Characteristic) -> str:
    """The specification with its unit."""
    low, high = _plain(each.lsl), _plain(each.usl)
    unit = f" {each.unit}" if each.unit else ""
    if low and high:
        return f"{low} ～ {high}{unit}"
    return f"≥ {low}{unit}" if low else f"≤ {high}{unit}" if high else DASH


def interval(found: Capability | None) -> str:
    """The two-sided confidence interval of the deciding index; none is known for that of a chosen distribution."""
    if found is None or studies.by_percentiles(found):
        return DASH
    pair = found.ci.get("ppk" if found.stands_in else "cpk")
    return DASH if pair is None else f"{pair[0]:.3f} ～ {pair[1]:.3f}"


def _interval_95(m: Material, found: Capability) -> str:
    shown = interval(found)
    return DASH if shown == DASH else m.say("study.interval-95", interval=shown)


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}".replace("-", "−")


def _control(m: Material, each: Characteristic, found: Capability | None) -> str:
    if each.in_control is not None:
        return m.say("control.yes-team" if each.in_control else "control.no-team")
    chart = found.stability.in_control if found else None
    if chart is None:
        return m.say("control.unknown")
    return m.say("control.yes-chart" if chart else "control.open")


def _section(book: Book, each: Characteristic, found: Capability) -> list[Flowable]:
    m = book.m
    part = _part(m, each.key)
    heading = book.outline.heading(3, each.name or each.key, f"characteristic.{each.key}")
    rows: list[tuple[str, Content]] = [
        (m.say("study.limits"), limits(each)),
        (m.say("study.target"), _plain(each.target) or DASH),
        (m.say("study.readings"), _readings(m, each, found)),
        (m.say("study.method"), m.say(f"within.{found.method}")),
        (m.say("study.within"), _indices(found, overall=False)),
        (m.say("study.overall"), _indices(found, overall=True)),
        (m.say("study.interval"), _interval_95(m, found)),
        (m.say("study.demonstrated"), _demonstrated(m, found)),
        (m.say("study.normality"), _normality(m, found)),
        (m.say("study.control"), _control(m, each, found)),
    ]
    ground = m.shown(f"characteristic:{each.key}", "in_control_reason")
    wide: list[tuple[str, Content]] = [
        (m.say("study.ground"), ground),
        *choices.rows(m, each, found),
        (m.say("study.gauge"), m.shown(f"characteristic:{each.key}", "gauge")),
        (m.say("study.verdict"), _verdict(m, each, found)),
        (m.say("figure.because"), DASH if part is None else reasons.part_reason(m, "cpk", part)),
    ]
    if found.nonnormal is not None:
        wide.insert(2, (m.say("study.percentiles"), choices.index(m, found)))
    charts: list[Flowable] = [
        *choices.left_out(book, each),
        charts_used.capability_chart(m, each, found), book.figure_title("chart.capability", name=each.name),
    ]  # fmt: skip
    control = charts_used.control_chart(m, each, found)
    if control is not None:
        kind = m.sentence(f"stats.chart.{found.stability.chart}")
        charts += [control, book.figure_title("chart.control", name=each.name, kind=kind)]
    return [heading, spaced(pairs(rows, across=2, label=0.15), 0), spaced(pairs(wide, label=0.15)), *charts]


def _readings(m: Material, each: Characteristic, found: Capability) -> str:
    assert each.readings is not None
    sizes, whole = each.readings.subgroups, len(each.readings)
    alike = len(set(sizes or ())) == 1
    key = "study.individuals" if not sizes else "study.subgroups" if alike else "study.subgroups-unequal"
    said = m.say(key, n=whole, count=len(sizes or ()), size=sizes[0] if sizes else 1)
    return said if found.n == whole else said + m.say("study.left-out", count=whole - found.n, kept=found.n)


def _indices(found: Capability, *, overall: bool) -> str:
    sides = found.overall if overall else found.within
    deviation = found.sd_overall if overall else found.sd_within
    names = ("Pp", "Ppk") if overall else ("Cp", "Cpk")
    decides = found.decides == ("ppk" if overall else "cpk")
    deciding = found.index_text if decides else None
    small = deciding or _number(sides.smaller)
    spread = "—" if deviation is None else f"{deviation:.5g}"
    return f"s = {spread}，{names[0]} {_number(sides.potential)}，{names[1]} {small}"


def _number(value: float | None) -> str:
    return DASH if value is None else f"{value:.3f}".replace("-", "−")


def _demonstrated(m: Material, found: Capability) -> str:
    proof = found.demonstrated
    if proof.cpk_lower is None or proof.level is None:
        return DASH
    return m.say("study.demonstrated-text", lower=f"{proof.cpk_lower:.3f}".replace("-", "−"), level=proof.level)


def _normality(m: Material, found: Capability) -> str:
    if found.normality is None or found.normality.p is None:
        return DASH
    key = "study.normal" if found.normality.normal else "study.not-normal"
    return m.say(key, statistic=f"{found.normality.statistic:.3f}", p=f"{found.normality.p:.3g}")


def _verdict(m: Material, each: Characteristic, found: Capability) -> str:
    """The verdict in a word, as the team's own verdict on control leaves it, and its reasons."""
    status, reasons = studies.standing(each, found)
    if not reasons and status == "good":
        return m.say("study.good")
    said = m.say("semicolon").join(m.sentence(f"stats.reason.{code}") for code in reasons)
    word = m.say("control.no-team") if status == "unstable" else m.sentence(f"stats.status.{status}")
    return m.say("study.status", status=word, reasons=said) if said else word
