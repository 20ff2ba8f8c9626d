"""Typed text made plain: width, invisible characters, controls, length. No numbers and no dates here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from qmdesk.model.problem import Problem, Severity

#: Characters of a one-line text and of a long one.
LINE_CHARACTERS = 500
LONG_CHARACTERS = 20_000

#: Full-width ASCII and the ideographic space to ASCII. NFKC is not used: it would make "10²" into "102".
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x00A0: 0x20, 0x2212: 0x2D}
_INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile("\r\n|[\r\n\u2028\u2029\x85]")


def half_width(text: str) -> str:
    """Full-width letters, digits, signs and spaces as their ASCII twins, outer space taken off."""
    return text.translate(_HALF_WIDTH).strip()


def is_blank(text: str) -> bool:
    """Whether a text has nothing to see in it."""
    return not _INVISIBLE.sub("", text).strip()


def shown(text: str, limit: int = 40) -> str:
    """A text as a message may quote it: short, without controls or invisible characters."""
    visible = _INVISIBLE.sub("", _CONTROL.sub("\ufffd", _LINE_END.sub(" ", text))).strip()
    return visible if len(visible) <= limit else visible[: limit - 1] + "…"


def line(text: str) -> tuple[str, Problem | None]:
    """A one-line text: NFC, runs of white space as one space. Empty with an error where it can't be kept."""
    return _cleaned(text, lambda visible: " ".join(visible.split()), LINE_CHARACTERS)


def long_text(text: str) -> tuple[str, Problem | None]:
    """A text of several lines: NFC, line ends as ``\\n``, no trailing space. Empty with an error as :func:`line`."""
    return _cleaned(text, _unwrapped, LONG_CHARACTERS)


def _unwrapped(visible: str) -> str:
    return "\n".join(each.rstrip() for each in visible.expandtabs(4).split("\n")).strip()


def _cleaned(text: str, spaced: Callable[[str], str], limit: int) -> tuple[str, Problem | None]:
    """The text with invisible characters taken out and its white space in order, and a warning about the former."""
    text = _LINE_END.sub("\n", text)
    control = _CONTROL.search(text)
    if control:
        return "", Problem("text-control-character", details={"character": f"U+{ord(control[0]):04X}"})
    visible, removed = _INVISIBLE.subn("", text)
    normal = spaced(unicodedata.normalize("NFC", visible))
    if len(normal) > limit:
        return "", Problem("text-too-long", details={"length": len(normal), "limit": limit})
    if removed:
        return normal, Problem("text-invisible-removed", details={"count": removed}, severity=Severity.WARNING)
    return normal, None
