"""A page of tabs, each made when it is first shown; the last one is remembered by case, Alt+number goes there."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.registry import PageSpec, exists
from qmdesk.ui.widgets.basics import box, column, label, line
from qmdesk.ui.words import tr


@dataclass(frozen=True, slots=True)
class TabSpec:
    """One tab: its id, its title (marked for translation), ``module:name`` of its widget made by ``factory(desk)``,
    and the kinds of records that it shows. A tab of kinds that the form lacks isn't offered."""

    id: str
    title: str
    factory: str
    takes: tuple[str, ...] = ()


class TabbedPage(QWidget):
    """A tab may have ``show_record(key, field)``, called when a link leads to one of the records that it takes."""

    def __init__(self, desk: Desk, spec: PageSpec, tabs: tuple[TabSpec, ...]) -> None:
        super().__init__()
        self._desk, self._spec = desk, spec
        self.tabs: dict[str, QWidget] = {}
        records = desk.hub.form.records
        self.offered = {
            each.id: each
            for each in tabs
            if exists(each.factory) and (not each.takes or any(kind in records for kind in each.takes))
        }
        self._names = list(self.offered)
        theme = desk.theme
        self._bar = QTabBar()
        self._bar.setExpanding(False)
        self._bar.setDrawBase(False)
        self._bar.setAccessibleName(spec.name())
        self._stack = QStackedWidget()
        for number, name in enumerate(self._names, 1):
            self._bar.addTab(tr(self.offered[name].title))
            self._bar.setTabToolTip(number - 1, f"Alt+{number}")
        self._bar.currentChanged.connect(lambda number: self.show_tab(self._names[number]))
        pad, gap = theme.px("space_lg"), theme.px("space_sm")
        self._title = label(spec.name(), "title")
        self.head = line(self._title, None, self._bar, gap=theme.px("space_lg"))
        whole = column(self.head, self._stack, gap=gap, margins=(pad, gap, pad, gap))
        whole.setStretch(1, 1)
        self.setLayout(column(box("page", whole)))
        for number, name in enumerate(self._names[:9], 1):
            self._key(f"Alt+{number}", lambda name=name: self.show_tab(name))
        self._key("Ctrl+Tab", lambda: self.go_on(1))
        self._key("Ctrl+Shift+Tab", lambda: self.go_on(-1))
        remembered = desk.settings.text(self._remembered)
        self.show_tab(remembered if remembered in self._names else self._names[0])

    @property
    def _remembered(self) -> str:
        return f"tabs/{self._spec.id}/{self._desk.hub.session.case_id}"

    def _key(self, keys: str, action: Callable[[], object]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(action)  # pyright: ignore[reportArgumentType]

    def go_on(self, by: int) -> None:
        """Show the next tab, after the last one the first."""
        self.show_tab(self._names[(self._bar.currentIndex() + by) % len(self._names)])

    def show_tab(self, name: str) -> QWidget | None:
        """Show a tab, made if need be; None where this form has no such tab."""
        if name not in self.offered:
            return None
        if name not in self.tabs:
            module, _, factory = self.offered[name].factory.partition(":")
            make: Callable[[Desk], Any] = getattr(importlib.import_module(module), factory)
            self.tabs[name] = make(self._desk)
            self._stack.addWidget(self.tabs[name])
        self._stack.setCurrentWidget(self.tabs[name])
        self._bar.setCurrentIndex(self._names.index(name))
        self._bar.updateGeometry()  # the tab in front is written bold
        self._desk.settings.put(self._remembered, name)
        return self.tabs[name]

    def show_place(self, where: str) -> None:
        """Go to a record's field as ``interview:KEY/answer@onsite``."""
        subject, _, field = where.partition("/")
        kind, _, key = subject.partition(":")
        name = next((each.id for each in self.offered.values() if kind in each.takes), None)
        tab = self.show_tab(name) if name else None
        go = getattr(tab, "show_record", None)
        if go is not None:
            go(key, field.partition("@")[0])
        else:
            self._bar.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The title goes where the tabs need its room: the rail says where this is."""
        theme = self._desk.theme
        room = self.width() - 2 * theme.px("space_lg") - 2 * theme.px("space_lg")
        fits = self._title.sizeHint().width() + self._bar.sizeHint().width() <= room
        self._title.setVisible(fits)
        self.head.setStretch(1, 1 if fits else 0)
        self.head.setStretch(2, 0 if fits else 1)
        super().resizeEvent(event)
