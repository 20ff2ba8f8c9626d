"""What the command line says: JSON to standard output, sentences to standard error, one exit status."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Iterable, Mapping

import click

from qmdesk.model.problem import Problem
from qmdesk.wording import knows, say

#: Exit statuses of the contract: done; done and the answer is no; wrong usage or unreadable input.
DONE, NO, UNUSABLE = 0, 1, 2

#: What the operating system says of a file, and the text that says it in our languages.
SYSTEM_REASONS = {
    os.strerror(number): f"cli.system.{name}"
    for number, name in (
        (errno.ENOENT, "missing"),
        (errno.EACCES, "no-rights"),
        (errno.EPERM, "no-rights"),
        (errno.EROFS, "read-only"),
        (errno.ENOSPC, "full"),
        (errno.EISDIR, "folder"),
        (errno.ENOTDIR, "no-folder"),
        (errno.ENAMETOOLONG, "name-too-long"),
        (errno.EEXIST, "exists"),
        (errno.EBUSY, "busy"),
    )
}


def sentence(problem: Problem, lang: str) -> str:
    """What a problem says, with its place."""
    key = f"problem.{problem.code}.message"
    details = {"where": _worded(problem.where, lang)}
    details |= {name: _worded(value, lang) for name, value in problem.details.items()}
    if not knows(key, lang):
        return f"{problem.code} {problem.where} {dict(problem.details)}"
    return say(key, lang, **details)


def _worded(value: str | int, lang: str) -> str | int:
    """A role's code as a word, the system's reason in the user's language; anything else as it is."""
    key = SYSTEM_REASONS.get(str(value), f"sign.role.{value}")
    return say(key, lang) if isinstance(value, str) and knows(key, lang) else value


def remedy(problem: Problem, lang: str) -> str:
    """The way out of a problem; empty where its text gives none."""
    key = f"problem.{problem.code}.remedy"
    return say(key, lang, where=problem.where, **problem.details) if knows(key, lang) else ""


def problem_json(problem: Problem, lang: str) -> dict[str, str]:
    """A problem as the contract's JSON."""
    return {
        "code": problem.code,
        "where": problem.where,
        "message": sentence(problem, lang),
        "remedy": remedy(problem, lang),
        "severity": str(problem.severity),
    }


def tell(problems: Iterable[Problem], lang: str) -> None:
    """Problems as sentences on standard error, worst first mark."""
    for problem in problems:
        mark = say(f"cli.severity.{problem.severity}", lang)
        place = f"{problem.where}: " if problem.where and problem.where not in sentence(problem, lang) else ""
        say_line(f"{mark} {place}{sentence(problem, lang)}")
        way_out = remedy(problem, lang)
        if way_out:
            say_line(f"    → {way_out}")


#: What a terminal would obey instead of showing, and what turns the direction of reading: others' texts may hold it.
_UNSEEN = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160), *range(8234, 8239), *range(8294, 8298)), "�")


def say_line(text: str = "") -> None:
    """One line for people."""
    click.echo(text.translate(_UNSEEN), err=True)


def text_out(text: str = "") -> None:
    """One line of a command's result, where it was not asked for as JSON."""
    click.echo(text.translate(_UNSEEN))


def json_out(document: Mapping[str, object]) -> None:
    """The one JSON document of a command. UTF-8 whatever the terminal's code page."""
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    sys.stdout.buffer.write(text.encode("utf-8") + b"\n")
    sys.stdout.buffer.flush()


def leave(status: int) -> None:
    """End the command with a status of the contract."""
    sys.exit(status)
