"""The days of a visit as bars: a line for each person, an hour as wide as another; the text of a bar is shortened."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.basics import shortened
from qmdesk.ui.words import tr
from qmdesk.visit.schedule import clock

#: Activities that everybody takes part in look other than work.
TOGETHER = ("opening", "team", "closing", "break")
#: The room for names (at 100 %), and the height of a line in parts of a control's.
NAMES, LINE = 96, 0.8
MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


@dataclass(frozen=True, slots=True)
class Bar:
    """A person's time: ``start`` and ``end`` in minutes, what it is and about what; ``wrong`` where it clashes."""

    day: str
    person: str
    start: int
    end: int
    activity: str
    words: str
    about: str
    wrong: bool


class Timeline(QWidget):
    """Painted, not typed in; the table beside it says the same for the keyboard and for screen readers."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._bars: list[Bar] = []
        self._lines: list[tuple[str, str]] = []
        self._places: list[tuple[QRectF, Bar]] = []
        self.setAccessibleName(tr("按人按天的日程图"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these; a day has a line for its head and one for each person in order of appearance."""
        self._bars = list(bars)
        people = list(dict.fromkeys(each.person for each in bars))
        self._lines = []
        for day in sorted({each.day for each in bars}):
            self._lines.append((day, ""))
            self._lines += [(day, who) for who in people if any(e.day == day and e.person == who for e in bars)]
        self.setFixedHeight(round(len(self._lines) * self._high) + 2)
        self.setAccessibleDescription(
            "; ".join(f"{e.day} {clock(e.start)}-{clock(e.end)} {e.person} {e.words} {e.about}" for e in bars)
        )
        self.update()

    @property
    def _high(self) -> float:
        return self._theme.px("control") * LINE

    def sizeHint(self) -> QSize:
        return QSize(400, self.height())

    def _span(self) -> tuple[int, int]:
        """From the first whole hour to the last."""
        first = min((each.start for each in self._bars), default=9 * 60) // 60 * 60
        last = -(-max((each.end for each in self._bars), default=17 * 60) // 60) * 60
        return first, max(last, first + 60)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._places = []
        names = round(NAMES * self._theme.scale)
        first, last = self._span()
        minute = (self.width() - names - 8) / (last - first)
        for number, (day, person) in enumerate(self._lines):
            top = number * self._high
            if not person:
                self._head(painter, top, day, names, first, last, minute)
                continue
            painter.setPen(self._theme.colour("ink"))
            text = shortened(painter.fontMetrics(), person, names - 8)
            area = QRectF(0, top, names - 6, self._high)
            painter.drawText(area, MIDDLE, text)
            for each in (e for e in self._bars if e.day == day and e.person == person):
                left = names + (each.start - first) * minute
                place = QRectF(left + 1, top + 2, (each.end - each.start) * minute - 2, self._high - 4)
                self._bar(painter, place, each)
                self._places.append((place, each))

    def _head(self, painter: QPainter, top: float, day: str, names: int, first: int, last: int, minute: float) -> None:
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self._theme.colour("ink"))
        painter.drawText(QRectF(0, top, names, self._high), MIDDLE, day)
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(self._theme.colour("muted"))
        wide = painter.fontMetrics().horizontalAdvance(clock(first)) + self._theme.px("space_sm")
        every = 60 * max(1, math.ceil(wide / (60 * minute)))  # fewer hours where they would run into each other
        for hour in range(first, last, every):
            left = names + (hour - first) * minute
            painter.drawText(QRectF(left + 1, top, every * minute, self._high), MIDDLE, clock(hour))

    def _bar(self, painter: QPainter, place: QRectF, bar: Bar) -> None:
        theme = self._theme
        ground = "pressed" if bar.activity in TOGETHER else "selected"
        painter.setBrush(theme.colour(ground))
        painter.setPen(QPen(theme.colour("bad" if bar.wrong else "strong_border"), 2 if bar.wrong else 1))
        painter.drawRoundedRect(place, 3, 3)
        painter.setPen(theme.colour("ink"))
        text = f"{bar.words} · {bar.about}" if bar.about else bar.words
        text = shortened(painter.fontMetrics(), ("⚠ " if bar.wrong else "") + text, int(place.width()) - 8)
        painter.drawText(
            place.adjusted(4, 0, -4, 0), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text
        )

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            found = next((bar for place, bar in self._places if place.contains(event.pos())), None)
            if found is not None:
                words = " · ".join(filter(None, (found.words, found.about)))
                text = f"{clock(found.start)}–{clock(found.end)} {found.person}\n{words}"
                QToolTip.showText(event.globalPos(), text, self)
                return True
        return super().event(event)
