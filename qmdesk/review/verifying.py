"""Verify a report or a package: one way for the command, the window and whoever drops a file on it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qmdesk.model.problem import Problem, Refused
from qmdesk.trust.anchors import known_devices, load_trust, read_trust
from qmdesk.trust.verification import Verification

if TYPE_CHECKING:
    from qmdesk.review.session import ReviewSession


def verify_file(
    path: Path, home: Path, trust: Sequence[Path] = (), *, case: ReviewSession | None = None
) -> Verification:
    """Verify a signed report (a PDF) or a package (anything else).

    A report is held against ``case`` as well, where one is given: was its history rewritten since?

    ``trust``: believe only these roots, and no device met before; else the trust list of ``home``. Raises
    Refused(file-missing) and what reading ``trust`` raises; anything wrong with the file is an answer.
    """
    if not path.is_file():
        raise Refused(Problem("file-missing", str(path)))
    anchors = read_trust(trust) if trust else load_trust(home)
    if is_pdf(path):
        from qmdesk.report.verify import verify_report

        found = verify_report(path, anchors)
        if case is None:
            return found
        from qmdesk.review.history_check import held_against

        return held_against(found, case)
    from qmdesk.exchange.verify import verify_package

    return verify_package(path, anchors, devices=None if trust else known_devices(home), demand_chain=bool(trust))


def is_pdf(path: Path) -> bool:
    """Whether a file begins as a PDF does. Raises Refused(file-unreadable)."""
    try:
        with path.open("rb") as stream:
            return stream.read(1024).lstrip().startswith(b"%PDF-")
    except OSError as error:
        raise Refused(Problem("file-unreadable", path.name, {"reason": error.strerror or ""})) from error
