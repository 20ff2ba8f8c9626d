"""Bringing packages of one case together: the union of their logs, in any order, any number of times.

A package goes in whole or not at all, and one that is refused leaves the others alone. One that builds on
entries we don't have yet waits for the others of the same call.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from qmdesk.casefile.case import CaseFile, NewCase
from qmdesk.casefile.rows import COLUMNS
from qmdesk.exchange import merges
from qmdesk.exchange.bag import BLOBS
from qmdesk.exchange.colleagues import note_colleague
from qmdesk.exchange.conflicts import JUDGED, MARK, Conflict, conflicts_of
from qmdesk.exchange.package import Package, open_package
from qmdesk.exchange.standing import Belief, named, remember
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Place
from qmdesk.model.problem import Problem, Refused, Severity
from qmdesk.trust.anchors import KnownDevices, TrustList
from qmdesk.trust.envelope import Opener, is_sealed, unseal

Progress = Callable[[int, int], None]
#: How far lamport numbers may stand above the count of all entries.
LAMPORT_ROOM = 1_000_000
_LAMPORT = COLUMNS.index("lamport")


@dataclass(frozen=True, slots=True)
class Believing:
    """Whose packages are taken: roots, devices met before, and whether a chain to a root is demanded."""

    anchors: TrustList = field(default_factory=TrustList)
    devices: KnownDevices | None = None
    demand_chain: bool = False
    at: datetime | None = None
    openers: Sequence[Opener] = ()
    """Whose keys open what is sealed."""
    room: Path | None = None
    """The folder where a sealed package is opened while it is read; None for the system's. What is there goes."""

    def open(self, path: Path, *, prove_files: bool = True) -> Package:
        """Open a package under these rules, a sealed one too.

        Raises Refused as :func:`qmdesk.exchange.package.open_package` and :func:`qmdesk.trust.envelope.unseal`.
        """
        if not is_sealed(path):
            return self._open(path, prove_files=prove_files)
        folder = TemporaryDirectory(prefix=".qmdesk-", dir=self.room)
        try:
            plain = Path(folder.name) / path.name
            unseal(path, plain, self.openers)
            package = self._open(plain, prove_files=prove_files)
        except BaseException:
            folder.cleanup()
            raise
        package.at_close = folder.cleanup
        return package

    def _open(self, path: Path, *, prove_files: bool) -> Package:
        return open_package(
            path,
            anchors=self.anchors,
            devices=self.devices,
            demand_chain=self.demand_chain,
            at=self.at,
            prove_files=prove_files,
        )


@dataclass(frozen=True, slots=True)
class RefusedPackage:
    """A package that was not taken, and why."""

    package: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class MergeResult:
    """What merging did. ``conflicts`` are all that stand open in the case now; ``notices`` tell what people should
    know (a signer met for the first time, a package that brought nothing new, files still to come)."""

    entries_new: int = 0
    entries_known: int = 0
    files_new: int = 0
    conflicts: tuple[Conflict, ...] = ()
    refused: tuple[RefusedPackage, ...] = ()
    notices: tuple[Problem, ...] = ()
    places: frozenset[Place] = frozenset()

    def to_json(self) -> dict[str, Json]:
        """The document of ``merge --json``."""
        return {
            "entries_new": self.entries_new,
            "entries_known": self.entries_known,
            "files_new": self.files_new,
            "conflicts": [each.to_json() for each in self.conflicts],
            "refused": [
                {"package": each.package, "code": each.problem.code, "where": each.problem.where}
                for each in self.refused
            ],
        }


@dataclass(slots=True)
class _Tally:
    new: int = 0
    known: int = 0
    files: int = 0
    refused: list[RefusedPackage] = field(default_factory=list[RefusedPackage])
    notices: list[Problem] = field(default_factory=list[Problem])
    places: set[Place] = field(default_factory=set[Place])


def merge_into(
    case: CaseFile, packages: Iterable[Path], believing: Believing, *, progress: Progress | None = None
) -> MergeResult:
    """Take packages into an open case, in the thread that owns it.

    Never raises for what is in a package: that is told in ``refused``. Raises Refused where the case itself can't
    be written. ``progress`` is told packages done and in all.
    """
    tally = _Tally()
    paths = list(packages)
    waiting = [(path, None) for path in paths]
    while waiting:
        later = [(path, gap) for path, _ in waiting if (gap := _take(case, path, believing, tally)) is not None]
        if progress is not None:
            progress(len(paths) - len(later), len(paths))
        if len(later) == len(waiting):
            tally.refused += [RefusedPackage(path.name, gap) for path, gap in later]
            break
        waiting = later
    return MergeResult(
        tally.new,
        tally.known,
        tally.files,
        conflicts_of(case.state_in_question((*JUDGED, MARK))),
        tuple(tally.refused),
        tuple(tally.notices),
        frozenset(tally.places),
    )


