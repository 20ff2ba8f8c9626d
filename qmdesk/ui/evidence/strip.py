"""The evidence of one item or figure as a strip: drop, paste or choose files; thumbnails with captions."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication, QImage, QKeySequence
from PySide6.QtWidgets import QFileDialog, QWidget

from qmdesk.model.journal import Changes
from qmdesk.model.problem import Problem
from qmdesk.ui.desk import Desk
from qmdesk.ui.evidence.keys import evidence_of
from qmdesk.ui.evidence.tile import EvidenceTile
from qmdesk.ui.evidence.work import Taken, picture_evidence, png_of, take_files
from qmdesk.ui.widgets.basics import box, button, column, empty, frame, label, line, restyle
from qmdesk.ui.widgets.flow import FlowLayout
from qmdesk.ui.words import problem_text, remedy_text, tr


class EvidenceStrip(QWidget):
    """``where`` is the place that evidence is bound to, as ``item:system.process``."""

    def __init__(self, desk: Desk, where: str) -> None:
        super().__init__()
        self._desk, self._where = desk, where
        theme = desk.theme
        self._tiles = FlowLayout(gap=theme.px("space_sm"))
        self._hint = label("", "caption", wrap=True)
        self._problems = label("", "problem", wrap=True)
        self._problems.hide()
        self._keys: list[str] = []
        add = button(tr("添加文件"), self._choose, role="quiet", theme=theme, icon="paperclip")
        paste = button(tr("粘贴截图"), self.paste, role="quiet", theme=theme, icon="clipboard-paste", tip="Ctrl+V")
        pad = theme.px("space_md")
        self._count = label(tr("佐证"), "section")
        head = line(self._count, None, add, paste)
        self._frame = frame(
            "drop",
            column(
                head,
                self._hint,
                box("", self._tiles),
                self._problems,
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
        self._hint.setText(tr("把照片或文件拖到这里，或按 Ctrl+V 粘贴截图。没有佐证也可以评级，但会标出来。"))
        self._count.setText(tr("佐证 {n}", n=len(keys)) if keys else tr("佐证"))
        if keys == self._keys:
            return
        self._keys = keys
        empty(self._tiles)
        for key in keys:
            self._tiles.addWidget(EvidenceTile(self._desk, key))

    # -- taking in -------------------------------------------------------------------------------

    def take(self, paths: list[Path]) -> None:
        """Take files in; what can't be taken is said here."""
        hub, where, lang = self._desk.hub, self._where, self._desk.lang
        files = _files(paths)
        if not files:
            return
        self._hint.setVisible(True)
        self._hint.setText(tr("正在读入 {n} 个文件…", n=len(files)))
        form, stage, author = hub.form, hub.stage, hub.author
        self._desk.hub.ask(self, lambda: take_files(files, form, where, stage, author, lang), self._record, self._say)  # pyright: ignore[reportArgumentType]

    def paste(self) -> None:
        """Take the clipboard's picture or files."""
        data = QGuiApplication.clipboard().mimeData()
        if data is not None and data.hasImage():
            image = QImage(data.imageData())
            if not image.isNull():
                self.take_image(image)
        elif data is not None and data.hasUrls():
            self.take(_paths(data))
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
        if taken.edits:
            self._desk.hub.record(taken.edits, taken.blobs)
        self._say(taken.problems)
        self.refresh()

    def _say(self, problems: tuple[Problem, ...]) -> None:
        lang = self._desk.lang
        said = [f"{problem_text(each, lang)} {remedy_text(each, lang)}".strip() for each in problems]
        self._problems.setText("\n".join(said))
        self._problems.setVisible(bool(said))

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, tr("添加佐证"))
        self.take([Path(each) for each in chosen])

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
            self.take(_paths(data))
        elif data.hasImage():
            self.take_image(QImage(data.imageData()))
        event.acceptProposedAction()

    def keyPressEvent(self, event: object) -> None:
        from PySide6.QtGui import QKeyEvent

        assert isinstance(event, QKeyEvent)
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)


def _paths(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def _files(paths: list[Path]) -> list[Path]:
    """Files as they are, folders as the files in them (not deeper, hidden ones left out)."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(each for each in path.iterdir() if each.is_file() and not each.name.startswith("."))
        else:
            found.append(path)
    return found
