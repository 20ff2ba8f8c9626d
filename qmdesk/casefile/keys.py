"""The key of an encrypted case: from a passphrase or a recovery key, remembered while this process lives.

An encrypted case begins with its salt: four letters that say what it is, then twelve random bytes. Key and salt belong
together and are never parted: a backup or a copy of a case has both of the case, so whoever opened one opens the other.
Nothing here is ever written to a disk.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

#: Begins every encrypted case, as ``SQLite format 3`` begins a plain one: what it is can be said without its key.
MARK = b"QMDE"
SALT = 16
KEY = 32
_CHECK = 3
#: scrypt (RFC 7914): 32 MiB and a tenth of a second for each guess.
_N, _R, _P = 2**15, 8, 1

#: Gives a passphrase or a recovery key, or "" where there is none.
Source = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Cipher:
    """What a case is encrypted with: ``salt`` (16 bytes, the first of the file) and ``key`` (32 bytes)."""

    salt: bytes
    key: bytes = field(repr=False)

    @property
    def spoken(self) -> str:
        """As SQLCipher wants to be told, without a derivation of its own."""
        return f"x'{self.key.hex()}{self.salt.hex()}'"

    @property
    def recovery(self) -> str:
        """The key for a sheet of paper: 14 groups of four letters and digits, the last three bytes a check."""
        check = hashlib.sha256(self.key).digest()[:_CHECK]
        text = base64.b32encode(self.key + check).decode("ascii")
        return "-".join(text[at : at + 4] for at in range(0, len(text), 4))


def new_cipher(passphrase: str) -> Cipher:
    """A key from a passphrase and a new salt. Takes a tenth of a second."""
    salt = MARK + secrets.token_bytes(SALT - len(MARK))
    return Cipher(salt, _derived(passphrase, salt))


def candidates(words: str, salt: bytes) -> tuple[Cipher, ...]:
    """The keys that these words may mean for a file with this salt: the recovery key, where they are one, then the
    passphrase."""
    key = recovered(words)
    found = () if key is None else (Cipher(salt, key),)
    return (*found, Cipher(salt, _derived(words, salt)))


def _derived(passphrase: str, salt: bytes) -> bytes:
    told = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    return hashlib.scrypt(told, salt=salt, n=_N, r=_R, p=_P, maxmem=2 * 128 * _N * _R, dklen=KEY)


def recovered(words: str) -> bytes | None:
    """The key that a recovery key stands for, however it was typed; None for other words, a typo included."""
    # 0, 1 and 8 are no letters of base32: who reads them from paper means O, L and B
    text = "".join(unicodedata.normalize("NFKC", words).split()).replace("-", "").upper()
    text = text.translate(str.maketrans("018", "OLB"))
    if len(text) != (KEY + _CHECK) * 8 // 5:
        return None
    try:
        raw = base64.b32decode(text)
    except (binascii.Error, ValueError):
        return None
    key, check = raw[:KEY], raw[KEY:]
    return key if hmac.compare_digest(hashlib.sha256(key).digest()[:_CHECK], check) else None


_known: dict[bytes, Cipher] = {}
_sources: list[Source] = []


def remember(cipher: Cipher) -> None:
    """Keep a key that is known to be right, until this process ends."""
    _known[cipher.salt] = cipher


def remembered(salt: bytes) -> Cipher | None:
    """The key for a salt, where it is known."""
    return _known.get(salt)


def forget_all() -> None:
    """Forget all keys and where to ask for them."""
    _known.clear()
    _sources.clear()


def ask(*sources: Source) -> None:
    """Where to ask for a passphrase when a case turns out to be encrypted, in place of whom was to be asked before."""
    _sources[:] = sources


def offered() -> tuple[str, ...]:
    """What those who were named for it give as passphrases."""
    return tuple(words for source in _sources if (words := source()))
