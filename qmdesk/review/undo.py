"""Undo and redo, by entries: nothing is taken out of the journal, values are set back.

What can be undone is read from our own log, so undo works on after the program was closed. A place that
another entry has changed since (a merge, say) is left alone and named.
"""

from __future__ import annotations

from dataclasses import dataclass

from qmdesk.model.journal import Edit, Entry, Place
from qmdesk.model.problem import Problem, Refused
from qmdesk.review.pile import REDO, UNDO, Batch
from qmdesk.review.session import Recorded, ReviewSession


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo or redo did, and the places it left alone because they have changed since."""

    recorded: Recorded
    batch: tuple[Entry, ...]
    left_alone: tuple[Place, ...]


def undo(session: ReviewSession) -> Undone:
    """Set back what our last batch changed. Raises Refused: nothing-to-undo, changed-since."""
    done = session.pile().done
    if not done:
        raise Refused(Problem("nothing-to-undo"))
    return _set_back(session, done[-1], UNDO)


def redo(session: ReviewSession) -> Undone:
    """Set back what our last undo changed. Raises Refused(nothing-to-redo)."""
    undone = session.pile().undone
    if not undone:
        raise Refused(Problem("nothing-to-redo"))
    return _set_back(session, undone[-1][0], REDO)


def next_undo(session: ReviewSession) -> Batch:
    """The batch that an undo would set back, for its name on the button; empty where there is none."""
    last = session.pile().done[-1:]  # one step: another thread may be taking from the pile
    if not last:
        return ()
    session.before(last[0])  # so that the undo itself need not wait for it
    return last[0]


def next_redo(session: ReviewSession) -> Batch:
    """The batch that a redo would bring again, as it was recorded first; empty where there is none."""
    last = session.pile().undone[-1:]
    return last[0][1] if last else ()


def _set_back(session: ReviewSession, batch: Batch, kind: str) -> Undone:
    edits: list[Edit] = []
    left: list[Place] = []
    ours, before = session.pile().newest, session.before(batch)
    for entry in reversed(batch):
        current = session.state.get(entry.place)
        if current is None or [head.id for head in current.heads] != [ours[entry.place]]:
            left.append(entry.place)
            continue
        edits.append(Edit(entry.place, before[entry.id], origin=kind + batch[0].batch, author=session.who.author))
    if not edits:
        raise Refused(Problem("changed-since", f"{left[0].subject}/{left[0].field}"))
    recorded = session.record(edits, force=True)
    return Undone(recorded, batch, tuple(left))
