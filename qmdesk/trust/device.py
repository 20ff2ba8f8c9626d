"""The key that every device makes itself on first use, and signs packages with where nobody else signs.

It stands, with its self-signed certificate, in one file of the home folder that only its owner can read; one
file, so that a crash leaves a whole key or none. The device's id is random and never changes: it is the
common name of the certificate, so that whoever remembers the certificate remembers the id.
"""

from __future__ import annotations

import platform
import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from filelock import FileLock

from qmdesk.model.problem import Problem, Refused
from qmdesk.trust.anchors import known_devices
from qmdesk.trust.files import replace_file
from qmdesk.trust.identity import Term, pem_of, self_signed
from qmdesk.trust.keys import KeyIdentity
from qmdesk.trust.names import device_of, name_of

FILE = "device.pem"
ROLE = "device"
#: A device is known by its key, not by a date; the certificate lasts as long as a root.
YEARS = 10
#: What roots issued over the device's key, in the home folder.
CERTIFIED = "device.certified.pem"


@dataclass(frozen=True, slots=True)
class DeviceIdentity:
    """This device as a signer; an :class:`~qmdesk.trust.keys.Identity`."""

    id: str
    identity: KeyIdentity

    @property
    def name(self) -> str:
        return self.identity.name

    @property
    def role(self) -> str:
        return ROLE

    @property
    def fingerprint(self) -> str:
        return self.identity.fingerprint

    @property
    def certificate(self) -> x509.Certificate:
        return self.identity.certificate

    @property
    def chain(self) -> tuple[x509.Certificate, ...]:
        return self.identity.chain

    def pdf_signer(self) -> object:
        """Refused: a report is signed by people."""
        raise Refused(Problem("device-signs-no-report", self.id))

    def sign_cms(self, data: bytes) -> bytes:
        return self.identity.sign_cms(data)


def device_identity(home: Path, name: str = "") -> DeviceIdentity:
    """This device's identity from ``home``, made if it isn't there yet. ``name`` (default: the host's) is for people.

    A device knows itself: it stands among the known devices of its own home.

    Raises Refused(device-key-damaged) rather than replace a key that others may know.
    """
    home.mkdir(parents=True, exist_ok=True)
    path = home / FILE
    if not path.exists():
        with FileLock(home / f".{FILE}.lock", timeout=30):
            if not path.exists():
                _make(path, name or platform.node() or "qmdesk")
                made = _read(path)
                known_devices(home).remember(made.id, made.fingerprint, made.name)
    return _read(path)


def device_id_of(certificate: x509.Certificate) -> str:
    """The id of the device that a certificate belongs to, "" where it is not a device's."""
    return device_of(certificate) if certificate.issuer == certificate.subject else ""


def certified_by_roots(home: Path, certificates: Iterable[x509.Certificate]) -> tuple[x509.Certificate, ...]:
    """Keep what roots issued over this device's key, to go along with its signatures; those that were."""
    own = device_identity(home)
    found = tuple(each for each in certificates if _is_over(each, own.certificate))
    kept = {each.issuer: each for each in (*own.chain[1:], *found)}
    if found:
        replace_file(home / CERTIFIED, b"".join(map(pem_of, kept.values())))
    return found


def _is_over(each: x509.Certificate, own: x509.Certificate) -> bool:
    return each != own and each.subject == own.subject and each.public_key() == own.public_key()


def _certified(path: Path, own: x509.Certificate) -> tuple[x509.Certificate, ...]:
    """What roots issued over a device's key; none where the file is not there or makes no sense: it is only a word
    beside the signature."""
    try:
        found = x509.load_pem_x509_certificates(path.read_bytes())
    except (OSError, ValueError, UnsupportedAlgorithm):
        return ()
    return tuple(each for each in found if _is_over(each, own))


def _make(path: Path, name: str) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = self_signed(key, f"qmdesk device {secrets.token_hex(8)}", name, Term.years(YEARS))
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    replace_file(path, private + pem_of(certificate), mode=0o600)


def _read(path: Path) -> DeviceIdentity:
    with suppress(OSError):
        path.chmod(0o600)
    try:
        raw = path.read_bytes()
        key = load_pem_private_key(raw, None)
        certificate = x509.load_pem_x509_certificate(raw)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise Refused(Problem("device-key-damaged", str(path))) from error
    device = device_id_of(certificate)
    if not isinstance(key, EllipticCurvePrivateKey) or key.public_key() != certificate.public_key() or not device:
        raise Refused(Problem("device-key-damaged", str(path)))
    return DeviceIdentity(device, KeyIdentity(key, (certificate, *_certified(path.with_name(CERTIFIED), certificate))))


def label_of(certificate: x509.Certificate) -> str:
    """A device's name with its id, as shown to people."""
    device = device_id_of(certificate)
    return f"{name_of(certificate)} ({device})" if device else name_of(certificate)
