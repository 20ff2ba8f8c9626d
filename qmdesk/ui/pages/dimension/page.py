"""The checklist of one dimension: items on the left, the item in front on the right, one key goes on."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QProgressBar, QScrollArea, QStackedWidget, QWidget

from qmdesk.formdef.types import Judged
from qmdesk.model.journal import Changes
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.dimension.item_card import ItemCard
from qmdesk.ui.pages.dimension.item_list import ItemList
from qmdesk.ui.pages.dimension.standing import next_open, standing_of
from qmdesk.ui.pages.registry import PageSpec
from qmdesk.ui.widgets.basics import box, column, label, line, scrolled
from qmdesk.ui.words import tr


class DimensionPage(QWidget):
    """``spec.argument`` is the dimension's id."""

    def __init__(self, desk: Desk, spec: PageSpec) -> None:
        super().__init__()
        self._desk, self._dimension = desk, spec.argument
        theme = desk.theme
        dimension = next(each for each in desk.hub.form.dimensions if each.id == spec.argument)
        self.list = ItemList(desk, spec.argument)
        self._count = label("", "caption")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("进度"))
        pad = theme.px("space_lg")
        title = label(dimension.name.in_(desk.lang), "heading", wrap=True)
        title.setToolTip(dimension.about.in_(desk.lang))
        head = column(title, line(self._count, None), self._bar, gap=theme.px("space_xs"), margins=(pad, pad, pad, pad))
        side = box("list-pane", column(head, self.list))
        side.setFixedWidth(theme.px("list"))
        self._stack = QStackedWidget()
        self._card: ItemCard | None = None
        whole = line(side, self._stack)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.list.chosen.connect(self._show_item)
        desk.hub.changed.connect(self._on_changed)
        desk.hub.stage_changed.connect(self._refresh)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.next_item)
        self._refresh()
        remembered = desk.settings.text(f"items/{desk.hub.session.case_id}/{spec.argument}")
        self.list.show_item(remembered if remembered in self.list.ids else self.list.ids[0])
        self.setFocusProxy(self.list)

    @property
    def card(self) -> ItemCard:
        """The item in front."""
        assert self._card is not None
        return self._card

    def capture_defaults(self) -> dict[str, str]:
        """A note begun here belongs to the item in front."""
        return {"binds": f"item:{self.card.item.id}"}

    def show_place(self, where: str) -> None:
        """Go to ``item:ID``, to its note where the place says so."""
        item, _, field = where.removeprefix("item:").partition("/")
        self.list.show_item(item)
        self.list.setFocus()
        if field:
            self.card.focus_field(field.partition("@")[0])

    def next_item(self) -> None:
        """The next item that I have not rated: in this dimension, then in the others."""
        self.list.setFocus()
        found = next_open(self._desk.hub, self.list.ids, self.card.item.id)
        if found is not None:
            self.list.show_item(found)
            return
        others = [
            item.id
            for each in self._desk.hub.form.dimensions
            if each.judged is Judged.ITEMS and each.id != self._dimension
            for item in self._desk.hub.form.items_of(each.id)
        ]
        found = next_open(self._desk.hub, others, "")
        if found is None:
            self._desk.tell(tr("所有条目都已评级。下一步：核实绩效数据，再做离厂检查。"))
        else:
            self._desk.go(f"item:{found}")

    def _show_item(self, item: str) -> None:
        card = ItemCard(self._desk, item)
        area: QScrollArea = scrolled(card)
        area.setAccessibleName(card.item.name.in_(self._desk.lang))
        old = self._stack.currentWidget()
        self._stack.addWidget(area)
        self._stack.setCurrentWidget(area)
        self._card = card
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        self._desk.settings.put(f"items/{self._desk.hub.session.case_id}/{self._dimension}", item)

    def _on_changed(self, changes: Changes) -> None:
        if any(place.kind in {"item", "evidence"} for place in changes.places):
            self._refresh()

    def _refresh(self) -> None:
        self.list.refresh()
        items = self.list.ids
        done = sum(1 for item in items if standing_of(self._desk.hub, item).state != "open")
        self._bar.setMaximum(len(items))
        self._bar.setValue(done)
        self._count.setText(tr("已评 {done} / {total}", done=done, total=len(items)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = unicodedata.normalize("NFKC", event.text())
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if plain and text.isdigit() and len(text) == 1 and int(text) <= len(self._desk.hub.form.levels):
            self.card.press(int(text))
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.card.evidence.paste()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.card.clear_rating()
        else:
            super().keyPressEvent(event)
