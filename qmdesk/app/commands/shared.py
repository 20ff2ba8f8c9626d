"""Arguments and helpers that many commands use."""

from __future__ import annotations

import gc
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qmdesk.app.context import Context
from qmdesk.app.out import say_line, tell
from qmdesk.model.journal import Stage
from qmdesk.model.problem import Problem
from qmdesk.wording import say

if TYPE_CHECKING:
    from qmdesk.review.session import Recorded, ReviewSession

#: The case file that a command works on.
CASE = click.argument("path", metavar="CASE", type=click.Path(path_type=Path))
AUTHOR = click.option("--author", default="", metavar="NAME")
FORCE = click.option("--force", is_flag=True, help="write over a file that is there")
JSON = click.option("--json", "as_json", is_flag=True, help="one JSON document on standard output")
PASSPHRASE_FILE = click.option("--passphrase-file", type=click.Path(path_type=Path), metavar="F")
pass_settings = click.make_pass_decorator(Context)


_SAID = "qmdesk.stage-said"


def _stage(context: click.Context, _: click.Parameter, value: str | None) -> Stage:
    context.meta[_SAID] = value is not None
    return Stage(value or "onsite")


def stage_in(session: ReviewSession, stage: Stage) -> Stage:
    """The stage that was said; where none was, on site, and in an enterprise's own assessment the self-assessment."""
    from qmdesk.review.states import is_self_assessment

    said = click.get_current_context().meta.get(_SAID, True)
    return Stage.SELF if not said and is_self_assessment(session.state) else stage


stage_option = click.option(
    "--stage",
    type=click.Choice([str(stage) for stage in Stage]),
    default=None,
    callback=_stage,
    metavar="self|onsite|second",
)


@contextmanager
def open_session(settings: Context, path: Path, author: str = "") -> Generator[ReviewSession]:
    """The case, open; closed again however the command ends."""
    from qmdesk.review.session import ReviewSession  # not for the commands that open no case, nor for the window

    session = ReviewSession.open(path, settings.who(author))
    try:
        yield session
    finally:
        session.close()


def tell_recorded(settings: Context, session: ReviewSession, recorded: Recorded, warnings: Sequence[Problem]) -> None:
    """Wait for the COMMIT; say what is doubtful about the value, and that it is saved or was there already."""
    changed = recorded.wait().entries
    tell(warnings, settings.lang)
    say_line(say("cli.saved" if changed else "cli.unchanged", settings.lang, time=session.now()[11:19]))


def collect_rarely() -> None:
    """For a command that makes documents and ends: millions of small objects live to its end, and looking through them
    for cycles again and again takes a tenth of its time."""
    gc.set_threshold(100_000, 20, 20)
