"""One open programme: rail, bar, the page in front. Pages are made when first shown."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from qmdesk.ui.dropping import files_in, only_files
from qmdesk.ui.pages.registry import Progress
from qmdesk.ui.programme.desk import ProgrammeDesk
from qmdesk.ui.programme.registry import build, progress_of, stops
from qmdesk.ui.shell.looks_menu import looks_menu
from qmdesk.ui.shell.paged import PagedShell
from qmdesk.ui.widgets.basics import ElidedLabel, box, button, column, image, label, line, tool
from qmdesk.ui.widgets.typing_fields import LineField
from qmdesk.ui.words import tr
from qmdesk.workspace.programme import Done

#: Files that can be rosters; any other dropped here is the window's.
TABLES = (".xlsx", ".xlsm", ".xls", ".csv", ".txt")


class ProgrammeShell(PagedShell):
    """``asked`` passes on what concerns the window: home, programmes, help, looks."""

    def __init__(self, desk: ProgrammeDesk) -> None:
        super().__init__(desk.theme, stops(), desk.lang, lambda spec: build(spec, desk))
        self.desk = desk
        self.setAccessibleName(desk.packs.own.name.in_(desk.lang))
        self.rail.setAccessibleName(tr("项目的页面"))
        bar = self._top(self._bar())
        middle = line(self._left(desk.theme), box("page", column(self.stack)))
        middle.setStretch(1, 1)
        whole = column(bar, middle)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.setAcceptDrops(True)
        self.rail.chosen.connect(self._on_stop)
        hub = desk.hub
        self._soon = QTimer(self, singleShot=True, interval=60)
        self._soon.timeout.connect(self._show_standing)
        hub.changed.connect(self._on_changed)
        hub.saved.connect(self._on_saved)
        self._keys_of_stops()
        self._key("Ctrl+Z", self._undo.click)
        self._key("Ctrl+Shift+Z", self._redo.click)
        self._key("F5", hub.look_again)
        self._key("Ctrl+K", self.search_here)
        self._soon.start()

    def _bar(self) -> QWidget:
        desk, theme = self.desk, self.desk.theme
        gap, edge = theme.px("space_xs"), theme.px("space_sm")
        title = ElidedLabel("heading")
        title.show_text(desk.packs.own.name.in_(desk.lang), str(desk.programme.path))
        self._saved = label(tr("已打开"), "caption")
        self._undo = tool(theme, "undo-2", tr("撤销（Ctrl+Z）"), self.take_back)
        self._redo = tool(theme, "redo-2", tr("重做（Ctrl+Shift+Z）"), lambda: self.take_back(redo=True))
        other = button(
            tr("其他项目"), lambda: self.asked.emit("programmes"), role="quiet", theme=theme, icon="folder-open"
        )
        looks = tool(theme, "ellipsis", tr("工具、外观与语言"))
        looks.setPopupMode(looks.ToolButtonPopupMode.InstantPopup)
        looks.setMenu(looks_menu(looks, theme, desk.lang, self.asked.emit))
        row = line(
            tool(theme, "house", tr("回到开始页"), lambda: self.asked.emit("home")),
            edge, title, image(theme, "circle-check", "good"), self._saved, edge, self._undo, self._redo, other, looks,
            gap=gap, margins=(edge, edge, edge, edge),
        )  # fmt: skip
        row.setStretch(2, 1)
        made = QWidget()
        made.setLayout(row)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fold_rail(self.width() / max(self.desk.theme.scale, 0.1))
        super().resizeEvent(event)

    def _on_changed(self) -> None:
        self._soon.start()

    def _on_saved(self, time: str) -> None:
        self._saved.setText(tr("已保存 {time}", time=time))

    def rest(self) -> None:
        """The programme is about to be closed: look at nothing of it any more."""
        self._soon.stop()

    # -- rosters dropped anywhere in the programme ---------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _tables(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = _tables(event)
        self.go("page:roster")
        files = getattr(self.pages.get("roster"), "files", None)
        if paths and files is not None:
            event.acceptProposedAction()
            files.look(paths)

    def search_here(self) -> None:
        """To the search of the page in front; where it has none, to the roster's."""
        field = getattr(self.stack.currentWidget(), "search", None)
        if not isinstance(field, QWidget) or not field.isVisible():
            self.go("page:roster")
            field = getattr(self.stack.currentWidget(), "search", None)
        if isinstance(field, LineField):
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            field.selectAll()

    def take_back(self, *, redo: bool = False) -> None:
        """Undo or redo the last batch, and say what became of it."""

        def told(done: Done) -> None:
            count = len({each.key for each in done.changed})
            words = tr("已重做，涉及 {n} 家", n=count) if redo else tr("已撤销，涉及 {n} 家", n=count)
            left = tr("；{n} 处此后又改过，没有动", n=len(done.left_alone)) if done.left_alone else ""
            self.desk.tell(f"{words}{left}")

        self.desk.hub.undo(redo=redo, then=told)

    def go(self, where: str) -> None:
        """Show the page that a place belongs to, at that place."""
        kind, _, key = where.partition(":")
        wanted = key.partition("/")[0] if kind == "page" else ""
        stop = next((each for each in self.stops if each.id == wanted or kind in each.takes), None)
        if stop is None:
            return
        self.rail.show_stop(stop.id)
        self._on_stop(stop.id)
        page = self.pages[stop.id]
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        show_place = getattr(page, "show_place", None)
        if show_place is not None and kind != "page":
            show_place(where)

    def _on_stop(self, stop: str) -> None:
        self._bring(stop)
        self.desk.settings.put("programme-stop", stop)

    def _show_standing(self) -> None:
        undo, redo = self.desk.programme.can()
        self._undo.setEnabled(undo)
        self._redo.setEnabled(redo)
        desk, standing = self.desk, [each for each in self.stops if each.progress]
        work = lambda: [(each.id, progress_of(each, desk)) for each in standing]  # noqa: E731
        desk.ask(self, work, self._show_progress)

    def _show_progress(self, found: list[tuple[str, Progress]]) -> None:
        for stop, progress in found:
            self.rail.show_progress(stop, progress)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.stops and not self.current:
            kept = self.desk.settings.text("programme-stop")
            self.go(f"page:{kept if kept in {each.id for each in self.stops} else self.stops[0].id}")


def _tables(event: QDropEvent) -> list[Path]:
    """The files of a drop, where all of them can be rosters; else none."""
    paths = files_in(event.mimeData()) if only_files(event.mimeData()) else []
    return paths if all(each.suffix.lower() in TABLES for each in paths) else []
