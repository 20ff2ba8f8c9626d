"""A dimension judged by items: its overview, then every item with ratings, descriptor, notes, weakness, evidence."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus.flowables import Flowable

from qmdesk.formdef.types import Dimension, Item
from qmdesk.model.journal import Stage
from qmdesk.report import photos, reasons
from qmdesk.report.book import Book, spaced
from qmdesk.report.chapters.grade import dimension_of
from qmdesk.report.graphics import LevelBar, Photo
from qmdesk.report.headings import Heading
from qmdesk.report.later import Later
from qmdesk.report.material import DASH, Record
from qmdesk.report.prose import Prose, Run, bold
from qmdesk.report.tables import Cell, Content, Table, pairs, plain, table
from qmdesk.report.written import written

_LABEL = 0.14
_PHOTOS_ACROSS = 3
#: An item's block up to this height is not parted between pages.
_WHOLE = 200.0
_PHOTO_HEIGHT = 92.0


def dimension(book: Book, declared: Dimension) -> list[Flowable]:
    """The chapter of one dimension."""
    m = book.m
    result = dimension_of(book, declared.id)
    return [
        book.outline.heading(1, declared.name.in_(m.lang), f"dimension.{declared.id}"),
        book.paragraph(declared.about.in_(m.lang)),
        book.paragraph([bold(m.say("dimension.level", level=m.span(result.span))), _reason(book, declared)]),
        *_overview(book, declared),
        *[part for item in m.form.items_of(declared.id) for part in _item(book, item)],
    ]


def _reason(book: Book, declared: Dimension) -> str:
    return reasons.dimension_reason(book.m, dimension_of(book, declared.id))


def evidence_row(book: Book, thing: str) -> list[tuple[str, Content]]:
    """A row with the evidence bound to an item or figure: names, captions, and small pictures of photos."""
    records = book.m.bound("evidence", thing)
    if not records:
        return []
    return [(book.say("item.evidence"), Cell(Later(lambda: _shown(book, records))))]


def _shown(book: Book, records: Sequence[Record]) -> list[Flowable]:
    found = [(number, each, _picture(book, number, each)) for number, each in enumerate(records, 1)]
    content: list[Flowable] = [
        _evidence_line(book, number, each, shown=picture is not None) for number, each, picture in found
    ]
    pictures = [picture for _, _, picture in found if picture]
    return [*content, _album(pictures)] if pictures else content


def findings_row(book: Book, thing: str) -> list[tuple[str, Content]]:
    """A row with the findings recorded on an item or figure."""
    records = book.m.bound("finding", thing)
    lines: list[Flowable] = [
        Prose([bold(book.say("finding.kind", kind=each.text("kind"))), each.text("text"), _place(book, each)], "cell")
        for each in records
    ]
    return [(book.say("item.findings"), lines)] if lines else []


def notes_rows(book: Book, subject: str, name: str, label: str) -> list[tuple[str, Content]]:
    """A row with what was written at each stage in one field; the stage is said where there are several."""
    notes = [(stage, book.m.note(subject, name, stage)) for stage in Stage if book.m.note(subject, name, stage)]
    if not notes:
        return []
    alone = len(notes) == 1 and notes[0][0] == book.m.stage
    lines: list[Flowable] = []
    for stage, text in notes:
        lines += written(text, before=None if alone else bold(book.say("by-stage", stage=book.say(f"stage.{stage}"))))
    return [(label, lines)]


def documents_row(book: Book, thing: str) -> list[tuple[str, Content]]:
    """A row with the documents that the enterprise named."""
    documents = book.m.bound("document", thing)
    names = [each.text("filename" if each.text("text") == DASH else "text") for each in documents]
    return [(book.say("item.documents"), book.say("semicolon").join(names))] if names else []


def _overview(book: Book, declared: Dimension) -> list[Flowable]:
    m = book.m
    stages = m.rated_stages
    rows = [
        [
            Prose([Run(each.name.in_(m.lang)), Run(m.say("core-mark") if each.core else "", colour="accent")], "cell"),
            *(_rating(book, each.id, stage) for stage in stages),
            _bar(book, each.id),
            str(len(m.bound("evidence", each.id))),
            _standing(book, each),
        ]
        for each in m.form.items_of(declared.id)
    ]
    heads = [(f"stage-{stage}", 0.1, "cell_center") for stage in stages]
    columns = book.columns(
        ("item", 0.36), *heads, ("bar", 0.14), ("evidence", 0.12, "cell_center"), ("state", 0.38 - 0.1 * len(stages))
    )
    return [book.table_title("table.items", name=declared.name.in_(m.lang)), spaced(table(columns, rows), 4),
            book.note("items.core-note")]  # fmt: skip


def _rating(book: Book, item: str, stage: Stage) -> str:
    result = book.m.item_result(item, stage)
    if result is None or not result.answered:
        return DASH
    return book.say("item.not-applicable-short") if not result.applicable else book.m.short_span(result.span)


def _bar(book: Book, item: str) -> Content:
    result = book.m.item_result(item, book.m.stage)
    if result is None or not result.applicable:
        return DASH
    return LevelBar(result.span, len(book.m.form.levels), width=52)


def _standing(book: Book, item: Item) -> str:
    """What is open about an item, or that it blocks."""
    result = book.m.item_result(item.id, book.m.stage)
    if result is None or (result.applicable and not result.answered):
        return book.say("item.open")
    if result.applicable and result.span.level is None:
        return book.say("item.differs")
    blocked = next((each for each in book.m.assessment.blocking if each.id == item.id), None)
    return book.say("item.blocks", needed=blocked.needed) if blocked else ""


def _item(book: Book, item: Item) -> list[Flowable]:
    m = book.m
    subject = f"item:{item.id}"
    rows: list[tuple[str, Content]] = [
        (m.say("item.rating"), _ratings(book, item)),
        *_reached(book, item),
        *documents_row(book, item.id),
        *notes_rows(book, subject, "note", m.label("item", "note")),
        *notes_rows(book, subject, "weakness", m.label("item", "weakness")),
        *findings_row(book, item.id),
        *(evidence_row(book, item.id) or [(m.say("item.evidence"), m.say("item.no-evidence"))]),
    ]
    made = pairs(rows, label=_LABEL)
    made.whole_below = _WHOLE
    return [_heading(book, item), spaced(made)]


def _heading(book: Book, item: Item) -> Heading:
    return book.outline.heading(3, item.name.in_(book.m.lang), f"item.{item.id}")


def _ratings(book: Book, item: Item) -> list[Flowable]:
    """Each stage's level, and the assessors' own where there are several."""
    m = book.m
    lines: list[Flowable] = []
    for stage in m.rated_stages:
        result = m.item_result(item.id, stage)
        if result is None:
            continue
        said = m.span(result.span) if result.answered and result.applicable else _unrated(book, item.id, stage)
        own = _own_ratings(book, item.id, stage)
        lines.append(Prose([bold(m.say("by-stage", stage=m.say(f"stage.{stage}"))), said, own], "cell"))
    return lines


def _unrated(book: Book, item: str, stage: Stage) -> str:
    result = book.m.item_result(item, stage)
    return DASH if result is None else reasons.item_reason(book.m, result)


def _own_ratings(book: Book, item: str, stage: Stage) -> str:
    """The assessors' own ratings: 王工 3，李工 2；评价组一致 3."""
    m = book.m
    own = m.snapshot.by_author(f"item:{item}", "level", stage)
    if len(own) < 2 or (m.options.copy is not None and not m.options.copy.own_ratings):
        return ""
    names = m.say("list").join(m.say("rated-by", name=name, level=each.value) for name, each in own.items())
    agreed = m.snapshot.value(f"item:{item}", "agreed", stage, own=True)
    alike = len({str(each.value) for each in own.values()}) == 1
    key = "ratings-agreed" if agreed else "ratings-alike" if alike else "ratings-differ"
    return m.say(key, names=names, agreed=agreed)


