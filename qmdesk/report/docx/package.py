"""A Word document of ours as a file: page, head and foot, properties; the same bytes for the same input."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from docx import Document
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Pt

from qmdesk.report import styles
from qmdesk.report.docx.looks import Looks
from qmdesk.report.docx.xml import Element, WordDocument, field_runs, hexadecimal, made, run, twips
from qmdesk.report.embed import About

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_BORDER = 4


@dataclass(frozen=True, slots=True)
class Surround:
    """What stands around every page. ``page`` and ``of`` are the words about the page's number: 第 … 页 共 … 页."""

    title: str
    subject: str
    code: str
    notice: str
    mark: str
    page: tuple[str, str, str]


def empty(lang: str) -> WordDocument:
    """A document without text: A4, the report's margins, its language."""
    document = Document()
    body, sheet = document.element.body, document.styles.element
    for each in list(body):
        if each.tag != qn("w:sectPr"):
            body.remove(each)
    _defaults(sheet, lang)
    section, page = document.sections[0], styles.page()
    section.page_width, section.page_height = Pt(page.width), Pt(page.height)
    section.top_margin, section.bottom_margin = Pt(page.top), Pt(page.bottom)
    section.left_margin, section.right_margin = Pt(page.left), Pt(page.right)
    section.header_distance, section.footer_distance = Pt(40), Pt(24)
    section.start_type = WD_SECTION.NEW_PAGE
    return document


def surround(document: WordDocument, looks: Looks, words: Surround, *, cover: bool) -> None:
    """Head and foot of every page; a cover has no head, and says that it is no signed document like all others."""
    section = document.sections[0]
    width = twips(styles.page().body_width)
    head = [run(words.title), made("w:r", made("w:tab")), run(words.subject)]
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    _fill(section.header, [_line(looks, head, width, rule="bottom")])
    before, between, after = words.page
    numbers = [
        run(before), *field_runs("PAGE", "1"), run(between), *field_runs("NUMPAGES", "1"), run(after),
    ]  # fmt: skip
    notice = _line(looks, _said(words), width)
    _fill(section.footer, [_line(looks, [run(words.code), made("w:r", made("w:tab")), *numbers], width), notice])
    if cover:
        section.different_first_page_header_footer = True
        _fill(section.first_page_footer, [_line(looks, _said(words), width)])


def describe(document: WordDocument, about: About) -> None:
    """The properties that an office's search finds the document by."""
    core = document.core_properties
    core.title, core.author, core.subject, core.keywords = about.title, about.author, about.subject, about.keywords
    core.last_modified_by, core.comments, core.category = about.author, "", ""
    core.language, core.created, core.modified = about.lang, about.made_at, about.made_at
    core.revision = 1


def saved(document: WordDocument) -> bytes:
    """The file, its parts dated alike."""
    target, out = io.BytesIO(), io.BytesIO()
    links = document.part.package.rels
    for key in [key for key, link in links.items() if link.reltype.endswith("/thumbnail")]:
        del links[key]  # a picture of another document's first page
    document.save(target)
    with zipfile.ZipFile(target) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = (
                zipfile.ZIP_STORED if name.endswith((".png", ".jpg", ".jpeg")) else zipfile.ZIP_DEFLATED
            )
            after.writestr(entry, before.read(name))
    return out.getvalue()


def notice_line(looks: Looks, words: str, width: float) -> Element:
    """A small line of its own for the foot of a page."""
    return _line(looks, [run(words)], twips(width))


def _defaults(sheet: Element, lang: str) -> None:
    """Language and faces of everything that says nothing of its own; no space between paragraphs."""
    found = sheet.find(qn("w:docDefaults"))
    if found is not None:
        sheet.remove(found)
    ours = made("w:rFonts", ascii="Times New Roman", hAnsi="Times New Roman", eastAsia="宋体", cs="Times New Roman")
    latin = "en-US"
    tongue = made("w:lang", val=latin, eastAsia="zh-CN", bidi="ar-SA")
    run_defaults = made("w:rPrDefault", made("w:rPr", ours, made("w:sz", val=21), made("w:szCs", val=21), tongue))
    paragraph = made("w:pPrDefault", made("w:pPr", made("w:spacing", after=0, line=240, lineRule="auto")))
    sheet.insert(0, made("w:docDefaults", run_defaults, paragraph))
    for each in sheet.iterchildren(qn("w:style")):
        if each.get(qn("w:type")) == "paragraph" and each.get(qn("w:styleId")) == "Normal":
            for part in (each.find(qn("w:rPr")), each.find(qn("w:pPr"))):
                if part is not None:
                    each.remove(part)
    assert lang


def _line(looks: Looks, runs: list[Element], width: int, *, rule: str = "") -> Element:
    border = (
        made(f"w:{rule}", val="single", sz=_BORDER, space=3, color=hexadecimal(styles.colour("rule"))) if rule else None
    )
    properties = made(
        "w:pPr",
        made("w:pStyle", val=looks.id_of("header")),
        made("w:pBdr", border) if rule else None,
        made("w:tabs", made("w:tab", val="clear", pos=4320), made("w:tab", val="clear", pos=8640),
             made("w:tab", val="right", pos=width)),
    )  # fmt: skip
    return made("w:p", properties, *runs)


def _said(words: Surround) -> list[Element]:
    """The mark of a draft or a copy, and what the document is not."""
    return [*([run(f"{words.mark} · ", _bad())] if words.mark else []), run(words.notice)]


def _bad() -> Element:
    return made("w:rPr", made("w:b"), made("w:color", val=hexadecimal(styles.colour("bad"))))


def _fill(place: WordDocument, lines: list[Element]) -> None:
    element = place._element
    for each in list(element):
        element.remove(each)
    for each in lines:
        element.append(each)
