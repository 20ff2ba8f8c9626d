"""Ctrl+P: what is in front goes to paper; where it has no paper of its own, what can be printed is offered."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from qmdesk.ui.printing.papers import Printable, of_case, of_page, of_programme
from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.basics import button
from qmdesk.ui.widgets.tool_window import ToolWindow
from qmdesk.ui.words import tr

if TYPE_CHECKING:
    from qmdesk.ui.window import MainWindow


class PrintChoice(ToolWindow):
    """A button for each paper that can be had; choosing one closes this window."""

    HELP = "printing"

    def __init__(
        self, theme: Theme, lang: str, about: str, papers: tuple[Printable, ...], over: QWidget | None = None
    ) -> None:
        super().__init__(theme, lang, tr("打印"), about, over)
        self.buttons = [
            button(each.words, lambda each=each: self._choose(each), theme=theme, icon="printer") for each in papers
        ]
        for each in self.buttons:
            self.body.addWidget(each)
        self.buttons[0].setFocus()

    def _choose(self, chosen: Printable) -> None:
        self.close()
        chosen.show()


def print_front(window: MainWindow) -> QWidget | None:
    """Show the paper of the page in front, or which papers there are; None where there is none, which is said."""
    if window.shell is not None and window.desk is not None:
        stop, desk = window.shell.current, window.desk
        tab = str(getattr(window.shell.pages[stop], "current", ""))
        own, others = of_page(desk, window, stop, tab), of_case(desk, window)
        if not others:
            window.notices.tell(tr("企业自评没有打印件。自评包在“交出自评包”里生成，其中的表格可以用 Excel 打印。"))
            return None
        about = tr("这一页没有自己的打印件。本案可以打印：")
        if desk.hub.form.benchmark is not None:
            about = tr("这一页没有自己的打印件；申报材料在“检查与输出”里写成 Word 文件打印。这里可以打印：")
        return _show(window, own, others, about)
    if window.door is not None and window.door.shell is not None:
        summary = of_programme(window.door.shell.desk, window)
        own = summary if window.door.shell.current == "rollup" else ()
        about = tr("这一页没有自己的打印件；名录、结果可以导出为 Excel 打印。本项目可以打印：")
        return _show(window, own, summary, about)
    window.notices.tell(tr("打开案卷或项目后可以打印。空白表格在“工具”菜单里写成 Excel 文件打印。"))
    return None


def _show(window: MainWindow, own: tuple[Printable, ...], others: tuple[Printable, ...], about: str) -> QWidget:
    if len(own) == 1:
        return own[0].show()
    about = tr("这一页有几份打印件：") if own else about
    made = PrintChoice(window.theme, window.lang, about, own or others, window)
    made.show()
    return made
