"""Where a command gets the passphrase of an encrypted case: a file named for it, the environment, the keyboard.

None of them is looked at before an encrypted case turns up. The recovery key does as well as the passphrase.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import click

from qmdesk.app.context import FILE_VARIABLE, Context
from qmdesk.casefile import keys
from qmdesk.wording import DEFAULT_LANGUAGE, say

NAME = "--case-passphrase-file"
HELP = f"the passphrase or recovery key of an encrypted case; or the environment variable {FILE_VARIABLE}"


def _name_file(ctx: click.Context, _: click.Parameter, value: Path | None) -> None:
    if value is not None:
        ctx.find_root().meta[NAME] = value
        keys.ask(lambda: first_line(value))


def named_passphrases(ctx: click.Context) -> tuple[str, ...]:
    """The passphrases that a file or the environment names, for processes that nobody can ask. Raises as
    :func:`first_line`."""
    named = ctx.find_root().meta.get(NAME) or os.environ.get(FILE_VARIABLE)
    return (first_line(Path(named)),) if named else ()


def option(*, hidden: bool) -> click.Option:
    """The option as a command has it."""
    return click.Option(
        [NAME], type=click.Path(path_type=Path), expose_value=False, callback=_name_file, hidden=hidden, help=HELP
    )


def on_group(command: Callable[..., None]) -> Callable[..., None]:
    """The option as the program has it, before any command."""
    decorate = click.option(
        NAME, type=click.Path(path_type=Path), expose_value=False, callback=_name_before, help=HELP, metavar="FILE"
    )
    return decorate(command)


def _name_before(ctx: click.Context, _: click.Parameter, value: Path | None) -> None:
    if value is not None:
        ctx.find_root().meta[NAME] = value


def prepare(ctx: click.Context, *, at_keyboard: bool) -> None:
    """Ask, when it comes to that, for the file named before the command or in the environment, else at the keyboard."""
    root = ctx.find_root()
    named = root.meta.get(NAME) or os.environ.get(FILE_VARIABLE)
    if named:
        keys.ask(lambda: first_line(Path(named)))
    elif at_keyboard and sys.stdin is not None and sys.stdin.isatty():
        keys.ask(cache(lambda: _typed(root)))
    else:
        keys.ask()


def _typed(root: click.Context) -> str:
    lang = root.obj.lang if isinstance(root.obj, Context) else DEFAULT_LANGUAGE
    asked: str = click.prompt(say("cli.case-passphrase", lang), hide_input=True, err=True)
    return asked


def first_line(file: Path) -> str:
    """The passphrase in a file: its first line. Raises Refused(file-missing, case-passphrase-empty)."""
    from qmdesk.model.problem import Problem, Refused

    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise Refused(Problem("file-missing", str(file))) from None
    if not lines or not lines[0]:
        raise Refused(Problem("case-passphrase-empty", str(file)))
    return lines[0]
