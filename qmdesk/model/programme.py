"""One enterprise of a programme year, as the programme file keeps it: texts by field, and the same typed.

A row's fields are canonical texts: ``true``/``false``, ISO days, levels ``1``..``5``, names as they are; what is not
known is absent. :class:`Participant` is the typed view; a text that is none of its type counts as not known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

#: The roster's own columns, in the order of the annex (参评企业汇总表). The number is a row's place and not kept.
ROSTER_FIELDS = ("number", "county", "enterprise", "credit_code", "specialised", "earlier", "contact")
#: What is kept beside the roster.
BESIDE_FIELDS = (
    "class", "class_by", "trade", "size", "institution", "assessors", "city", "province", "note", "removed",
)  # fmt: skip
#: What the programme remembers of the row's case; levels and days as the case had them when it was looked at last.
CASE_FIELDS = (
    "case_id", "case_path", "self_level", "onsite_level", "second_level", "final_level", "self_on", "visit_start",
    "visit_end", "concluded_on", "second_on", "published_on", "consent",
)  # fmt: skip
FIELDS = (*ROSTER_FIELDS, *BESIDE_FIELDS, *CASE_FIELDS)

#: Keys of rows begin so; everything else in a programme file is its own (``programme``, ``aside:...``).
ROW = "row:"
ASIDE = "aside:"
#: The key of what concerns the whole programme: authority, year, pack, institutions, region, answers.
WHOLE = "programme"

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
#: Between the names of several people in one field.
_NAMES = re.compile(r"[、,，;；/\s]+")


@dataclass(frozen=True, slots=True)
class Participant:
    """A row of the roster, typed. Days are ISO texts, "" where not known; levels 1 to 5, None where not known.

    ``class_by`` says where the class comes from: ``proposed`` (by what the table says), ``table``, or a ``person``.
    """

    key: str
    enterprise: str
    credit_code: str
    county: str
    city: str
    province: str
    specialised: bool | None
    earlier: bool | None
    contact: str
    class_: str
    class_by: str
    trade: str
    size: str
    institution: str
    assessors: tuple[str, ...]
    note: str
    removed: bool
    case_id: str
    case_path: str
    self_level: int | None
    onsite_level: int | None
    second_level: int | None
    final_level: int | None
    self_on: str
    visit_start: str
    visit_end: str
    concluded_on: str
    second_on: str
    published_on: str
    consent: bool | None


def participant(key: str, row: Mapping[str, str]) -> Participant:
    """The typed view of a row."""
    text = row.get
    return Participant(
        key=key,
        enterprise=text("enterprise", ""),
        credit_code=text("credit_code", ""),
        county=text("county", ""),
        city=text("city", ""),
        province=text("province", ""),
        specialised=_flag(row, "specialised"),
        earlier=_flag(row, "earlier"),
        contact=text("contact", ""),
        class_=text("class", ""),
        class_by=text("class_by", ""),
        trade=text("trade", ""),
        size=text("size", ""),
        institution=text("institution", ""),
        assessors=names_in(text("assessors", "")),
        note=text("note", ""),
        removed=text("removed") == "true",
        case_id=text("case_id", ""),
        case_path=text("case_path", ""),
        self_level=_level(row, "self_level"),
        onsite_level=_level(row, "onsite_level"),
        second_level=_level(row, "second_level"),
        final_level=_level(row, "final_level"),
        self_on=_day(row, "self_on"),
        visit_start=_day(row, "visit_start"),
        visit_end=_day(row, "visit_end"),
        concluded_on=_day(row, "concluded_on"),
        second_on=_day(row, "second_on"),
        published_on=_day(row, "published_on"),
        consent=_flag(row, "consent"),
    )


def names_in(text: str) -> tuple[str, ...]:
    """The people named in a text, in their order."""
    return tuple(dict.fromkeys(each for each in _NAMES.split(text.strip()) if each))


def _flag(row: Mapping[str, str], name: str) -> bool | None:
    return {"true": True, "false": False}.get(row.get(name, ""))


def _level(row: Mapping[str, str], name: str) -> int | None:
    text = row.get(name, "")
    return int(text) if text in ("1", "2", "3", "4", "5") else None


def _day(row: Mapping[str, str], name: str) -> str:
    text = row.get(name, "")
    return text if _DAY.fullmatch(text) else ""
