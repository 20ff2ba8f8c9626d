"""One recorded answer in an encrypted case against one in a plain case; what opening an encrypted case takes."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from qmdesk.casefile import keys
from qmdesk.casefile.case import open_case
from qmdesk.casefile.keys import new_cipher
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.review.protecting import protect_case, unlock_case
from qmdesk.review.session import ReviewSession
from tests.bench.cases import full_case
from tests.bench.paired import measure

LIMIT = 1.5
WORDS = "一句又长又好记的话"
OPENINGS = 15


def main() -> str:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with full_case(folder) as session:
            plain, who = session.path, session.who
        encrypted = folder / "encrypted.qmcase"
        shutil.copyfile(plain, encrypted)
        protect_case(encrypted, folder / "elsewhere", WORDS)
        with ReviewSession.open(plain, who) as one, ReviewSession.open(encrypted, who) as other:
            found = measure(recording(other), recording(one), 300, warm_up=30)
        return f"{found.report('encrypted', LIMIT)}\n{_openings(plain, encrypted)}"


def recording(session: ReviewSession) -> Callable[[], None]:
    """From the call to the committed entry and the new assessment, as in the bench ``record``."""
    items = itertools.cycle([item.id for item in session.form.items])
    levels = itertools.cycle([2, 3, 4])

    def record() -> None:
        recorded = session.record(Edit(Place(f"item:{next(items)}", "level", "onsite", "王工"), next(levels)))
        session.assess(Stage.ONSITE)
        recorded.wait()

    return record


def _openings(plain: Path, encrypted: Path) -> str:
    def first() -> None:
        keys.forget_all()
        unlock_case(encrypted, WORDS)
        open_case(encrypted).close()

    times = {
        "the key alone": _median(lambda: new_cipher(WORDS)),
        "unlocking and opening": _median(first),
        "opening again, the key remembered": _median(lambda: open_case(encrypted).close()),
        "opening the plain one": _median(lambda: open_case(plain).close()),
    }
    return "  " + "; ".join(f"{what} {1000 * seconds:.0f} ms" for what, seconds in times.items())


def _median(work: Callable[[], object]) -> float:
    def timed() -> float:
        began = perf_counter()
        work()
        return perf_counter() - began

    return median(timed() for _ in range(OPENINGS))


if __name__ == "__main__":
    print(main())
