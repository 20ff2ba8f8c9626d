"""Undo and redo, by entries: nothing is taken out of the journal, values are set back.

What can be undone is read from our own log, so undo works on after the program was closed. A place that
another entry has changed since (a merge, say) is left alone and named.
"""

from __future__ import annotations

from dataclasses import dataclass

from qmdesk.model.canonical import Json
from qmdesk.model.journal import Edit, Entry, Place
from qmdesk.model.problem import Problem, Refused
from qmdesk.review.session import Recorded, ReviewSession

UNDO, REDO = "undo:", "redo:"


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo or redo did, and the places it left alone because they have changed since."""

    recorded: Recorded
    batch: tuple[Entry, ...]
    left_alone: tuple[Place, ...]


def undo(session: ReviewSession) -> Undone:
    """Set back what our last batch changed. Raises Refused: nothing-to-undo, changed-since."""
    done, _ = _stacks(_own_log(session))
    if not done:
        raise Refused(Problem("nothing-to-undo"))
    return _set_back(session, done[-1], UNDO)


def redo(session: ReviewSession) -> Undone:
    """Set back what our last undo changed. Raises Refused(nothing-to-redo)."""
    _, undone = _stacks(_own_log(session))
    if not undone:
        raise Refused(Problem("nothing-to-redo"))
    return _set_back(session, undone[-1], REDO)


def next_undo(session: ReviewSession) -> tuple[Entry, ...]:
    """The batch that an undo would set back, for its name on the button; empty where there is none."""
    done, _ = _stacks(_own_log(session))
    return done[-1] if done else ()


def _own_log(session: ReviewSession) -> tuple[Entry, ...]:
    log = session.log
    return session.on_file(lambda case: tuple(case.entries(log)))


def _stacks(log: tuple[Entry, ...]) -> tuple[list[tuple[Entry, ...]], list[tuple[Entry, ...]]]:
    """What can be undone and what can be redone, oldest first.

    An undo takes its batch off the first pile and puts itself on the second; a redo the other way round;
    anything else empties the second, and a conclusion or amendment is a floor that undo does not pass.
    """
    done: list[tuple[Entry, ...]] = []
    undone: list[tuple[Entry, ...]] = []
    for batch in _batches(log):
        origin = batch[0].origin
        if origin.startswith(UNDO):
            done.pop()
            undone.append(batch)
        elif origin.startswith(REDO):
            undone.pop()
            done.append(batch)
        elif batch[0].place.name == "concluded" or _begins_case(batch):
            done.clear()
            undone.clear()
        else:
            done.append(batch)
            undone.clear()
    return done, undone


def _begins_case(batch: tuple[Entry, ...]) -> bool:
    """Whose case it is stands from the start; that can be set anew, but not undone by one press too many."""
    return batch[0].seq == 1 and any(entry.place == Place("case", "credit_code") for entry in batch)


def _batches(log: tuple[Entry, ...]) -> list[tuple[Entry, ...]]:
    batches: dict[str, list[Entry]] = {}
    for entry in log:
        batches.setdefault(entry.batch, []).append(entry)
    return [tuple(each) for each in batches.values()]


def _set_back(session: ReviewSession, batch: tuple[Entry, ...], kind: str) -> Undone:
    edits: list[Edit] = []
    left: list[Place] = []
    ours = {entry.place: entry.id for entry in _own_log(session)}
    for entry in reversed(batch):
        current = session.state.get(entry.place)
        if current is None or [head.id for head in current.heads] != [ours[entry.place]]:
            left.append(entry.place)
            continue
        edits.append(
            Edit(entry.place, _before(session, entry), origin=kind + batch[0].batch, author=session.who.author)
        )
    if not edits:
        raise Refused(Problem("changed-since", f"{left[0].subject}/{left[0].field}"))
    recorded = session.record(edits, force=True)
    return Undone(recorded, batch, tuple(left))


def _before(session: ReviewSession, entry: Entry) -> Json:
    if not entry.replaces:
        return None
    last = max(entry.replaces, key=lambda each: (each.seq, each.device))
    found = session.on_file(lambda case: next(iter(case.entries(last.device, last.seq - 1)), None))
    return None if found is None else found.value
