"""Pages of an encrypted case, without SQLCipher: is one whole, and what does it say.

SQLCipher itself only says that a file is no database, whether the passphrase is wrong or its first page is damaged.
The format is that of SQLCipher 4 (zetetic.net/sqlcipher/design): pages of 4,096 bytes, each of them AES-256-CBC with
an initialization vector of 16 bytes and an HMAC-SHA512 of 64 bytes at its end; page 1 begins with the salt.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator

from qmdesk.casefile.keys import SALT, Cipher

PAGE = 4096
_IV, _HMAC = 16, 64
RESERVED = _IV + _HMAC
_ROUNDS = 2
#: The head of a SQLite file up to what our pages need of it: their size, the usable part, fractions of payload.
_HEAD = b"SQLite format 3\0" + PAGE.to_bytes(2, "big") + bytes((1, 1, RESERVED, 64, 32, 32))


def hmac_key(cipher: Cipher) -> bytes:
    """The key of the pages' HMACs."""
    salt = bytes(each ^ 0x3A for each in cipher.salt)
    return hashlib.pbkdf2_hmac("sha512", cipher.key, salt, _ROUNDS, len(cipher.key))


def is_whole(page: bytes, number: int, key: bytes) -> bool:
    """Whether a page (numbered from 1) was written under the key whose HMAC key this is, and is as it was written."""
    start = SALT if number == 1 else 0
    told = page[start : PAGE - _HMAC] + number.to_bytes(4, "little")
    return len(page) == PAGE and hmac.compare_digest(hmac.digest(key, told, "sha512"), page[PAGE - _HMAC :])


def decrypted(content: bytes, cipher: Cipher) -> bytes:
    """The bytes of the plain SQLite file behind an encrypted one, page by page.

    Damaged pages come out damaged: the records on them prove themselves by their own hashes, or not.
    """
    return b"".join(_decrypted(content, cipher))


def _decrypted(content: bytes, cipher: Cipher) -> Iterator[bytes]:
    from cryptography.hazmat.primitives.ciphers import Cipher as Aes
    from cryptography.hazmat.primitives.ciphers import algorithms, modes

    for at in range(0, len(content) - PAGE + 1, PAGE):
        start = SALT if at == 0 else 0
        page = content[at : at + PAGE]
        vector = page[PAGE - RESERVED : PAGE - _HMAC]
        decryptor = Aes(algorithms.AES256(cipher.key), modes.CBC(vector)).decryptor()
        plain = decryptor.update(page[start : PAGE - RESERVED]) + decryptor.finalize()
        head = _HEAD + plain[len(_HEAD) - SALT :] if at == 0 else plain
        yield head + bytes(RESERVED)
