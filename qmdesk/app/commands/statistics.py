"""Commands on measurement files: capability, control-chart, gauge-rr."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qmdesk.app.commands.shared import JSON, pass_settings
from qmdesk.app.commands.statistics_text import capability_rows, chart_rows, gauge_rows, print_rows, verdict_text
from qmdesk.app.context import Context
from qmdesk.app.out import json_out, tell, text_out
from qmdesk.model.problem import Problem, Refused, Severity
from qmdesk.wording import say

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.figure import Figure

    from qmdesk.stats.control import ControlOptions


class Exact(click.ParamType[Decimal]):
    """A decimal number, kept exactly; full-width digits are taken."""

    name = "decimal"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        if isinstance(value, Decimal):
            return value
        from qmdesk.formdef.fields import decimal_of

        found = decimal_of(str(value))
        if found is None:
            self.fail(str(value), param, ctx)
        return found


class Share(click.FloatRange):
    """A number in a range; ``nan`` is none, which compares as inside any."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        if str(value).strip().lower().lstrip("+-") == "nan":
            self.fail(str(value), param, ctx)
        return super().convert(value, param, ctx)  # pyright: ignore[reportArgumentType] - text, as click hands it over


FILE = click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
COLUMN = click.option("--column", metavar="C", default=None)
SUBGROUP = click.option("--subgroup", type=click.IntRange(1), metavar="N", default=None)
SUBGROUP_COLUMN = click.option("--subgroup-column", metavar="C", default=None)
RULES = click.option("--rules", metavar="N,N", default="", help="Nelson's rules to look at; rule 1 always counts")
PHASES = click.option("--phases", metavar="N,N", default="", help="points from which limits are computed anew")
EXCLUDE = click.option("--exclude", metavar="N,N", default="", help="readings left out, from 1; needs --reason")
REASON = click.option("--reason", metavar="TEXT", default="", help="why the readings are left out")
CHART = click.option("--chart", type=click.Path(path_type=Path), metavar="OUT.svg|png|pdf", default=None)


@click.command()
@FILE
@COLUMN
@click.option("--lsl", type=Exact(), metavar="X", default=None)
@click.option("--usl", type=Exact(), metavar="X", default=None)
@click.option("--target", type=Exact(), metavar="X", default=None)
@SUBGROUP
@SUBGROUP_COLUMN
@click.option("--within", type=click.Choice(["pooled", "rbar", "sbar", "mr"]), default=None)
@click.option("--confidence", type=Share(0.5, 0.9999), default=0.95, show_default=True)
@click.option("--nonnormal", metavar="box-cox|johnson|FAMILY", default=None)
@RULES
@PHASES
@EXCLUDE
@REASON
@JSON
@CHART
@pass_settings
def capability(
    settings: Context,
    file: Path,
    column: str | None,
    lsl: Decimal | None,
    usl: Decimal | None,
    target: Decimal | None,
    subgroup: int | None,
    subgroup_column: str | None,
    within: str | None,
    confidence: float,
    nonnormal: str | None,
    rules: str,
    phases: str,
    exclude: str,
    reason: str,
    as_json: bool,
    chart: Path | None,
) -> None:
    """过程能力 · Process capability of the readings in a file."""
    from qmdesk.intake.measurements import read_column
    from qmdesk.stats.capability import capability as study

    notes: list[Problem] = []
    readings = read_column(file, column, subgroup=subgroup, subgroup_column=subgroup_column, notes=notes)
    tell(notes, settings.lang)
    options = _options(rules, phases, exclude, reason, len(readings))
    found = study(
        readings,
        lsl,
        usl,
        target,
        method=within or "",
        confidence=confidence,
        nonnormal=nonnormal or "",
        options=options,
    )
    if chart is not None:
        from qmdesk.charts.capability import capability_figure
        from qmdesk.charts.style import style_for
        from qmdesk.stats.exact import floats

        _save(capability_figure(floats(readings), found, style_for("light", settings.lang), name=column or ""), chart)
    if as_json:
        json_out(found.to_json() | {"excluded_reason": reason if found.excluded else None})
    else:
        print_rows([*capability_rows(found, settings.lang, reason), ()])
        text_out(verdict_text(found.verdict.status, found.verdict.reasons, settings.lang))


