"""What was dropped, chosen or found, read file by file in the pool; every file is answered for. No Qt here."""

from __future__ import annotations

import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qmdesk.casefile.case import Blob
from qmdesk.formdef.types import Form
from qmdesk.gate.limits import FILE, MIB
from qmdesk.model.intake import IncomingFile
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.model.problem import Problem, Refused, Severity

#: Bytes and files that are read before they are recorded and the next ones are read.
BATCH_BYTES, BATCH_FILES = 48 * MIB, 40
#: Files of one folder that are taken.
FOLDER_FILES = 2_000
_LITTER = ("thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class Listed:
    """Files to be read, and what of the dropped was set aside with its reason."""

    files: tuple[Path, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """What new evidence is bound to, and who takes it in. ``known``: subjects of evidence that is there already."""

    where: str
    stage: Stage
    author: str
    known: frozenset[str]


@dataclass(frozen=True, slots=True)
class HashedBlob(Blob):
    """Content whose hash was worked out in the pool, so that the window's thread need not."""

    known: str = ""

    @property
    def sha256(self) -> str:
        return self.known


@dataclass(frozen=True, slots=True)
class Taken:
    """Edits and files of new evidence, what there is to say, the counts, and the files not yet read."""

    edits: tuple[Edit, ...]
    blobs: tuple[Blob, ...]
    problems: tuple[Problem, ...]
    read: int = 1
    accepted: int = 1
    rest: tuple[Path, ...] = ()


def listed(paths: Sequence[Path]) -> Listed:
    """Files as they are, folders as the files in them; folders inside, hidden and further files are named."""
    files: list[Path] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            is_folder = path.is_dir()
            inside = _of_folder(path) if is_folder else Listed((path,), ())
        except OSError as error:
            problems.append(_os_problem(error, path.name))
            continue
        files += inside.files
        problems += inside.problems
    return Listed(tuple(files), tuple(problems))


def _of_folder(folder: Path) -> Listed:
    entries = sorted(folder.iterdir(), key=lambda each: each.name)
    hidden = [each for each in entries if is_litter(each.name)]
    seen = [each for each in entries if not is_litter(each.name)]
    nested = [each for each in seen if each.is_dir()]
    files = [each for each in seen if not each.is_dir()]
    problems = [_told("evidence-folder-nested", f"{folder.name}/{each.name}") for each in nested]
    if hidden:
        problems.append(_told("evidence-hidden", folder.name, count=len(hidden)))
    if not files:
        problems.append(Problem("evidence-folder-empty", folder.name))
    if len(files) > FOLDER_FILES:
        more = {"most": FOLDER_FILES, "count": len(files) - FOLDER_FILES}
        problems.append(Problem("evidence-folder-full", folder.name, more))
    return Listed(tuple(files[:FOLDER_FILES]), tuple(problems))


def is_litter(name: str) -> bool:
    """Whether a file is hidden, or left behind by a system or a program at work."""
    return name.startswith((".", "~$")) or name.lower() in _LITTER


def _told(code: str, where: str, **details: int) -> Problem:
    return Problem(code, where, details, Severity.INFO)


def read_some(paths: Sequence[Path], form: Form, bound: Bound, most: int = FILE) -> Taken:
    """Read the first of these files as evidence, up to a batch; ``rest`` says which are left.

    A file that can't be taken is named and the others go in. ``most``: bytes of one file.
    """
    from qmdesk.intake.evidence import evidence_intake, evidence_of, incoming

    problems: list[Problem] = []
    plain: list[IncomingFile] = []
    parts: list[Taken] = []
    size = done = 0
    for path in paths[:BATCH_FILES]:
        if size >= BATCH_BYTES:
            break
        done += 1
        try:
            content = content_of(path, most)
            size += len(content)
            file = incoming(content, path.name)
            if file.media == "application/zip":
                found = evidence_of(path, content, form, bound.stage, binds=bound.where, author=bound.author)
                parts.append(_taken(found.edits, found.files, found.problems, found.read, found.accepted, bound))
            else:
                plain.append(file)
        except Refused as refused:
            problems += refused.problems
            parts.append(Taken((), (), (), 1, 0))
    if plain:
        found = evidence_intake(plain, form, bound.stage, binds=bound.where, author=bound.author)
        parts.append(_taken(found.edits, found.files, found.problems, found.read, found.accepted, bound))
    return Taken(
        tuple(edit for part in parts for edit in part.edits),
        tuple(blob for part in parts for blob in part.blobs),
        (*problems, *(each for part in parts for each in part.problems)),
        sum(part.read for part in parts),
        sum(part.accepted for part in parts),
        tuple(paths[done:]),
    )


def _taken(
    edits: Sequence[Edit],
    files: Sequence[IncomingFile],
    problems: Sequence[Problem],
    read: int,
    accepted: int,
    bound: Bound,
) -> Taken:
    """New evidence as it is recorded: what is there already is named and left, what was removed comes back."""
    there = {edit.place.subject: str(edit.value) for edit in edits if edit.place.name == "name"}
    known = [subject for subject in there if subject in bound.known]
    fresh = [edit for edit in edits if edit.place.subject not in bound.known]
    back = [Edit(Place(each, "deleted"), None, author=bound.author) for each in there if each not in bound.known]
    blobs = [HashedBlob(file.content, file.media, file.sha256) for file in files]
    said = [_told("evidence-there", there[subject]) for subject in known]
    return Taken((*fresh, *back), tuple(blobs), (*problems, *said), read, accepted - len(known))


def content_of(path: Path, most: int = FILE) -> bytes:
    """A file's bytes, in memory once and never beyond ``most``.

    Raises Refused: evidence-gone, evidence-no-right, evidence-not-a-file, evidence-too-large, file-unreadable.
    """
    try:
        info = path.stat()
        if not stat.S_ISREG(info.st_mode):
            raise Refused(Problem("evidence-not-a-file", path.name))
        content = b""
        if info.st_size <= most:
            with path.open("rb") as stream:
                content = stream.read(most + 1)
    except OSError as error:
        raise Refused(_os_problem(error, path.name)) from error
    size = max(info.st_size, len(content))
    if size > most:
        raise Refused(Problem("evidence-too-large", path.name, {"size": -(-size // MIB), "most": most // MIB}))
    return content


def _os_problem(error: OSError, name: str) -> Problem:
    if isinstance(error, FileNotFoundError):
        return Problem("evidence-gone", name)
    if isinstance(error, PermissionError):
        return Problem("evidence-no-right", name)
    return Problem("file-unreadable", name, {"reason": error.strerror or ""})
