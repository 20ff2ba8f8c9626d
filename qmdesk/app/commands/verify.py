"""The command that verifies a signed report or package."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from qmdesk.app.commands.shared import JSON, pass_settings
from qmdesk.app.context import Context
from qmdesk.app.out import DONE, NO, json_out, leave, problem_json, tell, text_out
from qmdesk.wording import say


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option(
    "--trust", type=click.Path(path_type=Path), multiple=True, metavar="CA.pem", help="believe only these roots"
)
@JSON
@pass_settings
def verify(settings: Context, file: Path, trust: tuple[Path, ...], as_json: bool) -> None:
    """核验 · Verify a signed report or package: signatures, completeness, and the grade computed again."""
    from qmdesk.review.verifying import verify_file

    found = verify_file(file, settings.home, trust)
    if as_json:
        json_out(found.to_json(partial(problem_json, lang=settings.lang)))
    else:
        for each in found.signatures:
            state = (
                "valid" if each.check.valid and each.check.trusted else "untrusted" if each.check.valid else "broken"
            )
            text_out(say(f"cli.signature-{state}", settings.lang, signer=each.check.signer, role=each.role))
        tell(found.problems, settings.lang)
        text_out(say("cli.verified" if found.ok else "cli.not-verified", settings.lang, path=file))
    leave(DONE if found.ok else NO)
