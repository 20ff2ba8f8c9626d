"""Packages from a watched place: what lies there, fetched one at a time, proved by the hash in its name."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from qmdesk.exchange.delivery.channel import Channel, Remote
from qmdesk.exchange.delivery.failures import CUT, DAMAGED, Failed, Stopped, failure_of
from qmdesk.trust.files import part_beside

#: The name that delivery gives, with the hash of the content.
_OURS = re.compile(r"[0-9a-z]{1,8}-([0-9a-f]{64})\.(zip|p7m)")
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
    """Fetch one package into a folder. Raises Failed, and Stopped."""
    folder.mkdir(parents=True, exist_ok=True)
    target, digest, size = folder / remote.name, hashlib.sha256(), 0
    with part_beside(target) as part:
        with part.open("xb") as file:
            try:
                for piece in channel.read(remote.name):
                    digest.update(piece)
                    size += len(piece)
                    file.write(piece)
                    if stop():
                        raise Stopped
            except Stopped:
                raise
            except Exception as error:
                raise failure_of(error, where) from error
        if size != remote.size:
            raise Failed(CUT, where)
        promised = hash_in(remote.name)
        if promised and promised != digest.hexdigest():
            part.replace(target)
            raise Failed(DAMAGED, where, name=remote.name)
        part.replace(target)
    return Fetched(target, digest.hexdigest())
