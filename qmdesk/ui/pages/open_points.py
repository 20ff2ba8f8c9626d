"""Conflicts that were left open for the team when packages came in: on the tab of the team's meeting, to be read."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from qmdesk.model.journal import Changes, Place
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.sides import place_title, sides_of
from qmdesk.ui.widgets.basics import button, column, empty, frame, label, line
from qmdesk.ui.words import tr


class OpenPoints(QWidget):
    """A card with each such conflict and its sides; it is not there where there is none. Chosen is on the sync page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._pad = pad = desk.theme.px("space_md")
        self._list = column(gap=desk.theme.px("space_sm"))
        go = button(tr("去选定"), lambda: desk.go("page:sync"), role="link")
        card = column(
            line(label(tr("带入时留作商定的冲突"), "heading"), None, go),
            self._list,
            gap=desk.theme.px("space_sm"),
            margins=(pad, pad, pad, pad),
        )
        self.setLayout(column(frame("card", card)))
        self.places: tuple[Place, ...] = ()
        self._drawn: object = None
        desk.hub.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        """Show the conflicts that are marked and still open."""
        from qmdesk.exchange.conflicts import is_marked

        state = self._desk.hub.session.state
        self.places = tuple(
            sorted(place for place, folded in state.items() if folded.conflict and is_marked(state, place))
        )
        drawn = [state[place] for place in self.places]
        self.setVisible(bool(self.places))
        if drawn == self._drawn:
            return
        self._drawn = drawn
        empty(self._list)
        for folded in drawn:
            sides = [each.words() for each in sides_of(self._desk, folded)]
            title = label(place_title(self._desk, folded.place), "strong", wrap=True)
            words = column(title, *sides, gap=self._desk.theme.px("space_xs"), margins=(self._pad,) * 4)
            self._list.addWidget(frame("well", words))

    def _on_changed(self, _: Changes) -> None:
        self.refresh()
