"""What sending and fetching ask of a place elsewhere, and that over any file system of fsspec."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

CHUNK = 1 << 20
#: Told the bytes that went up since the last call; may raise to stop.
Sent = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Remote:
    """A file that is there: its name and bytes."""

    name: str
    size: int


class Channel(Protocol):
    """A folder elsewhere, flat. Names are ours; every method raises what its library raises."""

    resumes: bool
    """Whether what came of a cut transfer stays and can be gone on with."""
    atomic: bool
    """Whether a file appears whole or not at all, so that it needs no temporary name."""

    def size(self, name: str) -> int | None: ...

    def write(self, source: BinaryIO, name: str, at: int, total: int, sent: Sent) -> None:
        """Write the source from where it stands to its end, behind the ``at`` bytes that are there."""
        ...

    def move(self, part: str, name: str) -> None: ...

    def remove_part(self, part: str) -> None: ...

    def read(self, name: str, at: int = 0) -> Iterator[bytes]:
        """What is there, from a byte on."""
        ...

    def fingerprint(self, name: str, source: BinaryIO) -> bool | None:
        """Whether the place itself vouches for the content; None where it can't say."""
        ...

    def listing(self) -> list[Remote]: ...

    def close(self) -> None: ...


class FsspecChannel:
    """A channel over a file system of fsspec, at a folder of it that must be there."""

    resumes = False
    atomic = False

    def __init__(self, fs: AbstractFileSystem, root: str) -> None:
        self.fs: Any = fs
        self.root = root.rstrip("/")

    def at(self, name: str) -> str:
        return f"{self.root}/{name}"

    def size(self, name: str) -> int | None:
        self.fs.invalidate_cache()
        try:
            return int(self.fs.info(self.at(name))["size"])
        except FileNotFoundError:
            return None

    def write(self, source: BinaryIO, name: str, at: int, total: int, sent: Sent) -> None:
        with self.fs.open(self.at(name), "ab" if at else "wb") as file:
            for piece in iter(lambda: source.read(CHUNK), b""):
                file.write(piece)
                sent(len(piece))

    def move(self, part: str, name: str) -> None:
        self.fs.mv(self.at(part), self.at(name))

    def remove_part(self, part: str) -> None:
        with suppress(FileNotFoundError):
            self.fs.rm_file(self.at(part))

    def read(self, name: str, at: int = 0) -> Iterator[bytes]:
        with self.fs.open(self.at(name), "rb") as file:
            file.seek(at)
            yield from iter(lambda: file.read(CHUNK), b"")

    def fingerprint(self, name: str, source: BinaryIO) -> bool | None:
        return None

    def listing(self) -> list[Remote]:
        self.fs.invalidate_cache()
        rows = self.fs.ls(self.root or "/", detail=True)
        return [
            Remote(str(row["name"]).rstrip("/").rsplit("/", 1)[-1], int(row["size"] or 0))
            for row in rows
            if row["type"] == "file"
        ]

    def close(self) -> None:
        pass
