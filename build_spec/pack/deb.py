"""Make a Debian package of the frozen program, without root and without Debian's tools; the same bytes each time.

    python -m build_spec.pack.deb dist/qmdesk [-o DIR] [--compression xz|gz|none]

It installs for all accounts of a machine; what an account did with the program lies in its own folders, which neither
removing nor purging touches: the package has no scripts at all, desktops refresh their menus by triggers.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import lzma
import platform
import sys
import tarfile
import time
from collections.abc import Callable, Iterable
from email.utils import formatdate
from pathlib import Path

from build_spec.pack.dates import source_date
from build_spec.pack.elf import Binary, binaries
from build_spec.pack.linux_tree import Piece, packed, pieces
from build_spec.pack.system import DESKTOP, OPTIONAL, asked_of_the_desktop, dotted, packages
from qmdesk import __version__

ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64", "loongarch64": "loong64"}
MAINTAINER = "qmdesk <qmdesk@example.org>"
COMPRESSIONS: dict[str, Callable[[bytes], bytes]] = {
    "xz": lambda data: lzma.compress(data, preset=6),
    "gz": lambda data: gzip.compress(data, 9, mtime=0),
    "none": lambda data: data,
}
SUFFIXES = {"xz": ".xz", "gz": ".gz", "none": ""}


def make(build: Path, out: Path, compression: str = "xz", date: int | None = None) -> Path:
    """Write the package into a folder; its path."""
    date = int(source_date()) if date is None else date
    every = [*pieces(build, date), Piece("usr/share/doc/qmdesk/changelog.gz", packed(changelog(date)))]
    data, sums, size = _data(every, date)
    files = {"control": control(binaries(build), size).encode(), "md5sums": sums.encode()}
    archive = COMPRESSIONS[compression]
    members = {
        "debian-binary": b"2.0\n",
        "control.tar.gz": gzip.compress(_tar(((name, text) for name, text in files.items()), date), mtime=0),
        f"data.tar{SUFFIXES[compression]}": archive(data),
    }
    out.mkdir(parents=True, exist_ok=True)
    path = out / f"qmdesk_{__version__}_{architecture()}.deb"
    path.write_bytes(ar(members, date))
    return path


def architecture() -> str:
    machine = platform.machine()
    return ARCHITECTURES.get(machine, machine)


def control(found: list[Binary], size: int) -> str:
    """The package's description; what it depends on is read from what its files ask for."""
    asked = asked_of_the_desktop(found)
    newest = dotted(max((each.newest() for each in found), default=()))
    depends = [f"libc6 (>= {newest})" if each == "libc6" and newest else each for each in packages(asked, DESKTOP)]
    recommends = packages(asked, OPTIONAL)
    lines = {
        "Package": "qmdesk",
        "Version": __version__,
        "Architecture": architecture(),
        "Maintainer": MAINTAINER,
        "Installed-Size": str(size // 1024 + 1),
        "Depends": ", ".join(depends),
        "Recommends": ", ".join(recommends),
        "Section": "misc",
        "Priority": "optional",
        "Description": "on-site reviews of quality-management capability\n"
        " The tool on an assessor's laptop for on-site reviews of the\n"
        " quality-management capability of manufacturing enterprises: a local case\n"
        " file, the figures computed exactly, the grade with its reasons, a signed\n"
        " report. It works without a network.\n"
        " .\n"
        " 制造业企业质量管理能力评价现场复核。",
    }
    return "".join(f"{name}: {value}\n" for name, value in lines.items() if value)


def changelog(date: int) -> bytes:
    when = formatdate(date)
    return f"qmdesk ({__version__}) stable; urgency=low\n\n  * See CHANGELOG.md.\n\n -- {MAINTAINER}  {when}\n".encode()


def _data(every: Iterable[Piece], date: int) -> tuple[bytes, str, int]:
    """The archive of the files, their sums, their size in bytes."""
    store, sums, size = io.BytesIO(), [], 0
    folders: set[str] = set()
    with tarfile.open(fileobj=store, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for each in sorted(every, key=lambda piece: piece.place):
            _add_folders(archive, folders, each.place, date)
            if each.link:
                entry = _entry(each.place, date, 0o777)
                entry.type, entry.linkname = tarfile.SYMTYPE, each.link
                archive.addfile(entry)
                continue
            content = each.read()
            entry = _entry(each.place, date, 0o755 if each.executable else 0o644)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
            sums.append(f"{hashlib.md5(content, usedforsecurity=False).hexdigest()}  {each.place}\n")
            size += len(content)
    return store.getvalue(), "".join(sums), size


def _add_folders(archive: tarfile.TarFile, there: set[str], place: str, date: int) -> None:
    for parent in reversed(Path(place).parents):
        name = parent.as_posix()
        if name not in there:
            there.add(name)
            entry = _entry(name, date, 0o755)
            entry.name = "./" if name == "." else f"./{name}/"
            entry.type = tarfile.DIRTYPE
            archive.addfile(entry)


def _entry(place: str, date: int, mode: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(f"./{place}")
    entry.mtime, entry.mode, entry.uname, entry.gname = date, mode, "root", "root"
    return entry


def _tar(files: Iterable[tuple[str, bytes]], date: int) -> bytes:
    store = io.BytesIO()
    with tarfile.open(fileobj=store, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for name, content in files:
            entry = _entry(name, date, 0o644)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return store.getvalue()


def ar(members: dict[str, bytes], date: int) -> bytes:
    """The outer archive, as dpkg reads it."""
    parts = [b"!<arch>\n"]
    for name, content in members.items():
        parts += [f"{name:<16}{date:<12}{0:<6}{0:<6}{'100644':<8}{len(content):<10}`\n".encode(), content]
        parts += [b"\n"] if len(content) % 2 else []
    return b"".join(parts)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=Path)
    parser.add_argument("-o", "--out", type=Path, default=Path("dist"))
    parser.add_argument("--compression", choices=sorted(COMPRESSIONS), default="xz")
    given = parser.parse_args()
    began = time.perf_counter()
    path = make(given.build, given.out, given.compression)
    print(f"{path} ({path.stat().st_size / 1e6:.0f} MB, {time.perf_counter() - began:.0f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
