"""Begin a second review: from another team's signed package, or in the case itself.

The first review stays as it is. What it begins from (package, signer, levels, journal) is kept in one entry, with the
reason where it begins although the gate isn't met.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from qmdesk.grading.records import index
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Edit, Stage
from qmdesk.model.problem import Problem, Refused, Severity
from qmdesk.report.codes import short_code
from qmdesk.review.session import Clock, Recorded, ReviewSession, Who, wall_clock
from qmdesk.visit import second
from qmdesk.visit.second import BEGUN, Line, conclusion_in_force, first_conclusion, in_the_way, second_of

if TYPE_CHECKING:
    from qmdesk.exchange.merge import Believing


@dataclass(frozen=True, slots=True)
class Begins:
    """What is said when a second review begins: the second institution, the number of the first report, and the reason
    where something stands against it."""

    institution: str = ""
    report: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """The package of the first review: file name, SHA-256, and who signed it."""

    package: str = ""
    sha256: str = ""
    signer: str = ""


def begin_second(session: ReviewSession, said: Begins, source: Source | None = None) -> Recorded:
    """Begin a second review in a case.

    Raises Refused: second-begun (there is one), and without a reason what stands against it: second-below-gate,
    second-no-level, second-first-open.
    """
    if second_of(session.state) is not None:
        raise Refused(Problem("second-begun", "case/second_review"))
    first = first_conclusion(session.state)
    level = first.get("level") if first is not None else session.assess(Stage.ONSITE).grade.level
    level = level if isinstance(level, int) else None
    against = in_the_way(level, concluded=first is not None)
    if against and not said.reason.strip():
        raise Refused(*against)
    team = first.get("concluded") if first is not None else None
    source = source or Source()
    value: dict[str, Json] = {
        "institution": said.institution.strip(),
        "report": said.report.strip(),
        "reason": said.reason.strip() if against else "",
        "against": [each.code for each in against],
        "level": level,
        "concluded": team if isinstance(team, int) else level,
        "first_institution": index(session.state, Stage.ONSITE).record("case").text("institution"),
        "code": short_code(session.outline()),
        "package": source.package,
        "sha256": source.sha256,
        "signer": source.signer,
        "at": session.now(),
        "heads": [[head.device, head.seq] for head in session.heads()],
    }
    return session.record(Edit(BEGUN, value, reason=said.reason.strip()), even_concluded=True)


def name_second(session: ReviewSession, institution: str, report: str) -> Recorded:
    """Say who holds the second review that is under way and which report it looks at, in place of what was said.

    Raises Refused: second-not-begun, case-concluded.
    """
    if second_of(session.state) is None:
        raise Refused(Problem("second-not-begun", "case/second_review"))
    conclusion = conclusion_in_force(session.state)
    if conclusion is not None:
        raise Refused(Problem("case-concluded", "", {"at": str(conclusion.get("at", ""))}))
    said = {"institution": institution.strip(), "report": report.strip()}
    value: Json = {**cast(Mapping[str, Json], session.state[BEGUN].value), **said}
    return session.record(Edit(BEGUN, value), even_concluded=True)


def begin_second_from(
    path: Path, who: Who, package: Path, believing: Believing, said: Begins, *, clock: Clock = wall_clock
) -> ReviewSession:
    """Make a case of the first review's signed package and begin the second review in it; the case is left open.

    Raises Refused: file-exists, what opening the package refuses, and as :func:`begin_second`; no case is left then.
    """
    from qmdesk.review.packing import case_from_package, merge_packages

    if path.exists():
        raise Refused(Problem("file-exists", str(path)))
    refused = case_from_package(path, [package], believing)
    if refused:
        raise Refused(*(each.problem for each in refused))
    session: ReviewSession | None = None
    try:
        with believing.open(package, prove_files=False) as opened:
            signer = opened.check.signer
        session = ReviewSession.open(path, who, clock=clock)
        done = merge_packages(session, [package], believing)
        if done.refused:
            raise Refused(*(each.problem for each in done.refused))
        with package.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        begin_second(session, said, Source(package.name, sha256, signer)).wait()
    except BaseException:
        if session is not None:
            session.close()
        path.unlink(missing_ok=True)
        raise
    return session


def second_lines(session: ReviewSession) -> tuple[Line, ...]:
    """Self-assessment, on-site and second review side by side."""
    rated = {place.stage for place in session.state}
    stages = [stage for stage in Stage if str(stage) in rated or stage is Stage.SECOND]
    answers = {stage: session.answers(stage) for stage in stages}
    assessments = {stage: session.assess(stage) for stage in stages}
    return second.lines(session.form, session.state, assessments, answers)


def second_problems(session: ReviewSession) -> tuple[Problem, ...]:
    """What the check asks of a second review: its beginning, its team, and a reason for each level that differs."""
    begun = second_of(session.state)
    if begun is None:
        return (Problem("second-not-begun", "case/second_review"),)
    found = list(second.team_problems(session.form, session.state, begun))
    found += [Problem("second-without-reason", each.subject) for each in second_lines(session) if each.unexplained]
    if not begun.institution:
        found.append(Problem("second-no-institution", "case/second_review", severity=Severity.WARNING))
    return tuple(found)
