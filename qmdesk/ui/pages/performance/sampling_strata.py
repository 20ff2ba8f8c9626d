"""The strata of a sample as a table: name and size typed or pasted, how many of each are drawn beside."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qmdesk.model.problem import Refused
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.performance.sampling_draw import Plan, strata_of
from qmdesk.ui.pages.performance.sampling_grid import GridModel, TextGrid
from qmdesk.ui.widgets.basics import button, column, label, line
from qmdesk.ui.words import tr

#: Rows in sight.
ROWS = 5


class StrataTable(QWidget):
    """``edited`` brings the strata as the case keeps them; ``summed`` their sum, to be taken as the population."""

    edited = Signal(str)
    summed = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        theme = desk.theme
        self.model = GridModel([tr("层"), tr("层内数量"), tr("抽取")], [False, True, True])
        self.model.shown = self._share
        self.model.wrong = self._wrong
        self.model.edited.connect(self._on_edited)
        self.grid = TextGrid(self.model, theme, tr("分层"))
        self.grid.setFixedHeight(theme.px("control") * (ROWS + 1) + 2)
        self._plan: Plan | None = None
        self._said = label("", "warning", wrap=True)
        self._sum = button("", self._take_sum, role="link")
        about = label(tr("每层一行：名称和数量，可粘贴。按各层大小分配样本，层内各自随机。"), "caption", wrap=True)
        under = line(self._said, self._sum, None, gap=theme.px("space_sm"))
        self.setLayout(column(about, self.grid, under, gap=theme.px("space_xs")))

    def show_plan(self, plan: Plan, *, writable: bool) -> None:
        """Show the strata of a plan, and whether they add up to the population."""
        self._plan = plan
        self.model.writable = writable
        if self._text() != plan.strata:
            try:
                self.model.show_rows([[name, str(count)] for name, count in strata_of(plan.strata)])
            except Refused:
                self.model.show_rows([[line, ""] for line in plan.strata.splitlines()])
        self.model.refresh()
        total = sum(self._counts())
        off = bool(self.model.rows) and plan.population is not None and total != plan.population
        self._said.setText(
            tr("各层合计 {total}，总体 {population}", total=total, population=plan.population) if off else ""
        )
        self._said.setVisible(off)
        self._sum.setText(tr("总体改为 {total}", total=total))
        differs = bool(total) and total != plan.population and writable
        self._sum.setVisible(differs)

    def _take_sum(self) -> None:
        self.summed.emit(sum(self._counts()))

    def _on_edited(self) -> None:
        self.edited.emit(self._text())

    def _text(self) -> str:
        lines = [f"{name.strip()} {_count(count)}".strip() for name, count in self.model.rows]
        return "\n".join(each for each in lines if each)

    def _counts(self) -> list[int]:
        return [int(count) for _, each in self.model.rows if (count := _count(each)).isdigit()]

    def _wrong(self, row: int, column: int) -> str:
        name, count = self.model.rows[row]
        if column == 1 and (name.strip() or count.strip()) and (not _count(count).isdigit() or not int(_count(count))):
            return tr("层内数量须是正整数")
        if column == 0 and count.strip() and not name.strip():
            return tr("层要有名称")
        return ""

    def _share(self, row: int) -> str:
        counts = self._counts()
        if self._plan is None or self._plan.size is None or len(counts) != len(self.model.rows):
            return "—"
        from qmdesk.stats.sampling import allocate

        return str(allocate(self._plan.size, counts)[row]) if sum(counts) >= self._plan.size else "—"


def _count(text: str) -> str:
    """A count as typed: full-width digits and thousands separators go."""
    return unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "").strip()
