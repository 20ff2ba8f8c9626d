"""Whom we believe: the trust list (roots and revocations, as files) and the devices met before.

A root says yes to everyone it certified. A device has no root: it is remembered at first use by the
fingerprint of its certificate, and a known device that comes with another key is an alarm.
"""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding
from filelock import FileLock

from qmdesk.model.canonical import sha256_bytes
from qmdesk.model.problem import Problem, Refused
from qmdesk.trust.files import replace_file
from qmdesk.trust.keys import fingerprint
from qmdesk.trust.names import device_of

FOLDER = "trust"
DEVICES_FILE = "known-devices.json"
#: A trust file is certificates; nothing real comes near this size.
LARGEST = 4 << 20
_PEM = re.compile(rb"-----BEGIN (CERTIFICATE|X509 CRL)-----[^-]*-----END \1-----")


@dataclass(frozen=True, slots=True)
class TrustList:
    """Roots that we believe, and their lists of revoked certificates (DER)."""

    roots: tuple[x509.Certificate, ...] = ()
    crls: tuple[bytes, ...] = ()

    def __or__(self, other: TrustList) -> TrustList:
        return TrustList((*self.roots, *other.roots), (*self.crls, *other.crls))


def read_trust(paths: Iterable[Path]) -> TrustList:
    """The certificates and revocation lists of files, PEM (any number of them) or DER.

    Raises Refused(file-missing) and Refused(trust-file-unreadable), which names the file.
    """
    found = TrustList()
    for path in paths:
        found |= _read_one(path)
    return found


def load_trust(home: Path) -> TrustList:
    """The trust list of a home folder; empty where nothing was imported."""
    folder = home / FOLDER
    return read_trust(sorted(folder.glob("*.pem"))) if folder.is_dir() else TrustList()


def import_trust(home: Path, path: Path) -> TrustList:
    """Take the certificates and revocation lists of a file into the trust list of ``home``.

    What else the file holds, as a private key, stays out. Returns what was taken. Raises as :func:`read_trust`.
    """
    found = _read_one(path)
    folder = home / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    found = TrustList(tuple(each for each in found.roots if not _is_of_device(each)), found.crls)
    for root in found.roots:
        replace_file(folder / f"{fingerprint(root)[:32]}.pem", root.public_bytes(Encoding.PEM))
    for crl in found.crls:
        content = x509.load_der_x509_crl(crl).public_bytes(Encoding.PEM)
        replace_file(folder / f"{sha256_bytes(crl)[:32]}.crl.pem", content)
    return found


def _is_of_device(certificate: x509.Certificate) -> bool:
    """Whether it is what a root issued over a device's key: that is no root, though it travels beside one."""
    return bool(device_of(certificate)) and certificate.issuer != certificate.subject


def _read_one(path: Path) -> TrustList:
    if not path.is_file():
        raise Refused(Problem("file-missing", str(path)))
    try:
        raw = path.read_bytes() if path.stat().st_size <= LARGEST else b""
        found = _from_pem(raw) if b"-----BEGIN" in raw else TrustList((x509.load_der_x509_certificate(raw),))
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise Refused(Problem("trust-file-unreadable", str(path))) from error
    if not found.roots and not found.crls:
        raise Refused(Problem("trust-file-unreadable", str(path)))
    return found


def _from_pem(raw: bytes) -> TrustList:
    roots, crls = list[x509.Certificate](), list[bytes]()
    for match in _PEM.finditer(raw):
        if match[1] == b"CERTIFICATE":
            roots.append(x509.load_pem_x509_certificate(match[0]))
        else:
            crls.append(x509.load_pem_x509_crl(match[0]).public_bytes(Encoding.DER))
    return TrustList(tuple(roots), tuple(crls))


# -- devices met before ------------------------------------------------------------------------------


class Standing(StrEnum):
    """What we know of a device that shows a certificate."""

    KNOWN = "known"
    FIRST_USE = "first-use"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class KnownDevices:
    """The devices met before, by id; kept in one file of the home folder."""

    path: Path

    def standing(self, device: str, shown: str) -> Standing:
        """How a device with the certificate ``shown`` (a fingerprint) stands. Raises Refused(known-devices-damaged)."""
        known = self._all().get(device)
        if known is None:
            return Standing.FIRST_USE
        return Standing.KNOWN if known["fingerprint"] == shown else Standing.CHANGED

    def remember(self, device: str, shown: str, name: str) -> None:
        """Keep a device's certificate. Raises Refused(device-key-changed) where another is kept already, and
        Refused(known-devices-not-kept) where the list can't be written.
        """
        with self._held():
            known = self._all()
            if device in known:
                if known[device]["fingerprint"] != shown:
                    raise Refused(Problem("device-key-changed", name, {"device": device}))
                return
            known[device] = {"fingerprint": shown, "name": name}
            self._write(known)

    def forget(self, device: str) -> None:
        """Drop a device, so that its next certificate is taken as new: after its owner said that the key changed.

        Raises Refused(known-devices-not-kept).
        """
        with self._held():
            known = self._all()
            if known.pop(device, None) is not None:
                self._write(known)

    @contextmanager
    def _held(self) -> Generator[None]:
        """The list for this process alone. A disk that fails is told as Refused(known-devices-not-kept)."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(self.path.with_name(f".{self.path.name}.lock"), timeout=30):
                yield
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise Refused(Problem("known-devices-not-kept", str(self.path), {"reason": reason})) from error

    def names(self) -> dict[str, str]:
        """The names of the devices met, by id."""
        return {device: entry["name"] for device, entry in self._all().items()}

    def _write(self, known: dict[str, dict[str, str]]) -> None:
        text = json.dumps({"v": 1, "devices": known}, ensure_ascii=False, indent=1, sort_keys=True)
        replace_file(self.path, text.encode("utf-8"), mode=0o600)

    def _all(self) -> dict[str, dict[str, str]]:
        if not self.path.exists():
            return {}
        try:
            found = json.loads(self.path.read_text("utf-8"))
            entries = {
                str(device): {"fingerprint": str(entry["fingerprint"]), "name": str(entry["name"])}
                for device, entry in found["devices"].items()
            }
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise Refused(Problem("known-devices-damaged", str(self.path))) from error
        return entries


def known_devices(home: Path) -> KnownDevices:
    """The devices met before, as kept in a home folder."""
    return KnownDevices(home / DEVICES_FILE)
