"""Parts that several papers have: handwriting, a list of who signed in, a text as it was written, lines to sign on."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus.flowables import Flowable

from qmdesk.model.problem import Refused
from qmdesk.report.book import Book, spaced
from qmdesk.report.graphics import Photo
from qmdesk.report.layout import Space
from qmdesk.report.material import DASH, Material, Record
from qmdesk.report.photos import thumbnail
from qmdesk.report.prose import Prose
from qmdesk.report.tables import Cell, Column, Content, Row, Table, plain, table

_WIDE, _HIGH = 92.0, 26.0
_PIXELS = 360


class Handwriting(Photo):  # pyright: ignore[reportUntypedBaseClass]
    """A signature as a small picture, without a frame."""

    def draw(self) -> None:
        """Draw the picture alone."""
        self._picture()


def handwriting(
    m: Material, each: Record, name: str = "signature", room: tuple[float, float] = (_WIDE, _HIGH)
) -> Content:
    """The picture of a signature within ``room`` in points; empty where there is none, or where a copy shows none."""
    sha256 = each.value(name)
    if not isinstance(sha256, str) or not sha256 or m.options.copy is not None:
        return ""
    try:
        small = thumbnail(m.blobs(sha256), _PIXELS)
    except Refused:
        small = None
    return Handwriting(small[0], small[1], *room) if small else m.sentence("paper.picture-unreadable")


def attendance_table(book: Book, meeting: str, *, blank: int = 0) -> Table:
    """Who signed in to a meeting (``opening``, ``team``, ``closing``): side, name, post, handwriting, time; then
    ``blank`` empty rows to sign on paper."""
    m = book.m
    heads = [m.label("attendance", name) for name in ("side", "name", "post", "signature", "at")]
    shares = (0.13, 0.17, 0.22, 0.3, 0.18)
    columns = [Column(head, share) for head, share in zip(heads, shares, strict=True)]
    rows: list[list[Content]] = [
        [each.text("side"), each.text("name"), each.text("post"), handwriting(m, each), each.text("at")]
        for each in m.records("attendance")
        if each.value("meeting") == meeting
    ]
    rows = [["" if one == DASH else one for one in row] for row in rows]
    for _ in range(blank):
        rows.append([Space(_HIGH, fixed=True), "", "", "", ""])
    return spaced(table(columns, rows))


def free_text(text: str) -> list[Flowable]:
    """A text that people wrote, line by line; a line that begins with ``# `` is a heading, ``- `` a list."""
    made: list[Flowable] = []
    for line in text.splitlines():
        if line.startswith("# "):
            made.append(Prose(line[2:], "heading_2"))
        elif line.startswith("- "):
            made.append(Prose(["• ", line[2:]], "list"))
        elif line.strip():
            made.append(Prose(line, "plain"))
    return made


def signing_lines(book: Book, signers: Sequence[tuple[str, str]]) -> list[Flowable]:
    """Lines to sign on by hand, two beside each other: (role in words, name)."""
    rows = [signers[at : at + 2] for at in range(0, len(signers), 2)]
    made: list[Flowable] = []
    for row in rows:
        cells: list[Content] = [_line(book, role, name) for role, name in row]
        cells += [""] * (2 - len(cells))
        made += [Space(12, fixed=True), plain([[cells[0], "", cells[1]]], [0.46, 0.08, 0.46], across=0.0)]
    return made


def _line(book: Book, role: str, name: str) -> list[Flowable]:
    """Role and name, room above a rule, the date."""
    words = Prose([role, book.say("colon"), name], "cell_bold")
    rule = Table([Row((Cell((Space(26, fixed=True),)),), rule="plain")], [1.0], framed=False)
    return [words, rule, Prose(book.say("signatures.date"), "cell_soft", before=3)]
