"""Wheels for the oldest desktops: where the environment has one built for a newer glibc, the same version is had older.

An installer takes the newest build that its own machine can run; the frozen program must run on older ones.
"""

from __future__ import annotations

import hashlib
import platform
import re
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

from build_spec.pack.shipped import ROOT, normal, shipped
from build_spec.pack.system import OLDEST

FOLDER = ROOT / "build" / "older-wheels"


def folder() -> Path | None:
    """The folder with the older wheels, unpacked, made where it isn't there; None where none is needed."""
    if not sys.platform.startswith("linux"):
        return None
    wanted = newer_than_allowed()
    if not wanted:
        return None
    locked = [entry for entry in lock_entries() if normal(re.split("[=; ]", entry, maxsplit=1)[0]) in wanted]
    stamp = FOLDER / "stamp"
    mark = hashlib.sha256(repr((sys.version_info[:2], platform.machine(), locked)).encode()).hexdigest()
    if stamp.is_file() and stamp.read_text("ascii") == mark:
        return FOLDER
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    (FOLDER / "requirements.txt").write_text("\n".join(locked), "utf-8")
    print(f"for glibc {OLDEST[0]}.{OLDEST[1]}: {', '.join(sorted(wanted))}", flush=True)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    platforms = [word for tag in tags() for word in ("--platform", tag)]
    only = ["--only-binary", ":all:", "--require-hashes", "--no-compile", "--target", str(FOLDER), *platforms]
    subprocess.run([*pip, *only, "-r", str(FOLDER / "requirements.txt")], check=True)
    stamp.write_text(mark, "ascii")
    return FOLDER


def newer_than_allowed() -> set[str]:
    """Distributions of ours whose installed wheel was built for a glibc newer than the oldest served."""
    return {name for name in shipped() if not runs_on_oldest(metadata.distribution(name).read_text("WHEEL") or "")}


def runs_on_oldest(wheel: str) -> bool:
    """Whether a wheel's tags (its WHEEL file) include one for the oldest glibc, or one that asks for none."""
    versions = [(int(a), int(b)) for a, b in re.findall(r"^Tag: .*manylinux_(\d+)_(\d+)_", wheel, re.MULTILINE)]
    plain = re.search(r"^Tag: (?!.*manylinux_\d).*$", wheel, re.MULTILINE) is not None
    return plain or not versions or min(versions) <= OLDEST


def lock_entries() -> list[str]:
    """The entries of requirements.lock, each with its hashes."""
    text = (ROOT / "requirements.lock").read_text("utf-8")
    plain = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    return [each.strip() for each in re.split(r"\n(?=\S)", plain) if each.strip()]


def tags() -> list[str]:
    """Every platform tag that the oldest desktop can run."""
    machine = platform.machine()
    old = [f"manylinux{year}_{machine}" for year in ("2014", "2010", "1")]
    return [f"manylinux_2_{minor}_{machine}" for minor in range(OLDEST[1], 4, -1)] + old


if __name__ == "__main__":
    print(folder())
