"""Text fields that commit what they hold when they are left, a half-composed Chinese word included."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QToolTip,
    QWidget,
)

from qmdesk.ui.dropping import LetsFilesPass
from qmdesk.ui.widgets.basics import shortened


class Composing:
    """What an input method shows in a field but has not committed.

    When the focus goes, Qt asks the input method to commit; ibus clears what is being composed instead, just before
    the field hears that it is left (seen with libpinyin). What was cleared in the same turn of the event loop was
    therefore dropped by leaving; what the user clears with Esc is gone by the next turn.
    """

    def __init__(self, field: QWidget) -> None:
        self._field = field
        self._shown = ""
        self._dropped = ""
        self._forget = QTimer(field, singleShot=True, interval=0)
        self._forget.timeout.connect(self._let_go)

    def follow(self, event: QInputMethodEvent) -> None:
        """Note what the input method shows now."""
        preedit = event.preeditString()
        if self._shown and not preedit and not event.commitString():
            self._dropped = self._shown
            self._forget.start()
        elif preedit or event.commitString():
            self._dropped = ""
        self._shown = preedit

    def finish(self) -> None:
        """Turn what is still being composed, or was dropped by leaving, into text."""
        word, self._shown, self._dropped = self._shown or self._dropped, "", ""
        if word:
            event = QInputMethodEvent()
            event.setCommitString(word)
            QApplication.sendEvent(self._field, event)

    def _let_go(self) -> None:
        self._dropped = ""


class LineField(LetsFilesPass, QLineEdit):
    """One line. ``committed`` tells the text when it is left or Enter is pressed, if it changed since it was shown."""

    committed = Signal(str)

    def __init__(self, name: str, hint: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self._shown = self._told = ""
        self._composing = Composing(self)
        self.returnPressed.connect(self.commit)

    def show_text(self, text: str) -> None:
        """Show what the case holds; what is being typed stays."""
        if self.hasFocus() and self.text() != self._shown:
            return
        self._shown = text
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)

    def commit(self) -> None:
        """Tell the text, if it is new."""
        if self.text() != self._shown:
            self._shown = self.text()
            self.committed.emit(self._shown)

    @property
    def overflows(self) -> bool:
        """Whether there is more text than the field has room for."""
        wide = self.fontMetrics().horizontalAdvance(self.text())
        if wide * 2 < self.width():  # nearly always, and what follows costs more than painting
            return False
        return self.echoMode() is QLineEdit.EchoMode.Normal and wide > self._room().width()

    def _room(self) -> QRect:
        """Where the text stands, without the hair's breadth that Qt leaves on both sides."""
        from PySide6.QtWidgets import QStyle, QStyleOptionFrame  # slow to load; the start has no long text

        option = QStyleOptionFrame()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        return room.adjusted(2, 0, -2, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """As Qt paints it, but a text that goes on beyond the edge says so while nobody types in it."""
        super().paintEvent(event)
        if self.hasFocus() or not self.text() or not self.overflows:
            return
        room, colours = self._room(), self.palette()
        painter = QPainter(self)
        painter.fillRect(room.adjusted(-2, 0, 2, 0), colours.base())
        painter.setPen(colours.text().color())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, flags, shortened(self.fontMetrics(), self.text(), room.width()))
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Have the whole text told where it is cut and nothing else is to be told."""
        super().enterEvent(event)
        if self.toolTip() == self._told:
            self._told = self.text() if self.text() and self.overflows else ""
            self.setToolTip(self._told)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing.follow(event)
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._composing.finish()
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.setCursorPosition(0)  # who comes by reads how it begins
            self.commit()


#: An area of text grows up to so many lines, then it scrolls.
MOST_LINES = 14


class AreaField(LetsFilesPass, QPlainTextEdit):
    """Several lines, as high as its text. Tab goes on to the next field; ``committed`` as in LineField."""

    committed = Signal(str)

    def __init__(self, name: str, hint: str = "", *, lines: int = 2) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # its lines wrap, anywhere if need be
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lines = lines
        self._shown = ""
        self._composing = Composing(self)
        self.textChanged.connect(self._fit)

    def show_text(self, text: str) -> None:
        """Show what the case holds; what is being typed stays."""
        if self.hasFocus() and self.toPlainText() != self._shown:
            return
        self._shown = text
        if self.toPlainText() != text:
            self.setPlainText(text)
        self._fit()

    def commit(self) -> None:
        """Tell the text, if it is new."""
        if self.toPlainText() != self._shown:
            self._shown = self.toPlainText()
            self.committed.emit(self._shown)

    def _fit(self) -> None:
        wanted = int(self.document().size().height())
        bar = Qt.ScrollBarPolicy.ScrollBarAsNeeded if wanted > MOST_LINES else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if bar != self.verticalScrollBarPolicy():
            self.setVerticalScrollBarPolicy(bar)  # a bar that is not needed would lie over the ends of the lines
        lines = max(self._lines, min(wanted, MOST_LINES))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 2 * self.fontMetrics().descent() + 14)

    def sizeHint(self) -> QSize:
        return QSize(240, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            event.ignore()  # the page's "next"
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing.follow(event)
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._composing.finish()
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()


class ChoiceBox(QComboBox):
    """A choice that the wheel does not change while the page scrolls under the pointer.

    ``most``: it asks for the room of its longest choice, up to so many letters; it can still be made narrower.
    """

    def __init__(self, most: int = 0) -> None:
        super().__init__()
        self._most = most
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        if most:
            self.model().rowsInserted.connect(self._fit)
            self.model().rowsRemoved.connect(self._fit)

    def _fit(self) -> None:
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if self._most:
            measure = self.fontMetrics()
            letter = measure.horizontalAdvance("X")
            longest = max((measure.horizontalAdvance(self.itemText(at)) for at in range(self.count())), default=0)
            more = min(longest + 4, self._most * letter) - self.minimumContentsLength() * letter
            hint.setWidth(hint.width() + max(more, 0))
        return hint

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """As Qt paints it, but a choice that is too long is shortened; the whole text is its tool tip then."""
        from PySide6.QtWidgets import (
            QStyle,
            QStyleOptionComboBox,
            QStylePainter,
        )  # slow to load; the start has no choice

        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        words = shortened(self.fontMetrics(), self.currentText() or self.placeholderText(), room.width() - 2)
        option.currentText = words  # pyright: ignore[reportAttributeAccessIssue]
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and not self.toolTip():
            QToolTip.showText(event.globalPos(), self.currentText(), self)  # pyright: ignore[reportAttributeAccessIssue]
            return True
        return super().event(event)
