"""Statistics on standard output for people: a table in the chosen language, verdicts in words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from qmdesk.app.out import text_out
from qmdesk.wording import say

if TYPE_CHECKING:
    from qmdesk.stats.capability import Capability
    from qmdesk.stats.charts_spc import ControlChart, Panel, Violation
    from qmdesk.stats.demonstrated import Needed
    from qmdesk.stats.gauge_rr import GaugeStudy

Row = tuple[str, ...]
#: Points of a rule that are named one by one.
NAMED = 20


def verdict_text(status: str, reasons: Sequence[str], lang: str) -> str:
    """The verdict in the words of screen and report."""
    said = [say(f"stats.reason.{code}", lang) for code in reasons]
    word = say(f"stats.status.{status}", lang)
    return say("cli.verdict", lang, status=word, reasons=say("cli.semicolon", lang).join(said)) if said else word


def print_rows(rows: Sequence[Row]) -> None:
    """Rows as columns that stand below each other, whatever the width of their glyphs; an empty row parts blocks."""
    for number, block in enumerate(_blocks(rows)):
        if number:
            text_out()
        columns = max(len(row) for row in block)
        widths = [max((_width(row[at]) for row in block if at < len(row) - 1), default=0) for at in range(columns)]
        for row in block:
            cells = [text + " " * (widths[at] - _width(text)) for at, text in enumerate(row[:-1])]
            text_out("  ".join([*cells, *row[-1:]]).rstrip())


def _blocks(rows: Sequence[Row]) -> list[list[Row]]:
    blocks: list[list[Row]] = [[]]
    for row in rows:
        blocks[-1].append(row) if row else blocks.append([])
    return [block for block in blocks if block]


def _width(text: str) -> int:
    """Columns of a terminal: a Chinese glyph takes two, a combining sign none."""
    wide = sum(unicodedata.east_asian_width(each) in "WF" for each in text)
    return len(text) + wide - sum(bool(unicodedata.combining(each)) for each in text)


def _num(value: float | None) -> str:
    return "—" if value is None else f"{value:.6g}"


def _index(value: float | None) -> str:
    return "—" if value is None else f"{value:.4f}"


def _p(value: float | None) -> str:
    return "—" if value is None else f"{value:.4f}" if value >= 0.0001 else "< 0.0001"


def _p_is(value: float | None) -> str:
    text = _p(value)
    return f"p {text}" if text.startswith("<") else f"p = {text}"


# -- capability -------------------------------------------------------------------------------------------


def capability_rows(study: Capability, lang: str, reason: str = "") -> list[Row]:
    """A study as rows of cells: the readings, the indices with their intervals, the checks, what is demonstrated."""
    return [*_of_readings(study, lang, reason), (), *_of_indices(study, lang), (), *_checks(study, lang)]


def _of_readings(study: Capability, lang: str, reason: str) -> Iterator[Row]:
    def row(name: str, *cells: str) -> Row:
        return (say(f"cli.figures.{name}", lang), say("cli.figures.comma", lang).join(each for each in cells if each))

    size = study.subgroup_size
    several = "unequal" if isinstance(size, tuple) else "subgroup"
    yield row("n", str(study.n), say(f"cli.figures.{several}", lang, size=str(size)) if size not in (None, 1) else "")
    if study.excluded:
        places = ", ".join(str(each + 1) for each in study.excluded[:NAMED])
        more = " …" if len(study.excluded) > NAMED else ""
        yield row("excluded", say("cli.figures.places", lang, places=places + more, reason=reason))
    limits = [
        say(f"cli.figures.{name}", lang, value=f"{value:f}")
        for name, value in (("lsl", study.lsl), ("usl", study.usl), ("target", study.target))
        if value is not None
    ]
    yield row("limits", *(limits or ["—"]))
    yield row("mean", _num(study.mean))
    yield row(
        "range", f"{_num(study.minimum)} ~ {_num(study.maximum)}", say("cli.figures.distinct", lang, n=study.distinct)
    )
    if study.sd_within is not None:
        yield row("within", _num(study.sd_within), say(f"stats.method.{study.method}", lang))
    yield row("overall", _num(study.sd_overall))


def _of_indices(study: Capability, lang: str) -> Iterator[Row]:
    percent = f"{100 * study.ci_level:g}"
    yield (
        say("cli.figures.index", lang),
        say("cli.figures.value", lang),
        say("cli.figures.interval", lang, percent=percent),
    )
    within, overall = study.within, study.overall
    figures = {
        "Cp": within.potential, "Cpk": within.smaller, "CPL": within.lower, "CPU": within.upper,
        "Pp": overall.potential, "Ppk": overall.smaller, "PPL": overall.lower, "PPU": overall.upper, "Cpm": study.cpm,
    }  # fmt: skip
    names = {"CPL": "cpl", "CPU": "cpu", "PPL": "ppl", "PPU": "ppu"}
    decides = "" if study.index_text is None else "Cpk" if study.decides == "cpk" else "Ppk"
    one_sided = study.lsl is None or study.usl is None
    for name, value in figures.items():
        if value is None or (one_sided and name in names):
            continue
        pair = study.ci.get(names.get(name, name.lower()))
        exact = name == decides and study.decides != "nonnormal"
        text = str(study.index_text) if exact else _index(value)
        marked = say("cli.figures.decides", lang) if exact else ""
        yield (
            name,
            text,
            "  ".join(each for each in ("" if pair is None else f"{pair[0]:.4f} ~ {pair[1]:.4f}", marked) if each),
        )
    if all(value is None for value in figures.values()):
        yield ("—", say("cli.figures.no-index", lang), "")
    fitted = study.nonnormal
    if fitted is not None:
        family = say(f"stats.distribution.{fitted.family}", lang)
        marked = say("cli.figures.decides", lang) if study.decides == "nonnormal" else say("cli.figures.beside", lang)
        yield (f"Ppk · {family}", _index(fitted.ppk), marked)
        low, median, high = (_num(each) for each in fitted.percentiles)
        yield (say("cli.figures.percentiles", lang), f"{low} / {median} / {high}", "")


def _checks(study: Capability, lang: str) -> Iterator[Row]:
    def row(name: str, text: str) -> Row:
        return (say(f"cli.figures.{name}", lang), text)

    tests = study.normality
    if tests is not None:
        said = [f"Anderson-Darling A² = {tests.statistic:.4f}, {_p_is(tests.p)}"]
        said += [] if tests.shapiro is None else [f"Shapiro-Wilk W = {tests.shapiro.w:.4f}, {_p_is(tests.shapiro.p)}"]
        yield row("normality", say("cli.semicolon", lang).join(said))
    chart = study.stability.chart
    if chart is None:
        yield row("stability", say("cli.figures.no-chart", lang))
    else:
        calm = "in-control" if study.stability.in_control else "beyond"
        yield row("stability", f"{say(f'stats.chart.{chart}', lang)}: {say(f'cli.figures.{calm}', lang)}")
        for name, each in study.stability.violations:
            yield ("", _violation(name, each, lang))
    if study.expected_ppm[2] is not None:
        yield row("expected", say("cli.figures.ppm", lang, value=_num(study.expected_ppm[2])))
    if study.observed_ppm[2] is not None:
        yield row("observed", say("cli.figures.ppm", lang, value=_num(study.observed_ppm[2])))
    shown = study.demonstrated
    if shown.cpk_lower is not None and shown.level is not None:
        percent = f"{100 * shown.confidence:g}"
        words = say("cli.figures.bound", lang, percent=percent, bound=f"{shown.cpk_lower:.4f}", level=shown.level)
        yield row("demonstrated", words)
        for each in shown.needed:
            if each.level > shown.level:
                yield ("", _needed(each, lang))


def _needed(each: Needed, lang: str) -> str:
    """What demonstrating a level would ask for, as far as it can be had."""
    ways = [] if each.index is None else [say("cli.figures.by-index", lang, index=f"{each.index:.4f}")]
    ways += [] if each.n is None else [say("cli.figures.by-readings", lang, n=each.n)]
    how = say("cli.figures.or", lang).join(ways) or "—"
    return say("cli.figures.needed", lang, level=each.level, how=how)


def _violation(panel: str, found: Violation, lang: str) -> str:
    """A rule with the points that complete it, counted from 1 as on the chart."""
    points = ", ".join(str(each + 1) for each in found.points[:NAMED])
    more = " …" if len(found.points) > NAMED else ""
    return say(
        "cli.figures.violation", lang, panel=say(f"charts.spc.panel.{panel}", lang),
        rule=say(f"stats.rule.{found.rule}", lang), points=points + more,
    )  # fmt: skip


# -- control charts ---------------------------------------------------------------------------------------


def chart_rows(made: ControlChart, lang: str, reason: str = "") -> list[Row]:
    """A chart's limits and the points that break a rule."""
    calm = say(f"cli.figures.{'in-control' if made.in_control else 'beyond'}", lang)
    rows: list[Row] = [(say(f"stats.chart.{made.kind}", lang), calm)]
    if made.sigma is not None:
        rows.append((say("cli.figures.sigma", lang), _num(made.sigma)))
    for each in (made.first, made.second):
        if each is not None:
            rows += [(), *_of_panel(each, lang, reason)]
    return rows


