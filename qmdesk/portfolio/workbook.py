"""A roll-up as a workbook for another office: small groups hidden, numbers as numbers, a sheet for every table."""

from __future__ import annotations

from pathlib import Path

from qmdesk.charts.style import style_for
from qmdesk.model.problem import Problem, Refused
from qmdesk.portfolio.grids import all_grids, target_grid
from qmdesk.portfolio.masked_targets import beside
from qmdesk.portfolio.masking import K
from qmdesk.portfolio.pictures import Pictures
from qmdesk.portfolio.rollup import Rollup
from qmdesk.portfolio.summary import Wanted
from qmdesk.portfolio.targets import region_of
from qmdesk.report.xlsx.book import Workbook, number_of
from qmdesk.trust.files import part_beside, put_in_place


def write_workbook(
    made: Rollup, out: Path, lang: str, *, k: int = K, force: bool = False, wanted: Wanted | None = None
) -> None:
    """Write the workbook; ``k`` below 5 counts as 5. Raises Refused: file-exists, file-cannot-write."""
    if out.exists() and not force:
        raise Refused(Problem("file-exists", str(out)))
    k = max(k, K)
    p = Pictures(made, style_for("print", lang), k)
    grids = all_grids(p)
    if wanted is not None:
        targets = beside(wanted.targets, made, p.shown, region_of(wanted.pack))
        grids.insert(0, target_grid(targets, wanted.pack, p.words, k))
    with part_beside(out) as part:
        book = Workbook(part)
        notes = ("denominator-note", "masking-note", "measure-note", "final-note")
        book.table(p.words("notes"), (p.words("notes"),), [(p.words(note, k=k),) for note in notes])
        for grid in grids:
            book.table(_named(grid.title), grid.heads, [[number_of(cell) for cell in row] for row in grid.rows])
        book.close()
        put_in_place(part, out)


def _named(title: str) -> str:
    """A title as a sheet may be called: without what stands in brackets behind it."""
    return title.split("（")[0].split(" (")[0]
