"""The files that come with a self-assessment workbook, bound to what its list of documents says they prove."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from qmdesk.intake.self_assessment_parts import warning
from qmdesk.model.canonical import Json
from qmdesk.model.intake import IncomingFile, Intake
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.model.keys import key_for
from qmdesk.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Listed:
    """A document of the workbook that names a file: what it belongs to (``item:system.process``), and its title."""

    filename: str
    binds: str
    text: str


def listed_files(intake: Intake) -> tuple[Listed, ...]:
    """The documents that name a file, in the workbook's order."""
    records: dict[str, dict[str, Json]] = {}
    for edit in intake.edits:
        if edit.place.kind == "document":
            records.setdefault(edit.place.subject, {})[edit.place.name] = edit.value
    return tuple(
        Listed(str(each["filename"]), str(each.get("binds") or ""), str(each.get("text") or ""))
        for each in records.values()
        if each.get("filename")
    )


def measurement_files(intake: Intake) -> Mapping[str, str]:
    """Files that hold readings of a characteristic, by folded name, to the characteristic's subject."""
    return {
        folded(each.filename): each.binds for each in listed_files(intake) if each.binds.startswith("characteristic:")
    }


def folded(name: str) -> str:
    """A file's own name for comparing: without folders, width and case."""
    return unicodedata.normalize("NFKC", PurePosixPath(name.replace("\\", "/")).name).strip().casefold()


def bind_evidence(intake: Intake, files: Sequence[IncomingFile], *, author: str, source_sha256: str) -> Intake:
    """The intake with the package's other files kept as evidence, each bound to every item that lists it.

    A file that no list names is kept unbound, and named; a listed file that is not there is named. Counts grow by
    one for each file.
    """
    by_name: dict[str, list[Listed]] = {}
    for each in listed_files(intake):
        by_name.setdefault(folded(each.filename), []).append(each)
    origin = f"import:{source_sha256}"
    edits = [edit for file in files for edit in _evidence(file, by_name.get(folded(file.name), []), origin, author)]
    there = {folded(file.name) for file in files}
    problems = [
        *(_named("workbook-file-missing", listed[0].filename) for name, listed in by_name.items() if name not in there),
        *(_named("workbook-file-unlisted", file.name) for file in files if folded(file.name) not in by_name),
    ]
    return replace(
        intake,
        read=intake.read + len(files),
        accepted=intake.accepted + len(files),
        edits=(*intake.edits, *edits),
        files=(*intake.files, *files),
        problems=(*intake.problems, *problems),
    )


def _named(code: str, name: str) -> Problem:
    return warning(code, name, name=name)


def _evidence(file: IncomingFile, listed: Sequence[Listed], origin: str, author: str) -> list[Edit]:
    """The records of one file: one for each thing it proves, or one that proves nothing yet."""
    edits: list[Edit] = []
    once = {each.binds: each for each in reversed(listed)} or {"": Listed(file.name, "", "")}
    for each in once.values():
        subject = f"evidence:{key_for('evidence', file.sha256, each.binds)}"
        values = {
            "file": file.sha256,
            "name": PurePosixPath(file.name).name,
            "binds": each.binds or None,
            "caption": each.text or None,
            "stage": str(Stage.SELF),
        }
        edits += [
            Edit(Place(subject, name), value, origin=origin, author=author)
            for name, value in values.items()
            if value is not None
        ]
    return edits
