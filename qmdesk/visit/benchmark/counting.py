"""How long a text is, as Word counts it in Chinese.

字数 (Word: "words"): every East Asian character and East Asian punctuation mark is one; every unbroken run of other
characters (letters, digits, half-width signs) is one; white space is none and parts runs. 字符数 (Word: "characters, no
spaces"): every character but white space. Marks that Word takes for East Asian or Latin by the font around them
(curly quotes, ellipsis, dash, middle dot, circled numbers) count as East Asian unless a Latin letter or digit stands on
both sides, as in "don’t".
"""

from __future__ import annotations

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
    words = characters = spaced = chinese = 0
    in_run = False
    for at, char in enumerate(text):
        if char in "\n\r":
            in_run = False
            continue
        spaced += 1
        if char.isspace():
            in_run = False
            continue
        characters += 1
        if unicodedata.combining(char):
            continue  # belongs to the character before it
        if _is_east_asian(text, at):
            words += 1
            chinese += 1
            in_run = False
        elif not in_run:
            words += 1
            in_run = True
    return Count(words, characters, spaced, chinese)


def _is_east_asian(text: str, at: int) -> bool:
    char = text[at]
    if char < "\u00a1":
        return False
    width = unicodedata.east_asian_width(char)
    if width in "WF":
        return True
    if width != "A" or unicodedata.category(char)[0] == "L":
        return False
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return not (_is_latin(before) and _is_latin(after))


def _is_latin(char: str) -> bool:
    if not char or unicodedata.east_asian_width(char) in "WF":
        return False
    return unicodedata.category(char)[0] == "L" or (char.isdigit() and unicodedata.category(char) == "Nd")
