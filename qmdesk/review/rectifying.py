"""What comes after a visit: the enterprise's package taken in, each suggestion verified, the workbook for it written.

All of it goes on after the conclusion (decision 12).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qmdesk.casefile.case import Blob
from qmdesk.grading.records import index
from qmdesk.grading.words import name_of
from qmdesk.intake.rectification import Known, Package, read_package
from qmdesk.intake.rectification_book import Asked, write_rectification_book
from qmdesk.model.journal import Edit, Stage
from qmdesk.model.keys import key_for
from qmdesk.model.problem import Problem, Refused
from qmdesk.review.session import Recorded, ReviewSession
from qmdesk.trust.files import part_beside, put_in_place
from qmdesk.visit.after import VERDICTS, closable, verify


@dataclass(frozen=True, slots=True)
class Taken:
    """What a package brought: answers that are new, answers known from an earlier import, files kept, entries made."""

    package: Package
    new: tuple[str, ...]
    known: tuple[str, ...]
    files: int
    entries: int


def write_book(session: ReviewSession, output: Path, *, lang: str = "zh-CN", force: bool = False) -> int:
    """Write the workbook for the enterprise; how many suggestions it has. Raises Refused: file-exists, folder-missing,
    no-suggestions, template-not-written."""
    if output.exists() and not force:
        raise Refused(Problem("file-exists", str(output)))
    if not output.absolute().parent.is_dir():
        raise Refused(Problem("folder-missing", str(output.absolute().parent)))
    asked = _asked(session, lang)
    if not asked:
        raise Refused(Problem("no-suggestions"))
    enterprise = str(session.value("case", "enterprise") or "")
    with part_beside(output) as part:
        write_rectification_book(session.form, part, asked, enterprise=enterprise, case_id=session.case_id, lang=lang)
        put_in_place(part, output)
    return len(asked)


def look_into(session: ReviewSession, path: Path) -> Package:
    """Read a package and match it, without writing anything. Raises Refused as reading does, and no-suggestions."""
    known = _known(session)
    if not known:
        raise Refused(Problem("no-suggestions"))
    return read_package(path, session.form, known, case_id=session.case_id)


def take_in(session: ReviewSession, package: Package, *, dry_run: bool = False) -> Taken:
    """Record what a package says, as one batch; what an earlier import brought already is left as it is."""
    edits, blobs, new = recorded_of(session, package)
    known = tuple(each.suggestion for each in package.answers if each.suggestion not in new)
    files = len({file.sha256 for each in package.answers for file in each.files})
    recorded = None if dry_run or not edits else session.record(edits, blobs=blobs).wait()
    return Taken(package, new, known, files, len(recorded.entries) if recorded else 0)


def recorded_of(session: ReviewSession, package: Package) -> tuple[list[Edit], list[Blob], tuple[str, ...]]:
    """What taking a package in records: edits, files, and the suggestions of which it says something new."""
    edits: list[Edit] = []
    blobs: dict[str, Blob] = {}
    new: list[str] = []
    for answer, own in package.edits(session.form, session.now()[:10]):
        there = session.value(f"rectification:{answer.key}", "suggestion") is not None
        if not there:
            new.append(answer.suggestion)
        edits += [each for each in own if not (there and each.place.kind == "rectification")]
        blobs |= {file.sha256: Blob(file.content, file.media) for file in answer.files}
    return edits, list(blobs.values()), tuple(new)


def verify_suggestion(
    session: ReviewSession, suggestion: str, verdict: str, reason: str, *, by: str = "", day: str = ""
) -> Recorded:
    """Record a verification; the suggestion's state follows. Raises Refused: unknown-subject, verdict-unknown,
    verification-without-reason."""
    known = _keys(session)
    if suggestion not in known:
        raise Refused(Problem("unknown-subject", f"suggestion:{suggestion}", {"known": ", ".join(known)}))
    if verdict not in VERDICTS:
        raise Refused(Problem("verdict-unknown", verdict, {"known": ", ".join(VERDICTS)}))
    if not reason.strip():
        raise Refused(Problem("verification-without-reason", f"suggestion:{suggestion}"))
    day = day or session.now()[:10]
    key = key_for("verification", suggestion, verdict, reason, day, session.now())
    edits = verify(suggestion, key, verdict, day=day, by=by or session.who.author, reason=reason.strip())
    return session.record(edits)


def _keys(session: ReviewSession) -> Sequence[str]:
    return closable(session.form, index(session.state, Stage.SECOND))


def _known(session: ReviewSession) -> list[Known]:
    return [
        Known(key, number, str(session.value(f"suggestion:{key}", "action") or ""))
        for number, key in enumerate(_keys(session), 1)
    ]


def _asked(session: ReviewSession, lang: str) -> list[Asked]:
    """The suggestions that aren't closed, numbered as all of them are."""
    made: list[Asked] = []
    for each in _known(session):
        subject = f"suggestion:{each.key}"
        values = {name: str(session.value(subject, name) or "") for name in ("binds", "measure", "due", "status")}
        if values["status"] == "closed":
            continue
        kind, _, thing = values["binds"].partition(":")
        try:
            name = name_of(session.form, thing).in_(lang) if kind else ""
        except KeyError:
            name = values["binds"]
        made.append(Asked(each.key, each.number, name, each.action, values["measure"], values["due"]))
    return made
