"""Take a file from outside into a case: one transaction, counts told, a repeat changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from qmdesk.casefile.case import Blob
from qmdesk.intake.take import take
from qmdesk.model.canonical import Json
from qmdesk.model.intake import Intake
from qmdesk.model.journal import Changes, Place, Stage
from qmdesk.model.problem import Problem, Refused, Severity
from qmdesk.review.session import ReviewSession

#: Records that an enterprise's package lists completely, so that one missing from a later package is worth a word.
LISTED = ("step", "characteristic", "loss", "defect", "document")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import read and what it changed (nothing in a dry run)."""

    intake: Intake
    changes: Changes

    @property
    def refused(self) -> bool:
        """True where nothing of the file could be taken in."""
        return self.intake.accepted == 0


def import_file(
    session: ReviewSession,
    path: Path,
    *,
    kind: str | None = None,
    stage: Stage | None = None,
    author: str = "",
    binds: str = "",
    dry_run: bool = False,
    lang: str = "zh-CN",
) -> Imported:
    """Read a file through the gate and record what it says.

    A self-assessment package speaks for the stage ``self``, other tables for ``onsite``, unless ``stage`` is given.
    Raises Refused where the file can't be read at all; the case is unchanged then.
    """
    intake = take(path, session.form, kind=kind, stage=stage, author=author, binds=binds, lang=lang)
    return import_taken(session, intake, author=author, dry_run=dry_run)


def import_taken(session: ReviewSession, intake: Intake, *, author: str = "", dry_run: bool = False) -> Imported:
    """Record what was read from a file. Raises Refused(other-enterprise), and what recording raises."""
    problems = (*intake.problems, *_other_enterprise(session, intake), *_left_out(session, intake))
    intake = replace(intake, problems=problems)
    if any(problem.code == "other-enterprise" for problem in problems):
        raise Refused(*[each for each in problems if each.code == "other-enterprise"])
    if dry_run or not intake.edits:
        return Imported(intake, Changes((), frozenset()))
    blobs = [Blob(file.content, file.media) for file in intake.files]
    edits = [replace(each, author=each.author or author or session.who.author) for each in intake.edits]
    return Imported(intake, session.record(edits, blobs=blobs).wait())


def _other_enterprise(session: ReviewSession, intake: Intake) -> list[Problem]:
    """A package with another valid credit code is another enterprise's: taking it in would mix two cases."""
    ours = session.value("case", "credit_code")
    theirs = next((each.value for each in intake.edits if each.place == Place("case", "credit_code")), None)
    if not ours or not theirs or ours == theirs:
        return []
    return [Problem("other-enterprise", "case/credit_code", {"ours": str(ours), "theirs": str(theirs)})]


def _left_out(session: ReviewSession, intake: Intake) -> list[Problem]:
    """Records of an earlier package that this one lists no more: they stay, and are named."""
    if intake.kind != "self-assessment":
        return []
    named = {each.place.subject for each in intake.edits}
    found: list[Problem] = []
    for place, folded in session.state.items():
        head = folded.heads[-1]
        listed = place.kind in LISTED and place.stage == Stage.SELF and place.name in {"name", "cost", "units", "text"}
        if listed and place.subject not in named and head.origin.startswith("import:"):
            name = _name_of(session, place)
            found.append(Problem("record-not-in-package", place.subject, {"name": name}, Severity.WARNING))
    return found


def _name_of(session: ReviewSession, place: Place) -> str:
    value: Json | object = session.value(place.subject, "name", Stage.SELF) or session.value(
        place.subject, "text", Stage.SELF
    )
    return str(value) if isinstance(value, str) else place.subject


def merge_counts(results: list[Imported]) -> Mapping[str, int]:
    """The counts of several files together."""
    return {name: sum(int(getattr(each.intake, name)) for each in results) for name in ("read", "accepted", "skipped")}
