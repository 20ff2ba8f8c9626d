"""The five descriptors of an item as rows to choose; who chose which is written on them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from qmdesk.formdef.types import Form, Item
from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.basics import empty, label
from qmdesk.ui.widgets.flow import FlowLayout
from qmdesk.ui.words import tr


class LevelRow(QAbstractButton):
    """One level: its number, name, descriptor and marks. Checked is the choice of the person at work."""

    def __init__(self, theme: Theme, number: int, name: str, text: str) -> None:
        super().__init__()
        self._theme, self._number, self._name = theme, number, name
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(tr("{number} 级 {name}", number=number, name=name))
        self.setAccessibleDescription(text)
        self._marks = FlowLayout(theme.px("space_xs"))
        self._text = label(text, "body", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(theme.px("space_sm"))
        head.addWidget(label(name, "strong"))
        head.addLayout(self._marks, 1)
        body = self._body = QVBoxLayout(self)
        left = theme.px("space_md") * 2 + theme.px("space_xl")
        body.setContentsMargins(left, theme.px("space_sm"), theme.px("space_md"), theme.px("space_sm"))
        body.setSpacing(2)
        body.addLayout(head)
        body.addWidget(self._text)
        for child in self.findChildren(QLabel):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_marks(self, marks: list[tuple[str, str]]) -> None:
        """Chips behind the name: who claims or gave this level, with a tone."""
        empty(self._marks)
        for text, tone in marks:
            chip = label(text, "chip", tone=tone)
            chip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._marks.addWidget(chip)

    def sizeHint(self) -> QSize:
        return self._body.sizeHint()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._body.heightForWidth(width)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        edge = "accent" if self.isChecked() else "border"
        painter.setPen(
            QPen(theme.colour("focus" if self.hasFocus() else edge), 2 if self.isChecked() or self.hasFocus() else 1)
        )
        fill = "selected" if self.isChecked() else "hover" if self.underMouse() else "raised"
        painter.setBrush(theme.colour(fill))
        painter.drawRoundedRect(area, theme.px("radius_md"), theme.px("radius_md"))
        self._badge(painter)
        painter.end()

    def _badge(self, painter: QPainter) -> None:
        theme, side = self._theme, self._theme.px("space_xl")
        box = QRectF(theme.px("space_md"), theme.px("space_sm"), side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent" if self.isChecked() else f"level_{self._number}"))
        painter.drawRoundedRect(box, theme.px("radius_sm"), theme.px("radius_sm"))
        if self.isChecked():
            icon = theme.pixmap("check", "on_accent", "icon", 2)
            inset = (side - theme.px("icon")) / 2
            painter.drawPixmap(box.adjusted(inset, inset, -inset, -inset).topLeft(), icon)
            return
        painter.setPen(theme.colour(f"on_level_{self._number}"))
        painter.setFont(theme.font("type_body", bold=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self._number))


class LevelRows(QWidget):
    """All levels of an item. ``chosen`` tells the number."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, form: Form, item: Item, lang: str) -> None:
        super().__init__()
        self.setAccessibleName(tr("五级描述"))
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(theme.px("space_sm"))
        self.rows: dict[int, LevelRow] = {}
        for level in form.levels:
            row = LevelRow(theme, level.number, level.name.in_(lang), item.levels[level.number].in_(lang))
            row.clicked.connect(lambda _=False, number=level.number: self.chosen.emit(number))
            self._group.addButton(row, level.number)
            self.rows[level.number] = row
            body.addWidget(row)

    def show_choice(self, mine: int | None, marks: dict[int, list[tuple[str, str]]]) -> None:
        """Mark one's own choice and everybody else's."""
        for number, row in self.rows.items():
            row.setChecked(number == mine)
            row.show_marks(marks.get(number, []))
