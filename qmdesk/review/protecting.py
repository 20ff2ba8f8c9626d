"""Encrypting a case, changing its passphrase, taking the encryption off again; its backups follow it.

A passphrase is never kept. The recovery key opens a case as its passphrase does and is told once, when it is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from qmdesk.casefile import unlock
from qmdesk.casefile.case import CaseFile, open_case
from qmdesk.casefile.keys import Cipher, new_cipher
from qmdesk.model.problem import Problem, Refused
from qmdesk.review.backing_up import WAIT, keep_generation, keep_generation_of
from qmdesk.review.backups import generations
from qmdesk.review.session import ReviewSession

#: Letters that a passphrase needs at least; from the second number on it may be called good.
SHORTEST, GOOD = 8, 14

NEEDED, WRONG = "case-passphrase-needed", "case-passphrase-wrong"


@dataclass(frozen=True, slots=True)
class Protected:
    """What was done: the recovery key ("" where the encryption was taken off), how many backups followed, and the
    problems of those that could not."""

    recovery: str
    backups: int
    problems: tuple[Problem, ...] = ()


def unlock_case(path: Path, words: str) -> None:
    """Remember the key of an encrypted case until this process ends, from its passphrase or its recovery key.

    Raises Refused: file-missing, case-passphrase-wrong, or case-damaged where the words are right.
    """
    unlock.unlock(path, words)


def is_encrypted(path: Path) -> bool:
    """Whether a file is an encrypted case. Raises Refused(file-missing)."""
    return unlock.is_encrypted(path)


def strength(passphrase: str) -> str:
    """How a passphrase looks: "short", "plain" or "good". Length counts most; the same letter again doesn't."""
    length, different = len(passphrase), len(set(passphrase))
    if length < SHORTEST or different < SHORTEST // 2:
        return "short"
    return "good" if length >= GOOD and different >= SHORTEST else "plain"


def protect_case(path: Path, home: Path, passphrase: str | None) -> Protected:
    """Put a case under a passphrase, another than before, or none; see :func:`protect_session`."""
    cipher = _wanted(path, passphrase)
    with open_case(path) as case:
        case.encrypt(cipher)
        return _followed(path, home, case.case_id, cipher, lambda: keep_generation_of(case, home))


def protect_session(session: ReviewSession, passphrase: str | None) -> Protected:
    """The same of the case that is open here, after all recordings so far; the session goes on.

    Backups in the workspace, and copies set aside beside the case before a migration, follow; those that can't (a key
    that isn't known, a file in use) are named in ``problems``. Raises Refused, and then nothing has changed:
    case-passphrase-short, case-held, case-disk-full ...
    """
    cipher = _wanted(session.path, passphrase)
    session.on_file(lambda case: case.encrypt(cipher))
    home = session.who.home
    return _followed(session.path, home, session.case_id, cipher, lambda: keep_generation(session, wait=WAIT))


def _wanted(path: Path, passphrase: str | None) -> Cipher | None:
    if passphrase is None:
        return None
    if strength(passphrase) == "short":
        raise Refused(Problem("case-passphrase-short", str(path), {"least": SHORTEST}))
    return new_cipher(passphrase)


def _followed(path: Path, home: Path, case_id: str, cipher: Cipher | None, keep: Callable[[], object]) -> Protected:
    """Bring the backups along. Those whose files lie plain in the store are replaced by a new one: ``keep`` makes it,
    and the store lets the plain ones go."""
    there = generations(path, home, case_id)
    whole = [each.path for each in there if each.whole]
    problems = list(_bring_along(whole, cipher))
    done = len(whole) - len(problems)
    if cipher is not None and len(whole) < len(there):
        try:
            keep()
            done += 1
        except Refused as refused:
            where = str(there[0].path.parent)
            problems.append(Problem("backup-key-differs", where, {"reason": refused.problems[0].code}))
    return Protected("" if cipher is None else cipher.recovery, done, tuple(problems))


def _bring_along(copies: Iterable[Path], cipher: Cipher | None) -> Iterable[Problem]:
    for each in copies:
        try:
            with open_case(each) as case:
                _put_under(case, cipher)
        except Refused as refused:
            yield Problem("backup-key-differs", str(each), {"reason": refused.problems[0].code})


def _put_under(case: CaseFile, cipher: Cipher | None) -> None:
    if case.cipher != cipher:
        case.encrypt(cipher)
