"""Results of a programme: the lists to publish, who is held back and why, where levels differ, the contacts."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QTabWidget, QWidget

from qmdesk.ui.programme.desk import ProgrammeDesk, now
from qmdesk.ui.programme.plain_table import KEY, PlainTable
from qmdesk.ui.widgets.basics import box, button, column, elided, label, line, say_empty
from qmdesk.ui.widgets.typing_fields import LineField
from qmdesk.ui.words import tr

if TYPE_CHECKING:
    from qmdesk.formdef.types import Form
    from qmdesk.intake.contacts import Contact
    from qmdesk.portfolio.contacts import Taken
    from qmdesk.portfolio.differences import Difference
    from qmdesk.portfolio.results import Results


@dataclass(frozen=True, slots=True)
class _Found:
    """What the pool worked out: all lists, differences, contacts, and the form that names things."""

    results: Results
    changed: tuple[Difference, ...]
    contacts: tuple[Contact, ...]
    form: Form


class ResultsPage(QWidget):
    """Tabs: a list for each publisher, who is held back, differences, contacts. All of it is worked out in the pool."""

    def __init__(self, desk: ProgrammeDesk) -> None:
        super().__init__()
        self._desk, self._stale = desk, True
        self._found: _Found | None = None
        theme = desk.theme
        self._count = elided("", "muted")
        self.search = LineField(tr("在表中查找"), tr("企业、代码、地区、原因"))
        self.search.setMaximumWidth(theme.px("tile") * 2)
        self.search.textChanged.connect(self._find)
        self.export = button(tr("导出结果…"), self._export, role="primary", theme=theme, icon="download")
        self._import = button(tr("导入联络员…"), self._import_contacts, role="quiet", theme=theme, icon="users")
        self._give = button(tr("导出联络员…"), self._export_contacts, role="quiet", theme=theme, icon="download")
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its bar of tabs takes the focus, and is what is heard
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.currentChanged.connect(lambda _: self._show_tools())
        self._empty = say_empty(
            theme,
            "award",
            tr("还没有结果"),
            tr("名录里有了企业和复核等级，这里就按主管部门列出公布名单；没有进名单的，逐家写明原因。"),
            button(tr("去名录"), lambda: desk.go("page:roster"), role="primary", theme=theme),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(box("", column(line(self._empty, None), None)))
        self._stack.addWidget(self.tabs)
        pad, gap = theme.px("space_lg"), theme.px("space_sm")
        head = line(
            label(tr("结果"), "title"), self._count, self.search, self._import, self._give, self.export, gap=gap
        )
        head.setStretch(1, 3)
        head.setStretch(2, 2)
        whole = column(head, self._stack, gap=gap, margins=(pad, gap, pad, gap))
        whole.setStretch(1, 1)
        self.setLayout(column(box("page", whole)))
        desk.hub.changed.connect(self._on_changed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._work_out()

    def _on_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self._work_out()

    def _work_out(self) -> None:
        if not self._stale:
            return
        self._stale = False
        desk, home = self._desk, self._desk.settings.home
        rows, pack = desk.programme.rows(removed=True), desk.packs.own
        programme = desk.programme

        def work() -> _Found:
            from qmdesk.formdef.loader import load_builtin
            from qmdesk.portfolio.contacts import contacts_of
            from qmdesk.portfolio.results import results

            changed = _differences(home, str(pack.year))
            return _Found(results(rows, pack), changed, contacts_of(programme), load_builtin("meqmc"))

        desk.ask(self, work, self._show)

    def _show(self, found: _Found) -> None:
        self._found = found
        here = self.tabs.currentIndex()
        while self.tabs.count():
            widget = self.tabs.widget(0)
            self.tabs.removeTab(0)
            widget.deleteLater()
        for table, name, count in self._tables(found):
            at = self.tabs.addTab(table, tr("{name} {n}", name=name, n=count))
            self.tabs.setTabToolTip(at, table.accessibleName())
        self.tabs.setCurrentIndex(max(min(here, self.tabs.count() - 1), 0))
        listed = sum(len(each.entries) for each in found.results.lists)
        held = len(found.results.held_back)
        anything = bool(listed or held or found.contacts or found.changed)
        self._stack.setCurrentIndex(1 if anything else 0)
        self._count.show_text(
            tr("可公布 {listed} 家，暂不公布 {held} 家", listed=listed, held=held) if anything else ""
        )
        self._find(self.search.text())
        self._show_tools()

    def _tables(self, found: _Found) -> list[tuple[PlainTable, str, int]]:
        from qmdesk.portfolio import results_book as book
        from qmdesk.wording import say

        lang, form = self._desk.lang, found.form
        made: list[tuple[PlainTable, str, int]] = []
        heads = [
            say(f"results.column.{name}", lang)
            for name in ("region", "enterprise", "credit_code", "level", "whose", "day")
        ]
        for each in found.results.lists:
            rows = [
                (book.place(row), row.participant.enterprise, row.participant.credit_code,
                 book.level_name(form, row.level, lang), say(f"results.whose.{row.whose}", lang), book.day(row))
                for row in each.entries
            ]  # fmt: skip
            keys = [row.participant.key for row in each.entries]
            table = self._table(book.list_title(each, form, lang), heads, (11, 19, 12, 6, 8, 6), rows, keys)
            made.append((table, tr("{levels}名单", levels=book.levels_name(each, form, lang)), len(rows)))
        heads = [
            say(f"results.column.{name}", lang) for name in ("region", "enterprise", "credit_code", "level", "reason")
        ]
        held = [
            (book.place(row), row.participant.enterprise, row.participant.credit_code,
             book.level_name(form, row.level, lang), say(f"results.held.{row.held_back or 'below-list'}", lang))
            for row in found.results.held_back
        ]  # fmt: skip
        keys = [row.participant.key for row in found.results.held_back]
        title = say("results.held-back", lang)
        made.append((self._table(title, heads, (11, 19, 12, 6, 12), held, keys), title, len(held)))
        made.append(self._changed(found))
        made.append(self._contacts(found))
        return made

    def _heads(self, *names: str) -> list[str]:
        from qmdesk.wording import say

        return [say(f"results.column.{name}", self._desk.lang) for name in names]

    def _changed(self, found: _Found) -> tuple[PlainTable, str, int]:
        from qmdesk.portfolio import results_book as book
        from qmdesk.wording import say

        lang, form = self._desk.lang, found.form
        heads = self._heads("enterprise", "stages", "before", "after", "why")
        rows = [
            (each.enterprise, book.stages(each, lang), book.level_name(form, each.before, lang),
             book.level_name(form, each.after, lang), book.explained(each, form, lang))
            for each in found.changed
        ]  # fmt: skip
        title = say("results.differences", lang)
        return self._wrapped(title, heads, (15, 11, 6, 6, 20), rows), title, len(rows)

    def _contacts(self, found: _Found) -> tuple[PlainTable, str, int]:
        from qmdesk.portfolio.contacts import FIELDS
        from qmdesk.wording import say

        lang = self._desk.lang
        heads = [say(f"contacts.{name}", lang) for name in FIELDS]
        rows = [tuple(str(getattr(each, name)) for name in FIELDS) for each in found.contacts]
        title = say("contacts.title", lang)
        table = self._table(title, heads, (9, 7, 18, 6, 9, 9, 8), rows)
        table.setObjectName("contacts")
        return table, title, len(rows)

    def _table(
        self,
        name: str,
        heads: list[str],
        widths: tuple[int, ...],
        rows: list[tuple[str, ...]],
        keys: list[str] | None = None,
    ) -> PlainTable:
        made = PlainTable(self._desk.theme, name, heads, widths)
        made.rows.show_rows(rows, keys or [])
        made.activated.connect(lambda index: self._go(str(index.data(KEY) or "")))
        return made

    def _wrapped(self, name: str, heads: list[str], widths: tuple[int, ...], rows: list[tuple[str, ...]]) -> PlainTable:
        """A table whose last column is long: shown whole, over several lines."""
        made = self._table(name, heads, widths, rows)
        made.show_whole(len(heads) - 1)
        return made

    def _go(self, key: str) -> None:
        if key:
            self._desk.go(key)

    def _find(self, text: str) -> None:
        for at in range(self.tabs.count()):
            table = self.tabs.widget(at)
            if isinstance(table, PlainTable):
                table.show_only(text)

    def _show_tools(self) -> None:
        table = self.tabs.currentWidget()
        contacts = table is not None and table.objectName() == "contacts" and self._stack.currentIndex() == 1
        nothing = self._stack.currentIndex() == 0
        self._import.setVisible(contacts or nothing)
        self._give.setVisible(contacts)
        self.export.setVisible(not contacts and not nothing)
        self.search.setVisible(not nothing)

    # -- out and in --------------------------------------------------------------------------------

    def _ask_path(self, title: str, name: str) -> Path | None:
        folder = Path(self._desk.settings.text("folder") or self._desk.programme.path.parent)
        chosen, _ = QFileDialog.getSaveFileName(self, title, str(folder / name), "XLSX (*.xlsx)")
        return None if not chosen else Path(chosen if chosen.lower().endswith(".xlsx") else f"{chosen}.xlsx")

    def _export(self) -> None:
        path = self._ask_path(tr("导出结果"), tr("{year}年评价结果.xlsx", year=self._desk.packs.own.year))
        if path is not None:
            self.export_to(path)

    def export_to(self, path: Path) -> None:
        """Write all lists as a workbook, in the pool."""
        found, pack, lang = self._found, self._desk.packs.own, self._desk.lang
        if found is None:
            return

        def work() -> Path:
            from qmdesk.portfolio.results_book import write_results

            write_results(found.results, pack, found.changed, found.form, path, lang)
            return path

        self._desk.ask(self, work, self._written)

    def _written(self, path: Path) -> None:
        self._desk.tell(tr("已导出 {path}", path=path.name))

    def _import_contacts(self) -> None:
        kinds = f"{tr('表格')} (*.xlsx *.xls *.csv)"
        chosen, _ = QFileDialog.getOpenFileName(self, tr("导入联络员"), "", kinds)
        if chosen:
            self.import_contacts(Path(chosen))

    def import_contacts(self, path: Path) -> None:
        """Take a list of contacts in, in the pool, and say what it gave."""
        programme, author = self._desk.programme, self._desk.hub.author

        def work() -> Taken:
            from qmdesk.portfolio.contacts import take_contacts

            return take_contacts(programme, path, author=author, at=now())

        self._desk.ask(self, work, self._taken)

    def _taken(self, taken: Taken) -> None:
        words = tr("联络人：读到 {read} 人，新增 {new} 人", read=taken.read, new=taken.new)
        self._desk.tell(words)
        if taken.problems:
            self._desk.tell_problems(taken.problems)
        self._desk.hub.tell_done(taken.done)

    def _export_contacts(self) -> None:
        path = self._ask_path(tr("导出联络员"), tr("联络员名单.xlsx"))
        found, lang = self._found, self._desk.lang
        if path is None or found is None:
            return

        def work() -> Path:
            from qmdesk.portfolio.contacts import write_contacts

            write_contacts(found.contacts, path, lang)
            return path

        self._desk.ask(self, work, self._written)


def _differences(home: Path, year: str) -> tuple[Difference, ...]:
    """From the facts store of this computer, where there is one."""
    from qmdesk.portfolio.differences import differences
    from qmdesk.portfolio.queries import Scope
    from qmdesk.portfolio.store import DEFAULT, open_store

    if not (home / DEFAULT).is_dir():
        return ()
    facts = open_store("", home)
    try:
        return differences(facts, Scope(year))
    finally:
        facts.close()
