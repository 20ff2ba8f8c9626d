"""Small pieces of WordprocessingML (ECMA-376 part 1): elements by short names, text that XML can carry."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from qmdesk.report import fonts

#: An element of lxml; python-docx has no types for it.
Element = Any
#: A document of python-docx, or a head or foot of it.
WordDocument = Any

#: What no XML document may hold.
_NEVER = re.compile("[\ud800-\udfff\ufffe\uffff]")
TWIPS = 20


def made(tag: str, *children: Element, **attributes: object) -> Element:
    """An element such as ``made("w:jc", val="center")``; attributes without a prefix are of the namespace ``w``."""
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    for each in children:
        if each is not None:
            element.append(each)
    return element


def clean(text: str) -> str:
    """Text without signs that are unseen or that no XML may hold; emoji and rare characters stay."""
    return fonts.visible(_NEVER.sub("", text))


def twips(points: float) -> int:
    """Twentieths of a point."""
    return round(points * TWIPS)


def hexadecimal(colour: tuple[float, float, float]) -> str:
    """A colour as RRGGBB."""
    return "".join(f"{round(each * 255):02X}" for each in colour)


def words(text: str) -> list[Element]:
    """The content of a run: text, with a break for every line."""
    parts: list[Element] = []
    for number, line in enumerate(text.split("\n")):
        if number:
            parts.append(made("w:br"))
        if line:
            element = made("w:t")
            element.text = line
            element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            parts.append(element)
    return parts


def run(text: str, properties: Element | None = None) -> Element:
    """A run of clean text."""
    return made("w:r", properties, *words(clean(text)))


def field_runs(instruction: str, shown: str, properties: Element | None = None) -> list[Element]:
    """The runs of a field that the word processor computes, with what it shows until then."""
    from copy import deepcopy

    def one(child: Element) -> Element:
        return made("w:r", deepcopy(properties), child)

    order = made("w:instrText")
    order.text = f" {instruction} "
    shown_runs = [made("w:r", deepcopy(properties), *words(shown))] if shown else []
    begin, apart, end = (made("w:fldChar", fldCharType=kind) for kind in ("begin", "separate", "end"))
    return [one(begin), one(order), one(apart), *shown_runs, one(end)]
