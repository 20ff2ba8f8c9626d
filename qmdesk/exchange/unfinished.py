"""What an interrupted packing left, gone on with: the files of the case that lie finished in it are proved and kept.

The part file is the zip itself, with the case's files first. It lies in the folder of the package under a name of the
case, whatever the package is to be called, so any later packing of this case into this folder finds it. Nothing in it
is believed: a file is kept where its header is byte for byte the one that would be written now and its content has the
hash that names it; behind the first that is not, everything is cut off.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from filelock import FileLock, Timeout

from qmdesk.exchange.bag import BLOBS
from qmdesk.model.canonical import sha256_bytes
from qmdesk.model.problem import Problem, Refused
from qmdesk.model.snapshot import FileInfo
from qmdesk.trust.files import part_beside

CHUNK = 1 << 20
_HEADER = 30
_NAME = len(BLOBS) + 64
#: The sizes of a file stand here in its header, in the field for large ones, behind the name.
_SIZES = _HEADER + _NAME + 4
_LENGTH = _SIZES + 16
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}

#: How a file of the case is written into a package.
MakeInfo = Callable[[FileInfo], zipfile.ZipInfo]


def part_of(case_id: str, out: Path) -> AbstractContextManager[Path]:
    """A name in the folder of ``out`` to write a package of this case under, as :func:`kept_part` gives it."""
    return kept_part(out.absolute().with_name(f".qmdesk-{sha256_bytes(case_id.encode())[:12]}.part"), out)


@contextmanager
def kept_part(part: Path, out: Path, keeping: tuple[type[Exception], ...] = ()) -> Generator[Path]:
    """``part`` to write ``out`` under.

    It goes in the end, but stays where the process is killed or stopped, the storage falls out, or one of ``keeping``
    is raised; where the storage is full it goes, so that there is room again. Where another process is at it, it is a
    name of its own. Within it an OSError becomes Refused(file-cannot-write).
    """
    lock = FileLock(part.with_suffix(".lock"), timeout=0)
    try:
        lock.acquire()
    except (OSError, NotImplementedError, Timeout):
        with part_beside(out) as own:
            yield own
        return
    try:
        yield part
    except OSError as error:
        if error.errno in _FULL:
            _drop(part)
        raise Refused(Problem("file-cannot-write", str(out), {"reason": error.strerror or ""})) from error
    except keeping:
        raise
    except Exception:
        _drop(part)
        raise
    finally:
        _drop(Path(lock.lock_file))
        lock.release()


def _drop(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)


def open_part(part: Path) -> BinaryIO:
    """A part file, made where there is none; never what a link of that name leads to."""
    with suppress(FileNotFoundError):
        found = part.lstat()
        if not stat.S_ISREG(found.st_mode) or found.st_nlink > 1:
            part.unlink()
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    return os.fdopen(os.open(part, flags, 0o666), "r+b")


def finished(file: BinaryIO, wanted: Mapping[str, FileInfo], make: MakeInfo) -> list[zipfile.ZipInfo]:
    """The wanted files that lie whole at the start of a part file, by SHA-256; the rest of it is cut off, and it stands
    at its end."""
    found: dict[str, zipfile.ZipInfo] = {}
    end = file.seek(0)
    while (info := _next(file, end, wanted, make)) is not None and info.filename not in found:
        found[info.filename] = info
        end = file.tell()
    file.seek(end)
    file.truncate()
    return list(found.values())


def _next(file: BinaryIO, at: int, wanted: Mapping[str, FileInfo], make: MakeInfo) -> zipfile.ZipInfo | None:
    header = file.read(_LENGTH)
    name = header[_HEADER : _HEADER + _NAME]
    known = wanted.get(name.removeprefix(BLOBS.encode()).decode("ascii", "replace"))
    if len(header) < _LENGTH or known is None:
        return None
    info = make(known)
    info.header_offset = at
    info.CRC = int.from_bytes(header[14:18], "little")
    info.file_size = int.from_bytes(header[_SIZES : _SIZES + 8], "little")
    info.compress_size = int.from_bytes(header[_SIZES + 8 :], "little")
    if info.FileHeader(zip64=True) != header or info.file_size != known.size:
        return None
    return info if _is_whole(_content(file, info), info, known) else None


def _is_whole(pieces: Iterator[bytes], info: zipfile.ZipInfo, known: FileInfo) -> bool:
    digest, check, size = hashlib.sha256(), 0, 0
    try:
        for piece in pieces:
            digest.update(piece)
            check = zlib.crc32(piece, check)
            size += len(piece)
    except zlib.error:
        return False
    return (digest.hexdigest(), check, size) == (known.sha256, info.CRC, known.size)


def _content(file: BinaryIO, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The content behind a header, the file then standing behind it."""
    left = info.compress_size
    inflate = zlib.decompressobj(-15) if info.compress_type == zipfile.ZIP_DEFLATED else None
    while left and (piece := file.read(min(CHUNK, left))):
        left -= len(piece)
        while inflate is not None and piece:
            yield inflate.decompress(piece, CHUNK)
            piece = inflate.unconsumed_tail
        if inflate is None:
            yield piece
    if inflate is not None:
        yield inflate.flush()
