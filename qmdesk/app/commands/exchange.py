"""Commands for signed packages: pack, merge."""

from __future__ import annotations

from pathlib import Path

import click

from qmdesk.app.commands.shared import CASE, JSON, open_session, pass_settings
from qmdesk.app.context import Context
from qmdesk.app.out import DONE, NO, json_out, leave, problem_json, say_line, tell
from qmdesk.app.passphrases import passphrase_for
from qmdesk.model.problem import Problem, Refused
from qmdesk.wording import say


@click.command()
@CASE
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="PACKAGE.zip")
@click.option("--since", type=click.Path(path_type=Path), metavar="PACKAGE", help="only what came after this package")
@click.option("--sign", type=click.Path(path_type=Path), metavar="ID.p12", help="default: this device's own key")
@click.option("--passphrase-file", type=click.Path(path_type=Path), metavar="F")
@JSON
@pass_settings
def pack(
    settings: Context,
    path: Path,
    output: Path,
    since: Path | None,
    sign: Path | None,
    passphrase_file: Path | None,
    as_json: bool,
) -> None:
    """打包同步 · Write a signed package of a case."""
    from qmdesk.review.packing import pack_case
    from qmdesk.trust.device import device_identity
    from qmdesk.trust.p12 import load_p12

    if not output.absolute().parent.is_dir():
        raise Refused(Problem("folder-missing", str(output.absolute().parent)))
    device = device_identity(settings.home)
    signer = device if sign is None else load_p12(sign, passphrase_for(sign.name, passphrase_file, settings.lang))
    with open_session(settings, path) as session:
        info = pack_case(session, output, signer, device=device.id, since=since)
    entries = sum(span.count for span in info.logs)
    if as_json:
        json_out({"package": str(output), "case_id": info.case_id, "sequence": info.sequence, "entries": entries})
    else:
        say_line(say("cli.packed", settings.lang, path=output, entries=entries))


@click.command()
@CASE
@click.argument("packages", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PACKAGE...")
@click.option("--trust", type=click.Path(path_type=Path), multiple=True, metavar="CA.pem", help="demand a chain to it")
@JSON
@pass_settings
def merge(settings: Context, path: Path, packages: tuple[Path, ...], trust: tuple[Path, ...], as_json: bool) -> None:
    """合并同步包 · Bring packages of one case together; CASE is made where it isn't there."""
    from qmdesk.exchange.merge import Believing
    from qmdesk.review.packing import merge_file
    from qmdesk.trust.anchors import known_devices, load_trust, read_trust

    anchors = read_trust(trust) if trust else load_trust(settings.home)
    believing = Believing(anchors, known_devices(settings.home), demand_chain=bool(trust))
    done = merge_file(path, settings.who(), packages, believing)
    problems = (*done.notices, *(each.problem for each in done.refused))
    if as_json:
        json_out({**done.to_json(), "problems": [problem_json(each, settings.lang) for each in problems]})
    else:
        tell(problems, settings.lang)
        for each in done.conflicts:
            say_line(say("cli.conflict-line", settings.lang, place=f"{each.subject}/{each.field}"))
        counts = {"new": done.entries_new, "known": done.entries_known, "files": done.files_new}
        say_line(say("cli.merged", settings.lang, conflicts=len(done.conflicts), **counts))
    leave(NO if done.refused and len(done.refused) == len(packages) else DONE)
