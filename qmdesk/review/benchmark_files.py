"""Files of a 质量标杆 case: enclosures and pictures, kept as blobs."""

from __future__ import annotations

from pathlib import Path

from qmdesk.casefile.case import Blob
from qmdesk.gate import kinds
from qmdesk.intake.evidence import incoming
from qmdesk.intake.readers.opening import read_bytes
from qmdesk.model.intake import IncomingFile
from qmdesk.model.journal import Edit, Place
from qmdesk.model.problem import Problem, Refused
from qmdesk.review.benchmark import declared
from qmdesk.review.session import Recorded, ReviewSession

PICTURES = frozenset({kinds.PNG, kinds.JPEG, kinds.GIF, kinds.BMP, kinds.WEBP, kinds.TIFF})


def attach_enclosure(session: ReviewSession, path: Path, kind: str, key: str, *, name: str = "") -> Recorded:
    """Add a file as an enclosure of a kind. Raises Refused: choice-unknown, file-missing, file-empty, …"""
    declared(session)
    known = session.form.records["enclosure"].fields["kind"].choices
    if kind not in known:
        raise Refused(Problem("choice-unknown", "enclosure/kind", {"text": kind, "known": ", ".join(known)}))
    file = _file(path)
    values = {"kind": kind, "name": name or path.stem, "file": file.sha256, "filename": path.name}
    return _kept(session, f"enclosure:{key}", values, file)


def attach_picture(session: ReviewSession, path: Path, section: str, key: str, *, caption: str = "") -> Recorded:
    """Add a picture to a section, at its end until a line of the text places it.

    Raises Refused: benchmark-section-unknown, benchmark-picture-kind, and as :func:`attach_enclosure`.
    """
    sections = [each.id for each in declared(session).sections if each.id != "title"]
    if section not in sections:
        raise Refused(Problem("benchmark-section-unknown", section, {"known": ", ".join(sections)}))
    file = _file(path)
    if file.media not in PICTURES:
        raise Refused(Problem("benchmark-picture-kind", path.name, {"name": path.name}))
    values = {"caption": caption or path.stem, "section": section, "file": file.sha256, "name": path.name}
    return _kept(session, f"picture:{key}", values, file)


def _file(path: Path) -> IncomingFile:
    content = read_bytes(path)
    if not content:
        raise Refused(Problem("file-empty", path.name))
    return incoming(content, path.name)


def _kept(session: ReviewSession, subject: str, values: dict[str, str], file: IncomingFile) -> Recorded:
    edits = [Edit(Place(subject, name), value) for name, value in values.items()]
    return session.record(edits, blobs=[Blob(file.content, file.media)])
