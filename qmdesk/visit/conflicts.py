"""Who may not review: the people and the institution that coached the enterprise.

Names are compared without spaces, width and case; an institution also as a part of the other's fuller name, so that
"某某认证" and "某某认证有限公司" are asked about. A namesake is cleared by a person, who says why in the declaration.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from qmdesk.grading.records import Index

#: Endings of companies that don't tell institutions apart.
_ENDINGS = ("股份有限公司", "有限责任公司", "有限公司", "公司")
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Conflict:
    """A member (empty: the institution itself) who coached, by the coaching record ``coaching``, named ``who``."""

    member: str
    coaching: str
    who: str
    certain: bool


def conflicts(found: Index) -> tuple[Conflict, ...]:
    """Every member of the team, and the institution, that stands among those who coached the enterprise."""
    made: list[Conflict] = []
    own = found.record("case").text("institution")
    for coach in found.records("coaching"):
        who, person = coach.text("who"), coach.text("kind") == "person"
        if not person and own and _near(own, who):
            made.append(Conflict("", coach.key, who, plain(own) == plain(who)))
        for member in found.records("member"):
            if member.text("role") == "representative":
                continue
            name = member.text("name") if person else member.text("institution")
            if name and (plain(name) == plain(who) if person else _near(name, who)):
                made.append(Conflict(member.key, coach.key, who, plain(name) == plain(who)))
    return tuple(made)


def plain(name: str) -> str:
    """A name without what doesn't tell it apart: width, case, spaces and dots."""
    narrow = unicodedata.normalize("NFKC", name).casefold()
    return "".join(each for each in narrow if not each.isspace() and each not in ".·•,，()（）")


def _near(one: str, other: str) -> bool:
    first, second = _stem(one), _stem(other)
    if first == second:
        return bool(first)
    short, long = sorted((first, second), key=len)
    return len(short) >= _SHORTEST and short in long


def _stem(name: str) -> str:
    stem = plain(name)
    for ending in _ENDINGS:
        if stem.endswith(ending):
            return stem.removesuffix(ending)
    return stem
