"""Making roots and signing identities.

RSA-3072 with SHA-256: of what is strong enough till the 2030s, the kind that every PDF reader in use takes.
A root lasts ten years, an identity five; both begin a day back, because laptops' clocks differ.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPublicKeyTypes
from cryptography.hazmat.primitives.serialization import Encoding

from qmdesk.model.problem import Problem, Refused
from qmdesk.trust import names
from qmdesk.trust.engine import PrivateKey
from qmdesk.trust.keys import Identity, KeyIdentity
from qmdesk.trust.p12 import load_p12, save_p12

__all__ = ["Identity", "KeyIdentity", "load_p12", "new_crl", "new_identity", "new_root", "pem_of", "save_p12"]

ROOT_YEARS = 10
IDENTITY_YEARS = 5
KEY_BITS = 3072
#: id-kp-documentSigning (RFC 9336).
_DOCUMENT_SIGNING = x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36")


@dataclass(frozen=True, slots=True)
class Term:
    """From when to when a certificate is good."""

    start: datetime
    end: datetime

    @classmethod
    def years(cls, count: int, now: datetime | None = None) -> Term:
        """So many years from now, begun a day ago."""
        moment = (now or datetime.now(UTC)).replace(microsecond=0)
        return cls(moment - timedelta(days=1), moment + timedelta(days=round(365.25 * count)))


def new_root(name: str, org: str = "", *, term: Term | None = None) -> KeyIdentity:
    """A self-signed root that issues identities. Raises Refused(identity-name-missing)."""
    _must_name(name)
    key = rsa.generate_private_key(65537, KEY_BITS)
    distinguished = names.subject(names.common_name(name, f"qmdesk root {_short_id(key)}"), name, "", org)
    builder = _builder(distinguished, distinguished, key, key, term or Term.years(ROOT_YEARS))
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=1), critical=True)
    builder = builder.add_extension(_usage(authority=True), critical=True)
    builder = builder.add_extension(names.alternative(name), critical=False)
    return KeyIdentity(key, (builder.sign(key, hashes.SHA256()),))


def new_identity(
    root: KeyIdentity, name: str, role: str = "", org: str = "", *, term: Term | None = None
) -> KeyIdentity:
    """A signing identity issued by ``root``: for PDF signatures and packages, and nothing else.

    Raises Refused(identity-name-missing) and Refused(identity-not-root).
    """
    _must_name(name)
    if not root.is_authority:
        raise Refused(Problem("identity-not-root", root.name))
    key = rsa.generate_private_key(65537, KEY_BITS)
    distinguished = names.subject(names.common_name(name, f"qmdesk signer {_short_id(key)}"), name, role, org)
    term = term or Term.years(IDENTITY_YEARS)
    term = Term(term.start, min(term.end, root.certificate.not_valid_after_utc))
    builder = _builder(distinguished, root.certificate.subject, key, root.key, term)
    certificate = signing_extensions(builder, name).sign(root.key, hashes.SHA256())
    return KeyIdentity(key, (certificate, *root.chain))


def certificate_for(root: KeyIdentity, device: x509.Certificate, serial: int, name: str) -> x509.Certificate:
    """The root's certificate over the key and subject of a device, as long as both last."""
    term = Term.years(IDENTITY_YEARS)
    ends = (term.end, root.certificate.not_valid_after_utc, device.not_valid_after_utc)
    builder = x509.CertificateBuilder().subject_name(device.subject).issuer_name(root.certificate.subject)
    builder = builder.public_key(device.public_key()).serial_number(serial)
    builder = builder.not_valid_before(term.start).not_valid_after(min(ends))
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(_issuing(root.key))
    builder = builder.add_extension(issuer, critical=False)
    return signing_extensions(builder, name).sign(root.key, hashes.SHA256())


def signing_extensions(builder: x509.CertificateBuilder, name: str) -> x509.CertificateBuilder:
    """What makes a certificate one for signing documents: taken by PDF readers, openssl cms and pyHanko alike."""
    purposes = [x509.ExtendedKeyUsageOID.EMAIL_PROTECTION, _DOCUMENT_SIGNING]
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_usage(authority=False), critical=True)
    builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), critical=False)
    return builder.add_extension(names.alternative(name), critical=False)


def new_crl(
    root: KeyIdentity, revoked: list[x509.Certificate], *, before: Iterable[bytes] = (), now: datetime | None = None
) -> bytes:
    """The root's list of revoked certificates, as PEM: a file that travels to the trust lists of others.

    What stands on its lists ``before`` (DER) stays on it. It is good as long as the root, for who works without a
    network can't fetch a newer one.
    """
    moment = (now or datetime.now(UTC)).replace(microsecond=0)
    builder = x509.CertificateRevocationListBuilder().issuer_name(root.certificate.subject)
    builder = builder.last_update(moment - timedelta(days=1)).next_update(root.certificate.not_valid_after_utc)
    dates = {certificate.serial_number: moment for certificate in revoked}
    for crl in map(x509.load_der_x509_crl, before):
        if crl.issuer == root.certificate.subject:
            dates |= {each.serial_number: each.revocation_date_utc for each in crl}
    for serial, date in sorted(dates.items()):
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(date)
        builder = builder.add_revoked_certificate(entry.build())
    builder = builder.add_extension(x509.CRLNumber(int(moment.timestamp())), critical=False)
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(_issuing(root.key))
    return builder.add_extension(issuer, critical=False).sign(root.key, hashes.SHA256()).public_bytes(Encoding.PEM)


def pem_of(certificate: x509.Certificate) -> bytes:
    """A certificate as PEM, to hand to others."""
    return certificate.public_bytes(Encoding.PEM)


def self_signed(key: PrivateKey, common: str, name: str, term: Term) -> x509.Certificate:
    """A signing certificate that stands for itself, as a device's."""
    distinguished = names.subject(common, name, "", "")
    builder = _builder(distinguished, distinguished, key, key, term)
    return signing_extensions(builder, name).sign(key, hashes.SHA256())


def _builder(
    subject: x509.Name, issuer: x509.Name, key: PrivateKey, issuing: PrivateKey, term: Term
) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(term.start).not_valid_after(term.end)
    builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    issuer_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(_issuing(issuing))
    return builder.add_extension(issuer_key, critical=False)


def _issuing(key: PrivateKey) -> CertificateIssuerPublicKeyTypes:
    return key.public_key()


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_cert_sign=authority,
        crl_sign=authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _short_id(key: PrivateKey) -> str:
    return x509.SubjectKeyIdentifier.from_public_key(key.public_key()).digest.hex()[:8]


def _must_name(name: str) -> None:
    if not name.strip():
        raise Refused(Problem("identity-name-missing"))
