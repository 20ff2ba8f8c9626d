"""The self-test in the window: what this installation must be able to do, tried in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtWidgets import QWidget

from qmdesk.ui import jobs
from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.basics import button, column, empty, frame, image, label, line
from qmdesk.ui.widgets.tool_window import ToolWindow
from qmdesk.ui.words import mark, tr

NAMES = {
    "form": mark("评价表"),
    "texts": mark("中英文文字"),
    "statistics": mark("统计计算"),
    "case": mark("案卷读写"),
    "encryption": mark("案卷加密"),
    "workbook": mark("表格写出"),
    "child": mark("外来文件读入"),
    "fonts": mark("字体"),
    "signature": mark("签名与核验"),
    "modules": mark("程序模块"),
    "plugins": mark("窗口组件"),
    "pool": mark("后台进程"),
}


class Check(Protocol):
    """One thing tried, as the command's self-test tells it."""

    @property
    def name(self) -> str: ...
    @property
    def ok(self) -> bool: ...
    @property
    def detail(self) -> str: ...


#: Tries everything, in a language.
SelfTest = Callable[[str], Sequence[Check]]


class SelfTestWindow(ToolWindow):
    """Starts at once."""

    HELP = "support"

    def __init__(self, theme: Theme, lang: str, test: SelfTest, over: QWidget | None = None) -> None:
        super().__init__(theme, lang, tr("自检"), tr("检查这台电脑上的安装是否完好；不碰任何案卷。"), over)
        self._test = test
        self._again = button(tr("再试一次"), self.run, theme=theme, icon="refresh-cw")
        self.head.addWidget(self._again)
        self._rows = column(gap=theme.px("space_sm"))
        self.body.addLayout(self._rows)
        self.run()

    def run(self) -> None:
        """Try everything in the pool."""
        self._again.setEnabled(False)
        self.busy()
        test, lang = self._test, self.lang
        job = jobs.run(self, lambda: tuple(test(lang)), self._show)
        job.ended.connect(lambda: self._again.setEnabled(True))

    def _show(self, found: Sequence[Check]) -> None:
        bad = sum(1 for each in found if not each.ok)
        self.say(tr("{n} 项没有通过", n=bad) if bad else tr("全部通过"), "bad" if bad else "good")
        empty(self._rows)
        pad = self.theme.px("space_md")
        for each in found:
            icon = ("circle-check", "good") if each.ok else ("octagon-alert", "bad")
            name = label(tr(NAMES[each.name]) if each.name in NAMES else each.name, "strong")
            row = line(
                image(self.theme, *icon), name, label(each.detail, "caption", wrap=True), gap=pad, margins=(pad,) * 4
            )
            row.setStretch(2, 1)
            self._rows.addWidget(frame("card", row))
