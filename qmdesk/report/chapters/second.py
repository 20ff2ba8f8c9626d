"""What a second review says of the first: where it begins from, what was checked again, and why it differs."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from qmdesk.model.journal import Stage
from qmdesk.report.book import Book, spaced
from qmdesk.report.material import DASH, Material
from qmdesk.report.prose import Prose, bold
from qmdesk.report.tables import Column, Content, Table, pairs, table
from qmdesk.visit.second import Line, Second, lines, second_of


def chapter(book: Book) -> list[Flowable]:
    """The chapter; nothing in the report of another stage."""
    m = book.m
    begun = second_of(m.snapshot.state)
    if m.stage is not Stage.SECOND or begun is None:
        return []
    found = lines(m.form, m.snapshot.state, m.assessments, m.answers)
    counts = {
        "checked": sum(each.checked for each in found),
        "taken": sum(_taken(each) for each in found),
        "open": sum(not each.checked and each.second is None for each in found),
        "differing": sum(each.differs for each in found),
    }
    return [
        book.heading(1, "heading.second"),
        book.lead("second.intro"),
        spaced(pairs(_beginning(m, begun))),
        book.heading(2, "heading.second-differences"),
        book.lead("second.counts", **counts),
        spaced(_table(book, found)),
    ]


def _beginning(m: Material, begun: Second) -> list[tuple[str, Content]]:
    level = begun.concluded or begun.level
    package = (
        m.say("second.package-of", name=begun.package, sha256=begun.sha256, signer=begun.signer)
        if begun.sha256
        else m.say("second.in-case")
    )
    said = [
        ("institution", begun.institution),
        ("first-institution", begun.first_institution),
        ("level", m.level(level) if level else DASH),
        ("report", begun.report),
        ("code", begun.code),
        ("package", package),
        ("begun", begun.at[:16].replace("T", " ")),
    ]
    if begun.against:
        said.append(("against", m.say("list").join(m.say(f"second.{each}") for each in begun.against)))
        said.append(("why", begun.reason))
    return [(m.say(f"second.{name}"), value or DASH) for name, value in said]


def _table(book: Book, found: tuple[Line, ...]) -> Table:
    m = book.m
    rows: list[list[Content]] = []
    for each in found:
        second = _level(each.second)
        how = "checked" if each.checked else "taken" if _taken(each) else "open"
        rows.append(
            [
                m.name_of(each.subject.partition(":")[2]),
                _level(each.own),
                _level(each.onsite),
                Prose([bold(second)], "cell_center") if each.differs else second,
                m.say(f"second.{how}"),
                (each.reason or m.say("second.missing")) if each.differs else "",
            ]
        )
    columns = [
        (m.say(f"second.{name}"), share, style)
        for name, share, style in (
            ("thing", 0.28, "cell"),
            ("self", 0.08, "cell_center"),
            ("onsite", 0.08, "cell_center"),
            ("second", 0.08, "cell_center"),
            ("how", 0.14, "cell"),
            ("reason", 0.34, "cell"),
        )
    ]
    return table([Column(*each) for each in columns], rows)


def _taken(line: Line) -> bool:
    return not line.checked and line.second is not None


def _level(level: int | None) -> str:
    return DASH if level is None else str(level)
