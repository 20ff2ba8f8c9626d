"""The bar on top: whose case, at which stage, since when it is saved, undo and redo by name, search, person, looks."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from qmdesk.formdef.types import REVIEW
from qmdesk.model.journal import Entry, Stage
from qmdesk.ui.desk import Desk
from qmdesk.ui.naming import STAGES, batch_name, stage_name
from qmdesk.ui.shell.looks_menu import looks_menu
from qmdesk.ui.widgets.basics import ElidedLabel, button, image, label, line, tool
from qmdesk.ui.words import tr
from qmdesk.visit.second import second_of


class Bar(QWidget):
    """``asked`` tells what the user asks of the window: home, search, panel, help, or a look as ``look=dark``."""

    asked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme = desk.theme
        self._home = tool(theme, "house", tr("回到开始页"), lambda: self.asked.emit("home"))
        self._enterprise = ElidedLabel("heading")
        self._stage = button("", role="quiet", theme=theme, icon="flag")
        if desk.hub.form.kind != REVIEW:
            self._stage.hide()  # never shown without a parent, see below
        if not desk.hub.own:
            self._stage.setMenu(self._stage_menu())
            self._stage.setProperty("drop", "true")
        self._saved_icon = image(theme, "circle-check", "good")
        self._saved, self._tight = label(tr("已打开"), "caption"), False
        self._saved_words = (tr("已打开"), tr("已打开"), "")
        self._undo = tool(theme, "undo-2", tr("撤销"), self.take_back)
        self._redo = tool(theme, "redo-2", tr("重做"), lambda: self.take_back(redo=True))
        self._undo.setEnabled(False)
        self._redo.setEnabled(False)
        search = button(
            tr("搜索条目、佐证、发现"), lambda: self.asked.emit("search"), role="search", theme=theme, icon="search"
        )
        search.setToolTip("Ctrl+K")
        self._search = search
        self._person = button("", role="quiet", theme=theme, icon="circle-user", tip=tr("以谁的名义记录"))
        self._person.setMenu(self._people())
        self._person.setProperty("drop", "true")
        looks = tool(theme, "ellipsis", tr("工具、外观与语言"))
        looks.setPopupMode(looks.ToolButtonPopupMode.InstantPopup)
        looks.setMenu(looks_menu(looks, theme, desk.lang, self.asked.emit, case=True))
        panel = tool(theme, "panel-right", tr("显示或收起实时等级"), lambda: self.asked.emit("panel"))
        gap, edge = theme.px("space_xs"), theme.px("space_sm")
        row = line(self._home, edge, self._enterprise, self._stage, gap=gap, margins=(edge, edge, edge, edge))
        row.setStretch(2, 1)
        note = tool(theme, "notebook-pen", tr("记一条（F8）"), lambda: self.asked.emit("note"))
        if desk.hub.own or desk.hub.form.kind != REVIEW:
            note.hide()  # never shown before it has a parent: it would be a window for a moment and take the focus
        for part in (self._saved_icon, self._saved, self._undo, self._redo, note, search, self._person, panel, looks):
            row.addWidget(part)
        row.insertSpacing(6, edge)
        self.setLayout(row)
        self._soon = QTimer(self, singleShot=True, interval=30)
        self._soon.timeout.connect(self._find_undo)
        self._connect()
        self._show_case()
        self._show_last()
        self._soon.start()

    def _connect(self) -> None:
        hub = self._desk.hub
        hub.saved.connect(self._on_saved)
        hub.changed.connect(self._on_changed)
        hub.stage_changed.connect(self._show_case)
        hub.failed.connect(self._on_failed)

    def narrow(self, *, on: bool, tight: bool = False) -> None:
        """On a small window the search shrinks to its icon; on a ``tight`` one what was saved keeps its time only."""
        self._search.setText("" if on else " " + tr("搜索条目、佐证、发现"))
        if tight != self._tight:
            self._tight = tight
            self._show_saved()
            self._show_case()

    def _say_saved(self, words: str, short: str, tip: str = "") -> None:
        """When or whether the case was saved; ``short`` where there is little room, the words in its tip then."""
        self._saved_words = (words, short, tip)
        self._show_saved()

    def _show_saved(self) -> None:
        words, short, tip = self._saved_words
        self._saved.setText(short if self._tight else words)
        self._saved.setAccessibleName(words)
        self._saved.setToolTip("\n".join(each for each in (words if self._tight else "", tip) if each))

    def take_back(self, *, redo: bool = False) -> None:
        """Undo or redo, and say what it was."""
        name = (self._redo if redo else self._undo).property("what") or ""
        if not self._desk.hub.undo(redo=redo):
            return
        if redo:
            self._desk.tell(tr("已重做：{what}", what=name) if name else tr("已重做"))
        else:
            self._desk.tell(tr("已撤销：{what}", what=name))
            self._redo.setProperty("what", name)
            self._redo.setEnabled(True)
            self._say(self._redo, tr("重做：{what}（Ctrl+Shift+Z）", what=name))

    def _show_case(self) -> None:
        hub = self._desk.hub
        self._enterprise.show_text(hub.text("case", "enterprise") or hub.session.path.stem, str(hub.session.path))
        done = hub.conclusion is not None
        words = tr("已结论") if done else stage_name(hub.stage)
        self._stage.setText(f" {words}")
        self._stage.setAccessibleName(tr("案卷状态：{words}", words=words))
        self._stage.setIcon(self._desk.theme.icon("lock" if done else "flag", "muted"))
        self._person.setText("" if self._tight else f" {hub.author}")
        self._person.setToolTip(tr("以谁的名义记录") + (f"\n{hub.author}" if self._tight else ""))
        self._person.setAccessibleName(tr("记录人：{name}", name=hub.author))
        if hub.session.read_only:
            self._say_saved(tr("只读"), tr("只读"))

    def _show_last(self) -> None:
        """What stands in the case as it was opened: when its last entry was made, and what that was."""
        hub, lang = self._desk.hub, self._desk.lang
        heads = (head for folded in hub.session.state.values() for head in folded.heads)
        last = max(heads, key=lambda head: (head.lamport, head.device, head.seq), default=None)
        if last is not None and not hub.session.read_only:
            what = batch_name(hub.form, hub.session.state, (last,), lang)
            words = tr("上次保存 {time}", time=last.at[5:16].replace("T", " "))
            self._say_saved(words, last.at[11:16], tr("上次保存的：{what}（{name}）", what=what, name=last.author))

    def _on_saved(self, time: str) -> None:
        self._say_saved(tr("已保存 {time}", time=time), time)
        self._saved_icon.setPixmap(self._desk.theme.pixmap("circle-check", "good", "icon", 2))

    def _on_failed(self) -> None:
        if self._desk.hub.session.read_only:
            self._say_saved(tr("未保存"), tr("未保存"))
            self._saved_icon.setPixmap(self._desk.theme.pixmap("octagon-alert", "bad", "icon", 2))

    def _on_changed(self) -> None:
        self._show_case()
        self._soon.start()

    def _find_undo(self) -> None:
        self._desk.hub.ask(self, self._desk.hub.next_steps, self._show_steps)

    def _show_steps(self, steps: tuple[tuple[Entry, ...], tuple[Entry, ...]]) -> None:
        undo, redo = steps
        what = self._offer(self._undo, undo)
        self._say(self._undo, tr("撤销：{what}（Ctrl+Z）", what=what) if undo else tr("没有可撤销的操作"))
        what = self._offer(self._redo, redo)
        self._say(self._redo, tr("重做：{what}（Ctrl+Shift+Z）", what=what) if redo else tr("没有可重做的操作"))

    def _offer(self, made: QToolButton, batch: tuple[Entry, ...]) -> str:
        hub = self._desk.hub
        what = batch_name(hub.form, hub.session.state, batch, self._desk.lang)
        made.setProperty("what", what)
        made.setEnabled(bool(batch) and not hub.session.read_only)
        return what

    def _say(self, made: QToolButton, words: str) -> None:
        made.setToolTip(words)
        made.setAccessibleName(words)

    def _stage_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for stage in Stage:
            action = QAction(tr(STAGES[stage]), menu, checkable=True, checked=stage is self._desk.hub.stage)
            action.triggered.connect(_call(self._desk.hub.set_stage, stage))
            group.addAction(action)
            menu.addAction(action)
        session = self._desk.hub.session
        begin = QAction(tr("开始二次复核…"), menu)
        begin.triggered.connect(self._begin_second)
        menu.addAction(begin)
        menu.aboutToShow.connect(lambda: begin.setVisible(not session.read_only and second_of(session.state) is None))
        return menu

    def _begin_second(self) -> None:
        from qmdesk.ui.second import begin_here

        begin_here(self._desk, self.window())

    def _people(self) -> QMenu:
        """The team's assessors; made anew whenever it opens."""
        menu = QMenu(self)
        menu.aboutToShow.connect(lambda: self._fill_people(menu))
        return menu

    def _fill_people(self, menu: QMenu) -> None:
        hub = self._desk.hub
        menu.clear()
        members = [f"member:{key}" for key in hub.keys("member")]
        names = [hub.text(each, "name") for each in members if hub.text(each, "role") != "representative"]
        for name in dict.fromkeys([hub.author, *names]):
            if name:
                action = menu.addAction(name)
                action.setCheckable(True)
                action.setChecked(name == hub.author)
                action.triggered.connect(_call(self._work_as, name))
        menu.addSeparator()
        menu.addAction(tr("管理评价组成员…")).triggered.connect(lambda: self._desk.go("member"))

    def _work_as(self, name: str) -> None:
        self._desk.settings.put("author", name)
        self._desk.hub.work_as(name)


def _call(what: Callable[..., object], value: object) -> Callable[..., None]:
    def call(*_: object) -> None:
        what(value)

    return call
