"""One question: its words, what it is about, the answer, by whom and when."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from qmdesk.model.journal import Changes
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.performance.sampling_binds import BindsChoice
from qmdesk.ui.pages.preparing.sheet import clock_mark, doubted, seen_text
from qmdesk.ui.widgets.basics import box, button, column, frame, line, scrolled
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.words import tr

if TYPE_CHECKING:
    from qmdesk.ui.pages.preparing.doubts import DoubtsTab


class QuestionPane(QWidget):
    """The pane goes with its question."""

    def __init__(self, desk: Desk, key: str, tab: DoubtsTab) -> None:
        super().__init__()
        self._desk, self.key, self._tab = desk, key, tab
        theme, subject = desk.theme, f"question:{key}"
        gap, pad = theme.px("space_md"), theme.px("space_md")
        self._subject = subject
        self.binds = BindsChoice(desk, subject)
        self._there = button(tr("到条目"), lambda: desk.go(seen_text(desk, subject, "binds")), role="link")
        self._doubt = clock_mark(desk)
        done = button(tr("已弄清，下一条"), self.settle, role="primary", theme=theme, icon="check", tip="Ctrl+Enter")
        about = line(self.binds, self._there, gap=gap)
        about.setStretch(0, 1)
        when = line(
            CaseField(desk, subject, "answered_by"), CaseField(desk, subject, "answered_at"), self._doubt,
            CaseField(desk, subject, "settled"), gap=gap,
        )  # fmt: skip
        when.setStretch(0, 2)
        when.setStretch(1, 2)
        when.setStretch(3, 1)
        body = column(
            CaseField(desk, subject, "text", lines=2),
            about,
            CaseField(desk, subject, "answer", lines=4),
            when,
            line(done, None),
            None,
            gap=gap,
            margins=(pad, pad, pad, pad),
        )
        self.setLayout(column(scrolled(box("page", column(frame("card", body), None)))))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.settle)
        desk.hub.changed.connect(self._on_changed)
        self._refresh()

    def settle(self) -> None:
        """The question is settled; on to the next one that is open."""
        from qmdesk.ui.widgets.committing import commit_typed

        commit_typed()
        self._desk.hub.record(self._tab.answered_now(self.key))
        self._tab.go_on()

    def _on_changed(self, changes: Changes) -> None:
        if any(place.subject == self._subject for place in changes.places):
            self._refresh()

    def _refresh(self) -> None:
        self._there.setVisible(bool(seen_text(self._desk, self._subject, "binds")))
        timed = bool(seen_text(self._desk, self._subject, "answered_at"))
        self._doubt.setVisible(timed and self._subject in doubted(self._desk))
