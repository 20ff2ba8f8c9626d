"""Rosters and the window's list of them, for 10,000 enterprises, each against the barest way to touch the same data.

Reading: a workbook of 10,000 rows into checked rows, after the child process has parsed it, against the same grid asked
for every cell's text and each code's check character. Taking in: the plan's texts into a programme file, against one
executemany of the same rows into a table of the same pragmas. Filtering: a word over all rows in the window's model,
against the same word looked for in as many plain texts. What 1,000 rows take is told beside: cost is linear.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from qmdesk.formdef.credit_code import check_character
from qmdesk.formdef.programme_loader import load_pack
from qmdesk.intake.readers import Grid, open_table
from qmdesk.intake.roster import Roster, roster_in
from qmdesk.portfolio.packs import Packs
from qmdesk.portfolio.roster_plan import plan_import
from qmdesk.ui.programme.roster_model import Filter, RosterModel
from qmdesk.workspace.programme import Programme
from tests.bench.paired import Paired, measure
from tests.portfolio.roster_maker import enterprises, write_xlsx

ROWS, FEW, RUNS = 10_000, 1_000, 5
#: A over B at most: reading, taking in, filtering.
READ, TAKE, FILTER = 10.0, 8.0, 5.0
WHO = {"author": "甲", "at": "2026-04-20T08:00:00+00:00"}


def _barely_read(grid: Grid) -> int:
    """Every text once, and the check character of what looks like a code."""
    right = 0
    for row in grid.sheets[0].rows:
        texts = [cell.text.strip() for cell in row if cell is not None]
        code = texts[3] if len(texts) > 3 else ""
        right += len(code) == 18 and check_character(code[:17]) == code[17]
    return right


def _take_in(folder: Path, roster: Roster) -> Callable[[], None]:
    pack, made = load_pack("zhejiang", 2026), iter(range(10_000))

    def work() -> None:
        with Programme.make(folder / f"{next(made)}.qmprog", "zhejiang", 2026, **WHO) as programme:
            programme.record(plan_import(programme, pack, [roster]).writes, **WHO)

    return work


def _insert(folder: Path, roster: Roster) -> Callable[[], None]:
    rows = [(str(at), name, text) for at, row in enumerate(roster.rows) for name, text in row.values.items()]
    made = iter(range(10_000))

    def work() -> None:
        with closing(sqlite3.connect(folder / f"plain{next(made)}.db", isolation_level=None)) as db:
            db.execute("PRAGMA journal_mode=TRUNCATE")
            db.execute("PRAGMA synchronous=EXTRA")
            db.execute("CREATE TABLE value (key TEXT, field TEXT, value TEXT, PRIMARY KEY (key, field)) WITHOUT ROWID")
            db.execute("BEGIN")
            db.executemany("INSERT INTO value VALUES (?,?,?)", rows)
            db.execute("COMMIT")

    return work


def _filter(folder: Path, roster: Roster) -> tuple[Callable[[], None], Callable[[], None]]:
    pack = load_pack("zhejiang", 2026)
    with Programme.make(folder / "shown.qmprog", "zhejiang", 2026, **WHO) as programme:
        programme.record(plan_import(programme, pack, [roster]).writes, **WHO)
        rows = programme.rows()
    model = RosterModel("zh-CN")
    model.show_rows(rows, Packs(pack, load_pack("miit", 2026), ()), date(2026, 9, 1))
    texts = [f"{each.enterprise} {each.credit_code} {each.county} {each.city} {each.contact}".lower() for each in rows]
    return lambda: model.show_only(
        Filter("食品")
    ), lambda: [at for at, text in enumerate(texts) if "食品" in text] and None


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> int:
    """Measure; 1 where a limit is not met."""
    application = QApplication.instance() or QApplication([])
    pack = load_pack("zhejiang", 2026)
    results: list[tuple[str, Paired, float]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        grids = {count: open_table(write_xlsx(folder / f"{count}.xlsx", enterprises(count))) for count in (FEW, ROWS)}
        grid = grids[ROWS]
        roster = roster_in(grid, pack)
        assert len(roster.rows) == ROWS
        results.append(("roster read", measure(lambda: roster_in(grid, pack), lambda: _barely_read(grid), RUNS), READ))
        results.append(("roster taken in", measure(_take_in(folder, roster), _insert(folder, roster), RUNS), TAKE))
        results.append(("roster filtered", measure(*_filter(folder, roster), RUNS), FILTER))
        few, many = (_seconds(lambda each=each: roster_in(grids[each], pack)) for each in (FEW, ROWS))
    for what, found, limit in results:
        print(found.report(what, limit))
    print(f"roster read, processor time: {FEW} rows {few * 1e3:.0f} ms, {ROWS} rows {many * 1e3:.0f} ms")
    del application
    return int(any(found.ratio >= limit for _, found, limit in results))


if __name__ == "__main__":
    raise SystemExit(main())
