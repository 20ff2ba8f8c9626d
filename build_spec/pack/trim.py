"""Takes out of a Linux build what nothing in it uses: symbols for debuggers, where that is safe, and lone libraries."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from build_spec.pack.elf import binaries

#: Folders of libraries whose places were patched when the wheel was made; stripping those moves what must not move.
PATCHED = re.compile(r"\.libs$")
#: Libraries that the program loads by name.
LOADED = re.compile(r"libpython3\.")


def trim(folder: Path) -> int:
    """Strip what has symbols for a debugger; the bytes won."""
    if not sys.platform.startswith("linux") or shutil.which("strip") is None:
        return 0
    files = [each for each in sorted(folder.rglob("*")) if ".so" in each.name and _may(each)]
    before = _size(files)
    carrying = [each for each in files if b".debug_info" in _section_names(each)]
    for each in carrying:
        subprocess.run(["strip", "--strip-debug", "--preserve-dates", each], check=True)
    return before - _size(files)


def drop_orphans(folder: Path) -> list[str]:
    """Take out libraries of the machine that came for the sake of others which stayed behind; their names."""
    inside = folder / "_internal"
    if not sys.platform.startswith("linux"):
        return []
    gone: list[str] = []
    while True:
        found = binaries(inside)
        needed = {name for each in found for name in each.needed}
        orphans = [
            each.path.name
            for each in found
            if len(each.path.parts) == 1
            and re.match(r"lib.+\.so", each.path.name)
            and not LOADED.match(each.path.name)
            and not {each.path.name, each.soname} & needed
        ]
        if not orphans:
            return gone
        for name in orphans:
            (inside / name).unlink()
        gone += orphans


def _may(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and not PATCHED.search(path.parent.name)


def _section_names(path: Path) -> bytes:
    told = subprocess.run(["readelf", "-SW", path], capture_output=True, check=False)
    return told.stdout


def _size(files: list[Path]) -> int:
    return sum(each.stat().st_size for each in files)
