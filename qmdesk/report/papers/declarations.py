"""The declarations of the team: a block for each member, with the words, the relations and the signature."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from qmdesk.report.layout import Space, Stack
from qmdesk.report.material import DASH, Material, Record
from qmdesk.report.papers.paper import Paper, found_in, paper_book
from qmdesk.report.papers.parts import handwriting, signing_lines
from qmdesk.report.prose import Prose
from qmdesk.report.tables import plain
from qmdesk.visit.declarations import Declared, declared

SAID = ("impartial", "confidential")


def paper(m: Material) -> Paper:
    """One paper for the whole team; who hasn't signed gets a line to sign on by hand."""
    book, parts = paper_book(m), list[Flowable]()
    for each in declared(found_in(m)):
        role = m.choice("member", "role", each.role)
        head = Prose([each.name or DASH, book.say("colon"), role], "heading_2")
        certificate = m.shown(f"member:{each.member}", "certificate")
        lines: list[Flowable] = [head]
        if certificate != DASH:
            lines.append(Prose([m.label("member", "certificate"), book.say("colon"), certificate], "cell_soft"))
        for name in SAID:
            mark = "☑ " if getattr(each, name) else "☐ "
            lines.append(Prose([mark, m.sentence(f"preparing.declaration.{name}")], "list"))
        relations = each.relations or "　" * 12
        lines.append(Prose([m.label("declaration", "relations"), book.say("colon"), relations], "plain"))
        lines += _signature(m, each, role)
        parts += [Stack(*lines), Space(8)]
    if not parts:
        parts.append(Prose(m.sentence("paper.nobody"), "plain"))
    return Paper(m, m.sentence("paper.declarations"), parts)


def _signature(m: Material, each: Declared, role: str) -> list[Flowable]:
    if not each.signature:
        return signing_lines(paper_book(m), [(role, each.name)])
    picture = handwriting(m, Record(m, "declaration", each.record))
    signed = m.sentence("paper.signed", name=each.signed_as or each.name, day=each.signed_on or DASH)
    made: list[Flowable] = [plain([[picture, signed]], [0.3, 0.7])]
    if each.other_name:
        made.append(Prose(m.sentence("paper.other-name", old=each.signed_as, new=each.name), "note"))
    return made
