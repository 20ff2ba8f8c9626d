"""Names of zip entries: decoded as they were meant, and what is wrong with one that can't be a plain file name."""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Iterable

from qmdesk.gate.zip_directory import RawEntry

_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(?:\..*)?", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:")
#: Unicode bidirectional controls, which make ``exe.jpg`` of ``gpj.exe`` on a screen.
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def decoded_name(entry: RawEntry) -> str | None:
    """The name as UTF-8 where flagged, else as UTF-8 where it is that, else as GB18030; None where it is neither."""
    for encoding in ("utf-8",) if entry.utf8 else ("utf-8", "gb18030"):
        try:
            return entry.name.decode(encoding).replace("\\", "/")
        except UnicodeDecodeError:
            continue
    return None


def name_problem(name: str, most: int) -> str | None:
    """The code of what is wrong with a name, None where it is a plain relative path."""
    if not name or len(name) > most:
        return "zip-name-length"
    if any(unicodedata.category(each) in {"Cc", "Cs", "Zl", "Zp"} for each in name):
        return "zip-name-control"
    if any(each in _BIDI for each in name):
        return "zip-name-bidi"
    if name.startswith("/") or _DRIVE.match(name):
        return "zip-name-absolute"
    parts = name.rstrip("/").split("/")
    if any(part.strip(" .") == "" for part in parts):
        return "zip-name-traversal"
    if any(_DEVICE.fullmatch(part.strip().rstrip(" .")) for part in parts) or ":" in name:
        return "zip-name-device"
    return None


def is_folder(entry: RawEntry, name: str) -> bool:
    """Whether the entry only names a folder."""
    return name.endswith("/") and entry.size == 0


def is_special(entry: RawEntry) -> bool:
    """Whether the entry is a symbolic link or any other thing that is no plain file."""
    kind = stat.S_IFMT(entry.unix_mode)
    return kind not in (0, stat.S_IFREG, stat.S_IFDIR)


def folded(name: str) -> str:
    """A name as it is compared: two names that any file system takes for one are one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def doubled(names: Iterable[str]) -> frozenset[str]:
    """Folded names that occur more than once."""
    seen: set[str] = set()
    twice: set[str] = set()
    for name in names:
        key = folded(name)
        (twice if key in seen else seen).add(key)
    return frozenset(twice)
