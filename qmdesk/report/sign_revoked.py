"""What issuers say today of the certificates in a report: revocation lists and OCSP answers, over the network.

Only certificates that lead to a root of the trust list are asked about, so a report of a stranger makes nobody call
the addresses in it. What can't be had is told and stops nothing.
"""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp

from qmdesk.report.verify_ocsp import issued, speaks_for
from qmdesk.trust.cms import signed_by

#: Seconds for one answer, and the bytes that it may have: the lists of large issuers have some megabytes.
_SECONDS, _LARGEST = 15, 20 << 20
_ASKING = {"Content-Type": "application/ocsp-request"}
_FAILED = (OSError, urllib.error.URLError, ValueError)
_UNREADABLE = (ValueError, TypeError, UnsupportedAlgorithm, x509.ExtensionNotFound)

#: Gets what is at an address, or the answer to what is sent there. Raises OSError or ValueError.
Get = Callable[[str, bytes | None], bytes]


@dataclass(frozen=True, slots=True)
class Fetched:
    """Revocation lists and OCSP answers (DER), and the addresses from which none was had."""

    lists: tuple[bytes, ...] = ()
    answers: tuple[bytes, ...] = ()
    unreached: tuple[str, ...] = ()


def over_network(address: str, sent: bytes | None) -> bytes:
    """What a server answers within its time. Raises OSError, ValueError."""
    if not address.lower().startswith(("http://", "https://")):
        raise ValueError(address)
    request = urllib.request.Request(address, sent, _ASKING if sent is not None else {})  # noqa: S310 - checked above
    with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310 - as above
        content = answer.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise ValueError(address)
    return content


def fetch(certificates: Iterable[x509.Certificate], roots: Sequence[x509.Certificate], get: Get) -> Fetched:
    """What the issuers of these certificates say, as far as each leads to one of the roots."""
    lists, answers, unreached = dict[str, bytes](), list[bytes](), list[str]()
    for certificate, issuer in _led(list(certificates), roots):
        for address in _answering(certificate):
            answer = _answer(certificate, issuer, address, get)
            if answer is not None:
                answers.append(answer)
                break
            unreached.append(address)
        for address in _points(certificate):
            if address not in lists:
                found = _list(issuer, address, get)
                if found is None:
                    unreached.append(address)
                    continue
                lists[address] = found
            break
    return Fetched(tuple(dict.fromkeys(lists.values())), tuple(answers), tuple(dict.fromkeys(unreached)))


def _led(
    certificates: list[x509.Certificate], roots: Sequence[x509.Certificate]
) -> list[tuple[x509.Certificate, x509.Certificate]]:
    """The certificates that lead to a root, each with its issuer."""
    believed, found, left = list(roots), list[tuple[x509.Certificate, x509.Certificate]](), list(certificates)
    while True:
        new = [(each, issuer) for each in left for issuer in believed if each != issuer and issued(each, issuer)]
        if not new:
            return found
        found += new
        believed += [each for each, _ in new]
        left = [each for each in left if each not in believed]


def _points(certificate: x509.Certificate) -> list[str]:
    """Where the issuer's list of revoked certificates is."""
    try:
        points = certificate.extensions.get_extension_for_class(x509.CRLDistributionPoints).value
    except _UNREADABLE:
        return []
    return [address for point in points for address in _addresses(point.full_name or ())]


def _answering(certificate: x509.Certificate) -> list[str]:
    """Where questions about a certificate are answered."""
    try:
        access = certificate.extensions.get_extension_for_class(x509.AuthorityInformationAccess).value
    except _UNREADABLE:
        return []
    wanted = x509.oid.AuthorityInformationAccessOID.OCSP
    return _addresses(each.access_location for each in access if each.access_method == wanted)


def _addresses(names: Iterable[x509.GeneralName]) -> list[str]:
    return [each.value for each in names if isinstance(each, x509.UniformResourceIdentifier)]


def _list(issuer: x509.Certificate, address: str, get: Get) -> bytes | None:
    try:
        raw = get(address, None)
        found = x509.load_pem_x509_crl(raw) if raw.startswith(b"-----") else x509.load_der_x509_crl(raw)
    except (*_FAILED, *_UNREADABLE):
        return None
    good = found.issuer == issuer.subject and signed_by(found, issuer)
    return found.public_bytes(Encoding.DER) if good else None


def _answer(certificate: x509.Certificate, issuer: x509.Certificate, address: str, get: Get) -> bytes | None:
    try:
        asked = ocsp.OCSPRequestBuilder().add_certificate(certificate, issuer, SHA1()).build()  # noqa: S303 - RFC 6960
        raw = get(address, asked.public_bytes(Encoding.DER))
        return raw if speaks_for(ocsp.load_der_ocsp_response(raw), certificate, issuer) else None
    except (*_FAILED, *_UNREADABLE):
        return None
