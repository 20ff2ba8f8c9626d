"""The zip around a package, read with suspicion: nothing is extracted, every byte is counted.

A zip says in two places what it holds; here both must agree, no two files may share bytes, nothing may stand
before the first file or behind the end, and only the names of a package are let in (``bag.is_package_name``), so that
traversal, absolute and device names, symlinks and look-alikes have nowhere to go.
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from qmdesk.exchange.bag import FOLDERS, is_package_name
from qmdesk.model.problem import Problem, Refused

CHUNK = 1 << 20
_END = struct.Struct("<4s4H2LH")
_END_MARK, _END_64_MARK, _LOCATOR_MARK = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_END_64, _LOCATOR_64 = 56, 20
_ENTRY_MARK = b"PK\x01\x02"
_LOCAL_HEADER = 30
#: More files than any case has; the directory of a zip with more is not even read.
MOST_ENTRIES = 200_000
_LARGEST_DIRECTORY = 64 << 20
_DECOMPRESSION = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a package may measure. For a signer that we don't know yet; a known one's is bounded by its manifest."""

    entries: int = 2_000
    entry_bytes: int = 100 << 20
    total_bytes: int = 500 << 20
    ratio: int = 200
    ratio_from: int = 1 << 20


class Container:
    """An open package file. Names are those of the zip; nothing is believed of their content yet."""

    def __init__(self, path: Path) -> None:
        """Open and check the zip. Raises Refused: file-missing, package-not-ours, package-truncated, package-name,
        package-duplicate, package-too-large."""
        if not path.is_file():
            raise Refused(Problem("file-missing", str(path)))
        self._file: BinaryIO = path.open("rb")
        try:
            _check_end(self._file, path.name)
            self._zip = zipfile.ZipFile(self._file)
            self._infos = _checked(self._zip, path.name)
        except (zipfile.BadZipFile, OSError, ValueError, struct.error, NotImplementedError, EOFError) as error:
            self._file.close()
            raise Refused(Problem("package-truncated", path.name)) from error
        except BaseException:
            self._file.close()
            raise

    @property
    def names(self) -> frozenset[str]:
        """The files in the package."""
        return frozenset(self._infos)

    def size(self, name: str) -> int:
        """The size in bytes that the zip states for a file; reading never gives more."""
        return self._infos[name].file_size

    def check(self, limits: Limits) -> None:
        """Raises Refused(package-too-large) where the package measures more than it may."""
        infos = self._infos.values()
        too_many = len(infos) > limits.entries or sum(info.file_size for info in infos) > limits.total_bytes
        if too_many or any(_is_too_large(info, limits) for info in infos):
            raise Refused(Problem("package-too-large", "", {"count": len(infos)}))

    def chunks(self, name: str) -> Iterator[bytes]:
        """The content of a file, piece by piece. Raises Refused(package-missing, package-changed)."""
        if name not in self._infos:
            raise Refused(Problem("package-missing", name))
        try:
            with self._zip.open(self._infos[name]) as stream:
                while piece := stream.read(CHUNK):
                    yield piece
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError) as error:
            raise Refused(Problem("package-changed", name)) from error

    def read(self, name: str, most: int) -> bytes:
        """The whole content of a file of at most so many bytes.

        Raises Refused as :meth:`chunks`, and package-too-large.
        """
        if name in self._infos and self.size(name) > most:
            raise Refused(Problem("package-too-large", name, {"count": self.size(name)}))
        return b"".join(self.chunks(name))

    def close(self) -> None:
        self._zip.close()
        self._file.close()

    def __enter__(self) -> Container:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _is_too_large(info: zipfile.ZipInfo, limits: Limits) -> bool:
    if info.file_size > limits.entry_bytes:
        return True
    return info.file_size > limits.ratio_from and info.file_size > limits.ratio * max(info.compress_size, 1)


def _check_end(file: BinaryIO, where: str) -> None:
    """The end record must be the very end of the file and name a directory of sane size: read before zipfile does."""
    if file.read(4) != b"PK\x03\x04":
        raise Refused(Problem("package-not-ours", where))
    size = file.seek(0, 2)
    file.seek(max(size - _END_64 - _LOCATOR_64 - _END.size, 0))
    tail = file.read()
    mark, _, _, _, _, directory, _, comment = _END.unpack(tail[-_END.size :])
    if mark != _END_MARK or comment:
        raise zipfile.BadZipFile("no end record at the end")
    if tail[_END_64 : _END_64 + 4] == _LOCATOR_MARK:  # a large zip: zipfile will believe the larger record
        if tail[:4] != _END_64_MARK:
            raise zipfile.BadZipFile("the large end record is elsewhere")
        directory = int.from_bytes(tail[40:48], "little")
    if directory > _LARGEST_DIRECTORY:
        raise Refused(Problem("package-too-large", where, {"count": directory}))
    file.seek(max(size - directory - len(tail), 0))
    count = file.read().count(_ENTRY_MARK)  # before zipfile makes an object of each, and whatever the counts claim
    if count > MOST_ENTRIES:
        raise Refused(Problem("package-too-large", where, {"count": count}))


def _checked(opened: zipfile.ZipFile, where: str) -> dict[str, zipfile.ZipInfo]:
    infos = opened.infolist()
    if len(infos) > MOST_ENTRIES:
        raise Refused(Problem("package-too-large", where, {"count": len(infos)}))
    found: dict[str, zipfile.ZipInfo] = {}
    folded: set[str] = set()
    for info in infos:
        _check_entry(info)
        if info.filename.casefold() in folded:
            raise Refused(Problem("package-duplicate", _shown(info.filename)))
        folded.add(info.filename.casefold())
        if info.filename not in FOLDERS:
            found[info.filename] = info
    _check_overlap(infos, opened.start_dir)
    return found


def _check_entry(info: zipfile.ZipInfo) -> None:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if info.filename in FOLDERS:
        plain = info.file_size == 0 and kind in (0, stat.S_IFDIR)
    else:
        plain = is_package_name(info.filename) and kind in (0, stat.S_IFREG)
    if (
        not plain
        or info.orig_filename != info.filename
        or info.flag_bits & 0x1
        or info.compress_type not in _DECOMPRESSION
    ):
        raise Refused(Problem("package-name", _shown(info.filename)))


def _check_overlap(infos: list[zipfile.ZipInfo], directory: int) -> None:
    ordered = sorted(infos, key=lambda each: each.header_offset)
    if not ordered or ordered[0].header_offset != 0:
        raise zipfile.BadZipFile("something stands before the first file")
    end = 0
    for info in ordered:
        if info.header_offset < end:
            raise zipfile.BadZipFile("two files share bytes")
        end = info.header_offset + _LOCAL_HEADER + len(info.filename.encode()) + info.compress_size
    if end > directory:
        raise zipfile.BadZipFile("a file reaches into the directory")


def _shown(name: str) -> str:
    """A name from outside made fit for a message."""
    return "".join(char if char.isprintable() else "?" for char in name)[:120]
