"""Verification: what came back for each suggestion, what was found, what is due; it goes on after the conclusion."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from qmdesk.model.journal import Changes
from qmdesk.model.problem import Problem
from qmdesk.ui.desk import Desk
from qmdesk.ui.evidence.strip import EvidenceStrip
from qmdesk.ui.naming import after, subject_name, told
from qmdesk.ui.pages.closing.seen import found_in
from qmdesk.ui.pages.preparing.sheet import Sheet
from qmdesk.ui.pages.rectify.head import lay_head
from qmdesk.ui.pages.rectify.incoming import Incoming
from qmdesk.ui.pages.rectify.suggestions import TONES
from qmdesk.ui.progress import due_days
from qmdesk.ui.widgets.basics import button, column, elided, empty, frame, image, label, line, say_empty
from qmdesk.ui.widgets.typing_fields import AreaField, ChoiceBox
from qmdesk.ui.words import sentence, tr
from qmdesk.visit.after import VERDICTS, Round, closable, due_list, rounds, unverified

KINDS = {"suggestion", "rectification", "verification", "evidence"}


class VerificationTab(Sheet):
    """All suggestions, or those due; one at a time is open."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, gap = desk.theme, desk.theme.px("space_sm")
        self._opened = ""
        self.listed: tuple[str, ...] = ()
        """The keys of the suggestions that are shown."""
        self._reasons: dict[str, str] = {}
        book = button(tr("写出整改情况表…"), self._ask_book, theme=theme, icon="download")
        package = button(tr("带入整改材料…"), self._ask_package, role="primary", theme=theme, icon="package-open")
        folder = button(tr("带入文件夹…"), self._ask_folder, role="quiet", theme=theme, icon="folder-open")
        self.which = ChoiceBox()
        self.which.setAccessibleName(tr("显示哪些"))
        for text, value in (
            (tr("全部"), "all"),
            (tr("待验证"), "came"),
            (tr("已逾期"), "0"),
            (tr("7 天内到期"), "7"),
            (tr("30 天内到期"), "30"),
            (tr("未关闭"), "open"),
        ):
            self.which.addItem(text, value)
        self.which.activated.connect(lambda _: self.refresh())
        self._count = label("", "strong")
        self.body.addLayout(line(book, package, folder, None, gap=gap))
        self.incoming = Incoming(desk, self.refresh)
        self.body.addWidget(self.incoming)
        self.body.addLayout(line(self._count, None, self.which, gap=gap))
        self._list = QVBoxLayout()
        self._list.setSpacing(gap)
        self.body.addLayout(self._list)
        desk.hub.changed.connect(self._on_changed)
        desk.hub.stage_changed.connect(self.refresh)
        self.refresh()

    def show_record(self, key: str, _: str = "") -> None:
        """Go to a verification's or rectification's suggestion."""
        found = found_in(self.desk)
        records = [each for kind in ("verification", "rectification") for each in found.records(kind)]
        owner = next((each.text("suggestion") for each in records if each.key == key), key)
        self.open(owner)

    def _on_changed(self, changes: Changes) -> None:
        if any(place.kind in KINDS for place in changes.places):
            self.refresh()

    # -- list ------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show what stands."""
        focus = self.focusWidget()
        if isinstance(focus, AreaField) and self.isAncestorOf(focus) and focus.toPlainText():
            return  # somebody writes the ground of a verdict here
        desk, found = self.desk, found_in(self.desk)
        today = desk.hub.session.now()[:10]
        due = {each.key: each for each in due_list(found, today)}
        overdue = sum(each.overdue for each in due.values())
        soon = sum(each.days is not None and 0 <= each.days <= 30 for each in due.values())
        keys = list(closable(desk.hub.form, found))
        self._count.setText(
            tr("{closed} / {n} 条已关闭，逾期 {overdue} 条，30 天内到期 {soon} 条",
               closed=len(keys) - len(due), n=len(keys), overdue=overdue, soon=soon)
        )  # fmt: skip
        desk.settings.remember_due(desk.hub.session.path, due_days(desk.hub))
        empty(self._list)
        wanted = [key for key in keys if self._wanted(key, due)]
        self.listed = tuple(wanted)
        for number, key in enumerate(keys, 1):
            if key in wanted:
                self._list.addWidget(self._card(number, key, due[key].days if key in due else None))
        if not keys:
            go = button(tr("去起草整改建议"), lambda: desk.go("page:rectify/suggestions"), role="primary")
            text = tr("整改建议移交企业后，在这里写出整改情况表、带入交回的材料，逐条验证。")
            self._list.addWidget(say_empty(desk.theme, "wrench", tr("还没有整改建议"), text, go))
        elif not wanted:
            self._list.addWidget(label(tr("没有符合的建议。"), "muted"))

    def _wanted(self, key: str, due: object) -> bool:
        which, found = str(self.which.currentData()), found_in(self.desk)
        listed = {each.key: each for each in due_list(found, self.desk.hub.session.now()[:10])}
        if which == "all":
            return True
        if which == "came":
            return unverified(found, key)
        if key not in listed:
            return False
        days = listed[key].days
        return which == "open" or (days is not None and (days < 0 if which == "0" else days <= int(which)))

    def _card(self, number: int, key: str, days: int | None) -> QWidget:
        desk, theme, found = self.desk, self.desk.theme, found_in(self.desk)
        subject = f"suggestion:{key}"
        name = subject_name(desk.hub.form, desk.hub.session.state, desk.hub.text(subject, "binds"), desk.lang)
        made = button("", lambda: self.open(key), role="recent")
        made.setAccessibleName(after(f"{number} {name}", self._due(days)))
        opened = key == self._opened
        words = column(elided(f"{number}  {name}", "strong"), elided(desk.hub.text(subject, "action"), "caption"))
        row = line(image(theme, "chevron-down" if opened else "chevron-right"), words, gap=theme.px("space_md"))
        row.setStretch(1, 1)
        if unverified(found, key):
            row.addWidget(label(tr("待验证"), "chip", tone="accent"))
        if days is not None:
            row.addWidget(label(self._due(days), "chip", tone="bad" if days < 0 else "warn" if days <= 30 else ""))
        row.addWidget(self._status(desk.hub.text(subject, "status") or "open"))
        row.setContentsMargins(theme.px("space_md"), 0, theme.px("space_md"), 0)
        lay_head(made, row)
        body = column(made)
        if opened:
            body.addWidget(self._pane(key, subject))
        return frame("card", body)

    def _status(self, status: str) -> QWidget:
        choices = self.desk.hub.form.records["suggestion"].fields["status"].choices
        text = choices[status].in_(self.desk.lang) if status in choices else status
        return label(text, "chip", tone=TONES.get(status, ""))

    def _due(self, days: int | None) -> str:
        if days is None:
            return ""
        return tr("逾期 {n} 天", n=-days) if days < 0 else tr("还有 {n} 天", n=days)

    # -- one suggestion --------------------------------------------------------------------------

    def open(self, key: str) -> None:
        """Open a suggestion, or close it."""
        self._opened = "" if key == self._opened else key
        self.refresh()

    def _pane(self, key: str, subject: str) -> QWidget:
        desk, theme = self.desk, self.desk.theme
        pad = theme.px("space_md")
        body = column(gap=theme.px("space_sm"), margins=(pad, 0, pad, pad))
        fields = desk.hub.form.records["suggestion"].fields
        for name in ("action", "measure", "owner", "due"):
            text = desk.hub.text(subject, name)
            if text:
                body.addWidget(label(told(fields[name].label.in_(desk.lang), text), "body", wrap=True))
        history = rounds(found_in(desk), key)
        for each in history:
            body.addWidget(self._round(each))
        body.addWidget(EvidenceStrip(desk, subject))
        reason = AreaField(tr("验证依据"), tr("看到了什么、凭什么下这个结论"), lines=2)
        reason.show_text(self._reasons.get(key, ""))
        reason.textChanged.connect(lambda: self._reasons.__setitem__(key, reason.toPlainText()))
        row = line(label(tr("验证结论"), "caption"), gap=theme.px("space_sm"))
        choices = desk.hub.form.records["verification"].fields["verdict"].choices
        for verdict in VERDICTS:
            words = choices[verdict].in_(desk.lang)
            row.addWidget(button(words, lambda v=verdict: self.verify(key, v, reason.toPlainText())))
        row.addStretch(1)
        body.addWidget(reason)
        body.addLayout(row)
        holder = QWidget()
        holder.setLayout(body)
        return holder

    def _round(self, each: Round) -> QWidget:
        """One line of the history."""
        desk, theme = self.desk, self.desk.theme
        came = each.kind == "rectification"
        title = tr("企业整改") if came else tr("验证")
        choices = desk.hub.form.records["verification"].fields["verdict"].choices
        verdict = choices[each.verdict].in_(desk.lang) if each.verdict in choices else ""
        head = "  ·  ".join(word for word in (each.day, title, verdict, each.by) if word)
        icon = image(theme, "package-open" if came else "circle-check", "accent" if came else "good")
        row = line(
            icon, column(label(head, "strong"), label(each.text or "—", "body", wrap=True)), gap=theme.px("space_sm")
        )
        row.setStretch(1, 1)
        row.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
        return frame("well", column(row, margins=(theme.px("space_sm"),) * 4))

    def verify(self, key: str, verdict: str, reason: str) -> None:
        """Record a verification; without its ground it is asked for."""
        from qmdesk.review.rectifying import verify_suggestion

        hub = self.desk.hub
        if not reason.strip():
            self.desk.tell(sentence(Problem("verification-without-reason"), self.desk.lang))
            return
        self.setFocus()  # what was written is recorded: the list may be shown anew
        if hub.do(lambda: verify_suggestion(hub.session, key, verdict, reason)):
            self._reasons.pop(key, None)
            self.refresh()

    # -- files -----------------------------------------------------------------------------------

    def _ask_book(self) -> None:
        enterprise = self.desk.hub.text("case", "enterprise")
        suggested = str(self.desk.hub.session.path.with_name(tr("{name} 整改情况表.xlsx", name=enterprise)))
        chosen, _ = QFileDialog.getSaveFileName(self, tr("写出整改情况表"), suggested, "Excel (*.xlsx)")
        if chosen:
            self.write_book(Path(chosen))

    def write_book(self, path: Path) -> None:
        """Write the workbook for the enterprise in the background."""
        session, lang = self.desk.hub.session, self.desk.lang

        def work() -> int:
            from qmdesk.review.rectifying import write_book

            return write_book(session, path, lang=lang, force=True)

        def done(count: int) -> None:
            self.desk.tell(tr("已写出 {path}，{n} 条建议", path=path.name, n=count))

        self.desk.hub.ask(self, work, done, self.desk.tell_problems)

    def _ask_package(self) -> None:
        kinds = tr("整改材料 (*.zip *.xlsx *.xlsm *.xls)")
        chosen, _ = QFileDialog.getOpenFileName(self, tr("带入整改材料"), "", kinds)
        if chosen:
            self.incoming.look_into(Path(chosen))

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("整改材料的文件夹"))
        if chosen:
            self.incoming.look_into(Path(chosen))
