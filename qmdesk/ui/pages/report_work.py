"""Making a report in the pool: what is wished, what came of it, and how far it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from qmdesk.model.problem import Problem, Refused
from qmdesk.report.freed import give_back
from qmdesk.ui import jobs

if TYPE_CHECKING:
    from qmdesk.review.exporting import Exported
    from qmdesk.review.reporting import Signing
    from qmdesk.review.session import ReviewSession
    from qmdesk.review.stamping import Stamping

#: The least share of the work that is told on the way.
STEP = 0.05


@dataclass(frozen=True, slots=True)
class Built:
    """A report that was written: its file, pages, what keeps it from being final, and what to note of it."""

    path: Path
    pages: int
    missing: tuple[Problem, ...]
    exported: Exported | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """A signature to come: role, certificate, passphrase, handwriting (a picture's file, or one just written).

    ``token`` names a certificate on a token, with ``certificate`` what it is called; ``by_hand`` needs none.
    """

    role: str
    certificate: Path
    passphrase: str
    handwriting: Path | bytes | None
    token: str = ""
    by_hand: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Going:
    """How a report goes out: the roles that sign later, a time stamp server, the seal across the edges, the report that
    it replaces."""

    later: tuple[str, ...] = ()
    tsa_url: str = ""
    seam: bool = False
    old: Path | None = None


class Watch(QObject):
    """Carries the share done from the pool to the window, and the wish to stop the other way."""

    share = Signal(float)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.job: jobs.Job | None = None
        self._last = 0.0

    def tell(self, share: float) -> None:
        """Called in the pool. Raises Refused where nobody waits any more."""
        if self.job is not None and self.job.cancelled:
            raise Refused()
        if share - self._last >= STEP and isValid(self):
            self._last = share
            self.share.emit(share)


def write(
    session: ReviewSession,
    target: Path,
    wishes: list[Wish],
    lang: str,
    progress: Callable[[float], None] = lambda _share: None,
    going: Going | None = None,
) -> Built:
    """Write and sign in the pool. Raises Refused, for a wrong passphrase too."""
    from qmdesk.review.exporting import REPORT, SIGNED, of_file
    from qmdesk.review.reporting import Manner, report

    going = going or Going()
    signing = [opened(each) for each in wishes]
    roles = (*(each.role for each in signing if each.identity is not None), *going.later) if going.later else ()
    manner = Manner(roles, going.tsa_url, going.seam, going.old)
    try:
        info = report(session, target, signing, lang=lang, force=True, manner=manner, progress=progress)
    finally:
        give_back()
    made = of_file(target, SIGNED if signing else REPORT, session.now())
    return Built(target, info.pages, info.missing, made)


def sign_more(pdf: Path, wishes: list[Wish], lang: str, tsa_url: str) -> Path:
    """Sign a saved report in the pool. Raises Refused as signing does; the file is then as it was."""
    from qmdesk.review import reporting

    reporting.sign_more(pdf, pdf, [opened(each) for each in wishes], lang=lang, tsa_url=tsa_url)
    return pdf


def stamp(pdf: Path, tsa_url: str, home: Path) -> Stamping:
    """Stamp a signed report in the pool. Raises Refused as stamping does; the file is then as it was."""
    from qmdesk.review import stamping

    return stamping.stamp(pdf, pdf, tsa_url, home)


def opened(wish: Wish) -> Signing:
    """A wish with its identity opened. Raises Refused as opening does."""
    from qmdesk.review.reporting import Signing
    from qmdesk.trust.opening import open_identity

    identity = None if wish.by_hand else open_identity(wish.token or str(wish.certificate), wish.passphrase)
    return Signing(wish.role, identity, wish.handwriting, wish.name)
