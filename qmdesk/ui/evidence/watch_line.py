"""What a strip says of the watched folder: on for this place, on for another, what came in, the way to turn it off."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from qmdesk.ui.desk import Desk
from qmdesk.ui.evidence.watch import FolderWatch, watch_of
from qmdesk.ui.naming import subject_name
from qmdesk.ui.widgets.basics import button, column, frame, image, label, line, restyle
from qmdesk.ui.words import tr


class WatchLine(QWidget):
    """Follows the watch of its review; hidden where none is on."""

    def __init__(self, desk: Desk, where: str) -> None:
        super().__init__()
        self._desk, self._where = desk, where
        self._watch = watch_of(desk.hub)
        theme = desk.theme
        pad = theme.px("space_xs")
        self.text = label("", "caption", wrap=True)
        self._here = button(tr("改收到这里"), lambda: self._watch.turn_to(where), role="link")
        off = button(tr("停止接收"), self._watch.stop, role="link")
        row = line(image(theme, "folder-sync"), self.text, self._here, off, gap=theme.px("space_sm"))
        row.setStretch(1, 1)
        row.setContentsMargins(theme.px("space_sm"), pad, pad, pad)
        self._frame = frame("well", row)
        self.setLayout(column(self._frame))
        self._watch.moved.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show how the watch stands."""
        watch = self._watch
        on = watch.folder is not None
        self.setVisible(on)
        if not on:
            return
        self._here.setVisible(watch.where != self._where)
        restyle(self.text, "role", "warning" if watch.gone else "caption")
        self.text.setText(self._said(watch))
        self.text.setToolTip(str(watch.folder))

    def _said(self, watch: FolderWatch) -> str:
        name = watch.folder.name if watch.folder is not None else ""
        if watch.gone:
            return tr("文件夹“{name}”现在读不到；接回后自动继续", name=name)
        if watch.where != self._where:
            hub = self._desk.hub
            whose = subject_name(hub.form, hub.session.state, watch.where, self._desk.lang)
            return tr("文件夹“{name}”的新照片正在收到“{whose}”", name=name, whose=whose)
        said = tr("正在接收文件夹“{name}”的新照片：已进来 {n} 个", name=name, n=watch.came)
        if watch.pending:
            said += tr("，{n} 个还在写入", n=watch.pending)
        if watch.left:
            said += tr("；原有 {n} 个不取", n=watch.left)
        return said
