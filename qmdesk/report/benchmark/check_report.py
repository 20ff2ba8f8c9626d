"""The report of an on-site check of a 质量标杆 application as PDF, with the case's snapshot, form and journal inside.

Drawn in the layout of the report room, signed like a report; ``verify`` reads the records inside and sums them up anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from reportlab.platypus.flowables import Flowable

from qmdesk import __version__
from qmdesk.formdef.types import BENCHMARK, Form
from qmdesk.grading.records import index
from qmdesk.model.journal import Stage
from qmdesk.model.snapshot import Snapshot
from qmdesk.model.snapshot_json import snapshot_to_json
from qmdesk.report import codes, contents, embed, frame
from qmdesk.report.benchmark import sections
from qmdesk.report.benchmark.content import Paper
from qmdesk.report.benchmark.summary import summary_lines
from qmdesk.report.book import Book, spaced
from qmdesk.report.build import draw_story, write_made
from qmdesk.report.chapters import signing
from qmdesk.report.embed import Attachment
from qmdesk.report.headings import Outline
from qmdesk.report.material import DASH, Material, Options
from qmdesk.report.prose import Prose
from qmdesk.report.tables import Content, pairs

JOURNAL = "journal.jsonl"
_FACTS = ("enterprise", "credit_code", "title", "direction", "institution", "visit_start", "visit_end", "review_level")


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was written: pages, the report's number and short code, the lines that sum it up, the file's SHA-256."""

    path: Path
    pages: int
    number: str
    short_code: str
    summary: tuple[str, ...]
    sha256: str


def write_check_report(
    form: Form,
    snapshot: Snapshot,
    blobs: Callable[[str], bytes],
    journal: bytes,
    out: Path,
    *,
    lang: str,
    made_at: datetime,
) -> CheckReport:
    """Write the report. Raises Refused(font-missing, report-not-written)."""
    m = Material(form, snapshot, {}, {}, blobs, lang, made_at, Options(stage=Stage.ONSITE))
    book = Book(m, Outline(lang))
    paper = Paper(form, index(snapshot.state, Stage.ONSITE), blobs, lang)
    summary, number = summary_lines(form, snapshot, lang), f"QB-{codes.short_code(snapshot)}"
    counted: list[int] = []

    def made(total: int) -> frame.Frame:
        counted.append(total)
        foot = m.say("foot.code", code=codes.short_code(snapshot))
        return frame.Frame(
            m.say("benchmark.title"), m.shown("case", "enterprise"), foot, m.day(made_at), "", total, lang
        )

    pages = draw_story(_story(book, paper, summary, number), frame.BODY, made, {})
    embedded = _attachments(m, summary, number, journal)
    embedded[contents.BOXES] = Attachment(contents.boxes_json(book.boxes), "application/json", m.say("file.boxes"))
    about = _about(m, summary, number)
    sha256 = write_made(out, lambda file: embed.finish_into(file, pages, about, embedded, {}))
    return CheckReport(out, counted[0], number, codes.short_code(snapshot), summary, sha256)


def _story(book: Book, paper: Paper, summary: tuple[str, ...], number: str) -> list[Flowable]:
    m = book.m
    facts: list[tuple[str, Content]] = [(m.say("benchmark.number"), number)]
    facts += [(m.label("case", name), m.shown("case", name)) for name in _FACTS]
    lead: list[Flowable] = [Prose(line, "body") for line in summary]
    note = m.value("case", "verification_note")
    if isinstance(note, str) and note.strip():
        lead += [Prose(line, "body") for line in note.splitlines() if line.strip()]
    return [
        Prose(m.say("benchmark.title"), "cover_line", after=8),
        spaced(pairs(facts, across=2, label=0.17)),
        book.heading(1, "benchmark.heading-summary"),
        *lead,
        book.note("benchmark.confirmed-by"),
        *sections.conditions(book, paper),
        *sections.checklist(book, paper),
        *sections.scores(book, paper),
        *sections.figures(book, paper),
        *sections.open_points(book, paper),
        *sections.signatures(book),
    ]


def _attachments(m: Material, summary: tuple[str, ...], number: str, journal: bytes) -> dict[str, Attachment]:
    listed = [{"field": each.field, "role": each.role, "name": each.name} for each in signing.signers(m)]
    about: Mapping[str, object] = {
        "v": 1,
        "kind": BENCHMARK,
        "case_id": m.snapshot.case_id,
        "number": number,
        "lang": m.lang,
        "made_at": m.made_at.isoformat(),
        "short_code": codes.short_code(m.snapshot),
        "fingerprint": codes.journal_fingerprint(m.snapshot),
        "summary": list(summary),
        "signing": listed,
    }
    snapshot = snapshot_to_json(m.snapshot).encode("utf-8")
    report = json.dumps(about, ensure_ascii=False, sort_keys=True, indent=1).encode("utf-8")
    return {
        contents.SNAPSHOT: Attachment(snapshot, "application/json", m.say("file.snapshot"), "Source"),
        contents.FORM: Attachment(contents.form_zip(m.form), "application/zip", m.say("file.form"), "Source"),
        contents.REPORT: Attachment(report, "application/json", m.say("file.report")),
        JOURNAL: Attachment(journal, "application/x-ndjson", m.say("file.journal"), "Source"),
    }


def _about(m: Material, summary: tuple[str, ...], number: str) -> embed.About:
    institution = m.shown("case", "institution")
    return embed.About(
        title=f"{m.say('benchmark.title')} {m.shown('case', 'enterprise')}",
        author="" if institution == DASH else institution,
        subject=summary[0],
        keywords=f"{number}, {codes.short_code(m.snapshot)}",
        lang=m.lang,
        made_at=m.made_at,
        program=f"qmdesk {__version__}",
    )
