"""Make an AppDir of the frozen program: a folder that runs from wherever it is put, also from a read-only place.

    python -m build_spec.pack.appdir dist/qmdesk [-o dist/qmdesk.AppDir]

``AppRun`` starts it, ``associate.sh`` puts it into an account's menu without an administrator. It has the form that
appimagetool packs into one file.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

from build_spec.pack.dates import source_date
from build_spec.pack.linux_tree import ICONS, SOURCES, Piece, pieces


def make(build: Path, out: Path, date: int | None = None) -> Path:
    """Write the folder, anew; its path. Files of the build are linked where the disk can, copied elsewhere."""
    shutil.rmtree(out, ignore_errors=True)
    every = [
        *pieces(build, int(source_date()) if date is None else date),
        Piece("AppRun", SOURCES / "AppRun", executable=True),
        Piece("associate.sh", SOURCES / "associate.sh", executable=True),
        Piece("qmdesk.desktop", SOURCES / "qmdesk.desktop"),
        Piece("qmdesk.png", ICONS / "qmdesk.png"),
        Piece(".DirIcon", link="qmdesk.png"),
        Piece("LICENCES.txt", link="usr/share/doc/qmdesk/copyright"),
    ]
    for each in every:
        _put(out / each.place, each, build)
    return out


def _put(target: Path, piece: Piece, build: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if piece.link:
        target.symlink_to(piece.link)
        return
    if isinstance(piece.content, Path) and piece.content.is_relative_to(build):
        try:
            os.link(piece.content, target)
        except OSError:  # another disk, or one without links
            shutil.copy2(piece.content, target)
        return
    target.write_bytes(piece.read())
    target.chmod(0o755 if piece.executable else 0o644)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=Path)
    parser.add_argument("-o", "--out", type=Path, default=Path("dist/qmdesk.AppDir"))
    given = parser.parse_args()
    print(make(given.build, given.out))
    return 0


if __name__ == "__main__":
    sys.exit(main())
