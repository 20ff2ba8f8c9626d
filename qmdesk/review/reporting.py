"""Documents out of a case: the report, signed or not, and the rectification sheet.

A document is made beside its place and gets its name only when it is whole, signed and read back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from qmdesk.model.answers import Answers
from qmdesk.model.assessment import Assessment
from qmdesk.model.canonical import canonical
from qmdesk.model.journal import Stage
from qmdesk.model.journal_json import entry_to_json
from qmdesk.model.problem import Problem, Refused
from qmdesk.model.snapshot import Snapshot
from qmdesk.report.build import Progress, ReportInfo, write_report, write_whole
from qmdesk.report.material import Material, Options
from qmdesk.report.page_pictures import page_names, page_pictures
from qmdesk.report.rectify import drawn_rectification
from qmdesk.review.preparing import late_changes_of
from qmdesk.review.session import ReviewSession
from qmdesk.trust.files import part_beside, put_in_place
from qmdesk.trust.keys import Identity

JOURNAL = "journal.jsonl"


@dataclass(frozen=True, slots=True)
class Signing:
    """One who signs a report: the role, the identity (None: by hand only), and a picture of the handwriting."""

    role: str
    identity: Identity | None
    handwriting: Path | bytes | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a report goes out: the roles that are still to sign after those who sign now, the address of a time stamp
    server, the seal across the page edges, the file of the report that this one replaces, and the stage that it reports
    on (the last one with ratings)."""

    roles: tuple[str, ...] = ()
    tsa_url: str = ""
    seam: bool = False
    old: Path | None = None
    stage: Stage | None = None


def report(
    session: ReviewSession,
    output: Path,
    signing: Sequence[Signing] = (),
    *,
    lang: str = "zh-CN",
    force: bool = False,
    manner: Manner | None = None,
    progress: Progress = lambda _share: None,
) -> ReportInfo:
    """Write the report of a case, signed by those named, in that order.

    An open case gives a draft, and every page of it says so. ``progress`` is told the share done; what it raises stops
    the work, and no file is left. Raises Refused: file-exists, folder-missing, and what
    building and signing raise.
    """
    from qmdesk.review.amending import amends

    guard_target(output, force=force)
    manner = manner or Manner()
    snapshot = session.snapshot()
    assessments, answers = judged(session, snapshot, manner.stage)
    made_at = datetime.fromisoformat(session.now())
    with part_beside(output) as part:
        info = write_report(
            session.form,
            snapshot,
            assessments,
            answers,
            session.blob,
            part,
            lang=lang,
            made_at=made_at,
            options=Options(
                late=late_changes_of(session, max(assessments, key=list(Stage).index)),
                amends=amends(session, manner.old, manner.stage or max(assessments, key=list(Stage).index)),
                stage=manner.stage,
            ),
            attachments={JOURNAL: journal_of(session)},
            progress=progress,
        )
        if manner.seam:
            _seal_edges(session, part)
        if signing:
            sign_part(part, signing, lang, manner)
        put_in_place(part, output)
    return info


def rectification(session: ReviewSession, output: Path, *, lang: str = "zh-CN", force: bool = False) -> None:
    """Write the rectification sheet of a case. Raises Refused: file-exists, folder-missing, no-suggestions."""
    guard_target(output, force=force)
    content = _sheet(session, lang)
    with part_beside(output) as part:
        write_whole(part, content)
        put_in_place(part, output)


def _sheet(session: ReviewSession, lang: str) -> bytes:
    """The rectification sheet as PDF in memory: nothing of a case that may be encrypted goes to a temporary file."""
    snapshot = session.snapshot()
    if not any(True for _ in snapshot.keys("suggestion")):
        raise Refused(Problem("no-suggestions"))
    assessments, answers = judged(session, snapshot)
    made_at = datetime.fromisoformat(session.now())
    m = Material(session.form, snapshot, assessments, answers, session.blob, lang, made_at, Options())
    return drawn_rectification(m)[0]


def rectification_pictures(
    session: ReviewSession, output: Path, *, lang: str = "zh-CN", force: bool = False
) -> list[Path]:
    """Write the sheet as PNG, a file for every page beside ``output``: ``name.png``, or ``name-1.png`` and so on.

    All are written or none. Raises as :func:`rectification`.
    """
    pictures = page_pictures(_sheet(session, lang))
    paths = [output.with_name(name) for name in page_names(output.stem, len(pictures))]
    for path in paths:
        guard_target(path, force=force)
    with ExitStack() as stack:
        parts = [stack.enter_context(part_beside(path)) for path in paths]
        for part, picture in zip(parts, pictures, strict=True):
            part.write_bytes(picture)
        for part, path in zip(parts, paths, strict=True):
            put_in_place(part, path)
    return paths


def judged(
    session: ReviewSession, snapshot: Snapshot, wanted: Stage | None = None
) -> tuple[Mapping[Stage, Assessment], Mapping[Stage, Answers]]:
    """Answers and grade of every stage at which anything was rated, and of the on-site and the wanted stage anyway."""
    rated = {place.stage for place in snapshot.state if place.kind == "item" and place.name in {"level", "agreed"}}
    stages = [stage for stage in Stage if stage in rated or stage in (Stage.ONSITE, wanted)]
    answers = {stage: session.answers(stage) for stage in stages}
    return {stage: session.assess(stage) for stage in stages}, answers


def sign_more(pdf: Path, output: Path, signing: Sequence[Signing], *, lang: str = "zh-CN", tsa_url: str = "") -> None:
    """Sign a report that is there already, for the roles that it still waits for. Raises as signing does."""
    from qmdesk.report import sign

    signers = [sign.Signer(each.role, each.identity, each.handwriting, each.name) for each in signing]
    sign.sign_report(pdf, output, signers, sign.Manner(lang=lang, tsa_url=tsa_url))


def sign_part(part: Path, signing: Sequence[Signing], lang: str, manner: Manner) -> None:
    """Sign a document in place, in the order given. Raises as signing does."""
    from qmdesk.report import sign

    signers = [sign.Signer(each.role, each.identity, each.handwriting, each.name) for each in signing]
    sign.sign_report(part, part, signers, sign.Manner(lang=lang, roles=manner.roles, tsa_url=manner.tsa_url))


def _seal_edges(session: ReviewSession, part: Path) -> None:
    """Lay the case's seal across the page edges. Raises Refused(seal-unreadable), also where the case has none."""
    from qmdesk.report.sign_seam import seal_edges

    sha256 = session.outline().value("case", "seal")
    if not isinstance(sha256, str) or not sha256:
        raise Refused(Problem("seal-unreadable", "case/seal"))
    part.write_bytes(seal_edges(part.read_bytes(), session.blob(sha256)))


def journal_of(session: ReviewSession) -> bytes:
    """All entries of the case, one a line, as documents carry them."""
    return "".join(canonical(entry_to_json(entry)) + "\n" for entry in session.history()).encode("utf-8")


def guard_target(output: Path, *, force: bool) -> None:
    """Raises Refused where the place for a file is taken or has no folder: file-exists, folder-missing."""
    if output.exists() and not force:
        raise Refused(Problem("file-exists", str(output)))
    if not output.absolute().parent.is_dir():
        raise Refused(Problem("folder-missing", str(output.absolute().parent)))
