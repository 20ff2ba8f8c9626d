"""The command that encrypts a case, changes its passphrase or takes the encryption off."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from qmdesk.app.case_passphrase import first_line
from qmdesk.app.commands.shared import CASE, JSON, pass_settings
from qmdesk.app.context import Context
from qmdesk.app.out import json_out, problem_json, say_line, tell, text_out
from qmdesk.model.problem import Problem, Refused
from qmdesk.wording import say


@click.command()
@CASE
@click.option("--off", is_flag=True, help="take the encryption off")
@click.option("--change", is_flag=True, help="another passphrase, and with it another recovery key")
@click.option(
    "--passphrase-file", type=click.Path(path_type=Path), metavar="F", help="the passphrase; with --change the old one"
)
@click.option("--new-passphrase-file", type=click.Path(path_type=Path), metavar="G", help="with --change")
@JSON
@pass_settings
def protect(
    settings: Context,
    path: Path,
    off: bool,
    change: bool,
    passphrase_file: Path | None,
    new_passphrase_file: Path | None,
    as_json: bool,
) -> None:
    """加密 · Encrypt a case under a passphrase; the recovery key is printed once."""
    from qmdesk.review.protecting import is_encrypted, protect_case, unlock_case

    if off and change:
        raise click.UsageError(say("cli.protect-one", settings.lang))
    encrypted = is_encrypted(path)
    if encrypted != (off or change):
        raise Refused(Problem("case-is-encrypted" if encrypted else "case-is-plain", str(path)))
    if encrypted and passphrase_file is not None:
        unlock_case(path, first_line(passphrase_file))
    new_file = new_passphrase_file if change else passphrase_file
    passphrase = None if off else _new_passphrase(new_file, path, settings.lang)
    done = protect_case(path, settings.home, passphrase)
    if as_json:
        problems = [problem_json(each, settings.lang) for each in done.problems]
        json_out({"encrypted": not off, "recovery_key": done.recovery, "backups": done.backups, "problems": problems})
    elif done.recovery:
        text_out(done.recovery)
    say_line(say("cli.protect-off" if off else "cli.protect-done", settings.lang, path=path, backups=done.backups))
    tell(done.problems, settings.lang)


def _new_passphrase(file: Path | None, path: Path, lang: str) -> str:
    if file is not None:
        return first_line(file)
    if not sys.stdin.isatty():
        raise Refused(Problem("case-passphrase-needed", str(path)))
    asked: str = click.prompt(say("cli.case-passphrase-new", lang), hide_input=True, confirmation_prompt=True, err=True)
    return asked
