"""Packages out and in: this case signed for a colleague, colleagues' packages merged; conflicts shown, none lost."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from qmdesk.model.journal import Changes, Edit, Place
from qmdesk.model.problem import Problem
from qmdesk.ui import jobs
from qmdesk.ui.desk import Desk
from qmdesk.ui.naming import field_name, subject_name, value_text
from qmdesk.ui.pages.incoming import Incoming
from qmdesk.ui.pages.outgoing import Outgoing
from qmdesk.ui.pages.registry import PageSpec
from qmdesk.ui.widgets.basics import button, column, empty, frame, label, line
from qmdesk.ui.widgets.page_frame import PageFrame
from qmdesk.ui.words import sentence, tr

if TYPE_CHECKING:
    from qmdesk.exchange.merge import Believing
    from qmdesk.review.previewing import Preview


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
        self._job: jobs.Job | None = None
        self._in = button(tr("带入同步包…"), self._ask_packages, role="primary", theme=theme, icon="package-open")
        self._out = button(tr("导出同步包…"), self._ask_target, theme=theme, icon="cloud-upload")
        self._stop = button(tr("停止"), self.stop, role="quiet", theme=theme, icon="x")
        self._stop.hide()
        self.outgoing = Outgoing(desk)
        self._said = QVBoxLayout()
        self._said.setSpacing(theme.px("space_sm"))
        self._incoming = QVBoxLayout()
        self.incoming: Incoming | None = None
        self._conflicts = QVBoxLayout()
        self._conflicts.setSpacing(theme.px("space_md"))
        self.body.addLayout(line(self._in, self._out, self._stop, None, gap=theme.px("space_sm")))
        self.body.addWidget(self.outgoing)
        self.body.addLayout(self._said)
        self.body.addLayout(self._incoming)
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

    # -- out -------------------------------------------------------------------------------------

    def _ask_target(self) -> None:
        session = self._desk.hub.session
        time = session.now()[:16].replace(":", "").replace("-", "").replace("T", "-")
        suggested = str(session.path.with_name(f"{session.path.stem} {time}.zip"))
        chosen, _ = QFileDialog.getSaveFileName(self, tr("导出同步包"), suggested, "ZIP (*.zip)")
        if chosen:
            self.pack(Path(chosen))

    def pack(self, target: Path) -> None:
        """Write a package, signed by this device or by the certificate that was chosen."""
        session, since, certificate, secret = self._desk.hub.session, *self.outgoing.wishes

        def work() -> int:
            from qmdesk.review.packing import pack_case
            from qmdesk.trust.device import device_identity
            from qmdesk.trust.p12 import load_p12

            device = device_identity(session.who.home)
            signer = device if certificate is None else load_p12(certificate, secret)
            info = pack_case(session, target, signer, device=device.id, since=since, force=True)
            return sum(span.count for span in info.logs)

        self._run(work, lambda n: self._packed(target, n), tr("正在导出…"))

    def _packed(self, target: Path, entries: int) -> None:
        self.outgoing.remember(target)
        self._tell(tr("已导出 {path}，{n} 条记录", path=target.name, n=entries))

    # -- in --------------------------------------------------------------------------------------

    def _ask_packages(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, tr("带入同步包"), "", "ZIP (*.zip)")
        if chosen:
            self.look([Path(each) for each in chosen])

    def look(self, packages: list[Path]) -> None:
        """Show what packages would bring; nothing is taken in yet."""
        session, strict = self._desk.hub.session, self.outgoing.strict

        def work() -> Preview:
            from qmdesk.review.previewing import preview_merge

            return preview_merge(session, packages, _believing(session.who.home, strict=strict))

        self._drop_preview()
        self._run(work, lambda found: self._show_preview(packages, found), tr("正在查看同步包…"))

    def _show_preview(self, packages: list[Path], preview: Preview) -> None:
        self._drop_preview()
        made = Incoming(self._desk, preview)
        made.accepted.connect(lambda: self.merge(packages))
        made.left.connect(self._drop_preview)
        self.incoming = made
        self._incoming.addWidget(made)
        empty(self._said)
        if not preview.takes:
            self._say_warning(tr("没有可以带入的新内容。"))

    def _drop_preview(self) -> None:
        self.incoming = None
        empty(self._incoming)

    def merge(self, packages: list[Path]) -> None:
        """Take packages of this case in, through the writer; then read everything anew."""
        session, strict = self._desk.hub.session, self.outgoing.strict

        def work() -> Merged:
            from qmdesk.exchange.merge import merge_into

            done = session.on_file(lambda case: merge_into(case, packages, _believing(session.who.home, strict=strict)))
            problems = (*done.notices, *(each.problem for each in done.refused))
            return Merged(done.entries_new, done.entries_known, done.files_new, tuple(problems))

        self._run(work, self._merged, tr("正在带入…"), can_stop=False)

    def _merged(self, found: Merged) -> None:
        from qmdesk.review.resolve import settle

        hub = self._desk.hub
        if found.new or found.files:
            hub.reload()
            hub.saved.emit(hub.session.now()[11:19])  # merging came back after its COMMIT
        choices = {} if self.incoming is None else dict(self.incoming.choices)
        self._drop_preview()
        if choices:
            hub.do(lambda: settle(hub.session, choices, tr("带入同步包时选定")))
        self._tell(
            tr(
                "带入 {new} 条新记录、{files} 个文件；{known} 条已有",
                new=found.new,
                files=found.files,
                known=found.known,
            )
        )
        for each in found.problems:
            self._say_warning(sentence(each, self._desk.lang))

    # -- work and words --------------------------------------------------------------------------

    def _run(self, work: object, done: object, text: str, *, can_stop: bool = True) -> None:
        for each in (self._out, self._in):
            each.setEnabled(False)
        self._stop.setVisible(can_stop)
        empty(self._said)
        self._said.addWidget(label(text, "muted"))
        self._job = self._desk.hub.ask(self, work, done, self._refused)  # pyright: ignore[reportArgumentType]
        self._job.ended.connect(self._ended)

    def stop(self) -> None:
        """Let what is being worked out go. A package that is being written is written to its end, and stays."""
        if self._job is not None:
            self._job.cancel()
        self._say_stopped()

    def _say_stopped(self) -> None:
        empty(self._said)
        self._said.addWidget(label(tr("已停止，案卷没有改动。"), "muted"))

    def _ended(self) -> None:
        self._stop.hide()
        for each in (self._out, self._in):
            each.setEnabled(True)

    def _refused(self, problems: tuple[Problem, ...]) -> None:
        empty(self._said)
        for each in problems:
            text = sentence(each, self._desk.lang)
            self._said.addWidget(label(text, "problem", wrap=True))

    def _tell(self, text: str) -> None:
        empty(self._said)
        self._said.addWidget(label(text, "good", wrap=True))

    def _say_warning(self, text: str) -> None:
        self._said.addWidget(label(text, "warning", wrap=True))


def _believing(home: Path, *, strict: bool) -> Believing:
    from qmdesk.exchange.merge import Believing
    from qmdesk.trust.anchors import known_devices, load_trust

    return Believing(load_trust(home), known_devices(home), demand_chain=strict)


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
