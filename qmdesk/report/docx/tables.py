"""Tables of a report in Word: fixed widths, heads repeated on every page, short rows kept whole, ruled as on paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qmdesk.report import styles
from qmdesk.report.docx.xml import Element, hexadecimal, made, twips
from qmdesk.report.prose import Prose
from qmdesk.report.tables import Row, Table

if TYPE_CHECKING:
    from qmdesk.report.docx.body import Writer
    from qmdesk.report.graphics import SigningField

#: Rows with less text than this stay on one page.
_WHOLE = 400
_EIGHTHS = 8


def table(writer: Writer, each: Table, room: float) -> Element:
    """A table as wide as the room; its heads are marked to be repeated."""
    total = sum(each.shares)
    widths = [twips(room * share / total) for share in each.shares]
    grid = made("w:tblGrid", *(made("w:gridCol", w=width) for width in widths))
    rows = [_row(writer, each, row, widths, head=True) for row in each.heads]
    rows += [_row(writer, each, row, widths, head=False) for row in each.rows]
    return made("w:tbl", _properties(each, widths), grid, *rows)


def frame(writer: Writer, each: SigningField, room: float) -> Element:
    """A place to sign in: a dashed frame with its hint."""
    sides = ("top", "left", "bottom", "right")
    lines = (made(f"w:{side}", val="dashed", sz=4, space=0, color="8B949E") for side in sides)
    width = twips(room)
    properties = made(
        "w:tblPr", made("w:tblW", w=width, type="dxa"), made("w:tblBorders", *lines), made("w:tblLayout", type="fixed")
    )
    height = made("w:trPr", made("w:cantSplit"), made("w:trHeight", val=twips(each.height), hRule="atLeast"))
    cell = made("w:tc", made("w:tcPr", made("w:tcW", w=width, type="dxa")), writer.paragraph(Prose(each.hint, "note")))
    return made("w:tbl", properties, made("w:tblGrid", made("w:gridCol", w=width)), made("w:tr", height, cell))


def _properties(each: Table, widths: Sequence[int]) -> Element:
    borders: list[Element] = []
    if each.framed:
        strong, plain, thin = (max(round(styles.rule(name) * _EIGHTHS), 2) for name in ("strong", "plain", "thin"))
        accent, rule = (hexadecimal(styles.colour(name)) for name in ("accent", "rule"))
        borders = [
            made("w:top", val="single", sz=strong, space=0, color=accent),
            made("w:bottom", val="single", sz=plain, space=0, color=accent),
            made("w:insideH", val="single", sz=thin, space=0, color=rule),
        ]
    margins = [
        made(f"w:{side}", w=twips(points), type="dxa")
        for side, points in (("top", each.down), ("left", each.across), ("bottom", each.down), ("right", each.across))
    ]
    return made(
        "w:tblPr",
        made("w:tblW", w=sum(widths), type="dxa"),
        made("w:tblInd", w=0, type="dxa"),
        made("w:tblBorders", *borders) if borders else None,
        made("w:tblLayout", type="fixed"),
        made("w:tblCellMar", *margins),
    )


def _row(writer: Writer, each: Table, row: Row, widths: Sequence[int], *, head: bool) -> Element:
    column, cells = 0, list[Element]()
    for cell in row.cells:
        width = sum(widths[column : column + cell.span])
        column += cell.span
        inner = width / 20 - 2 * each.across
        properties = made(
            "w:tcPr",
            made("w:tcW", w=width, type="dxa"),
            made("w:gridSpan", val=cell.span) if cell.span > 1 else None,
            made("w:shd", val="clear", color="auto", fill=hexadecimal(styles.colour(cell.fill))) if cell.fill else None,
            made("w:vAlign", val="center") if cell.middle else None,
        )
        content = writer.cell(cell.content, inner)
        if row.joined:
            _keep_with_next(content)
        cells.append(made("w:tc", properties, *content))
    whole = (
        head or sum(len(part.text) for cell in row.cells for part in cell.content if isinstance(part, Prose)) < _WHOLE
    )
    marks = [made("w:cantSplit")] if whole else []
    marks += [made("w:tblHeader")] if head else []
    return made("w:tr", made("w:trPr", *marks) if marks else None, *cells)


def _keep_with_next(content: Sequence[Element]) -> None:
    """A heading row stays with the row below it."""
    from docx.oxml.ns import qn

    for paragraph in content:
        properties = paragraph.find(qn("w:pPr"))
        if properties is not None and properties.find(qn("w:keepNext")) is None:
            at = 1 if properties.find(qn("w:pStyle")) is not None else 0
            properties.insert(at, made("w:keepNext"))
