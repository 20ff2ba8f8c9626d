"""What was taken in when: a list that a case file keeps of its own merges, so that a whole merge can be undone.

It stands in ``meta`` and not in the journal, for it says something of this file: an entry for each merge would be a
change to send on, and two laptops would never come to the same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from qmdesk.casefile.case import CaseFile
from qmdesk.model.canonical import Json, canonical

if TYPE_CHECKING:
    from qmdesk.exchange.package import Package

KEY = "merges"
#: So many are kept, the newest.
MOST = 200


@dataclass(frozen=True, slots=True)
class Merge:
    """One package taken in: its hash, who signed it, when it was packed (a claim), the span of each log that was new.

    ``brought`` is by log: the number of the last entry before, and of the last one after.
    """

    package: str
    signer: str
    packed_at: str
    brought: Mapping[str, tuple[int, int]]

    @property
    def count(self) -> int:
        return sum(last - before for before, last in self.brought.values())


def note(case: CaseFile, package: Package) -> tuple[str, str] | None:
    """The word of ``meta`` that tells of a package about to be taken in; None where it brings no new entry."""
    ends = {head.device: head.seq for head in case.heads()}
    brought: dict[str, Json] = {
        span.log: [ends.get(span.log, 0), span.seq] for span in package.info.logs if span.seq > ends.get(span.log, 0)
    }
    if not brought:
        return None
    made: dict[str, Json] = {
        "package": package.info.sha256,
        "signer": package.check.signer,
        "packed_at": package.info.packed_at,
        "brought": brought,
    }
    return KEY, canonical([*_kept(case), made][-MOST:])


def merges_of(case: CaseFile) -> tuple[Merge, ...]:
    """The merges of a case file, oldest first; none where the list can't be read."""
    try:
        return tuple(_merge(each) for each in _kept(case))
    except (TypeError, ValueError, KeyError, AttributeError):
        return ()


def _kept(case: CaseFile) -> list[Json]:
    try:
        found = json.loads(case.meta(KEY) or "[]")
    except ValueError:
        return []
    return found if isinstance(found, list) else []  # pyright: ignore[reportUnknownVariableType]


def _merge(each: Json) -> Merge:
    data: Mapping[str, Json] = dict(each)  # pyright: ignore[reportCallIssue, reportArgumentType, reportUnknownVariableType]
    spans: Mapping[str, tuple[int, int]] = dict(data["brought"])  # pyright: ignore[reportCallIssue, reportArgumentType, reportUnknownVariableType]
    brought = {str(log): (int(before), int(last)) for log, (before, last) in spans.items()}
    return Merge(str(data["package"]), str(data["signer"]), str(data["packed_at"]), MappingProxyType(brought))
