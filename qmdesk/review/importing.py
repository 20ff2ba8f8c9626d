"""Take a file from outside into a case: one transaction, counts told, a repeat changes nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from qmdesk.casefile.case import Blob
from qmdesk.grading.records import mapping as mapping_in
from qmdesk.intake.measurements.mapping import Mapping
from qmdesk.intake.take import take
from qmdesk.model.canonical import Json
from qmdesk.model.intake import Intake
from qmdesk.model.journal import Changes, Place, Stage
from qmdesk.model.problem import Problem, Severity
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
    mapping: Mapping | None = None,
) -> Imported:
    """Read a file through the gate and record what it says.

    ``mapping`` says how a table of measurements is read.

    A self-assessment package speaks for the stage ``self``, other tables for ``onsite``, unless ``stage`` is given.
    Raises Refused where the file can't be read at all; the case is unchanged then.
    """
    intake = take(path, session.form, kind=kind, stage=stage, author=author, binds=binds, lang=lang, mapping=mapping)
    return import_taken(session, intake, author=author, dry_run=dry_run)


def import_taken(session: ReviewSession, intake: Intake, *, author: str = "", dry_run: bool = False) -> Imported:
    """Record what was read from a file, as one batch that one undo sets back. Raises what recording raises."""
    intake = _for_this_enterprise(session, intake)
    intake = replace(intake, problems=(*intake.problems, *_left_out(session, intake), *_replaced(session, intake)))
    if dry_run or not intake.edits:
        return Imported(intake, Changes((), frozenset()))
    blobs = [Blob(file.content, file.media) for file in intake.files]
    edits = [replace(each, author=each.author or author or session.who.author) for each in intake.edits]
    return Imported(intake, session.record(edits, blobs=blobs).wait())


#: What a file of measurements may put something else in the place of, and how that is told.
REPLACED = {"readings": "readings-replaced", "lsl": "lower-limit-replaced", "usl": "upper-limit-replaced"}
#: What makes an enterprise that enterprise; a package never changes these in a case that names another.
IDENTITY = (Place("case", "enterprise"), Place("case", "credit_code"))


def _for_this_enterprise(session: ReviewSession, intake: Intake) -> Intake:
    """A package that states another valid credit code may be another enterprise's, or the case was begun with a slip.

    The case keeps its own name and code, the rest is taken in, and the difference is told as an error.
    """
    ours = session.value("case", "credit_code")
    theirs = next((each.value for each in intake.edits if each.place == Place("case", "credit_code")), None)
    if not ours or not theirs or ours == theirs:
        return intake
    edits = tuple(each for each in intake.edits if each.place not in IDENTITY)
    left = len(intake.edits) - len(edits)
    problem = Problem("other-enterprise", "case/credit_code", {"ours": str(ours), "theirs": str(theirs)})
    counts = {"accepted": intake.accepted - left, "skipped": intake.skipped + left}
    return replace(intake, edits=edits, problems=(problem, *intake.problems), **counts)


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


def _replaced(session: ReviewSession, intake: Intake) -> list[Problem]:
    """Readings and limits of a characteristic of the case in whose place a file of measurements puts others."""
    found: list[Problem] = []
    for edit in intake.edits if intake.kind == "measurements" else ():
        folded = session.state.get(edit.place)
        before = None if folded is None else folded.value
        if edit.place.name not in REPLACED or before is None or before == edit.value:
            continue
        name = str(session.value(edit.place.subject, "name", Stage(edit.place.stage)) or edit.place.key)
        details = {"name": name, "before": _size(before), "now": _size(edit.value)}
        found.append(Problem(REPLACED[edit.place.name], edit.place.subject, details, Severity.WARNING))
    return found


def _size(value: Json) -> str:
    """How many readings a set has; a limit as it is."""
    return str(mapping_in(value).get("n", value))


def _name_of(session: ReviewSession, place: Place) -> str:
    value: Json | object = session.value(place.subject, "name", Stage.SELF) or session.value(
        place.subject, "text", Stage.SELF
    )
    return str(value) if isinstance(value, str) else place.subject
