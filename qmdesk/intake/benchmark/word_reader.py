"""A Word document as blocks of text, read in a child process: paragraphs with their level, tables, pictures.

Nothing in it is carried out: fields, macros, links and what was deleted under revision are passed over.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qmdesk.gate import child
from qmdesk.gate.limits import MIB, ZipLimits
from qmdesk.gate.xml import parse_xml
from qmdesk.gate.zips import Archive, open_zip
from qmdesk.model.problem import Problem, Refused

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
#: Signs of Wingdings that stand for a ticked box; any other of its boxes is an empty one.
_TICKED = frozenset({"F052", "F0FE", "F0FD", "F0FC", "F050"})
_LIMITS = ZipLimits(entry=60 * MIB, total=200 * MIB)
_LEVEL = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_BLOCKS = 20_000


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it shows; cells that are one by merging have the same ``origin``."""

    text: str
    origin: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (``rows`` empty) with its outline level (0: running text) and its pictures' names, or a table."""

    text: str = ""
    level: int = 0
    pictures: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A document: its blocks in order, and pictures by name."""

    blocks: tuple[Block, ...]
    pictures: Mapping[str, bytes] = field(default_factory=dict[str, bytes])


def read_word(content: bytes, name: str) -> Paper:
    """Read a document in a child. Raises Refused: document-unreadable, xml-dtd, what zips and the child refuse."""
    found = child.run("qmdesk.intake.benchmark.word_reader:in_child", {"name": name}, content, where=name)
    try:
        blocks = tuple(_block(each) for each in found["blocks"])
        pictures = {str(key): base64.b64decode(value) for key, value in found["pictures"].items()}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Refused(Problem("reading-garbage", name)) from error
    return Paper(blocks, pictures)


def _block(data: Mapping[str, Any]) -> Block:
    rows = tuple(tuple(Cell(str(text), int(origin)) for text, origin in row) for row in data.get("rows", ()))
    return Block(str(data.get("text", "")), int(data.get("level", 0)), tuple(map(str, data.get("pictures", ()))), rows)


# -- in the child ------------------------------------------------------------------------------------


def in_child(arguments: Mapping[str, Any], payload: bytes) -> dict[str, Any]:
    """What :func:`read_word` runs in the child."""
    name = str(arguments.get("name", ""))
    with open_zip(payload, _LIMITS, name) as archive:
        document = _part(archive, "word/document.xml", name)
        if document is None or (body := document.find(f"{_W}body")) is None:
            raise Refused(Problem("document-unreadable", name))
        reader = _Reader(_levels(_part(archive, "word/styles.xml", name)), _links(archive, name))
        blocks = [*reader.blocks(body)][:_BLOCKS]
        return {"blocks": blocks, "pictures": _pictures(archive, reader.used)}


def _part(archive: Archive, part: str, name: str) -> Element | None:
    entry = archive.entry(part)
    return None if entry is None else parse_xml(archive.read(entry), f"{name}/{part}")


def _levels(styles: Element | None) -> dict[str, int]:
    """The outline level of each paragraph style that has one."""
    found: dict[str, int] = {}
    for style in styles.iter(f"{_W}style") if styles is not None else ():
        named = style.find(f"{_W}name")
        outline = style.find(f"{_W}pPr/{_W}outlineLvl")
        match = _LEVEL.fullmatch(named.get(f"{_W}val", "") if named is not None else "")
        if match or outline is not None:
            level = int(match[1]) if match else _number(outline) + 1
            found[style.get(f"{_W}styleId", "")] = level
    return found


def _links(archive: Archive, name: str) -> dict[str, str]:
    relations = _part(archive, "word/_rels/document.xml.rels", name)
    if relations is None:
        return {}
    return {
        each.get("Id", ""): f"word/{each.get('Target', '')}"
        for each in relations
        if each.get("TargetMode") != "External"
    }


def _pictures(archive: Archive, used: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in dict.fromkeys(used):
        entry = archive.entry(part)
        if entry is not None:
            found[part] = base64.b64encode(archive.read(entry)).decode("ascii")
    return found


class _Reader:
    def __init__(self, levels: dict[str, int], links: dict[str, str]) -> None:
        self._levels, self._links = levels, links
        self._origins = 0
        self.used: list[str] = []

    def blocks(self, place: Element) -> Iterator[dict[str, Any]]:
        for each in place:
            if each.tag == f"{_W}p":
                yield self._paragraph(each)
            elif each.tag == f"{_W}tbl":
                yield {"rows": self._table(each)}
            elif each.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}smartTag", f"{_W}customXml"):
                yield from self.blocks(each)

    def _paragraph(self, each: Element) -> dict[str, Any]:
        pictures = [target for one in each.iter(_A_BLIP) if (target := self._links.get(one.get(_EMBED, "")))]
        self.used += pictures
        return {"text": _text(each), "level": self._level(each), "pictures": pictures}

    def _level(self, each: Element) -> int:
        outline = each.find(f"{_W}pPr/{_W}outlineLvl")
        if outline is not None:
            return min(_number(outline) + 1, 9) if _number(outline) < 9 else 0
        style = each.find(f"{_W}pPr/{_W}pStyle")
        return self._levels.get(style.get(f"{_W}val", ""), 0) if style is not None else 0

    def _table(self, table: Element) -> list[list[tuple[str, int]]]:
        rows: list[list[tuple[str, int]]] = []
        for row in table.iter(f"{_W}tr"):
            cells: list[tuple[str, int]] = []
            for cell in _cells(row):
                span = cell.find(f"{_W}tcPr/{_W}gridSpan")
                wide = min(max(_number(span), 1), 60) if span is not None else 1
                merge = cell.find(f"{_W}tcPr/{_W}vMerge")
                above = rows[-1][len(cells)] if rows and len(cells) < len(rows[-1]) else None
                if merge is not None and merge.get(f"{_W}val", "continue") == "continue" and above is not None:
                    cells += [above] * wide
                    continue
                self._origins += 1
                words = "\n".join(text for part in cell.iter(f"{_W}p") if (text := _text(part).strip()))
                cells += [(words, self._origins)] * wide
            rows.append(cells)
        return rows


def _cells(row: Element) -> Iterator[Element]:
    for each in row:
        if each.tag == f"{_W}tc":
            yield each
        elif each.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _cells(each)


def _text(place: Element) -> str:
    parts: list[str] = []
    for each in _walk(place):
        if each.tag == f"{_W}t":
            parts.append(each.text or "")
        elif each.tag == f"{_W}tab":
            parts.append("\t")
        elif each.tag in (f"{_W}br", f"{_W}cr"):
            parts.append("\n")
        elif each.tag == f"{_W}sym":
            parts.append("☑" if each.get(f"{_W}char", "").upper() in _TICKED else "□")
    return "".join(parts)


def _walk(place: Element) -> Iterator[Element]:
    """Everything in a paragraph that shows: no tabs of its properties, no second form of a drawing."""
    for each in place:
        if each.tag in (f"{_W}pPr", f"{_W}del", f"{_W}moveFrom", _FALLBACK):
            continue
        yield each
        yield from _walk(each)


def _number(element: Element | None) -> int:
    word = element.get(f"{_W}val", "") if element is not None else ""
    return int(word) if word.isdigit() else 0
