"""Undoing a whole merge: what it changed is set back by entries of our own, and its entries stay in the journal."""

from __future__ import annotations

from dataclasses import dataclass

from qmdesk.casefile.case import CaseFile
from qmdesk.exchange.merges import Merge, merges_of, setting_back
from qmdesk.model.journal import Place
from qmdesk.model.problem import Problem, Refused
from qmdesk.review.session import Recorded, ReviewSession


@dataclass(frozen=True, slots=True)
class Undoable:
    """A merge of this file, the number of places that undoing it would set back, and of those changed since."""

    merge: Merge
    places: int
    left: int


@dataclass(frozen=True, slots=True)
class Unmerged:
    """What undoing a merge did, and the places that it left alone because they have changed since."""

    recorded: Recorded
    merge: Merge
    left: tuple[Place, ...]


def undoable(session: ReviewSession, most: int = 10) -> tuple[Undoable, ...]:
    """The newest merges of this file that undoing would change anything of, newest first."""

    def look(case: CaseFile) -> tuple[Undoable, ...]:
        found = [(each, setting_back(case, session.state, each, "")) for each in merges_of(case)[: -most - 1 : -1]]
        return tuple(
            Undoable(each, len({edit.place for edit in back.edits}), len(back.left))
            for each, back in found
            if back.edits
        )

    return session.on_file(look)


def undo_merge(session: ReviewSession, package: str = "", *, reason: str = "") -> Unmerged:
    """Set back what a merge changed: that of the package whose hash begins so, or the newest that can be undone.

    The batch itself can be undone like any other. Raises Refused(no-merge-to-undo, case-concluded).
    """
    for each in undoable(session, most=200):
        if each.merge.package.startswith(package):
            back = session.on_file(lambda case, merge=each.merge: setting_back(case, session.state, merge, reason))
            recorded = session.record(back.edits, force=True, beside=True)
            return Unmerged(recorded, each.merge, back.left)
    raise Refused(Problem("no-merge-to-undo", package))
