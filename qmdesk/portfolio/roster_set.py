"""Setting a field of a row by hand: what a field may hold, and what changes with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from qmdesk.formdef.credit_code import problem_of
from qmdesk.formdef.field_dates import FIRST_YEAR, LAST_YEAR
from qmdesk.formdef.plain_text import half_width
from qmdesk.formdef.programme import CLASSES
from qmdesk.intake.roster_words import class_of, size_of, yes_no
from qmdesk.model.problem import Problem, Refused
from qmdesk.model.programme import ROW, names_in
from qmdesk.portfolio.roster_plan import PERSON
from qmdesk.workspace.programme import Programme, Write

SIZES = ("large", "medium", "small", "micro")
DAYS = ("self_on", "visit_start", "visit_end", "concluded_on", "second_on", "published_on")
LEVELS = ("self_level", "onsite_level", "second_level", "final_level")
FLAGS = ("specialised", "earlier", "consent", "removed")
TEXTS = ("enterprise", "county", "city", "province", "contact", "trade", "institution", "note", "case_id", "case_path")
#: What can be set by hand.
SETTABLE = (*TEXTS, "credit_code", "class", "size", "assessors", *FLAGS, *LEVELS, *DAYS)
_MOST = 500


def set_writes(programme: Programme, keys: Sequence[str], field: str, text: str) -> list[Write]:
    """What setting a field of rows to a typed text changes. Raises Refused: roster-field-unknown, roster-value-wrong, a
    wrong credit code, or one that another row has."""
    if field not in SETTABLE:
        raise Refused(Problem("roster-field-unknown", field, {"field": field, "known": ", ".join(SETTABLE)}))
    value = value_of(field, text)
    if field == "credit_code":
        for key in keys:
            _free(programme, key, value)
    writes = [Write(key, field, value) for key in keys]
    if field == "class":
        writes += [Write(key, "class_by", PERSON if value else "") for key in keys]
    return writes


def value_of(field: str, text: str) -> str:
    """The canonical text of what was typed for a field; "" clears it. Raises Refused."""
    words = " ".join(text.split())[:_MOST]
    if not words:
        if field in ("enterprise", "credit_code"):
            raise _wrong(field, text, "…")
        return ""
    if field == "credit_code":
        code = half_width(words).replace(" ", "").upper()
        problem = problem_of(code)
        if problem is not None:
            raise Refused(problem)
        return code
    if field in FLAGS:
        answer = yes_no(words)
        if not isinstance(answer, bool):
            raise _wrong(field, text, "是, 否")
        return "true" if answer else ("" if field == "removed" else "false")
    if field in LEVELS:
        return _one_of(field, words, dict.fromkeys("12345"))
    if field in DAYS:
        return _day(field, words)
    if field == "class":
        return class_of(words) or _one_of(field, words, dict.fromkeys(CLASSES))
    if field == "size":
        return size_of(words) or _one_of(field, words, dict.fromkeys(SIZES))
    return "、".join(names_in(words)) if field == "assessors" else words


def _one_of(field: str, words: str, known: Mapping[str, object]) -> str:
    if words not in known:
        raise _wrong(field, words, ", ".join(known))
    return words


def _day(field: str, words: str) -> str:
    bare = half_width(words).replace("年", "-").replace("月", "-").replace("日", "").replace("/", "-").replace(".", "-")
    parts = bare.split("-")
    try:
        day = date(*(int(each) for each in parts))
        if FIRST_YEAR <= day.year <= LAST_YEAR:
            return day.isoformat()
        raise ValueError(day.year)
    except (ValueError, TypeError) as error:
        raise _wrong(field, words, "2026-09-01") from error


def _free(programme: Programme, key: str, code: str) -> None:
    for other, row in programme.state.items():
        if other.startswith(ROW) and other != key and row.get("credit_code") == code and not row.get("removed"):
            details = {"what": code, "other": row.get("enterprise", ""), "at": ""}
            raise Refused(Problem("roster-code-taken", "", details))


def _wrong(field: str, text: str, known: str) -> Refused:
    return Refused(Problem("roster-value-wrong", field, {"value": text[:60], "field": field, "known": known}))
