"""Results of a programme year: who can be published by whom at which level, and who can't yet and why.

Pure: rows of the roster and the authority's pack in, lists out. The level that counts for publication is the final one
where the authority has confirmed it, else that of the second review, else the on-site one where no second is due.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qmdesk.formdef.programme import PolicyPack, Publication
from qmdesk.formdef.types import Text
from qmdesk.model.programme import Participant

#: Why an enterprise stands in no list yet; worded in ``resources/texts/*/results.toml``.
HELD_BACK = (
    "not-reviewed", "not-concluded", "second-review-due", "below-list", "consent-missing", "consent-refused", "removed",
)  # fmt: skip
SECOND, ONSITE, FINAL = "second", "onsite", "final"


@dataclass(frozen=True, slots=True)
class Standing:
    """The level of an enterprise as far as it has come: the level, whose it is (``final``, ``second``, ``onsite``), and
    why it can't be published, "" where it can."""

    participant: Participant
    level: int | None
    whose: str
    held_back: str


@dataclass(frozen=True, slots=True)
class PublishedList:
    """The list of one publisher: its levels, its name, and the enterprises on it from the highest level down."""

    lowest: int
    highest: int
    by: Text
    needs_consent: bool
    entries: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """All lists of an authority, and everybody who stands on none, each with the reason."""

    lists: tuple[PublishedList, ...]
    held_back: tuple[Standing, ...]


def results(participants: Iterable[Participant], pack: PolicyPack) -> Results:
    """Sort a roster into the lists of its authority. Every row comes out exactly once."""
    rows = [standing(each, pack) for each in participants]
    lists: list[PublishedList] = []
    for each in pack.publication:
        own = [row for row in rows if not row.held_back and _within(row, each)]
        own.sort(
            key=lambda row: (-(row.level or 0), row.participant.province, row.participant.city, row.participant.key)
        )
        lists.append(PublishedList(each.lowest, each.highest, each.by, bool(each.consent), tuple(own)))
    listed = {row.participant.key for each in lists for row in each.entries}
    return Results(tuple(lists), tuple(row for row in rows if row.participant.key not in listed))


def standing(each: Participant, pack: PolicyPack) -> Standing:
    """How far one enterprise has come, and what keeps it from being published."""
    gate = pack.gate("second")
    level, whose = _level(each)
    if each.removed:
        return Standing(each, level, whose, "removed")
    if level is None:
        return Standing(each, None, "", "not-reviewed")
    if whose == ONSITE and not each.concluded_on:
        return Standing(each, level, whose, "not-concluded")
    if whose == ONSITE and gate is not None and level >= gate.at_least:
        return Standing(each, level, whose, "second-review-due")
    publisher = next((one for one in pack.publication if one.lowest <= level <= one.highest), None)
    if publisher is None:
        return Standing(each, level, whose, "below-list")
    if publisher.consent and each.consent is not True:
        return Standing(each, level, whose, "consent-refused" if each.consent is False else "consent-missing")
    return Standing(each, level, whose, "")


def _level(each: Participant) -> tuple[int | None, str]:
    for level, whose in ((each.final_level, FINAL), (each.second_level, SECOND), (each.onsite_level, ONSITE)):
        if level is not None:
            return level, whose
    return None, ""


def _within(row: Standing, publication: Publication) -> bool:
    return row.level is not None and publication.lowest <= row.level <= publication.highest


def by_province(entries: Sequence[Standing]) -> dict[str, tuple[Standing, ...]]:
    """The entries of a list by province, in order of first appearance; "" where none is known."""
    found: dict[str, list[Standing]] = {}
    for each in entries:
        found.setdefault(each.participant.province, []).append(each)
    return {province: tuple(rows) for province, rows in found.items()}
