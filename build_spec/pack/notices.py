"""The licences of what a frozen build carries: packages' metadata, and texts of the building machine's libraries."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from build_spec.pack.shipped import owners
from qmdesk.ui.about.notices import SYSTEM

#: Of a package's metadata folder, what says how it was installed here.
OF_THE_INSTALLER = {"INSTALLER", "REQUESTED", "direct_url.json"}

#: What starts a frozen program; resources/licences/components.toml names it.
FREEZER = {"pyinstaller", "pyinstaller-hooks-contrib"}

Toc = list[tuple[str, str, str]]


def collected(analysis: object, work: Path) -> Toc:
    """What is added to a build's data: (place, source, "DATA") of every metadata folder and text."""
    sources = [Path(each[1]) for name in ("pure", "binaries", "datas") for each in getattr(analysis, name) if each[1]]
    found: Toc = []
    for name in sorted(set(owners(sources)) - FREEZER):
        found += of_package(metadata.distribution(name))
    if sys.platform.startswith("linux"):
        found += of_system(sources, work)
    return found


def of_package(package: metadata.Distribution) -> Toc:
    """A package's metadata folder, with its licence texts."""
    return [
        (str(each), str(package.locate_file(each)), "DATA")
        for each in package.files or ()
        if each.parts[0].endswith(".dist-info")
        and each.name not in OF_THE_INSTALLER
        and Path(str(package.locate_file(each))).is_file()
    ]


def of_system(sources: Iterable[Path], work: Path) -> Toc:
    """The copyright files of the machine's packages whose libraries are brought; what has no package is told."""
    found: Toc = []
    (work / SYSTEM).mkdir(exist_ok=True)
    for each in sorted({path.resolve() for path in sources if _of_system(path)}):
        package = _debian_package(each)
        text = Path("/usr/share/doc") / (package or "?") / "copyright"
        if not text.is_file():
            print(f"notices: no licence text for {each}", file=sys.stderr)
            continue
        kept = work / SYSTEM / f"{package}.txt"
        shutil.copyfile(text, kept)
        found.append((f"{SYSTEM}/{kept.name}", str(kept), "DATA"))
    return sorted(set(found))


def _of_system(path: Path) -> bool:
    return (
        path.is_absolute()
        and path.parts[1] in {"lib", "lib64", "usr"}
        and ".so" in path.name
        and "python" not in str(path)
    )


def _debian_package(path: Path) -> str | None:
    if shutil.which("dpkg") is None:
        return None
    for place in (path, Path("/") / Path(*path.parts[2:])):  # /usr/lib is /lib where the two are one folder
        told = subprocess.run(["dpkg", "-S", place], capture_output=True, text=True, check=False)
        if told.returncode == 0:
            return told.stdout.partition(":")[0]
    return None
