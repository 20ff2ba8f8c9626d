"""Signing by hand: the pad says whose signature it takes, the picture goes into the case, and is shown small."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from qmdesk.model.canonical import sha256_bytes
from qmdesk.model.journal import Edit
from qmdesk.model.problem import Refused
from qmdesk.ui.desk import Desk
from qmdesk.ui.words import tr

#: The size of a small signature (at 100 %).
WIDE, HIGH = 116, 32
MEDIA = "image/png"


def sign(desk: Desk, over: QWidget, whose: str, edits: Callable[[str], list[Edit]]) -> QWidget:
    """Open the pad for one person; ``edits`` are recorded with the picture, given its hash."""
    from qmdesk.casefile.case import Blob
    from qmdesk.ui.signing.pad import SignatureDialog

    made = SignatureDialog(desk.theme, over.window(), whose)

    def keep(content: bytes) -> None:
        if content:
            wished = edits(sha256_bytes(content))
            if wished:
                desk.hub.record(wished, [Blob(content, MEDIA)])

    made.signed.connect(keep)
    made.show()
    return made


class SignatureView(QLabel):
    """A signature as ink in the look's own colour; hidden where there is none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown = ""
        self.setSizePolicy(self.sizePolicy().Policy.Fixed, self.sizePolicy().Policy.Fixed)
        self.hide()

    def show_signature(self, sha256: str, name: str) -> None:
        """Show the picture of a hash."""
        self.setVisible(bool(sha256))
        self.setAccessibleName(tr("{name}的签名", name=name))
        self.setToolTip(self.accessibleName())
        if sha256 == self._shown:
            return
        self._shown = sha256
        image = self._image(sha256) if sha256 else QImage()
        if image.isNull():
            self.setText(tr("（签名图片无法读取）") if sha256 else "")
            return
        scale, ratio = self._desk.theme.scale, self.devicePixelRatioF()
        room = QSize(round(WIDE * scale * ratio), round(HIGH * scale * ratio))
        small = image.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        pixmap = QPixmap.fromImage(_inked(small, self._desk.theme.colour("ink")))
        pixmap.setDevicePixelRatio(ratio)
        self.setPixmap(pixmap)

    def _image(self, sha256: str) -> QImage:
        try:
            return QImage.fromData(self._desk.hub.session.blob(sha256))
        except Refused:
            return QImage()


def _inked(image: QImage, ink: QColor) -> QImage:
    """The strokes in another colour: black ink can't be read on a dark ground."""
    made = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    if not image.hasAlphaChannel():
        return made
    painter = QPainter(made)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(made.rect(), ink)
    painter.end()
    return made
