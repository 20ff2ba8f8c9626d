"""The Word papers of an application: the application itself, the experience, the commitment letter, the enclosures.

A page that was signed, sealed and scanned stands in place of the empty one, as the notice asks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from qmdesk.formdef.benchmark import Shape, Table
from qmdesk.report.benchmark import content as c
from qmdesk.report.benchmark.content import Paper
from qmdesk.report.benchmark.scans import scans
from qmdesk.report.benchmark.word import Word
from qmdesk.visit.benchmark.text import chinese_number, experience

_LINE = "＿＿＿＿＿＿＿＿"
#: Rows of a list that are printed at least, empty ones to write into.
_ROWS = 3


def application(paper: Paper, made_at: datetime) -> bytes:
    """Cover, letter, recommendation, the form and all tables; where the notice has one volume, the experience too."""
    word, made = Word(paper.made.page), paper.made
    _cover(word, paper)
    if not _one_volume(paper):
        word.new_page()
        _letter(word, paper)
        word.new_page()
        _recommendation(word, paper)
    for number, table in enumerate(made.tables):
        if number == 0 or table.shape is Shape.MARKET:
            word.new_page()
        _table(word, paper, table)
    if _one_volume(paper):
        word.new_page()
        _experience(word, paper)
    return word.content(made.application.zh, paper.case.text("enterprise"), made_at)


def written(paper: Paper, made_at: datetime) -> bytes:
    """The experience by itself."""
    word = Word(paper.made.page)
    _experience(word, paper)
    return word.content(paper.made.experience.zh, paper.case.text("enterprise"), made_at)


def letter(paper: Paper, made_at: datetime) -> bytes:
    """The commitment letter, to be printed, signed and sealed; never a scan of one."""
    word = Word(paper.made.page)
    _letter_words(word, paper)
    return word.content(paper.made.letter.title.zh, paper.case.text("enterprise"), made_at)


def enclosures(paper: Paper, made_at: datetime) -> bytes:
    """A list of all enclosures, then the pages of each that is an image or a PDF; the others are only listed."""
    word, made = Word(paper.made.page), paper.made
    names = {each.id: each.name.zh for each in made.enclosures}
    found = list(paper.found.records("enclosure"))
    word.title("证实性材料")
    rows = [["序号", "材料种类", "名称", "文件"]]
    for number, each in enumerate(found, 1):
        kind = paper.shown("enclosure", each.key, "kind") or names.get(each.text("kind"), "")
        rows.append([str(number), kind, each.text("name"), each.text("filename")])
    word.table(rows, [1, 4, 5, 4])
    for number, each in enumerate(found, 1):
        pages = scans(paper.blobs(each.text("file")), each.text("filename")) if each.text("file") else ()
        for at, page in enumerate(pages):
            word.new_page()
            if not at:
                word.heading(1, f"{number}. {each.text('name') or paper.shown('enclosure', each.key, 'kind')}")
            word.picture(page.content, page.size)
    return word.content("证实性材料", paper.case.text("enterprise"), made_at)


#: Name of a paper -> how it is made.
PAPERS: Mapping[str, Callable[[Paper, datetime], bytes]] = {
    "application": application,
    "experience": written,
    "letter": letter,
    "enclosures": enclosures,
}


def _one_volume(paper: Paper) -> bool:
    """Whether the application holds the experience as its second part, the letter being a paper of its own (2024)."""
    return not paper.made.package.megabytes


def _cover(word: Word, paper: Paper) -> None:
    word.gap(6)
    word.title(paper.made.application.zh)
    word.gap(6)
    names = ["title", "direction", "enterprise", "filled_on"] if _one_volume(paper) else ["enterprise", "filled_on"]
    for name in names:
        word.text(
            f"{paper.label('case', name)}：{paper.shown('case', '', name) or _LINE}", indent=False, align="center"
        )


def _letter(word: Word, paper: Paper) -> None:
    if not _scanned(word, paper, "commitment"):
        _letter_words(word, paper)


def _letter_words(word: Word, paper: Paper) -> None:
    declared, case = paper.made.letter, paper.case
    word.title(declared.title.zh)
    for number, text in enumerate(declared.paragraphs, 1):
        word.text(f"{number}.{text.zh}")
    word.gap(2)
    label = paper.label("case", "enterprise")
    word.text(f"{label}（盖章）：{case.text('enterprise') or _LINE}", indent=False)
    word.text(f"签字：{case.text('commitment_by') or _LINE}", indent=False)
    word.text(f"日期：{case.text('commitment_on') or _LINE}", indent=False)


def _recommendation(word: Word, paper: Paper) -> None:
    if _scanned(word, paper, "recommendation"):
        return
    names = paper.made.recommendation
    word.title("质量标杆典型经验推荐表")
    rows = [[(paper.label("case", name), 1), (paper.shown("case", "", name), 3)] for name in names]
    word.spanned(rows, [1.2, 1, 1, 1], heads=0, labels=True)
    word.text("（推荐单位盖章）", align="right")


def _scanned(word: Word, paper: Paper, kind: str) -> bool:
    """Put the scan of a sealed page where there is one."""
    for each in paper.found.records("enclosure"):
        if each.text("kind") == kind and each.text("file"):
            pages = scans(paper.blobs(each.text("file")), each.text("filename"))
            for page in pages:
                word.picture(page.content, page.size)
            return bool(pages)
    return False


def _table(word: Word, paper: Paper, table: Table) -> None:
    if table.shape is Shape.FIELDS:
        word.title(table.name.zh)
        word.spanned(c.fields_rows(paper, table.columns), [1.15, 1.4, 1.15, 1.4], heads=0, labels=True)
    else:
        word.caption(f"{table.number}　{table.name.zh}".strip("　"), above=True)
    if table.shape is Shape.MARKET:
        rows, shares = c.market_rows(paper)
        word.spanned(rows, shares, heads=2, down=True)
    elif table.shape is Shape.ROWS:
        numbered = table.record == "indicator"
        texts = [c.heads(paper, table), *c.row_texts(paper, table)]
        if numbered:
            texts = [["序号" if not at else str(at), *row] for at, row in enumerate(texts)]
        shares = [0.5, *_shares(table)] if numbered else _shares(table)
        word.table(texts, shares)
    elif table.shape is Shape.LIST:
        texts = [c.heads(paper, table), *c.list_texts(paper, table)]
        texts += [[""] * len(table.columns) for _ in range(_ROWS + 1 - len(texts))]
        word.table([["序号" if not at else str(at), *row] for at, row in enumerate(texts)], [0.5, 1.5, 1.5, 1, 3])
    if table.note is not None:
        word.note(f"注：{table.note.zh}")


def _shares(table: Table) -> list[float]:
    narrow = {"unit": 0.9, "rank": 0.9}
    return [
        1.9 if each == "name" else narrow.get(each, 1.1 if table.record == "indicator" else 2.0)
        for each in table.columns
    ]


def _experience(word: Word, paper: Paper) -> None:
    sections = experience(paper.made, paper.found)
    title = next((each.blocks[0].text for each in sections if each.section.id == "title" and each.blocks), "")
    word.title(title or paper.made.experience.zh)
    number = 0
    for each in sections:
        if each.section.id == "title":
            continue
        number += 1
        word.heading(1, f"{chinese_number(number)}、{each.section.name.zh}")
        for block in each.blocks:
            if block.kind == "heading":
                word.heading(block.level, block.text)
            elif block.kind == "paragraph":
                word.text(block.text)
            elif block.kind == "table":
                word.caption(block.text, above=True)
                if block.cells:
                    word.table(block.cells, [1.0] * len(block.cells[0]))
            else:
                sha256 = paper.found.record("picture", block.key).text("file")
                for page in scans(paper.blobs(sha256)) if sha256 else ():
                    word.picture(page.content, page.size)
                word.caption(block.text, above=False)
