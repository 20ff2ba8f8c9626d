"""The 质量赋能包 of one case: what its gaps are, which offers of a catalogue help, as a paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from qmdesk.formdef.offers import LOW, Catalogue, Pack, builtin_catalogue, choose, load_catalogue, strangers
from qmdesk.grading.gaps import gaps_of
from qmdesk.model.assessment import Assessment
from qmdesk.model.journal import Stage
from qmdesk.model.problem import Problem, Refused, Severity
from qmdesk.review.reporting import guard_target
from qmdesk.review.session import ReviewSession


@dataclass(frozen=True, slots=True)
class Offered:
    """What a case is offered at a stage: the catalogue, the choice, the assessment behind it, what is to be said."""

    stage: Stage
    catalogue: Catalogue
    pack: Pack
    assessment: Assessment
    problems: tuple[Problem, ...]


def catalogue_at(path: Path | None) -> Catalogue:
    """The catalogue of a file, the built-in one where none is named. Raises Refused as loading does."""
    return builtin_catalogue() if path is None else load_catalogue(path)


def offers_for(session: ReviewSession, catalogue: Catalogue, stage: Stage, highest: int = LOW) -> Offered:
    """Choose for the gaps of a case at a stage. Ids that the form lacks, and a choice of nothing, are told."""
    assessment = session.assess(stage)
    pack = choose(catalogue, gaps_of(session.form, assessment, highest))
    problems = [
        Problem("catalogue-stranger", each, severity=Severity.WARNING) for each in strangers(catalogue, session.form)
    ]
    if not pack.chosen:
        problems.append(Problem("offers-none", "", {"highest": highest}, Severity.WARNING))
    return Offered(stage, catalogue, pack, assessment, tuple(problems))


def write_offers(
    session: ReviewSession, offered: Offered, output: Path, *, lang: str = "zh-CN", force: bool = False
) -> None:
    """Write what was chosen as PDF or XLSX, by the file's name.

    Raises Refused: paper-format-unknown, file-exists, folder-missing, report-not-written.
    """
    from qmdesk.report.papers import offers
    from qmdesk.report.papers.paper import paper_material, write_paper

    suffix = output.suffix.lower()
    if suffix not in {".pdf", ".xlsx"}:
        details = {"suffix": suffix or "-", "known": ".pdf, .xlsx"}
        raise Refused(Problem("paper-format-unknown", str(output), details))
    guard_target(output, force=force)
    made_at = datetime.fromisoformat(session.now())
    m = paper_material(session.form, session.outline(), session.blob, offered.stage, lang=lang, made_at=made_at)
    number = offered.assessment.grade.level
    level = session.form.level(number).name.in_(lang) if number is not None else ""
    if suffix == ".xlsx":
        offers.book(m, offered.pack, offered.catalogue, level, output)
    else:
        write_paper(offers.paper(m, offered.pack, offered.catalogue, level), output)
