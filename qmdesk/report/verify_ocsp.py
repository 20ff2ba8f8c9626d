"""What an OCSP answer inside a report says of a signer's certificate (RFC 6960)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509 import ocsp

_UNREADABLE = (ValueError, TypeError, UnsupportedAlgorithm, x509.ExtensionNotFound)


def withdrawn(
    certificate: x509.Certificate,
    issuers: Iterable[x509.Certificate],
    answers: Sequence[bytes],
    proved: datetime | None,
) -> bool:
    """Whether an answer of its issuer says that a certificate was withdrawn, as of the moment ``proved``."""
    known = [each for each in issuers if each.subject == certificate.issuer]
    for raw in answers:
        try:
            answer = ocsp.load_der_ocsp_response(raw)
            since = answer.revocation_time_utc if _is_revoked(answer) else None
        except _UNREADABLE:
            continue
        if since is None or (proved is not None and since > proved):
            continue
        if any(speaks_for(answer, certificate, each) for each in known):
            return True
    return False


def _is_revoked(answer: ocsp.OCSPResponse) -> bool:
    given = answer.response_status is ocsp.OCSPResponseStatus.SUCCESSFUL
    return given and answer.certificate_status is ocsp.OCSPCertStatus.REVOKED


def speaks_for(answer: ocsp.OCSPResponse, certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Whether an answer is about this certificate and signed by its issuer, or by whom that entrusted with it."""
    try:
        if answer.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
            return False
        if answer.serial_number != certificate.serial_number or not _about(answer, issuer):
            return False
        return any(_signed(answer, each) for each in (issuer, *_entrusted(answer, issuer)))
    except _UNREADABLE:
        return False


def _about(answer: ocsp.OCSPResponse, issuer: x509.Certificate) -> bool:
    """Whether the answer names this issuer, by the hashes of its name and key."""
    named = ocsp.OCSPRequestBuilder().add_certificate(issuer, issuer, answer.hash_algorithm).build()
    return (answer.issuer_name_hash, answer.issuer_key_hash) == (named.issuer_name_hash, named.issuer_key_hash)


def _entrusted(answer: ocsp.OCSPResponse, issuer: x509.Certificate) -> list[x509.Certificate]:
    return [each for each in answer.certificates if _may_answer(each) and issued(each, issuer)]


def issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Whether a certificate is signed by the key of another and names it."""
    try:
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, *_UNREADABLE):
        return False
    return True


def _may_answer(certificate: x509.Certificate) -> bool:
    try:
        uses = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except _UNREADABLE:
        return False
    return x509.ExtendedKeyUsageOID.OCSP_SIGNING in uses


def _signed(answer: ocsp.OCSPResponse, by: x509.Certificate) -> bool:
    key: Any = by.public_key()
    signature, words, digest = answer.signature, answer.tbs_response_bytes, answer.signature_hash_algorithm
    if digest is None:
        return False
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, words, padding.PKCS1v15(), digest)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, words, ec.ECDSA(digest))
        else:
            return False
    except InvalidSignature:
        return False
    return True