def _of_panel(panel: Panel, lang: str, reason: str) -> Iterator[Row]:
    name = say(f"charts.spc.panel.{panel.name}", lang)
    yield (name, say("cli.figures.points", lang, n=len(panel.points)))
    for key, values in (("ucl", panel.ucl), ("center", panel.center), ("lcl", panel.lcl)):
        if len(values):
            low, high = min(values), max(values)
            yield (say(f"cli.figures.{key}", lang), _num(low) if low == high else f"{_num(low)} ~ {_num(high)}")
    if panel.excluded:
        places = ", ".join(str(each + 1) for each in panel.excluded[:NAMED])
        yield (say("cli.figures.excluded", lang), say("cli.figures.places", lang, places=places, reason=reason))
    for each in panel.violations:
        yield ("", _violation(panel.name, each, lang))


# -- gauges -----------------------------------------------------------------------------------------------


def gauge_rows(study: GaugeStudy, lang: str) -> list[Row]:
    """A gauge study: components by analysis of variance, by average and range beside them, and the table behind."""
    beside = study.average_range
    methods = [say("stats.gauge.anova", lang), *([] if beside is None else [say("stats.gauge.average-range", lang)])]
    rows: list[Row] = [
        (say("cli.figures.study", lang, parts=study.parts, operators=study.operators, trials=study.trials),),
        (),
        (say("cli.figures.sd", lang), *methods),
    ]
    several = [study.components, *([] if beside is None else [beside])]
    rows += [
        (say(f"cli.figures.{name}", lang), *(_num(getattr(each, name)) for each in several)) for name in COMPONENTS
    ]
    rows.append((say("cli.figures.percent-study", lang), *(_percent(each.percent_study) for each in several)))
    if study.tolerance is not None:
        shares = (_percent(600.0 * each.grr / study.tolerance) for each in several)
        rows.append((say("cli.figures.percent-tolerance", lang), *shares))
    rows.append((say("cli.figures.ndc", lang), *("—" if each.ndc is None else str(each.ndc) for each in several)))
    if study.clipped:
        clipped = say("cli.figures.comma", lang).join(say(f"cli.figures.source.{each}", lang) for each in study.clipped)
        rows.append((say("cli.figures.clipped", lang), clipped))
    head = tuple(say(f"cli.figures.{name}", lang) for name in ("source-of", "df", "ss", "ms", "f"))
    rows += [(), (*head, "p")]
    rows += [
        (say(f"cli.figures.source.{row.source}", lang), str(row.df), _num(row.ss), _num(row.ms), _num(row.f), _p(row.p))
        for row in study.anova
    ]
    return rows


COMPONENTS = ("repeatability", "reproducibility", "grr", "part", "total")


def _percent(value: float | None) -> str:
    return "—" if value is None else f"{value:.2f} %"
