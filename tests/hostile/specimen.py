"""One file of the corpus: what it is, by which door it comes, and the verdict that it must get."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

#: A child that fell over is a refusal too, but one that nobody thought of.
UNEXPECTED = frozenset({"reading-failed", "reading-crashed", "reading-garbage", "reading-timeout", "reading-memory"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: refused as a whole or not, the codes said of it, how much was taken in."""

    refused: bool
    codes: frozenset[str]
    taken: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What must become of it. ``codes``: one of them at least is said of a file that is not wholly welcome.

    ``taken`` is the exact count where it is a number; None where anything above nothing is right.
    """

    refused: bool
    codes: frozenset[str] = frozenset()
    taken: int | None = None

    def wrong(self, found: Outcome) -> str:
        """What differs, as a sentence; "" where the verdict was met."""
        if found.refused != self.refused:
            return f"{'refused' if found.refused else 'let in'} with {sorted(found.codes)}, {found.taken} taken"
        if found.codes & UNEXPECTED and not self.codes & UNEXPECTED:
            return f"nobody expected {sorted(found.codes)}"
        if self.codes and not self.codes & found.codes:
            return f"said {sorted(found.codes)}, wanted one of {sorted(self.codes)}"
        if self.taken is not None and found.taken != self.taken:
            return f"{found.taken} taken, wanted {self.taken}; said {sorted(found.codes)}"
        if not self.refused and self.taken is None and not found.taken:
            return f"nothing taken; said {sorted(found.codes)}"
        return ""


@dataclass(frozen=True, slots=True)
class Specimen:
    """A file by its name, made when it is asked for; ``door`` is a name of :data:`tests.hostile.doors.DOORS`."""

    id: str
    door: str
    name: str
    make: Callable[[], bytes]
    verdict: Verdict
    hostile: bool = True


def refused(*codes: str) -> Verdict:
    """Refused as a whole with one of these codes."""
    return Verdict(True, frozenset(codes), 0)


def aside(taken: int, *codes: str) -> Verdict:
    """Something of it set aside under one of these codes, the rest taken in."""
    return Verdict(False, frozenset(codes), taken)


def accepted(taken: int | None = None, *codes: str) -> Verdict:
    """Taken in, with a word where codes are given."""
    return Verdict(False, frozenset(codes), taken)


def ids(specimens: Collection[Specimen]) -> list[str]:
    return [each.id for each in specimens]
