"""Import what a review needs while the start page is looked at, one library after another off the event loop.

At the end the child process that reads files from outside is started, so that the first file need not wait for it.

Each is a job of its own, so that the window can close between two; the event loop runs while Python switches threads.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject

from qmdesk.model.problem import Refused
from qmdesk.ui import garbage, jobs

#: In the order in which they will be needed: a first grade, statistics, charts, a note by key.
MODULES = (
    "numpy",
    "qmdesk.grading.assess",
    "qmdesk.review.session",
    "scipy.special",
    "matplotlib.figure",
    "matplotlib.backends.backend_agg",
    "qmdesk.ui.capture.field",
)


#: What an open case imports when it is at rest, so that nobody waits for it as one goes to a page: packages, whole.
PAGES = ("qmdesk.ui.pages", "qmdesk.ui.evidence", "qmdesk.ui.intake", "qmdesk.ui.charts", "qmdesk.ui.signing")


def warm_up(owner: QObject, done: Callable[[], None] | None = None) -> None:
    """Import all MODULES in the pool; stops when ``owner`` is gone. ``done`` hears of the end."""

    def imported() -> None:
        garbage.keep()
        if done is not None:
            done()

    _import(owner, MODULES, imported)


def warm_up_pages(owner: QObject) -> None:
    """Import what the pages of a case need; stops when ``owner`` is gone."""
    jobs.run(owner, _modules_of_pages, lambda names: _import_pages(owner, names))


def _modules_of_pages() -> tuple[str, ...]:
    found: list[str] = []
    for name in PAGES:
        package = importlib.import_module(name)
        found += [each.name for each in pkgutil.walk_packages(package.__path__, f"{name}.")]
    return tuple(found)


def _import_pages(owner: QObject, names: tuple[str, ...]) -> None:
    if names:
        jobs.run(owner, lambda: importlib.import_module(names[0]), lambda _: _import_pages(owner, names[1:]))


def _import(owner: QObject, names: tuple[str, ...], done: Callable[[], None] | None) -> None:
    if names:
        jobs.run(owner, lambda: importlib.import_module(names[0]), lambda _: _import(owner, names[1:], done))
        return
    jobs.run(owner, _prepare_reading, lambda _: None if done is None else done())


def _prepare_reading() -> None:
    """Have the child waiting that reads measurement files; where it can't be started, reading one will say so."""
    from qmdesk.intake.measurements.reading import prepare

    with suppress(Refused):
        prepare()
