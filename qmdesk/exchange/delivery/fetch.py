"""Packages from a watched place: what lies there, fetched one at a time, proved by the hash in its name."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from qmdesk.exchange.delivery.channel import CHUNK, Channel, Remote
from qmdesk.exchange.delivery.failures import CUT, DAMAGED, Failed, Stopped, failure_of
from qmdesk.exchange.unfinished import kept_part, open_part
from qmdesk.trust.files import part_beside

#: The name that delivery gives, with the hash of the content.
_OURS = re.compile(r"[0-9a-z]{1,8}-([0-9a-f]{64})\.(zip|p7m)")
#: Seconds after which a part file that nobody went on with goes.
_STALE = 30 * 24 * 3600
_SUFFIXES = (".zip", ".p7m")
_HIDDEN = ("<", ">", ":", '"', "|", "?", "*", "\\", "/")


@dataclass(frozen=True, slots=True)
class Fetched:
    """A package fetched: the file and the hash of its bytes."""

    path: Path
    sha256: str


def waiting_at(channel: Channel, where: str) -> list[Remote]:
    """The packages of a place, by name; what is still being written, receipts and other files are left out.

    Raises Failed.
    """
    try:
        found = channel.listing()
    except Exception as error:
        raise failure_of(error, where) from error
    return sorted((each for each in found if is_package(each.name)), key=lambda each: each.name)


def is_package(name: str) -> bool:
    """Whether a name is that of a package, and one that can be a file's name here."""
    plain = not name.startswith(".") and not any(ord(sign) < 32 or sign in _HIDDEN for sign in name)
    return plain and name.lower().endswith(_SUFFIXES) and len(name.encode()) <= 240


def hash_in(name: str) -> str:
    """The hash that a name promises, or ""."""
    found = _OURS.fullmatch(name)
    return found.group(1) if found else ""


def fetch(channel: Channel, remote: Remote, folder: Path, where: str, stop: Callable[[], bool]) -> Fetched:
    """Fetch one package into a folder; where its name promises its content, what came before a cut is gone on with.

    Raises Failed, and Stopped.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    target, promised = folder / remote.name, hash_in(remote.name)
    part = folder / f".{remote.name[-60:]}.part"
    with kept_part(part, target, (Failed, Stopped)) if promised else part_beside(target) as part:
        resumed, found = _load(channel, remote, part, where, stop)
        if resumed and promised != found:  # what lay there was not the beginning of it
            part.unlink()
            _, found = _load(channel, remote, part, where, stop)
        if part.stat().st_size != remote.size:
            raise Failed(CUT, where)
        part.replace(target)
        if promised and promised != found:
            raise Failed(DAMAGED, where, name=remote.name)
    return Fetched(target, found)


def _sweep(folder: Path) -> None:
    """What was cut long ago and never gone on with: the package is no longer there, it seems."""
    for each in folder.glob(".*.part"):
        with suppress(OSError):
            if time.time() - each.stat().st_mtime > _STALE:
                each.unlink()


def _load(channel: Channel, remote: Remote, part: Path, where: str, stop: Callable[[], bool]) -> tuple[bool, str]:
    """Bring a part file to its end: whether something of it was there, and the hash of all of it."""
    digest = hashlib.sha256()
    with open_part(part) as file:
        at = _known(file, digest.update, remote.size)
        try:
            for piece in channel.read(remote.name, at) if at < remote.size else ():
                digest.update(piece)
                file.write(piece)
                if stop():
                    raise Stopped
        except Stopped:
            raise
        except Exception as error:
            raise failure_of(error, where) from error
    return at > 0, digest.hexdigest()


def _known(file: BinaryIO, told: Callable[[bytes], None], most: int) -> int:
    """How much lies there already, told piece by piece; the file then stands at its end."""
    at = file.seek(0, 2)
    if at > most:
        at = 0
    file.truncate(at)
    file.seek(0)
    for piece in iter(lambda: file.read(CHUNK), b""):
        told(piece)
    return file.seek(at)
