"""Bringing packages of one case together: the union of their logs, in any order, any number of times.

A package goes in whole or not at all, and one that is refused leaves the others alone. One that builds on
entries we don't have yet waits for the others of the same call.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from qmdesk.casefile.case import CaseFile, NewCase
from qmdesk.exchange.conflicts import Conflict, conflicts_of
from qmdesk.exchange.package import Package, open_package
from qmdesk.exchange.standing import Belief, remember
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Place
from qmdesk.model.problem import Problem, Refused, Severity
from qmdesk.trust.anchors import KnownDevices, TrustList

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Believing:
    """Whose packages are taken: roots, devices met before, and whether a chain to a root is demanded."""

    anchors: TrustList = field(default_factory=TrustList)
    devices: KnownDevices | None = None
    demand_chain: bool = False
    at: datetime | None = None

    def open(self, path: Path) -> Package:
        """Open a package under these rules. Raises Refused."""
        return open_package(
            path, anchors=self.anchors, devices=self.devices, demand_chain=self.demand_chain, at=self.at
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
        conflicts_of(case.state()),
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
        with believing.open(path) as package:
            _check_fits(case, package)
            _absorb(case, package, tally)
            if package.belief is Belief.FIRST_USE and believing.devices is not None:
                remember(package.check, believing.devices)
                tally.notices.append(_notice("signer-first-use", package.check.signer, path))
    except Refused as refused:
        problem = refused.problems[0]
        if problem.code == "package-gap":
            return problem
        if case.read_only or problem.code.startswith("case-"):
            raise
        tally.refused.append(RefusedPackage(path.name, problem))
    return None


def _check_fits(case: CaseFile, package: Package) -> None:
    """Raises Refused: package-other-case, package-other-form, package-gap, disk-too-small."""
    info = package.info
    if info.case_id != case.case_id:
        raise Refused(Problem("package-other-case", package.path.name, {"case": info.case_id}))
    if info.form_sha256 != case.meta("form_sha256"):
        raise Refused(Problem("package-other-form", package.path.name, {"form": f"{info.form_id}/{info.edition}"}))
    have = {head.device: head.seq for head in case.heads()}
    for span in info.logs:
        if span.after > have.get(span.log, 0):
            raise Refused(Problem("package-gap", package.path.name, {"log": span.log, "after": span.after}))
    free = shutil.disk_usage(case.path.absolute().parent).free
    if info.octets > free:
        raise Refused(Problem("disk-too-small", package.path.name, {"needed": info.octets >> 20, "free": free >> 20}))


def _absorb(case: CaseFile, package: Package, tally: _Tally) -> None:
    have = case.blob_infos()
    absorbed = case.absorb(package.content.entries, package.blobs(have.keys()))
    files = len(package.content.brought - have.keys())
    tally.new += absorbed.new
    tally.known += absorbed.known
    tally.files += files
    tally.places |= absorbed.places
    if not absorbed.new and not files:
        tally.notices.append(_notice("package-nothing-new", "", package.path))
    missing = len(package.content.files.keys() - have.keys() - package.content.brought)
    if missing:
        tally.notices.append(Problem("package-files-missing", package.path.name, {"count": missing}, Severity.WARNING))


def _notice(code: str, signer: str, path: Path) -> Problem:
    return Problem(code, path.name, {"signer": signer}, Severity.WARNING if signer else Severity.INFO)


def packages_in(folder: Path) -> Sequence[Path]:
    """The packages of a folder, by name."""
    return sorted(path for path in folder.glob("*.zip") if path.is_file())
