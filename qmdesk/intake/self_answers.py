"""The exact answers that lie in a self-assessment package beside its workbook, for a reader that is this program.

A workbook has a cell for most answers and not for all (excluded readings, gauge studies, who rated what). A package
made from a case therefore carries ``自评数据/answers.json``: every value of the self-assessment as the case keeps it,
with the hash of the workbook that was made from the same. It counts only beside that very workbook: where somebody
changed the workbook, the workbook is what the enterprise says.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from qmdesk.formdef import fields
from qmdesk.formdef.types import Form
from qmdesk.intake.measurements.edits import READINGS_MEDIA
from qmdesk.model.canonical import Json, canonical
from qmdesk.model.intake import IncomingFile, Intake
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.model.problem import Problem, Refused, Severity
from qmdesk.model.readings_json import readings_from_blob

FOLDER = "自评数据"
NAME = f"{FOLDER}/answers.json"
#: Where the same readings lie as tables, for people and other programs.
DATA_FOLDER = "测量数据"
#: Where a package keeps what proves its answers.
EVIDENCE_FOLDER = "佐证材料"
FORMAT, VERSION = "qmdesk/self-answers", 1
#: Bytes of answers that are read at all, and how many values.
MOST, VALUES = 64 * 1024 * 1024, 200_000
#: Facts about the enterprise that it states itself; all else about the case is the reviewers'.
OF_CASE = frozenset(
    {
        *("enterprise", "credit_code", "region", "address", "trade", "products", "size", "employees", "specialised"),
        *("class", "contact", "contact_phone", "representative", "period", "site", "family", "output_value"),
    }
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One value of the self-assessment, as the case keeps it."""

    place: Place
    value: Json
    raw: str = ""
    reason: str = ""


def is_theirs(place: Place) -> bool:
    """Whether a place is the enterprise's own to fill: what is of its stage, its facts, its evidence."""
    if place.kind == "case":
        return not place.stage and not place.author and place.name in OF_CASE
    return place.stage == Stage.SELF or (place.kind == "evidence" and not place.stage)


def answers_file(form: Form, answers: Iterable[Answer], workbook: str) -> bytes:
    """The file's bytes; the same answers beside the same workbook give the same."""
    values: list[Json] = []
    for each in answers:
        value: dict[str, Json] = {"subject": each.place.subject, "field": each.place.field, "value": each.value}
        if each.raw:
            value["raw"] = each.raw
        if each.reason:
            value["reason"] = each.reason
        values.append(value)
    form_id = f"{form.id}/{form.edition}"
    made: Json = {"format": FORMAT, "version": VERSION, "form": form_id, "workbook": workbook, "values": values}
    return canonical(made).encode("utf-8")


def is_ours(name: str) -> bool:
    """Whether a file of a package belongs to the exact answers, and so is no evidence."""
    return _lies_in(name, FOLDER)


def is_data(name: str) -> bool:
    """Whether a file of a package is a table of readings for people."""
    return _lies_in(name, DATA_FOLDER)


def is_evidence(name: str) -> bool:
    """Whether a file of a package lies among its evidence."""
    return _lies_in(name, EVIDENCE_FOLDER)


def _lies_in(name: str, folder: str) -> bool:
    return f"/{name.replace(chr(92), '/')}".rpartition("/")[0].endswith(f"/{folder}")


