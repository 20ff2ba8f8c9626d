"""Case files and signed packages, read into frozen cases. Nothing here changes what it reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from qmdesk.casefile.case import SUFFIX, CaseFile
from qmdesk.casefile.fold import fold
from qmdesk.casefile.looking import read_case
from qmdesk.exchange.merge import Believing
from qmdesk.exchange.package import Package
from qmdesk.exchange.standing import Belief, key_of
from qmdesk.formdef.loader import load_files, sha256_of_files
from qmdesk.formdef.types import Form
from qmdesk.intake.readers.stored import stored_readings
from qmdesk.model.canonical import canonical, sha256_bytes
from qmdesk.model.journal import Head
from qmdesk.model.problem import Problem, Refused
from qmdesk.model.readings import Readings
from qmdesk.model.snapshot import FileInfo, Snapshot, sets_in

PACKAGE = ".zip"
#: The kinds of sources.
CASE_KIND, PACKAGE_KIND = "case", "package"


@dataclass(frozen=True, slots=True)
class Stranger:
    """A device or person met for the first time, by what it would be remembered under."""

    device: str
    fingerprint: str
    signer: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A source read: the frozen case and its form, how it names this state, and on what ground its signer is believed
    ("" for a case file, which nobody signed)."""

    kind: str
    path: Path
    sha256: str
    form: Form
    snapshot: Snapshot
    belief: str = ""
    stranger: Stranger | None = None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A source whose state is known already."""

    case_id: str
    stranger: Stranger | None = None


def sources_in(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The case files and packages among the paths; folders are gone through, at every depth, in order of names.

    Backups of a case and what an unfinished packing left are passed by: their names begin with a dot.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = (each for each in path.rglob("*") if each.suffix.lower() in (SUFFIX, PACKAGE))
            kept = (e for e in inside if not any(part.startswith(".") for part in e.relative_to(path).parts))
            found.update(dict.fromkeys(sorted(each for each in kept if each.is_file())))
        else:
            found[path] = None
    return tuple(found)


def take(path: Path, believing: Believing, known: Mapping[str, str]) -> Taken | Unchanged:
    """Read a source. ``known`` tells by case the state that is known already: the rest of such a one is not read.

    A package is proved whole, every file of it. Raises Refused with what is wrong with it, package-not-whole where it
    builds on another package, ingest-other-kind where it is no review.
    """
    if path.suffix.lower() == SUFFIX:
        with read_case(path) as case:
            return _of_case(path, case, known)
    with believing.open(path) as package:
        return _of_package(path, package, known)


def _of_case(path: Path, case: CaseFile, known: Mapping[str, str]) -> Taken | Unchanged:
    heads, case_id = case.heads(), case.case_id
    sha256 = _state_hash(heads)
    if known.get(case_id) == sha256:
        return Unchanged(case_id)
    form = _form(case.form_files())
    state = case.state()
    if case.heads() != heads:  # somebody is at work on it
        return _of_case(path, case, known)
    readings = {each: _readings(each, case.blob(each)) for each in sorted(sets_in(state))}
    snapshot = Snapshot(
        case_id, form.id, form.edition, form.sha256, state, MappingProxyType(readings), case.blob_infos(), heads
    )
    return Taken(CASE_KIND, path, sha256, form, snapshot)


def _of_package(path: Path, package: Package, known: Mapping[str, str]) -> Taken | Unchanged:
    info = package.info
    if not info.whole:
        raise Refused(Problem("package-not-whole", path.name))
    heads = tuple(span.head for span in info.logs)
    sha256, stranger = _state_hash(heads), _stranger(package)
    if known.get(info.case_id) == sha256:
        return Unchanged(info.case_id, stranger)
    form = _form(package.content.form_files)
    state = fold(package.content.entries)
    readings = dict(_sets(package, sets_in(state)))
    files: Mapping[str, FileInfo] = MappingProxyType(dict(package.content.files))
    snapshot = Snapshot(
        info.case_id, form.id, form.edition, form.sha256, state, MappingProxyType(readings), files, heads
    )
    return Taken(PACKAGE_KIND, path, sha256, form, snapshot, str(package.belief), stranger)


def _sets(package: Package, wanted: frozenset[str]) -> Iterator[tuple[str, Readings]]:
    """The measurement sets among a package's files. Raises Refused(blob-missing)."""
    missing = wanted - package.content.brought
    if missing:
        raise Refused(Problem("blob-missing", min(missing)))
    for arriving in package.arriving(package.content.brought - wanted):
        yield arriving.info.sha256, _readings(arriving.info.sha256, b"".join(arriving.pieces))


def _readings(sha256: str, content: bytes) -> Readings:
    if sha256_bytes(content) != sha256:
        raise Refused(Problem("blob-damaged", sha256))
    return stored_readings(content)


def _state_hash(heads: Iterable[Head]) -> str:
    """One name for one state of a case, whether it comes as a file or in a package."""
    return sha256_bytes(canonical([[head.device, head.seq, head.hash] for head in sorted(heads, key=_device)]).encode())


def _device(head: Head) -> str:
    return head.device


def _stranger(package: Package) -> Stranger | None:
    if package.belief is not Belief.FIRST_USE:
        return None
    return Stranger(key_of(package.check), package.check.fingerprint, package.check.signer)


def _form(files: Mapping[str, bytes]) -> Form:
    """A form by its files; thousands of cases carry the same one. Raises Refused, ingest-other-kind too."""
    form = _loaded(sha256_of_files(files), _Files(files))
    if getattr(form, "kind", "review") != "review":
        raise Refused(Problem("ingest-other-kind", form.id))
    return form


class _Files:
    """Files beside the hash that names them: equal to all others, so that the hash alone is the key."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Files)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=32)
def _loaded(_: str, files: _Files) -> Form:
    return load_files(files.files)
