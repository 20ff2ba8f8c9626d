"""Files sealed for recipients: CMS AuthEnvelopedData (RFC 5083), AES-256-GCM, DER; ``openssl cms -decrypt`` opens them.

Written and read as a stream. A recipient with an elliptic key (every device) gets the content's key by ephemeral-static
ECDH (RFC 5753: X9.63 with SHA-256, AES-256 key wrap), one with an RSA key by OAEP with SHA-256. What is decrypted gets
its name only after the tag at the end has proved every byte.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from asn1crypto import algos, cms, core, keys
from cryptography import x509
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.x963kdf import X963KDF
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from qmdesk.model.problem import Problem, Refused
from qmdesk.trust.engine import PrivateKey, to_asn1
from qmdesk.trust.files import part_beside, put_in_place
from qmdesk.trust.vouching import serial_of

CHUNK = 1 << 20
#: AES-GCM loses its strength beyond 64 GiB under one key and nonce.
LARGEST = 60 << 30
#: What stands before the content: recipients, and no more than a few hundred of them.
_LARGEST_HEAD = 1 << 20
_AUTH_ENVELOPED = "1.2.840.113549.1.9.16.1.23"
_OID = core.ObjectIdentifier(_AUTH_ENVELOPED).dump()
_ECDH, _AES_WRAP, _AES_GCM = "1.3.132.1.11.1", "2.16.840.1.101.3.4.1.45", "2.16.840.1.101.3.4.1.46"
_DATA = "1.2.840.113549.1.7.1"
_NONCE, _TAG, _KEY = 12, 16, 32
_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, RecursionError)


@dataclass(frozen=True, slots=True)
class Opener:
    """Who opens: a key with the certificate that a file was sealed for."""

    key: PrivateKey
    certificate: x509.Certificate


def is_sealed(path: Path) -> bool:
    """Whether a file looks sealed; any file may be asked."""
    try:
        with path.open("rb") as file:
            return file.read(1) == b"\x30" and _OID in file.read(40)
    except OSError:
        return False


def seal(source: Path, out: Path, recipients: Sequence[x509.Certificate]) -> None:
    """Write ``source`` sealed for every recipient to ``out``, in place of what was there.

    Raises Refused: recipient-missing, key-unsupported, file-too-large-to-seal, file-cannot-write.
    """
    if not recipients:
        raise Refused(Problem("recipient-missing", out.name))
    size = source.stat().st_size
    if size > LARGEST:
        raise Refused(Problem("file-too-large-to-seal", out.name, {"most": LARGEST >> 30}))
    key, nonce = secrets.token_bytes(_KEY), secrets.token_bytes(_NONCE)
    encryptor = Cipher(algorithms.AES(key), modes.GCM(nonce)).encryptor()
    with part_beside(out) as part, source.open("rb") as plain:
        with part.open("xb") as file:
            file.write(_head(recipients, key, nonce, size))
            for piece in _pieces(plain, size):
                file.write(encryptor.update(piece))
            encryptor.finalize()
            file.write(core.OctetString(encryptor.tag).dump())
        put_in_place(part, out)


def _head(recipients: Sequence[x509.Certificate], key: bytes, nonce: bytes, size: int) -> bytes:
    """Everything before the content, with the lengths of what is to come."""
    parameters = _sequence(core.OctetString(nonce).dump() + core.Integer(_TAG).dump())
    algorithm = _sequence(core.ObjectIdentifier(_AES_GCM).dump() + parameters)
    content = core.ObjectIdentifier(_DATA).dump() + algorithm + _tag(0x80, size)
    inner = core.Integer(0).dump() + _wrap(0x31, b"".join(sorted(_recipient(each, key) for each in recipients)))
    inner += _tag(0x30, len(content) + size) + content
    whole = len(inner) + size + 2 + _TAG
    explicit = _tag(0x30, whole) + inner
    outer = _OID + _tag(0xA0, len(explicit) + size + 2 + _TAG) + explicit
    return _tag(0x30, len(outer) + size + 2 + _TAG) + outer


def _recipient(certificate: x509.Certificate, key: bytes) -> bytes:
    public = certificate.public_key()
    issued = to_asn1(certificate)
    name = cms.IssuerAndSerialNumber({"issuer": issued.issuer, "serial_number": issued.serial_number})
    if isinstance(public, rsa.RSAPublicKey):
        return _by_rsa(public, name, key)
    if isinstance(public, ec.EllipticCurvePublicKey):
        return _by_ecdh(public, name, key)
    raise Refused(Problem("key-unsupported", certificate.subject.rfc4514_string()))


def _by_rsa(public: rsa.RSAPublicKey, name: cms.IssuerAndSerialNumber, key: bytes) -> bytes:
    sha256 = algos.DigestAlgorithm({"algorithm": "sha256"})
    mask = algos.MaskGenAlgorithm({"algorithm": "mgf1", "parameters": sha256})
    oaep = algos.RSAESOAEPParams({"hash_algorithm": sha256, "mask_gen_algorithm": mask})
    return cms.KeyTransRecipientInfo(
        {
            "version": "v0",
            "rid": cms.RecipientIdentifier("issuer_and_serial_number", name),
            "key_encryption_algorithm": {"algorithm": "rsaes_oaep", "parameters": oaep},
            "encrypted_key": public.encrypt(key, _oaep()),
        }
    ).dump()


def _oaep() -> padding.OAEP:
    return padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)


def _by_ecdh(public: ec.EllipticCurvePublicKey, name: cms.IssuerAndSerialNumber, key: bytes) -> bytes:
    ephemeral = ec.generate_private_key(public.curve)
    wrapped = aes_key_wrap(_agreed(ephemeral, public), key)
    point = ephemeral.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    bits = keys.PublicKeyInfo.load(point)["public_key"].dump()
    originator = _wrap(0xA0, _wrap(0xA1, _sequence(core.ObjectIdentifier("1.2.840.10045.2.1").dump()) + bits))
    encrypted = _sequence(_sequence(name.dump() + core.OctetString(wrapped).dump()))
    return _wrap(0xA1, core.Integer(3).dump() + originator + _agreement() + encrypted)


def _agreed(private: ec.EllipticCurvePrivateKey, public: ec.EllipticCurvePublicKey) -> bytes:
    """The key that wraps the content's key, from both sides alike (ECC-CMS-SharedInfo, RFC 5753, 7.2)."""
    bits = core.OctetString((_KEY * 8).to_bytes(4, "big")).dump()
    shared = _sequence(_aes_wrap() + _wrap(0xA2, bits))
    return X963KDF(hashes.SHA256(), _KEY, shared).derive(private.exchange(ec.ECDH(), public))


