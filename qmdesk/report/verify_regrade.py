"""Grading a report again from the data inside it, and comparing with what it says and what its pages print.

The report carries the snapshot of the case, the form that it was judged by, and the journal. From these every level
and the grade are computed anew by the same rules; nothing that the report says of itself is taken on trust.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from qmdesk.casefile.fold import fold
from qmdesk.formdef.loader import load_zip
from qmdesk.formdef.types import Form
from qmdesk.grading.answers import answers_of
from qmdesk.grading.as_json import assessment_facts
from qmdesk.grading.assess import assess
from qmdesk.grading.display import display_value
from qmdesk.model.assessment import Assessment, Interval
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Head, Stage
from qmdesk.model.journal_json import entry_from_json, verify_chain
from qmdesk.model.problem import Problem, Refused
from qmdesk.model.snapshot import Snapshot
from qmdesk.model.snapshot_json import snapshot_from_json
from qmdesk.report.benchmark.verify import is_check_report, recheck
from qmdesk.report.programme import verify as summary
from qmdesk.report.verify_attachments import attachments, page_lines
from qmdesk.report.verify_covered import is_covered

SNAPSHOT, FORM, ASSESSMENT, REPORT, JOURNAL = (
    "snapshot.json", "form.zip", "assessment.json", "report.json", "journal.jsonl",
)  # fmt: skip
NEEDED = (SNAPSHOT, FORM, ASSESSMENT, REPORT)
#: Statistics that decide nothing may differ between computers in their last digits.
_TOLERANCE = 1e-6
_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError)


@dataclass(frozen=True, slots=True)
class Regraded:
    """``document`` is the ``regrade`` of ``verify --json``, None where the report has no data to grade; ``listed`` are
    the fields that the report prints for signing, with their roles, and ``deciding`` the roles without whom it counts
    nothing: the lead assessor, and in a second review the second reviewer."""

    document: Mapping[str, Json] | None
    problems: tuple[Problem, ...]
    listed: Mapping[str, str] = field(default_factory=dict[str, str])
    deciding: frozenset[str] = frozenset({"lead"})


@dataclass(frozen=True, slots=True)
class _Data:
    snapshot: Snapshot
    form: Form
    lang: str
    stage: Stage
    stages: Mapping[str, Any]
    made_at: datetime
    listed: Mapping[str, str]


def regrade(content: bytes) -> Regraded:
    """Compute the grade of a report again and compare. Raises Refused(report-unreadable, report-encrypted)."""
    files = attachments(content, (*NEEDED, JOURNAL, summary.DATA))
    if summary.is_summary(files.get(REPORT)):
        found = summary.recheck(files[REPORT], files.get(summary.DATA), page_lines(content))
        return Regraded(*found, deciding=frozenset())
    if is_check_report(files.get(REPORT)):
        return Regraded(*recheck(files, page_lines(content), lambda snapshot, raw: tuple(_journal(snapshot, raw))))
    missing = [name for name in NEEDED if name not in files]
    if missing:
        return Regraded(None, tuple(Problem("report-data-missing", name) for name in missing))
    try:
        data = _data(files)
    except Refused as refused:
        return Regraded(None, (Problem("report-data-unreadable", refused.problems[0].where), *refused.problems))
    except _UNREADABLE as error:
        return Regraded(None, (Problem("report-data-unreadable", "", {"reason": type(error).__name__}),))
    return _compared(data, files, content)


def _data(files: Mapping[str, bytes]) -> _Data:
    about, judged = json.loads(files[REPORT]), json.loads(files[ASSESSMENT])
    return _Data(
        snapshot=snapshot_from_json(files[SNAPSHOT]),
        form=load_zip(files[FORM]),
        lang=str(about["lang"]),
        stage=Stage(about["stage"]),
        stages=dict(judged["stages"]),
        made_at=datetime.fromisoformat(about["made_at"]),
        listed={str(each["field"]): str(each["role"]) for each in about["signing"]},
    )


def _compared(data: _Data, files: Mapping[str, bytes], content: bytes) -> Regraded:
    problems, lines = list[Problem](), page_lines(content)
    if data.form.sha256 != data.snapshot.form_sha256:
        problems.append(Problem("report-form-differs", FORM))
    graded = {stage: _assess(data, Stage(stage)) for stage in {*data.stages, str(data.stage)}}
    for stage, found in data.stages.items():
        place = next(differences(found, assessment_facts(graded[stage])), None)
        if place is not None:
            problems.append(Problem("report-assessment-differs", f"{stage}{place}"))
    if JOURNAL in files:
        problems += _journal(data.snapshot, files[JOURNAL])
    else:
        problems.append(Problem("report-data-missing", JOURNAL))
    recomputed = graded[str(data.stage)].grade
    printed = _printed(data, graded[str(data.stage)], lines)
    if printed != [recomputed]:
        said = {"printed": ", ".join(map(_words, printed)) or "-", "recomputed": _words(recomputed)}
        problems.append(Problem("report-printed-differs", "", said))
    problems += _unprinted(data, graded[str(data.stage)], lines)
    problems += _covered(_line(data, graded[str(data.stage)]), content)
    document: dict[str, Json] = {
        "ok": not problems,
        "printed": _level(printed[0]) if len(printed) == 1 else [_level(each) for each in printed] or None,
        "recomputed": _level(recomputed),
        "stage": str(data.stage),
        "case_id": data.snapshot.case_id,
        "items": len(graded[str(data.stage)].items),
        "figures": sum(each.value is not None for each in graded[str(data.stage)].figures),
        "entries": sum(head.seq for head in data.snapshot.heads),
        "heads": [[head.device, head.seq, head.hash] for head in data.snapshot.heads],
    }
    deciding = {"lead", "second_reviewer"} if data.stage is Stage.SECOND else {"lead"}
    return Regraded(document, tuple(problems), data.listed, frozenset(deciding))


def _assess(data: _Data, stage: Stage) -> Assessment:
    return assess(data.form, answers_of(data.form, data.snapshot, stage))


def _level(span: Interval) -> Json:
    return span.level if span.level is not None else _words(span)


def _words(span: Interval) -> str:
    return str(span.level) if span.level is not None else f"{span.lowest}-{span.highest}"


# -- what the report says of itself ------------------------------------------------------------------


def differences(found: Any, facts: Json, where: str = "") -> Iterator[str]:  # noqa: ANN401 - JSON from outside
    """Places where a document says something else than the facts; what it says beside them (names, words) is free."""
    if isinstance(facts, Mapping):
        for key, value in facts.items():
            if not isinstance(found, Mapping) or key not in found:
                yield f"{where}/{key}"
            elif key == "shown":
                yield from _roughly(found[key], value, f"{where}/{key}")
            else:
                yield from differences(found[key], value, f"{where}/{key}")
    elif isinstance(facts, Sequence) and not isinstance(facts, str):
        if not isinstance(found, list) or len(found) != len(facts):
            yield where
            return
        for number, (one, value) in enumerate(zip(found, facts, strict=True)):
            yield from differences(one, value, f"{where}/{_named(value, number)}")
    elif type(found) is not type(facts) or found != facts:
        yield where


def _named(value: Json, number: int) -> str:
    return str(value.get("id", number)) if isinstance(value, Mapping) else str(number)


def _roughly(found: Any, facts: Json, where: str) -> Iterator[str]:  # noqa: ANN401
    """Statistics for display: equal, or equal as numbers but for the last digits."""
    if isinstance(facts, Mapping) and isinstance(found, Mapping) and found.keys() == facts.keys():
        for key, value in facts.items():
            yield from _roughly(found[key], value, f"{where}/{key}")
    elif isinstance(facts, list | tuple) and isinstance(found, list) and len(found) == len(facts):
        for one, value in zip(found, facts, strict=True):
            yield from _roughly(one, value, where)
    elif found != facts and not _close(found, facts):
        yield where


def _close(found: object, facts: object) -> bool:
    try:
        one, other = float(str(found)), float(str(facts))
    except ValueError:
        return False
    return math.isclose(one, other, rel_tol=_TOLERANCE, abs_tol=_TOLERANCE)


# -- what its pages print ----------------------------------------------------------------------------


def _printed(data: _Data, assessment: Assessment, lines: Sequence[str]) -> list[Interval]:
    """The grades that stand on the pages as a line of their own, in the report's own words for a grade."""
    squeezed = {_squeezed(line) for line in lines}
    numbers = [level.number for level in data.form.levels]
    spans = [Interval(low, high) for low in numbers for high in numbers if low <= high]
    return [span for span in spans if _squeezed(_line(data, replace(assessment, grade=span))) in squeezed]


