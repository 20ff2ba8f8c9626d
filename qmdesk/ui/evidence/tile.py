"""One piece of evidence: a thumbnail or a file's icon, its caption, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QImage, QMouseEvent, QPixmap
from PySide6.QtWidgets import QDialog, QLabel, QMenu, QWidget

from qmdesk.model.journal import Edit, Place
from qmdesk.ui.desk import Desk
from qmdesk.ui.evidence.work import PICTURES, thumbnail
from qmdesk.ui.widgets.basics import column, label, tool
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.widgets.typing_fields import LineField
from qmdesk.ui.words import tr


class EvidenceTile(QWidget):
    """Knows its evidence by key."""

    def __init__(self, desk: Desk, key: str) -> None:
        super().__init__()
        self._desk, self._key = desk, key
        self._subject = f"evidence:{key}"
        theme = desk.theme
        side = theme.px("thumb")
        name = desk.hub.text(self._subject, "name") or key
        self._picture = QLabel()
        self._picture.setFixedSize(side, round(side * 0.75))
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setPixmap(theme.pixmap("paperclip", "muted", "icon_lg", 2))
        self._picture.setProperty("role", "chip")
        remove = tool(theme, "x", tr("移除佐证 {name}", name=name), self._remove)
        remove.setParent(self._picture)
        remove.move(side - theme.px("control") - 2, 2)
        caption = CaseField(desk, self._subject, "caption", caption=False)
        if isinstance(caption.editor, LineField):
            caption.editor.setPlaceholderText(tr("加说明"))
        title = label("", "caption")
        title.setText(title.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, side))
        self.setLayout(column(self._picture, title, caption, gap=2))
        self.setFixedWidth(side)
        self.setToolTip(self._about(name))
        self.setAccessibleName(name)
        self._load(side)

    def _about(self, name: str) -> str:
        hub = self._desk.hub
        sha256 = hub.text(self._subject, "file")
        captured = hub.text(self._subject, "captured")
        lines = [name, f"SHA-256 {sha256[:16]}…"]
        return "\n".join(lines + ([tr("拍摄时间（文件自述）{time}", time=captured)] if captured else []))

    @property
    def _file(self) -> tuple[str, str]:
        sha256 = self._desk.hub.text(self._subject, "file")
        info = self._desk.hub.session.snapshot().files.get(sha256)
        return sha256, info.media if info is not None else ""

    def _load(self, side: int) -> None:
        sha256, media = self._file
        if media in PICTURES:
            session, ratio = self._desk.hub.session, 2
            self._desk.hub.ask(self, lambda: thumbnail(session.blob(sha256), side * ratio), self._show, lambda _: None)

    def _show(self, image: QImage) -> None:
        if not image.isNull():
            pixmap = QPixmap.fromImage(image)
            room = self._picture.size() * 2
            pixmap = pixmap.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
            pixmap.setDevicePixelRatio(2)
            self._picture.setPixmap(pixmap)

    def _remove(self) -> None:
        """The record is marked deleted; its entries and the file stay, and undo brings it back."""
        self._desk.hub.record(Edit(Place(self._subject, "deleted"), True))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._enlarge()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.addAction(tr("放大查看")).triggered.connect(self._enlarge)
        menu.addAction(tr("移除")).triggered.connect(self._remove)
        menu.exec(event.globalPos())

    def _enlarge(self) -> None:
        sha256, media = self._file
        if media in PICTURES:
            session = self._desk.hub.session
            self._desk.hub.ask(self, lambda: thumbnail(session.blob(sha256), 1600), self._show_large, lambda _: None)

    def _show_large(self, image: QImage) -> None:
        if image.isNull():
            self._desk.tell(tr("这张图片打不开"))
            return
        shown = QDialog(self.window())
        shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown.setWindowTitle(self.accessibleName())
        picture = QLabel()
        room = self.window().size() * 0.85
        picture.setPixmap(
            QPixmap.fromImage(image).scaled(
                room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        )
        shown.setLayout(column(picture, label(self._desk.hub.text(self._subject, "caption"), "muted")))
        shown.show()
