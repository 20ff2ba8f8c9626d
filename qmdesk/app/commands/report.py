"""Commands that write documents: report, rectify, export."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qmdesk.app.commands.shared import CASE, FORCE, PASSPHRASE_FILE, open_session, pass_settings
from qmdesk.app.context import Context
from qmdesk.app.out import say_line, tell
from qmdesk.app.passphrases import passphrase_for
from qmdesk.model.journal import Stage
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
HANDWRITING = click.option(
    "--handwriting", multiple=True, metavar="ROLE=PICTURE.png", help="shown beside the signature"
)
LATER = click.option(
    "--later", multiple=True, metavar="ROLE", help="a role that signs after; the last closes the report"
)
TIMESTAMP = click.option("--timestamp", default="", metavar="URL", help="a time stamp server for every signature")


@click.command()
@CASE
@output(".pdf, .docx")
@click.option(
    "--sign",
    multiple=True,
    metavar="ROLE=ID.p12",
    help="lead, assessor, second_reviewer, representative …; or ROLE=pkcs11:… (see identity tokens)",
)
@HANDWRITING
@click.option("--by-hand", multiple=True, metavar="ROLE=PICTURE.png", help="by hand only, under the lead's signature")
@PASSPHRASE_FILE
@LATER
@TIMESTAMP
@click.option(
    "--stage",
    type=click.Choice([str(stage) for stage in Stage]),
    default=None,
    metavar="self|onsite|second",
    help="the stage it reports on (the last one with ratings)",
)
@click.option("--seam", is_flag=True, help="the case's seal across the page edges")
@click.option("--amends", type=click.Path(path_type=Path), metavar="OLD.pdf", help="the report that this one replaces")
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
    by_hand: tuple[str, ...],
    passphrase_file: Path | None,
    later: tuple[str, ...],
    timestamp: str,
    stage: str | None,
    seam: bool,
    amends: Path | None,
    template: Path | None,
    policy: str | None,
    to: str,
    mask: tuple[str, ...],
    force: bool,
) -> None:
    """评估报告 · Write the report, and sign it by role; as .docx to edit, or as a masked copy."""
    suffix = _ending(output, "report-format-unknown", ".pdf", ".docx")
    _guard_options(suffix, policy, sign=(*sign, *by_hand), template=template, mask=(*mask, *([to] if to else ())))
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
            _note(settings, session, made)
        say_line(say("cli.written", settings.lang, path=output))
        return
    signing = [*_by_hand(by_hand), *signing_of(settings, sign, handwriting, passphrase_file)]
    from qmdesk.review.reporting import Manner
    from qmdesk.review.reporting import report as write

    roles = (*(each.role for each in signing if each.identity is not None), *later) if later else ()
    manner = Manner(roles, timestamp, seam, amends, Stage(stage) if stage else None)
    with open_session(settings, path) as session:
        info = write(session, output, signing, lang=settings.lang, force=force, manner=manner)
        _note_files(settings, session, "report-signed" if signing else "report", output)
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
            _note(settings, session, made)
        elif suffix == ".png":
            from qmdesk.review.reporting import rectification_pictures

            written = rectification_pictures(session, output, lang=settings.lang, force=force)
            _note_files(settings, session, "sheet-png", *written)
        else:
            from qmdesk.review.reporting import rectification

            rectification(session, output, lang=settings.lang, force=force)
            _note_files(settings, session, "sheet", output)
    for each in written:
        say_line(say("cli.written", settings.lang, path=each))
    if printer is not None:
        from qmdesk.review.printing import print_file

        key = "cli.printed" if print_file(output, printer) else "cli.print-waits"
        say_line(say(key, settings.lang, printer=printer))


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
        _note(settings, session, exporting.data(session, output, lang=settings.lang, force=force))
    say_line(say("cli.written", settings.lang, path=output))


def _note(settings: Context, session: ReviewSession, *made: Exported) -> None:
    """Note what went out; where nothing can be written to the case, that is told."""
    from qmdesk.review.exporting import note_if_possible

    tell(note_if_possible(session, *made), settings.lang)


def _note_files(settings: Context, session: ReviewSession, what: str, *written: Path) -> None:
    from qmdesk.review.exporting import of_file

    _note(settings, session, *(of_file(each, what, session.now()) for each in written))


def signing_of(
    settings: Context, sign: tuple[str, ...], handwriting: tuple[str, ...], passphrase_file: Path | None
) -> list[Signing]:
    """Those named by ``--sign``, their identities opened. Raises Refused as opening does."""
    from qmdesk.review.reporting import Signing
    from qmdesk.trust.opening import open_identity

    pictures = dict(_role_and_path(each) for each in handwriting)
    signing: list[Signing] = []
    for role, named in map(_role_and_text, sign):
        _guard_role(role)
        secret = passphrase_for(Path(named).name, passphrase_file, settings.lang, role=role)
        signing.append(Signing(role, open_identity(named, secret), pictures.get(role)))
    return signing


def _by_hand(wanted: tuple[str, ...]) -> list[Signing]:
    from qmdesk.review.reporting import Signing

    found = [Signing(role, None, picture) for role, picture in map(_role_and_path, wanted)]
    for each in found:
        _guard_role(each.role)
    return found


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
    role, path = _role_and_text(text)
    return role, Path(path)


def _role_and_text(text: str) -> tuple[str, str]:
    role, mark, path = text.partition("=")
    if not mark or not role or not path:
        raise Refused(Problem("sign-needs-role", text))
    return role.strip(), path


def _guard_role(role: str) -> None:
    from qmdesk.review.identities import ROLES

    if role not in ROLES:
        raise Refused(Problem("sign-role-unknown", role, {"known": ", ".join(ROLES)}))


@click.command("sign")
@click.argument("file", type=click.Path(path_type=Path), metavar="REPORT.pdf")
@click.option(
    "--sign", multiple=True, required=True, metavar="ROLE=ID.p12", help="or ROLE=pkcs11:… (see identity tokens)"
)
@HANDWRITING
@PASSPHRASE_FILE
@TIMESTAMP
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE.pdf", help="default: the report itself")
@pass_settings
def sign_(
    settings: Context,
    file: Path,
    sign: tuple[str, ...],
    handwriting: tuple[str, ...],
    passphrase_file: Path | None,
    timestamp: str,
    output: Path | None,
) -> None:
    """补签 · Sign a report that was written with --later, in another sitting or on another machine."""
    from qmdesk.review.reporting import sign_more

    signing = signing_of(settings, sign, handwriting, passphrase_file)
    sign_more(file, output or file, signing, lang=settings.lang, tsa_url=timestamp)
    say_line(say("cli.signed-later", settings.lang, path=output or file, signatures=len(signing)))
