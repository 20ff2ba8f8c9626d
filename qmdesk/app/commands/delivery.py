"""The command for packages to places elsewhere: deliver. That for those from there stands in ``inbox``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qmdesk.app.commands.delivery_words import FILE, SECRETS, asking, first_use
from qmdesk.app.commands.inbox import inbox as inbox
from qmdesk.app.commands.shared import JSON, PASSPHRASE_FILE, collect_rarely, open_session, pass_settings
from qmdesk.app.context import Context
from qmdesk.app.out import DONE, NO, json_out, leave, problem_json, say_line, tell
from qmdesk.app.passphrases import passphrase_for
from qmdesk.model.problem import Problem
from qmdesk.wording import say

if TYPE_CHECKING:
    from qmdesk.exchange.delivery.secret import Secrets
    from qmdesk.review.standing import PackageStanding
    from qmdesk.workspace.outbox import Outbox


@click.command()
@click.argument("files", nargs=-1, type=FILE, metavar="[CASE|PACKAGE]...")
@click.option("--to", "places", multiple=True, metavar="URL|NAME", help="send what waits to this place too")
@click.option("--name", default="", metavar="NAME", help="remember the place of --to under this name")
@click.option("--since", type=FILE, metavar="PACKAGE", help="of a case: only what came after this package")
@click.option("--sign", type=FILE, metavar="ID.p12", help="of a case: default is this device's own key")
@PASSPHRASE_FILE
@click.option("--recipient", "recipients", type=FILE, multiple=True, metavar="CERT.pem", help="only they can open it")
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
    secrets = read_secrets(secrets_file, asking(settings.lang))
    met = problems.append
    doors = Doors(settings.home, secrets, lambda host, key: met(first_use(host, key)))
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
