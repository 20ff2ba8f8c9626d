"""PKCS#12 files: an identity under a passphrase.

Written with PBES2 (PBKDF2 with HMAC-SHA-256, AES-256-CBC). The library leaves the integrity check of the
file at 2,048 rounds, which would be the cheap way to guess the passphrase, so it is made anew with as many
rounds as the encryption has (RFC 7292, appendix B). Reading tells three failures apart: not such a file or
damaged, wrong passphrase, and a kind of key we can't use.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
import warnings
from pathlib import Path
from typing import Any

from asn1crypto import pkcs12 as asn1_pkcs12
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.serialization import PrivateFormat, pkcs12

from qmdesk.model.problem import Problem, Refused
from qmdesk.trust.files import replace_file
from qmdesk.trust.keys import KeyIdentity
from qmdesk.trust.names import common_of

ROUNDS = 300_000
#: A file may ask for so many rounds of key derivation; one that asks for thousands of millions would never end.
MOST_ROUNDS = 10_000_000
#: No real PKCS#12 file comes near this size.
LARGEST = 1 << 20
_BLOCK = 64  # of SHA-256, bytes
_MAC_KEY = 3  # the "ID" byte for key material of the integrity check, RFC 7292 B.3


def save_p12(identity: KeyIdentity, path: Path, passphrase: str, *, overwrite: bool = False) -> None:
    """Write an identity (or a root) to a PKCS#12 file that only its owner can read.

    Raises Refused(passphrase-empty), and Refused(identity-exists) rather than lose a key by overwriting it.
    """
    if not passphrase:
        raise Refused(Problem("passphrase-empty", path.name))
    if path.exists() and not overwrite:
        raise Refused(Problem("identity-exists", str(path)))
    secret = _secret(passphrase)
    builder = PrivateFormat.PKCS12.encryption_builder().kdf_rounds(ROUNDS).hmac_hash(hashes.SHA256())
    encryption = builder.key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC).build(secret)
    label = common_of(identity.certificate).encode()
    raw = pkcs12.serialize_key_and_certificates(
        label, identity.key, identity.certificate, identity.chain[1:], encryption
    )
    replace_file(path, _with_strong_mac(raw, passphrase), mode=0o600)


def load_p12(path: Path, passphrase: str) -> KeyIdentity:
    """Read an identity from a PKCS#12 file, ours or another maker's.

    Raises Refused: file-missing, p12-damaged, p12-too-slow, passphrase-wrong, p12-without-key, key-unsupported.
    """
    if not path.is_file():
        raise Refused(Problem("file-missing", str(path)))
    raw = path.read_bytes() if path.stat().st_size <= LARGEST else b""
    if _rounds_asked(raw) > MOST_ROUNDS:
        raise Refused(Problem("p12-too-slow", path.name))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # other makers' files in BER are read, and no word of it on standard error
            key, certificate, others = pkcs12.load_key_and_certificates(raw, _secret(passphrase))
    except UnsupportedAlgorithm as error:
        raise Refused(Problem("key-unsupported", path.name)) from error
    except (ValueError, TypeError) as error:
        raise Refused(Problem(_why(raw, passphrase), path.name)) from error
    if key is None or certificate is None:
        raise Refused(Problem("p12-without-key", path.name))
    if not isinstance(key, RSAPrivateKey | EllipticCurvePrivateKey) or not _strong(key):
        raise Refused(Problem("key-unsupported", path.name))
    return KeyIdentity(key, (certificate, *in_order(certificate, others)))


def _rounds_asked(raw: bytes) -> int:
    """The most rounds of key derivation that a file asks for; 0 where it can't be told, which ends as damage."""
    try:
        pfx = asn1_pkcs12.Pfx.load(raw)
        asked = [int(pfx["mac_data"]["iterations"].native)] if pfx["mac_data"].native else []
        for algorithm, _ in _encrypted_parts(pfx):
            asked.append(int(algorithm.kdf_iterations))  # pyright: ignore[reportAttributeAccessIssue]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return 0
    return max(asked, default=0)


def _secret(passphrase: str) -> bytes:
    return unicodedata.normalize("NFC", passphrase).encode("utf-8")


def _strong(key: RSAPrivateKey | EllipticCurvePrivateKey) -> bool:
    return key.key_size >= 2048 if isinstance(key, RSAPrivateKey) else key.key_size >= 256


