"""One open review: rail, bar, the page in front, the live grade. Pages are made when first shown."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from qmdesk.ui import jobs
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.registry import build, progress_of, stop_for, stops_of
from qmdesk.ui.shell.bar import Bar
from qmdesk.ui.shell.gradepanel import GradePanel
from qmdesk.ui.shell.paged import PagedShell
from qmdesk.ui.shell.rail import FOLD_AT
from qmdesk.ui.shell.search import HELP, WISH, Search
from qmdesk.ui.warmup import warm_up_pages
from qmdesk.ui.widgets.basics import box, button, column, empty, frame, image, label, line, scrolled
from qmdesk.ui.words import tr

if TYPE_CHECKING:
    from qmdesk.ui.capture.field import Capture

#: Below this width (at 100 %) the bar is narrow and the panel starts folded.
NARROW, FOLD = 1300, 1180
#: Milliseconds after which what will soon be wanted is made.
IDLE = 800


class ReviewShell(PagedShell):
    """``asked`` passes on what concerns the window: home, help, looks."""

    def __init__(self, desk: Desk) -> None:
        stops = stops_of(desk.hub.form, desk.lang, own=desk.hub.own)
        super().__init__(desk.theme, stops, desk.lang, lambda spec: build(spec, desk))
        self._desk = desk
        self.setAccessibleName(desk.hub.text("case", "enterprise") or tr("案卷"))
        self.bar = Bar(desk)
        self.panel = box("panel", column(scrolled(_window(_side(desk))), margins=(1, 0, 0, 0)))  # its edge is seen
        self.panel.setFixedWidth(desk.theme.px("panel"))
        self._standing = QVBoxLayout()
        middle = line(self._left(desk.theme), box("page", column(self.stack)), self.panel)
        middle.setStretch(1, 1)
        whole = column(self._top(self.bar), self._standing, middle)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.search = Search(desk, self.stops, self)
        self.capture: Capture | None = None
        self._connect()
        self._show_progress()
        self._show_standing()
        self.panel.setVisible(desk.settings.flag("panel", default=True))
        if self._notes():
            QTimer.singleShot(IDLE, self, self._prepare_note)
        QTimer.singleShot(IDLE, self, self._prepare_delivery)
        QTimer.singleShot(IDLE, self, lambda: warm_up_pages(self))

    def _connect(self) -> None:
        hub = self._desk.hub
        self.rail.chosen.connect(self._on_stop)
        self.search.went.connect(self._went)
        self.bar.asked.connect(self._on_asked)
        hub.assessed.connect(self._show_progress)
        hub.assessed.connect(self._show_path)
        hub.changed.connect(self._show_progress)
        hub.changed.connect(self._show_standing)
        hub.failed.connect(self._show_standing)
        self._keys_of_stops()
        self._key("Ctrl+K", self.search.open)
        self._key("Ctrl+Z", self.bar.take_back)
        self._key("Ctrl+Shift+Z", lambda: self.bar.take_back(redo=True))
        self._key("F9", lambda: self._on_asked("panel"))
        self._key("F6", self._next_region)
        self._key("F8", self.note)

    def _prepare_delivery(self) -> None:
        """Whichever page is in front, what waits in the outbox goes when a network is there, and what comes is told."""
        from qmdesk.ui.outbox.delivering import deliverer_of
        from qmdesk.ui.outbox.watching import watcher_of

        if isValid(self._desk.hub):  # the case may have been closed meanwhile
            deliverer_of(self._desk)
            watcher_of(self._desk).looked.connect(self._show_progress)

    def _went(self, where: str) -> None:
        """A place, a wish or a page of the handbook that the search led to."""
        if where.startswith(WISH):
            self._on_asked(where.removeprefix(WISH))
        elif where.startswith(HELP):
            self.asked.emit(where)
        else:
            self.go(where)

    def go(self, where: str) -> None:
        """Show the page that a place belongs to, at that place."""
        stop = stop_for(self.stops, self._desk.hub.form, where)
        if stop is None:
            return
        self.rail.show_stop(stop.id)
        self._on_stop(stop.id)
        page = self.pages[stop.id]
        focus = self.window().focusWidget()
        if focus is not self.rail and not (focus is not None and page.isAncestorOf(focus)):
            page.setFocus(Qt.FocusReason.OtherFocusReason)  # Tab and digits belong to the page that one went to
        if where.startswith("page:"):
            self._show_tab(stop.id, where.partition("/")[2])
        show_place = getattr(page, "show_place", None)
        if show_place is not None and not where.startswith("page:"):
            show_place(where)

    def _show_tab(self, stop: str, tab: str) -> None:
        show_tab = getattr(self.pages[stop], "show_tab", None)
        if tab and show_tab is not None:
            show_tab(tab)

    def _on_stop(self, where: str) -> None:
        """Show a stop; with a tab behind a slash, at that tab."""
        stop, _, tab = where.partition("/")
        self._bring(stop)
        self._show_tab(stop, tab)
        self._desk.settings.put(f"stops/{self._desk.hub.session.case_id}", stop)

    def _show_progress(self) -> None:
        for stop in self.stops:
            self.rail.show_progress(stop.id, progress_of(stop, self._desk.hub))

    def _show_path(self) -> None:
        self.rail.show_steps(() if self._desk.hub.own else self._desk.hub.path)

    def _show_standing(self) -> None:
        """Say over all pages why nothing can be changed, and the way out."""
        empty(self._standing)
        theme, session = self._desk.theme, self._desk.hub.session
        row = line(gap=theme.px("space_md"), margins=(theme.px("space_lg"), 2, theme.px("space_lg"), 2))
        if session.owner is not None:
            where = tr(
                "案卷正由 {user} 在 {host} 打开，这里只能查看。", user=session.owner.user, host=session.owner.host
            )
            row.addWidget(label(where))
        elif session.read_only:
            row.addWidget(
                label(tr("案卷现在不能写入，只能查看。请检查磁盘；程序会自动再试，没有保存的内容还在输入框里。"))
            )
        elif self._desk.hub.conclusion is not None:
            row.addWidget(label(tr("案卷已作结论。要修改，先更正并写明理由。")))
            row.addWidget(button(tr("去更正"), lambda: self.go("case/concluded"), role="link"))
        elif self._desk.hub.practice:
            row.addWidget(label(tr("练习案卷：随便试，不影响真实案卷；报告每一页都写着“练习”，也不会交付。")))
            row.addWidget(button(tr("跟着导览走一遍"), lambda: self.asked.emit("tour"), role="link"))
        else:
            return
        row.addStretch(1)
        icon = ("play", "accent") if self._desk.hub.practice and self._desk.hub.writable else ("lock", "warn")
        row.insertWidget(0, image(theme, *icon))
        self._standing.addWidget(frame("strip", row))

    def note(self) -> None:
        """A field for what was just seen, over the page; it begins at what is in front."""
        if not self._notes():
            return
        front = getattr(self.stack.currentWidget(), "capture_defaults", dict)
        self._capture().open(**front())

    def _notes(self) -> bool:
        """Whether there is something to note: an enterprise that assesses itself has no findings."""
        return "finding" in self._desk.hub.form.records and not self._desk.hub.own

    def _capture(self) -> Capture:
        if self.capture is None:
            from qmdesk.ui.capture.field import Capture

            self.capture = Capture(self._desk, self)
        return self.capture

    def _prepare_note(self) -> None:
        """Have the field for notes ready before its key is pressed for the first time."""
        name, hub = "qmdesk.ui.capture.field", self._desk.hub
        ready = lambda _: self._capture().prepare() if isValid(hub) else None  # noqa: E731
        if isValid(hub):
            jobs.run(self, lambda: importlib.import_module(name), ready)

    def _on_asked(self, wish: str) -> None:
        if wish == "search":
            self.search.open()
        elif wish == "note":
            self.note()
        elif wish == "panel":
            self.panel.setVisible(self.panel.isHidden())
            self._desk.settings.put("panel", not self.panel.isHidden())
        else:
            self.asked.emit(wish)

    def _next_region(self) -> None:
        regions = [self.rail, self.stack.currentWidget(), self.panel]
        focus = self.focusWidget()
        here = next((i for i, each in enumerate(regions) if focus is not None and each.isAncestorOf(focus)), 0)
        if focus is self.rail:
            here = 0
        target = regions[(here + 1) % len(regions)]
        if target is self.rail:
            self.rail.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            target.setFocus(Qt.FocusReason.TabFocusReason)
            target.focusNextChild()

    def resizeEvent(self, event: QResizeEvent) -> None:
        width = self.width() / max(self._desk.theme.scale, 0.1)
        self.bar.narrow(on=width < NARROW, tight=width < FOLD_AT)
        self._fold_rail(width)
        if width < FOLD:
            self.panel.hide()
        super().resizeEvent(event)


def _side(desk: Desk) -> QWidget:
    """What stands on the right: the grade, or how far an application for a 质量标杆 is."""
    if desk.hub.form.benchmark is None:
        return GradePanel(desk)
    from qmdesk.ui.benchmark.panel import StandingPanel

    return StandingPanel(desk)


def _window(content: QWidget) -> QWidget:
    content.setProperty("role", "window")
    content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
    return content