def _agreement() -> bytes:
    return _sequence(core.ObjectIdentifier(_ECDH).dump() + _aes_wrap())


def _aes_wrap() -> bytes:
    return _sequence(core.ObjectIdentifier(_AES_WRAP).dump())


# -- opening -----------------------------------------------------------------------------------------


def unseal(path: Path, out: Path, openers: Sequence[Opener]) -> None:
    """Write what a sealed file holds to ``out``, once all of it is proved, for whichever of ``openers`` it is for.

    Raises Refused: sealed-unreadable, sealed-for-others, sealed-changed, file-cannot-write.
    """
    with path.open("rb") as file:
        head = _read_head(file, path)
        key = _content_key(head, openers, path)
        decryptor = Cipher(algorithms.AES(key), modes.GCM(head.nonce, min_tag_length=_TAG)).decryptor()
        with part_beside(out) as part:
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as target:
                for piece in _pieces(file, head.size):
                    target.write(decryptor.update(piece))
            tag = file.read()
            try:
                if tag[:2] != bytes((0x04, _TAG)) or len(tag) != _TAG + 2:
                    raise InvalidTag
                decryptor.finalize_with_tag(tag[2:])
            except InvalidTag:
                raise Refused(Problem("sealed-changed", path.name)) from None
            put_in_place(part, out)


@dataclass(frozen=True, slots=True)
class _Head:
    recipients: Any
    nonce: bytes
    size: int


def _read_head(file: BinaryIO, path: Path) -> _Head:
    """What stands before the content; the file is then at its first byte. Raises Refused(sealed-unreadable)."""
    try:
        ends = [_enter(file, 0x30)]
        if file.read(len(_OID)) != _OID:
            raise ValueError("another content type")
        ends += [_enter(file, 0xA0), _enter(file, 0x30)]
        if file.read(3) != core.Integer(0).dump():
            raise ValueError("another version")
        recipients = cms.RecipientInfos.load(_element(file, 0x31), strict=True)
        content_end = _enter(file, 0x30)
        if core.ObjectIdentifier.load(_element(file, 0x06), strict=True).dotted != _DATA:
            raise ValueError("another content type inside")
        algorithm = core.Sequence.load(_element(file, 0x30), strict=True)
        nonce = _gcm_nonce(algorithm)
        end = _enter(file, 0x80)
        size = end - file.tell()
        total = os.fstat(file.fileno()).st_size
        if end != content_end or any(each != total for each in ends) or end + 2 + _TAG != total or size > LARGEST:
            raise ValueError("cut, or something behind it")
        return _Head(recipients, nonce, size)
    except _UNREADABLE as error:
        raise Refused(Problem("sealed-unreadable", path.name)) from error


