"""The choices above the roll-up: its year, what the charts group by, and which cases are asked about."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qmdesk.portfolio.queries import GROUPS, Scope
from qmdesk.ui.programme.desk import ProgrammeDesk
from qmdesk.ui.widgets.flow import FlowLayout
from qmdesk.ui.widgets.typing_fields import ChoiceBox
from qmdesk.ui.words import mark, tr

if TYPE_CHECKING:
    from qmdesk.portfolio.rollup import Rollup
    from qmdesk.portfolio.words import Words

BY = {
    "region": mark("地区"),
    "trade": mark("行业"),
    "size": mark("规模"),
    "class": mark("参评类别"),
    "institution": mark("评价机构"),
}
#: Letters that a choice shows at most.
LETTERS = 12
#: Filters of the scope: its field, the group whose rows it lists, what it shows when it filters nothing.
FILTERS = (
    ("province", "region", mark("全部地区")),
    ("trade", "trade", mark("全部行业")),
    ("size", "size", mark("全部规模")),
    ("class_", "class", mark("全部类别")),
    ("institution", "institution", mark("全部机构")),
)


class ScopeBar(QWidget):
    """``chosen`` brings another scope, ``grouped`` another group of the charts."""

    chosen = Signal(object)  # Scope
    grouped = Signal()

    def __init__(self, desk: ProgrammeDesk) -> None:
        super().__init__()
        self._own = str(desk.packs.own.year)
        self.year, self.by = ChoiceBox(LETTERS), ChoiceBox(LETTERS)
        self.filters = {name: ChoiceBox(self._letters(tr(every))) for name, _, every in FILTERS}
        for group, name in BY.items():
            self.by.addItem(tr("按{group}", group=tr(name)), group)
        self.by.setAccessibleName(tr("图的分组"))
        self.year.setAccessibleName(tr("年度"))
        self.year.setMinimumContentsLength(4)
        for (_, _, every), chosen in zip(FILTERS, self.filters.values(), strict=True):
            chosen.addItem(tr(every), "")
            chosen.setAccessibleName(tr(every))
            chosen.activated.connect(lambda _: self.choose())
        gap = desk.theme.px("space_sm")
        row = FlowLayout(gap)
        for each in (self.year, self.by, *self.filters.values()):
            row.addWidget(each)
        self.setLayout(row)
        self.by.activated.connect(lambda _: self.grouped.emit())
        self.year.activated.connect(lambda _: self.choose())

    def _letters(self, text: str) -> int:
        """How many letters' room a text takes: a filter is as wide as what it shows when it filters nothing."""
        measure = self.fontMetrics()
        return measure.horizontalAdvance(text) // measure.horizontalAdvance("X") + 2

    @property
    def group(self) -> str:
        """What the charts group by."""
        return str(self.by.currentData() or GROUPS[0])

    @property
    def scope(self) -> Scope:
        """What is asked about."""
        words = {name: str(each.currentData() or "") for name, each in self.filters.items()}
        return Scope(str(self.year.currentData() or self._own), **words)

    def choose(self) -> None:
        """Ask for what is chosen now."""
        self.chosen.emit(self.scope)

    def show_years(self, known: Sequence[str], wanted: str) -> None:
        """Offer the years that there are; all filters are taken off."""
        names = list(known) or [self._own]
        year = wanted if wanted in names else self._own if self._own in names else names[-1]
        self.year.clear()
        for name in reversed(names):
            self.year.addItem(tr("{year} 年度", year=name), name)
        self.year.setCurrentIndex(max(self.year.findData(year), 0))
        for each in self.filters.values():
            each.setCurrentIndex(0)

    def show_filters(self, made: Rollup, words: Words) -> None:
        """Offer what the year's cases say; called for a roll-up of a whole year."""
        for name, group, every in FILTERS:
            chosen = self.filters[name]
            chosen.clear()
            chosen.addItem(tr(every), "")
            for each in made.groups.get(group, ()):
                if each.key:
                    chosen.addItem(tr("{name}（{n}）", name=words.key(group, each.key), n=each.cases), each.key)
