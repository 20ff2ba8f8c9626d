"""The tour's card: lies over the review, points at what it speaks of, and lets everything behind it be used."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from qmdesk.ui.tour.steps import STEPS, TourStep
from qmdesk.ui.widgets.basics import button, column, label, line, tool
from qmdesk.ui.words import tr

if TYPE_CHECKING:
    from qmdesk.ui.shell.review import ReviewShell
    from qmdesk.ui.theme import Theme

#: Its width at 100 %, and how far it keeps from the edges.
WIDTH, EDGE = 420, 16


class Outline(QWidget):
    """A frame around what is spoken of; clicks go through it."""

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._colour = theme.colour("accent")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._colour, 3))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 8, 8)
        painter.end()


class Tour(QFrame):
    """Six steps over a review. ``ended`` comes when it was finished or put away."""

    ended = Signal()

    def __init__(self, shell: ReviewShell, theme: Theme, step: int = 0) -> None:
        super().__init__(shell)
        self._shell, self._theme = shell, theme
        self.steps = tuple(each for each in STEPS if any(stop.id == each.stop for stop in shell.stops))
        self.at = min(max(step, 0), len(self.steps) - 1)
        self._outline = Outline(theme, shell)
        self._count = label("", "caption")
        self._title = label("", "heading", wrap=True)
        self._text = label("", "body", wrap=True)
        self._trial = label("", "muted", wrap=True)
        self.back = button(tr("上一步"), lambda: self.go(self.at - 1), role="quiet")
        self.next = button("", self._on, role="primary")
        shut = tool(theme, "x", tr("结束导览（Esc）"), self.end)
        pad, gap = theme.px("space_lg"), theme.px("space_sm")
        head = line(self._count, None, shut)
        feet = line(self.back, None, self.next, gap=gap)
        words = (self._title, self._text, self._trial)
        self._body = column(head, *words, gap, feet, gap=gap, margins=(pad, gap, gap, pad))
        self.setLayout(self._body)
        self.setProperty("role", "notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.setAccessibleName(tr("导览"))
        self.setFixedWidth(round(WIDTH * theme.scale))
        shell.installEventFilter(self)
        self.go(self.at)

    def go(self, at: int) -> None:
        """Show a step: its page, its words, its frame."""
        self.at = min(max(at, 0), len(self.steps) - 1)
        step = self.steps[self.at]
        self._count.setText(tr("导览 {n} / {all}", n=self.at + 1, all=len(self.steps)))
        self._title.setText(tr(step.title))
        self._text.setText(tr(step.text))
        self._trial.setText(tr(step.trial))
        self.back.setVisible(self.at > 0)
        self.next.setText(tr("下一步") if self.at + 1 < len(self.steps) else tr("完成"))
        self._shell.go(f"page:{step.stop}")
        if step.at == "panel":
            self._shell.panel.show()
        self.setAccessibleDescription(f"{tr(step.title)} {tr(step.text)} {tr(step.trial)}")
        self.show()
        self._place(step)
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on(self) -> None:
        if self.at + 1 < len(self.steps):
            self.go(self.at + 1)
        else:
            self.end()

    def end(self) -> None:
        """Put the tour away."""
        self._shell.removeEventFilter(self)
        self.hide()
        self._outline.hide()
        self.ended.emit()
        self._outline.deleteLater()
        self.deleteLater()

    def _target(self, step: TourStep) -> QWidget:
        return {"rail": self._shell.rail, "panel": self._shell.panel}.get(step.at, self._shell.stack)

    def _place(self, step: TourStep) -> None:
        """The frame around its target, the card where it hides least of it."""
        target = self._target(step)
        corner = target.mapTo(self._shell, target.rect().topLeft())
        self._outline.setGeometry(corner.x(), corner.y(), target.width(), target.height())
        self._outline.setVisible(target.isVisible())
        self._outline.raise_()
        self.adjustSize()
        self.setFixedHeight(self._body.heightForWidth(self.width()))
        edge = round(EDGE * self._theme.scale)
        room, panel = self._shell.rect(), self._shell.panel
        right = room.width() - edge - (panel.width() if panel.isVisible() and step.at != "rail" else 0)
        left = corner.x() + target.width() + edge if step.at == "rail" else right - self.width()
        self.move(max(min(left, room.width() - self.width() - edge), edge), room.height() - self.height() - edge)
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._place(self.steps[self.at])
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and page keys turn the steps, Esc ends the tour."""
        turns = {Qt.Key.Key_Right: 1, Qt.Key.Key_PageDown: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_PageUp: -1}
        if event.key() in turns:
            self.go(self.at + turns[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape:
            self.end()
        else:
            super().keyPressEvent(event)
