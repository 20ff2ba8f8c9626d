"""Verifying the report of an on-site check: its records are whole, and what its pages sum up follows from them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from qmdesk.formdef.loader import load_zip
from qmdesk.formdef.types import BENCHMARK, Form
from qmdesk.model.canonical import Json
from qmdesk.model.problem import Problem, Refused
from qmdesk.model.snapshot import Snapshot
from qmdesk.model.snapshot_json import snapshot_from_json
from qmdesk.report.benchmark.summary import summary_lines

_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError)

#: The document of ``verify --json``, problems, and the fields listed for signing with their roles.
Found = tuple[Mapping[str, Json] | None, tuple[Problem, ...], Mapping[str, str]]
#: The problems of a journal held against a snapshot.
CheckJournal = Callable[[Snapshot, bytes], Sequence[Problem]]


def is_check_report(report: bytes | None) -> bool:
    """Whether a report says that it is of an on-site check."""
    try:
        return report is not None and json.loads(report).get("kind") == BENCHMARK
    except _UNREADABLE:
        return False


def recheck(files: Mapping[str, bytes], lines: Sequence[str], journal: CheckJournal) -> Found:
    """Sum the records up anew and compare with what the pages print. ``files`` are those inside, ``lines`` the text."""
    needed = ("snapshot.json", "form.zip", "report.json", "journal.jsonl")
    missing = [name for name in needed if name not in files]
    if missing:
        return None, tuple(Problem("report-data-missing", name) for name in missing), {}
    try:
        about: Any = json.loads(files["report.json"])
        snapshot, form = snapshot_from_json(files["snapshot.json"]), load_zip(files["form.zip"])
        lang = str(about["lang"])
        listed = {str(each["field"]): str(each["role"]) for each in about["signing"]}
    except Refused as refused:
        return None, (Problem("report-data-unreadable", refused.problems[0].where), *refused.problems), {}
    except _UNREADABLE as error:
        return None, (Problem("report-data-unreadable", "", {"reason": type(error).__name__}),), {}
    if form.kind != BENCHMARK:
        return None, (Problem("report-form-differs", "form.zip"),), listed
    return *_compared(form, snapshot, files, lines, lang, journal), listed


def _compared(
    form: Form,
    snapshot: Snapshot,
    files: Mapping[str, bytes],
    lines: Sequence[str],
    lang: str,
    journal: CheckJournal,
) -> tuple[Mapping[str, Json], tuple[Problem, ...]]:
    problems: list[Problem] = []
    if form.sha256 != snapshot.form_sha256:
        problems.append(Problem("report-form-differs", "form.zip"))
    problems += journal(snapshot, files["journal.jsonl"])
    recomputed = summary_lines(form, snapshot, lang)
    pages = _squeezed("".join(lines))
    absent = [line for line in recomputed if _squeezed(line) not in pages]
    problems += [Problem("report-summary-differs", "", {"line": line}) for line in absent]
    document: dict[str, Json] = {
        "ok": not problems,
        "kind": BENCHMARK,
        "printed": [line for line in recomputed if line not in absent],
        "recomputed": list(recomputed),
        "case_id": snapshot.case_id,
        "entries": sum(head.seq for head in snapshot.heads),
        "heads": [[head.device, head.seq, head.hash] for head in snapshot.heads],
    }
    return document, tuple(problems)


def _squeezed(text: str) -> str:
    return "".join(text.split())
