"""The tables of an application: each a tab, every cell a field that records when it is left."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QTabBar, QWidget

from qmdesk.formdef.benchmark import Shape, Table
from qmdesk.model.journal import Changes, Edit, Place
from qmdesk.ui.benchmark.reading import found_of, made_of
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.records_of import added, removed
from qmdesk.ui.pages.registry import PageSpec
from qmdesk.ui.widgets.basics import box, button, column, empty, label, line, scrolled, tool
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.words import tr
from qmdesk.visit.benchmark.numbers import left_out, name_of, rows_of, unit_of

SURVEYS = ("satisfaction", "loyalty")


#: The annex of 2024 that lists who does the work for the recommending body.
LIAISON_ANNEX = 4


def liaisons(desk: Desk) -> Table:
    """The liaison list as a table like the others; it is the recommending body's, not part of the application."""
    record = desk.hub.form.records["liaison"]
    columns = tuple(each for each in record.fields if each not in {"order", "deleted"})
    return Table("liaison", "", record.label, Shape.LIST, "liaison", columns, (), None, extendable=True)


class DataPage(QWidget):
    """``show_place`` goes to a row, as ``indicator:quality_loss/y2025``."""

    def __init__(self, desk: Desk, spec: PageSpec) -> None:
        super().__init__()
        self._tables = [each for each in made_of(desk.hub).tables if each.shape is not Shape.FIELDS]
        if any(each.number == LIAISON_ANNEX and each.printed for each in made_of(desk.hub).annexes):
            self._tables.append(liaisons(desk))
        self._bar, self._stack = QTabBar(), QStackedWidget()
        self._bar.setExpanding(False)
        self._bar.setDrawBase(False)
        self._bar.setAccessibleName(spec.name())
        self.tabs: list[TableTab] = []
        for table in self._tables:
            self._bar.addTab(table.name.in_(desk.lang))
            self._bar.setTabToolTip(self._bar.count() - 1, table.name.in_(desk.lang))
            tab = TableTab(desk, table)
            self.tabs.append(tab)
            self._stack.addWidget(tab)
        self._bar.currentChanged.connect(self._stack.setCurrentIndex)
        theme = desk.theme
        pad, gap = theme.px("space_lg"), theme.px("space_sm")
        whole = column(label(spec.name(), "title"), self._bar, self._stack, gap=gap, margins=(pad, gap, pad, gap))
        whole.setStretch(2, 1)
        self.setLayout(column(box("page", whole)))

    def show_tab(self, name: str) -> None:
        """Show a table by its id."""
        at = next((at for at, each in enumerate(self._tables) if each.id == name), None)
        if at is not None:
            self._bar.setCurrentIndex(at)

    def show_place(self, where: str) -> None:
        """Go to a record's field."""
        subject, _, field = where.partition("/")
        kind = "product" if subject.startswith("survey") else subject.partition(":")[0]
        at = next((at for at, each in enumerate(self._tables) if each.record == kind), None)
        if at is not None:
            self._bar.setCurrentIndex(at)
            self.tabs[at].show_field(subject, field)


