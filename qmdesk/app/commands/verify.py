"""The commands that verify a signed report or package, and that stamp a report."""

from __future__ import annotations

from contextlib import nullcontext
from functools import partial
from pathlib import Path

import click

from qmdesk.app.commands.shared import JSON, open_session, pass_settings
from qmdesk.app.context import Context
from qmdesk.app.out import DONE, NO, json_out, leave, problem_json, say_line, tell, text_out
from qmdesk.trust.verification import Verification
from qmdesk.wording import say

TRUST = click.option(
    "--trust", type=click.Path(path_type=Path), multiple=True, metavar="CA.pem", help="believe only these roots"
)


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@TRUST
@click.option(
    "--case",
    type=click.Path(path_type=Path),
    metavar="CASE",
    help="hold a report against its case: was history rewritten since?",
)
@JSON
@pass_settings
def verify(settings: Context, file: Path, trust: tuple[Path, ...], case: Path | None, as_json: bool) -> None:
    """核验 · Verify a signed report or package: signatures, completeness, and the grade computed again."""
    from qmdesk.review.verifying import verify_file

    with open_session(settings, case) if case is not None else nullcontext() as session:
        found = verify_file(file, settings.home, trust, case=session)
    if as_json:
        json_out(found.to_json(partial(problem_json, lang=settings.lang)))
    else:
        _tell(found, settings.lang)
        text_out(say("cli.verified" if found.ok else "cli.not-verified", settings.lang, path=file))
    leave(DONE if found.ok else NO)


def _tell(found: Verification, lang: str) -> None:
    """Signatures, stamps, what is wrong, then in words what is proved and what is not."""
    from qmdesk.report.verify_words import in_words

    for each in found.signatures:
        state = "valid" if each.check.valid and each.check.trusted else "untrusted" if each.check.valid else "broken"
        text_out(say(f"cli.signature-{state}", lang, signer=each.check.signer, role=each.role))
    for each in found.stamps:
        state = "trusted" if each.trusted else "untrusted"
        text_out(say(f"cli.stamp-{state}", lang, authority=each.authority, at=each.at[:16].replace("T", " ")))
    tell(found.problems, lang)
    words = in_words(found, lang)
    for head, sentences in (("cli.proved", words.proved), ("cli.not-proved", words.open)):
        if sentences:
            text_out(say(head, lang))
            for sentence in sentences:
                text_out(f"  - {sentence}")


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="REPORT.pdf")
@click.option("--tsa", required=True, metavar="URL", help="the time stamp server (RFC 3161)")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE.pdf", help="default: the report itself")
@TRUST
@pass_settings
def stamp(settings: Context, file: Path, tsa: str, output: Path | None, trust: tuple[Path, ...]) -> None:
    """时间戳 · Put a time stamp over a signed report, with what a later reader needs to judge its signers.

    Stamp it again before the authority's certificate ends, and the proof goes on.
    """
    from qmdesk.review.stamping import stamp as put

    done = put(file, output or file, tsa, settings.home, trust)
    at = done.stamp
    say_line(say("cli.stamped", settings.lang, path=output or file, authority=at.authority, until=at.until[:10]))
    if done.fetched:
        say_line(say("cli.stamped-with", settings.lang, count=done.fetched))
    tell(done.problems, settings.lang)
