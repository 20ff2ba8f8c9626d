"""The report's styles of text as styles of Word: headings and running text by Word's own names, the rest by ours.

A style that a document already has, as an office's template does, is used as it is and never changed.
"""

from __future__ import annotations

from dataclasses import replace

from docx.oxml.ns import qn

from qmdesk.report import fonts, styles
from qmdesk.report.docx.xml import Element, hexadecimal, made, twips
from qmdesk.report.styles import TextStyle

#: Faces that every Chinese Word has, for those that the PDF embeds: Latin, Chinese, bold.
FACES = {
    fonts.SERIF: ("Times New Roman", "宋体", False),
    fonts.SANS: ("Arial", "黑体", False),
    fonts.BOLD: ("Arial", "黑体", True),
}
#: Small text in Chinese sans reads heavy in 黑体, which has one weight only; tables are set in 宋体 as offices do.
_TABLE_FACE = ("Times New Roman", "宋体", False)
#: Styles of ours that Word has a name for, which it shows in the reader's language (标题 1, 正文文本).
BUILT_IN = {
    "heading_1": "heading 1", "heading_2": "heading 2", "heading_3": "heading 3", "body": "Body Text",
    "caption": "caption", "cover_title": "Title", "cover_subtitle": "Subtitle", "toc_1": "toc 1", "toc_2": "toc 2",
    "header": "header",
}  # fmt: skip
_ALIGN = {"left": "left", "right": "right", "center": "center", "justify": "both"}


class Looks:
    """The styles of one document: finds each by its name or adds it, and says what a paragraph sets beyond it."""

    def __init__(self, sheet: Element, *, ours: bool) -> None:
        """``ours``: the sheet is our own plain one, whose built-in styles are set anew."""
        self._sheet, self._ours = sheet, ours
        self._ids: dict[str, str] = {}

    def id_of(self, name: str) -> str:
        """The id of a style of the report in this document."""
        if name not in self._ids:
            self._ids[name] = self._found(name)
        return self._ids[name]

    def _found(self, name: str) -> str:
        word = BUILT_IN.get(name, f"qmdesk {name.replace('_', ' ')}")
        found = self._named(word)
        if found is not None and not (self._ours and name in BUILT_IN):
            return str(found.get(qn("w:styleId")))
        if found is not None:
            self._sheet.remove(found)
        identity = word.replace(" ", "-") if name not in BUILT_IN else word.title().replace(" ", "")
        self._sheet.append(_style(identity, word, name))
        return identity

    def _named(self, word: str) -> Element | None:
        for each in self._sheet.iterchildren(qn("w:style")):
            said = each.find(qn("w:name"))
            if said is not None and str(said.get(qn("w:val"))).casefold() == word.casefold():
                return each
        return None


def paragraph_properties(style: TextStyle, base: TextStyle | None, *, before: float = 0.0) -> list[Element]:
    """What a paragraph says of itself beyond its style; all of it where there is no base."""
    parts: list[Element] = []
    if base is None or style.keep_next != base.keep_next:
        parts.append(made("w:keepNext", val=int(style.keep_next)))
    names = ("before", "after", "leading")
    if before or base is None or any(getattr(style, each) != getattr(base, each) for each in names):
        spacing = {"before": twips(style.before + before), "after": twips(style.after)}
        parts.append(made("w:spacing", **spacing, line=twips(style.leading), lineRule="exact"))
    sides = ("left", "right", "hanging", "indent")
    if base is None or any(getattr(style, each) != getattr(base, each) for each in sides):
        parts.append(_indent(style))
    if base is None or style.align != base.align:
        parts.append(made("w:jc", val=_ALIGN[style.align]))
    return parts


def run_properties(style: TextStyle, base: TextStyle | None = None, *, table: bool = False) -> Element | None:
    """Font, size and colour of a run where they differ from its paragraph's; None where nothing does."""
    parts: list[Element] = []
    if base is None or style.font != base.font:
        latin, chinese, heavy = face(style.font, table=table)
        plain = base is not None and face(base.font, table=table)[:2] == (latin, chinese)
        if not plain:
            parts.append(made("w:rFonts", ascii=latin, hAnsi=latin, eastAsia=chinese, cs=latin))
        if heavy or base is not None:
            parts.append(made("w:b", val=int(heavy)))
    if base is None or style.colour != base.colour:
        parts.append(made("w:color", val=hexadecimal(styles.colour(style.colour))))
    if base is None or style.size != base.size:
        parts += [made("w:sz", val=round(style.size * 2)), made("w:szCs", val=round(style.size * 2))]
    return made("w:rPr", *parts) if parts else None


def face(font: str, *, table: bool = False) -> tuple[str, str, bool]:
    """Latin face, Chinese face and weight for a face of the report."""
    return _TABLE_FACE if table and font == fonts.SANS else FACES[font]


def _style(identity: str, word: str, name: str) -> Element:
    text = styles.text(name)
    small = text.size < 10 and not name.startswith(("heading", "toc"))
    ours = [*paragraph_properties(text, None)]
    if name.startswith("heading_"):
        ours.append(made("w:outlineLvl", val=int(name[-1]) - 1))
    if name.startswith("toc_"):
        page = styles.page()
        stop = made("w:tab", val="right", leader="dot", pos=twips(page.body_width))
        ours.insert(1, made("w:tabs", stop))
    custom = {} if name in BUILT_IN else {"customStyle": 1}
    return made(
        "w:style",
        made("w:name", val=word),
        made("w:basedOn", val="Normal"),
        made("w:qFormat"),
        made("w:pPr", *ours),
        run_properties(replace(text), table=small),
        type="paragraph",
        styleId=identity,
        **custom,
    )


def _indent(style: TextStyle) -> Element:
    sides: dict[str, object] = {"left": twips(style.left), "right": twips(style.right)}
    if style.hanging:
        return made("w:ind", **sides, hanging=twips(style.hanging))
    if style.indent:
        return made(
            "w:ind", **sides, firstLineChars=round(style.indent * 100), firstLine=twips(style.indent * style.size)
        )
    return made("w:ind", **sides, firstLineChars=0, firstLine=0)
