"""A city's recommendation list and its liaisons as a workbook.

The notice of 2024 names the summary of recommendations (annex 3) and prints no table; these columns are ours. The
liaison list has the columns of annex 4.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qmdesk import wording
from qmdesk.formdef.types import Form
from qmdesk.report.benchmark.book import list_book
from qmdesk.report.papers.books import Sheet, write_book
from qmdesk.visit.benchmark.directions import Recommended

_COLUMNS = (
    ("rank", 7),
    ("enterprise", 32),
    ("code", 22),
    ("experience", 40),
    ("direction", 24),
    ("level", 16),
    ("opinion", 40),
    ("contact", 24),
)
_LIAISON = (("number", 7), ("name", 14), ("workplace", 32), ("post", 16), ("phone", 18), ("mobile", 18))


def write_lists(
    form: Form,
    city: str,
    rows: Sequence[Recommended],
    liaisons: Sequence[Sequence[str]],
    quota: int,
    out: Path,
    lang: str,
) -> None:
    """Write the workbook. Raises Refused(report-not-written)."""

    def say(key: str, **details: object) -> str:
        return wording.say(f"benchmark.list.{key}", lang, **details)

    texts = [_row(each) for each in rows]
    printed = not any(
        not annex.printed and annex.number == 3 for annex in (form.benchmark.annexes if form.benchmark else ())
    )
    lead = say("quota", count=len(rows), quota=quota) if quota else say("count", count=len(rows))
    lead += "" if printed else " " + say("own-columns")
    sheets: list[Sheet] = [
        list_book(say("title", city=city), lead, [(say(name), width) for name, width in _COLUMNS], texts)
    ]
    if liaisons:
        numbered = [[str(number), *each] for number, each in enumerate(liaisons, 1)]
        heads = [(say(name), width) for name, width in _LIAISON]
        sheets.append(list_book(say("liaisons"), say("liaison-lead", city=city), heads, numbered))
    write_book(sheets, out, lang)


def _row(each: Recommended) -> list[str]:
    rank = str(each.rank or "")
    who = [rank, each.enterprise, each.credit_code, each.title, each.direction]
    return [*who, each.level, each.opinion, each.contact]
