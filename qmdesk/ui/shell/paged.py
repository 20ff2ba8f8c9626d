"""What an open case and an open programme share: a rail of stops and the page in front, made when first shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from qmdesk.ui.pages.registry import PageSpec
from qmdesk.ui.shell.rail import FOLD_AT, Rail
from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.basics import box, column


class PagedShell(QWidget):
    """``build`` makes the page of a stop; ``asked`` passes on what concerns the window: home, help, looks."""

    asked = Signal(str)

    def __init__(
        self, theme: Theme, stops: tuple[PageSpec, ...], lang: str, build: Callable[[PageSpec], QWidget]
    ) -> None:
        super().__init__()
        self.stops = stops
        self.pages: dict[str, QWidget] = {}
        self.rail = Rail(theme, stops, lang)
        self.stack = QStackedWidget()
        self._build = build

    @property
    def current(self) -> str:
        """The id of the stop in front."""
        page = self.stack.currentWidget()
        return next((stop for stop, each in self.pages.items() if each is page), "")

    def go(self, where: str) -> None:
        """Show the page that a place belongs to, at that place."""
        raise NotImplementedError

    def _left(self, theme: Theme) -> QWidget:
        """The rail in its box."""
        self._rail_box = box("rail", column(self.rail, margins=(0, theme.px("space_md"), 0, 0)))
        self._rail_box.setFixedWidth(self.rail.room())
        return self._rail_box

    def _fold_rail(self, width: float) -> None:
        """Leave the rail its icons only where the window (its width at 100 %) has no room for more."""
        self.rail.fold(on=width < FOLD_AT)
        self._rail_box.setFixedWidth(self.rail.room())

    def _top(self, bar: QWidget) -> QWidget:
        """The bar in its box; no page squeezes it."""
        made = box("bar", column(bar))
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        return made

    def _key(self, keys: str, action: object) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(action)  # pyright: ignore[reportArgumentType]

    def _keys_of_stops(self) -> None:
        """Ctrl+1 to Ctrl+9 go to the first nine stops."""
        for number, stop in enumerate(self.stops[:9], 1):
            self._key(f"Ctrl+{number}", lambda where=f"page:{stop.id}": self.go(where))

    def _bring(self, stop: str) -> None:
        """Put a stop's page in front."""
        page = self.pages.get(stop)
        if page is None:
            spec = next(each for each in self.stops if each.id == stop)
            page = self.pages[stop] = self._build(spec)
            page.setAccessibleName(spec.name())
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
