"""Where a passphrase comes from: a file, or the keyboard where there is one; never an argument that others can read."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from qmdesk.model.problem import Problem, Refused
from qmdesk.wording import say


def passphrase_for(name: str, file: Path | None, lang: str, *, role: str = "", twice: bool = False) -> str:
    """The passphrase of one identity.

    A file holds one passphrase for all, or lines ``ROLE=passphrase``; of these the role's own line counts. Raises
    Refused(file-missing), Refused(passphrase-empty) or, without file and keyboard, Refused(passphrase-needed).
    """
    if file is not None:
        return _from_file(file, role)
    if not sys.stdin.isatty():
        raise Refused(Problem("passphrase-needed", name))
    asked: str = click.prompt(
        say("cli.passphrase", lang, name=name), hide_input=True, confirmation_prompt=twice, err=True
    )
    return asked


def _from_file(file: Path, role: str) -> str:
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise Refused(Problem("file-missing", str(file))) from None
    for line in lines:
        name, mark, value = line.partition("=")
        if role and mark and name.strip() == role:
            return value
    if not lines or not lines[0]:
        raise Refused(Problem("passphrase-empty", file.name))
    return lines[0]
