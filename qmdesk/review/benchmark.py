"""Use cases on a 质量标杆 case: check, write papers, score, go on in the procedure, report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from qmdesk.formdef.benchmark import Benchmark
from qmdesk.formdef.decimals import is_canonical
from qmdesk.formdef.fields import parse_text
from qmdesk.formdef.types import Form
from qmdesk.grading.records import Index, index
from qmdesk.model.journal import Edit, Place, Stage, State
from qmdesk.model.problem import Problem, Refused, Severity
from qmdesk.report.benchmark.content import Paper
from qmdesk.review.forms import form_named
from qmdesk.review.reporting import Manner, Signing, guard_target, journal_of, sign_part
from qmdesk.review.session import Recorded, ReviewSession
from qmdesk.trust.files import part_beside, put_in_place
from qmdesk.visit.benchmark import stages
from qmdesk.visit.benchmark.checks import check
from qmdesk.visit.benchmark.scoring import FULL, score_key

if TYPE_CHECKING:
    from qmdesk.report.benchmark.check_report import CheckReport

#: What can be written from a case: Word papers, a workbook, the package to send.
EXPORTS = ("application", "experience", "letter", "enclosures", "tables", "package")


def form_of_edition(edition: str = "") -> Form:
    """The form of an edition (``2026``; the newest where none is named), or one from a folder or zip.

    Raises Refused: form-not-found, form-not-a-benchmark.
    """
    named = Path(edition).exists() and edition.strip() != ""
    form = form_named(edition if named else f"benchmark/{edition}".rstrip("/"))
    if form.benchmark is None:
        raise Refused(Problem("form-not-a-benchmark", edition))
    return form


def declared(session: ReviewSession) -> Benchmark:
    """What the case's form declares. Raises Refused(form-not-a-benchmark)."""
    if session.form.benchmark is None:
        raise Refused(Problem("form-not-a-benchmark", session.path.name))
    return session.form.benchmark


def found_in(session: ReviewSession) -> Index:
    """The records of the case as its rules read them."""
    return index(session.outline().state, Stage.ONSITE)


def paper_of(session: ReviewSession, lang: str = "zh-CN") -> Paper:
    """What papers are made from. Raises Refused(form-not-a-benchmark)."""
    declared(session)
    return Paper(session.form, found_in(session), session.blob, lang)


def problems_of(session: ReviewSession, lang: str = "zh-CN") -> tuple[Problem, ...]:
    """All that the application lacks or contradicts, and open conflicts. Raises Refused(form-not-a-benchmark)."""
    declared(session)
    outline = session.outline()
    return open_points(session.form, outline.state, lang)


def open_points(form: Form, state: State, lang: str = "zh-CN") -> tuple[Problem, ...]:
    """:func:`problems_of` for a state: open conflicts first, then what the check of the records finds."""
    conflicts = [
        Problem("open-conflict", f"{place.subject}/{place.field}") for place, folded in state.items() if folded.conflict
    ]
    return (*conflicts, *check(form, index(state, Stage.ONSITE), lang))


# -- papers ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written; of a package also the mail's ``subject`` and the ``sizes`` of the files inside."""

    path: Path
    subject: str = ""
    sizes: tuple[tuple[str, int], ...] = ()


def export(session: ReviewSession, what: str, output: Path, *, lang: str = "zh-CN", force: bool = False) -> Written:
    """Write one of :data:`EXPORTS`. A package gets the name that the notice asks for where ``output`` is a folder.

    Raises Refused: benchmark-export-unknown, benchmark-export-suffix, file-exists, folder-missing,
    benchmark-package-large, report-not-written.
    """
    if what not in EXPORTS:
        raise Refused(Problem("benchmark-export-unknown", what, {"known": ", ".join(EXPORTS)}))
    paper, made_at = paper_of(session, lang), datetime.fromisoformat(session.now())
    if what == "package":
        return _package(paper, output, made_at, force=force)
    _guard_suffix(output, ".xlsx" if what == "tables" else ".docx")
    guard_target(output, force=force)
    if what == "tables":
        from qmdesk.report.benchmark.book import tables_book

        tables_book(paper, output)
    else:
        from qmdesk.report.benchmark.papers import PAPERS
        from qmdesk.report.build import write_whole

        write_whole(output, PAPERS[what](paper, made_at))
    return Written(output)


