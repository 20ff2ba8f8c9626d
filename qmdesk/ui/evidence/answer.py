"""What became of the files that were dropped: counts while they are read, then every file that was not kept by name."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from qmdesk.model.problem import Problem, Severity
from qmdesk.ui.desk import Desk
from qmdesk.ui.evidence.taker import Standing, taker_of
from qmdesk.ui.widgets.basics import box, button, column, label, line, tool
from qmdesk.ui.words import full_text, tr

#: Sentences that are shown before the rest is asked for.
FIRST = 4


class AnswerLine(QWidget):
    """Follows the taker for its own place; hidden where nothing was taken in."""

    def __init__(self, desk: Desk, where: str) -> None:
        super().__init__()
        self._desk, self._where = desk, where
        self._taker = taker_of(desk.hub)
        self._all = False
        theme = desk.theme
        self.counts = label("", "caption", wrap=True)
        self.refused = label("", "problem", wrap=True)
        self.told = label("", "warning", wrap=True)
        self._more = button("", self._show_all, role="link")
        self._stop = button(tr("停止"), lambda: self._taker.stop(where), role="link")
        self._close = tool(theme, "x", tr("知道了"), lambda: self._taker.forget(where))
        head = line(self.counts, self._stop, self._close, gap=theme.px("space_sm"))
        head.setStretch(0, 1)
        self.setLayout(column(box("", head), self.refused, self.told, self._more, gap=theme.px("space_xs")))
        self._taker.moved.connect(self._on_moved)
        self.refresh()

    def _on_moved(self, where: str) -> None:
        if where == self._where:
            self.refresh()

    def _show_all(self) -> None:
        self._all = True
        self.refresh()

    def refresh(self) -> None:
        """Show how far it has come, or how it ended."""
        standing = self._taker.standing(self._where)
        self.setVisible(standing is not None)
        if standing is None:
            self._all = False
            return
        self.counts.setText(counted(standing))
        self._stop.setVisible(standing.running and not standing.stopped)
        self._close.setVisible(not standing.running)
        shown = standing.problems if self._all else standing.problems[:FIRST]
        self._say(shown)
        more = len(standing.problems) - len(shown)
        self._more.setVisible(more > 0)
        self._more.setText(tr("另有 {n} 条说明", n=more))

    def _say(self, problems: tuple[Problem, ...]) -> None:
        lang = self._desk.lang
        for field, wanted in ((self.refused, True), (self.told, False)):
            said = [full_text(each, lang) for each in problems if (each.severity is Severity.ERROR) is wanted]
            field.setText("\n".join(said))
            field.setVisible(bool(said))


def counted(standing: Standing) -> str:
    """The counts in words: read, kept, not kept."""
    if standing.running:
        if not standing.total:
            return tr("正在清点文件…")
        return tr("正在读入 {read}/{n} 个文件…", read=standing.read, n=standing.total)
    left = standing.total - standing.read
    said = tr("共 {n} 个文件，新存入 {kept} 个", n=standing.total, kept=standing.accepted)
    aside = standing.read - standing.accepted
    if aside:
        said += tr("，{n} 个没有存入（见下）", n=aside)
    if left:
        said += tr("，停止后 {n} 个没有读", n=left)
    return said
