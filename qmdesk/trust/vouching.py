"""A root's word on a device: a certificate that the root issued over the device's own key.

The device goes on signing with the certificate that it made itself, so who remembers that one is not alarmed; the
root's goes along in the signature. Its serial number follows from the device's key: a root can withdraw a device
that it never certified, and nobody gets around that by leaving the root's certificate out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from qmdesk.model.canonical import sha256_bytes
from qmdesk.model.problem import Problem, Refused
from qmdesk.trust import names
from qmdesk.trust.anchors import TrustList
from qmdesk.trust.cms import UNREADABLE, SignatureCheck, signed_by
from qmdesk.trust.device import device_id_of
from qmdesk.trust.identity import certificate_for
from qmdesk.trust.keys import KeyIdentity, is_authority


def serial_of(device: x509.Certificate) -> int:
    """The serial number of any root's certificate over a device's key: 152 bits of the key's hash, never zero."""
    spki = device.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return int(sha256_bytes(spki)[:38], 16) | 1


def vouch_for(root: KeyIdentity, device: x509.Certificate) -> x509.Certificate:
    """A root's certificate over a device's key and name. Raises Refused(identity-not-root, certificate-not-device)."""
    if not root.is_authority:
        raise Refused(Problem("identity-not-root", root.name))
    if not device_id_of(device):
        raise Refused(Problem("certificate-not-device", names.name_of(device)))
    return certificate_for(root, device, serial_of(device), names.name_of(device))


def with_word_of_roots(
    check: SignatureCheck, signature: bytes, anchors: TrustList, *, at: datetime | None = None
) -> SignatureCheck:
    """The check of a device's signature (CMS in DER) once more, with what the roots that we believe say of the device:
    trusted where one of them certified it, ``certificate-revoked`` where one of them withdrew it."""
    device = check.certificate
    if not check.valid or device is None or not device_id_of(device):
        return check
    if _is_withdrawn(device, anchors):
        return replace(check, trusted=False, reasons=(Problem("certificate-revoked", check.signer),))
    moment = at or datetime.now(UTC)
    if any(_vouches(root, each, device, moment) for each in _beside(signature) for root in anchors.roots):
        return replace(check, trusted=True, reasons=())
    return check


def _is_withdrawn(device: x509.Certificate, anchors: TrustList) -> bool:
    serial = serial_of(device)
    lists = [crl for crl in map(x509.load_der_x509_crl, anchors.crls) if _lists(crl, serial)]
    return any(crl.issuer == root.subject and signed_by(crl, root) for crl in lists for root in anchors.roots)


def _lists(crl: x509.CertificateRevocationList, serial: int) -> bool:
    return crl.get_revoked_certificate_by_serial_number(serial) is not None


def _beside(signature: bytes) -> Iterator[x509.Certificate]:
    """The certificates in a CMS signature that can be read."""
    from asn1crypto import cms as asn1_cms

    try:
        found = [each.chosen.dump() for each in asn1_cms.ContentInfo.load(signature)["content"]["certificates"]]
    except UNREADABLE:
        return
    for raw in found:
        try:
            yield x509.load_der_x509_certificate(raw)
        except UNREADABLE:
            continue


def _vouches(root: x509.Certificate, word: x509.Certificate, device: x509.Certificate, moment: datetime) -> bool:
    try:
        same = (word.subject, word.serial_number) == (device.subject, serial_of(device))
        if not same or word.public_key() != device.public_key() or names.name_of(word) != names.name_of(device):
            return False
        if not is_authority(root) or not all(_is_good(each, moment) for each in (root, word)):
            return False
        word.verify_directly_issued_by(root)
    except (InvalidSignature, UnsupportedAlgorithm, *UNREADABLE):
        return False
    return True


def _is_good(certificate: x509.Certificate, moment: datetime) -> bool:
    return certificate.not_valid_before_utc <= moment <= certificate.not_valid_after_utc
