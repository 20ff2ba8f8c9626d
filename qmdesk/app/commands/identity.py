"""Commands for signing certificates and the trust list: identity new, root, show, import."""

from __future__ import annotations

from pathlib import Path

import click

from qmdesk.app.commands.shared import JSON, pass_settings
from qmdesk.app.context import Context
from qmdesk.app.out import json_out, say_line, text_out
from qmdesk.app.passphrases import passphrase_for
from qmdesk.model.problem import Problem, Refused
from qmdesk.wording import say

ROLES = ("lead", "assessor", "second_reviewer", "representative", "institution")
PASSPHRASE = click.option(
    "--passphrase-file", type=click.Path(path_type=Path), metavar="F", help="first line: the passphrase"
)
OUTPUT = click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="FILE.p12")


@click.group()
def identity() -> None:
    """签名证书与信任名单 · Signing certificates and the trust list."""


@identity.command()
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), default="assessor", show_default=True)
@click.option("--org", default="", metavar="INSTITUTION")
@click.option(
    "--root", type=click.Path(path_type=Path), metavar="ROOT.p12", help="issue it under an institution's root"
)
@OUTPUT
@PASSPHRASE
@pass_settings
def new(
    settings: Context, name: str, role: str, org: str, root: Path | None, output: Path, passphrase_file: Path | None
) -> None:
    """为一个人生成签名证书 · Make a signing certificate for a person.

    Without --root it gets a root of its own, whose key is thrown away; the root's certificate, to hand to those who
    verify, is written beside it as FILE.trust.pem.
    """
    from qmdesk.trust.identity import new_identity, new_root, pem_of
    from qmdesk.trust.p12 import load_p12, save_p12

    _guard_new(output)
    passphrase = passphrase_for(output.name, passphrase_file, settings.lang, twice=True)
    if root is not None:
        authority = load_p12(root, passphrase_for(root.name, passphrase_file, settings.lang))
    else:
        authority = new_root(name, org)
        trust = output.with_suffix(".trust.pem")
        _guard_new(trust)
        trust.write_bytes(pem_of(authority.certificate))
        say_line(say("cli.written", settings.lang, path=trust))
    save_p12(new_identity(authority, name, role, org), output, passphrase)
    say_line(say("cli.written", settings.lang, path=output))


@identity.command()
@click.argument("name")
@click.option("--org", default="", metavar="INSTITUTION")
@OUTPUT
@PASSPHRASE
@pass_settings
def root(settings: Context, name: str, org: str, output: Path, passphrase_file: Path | None) -> None:
    """为机构生成根证书 · Make an institution's root, which issues its people's certificates."""
    from qmdesk.trust.identity import new_root, pem_of
    from qmdesk.trust.p12 import save_p12

    trust = output.with_suffix(".trust.pem")
    for each in (output, trust):
        _guard_new(each)
    authority = new_root(name, org)
    save_p12(authority, output, passphrase_for(output.name, passphrase_file, settings.lang, twice=True))
    trust.write_bytes(pem_of(authority.certificate))
    for each in (output, trust):
        say_line(say("cli.written", settings.lang, path=each))


@identity.command()
@click.argument("file", required=False, type=click.Path(path_type=Path), metavar="[FILE.p12]")
@PASSPHRASE
@JSON
@pass_settings
def show(settings: Context, file: Path | None, passphrase_file: Path | None, as_json: bool) -> None:
    """查看证书或信任名单 · Show a certificate, or without FILE this device and the roots that it trusts."""
    rows = _of_file(settings, file, passphrase_file) if file else _of_home(settings)
    if as_json:
        json_out({"identities": rows})
        return
    for row in rows:
        text_out(f"{row['kind']}: {row['name']}  {row['role']}  {row['fingerprint']}  {row['valid_until']}")


@identity.command("import")
@click.argument("file", type=click.Path(path_type=Path), metavar="TRUST.pem")
@pass_settings
def import_(settings: Context, file: Path) -> None:
    """信任一个根证书 · Trust a root certificate."""
    from qmdesk.trust.anchors import import_trust
    from qmdesk.trust.names import name_of

    for each in import_trust(settings.home, file).roots:
        say_line(say("cli.trusted", settings.lang, name=name_of(each)))


def _of_file(settings: Context, file: Path, passphrase_file: Path | None) -> list[dict[str, str]]:
    from qmdesk.trust.p12 import load_p12

    found = load_p12(file, passphrase_for(file.name, passphrase_file, settings.lang))
    kind = "root" if found.is_authority else "identity"
    return [_row(kind, found.name, found.role, found.fingerprint, found.certificate.not_valid_after_utc.isoformat())]


def _of_home(settings: Context) -> list[dict[str, str]]:
    from qmdesk.trust.anchors import load_trust
    from qmdesk.trust.device import device_identity
    from qmdesk.trust.keys import fingerprint
    from qmdesk.trust.names import name_of, role_of

    device = device_identity(settings.home)
    until = device.certificate.not_valid_after_utc.isoformat()
    rows = [_row("device", device.name, device.id, device.fingerprint, until)]
    for each in load_trust(settings.home).roots:
        until = each.not_valid_after_utc.isoformat()
        rows.append(_row("trusted", name_of(each), role_of(each), fingerprint(each), until))
    return rows


def _row(kind: str, name: str, role: str, fingerprint: str, until: str) -> dict[str, str]:
    return {"kind": kind, "name": name, "role": role, "fingerprint": fingerprint, "valid_until": until}


def _guard_new(path: Path) -> None:
    if path.exists():
        raise Refused(Problem("identity-exists", str(path)))
    if not path.absolute().parent.is_dir():
        raise Refused(Problem("folder-missing", str(path.absolute().parent)))
