"""One plain A4 paper: a title, the facts of the case, its parts, a head and a foot on every page.

m = paper_material(form, snapshot, blobs, stage, lang=..., made_at=...)
pages = write_paper(Paper(m, m.sentence("paper.schedule.title"), parts), out)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from reportlab.platypus.flowables import Flowable

from qmdesk import __version__
from qmdesk.formdef.types import Form
from qmdesk.grading.records import Index, index
from qmdesk.model.journal import Stage
from qmdesk.model.snapshot import Snapshot
from qmdesk.report import codes, embed, frame
from qmdesk.report.book import Book, spaced
from qmdesk.report.build import draw_story, write_whole
from qmdesk.report.headings import Outline
from qmdesk.report.material import DASH, Material, Options
from qmdesk.report.prose import Prose
from qmdesk.report.tables import Content, pairs


@dataclass(frozen=True, slots=True)
class Paper:
    """``title`` heads the paper and runs over its pages; ``parts`` follow it. ``facts`` are fields of the case that
    stand in a table below the title; none where empty."""

    m: Material
    title: str
    parts: Sequence[Flowable]
    facts: tuple[str, ...] = ("enterprise", "credit_code", "institution", "address")


def paper_material(
    form: Form,
    snapshot: Snapshot,
    blobs: Callable[[str], bytes],
    stage: Stage = Stage.ONSITE,
    *,
    lang: str,
    made_at: datetime,
) -> Material:
    """What a paper is made from: a case at a stage, without grades; a paper shows none."""
    return Material(form, snapshot, {}, {}, blobs, lang, made_at, Options(stage=stage))


def found_in(m: Material) -> Index:
    """The records of the material's case, as the pure rules of a visit read them."""
    return index(m.snapshot.state, m.stage)


def paper_book(m: Material) -> Book:
    """A book for the parts of a paper."""
    return Book(m, Outline(m.lang))


def write_paper(paper: Paper, out: Path) -> int:
    """Write a paper as PDF; returns its number of pages. Raises Refused: font-missing, report-not-written."""
    m, counted = paper.m, list[int]()

    def made(total: int) -> frame.Frame:
        counted.append(total)
        code = m.say("foot.code", code=codes.short_code(m.snapshot))
        enterprise, day = m.shown("case", "enterprise"), m.day(m.made_at)
        return frame.Frame(paper.title, enterprise, code, day, m.practice_mark, total, m.lang)

    story = [Prose(paper.title, "cover_line", after=8), *_facts(paper), *paper.parts]
    write_whole(out, embed.finish(draw_story(story, frame.BODY, made, {}), _about(paper), {}))
    return counted[0]


def _facts(paper: Paper) -> list[Flowable]:
    m = paper.m
    rows: list[tuple[str, Content]] = [(m.label("case", name), m.shown("case", name)) for name in paper.facts]
    return [spaced(pairs(rows, across=2, label=0.17))] if rows else []


def _about(paper: Paper) -> embed.About:
    m = paper.m
    institution = m.shown("case", "institution")
    return embed.About(
        title=f"{paper.title} {m.shown('case', 'enterprise')}",
        author="" if institution == DASH else institution,
        subject=paper.title,
        keywords=codes.short_code(m.snapshot),
        lang=m.lang,
        made_at=m.made_at,
        program=f"qmdesk {__version__}",
    )
