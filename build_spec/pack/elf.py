"""What the files of a Linux build ask of the system: libraries by name, and the versions of them."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

#: As many files as one call of objdump is given.
BATCH = 400


@dataclass(frozen=True, slots=True)
class Binary:
    """``path`` in the build; ``needed`` sonames; ``versions`` library -> version names it must have."""

    path: Path
    soname: str
    needed: tuple[str, ...]
    versions: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def newest(self, prefix: str = "GLIBC") -> tuple[int, ...]:
        """The highest version of a family of symbols that it asks for; () where none."""
        named = [each for names in self.versions.values() for each in names if each.startswith(f"{prefix}_")]
        numbers = [re.findall(r"\d+", each) for each in named]
        return max((tuple(int(part) for part in each) for each in numbers if each), default=())


def binaries(folder: Path) -> list[Binary]:
    """Every ELF file below a folder, links left out."""
    there = sorted(each for each in folder.rglob("*") if each.is_file() and not each.is_symlink() and _is_elf(each))
    files = [each.relative_to(folder) for each in there]
    found: list[Binary] = []
    for at in range(0, len(files), BATCH):
        told = subprocess.run(
            ["objdump", "-p", *map(str, files[at : at + BATCH])], cwd=folder, capture_output=True, text=True, check=True
        ).stdout
        found += [_read(part) for part in re.split(r"\n(?=[^\n]+:\s+file format )", "\n" + told) if part.strip()]
    return found


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _read(told: str) -> Binary:
    name = re.match(r"\s*(.+?):\s+file format ", told)
    assert name is not None, told[:80]
    soname = re.search(r"^\s+SONAME\s+(\S+)", told, re.MULTILINE)
    versions: dict[str, tuple[str, ...]] = {}
    asked = told.partition("Version References:")[2]
    for block in re.split(r"required from ", asked)[1:]:
        library = block.partition(":")[0]
        versions[library] = tuple(re.findall(r"0x[0-9a-f]+ 0x[0-9a-f]+ \d+ (\S+)", block))
    path = Path(name.group(1))
    return Binary(
        path,
        soname.group(1) if soname else path.name,
        tuple(re.findall(r"^\s+NEEDED\s+(\S+)", told, re.MULTILINE)),
        versions,
    )
