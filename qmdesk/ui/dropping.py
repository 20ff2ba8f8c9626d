"""What is dragged over a window: files of this computer, or something else that can't be taken and is told so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from qmdesk.ui.words import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent

#: Files that hold a private key: they sign, and have no place in a case that others are given.
KEYS = (".p12", ".pfx")
#: Names that are told of at once.
NAMED = 3


def files_in(data: QMimeData) -> list[Path]:
    """The files and folders of this computer."""
    return [Path(each.toLocalFile()) for each in data.urls() if each.isLocalFile()]


def only_files(data: QMimeData) -> bool:
    """Whether there are files and nothing else."""
    return bool(data.urls()) and all(each.isLocalFile() for each in data.urls())


def one_of(data: QMimeData, patterns: str) -> bool:
    """Whether there is one file and nothing else, named by one of patterns as ``*.csv *.xlsx``."""
    found = files_in(data)
    return only_files(data) and len(found) == 1 and is_named(found[0], patterns)


def is_named(path: Path, patterns: str) -> bool:
    """Whether a file is named by one of patterns as ``*.csv *.xlsx``."""
    return path.name.lower().endswith(tuple(each.removeprefix("*") for each in patterns.split()))


def not_files(data: QMimeData) -> str:
    """A sentence about what is no file of this computer, and the way out; "" where all are."""
    others = [each.toString() for each in data.urls() if not each.isLocalFile()]
    if not others:
        return ""
    return tr("拖来的不是这台电脑里的文件：{names}。请先保存到文件夹，再拖进来。", names=named(others))


def left_out(paths: list[Path]) -> str:
    """A sentence about files that were dropped together with others and not taken; "" where there are none."""
    if not paths:
        return ""
    return tr("一起拖来的这些没有动：{names}。请分开拖。", names=named([each.name for each in paths]))


def without_keys(paths: list[Path], tell: Callable[[str], None]) -> list[Path]:
    """The files without those that hold a private key, which are told."""
    keys = [each for each in paths if each.suffix.lower() in KEYS]
    if keys:
        names = named([each.name for each in keys])
        tell(tr("{names} 里有签名用的私钥，没有放进案卷。签名时在“报告与签名”里选它。", names=names))
    return [each for each in paths if each not in keys]


def named(names: list[str]) -> str:
    """A few names, and how many more there are."""
    said = tr("、").join(each if len(each) <= 60 else f"{each[:57]}…" for each in names[:NAMED])
    return said if len(names) <= NAMED else tr("{names} 等 {n} 个", names=said, n=len(names))


class LetsFilesPass:
    """For a field that is typed into: text can be dropped on it, a file goes to the page behind, not in as its path."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dragEnterEvent(event)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dragMoveEvent(event)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
