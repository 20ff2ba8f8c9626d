"""Commands for signed packages: pack, merge."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qmdesk.app.commands.shared import CASE, FORCE, JSON, PASSPHRASE_FILE, collect_rarely, open_session, pass_settings
from qmdesk.app.context import Context
from qmdesk.app.out import DONE, NO, json_out, leave, problem_json, say_line, tell
from qmdesk.app.passphrases import passphrase_for
from qmdesk.model.canonical import canonical
from qmdesk.wording import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qmdesk.exchange.conflicts import Conflict
    from qmdesk.exchange.merge import Believing, MergeResult
    from qmdesk.review.previewing import Looked


@click.command()
@CASE
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="PACKAGE.zip")
@click.option("--since", type=click.Path(path_type=Path), metavar="PACKAGE", help="only what came after this package")
@click.option(
    "--for",
    "lacking",
    default="",
    metavar="COLLEAGUE",
    help="only what this colleague's packages show to be lacking there",
)
@click.option("--sign", type=click.Path(path_type=Path), metavar="ID.p12", help="default: this device's own key")
@PASSPHRASE_FILE
@FORCE
@click.option(
    "--to",
    "recipients",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="CERT.pem",
    help="only they can open it",
)
@JSON
@pass_settings
def pack(
    settings: Context,
    path: Path,
    output: Path,
    since: Path | None,
    lacking: str,
    sign: Path | None,
    passphrase_file: Path | None,
    force: bool,
    recipients: tuple[Path, ...],
    as_json: bool,
) -> None:
    """打包同步 · Write a signed package of a case."""
    from qmdesk.review.packing import pack_case
    from qmdesk.trust.device import device_identity
    from qmdesk.trust.p12 import load_p12
    from qmdesk.trust.recipients import recipients_in

    if since is not None and lacking:
        raise click.UsageError(say("cli.since-or-for", settings.lang))
    device = device_identity(settings.home)
    signer = device if sign is None else load_p12(sign, passphrase_for(sign.name, passphrase_file, settings.lang))
    sealed_for = recipients_in(recipients)
    with open_session(settings, path) as session:
        info = pack_case(
            session,
            output,
            signer,
            device=device.id,
            since=since,
            lacking=lacking,
            force=force,
            recipients=sealed_for,
        )
    entries = sum(span.count for span in info.logs)
    if as_json:
        json_out({"package": str(output), "case_id": info.case_id, "sequence": info.sequence, "entries": entries})
    else:
        say_line(say("cli.packed", settings.lang, path=output, entries=entries))


@click.command()
@CASE
@click.argument("packages", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PACKAGE...")
@click.option("--trust", type=click.Path(path_type=Path), multiple=True, metavar="CA.pem", help="demand a chain to it")
@click.option("--open-with", type=click.Path(path_type=Path), metavar="ID.p12", help="for packages sealed for a person")
@PASSPHRASE_FILE
@click.option("--dry-run", is_flag=True, help="only say what would be taken in, from whom, and what would conflict")
@click.option(
    "--leave-open", default="", metavar="REASON", help="mark the conflicts as points for the team to agree on"
)
@JSON
@pass_settings
def merge(
    settings: Context,
    path: Path,
    packages: tuple[Path, ...],
    trust: tuple[Path, ...],
    open_with: Path | None,
    passphrase_file: Path | None,
    dry_run: bool,
    leave_open: str,
    as_json: bool,
) -> None:
    """合并同步包 · Bring packages of one case together; CASE is made where it isn't there."""
    from qmdesk.exchange.merge import Believing
    from qmdesk.review.packing import merge_file
    from qmdesk.trust.anchors import known_devices, load_trust, read_trust
    from qmdesk.trust.device import device_identity
    from qmdesk.trust.envelope import Opener
    from qmdesk.trust.p12 import load_p12

    anchors = read_trust(trust) if trust else load_trust(settings.home)
    collect_rarely()
    openers = [device_identity(settings.home).identity]
    if open_with is not None:
        openers.append(load_p12(open_with, passphrase_for(open_with.name, passphrase_file, settings.lang)))
    believing = Believing(
        anchors,
        known_devices(settings.home),
        demand_chain=bool(trust),
        openers=[Opener(each.key, each.certificate) for each in openers],
        room=path.absolute().parent if path.absolute().parent.is_dir() else None,
    )
    if dry_run:
        leave(_look(settings, path, packages, believing, as_json=as_json))
    done = merge_file(path, settings.who(), packages, believing)
    if leave_open.strip() and path.exists():
        done = _leave_open(settings, path, done, leave_open)
    problems = (*done.notices, *(each.problem for each in done.refused))
    nothing = bool(done.refused) and len(done.refused) == len(packages)
    if as_json:
        json_out({**done.to_json(), "problems": [problem_json(each, settings.lang) for each in problems]})
    else:
        tell(problems, settings.lang)
        _say_conflicts(settings.lang, done.conflicts)
        counts = {"new": done.entries_new, "known": done.entries_known, "files": done.files_new}
        if not nothing:
            say_line(say("cli.merged", settings.lang, conflicts=len(done.conflicts), **counts))
    leave(NO if nothing else DONE)


