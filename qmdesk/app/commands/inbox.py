"""The command for packages from places elsewhere: inbox."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qmdesk.app.commands.delivery_words import FILE, SECRETS, asking, first_use
from qmdesk.app.commands.shared import JSON, PASSPHRASE_FILE, collect_rarely, pass_settings
from qmdesk.app.context import Context
from qmdesk.app.out import DONE, NO, json_out, leave, problem_json, say_line, tell
from qmdesk.app.passphrases import passphrase_for
from qmdesk.model.problem import Problem, Refused
from qmdesk.wording import say

if TYPE_CHECKING:
    from qmdesk.exchange.delivery.channel import Channel
    from qmdesk.exchange.delivery.secret import Secrets
    from qmdesk.exchange.merge import Believing
    from qmdesk.review.collecting import Collected, Collector


@click.command()
@click.argument("url", metavar="URL|FOLDER")
@click.option("--cases", "folder", required=True, type=FILE, metavar="DIR", help="where the cases lie, and new ones go")
@click.option("--trust", type=FILE, multiple=True, metavar="CA.pem", help="demand a chain to it")
@click.option("--open-with", type=FILE, metavar="ID.p12", help="for packages sealed for a person")
@PASSPHRASE_FILE
@SECRETS
@click.option("--dry-run", is_flag=True, help="only say which packages are new there")
@click.option("--watch", is_flag=True, help="look again and again until Ctrl-C; say only what comes")
@click.option(
    "--every", type=click.FloatRange(1, 86_400), default=60, show_default=True, metavar="SECONDS", help="with --watch"
)
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
    watch: bool,
    every: float,
    as_json: bool,
) -> None:
    """收件 · Take the packages of a watched place, each into its own case.

    With --watch (守着收件处) it stays and looks every so many seconds: what comes is taken in and said, a place that
    can't be reached is told once and tried with growing pauses. Ctrl-C ends it.
    """
    from qmdesk.exchange.delivery.failures import Failed
    from qmdesk.exchange.delivery.secret import read_secrets

    if dry_run and watch:
        raise click.UsageError("--dry-run --watch")
    if not folder.is_dir():
        raise Refused(Problem("folder-missing", str(folder)))
    collect_rarely()
    if "://" not in url and Path(url).is_dir():
        url = str(Path(url).absolute())  # a share that falls out later is still known for a folder
    secrets = read_secrets(secrets_file, asking(settings.lang))
    place = _Place(settings, url, secrets, _believing(settings, trust, open_with, passphrase_file, folder), folder)
    try:
        if watch:
            leave(_watch(place, every, as_json=as_json))
        leave(_look(place, dry_run=dry_run, as_json=as_json))
    except Failed as failed:
        tell(place.met, settings.lang)
        raise Refused(failed.problem) from failed


@dataclass(slots=True)
class _Place:
    """What is looked at, and how. ``met`` are hosts met for the first time and not yet told of."""

    settings: Context
    url: str
    secrets: Secrets
    believing: Believing
    folder: Path
    kept: str = ""
    met: list[Problem] = field(default_factory=list[Problem])

    def open(self) -> Channel:
        from qmdesk.exchange.delivery.opening import Doors
        from qmdesk.exchange.delivery.target import read_target
        from qmdesk.review.sending import place_of
        from qmdesk.workspace.outbox import Outbox

        box = Outbox(self.settings.home)
        named, password = (self.url, "") if "://" not in self.url and box.empty else place_of(box, self.url)
        target, in_url = read_target(named)
        self.secrets.keep(target, password or in_url)
        self.kept = target.url
        doors = Doors(self.settings.home, self.secrets, lambda host, key: self.met.append(first_use(host, key)))
        return doors.open(target)

    def collector(self, channel: Channel) -> Collector:
        """Who takes in from an open channel, with no cases yet."""
        from qmdesk.review.collecting import Cases, Collector
        from qmdesk.trust.anchors import load_trust
        from qmdesk.workspace.inbox import Inbox

        believing = self.believing
        if not believing.demand_chain:  # the trust list may have changed since the last look
            believing = replace(believing, anchors=load_trust(self.settings.home))
        inbox = Inbox(self.settings.home, self.kept)
        return Collector(channel, inbox, self.folder, self.settings.who(), believing, Cases({}))

    def told(self) -> list[Problem]:
        """Hosts met since this was asked last."""
        found, self.met = self.met, []
        return found


def _look(place: _Place, *, dry_run: bool, as_json: bool) -> int:
    from qmdesk.review.collecting import cases_in

    lang, channel = place.settings.lang, place.open()
    try:
        collector = place.collector(channel)
        if dry_run:
            _say_new(lang, [each.name for each in collector.look()], as_json=as_json)
            return DONE
        collector.cases = cases_in([place.folder])
        found = collector.run()
    finally:
        with suppress(Exception):
            channel.close()
    _say_inbox(lang, found, [*place.told(), *found.problems], as_json=as_json)
    refused = [each for each in found.received if each.code]
    return NO if refused and len(refused) == len(found.received) else DONE


def _watch(place: _Place, every: float, *, as_json: bool) -> int:
    """Until somebody says stop. What is said is one document a line, or sentences."""
    from qmdesk.review.watching import Watch

    lang = place.settings.lang

    def came(found: Collected) -> None:
        problems = [*place.told(), *found.problems]
        if as_json:
            _line_out({**found.to_json(), "problems": [problem_json(each, lang) for each in problems]})
        else:
            _say_inbox(lang, found, problems, as_json=False)

    def trouble(problems: Sequence[Problem]) -> None:
        if as_json:
            told = [problem_json(each, lang) for each in (*place.told(), *problems)]
            _line_out({"reachable": not problems, "problems": told})
            return
        tell((*place.told(), *problems), lang)
        if not problems:
            say_line(say("cli.inbox-again", lang))

    if not as_json:
        say_line(say("cli.inbox-watching", lang, place=place.url))
    try:
        Watch(place.open, place.collector, place.folder, every).run(came, trouble)
    except KeyboardInterrupt:
        if not as_json:
            say_line(say("cli.inbox-stopped", lang))
    return DONE


def _line_out(document: Mapping[str, object]) -> None:
    text = json.dumps(document, ensure_ascii=False, allow_nan=False)
    sys.stdout.buffer.write(text.encode("utf-8") + b"\n")
    sys.stdout.buffer.flush()


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
