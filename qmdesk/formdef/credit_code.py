"""The unified social credit code (统一社会信用代码), GB 32100-2015: 18 characters, the last a check character.

Place 1 names the registering authority, 2 the category, 3-8 the administrative division (digits), 9-17 the
organisation; the letters I, O, S, V and Z never occur, because they are mistaken for digits.
"""

from __future__ import annotations

from qmdesk.model.problem import Problem

#: The 31 characters of the standard's table 1; a character's value is its index.
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18


def check_character(first17: str) -> str:
    """The 18th character for the first seventeen: weights 3^(i-1) mod 31, check value 31 - (sum mod 31).

    Raises ValueError for anything but seventeen characters of the alphabet.
    """
    if len(first17) != LENGTH - 1 or any(character not in ALPHABET for character in first17):
        raise ValueError("seventeen characters of GB 32100-2015, table 1, are needed")
    total = sum(ALPHABET.index(character) * pow(3, place, 31) for place, character in enumerate(first17))
    return ALPHABET[-total % 31]


def problem_of(code: str) -> Problem | None:
    """What is wrong with a code (already in half-width capitals), or None."""
    if len(code) != LENGTH:
        return Problem("credit-code-length", details={"length": len(code), "expected": LENGTH})
    for place, character in enumerate(code, 1):
        if character not in ALPHABET:
            return Problem("credit-code-character", details={"place": place, "character": character})
        if 3 <= place <= 8 and not character.isdecimal():
            return Problem("credit-code-division", details={"place": place, "character": character})
    if check_character(code[:-1]) != code[-1]:
        return Problem("credit-code-check", details={"character": code[-1]})
    return None
