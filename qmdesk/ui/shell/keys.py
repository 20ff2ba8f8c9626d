"""Shift+F1: the keys of the window and of the page in front."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.basics import box, button, column, label, line, scrolled
from qmdesk.ui.widgets.tool_window import most_of
from qmdesk.ui.words import mark, tr

KEYS = (
    ("1 … 5", mark("评为对应等级")),
    ("0", mark("不适用（须写理由）")),
    ("Ctrl+Enter", mark("下一个未评条目")),
    ("Ctrl+1 … 9", mark("前往左侧第 1 … 9 站")),
    ("Ctrl+K", mark("搜索并前往")),
    ("F8", mark("记一条看到的事实（任何一页）")),
    ("Ctrl+Z", mark("撤销")),
    ("Ctrl+Shift+Z", mark("重做")),
    ("Ctrl+V", mark("在条目上粘贴截图作佐证")),
    ("Ctrl+P", mark("打印眼前这一页的文件；没有时列出能打印的")),
    ("F6", mark("在路径、页面、等级之间移动")),
    ("F9", mark("显示或收起实时等级")),
    ("Ctrl+ + / −", mark("放大、缩小文字")),
    ("F11", mark("全屏")),
    ("F1", mark("帮助：眼前这一页、这一条")),
    ("Shift+F1", mark("快捷键一览")),
)


def show_keys(theme: Theme, over: QWidget) -> QDialog:
    """A window of its own that blocks nothing."""
    made = QDialog(over)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    made.setWindowTitle(tr("快捷键"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px("space_xl"))
    grid.setVerticalSpacing(theme.px("space_sm"))
    for row, (keys, what) in enumerate(KEYS):
        grid.addWidget(label(keys, "key"), row, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(label(tr(what)), row, 1)
    pad = theme.px("space_xl")
    shut = button(tr("关闭"), made.close, role="primary")
    keys = column(label(tr("快捷键"), "title"), grid, None, gap=theme.px("space_lg"), margins=(pad, pad, pad, 0))
    whole = box("window", keys)
    made.setLayout(column(scrolled(whole), line(None, shut, margins=(pad,) * 4)))
    room = whole.sizeHint() + shut.sizeHint() + QSize(theme.px("space_md"), 2 * pad)
    made.resize(QSize(whole.sizeHint().width() + theme.px("space_md"), room.height()).boundedTo(most_of(made)))
    made.show()
    return made