def new_case_of(package: Package, created: str) -> NewCase:
    """What a case file starts with that is to receive this package. Raises Refused(package-not-whole)."""
    if not package.info.whole:
        raise Refused(Problem("package-not-whole", package.path.name))
    info = package.info
    return NewCase(info.case_id, info.form_id, info.edition, info.form_sha256, package.content.form_files, created)


def _take(case: CaseFile, path: Path, believing: Believing, tally: _Tally) -> Problem | None:
    """Take one package in. Returns the problem where entries before it are missing: others may bring them."""
    try:
        with believing.open(path, prove_files=False) as package:
            check_fits(package, Known.of(case))
            _check_room(case, package)
            _absorb(case, package, tally)
            note_colleague(case, package)
            if package.belief is Belief.FIRST_USE and believing.devices is not None:
                remember(package.check, believing.devices)
                tally.notices.append(_notice("signer-first-use", named(package.check), path))
    except Refused as refused:
        problem = refused.problems[0]
        if problem.code == "package-gap":
            return problem
        if case.read_only or problem.code.startswith("case-"):
            raise
        tally.refused.append(RefusedPackage(path.name, problem))
    return None


@dataclass(frozen=True, slots=True)
class Known:
    """What of a case decides whether a package fits it: its id, its form's hash, the number of the last entry of every
    log."""

    case_id: str
    form_sha256: str
    ends: Mapping[str, int]

    @classmethod
    def of(cls, case: CaseFile) -> Known:
        return cls(case.case_id, case.meta("form_sha256"), {head.device: head.seq for head in case.heads()})


def check_fits(package: Package, known: Known) -> None:
    """Raises Refused: package-other-case, package-other-form, package-gap, package-lamport-far."""
    info, name = package.info, package.path.name
    if info.case_id != known.case_id:
        raise Refused(Problem("package-other-case", name, {"case": info.case_id}))
    if info.form_sha256 != known.form_sha256:
        raise Refused(Problem("package-other-form", name, {"form": f"{info.form_id}/{info.edition}"}))
    for span in info.logs:
        if span.after > known.ends.get(span.log, 0):
            raise Refused(Problem("package-gap", name, {"log": span.log, "after": span.after}))
    # Whoever writes goes one beyond the highest number he knows, so none is higher than there are entries. Some room is
    # left for what a damaged case lost; beyond it somebody wants the numbers to run out.
    ends = {**known.ends, **{span.log: max(span.seq, known.ends.get(span.log, 0)) for span in info.logs}}
    highest = max((log[-1][_LAMPORT] for log in package.content.logs.values() if log), default=0)
    if int(highest) > sum(ends.values()) + LAMPORT_ROOM:
        raise Refused(Problem("package-lamport-far", name, {"found": int(highest)}))


def _check_room(case: CaseFile, package: Package) -> None:
    free = shutil.disk_usage(case.path.absolute().parent).free
    needed = package.info.octets
    if needed > free:
        raise Refused(Problem("disk-too-small", package.path.name, {"needed": needed >> 20, "free": free >> 20}))


def _absorb(case: CaseFile, package: Package, tally: _Tally) -> None:
    have = case.blob_infos()
    in_our_name = _in_our_name(case, package)
    new_files = _take_files(case, package, have)
    try:
        absorbed = case.absorb_logs(package.content.logs, merges.note(case, package))
    except Refused:
        case.drop_files(new_files)
        raise
    tally.new += absorbed.new
    tally.known += absorbed.known
    tally.files += len(new_files)
    tally.places |= absorbed.places
    if in_our_name:
        tally.notices.append(Problem("package-own-log", package.path.name, {"count": in_our_name}, Severity.WARNING))
    if not absorbed.new and not new_files:
        tally.notices.append(_notice("package-nothing-new", "", package.path))
    missing = len(package.content.files.keys() - have.keys() - package.content.brought)
    if missing:
        tally.notices.append(Problem("package-files-missing", package.path.name, {"count": missing}, Severity.WARNING))


def _in_our_name(case: CaseFile, package: Package) -> int:
    """How many entries a package brings in the very log that this file writes and that this file does not have: lost
    here, or written by somebody else in our name."""
    own = case.meta("log")
    end = next((head.seq for head in case.heads() if head.device == own), 0)
    return next((max(span.seq - end, 0) for span in package.info.logs if span.log == own), 0)


def _take_files(case: CaseFile, package: Package, have: Collection[str]) -> frozenset[str]:
    try:
        return case.take_files(package.arriving(have))
    except Refused as refused:
        if refused.problems[0].code == "blob-damaged":
            raise Refused(Problem("package-changed", f"{BLOBS}{refused.problems[0].where}")) from refused
        raise


def _notice(code: str, signer: str, path: Path) -> Problem:
    return Problem(code, path.name, {"signer": signer}, Severity.WARNING if signer else Severity.INFO)


def packages_in(folder: Path) -> Sequence[Path]:
    """The packages of a folder, by name."""
    return sorted(path for path in folder.glob("*.zip") if path.is_file())
