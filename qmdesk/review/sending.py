"""A case packed for delivery: into the outbox, with the places that it is to go to."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path
from shutil import copyfile

from cryptography import x509

from qmdesk.exchange.bag import PackInfo
from qmdesk.exchange.delivery.target import read_target
from qmdesk.exchange.package import read_back
from qmdesk.model.problem import Problem, Refused
from qmdesk.review.packing import pack_case
from qmdesk.review.session import ReviewSession, wall_clock
from qmdesk.review.states import is_practice
from qmdesk.trust.envelope import is_sealed
from qmdesk.trust.files import part_beside, put_in_place
from qmdesk.trust.keys import Identity
from qmdesk.workspace.outbox import Outbox, Waiting


def pack_for_delivery(
    session: ReviewSession,
    outbox: Outbox,
    signer: Identity,
    urls: Sequence[str],
    *,
    device: str,
    since: Path | None = None,
    recipients: Sequence[x509.Certificate] = (),
) -> tuple[Waiting, PackInfo]:
    """Write a signed package into the outbox. ``urls`` are as :func:`place_of` gives them.

    Raises Refused as :func:`qmdesk.review.packing.pack_case`, outbox-unusable, and practice-stays-here.
    """
    if is_practice(session.state):
        raise Refused(Problem("practice-stays-here"))
    outbox.folder.mkdir(parents=True, exist_ok=True)
    file = outbox.folder / f".{secrets.token_hex(8)}.{'p7m' if recipients else 'zip'}"
    try:
        info = pack_case(session, file, signer, device=device, since=since, recipients=recipients)
        return outbox.add(file, info.case_id, session.path.stem, urls, _now()), info
    finally:
        file.unlink(missing_ok=True)


def put_in_outbox(outbox: Outbox, package: Path, urls: Sequence[str]) -> Waiting:
    """Copy a package that was made before into the outbox.

    Raises Refused: file-missing, what is wrong with the package, file-cannot-write.
    """
    if not package.is_file():
        raise Refused(Problem("file-missing", str(package)))
    case_id = "" if is_sealed(package) else read_back(package).case_id
    outbox.folder.mkdir(parents=True, exist_ok=True)
    file = outbox.folder / f".{secrets.token_hex(8)}{'.p7m' if is_sealed(package) else '.zip'}"
    with part_beside(file) as part:
        copyfile(package, part)
        put_in_place(part, file)
    return outbox.add(file, case_id, package.stem, urls, _now())


def adopt_strays(outbox: Outbox, urls: Sequence[str]) -> list[Problem]:
    """Take in packages that somebody copied into the outbox's folder; why those that are none stay where they are."""
    problems: list[Problem] = []
    if outbox.folder.is_dir():
        for path in outbox.strays():
            try:
                case_id = "" if is_sealed(path) else read_back(path).case_id
                outbox.add(path, case_id, path.stem, urls, _now())
            except Refused as refused:
                problems += [each.at(path.name) for each in refused.problems]
    return problems


def place_of(outbox: Outbox, text: str) -> tuple[str, str]:
    """The URL of a place that is named, or given as a URL or a folder; and the password that stood in it.

    Raises Refused(delivery-url).
    """
    named = {each.name: each.url for each in outbox.destinations()}
    if text in named:
        return named[text], ""
    target, password = read_target(text)
    return target.url, password


def _now() -> str:
    return wall_clock().isoformat(timespec="seconds")
