"""Who may upload, how much, and for how long: the rules of the page, without a network.

A code lets in one phone and is used up by it; the next phone gets the next code. What a phone holds after that is a
token of its own. Time runs by a clock that only goes forward, so that setting the laptop's clock back opens nothing,
and by the clock on the wall where that is further: a laptop that slept has not kept its page open.
"""

from __future__ import annotations

import secrets
import threading
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from qmdesk.gate import kinds
from qmdesk.gate.limits import FILE, MIB

#: Letters and digits that nobody takes for one another; eight of them are 40 bits, and five wrong ones are the end.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 8
#: What a phone may send.
TAKEN = kinds.PICTURES | {kinds.MP4, kinds.MOV, kinds.PDF}
_NAME, _FILE_NAME = 40, 120


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds. ``rate``: bytes a second that an upload must keep up on average."""

    minutes: float = 5
    file: int = FILE
    total: int = 500 * MIB
    held: int = 256 * MIB
    files: int = 200
    phones: int = 4
    wrong: int = 5
    connections: int = 16
    idle: float = 15
    head: float = 10
    rate: int = 32 * 1024


class Verdict(StrEnum):
    """Why something is not let in; the page and the window have the words."""

    OK = "ok"
    SHUT = "shut"
    WRONG_CODE = "wrong-code"
    NO_PHONE = "no-phone"
    TOO_MANY_PHONES = "too-many-phones"
    TOO_LARGE = "too-large"
    TOO_MANY = "too-many"
    FULL = "full"
    BUSY = "busy"
    KIND = "kind"
    EMPTY = "empty"
    NO_LENGTH = "no-length"
    BROKEN = "broken"
    DISK = "disk"


@dataclass(slots=True)
class Phone:
    """One phone that was let in. ``at`` is its address on the network."""

    token: str
    name: str
    at: str
    files: int = 0


@dataclass(slots=True)
class Session:
    """The state behind the page; every method may be called from any thread."""

    limits: Limits
    clock: Callable[[], float] = time.monotonic
    wall: Callable[[], float] = time.time
    code: str = ""
    wrong: int = 0
    shut: bool = False
    phones: dict[str, Phone] = field(default_factory=dict[str, Phone])
    _began: float = 0.0
    _began_wall: float = 0.0
    _bytes: int = 0
    _files: int = 0
    _held: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._began, self._began_wall = self.clock(), self.wall()
        self.code = new_code()

    @property
    def left(self) -> float:
        """Seconds until the page goes; 0 where it is shut."""
        gone = max(self.clock() - self._began, self.wall() - self._began_wall)
        return 0.0 if self.shut else max(self.limits.minutes * 60 - gone, 0.0)

    @property
    def open(self) -> bool:
        return self.left > 0

    def prolong(self) -> None:
        """Begin the time anew; the phones stay."""
        if not self.shut:
            self._began, self._began_wall = self.clock(), self.wall()

    def join(self, code: str, name: str, at: str) -> Phone | Verdict:
        """Let a phone in. A right code is used up; too many wrong ones shut the page for all."""
        with self._lock:
            if not self.open:
                return Verdict.SHUT
            if len(self.phones) >= self.limits.phones:
                return Verdict.TOO_MANY_PHONES
            if not secrets.compare_digest(plain_code(code).encode(), self.code.encode()):
                self.wrong += 1
                self.shut = self.wrong >= self.limits.wrong
                return Verdict.SHUT if self.shut else Verdict.WRONG_CODE
            self.code = new_code()
            number = len(self.phones) + 1
            phone = Phone(secrets.token_urlsafe(24), tidy(name, _NAME) or f"#{number}", at)
            self.phones[phone.token] = phone
            return phone

    def phone(self, token: str) -> Phone | Verdict:
        """The phone of a token."""
        if not self.open:
            return Verdict.SHUT
        with self._lock:
            return next(
                (each for key, each in self.phones.items() if secrets.compare_digest(key.encode(), token.encode())),
                Verdict.NO_PHONE,
            )

    def begin(self, phone: Phone, size: int) -> Verdict:
        """Ask leave for a file of so many bytes before any of it is read; ``finish`` gives back what isn't kept."""
        with self._lock:
            if not self.open:
                return Verdict.SHUT
            if size <= 0:
                return Verdict.EMPTY
            if size > self.limits.file:
                return Verdict.TOO_LARGE
            if self._files >= self.limits.files:
                return Verdict.TOO_MANY
            if self._bytes + size > self.limits.total:
                return Verdict.FULL
            if self._held + size > self.limits.held:
                return Verdict.BUSY
            self._bytes += size
            self._held += size
            self._files += 1
            phone.files += 1
            return Verdict.OK

    def finish(self, phone: Phone, size: int, *, kept: bool) -> None:
        """A file is in, or was given up: then it counts for nothing. What is in stays held until ``release``."""
        if kept:
            return
        with self._lock:
            self._bytes -= size
            self._held -= size
            self._files -= 1
            phone.files -= 1

    def release(self, size: int) -> None:
        """A file that came has been taken over; its room is free again."""
        with self._lock:
            self._held = max(self._held - size, 0)

    def close(self) -> None:
        """No more of anything."""
        self.shut = True


def new_code() -> str:
    """A code that has not been used."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def plain_code(text: str) -> str:
    """A code as typed: case, spaces and dashes don't matter."""
    return "".join(each for each in unicodedata.normalize("NFKC", text).upper() if each.isalnum())


def tidy(text: str, most: int) -> str:
    """A name from outside: one line of visible characters, at most so many."""
    seen = "".join(" " if each.isspace() else each for each in text)
    return " ".join("".join(each for each in seen if each.isprintable()).split())[:most]


def file_name(text: str) -> str:
    """The last part of a file's name, whatever path a phone put before it; a plain word where nothing is left."""
    last = text.replace("\\", "/").rpartition("/")[2]
    named = tidy(last, 10_000).strip(". ")
    stem, dot, ending = named.rpartition(".")
    short = f"{stem[: _FILE_NAME - len(ending) - 1]}.{ending}" if dot and len(ending) <= 8 else named[:_FILE_NAME]
    return short or "photo"
