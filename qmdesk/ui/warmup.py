"""Import what a review needs while the start page is looked at, one library after another off the event loop.

At the end the child process that reads files from outside is started, so that the first file need not wait for it.

Each is a job of its own, so that the window can close between two; the event loop runs while Python switches threads.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject

from qmdesk.model.problem import Refused
from qmdesk.ui import jobs

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


def warm_up(owner: QObject, done: Callable[[], None] | None = None) -> None:
    """Import all MODULES in the pool; stops when ``owner`` is gone. ``done`` hears of the end."""
    _import(owner, MODULES, done)


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
