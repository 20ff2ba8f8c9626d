"""One piece of evidence: a thumbnail or a file's icon, its caption, and what can be done with it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QContextMenuEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QMenu, QWidget

from qmdesk.model.journal import Changes, Edit, Place
from qmdesk.model.problem import Problem
from qmdesk.ui.desk import Desk
from qmdesk.ui.evidence import marks
from qmdesk.ui.evidence.drawing import paint
from qmdesk.ui.evidence.thumbs import Found, thumbs_of
from qmdesk.ui.evidence.work import PICTURES, icon_of
from qmdesk.ui.widgets.basics import column, label, tool
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.widgets.typing_fields import LineField
from qmdesk.ui.words import problem_text, tr

#: Pixels of a thumbnail for one of the screen, so that it is sharp on fine screens.
RATIO = 2


class EvidenceTile(QWidget):
    """Knows its evidence by key."""

    def __init__(self, desk: Desk, key: str) -> None:
        super().__init__()
        self._desk, self._key = desk, key
        self.subject = f"evidence:{key}"
        self._image = QImage()
        theme = desk.theme
        self._side = side = theme.px("thumb")
        self._name = name = desk.hub.text(self.subject, "name") or key
        self._picture = QLabel()
        self._picture.setFixedSize(side, round(side * 0.75))
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setProperty("role", "chip")
        self._says = label(" ", "caption")
        self._says.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._says.setParent(self._picture)
        low = self._says.sizeHint().height()
        self._says.setGeometry(0, self._picture.height() - low - 2, side, low)
        remove = tool(theme, "x", tr("移除佐证 {name}", name=name), self._remove)
        remove.setParent(self._picture)
        remove.move(side - theme.px("control") - 2, 2)
        caption = CaseField(desk, self.subject, "caption", caption=False)
        if isinstance(caption.editor, LineField):
            caption.editor.setPlaceholderText(tr("加说明"))
        title = label("", "caption")
        title.setText(title.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, side))
        self.setLayout(column(self._picture, title, caption, gap=2))
        self.setFixedWidth(side)
        self.setProperty("role", "shot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.setToolTip(self._about(name))
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._says.hide()
        self._load()
        desk.hub.changed.connect(self._on_changed)

    def _about(self, name: str) -> str:
        hub = self._desk.hub
        sha256 = hub.text(self.subject, "file")
        captured = hub.text(self.subject, "captured")
        lines = [name, f"SHA-256 {sha256[:16]}…"]
        return "\n".join(lines + ([tr("拍摄时间（文件自述）{time}", time=captured)] if captured else []))

    @property
    def _file(self) -> tuple[str, str]:
        sha256 = self._desk.hub.text(self.subject, "file")
        info = self._desk.hub.session.outline().files.get(sha256)
        return sha256, info.media if info is not None else ""

    # -- showing ---------------------------------------------------------------------------------

    def _load(self) -> None:
        sha256, media = self._file
        self._picture.setPixmap(self._desk.theme.pixmap(icon_of(media), "muted", "icon_xl", RATIO))
        if media in PICTURES:
            thumbs_of(self._desk.hub).ask(self, sha256, self._side * RATIO, self._show)
        elif media.startswith("image/"):
            self._say(tr("此处不能预览"), tr("{kind} 照片已原样保存；这里没有能打开它的库。", kind=media[6:].upper()))

    def _say(self, short: str, long: str) -> None:
        self._says.setText(short)
        self._says.setVisible(True)
        self.setToolTip(f"{self._about(self._name)}\n{long}")
        self.setAccessibleDescription(long)

    def _show(self, found: Found) -> None:
        if isinstance(found, Problem):
            short = tr("图片已损坏") if found.code == "image-damaged" else tr("此处不能预览")
            self._say(short, problem_text(found, self._desk.lang))
            return
        self._image = found
        self._draw()

    def _draw(self) -> None:
        """The thumbnail with its marks."""
        if self._image.isNull():
            return
        room = self._picture.size() * RATIO
        pixmap = QPixmap.fromImage(self._image).scaled(
            room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        painter = QPainter(pixmap)
        paint(painter, QRectF(pixmap.rect()), marks.read(self._desk.hub.text(self.subject, "marks")), self._desk.theme)
        painter.end()
        pixmap.setDevicePixelRatio(RATIO)
        self._picture.setPixmap(pixmap)

    def _on_changed(self, changes: Changes) -> None:
        if any(place.subject == self.subject and place.name == "marks" for place in changes.places):
            self._draw()

    # -- acting ----------------------------------------------------------------------------------

    def _remove(self) -> None:
        """The record is marked deleted; its entries and the file stay, and undo brings it back."""
        self._desk.hub.record(Edit(Place(self.subject, "deleted"), True))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.enlarge()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.enlarge()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.addAction(tr("查看和标注")).triggered.connect(self.enlarge)
        menu.addAction(tr("另存原件…")).triggered.connect(self._ask_target)
        menu.addAction(tr("移除")).triggered.connect(self._remove)
        menu.exec(event.globalPos())

    def enlarge(self) -> None:
        """Open the viewer: the picture large, marks, caption, and what is known of the file."""
        from qmdesk.ui.evidence.viewer import EvidenceViewer

        EvidenceViewer(self._desk, self._key, self.window()).show()

    def _ask_target(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, tr("另存原件"), Path(self._name).name)
        if chosen:
            self.save_as(Path(chosen))

    def save_as(self, target: Path) -> None:
        """Write the file as it was taken in to another place."""
        session, (sha256, _) = self._desk.hub.session, self._file
        self._desk.hub.ask(
            self, lambda: _write(session.blob(sha256), target), self._desk.tell, self._desk.tell_problems
        )


def _write(content: bytes, target: Path) -> str:
    from qmdesk.model.problem import Refused

    try:
        target.write_bytes(content)
    except OSError as error:
        raise Refused(Problem("file-unreadable", target.name, {"reason": error.strerror or ""})) from error
    return tr("已保存 {path}", path=target.name)
