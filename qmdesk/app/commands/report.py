"""Commands that write documents: report, rectify."""

from __future__ import annotations

from pathlib import Path

import click

from qmdesk.app.commands.shared import CASE, open_session, pass_settings
from qmdesk.app.context import Context
from qmdesk.app.out import say_line
from qmdesk.app.passphrases import passphrase_for
from qmdesk.model.problem import Problem, Refused
from qmdesk.wording import say

OUTPUT = click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="FILE.pdf")
FORCE = click.option("--force", is_flag=True, help="write over a file that is there")


@click.command()
@CASE
@OUTPUT
@click.option("--sign", multiple=True, metavar="ROLE=ID.p12", help="lead, assessor, second_reviewer, representative …")
@click.option("--handwriting", multiple=True, metavar="ROLE=PICTURE.png", help="shown beside the signature")
@click.option("--passphrase-file", type=click.Path(path_type=Path), metavar="F")
@FORCE
@pass_settings
def report(
    settings: Context,
    path: Path,
    output: Path,
    sign: tuple[str, ...],
    handwriting: tuple[str, ...],
    passphrase_file: Path | None,
    force: bool,
) -> None:
    """评估报告 · Write the report, and sign it by role."""
    if output.suffix.lower() != ".pdf":
        raise Refused(Problem("report-format-unknown", str(output), {"suffix": output.suffix or "-"}))
    from qmdesk.review.reporting import Signing
    from qmdesk.review.reporting import report as write
    from qmdesk.trust.p12 import load_p12

    pictures = dict(_role_and_path(each) for each in handwriting)
    signing: list[Signing] = []
    for role, file in (_role_and_path(each) for each in sign):
        _guard_role(role)
        secret = passphrase_for(file.name, passphrase_file, settings.lang, role=role)
        signing.append(Signing(role, load_p12(file, secret), pictures.get(role)))
    with open_session(settings, path) as session:
        info = write(session, output, signing, lang=settings.lang, force=force)
    say_line(say("cli.report-written", settings.lang, path=output, pages=info.pages, signatures=len(signing)))


@click.command()
@CASE
@OUTPUT
@click.option("--print", "printer", metavar="PRINTER", default=None, help="send it to a print queue as well")
@FORCE
@pass_settings
def rectify(settings: Context, path: Path, output: Path, printer: str | None, force: bool) -> None:
    """整改建议表 · Write the rectification sheet."""
    from qmdesk.review.reporting import rectification

    with open_session(settings, path) as session:
        rectification(session, output, lang=settings.lang, force=force)
    say_line(say("cli.written", settings.lang, path=output))
    if printer is not None:
        from qmdesk.app.printing import print_file

        print_file(output, printer)
        say_line(say("cli.printed", settings.lang, printer=printer))


def _role_and_path(text: str) -> tuple[str, Path]:
    role, mark, path = text.partition("=")
    if not mark or not role or not path:
        raise Refused(Problem("sign-needs-role", text))
    return role.strip(), Path(path)


def _guard_role(role: str) -> None:
    from qmdesk.review.identities import ROLES

    if role not in ROLES:
        raise Refused(Problem("sign-role-unknown", role, {"known": ", ".join(ROLES)}))
