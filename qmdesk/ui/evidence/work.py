"""Evidence that the window itself makes (a pasted picture), and which kinds of files it can show."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage

from qmdesk.model.canonical import Json, sha256_bytes
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.model.keys import key_for
from qmdesk.ui.evidence.reading import HashedBlob, Taken

#: Pictures that are shown, and icons for the other kinds by how their media type begins.
PICTURES = ("image/png", "image/jpeg", "image/webp", "image/bmp", "image/gif", "image/tiff")
ICONS = {"image/": "image", "video/": "video", "text/": "file-text", "application/": "file-text"}


def picture_evidence(content: bytes, name: str, binds: str, stage: Stage, author: str, captured: str) -> Taken:
    """A picture of our own making (pasted, taken) as evidence; ``content`` is PNG."""
    sha256 = sha256_bytes(content)
    subject = f"evidence:{key_for(sha256, binds)}"
    values: dict[str, Json] = {"file": sha256, "name": name, "binds": binds, "captured": captured, "stage": str(stage)}
    edits = tuple(Edit(Place(subject, field), value, author=author) for field, value in values.items())
    return Taken((*edits, Edit(Place(subject, "deleted"), None)), (HashedBlob(content, "image/png", sha256),), ())


def png_of(image: QImage) -> bytes:
    """A picture as PNG."""
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType] - its stub asks for bytes, it wants text
    return bytes(store.data())


def icon_of(media: str) -> str:
    """The icon for a file that has no preview."""
    return next((icon for start, icon in ICONS.items() if media.startswith(start)), "paperclip")
