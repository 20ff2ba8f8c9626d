"""A field that finds an item or figure by a part of its name: type, Enter."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCompleter, QWidget

from qmdesk.ui.desk import Desk
from qmdesk.ui.naming import bound_names, subject_name
from qmdesk.ui.widgets.basics import button, restyle
from qmdesk.ui.widgets.flow import FlowLayout
from qmdesk.ui.widgets.typing_fields import LineField
from qmdesk.ui.words import tr
from qmdesk.visit.sorting import suggested


def places(desk: Desk) -> dict[str, str]:
    """Every item and figure by its name."""
    form = desk.hub.form
    wheres = [*[f"item:{each.id}" for each in form.items], *[f"figure:{each.id}" for each in form.figures]]
    return {subject_name(form, {}, where, desk.lang): where for where in wheres}


class ItemFinder(LineField):
    """``chosen`` tells the place, "" where the field was emptied; ``where`` is the one that stands, or several."""

    chosen = Signal(str)

    def __init__(self, desk: Desk, where: str = "", first: Iterable[str] = ()) -> None:
        super().__init__(tr("所属条目或指标"), tr("未归属，输入条目名查找"))
        self._desk = desk
        self._places = places(desk)
        self.where = ""
        self.setMinimumWidth(round(150 * desk.theme.scale))
        ahead = [name for name, each in self._places.items() if each in set(first)]
        names = [*ahead, *(name for name in self._places if name not in ahead)]
        completer = QCompleter(self)
        completer.setModel(QStringListModel(names, completer))
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(9)
        completer.activated.connect(self._take)
        self.setCompleter(completer)
        self.returnPressed.connect(self.settle)
        self.show_place(where)

    def show_place(self, where: str) -> None:
        """Show the place that stands, by its name."""
        self.where = where
        name = next((name for name, each in self._places.items() if each == where), "")
        if where and not name:
            hub = self._desk.hub
            name = bound_names(hub.form, hub.session.state, where, self._desk.lang)
        self.setText(name)
        self.setCursorPosition(0)
        self.setToolTip(name)
        restyle(self, "wrong", "false")

    def _take(self, name: str) -> None:
        where = self._places.get(name, "")
        if where:
            changed = where != self.where
            self.show_place(where)
            if changed:
                self.chosen.emit(where)

    def settle(self) -> None:
        """The name that was typed, or the first that holds it."""
        text = self.text().strip()
        if not text:
            self._clear()
            return
        folded = text.casefold()
        exact = next((name for name in self._places if name.casefold() == folded), "")
        name = exact or next((each for each in self._places if folded in each.casefold()), "")
        restyle(self, "wrong", "false" if name else "true")
        if name:
            self._take(name)

    def _clear(self) -> None:
        if self.where:
            self.where = ""
            self.chosen.emit("")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A part of one name only takes it; what fits none or several stays, marked; an emptied field clears."""
        super().focusOutEvent(event)
        if event.reason() == Qt.FocusReason.PopupFocusReason:
            return
        text = self.text().strip().casefold()
        if not text:
            self._clear()
        elif text != self._standing().casefold():
            fitting = [each for each in self._places if text in each.casefold()]
            exact = [each for each in fitting if each.casefold() == text]
            only = (exact or fitting)[:1] if exact or len(fitting) == 1 else []
            restyle(self, "wrong", "false" if only else "true")
            for name in only:
                self._take(name)

    def _standing(self) -> str:
        """The name of what stands."""
        return self.toolTip()


class Suggestions(QWidget):
    """Up to three likely places of a text as buttons; ``chosen`` tells the one pressed. Hidden where there is none."""

    chosen = Signal(str)

    def __init__(self, desk: Desk, text: str) -> None:
        super().__init__()
        flow = FlowLayout(gap=desk.theme.px("space_xs"))
        self.setLayout(flow)
        self.places = suggested(desk.hub.form, text)
        for where in self.places:
            name = subject_name(desk.hub.form, {}, where, desk.lang)
            made = button(name, self._teller(where), role="quiet", theme=desk.theme, icon="corner-down-left")
            made.setToolTip(tr("归到“{name}”", name=name))
            flow.addWidget(made)
        self.setVisible(bool(self.places))

    def _teller(self, where: str) -> Callable[[], None]:
        return lambda: self.chosen.emit(where)
