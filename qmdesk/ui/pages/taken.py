"""The packages taken into this file, newest first, each of which can be undone as a whole."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from qmdesk.ui.desk import Desk
from qmdesk.ui.widgets.basics import button, column, empty, frame, label, line
from qmdesk.ui.words import tr

if TYPE_CHECKING:
    from qmdesk.review.unmerging import Undoable


class Taken(QWidget):
    """Read in the background: looking for what each merge changed goes through its entries."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._list = QVBoxLayout()
        self._list.setSpacing(desk.theme.px("space_sm"))
        self._list.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._list)
        desk.hub.saved.connect(self._on_saved)
        self.refresh()

    def _on_saved(self, _: str) -> None:  # a method, so that Qt lets go of it with the widget
        self.refresh()

    def refresh(self) -> None:
        """Look again at what can be undone."""
        session = self._desk.hub.session

        def work() -> tuple[Undoable, ...]:
            from qmdesk.review.unmerging import undoable

            return undoable(session)

        self._desk.hub.ask(self, work, self._show, lambda _: None)

    def _show(self, found: tuple[Undoable, ...]) -> None:
        empty(self._list)
        if found:
            self._list.addWidget(label(tr("已带入的同步包"), "heading"))
        for each in found:
            self._list.addWidget(self._row(each))

    def _row(self, each: Undoable) -> QWidget:
        theme, merge = self._desk.theme, each.merge
        pad = theme.px("space_md")
        told = tr("{n} 条记录，改变了 {places} 处", n=merge.count, places=each.places)
        if each.left:
            told += tr("；之后又改过的 {n} 处不动", n=each.left)
        words = column(
            label(f"{merge.signer} · {merge.packed_at[:16].replace('T', ' ')}", "strong", wrap=True),
            label(told, "caption", wrap=True),
        )
        undo = button(tr("撤销这次带入"), lambda: self.undo(merge.package), theme=theme, icon="undo-2")
        row = line(words, undo, gap=pad, margins=(pad, pad, pad, pad))
        row.setStretch(0, 1)
        return frame("card", row)

    def undo(self, package: str) -> None:
        """Set back what a merge changed; undoing that again is an ordinary undo."""
        from qmdesk.review.unmerging import undo_merge

        hub = self._desk.hub
        hub.do(lambda: undo_merge(hub.session, package, reason=tr("撤销带入")).recorded)
        self.refresh()
