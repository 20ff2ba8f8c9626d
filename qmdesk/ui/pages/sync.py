"""Packages out and in: this case signed for a colleague, colleagues' packages merged; conflicts shown, none lost."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from qmdesk.model.journal import Changes, Edit, Place
from qmdesk.model.problem import Problem
from qmdesk.ui.desk import Desk
from qmdesk.ui.naming import field_name, subject_name, value_text
from qmdesk.ui.pages.registry import PageSpec
from qmdesk.ui.widgets.basics import button, column, empty, frame, label, line
from qmdesk.ui.widgets.page_frame import PageFrame
from qmdesk.ui.words import problem_text, remedy_text, tr


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge brought: counts, and what was refused or is worth a word."""

    new: int
    known: int
    files: int
    problems: tuple[Problem, ...]


class SyncPage(PageFrame):
    def __init__(self, desk: Desk, spec: PageSpec) -> None:
        super().__init__(
            desk.theme, spec.name(), tr("把本案卷交给同事，或带入同事的记录。两边都改过的地方并列显示，由您选定。")
        )
        self._desk = desk
        theme = desk.theme
        self._out = button(tr("导出同步包…"), self._ask_target, role="primary", theme=theme, icon="cloud-upload")
        self._in = button(tr("带入同步包…"), self._ask_packages, theme=theme, icon="package-open")
        self._said = QVBoxLayout()
        self._said.setSpacing(theme.px("space_sm"))
        self._conflicts = QVBoxLayout()
        self._conflicts.setSpacing(theme.px("space_md"))
        self.body.addLayout(line(self._out, self._in, None, gap=theme.px("space_sm")))
        self.body.addLayout(self._said)
        self.body.addWidget(label(tr("冲突"), "heading"))
        self.body.addLayout(self._conflicts)
        self._shown: list[Place] | None = None
        desk.hub.changed.connect(self._on_changed)
        self._refresh()

    def _on_changed(self, _: Changes) -> None:
        self._refresh()

    def _refresh(self) -> None:
        hub = self._desk.hub
        found = sorted(place for place, folded in hub.session.state.items() if folded.conflict)
        if found == self._shown:
            return
        self._shown = found
        empty(self._conflicts)
        if not found:
            self._conflicts.addWidget(label(tr("没有冲突。"), "muted"))
        for place in found:
            self._conflicts.addWidget(self._conflict(place))

    def _conflict(self, place: Place) -> QWidget:
        hub, lang = self._desk.hub, self._desk.lang
        pad = self._desk.theme.px("space_md")
        title = (
            f"{subject_name(hub.form, hub.session.state, place.subject, lang)} · {field_name(hub.form, place, lang)}"
        )
        body = column(label(title, "strong"), gap=self._desk.theme.px("space_xs"), margins=(pad, pad, pad, pad))
        body.addWidget(Settle(self._desk, place))
        return frame("card", body)

    # -- packages --------------------------------------------------------------------------------

    def _ask_target(self) -> None:
        session = self._desk.hub.session
        time = session.now()[:16].replace(":", "").replace("-", "").replace("T", "-")
        suggested = str(session.path.with_name(f"{session.path.stem} {time}.zip"))
        chosen, _ = QFileDialog.getSaveFileName(self, tr("导出同步包"), suggested, "ZIP (*.zip)")
        if chosen:
            self.pack(Path(chosen))

    def pack(self, target: Path) -> None:
        """Write a package signed by this device."""
        session = self._desk.hub.session

        def work() -> int:
            from qmdesk.review.packing import pack_case
            from qmdesk.trust.device import device_identity

            device = device_identity(session.who.home)
            info = pack_case(session, target, device, device=device.id)
            return sum(span.count for span in info.logs)

        self._run(work, lambda n: self._tell(tr("已导出 {path}，{n} 条记录", path=target.name, n=n)))

    def _ask_packages(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, tr("带入同步包"), "", "ZIP (*.zip)")
        if chosen:
            self.merge([Path(each) for each in chosen])

    def merge(self, packages: list[Path]) -> None:
        """Take packages of this case in, through the writer; then read everything anew."""
        session = self._desk.hub.session

        def work() -> Merged:
            from qmdesk.exchange.merge import Believing, merge_into
            from qmdesk.trust.anchors import known_devices, load_trust

            believing = Believing(load_trust(session.who.home), known_devices(session.who.home), demand_chain=False)
            done = session.on_file(lambda case: merge_into(case, packages, believing))
            problems = (*done.notices, *(each.problem for each in done.refused))
            return Merged(done.entries_new, done.entries_known, done.files_new, tuple(problems))

        self._run(work, self._merged)

    def _merged(self, found: Merged) -> None:
        if found.new or found.files:
            self._desk.hub.reload()
        self._tell(
            tr(
                "带入 {new} 条新记录、{files} 个文件；{known} 条已有",
                new=found.new,
                files=found.files,
                known=found.known,
            )
        )
        for each in found.problems:
            text = f"{problem_text(each, self._desk.lang)} {remedy_text(each, self._desk.lang)}".strip()
            self._said.addWidget(label(text, "warning", wrap=True))

    def _run(self, work: object, done: object) -> None:
        for each in (self._out, self._in):
            each.setEnabled(False)
        job = self._desk.hub.ask(self, work, done, self._refused)  # pyright: ignore[reportArgumentType]
        job.ended.connect(self._ended)

    def _ended(self) -> None:
        for each in (self._out, self._in):
            each.setEnabled(True)

    def _refused(self, problems: tuple[Problem, ...]) -> None:
        empty(self._said)
        for each in problems:
            text = f"{problem_text(each, self._desk.lang)} {remedy_text(each, self._desk.lang)}".strip()
            self._said.addWidget(label(text, "problem", wrap=True))

    def _tell(self, text: str) -> None:
        empty(self._said)
        self._said.addWidget(label(text, "good", wrap=True))


class Settle(QWidget):
    """The values that stand side by side; choosing one asks nothing more and can be undone."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        folded = desk.hub.session.state[place]
        body = column(gap=desk.theme.px("space_xs"))
        for head in folded.heads:
            text = value_text(desk.hub.form, place, head.value, desk.lang)
            who = f"{head.author} · {head.at[:16].replace('T', ' ')}"
            edit = Edit(place, head.value, reason=tr("冲突中选定 {who} 的值", who=head.author))
            choose = button(tr("选这个"), lambda e=edit: desk.hub.do(lambda: desk.hub.session.record(e, force=True)))
            row = line(label(text, "body", wrap=True), label(who, "caption"), choose, gap=desk.theme.px("space_md"))
            row.setStretch(0, 1)
            body.addLayout(row)
        self.setLayout(body)