def _package(paper: Paper, output: Path, made_at: datetime, *, force: bool) -> Written:
    from qmdesk.report.benchmark.package import packed
    from qmdesk.report.build import write_whole

    sent = packed(paper, made_at)
    target = output / sent.name if output.is_dir() else output
    _guard_suffix(target, ".zip")
    guard_target(target, force=force)
    write_whole(target, sent.content)
    return Written(target, sent.subject, tuple(sent.sizes.items()))


def _guard_suffix(output: Path, wanted: str) -> None:
    if output.suffix.lower() != wanted:
        raise Refused(Problem("benchmark-export-suffix", str(output), {"suffix": wanted}))


def report(
    session: ReviewSession,
    output: Path,
    signing: Sequence[Signing] = (),
    *,
    roles: tuple[str, ...] = (),
    lang: str = "zh-CN",
    force: bool = False,
    tsa_url: str = "",
) -> CheckReport:
    """Write the report of the on-site check, signed by those named in that order.

    Raises Refused: form-not-a-benchmark, file-exists, folder-missing, and what building and signing raise.
    """
    from qmdesk.report.benchmark.check_report import write_check_report

    declared(session)
    guard_target(output, force=force)
    with part_beside(output) as part:
        info = write_check_report(
            session.form,
            session.snapshot(),
            session.blob,
            journal_of(session),
            part,
            lang=lang,
            made_at=datetime.fromisoformat(session.now()),
        )
        if signing:
            sign_part(part, signing, lang, Manner(roles=roles, tsa_url=tsa_url))
        put_in_place(part, output)
    return replace(info, path=output)


# -- judging -----------------------------------------------------------------------------------------


def score(session: ReviewSession, round_id: str, part: str, expert: str, points: str, comment: str = "") -> Recorded:
    """Record one expert's points (0 to 100) on a part of the criteria in a round.

    An expert who isn't listed is added to the list. Raises Refused: benchmark-round-unknown, benchmark-part-unknown,
    benchmark-points-range, benchmark-expert-recused, name-empty.
    """
    made, found = declared(session), found_in(session)
    where = f"score:{round_id}.{part}"
    rounds = [each.id for each in made.steps if each.scored]
    parts = [each.id for each in made.parts]
    if round_id not in rounds:
        raise Refused(Problem("benchmark-round-unknown", where, {"known": ", ".join(rounds)}))
    if part not in parts:
        raise Refused(Problem("benchmark-part-unknown", where, {"known": ", ".join(parts)}))
    if not expert.strip():
        raise Refused(Problem("name-empty", where))
    if not is_canonical(points) or not 0 <= Decimal(points) <= FULL:
        raise Refused(Problem("benchmark-points-range", where, {"text": points[:40], "full": FULL}))
    listed = {each.text("name"): each for each in found.records("expert")}
    if expert in listed and listed[expert].flag("recused") is True:
        raise Refused(Problem("benchmark-expert-recused", where, {"name": expert}))
    subject = f"score:{score_key(round_id, part, expert)}"
    values = {"round": round_id, "part": part, "expert": expert, "points": points, "comment": comment or None}
    edits = [Edit(Place(subject, name), value) for name, value in values.items() if value is not None]
    if expert not in listed:
        edits.append(Edit(Place(f"expert:{score_key('', '', expert).strip('.')}", "name"), expert))
    return session.record(edits)


def _day(session: ReviewSession, text: str, where: str) -> str:
    """A typed day as the form's field takes it. Raises Refused."""
    day, problem = parse_text(session.form.records["stage"].fields["on"], text)
    if problem is not None and problem.severity is Severity.ERROR:
        raise Refused(problem.at(where))
    return str(day)


def set_stage(
    session: ReviewSession, step: str, state: str, *, on: str = "", reason: str = "", lang: str = "zh-CN"
) -> Recorded:
    """Record the result of a stage on a day (today where none is given). Raises Refused with what stands against it."""
    made = declared(session)
    known = session.form.records["stage"].fields["state"].choices
    if state not in known:
        raise Refused(Problem("choice-unknown", f"stage:{step}/state", {"text": state, "known": ", ".join(known)}))
    day = _day(session, on, f"stage:{step}/on") if on else session.now()[:10]
    values, problems = stages.changes(made, found_in(session), step, state, on=day, reason=reason, lang=lang)
    hard = [each for each in problems if each.severity is Severity.ERROR]
    if hard:
        raise Refused(*hard)
    return session.record([Edit(Place(f"stage:{step}", name), value, reason=reason) for name, value in values.items()])
