"""What the commands to and from places elsewhere share: secrets, who asks for them, hosts met for the first time."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qmdesk.model.problem import Problem, Severity
from qmdesk.wording import say

if TYPE_CHECKING:
    from qmdesk.exchange.delivery.target import Target

FILE = click.Path(path_type=Path)
SECRETS = click.option(
    "--secrets", "secrets_file", type=FILE, metavar="FILE", help="passwords and keys, a file that only you can read"
)


def asking(lang: str) -> Callable[[Target], str] | None:
    """Asks for a password at a terminal; None where nobody sits there."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None

    def ask(target: Target) -> str:
        text = say("cli.deliver-password", lang, server=target.server)
        return str(click.prompt(text, hide_input=True, default="", show_default=False, err=True))

    return ask


def first_use(host: str, fingerprint: str) -> Problem:
    return Problem("delivery-host-first-use", host, {"fingerprint": fingerprint}, Severity.WARNING)
