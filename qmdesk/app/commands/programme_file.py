"""What commands on a programme share: which file is meant, how it is opened or made, and which row is meant."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from qmdesk.app.context import Context
from qmdesk.model.problem import Problem, Refused
from qmdesk.model.programme import WHOLE, Participant

if TYPE_CHECKING:
    from qmdesk.workspace.programme import Programme

PROGRAMME = click.option(
    "--programme", "programme_path", type=click.Path(path_type=Path), default=None, metavar="FILE.qmprog",
    help="项目文件 · the programme file; default: QMDESK_HOME/programmes/YEAR.qmprog, or the only one there",
)  # fmt: skip
YEAR = click.option("--year", type=int, default=None, metavar="YEAR", help="年度 · the programme year")
TODAY = click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), default=None, metavar="DATE", help="按这一天计算 · as of this day"
)


def found_path(settings: Context, named: Path | None, year: int | None) -> Path:
    """The file that is meant. Raises Refused(programme-missing) where several could be, or none."""
    from qmdesk.workspace.programme import FOLDER, default_path
    from qmdesk.workspace.programme_file import SUFFIX

    if named is not None:
        return named
    if year is not None:
        return default_path(settings.home, year)
    there = sorted((settings.home / FOLDER).glob(f"*{SUFFIX}"))
    if len(there) == 1:
        return there[0]
    if not there:
        raise Refused(Problem("programme-missing", str(settings.home / FOLDER)))
    raise Refused(
        Problem("programme-several", str(settings.home / FOLDER), {"known": "、".join(e.stem for e in there)})
    )


@contextmanager
def opened(settings: Context, named: Path | None, year: int | None = None) -> Generator[Programme]:
    """The programme, open; closed again however the command ends. Raises Refused."""
    from qmdesk.workspace.programme import Programme

    with Programme.open(found_path(settings, named, year)) as programme:
        yield programme


@contextmanager
def opened_or_made(
    settings: Context,
    named: Path | None,
    authority: str,
    year: int | None,
    pack_path: Path | None,
    author: str,
    *,
    dry: bool = False,
) -> Generator[Programme]:
    """The programme; made for an authority and a year, or by a pack of its own, where it is not there yet. ``dry``: one
    that is not there is made where nobody finds it, and goes again."""
    from qmdesk.portfolio.packs import pack_at
    from qmdesk.workspace.programme import Write, default_path, open_or_make

    at, who = now(), author or settings.who().author
    if pack_path is None and not authority:
        with opened(settings, named, year) as programme:
            yield programme
        return
    pack, text = pack_at(pack_path, authority, year)
    path = named or default_path(settings.home, pack.year)
    with ExitStack() as stack:
        there = path.exists()
        if dry and not there:
            path = Path(stack.enter_context(TemporaryDirectory(prefix="qmdesk-"))) / path.name
        programme = stack.enter_context(open_or_make(path, pack.authority, pack.year, author=who, at=at))
        if text and not (dry and there):
            programme.record([Write(WHOLE, "pack", text, str(pack_path))], author=who, at=at)
        yield programme


def row_named(rows: Sequence[Participant], word: str) -> Participant:
    """The row that a word means: its number in the list, its credit code, or its name. Raises Refused."""
    bare = word.strip()
    if bare.isdecimal() and 1 <= int(bare) <= len(rows):
        return rows[int(bare) - 1]
    fit = [
        each for each in rows if bare and bare.upper() in (each.credit_code, each.enterprise.upper(), each.key.upper())
    ]
    fit = fit or [each for each in rows if bare and bare in each.enterprise]
    if len(fit) != 1:
        raise Refused(Problem("roster-row-unknown", bare, {"row": bare}))
    return fit[0]


def now() -> str:
    """The time of a change, UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def day_of(given: datetime | None) -> date:
    """The day named, or today where this computer stands."""
    return given.date() if given is not None else datetime.now().astimezone().date()
