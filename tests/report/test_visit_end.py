"""The chapter on the end of a visit, and what every meeting's section has."""

from __future__ import annotations

import pytest

from qmdesk.model.canonical import Json
from qmdesk.report.book import Book
from qmdesk.report.chapters import visit_before, visit_end
from qmdesk.report.headings import Outline
from qmdesk.report.material import Material
from tests.report.cases import MADE_AT, CaseMaker, empty, finished, machining
from tests.report.test_visit_floor import _said


def visited() -> CaseMaker:
    maker = machining(photos=0)

    def put(subject: str, **values: Json) -> None:
        maker.set(subject, "onsite", **values)  # pyright: ignore[reportArgumentType]

    put("meeting:opening", day="2026-09-01", start="08:30", minutes="首次会议纪要\n# 范围\n开场纪要里的话")
    put("meeting:team", day="2026-09-02", notes="合议时说的话")
    put("meeting:closing", day="2026-09-02", place="三楼", minutes="末次会议纪要\n末次纪要里的话")
    ink = maker.keep(b"\x89PNG no picture", "image/png")
    put("attendance:a", meeting="team", name="王工", side="team", signature=ink, signed_as="李工")
    return maker


def book_of(maker: CaseMaker, lang: str = "zh-CN") -> Book:
    m = Material(*finished(maker).arguments(), lang, MADE_AT)  # pyright: ignore[reportCallIssue, reportArgumentType]
    return Book(m, Outline(lang))


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_sections_are_numbered_under_their_chapter(lang: str) -> None:
    book = book_of(visited(), lang)
    visit_before.chapter(book)
    visit_end.chapter(book)
    levels = [each.level for each in book.outline.entries]
    assert levels[0] == 1
    second = levels.index(1, 1)
    assert set(levels[1:second]) == set(levels[second + 1 :]) == {2}
    first = book.outline.entries[second + 1].number
    assert first.startswith("2.1" if lang == "en" else "（一）")


def test_notes_and_minutes_of_every_meeting_are_told_once() -> None:
    book = book_of(visited())
    said = "\n".join(_said(each) for each in (*visit_before.chapter(book), *visit_end.chapter(book)))
    for words in ("开场纪要里的话", "合议时说的话", "末次纪要里的话", "三楼", "首次会议纪要"):
        assert said.count(words) == 1, words
    assert "# " not in said


def test_handwriting_given_under_another_name_is_told() -> None:
    book = book_of(visited())
    assert "李工" in "\n".join(_said(each) for each in visit_end.chapter(book))


def test_a_case_without_a_closing_has_no_chapter_and_counts_no_heading() -> None:
    book = book_of(empty())
    assert visit_end.chapter(book) == []
    assert book.outline.entries == []
