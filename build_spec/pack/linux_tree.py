"""What a Linux installation consists of: the frozen program, and what desktops know it by."""

from __future__ import annotations

import gzip
import io
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from qmdesk import __version__

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "build_spec" / "linux"
ICONS = ROOT / "resources" / "icons" / "app"
PROGRAM = "usr/lib/qmdesk"
CASE_ICON = "application-vnd.qmdesk.case"
#: Sides of the icons that desktops look for.
SIZES = (16, 24, 32, 48, 64, 128, 256)


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of an installation: ``place`` below the root; its bytes, or where they lie, or what a link leads to."""

    place: str
    content: bytes | Path | None = None
    link: str = ""
    executable: bool = False

    def read(self) -> bytes:
        return self.content if isinstance(self.content, bytes) else self.content.read_bytes() if self.content else b""


def pieces(build: Path, date: int) -> Iterator[Piece]:
    """All of an installation. ``build`` is the frozen program's folder, ``date`` seconds since 1970."""
    yield from program(build)
    yield Piece("usr/bin/qmdesk", link="../lib/qmdesk/qmdesk")
    yield Piece("usr/share/applications/qmdesk.desktop", SOURCES / "qmdesk.desktop")
    yield Piece("usr/share/mime/packages/qmdesk.xml", SOURCES / "qmdesk.xml")
    yield Piece("usr/share/man/man1/qmdesk.1.gz", packed(man_page(date)))
    yield Piece("usr/share/icons/hicolor/scalable/apps/qmdesk.svg", ICONS / "qmdesk.svg")
    for side in SIZES:
        folder = f"usr/share/icons/hicolor/{side}x{side}"
        yield Piece(f"{folder}/apps/qmdesk.png", _of_ico("qmdesk", side))
        yield Piece(f"{folder}/mimetypes/{CASE_ICON}.png", _of_ico("case", side))


def program(build: Path) -> Iterator[Piece]:
    """The frozen program; its licences go to the documentation, where a package has its copyright file."""
    for each in sorted(build.rglob("*")):
        place = f"{PROGRAM}/{each.relative_to(build).as_posix()}"
        if each.is_symlink():
            yield Piece(place, link=str(each.readlink()))
        elif each.is_file() and each.name != "LICENCES.txt":
            yield Piece(place, each, executable=each.parent == build)
    yield Piece("usr/share/doc/qmdesk/copyright", build / "LICENCES.txt")


def man_page(date: int) -> bytes:
    text = (SOURCES / "qmdesk.1").read_text("utf-8")
    day = time.strftime("%Y-%m-%d", time.gmtime(date))
    return text.replace("@DATE@", day).replace("@VERSION@", __version__).encode()


def packed(content: bytes) -> bytes:
    """Compressed, with no time in it."""
    return gzip.compress(content, mtime=0)


def _of_ico(name: str, side: int) -> bytes:
    """The picture of a size, which is drawn for that size."""
    with Image.open(ICONS / f"{name}.ico") as icon:
        icon.size = (side, side)  # pyright: ignore[reportAttributeAccessIssue]
        store = io.BytesIO()
        icon.save(store, "PNG")
    return store.getvalue()