@click.command("control-chart")
@FILE
@click.option(
    "--kind", required=True, type=click.Choice(["i-mr", "xbar-r", "xbar-s", "p", "np", "c", "u", "ewma", "cusum"])
)
@COLUMN
@SUBGROUP
@SUBGROUP_COLUMN
@click.option("--size-column", metavar="C", default=None)
@click.option("--size", type=Exact(), metavar="N", default=None)
@click.option("--limits-from", type=click.IntRange(2), metavar="K", default=None)
@RULES
@PHASES
@EXCLUDE
@REASON
@JSON
@CHART
@pass_settings
def control_chart(
    settings: Context,
    file: Path,
    kind: str,
    column: str | None,
    subgroup: int | None,
    subgroup_column: str | None,
    size_column: str | None,
    size: Decimal | None,
    limits_from: int | None,
    rules: str,
    phases: str,
    exclude: str,
    reason: str,
    as_json: bool,
    chart: Path | None,
) -> None:
    """控制图 · A control chart with the points that break a rule."""
    from qmdesk.intake.measurements import read_attribute, read_column
    from qmdesk.stats.charts_spc import control_chart as make

    if size is not None and size_column is not None:
        raise Refused(Problem("size-twice"))
    sizes: list[float] | None = None if size is None else [float(size)]
    if size_column is not None:
        readings, beside = read_attribute(file, column, size_column)
        sizes = [float(each) for each in beside]
    else:
        notes: list[Problem] = []
        readings = read_column(file, column, subgroup=subgroup, subgroup_column=subgroup_column, notes=notes)
        tell(notes, settings.lang)
    tell(_unused(kind, size is not None, subgroup is not None or subgroup_column is not None), settings.lang)
    options = _options(rules, phases, exclude, reason, len(readings))
    made = make(
        kind,
        readings,
        sizes=sizes,
        limits_from=limits_from,
        rules=options.rules,
        phases=options.phases,
        excluded=options.excluded,
    )
    if chart is not None:
        from qmdesk.charts.spc import control_chart_figure
        from qmdesk.charts.style import style_for

        _save(control_chart_figure(made, style_for("light", settings.lang), name=column or ""), chart)
    if as_json:
        json_out(made.to_json() | {"excluded_reason": reason if options.excluded else None})
    else:
        print_rows(chart_rows(made, settings.lang, reason))


@click.command("gauge-rr")
@FILE
@click.option("--part", required=True, metavar="C")
@click.option("--operator", required=True, metavar="C")
@click.option("--value", required=True, metavar="C")
@click.option("--tolerance", type=Exact(), metavar="X", default=None)
@JSON
@CHART
@pass_settings
def gauge_rr(
    settings: Context,
    file: Path,
    part: str,
    operator: str,
    value: str,
    tolerance: Decimal | None,
    as_json: bool,
    chart: Path | None,
) -> None:
    """测量系统分析 · Gauge repeatability and reproducibility."""
    from qmdesk.intake.measurements import read_study
    from qmdesk.stats.gauge_rr import gauge_rr as study

    parts, operators, values = read_study(file, part, operator, value)
    found = study(
        parts, operators, [float(each) for each in values], tolerance=None if tolerance is None else float(tolerance)
    )
    if chart is not None:
        from qmdesk.charts.gauge import gauge_figure
        from qmdesk.charts.style import style_for

        cube, names, people = _cube(parts, operators, [float(each) for each in values])
        look = style_for("light", settings.lang)
        _save(gauge_figure(found, cube, look, parts=names, operators=people, name=value), chart)
    if as_json:
        json_out(found.to_json())
    else:
        print_rows([*gauge_rows(found, settings.lang), ()])
        text_out(say(f"stats.gauge.{found.verdict}", settings.lang))


def _options(rules: str, phases: str, exclude: str, reason: str, count: int) -> ControlOptions:
    """What was asked of the chart. Readings are counted from 1.

    Raises Refused: ``exclude-unreadable``, ``exclude-without-reason``, and the refusals of rules and phases.
    """
    from qmdesk.stats.control import ControlOptions, phases_in, rules_in

    words = exclude.replace(",", " ").replace("，", " ").split()
    if any(not (word.isascii() and word.isdigit() and 1 <= int(word) <= count) for word in words):
        raise Refused(Problem("exclude-unreadable", details={"text": exclude, "count": count}))
    if words and not reason.strip():
        raise Refused(Problem("exclude-without-reason"))
    out = frozenset(int(word) - 1 for word in words)
    return ControlOptions(rules=rules_in(rules), phases=phases_in(phases), excluded=out)


def _unused(kind: str, size: bool, subgroup: bool) -> list[Problem]:
    """Options that this kind of chart has no use for."""
    needless = [("--size", size and kind not in ("p", "np", "u"))]
    needless.append(("--subgroup", subgroup and kind in ("i-mr", "p", "np", "c", "u")))
    details = [{"option": option, "kind": kind} for option, given in needless if given]
    return [Problem("option-unused", "", each, Severity.WARNING) for each in details]


def _cube(
    parts: Sequence[str], operators: Sequence[str], values: Sequence[float]
) -> tuple[np.ndarray, Sequence[str], Sequence[str]]:
    """Readings by part, operator and trial of a balanced study, with the names of parts and operators."""
    import numpy as np

    cells: dict[tuple[str, str], list[float]] = {}
    for part, operator, value in zip(parts, operators, values, strict=True):
        cells.setdefault((part, operator), []).append(value)
    names, people = list(dict.fromkeys(parts)), list(dict.fromkeys(operators))
    return np.array([[cells[part, person] for person in people] for part in names]), names, people


def _save(figure: Figure, path: Path) -> None:
    """Write a chart as SVG, PNG or PDF. Raises Refused(chart-format-unknown, file-exists, folder-missing)."""
    if path.suffix.lower() not in {".svg", ".png", ".pdf"}:
        raise Refused(Problem("chart-format-unknown", str(path), {"suffix": path.suffix or "-"}))
    if path.exists():
        raise Refused(Problem("file-exists", str(path)))
    if not path.absolute().parent.is_dir():
        raise Refused(Problem("folder-missing", str(path.absolute().parent)))
    figure.savefig(path, dpi=200)
