"""Play what assessors found on site into a case, from a file that says it in the words of the commands.

The demo uses it on the sample enterprises, and tests on whole reviews. The file (``onsite.json``) holds ``imports``
(measurement files), ``files`` (evidence), ``signatures`` (pictures of handwriting, each at a field) and ``operations``
(``set``), in this order.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from qmdesk.casefile.case import Blob
from qmdesk.gate.kinds import sniff
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.review.importing import Imported, import_file
from qmdesk.review.session import ReviewSession
from qmdesk.review.setting import edit_of


def play(session: ReviewSession, folder: Path, *, name: str = "onsite.json") -> tuple[Imported, ...]:
    """Do everything that the file in ``folder`` says. Raises Refused as the single use cases do."""
    script: Mapping[str, Any] = json.loads((folder / name).read_text("utf-8"))
    imported = tuple(_import(session, folder, each) for each in script.get("imports", ()))
    for each in script.get("files", ()):
        _keep(session, folder, each)
    for each in script.get("signatures", ()):
        _sign(session, folder, each)
    session.record([_edit(session, each) for each in script["operations"]]).wait()
    return imported


def _sign(session: ReviewSession, folder: Path, each: Mapping[str, str]) -> None:
    content = (folder / each["path"]).read_bytes()
    blob = Blob(content, sniff(content))
    place = Place(each["subject"], each["field"], each["stage"])
    session.record([Edit(place, blob.sha256, author=each["author"])], blobs=[blob])


def _import(session: ReviewSession, folder: Path, each: Mapping[str, str]) -> Imported:
    stage = Stage(each["stage"])
    return import_file(
        session, folder / each["path"], kind=each["kind"], stage=stage, author=each["author"], binds=each["binds"]
    )


def _keep(session: ReviewSession, folder: Path, each: Mapping[str, str]) -> None:
    content = (folder / each["path"]).read_bytes()
    blob = Blob(content, sniff(content))
    values: dict[str, Json] = {
        "file": blob.sha256,
        **{key: value for key, value in each.items() if key not in {"subject", "path", "author"}},
    }
    edits = [Edit(Place(each["subject"], key), value, author=each["author"]) for key, value in values.items()]
    session.record(edits, blobs=[blob])


def _edit(session: ReviewSession, each: Mapping[str, str]) -> Edit:
    edit, _ = edit_of(
        session.form,
        each["subject"],
        each["field"],
        each["value"],
        stage=Stage(each["stage"]),
        author=each["author"],
        reason=each["reason"],
    )
    return replace(edit, author=each["author"])