def in_order(leaf: x509.Certificate, others: list[x509.Certificate]) -> list[x509.Certificate]:
    """The issuers of a certificate in order, as far as they are there; what belongs to no chain is left out."""
    chain, current = list[x509.Certificate](), leaf
    while current.issuer != current.subject:
        issuer = next((each for each in others if each.subject == current.issuer and each not in chain), None)
        if issuer is None:
            break
        chain.append(issuer)
        current = issuer
    return chain


# -- why a file can't be read ------------------------------------------------------------------------


def _why(raw: bytes, passphrase: str) -> str:
    """``passphrase-wrong`` where the file is whole and only the passphrase doesn't open it, else ``p12-damaged``.

    Where the integrity check fails, a part that decrypts to something well-formed shows that the passphrase was right.
    """
    try:
        pfx = asn1_pkcs12.Pfx.load(raw, strict=True)
        parts = _encrypted_parts(pfx)
    except (ValueError, TypeError, KeyError, AttributeError):
        return "p12-damaged"
    secret = _secret(passphrase)
    return "p12-damaged" if any(_opens(*part, secret) for part in parts) else "passphrase-wrong"


def _encrypted_parts(pfx: asn1_pkcs12.Pfx) -> list[tuple[object, bytes]]:
    """Every encrypted part of a PFX, as its algorithm and ciphertext. Raises ValueError for another structure."""
    found: list[tuple[object, bytes]] = []
    for info in pfx.authenticated_safe:
        content: Any = info["content"]
        if info["content_type"].native == "encrypted_data":
            sealed = content["encrypted_content_info"]
            found.append((sealed["content_encryption_algorithm"], sealed["encrypted_content"].native))
        else:
            for bag in asn1_pkcs12.SafeContents.load(content.native, strict=True):
                if bag["bag_id"].native == "pkcs8_shrouded_key_bag":
                    value = bag["bag_value"]
                    found.append((value["encryption_algorithm"], value["encrypted_data"].native))
    return found


def _opens(algorithm: object, ciphertext: bytes, secret: bytes) -> bool:
    """Whether a part decrypts to one well-padded ASN.1 sequence. Only PBES2 with AES-CBC is tried."""
    try:
        kind: str = algorithm.kdf  # pyright: ignore[reportAttributeAccessIssue]
        if kind != "pbkdf2" or algorithm.encryption_cipher != "aes":  # pyright: ignore[reportAttributeAccessIssue]
            return False
        rounds = min(int(algorithm.kdf_iterations), 10_000_000)  # pyright: ignore[reportAttributeAccessIssue]
        salt, size = bytes(algorithm.kdf_salt), int(algorithm.key_length)  # pyright: ignore[reportAttributeAccessIssue]
        key = hashlib.pbkdf2_hmac(str(algorithm.kdf_hmac), secret, salt, rounds, size)  # pyright: ignore[reportAttributeAccessIssue]
        vector = bytes(algorithm.encryption_iv)  # pyright: ignore[reportAttributeAccessIssue]
        decryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
        plain = decryptor.update(ciphertext) + decryptor.finalize()
    except (ValueError, TypeError, KeyError, AttributeError):
        return False
    padding = plain[-1] if plain else 0
    return 1 <= padding <= 16 and plain.endswith(bytes([padding]) * padding) and plain[:1] == b"\x30"


# -- the integrity check -----------------------------------------------------------------------------


def _with_strong_mac(raw: bytes, passphrase: str) -> bytes:
    pfx = asn1_pkcs12.Pfx.load(raw)
    salt = secrets.token_bytes(16)
    key = mac_key(passphrase, salt, ROUNDS)
    mac = pfx["mac_data"]
    mac["mac_salt"] = salt
    mac["iterations"] = ROUNDS
    mac["mac"]["digest"] = hmac.digest(key, pfx["auth_safe"]["content"].native, "sha256")
    return pfx.dump(force=True)


def mac_key(passphrase: str, salt: bytes, rounds: int) -> bytes:
    """The key of a PKCS#12 integrity check with SHA-256 (RFC 7292, appendix B.2, for one block of output)."""
    password = (unicodedata.normalize("NFC", passphrase) + "\0").encode("utf-16-be")
    digest = bytes([_MAC_KEY]) * _BLOCK + _filled(salt) + _filled(password)
    for _ in range(rounds):
        digest = hashlib.sha256(digest).digest()
    return digest


def _filled(part: bytes) -> bytes:
    """``part`` repeated to a multiple of the hash's block."""
    length = _BLOCK * -(-len(part) // _BLOCK)
    return (part * (length // max(len(part), 1) + 1))[:length]
