"""About the program, and the licences of all that ships with it: a list, and the whole text of what is chosen."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from qmdesk import __version__, assets
from qmdesk.ui.about import notices
from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.basics import button, column, label, line
from qmdesk.ui.widgets.tool_window import ToolWindow, size_to
from qmdesk.ui.words import tr

#: Side of the program's icon, at 100 %.
ICON = 56


class AboutWindow(ToolWindow):
    """The first row says what the licences ask to be said; each other row is one thing that ships."""

    HELP = "support"
    fits, fills = False, True

    def __init__(self, theme: Theme, lang: str, over: QWidget | None = None) -> None:
        about = tr("随程序发行的全部软件、字体和图标，以及各自的许可全文。")
        super().__init__(theme, lang, tr("关于与许可"), about, over)
        self.notices = notices.notices()
        self.head.addWidget(button(tr("全部存为一个文件…"), self._ask, theme=theme, icon="download"))
        self.body.addLayout(line(self._icon(), self._names(), None, gap=theme.px("space_md")))
        self.search = QLineEdit()
        self.search.setAccessibleName(tr("查找软件或许可"))
        self.search.setPlaceholderText(tr("查找软件或许可"))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("随程序发行的软件"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for each in (self.search, self.list):
            each.setFixedWidth(theme.px("list"))
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setAccessibleName(tr("许可全文"))
        self.text.setMinimumHeight(round(300 * theme.scale))
        left = column(self.search, self.list, gap=theme.px("space_sm"))
        body = line(left, self.text, gap=theme.px("space_md"))
        body.setStretch(1, 1)
        self.body.addLayout(body, 1)
        self._add(tr("使用与源代码"), -1)
        for at, each in enumerate(self.notices):
            self._add(each.name, at, each.licence)
        self.search.textChanged.connect(self._find)
        self.list.currentItemChanged.connect(lambda now, _: self._show(now))
        self.list.setCurrentRow(0)
        size_to(self, theme, 960, 680)

    def _icon(self) -> QLabel:
        side = round(ICON * self.theme.scale)
        shown = QLabel()
        shown.setPixmap(QIcon(str(assets.resource("icons", "app", "qmdesk.png"))).pixmap(QSize(side, side)))
        return shown

    def _names(self) -> QWidget:
        names = QWidget()
        version = label(f"qmdesk {__version__}", "heading")
        names.setLayout(column(version, label(tr("制造业企业质量管理能力评价现场复核"), "muted")))
        return names

    def _add(self, name: str, at: int, licence: str = "") -> None:
        made = QListWidgetItem(name)
        made.setData(Qt.ItemDataRole.UserRole, at)
        made.setToolTip(licence or name)
        self.list.addItem(made)

    def _find(self, asked: str) -> None:
        """Leave the rows whose name or licence has what is typed."""
        word = asked.strip().lower()
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(word not in f"{item.text()}\n{item.toolTip()}".lower())

    def _show(self, item: QListWidgetItem | None) -> None:
        at = int(item.data(Qt.ItemDataRole.UserRole)) if item is not None else -1
        if at < 0:
            self.text.setPlainText(notices.duties(self.lang))
            return
        each = self.notices[at]
        head = [f"{each.name} {each.version}".rstrip(), each.licence, each.home]
        self.text.setPlainText("\n".join([*filter(None, head), "", each.read()]))

    def _ask(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, tr("全部存为一个文件"), "LICENCES.txt", "TXT (*.txt)")
        if name:
            self.save(Path(name))

    def save(self, target: Path) -> None:
        """Everything as one text file."""
        try:
            target.write_text(notices.one_file(), "utf-8")
        except OSError as error:
            self.say(tr("没有写入：{reason}", reason=error.strerror or error), "bad")
            return
        self.say(tr("已保存：{path}", path=target), "good")