def _reached(book: Book, item: Item) -> list[tuple[str, Content]]:
    result = book.m.item_result(item.id, book.m.stage)
    if result is None or not result.answered or not result.applicable:
        return []
    levels = [level for level in range(result.span.lowest, result.span.highest + 1) if level in item.levels]
    lines: list[Flowable] = [
        Prose([bold(book.say("level-mark", level=level)), item.levels[level].in_(book.m.lang)], "cell")
        for level in levels
    ]
    return [(book.say("item.reached"), lines)]


def _place(book: Book, each: Record) -> str:
    place = each.text("place")
    return "" if place == DASH else book.say("at-place", place=place)


def _evidence_line(book: Book, number: int, each: Record, *, shown: bool) -> Prose:
    name, caption = each.text("name"), each.text("caption")
    parts = [Run(f"[{number}] ", colour="accent"), Run(name)]
    if caption not in (DASH, name):
        parts.append(Run(book.say("dash") + caption))
    if not shown and book.m.options.photos and _is_photo(book, each):
        parts.append(Run(book.say("item.photo-unprinted"), colour="soft"))
    return Prose(parts, "cell")


def _is_photo(book: Book, each: Record) -> bool:
    info = book.m.snapshot.files.get(str(each.value("file")))
    return info is not None and info.media in photos.MEDIA


def _picture(book: Book, number: int, each: Record) -> tuple[int, Photo] | None:
    if not (_is_photo(book, each) and book.m.options.photos):
        return None
    made = book.shelf.small(str(each.value("file")), book.m.blobs)
    return (number, Photo(*made, 120.0, _PHOTO_HEIGHT)) if made else None


def photos_begun(book: Book) -> None:
    """Have the small pictures made while the chapters are written; they are asked for when the pages are laid."""
    if book.m.options.photos:
        bound = (each for each in book.m.records("evidence") if each.binds() and _is_photo(book, each))
        book.shelf.begin((str(each.value("file")) for each in bound), book.m.blobs)


def _album(pictures: list[tuple[int, Photo]]) -> Table:
    cells: list[Content] = [
        Cell((picture, Prose(f"[{number}]", "cell_soft", colour="accent"))) for number, picture in pictures
    ]
    rows = [cells[start : start + _PHOTOS_ACROSS] for start in range(0, len(cells), _PHOTOS_ACROSS)]
    filled = [[*row, *[Cell()] * (_PHOTOS_ACROSS - len(row))] for row in rows]
    return plain(filled, [1.0] * _PHOTOS_ACROSS)
