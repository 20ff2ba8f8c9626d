"""Commands for signing certificates and the trust list: identity new, root, show, import, forget."""

from __future__ import annotations

from pathlib import Path

import click

from qmdesk.app.commands.shared import JSON, pass_settings
from qmdesk.app.context import Context
from qmdesk.app.out import json_out, say_line, text_out
from qmdesk.app.passphrases import passphrase_for
from qmdesk.review.identities import (
    ROLES,
    certify,
    export_device,
    forget_device,
    guard_new,
    holder_of,
    holders_of,
    make_identity,
    make_root,
    revoke,
    trust_file,
)
from qmdesk.wording import say

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
    guard_new(output)
    passphrase = passphrase_for(output.name, passphrase_file, settings.lang, twice=True)
    authority = (root, passphrase_for(root.name, passphrase_file, settings.lang)) if root else None
    for each in make_identity(output, passphrase, name=name, role=role, org=org, root=authority):
        say_line(say("cli.written", settings.lang, path=each))


@identity.command()
@click.argument("name")
@click.option("--org", default="", metavar="INSTITUTION")
@OUTPUT
@PASSPHRASE
@pass_settings
def root(settings: Context, name: str, org: str, output: Path, passphrase_file: Path | None) -> None:
    """为机构生成根证书 · Make an institution's root, which issues its people's certificates."""
    guard_new(output)
    passphrase = passphrase_for(output.name, passphrase_file, settings.lang, twice=True)
    for each in make_root(output, passphrase, name=name, org=org):
        say_line(say("cli.written", settings.lang, path=each))


@identity.command()
@click.argument("file", required=False, type=click.Path(path_type=Path), metavar="[FILE.p12]")
@PASSPHRASE
@JSON
@pass_settings
def show(settings: Context, file: Path | None, passphrase_file: Path | None, as_json: bool) -> None:
    """查看证书或信任名单 · Show a certificate, or without FILE this device, trusted roots and devices met before."""
    if file is None:
        found = holders_of(settings.home)
    else:
        found = (holder_of(file, passphrase_for(file.name, passphrase_file, settings.lang)),)
    rows = [each.to_json() for each in found]
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
    from qmdesk.trust.names import name_of

    taken, certified = trust_file(settings.home, file)
    for each in taken.roots:
        say_line(say("cli.trusted", settings.lang, name=name_of(each)))
    for each in certified:
        say_line(say("cli.certified", settings.lang, name=name_of(each)))


@identity.command()
@click.argument("device", metavar="DEVICE")
@pass_settings
def forget(settings: Context, device: str) -> None:
    """忘记一台设备 · Meet a device anew, after its owner has told you that its key was replaced."""
    forget_device(settings.home, device)
    say_line(say("cli.forgotten", settings.lang, device=device))


@identity.command()
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="FILE.pem")
@pass_settings
def export(settings: Context, output: Path) -> None:
    """导出本机证书，供同事加密同步包 · Write this device's certificate, for others to seal packages for it."""
    export_device(settings.home, output)
    say_line(say("cli.written", settings.lang, path=output))


@identity.command("certify")
@click.argument("device", type=click.Path(path_type=Path), metavar="DEVICE.pem")
@click.option("--root", required=True, type=click.Path(path_type=Path), metavar="ROOT.p12")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="CERTIFIED.pem")
@PASSPHRASE
@pass_settings
def certify_(settings: Context, device: Path, root: Path, output: Path, passphrase_file: Path | None) -> None:
    """由机构根证书认证一台设备 · Let a root speak for a device, whose certificate it wrote by identity export.

    The device takes the file in by identity import; from then on who trusts the root trusts its packages.
    """
    name = certify((root, passphrase_for(root.name, passphrase_file, settings.lang)), device, output)
    say_line(say("cli.certified", settings.lang, name=name))
    say_line(say("cli.written", settings.lang, path=output))


@identity.command("revoke")
@click.argument("certificates", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="CERT.pem...")
@click.option("--root", required=True, type=click.Path(path_type=Path), metavar="ROOT.p12")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="REVOKED.pem")
@PASSPHRASE
@pass_settings
def revoke_(
    settings: Context, certificates: tuple[Path, ...], root: Path, output: Path, passphrase_file: Path | None
) -> None:
    """吊销证书或设备 · Put certificates and devices on the root's list of revoked ones.

    Hand the list to everybody; they take it in by identity import.
    """
    for name in revoke((root, passphrase_for(root.name, passphrase_file, settings.lang)), certificates, output):
        say_line(say("cli.revoked", settings.lang, name=name))
    say_line(say("cli.written", settings.lang, path=output))


@identity.command()
@click.argument("library", type=click.Path(path_type=Path), metavar="LIBRARY.so")
@JSON
@pass_settings
def tokens(settings: Context, library: Path, as_json: bool) -> None:
    """列出令牌上的证书 · List the certificates on the tokens that are in, for --sign ROLE=…; no PIN is asked."""
    from qmdesk.trust.names import name_of
    from qmdesk.trust.token import look

    rows = [
        {"token": token.token, "pin": token.pin, "name": name_of(certificate), "uri": key.uri}
        for token in look(library)
        for key, certificate in token.keys
    ]
    if as_json:
        json_out({"tokens": rows})
        return
    for row in rows:
        text_out(f"{row['name']}  {row['token']}  {row['pin']}  {row['uri']}")
    if not rows:
        say_line(say("cli.no-tokens", settings.lang))
