"""Rectification suggestions: drafted from the form for each gap, edited here, printed on the spot."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from qmdesk.model.journal import Changes
from qmdesk.ui.desk import Desk
from qmdesk.ui.frozen import frozen
from qmdesk.ui.naming import after, subject_name
from qmdesk.ui.pages.outputs import Outputs, note_exported
from qmdesk.ui.pages.preparing.sheet import Sheet
from qmdesk.ui.pages.records_of import ordered, removed
from qmdesk.ui.pages.rectify.head import lay_head
from qmdesk.ui.widgets.basics import button, column, elided, empty, frame, image, label, line, say_empty
from qmdesk.ui.widgets.flow import FlowLayout
from qmdesk.ui.widgets.form_grid import FormGroup
from qmdesk.ui.words import mark, tr

if TYPE_CHECKING:
    from qmdesk.review.exporting import Exported

FIELDS = ("action", "measure", "owner", "due", "status", "from_level", "to_level")
TONES = {"open": "warn", "partly": "accent", "closed": "good"}
OVERDUE = mark("已逾期")


class SuggestionsTab(Sheet):
    """Suggestions by dimension; one at a time is open for editing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._opened = ""
        theme = desk.theme
        self._draft = button(tr("起草建议"), self.draft, theme=theme, icon="sparkles")
        self._print = button(tr("导出 PDF…"), self._ask_file, theme=theme, icon="download")
        self._paper = button(tr("打印…"), self.print_out, theme=theme, icon="printer")
        self.outputs = Outputs(desk, self, tr("其他格式"))
        self.outputs.fill_for_sheet()
        self.body.addWidget(label(tr("离厂前交给企业的建议：措施、责任人、日期、怎样算做成。"), "muted", wrap=True))
        tools = FlowLayout(theme.px("space_sm"))
        for each in (self._draft, self._print, self._paper, self.outputs.button):
            tools.addWidget(each)
        self.body.addLayout(tools)
        self._groups = QVBoxLayout()
        self._groups.setSpacing(theme.px("space_sm"))
        self.body.addLayout(self._groups)
        self._keys: list[str] = []
        desk.hub.changed.connect(self._on_changed)
        self._refresh()

    def show_record(self, key: str, _: str = "") -> None:
        """Open a suggestion."""
        if key != self._opened:
            self._open(key)

    def draft(self) -> None:
        """Draft a suggestion for each gap that has none; what is there stays."""
        from qmdesk.review.suggesting import draft_suggestions

        hub = self._desk.hub
        before = len(hub.keys("suggestion"))
        if hub.do(lambda: draft_suggestions(hub.session, hub.stage, lang=self._desk.lang)):
            more = len(hub.keys("suggestion")) - before
            self._desk.tell(tr("起草了 {n} 条建议", n=more) if more else tr("没有新的差距需要起草"))

    def _on_changed(self, changes: Changes) -> None:
        if any(place.kind == "suggestion" for place in changes.places):
            self._refresh()

    def _open(self, key: str) -> None:
        self._opened = "" if key == self._opened else key
        self._refresh()

    def _refresh(self) -> None:
        focus = self.focusWidget()
        if (
            self._opened
            and focus is not None
            and self.isAncestorOf(focus)
            and self._keys == ordered(self._desk.hub, "suggestion")
        ):
            return  # someone is typing here; the fields follow by themselves
        empty(self._groups)
        self._keys = ordered(self._desk.hub, "suggestion")
        self._print.setEnabled(bool(self._keys))
        self._paper.setEnabled(bool(self._keys))
        self.outputs.button.setEnabled(bool(self._keys))
        if not self._keys:
            start = button(tr("起草建议"), self.draft, role="primary", theme=self._desk.theme, icon="sparkles")
            text = tr("按评级和指标，从评价表为每个差距起草一条建议，再由您修改。先评级，后起草。")
            self._groups.addWidget(say_empty(self._desk.theme, "wrench", tr("还没有整改建议"), text, start))
        group = ""
        for key in self._keys:
            name = self._dimension(key)
            if name != group:
                group = name
                self._groups.addWidget(label(name, "section"))
            self._groups.addWidget(self._suggestion(key))

    def _dimension(self, key: str) -> str:
        form, lang = self._desk.hub.form, self._desk.lang
        kind, _, bound = self._desk.hub.text(f"suggestion:{key}", "binds").partition(":")
        wanted = (
            next((item.dimension for item in form.items if item.id == bound), "") if kind == "item" else "performance"
        )
        return next((each.name.in_(lang) for each in form.dimensions if each.id == wanted), "")

    def _suggestion(self, key: str) -> QWidget:
        hub, theme, lang = self._desk.hub, self._desk.theme, self._desk.lang
        subject = f"suggestion:{key}"
        name = subject_name(hub.form, hub.session.state, hub.text(subject, "binds"), lang)
        levels = f"{hub.value(subject, 'from_level') or '—'} → {hub.value(subject, 'to_level') or '—'}"
        made = button("", lambda: self._open(key), role="recent")
        made.setAccessibleName(after(name, levels))
        pad = theme.px("space_md")
        title = column(elided(name, "strong"), elided(hub.text(subject, "action").partition("\n")[0], "caption"))
        owner = elided(hub.text(subject, "owner"), "caption", theme.px("owner"))
        status = self._status(subject)
        status.setMinimumWidth(theme.px("status"))
        opened = key == self._opened
        row = line(
            image(theme, "chevron-down" if opened else "chevron-right"),
            title,
            *([label(tr("上次未关闭"), "chip", tone="warn")] if hub.value(subject, "carried") is True else []),
            label(levels, "chip"),
            owner,
            label(hub.text(subject, "due"), "caption"),
            status,
            gap=theme.px("space_md"),
            margins=(pad, 0, pad, 0),
        )
        row.setStretch(1, 1)
        lay_head(made, row)
        body = column(made)
        if opened:
            body.addWidget(self._editor(key, subject))
        return frame("card", body)

    def _status(self, subject: str) -> QLabel:
        made = self._status_chip(subject)
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return made

    def _status_chip(self, subject: str) -> QLabel:
        hub = self._desk.hub
        status = hub.text(subject, "status") or "open"
        choices = hub.form.records["suggestion"].fields["status"].choices
        due = hub.text(subject, "due")
        if status != "closed" and due and due < hub.session.now()[:10]:
            return label(tr(OVERDUE), "chip", tone="bad")
        return label(
            choices[status].in_(self._desk.lang) if status in choices else status, "chip", tone=TONES.get(status, "")
        )

    def _editor(self, key: str, subject: str) -> QWidget:
        desk = self._desk
        there = button(tr("到条目"), lambda: desk.go(desk.hub.text(subject, "binds")), role="link")
        remove = button(
            tr("删除建议"),
            lambda: desk.hub.record(removed(desk.hub, "suggestion", key)),
            role="quiet",
            theme=desk.theme,
            icon="trash-2",
        )
        group = FormGroup(desk, "", subject, FIELDS, role="plain")
        return_box = QWidget()
        pad = desk.theme.px("space_sm")
        return_box.setLayout(column(group, line(there, None, remove), gap=pad, margins=(pad, 0, pad, pad)))
        return return_box

    # -- paper -----------------------------------------------------------------------------------

    def _ask_file(self) -> None:
        enterprise = self._desk.hub.text("case", "enterprise")
        suggested = str(self._desk.hub.session.path.with_name(tr("{name} 整改建议.pdf", name=enterprise)))
        chosen, _ = QFileDialog.getSaveFileName(self, tr("导出整改建议"), suggested, "PDF (*.pdf)")
        if chosen:
            self.write(Path(chosen))

    def write(self, path: Path) -> None:
        """Write the sheet as PDF in the background."""
        session, lang = frozen(self._desk.hub.session), self._desk.lang

        def work() -> Exported:
            from qmdesk.review.exporting import SHEET, of_file
            from qmdesk.review.reporting import rectification

            rectification(session, path, lang=lang, force=True)
            return of_file(path, SHEET, session.now())

        self._print.setEnabled(False)
        job = self._desk.hub.ask(self, work, self._written, self._desk.tell_problems)
        job.ended.connect(lambda: self._print.setEnabled(True))

    def print_out(self) -> QWidget:
        """Look at the sheet and send it to a printer, in a window beside the review."""
        from qmdesk.ui.printing.papers import SHEET as PAPER
        from qmdesk.ui.printing.papers import show_paper

        return show_paper(self._desk, PAPER, tr("整改建议"), self.window())

    def _written(self, made: Exported) -> None:
        self._desk.tell(note_exported(self._desk, tr("已导出 {path}", path=made.path.name), made))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(made.path)))
