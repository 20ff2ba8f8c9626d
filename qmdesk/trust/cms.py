"""Detached signatures over bytes: CAdES-BES in DER, as openssl cms makes and checks them too."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm

from qmdesk.model.problem import Problem
from qmdesk.trust import engine, names
from qmdesk.trust.anchors import TrustList
from qmdesk.trust.keys import Identity, fingerprint

#: Exceptions by which asn1crypto, cryptography and pyHanko say that hostile bytes make no sense.
UNREADABLE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    RuntimeError,  # with it RecursionError and NotImplementedError
    TypeError,
    ValueError,
    zlib.error,
)
#: How pyHanko's findings on a chain are called here; what isn't named is ``certificate-chain-broken``.
_CHAIN_CODES = {
    "CHAIN_CONSTRAINTS_FAILURE": "certificate-unsuitable",
    "CRYPTO_CONSTRAINTS_FAILURE": "signature-weak",
    "CRYPTO_CONSTRAINTS_FAILURE_NO_POE": "signature-weak",
}


@dataclass(frozen=True, slots=True)
class SignatureCheck:
    """What is known of a signature.

    ``valid``: it belongs to exactly these bytes. ``trusted``: its certificate leads to a root that we believe,
    and was good at the moment of the check. ``signed_at`` is the signer's own claim. ``reasons`` say why not.
    """

    signer: str
    role: str
    valid: bool
    trusted: bool
    reasons: tuple[Problem, ...] = ()
    fingerprint: str = ""
    signed_at: str = ""
    certificate: x509.Certificate | None = None


def sign_detached(data: bytes, identity: Identity) -> bytes:
    """A detached CMS signature over ``data`` in DER, with the signing certificate and its issuers in it."""
    return identity.sign_cms(data)


def verify_detached(data: bytes, signature: bytes, anchors: TrustList, *, at: datetime | None = None) -> SignatureCheck:
    """Check a detached CMS signature of one signer. ``at`` is the moment certificates are judged at (default: now).

    Never raises for what the signature holds: what can't be read is not valid.
    """
    engine.hush()
    from asn1crypto import cms as asn1_cms
    from pyhanko.sign.general import CMSExtractionError, CMSStructuralError
    from pyhanko.sign.validation import async_validate_detached_cms
    from pyhanko.sign.validation.errors import SignatureValidationError

    try:
        content = asn1_cms.ContentInfo.load(signature, strict=True)
        if content["content_type"].native != "signed_data":
            return unreadable()
        context = engine.validation_context(anchors.roots, at)
        status = engine.run(async_validate_detached_cms(data, content["content"], context))
        return check_of(status, anchors, at)
    except (*UNREADABLE, CMSExtractionError, CMSStructuralError, SignatureValidationError):
        return unreadable()


def unreadable() -> SignatureCheck:
    """The check of something that is no signature."""
    return SignatureCheck("", "", valid=False, trusted=False, reasons=(Problem("signature-unreadable"),))


def check_of(
    status: Any,  # noqa: ANN401 - a class of pyHanko
    anchors: TrustList,
    at: datetime | None = None,
    proved: datetime | None = None,
) -> SignatureCheck:
    """What pyHanko's status of a CMS or PDF signature says, in our words, with our revocation lists applied.

    ``proved`` is a moment at which a time stamp proves the signature to have been there: what is withdrawn later
    leaves it good.
    """
    certificate = _certificate(status.signing_cert)
    signer = names.name_of(certificate)
    valid = bool(status.intact and status.valid)
    code = chain_problem(status, certificate, anchors, at, proved) if valid else "signature-invalid"
    claimed = status.signer_reported_dt
    return SignatureCheck(
        signer=signer,
        role=names.role_of(certificate),
        valid=valid,
        trusted=not code,
        reasons=(Problem(code, signer),) if code else (),
        fingerprint=fingerprint(certificate),
        signed_at=claimed.isoformat() if claimed else "",
        certificate=certificate,
    )


def _certificate(found: Any) -> x509.Certificate:  # noqa: ANN401 - a class of asn1crypto
    return x509.load_der_x509_certificate(found.dump())


def chain_problem(
    status: Any,  # noqa: ANN401 - a class of pyHanko
    certificate: x509.Certificate,
    anchors: TrustList,
    at: datetime | None,
    proved: datetime | None = None,
) -> str:
    """The code that says why a valid signature is not trusted, or "" where it is; see :func:`check_of`."""
    if status.trusted:
        path = [_certificate(each) for each in status.validation_path.iter_certs(include_root=True)]
        return "certificate-revoked" if is_revoked(path, anchors.crls, proved) else ""
    found = getattr(status.trust_problem_indic, "name", "")
    self_signed = certificate.issuer == certificate.subject
    if found == "NO_CERTIFICATE_CHAIN_FOUND" or (self_signed and certificate not in anchors.roots):
        return "signer-not-trusted"
    moment = at or datetime.now(UTC)
    if moment > certificate.not_valid_after_utc:
        return "certificate-expired"
    if moment < certificate.not_valid_before_utc:
        return "certificate-not-yet-valid"
    return _CHAIN_CODES.get(found, "certificate-chain-broken")


def is_revoked(path: Sequence[x509.Certificate], crls: Sequence[bytes], proved: datetime | None = None) -> bool:
    """Whether a certificate of a path (root first) stands on a list that its issuer signed, as of ``proved``.

    A list counts however old it is: without a network an old one is what there is, and a revoked certificate
    stays revoked.
    """
    for raw in crls:
        crl = x509.load_der_x509_crl(raw)
        for issuer, certificate in pairwise(path):
            listed = crl.get_revoked_certificate_by_serial_number(certificate.serial_number)
            if listed is None or crl.issuer != issuer.subject or not signed_by(crl, issuer):
                continue
            if proved is None or _withdrawn(listed) <= proved:
                return True
    return False


def _withdrawn(listed: x509.RevokedCertificate) -> datetime:
    """Since when a certificate is no good: the day that the list names as that of the loss, where it names one."""
    try:
        known = listed.extensions.get_extension_for_class(x509.InvalidityDate).value.invalidity_date_utc
    except (x509.ExtensionNotFound, ValueError):
        return listed.revocation_date_utc
    return min(known, listed.revocation_date_utc)


def signed_by(crl: x509.CertificateRevocationList, issuer: x509.Certificate) -> bool:
    """Whether a revocation list is signed by the key of that certificate."""
    try:
        return crl.is_signature_valid(issuer.public_key())  # pyright: ignore[reportArgumentType]
    except (TypeError, ValueError, UnsupportedAlgorithm):
        return False