def _line(data: _Data, assessment: Assessment) -> str:
    """The line in which a report says a grade."""
    from qmdesk.report.chapters.summary import printed_grade
    from qmdesk.report.material import Material, Options

    judged, options = {data.stage: assessment}, Options(stage=data.stage)
    return printed_grade(Material(data.form, data.snapshot, judged, {}, _no_files, data.lang, data.made_at, options))


def _covered(line: str, content: bytes) -> tuple[Problem, ...]:
    """The line of the grade must be seen, not only read from the file's text."""
    return (Problem("report-grade-covered", "", {"line": line}),) if is_covered(content, line) else ()


def _unprinted(data: _Data, assessment: Assessment, lines: Sequence[str]) -> Iterator[Problem]:
    """Values of gated figures, and of the characteristics behind Cpk, that stand nowhere on the pages as computed.

    The pages may print a value in many places; a value that stands in none was printed from other data.
    """
    pages = _squeezed("".join(lines))
    for result in assessment.figures:
        parts = result.parts if result.id == "cpk" else ()
        for where, value in ((result.id, result.value), *((f"{result.id}/{part.key}", part.value) for part in parts)):
            shown = "" if value is None else display_value(data.form.figure(result.id), value)
            if _squeezed(shown) not in pages:
                yield Problem("report-figure-not-printed", where, {"value": shown})


def _no_files(sha256: str) -> bytes:
    raise KeyError(sha256)


def _squeezed(text: str) -> str:
    return "".join(text.split())


# -- the journal -------------------------------------------------------------------------------------


def _journal(snapshot: Snapshot, raw: bytes) -> Iterator[Problem]:
    """The journal inside must be whole, end in the snapshot's heads and fold to its state."""
    try:
        entries = [entry_from_json(json.loads(line)) for line in raw.splitlines()]
    except _UNREADABLE as error:
        yield Problem("report-journal-differs", JOURNAL, {"reason": type(error).__name__})
        return
    entries.sort(key=lambda entry: (entry.device, entry.seq))
    heads: list[Head] = []
    for device, group in groupby(entries, key=lambda entry: entry.device):
        log = list(group)
        broken = verify_chain(log)
        if broken is not None:
            yield Problem("report-journal-differs", broken.where, {"reason": broken.code})
        heads.append(Head(device, log[-1].seq, log[-1].hash))
    if tuple(heads) != snapshot.heads or fold(entries) != dict(snapshot.state):
        yield Problem("report-journal-differs", JOURNAL, {"reason": "state"})
