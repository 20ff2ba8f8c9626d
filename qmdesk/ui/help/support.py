"""Collect for support: every file and all that it holds is shown before anything is saved."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from qmdesk.model.problem import Refused
from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.basics import button, line
from qmdesk.ui.widgets.tool_window import ToolWindow
from qmdesk.ui.words import tr
from qmdesk.workspace.support import gather, save

NAME = "qmdesk-support.zip"


class SupportWindow(ToolWindow):
    """The list on the left, the chosen file's whole text on the right; what is shown is what is saved."""

    HELP = "support"
    fits, fills = False, True

    def __init__(self, theme: Theme, lang: str, home: Path, over: QWidget | None = None) -> None:
        about = tr("只有日志和错误报告：编号、代码和散列值，不含案卷里的名称和文字。下面就是要保存的全部内容。")
        super().__init__(theme, lang, tr("收集支持信息"), about, over)
        self.pieces = gather(home)
        self.save_button = button(tr("保存…"), self._ask, role="primary", theme=theme, icon="download")
        self.head.addWidget(self.save_button)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("将要保存的文件"))
        self.list.setFixedWidth(theme.px("list"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setAccessibleName(tr("文件的全部内容"))
        self.text.setMinimumHeight(round(430 * theme.scale))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        for each in self.pieces:
            words = tr("{name}\n{size} 字节", name=each.name.rpartition("/")[2], size=each.size)
            self.list.addItem(QListWidgetItem(words))
        body = line(self.list, self.text, gap=theme.px("space_md"))
        body.setStretch(1, 1)
        self.body.addLayout(body)
        self.list.currentRowChanged.connect(lambda at: self.text.setPlainText(self.pieces[at].text if at >= 0 else ""))
        self.list.setCurrentRow(0)

    def _ask(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, tr("收集支持信息"), NAME, "ZIP (*.zip)")
        if name:
            self.save(Path(name))

    def save(self, target: Path) -> None:
        """Save what is shown."""
        try:
            save(self.pieces, target)
        except Refused as refused:
            self.say_problems(refused.problems)
            return
        self.say(tr("已保存：{path}", path=target), "good")
