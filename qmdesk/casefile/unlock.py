"""What a file is before it is opened, and whether a passphrase fits it."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from qmdesk.casefile import driver, keys
from qmdesk.casefile.keys import MARK, SALT, Cipher
from qmdesk.casefile.pages import PAGE, hmac_key, is_whole
from qmdesk.model.problem import Problem, Refused

#: Pages looked at, besides the first, to tell a wrong passphrase from damage.
_PROBES = 64


def cipher_of(path: Path) -> Cipher | None:
    """The key that a file is opened with, None for a plain one or for no case at all.

    Call it under ``driver.guard``. Raises Refused: case-passphrase-needed, case-passphrase-wrong (of those offered),
    case-damaged.
    """
    held = driver.held(path)
    if held is not None:
        return held.cipher
    salt = _start(path)
    if not salt.startswith(MARK):
        return None
    known = keys.remembered(salt)
    if known is not None:
        return known
    offered = keys.offered()
    if not offered:
        raise Refused(Problem("case-passphrase-needed", str(path)))
    return _fitting(path, salt, offered)


def is_encrypted(path: Path) -> bool:
    """Whether a file is an encrypted case. Raises Refused(file-missing)."""
    if not path.is_file():
        raise Refused(Problem("file-missing", str(path)))
    with driver.guard:
        held = driver.held(path)
        return held.cipher is not None if held is not None else _start(path).startswith(MARK)


def unlock(path: Path, words: str) -> None:
    """Remember the key of an encrypted case, from its passphrase or recovery key; nothing to do for a plain file.

    Raises Refused: file-missing, case-passphrase-wrong, case-damaged (the key is right then, and is remembered).
    """
    if not path.is_file():
        raise Refused(Problem("file-missing", str(path)))
    with driver.guard:
        held = driver.held(path)
        if held is None:
            salt = _start(path)
            if salt.startswith(MARK):
                _fitting(path, salt, (words,))
        elif held.cipher is not None and held.cipher not in keys.candidates(words, held.cipher.salt):
            raise Refused(Problem("case-passphrase-wrong", str(path)))


def cipher_of_content(content: bytes, path: Path) -> Cipher | None:
    """The key that the bytes of a damaged file were written under, None for a plain one.

    A recovery key is believed where the salt itself is damaged and no page can prove it. Raises Refused:
    case-passphrase-needed, case-passphrase-wrong.
    """
    if content.startswith(b"SQLite format 3\0"):
        return None
    marked = content.startswith(MARK)
    salt = MARK + content[len(MARK) : SALT]
    known, offered = keys.remembered(salt), keys.offered()
    found = [known] if known is not None else []
    found += [cipher for words in offered for cipher in keys.candidates(words, salt)]
    for cipher in found:
        key = hmac_key(cipher)
        if any(is_whole(content[at : at + PAGE], at // PAGE + 1, key) for at in range(0, len(content), PAGE)):
            return cipher
    if not marked:
        return None
    for words in offered:
        if (recovered := keys.recovered(words)) is not None:
            return Cipher(salt, recovered)
    raise Refused(Problem("case-passphrase-wrong" if offered else "case-passphrase-needed", str(path)))


def _fitting(path: Path, salt: bytes, offered: tuple[str, ...]) -> Cipher:
    """The first key of those offered that at least one page was written under; it is remembered."""
    for words in offered:
        for cipher in keys.candidates(words, salt):
            whole, first = _tried(path, cipher)
            if whole:
                keys.remember(cipher)
                if not first:
                    raise Refused(Problem("case-damaged", str(path), {"reason": "page"}))
                return cipher
    raise Refused(Problem("case-passphrase-wrong", str(path)))


def _tried(path: Path, cipher: Cipher) -> tuple[bool, bool]:
    """Whether any page that was looked at is whole under a key, and whether the first one is."""
    key = hmac_key(cipher)
    with _reading(path) as file:
        if is_whole(file.read(PAGE), 1, key):
            return True, True
        count = os.fstat(file.fileno()).st_size // PAGE
        for number in range(2, count + 1, max(1, count // _PROBES)):
            file.seek((number - 1) * PAGE)
            if is_whole(file.read(PAGE), number, key):
                return True, False
    return False, False


def _start(path: Path) -> bytes:
    with _reading(path) as file:
        return file.read(SALT)


@contextmanager
def _reading(path: Path) -> Generator[BinaryIO]:
    """Ordinary I/O: only under ``driver.guard``, for a file that this process has not open."""
    try:
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise Refused(Problem("case-cannot-open", str(path), {"reason": error.strerror or ""})) from error
