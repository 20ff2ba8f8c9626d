"""The roll-up: charts of many cases as they are read, a click from any number to its cases, files in, a report out."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from qmdesk.portfolio.queries import BINS, Scope
from qmdesk.ui.charts.view import drawing_thread
from qmdesk.ui.dropping import files_in, not_files
from qmdesk.ui.programme import rollup_plots as plots
from qmdesk.ui.programme.desk import ProgrammeDesk
from qmdesk.ui.programme.facts import Facts, Piece
from qmdesk.ui.programme.picked_chart import PickedChart
from qmdesk.ui.programme.rollup_cases import CasesPane
from qmdesk.ui.programme.rollup_files import RollupFiles
from qmdesk.ui.programme.rollup_scope import ScopeBar
from qmdesk.ui.widgets.basics import box, button, column, elided, label, line, say_empty, scrolled
from qmdesk.ui.words import tr

if TYPE_CHECKING:
    from qmdesk.portfolio.pictures import Pictures
    from qmdesk.portfolio.rollup import Rollup

#: Pixels at 100 % of a chart's row, of the rest of a chart of rows, of other charts.
ROW, REST, PLAIN, SQUARE = 24, 92, 210, 300


class RollupPage(QWidget):
    def __init__(self, desk: ProgrammeDesk) -> None:
        super().__init__()
        self._desk = desk
        self.facts = Facts(desk, self)
        self.files = RollupFiles(desk, self.facts, self)
        self.made: Rollup | None = None
        self.scope = Scope(str(desk.packs.own.year))
        self._pool = drawing_thread(self)
        self._words: Pictures | None = None
        self._count = elided("", "caption")
        self.bar = ScopeBar(desk)
        self.charts: dict[str, PickedChart] = {}
        self.cases = CasesPane(desk)
        self._stack = QStackedWidget()
        self._lay()
        self._connect()
        self.setAcceptDrops(True)

    # -- laying out --------------------------------------------------------------------------------

    def _lay(self) -> None:
        theme = self._desk.theme
        pad, gap = theme.px("space_lg"), theme.px("space_sm")
        names = [
            "levels",
            "shares",
            "items",
            *(f"figure:{bins.figure}" for bins in BINS),
            "confusion",
            "years",
            "moves",
        ]
        for name in names:
            self.charts[name] = self._chart(name)
        inside = column(*self.charts.values(), None, gap=theme.px("space_lg"), margins=(0, 0, pad, pad))
        self._area = scrolled(box("page", inside))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._area)
        split.addWidget(self.cases)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([640, 420])
        self._stack.addWidget(split)
        self._stack.addWidget(box("page", column(line(self._nothing(), None), None)))
        whole = column(
            self._head(),
            self.bar,
            self.files.strip,
            self._stack,
            gap=gap,
            margins=(pad, theme.px("space_md"), pad, 0),
        )
        whole.setStretch(3, 1)
        self.setLayout(column(box("page", whole)))

    def _head(self) -> QWidget:
        theme = self._desk.theme
        take = button(tr("汇入案卷…"), role="primary", theme=theme, icon="package-open")
        take.setMenu(self.files.take_menu())
        self._give = button(tr("导出"), role="quiet", theme=theme, icon="download")
        self._give.setMenu(self.files.give_menu(lambda: self.made))
        self._give.setProperty("drop", "true")
        where = button(tr("数据位置"), self.files.ask_where, role="quiet", theme=theme, icon="folder-sync")
        row = line(label(tr("汇总"), "title"), theme.px("space_md"), self._count, where, self._give, take)
        row.setSpacing(theme.px("space_sm"))
        row.setStretch(2, 1)
        return box("", row)

    def _chart(self, name: str) -> PickedChart:
        theme = self._desk.theme
        high = SQUARE if name in ("confusion", "moves") else PLAIN
        made = PickedChart(theme, self._desk.lang, tr("汇总图"), self._pool, least=high)
        made.setObjectName(name)
        made.picked.connect(lambda axes, x, y, name=name: self._picked(name, axes, x, y))
        made.written.connect(lambda path: self._desk.tell(tr("图已写入 {path}", path=path)))
        made.hide()
        return made

    def _nothing(self) -> QWidget:
        theme = self._desk.theme
        take = button(tr("汇入文件夹…"), self.files.ask_folder, role="primary", theme=theme, icon="folder-open")
        return say_empty(
            theme, "trending-up", tr("还没有可汇总的案卷"),
            tr(
                "把案卷（qmcase）、同步包（zip）或者整个文件夹拖到这里。坏的、别的年度的会搁置并说明，其余照常汇入；"
                "再汇入一次不会重复计算。案卷本身不会改动。"
            ),
            take,
        )  # fmt: skip

    def _connect(self) -> None:
        self.facts.part.connect(self._on_part)
        self.facts.failed.connect(self._on_failed)
        self.facts.taken.connect(self._on_taken)
        self.files.where_changed.connect(self.read)
        self.bar.grouped.connect(self._draw_groups)
        self.bar.chosen.connect(self._choose)
        self.cases.opened.connect(self._open)

    # -- reading -----------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.made is None:
            self.read()

    def read(self) -> None:
        """Read the years that there are, then the roll-up."""
        self.facts.years(self._on_years)

    def _on_years(self, years: tuple[tuple[str, int], ...]) -> None:
        known = [name for name, _ in years if name]
        self.bar.show_years(known, self.scope.programme)
        self._stack.setCurrentIndex(0 if known else 1)
        self._give.setEnabled(bool(known))
        self._choose(self.bar.scope)

    def _choose(self, scope: Scope) -> None:
        self.scope = scope
        self.facts.read(scope)

    def _on_part(self, piece: Piece) -> None:
        from qmdesk.charts.style import style_for
        from qmdesk.portfolio.pictures import Pictures

        self.made = made = piece.made
        self._words = Pictures(made, style_for("light", self._desk.lang))
        if piece.name == "groups":
            self._say_count()
            if made.scope == Scope(made.scope.programme):
                self.bar.show_filters(made, self._words.words)
            self._draw_groups()
        elif piece.name in ("confusion", "moves", "years", "items"):
            self._draw(piece.name)
        elif piece.name == "figures":
            for each in made.figures:
                self._show(f"figure:{each.figure}", plots.figure_plot(made, each) if each.bins else None, PLAIN)

    def _say_count(self) -> None:
        assert self.made is not None and self._words is not None
        whole, goal = self.made.whole, self._desk.packs.own.goal_share
        said = tr("{cases} 家企业，{reviewed} 家完成复核", cases=whole.cases, reviewed=whole.reviewed)
        if whole.share is not None:
            share = self._words.words.share(whole.share, goal)
            said += tr("；保证级及以上占完成复核的 {share}", share=share)
        if goal is not None:
            said += tr("（目标 {goal}）", goal=self._words.words.share(goal))
        self._count.show_text(said if whole.cases else "")

    # -- drawing -----------------------------------------------------------------------------------

    def _draw_groups(self) -> None:
        if self.made is None:
            return
        group = self.bar.group
        rows = len(plots.rows_of(self.made, group))
        goal = self._desk.packs.own.goal_share
        self._show("levels", plots.levels_plot(self.made, group), REST + ROW * rows)
        self._show("shares", plots.shares_plot(self.made, group, goal), REST + ROW * rows)

    def _draw(self, name: str) -> None:
        made = self.made
        assert made is not None
        if name == "items":
            self._show("items", plots.items_plot(made) if made.items else None, REST + ROW * len(made.items))
        elif name == "years":
            several = len(made.years) > 1
            self._show("years", plots.levels_plot(made, "years") if several else None, REST + ROW * len(made.years))
        else:
            moves = name == "moves"
            anything = any(map(any, made.moves if moves else made.confusion))
            self._show(name, plots.confusion_plot(made, moves=moves) if anything else None, SQUARE)

    def _show(self, name: str, build: Callable[..., object] | None, high: int) -> None:
        chart = self.charts[name]
        chart.setVisible(build is not None)
        if build is not None:
            chart.setFixedHeight(round(high * self._desk.theme.scale))
            chart.show_plot(build)  # pyright: ignore[reportArgumentType]

    # -- from a number to its cases ----------------------------------------------------------------

    def _picked(self, name: str, axes: str, x: float, y: float) -> None:
        made, p = self.made, self._words
        if made is None or p is None:
            return
        group = "years" if name == "years" else self.bar.group
        if name in ("levels", "shares", "years"):
            found = plots.behind_rows(made, group, p, x, y, shares=name == "shares")
        elif name == "items":
            found = plots.behind_item(made, p, x, y)
        elif name.startswith("figure:"):
            found = plots.behind_figure(made, p, name.removeprefix("figure:"), x)
        else:
            found = plots.behind_square(made, p, x, y) if name == "confusion" else None
        if found is not None:
            self.show_behind(found)

    def show_behind(self, behind: plots.Behind) -> None:
        """List the cases behind a number."""
        scope, cell, words = behind
        self.facts.cases(scope, cell, lambda found: self.cases.show_cases(words, found))

    def _open(self, source: str) -> None:
        path = Path(source)
        if path.suffix == ".qmcase" and path.is_file():
            self._desk.open_case(path)
        else:
            self._desk.tell(tr("来自 {path}；这里没有可以打开的案卷文件", path=path.name))

    # -- files -------------------------------------------------------------------------------------

    def _on_taken(self, done: object) -> None:
        from qmdesk.portfolio.ingest import Ingested

        assert isinstance(done, Ingested)
        self.cases.show_aside(done)
        self.read()

    def _on_failed(self, problems: object) -> None:
        self._desk.tell_problems(problems)  # pyright: ignore[reportArgumentType]

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        if said := not_files(event.mimeData()):
            self._desk.tell(said)
        self.files.take(files_in(event.mimeData()))
