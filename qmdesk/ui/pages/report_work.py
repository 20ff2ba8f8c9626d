"""Making a report in the pool: what is wished, what came of it, and how far it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from qmdesk.model.problem import Problem, Refused
from qmdesk.ui import jobs

#: The least share of the work that is told on the way.
STEP = 0.05


@dataclass(frozen=True, slots=True)
class Built:
    """A report that was written: its file, pages, and what keeps it from being final."""

    path: Path
    pages: int
    missing: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """A signature to come: role, certificate, passphrase, handwriting (a picture's file, or one just written)."""

    role: str
    certificate: Path
    passphrase: str
    handwriting: Path | bytes | None


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
    session: object,
    target: Path,
    wishes: list[Wish],
    lang: str,
    progress: Callable[[float], None] = lambda _share: None,
) -> Built:
    """Write and sign in the pool. Raises Refused, for a wrong passphrase too."""
    from qmdesk.review.reporting import Signing, report
    from qmdesk.trust.p12 import load_p12

    signing = [Signing(each.role, load_p12(each.certificate, each.passphrase), each.handwriting) for each in wishes]
    info = report(session, target, signing, lang=lang, force=True, progress=progress)  # pyright: ignore[reportArgumentType]
    return Built(target, info.pages, info.missing)
