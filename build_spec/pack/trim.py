"""Takes symbols for debuggers out of a Linux build, where that is known to be safe."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

#: Folders of libraries whose places were patched when the wheel was made; stripping those moves what must not move.
PATCHED = re.compile(r"\.libs$")


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


def _may(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and not PATCHED.search(path.parent.name)


def _section_names(path: Path) -> bytes:
    told = subprocess.run(["readelf", "-SW", path], capture_output=True, check=False)
    return told.stdout


def _size(files: list[Path]) -> int:
    return sum(each.stat().st_size for each in files)
