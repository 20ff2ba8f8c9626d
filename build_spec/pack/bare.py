"""A root with nothing in it but the frozen program and the libraries that it says it takes from a desktop.

No Python, no Qt, no fonts, no shell, no accounts: what runs there runs on any desktop that has those libraries. The
program's folder is mounted read-only under a path with Chinese characters and a space.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from build_spec.pack.elf import binaries
from build_spec.pack.system import DESKTOP, asked_of_the_desktop

PROGRAM = "/程序/质量 复核"
#: Runs in a namespace of its own: $1 the root, $2 the program's folder, $3 uid, the rest the command.
ENTER = """
set -e
root=$1 build=$2 uid=$3; shift 3
for each in null urandom random zero; do mount --bind /dev/$each "$root/dev/$each"; done
mount --bind /dev/shm "$root/dev/shm"
mount --rbind /proc "$root/proc"
mount --bind "$build" "$root/程序/质量 复核"
mount -o remount,ro,bind "$root/程序/质量 复核"
if [ "$uid" = - ]; then exec chroot "$root" "$@"; else exec chroot --userspec="$uid:$uid" "$root" "$@"; fi
"""


@dataclass(frozen=True, slots=True)
class Account:
    """Who runs the program: a user id without an entry anywhere, and a home; "" for none, or one that isn't there."""

    uid: int
    home: str

    def variables(self) -> dict[str, str]:
        return {"HOME": self.home} if self.home else {}


@dataclass(frozen=True, slots=True)
class Bare:
    """``folder`` is the root as this system sees it; ``build`` the frozen program's."""

    folder: Path
    build: Path

    def add_home(self, account: Account) -> Path:
        """A home for an account; where this system sees it."""
        home = self.folder / account.home.lstrip("/")
        home.mkdir(parents=True)
        if os.geteuid() == 0:
            os.chown(home, account.uid, account.uid)
        return home

    def start(self, account: Account, *arguments: str, **more: str) -> subprocess.Popen[bytes]:
        """Start the program as an account, at the top of that root."""
        variables = {"QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8", **account.variables(), **more}
        # Python and a shell are outside; the loader of the bare root starts the program itself.
        uid = str(account.uid) if os.geteuid() == 0 else "-"
        words = ["sh", "-c", ENTER, "enter", str(self.folder), str(self.build), uid]
        command = [*_apart(), *words, f"{PROGRAM}/qmdesk", *arguments]
        env = {"PATH": f"{os.defpath}:/usr/sbin:/sbin", **variables}
        return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def possible() -> bool:
    """Whether this machine lets us make such a root: Linux, with namespaces."""
    if shutil.which("unshare") is None or shutil.which("ldconfig", path="/sbin:/usr/sbin:/usr/bin") is None:
        return False
    return (
        subprocess.run([*_apart(), "mount", "--bind", "/tmp", "/tmp"], capture_output=True, check=False).returncode == 0
    )


def _apart() -> list[str]:
    """The start of a command that runs with mounts of its own."""
    return ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--user", "--map-root-user"])]


def make(folder: Path, build: Path) -> Bare:
    """Make the root in an empty folder."""
    folder.chmod(0o755)
    for each in ("tmp", "dev/shm", "proc", "home", "lib", PROGRAM.lstrip("/")):
        (folder / each).mkdir(parents=True)
    (folder / "tmp").chmod(0o1777)
    for each in ("null", "urandom", "random", "zero"):
        (folder / "dev" / each).touch()
    asked = asked_of_the_desktop(binaries(build))
    for path in sorted(_with_what_they_need(_places(asked & set(DESKTOP)))):
        target = folder / "lib" / path.name
        if not target.exists():
            shutil.copy2(path.resolve(), target)
    loader = next(path for path in (folder / "lib").iterdir() if path.name.startswith("ld-linux"))
    (folder / "lib64").symlink_to("lib")
    assert loader.is_file()
    return Bare(folder, build)


def _places(sonames: set[str]) -> set[Path]:
    told = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=True).stdout
    known = dict(reversed([each.groups() for each in re.finditer(r"^\s+(\S+) \(.*?\) => (\S+)$", told, re.MULTILINE)]))
    missing = sorted(sonames - set(known))
    if missing:
        raise SystemExit(
            f"this machine lacks {', '.join(missing)}: python3 dev.py setup installs Qt's system libraries"
        )
    return {Path(known[each]) for each in sonames}


def _with_what_they_need(paths: set[Path]) -> set[Path]:
    told = subprocess.run(["ldd", *map(str, paths)], capture_output=True, text=True, check=False).stdout
    return paths | {Path(each) for each in re.findall(r"(/\S+\.so\S*)", told) if not each.endswith(":")}
