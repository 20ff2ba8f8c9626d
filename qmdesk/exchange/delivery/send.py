"""One package to one place: looked for first, sent, proved there, named, and a receipt left beside it.

Whatever is cut or whichever answer is lost, coming again ends in exactly one object. Nothing local is deleted, and
nothing elsewhere but the temporary file that this device wrote itself.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path

from qmdesk.exchange.delivery.channel import Channel
from qmdesk.exchange.delivery.failures import CUT, DAMAGED, LOCAL, NO_FOLDER, OTHER, Failed, Stopped, failure_of
from qmdesk.model.canonical import canonical

RECEIPT, PART = ".receipt.json", ".part"
#: A receipt is small; what is larger isn't one.
_RECEIPT_BYTES = 64 * 1024
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Parcel:
    """A package to be sent: the file, what it is, and which device sends it."""

    file: Path
    sha256: str
    size: int
    case_id: str
    sender: str

    @property
    def name(self) -> str:
        """What it is called everywhere: the case's beginning and the content's hash."""
        short = re.sub(r"[^0-9a-z]", "", self.case_id.lower())[:8] or "case"
        return f"{short}-{self.sha256}{self.file.suffix or '.zip'}"

    @property
    def part(self) -> str:
        """Its temporary name: of this device's own, so that no two write one file."""
        return f"{self.name}.{self.sender[:8]}{PART}"


@dataclass(slots=True)
class Transfer:
    """What it took: bytes that went up, bytes read back for the proof, and whether it had been there."""

    sent: int = 0
    read: int = 0
    there: bool = False
    receipt: Mapping[str, object] = field(default_factory=dict[str, object])


def _never() -> bool:
    return False


@dataclass(slots=True)
class Sending:
    """One attempt. ``stop`` is asked between pieces; ``progress`` is told bytes done and in all."""

    channel: Channel
    parcel: Parcel
    where: str
    now: datetime
    stop: Callable[[], bool] = _never
    progress: Progress | None = None
    done: Transfer = field(default_factory=Transfer)

    def run(self) -> Transfer:
        """Deliver. Raises Failed, with what had been sent, and Stopped."""
        try:
            if not self._is_there():
                self._upload()
            self._receipt()
        except Stopped:
            raise
        except Exception as error:
            failed = failure_of(error, self.where)
            failed.sent = self.done.sent
            raise failed from error
        return self.done

    def _is_there(self) -> bool:
        """Whether the place has it: an acknowledgement may have been lost, or a colleague was quicker."""
        parcel = self.parcel
        size = self.channel.size(parcel.name)
        if size is None:
            return False
        if size != parcel.size or not self._proved(parcel.name):
            raise Failed(OTHER, self.where, name=parcel.name)
        self.done.there = True
        with suppress(Exception):
            self.channel.remove_part(parcel.part)
        return True

    def _upload(self) -> None:
        channel, parcel = self.channel, self.parcel
        target = parcel.name if channel.atomic else parcel.part
        at = 0 if channel.atomic else channel.size(target) or 0
        if at > parcel.size or (at < parcel.size and not channel.resumes):
            at = 0
        if at < parcel.size or parcel.size == 0:
            self._write(target, at)
        if channel.size(target) != parcel.size:
            raise Failed(CUT, self.where)
        if not self._proved(target):
            if not channel.atomic:
                channel.remove_part(target)
            raise Failed(DAMAGED, self.where)
        if not channel.atomic:
            self._name(target)

    def _write(self, target: str, at: int) -> None:
        try:
            source = self.parcel.file.open("rb")
        except OSError as error:
            raise Failed(LOCAL, self.parcel.file.name) from error
        with source:
            source.seek(at)
            self._tell(at)
            self.channel.write(source, target, at, self.parcel.size, self._count)

    def _name(self, part: str) -> None:
        try:
            self.channel.move(part, self.parcel.name)
        except FileExistsError:
            if not self._is_there():
                raise
        if self.channel.size(self.parcel.name) != self.parcel.size:
            raise Failed(CUT, self.where)

    def _count(self, octets: int) -> None:
        self.done.sent += octets
        self._tell(self.done.sent)
        if self.stop():
            raise Stopped

    def _tell(self, octets: int) -> None:
        if self.progress is not None:
            self.progress(min(octets, self.parcel.size), self.parcel.size)

    def _proved(self, name: str) -> bool:
        """Whether what lies there is what we have: the place vouches for it, or it is read back."""
        try:
            with self.parcel.file.open("rb") as source:
                vouched = self.channel.fingerprint(name, source)
        except FileNotFoundError as error:
            raise Failed(LOCAL, self.parcel.file.name) from error
        if vouched is not None:
            return vouched
        digest = hashlib.sha256()
        for piece in self.channel.read(name):
            digest.update(piece)
            self.done.read += len(piece)
            if self.stop():
                raise Stopped
        return digest.hexdigest() == self.parcel.sha256

    def _receipt(self) -> None:
        name = self.parcel.name + RECEIPT
        found = self.channel.size(name)
        if found is not None and found < _RECEIPT_BYTES:
            kept = read_receipt(b"".join(self.channel.read(name)))
            if kept.get("sha256") == self.parcel.sha256:
                self.done.receipt = kept
                return
        made = self._words()
        content = canonical(made).encode("utf-8") + b"\n"
        self.channel.write(BytesIO(content), name, 0, len(content), lambda _: None)
        if self.channel.size(name) != len(content):
            raise Failed(CUT, self.where)
        self.done.receipt = made

    def _words(self) -> dict[str, str | int]:
        return {
            "v": 1,
            "package": self.parcel.name,
            "sha256": self.parcel.sha256,
            "size": self.parcel.size,
            "case": self.parcel.case_id,
            "from": self.parcel.sender,
            "delivered_at": self.now.isoformat(timespec="seconds"),
        }


def read_receipt(raw: bytes) -> Mapping[str, object]:
    """A receipt's words; empty where it is none."""
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def folder_there(channel: Channel, where: str) -> None:
    """Ask the place for its listing, so that what is wrong with it is told before anything is sent. Raises Failed."""
    try:
        channel.listing()
    except FileNotFoundError as error:
        raise Failed(NO_FOLDER, where) from error
    except Exception as error:
        raise failure_of(error, where) from error
