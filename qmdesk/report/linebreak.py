"""Where lines of Chinese and Latin text end: pure, without fonts or pages.

Rules of GB/T 15834-2011 (5.1) and the W3C's Requirements for Chinese Text Layout, 3.1: no line begins with a closing
sign, none ends with an opening one; —— and …… stay whole; numbers, Latin words and what belongs to a number
(its unit, its sign) stay together; a closing sign at the line's end may stand on half its width,
for its right half is empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NEVER_STARTS = frozenset("!),.:;?]}¢°·ˇ’”›»%‰′″℃℉、。〃々〉》」』】〕〗〙〞︰！＂％＇），．：；？］｀｜｝～￠—…⋯–×÷")
NEVER_ENDS = frozenset("([{$£¥‘“‹«〈《「『【〔〖〘〝（［｛＃＄￡￥№±")

#: Signs that may begin a line where a blank stands before them: they part words of Latin text.
FREE_AFTER_A_BLANK = frozenset("—–×÷…")

#: Full-width closing signs whose right half is empty.
HALF_EMPTY = frozenset("、。，．：；！？）】》〉」』〕〗”’")

#: Words after a number that belong to it, in Chinese; a number is not parted from them.
_COUNTED = frozenset("年月日时分秒个件天级项页号台套次批位名元万亿倍条组人家类只根道份岁周度％")
_UNITS = (
    "%|‰|°C|℃|°|′|″|mm²|mm|cm|dm|km|μm|µm|nm|m²|m³|m|kg|mg|μg|g|t|N·m|N|kN|MPa|kPa|Pa|Hz|kHz|MHz|kV|kW|mV|mA|V|A|W|"
    "Ω|dB|h|min|ms|s|L|mL|ppm|dpmo|σ|yuan|days?|pcs|pieces|units"
)
_NUMBER_UNIT = re.compile(rf"(?<=\d) (?=(?:{_UNITS})(?![A-Za-z]))")
_GROUPED = re.compile(r"(?<![\d.])\d{1,3}(?: \d{3})+(?!\d)")
_SIGNED = re.compile(r"(?<=[±<>≤≥=≈]) (?=\d)|(?<=\d) (?=[±<>≤≥=≈])")
_INSIDE_WORDS = frozenset("._/:@#+=<>&'\"%~*^|\\-−")
_AFTER_THESE = frozenset("/-_.&=?@\\|")
_ORPHAN = 2


@dataclass(frozen=True, slots=True)
class Line:
    """Characters ``start`` to ``end`` of a text, blanks at the end left out; ``width`` is theirs.

    ``hard`` says that the text itself ends the line (a line break, or its end): such a line isn't stretched.
    """

    start: int
    end: int
    width: float
    hard: bool


def is_wide(char: str) -> bool:
    """Whether a character is set on the square of Chinese type."""
    return char >= "⺀" and not ("ꀀ" <= char <= "豈") and not ("｡" <= char <= "ﾟ")


def is_word(char: str) -> bool:
    """Whether a character belongs to Latin words and numbers."""
    return not is_wide(char) and (char.isalnum() or char in _INSIDE_WORDS or "\u0300" <= char <= "\u036f")


def kept_together(text: str) -> frozenset[int]:
    """Positions of blanks at which no line may end: within grouped numbers, before units, around signs."""
    if " " not in text:
        return frozenset()
    found = {match.start() for match in _NUMBER_UNIT.finditer(text)}
    found |= {match.start() for match in _SIGNED.finditer(text)}
    for match in _GROUPED.finditer(text):
        found |= {match.start() + offset for offset, char in enumerate(match.group()) if char == " "}
    return frozenset(found)


def may_part(before: str, after: str) -> bool:
    """Whether a line may end between two neighbouring characters (blanks are not asked here)."""
    if after in NEVER_STARTS or before in NEVER_ENDS or "\u0300" <= after <= "\u036f" or "\xa0" in (before, after):
        return False
    if before in "—…⋯" and after == before:
        return False
    if is_word(before):
        if is_word(after):
            return before in "-/" and after.isalpha()
        return not (before.isdigit() and after in _COUNTED)
    return not (before in ",." and after.isdigit())


def breaks(text: str) -> list[bool]:
    """``breaks(text)[i]``: whether a line may end before character ``i`` (never at 0)."""
    kept = kept_together(text)
    allowed = [False] * len(text)
    for i in range(1, len(text)):
        before, after = text[i - 1], text[i]
        if after == " ":
            continue
        if before == " ":
            allowed[i] = i - 1 not in kept and (after not in NEVER_STARTS or after in FREE_AFTER_A_BLANK)
        else:
            allowed[i] = may_part(before, after)
    return allowed


def gaps(text: str, size: float, share: float) -> list[float]:
    """The small space before each character where Chinese meets a Latin word or number: ``share`` of an em."""
    space = size * share
    found = [0.0] * len(text)
    for i in range(1, len(text)):
        before, after = text[i - 1], text[i]
        if (_han(before) and is_word(after)) or (is_word(before) and _han(after)):
            found[i] = space
    return found


def _han(char: str) -> bool:
    return "㐀" <= char <= "鿿" or char >= "\U00020000"


def break_lines(
    text: str, widths: Sequence[float], extra: Sequence[float], first: float, rest: float, *, whole: bool = True
) -> list[Line]:
    """Break a text into lines as full as they may be.

    ``widths`` and ``extra`` give each character's width and the space before it; ``first`` and ``rest`` the room in the
    first and in the other lines. A word longer than a line is broken after one of its signs, else anywhere.
    With ``whole`` a last line of one character gets company.
    """
    allowed, lines, start = breaks(text), list[Line](), 0
    while start < len(text):
        line, start = _fill(text, widths, extra, allowed, start, rest if lines else first)
        lines.append(line)
    if text.endswith("\n"):
        lines.append(Line(len(text), len(text), 0.0, True))
    if whole and len(lines) > 1:
        lines[-2:] = _with_company(text, widths, extra, allowed, lines[-2], lines[-1])
    return lines


def _fill(
    text: str, widths: Sequence[float], extra: Sequence[float], allowed: Sequence[bool], start: int, room: float
) -> tuple[Line, int]:
    """One line from ``start`` on, and where the next one starts."""
    width, last, i, count = 0.0, -1, start, len(text)
    while i < count and text[i] != "\n":
        if i > start and allowed[i]:
            last = i
        wanted = width + widths[i] + (extra[i] if i > start else 0.0)
        if wanted > room + 0.01 and text[i] != " " and not _fits_on_half(text[i], wanted, widths[i], room):
            break
        width = wanted
        i += 1
    if i >= count or text[i] == "\n":
        return _line(text, widths, extra, start, i, hard=True), i + 1
    cut = last if last > start else _forced(text, start, i)
    line = _line(text, widths, extra, start, cut, hard=False)
    while cut < count and text[cut] == " ":
        cut += 1
    return line, cut


def _fits_on_half(char: str, wanted: float, width: float, room: float) -> bool:
    return char in HALF_EMPTY and wanted - width / 2 <= room + 0.01


def _forced(text: str, start: int, end: int) -> int:
    """Where to break a word that is longer than the line: after one of its signs, else where the line is full."""
    for i in range(end, start + (end - start) // 2, -1):
        if text[i - 1] in _AFTER_THESE and text[i] not in NEVER_STARTS:
            return i
    for i in range(end, start + 1, -1):
        if text[i] not in NEVER_STARTS and text[i - 1] not in NEVER_ENDS:
            return i
    return max(end, start + 1)


def _line(
    text: str, widths: Sequence[float], extra: Sequence[float], start: int, end: int, *, hard: bool
) -> Line:  # fmt: skip
    while end > start and text[end - 1] == " ":
        end -= 1
    return Line(start, end, sum(widths[start:end]) + sum(extra[start + 1 : end]), hard)


def _with_company(
    text: str, widths: Sequence[float], extra: Sequence[float], allowed: Sequence[bool], before: Line, last: Line
) -> Iterable[Line]:
    """The last two lines, a lonely character at the end joined by the one before it."""
    alone = sum(char not in NEVER_STARTS for char in text[last.start : last.end])
    if before.hard or alone >= _ORPHAN or last.start == last.end or not is_wide(text[last.start]):
        return before, last
    for i in range(before.end - 1, before.start + 2, -1):
        if allowed[i]:
            return (
                _line(text, widths, extra, before.start, i, hard=False),
                _line(text, widths, extra, i, last.end, hard=True),
            )
    return before, last