class TableTab(QWidget):
    """One table; it is laid out anew when rows come or go, else its fields show what changes by themselves."""

    def __init__(self, desk: Desk, table: Table) -> None:
        super().__init__()
        self._desk, self._table = desk, table
        theme = desk.theme
        gap = theme.px("space_md")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px("space_sm"))
        self._grid.setVerticalSpacing(theme.px("space_sm"))
        self.fields: dict[str, CaseField] = {}
        self._keys: tuple[str, ...] = ()
        words = table.note.in_(desk.lang) if table.note is not None else ""
        add = button(self._adding(), self._add, theme=theme, icon="plus")
        add.setVisible(table.extendable)
        parts = column(
            label(words, "muted", wrap=True), self._grid, line(add, None), None, gap=gap, margins=(0, gap, gap, gap)
        )
        self._area = scrolled(box("page", parts))
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setLayout(column(self._area))
        desk.hub.changed.connect(self._on_changed)
        self._lay()

    def _adding(self) -> str:
        if self._table.record == "product":
            return tr("增加产品或服务")
        if self._table.record == "liaison":
            return tr("增加联络员")
        return tr("增加竞争对手或标杆") if self._table.record == "competitor" else tr("增加指标")

    def show_field(self, subject: str, field: str) -> None:
        """Put the cursor into a field of this table."""
        found = self.fields.get(f"{subject}/{field}") or next(
            (each for place, each in self.fields.items() if place.startswith(f"{subject}/")), None
        )
        if found is not None:
            self._area.ensureWidgetVisible(found)
            found.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- laying out ------------------------------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        if any(place.kind == self._table.record for place in changes.places) and self._rows_now() != self._keys:
            self._lay()

    def _rows_now(self) -> tuple[str, ...]:
        made, found = made_of(self._desk.hub), found_of(self._desk.hub)
        if self._table.shape is Shape.ROWS:
            rows = rows_of(made, self._table, found)
            return tuple(f"{key}{'-' if left_out(record) else ''}" for key, _, record in rows)
        return tuple(each.key for each in found.records(self._table.record))

    def _lay(self) -> None:
        empty(self._grid)
        self.fields.clear()
        self._keys = self._rows_now()
        {Shape.ROWS: self._lay_rows, Shape.LIST: self._lay_list, Shape.MARKET: self._lay_market}[self._table.shape]()

    def _head(self, texts: list[str]) -> None:
        for column_at, text in enumerate(texts):
            head = label(text, "caption", wrap=True)
            head.setAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(head, 0, column_at)

    def _field(self, subject: str, name: str, row: int, column_at: int) -> None:
        made = CaseField(self._desk, subject, name, caption=False, lines=2)
        made.editor.setMinimumWidth(self._desk.theme.px("space_xxl") * 2)
        self.fields[f"{subject}/{name}"] = made
        self._grid.addWidget(made, row, column_at, Qt.AlignmentFlag.AlignTop)

    def _label(self, record: str, name: str) -> str:
        return self._desk.hub.form.records[record].fields[name].label.in_(self._desk.lang)

    def _lay_rows(self) -> None:
        desk, table, lang = self._desk, self._table, self._desk.lang
        columns = [each for each in table.columns if each not in {"name", "unit"}]
        self._head([self._label(table.record, "name"), *(self._label(table.record, each) for each in columns), ""])
        self._grid.setColumnStretch(0, 2)
        for at, (key, row, record) in enumerate(rows_of(made_of(desk.hub), table, found_of(desk.hub)), 1):
            subject = f"{table.record}:{key}"
            if row is None:
                names = ["name", "unit"] if "unit" in table.columns else ["name"]
                cell = column(gap=2)
                for each in names:
                    field = CaseField(desk, subject, each, caption=False)
                    self.fields[f"{subject}/{each}"] = field
                    cell.addWidget(field)
                self._grid.addLayout(cell, at, 0)
            else:
                name, unit = name_of(row, record, lang), unit_of(row, record, lang)
                words = label(tr("{name}（{unit}）", name=name, unit=unit) if unit else name, wrap=True)
                words.setMinimumWidth(desk.theme.px("space_xxl") * 4)
                self._grid.addWidget(words, at, 0)
            if left_out(record):
                self._grid.addWidget(label(tr("不适用（删减）"), "muted"), at, 1, 1, max(len(columns), 1))
            else:
                for column_at, each in enumerate(columns, 1):
                    self._field(subject, each, at, column_at)
                    self._grid.setColumnStretch(column_at, 1)
            self._grid.addWidget(self._away(key, own=row is None, out=left_out(record)), at, len(columns) + 1)

    def _away(self, key: str, *, own: bool, out: bool) -> QWidget:
        hub, theme, kind = self._desk.hub, self._desk.theme, self._table.record
        if own:
            return tool(theme, "trash-2", tr("删去这一行"), lambda: hub.record(removed(hub, kind, key)))
        place = Place(f"{kind}:{key}", "left_out")
        if out:
            return tool(theme, "undo-2", tr("恢复这一行"), lambda: hub.record(Edit(place, None)))
        return tool(theme, "circle-slash", tr("不适用，删减这一行"), lambda: hub.record(Edit(place, True)))

    def _lay_list(self) -> None:
        table = self._table
        self._head([*(self._label(table.record, each) for each in table.columns), ""])
        for at, key in enumerate(self._desk.hub.keys(table.record), 1):
            for column_at, each in enumerate(table.columns):
                self._field(f"{table.record}:{key}", each, at, column_at)
                self._grid.setColumnStretch(column_at, 2 if each == "strengths" else 1)
            self._grid.addWidget(self._away(key, own=True, out=False), at, len(table.columns))

    def _lay_market(self) -> None:
        """A block for each product, a column for each year; below, who surveyed."""
        hub, years = self._desk.hub, made_of(self._desk.hub).years
        row = 0
        for key in hub.keys("product"):
            subject = f"product:{key}"
            name = CaseField(self._desk, subject, "name")
            self.fields[f"{subject}/name"] = name
            self._grid.addWidget(name, row, 0, 1, len(years) + 1)
            self._grid.addWidget(self._away(key, own=True, out=False), row, len(years) + 1)
            for each in ("domestic", "international", "satisfaction", "loyalty"):
                row += 1
                self._grid.addWidget(label(self._words(each), wrap=True), row, 0)
                for column_at, year in enumerate(years, 1):
                    made = CaseField(self._desk, subject, f"{each}_{year}")
                    self.fields[f"{subject}/{each}_{year}"] = made
                    self._grid.addWidget(made, row, column_at)
            row += 1
        for kind in SURVEYS:
            for year in years:
                subject = f"survey:{kind}.{year}"
                self._grid.addWidget(label(self._label("product", f"{kind}_{year}"), wrap=True), row, 0)
                for column_at, each in enumerate(("method", "body"), 1):
                    made = CaseField(self._desk, subject, each)
                    self.fields[f"{subject}/{each}"] = made
                    self._grid.addWidget(made, row, column_at)
                row += 1
        for column_at in range(1, len(years) + 1):
            self._grid.setColumnStretch(column_at, 1)

    @staticmethod
    def _words(name: str) -> str:
        return {
            "domestic": tr("国内市场占有率"),
            "international": tr("国际市场占有率"),
            "satisfaction": tr("顾客满意度"),
            "loyalty": tr("顾客忠诚程度"),
        }[name]

    def _add(self) -> None:
        hub, kind = self._desk.hub, self._table.record
        key, edits = added(hub, kind, {"name": tr("（新增）")})
        if hub.record(edits):
            self.show_field(f"{kind}:{key}", "name")