def _look(settings: Context, path: Path, packages: tuple[Path, ...], believing: Believing, *, as_json: bool) -> int:
    """Say what merging would do; the status that it would have."""
    from qmdesk.review.previewing import preview_merge

    with open_session(settings, path) as session:
        found = preview_merge(session, packages, believing)
    problems = [each.problem for each in found.packages if each.problem is not None]
    if as_json:
        json_out(
            {
                "packages": [each.to_json() for each in found.packages],
                "changes": [
                    {
                        "subject": each.after.place.subject,
                        "field": each.after.place.field,
                        "conflict": each.after.conflict,
                    }
                    for each in found.changes
                ],
                "conflicts": [each.to_json() for each in found.conflicts],
                "problems": [problem_json(each, settings.lang) for each in problems],
            }
        )
    else:
        tell(problems, settings.lang)
        for each in found.packages:
            if each.problem is None:
                _say_looked(settings.lang, each)
        _say_conflicts(settings.lang, found.conflicts)
    return NO if len(problems) == len(packages) else DONE


def _leave_open(settings: Context, path: Path, done: MergeResult, reason: str) -> MergeResult:
    """Mark what conflicts as points for the team; ratings that differ are such points already."""
    from qmdesk.model.journal import Place
    from qmdesk.review import resolve

    open_ones = [each for each in done.conflicts if not each.marked and not each.consensus]
    if open_ones:
        with open_session(settings, path) as session:
            places = [Place(each.subject, each.field, each.stage) for each in open_ones]
            resolve.leave_open(session, places, reason).wait()
    marked = tuple(each if each.consensus else replace(each, marked=True) for each in done.conflicts)
    return replace(done, conflicts=marked)


def _say_looked(lang: str, each: Looked) -> None:
    told = {"package": each.path.name, "signer": each.signer, "authors": ", ".join(each.authors)}
    told |= {"first": _time(each.first), "last": _time(each.last)}
    key = "cli.merge-look" if each.entries_new or each.files_new else "cli.merge-look-nothing"
    say_line(say(key, lang, **told, new=each.entries_new, files=each.files_new))
    if each.belief == "first-use":
        say_line(say("cli.merge-look-first", lang))


def _say_conflicts(lang: str, conflicts: Iterable[Conflict]) -> None:
    """Each with what its sides say, who they are, since when and why."""
    for each in conflicts:
        place = f"{each.subject}/{each.field}" + (f"@{each.stage}" if each.stage else "")
        key = "consensus-line" if each.consensus else "marked-line" if each.marked else "conflict-line"
        say_line(say(f"cli.{key}", lang, place=place))
        for side in each.sides:
            value = "-" if side.value is None else side.value if isinstance(side.value, str) else canonical(side.value)
            value = f"{side.field} = {value}" if side.field else value
            reason = say("cli.conflict-reason", lang, reason=side.reason) if side.reason else ""
            say_line(say("cli.conflict-side", lang, value=value, author=side.author, at=_time(side.at), reason=reason))


def _time(at: str) -> str:
    return at[:16].replace("T", " ")


@click.command()
@CASE
@click.option("--package", default="", metavar="SHA256", help="which merge, by the beginning of its package's hash")
@click.option("--reason", default="", metavar="TEXT")
@JSON
@pass_settings
def unmerge(settings: Context, path: Path, package: str, reason: str, as_json: bool) -> None:
    """撤销一次合并 · Set back all that a merge changed (the newest, unless --package says which), by new entries."""
    from qmdesk.review.unmerging import undo_merge

    with open_session(settings, path) as session:
        done = undo_merge(session, package, reason=reason)
        done.recorded.wait()
    places = sorted(done.recorded.changes.places)
    if as_json:
        left = [{"subject": each.subject, "field": each.field} for each in done.left]
        back = [{"subject": each.subject, "field": each.field} for each in places]
        json_out({"package": done.merge.package, "set_back": back, "left": left})
    else:
        for each in done.left:
            say_line(say("cli.unmerge-left", settings.lang, place=f"{each.subject}/{each.field}"))
        say_line(say("cli.unmerged", settings.lang, signer=done.merge.signer, count=len(places)))
