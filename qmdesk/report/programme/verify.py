"""Verifying a summary of a programme: the numbers inside are those that the code on its pages was made from.

It can't be computed again from cases, which never leave the office with it; what it prints is bound to what it carries.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

from qmdesk.model.canonical import Json
from qmdesk.model.problem import Problem

KIND = "programme"
#: The numbers behind the pages, inside the file.
DATA = "rollup.json"
_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
#: The document of ``verify --json``, problems, and the fields listed for signing with their roles.
Found = tuple[Mapping[str, Json] | None, tuple[Problem, ...], Mapping[str, str]]


def code_of(data: bytes) -> str:
    """The short code of the numbers, as it stands at the foot of every page."""
    digest = hashlib.sha256(data).hexdigest().upper()
    return f"{digest[:4]}-{digest[4:8]}"


def is_summary(report: bytes | None) -> bool:
    """Whether a document says that it is a summary of a programme."""
    try:
        return report is not None and json.loads(report).get("kind") == KIND
    except _UNREADABLE:
        return False


def recheck(report: bytes, data: bytes | None, lines: Sequence[str]) -> Found:
    """Hold the code on the pages against the numbers inside."""
    if data is None:
        return None, (Problem("report-data-missing", DATA),), {}
    try:
        about = json.loads(report)
        printed = str(about["code"])
        listed = {str(each["field"]): str(each["role"]) for each in about["signing"]}
    except _UNREADABLE as error:
        return None, (Problem("report-data-unreadable", "", {"reason": type(error).__name__}),), {}
    found = code_of(data)
    everywhere = any(found in line for line in lines)
    problems = () if found == printed and everywhere else (Problem("summary-code-differs", DATA, {"found": found}),)
    return {"ok": not problems, "kind": KIND, "printed": printed, "recomputed": found}, problems, listed
