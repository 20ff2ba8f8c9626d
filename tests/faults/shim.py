"""The preloaded shim from Python: compiled at need, armed in a child that was forked from a process under it.

with_shim() re-executes nothing; ``python -m tests.faults`` starts itself again with LD_PRELOAD set where it must.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).with_name("shim.c")


def compiler() -> str | None:
    """A C compiler on a Linux system; None where these tests can't run."""
    if os.uname().sysname != "Linux":
        return None
    return shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")


def compiled() -> Path:
    """The shim as a library in a temporary folder."""
    found = compiler()
    assert found is not None
    target = Path(tempfile.gettempdir()) / f"qmdesk-shim-{os.getuid()}-{SOURCE.stat().st_mtime_ns}.so"
    if not target.exists():
        part = target.with_suffix(f".{os.getpid()}")
        command = [found, "-shared", "-fPIC", "-O1", "-o", str(part), str(SOURCE), "-ldl", "-lpthread"]
        subprocess.run(command, check=True)
        part.replace(target)
    return target


@cache
def _shim() -> ctypes.CDLL:
    return ctypes.CDLL(None)


def loaded() -> bool:
    """Whether this process runs under the shim."""
    return hasattr(_shim(), "shim_root")


def watch(folder: Path) -> None:
    """From here on calls on files below the folder are seen."""
    _shim().shim_root(os.fsencode(folder))


def record(descriptor: int) -> None:
    """Write what is done to an open file."""
    _shim().shim_record(descriptor)


def fail(at: int, number: int, *, for_ever: bool) -> None:
    """Let the ``at``-th call from now fail with an errno, or all from it on."""
    _shim().shim_fail(ctypes.c_long(at), number, int(for_ever))


def seen() -> int:
    """How many calls could have failed since :func:`fail`."""
    call = _shim().shim_seen
    call.restype = ctypes.c_long
    return int(call())
