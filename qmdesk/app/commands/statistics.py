"""Commands on measurement files: capability, control-chart, gauge-rr."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from qmdesk.app.commands.shared import JSON, pass_settings
from qmdesk.app.context import Context
from qmdesk.app.out import json_out, text_out
from qmdesk.model.problem import Problem, Refused

if TYPE_CHECKING:
    from matplotlib.figure import Figure


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


FILE = click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
COLUMN = click.option("--column", metavar="C", default=None)
SUBGROUP = click.option("--subgroup", type=click.IntRange(1), metavar="N", default=None)
SUBGROUP_COLUMN = click.option("--subgroup-column", metavar="C", default=None)
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
@click.option("--confidence", type=click.FloatRange(0.5, 0.9999), default=0.95, show_default=True)
@click.option("--nonnormal", metavar="box-cox|johnson|FAMILY", default=None)
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
    as_json: bool,
    chart: Path | None,
) -> None:
    """过程能力 · Process capability of the readings in a file."""
    from qmdesk.intake.measurements import read_column
    from qmdesk.stats.capability import capability as study

    readings = read_column(file, column, subgroup=subgroup, subgroup_column=subgroup_column)
    found = study(readings, lsl, usl, target, method=within or "", confidence=confidence, nonnormal=nonnormal or "")
    document = found.to_json()
    if chart is not None:
        from qmdesk.charts.capability import capability_figure
        from qmdesk.charts.style import style_for
        from qmdesk.stats.exact import floats

        _save(capability_figure(floats(readings), found, style_for("light", settings.lang), name=column or ""), chart)
    if as_json:
        json_out(document)
    else:
        _print(document)


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
        readings = read_column(file, column, subgroup=subgroup, subgroup_column=subgroup_column)
    made = make(kind, readings, sizes=sizes, limits_from=limits_from)
    if chart is not None:
        from qmdesk.charts.spc import control_chart_figure
        from qmdesk.charts.style import style_for

        _save(control_chart_figure(made, style_for("light", settings.lang), name=column or ""), chart)
    if as_json:
        json_out(made.to_json())
    else:
        _print(made.to_json())


@click.command("gauge-rr")
@FILE
@click.option("--part", required=True, metavar="C")
@click.option("--operator", required=True, metavar="C")
@click.option("--value", required=True, metavar="C")
@click.option("--tolerance", type=Exact(), metavar="X", default=None)
@JSON
@pass_settings
def gauge_rr(
    settings: Context, file: Path, part: str, operator: str, value: str, tolerance: Decimal | None, as_json: bool
) -> None:
    """测量系统分析 · Gauge repeatability and reproducibility."""
    from qmdesk.intake.measurements import read_study
    from qmdesk.stats.gauge_rr import gauge_rr as study

    parts, operators, values = read_study(file, part, operator, value)
    found = study(
        parts, operators, [float(each) for each in values], tolerance=None if tolerance is None else float(tolerance)
    )
    if as_json:
        json_out(found.to_json())
    else:
        _print(found.to_json())


def _save(figure: Figure, path: Path) -> None:
    """Write a chart as SVG, PNG or PDF. Raises Refused(chart-format-unknown, file-exists, folder-missing)."""
    if path.suffix.lower() not in {".svg", ".png", ".pdf"}:
        raise Refused(Problem("chart-format-unknown", str(path), {"suffix": path.suffix or "-"}))
    if path.exists():
        raise Refused(Problem("file-exists", str(path)))
    if not path.absolute().parent.is_dir():
        raise Refused(Problem("folder-missing", str(path.absolute().parent)))
    figure.savefig(path, dpi=200)


def _print(document: Mapping[str, object]) -> None:
    for line in _lines(document):
        text_out(line)


def _lines(value: object, name: str = "", depth: int = 0) -> Iterator[str]:
    """The document for people: a line for every figure under the name it has in JSON, lists of figures in one line."""
    indent = "  " * depth
    if isinstance(value, Mapping):
        if name:
            yield f"{indent}{name}:"
        for key, each in cast("Mapping[str, object]", value).items():
            yield from _lines(each, key, depth + bool(name))
    elif isinstance(value, list | tuple) and any(isinstance(each, Mapping) for each in cast("Sequence[object]", value)):
        yield f"{indent}{name}:"
        for each in cast("Sequence[Mapping[str, object]]", value):
            yield f"{indent}  " + "  ".join(f"{key} {_shown(figure)}" for key, figure in each.items())
    else:
        yield f"{indent}{name}: {_shown(value)}"


def _shown(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return ", ".join(_shown(each) for each in cast("Sequence[object]", value)) or "-"
    return f"{value:.6g}" if isinstance(value, float) else str(value)
