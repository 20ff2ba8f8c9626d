"""The printable summary of a programme: what an office hands on. It prints what it is given and knows no case.

Whoever gives it the numbers has hidden small groups already; what is embedded is no more than what is printed.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from matplotlib.figure import Figure
from reportlab.platypus.flowables import Flowable

from qmdesk import __version__, wording
from qmdesk.report import contents, embed, frame
from qmdesk.report.build import draw_story, write_made
from qmdesk.report.embed import Attachment
from qmdesk.report.figure import FigureFlowable
from qmdesk.report.graphics import SignatureBox, SigningField
from qmdesk.report.headings import Outline
from qmdesk.report.layout import Space, Stack
from qmdesk.report.programme.verify import DATA, KIND, code_of
from qmdesk.report.prose import Prose
from qmdesk.report.tables import Column, pairs, plain, table

#: Inches of a chart's width: the body of the page.
WIDTH = 6.6
#: Who signs, the office that issues it, and the place: that of its seal.
ROLE, FIELD = "institution", "seal"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: heads, the share of the width of each column, rows; the first column is words, the others numbers."""

    title: str
    heads: tuple[str, ...]
    shares: tuple[float, ...]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart without a title of its own, and its caption."""

    figure: Figure
    caption: str


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter: its heading, paragraphs, then charts and tables in order."""

    heading: str
    text: tuple[str, ...] = ()
    content: tuple[Chart | Grid, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """A whole document. ``facts`` are labels and values of its head; ``data`` what is embedded; ``hint`` stands in the
    place to sign."""

    title: str
    subject: str
    office: str
    facts: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    parts: tuple[Part, ...]
    data: bytes
    lang: str
    made_at: datetime
    signing: str
    hint: str
    boxes: list[SignatureBox] = field(default_factory=list[SignatureBox])

    @property
    def code(self) -> str:
        """A short name for the numbers in it."""
        return code_of(self.data)


def write_summary_pages(summary: Summary, out: Path) -> int:
    """Write the document as PDF, unsigned; its number of pages. Raises Refused(font-missing, report-not-written)."""
    counted: list[int] = []

    def made(total: int) -> frame.Frame:
        counted.append(total)
        code = wording.say("report.foot.code", summary.lang, code=summary.code)
        day = f"{summary.made_at:%Y-%m-%d}"
        return frame.Frame(summary.title, summary.subject, code, day, "", total, summary.lang)

    pages = draw_story(_story(summary), frame.BODY, made, {})
    about = {
        "v": 1, "kind": KIND, "code": summary.code, "lang": summary.lang, "made_at": summary.made_at.isoformat(),
        "signing": [],
    }  # fmt: skip
    embedded = {
        contents.REPORT: Attachment(_json(about), "application/json", summary.title),
        DATA: Attachment(summary.data, "application/json", summary.title, "Source"),
        contents.BOXES: Attachment(contents.boxes_json(summary.boxes), "application/json", summary.signing),
    }
    write_made(out, lambda file: embed.finish_into(file, pages, _about(summary), embedded, {}))
    return counted[0]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1).encode("utf-8")


def _story(summary: Summary) -> list[Flowable]:
    outline, counts = Outline(summary.lang), Counter[str]()
    made: list[Flowable] = [Prose(summary.title, "cover_line", after=8)]
    facts = pairs(list(summary.facts), across=2, label=0.17)
    facts.spaceAfter = 8
    made.append(facts)
    made += [Prose(note, "note") for note in summary.notes]
    for part in summary.parts:
        heading = outline.heading(1, part.heading)
        heading.keepWithNext = True
        made.append(heading)
        made += [Prose(text, "body", indent=0 if summary.lang.startswith("en") else 2) for text in part.text]
        made += [flowable for each in part.content for flowable in _content(each, counts, summary.lang)]
    return [*made, *_signing(summary)]


def _content(each: Chart | Grid, counts: Counter[str], lang: str) -> list[Flowable]:
    kind, text = ("figure", each.caption) if isinstance(each, Chart) else ("table", each.title)
    counts[kind] += 1
    caption = wording.say(f"report.caption.{kind}", lang, number=counts[kind], text=text)
    if isinstance(each, Chart):
        return [Stack(FigureFlowable(each.figure), Prose(caption, "caption")), Space(8)]
    styles = ["cell", *["cell_number"] * (len(each.heads) - 1)]
    columns = [Column(*parts) for parts in zip(each.heads, each.shares, styles, strict=True)]
    drawn = table(columns, [list(row) for row in each.rows], down=2.0)
    drawn.spaceAfter = 10
    return [Prose(caption, "table_title"), drawn]


def _signing(summary: Summary) -> list[Flowable]:
    place = SigningField(FIELD, summary.office, summary.hint, summary.boxes)
    words = Prose([summary.signing, " ", summary.office], "cell_bold")
    return [Stack(Space(18, fixed=True), plain([["", [words, Space(4, fixed=True), place]]], [0.54, 0.46], across=0.0))]


def _about(summary: Summary) -> embed.About:
    return embed.About(
        title=f"{summary.title} {summary.subject}",
        author=summary.office,
        subject=summary.title,
        keywords=summary.code,
        lang=summary.lang,
        made_at=summary.made_at,
        program=f"qmdesk {__version__}",
    )
