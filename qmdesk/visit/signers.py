"""Who signed, received, confirmed or rated, and shouldn't have: told in the leaving check, never forbidden."""

from __future__ import annotations

from collections.abc import Iterator

from qmdesk.grading.records import Index, Record
from qmdesk.model.journal import Entry
from qmdesk.model.problem import Problem, Severity
from qmdesk.visit.closing import enterprise_signers, may_sign
from qmdesk.visit.conflicts import plain
from qmdesk.visit.path import TEAM

#: Fields of the case that name somebody of the enterprise.
_THEIRS = ("handed_to", "facts_by")


def problems(found: Index) -> tuple[Problem, ...]:
    """Handwriting under another name than the one it stands beside, people who aren't the enterprise's, raters who are
    none of the team; each a warning."""
    made = [*_signed_in(found), *_handed(found), *_theirs(found), *_raters(found)]
    return tuple(Problem(code, where, details, Severity.WARNING) for code, where, details in made)


def signed_as_another(attendant: Record) -> str:
    """The name under which somebody's handwriting was given, where it is another than the name now; else empty."""
    name, signed_as = attendant.text("name"), attendant.text("signed_as")
    return signed_as if attendant.text("signature") and signed_as and plain(signed_as) != plain(name) else ""


def renamed_after_handover(found: Index) -> bool:
    """Whether the receiver was changed after the handwriting was given: then it may be somebody else's. The order of
    the journal tells, never the clock."""
    case = found.record("case")
    name, signature = case.folded("handed_to"), case.folded("handed_signature")
    if name is None or signature is None or not signature.value:
        return False
    signed = max(_order(each) for each in signature.heads)
    return any(each.replaces and _order(each) > signed for each in name.heads)


def _order(entry: Entry) -> tuple[int, str, int]:
    return entry.lamport, entry.device, entry.seq


_Told = tuple[str, str, dict[str, str]]


def _signed_in(found: Index) -> Iterator[_Told]:
    for each in found.records("attendance"):
        if old := signed_as_another(each):
            meeting = each.text("meeting")
            page = {"opening": "opening/meeting", "team": "leaving/team"}.get(meeting, "leaving/closing")
            yield "attendance-other-name", f"page:{page}", {"name": each.text("name"), "signed": old}


def _handed(found: Index) -> Iterator[_Told]:
    if renamed_after_handover(found):
        name = found.record("case").text("handed_to")
        yield "handover-other-name", "page:leaving/closing", {"receiver": name}


def _theirs(found: Index) -> Iterator[_Told]:
    if not enterprise_signers(found):
        return
    for field in _THEIRS:
        name = found.record("case").text(field)
        if name and not may_sign(found, name):
            yield f"{field.replace('_', '-')}-not-of-enterprise", f"case/{field}", {"who": name}


def _raters(found: Index) -> Iterator[_Told]:
    team = {plain(each.text("name")) for each in found.records("member") if each.text("role") in TEAM}
    if not team:
        return
    raters: dict[str, int] = {}
    for place, ratings in found.ratings.items():
        if place.endswith(f"@{found.stage}"):
            for each in ratings:
                if each.value is not None and plain(each.place.author) not in team:
                    raters[each.place.author] = raters.get(each.place.author, 0) + 1
    for name, count in raters.items():
        yield "rater-not-on-team", "page:opening/team", {"who": name, "count": str(count)}
