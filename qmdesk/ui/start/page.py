"""The start page: what one can begin with, and the cases of late."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from qmdesk import __version__
from qmdesk.ui.settings import Settings
from qmdesk.ui.shell.looks_menu import looks_menu
from qmdesk.ui.start.tiles import Tiles
from qmdesk.ui.theme import Theme
from qmdesk.ui.tools import OF_A_CASE, OF_THE_MENU, TOOLS
from qmdesk.ui.widgets.basics import box, button, column, empty, image, label, line, scrolled, tool
from qmdesk.ui.widgets.flow import FlowLayout
from qmdesk.ui.words import mark, tr

#: Days before a suggestion is due on which the start page begins to remind.
SOON = 30

#: Ways to begin that are less frequent: wish, icon, words, what happens then.
OTHER_WAYS = (
    ("from-last", "history", mark("以上次评价为基础…"), mark("选择上次的案卷：带入企业、范围、关键特性、未关闭的建议")),
    (
        "second",
        "package-open",
        mark("二次复核…"),
        mark("选择首次评价的同步包：首次评价原样保留，评级由二次复核组自己给出"),
    ),
    ("benchmark", "award", mark("申报质量标杆…"), mark("建立质量标杆案卷：申报表、典型经验、核查、评分和公示")),
    ("own", "list-checks", mark("企业自我诊断…"), mark("企业自己对照评价表评一遍，生成评价组可直接导入的自评包")),
)


class StartPage(QWidget):
    """``asked`` tells a wish: new, open, package, sample, or a look; ``chosen`` a recent case."""

    asked = Signal(str)
    chosen = Signal(object)  # Path

    def __init__(self, theme: Theme, settings: Settings, lang: str, *, sample: bool) -> None:
        super().__init__()
        self.setAccessibleName(tr("开始页"))
        self._theme, self._settings = theme, settings
        gap = theme.px("space_lg")
        self._recent = QVBoxLayout()
        self._recent.setSpacing(theme.px("space_xs"))
        looks = tool(theme, "ellipsis", tr("工具、外观与语言"))
        looks.setPopupMode(looks.ToolButtonPopupMode.InstantPopup)
        looks.setMenu(looks_menu(looks, theme, lang, self.asked.emit))
        head = line(
            image(theme, "shield-check", "accent", "icon_xl"),
            column(
                label(tr("质量管理能力评价"), "title"),
                label(tr("现场复核工作台 · 不联网也能用 · 版本 {version}", version=__version__), "caption"),
            ),
            None,
            looks,
            gap=gap,
        )
        content = column(
            head,
            theme.px("space_xl"),
            self._actions(sample=sample),
            theme.px("space_sm"),
            self._other_ways(),
            self._tools(),
            theme.px("space_lg"),
            label(tr("最近的案卷"), "heading"),
            theme.px("space_sm"),
            self._recent,
            None,
            margins=(gap, theme.px("space_xxl") * 2, gap, gap),
        )
        inner = box("", content)
        inner.setMaximumWidth(theme.px("start"))
        centred = line(inner)
        whole = box("start", centred)
        self.setLayout(column(scrolled(whole)))
        self.refresh()

    def _actions(self, *, sample: bool) -> QWidget:
        wishes = [
            ("new", "file-plus", tr("新建案卷"), tr("填企业名称和信用代码即可开始")),
            ("open", "folder-open", tr("打开案卷"), tr("选择 .qmcase 文件，也可以拖进来")),
            ("package", "package-open", tr("导入自评包"), tr("用企业的自评表建立案卷")),
        ]
        wishes.append(("programme", "building-2", tr("项目名录"), tr("一年的参评企业：导入名录、看日历和汇总")))
        if sample:
            wishes.append(("sample", "play", tr("练习与导览"), tr("在练习案卷里走一遍，不影响真实案卷")))
        theme = self._theme
        return Tiles(
            [self._action(*each) for each in wishes], theme.px("space_md"), theme.px("owner"), theme.px("space_lg")
        )

    def _other_ways(self) -> QWidget:
        """Less frequent ways to begin."""
        row = FlowLayout(self._theme.px("space_xs"))
        for wish, icon, words, tip in OTHER_WAYS:
            made = button(tr(words), lambda w=wish: self.asked.emit(w), role="quiet", theme=self._theme, icon=icon)
            made.setToolTip(tr(tip))
            row.addWidget(made)
        return box("", row)

    def _tools(self) -> QWidget:
        """What needs no case: verify, backups, certificates, workbooks, self-test."""
        row = FlowLayout(self._theme.px("space_xs"))
        for wish, icon, words in TOOLS:
            if wish not in (*OF_A_CASE, *OF_THE_MENU):
                made = button(tr(words), lambda w=wish: self.asked.emit(w), role="quiet", theme=self._theme, icon=icon)
                row.addWidget(made)
        return box("", row)

    def _action(self, wish: str, icon: str, title: str, text: str) -> QPushButton:
        theme = self._theme
        made = QPushButton()
        made.setAccessibleName(title)
        made.setAccessibleDescription(text)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        pad = theme.px("space_lg")
        words = column(
            image(theme, icon, "accent", "icon_lg"),
            theme.px("space_sm"),
            label(title, "strong"),
            label(text, "caption", wrap=True),
            None,
            margins=(pad, pad, pad, pad),
        )
        made.setLayout(words)
        made.setProperty("role", "tile")
        for child in made.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        made.clicked.connect(lambda: self.asked.emit(wish))
        return made

    def refresh(self) -> None:
        """Read the recent cases again."""
        empty(self._recent)
        paths = self._settings.recent
        if not paths:
            self._recent.addWidget(label(tr("还没有案卷。新建一个，或把 .qmcase 文件拖到这里。"), "muted", wrap=True))
        for path in paths:
            self._recent.addWidget(self._row(path))

    def _row(self, path: Path) -> QWidget:
        theme = self._theme
        made = button("", lambda: self.chosen.emit(path), role="recent")
        title = self._settings.title(path)
        made.setAccessibleName(title)
        made.setToolTip(str(path))
        changed = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
        when = label(f"{changed:%Y-%m-%d %H:%M}", "caption")
        where = label(str(path.parent), "caption")
        where.setMaximumWidth(theme.px("measure"))
        text = column(label(title, "strong"), where)
        row = line(image(theme, "archive", "muted", "icon_lg"), text, None, gap=theme.px("space_md"))
        reminder = self._reminder(path)
        if reminder is not None:
            row.addWidget(reminder, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(when)
        row.setContentsMargins(theme.px("space_sm"), theme.px("space_xs"), theme.px("space_sm"), theme.px("space_xs"))
        made.setLayout(row)
        for child in made.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return made

    def _reminder(self, path: Path) -> QWidget | None:
        """How many suggestions of a case are overdue, or due soon, as it was when it was open last."""
        today = datetime.now().astimezone().date()
        soon = (today + timedelta(days=SOON)).isoformat()
        due = self._settings.due(path)
        late = sum(day < today.isoformat() for day in due)
        if late:
            return label(tr("整改逾期 {n} 条", n=late), "chip", tone="bad")
        near = sum(day <= soon for day in due)
        return label(tr("{n} 条整改 {days} 天内到期", n=near, days=SOON), "chip", tone="warn") if near else None


def waiting(theme: Theme, text: str) -> QWidget:
    """What is shown while a case opens."""
    made = box(
        "start",
        column(
            None,
            line(None, image(theme, "archive", "faint", "icon_xl"), None),
            12,
            line(None, label(text, "muted"), None),
            None,
        ),
    )
    made.setAccessibleName(text)
    return made
