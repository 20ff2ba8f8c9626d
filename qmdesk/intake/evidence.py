"""Files that prove something: kept by their hash, with their name and kind, and when they claim to be taken."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qmdesk.formdef.plain_text import line
from qmdesk.formdef.types import Form
from qmdesk.gate import kinds
from qmdesk.gate.images import describe_all
from qmdesk.gate.zips import Archive, open_zip
from qmdesk.model.canonical import Json, sha256_bytes
from qmdesk.model.intake import IncomingFile, Intake
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.model.keys import key_for
from qmdesk.model.problem import Problem, Refused, Severity

KIND = "evidence"


def incoming(content: bytes, name: str) -> IncomingFile:
    """Bytes as a file to keep, its kind told by its content."""
    return IncomingFile(sha256_bytes(content), name, kinds.sniff(content), content)


def evidence_intake(
    files: Sequence[IncomingFile],
    form: Form,
    stage: Stage,
    *,
    binds: str = "",
    author: str = "",
    source_sha256: str = "",
) -> Intake:
    """Files as pieces of evidence of one thing (``binds``, as ``item:system.process``, or nothing yet).

    An empty file and a program are refused by name; a picture that can't be opened is kept and told.
    """
    edits: list[Edit] = []
    kept: dict[str, IncomingFile] = {}
    refusals = [refusal for file in files if (refusal := _refusal(file)) is not None]
    fit = [file for file in files if _refusal(file) is None]
    claims, problems = claims_of(fit)
    for file in fit:
        if file.sha256 in kept:
            problems.append(Problem("evidence-twice", file.name, {"first": kept[file.sha256].name}, Severity.INFO))
        kept.setdefault(file.sha256, file)
        origin = f"import:{source_sha256 or file.sha256}"
        captured = claims.get(file.sha256, "")
        edits += evidence_edits(file, form, binds=binds, stage=stage, captured=captured, origin=origin, author=author)
    told = (*refusals, *problems)
    return Intake(KIND, len(files), len(fit), len(refusals), tuple(edits), tuple(kept.values()), told)


def evidence_edits(
    file: IncomingFile, form: Form, *, binds: str, stage: Stage, captured: str, origin: str, author: str
) -> tuple[Edit, ...]:
    """The record of one piece of evidence; the same file for the same thing is the same record."""
    subject = f"evidence:{key_for('evidence', file.sha256, binds)}"
    name, _ = line(file.name.rpartition("/")[2])
    values: dict[str, Json] = {
        "file": file.sha256,
        "name": name or file.sha256[:12],
        "binds": binds or None,
        "captured": captured or None,
        "stage": str(stage),
    }
    known = form.records["evidence"].fields
    return tuple(
        Edit(Place(subject, field), value, origin=origin, author=author)
        for field, value in values.items()
        if value is not None and field in known
    )


def claims_of(files: Sequence[IncomingFile]) -> tuple[dict[str, str], list[Problem]]:
    """When each picture says it was taken, by hash, and what there is to say of pictures that can't be opened."""
    pictures = [file for file in files if file.media in kinds.PICTURES]
    claims: dict[str, str] = {}
    problems: list[Problem] = []
    found = describe_all([(file.name, file.content) for file in pictures])
    for file, each in zip(pictures, found, strict=True):
        if isinstance(each, Problem):
            problems.append(Problem(each.code, file.name, each.details, Severity.WARNING))
        elif each is not None and each.captured:
            claims[file.sha256] = each.captured
    return claims, problems


def files_in_zip(archive: Archive) -> tuple[list[IncomingFile], list[Problem]]:
    """All that a zip holds and may give, and a problem for each entry set aside.

    Raises Refused(zip-too-large) where the whole is beyond the limits.
    """
    files: list[IncomingFile] = []
    problems = list(archive.problems)
    for entry in archive.entries:
        if _is_litter(entry.name):
            continue
        try:
            content = archive.read(entry)
        except Refused as refused:
            if any(each.code == "zip-too-large" for each in refused.problems):
                raise
            problems += refused.problems
            continue
        files.append(incoming(content, entry.name))
    return files, problems


def evidence_of(path: Path, content: bytes, form: Form, stage: Stage, *, binds: str, author: str) -> Intake:
    """One file, or all that a zip holds, as evidence. An entry set aside is counted as skipped."""
    if kinds.sniff(content) != kinds.ZIP:
        return evidence_intake([incoming(content, path.name)], form, stage, binds=binds, author=author)
    with open_zip(content, where=path.name) as archive:
        files, problems = files_in_zip(archive)
    source = sha256_bytes(content)
    found = evidence_intake(files, form, stage, binds=binds, author=author, source_sha256=source)
    return Intake(
        KIND,
        found.read + len(problems),
        found.accepted,
        found.skipped + len(problems),
        found.edits,
        found.files,
        (*problems, *found.problems),
    )


def _refusal(file: IncomingFile) -> Problem | None:
    if not file.content:
        return Problem("file-empty", file.name)
    if file.media == kinds.PROGRAM:
        return Problem("evidence-program", file.name)
    return None


def _is_litter(name: str) -> bool:
    """What systems leave in a zip without being asked: macOS resource forks, folder settings, thumbnails."""
    last = name.rpartition("/")[2]
    return name.startswith("__MACOSX/") or last in (".DS_Store", "Thumbs.db", "desktop.ini") or last.startswith("~$")