def _gcm_nonce(algorithm: Any) -> bytes:  # noqa: ANN401 - a class of asn1crypto
    oid, parameters = core.ObjectIdentifier.load(algorithm[0].dump()), core.Sequence.load(algorithm[1].dump())
    nonce, length = core.OctetString.load(parameters[0].dump()).native, core.Integer.load(parameters[1].dump()).native
    if oid.dotted != _AES_GCM or len(nonce) != _NONCE or length != _TAG:
        raise ValueError("not AES-256-GCM as RFC 5084 has it")
    return bytes(nonce)


def _content_key(head: _Head, openers: Sequence[Opener], path: Path) -> bytes:
    try:
        recipients = [info.chosen for info in head.recipients]
        for opener in openers:
            for info in recipients:
                key = _key_of(info, opener)
                if key is not None and len(key) == _KEY:
                    return key
    except (*_UNREADABLE, InvalidUnwrap) as error:
        raise Refused(Problem("sealed-unreadable", path.name)) from error
    raise Refused(Problem("sealed-for-others", path.name))


def _key_of(info: Any, opener: Opener) -> bytes | None:  # noqa: ANN401 - asn1crypto's fields have no types
    found, key = info, opener.key
    if isinstance(info, cms.KeyTransRecipientInfo) and isinstance(key, rsa.RSAPrivateKey):
        return key.decrypt(found["encrypted_key"].native, _oaep()) if _is_mine(found["rid"].chosen, opener) else None
    if isinstance(info, cms.KeyAgreeRecipientInfo) and isinstance(key, ec.EllipticCurvePrivateKey):
        for each in found["recipient_encrypted_keys"]:
            if _is_mine(each["rid"].chosen, opener):
                if found["key_encryption_algorithm"].dump() != _agreement() or found["version"].native != "v3":
                    raise ValueError("another way to agree on a key")
                point = found["originator"].chosen["public_key"].native
                public = ec.EllipticCurvePublicKey.from_encoded_point(key.curve, bytes(point))
                return aes_key_unwrap(_agreed(key, public), each["encrypted_key"].native)
    return None


def _is_mine(rid: Any, opener: Opener) -> bool:  # noqa: ANN401
    """By the opener's certificate, or by a root's over the same key, whose serial number follows from the key."""
    own, serial = to_asn1(opener.certificate), rid["serial_number"].native
    return (rid["issuer"], serial) == (own.issuer, own.serial_number) or serial == serial_of(opener.certificate)


# -- DER ---------------------------------------------------------------------------------------------


def _pieces(file: BinaryIO, size: int) -> Iterator[bytes]:
    left = size
    while left and (piece := file.read(min(CHUNK, left))):
        left -= len(piece)
        yield piece


def _tag(tag: int, size: int) -> bytes:
    if size < 0x80:
        return bytes((tag, size))
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length


def _wrap(tag: int, content: bytes) -> bytes:
    return _tag(tag, len(content)) + content


def _sequence(content: bytes) -> bytes:
    return _wrap(0x30, content)


def _enter(file: BinaryIO, tag: int) -> int:
    """Read the tag and length of an element; the place where it ends. Raises ValueError."""
    found, first = file.read(1), file.read(1)
    if found != bytes((tag,)) or not first or first == b"\x80":
        raise ValueError("another structure")
    size = first[0]
    if size & 0x80:
        raw = file.read(size & 0x7F)
        if not 1 <= len(raw) <= 8 or len(raw) != size & 0x7F:
            raise ValueError("a length beyond reason")
        size = int.from_bytes(raw, "big")
    return file.tell() + size


def _element(file: BinaryIO, tag: int) -> bytes:
    """A whole small element. Raises ValueError."""
    start = file.tell()
    end = _enter(file, tag)
    if end - start > _LARGEST_HEAD:
        raise ValueError("too large")
    file.seek(start)
    return file.read(end - start)
