"""An office's own template: a Word document with fields such as ``{{enterprise}}`` and blocks such as ``{{items}}``.

A field may be split over runs as Word likes to do; it keeps the looks of its first character. A block stands alone in
its paragraph. What is wrong with a template is said all at once, each by the field and its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from docx.oxml.ns import qn

from qmdesk.model.problem import Problem, Refused
from qmdesk.report import build
from qmdesk.report.chapters import front
from qmdesk.report.docx import package
from qmdesk.report.docx.body import Tick, Writer
from qmdesk.report.docx.fields import Known
from qmdesk.report.docx.looks import Looks
from qmdesk.report.docx.template_gate import opened
from qmdesk.report.docx.xml import Element, WordDocument, clean, words
from qmdesk.report.material import Material

_FIELD = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_TEXT, _NOTICE = qn("w:t"), "notice"


@dataclass(frozen=True, slots=True)
class _Spot:
    """A paragraph of the template and its place in words; ``body`` where blocks may stand."""

    paragraph: Element
    place: str
    body: bool


def write_in_template(m: Material, template: Path, out: Path, *, tick: Tick = lambda: None) -> None:
    """Fill a template and write it as DOCX.

    Raises Refused: template-unreadable, template-macros, template-outside, template-field-unknown,
    template-field-broken, template-block-place, report-not-written, and what opening a zip raises.
    """
    document = opened(template)
    known = Known(m)
    spots = list(_spots(document, m))
    problems = [problem for spot in spots for problem in _wrong(spot, known, template.name)]
    if problems:
        raise Refused(*problems)
    looks = Looks(document.styles.element, ours=False)
    writer = Writer(document.part, looks, _width(document), tick)
    said = {name for spot in spots if not spot.body for name in _fields(spot)}
    for spot in spots:
        _fill(spot, known, writer)
    if _NOTICE not in said:
        _say_notice(document, looks, m)
    package.describe(document, build.about(m, front.report_number(known.book)))
    build.write_whole(out, package.saved(document))


def _spots(document: WordDocument, m: Material) -> Iterator[_Spot]:
    """Every paragraph of the body, of its tables and text boxes, and of heads and feet."""
    body = document.element.body
    for count, child in enumerate(body.iterchildren(), 1):
        for paragraph in child.iter(qn("w:p")):
            inside = child.tag == qn("w:tbl")
            place = m.say("template.table" if inside else "template.paragraph", number=count)
            boxed = any(each.tag == qn("w:txbxContent") for each in paragraph.iterancestors())
            yield _Spot(paragraph, place, not boxed)
    for number, section in enumerate(document.sections, 1):
        parts = (
            ("header", section.header), ("footer", section.footer), ("header", section.first_page_header),
            ("footer", section.first_page_footer), ("header", section.even_page_header),
            ("footer", section.even_page_footer),
        )  # fmt: skip
        for kind, part in parts:
            if not part.is_linked_to_previous:
                for paragraph in part._element.iter(qn("w:p")):
                    yield _Spot(paragraph, m.say(f"template.{kind}", number=number), body=False)


def _wrong(spot: _Spot, known: Known, where: str) -> Iterator[Problem]:
    text = _text_of(spot.paragraph)
    rest = _FIELD.sub("", text)
    for mark in ("{{", "}}"):
        at = rest.find(mark)
        if at >= 0:
            shown = rest[max(at - 6, 0) : at + 14].strip()
            yield Problem("template-field-broken", where, {"text": shown, "place": spot.place})
            return
    fields = _fields(spot)
    for name in fields:
        if known.words(name) is not None:
            continue
        if name not in known.names():
            near = get_close_matches(name, known.names(), 1, 0.6)
            hint = "{{" + near[0] + "}}" if near else "—"
            yield Problem("template-field-unknown", where, {"field": name, "place": spot.place, "near": hint})
        elif not spot.body or len(fields) > 1 or rest.strip():
            yield Problem("template-block-place", where, {"field": name, "place": spot.place})


def _fields(spot: _Spot) -> list[str]:
    return _FIELD.findall(_text_of(spot.paragraph))


def _texts(paragraph: Element) -> list[Element]:
    """The text elements of a paragraph itself, not of a text box within it."""
    return [each for each in paragraph.iter(_TEXT) if next(each.iterancestors(qn("w:p"))) is paragraph]


def _text_of(paragraph: Element) -> str:
    return "".join(each.text or "" for each in _texts(paragraph))


def _fill(spot: _Spot, known: Known, writer: Writer) -> None:
    text = _text_of(spot.paragraph)
    found = list(_FIELD.finditer(text))
    if not found:
        return
    block = known.block(found[0][1]) if known.words(found[0][1]) is None else None
    if block is not None:
        _put_block(spot, writer, block)
        return
    for each in reversed(found):
        _replace(spot.paragraph, each.start(), each.end(), known.words(each[1]) or "")


def _replace(paragraph: Element, start: int, end: int, value: str) -> None:
    """Put a value in place of the characters from ``start`` to ``end``, whatever runs they stand in."""
    at = 0
    for element in _texts(paragraph):
        own = element.text or ""
        first, last = max(start - at, 0), min(end - at, len(own))
        if first < last or (first == last == 0 and start == end == at):
            before, after = own[:first], own[last:]
            _set_text(element, before, value if at + first == start else "", after)
        at += len(own)


def _set_text(element: Element, before: str, value: str, after: str) -> None:
    lines = clean(value).split("\n")
    if len(lines) == 1:
        element.text = before + lines[0] + after
        element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return
    made = words(before + "\n".join(lines) + after)
    parent, place = element.getparent(), element.getparent().index(element)
    parent.remove(element)
    for each in reversed(made):
        parent.insert(place, each)


def _put_block(spot: _Spot, writer: Writer, block: object) -> None:
    paragraph = spot.paragraph
    cell = next(paragraph.iterancestors(qn("w:tc")), None)
    made = writer.blocks(block, _room(cell, writer.width))  # pyright: ignore[reportArgumentType]
    if not made or made[-1].tag == qn("w:tbl"):
        made.append(writer.gap())
    section = paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
    for each in made:
        paragraph.addprevious(each)
    if section is None:  # a paragraph that ends a section stays, without its words
        paragraph.getparent().remove(paragraph)
    else:
        for each in _texts(paragraph):
            each.text = ""


def _room(cell: Element | None, width: float) -> float:
    said = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}") if cell is not None else None
    if said is None or said.get(qn("w:type")) != "dxa":
        return width if cell is None else width / 2
    return max(int(said.get(qn("w:w"))) / 20 - 12, 60.0)


def _width(document: WordDocument) -> float:
    section = document.sections[0]
    sizes = (section.page_width, section.left_margin, section.right_margin)
    page, left, right = (each.pt if each is not None else 0.0 for each in sizes)
    return max(page - left - right, 200.0) if page else 451.0


def _say_notice(document: WordDocument, looks: Looks, m: Material) -> None:
    """Every page says that it is no signed document, whether the template thought of it or not."""
    for number, section in enumerate(document.sections):
        feet = [section.footer]
        if section.different_first_page_header_footer:
            feet.append(section.first_page_footer)
        if document.settings.odd_and_even_pages_header_footer:
            feet.append(section.even_page_footer)
        for foot in feet:
            if number == 0 or not foot.is_linked_to_previous:
                said = m.say("docx.notice") if m.options.copy is None else build.marked(m)
                foot._element.append(package.notice_line(looks, said, _width(document)))
