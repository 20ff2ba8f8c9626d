"""What an enterprise sent back, looked at before it is taken in: what is matched, what is not, nothing left unsaid."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from qmdesk.model.problem import Severity
from qmdesk.ui.desk import Desk
from qmdesk.ui.widgets.basics import button, column, empty, frame, image, label, line
from qmdesk.ui.words import sentence, tr

if TYPE_CHECKING:
    from qmdesk.intake.rectification import Package
    from qmdesk.review.rectifying import Taken

#: Problems that are shown at once.
MOST = 12


class Incoming(QWidget):
    """Hidden until :meth:`look_into` has read a package."""

    def __init__(self, desk: Desk, taken: Callable[[], None]) -> None:
        super().__init__()
        self._desk, self._told = desk, taken
        self.package: Package | None = None
        self._body = QVBoxLayout()
        self.setLayout(self._body)
        self._body.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def look_into(self, path: Path) -> None:
        """Read a workbook, a zip or a folder in the pool, and show what it says."""
        session = self._desk.hub.session

        def work() -> Taken:
            from qmdesk.review.rectifying import look_into, take_in

            return take_in(session, look_into(session, path), dry_run=True)

        self._desk.tell(tr("正在读取 {name}…", name=path.name))
        self._desk.hub.ask(self, work, self._show, self._desk.tell_problems)

    def _show(self, found: Taken) -> None:
        self.package = found.package
        empty(self._body)
        theme, package = self._desk.theme, found.package
        pad = theme.px("space_md")
        body = column(
            label(tr("来自 {name}", name=package.name), "heading"), gap=theme.px("space_xs"), margins=(pad,) * 4
        )
        counts = tr(
            "对上 {new} 条，已带入过 {known} 条，未填 {blank} 条，对不上 {unmatched} 行；"
            "佐证 {files} 个，多余 {unlisted} 个",
            new=len(found.new),
            known=len(found.known),
            blank=len(package.blank),
            unmatched=len(package.unmatched),
            files=found.files,
            unlisted=len(package.unlisted),
        )
        body.addWidget(label(counts, "body", wrap=True))
        if found.known and not found.new:
            body.addWidget(label(tr("这份材料以前已经带入过。"), "warning"))
        for each in package.problems[:MOST]:
            bad = each.severity is Severity.ERROR
            icon = image(theme, "octagon-alert" if bad else "triangle-alert", "bad" if bad else "warn")
            row = line(icon, label(sentence(each, self._desk.lang), "caption", wrap=True), gap=theme.px("space_sm"))
            row.setStretch(1, 1)
            body.addLayout(row)
        if len(package.problems) > MOST:
            body.addWidget(label(tr("还有 {n} 条", n=len(package.problems) - MOST), "caption"))
        take = button(tr("带入"), self.take, role="primary", theme=theme, icon="check")
        take.setEnabled(bool(package.answers))
        body.addLayout(line(take, button(tr("不带入"), self.leave, role="quiet"), None, gap=theme.px("space_sm")))
        self._body.addWidget(frame("banner", body))
        self.show()
        take.setFocus()

    def take(self) -> None:
        """Record what was shown, as one step to undo."""
        from qmdesk.model.problem import Refused
        from qmdesk.review.rectifying import recorded_of

        if self.package is None:
            return
        hub = self._desk.hub
        edits, blobs, new = recorded_of(hub.session, self.package)
        try:
            recorded = hub.session.record(edits, blobs=blobs)
        except Refused as refused:
            self._desk.tell_problems(refused.problems)
            return
        hub.follow(recorded)
        self._desk.tell(tr("带入了 {n} 条整改情况", n=len(new)) if new else tr("没有新的内容"))
        self.leave()
        self._told()

    def leave(self) -> None:
        """Don't take it in."""
        self.package = None
        self.hide()
