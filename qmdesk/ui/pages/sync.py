"""Packages out and in: this case signed for a colleague, colleagues' packages merged; conflicts shown, none lost."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget
from shiboken6 import isValid

from qmdesk.model.journal import Changes, Folded, Place
from qmdesk.model.problem import Problem
from qmdesk.ui import jobs
from qmdesk.ui.desk import Desk
from qmdesk.ui.outbox.card import OutboxCard
from qmdesk.ui.outbox.inbox import InboxCard
from qmdesk.ui.pages.incoming import Incoming
from qmdesk.ui.pages.outgoing import Outgoing
from qmdesk.ui.pages.registry import PageSpec
from qmdesk.ui.pages.sides import Settle, place_title
from qmdesk.ui.pages.taken import Taken
from qmdesk.ui.widgets.basics import button, column, empty, frame, label, line
from qmdesk.ui.widgets.page_frame import PageFrame
from qmdesk.ui.words import sentence, tr

if TYPE_CHECKING:
    from qmdesk.exchange.conflicts import Conflict
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
        self.taken = Taken(desk)
        self.body.addWidget(self.taken)
        self.outbox = OutboxCard(desk, self.outgoing)
        self.inbox = InboxCard(desk, self.outbox.deliverer)
        self.body.addWidget(self.outbox)
        self.body.addWidget(self.inbox)
        self._shown: list[Place] = []
        self._drawn: object = None
        desk.hub.changed.connect(self._on_changed)
        self._refresh()

    def _on_changed(self, _: Changes) -> None:
        self._refresh()

    def _refresh(self) -> None:
        from qmdesk.exchange.conflicts import conflicts_of, is_marked

        state = self._desk.hub.session.state
        places = sorted(place for place, folded in state.items() if folded.conflict)
        points = [each for each in conflicts_of(state) if each.consensus]
        shown = [(place, state[place], is_marked(state, place)) for place in places], points
        if shown == self._drawn:
            return
        self._shown, self._drawn = places, shown
        empty(self._conflicts)
        if not places and not points:
            self._conflicts.addWidget(label(tr("没有冲突。"), "muted"))
        for place in places:
            self._conflicts.addWidget(self._conflict(place, marked=is_marked(state, place)))
        for point in points:
            self._conflicts.addWidget(self._point(point))

    def _conflict(self, place: Place, *, marked: bool) -> QWidget:
        settle = Settle(self._desk, self._desk.hub.session.state[place], place)
        if not marked:
            leave = button(tr("留作评价组商定事项"), lambda: self._leave_open(place), role="link")
            settle.body.addLayout(line(leave, None))
        return self._card(place_title(self._desk, place), settle, tr("评价组商定事项") if marked else "")

    def _point(self, point: Conflict) -> QWidget:
        """Ratings that differ: each stays on record, the team's word stands beside them."""
        from qmdesk.exchange.conflicts import SETTLED_BY

        heads = [
            folded.heads[-1]
            for place, folded in sorted(self._desk.hub.session.state.items())
            if place.author and (place.subject, place.name, place.stage) == (point.subject, point.field, point.stage)
        ]
        rated = Place(point.subject, point.field, point.stage)
        sides = Folded(rated, tuple(each for each in heads if each.value is not None))
        settle = Settle(self._desk, sides, Place(point.subject, SETTLED_BY[point.field], point.stage))
        return self._card(place_title(self._desk, rated), settle, tr("评级不一致，由评价组商定"))

    def _card(self, title: str, inner: QWidget, chip: str) -> QWidget:
        gap, pad = self._desk.theme.px("space_xs"), self._desk.theme.px("space_md")
        name = label(title, "strong", wrap=True)
        head = line(name, *([column(label(chip, "chip", tone="warn"), None)] if chip else []), gap=pad)
        head.setStretch(0, 1)
        return frame("card", column(head, inner, gap=gap, margins=(pad, pad, pad, pad)))

    def _leave_open(self, place: Place) -> None:
        from qmdesk.review.resolve import leave_open

        self._desk.hub.do(lambda: leave_open(self._desk.hub.session, [place], tr("留作评价组商定事项")))

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
        recipients, lacking = self.outgoing.recipients, self.outgoing.lacking
        since = None if lacking else since

        def work() -> int:
            from qmdesk.review.packing import pack_case
            from qmdesk.trust.device import device_identity
            from qmdesk.trust.p12 import load_p12
            from qmdesk.trust.recipients import recipients_in

            device = device_identity(session.who.home)
            signer = device if certificate is None else load_p12(certificate, secret)
            sealed_for = recipients_in(recipients)
            info = pack_case(
                session,
                target,
                signer,
                device=device.id,
                since=since,
                lacking=lacking,
                force=True,
                recipients=sealed_for,
            )
            return sum(span.count for span in info.logs)

        self._run(work, lambda n: self._packed(target, n), tr("正在导出…"))

    def _packed(self, target: Path, entries: int) -> None:
        self.outgoing.remember(target)
        self._tell(tr("已导出 {path}，{n} 条记录", path=target.name, n=entries))

    # -- in --------------------------------------------------------------------------------------

    def _ask_packages(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, tr("带入同步包"), "", f"{tr('同步包')} (*.zip *.p7m)")
        if chosen:
            self.look([Path(each) for each in chosen])

    def look(self, packages: list[Path]) -> None:
        """Show what packages would bring; nothing is taken in yet."""
        session, strict = self._desk.hub.session, self.outgoing.strict

        def work() -> Preview:
            from qmdesk.review.packing import believing_of
            from qmdesk.review.previewing import preview_merge

            return preview_merge(session, packages, believing_of(session, strict=strict))

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
            from qmdesk.review.packing import believing_of

            done = session.on_file(lambda case: merge_into(case, packages, believing_of(session, strict=strict)))
            problems = (*done.notices, *(each.problem for each in done.refused))
            return Merged(done.entries_new, done.entries_known, done.files_new, tuple(problems))

        self._run(work, self._merged, tr("正在带入…"), can_stop=False)

    def _merged(self, found: Merged) -> None:
        hub = self._desk.hub
        if found.new or found.files:
            hub.saved.emit(hub.session.now()[11:19])  # merging came back after its COMMIT
            hub.reload(lambda: self._taken_in(found) if isValid(self) else None)
        else:
            self._taken_in(found)

    def _taken_in(self, found: Merged) -> None:
        from qmdesk.review.resolve import leave_open, settle

        hub = self._desk.hub
        choices = {} if self.incoming is None else dict(self.incoming.choices)
        marked = [] if self.incoming is None else sorted(self.incoming.marked)
        self._drop_preview()
        if choices:
            hub.do(lambda: settle(hub.session, choices, tr("带入同步包时选定")))
        if marked:
            hub.do(lambda: leave_open(hub.session, marked, tr("带入同步包时留作商定")))
        self.taken.refresh()
        self.outgoing.list_colleagues()
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
