"""A page of tabs, each made when it is first shown; the last one is remembered by case, Alt+number goes there."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.registry import PageSpec, exists
from qmdesk.ui.widgets.basics import box, column, label, line
from qmdesk.ui.widgets.least import scrolled_at_least
from qmdesk.ui.words import tr


@dataclass(frozen=True, slots=True)
class TabSpec:
    """One tab: its id, its title (marked for translation), ``module:name`` of its widget made by ``factory(desk)``,
    and the kinds of records that it shows. A tab of kinds that the form lacks isn't offered."""

    id: str
    title: str
    factory: str
    takes: tuple[str, ...] = ()


class Tabs(QWidget):
    """Tabs by their ids, titles in the user's language; ``remembered`` is the setting that keeps the one in front."""

    def __init__(self, desk: Desk, spec: PageSpec, titles: Mapping[str, str], remembered: str) -> None:
        super().__init__()
        self._desk, self._remembered = desk, remembered
        self.tabs: dict[str, QWidget] = {}
        self._names = list(titles)
        theme = desk.theme
        self._bar = QTabBar()
        self._bar.setExpanding(False)
        self._bar.setDrawBase(False)
        self._bar.setUsesScrollButtons(False)  # all tabs stay in sight; where there is no room their words are cut
        self._bar.setElideMode(Qt.TextElideMode.ElideRight)
        self._bar.setAccessibleName(spec.name())
        self._stack = QStackedWidget()
        for number, title in enumerate(titles.values(), 1):
            self._bar.addTab(title)
            self._bar.setTabToolTip(number - 1, f"{title}  Alt+{number}")
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

    @property
    def front(self) -> QWidget:
        """The tab that is shown."""
        return self.tabs[self._names[self._bar.currentIndex()]]

    def _show_last(self) -> None:
        """Show the tab that was in front the last time, else the first."""
        last = self._desk.settings.text(self._remembered)
        self.show_tab(last if last in self._names else self._names[0])

    @property
    def current(self) -> str:
        """The id of the tab in front."""
        return self._names[self._bar.currentIndex()]

    @property
    def title_in_front(self) -> str:
        """What the tab in front is called."""
        return self._bar.tabText(self._bar.currentIndex())

    def _key(self, keys: str, action: Callable[[], object]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(action)  # pyright: ignore[reportArgumentType]

    def _make(self, name: str) -> QWidget:
        """The widget of a tab."""
        raise NotImplementedError

    def go_on(self, by: int) -> None:
        """Show the next tab, after the last one the first."""
        self.show_tab(self._names[(self._bar.currentIndex() + by) % len(self._names)])

    def show_tab(self, name: str) -> QWidget | None:
        """Show a tab, made if need be; None where this form has no such tab."""
        if name not in self._names:
            return None
        if name not in self.tabs:
            self.tabs[name] = self._make(name)
            self._stack.addWidget(scrolled_at_least(box("page", column(self.tabs[name]))))
        self._stack.setCurrentIndex(list(self.tabs).index(name))
        self._bar.setCurrentIndex(self._names.index(name))
        self._bar.updateGeometry()  # the tab in front is written bold
        self._desk.settings.put(self._remembered, name)
        return self.tabs[name]

    def _fits(self) -> bool:
        """Whether the title has room beside the tabs."""
        room = self.width() - 4 * self._desk.theme.px("space_lg")
        return self._title.sizeHint().width() + self._bar.sizeHint().width() <= room

    def _show_title(self, fits: bool) -> None:
        """With the title the tabs stand at the end; without it (the rail says where this is) at the begin."""
        self._title.setVisible(fits)
        self.head.setStretch(1, 1 if fits else 0)
        self.head.setStretch(2, 0 if fits else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._show_title(self._fits())
        super().resizeEvent(event)


class TabbedPage(Tabs):
    """A tab may have ``show_record(key, field)``, called when a link leads to one of the records that it takes."""

    def __init__(self, desk: Desk, spec: PageSpec, tabs: tuple[TabSpec, ...]) -> None:
        records = desk.hub.form.records
        offered = {
            each.id: each
            for each in tabs
            if exists(each.factory) and (not each.takes or any(kind in records for kind in each.takes))
        }
        titles = {name: tr(each.title) for name, each in offered.items()}
        super().__init__(desk, spec, titles, f"tabs/{spec.id}/{desk.hub.session.case_id}")
        self.offered = offered
        self._show_last()

    def _make(self, name: str) -> QWidget:
        module, _, factory = self.offered[name].factory.partition(":")
        make: Callable[[Desk], Any] = getattr(importlib.import_module(module), factory)
        return make(self._desk)

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
