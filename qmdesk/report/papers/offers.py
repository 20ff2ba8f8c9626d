"""The 质量赋能包 of an enterprise: its gaps, and the offers that help to close them, as a paper and as a table."""

from __future__ import annotations

from pathlib import Path

from reportlab.platypus.flowables import Flowable

from qmdesk.formdef.offers import KINDS, Catalogue, Chosen, Gap, Pack
from qmdesk.report.book import spaced
from qmdesk.report.material import DASH, Material
from qmdesk.report.papers.books import Head, Sheet, write_book
from qmdesk.report.papers.paper import Paper, paper_book
from qmdesk.report.prose import Prose
from qmdesk.report.tables import Column, section, table


def paper(m: Material, pack: Pack, catalogue: Catalogue, level: str) -> Paper:
    """A paper of one or two pages: how it was chosen, the offers by kind, the gaps that nothing closes."""
    book = paper_book(m)
    columns = [
        Column(book.say("column.number"), 0.06, "cell_center"),
        Column(m.sentence("offers.offer"), 0.22),
        Column(m.sentence("offers.about"), 0.34),
        Column(m.sentence("offers.closes"), 0.22),
        Column(m.sentence("offers.by"), 0.16),
    ]
    made, number = table(columns, []), 0
    for kind in KINDS:
        own = [each for each in pack.chosen if each.offer.kind == kind]
        if own:
            made.rows.append(section(m.sentence(f"offers.kind.{kind}"), len(columns)))
        for each in own:
            number += 1
            made.rows += table(columns, [_cells(m, number, each)]).rows
    parts: list[Flowable] = [Prose(intro(m, pack, catalogue, level), "plain")]
    if number:
        parts.append(spaced(made))
    if pack.uncovered:
        names = m.say("list").join(m.name_of(each.id) for each in pack.uncovered)
        parts.append(Prose(m.sentence("offers.uncovered", names=names), "plain"))
    parts.append(Prose(m.sentence("offers.apart"), "note"))
    return Paper(m, m.sentence("offers.title"), parts, ("enterprise", "credit_code", "region", "contact"))


def intro(m: Material, pack: Pack, catalogue: Catalogue, level: str) -> str:
    """How the offers were chosen, in a sentence."""
    gaps = len({gap.id for each in pack.chosen for gap in each.gaps} | {gap.id for gap in pack.uncovered})
    details = {"level": level or DASH, "gaps": gaps, "n": len(pack.chosen)}
    catalogue_name = f"{catalogue.name.in_(m.lang)}（{catalogue.issued_by.in_(m.lang)}）"
    return m.sentence("offers.intro", **details, catalogue=catalogue_name)


def _cells(m: Material, number: int, each: Chosen) -> list[str]:
    offer = each.offer
    who = "\n".join(filter(None, (offer.by, offer.contact))) or m.sentence("offers.by-authority")
    return [str(number), offer.name.in_(m.lang), offer.about.in_(m.lang), gaps_of(m, each), who]


def gaps_of(m: Material, each: Chosen) -> str:
    """The gaps of an offer by name with their levels; an offer for any gap says so."""
    if not each.offer.closes:
        return m.sentence("offers.any")
    return "\n".join(_gap(m, gap) for gap in each.gaps)


def _gap(m: Material, gap: Gap) -> str:
    name = m.sentence("offers.gap", name=m.name_of(gap.id), level=gap.level)
    return f"★{name}" if gap.blocks else name


def book(m: Material, pack: Pack, catalogue: Catalogue, level: str, out: Path) -> None:
    """The same as a table. Raises Refused(report-not-written)."""
    heads = (
        Head(m.say("column.number"), 6),
        Head(m.sentence("offers.kind.kind"), 12),
        Head(m.sentence("offers.offer"), 30),
        Head(m.sentence("offers.about"), 60),
        Head(m.sentence("offers.closes"), 40),
        Head(m.sentence("offers.by"), 26),
    )
    rows = [
        (str(at), m.sentence(f"offers.kind.{each.offer.kind}"), *_cells(m, at, each)[1:])
        for at, each in enumerate(pack.chosen, 1)
    ]
    write_book([Sheet(m.sentence("offers.title"), intro(m, pack, catalogue, level), heads, rows)], out, m.lang)
