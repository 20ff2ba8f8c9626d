"""How long a text is, as Word counts it in Chinese.

字数 (Word: "words"): every East Asian character and East Asian punctuation mark is one; every unbroken run of other
characters (letters, digits, half-width signs) is one; white space is none and parts runs. 字符数 (Word: "characters, no
spaces"): every character but white space. Marks that Word takes for East Asian or Latin by the font around them
(curly quotes, ellipsis, dash, middle dot, circled numbers) count as East Asian unless a Latin letter or digit stands on
both sides, as in "don’t".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Count:
    """``words`` is 字数, ``characters`` 字符数（不计空格）, ``spaced`` 字符数（计空格）, ``chinese`` East Asian."""

    words: int = 0
    characters: int = 0
    spaced: int = 0
    chinese: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(
            self.words + other.words,
            self.characters + other.characters,
            self.spaced + other.spaced,
            self.chinese + other.chinese,
        )


def count(text: str) -> Count:
    """The lengths of a text; line ends part words and count nowhere."""
    kinds = _BETWEEN_LATIN.sub(_OTHER, text.translate(_KINDS))
    ends, blanks = kinds.count(_END), kinds.count(_BLANK)
    chinese = kinds.count(_EAST_ASIAN) + kinds.count(_EITHER)
    runs = len(_RUN.findall(kinds.replace(_COMBINING, "")))
    return Count(chinese + runs, len(kinds) - ends - blanks, len(kinds) - ends, chinese)


#: What a character is, as one letter; a combining mark belongs to the character before it.
_EAST_ASIAN, _EITHER, _LATIN, _OTHER, _BLANK, _END, _COMBINING = "EALOSNC"
_RUN = re.compile("[LO]+")
_BETWEEN_LATIN = re.compile("(?<=L)A(?=L)")


class _Kinds(dict[int, str]):
    """The kind of each character by its number, looked up once."""

    def __missing__(self, number: int) -> str:
        self[number] = found = _kind(chr(number))
        return found


_KINDS = _Kinds()


def _kind(char: str) -> str:
    if char in "\n\r":
        return _END
    if char.isspace():
        return _BLANK
    if unicodedata.combining(char):
        return _COMBINING
    width, category = unicodedata.east_asian_width(char), unicodedata.category(char)
    if width in "WF":
        return _EAST_ASIAN
    if category[0] == "L" or category == "Nd":
        return _LATIN
    return _EITHER if width == "A" and char >= "\u00a1" else _OTHER