def exact_answers(
    files: Sequence[IncomingFile], book: IncomingFile, form: Form, *, author: str, source_sha256: str
) -> Intake | Problem | None:
    """What a package's exact answers say, with the files that they name; None where it has none.

    A Problem (warning) where there are some that don't count: for another workbook, another form, a newer version, or
    damaged. Values that don't fit their field, or are not the enterprise's to state, are refused one by one.
    """
    ours = [each for each in files if is_ours(each.name)]
    found = next((each for each in ours if each.name.replace("\\", "/").rpartition("/")[2] == "answers.json"), None)
    if found is None:
        return None
    data = _read(found.content)
    if data is None:
        return Problem("self-answers-damaged", found.name, severity=Severity.WARNING)
    if data["version"] != VERSION or data.get("form") != f"{form.id}/{form.edition}":
        return Problem("self-answers-other-form", found.name, {"form": str(data.get("form"))}, Severity.WARNING)
    if data.get("workbook") != book.sha256:
        return Problem("self-answers-other-workbook", found.name, {"name": book.name}, Severity.WARNING)
    there = {each.sha256: each for each in files if not is_ours(each.name)}
    there |= {each.sha256: IncomingFile(each.sha256, each.name, READINGS_MEDIA, each.content) for each in ours}
    return _intake(data["values"], there, form, author, f"import:{source_sha256}", found.name)


def _read(content: bytes) -> dict[str, Any] | None:
    if len(content) > MOST:
        return None
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or data.get("format") != FORMAT or not isinstance(data.get("version"), int):
        return None
    values = data.get("values")
    return data if isinstance(values, list) and len(values) <= VALUES else None


def _intake(
    values: list[Any], there: dict[str, IncomingFile], form: Form, author: str, origin: str, where: str
) -> Intake:
    edits: list[Edit] = []
    problems: list[Problem] = []
    files: dict[str, IncomingFile] = {}
    for value in values:
        taken = _edit(value, there, form, author, origin, where)
        if isinstance(taken, Problem):
            problems.append(taken)
            continue
        edit, file = taken
        edits.append(edit)
        if file is not None:
            files[file.sha256] = file
    lost = {each.where for each in problems if each.code == "self-answer-file-missing"}
    edits = [each for each in edits if each.place.subject not in lost]
    counts = (len(values), len(edits), len(values) - len(edits))
    return Intake("self-assessment", *counts, tuple(edits), tuple(files.values()), tuple(problems))


def _edit(
    value: object, there: dict[str, IncomingFile], form: Form, author: str, origin: str, where: str
) -> tuple[Edit, IncomingFile | None] | Problem:
    place = _place(value)
    if place is None or not is_theirs(place):
        return Problem("self-answer-not-theirs", where, {"place": str(value)[:80]})
    declared = fields.field_of(form, place.kind, place.name, place.key)
    if declared is None or declared.staged != bool(place.stage) or declared.authored != bool(place.author):
        return Problem("self-answer-unknown", where, {"place": f"{place.subject} {place.field}"})
    assert isinstance(value, dict)
    said: Json = value.get("value")
    problem = fields.check(declared, said)
    if problem is not None:
        return problem.at(f"{place.subject} {place.field}")
    file = None
    sha256 = _file_of(declared.type, said)
    if sha256:
        file = there.get(sha256)
        if file is None or (declared.type == "readings" and not _is_set(file.content)):
            return Problem("self-answer-file-missing", place.subject, {"sha256": sha256[:12]})
    raw, reason = (str(value.get(name) or "") for name in ("raw", "reason"))
    return Edit(place, said, raw=raw, reason=reason, origin=origin, author=author), file


def _place(value: object) -> Place | None:
    """The place of a value, or None where it names none."""
    if not isinstance(value, dict):
        return None
    subject, name = value.get("subject"), value.get("field")
    if not isinstance(subject, str) or not isinstance(name, str) or max(len(subject), len(name)) > 400:
        return None
    plain, _, rest = name.partition("@")
    stage, _, author = rest.partition("/")
    if stage not in {"", *map(str, Stage)} or not plain:
        return None
    return Place(subject, plain, stage, author)


def _file_of(kind: str, value: Json) -> str:
    if kind == "file" and isinstance(value, str):
        return value
    blob = value.get("blob") if kind == "readings" and isinstance(value, dict) else None
    return blob if isinstance(blob, str) else ""


def _is_set(content: bytes) -> bool:
    try:
        readings_from_blob(content)
    except Refused:
        return False
    return True
