"""The evidence of one item or figure as a strip: drop, paste or choose files; thumbnails with captions."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QFileDialog, QWidget

from qmdesk.model.journal import Changes
from qmdesk.ui.desk import Desk
from qmdesk.ui.dropping import files_in, not_files, without_keys
from qmdesk.ui.evidence.answer import AnswerLine
from qmdesk.ui.evidence.keys import evidence_of
from qmdesk.ui.evidence.reading import Taken
from qmdesk.ui.evidence.taker import taker_of
from qmdesk.ui.evidence.tile import EvidenceTile
from qmdesk.ui.evidence.watch import watch_of
from qmdesk.ui.evidence.watch_line import WatchLine
from qmdesk.ui.evidence.work import picture_evidence, png_of
from qmdesk.ui.widgets.basics import box, button, column, empty, frame, label, line, restyle, tool
from qmdesk.ui.widgets.flow import FlowLayout
from qmdesk.ui.words import tr


class EvidenceStrip(QWidget):
    """``where`` is the place that evidence is bound to, as ``item:system.process``."""

    def __init__(self, desk: Desk, where: str) -> None:
        super().__init__()
        self._desk, self._where = desk, where
        theme = desk.theme
        self._tiles = FlowLayout(gap=theme.px("space_sm"))
        self._hint = label("", "caption", wrap=True)
        self.answer = AnswerLine(desk, where)
        self.watching = WatchLine(desk, where)
        self._keys: list[str] = []
        add = button(tr("添加文件"), self._choose, role="quiet", theme=theme, icon="paperclip", elide=True)
        paste = button(
            tr("粘贴截图"), self.paste, role="quiet", theme=theme, icon="clipboard-paste", tip="Ctrl+V", elide=True
        )
        folder = tool(theme, "folder-open", tr("添加文件夹里的全部文件"), self._choose_folder)
        watch = tool(theme, "folder-sync", tr("接收文件夹：手机或相机存入的新照片自动进来"), self._choose_watched)
        phone = tool(theme, "image-plus", tr("手机扫码上传到这里"), self._ask_phone)
        pad = theme.px("space_md")
        self._count = label(tr("佐证"), "section")
        head = line(self._count, None, add, paste, folder, watch, phone)
        self._frame = frame(
            "drop",
            column(
                head,
                self._hint,
                self.watching,
                self.answer,
                box("", self._tiles),
                gap=theme.px("space_xs"),
                margins=(pad, 4, pad, pad),
            ),
        )
        self.setLayout(column(self._frame))
        self.setAcceptDrops(True)
        desk.hub.changed.connect(self._on_changed)
        self.refresh()

    def _on_changed(self, changes: Changes) -> None:
        if any(place.kind == "evidence" for place in changes.places):
            self.refresh()

    def refresh(self) -> None:
        """Show the evidence that is bound here."""
        keys = evidence_of(self._desk.hub, self._where)
        self._hint.setVisible(not keys)
        self._hint.setText(tr("把照片、文件或文件夹拖到这里，或按 Ctrl+V 粘贴截图。没有佐证也可以评级，但会标出来。"))
        self._count.setText(tr("佐证 {n}", n=len(keys)) if keys else tr("佐证"))
        if keys == self._keys:
            return
        self._keys = keys
        empty(self._tiles)
        for key in keys:
            self._tiles.addWidget(EvidenceTile(self._desk, key))

    # -- taking in -------------------------------------------------------------------------------

    def take(self, paths: list[Path]) -> None:
        """Take files and folders in; what became of them is said here."""
        if wanted := without_keys(paths, self._desk.tell):
            taker_of(self._desk.hub).take(self._where, wanted)

    def watch(self, folder: Path) -> None:
        """Take what a phone or camera puts into a folder from now on."""
        watch_of(self._desk.hub).start(self._where, folder)

    def paste(self) -> None:
        """Take the clipboard's picture or files."""
        data = QGuiApplication.clipboard().mimeData()
        if data is not None and data.hasImage():
            image = QImage(data.imageData())
            if not image.isNull():
                self.take_image(image)
        elif data is not None and data.hasUrls():
            self.take(files_in(data))
        else:
            self._desk.tell(tr("剪贴板里没有图片或文件"))

    def take_image(self, image: QImage) -> None:
        """Take a picture as it is on the clipboard."""
        hub, where = self._desk.hub, self._where
        now, stage, author = hub.session.now(), hub.stage, hub.author
        name = tr("截图 {time}.png", time=now[:19].replace("T", " ").replace(":", "-"))
        self._desk.hub.ask(
            self, lambda: picture_evidence(png_of(image), name, where, stage, author, now[:19]), self._record
        )

    def _record(self, taken: Taken) -> None:
        self._desk.hub.record(taken.edits, taken.blobs)

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, tr("添加佐证"))
        self.take([Path(each) for each in chosen])

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("添加文件夹里的全部文件"))
        self.take([Path(chosen)] if chosen else [])

    def _ask_phone(self) -> None:
        from qmdesk.ui.phone.receiver import receiver_of

        receiver_of(self._desk.hub).show(self, self._desk, self._where)

    def _choose_watched(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("选择手机或相机存照片的文件夹"))
        if chosen:
            self.watch(Path(chosen))

    # -- dropping --------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            restyle(self._frame, "over", "true")
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        restyle(self._frame, "over", "false")

    def dropEvent(self, event: QDropEvent) -> None:
        restyle(self._frame, "over", "false")
        data = event.mimeData()
        if data.hasUrls():
            if said := not_files(data):
                self._desk.tell(said)
            if paths := files_in(data):
                self.take(paths)
        elif data.hasImage():
            self.take_image(QImage(data.imageData()))
        event.acceptProposedAction()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)
