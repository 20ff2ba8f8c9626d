"""What a Linux build takes from the desktop it runs on, and the oldest C library that it runs with.

    python -m build_spec.pack.system dist/qmdesk [--release]

Prints the oldest glibc, the packages that the build needs, and what breaks the rules. Files from wheels must never ask
for more than ``OLDEST``; Python itself and the libraries of the building machine need it only for a release, which is
built on a machine (or with a Python) as old as that: docs/building.md.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from build_spec.pack.elf import Binary, binaries

#: glibc of the oldest desktops that are served (UOS 20, Debian 10, Kylin V10 has 2.31).
OLDEST = (2, 28)
#: The C++ runtime of the same desktops (GCC 8).
OLDEST_CXX = (3, 4, 25)

#: Soname -> Debian package that brings it (both names where Debian 13 renamed it). All others must be in the build.
DESKTOP = {
    "libc.so.6": "libc6", "libm.so.6": "libc6", "libdl.so.2": "libc6", "libpthread.so.0": "libc6",
    "librt.so.1": "libc6", "libutil.so.1": "libc6", "libresolv.so.2": "libc6", "ld-linux-x86-64.so.2": "libc6",
    "ld-linux-aarch64.so.1": "libc6",
    "libgcc_s.so.1": "libgcc-s1 | libgcc1", "libstdc++.so.6": "libstdc++6", "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1", "libexpat.so.1": "libexpat1", "libuuid.so.1": "libuuid1",
    "libEGL.so.1": "libegl1", "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1", "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0 | libglib2.0-0t64", "libgthread-2.0.so.0": "libglib2.0-0 | libglib2.0-0t64",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0", "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11.so.6": "libx11-6", "libX11-xcb.so.1": "libx11-xcb1", "libxcb.so.1": "libxcb1",
    "libxcb-randr.so.0": "libxcb-randr0", "libxcb-render.so.0": "libxcb-render0", "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0", "libxcb-sync.so.1": "libxcb-sync1", "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1", "libxcb-glx.so.0": "libxcb-glx0",
}  # fmt: skip
#: Likewise, for plugins that are passed over where the library is missing: Wayland, CUPS, GTK's file dialog.
OPTIONAL = {
    "libcups.so.2": "libcups2 | libcups2t64",
    "libwayland-client.so.0": "libwayland-client0", "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1", "libdrm.so.2": "libdrm2",
    "libgtk-3.so.0": "libgtk-3-0 | libgtk-3-0t64", "libgdk-3.so.0": "libgtk-3-0 | libgtk-3-0t64",
    **dict.fromkeys(
        (
            "libpangocairo-1.0.so.0", "libpango-1.0.so.0", "libatk-1.0.so.0", "libcairo-gobject.so.2", "libcairo.so.2",
            "libgdk_pixbuf-2.0.so.0", "libgio-2.0.so.0", "libgobject-2.0.so.0",
        ),
        "libgtk-3-0 | libgtk-3-0t64",
    ),
}  # fmt: skip


def of_the_machine(path: Path) -> bool:
    """Whether a file of a build is the building machine's (Python and its libraries), not from a wheel."""
    parts = path.parts[1:] if path.parts[:1] == ("_internal",) else path.parts
    return len(parts) == 1 or "lib-dynload" in parts


def asked_of_the_desktop(found: Sequence[Binary]) -> set[str]:
    """Sonames that the files need and the build doesn't bring."""
    brought = {each.soname for each in found} | {each.path.name for each in found}
    return {name for each in found for name in each.needed} - brought


def packages(sonames: Iterable[str], among: dict[str, str]) -> list[str]:
    """The Debian packages that bring these."""
    return sorted({among[each] for each in sonames if each in among})


def strangers(sonames: Iterable[str]) -> list[str]:
    """What neither the build nor the list of the desktop's libraries has."""
    return sorted(set(sonames) - set(DESKTOP) - set(OPTIONAL))


def too_new(found: Iterable[Binary], *, machine: bool) -> list[str]:
    """Files that ask for more than the oldest desktop has: the machine's, or those from wheels."""
    said: list[str] = []
    for each in found:
        if of_the_machine(each.path) == machine:
            for family, limit in (("GLIBC", OLDEST), ("GLIBCXX", OLDEST_CXX)):
                if each.newest(family) > limit:
                    said.append(f"{each.path} {family}_{dotted(each.newest(family))}")
    return said


def dotted(version: tuple[int, ...]) -> str:
    return ".".join(str(each) for each in version)


def report(folder: Path, *, release: bool) -> list[str]:
    """Print what a build asks for; what breaks the rules."""
    found = binaries(folder)
    asked = asked_of_the_desktop(found)
    broken = [f"needs {each}, which no list has" for each in strangers(asked)]
    broken += too_new(found, machine=False)
    of_machine = too_new(found, machine=True)
    wheels = max(each.newest() for each in found if not of_the_machine(each.path))
    whole = max(each.newest() for each in found)
    print(f"oldest glibc: {dotted(whole)} ({dotted(wheels)} without Python and libraries of this machine)")
    if of_machine and not release:
        print(f"  no release: {len(of_machine)} files of this machine need more than {dotted(OLDEST)}")
    print(f"depends on: {', '.join(packages(asked, DESKTOP))}")
    return broken + (of_machine if release else [])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--release", action="store_true", help="hold Python and the machine's libraries to it too")
    given = parser.parse_args()
    broken = report(given.folder, release=given.release)
    for each in broken:
        print(re.sub(r"^", "  BREAKS: ", each))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
