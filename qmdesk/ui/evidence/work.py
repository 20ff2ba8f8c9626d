"""Evidence from files and pictures, worked on in the pool: files read through the gate, thumbnails drawn."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from qmdesk.casefile.case import Blob
from qmdesk.formdef.types import Form
from qmdesk.model.canonical import Json, sha256_bytes
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.model.keys import key_for
from qmdesk.model.problem import Problem, Refused

#: Pixels of a picture beyond which it is not decoded for a thumbnail.
MOST_PIXELS = 60_000_000
PICTURES = ("image/png", "image/jpeg", "image/webp", "image/bmp", "image/gif", "image/tiff")


@dataclass(frozen=True, slots=True)
class Taken:
    """Edits and files of new evidence, and what was set aside with its reason."""

    edits: tuple[Edit, ...]
    blobs: tuple[Blob, ...]
    problems: tuple[Problem, ...]


def take_files(paths: list[Path], form: Form, binds: str, stage: Stage, author: str, lang: str) -> Taken:
    """Read files as evidence; one bad file among many is set aside and named."""
    from qmdesk.intake.take import take

    edits: list[Edit] = []
    blobs: list[Blob] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            found = take(path, form, kind="evidence", stage=stage, author=author, binds=binds, lang=lang)
        except Refused as refused:
            problems += refused.problems
            continue
        edits += found.edits
        blobs += [Blob(file.content, file.media) for file in found.files]
        problems += found.problems
    return Taken(tuple(edits), tuple(blobs), tuple(problems))


def picture_evidence(content: bytes, name: str, binds: str, stage: Stage, author: str, captured: str) -> Taken:
    """A picture of our own making (pasted, taken) as evidence; ``content`` is PNG."""
    sha256 = sha256_bytes(content)
    subject = f"evidence:{key_for(sha256, binds)}"
    values: dict[str, Json] = {"file": sha256, "name": name, "binds": binds, "captured": captured, "stage": str(stage)}
    edits = tuple(Edit(Place(subject, field), value, author=author) for field, value in values.items())
    return Taken((*edits, Edit(Place(subject, "deleted"), None)), (Blob(content, "image/png"),), ())


def png_of(image: QImage) -> bytes:
    """A picture as PNG."""
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType] - its stub asks for bytes, it wants text
    return bytes(store.data())


def thumbnail(content: bytes, side: int) -> QImage:
    """A picture scaled to fit a square; a null image where it can't be read or is larger than we decode."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return QImage()
    reader.setScaledSize(size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
