"""Commands for packages to places elsewhere and from there: deliver, inbox."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qmdesk.app.commands.shared import JSON, collect_rarely, open_session, pass_settings
from qmdesk.app.context import Context
from qmdesk.app.out import DONE, NO, json_out, leave, problem_json, say_line, tell
from qmdesk.app.passphrases import passphrase_for
from qmdesk.model.problem import Problem, Refused, Severity
from qmdesk.wording import say

if TYPE_CHECKING:
    from qmdesk.exchange.delivery.channel import Channel
    from qmdesk.exchange.delivery.secret import Secrets
    from qmdesk.exchange.delivery.target import Target
    from qmdesk.exchange.merge import Believing
    from qmdesk.review.collecting import Collected
    from qmdesk.review.standing import PackageStanding
    from qmdesk.workspace.outbox import Outbox

_FILE = click.Path(path_type=Path)
SECRETS = click.option(
    "--secrets", "secrets_file", type=_FILE, metavar="FILE", help="passwords and keys, a file that only you can read"
)


@click.command()
@click.argument("files", nargs=-1, type=_FILE, metavar="[CASE|PACKAGE]...")
@click.option("--to", "places", multiple=True, metavar="URL|NAME", help="send what waits to this place too")
@click.option("--name", default="", metavar="NAME", help="remember the place of --to under this name")
@click.option("--since", type=_FILE, metavar="PACKAGE", help="of a case: only what came after this package")
@click.option("--sign", type=_FILE, metavar="ID.p12", help="of a case: default is this device's own key")
@click.option("--passphrase-file", type=_FILE, metavar="F")
@click.option("--recipient", "recipients", type=_FILE, multiple=True, metavar="CERT.pem", help="only they can open it")
@SECRETS
@click.option("--later", is_flag=True, help="only put into the outbox")
@click.option("--due", is_flag=True, help="leave alone what was refused or whose pause isn't over")
@click.option("--list", "only_list", is_flag=True, help="only say how the outbox stands")
@click.option("--forget", "forgotten", multiple=True, metavar="URL|NAME", help="no longer send to this place")
@click.option("--new-host-key", "hosts", multiple=True, metavar="HOST:PORT", help="its owner changed the key: ask anew")
@JSON
@pass_settings
def deliver(
    settings: Context,
    files: tuple[Path, ...],
    places: tuple[str, ...],
    name: str,
    since: Path | None,
    sign: Path | None,
    passphrase_file: Path | None,
    recipients: tuple[Path, ...],
    secrets_file: Path | None,
    later: bool,
    due: bool,
    only_list: bool,
    forgotten: tuple[str, ...],
    hosts: tuple[str, ...],
    as_json: bool,
) -> None:
    """投递 · Empty the outbox; cases are packed into it first, packages copied."""
    from qmdesk.exchange.delivery.opening import Doors
    from qmdesk.exchange.delivery.secret import read_secrets
    from qmdesk.review.sending import adopt_strays, pack_for_delivery, place_of, put_in_outbox
    from qmdesk.review.standing import stand
    from qmdesk.trust.device import device_identity
    from qmdesk.trust.p12 import load_p12
    from qmdesk.trust.recipients import recipients_in
    from qmdesk.workspace.outbox import Outbox

    if name and len(places) != 1:
        raise click.UsageError("--name --to")
    collect_rarely()
    outbox, problems = Outbox(settings.home), list[Problem]()
    secrets = read_secrets(secrets_file, _asking(settings.lang))
    met = problems.append
    doors = Doors(settings.home, secrets, lambda host, key: met(_first_use(host, key)))
    for each in hosts:
        doors.forget(each)
    for each in forgotten:
        outbox.forget(place_of(outbox, each)[0])
    urls = [_place(outbox, secrets, each, name) for each in places]
    device = device_identity(settings.home)
    for path in files:
        if path.suffix == ".qmcase":
            signer = (
                device if sign is None else load_p12(sign, passphrase_for(sign.name, passphrase_file, settings.lang))
            )
            wanted = recipients_in(recipients)
            with open_session(settings, path) as session:
                pack_for_delivery(session, outbox, signer, urls, device=device.id, since=since, recipients=wanted)
        else:
            put_in_outbox(outbox, path, urls)
    problems += adopt_strays(outbox, urls)
    if not outbox.empty:
        for package in outbox.packages() if not files else ():
            for url in urls:
                outbox.send_to(package.sha256, url)
        if not later and not only_list:
            _empty(settings, outbox, doors, device.id, only_due=due)
    standings = stand(outbox)
    problems += [problem for each in standings for problem in each.problems]
    _say_outbox(settings.lang, standings, problems, as_json=as_json)
    open_still = any(each.delivered < each.of or not each.of for each in standings)
    leave(NO if open_still and not (later or only_list) else DONE)


def _empty(settings: Context, outbox: Outbox, doors: object, device: str, *, only_due: bool) -> None:
    from qmdesk.app.commands.delivery_bar import Bar
    from qmdesk.exchange.delivery.deliver import Courier
    from qmdesk.exchange.delivery.opening import Doors

    assert isinstance(doors, Doors)
    with Bar() as bar:
        Courier(outbox, doors, device, progress=bar.show).run(only_due=only_due)


def _place(outbox: Outbox, secrets: Secrets, text: str, name: str) -> str:
    """The URL of a place, remembered under its name; a password in it is held for this run alone."""
    from qmdesk.exchange.delivery.target import read_target
    from qmdesk.review.sending import place_of

    url, password = place_of(outbox, text)
    secrets.keep(read_target(url)[0], password)
    known = {each.url: each.name for each in outbox.destinations()}
    outbox.remember(name or known.get(url) or url, url)
    return url


def _asking(lang: str):  # noqa: ANN202 - a function or None, as Secrets takes it
    """Asks for a password at a terminal; None where nobody sits there."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None

    def ask(target: Target) -> str:
        text = say("cli.deliver-password", lang, server=target.server)
        return str(click.prompt(text, hide_input=True, default="", show_default=False, err=True))

    return ask


