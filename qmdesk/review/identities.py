"""Signing certificates and whom we believe: made, shown, taken in; for the command and the window alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509

from qmdesk.model.problem import Problem, Refused
from qmdesk.trust.anchors import TrustList, import_trust, known_devices, load_trust, read_trust
from qmdesk.trust.device import DeviceIdentity, certified_by_roots, device_id_of, device_identity
from qmdesk.trust.files import replace_file
from qmdesk.trust.identity import new_crl, new_identity, new_root, pem_of
from qmdesk.trust.keys import fingerprint
from qmdesk.trust.names import name_of, role_of
from qmdesk.trust.p12 import load_p12, save_p12
from qmdesk.trust.vouching import vouch_for

#: Roles that a certificate may name, as the report knows them.
ROLES = ("lead", "assessor", "second_reviewer", "representative", "institution")


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a key: ``kind`` is device (this one), trusted (a root), met (another device), identity or root."""

    kind: str
    name: str
    role: str
    fingerprint: str
    valid_until: datetime | None

    def to_json(self) -> dict[str, str]:
        """As ``identity show --json`` lists it."""
        return {
            "kind": self.kind,
            "name": self.name,
            "role": self.role,
            "fingerprint": self.fingerprint,
            "valid_until": self.valid_until.isoformat() if self.valid_until else "",
        }


def holders_of(home: Path) -> tuple[Holder, ...]:
    """This device, the roots that we believe, the devices met before."""
    own = device_identity(home)
    found = [Holder("device", own.name, own.id, own.fingerprint, own.certificate.not_valid_after_utc)]
    found += [
        Holder("trusted", name_of(each), role_of(each), fingerprint(each), each.not_valid_after_utc)
        for each in load_trust(home).roots
    ]
    met = known_devices(home).names()
    found += [
        Holder("revoked", f"{crl.issuer.rfc4514_string()} · {each.serial_number:x}", "", "", None)
        for crl in map(x509.load_der_x509_crl, load_trust(home).crls)
        for each in crl
    ]
    found += [Holder("met", name, device, "", None) for device, name in sorted(met.items()) if device != own.id]
    return tuple(found)


def holder_of(path: Path, passphrase: str) -> Holder:
    """Whom a certificate file is for. Raises Refused as opening it does."""
    found = load_p12(path, passphrase)
    kind = "root" if found.is_authority else "identity"
    return Holder(kind, found.name, found.role, found.fingerprint, found.certificate.not_valid_after_utc)


def make_identity(
    output: Path, passphrase: str, *, name: str, role: str, org: str = "", root: tuple[Path, str] | None = None
) -> tuple[Path, ...]:
    """Make a person's signing certificate; the files written.

    ``root``: an institution's root and its passphrase. Without it the certificate gets a root of its own, whose key is
    thrown away; the root's certificate, to hand to those who verify, is written beside it. Raises
    Refused(identity-exists, folder-missing) and what names and passphrases raise.
    """
    trust = output.with_suffix(".trust.pem")
    guard_new(output, *(() if root else (trust,)))
    authority = load_p12(*root) if root else new_root(name, org)
    save_p12(new_identity(authority, name, role, org), output, passphrase)
    if root:
        return (output,)
    trust.write_bytes(pem_of(authority.certificate))
    return (trust, output)


def make_root(output: Path, passphrase: str, *, name: str, org: str = "") -> tuple[Path, ...]:
    """Make an institution's root, and beside it its certificate for those who verify; the files written."""
    trust = output.with_suffix(".trust.pem")
    guard_new(output, trust)
    authority = new_root(name, org)
    save_p12(authority, output, passphrase)
    trust.write_bytes(pem_of(authority.certificate))
    return (output, trust)


def trust_file(home: Path, path: Path) -> tuple[TrustList, tuple[x509.Certificate, ...]]:
    """Believe the roots and revocation lists of a file from now on, and keep what a root issued over this device's key;
    what was taken of both. Raises Refused(trust-file-unreadable)."""
    found = import_trust(home, path)
    return found, certified_by_roots(home, read_trust([path]).roots)


def forget_device(home: Path, device: str) -> None:
    """Meet a device anew, after its owner said that its key changed. Raises Refused(device-unknown)."""
    devices = known_devices(home)
    if device not in devices.names():
        raise Refused(Problem("device-unknown", device))
    devices.forget(device)


def export_device(home: Path, output: Path) -> DeviceIdentity:
    """Write this device's certificate, to hand to those who seal packages for it; no key is in it.

    Raises Refused(identity-exists, folder-missing).
    """
    guard_new(output)
    own = device_identity(home)
    replace_file(output, pem_of(own.certificate))
    return own


def certify(root: tuple[Path, str], device: Path, output: Path) -> str:
    """Let a root speak for a device: its certificate over the device's key, and its own, in one file for everybody's
    trust list. The name of the device.

    Raises Refused(identity-exists, folder-missing, identity-not-root, certificate-not-device) and what reading raises.
    """
    guard_new(output)
    authority = load_p12(*root)
    found = read_trust([device]).roots
    words = [vouch_for(authority, each) for each in found]
    replace_file(output, b"".join(map(pem_of, (*words, authority.certificate))))
    return ", ".join(map(name_of, found))


def revoke(root: tuple[Path, str], revoked: Sequence[Path], output: Path) -> tuple[str, ...]:
    """Write a root's list of the certificates that are no longer good, to travel to the trust lists of others; the
    names of their holders. A device is named by the certificate that it made itself, or by the root's over its key.
    A list there already goes on: what stands on it stays revoked.

    Raises Refused(identity-not-root, certificate-of-other-root, folder-missing) and what reading the files raises.
    """
    authority = load_p12(*root)
    if not authority.is_authority:
        raise Refused(Problem("identity-not-root", authority.name))
    if not output.absolute().parent.is_dir():
        raise Refused(Problem("folder-missing", str(output.absolute().parent)))
    wanted = read_trust(revoked).roots
    wanted = [vouch_for(authority, each) if device_id_of(each) else each for each in wanted]
    for each in wanted:
        if each.issuer != authority.certificate.subject:
            raise Refused(Problem("certificate-of-other-root", name_of(each)))
    before = read_trust([output]).crls if output.exists() else ()
    replace_file(output, new_crl(authority, wanted, before=before))
    return tuple(map(name_of, wanted))


def guard_new(*paths: Path) -> None:
    """Raises Refused(identity-exists) and Refused(folder-missing): a certificate is never written over."""
    for path in paths:
        if path.exists():
            raise Refused(Problem("identity-exists", str(path)))
        if not path.absolute().parent.is_dir():
            raise Refused(Problem("folder-missing", str(path.absolute().parent)))
