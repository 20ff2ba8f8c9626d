"""Files that a case's door must tell apart: from a newer version, foreign, damaged; each with the words it must get."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path


def _newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version=99")


def _foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE entry (x)")


def _no_database(path: Path) -> None:
    path.write_bytes("一份改了名的文本\n".encode() * 400)


def _damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[100:108] = content[4096:4104] = b"\xff" * 8
    path.write_bytes(content)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:9_000])


#: Name -> how it is made of a healthy case, and the beginning of what is said of it.
MISFITS: dict[str, tuple[Callable[[Path], None], str]] = {
    "newer": (_newer, "案卷由更新版本的程序写成"),
    "foreign": (_foreign, "这不是案卷文件"),
    "no-database": (_no_database, "这不是案卷文件"),
    "damaged": (_damaged, "案卷文件已损坏"),
    "cut": (_cut, "案卷文件已损坏"),
}


def misfit(name: str, healthy: Path, folder: Path) -> Path:
    """A file of that kind, beside nothing else in the folder."""
    folder.mkdir()
    path = folder / f"{name}.qmcase"
    shutil.copyfile(healthy, path)
    MISFITS[name][0](path)
    return path
