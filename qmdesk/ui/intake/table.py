"""The first rows of a table as they stand in the file, with what each column is in its head, to be changed there."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableWidget, QTableWidgetItem

from qmdesk.intake.measurements.mapping import Mapping, Role, Shape
from qmdesk.intake.measurements.reading import Shown
from qmdesk.intake.readers import column_name
from qmdesk.ui.theme import Theme
from qmdesk.ui.words import mark, tr

ROLES = {
    Role.VALUE: mark("测量值"),
    Role.SUBGROUP: mark("子组"),
    Role.ORDER: mark("顺序"),
    Role.NAME: mark("特性名称"),
    Role.LOWER: mark("下限"),
    Role.UPPER: mark("上限"),
    Role.TARGET: mark("目标值"),
    Role.UNIT: mark("单位"),
    Role.IGNORED: mark("不读入"),
}
#: The widest a column is at first (at 100 %).
WIDEST = 150


class RoleTable(QTableWidget):
    """``asked`` tells a column and the role that was chosen for it."""

    asked = Signal(int, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._mapping: Mapping | None = None
        self.setAccessibleName(tr("文件里的表格"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        head = self.horizontalHeader()
        head.setSectionsClickable(True)
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.sectionClicked.connect(self.ask)
        self.verticalHeader().setDefaultSectionSize(theme.px("control"))

    def show_table(self, shown: Shown, mapping: Mapping) -> None:
        """Show a table as the mapping reads it."""
        self._mapping = mapping
        theme, roles = self._theme, {each.at: each.role for each in mapping.columns}
        width = max((len(texts) for _, texts in shown.rows), default=0)
        self.setColumnCount(width)
        self.setRowCount(len(shown.rows))
        heads = set(mapping.header)
        for row, (number, texts) in enumerate(shown.rows):
            self.setVerticalHeaderItem(row, QTableWidgetItem(str(number)))
            for column in range(width):
                text = texts[column] if column < len(texts) else ""
                item = QTableWidgetItem(text)
                item.setToolTip(text if len(text) > 12 else "")
                role = roles.get(column, Role.IGNORED)
                if number - 1 in heads:
                    item.setBackground(theme.colour("selected"))
                elif role is Role.IGNORED or not heads or number - 1 < max(heads):
                    item.setForeground(theme.colour("faint"))
                self.setItem(row, column, item)
        self._show_heads(roles, width)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.resizeColumnsToContents()
        for column in range(width):
            self.setColumnWidth(column, min(self.columnWidth(column), round(WIDEST * theme.scale)))

    def _show_heads(self, roles: dict[int, Role], width: int) -> None:
        across = self._mapping is not None and self._mapping.shape is Shape.ACROSS
        for column in range(width):
            role = roles.get(column, Role.IGNORED)
            name = "" if across else f"  {tr(ROLES[role])} ▾"
            item = QTableWidgetItem(f"{column_name(column)}{name}")
            item.setForeground(self._theme.colour("faint" if role is Role.IGNORED else "accent"))
            tip = tr("{column} 列：{role}。点击更改", column=column_name(column), role=tr(ROLES[role]))
            item.setToolTip("" if across else tip)
            self.setHorizontalHeaderItem(column, item)

    def ask(self, column: int) -> None:
        """The roles to choose from, below the head of a column."""
        if self._mapping is None or self._mapping.shape is Shape.ACROSS:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        roles = {each.at: each.role for each in self._mapping.columns}
        for role, name in ROLES.items():
            action = menu.addAction(tr(name))
            action.setCheckable(True)
            action.setChecked(roles.get(column, Role.IGNORED) is role)
            action.triggered.connect(lambda _=False, role=role: self.asked.emit(column, str(role)))
        head = self.horizontalHeader()
        menu.popup(head.mapToGlobal(QPoint(head.sectionViewportPosition(column), head.height())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F4 (or Alt+Down) asks for the column of the cell in front, as it opens a choice elsewhere."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if self.currentColumn() >= 0 and (event.key() == Qt.Key.Key_F4 or (alt and event.key() == Qt.Key.Key_Down)):
            self.ask(self.currentColumn())
            return
        super().keyPressEvent(event)
