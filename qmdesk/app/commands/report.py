"""Commands that write documents: report, rectify, export."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qmdesk.app.commands.shared import CASE, open_session, pass_settings
from qmdesk.app.context import Context
from qmdesk.app.out import say_line
from qmdesk.app.passphrases import passphrase_for
from qmdesk.model.problem import Problem, Refused
from qmdesk.wording import say

if TYPE_CHECKING:
    from qmdesk.review.exporting import Exported
    from qmdesk.review.reporting import Signing
    from qmdesk.review.session import ReviewSession

Command = Callable[..., Any]


def output(endings: str) -> Callable[[Command], Command]:
    """The option for the file to write, told apart by its ending."""
    told = f"by its ending: {endings}"
    return click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="FILE", help=told)


TEMPLATE = click.option(
    "--template", type=click.Path(path_type=Path), metavar="FILE.docx", help="the office's own, for .docx"
)
FORCE = click.option("--force", is_flag=True, help="write over a file that is there")


@click.command()
@CASE
@output(".pdf, .docx")
@click.option("--sign", multiple=True, metavar="ROLE=ID.p12", help="lead, assessor, second_reviewer, representative …")
@click.option("--handwriting", multiple=True, metavar="ROLE=PICTURE.png", help="shown beside the signature")
@click.option("--passphrase-file", type=click.Path(path_type=Path), metavar="F")
@TEMPLATE
@click.option("--copy", "policy", metavar="POLICY", help="masked: enterprise, authority, training, or FILE.yaml")
@click.option("--to", default="", metavar="NAME", help="whom the copy is for; noted in the journal")
@click.option("--mask", multiple=True, metavar="WORD", help="a further word to mask in a copy")
@FORCE
@pass_settings
def report(
    settings: Context,
    path: Path,
    output: Path,
    sign: tuple[str, ...],
    handwriting: tuple[str, ...],
    passphrase_file: Path | None,
    template: Path | None,
    policy: str | None,
    to: str,
    mask: tuple[str, ...],
    force: bool,
) -> None:
    """评估报告 · Write the report, and sign it by role; as .docx to edit, or as a masked copy."""
    suffix = _ending(output, "report-format-unknown", ".pdf", ".docx")
    _guard_options(suffix, policy, sign=sign, template=template, mask=(*mask, *([to] if to else ())))
    if policy is not None or suffix == ".docx":
        from qmdesk.review import exporting

        with open_session(settings, path) as session:
            if policy is not None:
                exporting.guard_noted(session)
                made = exporting.copy(session, output, policy, to=to, words=mask, lang=settings.lang, force=force)
            else:
                made = exporting.editable_report(
                    session, output, template=template, lang=settings.lang, force=force
                )  # fmt: skip
            _note(session, made)
        say_line(say("cli.written", settings.lang, path=output))
        return
    signing = _signing(settings, sign, handwriting, passphrase_file)
    from qmdesk.review.reporting import report as write

    with open_session(settings, path) as session:
        info = write(session, output, signing, lang=settings.lang, force=force)
    say_line(say("cli.report-written", settings.lang, path=output, pages=info.pages, signatures=len(signing)))


@click.command()
@CASE
@output(".pdf, .docx, .png")
@click.option("--print", "printer", metavar="PRINTER", default=None, help="send it to a print queue as well")
@TEMPLATE
@FORCE
@pass_settings
def rectify(
    settings: Context, path: Path, output: Path, printer: str | None, template: Path | None, force: bool
) -> None:
    """整改建议表 · Write the rectification sheet; as .docx to edit, as .png for a chat message."""
    suffix = _ending(output, "sheet-format-unknown", ".pdf", ".docx", ".png")
    if printer is not None and suffix != ".pdf":
        raise Refused(Problem("print-needs-pdf", str(output)))
    if template is not None and suffix != ".docx":
        raise Refused(Problem("template-needs-docx", str(output)))
    written = [output]
    with open_session(settings, path) as session:
        if suffix == ".docx":
            from qmdesk.review import exporting

            made = exporting.editable_sheet(session, output, template=template, lang=settings.lang, force=force)
            _note(session, made)
        elif suffix == ".png":
            from qmdesk.review.reporting import rectification_pictures

            written = rectification_pictures(session, output, lang=settings.lang, force=force)
        else:
            from qmdesk.review.reporting import rectification

            rectification(session, output, lang=settings.lang, force=force)
    for each in written:
        say_line(say("cli.written", settings.lang, path=each))
    if printer is not None:
        from qmdesk.app.printing import print_file

        print_file(output, printer)
        say_line(say("cli.printed", settings.lang, printer=printer))


@click.command()
@CASE
@output(".xlsx")
@FORCE
@pass_settings
def export(settings: Context, path: Path, output: Path, force: bool) -> None:
    """全部数据 · Write all data as a workbook: records, readings, results with reasons, the journal."""
    from qmdesk.review import exporting

    _ending(output, "data-format-unknown", ".xlsx")
    with open_session(settings, path) as session:
        _note(session, exporting.data(session, output, lang=settings.lang, force=force))
    say_line(say("cli.written", settings.lang, path=output))


def _note(session: ReviewSession, made: Exported) -> None:
    """Note an export; from a read-only case it goes out unnoted, as nothing can be written there."""
    from qmdesk.review.exporting import note

    if not session.read_only:
        note(session, made).wait()


def _signing(
    settings: Context, sign: tuple[str, ...], handwriting: tuple[str, ...], passphrase_file: Path | None
) -> list[Signing]:
    from qmdesk.review.reporting import Signing
    from qmdesk.trust.p12 import load_p12

    pictures = dict(_role_and_path(each) for each in handwriting)
    signing: list[Signing] = []
    for role, file in (_role_and_path(each) for each in sign):
        _guard_role(role)
        secret = passphrase_for(file.name, passphrase_file, settings.lang, role=role)
        signing.append(Signing(role, load_p12(file, secret), pictures.get(role)))
    return signing


def _ending(path: Path, code: str, *known: str) -> str:
    suffix = path.suffix.lower()
    if suffix not in known:
        raise Refused(Problem(code, str(path), {"suffix": path.suffix or "-"}))
    return suffix


def _guard_options(
    suffix: str, policy: str | None, *, sign: tuple[str, ...], template: Path | None, mask: tuple[str, ...]
) -> None:
    """What is asked for together must make one document."""
    if sign and (policy is not None or suffix == ".docx"):
        raise Refused(Problem("sign-needs-report"))
    if template is not None and (suffix != ".docx" or policy is not None):
        raise Refused(Problem("template-needs-docx"))
    if mask and policy is None:
        raise Refused(Problem("mask-needs-copy"))


def _role_and_path(text: str) -> tuple[str, Path]:
    role, mark, path = text.partition("=")
    if not mark or not role or not path:
        raise Refused(Problem("sign-needs-role", text))
    return role.strip(), Path(path)


def _guard_role(role: str) -> None:
    from qmdesk.review.identities import ROLES

    if role not in ROLES:
        raise Refused(Problem("sign-role-unknown", role, {"known": ", ".join(ROLES)}))
