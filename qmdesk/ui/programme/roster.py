"""The roster of a programme: found, filtered and edited in place; rosters in and out; cases made of rows."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHeaderView, QStackedWidget, QTableView, QWidget

from qmdesk.model.problem import Refused
from qmdesk.model.programme import Participant
from qmdesk.portfolio.calendar import dues_of, next_due
from qmdesk.portfolio.roster_set import set_writes
from qmdesk.ui.pages.performance.cells import EditedTable, edit_here
from qmdesk.ui.programme.desk import ProgrammeDesk, today
from qmdesk.ui.programme.naming import CLASSES, STATES
from qmdesk.ui.programme.roster_cells import RosterDelegate
from qmdesk.ui.programme.roster_files import RosterFiles
from qmdesk.ui.programme.roster_model import COLUMNS, Filter, RosterModel
from qmdesk.ui.programme.roster_selected import SelectedBar
from qmdesk.ui.widgets.basics import box, button, column, label, line, say_empty
from qmdesk.ui.widgets.flow import FlowLayout
from qmdesk.ui.widgets.typing_fields import ChoiceBox, LineField
from qmdesk.ui.words import mark, tr

STATE_CHOICES = (
    *((name, STATES[name][0]) for name in ("late", "soon", "open", "undated", "done")),
    ("no-institution", mark("未定机构")),
    ("proposed", mark("类别为拟定")),
    ("case", mark("已有案卷")),
    ("no-case", mark("还没有案卷")),
)
#: Milliseconds after the last keystroke until the table is filtered.
PAUSE = 120
#: Rows from which on the next steps of all are worked out in the pool, before somebody sorts by them.
MANY = 1000
DISPLAY = Qt.ItemDataRole.DisplayRole


class RosterPage(QWidget):
    def __init__(self, desk: ProgrammeDesk) -> None:
        super().__init__()
        self._desk = desk
        theme = desk.theme
        self.model = RosterModel(desk.lang)
        self.files = RosterFiles(desk, self)
        self._count = label("", "caption")
        self.search = LineField(tr("筛选"), tr("名称、代码、机构、人员…"))
        self.search.setMinimumWidth(theme.px("list"))
        self.city, self.of_class, self.state = ChoiceBox(), ChoiceBox(), ChoiceBox()
        self.table = EditedTable()
        self.selected = SelectedBar(desk, self)
        self._stack = QStackedWidget()
        self._lay_table()
        pad = theme.px("space_lg")
        listing = column(
            self._head(), self._filters(), self.files.strip, self.table, self.selected,
            gap=theme.px("space_sm"), margins=(pad, theme.px("space_md"), pad, theme.px("space_md")),
        )  # fmt: skip
        self._listing = box("page", listing)
        self._empty = box("page", column(self._nothing(), None, margins=(pad, pad, pad, pad)))
        self._stack.addWidget(self._listing)
        self._stack.addWidget(self._empty)
        self.setLayout(column(self._stack))
        self._soon = QTimer(self, singleShot=True, interval=PAUSE)
        self._connect()
        self._read()

    # -- laying out --------------------------------------------------------------------------------

    def _head(self) -> QWidget:
        theme = self._desk.theme
        give = button(tr("导出"), role="quiet", theme=theme, icon="download")
        give.setMenu(self.files.menu())
        give.setProperty("drop", "true")
        take = button(tr("导入名录…"), self.files.ask, role="primary", theme=theme, icon="package-open")
        learn = button(tr("更新进度"), self.files.refresh, role="quiet", theme=theme, icon="refresh-cw")
        learn.setToolTip(tr("从各行的案卷读取等级和日期"))
        row = line(label(tr("名录"), "title"), theme.px("space_md"), self._count, None, learn, give, take)
        row.setSpacing(theme.px("space_sm"))
        return box("", row)

    def _filters(self) -> QWidget:
        theme = self._desk.theme
        self.of_class.addItem(tr("全部类别"), "")
        for name, title in CLASSES.items():
            self.of_class.addItem(tr(title), name)
        self.state.addItem(tr("全部状态"), "")
        for name, title in STATE_CHOICES:
            self.state.addItem(tr(title), name)
        for each, name in ((self.city, tr("市")), (self.of_class, tr("参评类别")), (self.state, tr("状态"))):
            each.setAccessibleName(name)
            each.setMinimumWidth(theme.px("owner"))
        row = FlowLayout(theme.px("space_sm"))
        for each in (self.search, self.city, self.of_class, self.state):
            row.addWidget(each)
        return box("", row)

    def _lay_table(self) -> None:
        theme, table = self._desk.theme, self.table
        table.setAccessibleName(tr("名录"))
        table.setModel(self.model)
        table.setItemDelegate(RosterDelegate(table, theme, self.known))
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.setWordWrap(False)
        table.setSortingEnabled(True)
        table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        table.setEditTriggers(QTableView.EditTrigger.DoubleClicked | QTableView.EditTrigger.EditKeyPressed)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(theme.px("row"))
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        # A selection of its own, always empty: else each painting of the header asks every cell of a selection of all.
        header.setSelectionModel(QItemSelectionModel(self.model, header))
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        english = self._desk.lang.startswith("en")
        wide = table.fontMetrics().horizontalAdvance("国") * 0.56
        for at, each in enumerate(COLUMNS):
            width = each.width * (1.4 if english and each.worded else 1)
            head = header.fontMetrics().horizontalAdvance(
                str(self.model.headerData(at, Qt.Orientation.Horizontal, DISPLAY))
            )
            header.resizeSection(at, max(round(width * wide), head) + 3 * theme.px("space_sm"))

    def _nothing(self) -> QWidget:
        desk, theme = self._desk, self._desk.theme
        take = button(tr("导入名录…"), self.files.ask, role="primary", theme=theme, icon="package-open")
        blank = button(tr("保存空白汇总表…"), self.files.blank, role="quiet", theme=theme, icon="download")
        name = desk.packs.own.authority_name.in_(desk.lang)
        return say_empty(
            theme, "building-2", tr("还没有企业"),
            tr(
                "把各地报来的参评企业汇总表（xlsx、xls、csv）拖到这里，或点“导入名录”。"
                "先预览，看清楚采纳什么、哪些行不采纳和原因，再决定。现在按“{name}”的日程和区划读。", name=name,
            ),
            take, blank,
        )  # fmt: skip

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _: self._soon.start())
        self._soon.timeout.connect(self._filter)
        for each in (self.city, self.of_class, self.state):
            each.activated.connect(lambda _: self._filter())
        self.model.typed.connect(self._on_typed)
        self.model.counted.connect(self._say_count)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._on_selected())
        self.table.activated.connect(lambda _: edit_here(self.table))
        self._desk.hub.changed.connect(self._on_changed)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.activated.connect(lambda: (self.search.setFocus(), self.search.selectAll()))

    # -- what it shows -----------------------------------------------------------------------------

    def _read(self) -> None:
        rows = self._desk.hub.rows()
        self.model.show_rows(rows, self._desk.packs, today())
        if len(rows) > MANY:
            packs, day = self._desk.packs, today()
            work = lambda: {row.key: next_due(dues_of(packs, row, day)) for row in rows}  # noqa: E731
            self._desk.ask(self, work, self.model.take_dues)
        kept = self.city.currentData()
        self.city.clear()
        self.city.addItem(tr("全部地区"), "")
        for name in sorted({each.city for each in rows if each.city}):
            self.city.addItem(name, name)
        self.city.setCurrentIndex(max(self.city.findData(kept), 0))
        self.files.show_aside()
        if self._stack.currentWidget() in (self._listing, self._empty):
            self._stack.setCurrentWidget(self._listing if rows or self.files.lying else self._empty)

    def _on_changed(self, keys: frozenset[str]) -> None:
        """Newer texts in place; the whole anew where rows came or went."""
        rows = [each for each in self._desk.hub.rows() if each.key in keys]
        at_once = keys and len(rows) == len(keys) and all(self._is_shown(each) for each in rows)
        if not at_once:
            chosen = [each.key for each in self.chosen()]
            self._read()
            self.choose(chosen)
        else:
            self.model.update_rows(rows)
        self._on_selected()

    def _is_shown(self, row: Participant) -> bool:
        return not row.removed and bool(row.enterprise) and self.model.place_of(row.key) >= 0

    def _filter(self) -> None:
        self._soon.stop()
        wanted = (self.search.text(), self.city.currentData(), self.of_class.currentData(), self.state.currentData())
        self.model.show_only(Filter(*(str(each or "") for each in wanted)))

    def _say_count(self, shown: int, total: int) -> None:
        few = tr("{shown} / {total} 家", shown=shown, total=total)
        self._count.setText(few if shown != total else tr("{total} 家", total=total))

    def show_page(self, page: QWidget | None) -> None:
        """Show a page in place of the list (an import's preview); None: the list again."""
        while self._stack.count() > 2:
            old = self._stack.widget(2)
            self._stack.removeWidget(old)
            old.hide()
            old.deleteLater()
        if page is not None:
            self._stack.addWidget(page)
            self._stack.setCurrentWidget(page)
            page.setFocus()
        else:
            self._stack.setCurrentWidget(self._listing)
            self._read()
            self.table.setFocus()

    # -- rows --------------------------------------------------------------------------------------

    def chosen(self) -> list[Participant]:
        """The rows that are selected, as they are shown."""
        found = self.table.selectionModel().selection()  # selectedRows() would look at every cell of every row
        ranges = [found.at(number) for number in range(found.count())]
        places = {at for each in ranges for at in range(each.top(), each.bottom() + 1)}
        return [self.model.row(at) for at in sorted(places)]

    def choose(self, keys: list[str]) -> None:
        """Select rows, and bring the first into sight."""
        self.table.clearSelection()
        places = [at for key in keys[:200] if (at := self.model.place_of(key)) >= 0]
        for at in places:
            index = self.model.index(at, 1)
            flags = self.table.selectionModel().SelectionFlag
            self.table.selectionModel().select(index, flags.Select | flags.Rows)
        if places:
            self.table.scrollTo(self.model.index(places[0], 1))

    def show_place(self, where: str) -> None:
        """Bring a row into sight, whatever is filtered."""
        if self.model.place_of(where) < 0:
            for each in (self.city, self.of_class, self.state):
                each.setCurrentIndex(0)
            self.search.setText("")
            self._filter()
        self.choose([where])

    def _on_selected(self) -> None:
        self.selected.show_rows(self.chosen())

    def _on_typed(self, key: str, field: str, text: str) -> None:
        try:
            writes = set_writes(self._desk.programme, [key], field, text)
        except Refused as refused:
            self._desk.tell_problems(refused.problems)
            return
        self._desk.hub.record(writes)

    def known(self, field: str) -> list[str]:
        """Texts that a field has in this programme or its packs, to complete by."""
        packs = self._desk.packs
        known: list[str] = []
        if field == "institution":
            known = [each.name for each in packs.institutions]
        elif field == "assessors":
            known = [name for each in packs.institutions for name in each.assessors]
        elif field in ("county", "city"):
            known = [each.id for each in packs.own.regions if (each.kind == "city") is (field == "city")]
        rows = self._desk.programme.state
        here = (each.get(field, "") for key, each in rows.items() if key.startswith("row:"))
        return sorted({each for each in (*known, *here) if each})
