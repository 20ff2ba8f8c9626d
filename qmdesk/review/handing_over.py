"""An enterprise's own assessment handed over: the package that a review takes in.

The workbook in it is the template that everybody fills in, filled from the case; beside it lie the evidence, the
readings as tables, and the exact answers (:mod:`qmdesk.intake.self_answers`).
"""

from __future__ import annotations

import hashlib
import shutil
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO

from qmdesk.casefile.case import CaseFile
from qmdesk.formdef.types import Form
from qmdesk.grading.records import Index, index
from qmdesk.intake.self_answers import DATA_FOLDER, EVIDENCE_FOLDER, FOLDER, NAME, Answer, answers_file, is_theirs
from qmdesk.intake.template import write_filled
from qmdesk.model.journal import Stage
from qmdesk.model.problem import Problem, Refused, Severity
from qmdesk.model.readings import Readings
from qmdesk.model.snapshot import Snapshot, sets_in
from qmdesk.review.check import Check
from qmdesk.review.exporting import Exported
from qmdesk.review.reporting import guard_target
from qmdesk.review.self_filling import DataFile, Files, data_table, filling_of, level_of, shown_sets
from qmdesk.review.session import ReviewSession
from qmdesk.trust.files import part_beside, put_in_place

Tick = Callable[[], None]
#: A time as zip files have it: year, month, day, hour, minute, second.
Moment = tuple[int, int, int, int, int, int]
#: What the journal calls it.
WHAT = "self-assessment"
#: Characters that no file name may have on one of the three systems.
_FORBIDDEN = '<>:"/\\|?*'


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A package that was made: how many answers, files and measurement sets it holds, and what there is to say."""

    exported: Exported
    answers: int
    files: int
    sets: int
    problems: tuple[Problem, ...]


def doubts(session: ReviewSession, lang: str = "zh-CN") -> tuple[Problem, ...]:
    """What is still open before handing over: answers that are missing or contradict each other. None forbids it."""
    return _doubts(session.form, session.outline(), lang)


def _doubts(form: Form, outline: Snapshot, lang: str) -> tuple[Problem, ...]:
    found = index(outline.state, Stage.SELF)
    return (*_missing(form, found, lang), *_conflicts(outline), *_differing(form, found, lang))


def own_check(session: ReviewSession, lang: str = "zh-CN") -> Check:
    """In the place of the leaving check: what is open before handing over, and the questions of the self-assessment."""
    return Check(doubts(session, lang), session.assess(Stage.SELF).questions)


def hand_over(
    session: ReviewSession, output: Path, *, lang: str = "zh-CN", force: bool = False, tick: Tick = lambda: None
) -> HandedOver:
    """Write the self-assessment of a case as a package, whole or not at all; may run beside recordings.

    The caller notes it in the journal (:func:`qmdesk.review.exporting.note` of ``exported``).

    ``tick`` is called before each file and may raise to cancel. Raises Refused: file-exists, folder-missing,
    nothing-to-hand-over, template-not-written, file-cannot-write, and what reading the case raises.
    """
    guard_target(output, force=force)
    outline = session.outline()
    answers = list(_answers(outline))
    if not any(each.place.stage == Stage.SELF for each in answers):
        raise Refused(Problem("nothing-to-hand-over", "stage:self"))
    problems = _doubts(session.form, outline, lang)
    with part_beside(output) as part:
        files, sets = _write(session, outline, part, answers, lang, tick)
        digest = _digest(part)
        put_in_place(part, output)
    exported = Exported(output, WHAT, digest, session.now())
    return HandedOver(exported, len(answers), files, sets, problems)


def _answers(outline: Snapshot) -> Iterator[Answer]:
    """All that the enterprise says, in the order in which it first said it; a place in conflict says nothing yet."""
    for place, folded in outline.state.items():
        if not is_theirs(place) or folded.conflict or folded.value is None:
            continue
        head = folded.heads[-1]
        yield Answer(place, folded.value, head.raw, head.reason)


def _write(
    session: ReviewSession, outline: Snapshot, part: Path, answers: list[Answer], lang: str, tick: Tick
) -> tuple[int, int]:
    found = index(outline.state, Stage.SELF)
    names = _Names()
    sets = _sets(session, found)
    evidence = _evidence(outline, found, names)
    listed = {subject: name for subject, _, name in evidence}
    beside = Files(sets, _tables(found, sets, names), listed)
    book = part.with_name(f"{part.name}.xlsx")
    moment = datetime.fromisoformat(session.now())
    at = (max(moment.year, 1980), moment.month, moment.day, moment.hour, moment.minute, moment.second)
    title = names.free(f"{_plain(found.record('case').text('enterprise'))} 自评表.xlsx")
    try:
        write_filled("self-assessment", session.form, book, filling_of(session.form, found, lang, beside), lang)
        with zipfile.ZipFile(part, "x", zipfile.ZIP_DEFLATED, allowZip64=True) as package:
            _put(package, title, book.read_bytes(), at)
            _put(package, NAME, answers_file(session.form, answers, _digest(book)), at)
            for sha256 in sorted(sets_in({each.place: outline.state[each.place] for each in answers})):
                tick()
                _put(package, f"{FOLDER}/{sha256}.json", session.blob(sha256), at)
            for table in beside.tables.values():
                _put(package, f"{DATA_FOLDER}/{table.name}", table.content, at)
            written: set[str] = set()
            for _, sha256, name in evidence:
                tick()
                if sha256 not in written:
                    written.add(sha256)
                    target = f"{EVIDENCE_FOLDER}/{name}"
                    session.on_file(lambda case, s=sha256, t=target: _copy(case, s, package, t, at))
    finally:
        book.unlink(missing_ok=True)
    return len(written), len(sets)


def _put(package: zipfile.ZipFile, name: str, content: bytes, at: Moment) -> None:
    info = zipfile.ZipInfo(name, at)
    info.compress_type = zipfile.ZIP_DEFLATED
    package.writestr(info, content)


def _copy(case: CaseFile, sha256: str, package: zipfile.ZipFile, name: str, at: Moment) -> None:
    """A file of the case into the package, streamed; pictures and papers are packed already."""
    info = zipfile.ZipInfo(name, at)
    with case.open_blob(sha256) as source, package.open(info, "w", force_zip64=True) as target:
        shutil.copyfileobj(source, target, 1 << 20)


def _sets(session: ReviewSession, found: Index) -> dict[str, Readings]:
    """Measurement sets of the characteristics, by key."""
    made: dict[str, Readings] = {}
    for record in found.records("characteristic"):
        value = record.value("readings")
        blob = value.get("blob") if isinstance(value, Mapping) else None
        if isinstance(blob, str):
            made[record.key] = session.readings(blob)
    return made


def _tables(found: Index, sets: Mapping[str, Readings], names: _Names) -> dict[str, DataFile]:
    """A table of readings for each characteristic that the workbook's sheet has no room for, by key."""
    made: dict[str, DataFile] = {}
    for key in sorted(set(sets) - set(shown_sets(sets))):
        record = found.record("characteristic", key)
        name = names.free(f"{_plain(record.text('name')) or key}.csv")
        made[key] = DataFile(name, data_table(record, sets[key]))
    return made


