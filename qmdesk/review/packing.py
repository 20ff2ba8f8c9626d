"""Packages out of a case and into it."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography import x509

from qmdesk.casefile.case import CaseFile, create
from qmdesk.exchange.bag import PackInfo
from qmdesk.exchange.colleagues import Colleague, colleague_named, colleagues_of
from qmdesk.exchange.merge import Believing, MergeResult, RefusedPackage, merge_into, new_case_of
from qmdesk.exchange.pack import pack
from qmdesk.exchange.package import read_back
from qmdesk.exchange.source import CaseFileSource
from qmdesk.model.problem import Problem, Refused
from qmdesk.review.session import ReviewSession, Who, wall_clock
from qmdesk.trust.anchors import known_devices, load_trust
from qmdesk.trust.device import device_identity
from qmdesk.trust.envelope import Opener, seal
from qmdesk.trust.files import part_beside
from qmdesk.trust.keys import Identity


def pack_case(
    session: ReviewSession,
    output: Path,
    signer: Identity,
    *,
    device: str,
    since: Path | None = None,
    lacking: str = "",
    force: bool = False,
    recipients: Sequence[x509.Certificate] = (),
) -> PackInfo:
    """Write a signed package of all that is recorded; with ``since`` only what that package did not hold, with
    ``lacking`` only what the packages of that colleague (a name, or the beginning of a device's id) did not hold, with
    ``recipients`` sealed so that only they can open it.

    Raises Refused: file-exists unless ``force``, folder-missing, colleague-unknown, colleague-ambiguous, what
    :func:`qmdesk.exchange.pack.pack` raises, and where ``since`` is no whole package.
    """
    if output.exists() and not force:
        raise Refused(Problem("file-exists", str(output)))
    if not output.absolute().parent.is_dir():
        raise Refused(Problem("folder-missing", str(output.absolute().parent)))
    earlier = read_back(since) if since is not None else None

    def write(target: Path) -> PackInfo:
        def work(case: CaseFile) -> PackInfo:
            there = colleague_named(case, lacking).held if lacking else earlier
            return pack(CaseFileSource(case), target, signer, device=device, since=there)

        return session.on_file(work)

    if not recipients:
        return write(output)
    with _plain_beside(session) as plain:
        info = write(plain)
        seal(plain, output, recipients)
    return info


@contextmanager
def _plain_beside(session: ReviewSession) -> Generator[Path]:
    """A name for the package before it is sealed: beside the case, never where the sealed one goes, on a stick, say.

    What a crash leaves there is swept when the case is next opened. Of an encrypted case nothing stays to be gone
    on with, so even what is being packed lies in a folder that goes.
    """
    case = session.path.absolute()
    if not session.on_file(lambda file: file.cipher is not None):
        with part_beside(case) as plain:
            yield plain
        return
    with TemporaryDirectory(prefix=f".{case.name}.", suffix=".part", dir=case.parent) as folder:
        yield Path(folder) / "package.zip"


def colleagues(session: ReviewSession) -> tuple[Colleague, ...]:
    """The devices that packages of this case came from: for each, a package can bring just what it lacks."""
    own = device_identity(session.who.home).id
    return tuple(each for each in session.on_file(colleagues_of) if each.device != own)


def believing_of(session: ReviewSession, *, strict: bool) -> Believing:
    """Whose packages a session takes: those of trusted roots and of devices met before, and unless ``strict`` of
    devices met for the first time. What is sealed is opened with this device's key."""
    home, own = session.who.home, device_identity(session.who.home).identity
    openers, room = [Opener(own.key, own.certificate)], session.path.absolute().parent
    return Believing(load_trust(home), known_devices(home), demand_chain=strict, openers=openers, room=room)


def merge_packages(session: ReviewSession, packages: Sequence[Path], believing: Believing) -> MergeResult:
    """Take packages into the open case and read its state again."""
    done = session.on_file(lambda case: merge_into(case, packages, believing))
    if done.entries_new or done.files_new:
        session.reload()
    return done


def merge_file(path: Path, who: Who, packages: Sequence[Path], believing: Believing) -> MergeResult:
    """Merge packages into the case file at ``path``, which is made where it isn't there and a package can start it."""
    refused = () if path.exists() else case_from_package(path, packages, believing)
    if refused:
        return MergeResult(refused=refused)
    session = ReviewSession.open(path, who)
    try:
        return merge_packages(session, packages, believing)
    finally:
        session.close()


def case_from_package(path: Path, packages: Sequence[Path], believing: Believing) -> tuple[RefusedPackage, ...]:
    """Make an empty case file for the case that these packages are of, from the first that carries its form.

    Nothing comes back where one did; else why each of them can't start a case.
    """
    refused: list[RefusedPackage] = []
    for each in packages:
        try:
            with believing.open(each) as package:
                create(path, new_case_of(package, wall_clock().isoformat(timespec="seconds"))).close()
                return ()
        except Refused as reason:
            refused += [RefusedPackage(each.name, problem) for problem in reason.problems]
    return tuple(refused)
