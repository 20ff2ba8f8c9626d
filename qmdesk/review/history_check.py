"""A report held against the case that it came from: was the history that it bears rewritten since?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from qmdesk.model.canonical import Json
from qmdesk.model.journal_json import verify_chain
from qmdesk.model.problem import Problem
from qmdesk.review.session import ReviewSession
from qmdesk.trust.verification import Verification


def held_against(found: Verification, session: ReviewSession) -> Verification:
    """The verification with what the case adds: each head of the report's journal must stand in the case's own, whole
    and unchanged; entries after it are told as a number."""
    facts = found.regrade or {}
    problems = tuple(_differences(facts, session))
    later = 0 if problems else _later(facts, session)
    case: dict[str, Json] = {"ok": not problems, "later": later}
    return replace(found, problems=(*found.problems, *problems), case=case)


def _differences(facts: Mapping[str, Json], session: ReviewSession) -> Iterator[Problem]:
    heads = facts.get("heads")
    if not isinstance(heads, list) or not heads:
        yield Problem("report-case-not-compared")
        return
    if facts.get("case_id") != session.snapshot().case_id:
        yield Problem("report-other-case", str(session.path))
        return
    history = sorted(session.history(), key=lambda each: (each.device, each.seq))
    for _, log in groupby(history, key=lambda each: each.device):
        broken = verify_chain(list(log))
        if broken is not None:
            yield Problem("report-history-rewritten", broken.where)
    known = {(each.device, each.seq): each.hash for each in history}
    for device, seq, digest in heads:  # pyright: ignore[reportGeneralTypeIssues]
        kept = known.get((str(device), int(str(seq))))
        if kept is None:
            yield Problem("report-history-shorter", f"{device}:{seq}")
        elif kept != digest:
            yield Problem("report-history-rewritten", f"{device}:{seq}")


def _later(facts: Mapping[str, Json], session: ReviewSession) -> int:
    heads = facts.get("heads")
    known = {str(head[0]): int(str(head[1])) for head in heads} if isinstance(heads, list) else {}  # pyright: ignore
    return sum(each.seq > known.get(each.device, 0) for each in session.history())
