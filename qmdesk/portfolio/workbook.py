"""A roll-up as a workbook for another office: small groups hidden, a sheet for every table."""

from __future__ import annotations

from pathlib import Path

from qmdesk.charts.style import style_for
from qmdesk.model.problem import Problem, Refused
from qmdesk.portfolio.grids import all_grids, target_grid
from qmdesk.portfolio.masking import K
from qmdesk.portfolio.pictures import Pictures
from qmdesk.portfolio.rollup import Rollup
from qmdesk.portfolio.summary import Wanted
from qmdesk.report.papers.books import Head, Sheet, write_book
from qmdesk.report.programme.summary import Grid


def write_workbook(
    made: Rollup, out: Path, lang: str, *, k: int = K, force: bool = False, wanted: Wanted | None = None
) -> None:
    """Write the workbook; ``k`` below 5 counts as 5. Raises Refused: file-exists, report-not-written."""
    if out.exists() and not force:
        raise Refused(Problem("file-exists", str(out)))
    k = max(k, K)
    p = Pictures(made, style_for("print", lang), k)
    grids = all_grids(p)
    if wanted is not None:
        grids.insert(0, target_grid(wanted.targets, wanted.pack, p.words, k))
    lead = " ".join((p.words("denominator-note"), p.words("masking-note", k=k)))
    write_book([_sheet(each, lead) for each in grids], out, lang)


def _sheet(grid: Grid, lead: str) -> Sheet:
    heads = tuple(Head(name, max(10.0, 100 * share)) for name, share in zip(grid.heads, grid.shares, strict=True))
    return Sheet(_named(grid.title), lead, heads, grid.rows)


def _named(title: str) -> str:
    """A title as a sheet may be called."""
    plain = "".join(" " if char in "[]:*?/\\" else char for char in title)
    return plain.split("（")[0].split(" (")[0][:31]