def _evidence(outline: Snapshot, found: Index, names: _Names) -> list[tuple[str, str, str]]:
    """Each piece of evidence: its subject, its file's hash, and the name that the file has in the package."""
    by_file: dict[str, str] = {}
    made: list[tuple[str, str, str]] = []
    for record in found.records("evidence"):
        sha256 = record.value("file")
        if isinstance(sha256, str) and sha256 in outline.files:
            if sha256 not in by_file:
                by_file[sha256] = names.free(_plain(record.text("name")) or sha256[:12])
            made.append((f"evidence:{record.key}", sha256, by_file[sha256]))
    return made


class _Names:
    """Names of one package, each once whatever its case and width: a reader finds files by them."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def free(self, name: str) -> str:
        path = PurePosixPath(name)
        made, number = name, 1
        while unicodedata.normalize("NFKC", made).casefold() in self._taken:
            number += 1
            made = f"{path.stem} ({number}){path.suffix}"
        self._taken.add(unicodedata.normalize("NFKC", made).casefold())
        return made


def _plain(name: str) -> str:
    made = "".join("_" if each in _FORBIDDEN or ord(each) < 32 else each for each in name).strip(" .")
    return made[:80]


def _missing(form: Form, found: Index, lang: str) -> Iterator[Problem]:
    for item in form.items:
        record = found.record("item", item.id)
        if record.flag("applicable") is not False and level_of(found, item.id) is None and not _given(found, item.id):
            yield _open("self-item-open", f"item:{item.id}", item.name.in_(lang))
    for figure in form.figures:
        if found.record("figure", figure.id).value("tracked") is None:
            yield _open("self-figure-open", f"figure:{figure.id}", figure.name.in_(lang))


def _open(code: str, where: str, name: str) -> Problem:
    return Problem(code, where, {"name": name}, Severity.WARNING)


def _conflicts(outline: Snapshot) -> Iterator[Problem]:
    for place, folded in outline.state.items():
        if is_theirs(place) and folded.conflict:
            yield Problem("self-answer-conflict", f"{place.subject} {place.field}", severity=Severity.WARNING)


def _differing(form: Form, found: Index, lang: str) -> Iterator[Problem]:
    for item in form.items:
        given = _given(found, item.id)
        if len(given) > 1 and level_of(found, item.id) is None:
            details = {"name": item.name.in_(lang), "levels": ", ".join(sorted(given))}
            yield Problem("self-levels-differ", f"item:{item.id}", details, Severity.WARNING)


def _given(found: Index, item: str) -> set[str]:
    return {str(each.value) for each in found.ratings.get(f"{item}@{Stage.SELF}", ()) if each.value is not None}


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        _feed(file, digest.update)
    return digest.hexdigest()


def _feed(file: IO[bytes], update: Callable[[bytes], None]) -> None:
    while piece := file.read(1 << 20):
        update(piece)
