"""A 质量赋能包 for a case: chosen by its gaps, written as paper and table, in both languages."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from qmdesk.formdef.offers import builtin_catalogue
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.model.problem import Refused
from qmdesk.review.offering import catalogue_at, offers_for, write_offers
from qmdesk.review.session import ReviewSession


@pytest.fixture
def rated(session: ReviewSession) -> ReviewSession:
    """Every item at 3 but two, no figure tracked."""
    levels = {each.id: 3 for each in session.form.items} | {"system.people": 2, "digital.data": 1}
    edits = [Edit(Place(f"item:{item}", "level", "onsite", "王工"), level) for item, level in levels.items()]
    edits += [Edit(Place(f"figure:{each.id}", "tracked", "onsite"), "false") for each in session.form.figures]
    session.record(edits).wait()
    return session


def test_only_what_stands_low_is_a_gap(rated: ReviewSession) -> None:
    offered = offers_for(rated, builtin_catalogue(), Stage.ONSITE)
    gaps = {gap.id for each in offered.pack.chosen for gap in each.gaps}
    assert gaps == {"system.people", "digital.data", *(each.id for each in rated.form.figures)}
    assert all(gap.level <= 2 for each in offered.pack.chosen for gap in each.gaps)
    wider = offers_for(rated, builtin_catalogue(), Stage.ONSITE, 3)
    assert len({gap.id for each in wider.pack.chosen for gap in each.gaps}) > len(gaps)


def test_an_empty_case_is_offered_nothing_and_told(session: ReviewSession) -> None:
    offered = offers_for(session, catalogue_at(None), Stage.ONSITE)
    assert offered.pack.chosen == ()
    assert [each.code for each in offered.problems] == ["offers-none"]


def plain(text: str) -> str:
    """Letters only: lines end with hyphens where words are long."""
    return "".join(each for each in text if each.isalnum())


@pytest.mark.parametrize(("lang", "title"), [("zh-CN", "质量赋能包"), ("en", "Support package")])
def test_paper_and_table_name_every_offer(rated: ReviewSession, tmp_path: Path, lang: str, title: str) -> None:
    offered = offers_for(rated, builtin_catalogue(), Stage.ONSITE)
    write_offers(rated, offered, tmp_path / "包.pdf", lang=lang)
    write_offers(rated, offered, tmp_path / "包.xlsx", lang=lang)
    document = pypdfium2.PdfDocument(tmp_path / "包.pdf")
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    squeezed = plain(text)
    names = [each.offer.name.in_(lang) for each in offered.pack.chosen]
    assert title in text
    assert all(plain(name) in squeezed for name in names)
    rows = list(openpyxl.load_workbook(tmp_path / "包.xlsx").active.values)  # type: ignore[union-attr]
    assert [row[2] for row in rows[3:]] == names


def test_wrong_targets_are_refused(rated: ReviewSession, tmp_path: Path) -> None:
    offered = offers_for(rated, builtin_catalogue(), Stage.ONSITE)
    for name, code in (("x.doc", "paper-format-unknown"), ("no/x.pdf", "folder-missing")):
        with pytest.raises(Refused, match=code):
            write_offers(rated, offered, tmp_path / name)
    (tmp_path / "x.pdf").write_bytes(b"mine")
    with pytest.raises(Refused, match="file-exists"):
        write_offers(rated, offered, tmp_path / "x.pdf")
    assert (tmp_path / "x.pdf").read_bytes() == b"mine"