def _first_use(host: str, fingerprint: str) -> Problem:
    return Problem("delivery-host-first-use", host, {"fingerprint": fingerprint}, Severity.WARNING)


def _say_outbox(lang: str, standings: Sequence[PackageStanding], problems: Sequence[Problem], *, as_json: bool) -> None:
    if as_json:
        done = sum(each.delivered for each in standings)
        json_out(
            {
                "packages": [each.to_json() for each in standings],
                "delivered": done,
                "of": sum(each.of for each in standings),
                "problems": [problem_json(each, lang) for each in problems],
            }
        )
        return
    tell(problems, lang)
    if not standings:
        say_line(say("cli.deliver-empty", lang))
    for each in standings:
        say_line(say("cli.deliver-line", lang, label=each.package.label, done=each.delivered, of=each.of))


@click.command()
@click.argument("url", metavar="URL|FOLDER")
@click.option(
    "--cases", "folder", required=True, type=_FILE, metavar="DIR", help="where the cases lie, and new ones go"
)
@click.option("--trust", type=_FILE, multiple=True, metavar="CA.pem", help="demand a chain to it")
@click.option("--open-with", type=_FILE, metavar="ID.p12", help="for packages sealed for a person")
@click.option("--passphrase-file", type=_FILE, metavar="F")
@SECRETS
@click.option("--dry-run", is_flag=True, help="only say which packages are new there")
@JSON
@pass_settings
def inbox(
    settings: Context,
    url: str,
    folder: Path,
    trust: tuple[Path, ...],
    open_with: Path | None,
    passphrase_file: Path | None,
    secrets_file: Path | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """收件 · Take the packages of a watched place, each into its own case."""
    from qmdesk.exchange.delivery.failures import Failed
    from qmdesk.exchange.delivery.secret import read_secrets
    from qmdesk.review.collecting import Cases, Collector, cases_in
    from qmdesk.workspace.inbox import Inbox

    if not folder.is_dir():
        raise Refused(Problem("folder-missing", str(folder)))
    collect_rarely()
    problems, channel = list[Problem](), None
    secrets = read_secrets(secrets_file, _asking(settings.lang))
    try:
        channel, kept = _opened(settings, url, secrets, problems)
        believing = _believing(settings, trust, open_with, passphrase_file, folder)
        collector = Collector(
            channel,
            Inbox(settings.home, kept),
            folder,
            settings.who(),
            believing,
            Cases({}) if dry_run else cases_in([folder]),
        )
        if dry_run:
            _say_new(settings.lang, [each.name for each in collector.look()], as_json=as_json)
            leave(DONE)
        found = collector.run()
    except Failed as failed:
        tell(problems, settings.lang)
        raise Refused(failed.problem) from failed
    finally:
        if channel is not None:
            with suppress(Exception):
                channel.close()
    _say_inbox(settings.lang, found, [*problems, *found.problems], as_json=as_json)
    refused = [each for each in found.received if each.code]
    leave(NO if refused and len(refused) == len(found.received) else DONE)


def _opened(settings: Context, url: str, secrets: Secrets, problems: list[Problem]) -> tuple[Channel, str]:
    from qmdesk.exchange.delivery.opening import Doors
    from qmdesk.exchange.delivery.target import read_target
    from qmdesk.review.sending import place_of
    from qmdesk.workspace.outbox import Outbox

    box = Outbox(settings.home)
    kept, password = (url, "") if "://" not in url and box.empty else place_of(box, url)
    target, in_url = read_target(kept)
    secrets.keep(target, password or in_url)
    doors = Doors(settings.home, secrets, lambda host, key: problems.append(_first_use(host, key)))
    return doors.open(target), target.url


def _believing(
    settings: Context, trust: tuple[Path, ...], open_with: Path | None, passphrase_file: Path | None, room: Path
) -> Believing:
    from qmdesk.exchange.merge import Believing
    from qmdesk.trust.anchors import known_devices, load_trust, read_trust
    from qmdesk.trust.device import device_identity
    from qmdesk.trust.envelope import Opener
    from qmdesk.trust.p12 import load_p12

    openers = [device_identity(settings.home).identity]
    if open_with is not None:
        openers.append(load_p12(open_with, passphrase_for(open_with.name, passphrase_file, settings.lang)))
    return Believing(
        read_trust(trust) if trust else load_trust(settings.home),
        known_devices(settings.home),
        demand_chain=bool(trust),
        openers=[Opener(each.key, each.certificate) for each in openers],
        room=room,
    )


def _say_new(lang: str, names: list[str], *, as_json: bool) -> None:
    if as_json:
        json_out({"new": list(names)})
    else:
        for each in names:
            say_line(each)
        say_line(say("cli.inbox-new", lang, count=len(names)))


def _say_inbox(lang: str, found: Collected, problems: Sequence[Problem], *, as_json: bool) -> None:
    if as_json:
        json_out({**found.to_json(), "problems": [problem_json(each, lang) for each in problems]})
        return
    tell(problems, lang)
    for each in found.received:
        case = found.cases.get(each.case_id)
        say_line(say(f"cli.inbox-{each.state}", lang, package=each.name, case=case.name if case else "-",
                     new=each.entries, files=each.files))  # fmt: skip
    aside = sum(each.state == "set-aside" for each in found.aside)
    say_line(say("cli.inbox-done", lang, taken=found.count("taken"), known=found.count("known"), aside=aside))
