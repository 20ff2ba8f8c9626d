"""Who may not review: the people and the institution that coached the enterprise.

Names are compared without spaces, width and case; an institution also as a part of the other's fuller name, so that
"某某认证" and "某某认证有限公司" are asked about. An institution of the same name is a conflict for certain. A
person of the same name may be a namesake, an institution of a similar name another one: that is a possible conflict,
which somebody clears with a reason (``cleared`` of the coaching record).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from qmdesk.grading.records import Index, Record
from qmdesk.model.problem import Problem, Severity

#: Endings of companies that don't tell institutions apart.
_ENDINGS = ("股份有限公司", "有限责任公司", "有限公司", "公司", "coltd", "ltd", "inc", "gmbh")
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Conflict:
    """A member (empty: the institution itself) who coached, by the coaching record ``coaching``, named ``who``.

    ``person`` tells whether a person's name met. ``cleared`` is the reason why a possible conflict is none.
    """

    member: str
    name: str
    coaching: str
    who: str
    certain: bool
    person: bool = False
    cleared: str = ""


def conflicts(found: Index) -> tuple[Conflict, ...]:
    """The conflicts that stand: those that nobody has cleared."""
    return tuple(each for each in all_conflicts(found) if not each.cleared)


def all_conflicts(found: Index) -> tuple[Conflict, ...]:
    """Every member of the team, and the institution, that stands among those who coached the enterprise."""
    return tuple(each for coach in found.records("coaching") for each in _of(found, coach))


def problems(found: Index) -> tuple[Problem, ...]:
    """The conflicts that stand, for the leaving check: a certain one is an error, a possible one a warning."""
    made: list[Problem] = []
    for each in conflicts(found):
        where = f"member:{each.member}" if each.member else "case/institution"
        code = "interest-conflict" if each.certain else "interest-conflict-possible"
        severity = Severity.ERROR if each.certain else Severity.WARNING
        made.append(Problem(code, where, {"name": each.name, "who": each.who}, severity))
    return tuple(made)


def _of(found: Index, coach: Record) -> Iterator[Conflict]:
    who, kind, reason = coach.text("who"), coach.text("kind"), coach.text("cleared").strip()
    if not plain(who):
        return
    own = found.record("case").text("institution")
    if kind != "person" and own and _near(own, who):
        yield _conflict("", own, coach.key, who, reason, person=False)
    for member in found.records("member"):
        if member.text("role") == "representative":
            continue
        name, institution = member.text("name"), member.text("institution")
        if kind != "institution" and plain(name) == plain(who):
            yield _conflict(member.key, name, coach.key, who, reason, person=True)
        elif kind != "person" and institution and _near(institution, who):
            certain = plain(institution) == plain(who)
            cleared = "" if certain else reason
            yield Conflict(member.key, name or institution, coach.key, who, certain, cleared=cleared)


def _conflict(member: str, name: str, coaching: str, who: str, reason: str, *, person: bool) -> Conflict:
    certain = not person and plain(name) == plain(who)
    return Conflict(member, name, coaching, who, certain, person, "" if certain else reason)


def plain(name: str) -> str:
    """A name without what doesn't tell it apart: width, case, spaces and dots."""
    narrow = unicodedata.normalize("NFKC", name).casefold()
    return "".join(each for each in narrow if not each.isspace() and each not in ".·•,，()（）-")


def _near(one: str, other: str) -> bool:
    first, second = _stem(one), _stem(other)
    if first == second:
        return bool(first)
    short, long = sorted((first, second), key=len)
    return len(short) >= _SHORTEST and short in long


def _stem(name: str) -> str:
    stem = plain(name)
    for ending in _ENDINGS:
        if stem.endswith(ending) and stem != ending:
            return stem.removesuffix(ending)
    return stem
