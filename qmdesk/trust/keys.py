"""What signs: the ``Identity`` protocol, and the identity whose key is in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from cryptography import x509
from cryptography.hazmat.primitives import hashes

from qmdesk.model.problem import Problem, Refused
from qmdesk.trust import engine, names


class Identity(Protocol):
    """One who can sign. A token or another algorithm serves by having these six."""

    @property
    def name(self) -> str:
        """The signer's full name, for people."""
        ...

    @property
    def role(self) -> str:
        """The role that the certificate was made for, or ""."""
        ...

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, hexadecimal."""
        ...

    @property
    def chain(self) -> Sequence[x509.Certificate]:
        """The signer's certificate, then its issuers as far as known."""
        ...

    def pdf_signer(self) -> engine.Signer:
        """A pyHanko ``Signer``, for PAdES."""
        ...

    def sign_cms(self, data: bytes) -> bytes:
        """A detached CMS signature over ``data``, in DER."""
        ...


@dataclass(frozen=True, slots=True)
class KeyIdentity:
    """A certificate with its private key in memory. The key appears in no text of this object."""

    key: engine.PrivateKey = field(repr=False, compare=False)
    chain: tuple[x509.Certificate, ...]

    @property
    def certificate(self) -> x509.Certificate:
        return self.chain[0]

    @property
    def name(self) -> str:
        return names.name_of(self.certificate)

    @property
    def role(self) -> str:
        return names.role_of(self.certificate)

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.certificate)

    @property
    def is_authority(self) -> bool:
        """Whether this is a root, which issues certificates and signs nothing else."""
        return is_authority(self.certificate)

    def pdf_signer(self) -> engine.Signer:
        self._must_sign()
        return engine.signer_for(self.key, self.chain)

    def sign_cms(self, data: bytes) -> bytes:
        self._must_sign()
        return engine.cades_detached(engine.signer_for(self.key, self.chain), data)

    def _must_sign(self) -> None:
        if self.is_authority:
            raise Refused(Problem("identity-is-root", self.name))


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 of a certificate, hexadecimal."""
    return certificate.fingerprint(hashes.SHA256()).hex()


def short_fingerprint(full: str) -> str:
    """The first 16 digits in fours, as printed beside a signature."""
    return " ".join(full[start : start + 4] for start in range(0, 16, 4)).upper()


def is_authority(certificate: x509.Certificate) -> bool:
    """Whether a certificate may issue others."""
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except (x509.ExtensionNotFound, ValueError):
        return False
