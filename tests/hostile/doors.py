"""Every way by which a file from outside gets in, called as the program calls it, with what became of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from qmdesk.casefile.case import open_case
from qmdesk.exchange.package import open_package
from qmdesk.formdef.loader import load_builtin, load_zip
from qmdesk.formdef.types import Form
from qmdesk.gate.images import describe, thumbnail
from qmdesk.intake.answers_file import parse_answers
from qmdesk.intake.readers import read_table
from qmdesk.model.problem import Problem, Refused, Severity
from qmdesk.report.verify import verify_report
from qmdesk.review.importing import import_file
from qmdesk.review.session import ReviewSession
from qmdesk.trust.anchors import TrustList, known_devices, read_trust
from qmdesk.trust.p12 import load_p12
from tests.hostile.specimen import Outcome

PASSPHRASE = "口令 passphrase"
Door = Callable[[Path, ReviewSession], Outcome]


def codes_of(problems: Iterable[Problem]) -> frozenset[str]:
    return frozenset(each.code for each in problems if each.severity is not Severity.INFO)


def passed(door: str, path: Path, session: ReviewSession) -> Outcome:
    """What became of a file at a door. A refusal must leave the case as it was: AssertionError where it does not."""
    before = _standing(session)
    try:
        found = DOORS[door](path, session)
    except Refused as refusal:
        found = Outcome(True, codes_of(refusal.problems), 0)
    if found.refused or not found.taken:
        assert _standing(session) == before, "a file that was refused changed the case"
    return found


def _standing(session: ReviewSession) -> object:
    return session.heads(), tuple(session.on_file(lambda case: case.blob_ids()))


def _import(path: Path, session: ReviewSession) -> Outcome:
    found = import_file(session, path)
    return Outcome(found.refused, codes_of(found.intake.problems), found.intake.accepted)


def _table(path: Path, _: ReviewSession) -> Outcome:
    grid = read_table(path.read_bytes(), path.name)
    cells = sum(1 for sheet in grid.sheets for row in sheet.rows for cell in row if cell is not None)
    return Outcome(False, codes_of(grid.problems), cells)


def _picture(path: Path, _: ReviewSession) -> Outcome:
    content = path.read_bytes()
    found = describe(content, path.name)
    if found is None:
        return Outcome(False, frozenset(), 1)
    return Outcome(False, frozenset(), int(thumbnail(content, 64, path.name).startswith(b"\x89PNG")))


def _answers(path: Path, _: ReviewSession) -> Outcome:
    __, answers = parse_answers(path.read_bytes(), _form_named)
    return Outcome(False, frozenset(), 1 + len(answers.items))


def _form_named(word: str) -> Form:
    name, _, edition = word.partition("/")
    return load_builtin(name, edition or None)


def _form(path: Path, _: ReviewSession) -> Outcome:
    return Outcome(False, frozenset(), len(load_zip(path.read_bytes()).items))


def _p12(path: Path, _: ReviewSession) -> Outcome:
    return Outcome(False, frozenset(), len(load_p12(path, PASSPHRASE).chain))


def _trust(path: Path, _: ReviewSession) -> Outcome:
    found = read_trust([path])
    return Outcome(False, frozenset(), len(found.roots) + len(found.crls))


def _package(path: Path, _: ReviewSession) -> Outcome:
    with open_package(path, anchors=TrustList(), devices=known_devices(path.parent / "new-home")) as package:
        return Outcome(False, frozenset(), len(package.content.entries))


def _case(path: Path, _: ReviewSession) -> Outcome:
    before = path.read_bytes()
    try:
        with open_case(path) as case:
            return Outcome(False, codes_of(case.check_journal()), len(list(case.entries())))
    except Refused:
        assert path.read_bytes() == before, "a refused case file was changed"
        raise


def _report(path: Path, _: ReviewSession) -> Outcome:
    found = verify_report(path, TrustList())
    return Outcome(not found.ok, codes_of(found.problems), int(found.ok))


DOORS: dict[str, Door] = {
    "import": _import,
    "table": _table,
    "picture": _picture,
    "answers": _answers,
    "form": _form,
    "p12": _p12,
    "trust": _trust,
    "package": _package,
    "case": _case,
    "report": _report,
}
