"""What an amendment replaces: the report of the conclusion before, by number, short code and hash of its file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from qmdesk.model.canonical import sha256_bytes
from qmdesk.model.journal import Entry, Head, Place, Stage
from qmdesk.model.problem import Problem, Refused
from qmdesk.report.codes import short_code
from qmdesk.report.material import Amends
from qmdesk.report.verify_attachments import attachments
from qmdesk.review.conclude import PLACE
from qmdesk.review.session import ReviewSession
from qmdesk.visit.second import conclusion_in_force, second_of

_REPORT, _SNAPSHOT = "report.json", "snapshot.json"


def amends(session: ReviewSession, old: Path | None = None, stage: Stage = Stage.ONSITE) -> Amends | None:
    """What the report of a case replaces; None where it is the first. ``old`` is the file of the report before.

    A second review's report replaces none of the first one's: there only the conclusions of ``stage`` count.

    Without the file the journal tells of the conclusion before, and no hash. Raises Refused: file-missing,
    amends-no-report (not one of ours), amends-other-case, amends-other-history (its journal isn't in this case).
    """
    concluded = [each for each in session.history(Place(PLACE.subject, PLACE.name)) if isinstance(each.value, Mapping)]
    is_open = session.outline().value(PLACE.subject, PLACE.name) is None
    if second_of(session.outline().state) is not None:
        concluded = [each for each in concluded if isinstance(each.value, Mapping) and each.value.get("stage") == stage]
        is_open = stage is Stage.SECOND and conclusion_in_force(session.outline().state) is None
    version = len(concluded) + is_open
    if old is not None:
        return _from_file(session, old, max(version, 2))
    if version < 2 or not concluded:
        return None
    before = concluded[-1] if is_open else concluded[-2]
    return _from_journal(session, before, version)


def _from_journal(session: ReviewSession, before: Entry, version: int) -> Amends:
    value = before.value
    assert isinstance(value, Mapping)
    heads = {str(each[0]): Head(str(each[0]), int(str(each[1])), str(each[2])) for each in value["heads"]}  # pyright: ignore
    heads[before.device] = Head(before.device, before.seq, before.hash)
    then = replace(session.snapshot(), heads=tuple(heads[device] for device in sorted(heads)))
    return Amends(version, "", short_code(then), "", str(value.get("at", ""))[:10])


def _from_file(session: ReviewSession, old: Path, version: int) -> Amends:
    if not old.is_file():
        raise Refused(Problem("file-missing", str(old)))
    content = old.read_bytes()
    found = attachments(content, [_REPORT, _SNAPSHOT])
    try:
        about, snapshot = json.loads(found[_REPORT]), json.loads(found[_SNAPSHOT])
        case, number, code = str(about["case_id"]), str(about["number"]), str(about["short_code"])
        heads = [(str(device), int(seq), str(digest)) for device, seq, digest in snapshot["heads"]]
        day = str(about["made_at"])[:10]
    except (KeyError, ValueError, TypeError) as error:
        raise Refused(Problem("amends-no-report", old.name)) from error
    if case != session.snapshot().case_id:
        raise Refused(Problem("amends-other-case", old.name))
    known = {(each.device, each.seq, each.hash) for each in session.history()}
    if not set(heads) <= known:
        raise Refused(Problem("amends-other-history", old.name))
    return Amends(version, number, code, sha256_bytes(content), day)
