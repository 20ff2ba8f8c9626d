"""pyHanko behind one door: loaded late (its import takes some 0.4 s), quiet, and never on the network.

pyHanko reports what it finds through ``logging``, with the names of signers in it; nothing of that may reach
standard error or a log file, so its loggers are cut off the moment it is loaded. Nothing here fetches
anything, and no trust root of the operating system is ever used: a missing list means an empty list.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

T = TypeVar("T")
PrivateKey = RSAPrivateKey | EllipticCurvePrivateKey
#: A pyHanko ``Signer``; the library's class is not imported for the sake of a name.
Signer = Any


def hush() -> None:
    """Cut pyHanko's loggers off. To be called before any use of pyHanko; calling it again changes nothing."""
    for name in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # which all their loggers inherit


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run one of pyHanko's coroutines to its end, on a loop of its own."""
    with asyncio.Runner() as runner:
        return runner.run(coroutine)


def to_asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    """A certificate as pyHanko's parts know it."""
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def signer_for(key: PrivateKey, chain: Sequence[x509.Certificate]) -> Signer:
    """A pyHanko signer for a key in memory; ``chain`` begins with the signer's certificate."""
    hush()
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    raw = key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    store = SimpleCertificateStore()
    store.register_multiple([to_asn1(each) for each in chain[1:]])
    signer = SimpleSigner(
        signing_cert=to_asn1(chain[0]), signing_key=asn1_keys.PrivateKeyInfo.load(raw), cert_registry=store
    )
    # Who verifies has the root, or the signature proves nothing; a copy inside would be bytes that nothing protects.
    signer.embed_roots = False
    return signer


def digest_for(signer: Signer) -> str:
    """The digest that goes with a signer's key: SHA-256, for the longer curves SHA-384 or SHA-512."""
    public = signer.signing_cert.public_key
    if public.algorithm == "ec" and public.bit_size > 256:
        return "sha384" if public.bit_size <= 384 else "sha512"
    return "sha256"


def cades_detached(signer: Signer, data: bytes) -> bytes:
    """A detached CAdES-BES signature over ``data``, in DER, with signing-certificate-v2 and the claimed time."""
    hush()
    from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

    settings = PdfCMSSignedAttributes(signing_time=datetime.now(UTC))
    signing = signer.async_sign_general_data(data, digest_for(signer), use_cades=True, signed_attr_settings=settings)
    return run(signing).dump()


def validation_context(roots: Sequence[x509.Certificate], at: datetime | None = None) -> Any:  # noqa: ANN401
    """What certificates are judged against: these roots only, at that moment (default: now)."""
    hush()
    from pyhanko_certvalidator import ValidationContext

    return ValidationContext(trust_roots=[to_asn1(root) for root in roots], moment=at, allow_fetching=False)
